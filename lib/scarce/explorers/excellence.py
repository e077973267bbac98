"""The explorer of excellence: a free baseline rises through a distribution of skill, read in two ways.

>>> round(explore().outputs["top_share"], 4)
0.7835
"""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import excellence as model
from . import kit
from .kit import mark, one, pixels, rimmed, rows, rule, text
from .palette import color
from .words import called

#: The two readings of the essay's step, by what the reader sees.
READINGS = kit.choices(["free becomes the price", "the tool lifts everyone"])
TOPS = kit.percents(1, 5, 10, 20)
#: The scale of skill that the picture shows, in standard deviations, and the skills that it is computed at.
LOWEST, HIGHEST = -3.0, 3.0
SKILLS = np.linspace(LOWEST, HIGHEST, 121).round(2)
#: The best and the worst tenth begin so far from the average.
TENTH = 1.2815515655446004

#: Nobody has measured b.
OPENING = "free becomes the price"
SCENARIOS = kit.Scenarios({
    OPENING: {"b": 2},
    "nothing is free": {"b": LOWEST},
    "average work is free": {"b": 0},
    "good work is free": {"b": 1},
    "the tool lifts everyone (reversed)": {"b": 1, "reading": 1},
})  # fmt: skip


def parameters() -> list[Parameter]:
    """What is free, how that is read, where you stand, and whom to call the top."""
    skill: dict[str, Any] = {"range": (LOWEST, HIGHEST), "step": 0.1, "format": "+.1f", "unit": "standard deviations"}
    return [
        Parameter("b", "Free quality b", 2.0, **skill,
                  help="How good the work is that anybody can have for nothing; 0 is today’s average person."),
        Parameter("reading", "What follows", 0.0, stops=READINGS, control="choice",
                  help="Whether work is paid only for what goes beyond the free, or as before."),
        Parameter("you", "Your skill", 1.0, **skill, help="Where you stand among people today."),
        Parameter("top", "The top", 0.01, stops=TOPS, help="How many of the most skilled to call the top."),
    ]  # fmt: skip


def gap(b: Any) -> Any:
    """How far the best tenth begins above the end of the worst when all deliver at least b; 1 without a tool."""
    return (model.lifted_quality(TENTH, b) - model.lifted_quality(-TENTH, b)) / (2 * TENTH)


def outputs(p: Values, share: Any = model.top_premium_share) -> dict[str, Any]:
    """What the free quality does to everyone, to the top, and to you."""
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


