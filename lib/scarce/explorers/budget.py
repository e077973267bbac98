"""The budget explorer: hours for finding options or for judging them, as a hill whose top moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Overall, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import GRID, INK, MUTED, SURFACE

from ..models import budget as model
from .judgment import VALIDITY
from .palette import STYLE, color
from .words import challenges, is_changed, percent

#: What the sliders can take, by what the reader sees.
BUDGETS = {f"{hours:,}": float(hours) for hours in (50, 100, 200, 500, 1000)}
COSTS = {str(price): float(price) for price in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20)}
SPLITS = {
    f"{percent}%": percent / 100
    for percent in (1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 93, 95, 97, 98, 99)
}
#: The picture: across, the odds of the split in tenfold steps; up, what the pick is worth.
ENDS, HIGHEST = 2.3, 3.5
HEIGHT, TOP = 240, 42
#: Over a low hill the name of its top keeps clear of the chosen split's.
LOWEST_LABEL = 0.5
#: Where the hill is computed, evenly across; beyond the ends of the picture too, where its top may lie.
ALONG = np.linspace(-4, 4, 321).round(3)
#: A split that gains so much of what the best one does is as good as it.
AS_GOOD = 0.99

OPENING, DEAR = "an hour an option, an hour a look", "ideas are dear (essay A)"
#: Each scenario's values, with the source of each; what a scenario leaves out is at its default.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    OPENING: {"price": (1, "assumed"), "accuracy": (0.3, "assumed")},
    DEAR: {"price": (20, "assumed"), "accuracy": (0.3, "assumed")},
    "ideas are nearly free (essay B)": {"price": (0.1, "assumed"), "accuracy": (0.3, "assumed")},
    "hiring by a chat": {"price": (2, "assumed"), "accuracy": VALIDITY["unstructured interview"]},
    "a sharp eye (reversed)": {"price": (1, "assumed"), "accuracy": (0.95, "assumed")},
}
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}


def parameters() -> list[Parameter]:
    """How the budget is split, what an option costs, how good a look is, and how much there is."""
    start = SCENARIOS[OPENING]
    return [
        Parameter(
            "share", "For options", 0.5, stops=SPLITS, unit="of the hours",
            help="How much of the budget goes to finding options; the rest goes to looking at them.",
        ),
        Parameter(
            "price", "Price of an option", start["price"], stops=COSTS, unit="hours",
            help="What it takes to find one more; a look at one always takes an hour.",
        ),
        Parameter(
            "accuracy", "One look’s accuracy", start["accuracy"], range=(0.05, 0.95), step=0.01,
            help="How closely the impression of one look follows true worth: 0 is guessing, 1 is knowing.",
        ),
        Parameter("budget", "Budget", 100.0, stops=BUDGETS, unit="hours", help="For finding and judging together."),
    ]  # fmt: skip


Gain = Callable[[Any, Any, Any, Any], Any]


def outputs(p: Values, gain: Gain = model.split_gain) -> dict[str, Any]:
    """Options, looks and what they gain at the chosen split; the best split comes from the table."""
    looks = model.looks_each(p["share"], p["budget"], p["price"])
    return {
        "options": model.options_found(p["share"], p["budget"], p["price"]),
        "looks": looks,
        "sharpened": model.repeated_accuracy(p["accuracy"], looks),
        "gain": gain(p["share"], p["budget"], p["price"], p["accuracy"]),
    }


OVERALL = {name: Overall("hill", name) for name in ("best_share", "best_gain")}


def _hill(gain: Gain) -> Callable[[Values, Values], dict[str, Any]]:
    """For each split: what the pick is worth, and which is the best of them."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        worth = gain(row["split"], p["budget"], p["price"], p["accuracy"])
        most = np.max(worth)
        best = np.max(np.where(worth == most, row["split"], 0.0))
        return {
            "worth": worth,
            "options": model.options_found(row["split"], p["budget"], p["price"]),
            "looks": model.looks_each(row["split"], p["budget"], p["price"]),
            "best_gain": most,
            "best_share": best,
            "shown": np.abs(row["odds"]) <= ENDS,
            "before": np.logical_and(np.abs(row["odds"]) <= ENDS, row["split"] <= best),
            "after": np.logical_and(np.abs(row["odds"]) <= ENDS, row["split"] >= best),
        }

    return columns


