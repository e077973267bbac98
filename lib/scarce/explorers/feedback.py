"""The feedback explorer: a loop of doing and waiting on one line of time, and what many such loops come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import bottleneck
from ..models import feedback as model
from .bottleneck import spread
from .palette import STYLE, color
from .words import challenges, is_changed

#: How many times as fast doing gets, by what the reader sees. Three are measured: a trial in which work took 19 % more
#: time, its follow-up with 18 % less, and one with 55.8 % less.
SPEEDS = {
    "0.84": 1 / 1.19, "1": 1.0, "1.22": 1 / 0.82, "2.26": 1 / 0.442, "3": 3.0, "5": 5.0, "10": 10.0, "20": 20.0,
    "50": 50.0, "100": 100.0,
}  # fmt: skip
AGENTS = {f"{k}": float(k) for k in (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100)}
#: Results that people can review in the time of today's loop. At Google a developer was reported to review 4 changes
#: in 2.6 hours a week (medians), which makes 12 of a working day. Of the firm of 2026, see `SETTINGS`.
REVIEWS = {f"{r:g}": r for r in (0.5, 0.89, 1.0, 1.42, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 48.0)}

#: The picture, in pixels from its top: today's loop, the loop then, and the results of many loops. Its scales never
#: move: time to a little more than one of today's loops, agents and results on logarithmic scales.
BARS, BAR, UPPER, LOWER, INSET = (0, 38), 18, 122, 282, 12
SPAN = 1.2
LOWEST, HIGHEST, MOST, LINE = 0.3, 1e4, max(AGENTS.values()), 15
#: Loops that are drawn; beyond, they would be thinner than a pixel. Points of the curve for each tenfold of agents.
LOOPS, POINTS = 60, 20

_FIRM = {"waiting": (0.2, "assumed"), "agents": (1, "assumed")}
#: Each scenario's values, with the source of each. Of the firm that is reported to have merged 2.09 times as much while
#: the share that people reviewed fell from 89 to 68 %, people's reviews before and after follow: .89 and 2.09 × .68.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    "a hundred times as fast": {
        "waiting": (0.2, "assumed"), "speed": (100, "assumed"), "agents": (10, "assumed"),
        "review_share": (1, "assumed"), "reviews": (12, "sadowski2018"),
    },
    "people execute (2015)": {
        "waiting": (0.2, "assumed"), "speed": (1, "assumed"), "agents": (1, "assumed"),
        "review_share": (1, "assumed"), "reviews": (12, "sadowski2018"),
    },
    "slower with AI (2025)": {
        "waiting": (0, "becker2025"), "speed": (SPEEDS["0.84"], "becker2025"), "agents": (1, "becker2025"),
        "review_share": (1, "assumed"), "reviews": (12, "sadowski2018"),
    },
    "one firm, before": {
        **_FIRM, "speed": (1, "assumed"), "review_share": (0.89, "he2026"), "reviews": (0.89, "he2026"),
    },
    "the same firm, 2026": {
        **_FIRM, "speed": (3, "assumed"), "review_share": (0.68, "he2026"), "reviews": (1.42, "he2026"),
    },
    "nearly all waiting (reversed)": {
        "waiting": (0.95, "assumed"), "speed": (100, "assumed"), "agents": (10, "assumed"),
        "review_share": (1, "assumed"), "reviews": (12, "sadowski2018"),
    },
    "nobody reviews (reversed)": {
        "waiting": (0.2, "assumed"), "speed": (100, "assumed"), "agents": (10, "assumed"),
        "review_share": (0, "assumed"), "reviews": (12, "sadowski2018"),
    },
}  # fmt: skip
OPENING = "a hundred times as fast"
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}


def parameters() -> list[Parameter]:
    """What the loop is made of, how fast doing gets, and who makes and reviews how much; defaults as it opens."""
    start = SCENARIOS[OPENING]
    return [
        Parameter(
            "speed", "Doing", start["speed"], stops=SPEEDS, unit="times as fast",
            help="How many times as fast the doing in a loop gets. Below 1 it gets slower.",
        ),
        Parameter(
            "waiting", "Waiting today", start["waiting"], range=(0, 1), step=0.01, unit="of the loop", format=".0%",
            help="Share of today’s loop that is waiting for feedback which no one can hurry.",
        ),
        Parameter(
            "agents", "In parallel", start["agents"], stops=AGENTS, unit="loops at once",
            help="How many agents, or people, each turn a loop of their own.",
        ),
        Parameter(
            "review_share", "Read by a person", start["review_share"], range=(0, 1), step=0.01, unit="of the results",
            format=".0%", help="Share of the results that a person must review before they are used.",
        ),
        Parameter(
            "reviews", "People can read", start["reviews"], stops=REVIEWS, unit="results a loop",
            help="How many results people can review in the time that one loop takes today.",
        ),
    ]  # fmt: skip


Throughput = Callable[[Any, Any, Any, Any], Any]


def _used(formula: Throughput, p: Values, agents: Any) -> Any:
    """Results used, in the time of one of today's loops, with so many agents."""
    return formula(agents, model.loop_speedup(p["waiting"], p["speed"]), p["review_share"], p["reviews"])


