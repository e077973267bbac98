"""The findings explorer: where the studies lie, for each step of the argument, and what is left of them above a bar.

For a few steps it draws the findings that share a unit on one axis, those for the claim to the right; for all steps, a
strip for each with its studies by what they weigh. What follows from them is worked out by the rule of the verdicts.

>>> live = explore()
>>> live.strong, live.passing
(7.0, 264.0)
>>> explore("A3").heavy_for
4.0
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, LiveChart, Overall, Parameter, texts
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..data import Finding
from ..data.findings import CLAIMS, DESIGNS, DEVIATIONS, FIRM, STEPS, STRENGTHS, VERDICT_DIRECTIONS, of_step, stands
from ..models.hierarchy import rankdata
from . import kit
from .kit import entry, every, mark, pixels, rimmed, rows, rule, text
from .labels import BEYOND, running_maximum, running_sum
from .palette import color
from .words import fitted, verb

#: The designs that can tell a cause from a coincidence.
FIRM_DESIGNS = tuple(design for design, weight in DESIGNS.items() if weight == FIRM)
#: The bars that a reader may set, each from low to high, and how high a finding reaches.
LOTS = ("any", "trials and the like", "trials only")
BARS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Finding], float]]] = {
    "lot": ("Design", LOTS, lambda found: float(found.design == "trial") + (found.design in FIRM_DESIGNS)),
    "recent": ("Figures of", ("any year", "2025 and later"), lambda found: float(found.year >= 2025)),
    "large": ("Size", ("any n", "n over 1,000"), lambda found: float((found.n or 0) > 1000)),
    "apart": ("Paid by", ("anybody", "not by who sells it"), lambda found: float(not found.by_seller)),
}
ORDERS = ("by step", "by strength")
#: The sides of a step: the sign in the table, and what it is called.
SIDES = {"+": "for", "-": "against", "0": "neither"}
HUES = {"for": color("hardware"), "against": color("tasks"), "neither": MUTED}

OPENING = "all findings"
SCENARIOS = kit.Scenarios({
    OPENING: {},
    "trials only": {"lot": 2},
    "all four bars": {"lot": 2, "recent": 1, "large": 1, "apart": 1},
})  # fmt: skip


def parameters(steps: Sequence[str] = STEPS) -> list[Parameter]:
    """The four bars, and the order of all strips or the step of a few that is drawn."""
    bars = [
        Parameter(name, label, 0.0, control="choice", stops=kit.choices(stops))
        for name, (label, stops, _) in BARS.items()
    ]
    if steps == STEPS:
        return [*bars, Parameter("sorting", "Order", 0.0, control="choice", stops=kit.choices(ORDERS))]
    if len(steps) > 1:
        return [Parameter("step", "Claim", 0.0, control="choice", stops=kit.choices(steps)), *bars]
    return bars


# --- the rows: a finding for each step that it bears on


def pairs(steps: Sequence[str]) -> list[tuple[str, Finding]]:
    """Steps and their findings: side by side, the heavier study first, and in a study the heavier finding."""
    found = []
    for step in steps:
        heaviest: dict[tuple[str, str], int] = {}
        for each in of_step(step):
            study = each.directions[step], each.source
            heaviest[study] = max(each.weight, heaviest.get(study, 0))

        def place(
            each: Finding, step: str = step, heaviest: Mapping[tuple[str, str], int] = heaviest
        ) -> tuple[Any, ...]:
            side = each.directions[step]
            return list(SIDES).index(side), -heaviest[side, each.source], each.source, -each.weight, each.key

        found += [(step, each) for each in sorted(of_step(step), key=place)]
    return found


def _opens(groups: Sequence[Any]) -> list[float]:
    """1 where a group begins."""
    return [float(i == 0 or group != groups[i - 1]) for i, group in enumerate(groups)]


def index(steps: Sequence[str]) -> dict[str, Sequence[Any]]:
    """What is known of each finding, and where its study, its side and its step begin and end."""
    found = pairs(steps)
    sides = [(step, each.directions[step]) for step, each in found]
    opens = _opens([step for step, _ in found])
    lines = {(step, each.key): line for step in steps for line, each in _lines(step) if each}
    keys = [each.key for _, each in found]
    return {
        "order": [float(i) for i in range(len(found))],
        "number": [float(steps.index(step)) for step, _ in found],
        "step": [step for step, _ in found],
        "side": [SIDES[side] for _, side in sides],
        "weight": [float(each.weight) for _, each in found],
        "opens_step": opens,
        "closes_step": [*opens[1:], 1.0],
        "opens_side": _opens(sides),
        "opens_study": _opens([(*side, each.source) for side, (_, each) in zip(sides, found, strict=True)]),
        "once": [float(keys.index(key) == i) for i, key in enumerate(keys)],
        "own": [" *" if step in DEVIATIONS else "" for step, _ in found],
        **{f"has_{name}": [reach(each) for _, each in found] for name, (_, _, reach) in BARS.items()},
        "line": [float(lines.get((step, each.key), 0)) for step, each in found],
        **_drawn(found),
        "name": [each.name for _, each in found],
        "label": [fitted(each.name, LEFT) for _, each in found],
        "measured": [each.measured for _, each in found],
        "words": [each.words for _, each in found],
        "said": [fitted(each.words, RIGHT) for _, each in found],
        "n": [f"{each.n:,} {each.n_of}" if each.n else each.n_of for _, each in found],
        "design": [each.design for _, each in found],
        "read": [each.read for _, each in found],
        "as_of": [each.as_of for _, each in found],
    }


@cache
def shared(step: str) -> dict[str, list[Finding]]:
    """The findings on a step that share a unit with another one there, by their units, the largest first."""
    units: dict[str, list[Finding]] = {}
    for each in of_step(step):
        if each.unit:
            units.setdefault(each.unit, []).append(each)
    several = [(unit, found) for unit, found in units.items() if len(found) > 1]
    return dict(sorted(several, key=lambda pair: -len(pair[1])))


def _middle(found: Finding) -> float:
    """The estimate, or the middle of a range."""
    if found.estimate is not None:
        return found.estimate
    return sum(end for end in (found.low, found.high) if end is not None) / 2


def signed(found: Finding, step: str, like: Sequence[Finding]) -> tuple[float, float, float]:
    """Low, middle and high with what speaks for the claim above 0; what does not speak lies as most of its like do."""
    side = {"+": 1.0, "-": -1.0, "0": 0.0}[found.directions[step]]
    way = side * (1.0 if _middle(found) >= 0 else -1.0)
    if not side:
        lean = sum({"+": 1, "-": -1, "0": 0}[each.directions[step]] * np.sign(_middle(each)) for each in like)
        way = -1.0 if lean < 0 else 1.0
    middle = _middle(found)
    ends = (middle, middle) if found.low is None or found.high is None else (found.low, found.high)
    low, high = sorted(way * end for end in ends)
    return low, way * middle, high


@cache
def reach(step: str, unit: str) -> float:
    """How far from 0 the findings of a unit go, their intervals included."""
    found = shared(step)[unit]
    return max(abs(value) for each in found for value in signed(each, step, found)) or 1.0


def _drawn(found: Sequence[tuple[str, Finding]]) -> dict[str, list[float]]:
    """Of each row its place on the axis of its unit, from −1 to 1, and how large its point is."""
    columns: dict[str, list[float]] = {name: [] for name in ("low", "at", "high", "known", "size")}
    for step, each in found:
        like = shared(step).get(each.unit, [])
        ends = [end / reach(step, each.unit) for end in signed(each, step, like)] if each in like else [0.0, 0.0, 0.0]
        for name, value in zip(("low", "at", "high"), ends, strict=True):
            columns[name].append(round(value, 4))
        columns["known"].append(float(each.estimate is not None))
        columns["size"].append(round(30 + 28 * float(np.log10(each.n)), 1) if each.n else 30.0)
    return columns


def _lines(step: str) -> list[tuple[int, Finding | None]]:
    """The lines of a step's picture: for each unit its heading, then its findings from for to against."""
    lines: list[tuple[int, Finding | None]] = []
    for found in shared(step).values():
        lines.append((len(lines) + 1, None))
        for each in sorted(found, key=lambda each, like=found: -signed(each, step, like)[1]):  # type: ignore[misc]
            lines.append((len(lines) + 1, each))
    return lines


