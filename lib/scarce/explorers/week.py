"""The week explorer: hours of four kinds of work as a place on a map, and which way each chapter says they go.

>>> live = explore()
>>> live.deciding, live.with_people, live.executing_goes
(0.25, 0.2, 'shrinks')
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Inherit, Parameter
from kernelless.model import Values
from kernelless.theme import GRID, INK, MUTED

from ..models import week as model
from ..models.judgment import possible_overlap, team_accuracy
from . import kit
from .bottleneck import SUBSTITUTION
from .judgment import OPTIONS
from .keepsake import Keepsake
from .kit import mark, pixels, rimmed, rows, rule, text
from .palette import color
from .trust import TRIALS
from .value import EXECUTION, PRICES
from .words import called, verb

#: What each kind is called, and its colour.
NAMES = {"executing": "executing", "choosing": "choosing", "present": "being present", "trusted": "being trusted"}
HUES = {"executing": "execution", "choosing": "judgment", "present": "presence", "trusted": "trust"}
#: No judge is perfect: at exactly 1 two judges' formula is 0 / 0.
MOST_ACCURATE = 1 - 1e-6
#: Share of the tasks of the most physical quarter of occupations that GPT-4 rates as exposed, as a mean; computed from
#: `scarce.data.occupations` (a test does it again).
PHYSICAL_EXPOSURE = 0.1

#: The picture: corners with a circle each, whose area is the share; a ring around it for where that goes.
HEIGHT, ACROSS, UP, RADIUS, LINE = 310, 76, 100, 40, 16
RING = {"grows": 1.25, "holds": 1.0, "shrinks": 0.72}
MARKS = {"grows": "▲ grows", "holds": "= holds", "shrinks": "▼ shrinks"}

DESK = {"executing": 24.0, "choosing": 8.0, "present": 6.0, "trusted": 2.0}
SCENARIOS = kit.Scenarios({
    "a week at a desk": DESK,
    "a week with people": {"executing": 8, "choosing": 4, "present": 22, "trusted": 6},
    "a week of decisions": {"executing": 6, "choosing": 18, "present": 6, "trusted": 10},
    "the same desk, the other way round (reversed)": DESK | {
        "demand": 3, "machine": 0.6, "overlap": 0.7, "kappa": -1, "trials": 10, "rate": 1,
        "rival_trials": 1e6, "rival_rate": 0.95,
    },
})  # fmt: skip
OPENING = SCENARIOS.opening

#: Where settings come from, by the names which the other chapters' models use.
INHERIT = (
    Inherit("scarcity", "Where the money goes", model="value", where={"cheaper": float(EXECUTION)},
            parameters={name: name for name in ("price", "sigma", "demand", "weight")}),
    Inherit("hierarchy", "Does the tower turn over?", {name: name for name in ("kappa", "adoption")}),
    Inherit("judgment", "From memory to judgment",
            {name: name for name in ("options", "accuracy", "machine", "overlap")}),
    # A record with knowledge or conditions of its own says more than the week has words for.
    Inherit("moats", "A record to show", model="trust", where={"counts": 1.0, "knowledge": 0.0},
            parameters={name: name for name in ("trials", "rate", "rival_trials", "rival_rate")}),
)  # fmt: skip
KEEPSAKE = Keepsake(
    "My week", "In a sentence of your own: what will you do more of, and what less? Only paper sees it."
)


def parameters() -> list[Parameter]:
    """Hours of each kind, and what the four chapters' models are asked with."""
    said = {
        "executing": "Doing what has been decided, alone: writing, building, calculating, filling in.",
        "choosing": "Deciding alone: what to do, what to leave, which of several is right.",
        "present": "Doing with people: caring, teaching, repairing on the spot, being in the room.",
        "trusted": "Deciding with or for people who take your word for it.",
    }
    hours: dict[str, Any] = {"range": (0, 40), "step": 1, "unit": "hours a week", "format": ".0f"}
    rate: dict[str, Any] = {"range": (0.5, 1.0), "step": 0.01, "format": ".0%", "unit": "of trials"}
    several = {label: number for label, number in OPTIONS.items() if number > 1}
    some = {label: number for label, number in TRIALS.items() if number > 0}
    return [
        *(Parameter(kind, NAMES[kind].capitalize(), DESK[kind], **hours, help=said[kind]) for kind in model.KINDS),
        # Where the money goes.
        Parameter("price", "Price of execution", 0.1, stops=PRICES, unit="of today’s",
                  help="What execution costs, as a part of what it costs today."),
        Parameter("sigma", "Substitution σ", 0.5, stops=SUBSTITUTION,
                  help="How well execution stands in for the rest."),
        Parameter("demand", "Demand ε", 1.0, range=(0, 3), step=0.05,
                  help="By how many per cent more is wanted when output gets one per cent cheaper."),
        Parameter("weight", "Execution today", 0.7, range=(0.1, 0.9), step=0.05, unit="of spending", format=".0%",
                  help="Execution’s share of what is spent today."),
        # Judgment.
        Parameter("before", "Options before", 10.0, stops=several, help="How many there used to be to pick one from."),
        Parameter("options", "Options now", 1000.0, stops=several, help="How many there are to pick one from."),
        Parameter("accuracy", "Your accuracy ρ", 0.5, range=(0.05, 1), step=0.01,
                  help="How closely your scores follow true worth: 0 is guessing, 1 is knowing."),
        Parameter("machine", "Machine’s accuracy", 0.0, range=(0, 1), step=0.01, help="The same for a machine."),
        Parameter("overlap", "Overlap of the two", 0.0, range=(0, 0.95), step=0.01, help="How far you two agree."),
        # The hierarchy of pay.
        Parameter("exposure", "Presence exposed", PHYSICAL_EXPOSURE, range=(0, 0.9), step=0.05, format=".0%",
                  unit="of its tasks", help="Share of the tasks of being present that machines could take part in."),
        Parameter("adoption", "Adoption", 1.0, range=(0, 1), step=0.05, unit="of the exposed part", format=".0%",
                  help="How much of the exposed part machines do take over."),
        Parameter("kappa", "Drag κ", 1.0, range=(-1, 4), step=0.1, format=".1f",
                  help="How pay follows the part that remains: 0 not at all, 1 in proportion; below 0 what remains "
                  "gains."),
        # Records.
        Parameter("trials", "Your trials", 200.0, stops=TRIALS, help="How often others have seen how it turned out."),
        Parameter("rate", "Your success", 0.95, help="The share of your trials that went well.", **rate),
        Parameter("rival_trials", "Machine’s trials", 10.0, stops=some, help="The same for a machine, at least once."),
        Parameter("rival_rate", "Machine’s success", 1.0, help="The share of its trials that went well.", **rate),
    ]  # fmt: skip


