"""The value explorer: one input gets cheap, and bands of spending say where the money goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import accumulate
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import value as model
from .bottleneck import SUBSTITUTION, spread
from .palette import STYLE, color
from .words import challenges, is_changed

#: What money is spent on, from the ground of the picture up: judgment stands on it, so that its height is its money.
#: All but execution share equally what execution leaves, for nobody has measured it otherwise.
INPUTS = ("judgment", "presence", "trust", "execution")
JUDGMENT, EXECUTION = INPUTS.index("judgment"), INPUTS.index("execution")

#: Prices as parts of today's, by what the reader sees: ten even steps for each tenfold fall, rounded.
_STEPS = (100, 80, 63, 50, 40, 31.5, 25, 20, 16, 12.5, 10, 8, 6.3, 5, 4, 3.15, 2.5, 2, 1.6, 1.25, 1)
PRICES = {f"{percent}%": percent / 100 for percent in _STEPS}
#: As good as nothing, for what a share tends to.
FREE = 1e-300

#: The picture: money up, as a multiple of today's total; tenfold falls of the price across, and beside them the
#: column of shares, which is as high as today's total.
HIGHEST, HEIGHT, TOP, LINE = 1.5, 240, 42, 15
COLUMN, END = (2.45, 2.72), 2.75

#: Each scenario's values, with the source of each; what a scenario leaves out is at its default.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    "a tenth of the price": {
        "price": (0.1, "assumed"), "sigma": (0.5, "assumed"), "demand": (1.0, "assumed"), "weight": (0.7, "assumed"),
    },
    "a year of falling model prices": {
        "price": (0.025, "epoch2025inference"), "sigma": (0.25, "demirer2026"), "demand": (1.0, "assumed"),
    },
    "a hungry market": {"price": (0.1, "assumed"), "sigma": (0.5, "assumed"), "demand": (2.0, "assumed")},
    "a sated market": {"price": (0.1, "assumed"), "sigma": (0.5, "assumed"), "demand": (0.1, "assumed")},
    "like schooling (σ = 4)": {"price": (0.1, "assumed"), "sigma": (4.0, "havranek2024"), "demand": (1.0, "assumed")},
    "judgment gets cheap (reversed)": {
        "cheaper": (float(JUDGMENT), "assumed"), "price": (0.1, "assumed"), "sigma": (0.5, "assumed"),
        "demand": (1.0, "assumed"),
    },
}  # fmt: skip
OPENING = "a tenth of the price"
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}


def parameters() -> list[Parameter]:
    """The price, the two elasticities, what gets cheap, and execution's share today; defaults as it opens."""
    start = SCENARIOS[OPENING]
    return [
        Parameter(
            "price", "New price", start["price"], stops=PRICES, unit="of today’s",
            help="What the cheaper input costs, as a part of what it costs today. All else costs what it did.",
        ),
        Parameter(
            "sigma", "Substitution σ", start["sigma"], stops=SUBSTITUTION,
            help="How well inputs stand in for one another: 0 not at all, infinity perfectly.",
        ),
        Parameter(
            "demand", "Demand ε", start["demand"], range=(0, 3), step=0.05,
            help="By how many per cent more is wanted when output gets one per cent cheaper: 0 is no more at all.",
        ),
        Parameter(
            "cheaper", "What gets cheap", float(EXECUTION),
            stops={name: float(INPUTS.index(name)) for name in ("execution", "judgment", "presence", "trust")},
            help="Whose price falls.",
        ),
        Parameter(
            "weight", "Execution today", start["weight"], range=(0.1, 0.9), step=0.05, unit="of spending",
            format=".0%", help="Execution’s share of today’s spending; the other three share the rest equally.",
        ),
    ]  # fmt: skip


Spending = Callable[[list[Any], list[Any], Any, Any], Any]


def _weights(p: Values) -> list[Any]:
    """Each input's share of spending today."""
    other = (1 - p["weight"]) / (len(INPUTS) - 1)
    return [p["weight"] if name == "execution" else other for name in INPUTS]