def heading_index(steps: Sequence[str]) -> dict[str, Sequence[Any]]:
    """A row for each unit of each step: where its heading stands, and how far its axis goes."""
    found = [
        (float(number), float(line), f"{unit}, to ±{reach(step, unit):,.4g}")
        for number, step in enumerate(steps)
        for (unit, like), line in zip(
            shared(step).items(), [line for line, each in _lines(step) if each is None], strict=True
        )
    ] or [(-1.0, 0.0, "")]
    return dict(zip(("number", "line", "unit"), map(list, zip(*found, strict=True)), strict=True))


# --- what is left above the bars


def _since(opens: Any, values: Any, order: Any) -> Any:
    """The sum of values of at least 0 up to each row, since the last row that opens a group."""
    total = running_sum(values, order)
    return total - running_maximum(np.where(opens > 0, total - values, 0.0), order)


def columns(p: Values, row: Values, _: Any = None, *, steps: Sequence[str] = STEPS) -> dict[str, Any]:
    """What passes the bars, what of it counts, where it stands, and what follows for each step at its last row."""
    order, chosen = row["order"], row["number"] == p.get("step", 0.0)
    passes = every([row[f"has_{name}"] >= p[name] for name in BARS])
    # A study counts once on a side of a step, by the first of its findings there that passes: it is the heaviest.
    one = np.where(passes, 1.0, 0.0)
    first = np.logical_and(passes, _since(row["opens_study"], one, order) == 1)
    counts = np.where(np.logical_and(first, row["side"] != "neither"), row["weight"], 0.0)
    until = _since(row["opens_side"], counts, order)
    side = {name: row["side"] == name for name in ("for", "against")}
    heavy = [_since(row["opens_step"], np.where(of, counts, 0.0), order) for of in side.values()]
    firm = [
        _since(row["opens_step"], np.where(np.logical_and(of, counts == FIRM), 1.0, 0.0), order) for of in side.values()
    ]
    direction, strength = stands(*heavy, *firm)
    closes = row["closes_step"] > 0

    def steps_of(condition: Any) -> Any:
        return np.sum(np.where(np.logical_and(closes, condition), 1.0, 0.0))

    result: dict[str, Any] = {
        "passes": passes, "counts": counts,
        "start": np.where(side["for"], until - counts, counts - until), "end": np.where(side["for"], until, -until),
        "passing": np.sum(np.where(np.logical_and(passes, row["once"] > 0), 1.0, 0.0)),
    }  # fmt: skip
    if steps == STEPS:
        # Places by strength are worked out at the last rows; from there they go back to all rows of the step.
        key = np.where(
            closes,
            -10.0 * strength + named(direction, [LEAN[name] for name in VERDICT_DIRECTIONS]) + row["number"] / 100,
            BEYOND + order,
        )
        place = np.where(closes, rankdata(key) - 100 * row["number"], -BEYOND)
        by_strength = running_maximum(place, -order) + 100 * row["number"]
        untouched = every([p[name] == 0 for name in BARS])
        own = np.where(untouched, row["own"], "")
        result |= {
            "place": np.where(p["sorting"] == 1, by_strength, row["number"] + 1),
            "says": texts("{}, {}{}", named(direction, VERDICT_DIRECTIONS), named(strength, STRENGTHS), own),
            "closes": closes,
            **{name: steps_of(direction == i) for i, name in enumerate(VERDICT_DIRECTIONS)},
            "strong": steps_of(strength == 2),
        }
    else:
        last = np.logical_and(closes, chosen)
        known = {"heavy_for": heavy[0], "heavy_against": heavy[1], "direction": direction, "strength": strength}
        result |= {
            "chosen": chosen, "listed": np.logical_and(chosen, passes),
            "shown": np.logical_and(chosen, row["line"] > 0),
            "here": np.sum(np.where(np.logical_and(chosen, passes), 1.0, 0.0)),
            **{name: np.sum(np.where(last, value, 0.0)) for name, value in known.items()},
        }  # fmt: skip
    return result