def outputs(p: Values, formula: Throughput = model.reviewed_throughput) -> dict[str, Any]:
    """How fast the loop turns and could, and what is made, can be reviewed, is used and waits for a reader."""
    turns = model.loop_speedup(p["waiting"], p["speed"])
    most = model.review_limit(p["review_share"], p["reviews"])
    used = _used(formula, p, p["agents"])
    return {
        "turns": turns,
        "loop_time": 1 / turns,
        "turns_at_most": model.loop_speedup(p["waiting"], np.inf),
        "made": p["agents"] * turns,
        "reviewable": most,
        "used": used,
        "unread": np.maximum(p["agents"] * turns - used, 0.0),
        "enough": most / turns,
    }


def _loops(p: Values, row: Values) -> dict[str, Any]:
    """The loops one after another, in the time of one of today's: each does, waits, and starts again."""
    time = 1 / model.loop_speedup(p["waiting"], p["speed"])
    start = row["place"] * time
    last = np.maximum(1.0, time)
    return {
        "turn": np.minimum(start + (1 - p["waiting"]) / p["speed"], last),
        "end": np.minimum(start + time, last),
        "shown": np.logical_and(start < last - 1e-9, time >= 1 / LOOPS),
    }


def _curve(formula: Throughput) -> Callable[[Values, Values], dict[str, Any]]:
    """What is made and used by how many agents there are; the last row stands where review begins to bind."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        turns = model.loop_speedup(p["waiting"], p["speed"])
        kink = np.clip(model.review_limit(p["review_share"], p["reviews"]) / turns, 1.0, MOST)
        agents = np.where(row["along"] > MOST, kink, row["along"])
        return {"agents": agents, "made": agents * turns, "used": _used(formula, p, agents)}

    return columns


def _numbers(formula: Throughput) -> Callable[[Values, Values], dict[str, Any]]:
    """The same for those who would rather read numbers."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        used = _used(formula, p, row["agents"])
        made = row["agents"] * model.loop_speedup(p["waiting"], p["speed"])
        return {"made": made, "used": used, "unread": np.maximum(made - used, 0.0)}

    return columns


#: What stands at the right end of the lower picture, in the order of the rows of table `labels`.
LABELS = ("made", "readable", "used")