def _hours(p: Values) -> Any:
    return reduce(np.add, [p[kind] for kind in model.KINDS])


def shares(p: Values) -> dict[str, Any]:
    """The share of each kind; a week without an hour in it has all kinds alike."""
    total = _hours(p)
    return {kind: np.where(total == 0, 0.25, p[kind] / np.where(total == 0, 1.0, total)) for kind in model.KINDS}


def rounded(share: Any) -> Any:
    """A share to whole per cents, halves upwards: said in several places, which must not round each in its own way."""
    return np.floor(100 * share + 0.5 + 1e-9) / 100


def _judges(p: Values) -> tuple[Any, Any, Any]:
    """Person, machine and overlap, as the two can be at once."""
    person, machine = np.minimum(p["accuracy"], MOST_ACCURATE), np.minimum(p["machine"], MOST_ACCURATE)
    return person, machine, possible_overlap(person, machine, p["overlap"])


def _records(p: Values) -> tuple[Any, ...]:
    """Successes and trials, yours and the machine's."""
    return p["rate"] * p["trials"], p["trials"], p["rival_rate"] * p["rival_trials"], p["rival_trials"]


def ratios(p: Values) -> dict[str, Any]:
    """Each kind of work against today, as the chapters' models have it."""
    return {
        "executing": model.executing_ratio(p["price"], p["weight"], p["sigma"], p["demand"]),
        "choosing": np.maximum(0.0, model.choosing_ratio(p["before"], p["options"], *_judges(p))),
        "present": model.present_ratio(p["exposure"], p["adoption"], p["kappa"]),
        "trusted": model.trusted_ratio(*_records(p)),
    }


