"""The middle explorer: the same occupations in groups by preparation, by layer or by pay, and what each would lose.

>>> live = explore()
>>> live.most_group, round(live.most_lost, 2), round(live.hump, 2)
(10.0, 0.5, -0.14)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Overall, Parameter
from kernelless.model import Values
from kernelless.theme import INK

from ..data import occupations
from ..models import middle as model
from . import kit
from .hierarchy import HUES, MEASURES, TITLES, WHAT, figures, measured
from .kit import entry, mark, pixels, rimmed, rows, rule, text

#: The three readings, each with its groups from the bottom up.
READINGS = {
    "by pay": ("1 lowest pay", *(f"{tenth}" for tenth in range(2, 10)), "10 highest pay"),
    "by preparation": ("1 none or little", "2 some", "3 medium", "4 considerable", "5 extensive"),
    "by layer": ("hands-on", "desk", "managers"),
}
BY_PAY, BY_PREPARATION, BY_LAYER = range(3)
#: What counts as the middle.
SPANS = {"all but the two ends": True, "the innermost": False}
BLOCKS = ("bottom", "middle", "top")
#: Below this difference in the share of work lost, two groups count as level.
LEVEL = 0.01
PHYSICAL = list(MEASURES.values()).index("physical_share")

OPENING = "tenths by pay"
SCENARIOS = kit.Scenarios({
    OPENING: {"reading": BY_PAY},
    "by preparation": {"reading": BY_PREPARATION},
    "the essay’s layers": {"reading": BY_LAYER},
    "layers, as Copilot is used": {"reading": BY_LAYER, "measure": 2},
    "layers, as Claude is used": {"reading": BY_LAYER, "measure": 3},
    "robots instead (reversed)": {"reading": BY_LAYER, "measure": PHYSICAL},
})  # fmt: skip
#: Part of a group's place that its bar fills.
FILLED = 0.72


def parameters() -> list[Parameter]:
    """How the occupations are cut, by which measure, what counts as the middle, and how far machines are adopted."""
    return [
        Parameter("reading", "Cut", BY_PAY, control="choice", stops=kit.choices(READINGS)),
        Parameter("measure", "What is exposed", 0.0, control="choice", stops=kit.choices(MEASURES)),
        Parameter("span", "The middle is", 0.0, control="choice", stops=kit.choices(SPANS),
                  help="Of five zones or ten tenths; of three layers it is one either way."),
        Parameter("adoption", "Adoption", 1.0, range=(0, 1), step=0.05, unit="of the exposed part", format=".0%",
                  help="How much of the exposed part machines do take over."),
    ]  # fmt: skip


@cache
def groups() -> list[Any]:
    """For each reading the number of each occupation's group, 1 for the lowest."""
    data = occupations()
    rank = {name: i + 1 for i, name in enumerate(reversed(model.LAYERS))}
    layers = [rank[name] for name in model.layer(data["soc"], data["physical_share"]).tolist()]
    return [model.wage_decile(data["median_wage"]), model.job_zone(data["job_zone"]), np.array(layers)]


def _means(members: Any, order: Any) -> Iterator[dict[str, float]]:
    """For each group the means of the five measures over its occupations."""
    columns = [model.group_means(occupations()[name], members, order) for name in MEASURES.values()]
    return (dict(zip(MEASURES.values(), map(float, each), strict=True)) for each in zip(*columns, strict=True))


