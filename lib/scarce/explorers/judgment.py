"""The judgment explorer: options appear, a judge picks the best-looking, and a curve says what picking is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, reduce
from typing import Any

import altair as alt
import numpy as np
from kernelless import Carry, Challenge, Data, Guess, LiveChart, Parameter, Table, explorer, takes_formula
from kernelless.model import Values
from kernelless.theme import INK, MUTED, SURFACE

from ..models import judgment as model
from .bottleneck import spread
from .palette import STYLE, color
from .words import challenges, is_changed

#: What the sliders of N can take, by what the reader sees; the last is as many as the model goes.
OPTIONS = {
    f"{n:,}": float(n) for n in (1, 2, 3, 4, 5, 7, 10, 20, 30, 50, 100, 250, 500, 1000, 2500, 5000, 10**4, 10**5, 10**6)
}
#: Samples drawn once, from this seed; of each the first so many options are drawn as dots.
SAMPLES, SEED, DOTS = 20, 1961, 100

#: The picture's scales never move: worth up, the judge's score across, on the left `SHARE` of the width.
LOWEST, HIGHEST = -3.0, 6.0
SCORES = (-3.3, 5.4)
HEIGHT, TOP, LINE = 240, 26, 15
SHARE, START = 0.37, 0.43
LAST = float(model.MOST_OPTIONS)
#: Where the curve over N is computed, evenly along the picture's logarithmic scale: 1, 1.26, 1.58 … a million.
ALONG = [*(10 ** (i / 10) for i in range(60)), LAST]

#: How accurate ways of choosing people are reported to be, as correlations with how they then work.
VALIDITY = {
    "structured interview": (0.42, "sackett2022"),
    "unstructured interview": (0.19, "sackett2022"),
    "years of experience": (0.07, "sackett2022"),
}

#: Each scenario's values, with the source of each; what a scenario leaves out is at its default.
SETTINGS: dict[str, dict[str, tuple[float, str]]] = {
    "a thousand drafts": {"options": (1000, "assumed"), "accuracy": (0.5, "assumed")},
    "ten drafts": {"options": (10, "assumed"), "accuracy": (0.5, "assumed")},
    "structured interview": {"options": (10, "assumed"), "accuracy": VALIDITY["structured interview"]},
    "unstructured interview": {"options": (10, "assumed"), "accuracy": VALIDITY["unstructured interview"]},
    "everyone knows more": {
        "options": (1000, "assumed"), "accuracy": (0.5, "assumed"), "knowledge": (1.5, "assumed"),
    },
    "250 attempts and a test": {"options": (250, "brown2024"), "accuracy": (1.0, "assumed")},
    "the machine judges better (reversed)": {
        "options": (1000, "assumed"), "accuracy": VALIDITY["structured interview"], "machine": (0.6, "assumed"),
        "overlap": (0.7, "assumed"),
    },
}  # fmt: skip
OPENING = "a thousand drafts"
SCENARIOS = {name: {key: float(value) for key, (value, _) in values.items()} for name, values in SETTINGS.items()}


def parameters() -> list[Parameter]:
    """Options, the two judges, what options differ by, what everyone knows, and which sample is shown."""
    start = SCENARIOS[OPENING]
    return [
        Parameter(
            "options", "Options N", start["options"], stops=OPTIONS, format=",.0f",
            help="How many options there are to pick one from.",
        ),
        Parameter(
            "accuracy", "Person’s accuracy ρ", start["accuracy"], range=(0, 1), step=0.01,
            help="How closely the person’s scores follow true worth: 0 is guessing, 1 is knowing (a correlation).",
        ),
        Parameter(
            "sample", "Sample", 1, range=(1, SAMPLES), step=1, format=".0f",
            help="Which of the seeded samples of options is drawn; what is expected does not depend on it.",
        ),
        Parameter(
            "machine", "Machine’s accuracy", 0, range=(0, 1), step=0.01,
            help="The same for a machine that judges too; at 0 there is none.",
        ),
        Parameter(
            "overlap", "Overlap of the two", 0, range=(0, 0.95), step=0.01,
            help="How closely the person’s and the machine’s scores follow one another (a correlation).",
        ),
        Parameter(
            "spread", "Spread σ", 1, range=(0.1, 1.5), step=0.1, format=".1f",
            help="How much options differ in true worth (a standard deviation).",
        ),
        Parameter(
            "knowledge", "What everyone knows", 0, range=(0, 2), step=0.1, format="+.1f",
            help="By how much free knowledge lifts the worth of every option, whoever makes it.",
        ),
    ]  # fmt: skip


def possible_overlap(person: Any, machine: Any, overlap: Any) -> Any:
    """The overlap nearest to `overlap` that two such judges can have, neither counting against itself.

    Two good judges must agree, for both follow the truth. And from the ratio of their accuracies on, the weaker one
    knows nothing of the worth that the stronger does not; a greater overlap would make agreement a reproach.
    """
    least, _ = model.overlap_bounds(person, machine)
    better = np.maximum(person, machine)
    most = np.minimum(person, machine) / np.where(better == 0, 1.0, better)
    return np.minimum(np.maximum(overlap, least), np.minimum(most, 1 - 1e-9))


def _together(p: Values) -> tuple[Any, Any]:
    """The two judges' overlap, and how accurate they are together."""
    # Two perfect judges are one and the same, for whom the formula is 0 / 0; so perfection is held a little below.
    person, machine = (np.minimum(p[name], 1 - 1e-9) for name in ("accuracy", "machine"))
    overlap = possible_overlap(person, machine, p["overlap"])
    perfect = np.maximum(p["accuracy"], p["machine"]) == 1
    return overlap, np.where(perfect, 1.0, model.team_accuracy(person, machine, overlap))


