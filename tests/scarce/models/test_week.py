"""The week against the corners of its map, simulated judges, the chapters' own numbers and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models.week import (
    DIRECTIONS,
    KINDS,
    choosing_ratio,
    demand_that_holds,
    direction,
    executing_ratio,
    largest_kinds,
    matching_record,
    place_on_map,
    present_ratio,
    team_that_holds,
    trusted_ratio,
)
from vega import evaluate


def week(*shares):
    return dict(zip(KINDS, shares, strict=True))


def test_weeks_of_one_kind_are_the_corners_of_the_map():
    corners = [place_on_map(week(*row)) for row in np.eye(4)]
    assert corners == [(0, 0), (1, 0), (0, 1), (1, 1)]


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_every_week_lies_on_the_map_between_the_corners(parts):
    shares = np.array(parts) / sum(parts)
    deciding, with_people = place_on_map(week(*shares))
    assert 0 <= deciding <= 1
    assert 0 <= with_people <= 1
    assert_allclose([deciding, with_people], shares @ [[0, 0], [1, 0], [0, 1], [1, 1]], rtol=1e-12)


def test_all_kinds_that_take_most_of_the_week():
    assert largest_kinds(week(0.1, 0.2, 0.6, 0.1)) == ("present",)
    assert largest_kinds(week(0.25, 0.25, 0.25, 0.25)) == KINDS


# --- each part against today


@given(
    st.floats(0.001, 1), st.floats(0.05, 0.95), st.floats(0.1, 3).filter(lambda s: abs(s - 1) > 0.01), st.floats(0, 4)
)
def test_spending_on_execution_in_closed_form(price, weight, sigma, demand):
    # w p^(1-sigma) P^(sigma-epsilon), over w
    index = (weight * price ** (1 - sigma) + 1 - weight) ** (1 / (1 - sigma))
    expected = price ** (1 - sigma) * index ** (sigma - demand)
    assert_allclose(executing_ratio(price, weight, sigma, demand), expected, rtol=1e-7)
    assert executing_ratio(1, weight, sigma, demand) == 1


@given(st.floats(0.001, 1), st.floats(0.05, 0.95), st.floats(0, 4))
def test_at_the_demand_that_holds_execution_is_paid_as_today(price, weight, sigma):
    demand = demand_that_holds(price, weight, sigma)
    if demand >= 0:
        assert_allclose(executing_ratio(price, weight, sigma, demand), 1, rtol=1e-5)
    if price < 0.9:
        assert executing_ratio(price, weight, sigma, max(demand, 0) + 0.1) > 1


def test_the_demand_that_holds_at_the_ends():
    assert_allclose(demand_that_holds([0.1, 0.5, 1], 0.7, 1), 1)  # Cobb and Douglas: shares stay
    assert_allclose(demand_that_holds(0.1, 0.7, np.inf), 0.8450980400142568)  # the cheaper does all: 1 - ln w / ln p
    assert_allclose(demand_that_holds(0.1, 0.7, 0), np.log(0.1) / np.log(0.37))  # nothing substitutes: P = .7 p + .3
    assert_allclose(demand_that_holds(1, 0.7, 0.5), 0.5 + 0.5 / 0.7, rtol=1e-5)


def test_what_a_person_adds_to_a_machine_in_simulated_choices():
    random, trials = np.random.default_rng(12), 40_000

    def mean_pick(n, human, machine):
        """True worth of the option that a weighted sum of two independent judges' scores puts first, on average."""
        worth = random.standard_normal((trials, n))
        score = np.zeros((trials, n))
        for accuracy in (human, machine):
            if accuracy:
                noise = random.standard_normal((trials, n)) * np.sqrt(1 / accuracy**2 - 1)
                score += (worth + noise) / (1 / accuracy**2 - 1)
        return worth[np.arange(trials), score.argmax(axis=1)].mean()

    human, machine = 0.6, 0.5
    # scores worth + noise correlate at rho_h rho_m: their errors are independent
    added = mean_pick(20, human, machine) - mean_pick(20, 0, machine)
    expected = added / mean_pick(5, human, 0)
    assert_allclose(choosing_ratio(5, 20, human, machine, human * machine), expected, atol=0.02)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(2, 1000))
def test_a_person_who_sees_only_what_the_machine_sees_has_nothing_to_add(machine, overlap, n):
    assert_allclose(choosing_ratio(n, n, machine * overlap, machine, overlap), 0, atol=1e-6)
    assert_allclose(choosing_ratio(n, n, machine, 0, 0), 1, rtol=1e-9)


@given(st.integers(2, 1000), st.integers(2, 10**6), st.floats(0.05, 0.6), st.floats(0, 0.6), st.floats(0, 0.9))
def test_choosing_holds_where_the_team_is_as_good_as_it_must_be(before, now, human, machine, overlap):
    from scarce.models.judgment import overlap_bounds, team_accuracy

    overlap = np.clip(overlap, *overlap_bounds(human, machine))
    more = team_accuracy(human, machine, overlap) - team_that_holds(before, now, human, machine)
    ratio = choosing_ratio(before, now, human, machine, overlap)
    assert np.sign(np.round(more, 9)) == np.sign(np.round(ratio - 1, 8)) or abs(more) < 1e-6


