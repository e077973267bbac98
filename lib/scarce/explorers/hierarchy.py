"""The hierarchy explorer: every occupation by its pay today, and by what would be left of it.

>>> live = explore()
>>> round(live.rank_correlation, 3), live.stay
(0.636, 45.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, OnePath, Overall, Parameter, texts
from kernelless.model import Values
from kernelless.theme import INK, MUTED

from ..data import occupations
from ..models import hierarchy as model
from ..models.middle import LAYERS, layer
from . import kit
from .kit import entry, pixels, rimmed, rows, rule, text
from .labels import dodged
from .palette import color
from .words import fitted, verb

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
    "Lawyers": "lawyers", "Software Developers": "developers", "Civil Engineers": "civil engineers",
    "Financial and Investment Analysts": "financial analysts", "Registered Nurses": "nurses",
    "Plumbers, Pipefitters, and Steamfitters": "plumbers", "Electricians": "electricians",
}  # fmt: skip
TITLES = [str(title) for title in occupations()["title"]]
NOBODY = ""
#: Where a job is wholly exposed nothing would remain to gain; so much is left of it here.
LEAST = 0.01
#: The best-paid quarter of the occupations.
QUARTER = 66

OPENING = "pay follows what remains"
SCENARIOS = kit.Scenarios({
    OPENING: {"kappa": 1},
    "a quarter of the way": {"kappa": 1, "adoption": 0.25},
    "as it is used (Claude)": {"kappa": 1, "measure": 3},
    "the rest is dragged down": {"kappa": 3},
    "what remains gains": {"kappa": -1},
    "hands go instead (reversed)": {"kappa": 1, "measure": 4},
})  # fmt: skip


def jobs() -> dict[str, float]:
    """Every occupation's number by its title; 0 is nobody."""
    return kit.choices([NOBODY, *TITLES])


def parameters() -> list[Parameter]:
    """How pay follows what remains, how far machines are adopted, by which measure, and whom to follow."""
    return [
        Parameter("kappa", "Drag κ", 1.0, range=(-1, 4), step=0.1, format=".1f",
                  help="How pay follows the part of a job that remains: 0 not at all, 1 in proportion, more: it is "
                  "dragged down with the rest; below 0 what remains gains.",
                  beside=("half_keeps", ".1%", "a half-exposed job keeps")),
        Parameter("adoption", "Adoption", 1.0, range=(0, 1), step=0.05, unit="of the exposed part", format=".0%",
                  help="How much of the exposed part machines do take over."),
        Parameter("measure", "What is exposed", 0.0, control="choice", stops=kit.choices(MEASURES)),
        Parameter("job", "Find a job", 0.0, stops=jobs(), control="search",
                  help="Any of the 264 occupations, by its title."),
    ]  # fmt: skip


def outputs(p: Values, formula: Any = model.remaining_value) -> dict[str, Any]:
    """What a half-exposed job keeps; the rest comes from the table."""
    return {"half_keeps": formula(1.0, 0.5, 1.0, p["kappa"])}


def figures() -> dict[str, list[float]]:
    """For each measure a column of its figures, 0 where there is none, and a column that says where there is one."""
    columns = {name: occupations()[name] for name in MEASURES.values()}
    known = {f"has_{name}": np.where(np.isnan(column), 0.0, 1.0).tolist() for name, column in columns.items()}
    return {name: np.nan_to_num(column).tolist() for name, column in columns.items()} | known


def measured(p: Values, row: Values, prefix: str = "") -> Any:
    """A row's figure by the measure chosen; or, with the prefix ``has_``, whether it has one."""
    return entry([row[prefix + name] for name in MEASURES.values()], p["measure"])


def index() -> dict[str, Sequence[Any]]:
    """What is known of each occupation."""
    data = occupations()
    return {
        "title": TITLES,
        "label": [NAMED.get(title, fitted(title, ROOM)) for title in TITLES],
        "place": [float(i + 1) for i in range(len(TITLES))],
        "wage": data["median_wage"].tolist(),
        "layer": layer(data["soc"], data["physical_share"]).tolist(),
        "named": [1.0 if title in NAMED else 0.0 for title in TITLES],
        **figures(),
    }


def position(value: Any, there: Any) -> Any:
    """1 for the best paid; those left out come last."""
    return len(TITLES) + 1 - model.rankdata(np.where(there, value, -1.0))