Gain = Callable[[Any, Any, Any], Any]


def outputs(p: Values, gain: Gain = model.selection_gain) -> dict[str, Any]:
    """What the pick is worth above the average option: expected, in the sample shown, and over all samples."""
    overlap, team = _together(p)
    picks = [_worth(p, team, *pick) for pick in _picks(p["options"])]
    gained = gain(p["options"], team, p["spread"])
    alone = gain(p["options"], p["machine"], p["spread"])
    return {
        "used_overlap": overlap,
        "team": team,
        "gain": gained,
        "perfect_gain": gain(p["options"], 1.0, p["spread"]),
        "person_gain": gain(p["options"], p["accuracy"], p["spread"]),
        "machine_gain": alone,
        "added": gained - alone,
        "ten_gain": gain(10.0, team, p["spread"]),
        "times_ten": gain(p["options"], 1.0, p["spread"]) / gain(10.0, 1.0, p["spread"]),
        "pick": np.select([p["sample"] == k + 1 for k in range(SAMPLES - 1)], picks[:-1], picks[-1]),
        "average_pick": reduce(np.add, picks) / SAMPLES,
    }


def _worth(p: Values, team: Any, score: Any, rest: Any) -> Any:
    """What an option is worth above the average, from its score and what the judge cannot see of it."""
    return p["spread"] * (team * score + np.sqrt(1 - team * team) * rest)


@cache
def samples() -> list[tuple[Any, Any, Any]]:
    """Of each sample: the first options (score and rest), and the records: place, score, rest.

    A record is an option that scores above all before it; the pick among N options is the last record up to N.
    Scores and rests are independent standard normal draws, rounded so that the page need not carry every digit.
    """
    found = []
    for stream in np.random.default_rng(SEED).spawn(SAMPLES):
        scores = np.round(stream.standard_normal(int(LAST)), 2)
        rests = np.round(stream.standard_normal(int(LAST)), 2)
        best = np.maximum.accumulate(scores)
        places = np.flatnonzero(np.diff(best, prepend=-np.inf))
        found.append((scores[:DOTS], rests[:DOTS], np.stack([places + 1, scores[places], rests[places]])))
    return found