#: Which direction comes first among steps of one strength: for, both, against, none.
LEAN = {"none": 3.0, "for": 0.0, "against": 2.0, "both": 1.0}


def named(number: Any, names: Sequence[Any]) -> Any:
    """Of names the one with a number, row by row.

    Examples
    --------
    >>> named(np.array([1.0, 0.0]), ["thin", "some"]).tolist()
    ['some', 'thin']
    """
    return np.select([number == i for i in range(len(names) - 1)], list(names[:-1]), names[-1])


# --- the words and the numbers behind them


def sentence(p: Values, out: Values, _: bool = False, *, steps: Sequence[str] = STEPS) -> Any:
    """What is left above the bars, and what follows from it."""
    if steps == STEPS:
        known = len({each.key for _, each in pairs(steps)})
        stand = [f"{out[name]:.0f} {verb(out[name], 'stands', 'stand')} {how}" for name, how in STAND.items()]
        return (
            f"{out['passing']:.0f} of {known} findings {verb(out['passing'], 'passes', 'pass')} your bars. Of the "
            f"{len(steps)} steps {', '.join(stand[:-1])}, and {stand[-1]}; {out['strong']:.0f} of these verdicts "
            f"{verb(out['strong'], 'is', 'are')} strong."
        )
    step = p.get("step", 0.0)
    claim = f"The claim {entry(list(steps), step)}: “{entry([CLAIMS[each] for each in steps], step)}.”"
    of = f"{out['here']:.0f} of the {entry([len(of_step(each)) for each in steps], step):.0f} findings on it"
    pair = f"“{named(out['direction'], VERDICT_DIRECTIONS)}, {named(out['strength'], STRENGTHS)}”"
    some = (
        f"{claim} {of} {verb(out['here'], 'passes', 'pass')} your bars. The studies for it weigh "
        f"{out['heavy_for']:.0f}, those against it {out['heavy_against']:.0f}, which by the rule is {pair}."
    )
    return np.where(out["here"] == 0, f"{claim} No finding on it passes your bars.", some)