def _prices(p: Values, price: Any) -> list[Any]:
    """Each input's price, with `price` for what gets cheap."""
    return [np.where(p["cheaper"] == place, price, 1.0) for place in range(len(INPUTS))]


def _money(formula: Spending, p: Values, price: Any) -> tuple[list[Any], list[Any]]:
    """What is spent on each input, as multiples of today's total, and the share of each."""
    money = list(formula(_prices(p, price), _weights(p), p["sigma"], p["demand"]))
    return money, _shares(money)


def _shares(money: list[Any]) -> list[Any]:
    total = reduce(np.add, money)
    return [each / total for each in money]


def outputs(p: Values, formula: Spending = model.spending) -> dict[str, Any]:
    """Share and money of each input, what output costs, all that is spent, and judgment's share in the limit."""
    money, shares = _money(formula, p, p["price"])
    # At a demand of 1 the total stays what it is, so nothing overflows on the way to a price of nothing.
    free = _shares(list(formula(_prices(p, FREE), _weights(p), p["sigma"], 1.0)))
    return {
        **{f"{name}_share": share for name, share in zip(INPUTS, shares, strict=True)},
        **{f"{name}_money": each for name, each in zip(INPUTS, money, strict=True)},
        "total": reduce(np.add, money),
        "output_price": model.price_index(_prices(p, p["price"]), _weights(p), p["sigma"]),
        "judgment_today": _weights(p)[JUDGMENT],
        "judgment_limit": free[JUDGMENT],
    }


def _path(formula: Spending) -> Callable[[Values, Values], dict[str, Any]]:
    """For each price on the way down: the tops of the bands of money, and the shares."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        money, shares = _money(formula, p, row["price"])
        tops = accumulate(money, np.add)
        return {
            "reached": row["price"] >= p["price"],
            **{f"{name}_top": top for name, top in zip(INPUTS, tops, strict=True)},
            **{f"{name}_money": each for name, each in zip(INPUTS, money, strict=True)},
            **{f"{name}_share": each for name, each in zip(INPUTS, shares, strict=True)},
        }

    return columns


def _bands(formula: Spending) -> Callable[[Values, Values], dict[str, Any]]:
    """For each input at the chosen price: where it stands, and its label."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        money, shares = _money(formula, p, p["price"])
        labels = [f"{name} {share:.0%}" for name, share in zip(INPUTS, shares, strict=True)]
        return {**_places(money, shares, row["place"]), "text": _named(row["place"], labels)}

    return columns


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


def _pick(conditions: list[Any], texts: list[Any], default: Any = "") -> Any:
    return np.select(conditions, texts, default)


def _compared(found: Any, before: Any, up: str, same: str, down: str) -> Any:
    """One of three texts, by whether a number is above, at or below another; rounding aside."""
    return _pick([found > before * (1 + 1e-9), found < before * (1 - 1e-9)], [up, down], same)


