"""The judgment explorer: options appear, a judge picks the best-looking, and a curve says what picking is worth.

>>> live = explore()
>>> round(live.gain, 2), round(live.times_ten, 2)
(1.62, 2.11)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from itertools import product
from typing import Any

import altair as alt
import numpy as np
from kernelless import Data, Guess, Parameter, texts
from kernelless.model import Values
from kernelless.theme import INK, MUTED

from ..models import judgment as model
from . import kit
from .kit import beside, mark, one, pixels, point, rows, rule, text
from .labels import spread
from .palette import color
from .words import cited, markdown

#: What the sliders of N can take, by what the reader sees; the last is as many as the model goes.
OPTIONS = kit.stops(1, 2, 3, 4, 5, 7, 10, 20, 30, 50, 100, 250, 500, 1000, 2500, 5000, 10**4, 10**5, 10**6)
LAST = float(model.MOST_OPTIONS)
#: Where the curve over N is computed, evenly along the picture's logarithmic scale: 1, 1.26, 1.58 … a million.
ALONG = [*(10 ** (i / 10) for i in range(60)), LAST]
#: Samples drawn once, from this seed; of each the first so many options are drawn as dots.
SAMPLES, SEED, DOTS, DRAWN = 20, 1961, 100, ("score", "rest")

#: How accurate ways of choosing people are reported to be, as correlations with how they then work.
VALIDITY = {
    "structured interview": (0.42, "sackett2022"),
    "unstructured interview": (0.19, "sackett2022"),
    "years of experience": (0.07, "sackett2022"),
}

OPENING, MEETING = "a thousand drafts", "unstructured interview"
SCENARIOS = kit.Scenarios({
    OPENING: {"options": 1000, "accuracy": 0.5},
    "ten drafts": {"options": 10, "accuracy": 0.5},
    "structured interview": {"options": 10, "accuracy": VALIDITY["structured interview"]},
    MEETING: {"options": 10, "accuracy": VALIDITY[MEETING]},
    "everyone knows more": {"options": 1000, "accuracy": 0.5, "knowledge": 1.5},
    "250 attempts and a test": {"options": (250, "brown2024"), "accuracy": 1},
    "the machine judges better (reversed)": {
        "options": 1000, "accuracy": VALIDITY["structured interview"], "machine": 0.6, "overlap": 0.7,
    },
})  # fmt: skip


def parameters() -> list[Parameter]:
    """Options, the two judges, what options differ by, what everyone knows, and which sample is shown."""
    return [
        Parameter("options", "Options N", 1000.0, stops=OPTIONS, format=",.0f",
                  help="How many options there are to pick one from."),
        Parameter("accuracy", "Person’s accuracy ρ", 0.5, range=(0, 1), step=0.01,
                  help="How closely the person’s scores follow true worth: 0 is guessing, 1 is knowing (a "
                  "correlation)."),
        Parameter("sample", "Sample", 1, range=(1, SAMPLES), step=1, format=".0f",
                  help="Which of the seeded samples of options is drawn; what is expected does not depend on it."),
        Parameter("machine", "Machine’s accuracy", 0, range=(0, 1), step=0.01,
                  help="The same for a machine that judges too; at 0 there is none."),
        Parameter("overlap", "Overlap of the two", 0, range=(0, 0.95), step=0.01,
                  help="How closely the person’s and the machine’s scores follow one another (a correlation)."),
        Parameter("spread", "Spread σ", 1, range=(0.1, 1.5), step=0.1, format=".1f",
                  help="How much options differ in true worth (a standard deviation)."),
        Parameter("knowledge", "What everyone knows", 0, range=(0, 2), step=0.1, format="+.1f",
                  help="By how much free knowledge lifts the worth of every option, whoever makes it."),
    ]  # fmt: skip


def _together(p: Values) -> tuple[Any, Any]:
    """The two judges' overlap, and how accurate they are together."""
    # Two perfect judges are one and the same, for whom the formula is 0 / 0; so perfection is held a little below.
    person, machine = (np.minimum(p[name], 1 - 1e-9) for name in ("accuracy", "machine"))
    overlap = model.possible_overlap(person, machine, p["overlap"])
    perfect = np.maximum(p["accuracy"], p["machine"]) == 1
    return overlap, np.where(perfect, 1.0, model.team_accuracy(person, machine, overlap))


