"""The trust explorer: two track records, what each vouches for, and when one overtakes the other.

>>> live = explore()
>>> round(live.your_lower, 3), round(live.rivals_lower, 3), live.level_after
(0.91, 0.722, 40.0)
>>> live.apply("the machine’s million (reversed)")
>>> found = live.evaluate().outputs
>>> round(found["your_lower"], 4), round(found["rivals_lower"], 4), found["level_after"]
(0.7225, 0.9496, 73.0)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter
from kernelless.model import Values
from kernelless.theme import INK, SURFACE

from ..models import trust as model
from . import kit
from .kit import mark, one, pixels, rimmed, rows, rule, text
from .labels import spread
from .palette import color
from .words import called, verb

#: How many trials a record can have.
TRIALS = kit.stops(
    *(0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 500, 700),
    *(1000, 2000, 5000, 10**4, 10**5, 10**6),
)
MOST = 1e6
#: What share of the rival's trials count.
COUNTED = kit.percents(100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001) | {"none": 0.0}
#: How careful a reader of records is: the share of intervals that hold the truth, and its standard deviations.
CAUTION = {"38%": 0.5, "68%": 1.0, "80%": 1.2816, "90%": 1.6449, "95%": 1.96, "99%": 2.5758, "99.9%": 3.2905}
#: Who has the knowledge.
HOLDERS = kit.choices(["everyone", "only you"])
ONLY_YOU = HOLDERS["only you"]
SIDES = ("you", "rival")

#: The picture. Up: success rates, each step as far as a tenth of the failures; 99.9 % is as high as it goes.
HEIGHT, TOP, LINE, HIGHEST = 250, 58, 15, 3.0
TICKS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
#: Across: trials in tenfold steps, and left of a single trial a place for none.
NONE, FIRST, LAST = -0.55, -0.75, 6.0
#: Heights in pixels at which the words for the reader's guess may stand.
FREE = (HEIGHT - 12, HEIGHT * 0.6, HEIGHT * 0.35)

#: Whole numbers of trials at which the curves are computed, a dozen for each tenfold step, and round ones.
_ROUND = {k * 10**e for e in range(6) for k in (1, 2, 5)} | {10**6}
ALONG = sorted({round(10 ** (i / 12)) for i in range(73)} | _ROUND)

OPENING = "a long record and a newcomer"
ONLY, REVERSED = "only you know", "the machine’s million (reversed)"
_ALIKE = {"trials": 20, "rate": 0.7, "rival_trials": 1000, "rival_rate": 0.7, "knowledge": 0.75}
_MILLION = {"trials": 10, "rate": 1, "rival_trials": 1e6, "rival_rate": 0.95}
#: These are records to think with, and nobody's in particular.
SCENARIOS = kit.Scenarios({
    OPENING: {"trials": 200, "rate": 0.95, "rival_trials": 10, "rival_rate": 1},
    ONLY: _ALIKE | {"holders": ONLY_YOU},
    "everybody knows": _ALIKE,
    REVERSED: _MILLION,
    "a new version": _MILLION | {"counts": 0.00001},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """Trials and success rate of both sides, what counts, who knows what, and how carefully records are read."""
    rate: dict[str, Any] = {"range": (0.5, 1.0), "step": 0.01, "format": ".0%", "unit": "of trials"}
    return [
        Parameter("trials", "Your trials", 200.0, stops=TRIALS,
                  help="How many times others have seen you succeed or fail at this kind of thing."),
        Parameter("rate", "Your success rate", 0.95, **rate,
                  help="The share of your trials that go well, without the knowledge further down."),
        Parameter("rival_trials", "Rival’s trials", 10.0, stops=TRIALS,
                  help="How many trials the rival has, of whatever kind."),
        Parameter("rival_rate", "Rival’s success rate", 1.0, **rate,
                  help="The share of the rival’s trials that go well, without the knowledge further down."),
        Parameter("counts", "Of the rival’s, count", 1.0, stops=COUNTED,
                  help="The share of the rival’s trials that are of your kind, and by the same version of the rival."),
        Parameter("knowledge", "Knowledge prevents", 0.0, range=(0, 0.95), step=0.05, unit="of failures", format=".0%",
                  help="The share of failures that never happen to those who have the knowledge."),
        Parameter("holders", "Who has it", 0.0, stops=HOLDERS, control="choice",
                  help="Whether the knowledge is free or yours alone."),
        Parameter("caution", "Read with caution", 1.96, stops=CAUTION,
                  help="How sure a reader of records wants to be: the share of such intervals that hold the true "
                  "rate."),
    ]  # fmt: skip


def _rates(p: Values, formula: Any) -> list[Any]:
    """The success rates of both sides, with what each knows."""
    shared = np.where(p["holders"] == ONLY_YOU, 0.0, p["knowledge"])
    return [formula(p["rate"], p["knowledge"]), formula(p["rival_rate"], shared)]


def _trials(p: Values) -> list[Any]:
    """The trials of both sides that count, whole ones."""
    return [p["trials"], np.floor(p["counts"] * p["rival_trials"] + 0.5)]


def _read(rate: Any, trials: Any, caution: Any) -> dict[str, Any]:
    """A record as it is read: what it vouches for, what it allows for, and what to expect of the next trial."""
    successes = rate * trials
    return {
        "lower": model.wilson_lower(successes, trials, caution),
        "upper": model.wilson_upper(successes, trials, caution),
        "mean": model.laplace_mean(successes, trials),
    }


def _both(p: Values, formula: Any) -> list[dict[str, Any]]:
    """Both records as they are read."""
    return [_read(*record, p["caution"]) for record in zip(_rates(p, formula), _trials(p), strict=True)]


def _leader(yours: Any, rivals: Any) -> tuple[Any, Any]:
    """Whether you lead, whether the rival does, by what is vouched for; rounding aside, neither may."""
    return yours > rivals + 1e-9, rivals > yours + 1e-9


def outputs(p: Values, formula: Any = model.informed_rate) -> dict[str, Any]:
    """Both records as they are read, your lead, and after how many trials the one behind draws level."""
    rates, (yours, rivals) = _rates(p, formula), _both(p, formula)
    leads, behind = _leader(yours["lower"], rivals["lower"])
    you_need, rival_needs = (
        model.trials_to_vouch(rate, other["lower"], p["caution"])
        for rate, other in zip(rates, (rivals, yours), strict=True)
    )
    return {
        "your_rate": rates[0],
        "rivals_rate": rates[1],
        "counted": _trials(p)[1],
        **{f"your_{name}": value for name, value in yours.items()},
        **{f"rivals_{name}": value for name, value in rivals.items()},
        "lead": yours["lower"] - rivals["lower"],
        # Two equal rates need equal trials; rounding must not make it one more.
        "level_after": np.ceil((1 - 1e-9) * np.select([leads, behind], [rival_needs, you_need], np.inf)),
    }


def place(trials: Any) -> Any:
    """Where a number of trials stands across the picture: its logarithm, and none a little before one."""
    return np.where(trials < 1, NONE, np.log10(np.maximum(trials, 1.0)))


def height(rate: Any) -> Any:
    """Where a success rate stands up the picture: 0 for none, 1 for nine in ten, 2 for 99 in a hundred."""
    return -np.log10(np.maximum(1 - rate, 1e-12))


def held(rate: Any) -> Any:
    """The same, but no higher than the picture."""
    return np.minimum(height(rate), HIGHEST)


def curve(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """What both success rates vouch for and allow for, at each number of trials; some of these are listed."""
    found: dict[str, Any] = {"listed": row["round"] > 0}
    for side, rate in zip(SIDES, _rates(p, formula), strict=True):
        read = _read(rate, row["trials"], p["caution"])
        for name in ("lower", "upper"):
            found |= {f"{side}_{name}": read[name], f"{side}_{name}_at": height(read[name])}
    return found


def records(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """Both records: where each stands, its interval, and where its number and the name of its curve go."""
    both, places = _both(p, formula), [place(count) for count in _trials(p)]
    ends = [height(_read(rate, MOST, p["caution"])["lower"]) for rate in _rates(p, formula)]
    lowers = [read["lower"] for read in both]
    _, behind = _leader(*lowers)
    across, up = np.abs(places[0] - places[1]), np.abs(held(lowers[0]) - held(lowers[1]))
    # Two marks stand a little apart where both records are of one length.
    apart = np.where(across < 0.1, 0.06, 0.0)

    def own(values: Sequence[Any]) -> Any:
        return np.where(row["side"] == 0, values[0], values[1])

    at, low = own([places[0] - apart, places[1] + apart]), held(own(lowers))
    # Of two numbers that would run into one another on a narrow picture the leader's stands above its mark; yours,
    # where neither leads.
    near = np.logical_and(across < 1.6, up < HIGHEST * 1.3 * LINE / HEIGHT)
    above = np.logical_and(near, own([np.logical_not(behind), behind]))
    return {
        **{f"{name}_at": held(own([read[name] for read in both])) for name in ("lower", "upper", "mean")},
        "number": own([_written(lower) for lower in lowers]),
        "place": at,
        "above": above,
        "left": np.where(above, at > 0.4, at > LAST - 2.2),
        # At the top and at the bottom of the picture there is no room above or below: the numbers stand in two rows.
        "dy": np.select(
            [np.logical_not(above), low > HIGHEST - 0.2, low < 0.3], [np.where(low < 0.15, -7, 11), 26, -21], -9
        ),
        "end": own(spread([np.minimum(end, HIGHEST) for end in ends], gap=HIGHEST * LINE / HEIGHT, top=HIGHEST)),
        "text": np.where(own(ends) > HIGHEST, own([f"{side} ↑" for side in SIDES]), own(SIDES)),
    }


def overtaking(p: Values, _: Values, formula: Any) -> dict[str, Any]:
    """From where the leader stands, across to where the one behind draws level; and a height clear of both records."""
    out = outputs(p, formula)
    lowers = [out["your_lower"], out["rivals_lower"]]
    (leads, behind), after = _leader(*lowers), out["level_after"]
    # Of three heights in pixels the first at which no mark's number stands.
    marks, (first, second, third) = [HEIGHT * (1 - held(lower) / HIGHEST) for lower in lowers], FREE
    free = [kit.every(np.abs(up - mark) > 32 for mark in marks) for up in (first, second)]
    return {
        "name": np.where(leads, "rival", "you"),
        "shown": np.logical_and(np.logical_or(leads, behind), after <= MOST),
        "start": place(np.where(leads, p["trials"], out["counted"])),
        "moment": place(np.clip(after, 1.0, MOST)),
        "height": held(np.maximum(*lowers)),
        "text": np.where(after == 1, "level at 1 trial", f"level at {after:,.0f} trials"),
        "clear": np.select(free, [first, second], third),
    }


def _written(rate: Any) -> Any:
    """A rate as text; no record of any length vouches for 100 %."""
    return np.where(np.logical_and(rate > 0.9994, rate < 1), "over 99.9%", f"{rate:.1%}")


def _described(trials: Any, rate: Any) -> Any:
    """A record in words, as in "200 trials, 95.0% right"."""
    right = np.where(rate == 1, "all right", f"{_written(rate)} right")
    return np.select(
        [trials == 0, trials == 1], ["no trial", f"1 trial, {right}"], f"{trials:,.0f} trials, {right}"
    )  # fmt: skip


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; what knowledge does, only by the book's own formula."""
    yours, rivals = _described(p["trials"], out["your_rate"]), _described(out["counted"], out["rivals_rate"])
    vouched = (
        f"Read with {called(p['caution'], CAUTION)} caution, your record ({yours}) vouches for "
        f"{_written(out['your_lower'])}, the rival’s ({rivals}) for {_written(out['rivals_lower'])}"
    )
    return f"{vouched}. {_verdict(out)}{_why(p, out, own)}"