def columns(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """For each occupation: its pay and place today and then, and how it is drawn."""
    exposure, there = measured(p, row), measured(p, row, "has_") > 0
    left = formula(row["wage"], np.minimum(exposure, 1 - LEAST), p["adoption"], p["kappa"])
    today, then = position(row["wage"], there), position(left, there)
    followed = row["place"] == p["job"]
    shown = np.logical_and(np.logical_or(row["named"] > 0, followed), there)
    counted = np.sum(np.where(there, 1.0, 0.0))
    quarter = np.logical_and(there, np.logical_and(today <= QUARTER, then <= QUARTER))
    gap = LINE * (len(TITLES) + 1) / HEIGHT
    return {
        "exposure": exposure, "there": there, "left": left, "today": today, "then": then,
        "shown": shown, "followed": followed, "counted": counted,
        "today_label": dodged(today, shown, row["place"], gap, counted),
        "then_label": dodged(then, shown, row["place"], gap, counted),
        "says_today": texts("{} {:.0f}", row["label"], today),
        "says_then": texts("{:.0f}{}", then, np.select([then < today, then > today], [" ▲", " ▼"], "")),
        "stay": np.sum(np.where(quarter, 1.0, 0.0)),
        "rank_correlation": model.rank_correlation(row["wage"], left, there),
        **ways(today, then, there, row),
        **{f"{who}_{when}": np.sum(np.where(np.logical_and(chosen, there), place, 0.0))
           for who, chosen in (("job", followed), ("nurses", row["label"] == "nurses"))
           for when, place in (("today", today), ("then", then))},
    }  # fmt: skip


def ways(today: Any, then: Any, there: Any, row: Values) -> dict[str, Any]:
    """For each layer the way of an occupation: a mark in the one tower, a line, a mark in the other."""
    step = HEIGHT / (len(TITLES) - 1)
    before, after = (today - 1) * step, (then - 1) * step
    way = np.where(there, texts("M0,{:.1f}h{:.0f}LR,{:.1f}h{:.0f}", before, TOWER, after, TOWER), "")
    return {f"way_{name}": np.where(row["layer"] == name, way, "") for name in HUES}


def sentence(p: Values, out: Values, _: bool = False) -> Any:
    """What the picture shows, in words."""
    what = entry(WHAT, p["measure"])
    word = model.verdict(out["rank_correlation"])
    missing = len(TITLES) - out["counted"]
    left_out = np.where(missing > 0, f" {missing:.0f} jobs without a figure are left out.", "")
    name = entry(list(jobs()), p["job"])
    stands = f" {name}: place {out['job_today']:.0f}, as before."
    moves = f" {name}: from place {out['job_today']:.0f} to place {out['job_then']:.0f}."
    followed = np.where(out["job_today"] == out["job_then"], stands, moves)
    return (
        f"With {p['adoption']:.0%} done of what {what}, the old order is {word} (rank correlation "
        f"{out['rank_correlation']:.2f}); {out['stay']:.0f} of the {QUARTER} best-paid jobs "
        f"{verb(out['stay'], 'stays', 'stay')} on top.{np.where(out['job_today'] > 0, followed, '')}{left_out}"
    )


GUESS = Guess(
    "Let machines do everything that GPT-4 rates as exposed, and let each job’s pay shrink with the part that is left. "
    f"Of today’s {QUARTER} best-paid occupations, the top quarter, how many are still in the top quarter?",
    "Occupations that stay", answer="stay", range=(0, QUARTER), unit=f"of {QUARTER}", format="d", compare="difference",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "Scramble the old order with the figures of actual use, Copilot’s or Claude’s: a rank correlation of 0.5 or "
        "less.", lambda _, out: (1 - out["rank_correlation"]) / 0.5, "as it is used (Claude)",
        "Done, and look at what it took: a half-exposed job keeps a tenth of its pay or less.",
        fair=lambda p, _: np.logical_or(p["measure"] == 2, p["measure"] == 3),
    ),
    kit.Goal(
        "Nurses fall when a half-exposed job loses more than half its pay. Find figures by which they still rise to "
        "the best 40 when it keeps an eighth.",
        lambda _, out: 41 / np.maximum(out["nurses_then"] + 1, 1.0), "the rest is dragged down",
        "Done: what the models could do to a nurse’s work, and what they are used for, are two things.",
        fair=lambda p, _: kit.every([p["kappa"] >= 3, p["adoption"] == 1, p["measure"] < 4]),
    ),
]  # fmt: skip

