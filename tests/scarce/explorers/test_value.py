"""The value explorer against closed forms, its words, goals and sources, and what the page computes against numpy."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.explorers import value
from vega import evaluate

BIBLIOGRAPHY = (Path(__file__).parents[3] / "chapters" / "references.bib").read_text(encoding="utf-8")
START = value.SCENARIOS[value.OPENING]


@pytest.fixture(scope="module")
def live():
    return value.explore(ask=True)


def said(live, **changes):
    return live.evaluate(**{**live._model.defaults, **START, **changes})


def published(price, sigma, demand, weight, cheaper):
    """Money by input as the textbooks write it, for sigma neither 1 nor infinite."""
    weights = np.array([(1 - weight) / 3] * 3 + [weight])
    prices = np.where(np.arange(4) == cheaper, price, 1.0)
    parts = weights * prices ** (1 - sigma)
    index = parts.sum() ** (1 / (1 - sigma))
    return parts / parts.sum() * index ** (1 - demand)


def test_it_is_traced(live):
    assert live.untraced == ""


@pytest.mark.parametrize("scenario", value.SCENARIOS)
def test_outputs_are_the_published_formulas(live, scenario):
    live.apply(scenario)
    p, found = live.params, live.evaluate().outputs
    money = published(**p)
    assert_allclose([found[f"{name}_money"] for name in value.INPUTS], money, rtol=1e-12)
    assert_allclose([found[f"{name}_share"] for name in value.INPUTS], money / money.sum(), rtol=1e-12)
    assert_allclose(found["total"], money.sum(), rtol=1e-12)
    assert_allclose(found["output_price"] ** (1 - p["demand"]), money.sum(), rtol=1e-12)


def test_a_tenth_of_the_price(live):
    """The guess's answer, and the money per unit of output, as printed in the chapter."""
    answer = (0.1) / (0.3 + 0.7 * np.sqrt(0.1))
    assert_allclose(live.extras["guess"]["answer"], answer)
    assert round(answer, 2) == 0.19
    assert_allclose(said(live, demand=0).outputs["judgment_money"], 0.1 * (0.3 + 0.7 * np.sqrt(0.1)), rtol=1e-12)
    assert round(said(live, demand=0).outputs["judgment_money"], 3) == 0.052
    assert_allclose(said(live).outputs["total"], 1)


@pytest.mark.parametrize(("sigma", "limit"), [(0, 1 / 3), (0.9, 1 / 3), (1, 0.1), (1.5, 0), (np.inf, 0)])
def test_what_judgments_share_tends_to(live, sigma, limit):
    assert_allclose(said(live, sigma=sigma, demand=3).outputs["judgment_limit"], limit, atol=1e-12)


@pytest.mark.parametrize("demand", [0, 0.5, 1, 2.5])
@pytest.mark.parametrize("sigma", value.SUBSTITUTION.values())
def test_the_claim_turns_at_sigma_one_and_at_demand_sigma(live, sigma, demand):
    found = said(live, sigma=sigma, demand=demand, price=0.05).outputs
    share, money = found["judgment_share"] / 0.1, found["judgment_money"] / 0.1
    if sigma == 1:
        assert_allclose(share, 1)
    else:
        assert (share > 1) == (sigma < 1)
    if demand == sigma:
        assert_allclose(money, 1)
    else:
        assert (money > 1) == (demand > sigma)


@pytest.mark.parametrize("demand", [0, 1, 3])
def test_the_picture_is_the_outputs(live, demand):
    state = said(live, demand=demand, price=0.25)
    path, bands, found = state.tables["path"], state.tables["bands"], state.outputs
    [here] = np.flatnonzero(path["price"] == 0.25)
    assert path["reached"].sum() == here + 1
    tops = np.cumsum([found[f"{name}_money"] for name in value.INPUTS])
    assert_allclose([path[f"{name}_top"][here] for name in value.INPUTS], tops)
    assert_allclose(bands["slice"], tops)
    assert_allclose(bands["high"] - bands["low"], [found[f"{name}_share"] for name in value.INPUTS])
    assert_allclose(bands["high"][-1], 1)
    assert_allclose([path[f"{name}_money"][0] for name in value.INPUTS], [0.1, 0.1, 0.1, 0.7])
    assert_allclose(10 ** -path["fall"], path["price"])
    assert_allclose(said(live, price=0.01).tables["bands"]["fall"], 2)


def test_names_beside_the_column_keep_their_distance(live):
    gap = value.HIGHEST * value.LINE / value.HEIGHT
    for price, sigma, weight in itertools.product((1, 0.1, 0.01), (0, 1, 4, np.inf), (0.1, 0.9)):
        bands = said(live, price=price, sigma=sigma, weight=weight).tables["bands"]
        assert (np.diff(bands["at"]) >= gap - 1e-9).all()
        assert bands["at"].max() <= value.HIGHEST
    assert said(live).tables["bands"]["text"].tolist()[0] == "judgment 19%"