def _count(value: Any) -> Any:
    """How many, to one decimal where that says something."""
    return np.where(value < 10, f"{value:.1f}", f"{value:,.0f}")


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what it gives."""
    hours = f"With {p['share']:.0%} of {p['budget']:,.0f} hours for finding there"
    accuracy = "" if own else f": an accuracy of {out['sharpened']:.2f}"
    spent = (
        f"{hours} are {_count(out['options'])} options, and {_count(out['looks'])} looks for each{accuracy}. "
        f"The pick gains {out['gain']:.2f}"
    )
    best = f"the best split, {percent(out['best_share'])} for options, gains {out['best_gain']:.2f}"
    finding, judging = (
        ("", "") if own else (", so the next hour should find options", ", so the next hour should judge")
    )
    verdict = np.where(
        out["best_share"] > 0.5,
        "Most of a well-spent budget goes to finding options, as essay A has it",
        "Most of a well-spent budget goes to judging, as essay B has it",
    )
    here = np.select(
        [out["gain"] >= AS_GOOD * out["best_gain"], p["share"] < out["best_share"]],
        ["about as much as can be had", f"{best}{finding}"],
        f"{best}{judging}",
    )
    alone = np.where(
        out["options"] == 1,
        f"{hours} is no option but the one that comes to mind: the pick gains {out['gain']:.2f}"
        if own
        else f"{hours} is no option but the one that comes to mind, so there is nothing to pick",
        spent,
    )
    return f"{alone}; {here}. {verdict}."


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "You have 100 hours to come up with something good. Another option takes an hour to find. A look at an option "
    "takes an hour too, and follows true worth to a correlation of 0.3; several looks can be averaged. What share of "
    "the hours should go to finding options?",
    "The share for options",
    answer="best_share",
    range=(0, 1),
    format=".0%",
    unit="of the hours",
    compare="difference",
)


def _stands(p: Values, scenario: str, *names: str) -> Any:
    """Whether these parameters are where a scenario puts them."""
    start = _setting(scenario)
    return reduce(np.logical_and, [p[name] == start[name] for name in names])


def _setting(scenario: str) -> dict[str, float]:
    return {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[scenario]


def _half_the_budget(p: Values, out: Values) -> Any:
    """A fifth more than the opening gains, with half its hours."""
    start = _setting(OPENING)
    goal = 1.2 * float(model.split_gain(**start))
    fair = np.logical_and(_stands(p, OPENING, "price", "accuracy"), p["budget"] <= start["budget"] / 2)
    return np.where(fair, out["gain"] / goal, 0.0)


def _the_other_essay(p: Values, out: Values) -> Any:
    """Most of the hours for judging, though options are as dear and the eye as dull as where essay A is right."""
    return np.where(_stands(p, DEAR, "price", "accuracy"), (1 - out["best_share"]) / 0.5, 0.0)


CHALLENGES = [
    Challenge(
        "The opening splits its hours in half. Take half of them away, leave the price and the look as they are, and "
        "gain a fifth more than it did.",
        _half_the_budget,
        scenario=OPENING,
        done="Done: fewer options, better looked at. The hours had gone to the wrong half.",
    ),
    Challenge(
        "Where ideas are dear, essay A is right: the best split spends most hours on finding them. Make essay B right "
        "without making options cheaper or the eye better or worse.",
        _the_other_essay,
        scenario=DEAR,
        done="Done: with more hours than options can use up, the rest is for judging. Ideas are scarce to the poor.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (share, budget, price, accuracy)
    for share in (0.02, 0.5, 0.9)
    for budget, price, accuracy in ((100.0, 1.0, 0.3), (50.0, 20.0, 0.95), (1000.0, 0.1, 0.05))
]

DATA = Data(
    "hill",
    {
        "split": ("For options", ".1%"), "options": ("Options", ",.1f"), "looks": ("Looks at each", ",.2f"),
        "worth": ("Worth of the pick", ".3f"),
    },
    "What the pick is worth above the average option, in standard deviations, by how the hours are split",
    where="shown",
)  # fmt: skip


def _across(column: str, scale: alt.Scale) -> alt.X:
    shown = [1, 10, 50, 90, 99]
    axis = alt.Axis(
        values=[float(np.log10(percent / (100 - percent))) for percent in shown], title=None,
        labelExpr="round(100 / (1 + pow(10, -datum.value))) + '%'", grid=False, domain=False,
    )  # fmt: skip
    return alt.X(f"{column}:Q", scale=scale, axis=axis)


def _up(column: str, scale: alt.Scale) -> alt.Y:
    axis = alt.Axis(values=[0, 1, 2, 3], title=None, domain=False, tickSize=0, grid=True)
    return alt.Y(f"{column}:Q", scale=scale, axis=axis)


def _one() -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{}]))


def _odds(share: str) -> str:
    return f"log({share} / (1 - {share})) / LN10"


def _at(x: alt.Scale, y: alt.Scale, share: str, worth: str) -> dict[str, Any]:
    return {
        "x": alt.XDatum(alt.ExprRef(f"clamp({_odds(share)}, {-ENDS}, {ENDS})"), type="quantitative", scale=x),
        "y": alt.YDatum(alt.ExprRef(worth), type="quantitative", scale=y),
    }


def _sides(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The hill: on one side of the top finding pays, on the other judging does."""
    hill = alt.Chart(alt.NamedData("hill"))
    layers = [
        hill.transform_filter(f"datum.{side}").mark_area(opacity=0.35, color=color(hue)).encode(
            x=_across("odds", x), y=_up("worth", y), y2=alt.Y2Datum(0)
        )
        for side, hue in (("before", "options"), ("after", "judgment"))
    ]  # fmt: skip
    return [
        *layers,
        hill.transform_filter("datum.shown")
        .mark_line(strokeWidth=3, color=INK)
        .encode(x=_across("odds", x), y=_up("worth", y)),
    ]


