"""The trust explorer: two track records, what each vouches for, and when one overtakes the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import trust as model
from .bottleneck import spread
from .palette import STYLE, color
from .words import challenges, is_changed, verb

#: How many trials a record can have, by what the reader sees.
TRIALS = {
    f"{n:,}": float(n)
    for n in (
        *(0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 500, 700),
        *(1000, 2000, 5000, 10**4, 10**5, 10**6),
    )
}  # fmt: skip
MOST = 1e6

#: What share of the rival's trials count, by what the reader sees.
_PERCENT = (100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
COUNTED = {f"{percent:g}%": percent / 100 for percent in _PERCENT} | {"none": 0.0}

#: How careful a reader of records is: the share of intervals that hold the truth, and its standard deviations.
CAUTION = {"38%": 0.5, "68%": 1.0, "80%": 1.2816, "90%": 1.6449, "95%": 1.96, "99%": 2.5758, "99.9%": 3.2905}

#: Who has the knowledge.
HOLDERS = {"everyone": 0.0, "only you": 1.0}
ONLY_YOU = HOLDERS["only you"]

SIDES = ("you", "rival")
HUES = (color("person"), color("machine"))

#: The picture. Up: success rates, each step as far as a tenth of the failures; 99.9 % is as high as it goes.
HEIGHT, TOP, LINE, HIGHEST = 250, 58, 15, 3.0
TICKS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
#: Across: trials in tenfold steps, and left of a single trial a place for none.
NONE, FIRST, LAST = -0.55, -0.75, 6.0

#: Whole numbers of trials at which the curves are computed, a dozen for each tenfold step, and round ones.
_ROUND = {k * 10**e for e in range(6) for k in (1, 2, 5)} | {10**6}
ALONG = sorted({round(10 ** (i / 12)) for i in range(73)} | _ROUND)

#: Each scenario's values. Every one is assumed: these are records to think with, and nobody's in particular.
SCENARIOS: dict[str, dict[str, float]] = {
    "a long record and a newcomer": {"trials": 200, "rate": 0.95, "rival_trials": 10, "rival_rate": 1.0},
    "only you know": {
        "trials": 20, "rate": 0.7, "rival_trials": 1000, "rival_rate": 0.7, "knowledge": 0.75, "holders": ONLY_YOU,
    },
    "everybody knows": {"trials": 20, "rate": 0.7, "rival_trials": 1000, "rival_rate": 0.7, "knowledge": 0.75},
    "the machine’s million (reversed)": {"trials": 10, "rate": 1.0, "rival_trials": 1e6, "rival_rate": 0.95},
    "a new version": {"trials": 10, "rate": 1.0, "rival_trials": 1e6, "rival_rate": 0.95, "counts": 0.00001},
}  # fmt: skip
OPENING = "a long record and a newcomer"
ONLY, REVERSED = "only you know", "the machine’s million (reversed)"


def parameters() -> list[Parameter]:
    """Trials and success rate of both sides, what counts, who knows what, and how carefully records are read."""
    start = SCENARIOS[OPENING]
    rate: dict[str, Any] = {"range": (0.5, 1.0), "step": 0.01, "format": ".0%"}
    return [
        Parameter(
            "trials", "Your trials", start["trials"], stops=TRIALS,
            help="How many times others have seen you succeed or fail at this kind of thing.",
        ),
        Parameter("rate", "Your success rate", start["rate"], unit="of trials", **rate,
                  help="The share of your trials that go well, without the knowledge further down."),
        Parameter(
            "rival_trials", "Rival’s trials", start["rival_trials"], stops=TRIALS,
            help="How many trials the rival has, of whatever kind.",
        ),
        Parameter("rival_rate", "Rival’s success rate", start["rival_rate"], unit="of trials", **rate,
                  help="The share of the rival’s trials that go well, without the knowledge further down."),
        Parameter(
            "counts", "Of the rival’s, count", 1.0, stops=COUNTED,
            help="The share of the rival’s trials that are of your kind, and by the same version of the rival.",
        ),
        Parameter(
            "knowledge", "Knowledge prevents", 0.0, range=(0, 0.95), step=0.05, unit="of failures", format=".0%",
            help="The share of failures that never happen to those who have the knowledge.",
        ),
        Parameter("holders", "Who has it", 0.0, stops=HOLDERS, control="choice",
                  help="Whether the knowledge is free or yours alone."),
        Parameter(
            "caution", "Read with caution", 1.96, stops=CAUTION,
            help="How sure a reader of records wants to be: the share of such intervals that hold the true rate.",
        ),
    ]  # fmt: skip


#: What knowledge makes of a success rate.
Formula = Callable[[Any, Any], Any]


def _rates(formula: Formula, p: Values) -> list[Any]:
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


def _leader(lowers: list[Any]) -> tuple[Any, Any]:
    """Whether you lead, whether the rival does; rounding aside, neither may."""
    yours, rivals = lowers
    return yours > rivals + 1e-9, rivals > yours + 1e-9


def outputs(p: Values, formula: Formula = model.informed_rate) -> dict[str, Any]:
    """Both records as they are read, your lead, and after how many trials the one behind draws level."""
    rates, trials = _rates(formula, p), _trials(p)
    yours, rivals = (_read(rate, count, p["caution"]) for rate, count in zip(rates, trials, strict=True))
    leads, behind = _leader([yours["lower"], rivals["lower"]])
    needed = [model.trials_to_vouch(rate, other["lower"], p["caution"]) for rate, other in
              zip(rates, (rivals, yours), strict=True)]  # fmt: skip
    # Two equal rates need equal trials; rounding must not make it one more.
    level = np.ceil((1 - 1e-9) * np.select([leads, behind], [needed[1], needed[0]], np.inf))
    return {
        "your_rate": rates[0],
        "rivals_rate": rates[1],
        "counted": trials[1],
        **{f"your_{name}": value for name, value in yours.items()},
        **{f"rivals_{name}": value for name, value in rivals.items()},
        "lead": yours["lower"] - rivals["lower"],
        "level_after": level,
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


def _curve(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """What both success rates vouch for and allow for, at each number of trials."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for side, rate in zip(SIDES, _rates(formula, p), strict=True):
            read = _read(rate, row["trials"], p["caution"])
            for name in ("lower", "upper"):
                found |= {f"{side}_{name}": read[name], f"{side}_{name}_at": height(read[name])}
        return found

    return columns