def _picks(options: Any) -> list[tuple[Any, Any]]:
    """Score and rest of what each sample's judge picks among the first so many options."""
    found = []
    for _, _, (places, scores, rests) in samples():
        before = [options < place for place in places[1:].tolist()]
        found.append(tuple(np.select(before, column[:-1].tolist(), column[-1].item()) for column in (scores, rests)))
    return found


def _dots(p: Values, row: Values) -> dict[str, Any]:
    """The first options of the sample shown: what the judge sees of each, and what it is worth."""
    chosen = [p["sample"] == k + 1 for k in range(SAMPLES - 1)]
    score, rest = (
        np.select(chosen, [row[f"{name}{k}"] for k in range(SAMPLES - 1)], row[f"{name}{SAMPLES - 1}"])
        for name in ("score", "rest")
    )
    return {
        "score": score,
        "worth": p["knowledge"] + _worth(p, _together(p)[1], score, rest),
        "there": row["place"] <= p["options"],
    }


def _records(p: Values, row: Values) -> dict[str, Any]:
    """Which option each sample's judge picks, from which number of options to which, and what it is worth."""
    return {
        "worth": p["knowledge"] + _worth(p, _together(p)[1], row["score"], row["rest"]),
        "end": np.minimum(row["until"], p["options"]),
        "shown": np.logical_and(row["sample_number"] == p["sample"], row["place"] <= p["options"]),
        "picked": np.logical_and(row["place"] <= p["options"], p["options"] < row["until"]),
    }


def _levels(p: Values, options: Any, gain: Gain) -> dict[str, Any]:
    """Worth of the pick among so many options, by who picks."""
    judges = {"perfect": 1.0, "pick": _together(p)[1], "person": p["accuracy"], "machine": p["machine"]}
    return {name: p["knowledge"] + gain(options, accuracy, p["spread"]) for name, accuracy in judges.items()}


#: What stands at the right end of the picture, in the order of the rows of table `labels`.
LABELS = ("perfect", "pick", "person", "machine", "average")
_NOWHERE = -1e6