@pytest.mark.parametrize(
    ("changes", "price", "money", "fall", "level"),
    [
        ({"price": 0.01, "sigma": 0, "demand": 3}, "execution at 1%", "345.6 ↑", 2, 1.5),
        ({"price": 0.1, "cheaper": 0, "sigma": 4}, "judgment at 10%", "99.1", 1, 0.991),
        ({"price": 1, "sigma": 4}, "execution today", "10.0", 0, 0.1),
    ],
)
def test_what_stands_at_the_chosen_price(live, changes, price, money, fall, level):
    state = said(live, **changes)
    here = {name: column[0] for name, column in state.tables["chosen"].items()}
    assert (here["price"], here["money"]) == (price, money)
    assert_allclose(here["fall"], fall, atol=1e-12)
    assert_allclose(here["level"], min(state.outputs["judgment_money"], value.HIGHEST))
    assert_allclose(here["level"], level, atol=5e-4)


# --- words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Execution costs 10% of what it did. Judgment’s share of spending goes from 10.0% to 19.2%"),
        ({}, "A larger share and more money: σ is below 1, ε is above σ. Were execution free"),
        ({"demand": 0}, "its money from 10.0 to 5.2 (of 100 today). A larger share, yet less money: σ is below 1"),
        ({"demand": 0.5}, "A larger share and the same money: σ is below 1, ε is equal to σ"),
        ({"sigma": 1}, "The same share and the same money: σ is at 1, ε is equal to σ"),
        ({"sigma": 1, "demand": 2}, "The same share and more money: σ is at 1, ε is above σ"),
        ({"sigma": 4}, "A smaller share and less money: σ is above 1, ε is below σ"),
        ({"sigma": 1.5, "demand": 2}, "A smaller share, yet more money"),
        ({"cheaper": 0}, "Judgment costs 10% of what it did. Judgment’s share of spending goes from 10.0% to 3.4%"),
        ({"cheaper": 0}, "A smaller share and less money: judgment is now what there is plenty of. Were judgment free"),
        ({"cheaper": 0, "sigma": 4}, "A larger share and more money"),
        ({"price": 0.0315}, "Execution costs 3.15% of"),
        ({"price": 1, "sigma": 0}, "At today’s prices judgment gets 10.0% of all spending"),
    ],
)
def test_the_sentence_says_what_the_picture_shows(live, changes, words):
    assert words in said(live, **changes).sentence


# --- goals


def test_a_larger_share_of_less_money_takes_price_and_demand(live):
    assert 0 < said(live).progress[0] < 1
    assert said(live, price=0.05, demand=0).progress[0] >= 1
    for one in ({"price": 0.01}, {"demand": 0}, {"sigma": 0}):
        assert said(live, **one).progress[0] < 1
    for unfair in ({"weight": 0.5}, {"cheaper": 0}):
        assert said(live, price=0.05, demand=0, **unfair).progress[0] == 0


def test_a_smaller_share_of_more_money_takes_both_elasticities(live):
    assert 0 < said(live).progress[1] < 1
    assert said(live, sigma=1.5, demand=2.5).progress[1] >= 1
    for one in value.SUBSTITUTION.values():
        assert said(live, sigma=one).progress[1] < 1
    for one in np.linspace(0, 3, 13):
        assert said(live, demand=one).progress[1] < 1


# --- sources


def test_every_value_has_a_source_or_is_assumed():
    for source in (source for values in value.SCENARIOS.sources.values() for source in values.values()):
        assert source == "assumed" or re.search(rf"@\w+\{{{source},", BIBLIOGRAPHY), source
    table = value.scenarios_table()
    assert (
        "| **a year of falling model prices** | 2.5% {cite}`epoch2025inference` | 0.25 {cite}`demirer2026` |" in table
    )
    assert "4 {cite}`havranek2024`" in table


# --- the page computes what numpy computes


def test_traced_is_numpy():
    """Over the corners of the parameters, every stop, and a seeded thousand of settings between."""
    parameters = value.parameters()
    ends = [list(q.stops.values()) if q.stops else list(q.range) for q in parameters]
    corners = [list(each) for each in itertools.product(ends[0][:: len(ends[0]) - 1], *ends[1:])]
    random = np.random.default_rng(11)
    between = [
        random.choice(e, 1000) if q.stops else random.uniform(*e, 1000) for q, e in zip(parameters, ends, strict=True)
    ]
    rows = np.concatenate([np.array(corners), np.array(between).T])
    settings = dict(zip([q.name for q in parameters], rows.T, strict=True))

    def function(**p):
        columns = value.path(p, {"price": 0.05}, value.model.spending)
        columns |= value._places(*value._money(value.model.spending, p, p["price"]), 1)
        return value.outputs(p) | columns

    found = evaluate(function, **settings)
    expected = function(**settings)
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert_allclose(found[name], values, rtol=1e-9, atol=1e-12, err_msg=name)


def test_a_changed_formula_changes_the_model():
    def fair(prices, weights, sigma, demand):
        return [0.25 + 0 * price for price in prices]

    flat = value.explore(fair)
    assert flat.untraced == ""
    assert flat.judgment_share == 0.25
