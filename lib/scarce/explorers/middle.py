"""The middle explorer: the same occupations in groups by preparation, by layer or by pay, and what each would lose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Overall, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..data import occupations
from ..models import middle as model
from .hierarchy import HUES, MEASURES, WHAT, entry
from .palette import STYLE
from .words import challenges, is_changed

#: How far the middle stands above the bottom and the top.
Formula = Callable[[Any, Any, Any], Any]

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

SCENARIOS: dict[str, dict[str, float]] = {
    "tenths by pay": {"reading": BY_PAY},
    "by preparation": {"reading": BY_PREPARATION},
    "the essay’s layers": {"reading": BY_LAYER},
    "layers, as Copilot is used": {"reading": BY_LAYER, "measure": 2},
    "layers, as Claude is used": {"reading": BY_LAYER, "measure": 3},
    "robots instead (reversed)": {"reading": BY_LAYER, "measure": PHYSICAL},
}
OPENING = "tenths by pay"

HEIGHT, TOP = 290, 42
#: Part of a group's place that its bar fills.
FILLED = 0.72


def parameters() -> list[Parameter]:
    """How the occupations are cut, by which measure, what counts as the middle, and how far machines are adopted."""
    return [
        Parameter("reading", "Cut", BY_PAY, control="choice", stops=_numbered(READINGS)),
        Parameter("measure", "What is exposed", 0.0, control="choice", stops=_numbered(MEASURES)),
        Parameter("span", "The middle is", 0.0, control="choice", stops=_numbered(SPANS),
                  help="Of five zones or ten tenths; of three layers it is one either way."),
        Parameter(
            "adoption", "Adoption", 1.0, range=(0, 1), step=0.05, unit="of the exposed part", format=".0%",
            help="How much of the exposed part machines do take over.",
        ),
    ]  # fmt: skip


def _numbered(names: Sequence[str] | dict[str, Any]) -> dict[str, float]:
    return {name: float(i) for i, name in enumerate(names)}


@cache
def groups() -> list[Any]:
    """For each reading the number of each occupation's group, 1 for the lowest."""
    data = occupations()
    rank = {name: i + 1 for i, name in enumerate(reversed(model.LAYERS))}
    layers = [rank[name] for name in model.layer(data["soc"], data["physical_share"]).tolist()]
    return [model.wage_decile(data["median_wage"]), model.job_zone(data["job_zone"]), np.array(layers)]


OVERALL = {
    "hump": Overall("blocks", "hump"),
    **{block: Overall("blocks", block) for block in BLOCKS},
    "most_group": Overall("groups", "most_group"),
    "most_lost": Overall("groups", "most_lost"),
}


def _group_rows() -> list[dict[str, Any]]:
    """A row for each group of each reading, with the means of the five measures."""
    data, rows = occupations(), []
    for reading, (names, members) in enumerate(zip(READINGS.values(), groups(), strict=True)):
        order = range(1, len(names) + 1)
        means = {name: model.group_means(data[name], members, order) for name in MEASURES.values()}
        place = {f"part{i}": model.thirds(len(names), wide=wide) for i, wide in enumerate(SPANS.values())}
        rows += [
            {
                "reading_number": float(reading), "cut": list(READINGS)[reading], "label": names[i],
                "group": float(i + 1), "count": float(len(names)), "jobs": float(np.sum(members == i + 1)),
                **{name: float(column[i]) for name, column in {**means, **place}.items()},
            }
            for i in range(len(names))
        ]  # fmt: skip
    return rows


