"""The value explorer: one input gets cheap, and bands of spending say where the money goes.

>>> live = explore()
>>> round(live.judgment_share, 3), round(live.evaluate(demand=0).outputs["judgment_money"], 3)
(0.192, 0.052)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate, product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import value as model
from . import kit
from .bottleneck import SUBSTITUTION
from .kit import mark, pixels, rimmed, rows, rule, text
from .labels import spread
from .palette import color
from .words import called, cited, markdown

#: What money is spent on, from the ground of the picture up: judgment stands on it, so that its height is its money.
#: All but execution share equally what execution leaves, for nobody has measured it otherwise.
INPUTS = ("judgment", "presence", "trust", "execution")
JUDGMENT, EXECUTION = INPUTS.index("judgment"), INPUTS.index("execution")

#: Prices as parts of today's: ten even steps for each tenfold fall, rounded.
PRICES = kit.percents(
    *(100, 80, 63, 50, 40, 31.5, 25, 20, 16, 12.5, 10, 8, 6.3, 5, 4, 3.15, 2.5, 2, 1.6, 1.25, 1)
)  # fmt: skip
#: As good as nothing, for what a share tends to.
FREE = 1e-300

#: The picture: money up, as a multiple of today's total; tenfold falls of the price across, and beside them the
#: column of shares, which is as high as today's total.
HIGHEST, HEIGHT, TOP, LINE = 1.5, 240, 42, 15
COLUMN, END = (2.45, 2.72), 2.75

OPENING = "a tenth of the price"
SCENARIOS = kit.Scenarios({
    OPENING: {"price": 0.1, "sigma": 0.5, "demand": 1, "weight": 0.7},
    "a year of falling model prices": {
        "price": (0.025, "epoch2025inference"), "sigma": (0.25, "demirer2026"), "demand": 1,
    },
    "a hungry market": {"price": 0.1, "sigma": 0.5, "demand": 2},
    "a sated market": {"price": 0.1, "sigma": 0.5, "demand": 0.1},
    "like schooling (σ = 4)": {"price": 0.1, "sigma": (4, "havranek2024"), "demand": 1},
    "judgment gets cheap (reversed)": {"cheaper": JUDGMENT, "price": 0.1, "sigma": 0.5, "demand": 1},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """The price, the two elasticities, what gets cheap, and execution's share today."""
    falling = {name: float(INPUTS.index(name)) for name in ("execution", "judgment", "presence", "trust")}
    return [
        Parameter("price", "New price", 0.1, stops=PRICES, unit="of today’s",
                  help="What the cheaper input costs, as a part of what it costs today. All else costs what it did."),
        Parameter("sigma", "Substitution σ", 0.5, stops=SUBSTITUTION,
                  help="How well inputs stand in for one another: 0 not at all, infinity perfectly."),
        Parameter("demand", "Demand ε", 1.0, range=(0, 3), step=0.05,
                  help="By how many per cent more is wanted when output gets one per cent cheaper: 0 is no more at "
                  "all."),
        Parameter("cheaper", "What gets cheap", float(EXECUTION), stops=falling, help="Whose price falls."),
        Parameter("weight", "Execution today", 0.7, range=(0.1, 0.9), step=0.05, unit="of spending", format=".0%",
                  help="Execution’s share of today’s spending; the other three share the rest equally."),
    ]  # fmt: skip


def _weights(p: Values) -> list[Any]:
    """Each input's share of spending today."""
    other = (1 - p["weight"]) / (len(INPUTS) - 1)
    return [p["weight"] if name == "execution" else other for name in INPUTS]


def _prices(p: Values, price: Any) -> list[Any]:
    """Each input's price, with `price` for what gets cheap."""
    return [np.where(p["cheaper"] == place, price, 1.0) for place in range(len(INPUTS))]


def _money(formula: Any, p: Values, price: Any) -> tuple[list[Any], list[Any]]:
    """What is spent on each input, as multiples of today's total, and the share of each."""
    money = list(formula(_prices(p, price), _weights(p), p["sigma"], p["demand"]))
    return money, _shares(money)


def _shares(money: list[Any]) -> list[Any]:
    total = reduce(np.add, money)
    return [each / total for each in money]