def _verdict(out: Values) -> Any:
    """Who leads, and when the one behind draws level."""
    by, after = 100 * np.abs(out["lead"]), out["level_after"]
    points = np.where(by < 0.05, "by less than 0.1 points", f"by {by:.1f} points")
    trials = np.where(after == 1, "1 trial", f"{after:,.0f} trials")
    rival, you = (
        np.select(
            [after == np.inf, after > 1e9],
            [f"never {draw} level at that rate", "would take over a billion trials to draw level"],
            f"{draw} level after {trials} in all",
        )
        for draw in ("draws", "draw")
    )
    lead = [f"You lead {points}; the rival {rival}.", f"The rival leads {points}; you {you}."]
    return np.select(list(_leader(out["your_lower"], out["rivals_lower"])), lead, "Neither leads.")


def _why(p: Values, out: Values, own: bool) -> Any:
    """What did not count, and what knowledge does, where there is any of it."""
    some = f"{out['counted']:,.0f} {verb(out['counted'], 'counts', 'count')}"
    left_out = np.select(
        [out["counted"] == p["rival_trials"], p["rival_trials"] == 1],
        ["", " The rival’s one trial does not count."],
        f" Of the rival’s {p['rival_trials']:,.0f} trials {np.where(out['counted'] == 0, 'none counts', some)}.",
    )
    whose = np.where(p["holders"] == ONLY_YOU, "What only you know", "What everyone knows")
    of = np.where(p["holders"] == ONLY_YOU, "of your failures", "of the failures on both sides")
    prevents = f"{whose} counts by your formula" if own else f"{whose} prevents {p['knowledge']:.0%} {of}"
    return f"{left_out}{np.where(p['knowledge'] > 0, f' {prevents}.', '')}"