def _worth(p: Values, score: Any, rest: Any) -> Any:
    """What an option is worth above the average, from its score and what the judges cannot see of it."""
    _, team = _together(p)
    return p["spread"] * (team * score + np.sqrt(1 - team * team) * rest)


def _of_sample(p: Values, each: Sequence[Any]) -> Any:
    """Of things that every sample has, the one of the sample shown."""
    return np.select([p["sample"] == k + 1 for k in range(SAMPLES - 1)], each[:-1], each[-1])


@cache
def samples() -> list[tuple[Any, Any]]:
    """Of each sample the first options, as score and rest, and the records, as place, score and rest."""
    found = []
    for scores, rests in model.seeded_options(SAMPLES, int(LAST), SEED):
        at = model.record_places(scores)
        found.append((np.stack([scores[:DOTS], rests[:DOTS]]), np.stack([at + 1, scores[at], rests[at]])))
    return found


def _picks(options: Any) -> list[tuple[Any, Any]]:
    """Score and rest of what each sample's judge picks among the first so many options."""
    found = []
    for _, (places, scores, rests) in samples():
        before = [options < place for place in places[1:].tolist()]
        found.append(tuple(np.select(before, column[:-1].tolist(), column[-1].item()) for column in (scores, rests)))
    return found


def outputs(p: Values, gain: Any = model.selection_gain) -> dict[str, Any]:
    """What the pick is worth above the average option: expected, in the sample shown, and over all samples."""
    overlap, team = _together(p)
    picks = [_worth(p, *pick) for pick in _picks(p["options"])]

    def of(accuracy: Any, options: Any = p["options"]) -> Any:
        return gain(options, accuracy, p["spread"])

    return {
        "used_overlap": overlap, "team": team, "gain": of(team), "perfect_gain": of(1.0),
        "person_gain": of(p["accuracy"]), "machine_gain": of(p["machine"]), "added": of(team) - of(p["machine"]),
        "ten_gain": of(team, 10.0), "times_ten": of(1.0) / of(1.0, 10.0),
        "pick": _of_sample(p, picks), "average_pick": reduce(np.add, picks) / SAMPLES,
    }  # fmt: skip


def dot_index() -> dict[str, Sequence[Any]]:
    """The first options of every sample: score and rest."""
    drawn = {f"{name}{k}": first[i] for k, (first, _) in enumerate(samples()) for i, name in enumerate(DRAWN)}
    return {"place": list(range(1, DOTS + 1))} | {name: column.tolist() for name, column in drawn.items()}


