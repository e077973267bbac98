"""The explorer of excellence: a free baseline rises through a distribution of skill, read in two ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.theme import INK, MUTED, SURFACE

from ..models import excellence as model
from .palette import STYLE, color
from .words import challenges, is_changed

Values = Mapping[str, Any]
Share = Callable[[Any, Any], Any]

#: The two readings of the essay's step, by what the reader sees.
READINGS = {"free becomes the price": 0.0, "the tool lifts everyone": 1.0}
#: What counts as the top.
TOPS = {"1%": 0.01, "5%": 0.05, "10%": 0.1, "20%": 0.2}
#: The scale of skill that the picture shows, in standard deviations, and its grid.
LOWEST, HIGHEST, GRID = -3.0, 3.0, 0.05
#: The best and the worst tenth begin so far from the average.
TENTH = 1.2815515655446004

#: Each scenario's values; what a scenario leaves out is at its default. Nobody has measured b: all are *assumed*.
SCENARIOS: dict[str, dict[str, float]] = {
    "free becomes the price": {"b": 2.0},
    "nothing is free": {"b": LOWEST},
    "average work is free": {"b": 0.0},
    "good work is free": {"b": 1.0},
    "the tool lifts everyone (reversed)": {"b": 1.0, "reading": 1.0},
}
OPENING = "free becomes the price"


def parameters() -> list[Parameter]:
    """What is free, how that is read, where you stand, and whom to call the top."""
    skill: dict[str, Any] = {"range": (LOWEST, HIGHEST), "step": 0.1, "format": "+.1f", "unit": "standard deviations"}
    return [
        Parameter(
            "b", "Free quality b", SCENARIOS[OPENING]["b"], **skill,
            help="How good the work is that anybody can have for nothing; 0 is today’s average person.",
        ),
        Parameter(
            "reading", "What follows", 0.0, stops=READINGS, control="choice",
            help="Whether work is paid only for what goes beyond the free, or as before.",
        ),
        Parameter("you", "Your skill", 1.0, **skill, help="Where you stand among people today."),
        Parameter("top", "The top", 0.01, stops=TOPS, help="How many of the most skilled to call the top."),
    ]  # fmt: skip


def gap(b: Any) -> Any:
    """How far the best tenth begins above the end of the worst when all deliver at least b; 1 without a tool."""
    return (model.lifted_quality(TENTH, b) - model.lifted_quality(-TENTH, b)) / (2 * TENTH)


def outputs_of(share: Share) -> Callable[[Values], dict[str, Any]]:
    """What the free quality does to everyone, to the top, and to you."""

    def outputs(p: Values) -> dict[str, Any]:
        left = model.mean_premium(p["b"])
        return {
            "out": model.priced_out(p["b"]),
            "left": left,
            "kept": left / model.mean_premium(0.0),
            "top_share": share(p["b"], p["top"]),
            "top_share_at_two": share(2.0, 0.01),
            "delivered": p["b"] + left,
            "gap": gap(p["b"]),
            "your_premium": model.premium(p["you"], p["b"]),
            "your_quality": model.lifted_quality(p["you"], p["b"]),
        }

    return outputs


def _grid() -> list[float]:
    return [round(float(value), 2) for value in np.arange(LOWEST, HIGHEST + GRID / 2, GRID)]


def _people() -> Table:
    """The distribution of skill, and what each skill is paid, or delivers."""
    skill = _grid()
    density = [float(np.exp(-s * s / 2) / np.sqrt(2 * np.pi)) for s in skill]

    def columns(p: Values, row: Values) -> dict[str, Any]:
        paid, quality = model.premium(row["skill"], p["b"]), model.lifted_quality(row["skill"], p["b"])
        return {"beyond": row["skill"] >= p["b"], "line": np.where(p["reading"] == 0, paid, quality - LOWEST)}

    return Table({"skill": skill, "density": density}, columns)


def _curves(share: Share) -> Table:
    """For every free quality: the share of the top, and the gap."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        return {"share": share(row["free"], p["top"]), "gap": gap(row["free"]), "at_b": row["free"] == p["b"]}

    return Table({"free": _grid()}, columns)