def _labels(gain: Gain) -> Callable[[Values, Values], dict[str, Any]]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""

    def columns(p: Values, row: Values) -> dict[str, Any]:
        ends = {**_levels(p, LAST, gain), "average": p["knowledge"]}
        alone = [name in ("person", "machine") for name in LABELS]
        heights = [
            np.where(np.logical_and(p["machine"] == 0, only), _NOWHERE, np.clip(ends[name], LOWEST, HIGHEST))
            for name, only in zip(LABELS, alone, strict=True)
        ]
        places = spread(heights, gap=(HIGHEST - LOWEST) * LINE / HEIGHT, top=HIGHEST)
        this = [row["order"] == i for i in range(len(LABELS))]
        at = np.select(this[:-1], places[:-1], places[-1])
        beyond = [np.logical_and(i, ends[name] > HIGHEST) for i, name in zip(this, LABELS, strict=True)]
        text = np.select([*beyond, *this], [*(f"{name} ↑" for name in LABELS), *LABELS], "")
        return {"at": at, "visible": at >= LOWEST, "text": text}

    return columns


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what it gives."""
    n, sample = f"{p['options']:,.0f}", f"{p['sample']:.0f}"
    judge = np.where(p["machine"] > 0, "person and machine together", "the judge")
    many = np.where(p["options"] == 1, "Of the one option", f"Out of {n} options")
    expects = (
        f"{many} {judge} can expect to pick one worth {out['gain']:.2f} more than the average; "
        f"perfect judgment would gain {out['perfect_gain']:.2f}"
    )
    picking: Any = np.select(
        [p["options"] == 1, out["team"] == 0],
        [
            "With one option there is nothing to pick, and judgment is worth nothing, however good",
            f"With no accuracy at all, picking one of {n} is drawing lots: it is worth nothing",
        ],
        expects,
    )
    if own:
        picking = expects
    drawn = (
        f"In sample {sample} the pick comes to {out['pick']:+.2f}; "
        f"over all {SAMPLES} samples, to {out['average_pick']:+.2f}"
    )
    knowing = np.where(
        p["knowledge"] > 0, f" What everyone knows lifts all options by {p['knowledge']:.1f}, and nobody’s lead.", ""
    )
    return f"{picking}. {drawn}.{_beside(p, out)}{knowing}"


def _beside(p: Values, out: Values) -> Any:
    """What the person adds beside a machine, if there is one and anything to pick."""
    little = np.logical_and(out["added"] > 1e-6, out["added"] < 0.005)
    added = np.where(little, "less than 0.01", f"{out['added']:.2f}")
    adds = f" The machine alone would gain {out['machine_gain']:.2f}: the person adds {added}"
    why = np.select(
        [out["team"] - p["machine"] < 1e-6, out["team"] - p["accuracy"] < 1e-6],
        [", for it sees all that the person sees", ", and the machine nothing, for the person sees all that it sees"],
        "",
    )
    held = np.select(
        [out["used_overlap"] > p["overlap"] + 1e-6, out["used_overlap"] < p["overlap"] - 1e-6],
        [
            f" Two judges so good overlap by {out['used_overlap']:.2f} at least.",
            f" Beyond an overlap of {out['used_overlap']:.2f} the weaker of the two has nothing left to lose.",
        ],
        "",
    )
    return np.where(np.logical_and(p["machine"] > 0, p["options"] > 1), f"{adds}{why}.{held}", "")


#: What the chapter asks before the picture answers.
GUESS = Guess(
    "A judge of accuracy 0.5 (0 is guessing, 1 is knowing) picks one draft out of ten. Then a machine turns out a "
    "thousand, and the same judge picks one of those. How many times as much is the picking worth now?",
    "Worth of picking",
    answer="times_ten",
    range=(0, 1e6),
    unit="times",
    format=",.1f",
)


def _same(p: Values, scenario: str, *names: str) -> Any:
    """Whether these parameters stand where a scenario puts them."""
    start = {parameter.name: parameter.default for parameter in parameters()} | SCENARIOS[scenario]
    return reduce(np.logical_and, [p[name] == start[name] for name in names])


def _two_weak_eyes(p: Values, out: Values) -> Any:
    """Twice the gain of an unstructured interview, by judges no better than 0.3."""
    start = SCENARIOS["unstructured interview"]
    weak = np.logical_and(p["accuracy"] <= 0.3, p["machine"] <= 0.3)
    fair = np.logical_and(_same(p, "unstructured interview", "options", "spread"), weak)
    goal = 2 * float(model.selection_gain(start["options"], start["accuracy"], 1.0))
    return np.where(fair, out["gain"] / goal, 0.0)


def _nothing_added(p: Values, out: Values) -> Any:
    """The person's share of the gain gone, beside a machine that is not much better."""
    fair = np.logical_and(_same(p, OPENING, "options", "accuracy", "spread"), p["machine"] <= 0.6)
    gone = 1 - out["added"] / np.where(out["person_gain"] == 0, 1.0, out["person_gain"])
    return np.where(fair, np.where(gone > 1 - 1e-6, 1.0, gone), 0.0)


CHALLENGES = [
    Challenge(
        "An unstructured interview picks one of ten. Double what picking gains without one more candidate, without "
        "more spread, and with no judge better than 0.30.",
        _two_weak_eyes,
        scenario="unstructured interview",
        done="Done: two weak judges who see different things are worth more than either made half as good again.",
    ),
    Challenge(
        "A person of accuracy 0.50 picks one of a thousand. Leave both as they are, and make the person’s judgment "
        "worthless beside a machine no better than 0.60.",
        _nothing_added,
        scenario=OPENING,
        done="Done: the person judges as well as before. It is only that the machine sees the same things.",
    ),
]

#: Arguments at which a reader's formula is compared with the book's.
CASES = [
    (options, accuracy, spread)
    for options in (1.0, 10.0, 1e6)
    for accuracy in (0.0, 0.5, 1.0)
    for spread in (0.1, 1.0, 1.5)
]