def _labels(formula: Throughput) -> Callable[[Values, Values], dict[str, Any]]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        most = model.review_limit(p["review_share"], p["reviews"])
        made = MOST * model.loop_speedup(p["waiting"], p["speed"])
        ends = [made, most, _used(formula, p, MOST)]
        held = [np.log10(np.clip(end, LOWEST, HIGHEST)) for end in ends]
        # Where two coincide, what is used stands lowest; a limit that is nowhere stands in nobody's way.
        heights = [held[0], np.where(p["review_share"] == 0, -99.0, held[1] + 1e-6), held[2] - 1e-6]
        gap = float(np.log10(HIGHEST / LOWEST)) * LINE / (LOWER - UPPER)
        places = spread(heights, gap=gap, top=float(np.log10(HIGHEST)))
        return {
            "at": np.power(10.0, np.choose(row["place"], places)),
            "shown": np.logical_or(row["place"] != LABELS.index("readable"), p["review_share"] > 0),
        }

    return columns


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only how much it says is used."""
    speed = _chosen(p["speed"], SPEEDS)
    limit = np.select(
        [p["speed"] <= 1, p["waiting"] == 0],
        ["", ", for there is nothing to wait for"],
        f"; were the doing over in no time, it would be {out['turns_at_most']:.2f}",
    )
    now = f"a loop takes {out['loop_time']:.0%} of its old time and turns {out['turns']:.2f} times as fast{limit}"
    loop = np.select(
        [p["waiting"] == 1, p["speed"] == 1, p["speed"] < 1],
        [
            "The loop is nothing but waiting, and however fast the doing, it takes the time it took",
            "Doing is as fast as it was, and a loop takes the time it took",
            f"With doing slowed to {speed} of its speed, {now}",
        ],
        f"With doing {speed} times as fast, {now}",
    )
    return f"{loop}. {_flow(p, out, own)}"


def _flow(p: Values, out: Values, own: bool) -> Any:
    """What the loops make in the time of one of today's, and what becomes of it."""
    making = np.where(p["agents"] == 1, "one makes", f"{p['agents']:.0f} in parallel make")
    made = f"In the time of one old loop {making} {out['made']:,.2f}"
    if own:
        return f"{made}, of which {out['used']:,.2f} are used by your formula."
    more = np.where(
        out["enough"] <= 1, "a second adds nothing", f"beyond {out['enough']:.1f} in parallel, one more adds nothing"
    )
    free = f"{made}, and all is used, for no person need look."
    even = f"{made}, which is just what people can let through."
    fits = f"{made}, and all is used: people could let {out['reviewable']:,.2f} through."
    binds = (
        f"{made}, people can let {out['reviewable']:,.2f} through, and {out['unread']:,.2f} wait for a reader: {more}."
    )
    almost = np.abs(out["made"] - out["reviewable"]) < 0.005
    nobody = np.logical_or(p["review_share"] == 0, np.isinf(out["reviewable"]))
    return np.select([nobody, almost, out["made"] < out["reviewable"]], [free, even, fits], binds)


def _chosen(value: Any, stops: dict[str, float]) -> Any:
    """What the reader sees of a value that is one of these stops."""
    return np.select([value == stop for stop in stops.values()], list(stops), "")


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "Four fifths of a loop is doing, one fifth is waiting for an answer that no one can hurry. Now the doing gets a "
    "hundred times as fast. How many times as fast does the loop turn?",
    "Speed of the loop",
    answer="turns",
    range=(0, 1e6),
    unit="times",
    format=",.1f",
)


def _same(p: Values, scenario: str, *names: str) -> Any:
    """Whether these parameters stand where a scenario puts them."""
    return reduce(np.logical_and, [p[name] == SCENARIOS[scenario][name] for name in names])


def _less_waiting(p: Values, out: Values) -> Any:
    """A loop in a tenth of its time, by doing no more than twenty times as fast."""
    return np.where(p["speed"] <= 20, np.where(out["loop_time"] < 0.1, 1.0, 0.099 / out["loop_time"]), 0.0)


def _nothing_unread(p: Values, out: Values) -> Any:
    """All used of what the opening makes, with a third of it read at the least."""
    fair = np.logical_and(_same(p, OPENING, "waiting", "speed", "agents"), p["review_share"] >= 1 / 3)
    return np.where(fair, out["used"] / out["made"], 0.0)


