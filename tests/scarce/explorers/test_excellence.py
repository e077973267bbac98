"""The explorer of excellence: numpy, scipy and the page's own Vega agree; its words and goals."""

import json
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from kernelless.built import node
from kernelless.live_chart import from_json
from scarce.explorers import excellence
from scipy.integrate import quad
from scipy.stats import norm


@cache
def live():
    return excellence.explore()


def at(**values):
    return live()._model.evaluate({**live()._model.defaults, **values})


def test_it_lives_in_the_page():
    assert live().untraced == ""


@pytest.mark.parametrize(("b", "printed"), [(0, 0.0668), (1, 0.1999), (2, 0.7835)])
def test_the_top_hundredths_share_is_the_published_one(b, printed):
    assert at(b=b).outputs["top_share"] == pytest.approx(printed, abs=5e-5)


@pytest.mark.parametrize("b", [-3.0, -1.0, 0.0, 0.7, 2.0])
def test_sums_over_people_are_integrals(b):
    out = at(b=b).outputs
    left = quad(lambda s: max(0, s - b) * norm.pdf(s), b, 12)[0]
    assert out["left"] == pytest.approx(left, abs=1e-8)
    assert out["out"] == pytest.approx(norm.cdf(b))
    assert out["delivered"] == pytest.approx(quad(lambda s: max(s, b) * norm.pdf(s), -12, 12, points=[b])[0], abs=1e-7)
    low, high = (max(norm.ppf(q), b) for q in (0.1, 0.9))
    assert out["gap"] == pytest.approx((high - low) / (norm.ppf(0.9) - norm.ppf(0.1)))


def test_what_the_chapter_prints():
    assert at(b=2).outputs["kept"] == pytest.approx(1 / 50, abs=0.002)
    assert at(b=1, you=2).outputs["your_premium"] == at(b=0, you=2).outputs["your_premium"] / 2
    assert at(b=1, reading=1).outputs["gap"] == pytest.approx(1 / 9, abs=0.002)
    assert at(b=1, reading=1).outputs["delivered"] > 1
    for b, printed in ((0, 2.67), (1, 1.67), (2, 0.67)):  # the best hundredth's own mean premium
        own = quad(lambda s, b=b: (s - b) * norm.pdf(s), norm.ppf(0.99), 12)[0] / 0.01
        assert own == pytest.approx(printed, abs=0.006)


def test_the_sentence_follows_the_reading():
    assert "97.7% of people can do no better alone, and earn nothing by it" in at().sentence
    assert "the top 1% take 78.3% of them; at skill +1.0 you earn nothing" in at().sentence
    assert "you earn 1.0" in at(b=0).sentence
    lifted = at(b=1, reading=1).sentence
    assert "all of them deliver that" in lifted
    assert "earn" not in lifted


def test_the_guess_asks_what_the_model_answers():
    asked = excellence.explore(ask=True).extras["guess"]
    assert asked["answer"] == pytest.approx(0.7835, abs=5e-5)
    assert "7% of all premiums" in asked["question"]
    assert norm.sf(2) == pytest.approx(1 / 40, abs=0.003)


@pytest.mark.parametrize(
    ("goal", "values", "met"),
    [
        (0, {}, False), (0, {"b": 1.4, "you": 1.5}, True), (0, {"b": 1.1, "you": 1.5}, False),
        (0, {"b": 1.5, "you": 1.5}, False),
        (0, {"b": 1.3, "you": 1.5}, True), (0, {"b": 2, "you": 2.5}, False),
        (0, {"b": 1.4, "you": 1.5, "top": 0.05}, False),
        (1, {}, False), (1, {"b": 0.0}, False), (1, {"b": 0.0, "reading": 1}, True),
        (1, {"b": 1.0, "reading": 1}, False),
        (1, {"b": -0.5, "reading": 1}, False),
    ],
)  # fmt: skip
def test_challenges_are_met_where_they_should_be(goal, values, met):
    assert (at(**values).progress[goal] >= 1) == met


def test_a_share_of_ones_own():
    mine = excellence.explore(lambda b, top: top + 0 * b)
    assert mine.untraced == ""
    assert mine.outputs["top_share"] == pytest.approx(0.01)


def test_vega_and_numpy_agree():
    script = Path(__file__).parents[2] / "helpers" / "states.mjs"
    random = np.random.default_rng(4)
    settings = [
        {"b": b, "reading": reading, "you": you, "top": top}
        for b in (-3, -1.3, 0, 1, 3) for reading in (0, 1) for you in (-3, 1, 3) for top in (0.01, 0.2)
    ] + [
        {"b": round(x, 1) + 0.0, "reading": k % 2, "you": round(-x, 1) + 0.0, "top": 0.05}
        for k, x in enumerate(random.uniform(-3, 3, 40))
    ]  # fmt: skip
    columns = {"people": ("line", "beyond"), "curves": ("share", "gap")}
    for table, names in columns.items():
        asked = {"specification": live()._specification, "settings": settings, "table": table}
        done = subprocess.run([*node(), str(script)], input=json.dumps(asked), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        for setting, found in zip(settings, json.loads(done.stdout), strict=True):
            expected = at(**setting)
            for name in names:
                values = np.array([from_json(row[name]) for row in found["rows"]], dtype=float)
                wanted = np.asarray(expected.tables[table][name], float)
                np.testing.assert_allclose(values, wanted, rtol=1e-9, atol=1e-12)
            assert found["signals"]["sentence"] == expected.sentence
            for name, value in expected.outputs.items():
                np.testing.assert_allclose(found["signals"][name], value, rtol=1e-9, atol=1e-12, err_msg=name)
            for goal, progress in enumerate(expected.progress):
                np.testing.assert_allclose(found["signals"][f"_goal{goal}"], progress, rtol=1e-9, atol=1e-12)