def _named(place: Any, names: Sequence[str]) -> Any:
    return _pick([place == i for i in range(len(names))], list(names))


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, without the reasons."""
    before, share, money = out["judgment_today"], out["judgment_share"], out["judgment_money"]
    now, then = f"{before:.1%} of all spending", f"{100 * before:.1f}"
    price = _pick([p["price"] == value for value in PRICES.values()], list(PRICES))
    change = (
        f"Judgment’s share of spending goes from {before:.1%} to {share:.1%}, "
        f"its money from {then} to {100 * money:,.1f} (of 100 today)"
    )
    limit = (
        ""
        if own
        else f" Were {_named(p['cheaper'], INPUTS)} free, judgment’s share would be {out['judgment_limit']:.1%}."
    )
    nothing = f"At today’s prices judgment gets {now}, {then} of 100, whatever σ and ε are."
    if own:
        nothing = f"At today’s prices judgment gets {share:.1%} of all spending, {100 * money:,.1f} of 100."
    return np.where(
        p["price"] == 1,
        f"{nothing} Nothing has got cheaper yet.",
        f"{_named(p['cheaper'], [name.capitalize() for name in INPUTS])} costs {price} of what it did. {change}. "
        f"{_verdict(p, out, own)}.{limit}",
    )


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


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "Today 70% of spending goes to execution and 10% to judgment. Now execution costs a tenth of what it did, and "
    "nothing else changes its price. What share goes to judgment?",
    "Judgment’s share",
    answer="judgment_share",
    range=(0, 1),
    format=".0%",
    unit="of spending",
    compare="difference",
)


def _fair(p: Values) -> Any:
    """Whether it is still execution that gets cheap, from the share that it opens with."""
    return np.logical_and(p["cheaper"] == EXECUTION, p["weight"] == SCENARIOS[OPENING]["weight"])


def _more_and_less(p: Values, out: Values) -> Any:
    """Judgment's share doubled and its money halved."""
    share, money = (out[f"judgment_{kind}"] / out["judgment_today"] for kind in ("share", "money"))
    return np.where(_fair(p), np.minimum(share / 2, 0.5 / np.maximum(money, 1e-9)), 0.0)


def _less_and_more(p: Values, out: Values) -> Any:
    """Judgment's share halved and its money doubled."""
    share, money = (out[f"judgment_{kind}"] / out["judgment_today"] for kind in ("share", "money"))
    return np.where(_fair(p), np.minimum(0.5 / np.maximum(share, 1e-9), money / 2), 0.0)