def outputs(p: Values, _: Any = None) -> dict[str, Any]:
    """The place on the map, which way each kind goes, how much of the week that is, and where it would turn."""
    week = shares(p)
    deciding, with_people = model.place_on_map(week)
    ways = {kind: model.direction(ratio) for kind, ratio in ratios(p).items()}
    going = {
        word: rounded(reduce(np.add, [np.where(ways[kind] == word, week[kind], 0.0) for kind in model.KINDS]))
        for word in model.DIRECTIONS
    }
    person, machine, overlap = _judges(p)
    return {
        "hours": _hours(p),
        "deciding": deciding,
        "with_people": with_people,
        **{f"{kind}_share": share for kind, share in week.items()},
        **{f"{kind}_goes": way for kind, way in ways.items()},
        **going,
        "demand_that_holds": model.demand_that_holds(p["price"], p["weight"], p["sigma"]),
        "team": team_accuracy(person, machine, overlap),
        "team_that_holds": model.team_that_holds(p["before"], p["options"], person, machine),
        "matching_record": model.matching_record(*_records(p)[2:]),
    }


def _signed(value: Any) -> Any:
    """A number to one decimal, with a typographic minus."""
    return f"{np.where(value < 0, '−', '')}{np.abs(value):.1f}"


def _conditions(p: Values, out: Values) -> dict[str, Any]:
    """For each kind: what the chapter's model was asked with, and what would have to be true for it to turn."""
    demand = np.where(
        out["demand_that_holds"] <= 0,
        "It grows at any ε, as it takes over what others did.",
        f"It holds near an ε of {out['demand_that_holds']:.2f}, grows above and shrinks below.",
    )
    holds = np.where(
        out["team_that_holds"] > 1,
        "For it to hold you two would have to be better than perfect",
        f"It holds where you two reach {out['team_that_holds']:.2f}, grows above and shrinks below",
    )
    beside = f" and a machine at {p['machine']:.2f}; together you reach {out['team']:.2f}. {holds}"
    alone = "; no machine judges. So it rises and falls with the number of options"
    told = np.where(
        p["trials"] == 0,
        "You have no record yet; the machine was right in",
        f"You were right in {p['rate']:.0%} of {p['trials']:,.0f}, the machine in",
    )
    return {
        "executing": np.where(
            p["price"] == 1,
            "Nothing has got cheaper. Where it does not, nothing moves.",
            f"It costs {called(p['price'], PRICES)} of today’s price, σ is {called(p['sigma'], SUBSTITUTION)} and "
            f"demand ε {p['demand']:.2f}. {demand}",
        ),
        "choosing": f"{p['options']:,.0f} options, where there were {p['before']:,.0f}. You judge at "
        f"{p['accuracy']:.2f}{np.where(p['machine'] > 0, beside, alone)}.",
        "present": np.where(
            p["exposure"] * p["adoption"] == 0,
            "Machines take part in none of it, so nothing moves, whatever κ is.",
            f"Machines could take part in {p['exposure']:.0%} of it and are used for {p['adoption']:.0%} of that; κ is "
            f"{_signed(p['kappa'])}. It holds at a κ of 0, grows below and shrinks above.",
        ),
        "trusted": f"{told} {p['rival_rate']:.0%} of {p['rival_trials']:,.0f}. To match that without a slip takes "
        f"{out['matching_record']:,.0f} of {out['matching_record']:,.0f}.",
    }


def kinds(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """For each kind: its share, which way it goes, the ring around its circle, and on what that rests."""
    week, out = shares(p), outputs(p)
    this = [row["place"] == i for i in range(len(model.KINDS))]

    def mine(values: dict[str, Any]) -> Any:
        return np.select(this[:-1], [values[kind] for kind in model.KINDS[:-1]], values[model.KINDS[-1]])

    share, goes = mine(week), mine({kind: out[f"{kind}_goes"] for kind in model.KINDS})
    ring = np.select([goes == word for word in RING], list(RING.values()), 1.0)
    area = np.maximum(28, 3.14159 * RADIUS**2 * share)
    return {
        "share": share,
        "rounded": rounded(share),
        "goes": goes,
        "text": mine({kind: f"{NAMES[kind]} {rounded(each):.0%}" for kind, each in week.items()}),
        "mark": np.select([goes == word for word in MARKS], list(MARKS.values()), ""),
        "ring": ring,
        "area": area,
        "around": area * ring * ring,
        "moves": np.logical_and(share > 0, goes != "holds"),
        "condition": mine(_conditions(p, out)),
    }


def sentence(_: Values, out: Values, _own: bool = False) -> Any:
    """What the picture shows, in words."""
    return np.where(
        out["hours"] == 0,
        "A week without an hour in it has no place on the map but the middle. Give it some.",
        f"{out['hours']:.0f} {verb(out['hours'], 'hour', 'hours')}: {rounded(out['deciding']):.0%} of them deciding, "
        f"{rounded(out['with_people']):.0%} with people. "
        f"Executing {out['executing_goes']}, choosing {out['choosing_goes']}, being present {out['present_goes']}, "
        f"being trusted {out['trusted_goes']}; {out['shrinks']:.0%} of the hours lie in what shrinks, "
        f"{out['grows']:.0%} in what grows.",
    )


DATA = Data(
    "kinds",
    {"name": ("Part of the week", ""), "rounded": ("Share", ".0%"), "goes": ("It", ""),
     "condition": ("If this is so, and what would have to be true", "")},
    "What each chapter’s model says about the parts of this week, and on what that rests",
    summary="What each chapter says", open=True,
)  # fmt: skip

BARE = alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=False)
PLANE = kit.Plane(
    alt.Scale(domain=[0, 1], nice=False, range=[ACROSS, alt.ExprRef(f"width - {ACROSS}")]),
    alt.Scale(domain=[0, 1], nice=False, range=[HEIGHT - UP, UP]), BARE, BARE,
)  # fmt: skip
HUE = {"color": kit.hues("kind", {kind: color(HUES[kind]) for kind in model.KINDS})}