def people(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """For each skill: whether it goes beyond the free, and what it is paid, or delivers."""
    paid, quality = model.premium(row["skill"], p["b"]), model.lifted_quality(row["skill"], p["b"])
    return {"beyond": row["skill"] >= p["b"], "line": np.where(p["reading"] == 0, paid, quality - LOWEST)}


def curves(p: Values, row: Values, share: Any) -> dict[str, Any]:
    """For every free quality: the share of the top, and the gap."""
    return {"share": share(row["free"], p["top"]), "gap": gap(row["free"]), "at_b": row["free"] == p["b"]}


def sentence(p: Values, out: Values, _own: bool = False) -> Any:
    """What the picture shows, in words."""
    same = f"With quality {p['b']:+.1f} for nothing, {out['out']:.1%} of people can do no better alone"
    earned = np.where(out["your_premium"] > 1e-9, f"{out['your_premium']:.1f}", "nothing")
    price = (
        f"{same}, and earn nothing by it. All premiums together come to {out['kept']:.1%} of what they are when only "
        f"average work is free; the top {called(p['top'], TOPS)} take {out['top_share']:.1%} of them; "
        f"at skill {p['you']:+.1f} you earn {earned}."
    )
    lifted = (
        f"{same}, and all of them deliver that. The average rises by {out['delivered']:.2f}, and the gap between the "
        f"best and the worst tenth is {out['gap']:.0%} of what it was; at skill {p['you']:+.1f} you deliver "
        f"{out['your_quality']:+.1f}."
    )
    return np.where(p["reading"] == 0, price, lifted)


GUESS = Guess(
    "While average work is free, the best hundredth of people earn 7% of all premiums for being better. Now work as "
    "good as that of the best fortieth is free (b = +2), and the premium is what goes beyond it. Which share of the "
    "premiums that are left goes to the best hundredth?",
    "Share of the best hundredth", answer="top_share_at_two", range=(0, 1), format=".0%", compare="difference",
)  # fmt: skip


CHALLENGES = [
    kit.Goal(
        "Let the best hundredth take a quarter of all premiums, while you, at a skill of 1.5 or below, still earn at "
        "least 0.1.", lambda _, out: np.minimum(out["top_share"] * 4, 1.0), OPENING,
        "Done: you are still paid, and so is one in twelve. Most of it goes elsewhere already.",
        keeps=("reading", "top"),
        fair=lambda p, out: np.logical_and(p["you"] <= 1.5, out["your_premium"] >= 0.1 - 1e-9),
    ),
    kit.Goal(
        "Bring the best and the worst tenth within half the distance, with the average rising by less than 0.5.",
        lambda _, out: np.minimum((1 - out["gap"]) * 2, 1.0), OPENING,
        "Done: lifting the weak makes people alike before it makes the work much better.",
        fair=lambda p, out: np.logical_and(p["reading"] == 1, out["delivered"] < 0.5),
    ),
]  # fmt: skip

DATA = Data(
    "curves",
    {"free": ("Free quality b", ".2f"), "share": ("Share of the top", ".1%"), "gap": ("Gap", ".1%")},
    "For each free quality: the share of all premiums that goes to the top, if what is free becomes the price; and the "
    "gap between the best and the worst tenth, as a part of today’s, if the tool lifts everyone",
)

#: The picture: the people above, and under them what becomes of the top, over the same scale of skill.
HEIGHT, TOP, GROUND, SECOND, BOTTOM = 330, 34, 128, 178, 300
DENSEST = 0.42
WIDE = pixels(x=0, x2="width")


def _plane(highest: float, bottom: float, top: float) -> kit.Plane:
    across = alt.Scale(domain=[LOWEST, HIGHEST], range=[0, alt.ExprRef("width")], nice=False, zero=False)
    return kit.Plane(across, alt.Scale(domain=[0, highest], range=[bottom, top], nice=False))


BELL, PAID, PARTS = _plane(DENSEST, GROUND, 0), _plane(HIGHEST - LOWEST, GROUND, 0), _plane(1, BOTTOM, SECOND)


def _becomes(column: str, output: str, hue: str, reading: int, end: float, name: str) -> list[alt.Chart]:
    """A curve over what is free, and where on it b is; the one that the reading is about stands out."""
    strong = f"=reading == {reading} ? 1 : 0.45"
    return [
        mark("line", PARTS.of("free", column, order="free"), rows("curves"),
             strokeWidth=f"=reading == {reading} ? 3.5 : 1.5", color=color(hue), opacity=strong),
        mark("point", PARTS.at("b", output), filled=True, size=90, color=color(hue), opacity=strong, stroke=SURFACE),
        text(pixels(x="width", y=end), align="left", dx=6, color=color(hue), text=name),
    ]  # fmt: skip


def chart(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """The people above, and under them what becomes of the top and of the gap; with a place for the guess."""
    bell, better, b = BELL.of("skill", "density") | pixels(y2=GROUND), rows("people", "datum.beyond"), PARTS.at("b")
    same = "reading == 1 ? 'deliver the same' : 'no better than free'"
    parts: dict[str, Any] = {"baseline": "bottom", "dy": -18}
    shares = {"100%": SECOND, "50%": (SECOND + BOTTOM) / 2, "0%": BOTTOM}
    skills = {-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2"}
    steps = alt.Chart(alt.InlineData(values=[{"skill": skill, "text": said} for skill, said in skills.items()]))
    at_the_ends = "you > 2.3 ? 'right' : you < -2.3 ? 'left' : 'center'"
    guessed, guess = PARTS.at(2, "guess"), one("isValid(guess) && revealed")
    return kit.layered(
        # The bell of skill, cut by what is free, and the line of what is paid or delivered.
        mark("area", bell, rows("people"), color=color("execution"), opacity=0.3),
        mark("area", bell, better, color=SURFACE),
        mark("area", bell, better, color=color("judgment"), opacity=0.5),
        mark("line", PAID.of("skill", "line", order="skill"), rows("people"), strokeWidth=2, strokeDash=[5, 3],
             color=INK),
        rule(WIDE | pixels(y=GROUND), color=MUTED),
        text(pixels(x=0, y=0), **parts, align="left", color=color("execution"), fontWeight="bold",
             text=f"=format(out, '.0%') + ' ' + ({same})"),
        text(pixels(x="width", y=0), **parts, align="right", color=color("judgment"),
             text="=format(1 - out, '.0%') + ' better'"),
        text(pixels(x="width", y=GROUND - 18), align="left", dx=6, text="=reading == 1 ? 'delivered' : 'premium'"),
        text(pixels(x=0, y=GROUND), baseline="top", align="left", dy=4, color=MUTED, text="skill of people"),
        # Under it the scale of shares, and what becomes of the top and of the gap.
        [rule(WIDE | pixels(y=y), color=MUTED, opacity=0.5) for y in reversed(shares.values())],
        [text(pixels(x=0, y=y), align="right", dx=-6, color=MUTED, text=said) for said, y in shares.items()],
        text(PARTS.of("skill") | pixels(y=BOTTOM) | {"text": "text:N"}, steps, baseline="top", dy=6, color=MUTED),
        _becomes("share", "top_share", "judgment", 0, SECOND, "='top ' + format(top, '.0%')"),
        _becomes("gap", "gap", "execution", 1, BOTTOM, "gap"),
        # What is free, through both pictures, and where you stand.
        rule(b | pixels(y=-12, y2=BOTTOM), color=INK, strokeWidth=1.5),
        rimmed(b | pixels(y=GROUND + 20), rim=3, **kit.beside("b > 0", 6), baseline="top", dy=3, fontWeight="bold",
               text="='free: ' + format(b, '+.1f')"),
        mark("point", PARTS.at("you") | pixels(y=GROUND + 7), shape="triangle-up", filled=True, size=110, color=INK,
             opacity=1),
        rimmed(PARTS.at("you") | pixels(y=GROUND - 4), rim=3, align=f"={at_the_ends}", baseline="bottom",
               fontWeight="bold", text="you"),
        # The guess, over b = 2.
        [mark("point", guessed, guess, size=120, filled=False, strokeWidth=2, color=INK, opacity=1),
         text(guessed, guess, align="right", dx=-10, dy="=guess < 0.15 ? -8 : 0", text="your guess")] if ask else [],
        width=640, height=HEIGHT, padding=(38, 56, TOP, 4), apart=["y"],
    )  # fmt: skip


DENSITY = np.exp(-(SKILLS**2) / 2) / np.sqrt(2 * np.pi)
EXPLORER = kit.Explorer(
    "excellence", "Who still earns for being better, as what is free gets better", parameters(), SCENARIOS, chart,
    sentence,
    kit.Replaceable(model.top_premium_share, "share(b, top)",
                    [*product((LOWEST, -0.5, 0.0, 1.3, HIGHEST), (0.01, 0.05, 0.2))]),
    outputs,
    {"people": ({"skill": SKILLS.tolist(), "density": DENSITY.tolist()}, people),
     "curves": ({"free": SKILLS.tolist()}, curves)},
    guess=GUESS, challenges=CHALLENGES, data=DATA,
)  # fmt: skip
explore = EXPLORER.explore