def sentence(p: Values, out: Values) -> Any:
    """What the picture shows, in words."""
    same = f"With quality {p['b']:+.1f} for nothing, {out['out']:.1%} of people can do no better alone"
    top = np.select([p["top"] == value for value in TOPS.values()], [f"top {name}" for name in TOPS], "")
    yours = np.where(
        out["your_premium"] > 1e-9, f"at skill {p['you']:+.1f} you earn {out['your_premium']:.1f}",
        f"at skill {p['you']:+.1f} you earn nothing",
    )  # fmt: skip
    price = (
        f"{same}, and earn nothing by it. All premiums together come to {out['kept']:.1%} of what they are when only "
        f"average work is free; the {top} take {out['top_share']:.1%} of them; {yours}."
    )
    lifted = (
        f"{same}, and all of them deliver that. The average rises by {out['delivered']:.2f}, and the gap between the "
        f"best and the worst tenth is {out['gap']:.0%} of what it was; at skill {p['you']:+.1f} you deliver "
        f"{out['your_quality']:+.1f}."
    )
    return np.where(p["reading"] == 0, price, lifted)


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "While average work is free, the best hundredth of people earn 7% of all premiums for being better. Now work as "
    "good as that of the best fortieth is free (b = +2), and the premium is what goes beyond it. Which share of the "
    "premiums that are left goes to the best hundredth?",
    "Share of the best hundredth",
    answer="top_share_at_two",
    range=(0, 1),
    format=".0%",
    compare="difference",
)


def _still_paid(p: Values, out: Values) -> Any:
    """The best hundredth take a quarter, and somebody of skill 1.5 still earns a tenth of a standard deviation."""
    modest = np.logical_and(p["you"] <= 1.5, out["your_premium"] >= 0.1 - 1e-9)
    fair = np.logical_and(np.logical_and(p["reading"] == 0, p["top"] == 0.01), modest)
    return np.where(fair, np.minimum(out["top_share"] * 4, 1.0), 0.0)


def _closer(p: Values, out: Values) -> Any:
    """The gap halved, though the average rises by less than half a standard deviation."""
    fair = np.logical_and(p["reading"] == 1, out["delivered"] < 0.5)
    return np.where(fair, np.minimum((1 - out["gap"]) * 2, 1.0), 0.0)


CHALLENGES = [
    Challenge(
        "Let the best hundredth take a quarter of all premiums, while you, at a skill of 1.5 or below, still earn at "
        "least 0.1.",
        _still_paid,
        scenario=OPENING,
        done="Done: you are still paid, and so is one in twelve. Most of it goes elsewhere already.",
    ),
    Challenge(
        "Bring the best and the worst tenth within half the distance, with the average rising by less than 0.5.",
        _closer,
        scenario=OPENING,
        done="Done: lifting the weak makes people alike before it makes the work much better.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [(b, top) for b in (LOWEST, -0.5, 0.0, 1.3, HIGHEST) for top in (0.01, 0.05, 0.2)]

DATA = Data(
    "curves",
    {"free": ("Free quality b", ".2f"), "share": ("Share of the top", ".1%"), "gap": ("Gap", ".1%")},
    "For each free quality: the share of all premiums that goes to the top, if what is free becomes the price; and the "
    "gap between the best and the worst tenth, as a part of today’s, if the tool lifts everyone",
)

#: The picture: the people above, and under them what becomes of the top, over the same scale of skill.
HEIGHT, TOP, GROUND, SECOND, BOTTOM = 330, 34, 128, 178, 300
DENSEST = 0.42


def _here(expression: str) -> alt.Value:
    """A place in pixels."""
    return alt.value(alt.ExprRef(expression))


def _one() -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{}]))


def _across() -> alt.Scale:
    return alt.Scale(domain=[LOWEST, HIGHEST], range=[0, alt.ExprRef("width")], nice=False, zero=False)


def _x(column: str) -> alt.X:
    return alt.X(f"{column}:Q", scale=_across(), axis=None)


def _at(expression: str) -> alt.XDatum:
    """A place on the scale of skill, from an expression."""
    return alt.XDatum(alt.ExprRef(expression), type="quantitative", scale=_across(), axis=None)


def _up(highest: float, bottom: int, top: int) -> alt.Scale:
    return alt.Scale(domain=[0, highest], range=[bottom, top], nice=False)