DATA = Data(
    "jobs",
    {"title": ("Occupation", ""), "wage": ("Median pay today, $", ",d"), "exposure": ("Exposed", ".2f"),
     "today": ("Place today", ".1f"), "then": ("Place then", ".1f"), "left": ("Pay left, $", ",.0f")},
    "Every occupation counted, by number of jobs: pay and place today, and what the setting leaves", where="there",
)  # fmt: skip

#: The picture: how high it is, how far apart its labels stand, and how wide a tower is drawn.
HEIGHT, LINE, TOP, TOWER = 280, 13, 56, 26
#: Pixels that it has at its left for a name before its place.
ROOM = 98
HUES = {"managers": color("compute"), "desk": color("execution"), "hands-on": color("tasks")}
PLANE = kit.Plane(
    y=alt.Scale(domain=[1, len(TITLES)], nice=False, reverse=True, zero=False),
    y_axis=alt.Axis(values=[1, 66, 132, 198, 264], title=None, grid=False, domain=False, ticks=False, labels=False),
)


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """Two towers of occupations, today's and the other, and the way of each from one to the other."""
    named, hue = rows("jobs", "datum.shown"), {"color": kit.hues("layer", HUES)}
    strong = {"size": alt.condition("datum.followed", alt.value(4.5), alt.value(2.5))}
    bold, ends = "=datum.followed ? 'bold' : 'normal'", pixels(x=TOWER, x2=f"width - {TOWER}")
    towers: dict[str, Any] = {"today": TOWER / 2, "then": f"width - {TOWER / 2}"}
    line = PLANE.at(y=QUARTER + 0.5)
    guess: dict[str, Any] = line | pixels(x="width / 2")
    return kit.layered(
        # The named occupations: a line from tower to tower, and at its ends the places.
        rule(PLANE.of(y="today", y2="then") | ends | hue | strong, named),
        text(PLANE.of(y="today_label") | pixels(x=0) | hue | {"text": "says_today:N"}, named, align="right", dx=-14,
             fontWeight=bold),
        text(PLANE.of(y="then_label") | pixels(x="width") | hue | {"text": "says_then:N"}, named, align="left", dx=14,
             fontWeight=bold),
        # What the two towers are, and the colours by name.
        [text(pixels(x=x, y=-6), baseline="bottom", color=MUTED, text=said) for said, x in towers.items()],
        text(pixels(x="width / 2", y=-22), baseline="bottom", color=INK, fontSize=13, fontWeight="bold",
             text="='rank correlation ' + format(rank_correlation, '.2f')"),
        [text(pixels(x=f"{x} * (width + 192) - 140", y=-40), baseline="bottom", color=shade, text=f"■ {name}")
         for (name, shade), x in zip(HUES.items(), (0.15, 0.5, 0.82), strict=True)],
        # The guess beside the answer, at the line under the best-paid quarter.
        [rule(line | pixels(x=0, x2="width"), strokeDash=[3, 3], color=INK, opacity=0.7),
         *rimmed(guess, baseline="bottom", dy=-3, fontStyle="italic",
                 text=f"=format(stay, 'd') + ' of {QUARTER} stay'"),
         *rimmed(guess, baseline="top", dy=4, fontStyle="italic",
                 text="=isValid(guess) ? 'your guess: ' + format(guess, '.0f') : ''")] if ask else [],
        width=420, height=HEIGHT, padding=(140, 52, TOP, 8),
    )  # fmt: skip


OVERALL = ("rank_correlation", "counted", "stay", "job_today", "job_then", "nurses_today", "nurses_then")
EXPLORER = kit.Explorer(
    "hierarchy", f"{len(LAYERS)} layers of {len(TITLES)} occupations, by pay today and by what would be left",
    parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.remaining_value, "left(wage, exposure, adoption, kappa)",
                    [*product((60_000.0,), (0.0, 0.5, 0.99), (0.0, 0.4, 1.0), (-1.0, 0.0, 1.0, 3.0))]),
    outputs,
    {"jobs": (index, columns)}, {name: Overall("jobs", name) for name in OVERALL}, GUESS, CHALLENGES, DATA,
    options={"paths": [OnePath("jobs", f"way_{name}", hue, opacity=0.32, inset=TOWER) for name, hue in HUES.items()]},
)  # fmt: skip
explore = EXPLORER.explore