def _by_input(what: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{name}_{what}": value for name, value in zip(INPUTS, values, strict=True)}


def outputs(p: Values, formula: Any = model.spending) -> dict[str, Any]:
    """Share and money of each input, what output costs, all that is spent, and judgment's share in the limit."""
    money, shares = _money(formula, p, p["price"])
    # At a demand of 1 the total stays what it is, so nothing overflows on the way to a price of nothing.
    free = _shares(list(formula(_prices(p, FREE), _weights(p), p["sigma"], 1.0)))
    return {
        **_by_input("share", shares),
        **_by_input("money", money),
        "total": reduce(np.add, money),
        "output_price": model.price_index(_prices(p, p["price"]), _weights(p), p["sigma"]),
        "judgment_today": _weights(p)[JUDGMENT],
        "judgment_limit": free[JUDGMENT],
    }


def path(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """For each price on the way down: the tops of the bands of money, and the shares."""
    money, shares = _money(formula, p, row["price"])
    return {
        "reached": row["price"] >= p["price"],
        **_by_input("top", list(accumulate(money, np.add))),
        **_by_input("money", money),
        **_by_input("share", shares),
    }


def bands(p: Values, row: Values, formula: Any) -> dict[str, Any]:
    """For each input at the chosen price: where it stands, and its label."""
    money, shares = _money(formula, p, p["price"])
    labels = [f"{name} {share:.0%}" for name, share in zip(INPUTS, shares, strict=True)]
    return {**_places(money, shares, row["place"]), "text": _named(row["place"], labels), "fall": -np.log10(p["price"])}


def _places(money: list[Any], shares: list[Any], place: Any) -> dict[str, Any]:
    """Where an input's slice of the money ends, and where its part of the column and its label stand."""
    high = list(accumulate(shares, np.add))
    middles = [top - share / 2 for top, share in zip(high, shares, strict=True)]
    return {
        "slice": np.choose(place, list(accumulate(money, np.add))),
        "low": np.choose(place, [0.0, *high[:-1]]),
        "high": np.choose(place, high),
        "at": np.choose(place, spread(middles, gap=HIGHEST * LINE / HEIGHT, top=HIGHEST)),
    }


def chosen(p: Values, _: Values, formula: Any) -> dict[str, Any]:
    """The chosen price and judgment's money there: where they stand, and what is written beside them."""
    money = _money(formula, p, p["price"])[0][JUDGMENT]
    price = np.where(p["price"] == 1, "today", f"at {called(p['price'], PRICES)}")
    return {
        "fall": -np.log10(p["price"]),
        "level": np.minimum(money, HIGHEST),
        "price": f"{_named(p['cheaper'], INPUTS)} {price}",
        "money": f"{100 * money:,.1f}{np.where(money > HIGHEST, ' ↑', '')}",
    }


def _named(place: Any, names: Sequence[Any]) -> Any:
    return np.select([place == i for i in range(len(names))], list(names), "")


def _compared(found: Any, before: Any, up: str, same: str, down: str) -> Any:
    """One of three texts, by whether a number is above, at or below another; rounding aside."""
    return np.select([found > before * (1 + 1e-9), found < before * (1 - 1e-9)], [up, down], same)


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, without the reasons."""
    before, share, money = out["judgment_today"], out["judgment_share"], out["judgment_money"]
    change = (
        f"Judgment’s share of spending goes from {before:.1%} to {share:.1%}, "
        f"its money from {100 * before:.1f} to {100 * money:,.1f} (of 100 today)"
    )
    free = f" Were {_named(p['cheaper'], INPUTS)} free, judgment’s share would be {out['judgment_limit']:.1%}."
    nothing = (
        f"At today’s prices judgment gets {share:.1%} of all spending, {100 * money:,.1f} of 100"
        f"{'' if own else ', whatever σ and ε are'}. Nothing has got cheaper yet."
    )
    cheaper = _named(p["cheaper"], [name.capitalize() for name in INPUTS])
    costs = f"{cheaper} costs {called(p['price'], PRICES)} of what it did"
    return np.where(p["price"] == 1, nothing, f"{costs}. {change}. {_verdict(p, out, own)}.{'' if own else free}")


def _verdict(p: Values, out: Values, own: bool) -> Any:
    """What became of judgment's share and of its money, and why."""
    before, share, money = out["judgment_today"], out["judgment_share"], out["judgment_money"]
    by_share = _compared(share, before, "A larger share", "The same share", "A smaller share")
    by_money = _compared(money, before, "more money", "the same money", "less money")
    apart = (share - before) * (money - before) < -1e-12
    why = np.where(
        p["cheaper"] == JUDGMENT,
        "judgment is now what there is plenty of",
        f"σ is {_compared(p['sigma'], 1.0, 'above', 'at', 'below')} 1, "
        f"ε is {_compared(p['demand'], p['sigma'], 'above', 'equal to', 'below')} σ",
    )
    return f"{by_share}{np.where(apart, ', yet ', ' and ')}{by_money}{'' if own else f': {why}'}"


GUESS = Guess(
    "Today 70% of spending goes to execution and 10% to judgment. Now execution costs a tenth of what it did, and "
    "nothing else changes its price. What share goes to judgment?",
    "Judgment’s share", answer="judgment_share", range=(0, 1), format=".0%", unit="of spending", compare="difference",
)  # fmt: skip


def _times(out: Values, kind: str) -> Any:
    """Judgment's share or money as a multiple of today's."""
    return out[f"judgment_{kind}"] / out["judgment_today"]


CHALLENGES = [
    kit.Goal(
        "Let execution get cheap so that judgment’s share doubles and its money halves.",
        lambda _, out: np.minimum(_times(out, "share") / 2, 0.5 / np.maximum(_times(out, "money"), 1e-9)), OPENING,
        "Done: judgment has won the argument and lost half its pay. The customers kept the difference.",
        keeps=("cheaper", "weight"),
    ),
    kit.Goal(
        "Now the other way round: judgment’s share halves and its money doubles.",
        lambda _, out: np.minimum(0.5 / np.maximum(_times(out, "share"), 1e-9), _times(out, "money") / 2), OPENING,
        "Done: a thin slice of a great deal. Nobody would have told this story as one about judgment.",
        keeps=("cheaper", "weight"),
    ),
]  # fmt: skip

DATA = Data(
    "path",
    {
        "price": ("Price", ".2%"),
        **{f"{name}_share": (f"{name.capitalize()}, share", ".1%") for name in INPUTS},
        **{f"{name}_money": (f"{name.capitalize()}, money", ".3f") for name in INPUTS},
    },
    "Shares of spending, and money spent as a multiple of today’s total, as the price falls",
)

#: On a narrow page the picture has room for three prices.
FALLS = [0.0, *(float(np.log10(part)) for part in (2, 5, 10, 20, 50, 100))]
FALL = alt.Axis(
    values=alt.ExprRef(f"width < 300 ? [0, 1, 2] : {FALLS}"), title=None, grid=False, domain=False,
    labelExpr="datum.value == 0 ? 'today' : '1/' + round(pow(10, datum.value))", labelSeparation=-20,
)  # fmt: skip
MONEY = alt.Axis(
    values=[0, 0.5, 1, 1.5], labelExpr="datum.value * 100", title=None, domain=False, tickSize=0, grid=True
)
PLANE = kit.Plane(alt.Scale(domain=[0, END], nice=False), alt.Scale(domain=[0, HIGHEST], nice=False), FALL, MONEY)
HUE = {"color": kit.hues("input", {name: color(name) for name in INPUTS})}
#: How much ink a band gets: the picture is about judgment.
STRONG, PALE = 0.95, 0.42


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """Money over the falling price, the shares in a column beside it, and a place for the reader's guess."""
    feet = [alt.Y2Datum(0), *(alt.Y2(f"{name}_top:Q") for name in INPUTS)]
    each, here, (left, right) = rows("bands"), rows("chosen"), COLUMN
    ink = alt.condition("datum.place == 0", alt.value(STRONG), alt.value(PALE))
    stretched = PLANE.of("fall", "slice", y2="high", x2=alt.X2Datum(left))
    column = PLANE.at(left) | PLANE.of(y="low", y2="high") | {"x2": alt.X2Datum(right), "opacity": ink}
    price, money = PLANE.of("fall"), PLANE.of("fall", "level")
    # The guess keeps clear of the axis, of the column's heading, and of judgment's money beside it.
    level = PLANE.at(COLUMN[0] - 0.04, "guess")
    beside = "(abs(guess - judgment_money) < 0.15 && price < 0.1)"
    low = "guess < 0.1 ? (judgment_money < 0.06 ? -34 : -8)"
    away = f"{beside} ? (guess >= judgment_money ? -26 : {low} : 12) : guess < 0.1 ? -8 : guess > 0.93 ? 12 : 0"
    return kit.layered(
        # Bands of money: pale where the price may yet fall, full as far as it has.
        [mark("area", PLANE.of("fall", f"{name}_top", y2=foot), of, clip=True, color=color(name),
              opacity=shown * (STRONG if name == "judgment" else PALE))
         for of, shown in ((rows("path"), 0.35), (rows("path", "datum.reached"), 1.0))
         for name, foot in zip(INPUTS, feet, strict=False)],
        # The slice at the chosen price, stretched into the column of shares, with the names beside it.
        rule(stretched | HUE, each, strokeWidth=1.5, clip=True),
        mark("rect", column | HUE, each, stroke=SURFACE, strokeWidth=1),
        text(PLANE.at(END) | PLANE.of(y="at") | HUE | {"text": "text:N"}, each, align="left", dx=5),
        text(PLANE.at(sum(COLUMN) / 2, 1), align="center", baseline="bottom", dy=-4, text="shares"),
        # The chosen price, judgment's money there, and judgment's level today.
        rule(PLANE.at(0, "judgment_today") | {"x2": alt.X2Datum(COLUMN[1])}, strokeDash=[2, 3], color=INK),
        rule(price | pixels(y=0, y2=HEIGHT), here, color=INK, strokeWidth=1.5),
        text(price | pixels(y=0) | {"text": "price:N"}, here, baseline="bottom", dy=-6, fontWeight="bold",
             align="=datum.fall > 1 ? 'right' : 'left'"),
        kit.point(money, here, size=90, color=color("judgment")),
        rimmed(money | {"text": "money:N"}, here, **kit.beside("datum.fall > 0.45", 8), fontWeight="bold", color=INK,
               dy=f"=datum.level > {HIGHEST - 0.2} ? 18 : -10"),
        text(pixels(x=0, y=0), align="left", baseline="bottom", dy=-24, color=MUTED,
             text="money spent; today’s total is 100"),
        # The guess lies on the column that answers it.
        kit.guessed(ask, "rule", level | {"x2": alt.X2Datum(END)}, None, level, align="right", dx=-4, dy=f"={away}"),
        width=560, height=HEIGHT, padding=(30, 102, TOP, 22),
    )  # fmt: skip


def scenarios_table() -> str:
    """The scenarios' values as a Markdown table, each with its source or the word *assumed*."""
    lines = []
    for name, values in SCENARIOS.items():
        said = {"price": f"{100 * values['price']:g}%", **{key: f"{values[key]:g}" for key in ("sigma", "demand")}}
        lines.append([f"**{name}**", *(f"{each} {cited(SCENARIOS.sources[name][key])}" for key, each in said.items())])
    return markdown(["scenario", "new price", "σ", "ε"], lines)


EXPLORER = kit.Explorer(
    "value", "Where the money goes as one input gets cheap", parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(
        model.spending, "spending(prices, weights, sigma, demand)",
        [([1.0, 1.0, 1.0, price], [0.1, 0.1, 0.1, 0.7], sigma, demand)
         for price, sigma, demand in product((0.01, 0.1, 1.0), (0.0, 0.5, 1.0, 4.0, np.inf), (0.0, 1.0, 2.0))],
        len(INPUTS),
    ),
    outputs,
    {
        "path": ({"price": list(PRICES.values()), "fall": (-np.log10(list(PRICES.values()))).tolist()}, path),
        "bands": ({"input": INPUTS, "place": list(range(len(INPUTS)))}, bands),
        "chosen": ({"only": [0.0]}, chosen),
    },
    guess=GUESS, challenges=CHALLENGES, data=DATA, first=("price", "sigma", "demand"),
)  # fmt: skip
explore = EXPLORER.explore
