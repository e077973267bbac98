"""The budget explorer: hours for finding options or for judging them, as a hill whose top moves.

>>> live = explore()
>>> round(live.gain, 2), round(live.best_gain, 2), round(live.best_share, 2)
(0.67, 1.06, 0.11)
"""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Overall, Parameter
from kernelless.model import Values
from kernelless.theme import GRID, INK, MUTED

from ..models import budget as model
from . import kit
from .judgment import VALIDITY
from .kit import pixels, rimmed, rows, rule, text
from .palette import color
from .words import percent

#: The picture: across, the odds of the split in tenfold steps; up, what the pick is worth.
ENDS, HIGHEST, HEIGHT, TOP = 2.3, 3.5, 240, 42
#: Over a low hill the name of its top keeps clear of the chosen split's.
LOWEST_LABEL = 0.5
#: Where the hill is computed, evenly across; beyond the ends of the picture too, where its top may lie.
ALONG = np.linspace(-4, 4, 321).round(3)
LEAST = 1 / (1 + 10.0**4)
#: A split that gains so much of what the best one does is as good as it.
AS_GOOD = 0.99

OPENING, DEAR = "an hour an option, an hour a look", "ideas are dear (essay A)"
SCENARIOS = kit.Scenarios({
    OPENING: {"price": 1, "accuracy": 0.3},
    DEAR: {"price": 20, "accuracy": 0.3},
    "ideas are nearly free (essay B)": {"price": 0.1, "accuracy": 0.3},
    "hiring by a chat": {"price": 2, "accuracy": VALIDITY["unstructured interview"]},
    "a sharp eye (reversed)": {"price": 1, "accuracy": 0.95},
})  # fmt: skip
SPLITS = kit.percents(1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 93, 95, 97, 98, 99)


def parameters() -> list[Parameter]:
    """How the budget is split, what an option costs, how good a look is, and how much there is."""
    return [
        Parameter("share", "For options", 0.5, stops=SPLITS, unit="of the hours",
                  help="How much of the budget goes to finding options; the rest goes to looking at them."),
        Parameter("price", "Price of an option", 1.0, stops=kit.stops(0.1, 0.2, 0.5, 1, 2, 5, 10, 20), unit="hours",
                  help="What it takes to find one more; a look at one always takes an hour."),
        Parameter("accuracy", "One look’s accuracy", 0.3, range=(0.05, 0.95), step=0.01,
                  help="How closely the impression of one look follows true worth: 0 is guessing, 1 is knowing."),
        Parameter("budget", "Budget", 100.0, stops=kit.stops(50, 100, 200, 500, 1000), unit="hours",
                  help="For finding and judging together."),
    ]  # fmt: skip


def outputs(p: Values, gain: Any = model.split_gain) -> dict[str, Any]:
    """Options, looks and what they gain at the chosen split; the best split comes from the table."""
    looks = model.looks_each(p["share"], p["budget"], p["price"])
    return {
        "options": model.options_found(p["share"], p["budget"], p["price"]),
        "looks": looks,
        "sharpened": model.repeated_accuracy(p["accuracy"], looks),
        "gain": gain(p["share"], p["budget"], p["price"], p["accuracy"]),
    }


def hill(p: Values, row: Values, gain: Any) -> dict[str, Any]:
    """For each split: what the pick is worth, and which is the best of them."""
    worth = gain(row["split"], p["budget"], p["price"], p["accuracy"])
    most = np.max(worth)
    best = np.max(np.where(worth == most, row["split"], 0.0))
    shown = np.abs(row["odds"]) <= ENDS
    return {
        "worth": worth,
        "options": model.options_found(row["split"], p["budget"], p["price"]),
        "looks": model.looks_each(row["split"], p["budget"], p["price"]),
        "best_gain": most,
        "best_share": best,
        "shown": shown,
        "before": np.logical_and(shown, row["split"] <= best),
        "after": np.logical_and(shown, row["split"] >= best),
    }


def _odds(share: Any) -> Any:
    return np.log10(share / (1 - share))