GUESS = Guess(
    "You have 200 trials behind you, and 190 of them went well. A newcomer knows all that you know and makes no "
    "mistake at all. After how many trials does the newcomer’s record vouch for as much as yours?",
    "The newcomer’s trials", answer="level_after", range=(1, 1e9), unit="trials", format=",.0f",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "The machine has 950,000 of 1,000,000. You have time for fifty trials, and none of them goes wrong. Win, with "
        "at least a hundred of the machine’s trials still counting, and without asking for a more careless reader.",
        lambda _, out: out["your_lower"] / np.maximum(out["rivals_lower"], 1e-9), REVERSED,
        "Done: a few more trials were yours to add. The rest was a matter of what the million had been about.",
        keeps=("rate", "rival_trials", "rival_rate", "knowledge", "caution"),
        fair=lambda p, out: np.logical_and(p["trials"] <= 50, out["counted"] >= 100),
    ),
    kit.Goal(
        "Only you know, and with twenty trials you beat a thousand. Now let everyone know it, leave the rival and the "
        "knowledge as they are, and lead by five points again.",
        lambda _, out: out["your_lower"] / (out["rivals_lower"] + 0.05), ONLY,
        "Done: better trials, and many more of them. That is what the secret had spared you.",
        keeps=("rival_trials", "rival_rate", "counts", "knowledge", "caution"),
        fair=lambda p, _: p["holders"] == HOLDERS["everyone"],
    ),
]  # fmt: skip