@pytest.mark.parametrize("rate", [0.05, 0.5, 0.95, 0.99])
def test_a_spotless_matching_record_and_one_less_that_does_not(rate):
    machine = (1e6 * rate, 1e6)
    n = matching_record(*machine)
    assert trusted_ratio(n, n, *machine) >= 1
    assert trusted_ratio(n - 1, n - 1, *machine) < 1


@pytest.mark.parametrize("n", [1, 10, 73, 5000])
def test_a_spotless_record_is_matched_by_its_like(n):
    assert matching_record(n, n) == n


def test_presence_and_trust_at_the_chapters_numbers():
    assert present_ratio(0.5, 1, [-1, 0, 1, 2]).tolist() == [2, 1, 0.5, 0.25]
    assert_allclose(trusted_ratio(10, 10, 950_000, 1_000_000), 0.7225 / 0.9496, atol=1e-4)
    assert trusted_ratio(0, 0, 1, 1) == 0


def test_directions():
    assert direction([0, 0.94, 0.951, 1, 1.049, 1.06, np.inf]).tolist() == [
        "shrinks", "shrinks", "holds", "holds", "holds", "grows", "grows"
    ]  # fmt: skip
    assert direction(1) == "holds"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: place_on_map({"executing": 1}), ["week", "choosing, present, trusted", "got executing"]),
        (lambda: place_on_map(week(0.5, 0.5, 0.5, 0)), ["week", "sum to 1", "1.5"]),
        (lambda: place_on_map(week(-0.5, 0.5, 0.5, 0.5)), ["week['executing']", "0 to 1", "-0.5"]),
        (lambda: largest_kinds(week([0.5, 0.5], 0.5, 0, 0)), ["week['executing']", "single number"]),
        (lambda: executing_ratio(0, 0.5, 1, 1), ["prices[0]", "above 0"]),
        (lambda: executing_ratio(1, 1, 1, 1), ["weight", "strictly between 0 and 1", "1.0"]),
        (lambda: choosing_ratio(1, 10, 0.5, 0, 0), ["before", "above 1", "1.0"]),
        (lambda: choosing_ratio(10, 10, 0, 0, 0), ["human", "above 0", "0.0"]),
        (lambda: choosing_ratio(10, 10, 0.9, 0.9, 0), ["overlap", "0.62"]),
        (lambda: choosing_ratio(10, 10, 0.5, -0.2, 0), ["machine", "0 to 1", "-0.2"]),
        (lambda: demand_that_holds(2, 0.5, 1), ["price", "up to 1", "2.0"]),
        (lambda: demand_that_holds(0.5, 0, 1), ["weight", "strictly between 0 and 1", "0.0"]),
        (lambda: demand_that_holds(0.5, 0.5, -1), ["sigma", "at least 0", "-1.0"]),
        (lambda: team_that_holds(10, 1, 0.5, 0), ["now", "above 1", "1.0"]),
        (lambda: team_that_holds(10, 10, 0, 0), ["human", "above 0", "0.0"]),
        (lambda: matching_record(2, 1), ["successes", "no more than trials", "2.0"]),
        (lambda: present_ratio(1, 1, -1), ["adoption x exposure", "below 1"]),
        (lambda: trusted_ratio(1, 1, 0, 5), ["machine_successes", "above 0", "0.0"]),
        (lambda: direction(-1), ["ratio", "at least 0", "-1.0"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy():
    random = np.random.default_rng(5)
    parts = random.dirichlet(np.ones(4), size=100)
    cases = dict(zip(KINDS, parts.T, strict=True)) | {
        "price": random.uniform(0.01, 1, size=100), "now": random.integers(2, 10_000, size=100).astype(float),
        "human": random.uniform(0.1, 0.8, size=100), "machine": random.uniform(0, 0.8, size=100),
    }  # fmt: skip

    def everything(price, now, human, machine, **shares):
        deciding, with_people = place_on_map(shares)
        made = {"deciding": deciding, "with_people": with_people, "executing": executing_ratio(price, 0.7, 0.5, 1.5)}
        made["choosing"] = choosing_ratio(10, now, human, machine, human * machine)
        made["present"], made["trusted"] = present_ratio(machine, 0.5, human), trusted_ratio(now, 2 * now, 95, 100)
        return made | {word: np.where(direction(made["choosing"]) == word, 1.0, 0.0) for word in DIRECTIONS}

    found = evaluate(everything, **cases)
    for name, expected in everything(**cases).items():
        assert_allclose(found[name], expected, rtol=1e-9, atol=1e-12, err_msg=name)