def _distribution() -> list[alt.Chart]:
    """The bell of skill, cut by what is free, and the line of what is paid or delivered."""
    people = alt.Chart(alt.NamedData("people"))
    y = alt.Y("density:Q", scale=_up(DENSEST, GROUND, 0), axis=None)
    bell = {"x": _x("skill"), "y": y, "y2": alt.value(GROUND)}
    line = alt.Y("line:Q", scale=_up(HIGHEST - LOWEST, GROUND, 0), axis=None)
    text: dict[str, Any] = {"baseline": "bottom", "dy": -18}
    same = "reading == 1 ? 'deliver the same' : 'no better than free'"
    return [
        people.mark_area(color=color("execution"), opacity=0.3).encode(**bell),
        people.transform_filter("datum.beyond").mark_area(color=SURFACE).encode(**bell),
        people.transform_filter("datum.beyond").mark_area(color=color("judgment"), opacity=0.5).encode(**bell),
        people.mark_line(strokeWidth=2, strokeDash=[5, 3], color=INK).encode(x=_x("skill"), y=line, order="skill:Q"),
        _one().mark_rule(color=MUTED).encode(x=alt.value(0), x2=_here("width"), y=alt.value(GROUND)),
        _one()
        .mark_text(
            **text,
            align="left",
            color=color("execution"),
            fontWeight="bold",
            text=alt.ExprRef(f"format(out, '.0%') + ' ' + ({same})"),
        )
        .encode(x=alt.value(0), y=alt.value(0)),
        _one()
        .mark_text(
            **text, align="right", color=color("judgment"), text=alt.ExprRef("format(1 - out, '.0%') + ' better'")
        )
        .encode(x=_here("width"), y=alt.value(0)),
        _one()
        .mark_text(align="left", dx=6, text=alt.ExprRef("reading == 1 ? 'delivered' : 'premium'"))
        .encode(x=_here("width"), y=alt.value(GROUND - 18)),
        _one()
        .mark_text(baseline="top", align="left", dy=4, color=MUTED, text="skill of people")
        .encode(x=alt.value(0), y=alt.value(GROUND)),
    ]


def _becomes() -> list[alt.Chart]:
    """Over what is free: the share of the top, and the gap; the one that the reading is about stands out."""
    curves = alt.Chart(alt.NamedData("curves"))
    scale = _up(1, BOTTOM, SECOND)
    drawn: list[alt.Chart] = [
        _one().mark_rule(color=MUTED, opacity=0.5).encode(x=alt.value(0), x2=_here("width"), y=alt.value(level))
        for level in (BOTTOM, (BOTTOM + SECOND) / 2, SECOND)
    ]
    drawn += [
        _one().mark_text(align="right", dx=-6, color=MUTED, text=text).encode(x=alt.value(0), y=alt.value(level))
        for text, level in (("100%", SECOND), ("50%", (BOTTOM + SECOND) / 2), ("0%", BOTTOM))
    ]
    ticks = alt.Chart(
        alt.InlineData(values=[{"v": v, "t": f"{v:+d}".replace("-", "−").replace("+0", "0")} for v in range(-2, 3)])
    )
    drawn.append(ticks.mark_text(baseline="top", dy=6, color=MUTED).encode(x=_x("v"), y=alt.value(BOTTOM), text="t:N"))
    for name, output, hue, reading, words in (
        ("share", "top_share", color("judgment"), 0, "'top ' + format(top, '.0%')"),
        ("gap", "gap", color("execution"), 1, "'gap'"),
    ):
        strong = alt.ExprRef(f"reading == {reading} ? 1 : 0.45")
        y = alt.Y(f"{name}:Q", scale=scale, axis=None)
        here = alt.YDatum(alt.ExprRef(output), type="quantitative", scale=scale, axis=None)
        end = SECOND if name == "share" else BOTTOM
        drawn += [
            curves.mark_line(
                strokeWidth=alt.ExprRef(f"reading == {reading} ? 3.5 : 1.5"), color=hue, opacity=strong
            ).encode(x=_x("free"), y=y, order="free:Q"),
            _one()
            .mark_point(filled=True, size=90, color=hue, opacity=strong, stroke=SURFACE)
            .encode(x=_at("b"), y=here),
            _one()
            .mark_text(align="left", dx=6, color=hue, text=alt.ExprRef(words))
            .encode(x=_here("width"), y=alt.value(end)),
        ]
    return drawn


