"""The hierarchy explorer: every occupation by its pay today, and by what would be left of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import numpy as np
from kernelless import (
    Carry,
    Challenge,
    Data,
    Guess,
    LiveChart,
    OnePath,
    Overall,
    Parameter,
    Table,
    explorer,
    takes_formula,
    texts,
)
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..data import occupations
from ..models import hierarchy as model
from ..models.middle import LAYERS, layer
from .palette import STYLE, color
from .words import challenges, fitted, is_changed, verb

Formula = Callable[[Any, Any, Any, Any], Any]

#: Columns of the table that can stand for what machines take over, by what the reader sees. The last one is the
#: reversed start: not thinking but hands are automated.
MEASURES = {
    "GPT-4’s rating (β)": "exposure_gpt4",
    "people’s rating (β)": "exposure_human",
    "use of Copilot (Microsoft)": "applicability_microsoft",
    "use of Claude (Anthropic)": "exposure_anthropic",
    "physical tasks instead (reversed)": "physical_share",
}
#: What machines take over, by each measure, as the end of a clause.
WHAT = (
    "GPT-4 rates as exposed", "people rate as exposed", "Copilot is used for", "Claude is used for",
    "is physical (and machines had hands)",
)  # fmt: skip
#: Named on the picture: the essay's own jobs, by the titles of the statistics.
NAMED = {
    "Lawyers": "lawyers",
    "Software Developers": "developers",
    "Civil Engineers": "civil engineers",
    "Financial and Investment Analysts": "financial analysts",
    "Registered Nurses": "nurses",
    "Plumbers, Pipefitters, and Steamfitters": "plumbers",
    "Electricians": "electricians",
}
NOBODY = ""
#: Where a job is wholly exposed nothing would remain to gain; so much is left of it here.
LEAST = 0.01
HEIGHT, LINE, TOP = 280, 13, 56
#: Pixels that the picture has at its left for a name before its place.
ROOM = 98
QUARTER = 66
#: A rank below every other, for what is not shown.
BELOW = 1e6

SCENARIOS: dict[str, dict[str, float]] = {
    "pay follows what remains": {"kappa": 1.0},
    "a quarter of the way": {"kappa": 1.0, "adoption": 0.25},
    "as it is used (Claude)": {"kappa": 1.0, "measure": 3.0},
    "the rest is dragged down": {"kappa": 3.0},
    "what remains gains": {"kappa": -1.0},
    "hands go instead (reversed)": {"kappa": 1.0, "measure": 4.0},
}
OPENING = "pay follows what remains"


def jobs() -> dict[str, float]:
    """Every occupation's number by its title; 0 is nobody."""
    return {NOBODY: 0.0, **{str(title): i + 1.0 for i, title in enumerate(occupations()["title"])}}


def parameters() -> list[Parameter]:
    """How pay follows what remains, how far machines are adopted, by which measure, and whom to follow."""
    return [
        Parameter(
            "kappa", "Drag κ", 1.0, range=(-1, 4), step=0.1, format=".1f",
            help="How pay follows the part of a job that remains: 0 not at all, 1 in proportion, more: it is dragged "
            "down with the rest; below 0 what remains gains.",
            beside=("half_keeps", ".1%", "a half-exposed job keeps"),
        ),
        Parameter(
            "adoption", "Adoption", 1.0, range=(0, 1), step=0.05, unit="of the exposed part", format=".0%",
            help="How much of the exposed part machines do take over.",
        ),
        Parameter(
            "measure", "What is exposed", 0.0, control="choice",
            stops={name: float(i) for i, name in enumerate(MEASURES)},
        ),
        Parameter(
            "job", "Find a job", 0.0, stops=jobs(), control="search", help="Any of the 264 occupations, by its title.",
        ),
    ]  # fmt: skip


def outputs(p: Values, formula: Formula = model.remaining_value) -> dict[str, Any]:
    """What a half-exposed job keeps; the rest comes from the table."""
    return {"half_keeps": formula(1.0, 0.5, 1.0, p["kappa"])}


OVERALL = {
    "rank_correlation": Overall("jobs", "rank_correlation"),
    "counted": Overall("jobs", "counted"),
    "stay": Overall("jobs", "stay"),
    "job_today": Overall("jobs", "job_today"),
    "job_then": Overall("jobs", "job_then"),
    "nurses_today": Overall("jobs", "nurses_today"),
    "nurses_then": Overall("jobs", "nurses_then"),
}


