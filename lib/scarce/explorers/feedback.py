"""The feedback explorer: a loop of doing and waiting on one line of time, and what many such loops come to.

>>> live = explore()
>>> round(live.turns, 2), live.used, round(live.unread, 1)
(4.81, 12.0, 36.1)
"""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter, texts
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import bottleneck
from ..models import feedback as model
from . import kit
from .kit import one, pixels, rows, rule, text
from .labels import spread
from .palette import color
from .words import called, cited, markdown

#: How many times as fast doing gets, by what the reader sees. Three are measured: a trial in which work took 19 % more
#: time, its follow-up with 18 % less, and one with 55.8 % less.
SPEEDS = {
    "0.84": 1 / 1.19, "1": 1.0, "1.22": 1 / 0.82, "2.26": 1 / 0.442, "3": 3.0, "5": 5.0, "10": 10.0, "20": 20.0,
    "50": 50.0, "100": 100.0,
}  # fmt: skip
AGENTS = kit.stops(1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100)
#: Results that people can review in the time of today's loop. At Google a developer was reported to review 4 changes
#: in 2.6 hours a week (medians), which makes 12 of a working day. Of the firm of 2026, see below.
REVIEWS = {f"{r:g}": r for r in (0.5, 0.89, 1.0, 1.42, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 48.0)}

#: The picture, in pixels from its top: today's loop, the loop then, and the results of many loops. Its scales never
#: move: time to a little more than one of today's loops, agents and results on logarithmic scales.
BARS, BAR, UPPER, LOWER, INSET = (0, 38), 18, 122, 282, 12
SPAN = 1.2
LOWEST, HIGHEST, MOST, LINE = 0.3, 1e4, max(AGENTS.values()), 15
#: Loops that are drawn; beyond, they would be thinner than a pixel. Points of the curve for each tenfold of agents.
LOOPS, POINTS = 60, 20