def _cut() -> list[alt.Chart]:
    """What is free, through both pictures, and where you stand."""
    side = "b > 0 ? 'right' : 'left'"
    # At the ends of the picture it keeps clear of what stands beside it.
    side_of_you = alt.ExprRef("you > 2.3 ? 'right' : you < -2.3 ? 'left' : 'center'")
    return [
        _one().mark_rule(color=INK, strokeWidth=1.5).encode(x=_at("b"), y=alt.value(-12), y2=alt.value(BOTTOM)),
        _one()
        .mark_text(
            baseline="top",
            align=alt.ExprRef(side),
            dx=alt.ExprRef("b > 0 ? -6 : 6"),
            fontWeight="bold",
            dy=3,
            text=alt.ExprRef("'free: ' + format(b, '+.1f')"),
            stroke=SURFACE,
            strokeWidth=3,
            strokeJoin="round",
        )
        .encode(x=_at("b"), y=alt.value(GROUND + 20)),
        _one()
        .mark_text(
            baseline="top",
            align=alt.ExprRef(side),
            dx=alt.ExprRef("b > 0 ? -6 : 6"),
            fontWeight="bold",
            dy=3,
            text=alt.ExprRef("'free: ' + format(b, '+.1f')"),
        )
        .encode(x=_at("b"), y=alt.value(GROUND + 20)),
        _one()
        .mark_point(shape="triangle-up", filled=True, size=110, color=INK, opacity=1)
        .encode(x=_at("you"), y=alt.value(GROUND + 7)),
        _one()
        .mark_text(
            baseline="bottom",
            align=side_of_you,
            text="you",
            fontWeight="bold",
            stroke=SURFACE,
            strokeWidth=3,
            strokeJoin="round",
        )
        .encode(x=_at("you"), y=alt.value(GROUND - 4)),
        _one()
        .mark_text(baseline="bottom", align=side_of_you, text="you", fontWeight="bold")
        .encode(x=_at("you"), y=alt.value(GROUND - 4)),
    ]


def _guessed() -> list[alt.Chart]:
    """The guess, over b = 2."""
    shown = alt.ExprRef("isValid(guess) && revealed ? 1 : 0")
    height = alt.ExprRef("isValid(guess) && revealed ? guess : 0")
    here = alt.YDatum(height, type="quantitative", scale=_up(1, BOTTOM, SECOND), axis=None)
    return [
        _one().mark_point(size=120, filled=False, strokeWidth=2, color=INK, opacity=shown).encode(x=_at("2"), y=here),
        _one()
        .mark_text(align="right", dx=-10, dy=alt.ExprRef("guess < 0.15 ? -8 : 0"), opacity=shown, text="your guess")
        .encode(x=_at("2"), y=here),
    ]


def chart(ask: bool = False) -> alt.LayerChart:
    """The people above, and under them what becomes of the top and of the gap; with a place for the guess."""
    layers: Any = alt.layer(*_distribution(), *_becomes(), *_cut(), *(_guessed() if ask else []))
    apart = layers.resolve_scale(y="independent")
    framed: alt.LayerChart = apart.properties(
        height=HEIGHT, width=640, padding={"left": 38, "right": 56, "top": TOP, "bottom": 4}
    )
    return framed


@takes_formula("share(b, top)")
def explore(
    share: Share = model.top_premium_share,
    *,
    scenario: str = OPENING,
    first: Sequence[str] | None = None,
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    share : callable, optional
        ``share(b, top)``: which part of all premiums goes to the most skilled.
    scenario : str, optional
        One of `SCENARIOS`.
    first : sequence of str, optional
        The parameters whose controls show at once.
    ask : bool, optional
        Whether to ask for a guess first.
    carry : sequence of Carry, optional
        Pages that the state can be taken to.

    Returns
    -------
    LiveChart
        Named ``excellence``.

    Raises
    ------
    ValueError
        For an unknown scenario; the known ones are listed.

    Examples
    --------
    >>> round(explore().outputs["top_share"], 4)
    0.7835
    """
    return explorer(
        chart(ask), parameters(), outputs=outputs_of(share), tables={"people": _people(), "curves": _curves(share)},
        sentence=sentence, name="excellence", title="Who still earns for being better, as what is free gets better",
        scenarios=SCENARIOS, scenario=scenario, style=STYLE, first=first, guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, is_changed(share, model.top_premium_share, CASES)), data=DATA, carry=carry,
    )  # fmt: skip