DATA = Data(
    "curve",
    {
        "options": ("Options", ",d"), "perfect": ("Perfect judge", ".2f"), "pick": ("The pick", ".2f"),
        "person": ("Person alone", ".2f"), "machine": ("Machine alone", ".2f"),
    },
    "Expected worth of the option picked, by how many there are and who picks",
)  # fmt: skip


def _up(column: str, worth: alt.Scale) -> alt.Y:
    """A column up the one axis that all of the picture shares."""
    axis = alt.Axis(title="worth", values=[-2, 0, 2, 4, 6], titlePadding=0, domain=False, tickSize=0, offset=2)
    return alt.Y(f"{column}:Q", scale=worth, axis=axis)


def _level(expression: str, worth: alt.Scale) -> alt.YDatum:
    """One level up that axis, held at its ends."""
    held = f"clamp({expression}, {LOWEST}, {HIGHEST})"
    return alt.YDatum(alt.ExprRef(held), type="quantitative", scale=worth)


def _guessed(number: alt.Scale, worth: alt.Scale) -> list[alt.Chart]:
    """The reader's guess beside the answer: where so many times the gain from ten options would stand."""
    one = alt.Chart(alt.InlineData(values=[{}])).transform_filter("isValid(guess)").transform_calculate(
        level="knowledge + guess * ten_gain",
        at=f"clamp(datum.level, {LOWEST}, {HIGHEST})",
        text=f"datum.level > {HIGHEST} ? 'your guess ↑' : 'your guess'",
    )  # fmt: skip
    here = alt.XDatum(alt.ExprRef("options"), type="quantitative", scale=number)
    up = _up("at", worth)
    return [
        one.mark_tick(orient="horizontal", size=40, thickness=2, color=INK, strokeDash=[3, 2]).encode(x=here, y=up),
        one.mark_text(
            align=alt.ExprRef("options < 5 ? 'left' : 'right'"),
            dx=alt.ExprRef("options < 5 ? 4 : -4"),
            dy=10,
            fontStyle="italic",
        ).encode(x=here, y=up, text="text:N"),
    ]


def _scatter(worth: alt.Scale) -> list[alt.Chart]:
    """On the left: options by what the judge sees and what they are worth, and the one that is picked."""
    across = alt.Scale(domain=SCORES, nice=False, range=[0, alt.ExprRef(f"width * {SHARE}")])
    x = alt.X(
        "score:Q", scale=across, axis=alt.Axis(title="judge’s score", grid=False, values=[-2, 0, 2, 4], tickSize=0)
    )
    y = _up("worth", worth)
    here = alt.ExprRef(f"width * ({START} + {1 - START} * log(options) / {float(np.log(LAST))!r})")
    dots = alt.Chart(alt.NamedData("dots")).transform_filter("datum.there")
    picked = (
        alt.Chart(alt.NamedData("records"))
        .transform_filter("datum.shown && datum.picked")
        .transform_calculate(at=f"clamp(datum.worth, {LOWEST}, {HIGHEST})")
    )
    marked = {"x": x, "y": _up("at", worth)}
    return [
        dots.mark_point(size=16, filled=True, opacity=0.55, color=MUTED, clip=True).encode(x=x, y=y),
        picked.mark_rule(strokeDash=[2, 3], color=color("person")).encode(**marked, x2=alt.value(here)),
        picked.mark_point(size=90, filled=True, opacity=1, color=color("person"), stroke=SURFACE, strokeWidth=2).encode(
            **marked
        ),
        picked.mark_text(
            align=alt.ExprRef("datum.score > 1 ? 'right' : 'left'"), dx=alt.ExprRef("datum.score > 1 ? 8 : -8"),
            dy=alt.ExprRef(f"datum.at > {HIGHEST - 0.5} ? 16 : -12"), fontWeight="bold", color=color("person"),
            text="picked",
        ).encode(**marked),
    ]  # fmt: skip