#: How a step stands, by its direction.
STAND = {"for": "for the claim", "against": "against it", "both": "on both sides", "none": "on neither"}

COLUMNS = {
    "step": ("Step", ""), "side": ("Says", ""), "weight": ("Weight", "d"), "name": ("Source", ""),
    "measured": ("Measured", ""), "words": ("Found", ""), "n": ("n", ""), "design": ("Design", ""),
    "read": ("Read", ""), "as_of": ("As of", ""),
}  # fmt: skip


# --- the pictures

#: Pixels for a strip or a line, and for names at the left and words at the right.
STRIP, LINE, LEFT, RIGHT = 18, 17, 96, 104
#: How strongly a study is drawn, by its weight.
SHADES = {1: 0.35, 2: 0.65, 3: 1.0}


def _hue() -> alt.Color:
    return kit.hues("side", HUES)


def _shade() -> dict[str, Any]:
    scale = alt.Scale(domain=list(SHADES), range=list(SHADES.values()))
    return {"opacity": alt.Opacity("counts:O", scale=scale, legend=None)}


def _legend(x: str) -> list[alt.Chart]:
    """What lies where, by name and colour."""
    return [
        text(pixels(x=x, y=-10), baseline="bottom", align="right", dx=-8, text="◀ against", color=HUES["against"]),
        text(pixels(x=x, y=-10), baseline="bottom", align="left", dx=8, text="for ▶", color=HUES["for"]),
    ]