DATA = Data(
    "curve",
    {"trials": ("Trials", ",d"), "you_lower": ("You: vouched for", ".1%"), "you_upper": ("You: possible", ".1%"),
     "rival_lower": ("Rival: vouched for", ".1%"), "rival_upper": ("Rival: possible", ".1%")},
    "What both success rates vouch for, and what they still allow for, by the number of trials",
    where="listed",
)  # fmt: skip

_THOUSANDS = "datum.value > 5 ? '1M' : datum.value > 2 ? pow(10, datum.value - 3) + 'k'"
PLANE = kit.Plane(
    alt.Scale(domain=[FIRST, LAST], nice=False, zero=False),
    alt.Scale(domain=[0, HIGHEST], nice=False),
    alt.Axis(
        values=[NONE, 0, 1, 2, 3, 4, 5, 6], tickCount=8, title="trials", grid=False, domain=False, tickSize=0,
        titlePadding=2, labelExpr=f"datum.value < 0 ? '0' : {_THOUSANDS} : pow(10, datum.value)",
        labelOverlap="greedy", labelPadding=5,
    ),
    alt.Axis(
        values=[float(height(rate)) for rate in TICKS], title=None, domain=False, tickSize=0,
        labelExpr="format(1 - pow(10, -datum.value), datum.value > 2.5 ? '.1%' : '.0%')",
    ),
)  # fmt: skip
COLORS = {"you": color("person"), "rival": color("machine")}
HUE = {"color": kit.hues("name", COLORS)}


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """Two records on their curves, when one overtakes the other, and a place for the reader's guess."""
    lower = {side: PLANE.of("at", f"{side}_lower_at") for side in SIDES}
    # The rival's is the broader and paler one, so that two equal curves are seen to be two.
    looks: dict[str, dict[str, Any]] = {"rival": {"strokeWidth": 6, "opacity": 0.45}, "you": {"strokeWidth": 2}}
    each, here = rows("records"), PLANE.of("place", "lower_at")
    level, there = rows("overtaking", "datum.shown"), PLANE.of("moment", "height")
    hollow = {"stroke": alt.Undefined, "fill": SURFACE}
    guess = PLANE.at(f"clamp(log(max(guess, 1)) / LN10, 0, {LAST})")
    first, second = "The success rate that a record vouches for", "bar: what it allows for · diamond: next trial"
    return kit.layered(
        # For each side the funnel of what its rate allows for, and along its lower edge what it vouches for.
        [mark("area", lower[side] | {"y2": f"{side}_upper_at:Q"}, rows("curve"), color=hue, opacity=0.1, clip=True)
         for side, hue in COLORS.items()],
        [mark("line", lower[side] | {"order": "at:Q"}, rows("curve"), color=COLORS[side], clip=True, strokeCap="round",
              **look) for side, look in looks.items()],
        # From the leading record across to the curve of the one behind, and up to how many trials that takes.
        rule(PLANE.of("start", "height", x2="moment"), level, color=INK, strokeDash=[2, 3]),
        rule(there | pixels(y2=0) | HUE, level, strokeDash=[4, 3], strokeWidth=1.5),
        kit.point(there | {"stroke": HUE["color"]}, level, size=50, **hollow),
        text(PLANE.of("moment") | pixels(y=0) | HUE | {"text": "text:N"}, level, baseline="bottom", dy=-3,
             align="=datum.moment > 3.5 ? 'right' : 'left'", fontWeight="bold"),
        # Each record on its curve: interval, expectation, what it vouches for, and its number.
        rule(here | {"y2": "upper_at:Q"} | HUE, each, strokeWidth=2.5),
        kit.point(PLANE.of("place", "mean_at") | {"stroke": HUE["color"]}, each, shape="diamond", size=55,
                  strokeWidth=1.5, **hollow),
        kit.point(here | HUE, each),
        rimmed(here | HUE | {"text": "number:N"}, each, **kit.beside("datum.left", 9), dy="=datum.dy",
               fontWeight="bold"),
        text(PLANE.at(LAST) | PLANE.of(y="end") | HUE | {"text": "text:N"}, each, align="left", dx=7,
             fontWeight="bold"),
        kit.heads(-34, -38, first, second),
        [rule(guess | pixels(y=HEIGHT * 0.3, y2=HEIGHT), one("isValid(guess)"), color=INK, strokeWidth=1.5,
              strokeDash=[3, 2]),
         *rimmed(guess | pixels(y="datum.clear"), rows("overtaking", "isValid(guess)"),
                 **kit.beside("guess > 1000", 5), fontStyle="italic", color=INK,
                 text="=guess > 1e6 ? 'your guess →' : 'your guess'")] if ask else [],
        width=560, height=HEIGHT, padding=(40, 44, TOP, 40),
    )  # fmt: skip


EXPLORER = kit.Explorer(
    "trust", "What two track records vouch for, by their number of trials", parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.informed_rate, "success(rate, knowledge)", [*product((0.5, 0.7, 1.0), (0.0, 0.4, 0.95))],
                    limits=(0, 1)),
    outputs,
    {
        "curve": ({"trials": ALONG, "at": np.log10(ALONG).tolist(), "round": [float(n in _ROUND) for n in ALONG]},
                  curve),
        "records": ({"name": SIDES, "side": [0.0, 1.0]}, records),
        "overtaking": ({"only": [0.0]}, overtaking),
    },
    guess=GUESS, challenges=CHALLENGES, data=DATA, first=("trials", "rate", "rival_trials", "rival_rate", "counts"),
)  # fmt: skip
explore = EXPLORER.explore