def _curves(worth: alt.Scale, number: alt.Scale, ask: bool) -> list[alt.Chart]:
    """On the right: what the pick is worth by how many options there are, expected and in samples."""
    ticks = alt.Axis(
        title="options", grid=False, values=[1, 10, 100, 1000, 10**4, 10**5, 10**6], format="~s", labelOverlap="greedy",
        labelSeparation=8, labelFlush=True, orient="bottom", tickSize=0,
    )  # fmt: skip
    along = alt.X("options:Q", scale=number, axis=ticks)
    curve, records = alt.Chart(alt.NamedData("curve")), alt.Chart(alt.NamedData("records"))
    here = alt.XDatum(alt.ExprRef("options"), type="quantitative", scale=number)
    one = alt.Chart(alt.InlineData(values=[{}]))

    def line(name: str, hue: str, **style: Any) -> Any:
        return curve.mark_line(clip=True, color=hue, **style).encode(x=along, y=_up(name, worth), order="options:Q")

    beside = {"opacity": alt.ExprRef("machine > 0 ? 1 : 0"), "strokeWidth": 2}
    trail = records.transform_filter("datum.shown").mark_rule(color=MUTED, strokeWidth=1.5, clip=True).encode(
        x=alt.X("place:Q", scale=number), x2="end:Q", y=_up("worth", worth)
    )  # fmt: skip
    picks = records.transform_filter("datum.picked").mark_tick(
        orient="horizontal", size=10, thickness=1.5, color=MUTED, clip=True
    ).encode(
        x=here, y=_up("worth", worth)
    )  # fmt: skip
    return [
        trail,
        line("perfect", MUTED, strokeDash=[4, 3], strokeWidth=1.5),
        line("machine", color("machine"), **beside),
        line("person", color("person"), **beside),
        line("pick", INK, strokeWidth=4),
        picks,
        one.mark_rule(color=color("person"), strokeWidth=4).encode(
            x=here, y=_level("knowledge + machine_gain", worth),
            y2=alt.Y2Datum(alt.ExprRef(f"min(knowledge + gain, {HIGHEST})")),
        ),
        one.mark_tick(orient="horizontal", size=22, thickness=2.5, color=INK).encode(
            x=here, y=_level("knowledge + average_pick", worth)
        ),
        one.mark_point(size=110, filled=True, opacity=1, color=INK, stroke=SURFACE, strokeWidth=2).encode(
            x=here, y=_level("knowledge + gain", worth)
        ),
        one.mark_text(
            align=alt.ExprRef("options > 30000 ? 'right' : 'left'"), dx=alt.ExprRef("options > 30000 ? -10 : 10"),
            fontWeight="bold", color=color("person"),
            opacity=alt.ExprRef("added > 0.45 && (options <= 30000 || machine == 0) ? 1 : 0"),
            text=alt.ExprRef("'+' + format(added, '.2f')"),
        ).encode(x=here, y=_level("knowledge + (machine_gain + gain) / 2", worth)),
        *(_guessed(number, worth) if ask else []),
    ]  # fmt: skip


def _words(worth: alt.Scale) -> list[alt.Chart]:
    """The average of all, across both sides, the names at the right, and what each side shows."""
    one = alt.Chart(alt.InlineData(values=[{}]))
    hues = alt.Scale(domain=LABELS, range=[MUTED, INK, color("person"), color("machine"), MUTED])
    average = one.mark_rule(color=MUTED).encode(
        x=alt.value(0), x2=alt.value(alt.ExprRef("width")),
        y=_level("knowledge", worth),
    )  # fmt: skip
    names = alt.Chart(alt.NamedData("labels")).transform_filter("datum.visible").mark_text(align="left", dx=10).encode(
        x=alt.value(alt.ExprRef("width")), y=_up("at", worth), text="text:N",
        color=alt.Color("name:N", scale=hues, legend=None),
    )  # fmt: skip
    shown = (
        f"options > {DOTS} ? '{DOTS} of ' + format(options, ',') + ' options' "
        ": options == 1 ? 'one option' : options + ' options'"
    )
    heads = [
        one.transform_calculate(text=shown).mark_text(align="left", baseline="bottom", dy=-10).encode(
            x=alt.value(0), y=alt.value(0), text="text:N"
        ),
        one.mark_text(align="right", baseline="bottom", dy=-10, text="worth of the pick").encode(
            x=alt.value(alt.ExprRef("width + 64")), y=alt.value(0)
        ),
    ]  # fmt: skip
    return [average, names, *heads]