#: Of the firm that is reported to have merged 2.09 times as much while the share that people reviewed fell from 89 to
#: 68 %, people's reviews before and after follow: .89 and 2.09 × .68.
_FIRM: kit.Setting = {"waiting": 0.2, "agents": 1}
_DAY: kit.Setting = {"waiting": 0.2, "review_share": 1, "reviews": (12, "sadowski2018")}
_FAST = _DAY | {"speed": 100, "agents": 10}
OPENING = "a hundred times as fast"
SCENARIOS = kit.Scenarios({
    OPENING: _FAST,
    "people execute (2015)": _DAY | {"speed": 1, "agents": 1},
    "slower with AI (2025)": _DAY | {
        "waiting": (0, "becker2025"), "speed": (SPEEDS["0.84"], "becker2025"), "agents": (1, "becker2025"),
    },
    "one firm, before": _FIRM | {"speed": 1, "review_share": (0.89, "he2026"), "reviews": (0.89, "he2026")},
    "the same firm, 2026": _FIRM | {"speed": 3, "review_share": (0.68, "he2026"), "reviews": (1.42, "he2026")},
    "nearly all waiting (reversed)": _FAST | {"waiting": 0.95},
    "nobody reviews (reversed)": _FAST | {"review_share": 0},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """What the loop is made of, how fast doing gets, and who makes and reviews how much; defaults as it opens."""
    start = SCENARIOS[OPENING]
    return [
        Parameter("speed", "Doing", start["speed"], stops=SPEEDS, unit="times as fast",
                  help="How many times as fast the doing in a loop gets. Below 1 it gets slower."),
        Parameter("waiting", "Waiting today", start["waiting"], range=(0, 1), step=0.01, unit="of the loop",
                  format=".0%", help="Share of today’s loop that is waiting for feedback which no one can hurry."),
        Parameter("agents", "In parallel", start["agents"], stops=AGENTS, unit="loops at once",
                  help="How many agents, or people, each turn a loop of their own."),
        Parameter("review_share", "Read by a person", start["review_share"], range=(0, 1), step=0.01,
                  unit="of the results", format=".0%",
                  help="Share of the results that a person must review before they are used."),
        Parameter("reviews", "People can read", start["reviews"], stops=REVIEWS, unit="results a loop",
                  help="How many results people can review in the time that one loop takes today."),
    ]  # fmt: skip


def _flow(p: Values, agents: Any, formula: Any) -> dict[str, Any]:
    """Results made, used and left unread, in the time of one of today's loops, with so many agents."""
    turns = model.loop_speedup(p["waiting"], p["speed"])
    made, used = agents * turns, formula(agents, turns, p["review_share"], p["reviews"])
    return {"made": made, "used": used, "unread": np.maximum(made - used, 0.0)}


def outputs(p: Values, formula: Any = model.reviewed_throughput) -> dict[str, Any]:
    """How fast the loop turns and could, and what is made, can be reviewed, is used and waits for a reader."""
    turns, flow = model.loop_speedup(p["waiting"], p["speed"]), _flow(p, p["agents"], formula)
    reviewable = model.review_limit(p["review_share"], p["reviews"])
    return {
        "turns": turns, "loop_time": 1 / turns, "turns_at_most": model.loop_speedup(p["waiting"], np.inf),
        "made": flow["made"], "reviewable": reviewable, "used": flow["used"], "unread": flow["unread"],
        "enough": reviewable / turns,
    }  # fmt: skip


def _loops(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """The loops one after another, in the time of one of today's: each does, waits, and starts again."""
    time = outputs(p)["loop_time"]
    start, last = row["place"] * time, np.maximum(1.0, time)
    return {
        "turn": np.minimum(start + (1 - p["waiting"]) / p["speed"], last),
        "end": np.minimum(start + time, last),
        "shown": np.logical_and(start < last - 1e-9, time >= 1 / LOOPS),
    }


def _bars(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """Today's doing and waiting, and below the time of many loops and the doing in the first of them."""
    doing, last = 1 - p["waiting"], np.maximum(1.0, outputs(p)["loop_time"])
    return {
        "start": np.where(row["place"] == 1, doing, 0.0),
        "end": np.choose(row["place"], [doing, 1.0, last, np.minimum(doing / p["speed"], last)]),
    }


def _curve(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """What is made and used by how many agents there are; the last row stands where review begins to bind."""
    kink = np.clip(outputs(p)["enough"], 1.0, MOST)
    agents = np.where(row["along"] > MOST, kink, row["along"])
    flow = _flow(p, agents, formula)
    return {"agents": agents, "made": flow["made"], "used": flow["used"]}


def _held(level: Any) -> Any:
    """A number of results, or the end of the scale beyond which it lies."""
    return np.clip(level, LOWEST, HIGHEST)


def _here(p: Values, _: Values, formula: Any) -> dict[str, Any]:
    """What is drawn of this setting alone: the time of a loop, how high its results stand, and what is said of it."""
    out = outputs(p, formula)
    made, used, unread = (out[name] for name in ("made", "used", "unread"))
    return {
        "time": out["loop_time"],
        "last": np.maximum(1.0, out["loop_time"]),
        "agents": p["agents"],
        "made": made,
        "used": _held(used),
        "between": _held(np.sqrt(used * made)),
        "readable": _held(out["reviewable"]),
        "is_read": p["review_share"] > 0,
        "room_for_today": out["reviewable"] >= 0.95,
        "many_unread": made > 2 * used,
        "doing": texts("doing {:.0%}", 1 - p["waiting"]),
        "waiting": texts("waiting {:.0%}", p["waiting"]),
        "takes": texts("one loop: {:.0%} of its old time", out["loop_time"]),
        "unread": np.where(unread < 10, texts("{:.1f} unread", unread), texts("{:,.0f} unread", unread)),
    }


#: What stands at the right end of the lower picture, in the order of the rows of table `labels`.
LABELS = {"made": color("execution"), "readable": color("person"), "used": INK}


def _labels(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""
    flow = _flow(p, MOST, formula)
    made, most, used = (np.log10(_held(end)) for end in (flow["made"], outputs(p)["reviewable"], flow["used"]))
    # Where two coincide, what is used stands lowest; a limit that is nowhere stands in nobody's way.
    heights = [made, np.where(p["review_share"] == 0, -99.0, most + 1e-6), used - 1e-6]
    gap = float(np.log10(HIGHEST / LOWEST)) * LINE / (LOWER - UPPER)
    places = spread(heights, gap=gap, top=float(np.log10(HIGHEST)))
    return {
        "at": np.power(10.0, np.choose(row["place"], places)),
        "shown": np.logical_or(row["place"] != list(LABELS).index("readable"), p["review_share"] > 0),
    }


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; of a formula of the reader's own, only how much it says is used."""
    speed = called(p["speed"], SPEEDS)
    limit = np.select(
        [p["speed"] <= 1, p["waiting"] == 0], ["", ", for there is nothing to wait for"],
        f"; were the doing over in no time, it would be {out['turns_at_most']:.2f}",
    )  # fmt: skip
    now = f"a loop takes {out['loop_time']:.0%} of its old time and turns {out['turns']:.2f} times as fast{limit}"
    loop = np.select([p["waiting"] == 1, p["speed"] == 1, p["speed"] < 1], [
        "The loop is nothing but waiting, and however fast the doing, it takes the time it took",
        "Doing is as fast as it was, and a loop takes the time it took",
        f"With doing slowed to {speed} of its speed, {now}",
    ], f"With doing {speed} times as fast, {now}")  # fmt: skip
    return f"{loop}. {_results(p, out, own)}"


def _results(p: Values, out: Values, own: bool) -> Any:
    """What the loops make in the time of one of today's, and what becomes of it."""
    making = np.where(p["agents"] == 1, "one makes", f"{p['agents']:.0f} in parallel make")
    made = f"In the time of one old loop {making} {out['made']:,.2f}"
    if own:
        return f"{made}, of which {out['used']:,.2f} are used by your formula."
    useless = f"beyond {out['enough']:.1f} in parallel, one more adds nothing"
    more = np.where(out["enough"] <= 1, "a second adds nothing", useless)
    almost = np.abs(out["made"] - out["reviewable"]) < 0.005
    nobody = np.logical_or(p["review_share"] == 0, np.isinf(out["reviewable"]))
    return np.select([nobody, almost, out["made"] < out["reviewable"]], [
        f"{made}, and all is used, for no person need look.",
        f"{made}, which is just what people can let through.",
        f"{made}, and all is used: people could let {out['reviewable']:,.2f} through.",
    ], f"{made}, people can let {out['reviewable']:,.2f} through, and {out['unread']:,.2f} wait for a reader: {more}.",
    )  # fmt: skip


GUESS = Guess(
    "Four fifths of a loop is doing, one fifth is waiting for an answer that no one can hurry. Now the doing gets a "
    "hundred times as fast. How many times as fast does the loop turn?",
    "Speed of the loop", answer="turns", range=(0, 1e6), unit="times", format=",.1f",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "A loop now takes 21% of its old time. Bring it under 10%, with doing no more than twenty times as fast.",
        lambda _, out: np.where(out["loop_time"] < 0.1, 1.0, 0.099 / out["loop_time"]), OPENING,
        "Done: four fifths of the speed were hardly missed. The time was in the waiting.",
        fair=lambda p, _: p["speed"] <= 20,
    ),
    kit.Goal(
        "Ten agents make 48 results, and 36 of them wait. Leave agents, speed and waiting as they are, have at least a "
        "third of the results read by a person, and get every one of them used.",
        lambda _, out: out["used"] / out["made"], OPENING,
        "Done: people who read more, and less that is read. Neither would have been enough alone.",
        keeps=("waiting", "speed", "agents"), fair=lambda p, _: p["review_share"] >= 1 / 3,
    ),
]  # fmt: skip

DATA = Data(
    "numbers",
    {"agents": ("In parallel", "d"), "made": ("Made", ",.2f"), "used": ("Used", ",.2f"),
     "unread": ("Waiting for a reader", ",.2f")},
    "Results in the time of one of today’s loops, by how many loops are turned in parallel",
)  # fmt: skip

TIME = kit.Plane(alt.Scale(domain=[0, SPAN], nice=False))
RESULTS = kit.Plane(
    alt.Scale(type="log", domain=[1, MOST], nice=False, range=[INSET, alt.ExprRef("width")]),
    alt.Scale(type="log", domain=[LOWEST, HIGHEST], nice=False, range=[LOWER, UPPER]),
    alt.Axis(title="loops in parallel", values=[1, 2, 5, 10, 20, 50, 100], grid=False, tickSize=0, format="d",
             labelFlush=True, titlePadding=4),
    alt.Axis(title=None, values=[1, 10, 100, 1000, 10000], format=",d", domain=False, tickSize=0),
)  # fmt: skip
DOING, WAITING, PERSON = color("execution"), color("feedback"), color("person")


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """Above the loop of today and those that take its place, below what is made and used by how many at once."""
    here, loops, curve, (today, then) = rows("here"), rows("loops", "datum.shown"), rows("curve"), BARS
    look = {"color": alt.Color("hue:N", scale=None), "opacity": alt.Opacity("opacity:Q", scale=None)}
    bars = TIME.of("start", x2="end") | pixels(y="datum.top", y2=f"datum.top + {BAR}") | look
    waiting, number = TIME.of("turn", x2="end") | pixels(y=then, y2=then + BAR), RESULTS.of("agents", "used")
    loops_said = "format(turns, turns < 10 ? '.2~f' : '.1~f') + (turns == 1 ? ' loop' : ' loops')"
    beyond = f"guess < {1 / SPAN}"
    guess = one("isValid(guess)", at=f"{beyond} ? {SPAN} : 1 / guess")
    name = RESULTS.of(y="at", color=kit.hues("name", LABELS)) | {"text": alt.Text("name:N")}
    results = alt.layer(
        # What is made, what can be read and what is used.
        kit.mark("area", RESULTS.of("agents", "used", y2="made"), curve, color=DOING, opacity=0.12),
        kit.mark("line", RESULTS.of("agents", "made", order="agents"), curve, color=DOING, strokeDash=[4, 3],
                 strokeWidth=2),
        kit.mark("line", RESULTS.of("agents", "used", order="agents"), curve, color=INK, strokeWidth=4),
        rule(RESULTS.of(y="readable") | pixels(x=0, x2="width"), rows("here", "datum.is_read"), color=PERSON,
             strokeWidth=1.5),
        kit.mark("point", RESULTS.at(1, 1), size=70, color=MUTED, strokeWidth=1.5),
        text(RESULTS.at(1, 1), rows("here", "datum.room_for_today"), align="left", dx=8, dy=12, color=MUTED,
             text="today"),
        rule(number | {"y2": "made:Q"}, here, color=DOING, strokeWidth=2),
        text(RESULTS.of("agents", "between") | {"text": "unread:N"}, rows("here", "datum.many_unread"), color=DOING,
             fontWeight="bold", **kit.beside("agents > 12", 7)),
        kit.point(number, here, color=INK),
        text(pixels(x="width") | name, rows("labels", "datum.shown"), align="left", dx=8),
        text(pixels(x=0, y=UPPER - 12), align="left", baseline="bottom", color=MUTED,
             text="results in the time of one old loop"),
    )  # fmt: skip
    time = alt.layer(
        text(TIME.at(0) | pixels(y=-5) | {"text": "doing:N"}, here, align="left", baseline="bottom", color=DOING),
        text(TIME.at(1) | pixels(y=-5) | {"text": "waiting:N"}, here, align="right", baseline="bottom", color=WAITING),
        kit.mark("rect", bars, rows("bars")),
        kit.mark("rect", waiting, loops, color=SURFACE),
        kit.mark("rect", waiting, loops, color=WAITING, opacity="=datum.place == 0 ? 1 : 0.5"),
        rule(TIME.of("end") | pixels(y=then, y2=then + BAR), loops, color=SURFACE, strokeWidth=1),
        *(text(pixels(x=-8, y=top + BAR / 2), align="right", baseline="middle", text=said)
          for said, top in (("today", today), ("then", then))),
        text(TIME.at(1) | pixels(y=today + BAR / 2), align="left", dx=6, baseline="middle", text="1 loop"),
        text(TIME.of("last") | pixels(y=then + BAR / 2), here, align="left", dx=6, baseline="middle",
             fontWeight="bold", text=f"={loops_said}"),
        rule(TIME.of("time", x2=alt.X2Datum(0)) | pixels(y=then + BAR + 4), here, color=INK, strokeWidth=2),
        text(TIME.at(0) | pixels(y=then + BAR + 16) | {"text": "takes:N"}, here, align="left"),
        # The reader's guess: where a loop so many times as fast would end.
        *kit.guessed(ask, "rule", TIME.of("at") | pixels(y=then - 14, y2=then + BAR), guess,
                     TIME.of("at") | pixels(y=then - 9), **kit.beside("datum.at > 0.6", 4),
                     text=f"={beyond} ? 'your guess →' : 'your guess'"),
    )  # fmt: skip
    return kit.layered(results, time, width=560, height=LOWER, padding=(46, 66, 24, 38), apart=["x"])


#: Work that gets infinitely fast, as a share of all there is, with the source of the share.
PARTS = {
    "writing code, of a developer’s week": (0.11, "kumar2025"),
    "software, of the economy": (0.02, "jones2026nber"),
    "knowledge work, of the economy": (1 / 3, "jones2026nber"),
}


def limits_table() -> str:
    """What remains to be gained when a part gets infinitely fast, as a Markdown table: Amdahl's law and weak links."""
    lines = []
    for name, (share, source) in PARTS.items():
        gains = bottleneck.amdahl_speedup(share, np.inf), bottleneck.weak_link_gain(share, 0.2)
        lines.append([name, f"{share:.0%} {cited(source)}", *(f"{gain - 1:+.1%}" for gain in gains)])
    return markdown(["infinitely fast", "share", "gain: Amdahl, or σ = 0.5", "σ = 0.2"], lines)


ALONG = [*(float(10 ** (step / POINTS)) for step in range(2 * POINTS)), MOST, 2 * MOST]
EACH_BAR: dict[str, list[Any]] = {
    "place": [0, 1, 2, 3], "top": [top for top in BARS for _ in range(2)], "hue": [DOING, WAITING, DOING, DOING],
    "opacity": [1, 1, 0.5, 1],
}  # fmt: skip
EXPLORER = kit.Explorer(
    "feedback", "A loop of doing and waiting, and the results of many of them", parameters(), SCENARIOS, picture,
    sentence,
    kit.Replaceable(
        model.reviewed_throughput, "used(agents, rate, review_share, reviews)",
        [*product((1.0, 10.0, 100.0), (0.5, 4.8, 100.0), (0.0, 0.1, 1.0), (3.0, 12.0, 48.0))],
    ),
    outputs,
    {
        "loops": ({"place": list(range(LOOPS))}, _loops),
        "bars": (EACH_BAR, _bars),
        "curve": ({"along": ALONG}, _curve),
        "labels": ({"name": list(LABELS), "place": list(range(len(LABELS)))}, _labels),
        "here": ({"only": [0]}, _here),
        "numbers": ({"agents": list(AGENTS.values())}, lambda p, row, formula: _flow(p, row["agents"], formula)),
    },
    guess=GUESS, challenges=CHALLENGES, data=DATA,
)  # fmt: skip
explore = EXPLORER.explore
