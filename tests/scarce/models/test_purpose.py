"""Purpose against the printed numbers, an accounting of people, and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.purpose import (
    CORNERS,
    amount_after,
    automated_share,
    corner,
    displaced_share,
    full_employment_output,
    growth_to,
    labour_per_unit,
    productivity_gain,
    realised_output,
    surplus,
)
from vega import evaluate

shares = st.floats(0, 1)
amounts = st.floats(0, 20)


def test_without_machines_today_is_full_employment_and_with_all_of_them_leading_sets_the_limit():
    assert full_employment_output(0, [0, 0.2, 1]).tolist() == [1, 1, 1]
    assert_allclose(full_employment_output(1, [0.1, 0.2, 1]), [10, 5, 1])
    assert full_employment_output(1, 0) == np.inf


def test_printed_numbers():
    assert round(float(full_employment_output(0.8, 0.2)), 4) == 2.7778
    assert round(float(displaced_share(8, 1, 0.8, 0.2)), 12) == 0.64


def test_productivity_gain_as_acemoglu_prints_it():
    assert round(float(productivity_gain(0.046, 1, 0.27, 0.535)), 4) == 0.0066
    assert round(float(productivity_gain(0.2, 0.23, 0.27, 0.535)), 4) == 0.0066
    # Overall savings on easy and hard tasks of 14.4 % and 3.7 %, as printed: 3.3 % and 1.3 % of the economy.
    hard = productivity_gain([0.033, 0.013], 1, [0.144, 0.037], 1)
    assert round(float(hard.sum()), 4) == 0.0052  # printed as .0053, from unrounded parts


def test_growth_compounds_until_no_more_is_wanted():
    """Against multiplying year by year."""
    grown, executing = 1.0, 1.0
    for year in range(1, 11):
        grown, executing = grown * 1.07, executing - 0.3 * executing
        assert_allclose(amount_after(year, 0.07), grown)
        assert_allclose(amount_after(year, 0.07, most=1.5), min(grown, 1.5))
        assert_allclose(automated_share(year, 0.3), 1 - executing)
        assert_allclose(growth_to(year, grown), 0.07)
    assert amount_after(0, [-0.5, 0.3]).tolist() == [1, 1]
    assert automated_share([0, 1, 9], [0.4, 1, 0]).tolist() == [0, 1, 0]


@given(st.floats(0.01, 0.5), st.floats(0, 0.99))
def test_the_first_year_asks_for_the_fastest_growth(pace, leading_share):
    years = np.arange(1, 12)
    needed = growth_to(years, full_employment_output(automated_share(years, pace), leading_share))
    assert (np.diff(needed) <= 1e-9).all()
    kept = amount_after(years, needed[0] + 1e-9)
    assert (displaced_share(kept, kept, automated_share(years, pace), leading_share) < 1e-8).all()


@given(amounts, amounts, shares, shares)
def test_people_are_leading_executing_or_displaced(tasks, purposes, automated, leading_share):
    output = realised_output(tasks, purposes, automated, leading_share)
    leading, executing = output * leading_share, output * (1 - leading_share) * (1 - automated)
    displaced = displaced_share(tasks, purposes, automated, leading_share)
    assert_allclose(leading + executing + displaced, 1, rtol=1e-9)
    assert 0 <= displaced <= 1


@given(amounts, amounts, shares, shares, st.floats(0, 5))
def test_they_rise_together_or_not_at_all(tasks, purposes, automated, leading_share, more):
    if tasks >= purposes:
        assert realised_output(tasks + more, purposes, automated, leading_share) == realised_output(
            tasks, purposes, automated, leading_share
        )
    if tasks <= purposes:
        assert realised_output(tasks, purposes + more, automated, leading_share) == realised_output(
            tasks, purposes, automated, leading_share
        )
    both = realised_output(tasks + more, purposes + more, automated, leading_share)
    assert both >= realised_output(tasks, purposes, automated, leading_share)


@given(amounts, amounts, shares, shares)
def test_no_one_is_displaced_exactly_in_abundance(tasks, purposes, automated, leading_share):
    displaced = displaced_share(tasks, purposes, automated, leading_share)
    abundant = corner(tasks, purposes, automated, leading_share) == "abundance"
    assert displaced < 1e-12 if abundant else displaced > -1e-12
    if displaced > 1e-12:
        assert not abundant


def test_the_sign_of_the_surplus_tells_displacement_from_idealism():
    assert surplus(8, 1) > 0
    assert corner(8, 1, 0.8, 0.2) == "displacement"
    assert surplus(1, 8) < 0
    assert corner(1, 8, 0.8, 0.2) == "idealism"
    assert corner([1, 1.5, 2.8], [1, 2, 2.8], 0.8, 0.2).tolist() == ["stagnation", "stagnation", "abundance"]


def test_with_all_work_done_by_machines_no_amount_of_tasks_employs_anyone():
    assert displaced_share(1e6, 1e6, 1, 0) == 1
    assert corner(1e6, 1e6, 1, 0) == "stagnation"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: labour_per_unit(1.2, 0), ["automated", "0 to 1", "1.2"]),
        (lambda: full_employment_output(0.5, -0.1), ["leading_share", "0 to 1", "-0.1"]),
        (lambda: realised_output(-1, 1, 0, 0), ["tasks", "at least 0", "-1.0"]),
        (lambda: displaced_share(1, np.inf, 0, 0), ["purposes", "finite", "inf"]),
        (lambda: displaced_share([1, 2], 1, [0, 0, 0], 0), ["broadcast", "tasks (2,)", "automated (3,)"]),
        (lambda: surplus(np.nan, 1), ["tasks", "nan"]),
        (lambda: corner(1, 1, 2, 0), ["automated", "2.0"]),
        (lambda: automated_share(-1, 0.1), ["years", "at least 0", "-1.0"]),
        (lambda: automated_share(1, 1.5), ["pace", "0 to 1", "1.5"]),
        (lambda: amount_after(1, -1), ["growth", "above -1", "-1.0"]),
        (lambda: amount_after(1, 0.1, most=0.5), ["most", "at least 1", "0.5"]),
        (lambda: growth_to(0, 2), ["years", "above 0", "0.0"]),
        (lambda: growth_to([1, 2], [1, 2, 3]), ["broadcast", "amount (3,)"]),
        (lambda: productivity_gain(0.5, 0.5, 1.5, 0.5), ["labour_saving", "0 to 1", "1.5"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(4)
    cases = {
        "tasks": random.uniform(0, 8, size=200), "purposes": random.uniform(0, 8, size=200),
        "automated": np.concatenate([[0, 1, 1], random.uniform(size=197)]),
        "leading_share": np.concatenate([[0, 0, 1], random.uniform(size=197)]),
    }  # fmt: skip

    def everything(**given):
        shares_given = {name: given[name] for name in ("automated", "leading_share")}
        made = {"enough": full_employment_output(**shares_given), "output": realised_output(**given)}
        made |= {"displaced": displaced_share(**given), "surplus": surplus(given["tasks"], given["purposes"])}
        made["gain"] = productivity_gain(given["automated"], given["leading_share"], 0.27, 0.535)
        made["later"] = automated_share(given["tasks"], given["automated"])
        made["grown"] = amount_after(given["tasks"], given["leading_share"] - 0.5, most=1.2)
        made["growth"] = growth_to(given["tasks"], given["purposes"])
        return made | {name: np.where(corner(**given) == name, 1.0, 0.0) for name in CORNERS}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-12, atol=1e-14, err_msg=name)