CHALLENGES = [
    Challenge(
        "Let execution get cheap so that judgment’s share doubles and its money halves.",
        _more_and_less,
        scenario=OPENING,
        done="Done: judgment has won the argument and lost half its pay. The customers kept the difference.",
    ),
    Challenge(
        "Now the other way round: judgment’s share halves and its money doubles.",
        _less_and_more,
        scenario=OPENING,
        done="Done: a thin slice of a great deal. Nobody would have told this story as one about judgment.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    ([1.0, 1.0, 1.0, price], [0.1, 0.1, 0.1, 0.7], sigma, demand)
    for price in (0.01, 0.1, 1.0)
    for sigma in (0.0, 0.5, 1.0, 4.0, np.inf)
    for demand in (0.0, 1.0, 2.0)
]

DATA = Data(
    "path",
    {
        "price": ("Price", ".2%"),
        **{f"{name}_share": (f"{name.capitalize()}, share", ".1%") for name in INPUTS},
        **{f"{name}_money": (f"{name.capitalize()}, money", ".3f") for name in INPUTS},
    },
    "Shares of spending, and money spent as a multiple of today’s total, as the price falls",
)


def _across(column: str, scale: alt.Scale) -> alt.X:
    wide = [0.0, *(float(np.log10(part)) for part in (2, 5, 10, 20, 50, 100))]
    axis = alt.Axis(
        values=alt.ExprRef(f"width < 300 ? [0, 1, 2] : {wide}"), title=None, grid=False, domain=False,
        labelExpr="datum.value == 0 ? 'today' : '1/' + round(pow(10, datum.value))", labelSeparation=-20,
    )  # fmt: skip
    return alt.X(f"{column}:Q", scale=scale, axis=axis)


def _up(column: str, scale: alt.Scale) -> alt.Y:
    axis = alt.Axis(
        values=[0, 0.5, 1, 1.5], labelExpr="datum.value * 100", title=None, domain=False, tickSize=0, grid=True
    )
    return alt.Y(f"{column}:Q", scale=scale, axis=axis)


def _one() -> alt.Chart:
    """A single mark."""
    return alt.Chart(alt.InlineData(values=[{}]))


def _areas(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """Bands of money over the falling price: pale where it may yet fall, full as far as it has."""
    path = alt.Chart(alt.NamedData("path"))
    layers = []
    for rows, shown in ((path, 0.35), (path.transform_filter("datum.reached"), 1.0)):
        for below, name in zip((None, *INPUTS), INPUTS, strict=False):
            foot = {"y2": alt.Y2(f"{below}_top:Q")} if below else {"y2": alt.Y2Datum(0)}
            mark = rows.mark_area(clip=True, color=color(name), opacity=shown * _weight(name))
            layers.append(mark.encode(x=_across("fall", x), y=_up(f"{name}_top", y), **foot))
    return layers


def _weight(name: str) -> float:
    """How much ink a band gets: the picture is about judgment."""
    return 0.95 if name == "judgment" else 0.42


def _beside(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The slice at the chosen price, stretched into the column of shares, with the names beside it."""
    bands = alt.Chart(alt.NamedData("bands"))
    hue = alt.Color("input:N", scale=alt.Scale(domain=INPUTS, range=[*map(color, INPUTS)]), legend=None)
    ink = alt.condition("datum.place == 0", alt.value(_weight("judgment")), alt.value(_weight("")))
    left = alt.XDatum(COLUMN[0], scale=x)
    here = alt.XDatum(alt.ExprRef("-log(price) / LN10"), type="quantitative", scale=x)
    return [
        bands.mark_rule(strokeWidth=1.5, clip=True).encode(
            x=here, x2=alt.X2Datum(COLUMN[0]), y=_up("slice", y), y2="high:Q", color=hue
        ),
        bands.mark_rect(stroke=SURFACE, strokeWidth=1).encode(
            x=left, x2=alt.X2Datum(COLUMN[1]), y=_up("low", y), y2="high:Q", color=hue, opacity=ink
        ),
        bands.mark_text(align="left", dx=5).encode(
            x=alt.XDatum(END, scale=x), y=_up("at", y), text="text:N", color=hue,
        ),
        _one().mark_text(align="center", baseline="bottom", dy=-4, text="shares").encode(
            x=alt.XDatum(sum(COLUMN) / 2, scale=x), y=alt.YDatum(1, scale=y)
        ),
    ]  # fmt: skip


def _here(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The chosen price, judgment's money there, and judgment's level today."""
    one = _one()
    place = "-log(price) / LN10"
    here = alt.XDatum(alt.ExprRef(place), type="quantitative", scale=x)
    level = alt.YDatum(alt.ExprRef(f"min(judgment_money, {HIGHEST})"), type="quantitative", scale=y)
    names = ", ".join(f"'{name}'" for name in INPUTS)
    at = "(price == 1 ? ' today' : ' at ' + format(100 * price, '~f') + '%')"
    amount: dict[str, Any] = {
        "text": alt.ExprRef("format(100 * judgment_money, ',.1f') + (judgment_money > 1.5 ? ' ↑' : '')"),
        "align": alt.ExprRef(f"{place} > 0.45 ? 'right' : 'left'"), "dx": alt.ExprRef(f"{place} > 0.45 ? -8 : 8"),
        "dy": alt.ExprRef(f"judgment_money > {HIGHEST - 0.2} ? 18 : -10"), "fontWeight": "bold",
    }  # fmt: skip
    return [
        one.mark_rule(strokeDash=[2, 3], color=INK).encode(
            x=alt.XDatum(0, scale=x), x2=alt.X2Datum(COLUMN[1]),
            y=alt.YDatum(alt.ExprRef("judgment_today"), type="quantitative", scale=y),
        ),
        one.mark_rule(color=INK, strokeWidth=1.5).encode(x=here, y=alt.value(0), y2=alt.value(HEIGHT)),
        one.mark_text(
            align=alt.ExprRef(f"{place} > 1 ? 'right' : 'left'"), baseline="bottom", dy=-6, fontWeight="bold",
            text=alt.ExprRef(f"[{names}][cheaper] + {at}"),
        ).encode(x=here, y=alt.value(0)),
        one.mark_point(size=90, filled=True, opacity=1, color=color("judgment"), stroke=SURFACE, strokeWidth=2).encode(
            x=here, y=level
        ),
        # A rim in the page's colour keeps the number readable on any band.
        one.mark_text(**amount, stroke=SURFACE, strokeWidth=4, strokeJoin="round").encode(x=here, y=level),
        one.mark_text(**amount, color=INK).encode(x=here, y=level),
        one.mark_text(
            align="left", baseline="bottom", dy=-24, color=MUTED, text="money spent; today’s total is 100"
        ).encode(x=alt.value(0), y=alt.value(0)),
    ]  # fmt: skip


def _guessed(x: alt.Scale, y: alt.Scale) -> list[alt.Chart]:
    """The reader's guess of judgment's share, on the column that answers it."""
    one = _one().transform_filter("isValid(guess)").transform_calculate(at="guess")
    edge = alt.XDatum(COLUMN[0] - 0.04, scale=x)
    # It keeps clear of the axis, of the column's heading, and of judgment's money beside it.
    beside = "(abs(guess - judgment_money) < 0.15 && price < 0.1)"
    low = "guess < 0.1 ? (judgment_money < 0.06 ? -34 : -8)"
    away = alt.ExprRef(
        f"{beside} ? (guess >= judgment_money ? -26 : {low} : 12) : guess < 0.1 ? -8 : guess > 0.93 ? 12 : 0"
    )
    return [
        one.mark_rule(strokeWidth=2, strokeDash=[3, 2], color=INK).encode(x=edge, x2=alt.X2Datum(END), y=_up("at", y)),
        one.mark_text(align="right", dx=-4, dy=away, fontStyle="italic", text="your guess").encode(
            x=edge, y=_up("at", y)
        ),
    ]


def picture(ask: bool = False) -> alt.TopLevelMixin:
    """The chart, over the tables `path` and `bands`, with a place for the reader's guess."""
    x = alt.Scale(domain=[0, END], nice=False)
    y = alt.Scale(domain=[0, HIGHEST], nice=False)
    guessed = _guessed(x, y) if ask else []
    layers = alt.layer(*_areas(x, y), *_beside(x, y), *_here(x, y), *guessed)
    return layers.properties(width=560, height=HEIGHT, padding={"left": 30, "right": 102, "top": TOP, "bottom": 22})


def scenarios_table() -> str:
    """The scenarios' values as a Markdown table, each with its source or the word *assumed*."""
    lines = [["scenario", "new price", "σ", "ε"], ["---"] * 4]
    for name, values in SETTINGS.items():
        cells = [
            f"{times * number:g}{unit} {_source(source)}"
            for (number, source), times, unit in (
                (values["price"], 100, "%"),
                (values["sigma"], 1, ""),
                (values["demand"], 1, ""),
            )
        ]
        lines.append([f"**{name}**", *cells])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _source(key: str) -> str:
    return "*assumed*" if key == "assumed" else f"{{cite}}`{key}`"


@takes_formula("spending(prices, weights, sigma, demand)", len(INPUTS))
def explore(
    formula: Spending = model.spending,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("price", "sigma", "demand"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    formula : callable, optional
        ``formula(prices, weights, sigma, demand)`` gives what is spent on each of the four `INPUTS`, as multiples of
        today's total. One that cannot be traced (a loop over data, a Python `if`) is computed by the kernel.
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
    >>> round(live.judgment_share, 3), round(live.evaluate(demand=0).outputs["judgment_money"], 3)
    (0.192, 0.052)
    """
    own = is_changed(formula, model.spending, CASES)
    tables = {
        "path": Table(
            {"price": list(PRICES.values()), "fall": [float(-np.log10(price)) for price in PRICES.values()]},
            _path(formula),
        ),
        "bands": Table({"input": INPUTS, "place": list(range(len(INPUTS)))}, _bands(formula)),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, formula),
        tables=tables,
        sentence=lambda p, out: sentence(p, out, own),
        name="value",
        title="Where the money goes as one input gets cheap",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