def dots(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """The first options of the sample shown: what the judge sees of each, and what it is worth."""
    score, rest = (_of_sample(p, [row[f"{name}{k}"] for k in range(SAMPLES)]) for name in DRAWN)
    return {"score": score, "worth": p["knowledge"] + _worth(p, score, rest), "there": row["place"] <= p["options"]}


def record_index() -> dict[str, Sequence[Any]]:
    """The records of every sample, each with the number of options at which the next one comes."""
    found = [
        (k + 1, place, until, score, rest)
        for k, (_, records) in enumerate(samples())
        for (place, score, rest), until in zip(records.T.tolist(), [*records[0][1:].tolist(), 2 * LAST], strict=True)
    ]
    return dict(zip(("sample_number", "place", "until", *DRAWN), map(list, zip(*found, strict=True)), strict=True))


def records(p: Values, row: Values, _: Any) -> dict[str, Any]:
    """Which option each sample's judge picks, from which number of options to which, and what it is worth."""
    worth = p["knowledge"] + _worth(p, row["score"], row["rest"])
    return {
        "worth": worth,
        "at": np.clip(worth, LOWEST, HIGHEST),
        "end": np.minimum(row["until"], p["options"]),
        "shown": np.logical_and(row["sample_number"] == p["sample"], row["place"] <= p["options"]),
        "picked": np.logical_and(row["place"] <= p["options"], p["options"] < row["until"]),
    }


def levels(p: Values, options: Any, gain: Any) -> dict[str, Any]:
    """Worth of the pick among so many options, by who picks."""
    judges = {"perfect": 1.0, "pick": _together(p)[1], "person": p["accuracy"], "machine": p["machine"]}
    return {name: p["knowledge"] + gain(options, accuracy, p["spread"]) for name, accuracy in judges.items()}


def here(p: Values, _: Values, gain: Any) -> dict[str, Any]:
    """How high the marks at this number of options stand, and what is said of it."""
    n, out = p["options"], outputs(p, gain)
    alone, gained = out["machine_gain"], out["gain"]
    levels = {"alone": alone, "pick": gained, "between": (alone + gained) / 2, "average": out["average_pick"]}
    return {
        **{name: np.clip(p["knowledge"] + level, LOWEST, HIGHEST) for name, level in levels.items()},
        "says": texts("+{:.2f}", gained - alone),
        # Where many options leave it no place but left of the bar, the lines of two judges would run through it.
        "room": np.logical_and(gained - alone > 0.45, np.logical_or(n <= 30000, p["machine"] == 0)),
        "drawn": np.select([n > DOTS, n == 1], [texts("{} of {:,.0f} options", DOTS, n), "one option"],
                           texts("{:,.0f} options", n)),
    }  # fmt: skip


#: What stands at the right end of the picture, each in a row of table `labels`, and in which colour.
LABELS = {"perfect": MUTED, "pick": INK, "person": color("person"), "machine": color("machine"), "average": MUTED}
_NOWHERE = -1e6


def labels(p: Values, row: Values, gain: Any) -> dict[str, Any]:
    """Where the names at the right end stand: beside their lines, but never on top of one another."""
    ends = {**levels(p, LAST, gain), "average": p["knowledge"]}
    hidden = {name: np.logical_and(p["machine"] == 0, name in ("person", "machine")) for name in LABELS}
    heights = [np.where(hidden[name], _NOWHERE, np.clip(ends[name], LOWEST, HIGHEST)) for name in LABELS]
    at = np.choose(row["order"], spread(heights, gap=(HIGHEST - LOWEST) * LINE / HEIGHT, top=HIGHEST))
    words = [np.where(ends[name] > HIGHEST, f"{name} ↑", name) for name in LABELS]
    return {"at": at, "visible": at >= LOWEST, "text": np.choose(row["order"], words)}


def sentence(p: Values, out: Values, own: bool = False) -> Any:
    """What the picture shows, in words; with a formula of the reader's own, only what it gives."""
    n, sample = f"{p['options']:,.0f}", f"{p['sample']:.0f}"
    judge = np.where(p["machine"] > 0, "person and machine together", "the judge")
    many = np.where(p["options"] == 1, "Of the one option", f"Out of {n} options")
    expects = (
        f"{many} {judge} can expect to pick one worth {out['gain']:.2f} more than the average; "
        f"perfect judgment would gain {out['perfect_gain']:.2f}"
    )
    nothing = "With one option there is nothing to pick, and judgment is worth nothing, however good"
    lots = f"With no accuracy at all, picking one of {n} is drawing lots: it is worth nothing"
    some: Any = expects if own else np.select([p["options"] == 1, out["team"] == 0], [nothing, lots], expects)
    lifts = f" What everyone knows lifts all options by {p['knowledge']:.1f}, and nobody’s lead."
    return (
        f"{some}. In sample {sample} the pick comes to {out['pick']:+.2f}; over all {SAMPLES} samples, to "
        f"{out['average_pick']:+.2f}.{_beside(p, out)}{np.where(p['knowledge'] > 0, lifts, '')}"
    )


def _beside(p: Values, out: Values) -> Any:
    """What the person adds beside a machine, if there is one and anything to pick."""
    little = np.logical_and(out["added"] > 1e-6, out["added"] < 0.005)
    added = np.where(little, "less than 0.01", f"{out['added']:.2f}")
    adds = f" The machine alone would gain {out['machine_gain']:.2f}: the person adds {added}"
    same = ", for it sees all that the person sees"
    nothing = ", and the machine nothing, for the person sees all that it sees"
    why = np.select([out["team"] - p["machine"] < 1e-6, out["team"] - p["accuracy"] < 1e-6], [same, nothing], "")
    used = out["used_overlap"]
    least = f" Two judges so good overlap by {used:.2f} at least."
    most = f" Beyond an overlap of {used:.2f} the weaker of the two has nothing left to lose."
    held = np.select([used > p["overlap"] + 1e-6, used < p["overlap"] - 1e-6], [least, most], "")
    return np.where(np.logical_and(p["machine"] > 0, p["options"] > 1), f"{adds}{why}.{held}", "")


GUESS = Guess(
    "A judge of accuracy 0.5 (0 is guessing, 1 is knowing) picks one draft out of ten. Then a machine turns out a "
    "thousand, and the same judge picks one of those. How many times as much is the picking worth now?",
    "Worth of picking", answer="times_ten", range=(0, 1e6), unit="times", format=",.1f",
)  # fmt: skip


def _gone(out: Values) -> Any:
    """How much of the person's gain a machine beside the person has taken."""
    return 1 - out["added"] / np.where(out["person_gain"] == 0, 1.0, out["person_gain"])


CHALLENGES = [
    kit.Goal(
        "An unstructured interview picks one of ten. Double what picking gains without one more candidate, "
        "without more spread, and with no judge better than 0.30.",
        lambda _, out: out["gain"] / (2 * float(model.selection_gain(10, VALIDITY[MEETING][0], 1))), MEETING,
        "Done: two weak judges who see different things are worth more than either made half as good again.",
        keeps=("options", "spread"), fair=lambda p, _: np.logical_and(p["accuracy"] <= 0.3, p["machine"] <= 0.3),
    ),
    kit.Goal(
        "A person of accuracy 0.50 picks one of a thousand. Leave both as they are, and make the person’s "
        "judgment worthless beside a machine no better than 0.60.",
        lambda _, out: np.where(_gone(out) > 1 - 1e-6, 1.0, _gone(out)), OPENING,
        "Done: the person judges as well as before. It is only that the machine sees the same things.",
        keeps=("options", "accuracy", "spread"), fair=lambda p, _: p["machine"] <= 0.6,
    ),
]  # fmt: skip

DATA = Data(
    "curve",
    {"options": ("Options", ",d"), "perfect": ("Perfect judge", ".2f"), "pick": ("The pick", ".2f"),
     "person": ("Person alone", ".2f"), "machine": ("Machine alone", ".2f")},
    "Expected worth of the option picked, by how many there are and who picks",
)  # fmt: skip

#: The picture's scales never move: worth up, the judge's score across, on the left `SHARE` of the width.
LOWEST, HIGHEST = -3.0, 6.0
HEIGHT, LINE, SHARE, START = 240, 15, 0.37, 0.43
UP = (
    alt.Scale(domain=[LOWEST, HIGHEST], nice=False),
    alt.Axis(title="worth", values=[-2, 0, 2, 4, 6], titlePadding=0, domain=False, tickSize=0, offset=2),
)
SCORES = kit.Plane(
    alt.Scale(domain=(-3.3, 5.4), nice=False, range=[0, alt.ExprRef(f"width * {SHARE}")]), UP[0],
    alt.Axis(title="judge’s score", grid=False, values=[-2, 0, 2, 4], tickSize=0), UP[1],
)  # fmt: skip
NUMBERS = kit.Plane(
    alt.Scale(type="log", domain=[1, LAST], nice=False,
              range=[alt.ExprRef(f"width * {START}"), alt.ExprRef("width")]), UP[0],
    alt.Axis(title="options", grid=False, values=[1, 10, 100, 1000, 10**4, 10**5, 10**6], format="~s",
             labelOverlap="greedy", labelSeparation=8, labelFlush=True, orient="bottom", tickSize=0), UP[1],
)  # fmt: skip
PERSON = color("person")


def picture(ask: bool = False, _own: bool = False) -> alt.LayerChart:
    """On the left options as the judge sees them, on the right what picking is worth by how many there are."""
    picked, scored = rows("records", "datum.shown && datum.picked"), SCORES.of("score", "at")
    chosen = f"width * ({START} + {1 - START} * log(options) / {float(np.log(LAST))!r})"
    number, here, name = NUMBERS.at("options"), rows("here"), {"color": kit.hues("name", LABELS)}
    perfect, alone = {"strokeDash": [4, 3], "strokeWidth": 1.5}, {"opacity": "=machine > 0 ? 1 : 0", "strokeWidth": 2}
    looks: Any = {"perfect": perfect, "machine": alone, "person": alone, "pick": {"strokeWidth": 4}}
    guess = one("isValid(guess)", level="knowledge + guess * ten_gain", at=f"clamp(datum.level, {LOWEST}, {HIGHEST})")
    words = alt.layer(
        # The average of all, across both sides, the names at the right, and what each side shows.
        rule(NUMBERS.at(y="knowledge") | pixels(x=0, x2="width"), color=MUTED),
        text(NUMBERS.of(y="at") | pixels(x="width") | {"text": "text:N"} | name, rows("labels", "datum.visible"),
             align="left", dx=10),
        text(pixels(x=0, y=0) | {"text": "drawn:N"}, here, align="left", baseline="bottom", dy=-10),
        text(pixels(x="width + 64", y=0), align="right", baseline="bottom", dy=-10, text="worth of the pick"),
    )  # fmt: skip
    scatter = alt.layer(
        # Options by what the judge sees and what they are worth, and the one that is picked.
        mark("point", SCORES.of("score", "worth"), rows("dots", "datum.there"), size=16, filled=True, opacity=0.55,
             color=MUTED, clip=True),
        rule(scored | pixels(x2=chosen), picked, strokeDash=[2, 3], color=PERSON),
        point(scored, picked, size=90, color=PERSON),
        text(scored, picked, text="picked", fontWeight="bold", color=PERSON, **beside("datum.score > 1", -8),
             dy=f"=datum.at > {HIGHEST - 0.5} ? 16 : -12"),
    )  # fmt: skip
    curves = alt.layer(
        # What the pick is worth by how many options there are, in samples and expected.
        rule(NUMBERS.of("place", "worth", x2="end"), rows("records", "datum.shown"), color=MUTED, strokeWidth=1.5,
             clip=True),
        *(mark("line", NUMBERS.of("options", judge) | {"order": "options:Q"}, rows("curve"), clip=True,
               color=LABELS[judge], **look) for judge, look in looks.items()),
        mark("tick", number | NUMBERS.of(y="worth"), rows("records", "datum.picked"), orient="horizontal", size=10,
             thickness=1.5, color=MUTED, clip=True),
        # At this number of options: what the judges gain, and how much of it is the person's.
        rule(number | NUMBERS.of(y="alone", y2="pick"), here, color=PERSON, strokeWidth=4),
        mark("tick", number | NUMBERS.of(y="average"), here, orient="horizontal", size=22, thickness=2.5, color=INK),
        point(number | NUMBERS.of(y="pick"), here, color=INK),
        text(number | NUMBERS.of(y="between") | {"text": "says:N"}, rows("here", "datum.room"), fontWeight="bold",
             color=PERSON, **beside("options > 30000", 10)),
        # The reader's guess: where so many times the gain from ten options would stand.
        *kit.guessed(ask, "tick", number | NUMBERS.of(y="at"), guess, look={"size": 40}, dy=10,
                     **beside("options >= 5", 4), text=f"=datum.level > {HIGHEST} ? 'your guess ↑' : 'your guess'"),
    )  # fmt: skip
    return kit.layered(words, scatter, curves, width=560, height=HEIGHT, padding=(38, 68, 26, 44), apart=["x"])


def hit_rates_table() -> str:
    """How many of those taken do well, by way of choosing, as a Markdown table (Taylor and Russell)."""
    cases = {
        "half would do well, one in five is taken": (0.5, 0.2),
        "one in ten would, one in ten is taken": (0.1, 0.1),
    }
    lines = []
    for name, (accuracy, source) in {"drawing lots": (0.0, ""), **VALIDITY}.items():
        rates = [f"{model.hit_rate(base, chosen, accuracy):.0%}" for base, chosen in cases.values()]
        lines.append([name, f"{accuracy:.2f} {cited(source)}" if source else f"{accuracy:.2f}", *rates])
    return markdown(["taken by", "accuracy", *cases], lines)


EXPLORER = kit.Explorer(
    "judgment", "Options by score and worth, and what the best-looking one is worth by how many there are",
    parameters(), SCENARIOS, picture, sentence,
    kit.Replaceable(model.selection_gain, "gain(options, accuracy, spread)",
                    [*product((1.0, 10.0, 1e6), (0.0, 0.5, 1.0), (0.1, 1.0, 1.5))]),
    outputs,
    {
        "dots": (dot_index, dots),
        "records": (record_index, records),
        "curve": ({"options": ALONG}, lambda p, row, gain: levels(p, row["options"], gain)),
        "here": ({"row": [0]}, here),
        "labels": ({"name": list(LABELS), "order": list(range(len(LABELS)))}, labels),
    },
    guess=GUESS, challenges=CHALLENGES, data=DATA, first=("options", "accuracy", "sample", "machine", "overlap"),
)  # fmt: skip
explore = EXPLORER.explore