def picture(_ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """The week as a place on a map, whose corners are the four kinds of work."""
    ends: list[tuple[str, str | float, float, str]] = [
        ("deciding", "width / 2", 8, "center"), ("doing", "width / 2", HEIGHT - 8, "center"),
        ("alone", 0, HEIGHT / 2, "left"), ("with people", "width", HEIGHT / 2, "right"),
    ]  # fmt: skip
    at, here, height = PLANE.of("right", "top"), PLANE.at("with_people", "deciding"), PLANE.of(y="top")
    week = {"x2": alt.X2Datum(alt.ExprRef("with_people")), "y2": alt.Y2Datum(alt.ExprRef("deciding"))}
    area, around = ({"size": alt.Size(f"{column}:Q", scale=None)} for column in ("area", "around"))
    name, way = (f"=datum.top ? {line - UP} : {UP + line - LINE - 16}" for line in (8, 8 + LINE))
    # What stands half-way up at both sides is passed below.
    below = "deciding > 0.15 && deciding < 0.5 && abs(with_people - 0.5) > 0.2"
    return kit.layered(
        # What lies where: two lines that cross, and the words at their ends.
        rule(PLANE.at(0.5, 0) | {"y2": alt.Y2Datum(1)}, color=GRID),
        rule(PLANE.at(0, 0.5) | {"x2": alt.X2Datum(1)}, color=GRID),
        [text(pixels(x=x, y=y), align=align, color=MUTED, text=words) for words, x, y, align in ends],
        # A circle for each kind, as large as its share, and around it where it goes; a thread to the place of the week.
        rule(at | HUE | week, rows("kinds"), opacity=0.55, strokeWidth="=1 + 7 * datum.share"),
        mark("point", at | HUE | area, rows("kinds"), filled=True, opacity=1),
        mark("point", at | around, rows("kinds", "datum.moves"), color=INK, strokeWidth=2, strokeDash=[4, 3]),
        # In each corner the kind with its share, and which way it goes.
        [text(pixels(x=x) | height | said, rows("kinds", f"datum.right == {right}"), align=align, dy=dy, **look)
         for right, align, x in ((0, "left", 0), (1, "right", "width"))
         for said, dy, look in ((HUE | {"text": "text:N"}, name, {"fontWeight": "bold"}),
                                ({"text": "mark:N"}, way, {"color": INK}))],
        kit.point(here, size=150, color=INK),
        rimmed(here, dy=f"={below} ? 22 : -16", fontWeight="bold", text="your week", color=INK),
        width=560, height=HEIGHT, padding=(2, 2, 4, 4),
    )  # fmt: skip


PLACES = [model.place_on_map({other: float(other == kind) for other in model.KINDS}) for kind in model.KINDS]
CORNERS = {
    "kind": model.KINDS, "name": list(NAMES.values()), "place": list(range(len(model.KINDS))),
    "top": [float(deciding) for deciding, _ in PLACES], "right": [float(people) for _, people in PLACES],
}  # fmt: skip
EXPLORER = kit.Explorer(
    "week", "A week’s hours as a place between doing and deciding, alone and with people", parameters(), SCENARIOS,
    picture, sentence, outputs=outputs, tables={"kinds": (CORNERS, kinds)}, data=DATA, first=model.KINDS,
    options={"inherit": INHERIT, "extras": [KEEPSAKE]},
)  # fmt: skip
explore = EXPLORER.explore