CHALLENGES = [
    Challenge(
        "A loop now takes 21% of its old time. Bring it under 10%, with doing no more than twenty times as fast.",
        _less_waiting,
        scenario=OPENING,
        done="Done: four fifths of the speed were hardly missed. The time was in the waiting.",
    ),
    Challenge(
        "Ten agents make 48 results, and 36 of them wait. Leave agents, speed and waiting as they are, have at least a "
        "third of the results read by a person, and get every one of them used.",
        _nothing_unread,
        scenario=OPENING,
        done="Done: people who read more, and less that is read. Neither would have been enough alone.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (agents, rate, review_share, reviews)
    for agents, rate in ((1.0, 0.5), (10.0, 4.8), (100.0, 100.0))
    for review_share, reviews in ((0.0, 3.0), (0.1, 12.0), (1.0, 48.0))
]

DATA = Data(
    "numbers",
    {
        "agents": ("In parallel", "d"), "made": ("Made", ",.2f"), "used": ("Used", ",.2f"),
        "unread": ("Waiting for a reader", ",.2f"),
    },
    "Results in the time of one of today’s loops, by how many loops are turned in parallel",
)  # fmt: skip


def _one() -> alt.Chart:
    """A single mark."""
    return alt.Chart(alt.InlineData(values=[{}]))


def _pixels(expression: str) -> Any:
    """A place across, from a time in today's loops."""
    return alt.value(alt.ExprRef(f"width * ({expression}) / {SPAN}"))


def _bar(chart: alt.Chart, start: str, end: str, top: int, **look: Any) -> alt.Chart:
    """A stretch of time as a bar."""
    place = {"x": _pixels(start), "x2": _pixels(end), "y": alt.value(top), "y2": alt.value(top + BAR)}
    bar: alt.Chart = chart.mark_rect(**look).encode(**place)
    return bar


def _said(words: str, x: Any, y: float, **look: Any) -> alt.Chart:
    """Words at a place; `words` is an expression."""
    text: alt.Chart = _one().mark_text(**{"align": "left", **look}, text=alt.ExprRef(words)).encode(x=x, y=alt.value(y))
    return text


def _time(ask: bool) -> list[alt.Chart]:
    """Above: today's loop, and the loops that take its place."""
    one, today, then = _one(), *BARS
    doing, waiting = color("execution"), color("feedback")
    loops = alt.Chart(alt.NamedData("loops")).transform_filter("datum.shown")
    here = alt.value(-8)
    first = alt.ExprRef("datum.place == 0 ? 1 : 0.5")
    count = "format(turns, turns < 10 ? '.2~f' : '.1~f') + (turns == 1 ? ' loop' : ' loops')"
    return [
        _said("'doing ' + format(1 - waiting, '.0%')", _pixels("0"), -5, baseline="bottom", color=doing),
        _said(
            "'waiting ' + format(waiting, '.0%')", _pixels("1"), -5, baseline="bottom", color=waiting, align="right"
        ),
        _bar(one, "0", "1 - waiting", today, color=doing),
        _bar(one, "1 - waiting", "1", today, color=waiting),
        _bar(one, "0", "max(1, loop_time)", then, color=doing, opacity=0.5),
        _bar(one, "0", "min((1 - waiting) / speed, max(1, loop_time))", then, color=doing),
        _bar(loops, "datum.turn", "datum.end", then, color=SURFACE),
        _bar(loops, "datum.turn", "datum.end", then, color=waiting, opacity=first),
        loops.mark_rule(color=SURFACE, strokeWidth=1).encode(
            x=_pixels("datum.end"), y=alt.value(then), y2=alt.value(then + BAR)
        ),
        _said("'today'", here, today + BAR / 2, align="right", baseline="middle"),
        _said("'then'", here, then + BAR / 2, align="right", baseline="middle"),
        _said("'1 loop'", alt.value(alt.ExprRef(f"width / {SPAN} + 6")), today + BAR / 2, baseline="middle"),
        _said(
            count, alt.value(alt.ExprRef(f"width * max(1, loop_time) / {SPAN} + 6")), then + BAR / 2,
            baseline="middle", fontWeight="bold",
        ),
        one.mark_rule(color=INK, strokeWidth=2).encode(
            x=_pixels("0"), x2=_pixels("loop_time"), y=alt.value(then + BAR + 4)
        ),
        _said("'one loop: ' + format(loop_time, '.0%') + ' of its old time'", _pixels("0"), then + BAR + 16),
        *(_guessed(then) if ask else []),
    ]  # fmt: skip


def _guessed(then: int) -> list[alt.Chart]:
    """The reader's guess beside the answer: where a loop so many times as fast would end."""
    one = _one().transform_filter("isValid(guess)").transform_calculate(
        at=f"guess < {1 / SPAN} ? {SPAN} : 1 / guess", late="datum.at > 0.6",
    )  # fmt: skip
    x = _pixels("datum.at")
    return [
        one.mark_rule(color=INK, strokeWidth=2, strokeDash=[3, 2]).encode(
            x=x, y=alt.value(then - 14), y2=alt.value(then + BAR)
        ),
        one.mark_text(
            align=alt.ExprRef("datum.late ? 'right' : 'left'"), dx=alt.ExprRef("datum.late ? -4 : 4"),
            fontStyle="italic", text=alt.ExprRef(f"guess < {1 / SPAN} ? 'your guess →' : 'your guess'"),
        ).encode(x=x, y=alt.value(then - 9)),
    ]  # fmt: skip


def _results_by_agents() -> list[alt.Chart]:
    """Below: what is made, what can be read and what is used, by how many loops are turned in parallel."""
    along = alt.Scale(type="log", domain=[1, MOST], nice=False, range=[INSET, alt.ExprRef("width")])
    up = alt.Scale(type="log", domain=[LOWEST, HIGHEST], nice=False, range=[LOWER, UPPER])
    across = alt.Axis(
        title="loops in parallel", values=[1, 2, 5, 10, 20, 50, 100], grid=False, tickSize=0, format="d",
        labelFlush=True, titlePadding=4,
    )  # fmt: skip
    times = alt.Axis(title=None, values=[1, 10, 100, 1000, 10000], format=",d", domain=False, tickSize=0)

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", scale=up, axis=times)

    def level(expression: str) -> alt.YDatum:
        held = f"clamp({expression}, {LOWEST}, {HIGHEST})"
        return alt.YDatum(alt.ExprRef(held), type="quantitative", scale=up)

    curve, one, x = alt.Chart(alt.NamedData("curve")), _one(), alt.X("agents:Q", scale=along, axis=across)
    at_first = {"x": alt.XDatum(1, scale=along), "y": alt.YDatum(1, scale=up)}
    here = alt.XDatum(alt.ExprRef("agents"), type="quantitative", scale=along)
    hues = alt.Scale(domain=LABELS, range=[color("execution"), color("person"), INK])
    waits = "format(unread, unread < 10 ? '.1f' : ',.0f') + ' unread'"
    late, made = "agents > 12", alt.Y2Datum(alt.ExprRef("made"))
    return [
        curve.mark_area(color=color("execution"), opacity=0.12).encode(x=x, y=y("used"), y2="made:Q"),
        curve.mark_line(color=color("execution"), strokeDash=[4, 3], strokeWidth=2).encode(
            x=x, y=y("made"), order="agents:Q"
        ),
        curve.mark_line(color=INK, strokeWidth=4).encode(x=x, y=y("used"), order="agents:Q"),
        one.mark_rule(color=color("person"), strokeWidth=1.5).encode(
            x=alt.value(0), x2=alt.value(alt.ExprRef("width")), y=level("reviewable"),
            opacity=alt.value(alt.ExprRef("review_share > 0 ? 1 : 0")),
        ),
        one.mark_point(size=70, color=MUTED, strokeWidth=1.5).encode(**at_first),
        one.mark_text(
            align="left", dx=8, dy=12, color=MUTED, text="today", opacity=alt.ExprRef("reviewable < 0.95 ? 0 : 1")
        ).encode(**at_first),
        one.mark_rule(color=color("execution"), strokeWidth=2).encode(x=here, y=level("used"), y2=made),
        one.mark_text(
            color=color("execution"), fontWeight="bold", align=alt.ExprRef(f"{late} ? 'right' : 'left'"),
            dx=alt.ExprRef(f"{late} ? -7 : 7"), text=alt.ExprRef(waits),
            opacity=alt.ExprRef("made > 2 * used ? 1 : 0"),
        ).encode(x=here, y=level("sqrt(used * made)")),
        one.mark_point(size=110, filled=True, opacity=1, color=INK, stroke=SURFACE, strokeWidth=2).encode(
            x=here, y=level("used")
        ),
        alt.Chart(alt.NamedData("labels")).transform_filter("datum.shown").mark_text(align="left", dx=8).encode(
            x=alt.value(alt.ExprRef("width")), y=y("at"), text="name:N",
            color=alt.Color("name:N", scale=hues, legend=None),
        ),
        _said("'results in the time of one old loop'", alt.value(0), UPPER - 12, baseline="bottom", color=MUTED),
    ]  # fmt: skip


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """The chart, over the tables `loops`, `curve` and `labels`, with a place for the reader's guess."""
    layers = alt.layer(*_results_by_agents(), *_time(ask))
    size: dict[str, Any] = {
        "width": 560,
        "height": LOWER,
        "padding": {"left": 46, "right": 66, "top": 24, "bottom": 38},
    }
    return layers.properties(**size)


#: Work that gets infinitely fast, as a share of all there is, with the source of the share.
PARTS = {
    "writing code, of a developer’s week": (0.11, "kumar2025"),
    "software, of the economy": (0.02, "jones2026nber"),
    "knowledge work, of the economy": (1 / 3, "jones2026nber"),
}


def limits_table() -> str:
    """What remains to be gained when a part gets infinitely fast, as a Markdown table: Amdahl's law and weak links."""
    lines = [["infinitely fast", "share", "gain: Amdahl, or σ = 0.5", "σ = 0.2"], ["---"] * 4]
    for name, (share, source) in PARTS.items():
        gains = [bottleneck.amdahl_speedup(share, np.inf), bottleneck.weak_link_gain(share, 0.2)]
        lines.append([name, f"{share:.0%} {{cite}}`{source}`", *(f"{gain - 1:+.1%}" for gain in gains)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


@takes_formula("used(agents, rate, review_share, reviews)")
def explore(
    formula: Throughput = model.reviewed_throughput,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("speed", "waiting", "agents", "review_share", "reviews"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(agents, rate, review_share, reviews)`` gives the results used; change it and see what follows.
    scenario : str, optional
        The scenario to open with, one of `SCENARIOS`.
    first : tuple of str, optional
        The parameters whose sliders show at once.
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
    >>> round(live.turns, 2), live.used, round(live.unread, 1)
    (4.81, 12.0, 36.1)
    """
    own = is_changed(formula, model.reviewed_throughput, CASES)
    along = [float(10 ** (step / POINTS)) for step in range(2 * POINTS)]
    tables = {
        "loops": Table({"place": list(range(LOOPS))}, _loops),
        "curve": Table({"along": [*along, MOST, 2 * MOST]}, _curve(formula)),
        "labels": Table({"name": LABELS, "place": list(range(len(LABELS)))}, _labels(formula)),
        "numbers": Table({"agents": list(AGENTS.values())}, _numbers(formula)),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, formula),
        tables=tables,
        sentence=lambda p, out: sentence(p, out, own),
        name="feedback",
        title="A loop of doing and waiting, and the results of many of them",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