def _block_rows() -> list[dict[str, Any]]:
    """A row for bottom, middle and top of each reading and span, every occupation counted once."""
    data, rows = occupations(), []
    for reading, (names, members) in enumerate(zip(READINGS.values(), groups(), strict=True)):
        for span, wide in enumerate(SPANS.values()):
            part = model.thirds(len(names), wide=wide)
            of_each = part[members - 1]
            means = {name: model.group_means(data[name], of_each, range(3)) for name in MEASURES.values()}
            rows += [
                {
                    "reading_number": float(reading), "span_number": float(span), "block": float(block),
                    "first": float(np.argmax(part == block)), "count": float(len(names)),
                    "size": float(np.sum(part == block)),
                    **{name: float(column[block]) for name, column in means.items()},
                }
                for block in range(3)
            ]  # fmt: skip
    return rows


def _by_column(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def _lost(p: Values, row: Values) -> Any:
    """The share of work that machines take over, of a group as of an occupation."""
    return p["adoption"] * entry([row[name] for name in MEASURES.values()], p["measure"])


def _group_columns(p: Values, row: Values) -> dict[str, Any]:
    shown, lost = row["reading_number"] == p["reading"], _lost(p, row)
    most_lost = np.max(np.where(shown, lost, -1.0))
    most = np.logical_and(shown, np.logical_and(lost == most_lost, lost > 0))
    return {
        "shown": shown,
        "lost": lost,
        "most": most,
        "most_lost": most_lost,
        "most_group": np.sum(np.where(most, row["group"], 0.0)),
        "part": entry([row["part0"], row["part1"]], p["span"]),
        "middle_of": (row["group"] - 0.5) / row["count"],
        "low": (row["group"] - 0.5 - FILLED / 2) / row["count"],
        "high": (row["group"] - 0.5 + FILLED / 2) / row["count"],
    }


def _block_columns(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    def columns(p: Values, row: Values) -> dict[str, Any]:
        shown = np.logical_and(row["reading_number"] == p["reading"], row["span_number"] == p["span"])
        lost = _lost(p, row)
        each = [np.sum(np.where(np.logical_and(shown, row["block"] == i), lost, 0.0)) for i in range(len(BLOCKS))]
        return {
            "shown": shown,
            "lost": lost,
            **dict(zip(BLOCKS, each, strict=True)),
            "hump": formula(*each),
            "low": row["first"] / row["count"],
            "high": (row["first"] + row["size"]) / row["count"],
        }

    return columns


def _job_columns(p: Values, row: Values) -> dict[str, Any]:
    counts = [float(len(names)) for names in READINGS.values()]
    group = entry([row[f"group{i}"] for i in range(len(READINGS))], p["reading"])
    return {
        "there": entry([row[f"has_{name}"] for name in MEASURES.values()], p["measure"]) > 0,
        "lost": _lost(p, row),
        "at": (group - 0.5 + FILLED * row["jitter"]) / entry(counts, p["reading"]),
    }


def _jobs_index() -> dict[str, Sequence[Any]]:
    data = occupations()
    titles = [str(title) for title in data["title"]]
    known = {name: ~np.isnan(data[name]) for name in MEASURES.values()}
    return {
        "title": titles,
        **{f"group{i}": [float(g) for g in members] for i, members in enumerate(groups())},
        # Multiples of the golden ratio spread marks evenly, whatever few of them share a group.
        "jitter": [round((i * 0.6180339887) % 1 - 0.5, 3) for i in range(len(titles))],
        **{name: np.where(known[name], data[name], 0.0).tolist() for name in MEASURES.values()},
        **{f"has_{name}": np.where(known[name], 1.0, 0.0).tolist() for name in MEASURES.values()},
    }


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only the number that it gives."""
    cut, what = entry(list(READINGS), p["reading"]), entry(WHAT, p["measure"])
    shares = (
        f"the bottom loses {out['bottom']:.0%} of its work, the middle {out['middle']:.0%}, the top {out['top']:.0%}"
    )
    higher = np.where(out["bottom"] > out["top"], "bottom", "top")
    reading: Any = np.select(
        [out["hump"] >= LEVEL, out["hump"] > -LEVEL],
        [
            f"This cut shows a hump in the middle, {100 * out['hump']:.1f} points above the higher end.",
            f"The middle and the {higher} are level, to within a point.",
        ],
        f"No hump in the middle: the {higher} loses most.",
    )
    if own:
        reading = f"Your formula makes {100 * out['hump']:+.1f} points of that."
    group = np.where(p["reading"] == BY_PAY, "tenth", "zone")
    most = np.where(
        p["reading"] == BY_LAYER, "", f" The single group that loses most: {group} {out['most_group']:.0f}."
    )
    some = f"Cut {cut}, with {p['adoption']:.0%} done of what {what}, {shares}. {reading}{most}"
    return np.where(p["adoption"] == 0, "Nothing is taken over, and no group loses anything.", some)


GUESS = Guess(
    "Put 264 occupations in order of pay and cut them into ten equal groups: 1 is the lowest paid tenth, 10 the "
    "highest. Which tenth has, on average, the largest share of tasks that GPT-4 rates as exposed to itself?",
    "The most exposed tenth",
    answer="most_group",
    range=(1, 10),
    format="d",
    compare="difference",
)


def _hump_found(p: Values, out: Values) -> Any:
    """The middle 8 points above both ends, by a measure of what language models do."""
    return np.where(p["measure"] < PHYSICAL, np.maximum(out["hump"], 0.0) / 0.08, 0.0)


def _elsewhere(p: Values, out: Values) -> Any:
    """A middle that loses a tenth more than the higher end, without the essay's layers."""
    fair = np.logical_and(p["reading"] != BY_LAYER, p["measure"] < PHYSICAL)
    higher = np.maximum(np.maximum(out["bottom"], out["top"]), 1e-9)
    return np.where(fair, out["middle"] / higher / 1.1, 0.0)


CHALLENGES = [
    Challenge(
        "Find the cut and the figures by which the middle loses at least 8 points more of its work than either end.",
        _hump_found,
        scenario=OPENING,
        done="Done: the essay’s own layers, and what Copilot is used for. No other pair comes that far.",
    ),
    Challenge(
        "Now without the essay’s layers: by pay or by preparation, find a middle that loses a tenth more than either "
        "end.",
        _elsewhere,
        scenario=OPENING,
        done="Done, by a hair: a wide middle, by preparation, as Claude is used. It is the only one there is.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [(0.1, 0.5, 0.3), (0.3, 0.2, 0.1), (0.0, 0.0, 0.0), (0.2, 0.2, 0.9), (1.0, 1.0, 0.0)]

DATA = Data(
    "groups",
    {
        "label": ("Group", ""), "jobs": ("Occupations", "d"), "lost": ("Work taken over", ".1%"),
        "exposure_gpt4": ("GPT-4’s β", ".2f"), "exposure_human": ("People’s β", ".2f"),
        "applicability_microsoft": ("Copilot", ".2f"), "exposure_anthropic": ("Claude", ".2f"),
    },
    "The groups from the bottom up: means over their occupations, each counted once",
    where="shown",
)  # fmt: skip


#: Bottom, middle and top in the colours that the layers have elsewhere.
COLORS = [HUES[name] for name in reversed(model.LAYERS)]


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """A bar for each group, the lowest at the bottom; faint marks are occupations, upright lines the three means."""
    across = alt.Scale(domain=[0, 1], nice=False)
    up = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(values=[0, 0.5, 1], format=".0%", title=None, domain=False, ticks=False)
    hue = alt.Color("part:N", scale=alt.Scale(domain=[0, 1, 2], range=COLORS), legend=None)
    x = alt.X("lost:Q", scale=across, axis=axis)
    bars = alt.Chart(alt.NamedData("groups")).transform_filter("datum.shown")
    boxes = bars.mark_rect(opacity=alt.ExprRef("datum.most ? 0.75 : 0.4")).encode(
        x=x, x2=alt.X2Datum(0), y=alt.Y("low:Q", scale=up, axis=None), y2="high:Q", color=hue
    )
    bold = alt.ExprRef("datum.most ? 'bold' : 'normal'")
    row = alt.Y("middle_of:Q", scale=up, axis=None)
    names = bars.mark_text(align="right", dx=-8, fontSize=12, fontWeight=bold).encode(
        x=alt.value(0), y=row, color=hue, text="label:N"
    )
    jobs = alt.Chart(alt.NamedData("jobs")).transform_filter("datum.there")
    dots = jobs.mark_circle(size=9, opacity=0.4, color=INK).encode(
        x=x, y=alt.Y("at:Q", scale=up, axis=None)
    )  # fmt: skip
    blocks = alt.Chart(alt.NamedData("blocks")).transform_filter("datum.shown")
    means = blocks.mark_rule(strokeWidth=3).encode(
        x=x, y=alt.Y("low:Q", scale=up, axis=None), y2="high:Q",
        color=alt.Color("block:N", scale=alt.Scale(domain=[0, 1, 2], range=COLORS), legend=None),
    )  # fmt: skip
    values = bars.mark_text(align="right", fontSize=12, fontWeight=bold, color=INK).encode(
        x=alt.value(alt.ExprRef("width + 40")), y=row, text=alt.Text("lost:Q", format=".0%")
    )
    layers = alt.layer(boxes, dots, means, values, names, *_heads(), *(_guessed(up) if ask else []))
    return layers.properties(width=420, height=HEIGHT, padding={"left": 108, "right": 44, "top": TOP, "bottom": 26})


def _heads() -> list[alt.Chart]:
    """What the marks are, by name."""
    one = alt.Chart(alt.InlineData(values=[{}]))
    first = "Share of the work that machines take over"
    second = "bar: group · dot: job · line: bottom, middle, top"
    looks: list[dict[str, Any]] = [
        {"text": first, "fontWeight": "bold", "color": INK},
        {"text": second, "color": MUTED},
    ]
    return [
        one.mark_text(align="left", baseline="bottom", fontSize=12, **look).encode(x=alt.value(-100), y=alt.value(y))
        for look, y in zip(looks, (-22, -6), strict=True)
    ]


def _guessed(up: alt.Scale) -> list[alt.Chart]:
    """The guess, at its tenth, while the cut is by pay."""
    one = alt.Chart(alt.InlineData(values=[{}])).transform_calculate(
        text=f"isValid(guess) && reading == {BY_PAY} ? 'your guess' : ''",
        at="(clamp(isValid(guess) ? round(guess) : 1, 1, 10) - 0.5) / 10",
    )
    place = {"x": alt.value(alt.ExprRef("width - 4")), "y": alt.Y("at:Q", scale=up, axis=None), "text": "text:N"}
    style: dict[str, Any] = {"align": "right", "fontStyle": "italic", "fontSize": 12}
    return [
        one.mark_text(**style, stroke=SURFACE, strokeWidth=4).encode(**place),
        one.mark_text(**style, color=INK).encode(**place),
    ]


@takes_formula("above_both_ends(bottom, center, top)")
def explore(
    formula: Formula = model.hump,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("reading", "measure", "span", "adoption"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(bottom, middle, top)`` gives how far the middle stands above the ends, from the share of work that
        each of the three loses.
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
    >>> live.most_group, round(live.most_lost, 2), round(live.hump, 2)
    (10.0, 0.5, -0.14)
    """
    own = is_changed(formula, model.hump, CASES)
    return explorer(
        picture(ask),
        parameters(),
        tables={
            "groups": Table(_by_column(_group_rows()), _group_columns),
            "blocks": Table(_by_column(_block_rows()), _block_columns(formula)),
            "jobs": Table(_jobs_index(), _job_columns),
        },
        lists=OVERALL,
        sentence=lambda p, out: sentence(p, out, own),
        name="middle",
        title="264 occupations from the bottom to the top, cut three ways, and what each group would lose",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