def running_maximum(values: Any, order: Any) -> Any:
    """The largest value up to each row, the rows taken in the order of another column."""
    if hasattr(values, "__array_function__") and not isinstance(values, (np.ndarray, np.generic)):
        return values.__array_function__(running_maximum, (type(values),), (values, order), {})
    place = np.argsort(order, kind="stable")
    result = np.empty(len(place))
    result[place] = np.maximum.accumulate(np.asarray(values, dtype=float)[place])
    return result


def dodged(positions: Any, shown: Any, row: Values, lowest: Any) -> Any:
    """Places for labels beside these positions, in their order, a line apart and not beyond the lowest."""
    gap = LINE * len(jobs()) / HEIGHT
    order = np.where(shown, positions, BELOW) + row["place"] * 1e-6
    turn = model.rankdata(order)
    pushed = running_maximum(np.where(shown, positions, -BELOW) - turn * gap, order) + turn * gap
    count = np.sum(np.where(shown, 1.0, 0.0))
    return np.minimum(pushed, lowest - (count - turn) * gap)


def _columns(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    def columns(p: Values, row: Values) -> dict[str, Any]:
        exposure = entry([row[name] for name in MEASURES.values()], p["measure"])
        there = entry([row[f"has_{name}"] for name in MEASURES.values()], p["measure"]) > 0
        left = formula(row["wage"], np.minimum(exposure, 1 - LEAST), p["adoption"], p["kappa"])
        today, then = _position(row["wage"], there), _position(left, there)
        followed = row["place"] == p["job"]
        nurse = row["label"] == "nurses"
        shown = np.logical_and(np.logical_or(row["named"] > 0, followed), there)
        counted = np.sum(np.where(there, 1.0, 0.0))
        quarter = np.logical_and(there, np.logical_and(today <= QUARTER, then <= QUARTER))
        return {
            "exposure": exposure,
            "there": there,
            "left": left,
            "today": today,
            "then": then,
            "shown": shown,
            "followed": followed,
            "today_label": dodged(today, shown, row, counted),
            "then_label": dodged(then, shown, row, counted),
            "counted": counted,
            "stay": np.sum(np.where(quarter, 1.0, 0.0)),
            "rank_correlation": model.rank_correlation(row["wage"], left, there),
            **_ways(today, then, there, row),
            **{f"{who}_{when}": np.sum(np.where(np.logical_and(chosen, there), position, 0.0))
               for who, chosen in (("job", followed), ("nurses", nurse))
               for when, position in (("today", today), ("then", then))},
        }  # fmt: skip

    return columns


def entry(entries: Sequence[Any], index: Any) -> Any:
    """An entry by its number; `np.choose` does it for symbols, and for numbers takes 64 entries at most."""
    return entries[int(index)] if isinstance(index, (int, float)) else np.choose(index, entries)


def _position(value: Any, there: Any) -> Any:
    """1 for the best paid; those left out come last."""
    return len(occupations()["title"]) + 1 - model.rankdata(np.where(there, value, -1.0))


def sentence(p: Values, out: Values) -> Any:
    """What the picture shows, in words."""
    what = entry(WHAT, p["measure"])
    word = model.verdict(out["rank_correlation"])
    missing = len(occupations()["title"]) - out["counted"]
    left_out = np.where(missing > 0, f" {missing:.0f} jobs without a figure are left out.", "")
    name = entry(list(jobs()), p["job"])
    moves = np.where(
        out["job_today"] == out["job_then"],
        f" {name}: place {out['job_today']:.0f}, as before.",
        f" {name}: from place {out['job_today']:.0f} to place {out['job_then']:.0f}.",
    )
    return (
        f"With {p['adoption']:.0%} done of what {what}, the old order is {word} (rank correlation "
        f"{out['rank_correlation']:.2f}); {out['stay']:.0f} of the {QUARTER} best-paid jobs "
        f"{verb(out['stay'], 'stays', 'stay')} on top."
        f"{np.where(out['job_today'] > 0, moves, '')}{left_out}"
    )


GUESS = Guess(
    "Let machines do everything that GPT-4 rates as exposed, and let each job’s pay shrink with the part that is left. "
    f"Of today’s {QUARTER} best-paid occupations, the top quarter, how many are still in the top quarter?",
    "Occupations that stay",
    answer="stay",
    range=(0, QUARTER),
    unit=f"of {QUARTER}",
    format="d",
    compare="difference",
)

CHALLENGES = [
    Challenge(
        "Scramble the old order with the figures of actual use, Copilot’s or Claude’s: a rank correlation of 0.5 or "
        "less.",
        lambda p, out: np.where(
            np.logical_or(p["measure"] == 2, p["measure"] == 3),
            (1 - out["rank_correlation"]) / 0.5,
            0.0,
        ),
        scenario="as it is used (Claude)",
        done="Done, and look at what it took: a half-exposed job keeps a tenth of its pay or less.",
    ),
    Challenge(
        "Nurses fall when a half-exposed job loses more than half its pay. Find figures by which they still rise "
        "to the best 40 when it keeps an eighth.",
        lambda p, out: np.where(
            np.logical_and(p["kappa"] >= 3, np.logical_and(p["adoption"] == 1, p["measure"] < 4)),
            41 / np.maximum(out["nurses_then"] + 1, 1.0),
            0.0,
        ),
        scenario="the rest is dragged down",
        done="Done: what the models could do to a nurse’s work, and what they are used for, are two things.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (60_000.0, exposure, adoption, kappa)
    for exposure in (0.0, 0.5, 0.99)
    for adoption in (0.0, 0.4, 1.0)
    for kappa in (-1.0, 0.0, 1.0, 3.0)
]

DATA = Data(
    "jobs",
    {
        "title": ("Occupation", ""), "wage": ("Median pay today, $", ",d"), "exposure": ("Exposed", ".2f"),
        "today": ("Place today", ".1f"), "then": ("Place then", ".1f"), "left": ("Pay left, $", ",.0f"),
    },
    "Every occupation counted, by number of jobs: pay and place today, and what the setting leaves",
    where="there",
)  # fmt: skip


def _table(formula: Formula) -> Table:
    data = occupations()
    titles = [str(title) for title in data["title"]]
    missing = {name: np.isnan(data[name]) for name in MEASURES.values()}
    index: dict[str, Sequence[Any]] = {
        "title": titles,
        "label": [NAMED.get(title, fitted(title, ROOM)) for title in titles],
        "place": [float(i + 1) for i in range(len(titles))],
        "wage": data["median_wage"].tolist(),
        "layer": layer(data["soc"], data["physical_share"]).tolist(),
        "named": [1.0 if title in NAMED else 0.0 for title in titles],
        **{name: np.where(missing[name], 0.0, data[name]).tolist() for name in MEASURES.values()},
        **{f"has_{name}": np.where(missing[name], 0.0, 1.0).tolist() for name in MEASURES.values()},
    }
    return Table(index, _columns(formula))


HUES = {"managers": color("compute"), "desk": color("execution"), "hands-on": color("tasks")}


#: How wide a tower is drawn.
TOWER = 26


def _ways(today: Any, then: Any, there: Any, row: Values) -> dict[str, Any]:
    """For each layer the way of an occupation: a mark in the one tower, a line, a mark in the other."""
    step = HEIGHT / (len(occupations()["title"]) - 1)
    before, after = (today - 1) * step, (then - 1) * step
    way = np.where(there, texts("M0,{:.1f}h{:.0f}LR,{:.1f}h{:.0f}", before, TOWER, after, TOWER), "")
    return {f"way_{name}": np.where(row["layer"] == name, way, "") for name in HUES}


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """Two towers of occupations, today's and the other, and the way of each from one to the other."""
    rank = alt.Scale(domain=[1, len(occupations()["title"])], nice=False, reverse=True, zero=False)
    axis = alt.Axis(values=[1, 66, 132, 198, 264], title=None, grid=False, domain=False, ticks=False, labels=False)

    def up(field: str) -> alt.Y:
        return alt.Y(field, scale=rank, axis=axis)

    hue = alt.Color("layer:N", scale=alt.Scale(domain=list(HUES), range=list(HUES.values())), legend=None)
    inner = {"left": alt.value(TOWER), "right": alt.value(alt.ExprRef(f"width - {TOWER}"))}
    named = alt.Chart(alt.NamedData("jobs")).transform_filter("datum.shown")
    strong = alt.condition("datum.followed", alt.value(4.5), alt.value(2.5))
    ways = named.mark_rule().encode(
        x=inner["left"], x2=inner["right"], y=up("today:Q"), y2="then:Q", color=hue, size=strong
    )
    bold = "datum.followed ? 'bold' : 'normal'"
    left = named.mark_text(align="right", dx=-14, fontSize=12, fontWeight=alt.ExprRef(bold)).encode(
        x=alt.value(0), y=up("today_label:Q"), color=hue, text="says:N"
    )
    right = named.mark_text(align="left", dx=14, fontSize=12, fontWeight=alt.ExprRef(bold)).encode(
        x=alt.value(alt.ExprRef("width")), y=up("then_label:Q"), color=hue, text="place_then:N"
    )
    left = left.transform_calculate(says="datum.label + ' ' + format(datum.today, '.0f')")
    right = right.transform_calculate(
        place_then="format(datum.then, '.0f')"
        " + (datum.then < datum.today ? ' ▲' : datum.then > datum.today ? ' ▼' : '')"
    )
    layers = alt.layer(ways, left, right, *_heads(), *(_guessed(rank) if ask else []))
    return layers.properties(width=420, height=HEIGHT, padding={"left": 140, "right": 52, "top": TOP, "bottom": 8})


def _heads() -> list[alt.Chart]:
    """What the two towers are, and the colours by name."""
    one = alt.Chart(alt.InlineData(values=[{}]))
    heads = [
        one.mark_text(align="center", baseline="bottom", color=MUTED, fontSize=12, text=text).encode(
            x=alt.value(alt.ExprRef(x)), y=alt.value(-6)
        )
        for text, x in (("today", f"{TOWER / 2}"), ("then", f"width - {TOWER / 2}"))
    ]
    middle = one.transform_calculate(text="'rank correlation ' + format(rank_correlation, '.2f')").mark_text(
        align="center", baseline="bottom", color=INK, fontSize=13, fontWeight="bold"
    ).encode(x=alt.value(alt.ExprRef("width / 2")), y=alt.value(-22), text="text:N")  # fmt: skip
    names = [
        one.mark_text(align="center", baseline="bottom", color=hue, fontSize=12, text=f"■ {name}").encode(
            x=alt.value(alt.ExprRef(f"{x} * (width + 192) - 140")), y=alt.value(-40)
        )
        for (name, hue), x in zip(HUES.items(), (0.15, 0.5, 0.82), strict=True)
    ]
    return [*heads, middle, *names]


def _guessed(rank: alt.Scale) -> list[alt.Chart]:
    """The guess beside the answer, at the line under the best-paid quarter."""
    one = alt.Chart(alt.InlineData(values=[{}]))
    line = one.mark_rule(strokeDash=[3, 3], color=INK, opacity=0.7).encode(
        x=alt.value(0), x2=alt.value(alt.ExprRef("width")), y=alt.YDatum(QUARTER + 0.5, scale=rank)
    )
    stay = one.transform_calculate(text=f"format(stay, 'd') + ' of {QUARTER} stay'")
    guess = one.transform_calculate(text="isValid(guess) ? 'your guess: ' + format(guess, '.0f') : ''")
    place = {"x": alt.value(alt.ExprRef("width / 2")), "y": alt.YDatum(QUARTER + 0.5, scale=rank), "text": "text:N"}
    layers = []
    for words, look in ((stay, {"baseline": "bottom", "dy": -3}), (guess, {"baseline": "top", "dy": 4})):
        style: dict[str, Any] = {"align": "center", "fontStyle": "italic", **look}
        layers += [words.mark_text(**style, stroke=SURFACE, strokeWidth=4).encode(**place)]
        layers += [words.mark_text(**style).encode(**place)]
    return [line, *layers]


@takes_formula("left(wage, exposure, adoption, kappa)")
def explore(
    formula: Formula = model.remaining_value,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("kappa", "adoption", "measure", "job"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(wage, exposure, adoption, kappa)`` gives what an occupation is paid then.
    scenario : str, optional
        The scenario to open with, one of `SCENARIOS`.
    first : tuple of str, optional
        The parameters whose controls show at once.
    ask : bool, optional
        Whether the reader is asked for a guess first.
    carry : sequence of Carry, optional
        Pages that the state can be taken to.

    Returns
    -------
    LiveChart

    Raises
    ------
    ValueError
        For an unknown scenario or parameter; the known ones are listed.

    Examples
    --------
    >>> live = explore()
    >>> round(live.rank_correlation, 3), live.stay
    (0.636, 45.0)
    """
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, formula),
        tables={"jobs": _table(formula)},
        lists=OVERALL,
        sentence=sentence,
        name="hierarchy",
        title=f"{len(LAYERS)} layers of 264 occupations, by pay today and by what would be left",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, is_changed(formula, model.remaining_value, CASES)),
        data=DATA,
        carry=carry,
        paths=[OnePath("jobs", f"way_{name}", hue, opacity=0.32, inset=TOWER) for name, hue in HUES.items()],
    )