def picture(ask: bool = False) -> alt.LayerChart:
    """The chart, over the tables `dots`, `records`, `curve` and `labels`, with a place for the reader's guess."""
    worth = alt.Scale(domain=[LOWEST, HIGHEST], nice=False)
    number = alt.Scale(
        type="log", domain=[1, LAST], nice=False, range=[alt.ExprRef(f"width * {START}"), alt.ExprRef("width")]
    )
    left, right = alt.layer(*_scatter(worth)), alt.layer(*_curves(worth, number, ask))
    layers: alt.LayerChart = alt.layer(alt.layer(*_words(worth)), left, right).resolve_scale(x="independent")
    size = {"width": 560, "height": HEIGHT, "padding": {"left": 38, "right": 68, "top": TOP, "bottom": 44}}
    sized: alt.LayerChart = layers.properties(**size)
    return sized


def hit_rates_table() -> str:
    """How many of those taken do well, by way of choosing, as a Markdown table (Taylor and Russell)."""
    cases = {
        "half would do well, one in five is taken": (0.5, 0.2),
        "one in ten would, one in ten is taken": (0.1, 0.1),
    }
    lines = [["taken by", "accuracy", *cases], ["---"] * (2 + len(cases))]
    for name, (accuracy, source) in {"drawing lots": (0.0, ""), **VALIDITY}.items():
        rates = [f"{model.hit_rate(base, chosen, accuracy):.0%}" for base, chosen in cases.values()]
        lines.append([name, f"{accuracy:.2f}" + (f" {{cite}}`{source}`" if source else ""), *rates])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


@takes_formula("gain(options, accuracy, spread)")
def explore(
    gain: Gain = model.selection_gain,
    *,
    scenario: str = OPENING,
    first: tuple[str, ...] = ("options", "accuracy", "sample", "machine", "overlap"),
    ask: bool = False,
    carry: Sequence[Carry] = (),
) -> LiveChart:
    """The explorer, live.

    Parameters
    ----------
    gain : callable, optional
        ``gain(options, accuracy, spread)`` is what the pick is worth above the average; change it and see.
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
    >>> round(live.gain, 2), round(live.times_ten, 2)
    (1.62, 2.11)
    """
    own = is_changed(gain, model.selection_gain, CASES)
    drawn = samples()
    records = [
        (k + 1, place, until, score, rest)
        for k, (_, _, found) in enumerate(drawn)
        for (place, score, rest), until in zip(found.T.tolist(), [*found[0][1:].tolist(), 2 * LAST], strict=True)
    ]
    columns = ("sample_number", "place", "until", "score", "rest")
    dots = {f"{name}{k}": drawn[k][i].tolist() for k in range(SAMPLES) for i, name in enumerate(("score", "rest"))}
    tables = {
        "dots": Table({"place": list(range(1, DOTS + 1)), **dots}, _dots),
        "records": Table(dict(zip(columns, map(list, zip(*records, strict=True)), strict=True)), _records),
        "curve": Table({"options": ALONG}, lambda p, row: _levels(p, row["options"], gain)),
        "labels": Table({"name": LABELS, "order": list(range(len(LABELS)))}, _labels(gain)),
    }
    return explorer(
        picture(ask),
        parameters(),
        outputs=lambda p: outputs(p, gain),
        tables=tables,
        sentence=lambda p, out: sentence(p, out, own),
        name="judgment",
        title="Options by score and worth, and what the best-looking one is worth by how many there are",
        scenarios=SCENARIOS,
        scenario=scenario,
        first=first,
        style=STYLE,
        guess=GUESS if ask else None,
        challenges=challenges(CHALLENGES, own),
        data=DATA,
        carry=carry,
    )