def _near(places: list[Any], heights: list[Any]) -> Any:
    """Whether the numbers of two marks would run into one another on a narrow picture."""
    across, up = (np.abs(one - other) for one, other in (places, heights))
    return np.logical_and(across < 1.6, up < HIGHEST * 1.3 * LINE / HEIGHT)


def _side_by_side(places: list[Any]) -> list[Any]:
    """The places of two marks, a little apart where both records are of one length."""
    apart = np.where(np.abs(places[0] - places[1]) < 0.1, 0.06, 0.0)
    return [places[0] - apart, places[1] + apart]


def _records(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """Both records: where each stands, its interval, and where its number and the name of its curve go."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        rates, trials = _rates(formula, p), _trials(p)
        both = [_read(rate, count, p["caution"]) for rate, count in zip(rates, trials, strict=True)]
        ends = [height(_read(rate, MOST, p["caution"])["lower"]) for rate in rates]
        shown = [np.minimum(end, HIGHEST) for end in ends]
        _, behind = _leader([read["lower"] for read in both])
        near = _near([place(count) for count in trials], [held(read["lower"]) for read in both])

        def own(values: Sequence[Any]) -> Any:
            return np.where(row["side"] == 0, values[0], values[1])

        return {
            **{f"{name}_at": held(own([read[name] for read in both])) for name in ("lower", "upper", "mean")},
            "number": own([_written(read["lower"]) for read in both]),
            "place": own(_side_by_side([place(count) for count in trials])),
            # Of two numbers close together the leader's stands above its mark; yours, where neither leads.
            "above": np.logical_and(near, own([np.logical_not(behind), behind])),
            "end": own(spread(shown, gap=HIGHEST * LINE / HEIGHT, top=HIGHEST)),
            "text": np.where(own(ends) > HIGHEST, own([f"{side} ↑" for side in SIDES]), own(SIDES)),
        }

    return columns


def _overtaking(formula: Formula) -> Callable[[Values, Values], dict[str, Any]]:
    """From where the leader stands, across to where the one behind draws level."""

    def columns(p: Values, _: Values) -> dict[str, Any]:
        out = outputs(p, formula)
        leads, behind = _leader([out["your_lower"], out["rivals_lower"]])
        after = out["level_after"]
        return {
            "name": np.where(leads, "rival", "you"),
            "shown": np.logical_and(np.logical_or(leads, behind), after <= MOST),
            "start": place(np.where(leads, p["trials"], out["counted"])),
            "moment": place(np.clip(after, 1.0, MOST)),
            "height": held(np.maximum(out["your_lower"], out["rivals_lower"])),
            "text": np.where(after == 1, "level at 1 trial", f"level at {after:,.0f} trials"),
        }

    return columns


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
    caution = np.select([p["caution"] == z for z in CAUTION.values()], list(CAUTION), "")
    records = (
        f"Read with {caution} caution, your record ({_described(p['trials'], out['your_rate'])}) vouches for "
        f"{_written(out['your_lower'])}, the rival’s ({_described(out['counted'], out['rivals_rate'])}) for "
        f"{_written(out['rivals_lower'])}"
    )
    return f"{records}. {_verdict(out)}{_why(p, out, own)}"


def _verdict(out: Values) -> Any:
    """Who leads, and when the one behind draws level."""
    leads, behind = _leader([out["your_lower"], out["rivals_lower"]])
    by = 100 * np.abs(out["lead"])
    points = np.where(by < 0.05, "by less than 0.1 points", f"by {by:.1f} points")
    trials = np.where(out["level_after"] == 1, "1 trial", f"{out['level_after']:,.0f} trials")
    never, far = out["level_after"] == np.inf, out["level_after"] > 1e9
    rival, you = (
        np.select(
            [never, far],
            [f"never {draw} level at that rate", "would take over a billion trials to draw level"],
            f"{draw} level after {trials} in all",
        )
        for draw in ("draws", "draw")
    )
    return np.select(
        [leads, behind],
        [f"You lead {points}; the rival {rival}.", f"The rival leads {points}; you {you}."],
        "Neither leads.",
    )


def _why(p: Values, out: Values, own: bool) -> Any:
    """What did not count, and what knowledge does, where there is any of it."""
    counted = np.where(
        out["counted"] == 0, "none counts", f"{out['counted']:,.0f} {verb(out['counted'], 'counts', 'count')}"
    )
    left_out = np.select(
        [out["counted"] == p["rival_trials"], p["rival_trials"] == 1],
        ["", " The rival’s one trial does not count."],
        f" Of the rival’s {p['rival_trials']:,.0f} trials {counted}.",
    )
    whose = np.where(p["holders"] == ONLY_YOU, "What only you know", "What everyone knows")
    of = np.where(p["holders"] == ONLY_YOU, "of your failures", "of the failures on both sides")
    prevents = f"{whose} counts by your formula" if own else f"{whose} prevents {p['knowledge']:.0%} {of}"
    known = np.where(p["knowledge"] > 0, f" {prevents}.", "")
    return f"{left_out}{known}"


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "You have 200 trials behind you, and 190 of them went well. A newcomer knows all that you know and makes no "
    "mistake at all. After how many trials does the newcomer’s record vouch for as much as yours?",
    "The newcomer’s trials",
    answer="level_after",
    range=(1, 1e9),
    unit="trials",
    format=",.0f",
)


def _same(p: Values, scenario: str, *names: str) -> Any:
    """Whether these parameters stand where a scenario puts them."""
    start = {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[scenario]
    return reduce(np.logical_and, [p[name] == start[name] for name in names])


def _the_right_question(p: Values, out: Values) -> Any:
    """Ahead of the machine with fifty trials, while a hundred of its own count."""
    kept = _same(p, REVERSED, "rate", "rival_trials", "rival_rate", "knowledge", "caution")
    fair = np.logical_and(kept, np.logical_and(p["trials"] <= 50, out["counted"] >= 100))
    return np.where(fair, out["your_lower"] / np.maximum(out["rivals_lower"], 1e-9), 0.0)


def _without_a_secret(p: Values, out: Values) -> Any:
    """Five points ahead of a rival who knows what you know."""
    kept = _same(p, ONLY, "rival_trials", "rival_rate", "counts", "knowledge", "caution")
    fair = np.logical_and(kept, p["holders"] == HOLDERS["everyone"])
    return np.where(fair, out["your_lower"] / (out["rivals_lower"] + 0.05), 0.0)


CHALLENGES = [
    Challenge(
        "The machine has 950,000 of 1,000,000. You have time for fifty trials, and none of them goes wrong. Win, with "
        "at least a hundred of the machine’s trials still counting, and without asking for a more careless reader.",
        _the_right_question,
        scenario=REVERSED,
        done="Done: a few more trials were yours to add. The rest was a matter of what the million had been about.",
    ),
    Challenge(
        "Only you know, and with twenty trials you beat a thousand. Now let everyone know it, leave the rival and the "
        "knowledge as they are, and lead by five points again.",
        _without_a_secret,
        scenario=ONLY,
        done="Done: better trials, and many more of them. That is what the secret had spared you.",
    ),
]

#: Rates and knowledge at which a reader's formula is compared with the book's.
CASES = [(rate, knowledge) for rate in (0.5, 0.7, 1.0) for knowledge in (0.0, 0.4, 0.95)]

DATA = Data(
    "curve",
    {
        "trials": ("Trials", ",d"), "you_lower": ("You: vouched for", ".1%"), "you_upper": ("You: possible", ".1%"),
        "rival_lower": ("Rival: vouched for", ".1%"), "rival_upper": ("Rival: possible", ".1%"),
    },
    "What both success rates vouch for, and what they still allow for, by the number of trials",
    where="listed",
)  # fmt: skip


def _across(column: str, scale: alt.Scale) -> alt.X:
    thousands = "datum.value > 5 ? '1M' : datum.value > 2 ? pow(10, datum.value - 3) + 'k'"
    axis = alt.Axis(
        values=[NONE, 0, 1, 2, 3, 4, 5, 6], tickCount=8, title="trials", grid=False, domain=False, tickSize=0,
        titlePadding=2, labelExpr=f"datum.value < 0 ? '0' : {thousands} : pow(10, datum.value)",
        labelOverlap="greedy", labelPadding=5,
    )  # fmt: skip
    return alt.X(f"{column}:Q", scale=scale, axis=axis)


def _up(column: str, scale: alt.Scale) -> alt.Y:
    axis = alt.Axis(
        values=[float(height(rate)) for rate in TICKS], title=None, domain=False, tickSize=0,
        labelExpr="format(1 - pow(10, -datum.value), datum.value > 2.5 ? '.1%' : '.0%')",
    )  # fmt: skip
    return alt.Y(f"{column}:Q", scale=scale, axis=axis)


def _one() -> alt.Chart:
    """A single mark."""
    return alt.Chart(alt.InlineData(values=[{}]))


def _curves(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """For each side the funnel of what its rate allows for, and along its lower edge what it vouches for."""
    curve = alt.Chart(alt.NamedData("curve"))
    rows = list(zip(SIDES, HUES, strict=True))
    funnels = [
        curve.mark_area(color=hue, opacity=0.1, clip=True).encode(
            x=_across("at", x), y=_up(f"{side}_lower_at", y), y2=f"{side}_upper_at:Q"
        )
        for side, hue in rows
    ]
    # The rival's is the broader and paler one, so that two equal curves are seen to be two.
    looks: dict[str, dict[str, Any]] = {"you": {"strokeWidth": 2}, "rival": {"strokeWidth": 6, "opacity": 0.45}}
    lines = [
        curve.mark_line(color=hue, clip=True, strokeCap="round", **looks[side]).encode(
            x=_across("at", x), y=_up(f"{side}_lower_at", y), order="at:Q"
        )
        for side, hue in reversed(rows)
    ]
    return [*funnels, *lines]


def _marks(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Each record on its curve: interval, expectation, what it vouches for, and its number."""
    records = alt.Chart(alt.NamedData("records"))
    hue = alt.Color("name:N", scale=alt.Scale(domain=SIDES, range=HUES), legend=None)
    here = _across("place", x)
    left = f"(datum.above ? datum.place > 0.4 : datum.place > {LAST - 2.2})"
    # At the top and at the bottom of the picture there is no room above or below: the numbers stand in two rows.
    above = f"(datum.lower_at > {HIGHEST - 0.2} ? 26 : datum.lower_at < 0.3 ? -21 : -9)"
    number: dict[str, Any] = {
        "align": alt.ExprRef(f"{left} ? 'right' : 'left'"), "dx": alt.ExprRef(f"{left} ? -9 : 9"),
        "dy": alt.ExprRef(f"datum.above ? {above} : datum.lower_at < 0.15 ? -7 : 11"), "fontWeight": "bold",
    }  # fmt: skip
    shown = {"x": here, "y": _up("lower_at", y), "text": alt.Text("number:N")}
    return [
        records.mark_rule(strokeWidth=2.5).encode(x=here, y=_up("lower_at", y), y2="upper_at:Q", color=hue),
        records.mark_point(shape="diamond", size=55, filled=True, opacity=1, fill=SURFACE, strokeWidth=1.5).encode(
            x=here, y=_up("mean_at", y), stroke=hue
        ),
        records.mark_point(size=110, filled=True, opacity=1, stroke=SURFACE, strokeWidth=2).encode(
            x=here, y=_up("lower_at", y), color=hue
        ),
        # A rim in the page's colour keeps the number readable on any curve.
        records.mark_text(**number, stroke=SURFACE, strokeWidth=4, strokeJoin="round").encode(**shown),
        records.mark_text(**number).encode(**shown, color=hue),
        records.mark_text(align="left", dx=7, fontWeight="bold").encode(
            x=alt.XDatum(LAST, scale=x), y=_up("end", y), text="text:N", color=hue
        ),
    ]


def _level(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """From the leading record across to the curve of the one behind, and up to how many trials that takes."""
    at = alt.Chart(alt.NamedData("overtaking")).transform_filter("datum.shown")
    hue = alt.Color("name:N", scale=alt.Scale(domain=SIDES, range=HUES), legend=None)
    side = alt.ExprRef("datum.moment > 3.5 ? 'right' : 'left'")
    here, up = _across("moment", x), _up("height", y)
    return [
        at.mark_rule(color=INK, strokeDash=[2, 3]).encode(x=_across("start", x), x2="moment:Q", y=up),
        at.mark_rule(strokeDash=[4, 3], strokeWidth=1.5).encode(x=here, y=up, y2=alt.value(0), color=hue),
        at.mark_point(size=50, filled=True, opacity=1, fill=SURFACE, strokeWidth=2).encode(x=here, y=up, stroke=hue),
        at.mark_text(baseline="bottom", dy=-3, align=side, text=alt.ExprRef("datum.text"), fontWeight="bold").encode(
            x=here, y=alt.value(0), color=hue
        ),
    ]


def _heads() -> list[alt.Chart]:
    """What the marks are, by name."""
    lines: dict[str, dict[str, Any]] = {
        "The success rate that a record vouches for": {"fontWeight": "bold", "color": INK},
        "bar: what it allows for · diamond: next trial": {"color": MUTED},
    }
    return [
        _one().mark_text(align="left", baseline="bottom", text=text, **look).encode(
            x=alt.value(-34), y=alt.value(-38 + 15 * i)
        )
        for i, (text, look) in enumerate(lines.items())
    ]  # fmt: skip


def _guessed(x: alt.Scale) -> list[alt.Chart]:
    """The reader's guess of the number of trials, where it stands across."""
    one = _one().transform_filter("isValid(guess)").transform_calculate(
        at=f"clamp(log(max(guess, 1)) / LN10, 0, {LAST})", text="guess > 1e6 ? 'your guess →' : 'your guess'"
    )  # fmt: skip
    side = alt.ExprRef("datum.at > 3 ? 'right' : 'left'")
    style: dict[str, Any] = {"align": side, "dx": alt.ExprRef("datum.at > 3 ? -5 : 5"), "fontStyle": "italic"}
    # Of three heights the first at which neither record's number stands.
    marks = [
        f"{HEIGHT} * (1 - min(-log(max(1 - {who}_lower, 1e-12)) / LN10, {HIGHEST}) / {HIGHEST})"
        for who in ("your", "rivals")
    ]
    heights = [HEIGHT - 12, HEIGHT * 0.6, HEIGHT * 0.35]
    free = [" && ".join(f"abs({up} - {mark}) > 32" for mark in marks) for up in heights]
    up = alt.ExprRef(f"{free[0]} ? {heights[0]} : {free[1]} ? {heights[1]} : {heights[2]}")
    words = {"x": _across("at", x), "y": alt.value(up), "text": "text:N"}
    return [
        one.mark_rule(color=INK, strokeWidth=1.5, strokeDash=[3, 2]).encode(
            x=_across("at", x), y=alt.value(HEIGHT * 0.3), y2=alt.value(HEIGHT)
        ),
        one.mark_text(**style, stroke=SURFACE, strokeWidth=4).encode(**words),
        one.mark_text(**style, color=INK).encode(**words),
    ]


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """The chart, over the tables `curve`, `records` and `overtaking`, with a place for the reader's guess."""
    x = alt.Scale(domain=[FIRST, LAST], nice=False, zero=False)
    y = alt.Scale(domain=[0, HIGHEST], nice=False)
    guessed = _guessed(x) if ask else []
    layers = alt.layer(*_curves(x, y), *_level(x, y), *_marks(x, y), *_heads(), *guessed)
    return layers.properties(width=560, height=HEIGHT, padding={"left": 40, "right": 44, "top": TOP, "bottom": 40})


@takes_formula("success(rate, knowledge)", limits=(0, 1))
def explore(
    formula: Formula = model.informed_rate,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("trials", "rate", "rival_trials", "rival_rate", "counts"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(rate, knowledge)`` is the success rate of someone who has knowledge that prevents a share of
        failures. One that cannot be traced (a loop over data, a Python `if`) is computed by the kernel.
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
    >>> round(live.your_lower, 3), round(live.rivals_lower, 3), live.level_after
    (0.91, 0.722, 40.0)
    >>> live.apply("the machine’s million (reversed)")
    >>> found = live.evaluate().outputs
    >>> round(found["your_lower"], 4), round(found["rivals_lower"], 4), found["level_after"]
    (0.7225, 0.9496, 73.0)
    """
    listed = [trials in _ROUND for trials in ALONG]
    along = {"trials": ALONG, "at": [float(np.log10(n)) for n in ALONG], "round": [float(each) for each in listed]}
    curve, own = _curve(formula), is_changed(formula, model.informed_rate, CASES)
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, formula),
        tables={
            "curve": Table(along, lambda p, row: {**curve(p, row), "listed": row["round"] > 0}),
            "records": Table({"name": SIDES, "side": [0.0, 1.0]}, _records(formula)),
            "overtaking": Table({"only": [0.0]}, _overtaking(formula)),
        },
        sentence=lambda p, out: sentence(p, out, own),
        name="trust",
        title="What two track records vouch for, by their number of trials",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