def _by_column(rows: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def group_index() -> dict[str, list[Any]]:
    """A row for each group of each reading, and in which third it is by either span."""
    return _by_column([
        {
            "reading_number": float(reading), "cut": cut, "label": names[i], "group": i + 1.0,
            "count": float(len(names)), "jobs": float(np.sum(members == i + 1)), **means,
            **{f"part{n}": float(model.thirds(len(names), wide=wide)[i]) for n, wide in enumerate(SPANS.values())},
        }
        for reading, ((cut, names), members) in enumerate(zip(READINGS.items(), groups(), strict=True))
        for i, means in enumerate(_means(members, range(1, len(names) + 1)))
    ])  # fmt: skip


def block_index() -> dict[str, list[Any]]:
    """A row for bottom, middle and top of each reading and span, every occupation counted once."""
    return _by_column([
        {
            "reading_number": float(reading), "span_number": float(span), "block": float(block),
            "first": float(np.argmax(part == block)), "count": float(len(part)),
            "size": float(np.sum(part == block)), **means,
        }
        for reading, members in enumerate(groups())
        for span, wide in enumerate(SPANS.values())
        for part in [model.thirds(int(np.max(members)), wide=wide)]
        for block, means in enumerate(_means(part[members - 1], range(len(BLOCKS))))
    ])  # fmt: skip


def job_index() -> dict[str, Sequence[Any]]:
    """What is known of each occupation."""
    return {
        "title": TITLES,
        **{f"group{i}": [float(g) for g in members] for i, members in enumerate(groups())},
        # Multiples of the golden ratio spread marks evenly, whatever few of them share a group.
        "jitter": [round((i * 0.6180339887) % 1 - 0.5, 3) for i in range(len(TITLES))],
        **figures(),
    }


def _lost(p: Values, row: Values) -> Any:
    """The share of work that machines take over, of a group as of an occupation."""
    return p["adoption"] * measured(p, row)


def group_columns(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """What each group loses, which of them loses most, and where its bar is."""
    shown, lost = row["reading_number"] == p["reading"], _lost(p, row)
    most_lost = np.max(np.where(shown, lost, -1.0))
    most = np.logical_and(shown, np.logical_and(lost == most_lost, lost > 0))
    return {
        "shown": shown, "lost": lost, "most": most, "most_lost": most_lost,
        "most_group": np.sum(np.where(most, row["group"], 0.0)),
        "part": entry([row["part0"], row["part1"]], p["span"]),
        "middle_of": (row["group"] - 0.5) / row["count"],
        "low": (row["group"] - 0.5 - FILLED / 2) / row["count"],
        "high": (row["group"] - 0.5 + FILLED / 2) / row["count"],
    }  # fmt: skip


def block_columns(p: Values, row: Values, hump: Any) -> dict[str, Any]:
    """What bottom, middle and top lose, and how far the middle stands above the ends."""
    shown = np.logical_and(row["reading_number"] == p["reading"], row["span_number"] == p["span"])
    lost = _lost(p, row)
    each = [np.sum(np.where(np.logical_and(shown, row["block"] == i), lost, 0.0)) for i in range(len(BLOCKS))]
    return {
        "shown": shown, "lost": lost, **dict(zip(BLOCKS, each, strict=True)), "hump": hump(*each),
        "low": row["first"] / row["count"], "high": (row["first"] + row["size"]) / row["count"],
    }  # fmt: skip


def job_columns(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """What each occupation loses, and where in its group it is drawn."""
    counts = [float(len(names)) for names in READINGS.values()]
    group = entry([row[f"group{i}"] for i in range(len(READINGS))], p["reading"])
    at = (group - 0.5 + FILLED * row["jitter"]) / entry(counts, p["reading"])
    return {"there": measured(p, row, "has_") > 0, "lost": _lost(p, row), "at": at}


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only the number that it gives."""
    cut, what = entry(list(READINGS), p["reading"]), entry(WHAT, p["measure"])
    lose = f"the bottom loses {out['bottom']:.0%} of its work, the middle {out['middle']:.0%}, the top {out['top']:.0%}"
    higher = np.where(out["bottom"] > out["top"], "bottom", "top")
    hump = f"This cut shows a hump in the middle, {100 * out['hump']:.1f} points above the higher end."
    level = f"The middle and the {higher} are level, to within a point."
    none = f"No hump in the middle: the {higher} loses most."
    reading: Any = np.select([out["hump"] >= LEVEL, out["hump"] > -LEVEL], [hump, level], none)
    if own:
        reading = f"Your formula makes {100 * out['hump']:+.1f} points of that."
    group = f"{np.where(p['reading'] == BY_PAY, 'tenth', 'zone')} {out['most_group']:.0f}"
    most = np.where(p["reading"] == BY_LAYER, "", f" The single group that loses most: {group}.")
    some = f"Cut {cut}, with {p['adoption']:.0%} done of what {what}, {lose}. {reading}{most}"
    return np.where(p["adoption"] == 0, "Nothing is taken over, and no group loses anything.", some)


GUESS = Guess(
    "Put 264 occupations in order of pay and cut them into ten equal groups: 1 is the lowest paid tenth, 10 the "
    "highest. Which tenth has, on average, the largest share of tasks that GPT-4 rates as exposed to itself?",
    "The most exposed tenth", answer="most_group", range=(1, 10), format="d", compare="difference",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "Find the cut and the figures by which the middle loses at least 8 points more of its work than either end.",
        lambda _, out: np.maximum(out["hump"], 0.0) / 0.08, OPENING,
        "Done: the essay’s own layers, and what Copilot is used for. No other pair comes that far.",
        fair=lambda p, _: p["measure"] < PHYSICAL,
    ),
    kit.Goal(
        "Now without the essay’s layers: by pay or by preparation, find a middle that loses a tenth more than either "
        "end.", lambda _, out: out["middle"] / np.maximum(np.maximum(out["bottom"], out["top"]), 1e-9) / 1.1, OPENING,
        "Done, by a hair: a wide middle, by preparation, as Claude is used. It is the only one there is.",
        fair=lambda p, _: np.logical_and(p["reading"] != BY_LAYER, p["measure"] < PHYSICAL),
    ),
]  # fmt: skip

DATA = Data(
    "groups",
    {"label": ("Group", ""), "jobs": ("Occupations", "d"), "lost": ("Work taken over", ".1%"),
     "exposure_gpt4": ("GPT-4’s β", ".2f"), "exposure_human": ("People’s β", ".2f"),
     "applicability_microsoft": ("Copilot", ".2f"), "exposure_anthropic": ("Claude", ".2f")},
    "The groups from the bottom up: means over their occupations, each counted once", where="shown",
)  # fmt: skip

HEIGHT = 290
#: Bottom, middle and top in the colours that the layers have elsewhere.
COLORS = {float(i): HUES[name] for i, name in enumerate(reversed(model.LAYERS))}
PLANE = kit.Plane(
    alt.Scale(domain=[0, 1], nice=False),
    alt.Scale(domain=[0, 1], nice=False),
    alt.Axis(values=[0, 0.5, 1], format=".0%", title=None, domain=False, ticks=False),
)


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """A bar for each group, the lowest at the bottom; faint marks are occupations, upright lines the three means."""
    group, row, bold = rows("groups", "datum.shown"), PLANE.of(y="middle_of"), "=datum.most ? 'bold' : 'normal'"
    bar = PLANE.of("lost", "low", y2="high", x2=alt.X2Datum(0), color=kit.hues("part", COLORS))
    opacity = {"opacity": alt.condition("datum.most", alt.value(0.75), alt.value(0.4))}
    first, second = "Share of the work that machines take over", "bar: group · dot: job · line: bottom, middle, top"
    guess = kit.one(f"isValid(guess) && reading == {BY_PAY}", at="(clamp(round(guess), 1, 10) - 0.5) / 10")
    return kit.layered(
        mark("rect", bar | opacity, group),
        mark("circle", PLANE.of("lost", "at"), rows("jobs", "datum.there"), size=9, opacity=0.4, color=INK),
        rule(PLANE.of("lost", "low", y2="high", color=kit.hues("block", COLORS)), rows("blocks", "datum.shown"),
             strokeWidth=3),
        # What each group loses, and its name.
        text(row | pixels(x="width + 40") | {"text": alt.Text("lost:Q", format=".0%")}, group, align="right",
             fontWeight=bold, color=INK),
        text(row | pixels(x=0) | {"text": "label:N", "color": kit.hues("part", COLORS)}, group, align="right",
             fontWeight=bold, dx=-8),
        kit.heads(-100, -22, first, second, line=16),
        # The guess, at its tenth, while the cut is by pay.
        rimmed(PLANE.of(y="at") | pixels(x="width - 4"), guess, align="right", fontStyle="italic", text="your guess",
               color=INK) if ask else [],
        width=420, height=HEIGHT, padding=(108, 44, 42, 26),
    )  # fmt: skip


EXPLORER = kit.Explorer(
    "middle", "264 occupations from the bottom to the top, cut three ways, and what each group would lose",
    parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.hump, "above_both_ends(bottom, center, top)", [*product((0.0, 0.1, 0.5, 1.0), repeat=3)]),
    tables={
        "groups": (group_index, group_columns), "blocks": (block_index, block_columns),
        "jobs": (job_index, job_columns),
    },
    lists={name: Overall("blocks", name) for name in ("hump", *BLOCKS)}
    | {name: Overall("groups", name) for name in ("most_group", "most_lost")},
    guess=GUESS, challenges=CHALLENGES, data=DATA,
)  # fmt: skip
explore = EXPLORER.explore