def _top(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The best split, and in which essay's half of the picture it lies."""
    best = _at(x, y, "best_share", "best_gain")
    half = alt.XDatum(0, scale=x)
    digits = "best_share < 0.00095 ? '.2%' : best_share < 0.0995 ? '.1%' : '.0%'"
    words: dict[str, tuple[Any, ...]] = {
        "← judging, essay B": ("right", -8, "judgment", "best_share > 0.5"),
        "options, essay A →": ("left", 8, "options", "best_share <= 0.5"),
    }
    sides = [
        _one().mark_text(
            align=align, dx=dx, baseline="bottom", dy=-24, text=text, color=color(hue),
            opacity=alt.ExprRef(f"{other} ? 0.75 : 1"), fontWeight=alt.ExprRef(f"{other} ? 'normal' : 'bold'"),
        ).encode(x=half, y=alt.value(0))
        for text, (align, dx, hue, other) in words.items()
    ]  # fmt: skip
    return [
        _one().mark_rule(color=GRID, strokeWidth=1.5).encode(x=half, y=alt.value(-34), y2=alt.value(HEIGHT)),
        *sides,
        _one().mark_rule(color=INK, strokeDash=[2, 3]).encode(**{**best, "y2": alt.Y2Datum(0)}),
        _one().mark_text(
            baseline="bottom", dy=-8, fontWeight="bold",
            text=alt.ExprRef(f"({_odds('best_share')} < {-ENDS} ? '← ' : '') + 'best ' + format(best_share, {digits})"),
            align=alt.ExprRef("best_share < 0.03 ? 'left' : 'center'"),
        ).encode(**_at(x, y, "best_share", f"max(best_gain, {LOWEST_LABEL})")),
    ]  # fmt: skip


def _here(x: alt.Scale, y: alt.Scale, own: bool) -> list[alt.Chart]:
    """The chosen split, and what the next hour should do."""
    here = _at(x, y, "share", "gain")
    near = "true" if own else f"gain >= {AS_GOOD} * best_gain"
    # Away from the top of the hill, but never out of the picture.
    odds = _odds("share")
    left = f"{odds} > 0.7 || (share < best_share && {odds} > -0.5)"
    text: dict[str, Any] = {
        "text": alt.ExprRef(f"{near} ? '' : share < best_share ? 'next hour: find →' : '← next hour: judge'"),
        "align": alt.ExprRef(f"{left} ? 'right' : 'left'"), "dx": alt.ExprRef(f"{left} ? -10 : 10"),
        # Beside the top of the hill stands its own name.
        "dy": alt.ExprRef(f"abs({odds} - {_odds('best_share')}) < 1.2 && gain > 0.6 * best_gain ? 14 : -8"),
    }  # fmt: skip
    return [
        _one().mark_point(size=120, filled=True, opacity=1, color=INK, stroke=SURFACE, strokeWidth=2).encode(**here),
        _one().mark_text(**text, stroke=SURFACE, strokeWidth=4, strokeJoin="round").encode(**here),
        _one().mark_text(**text, color=INK).encode(**here),
    ]


def _guessed(x: alt.Scale) -> list[alt.Chart]:
    """The reader's guess, where it stands across."""
    one = _one().transform_filter("isValid(guess)").transform_calculate(
        at=f"guess <= 0 ? {-ENDS} : guess >= 1 ? {ENDS} : clamp({_odds('guess')}, {-ENDS}, {ENDS})"
    )  # fmt: skip
    at = _across("at", x)
    return [
        one.mark_rule(color=INK, strokeWidth=2, strokeDash=[6, 3]).encode(
            x=at, y=alt.value(HEIGHT - 46), y2=alt.value(HEIGHT)
        ),
        one.mark_text(
            fontStyle="italic", text="your guess",
            align=alt.ExprRef("datum.at > 1.7 ? 'right' : datum.at < -1.7 ? 'left' : 'center'"),
        ).encode(x=at, y=alt.value(HEIGHT + 30)),
    ]  # fmt: skip


def picture(ask: bool = False, own: bool = False) -> alt.LayerChart:
    """The chart, over the table `hill`, with a place for the reader's guess."""
    x = alt.Scale(domain=[-ENDS, ENDS], nice=False)
    y = alt.Scale(domain=[0, HIGHEST], nice=False)
    caption = _one().mark_text(
        align="left", baseline="bottom", dy=-6, color=MUTED, text="worth of the pick, by the share of hours for options"
    ).encode(x=alt.value(-20), y=alt.value(0))  # fmt: skip
    guessed = _guessed(x) if ask else []
    layers: Any = alt.layer(*_sides(x, y), *_top(x, y), caption, *guessed, *_here(x, y, own))
    sized: alt.LayerChart = layers.properties(
        width=560, height=HEIGHT, padding={"left": 22, "right": 12, "top": TOP, "bottom": 42}
    )
    return sized


@takes_formula("gain(share, budget, price, accuracy)")
def explore(
    gain: Gain = model.split_gain,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("share", "price", "accuracy", "budget"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    gain : callable, optional
        ``gain(share, budget, price, accuracy)`` is what the pick is worth above the average; change it and see.
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
    >>> round(live.gain, 2), round(live.best_gain, 2), round(live.best_share, 2)
    (0.67, 1.06, 0.11)
    """
    splits = 1 / (1 + 10.0**-ALONG)
    own = is_changed(gain, model.split_gain, CASES)
    return explorer(
        picture(ask, own),
        parameters(),
        outputs=lambda p: outputs(p, gain),
        tables={"hill": Table({"odds": ALONG.tolist(), "split": splits.tolist()}, _hill(gain))},
        lists=OVERALL,
        sentence=lambda p, out: sentence(p, out, own),
        name="budget",
        title="What the pick is worth by how the hours are split between finding options and judging them",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