def strips(_ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """A strip for each step: its studies from the middle outwards, as wide as they weigh, and the verdict."""
    widest = max(sum(side) for side in _weights(STEPS))
    plane = kit.Plane(
        alt.Scale(domain=[-widest, widest], nice=False),
        alt.Scale(domain=[0.5, len(STEPS) + 0.5], reverse=True, nice=False),
    )
    study = rows("findings", "datum.counts > 0").transform_calculate(
        top="datum.place - 0.36", foot="datum.place + 0.36"
    )
    last = rows("findings", "datum.closes")
    return kit.layered(
        mark("rect", plane.of("start", "top", x2="end", y2="foot", color=_hue()) | _shade(), study, stroke=SURFACE,
             strokeWidth=1),
        rule(plane.at(x=0.0) | pixels(y=0, y2="height"), color=INK),
        text(plane.of(y="place") | pixels(x=0) | {"text": "step:N"}, last, align="right", dx=-8, color=INK,
             fontWeight="bold"),
        text(plane.of(y="place") | pixels(x="width") | {"text": "says:N"}, last, align="left", dx=8, color=INK),
        _legend("width / 2"),
        width=420, height=STRIP * len(STEPS), padding=(40, RIGHT, 32, 8),
    )  # fmt: skip


def _weights(steps: Sequence[str]) -> list[list[int]]:
    """What the studies on each side of each step weigh, each study once."""
    sides = []
    for step in steps:
        for side in "+-":
            heaviest: dict[str, int] = {}
            for each in of_step(step):
                if each.directions[step] == side:
                    heaviest[each.source] = max(each.weight, heaviest.get(each.source, 0))
            sides.append(list(heaviest.values()))
    return sides


def axes(_ask: bool = False, _own: bool = False, *, steps: Sequence[str] = STEPS) -> alt.LayerChart:
    """On top all studies on the chosen step by weight; below, the findings that share a unit, each on its line."""
    widest = max(sum(side) for side in _weights(steps))
    most = max((line for step in steps for line, _ in _lines(step)), default=0)
    above = 2.6
    plane = kit.Plane(
        alt.Scale(domain=[-1.08, 1.08], nice=False), alt.Scale(domain=[-above, most + 0.5], reverse=True, nice=False)
    )
    strip = rows("findings", "datum.chosen && datum.counts > 0").transform_calculate(
        begin=f"datum.start / {widest}", until=f"datum.end / {widest}"
    )
    line, number = rows("findings", "datum.shown"), rows("findings", "datum.shown && datum.known")
    heading, ends = rows("units", "datum.here"), {"top": "datum.line - 0.5", "foot": "datum.line + 0.5"}
    faint = {"opacity": alt.condition("datum.passes", alt.value(1), alt.value(0.18))}
    place, left, right = plane.of("at", "line", color=_hue()) | faint, pixels(x=0), pixels(x="width")
    hollow = {"fill": alt.condition("datum.side == 'neither'", alt.value(SURFACE), _fill())}
    return kit.layered(
        mark("rect", plane.of("begin", x2="until", color=_hue()) | plane.at(y=-2.1) | {"y2": alt.Y2Datum(-1.1)}
             | _shade(), strip, stroke=SURFACE, strokeWidth=1),
        text(plane.at(y=-1.6) | left, text="all studies,", align="right", baseline="bottom", dx=-8, dy=1, color=INK),
        text(plane.at(y=-1.6) | left, text="by weight", align="right", baseline="top", dx=-8, dy=1, color=INK),
        rule(plane.at(x=0.0) | plane.of(y="top", y2="foot"), line.transform_calculate(**ends), color=MUTED),
        rimmed(plane.of(y="line") | pixels(x="width / 2") | {"text": "unit:N"}, heading, color=INK, fontStyle="italic"),
        rule(plane.of("low", "line", x2="high", color=_hue()) | faint, line, strokeWidth=2),
        mark("point", place | hollow | {"size": alt.Size("size:Q", scale=None)}, number, strokeWidth=1.5),
        text(plane.of(y="line") | left | {"text": "label:N"} | faint, line, align="right", dx=-8, color=INK),
        text(plane.of(y="line") | right | {"text": "said:N"} | faint, line, align="left", dx=8, color=INK),
        _legend("width / 2"),
        text(pixels(x="width", y=-10), baseline="bottom", align="left", dx=8, text="○ neither", color=HUES["neither"]),
        width=420, height=round(LINE * (most + above + 0.5)), padding=(LEFT + 8, RIGHT + 8, 32, 8),
    )  # fmt: skip


def _fill() -> Any:
    return alt.Fill("side:N", scale=alt.Scale(domain=list(HUES), range=list(HUES.values())), legend=None)


def headings(p: Values, row: Values, _: Any = None) -> dict[str, Any]:
    """Which units' headings are those of the chosen step."""
    return {"here": row["number"] == p.get("step", 0.0)}


# --- the explorers


def of(*steps: str) -> kit.Explorer:
    """The explorer of some steps, or without any of all of them."""
    if not steps or steps == STEPS:
        overall: tuple[str, ...] = ("passing", "strong", *VERDICT_DIRECTIONS)
        return kit.Explorer(
            "findings", f"What studies found on {len(STEPS)} steps, by what they weigh for and against", parameters(),
            SCENARIOS, strips, sentence, tables={"findings": (partial(index, STEPS), columns)},
            lists={name: Overall("findings", name) for name in overall},
            data=Data("findings", COLUMNS, "The findings that pass the bars", where="passes", summary="The findings"),
        )  # fmt: skip
    unknown = [step for step in steps if step not in STEPS]
    if unknown:
        raise ValueError(f"steps must be of {', '.join(STEPS)}; got {unknown[0]!r}")
    overall = ("here", "heavy_for", "heavy_against", "direction", "strength")
    return kit.Explorer(
        f"findings_{steps[0].lower()}", f"What studies found on {', '.join(steps)}", parameters(steps), SCENARIOS,
        partial(axes, steps=steps), partial(sentence, steps=steps),
        tables={
            "findings": (partial(index, steps), partial(columns, steps=steps)),
            "units": (partial(heading_index, steps), headings),
        },
        lists={name: Overall("findings", name) for name in overall},
        data=Data("findings", COLUMNS, "The findings on the claim that pass the bars", where="listed",
                  summary="The findings"),
    )  # fmt: skip


EXPLORER = of()


def explore(*steps: str, **options: Any) -> LiveChart:
    """The explorer of some steps, or without any of all of them, live; `options` as for `kit.Explorer.explore`."""
    return (of(*steps) if steps else EXPLORER).explore(**options)