def marks(p: Values, row: Values, gain: Any) -> dict[str, Any]:
    """What stands at the top of the hill and at the chosen split, the same in each row."""
    top, here, worth = hill(p, row, gain), _odds(p["share"]), outputs(p, gain)["gain"]
    best, most = top["best_share"], top["best_gain"]
    # Of a formula that gives no number there is no best split, and 0 has no odds.
    at = _odds(np.maximum(best, LEAST))
    beside_the_name = np.logical_and(np.abs(here - at) < 1.2, worth > 0.6 * most)
    way = np.where(p["share"] < best, "next hour: find →", "← next hour: judge")
    return {
        "top": np.clip(at, -ENDS, ENDS),
        "name": f"{np.where(at < -ENDS, '← ', '')}best {percent(best)}",
        "name_at": np.maximum(most, LOWEST_LABEL),
        "here": here,
        "gain": worth,
        # Words stand away from the top of the hill, and in the picture.
        "left": np.logical_or(here > 0.7, np.logical_and(p["share"] < best, here > -0.5)),
        "dy": np.where(beside_the_name, 14, -8),
        "next": np.where(worth >= AS_GOOD * most, "", way),
    }


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what it gives."""
    hours = f"With {p['share']:.0%} of {p['budget']:,.0f} hours for finding there"
    options, looks = (np.where(n < 10, f"{n:.1f}", f"{n:,.0f}") for n in (out["options"], out["looks"]))
    accuracy = "" if own else f": an accuracy of {out['sharpened']:.2f}"
    spent = f"{hours} are {options} options, and {looks} looks for each{accuracy}. The pick gains {out['gain']:.2f}"
    nothing = f": the pick gains {out['gain']:.2f}" if own else ", so there is nothing to pick"
    unspent = f"{hours} is no option but the one that comes to mind{nothing}"
    best = f"the best split, {percent(out['best_share'])} for options, gains {out['best_gain']:.2f}"
    find, judge = ("", "") if own else (", so the next hour should find options", ", so the next hour should judge")
    here = np.select(
        [out["gain"] >= AS_GOOD * out["best_gain"], p["share"] < out["best_share"]],
        ["about as much as can be had", f"{best}{find}"],
        f"{best}{judge}",
    )
    picked = np.where(out["options"] == 1, unspent, spent)
    most = np.where(out["best_share"] > 0.5, "finding options, as essay A has it", "judging, as essay B has it")
    return f"{picked}; {here}. Most of a well-spent budget goes to {most}."


GUESS = Guess(
    "You have 100 hours to come up with something good. Another option takes an hour to find. A look at an option "
    "takes an hour too, and follows true worth to a correlation of 0.3; several looks can be averaged. What share of "
    "the hours should go to finding options?",
    "The share for options", answer="best_share", range=(0, 1), format=".0%", unit="of the hours", compare="difference",
)  # fmt: skip


START = {each.name: float(each.default) for each in parameters()} | SCENARIOS[OPENING]
CHALLENGES = [
    kit.Goal(
        "The opening splits its hours in half. Take half of them away, leave the price and the look as they are, and "
        "gain a fifth more than it did.",
        lambda _, out: out["gain"] / (1.2 * float(model.split_gain(**START))),
        OPENING, "Done: fewer options, better looked at. The hours had gone to the wrong half.",
        keeps=("price", "accuracy"), fair=lambda p, _: p["budget"] <= START["budget"] / 2,
    ),
    kit.Goal(
        "Where ideas are dear, essay A is right: the best split spends most hours on finding them. Make essay B right "
        "without making options cheaper or the eye better or worse.",
        lambda _, out: (1 - out["best_share"]) / 0.5,
        DEAR, "Done: with more hours than options can use up, the rest is for judging. Ideas are scarce to the poor.",
        keeps=("price", "accuracy"),
    ),
]  # fmt: skip

DATA = Data(
    "hill",
    {"split": ("For options", ".1%"), "options": ("Options", ",.1f"), "looks": ("Looks at each", ",.2f"),
     "worth": ("Worth of the pick", ".3f")},
    "What the pick is worth above the average option, in standard deviations, by how the hours are split",
    where="shown",
)  # fmt: skip

SPLIT = alt.Axis(
    values=[float(np.log10(percent / (100 - percent))) for percent in (1, 10, 50, 90, 99)], title=None, grid=False,
    labelExpr="round(100 / (1 + pow(10, -datum.value))) + '%'", domain=False,
)  # fmt: skip
WORTH = alt.Axis(values=[0, 1, 2, 3], format=".1f", title=None, domain=False, tickSize=0, grid=True)
PLANE = kit.Plane(alt.Scale(domain=[-ENDS, ENDS], nice=False), alt.Scale(domain=[0, HIGHEST], nice=False), SPLIT, WORTH)


def picture(ask: bool = False, own: bool = False) -> alt.LayerChart:
    """The hill over the splits, its top, the chosen split, and a place for the reader's guess."""
    hill, half, this = PLANE.of("odds", "worth"), PLANE.at(0), rows("hill", "datum.odds == 0")
    sides = {"← judging, essay B": ("right", -8, "judgment", ">"), "options, essay A →": ("left", 8, "options", "<=")}
    odds = f"clamp(log(guess / (1 - guess)) / LN10, {-ENDS}, {ENDS})"
    guess = kit.one("isValid(guess)", at=f"guess <= 0 ? {-ENDS} : guess >= 1 ? {ENDS} : {odds}")
    return kit.layered(
        # The hill: on one side of the top finding pays, on the other judging does.
        [kit.mark("area", hill | {"y2": alt.Y2Datum(0)}, rows("hill", f"datum.{side}"), opacity=0.35, color=color(hue))
         for side, hue in (("before", "options"), ("after", "judgment"))],
        kit.mark("line", hill, rows("hill", "datum.shown"), strokeWidth=3, color=INK),
        # The best split, and in which essay's half of the picture it lies.
        rule(half | pixels(y=-34, y2=HEIGHT), color=GRID, strokeWidth=1.5),
        [text(half | pixels(y=0), align=align, dx=dx, baseline="bottom", dy=-24, text=said, color=color(hue),
              opacity=f"=best_share {other} 0.5 ? 0.75 : 1", fontWeight=f"=best_share {other} 0.5 ? 'normal' : 'bold'")
         for said, (align, dx, hue, other) in sides.items()],
        rule(PLANE.of("top", "best_gain", y2=alt.Y2Datum(0)), this, color=INK, strokeDash=[2, 3]),
        text(PLANE.of("top", "name_at") | {"text": "name:N"}, this, baseline="bottom", dy=-8, fontWeight="bold",
             align="=best_share < 0.03 ? 'left' : 'center'"),
        text(pixels(x=-20, y=0), align="left", baseline="bottom", dy=-6, color=MUTED,
             text="worth of the pick, by the share of hours for options"),
        kit.guessed(ask, "rule", PLANE.of("at") | pixels(y=HEIGHT - 46, y2=HEIGHT), guess,
                    PLANE.of("at") | pixels(y=HEIGHT + 30), look={"strokeDash": [6, 3]},
                    align="=datum.at > 1.7 ? 'right' : datum.at < -1.7 ? 'left' : 'center'"),
        # The chosen split, and what the next hour should do.
        kit.point(PLANE.of("here", "gain"), this, size=120, color=INK),
        [] if own else rimmed(PLANE.of("here", "gain") | {"text": "next:N"}, this, **kit.beside("datum.left", 10),
                              dy="=datum.dy", color=INK),
        width=560, height=HEIGHT, padding=(22, 12, TOP, 42),
    )  # fmt: skip


EXPLORER = kit.Explorer(
    "budget", "What the pick is worth by how the hours are split between finding options and judging them",
    parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.split_gain, "gain(share, budget, price, accuracy)",
                    [*product((0.02, 0.5, 0.9), (50.0, 100.0, 1000.0), (0.1, 1.0, 20.0), (0.05, 0.3, 0.95))]),
    outputs, {"hill": (
        {"odds": ALONG.tolist(), "split": (1 / (1 + 10.0**-ALONG)).tolist()},
        lambda p, row, gain: hill(p, row, gain) | marks(p, row, gain),
    )},
    {name: Overall("hill", name) for name in ("best_share", "best_gain")}, GUESS, CHALLENGES, DATA,
)  # fmt: skip
explore = EXPLORER.explore
