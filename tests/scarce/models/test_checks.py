"""Arguments of every type, for all models: labels, lists of numbers, and what only looks like numbers."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scarce.models import (
    bottleneck,
    budget,
    compounding,
    excellence,
    feedback,
    hierarchy,
    judgment,
    middle,
    purpose,
    tasks,
    trust,
    value,
    week,
)


class Labelled:
    """Values with labels, that is no mapping: as a pandas Series has them."""

    def __init__(self, **values):
        self.values = values

    def keys(self):
        return self.values.keys()

    def items(self):
        return self.values.items()

    def __iter__(self):
        return iter(self.values.values())


class OwnArithmetic:
    """A column of numbers with arithmetic of its own, such as another library's; numpy can read it."""

    __array_ufunc__ = None

    def __init__(self, *values):
        self.entries = values

    def __array__(self, dtype=None, copy=None):
        return np.array(self.entries, dtype=dtype)

    def __array_function__(self, *_):
        raise AssertionError("numbers must be checked before anything is done with them")


# --- labels


@pytest.mark.parametrize(
    ("levels", "weights"),
    [
        ({0: 1, 1: 4}, {1: 0.2, 0: 0.8}),
        ({2020: 1, 2030: 4}, {2030: 0.2, 2020: 0.8}),
        ({0.5: 1, 1.5: 4}, {1.5: 0.2, 0.5: 0.8}),
        ({True: 1, False: 4}, {False: 0.2, True: 0.8}),
        ({("a", 1): 1, ("a", 2): 4}, {("a", 2): 0.2, ("a", 1): 0.8}),
        ({np.int64(3): 1, "x": 4}, {"x": 0.2, 3: 0.8}),
        (Labelled(a=1, b=4), Labelled(b=0.2, a=0.8)),
        ({1: 4, 0: 1}, [0.8, 0.2]),  # positions are labels too
        ([1, 4], {1: 0.2, 0: 0.8}),
        ({"a": 1, "b": 4}, [0.8, 0.2]),  # names beside positions go by their order
    ],
)
def test_inputs_are_matched_by_label_whatever_its_type(levels, weights):
    assert_allclose(bottleneck.ces(levels, weights, 0.5), 1 / (0.8 / 1 + 0.2 / 4))
    assert_allclose(value.cost_shares(levels, weights, 0).sum(), 1)


@pytest.mark.parametrize(
    ("levels", "weights", "words"),
    [
        ({0: 1, 1: 4}, {1: 0.2, 2: 0.8}, ["weights", "levels", "[0, 1]", "[1, 2]"]),
        ({"0": 1, "1": 4}, {0: 0.2, 1: 0.8}, ["weights", "levels"]),
        ({0: 1, 1: 4}, {0: 1.0}, ["weights", "each of the 2", "1"]),
        ({1, 4}, [0.5, 0.5], ["levels", "in an order", "set"]),
        (4, [1.0], ["levels", "one value an input", "4"]),
        ([], [], ["levels", "at least one", "none"]),
    ],
)
def test_labels_that_do_not_match_are_refused(levels, weights, words):
    with pytest.raises(ValueError, match=r".") as error:
        bottleneck.ces(levels, weights, 0.5)
    for word in words:
        assert word in str(error.value)


def test_a_label_given_twice_is_refused():
    twice = Labelled()
    twice.keys = lambda: ["a", "a"]
    twice.items = lambda: [("a", 1), ("a", 4)]
    with pytest.raises(ValueError, match="'a' twice"):
        bottleneck.ces(twice, [0.5, 0.5], 0.5)


def test_handovers_are_named_by_label():
    growth, headroom = {1: 1.0, 0: 0.0}, {0: 8, 1: 1}
    assert bottleneck.handover_years(growth, headroom) == [(3.0, 1, 0)]
    assert bottleneck.handover_years([1.0, 0.0], {"fast": 1, "slow": 8}) == [(3.0, "fast", "slow")]
    assert bottleneck.handover_years([0.0, 1.0], {1: 1, 0: 8}) == [(3.0, 1, 0)]


# --- numbers


#: A call of every public function that takes numbers, with one argument open, and one that is out of its range.
CALLS = {
    "growth_ceiling": (lambda x: bottleneck.growth_ceiling(x, 0.5), -2),
    "relaxation_gain": (lambda x: bottleneck.relaxation_gain([x, 0.5]), -2),
    "ces": (lambda x: bottleneck.ces([x, 1], [0.5, 0.5], 0.5), -1),
    "ces, sigma": (lambda x: bottleneck.ces([1, 2], [0.5, 0.5], x), -1),
    "level": (lambda x: bottleneck.level(1, x, 1), -2),
    "output_path": (lambda x: bottleneck.output_path(1, [x, 0.5], [1, 1], [0.5, 0.5], 0.5), -2),
    "output_elasticities": (lambda x: bottleneck.output_elasticities([x, 1], [0.5, 0.5], 0.5), -1),
    "binding_spans": (lambda x: bottleneck.binding_spans([0.1, 0.2], [x, 1]), -1),
    "amdahl_speedup": (lambda x: bottleneck.amdahl_speedup(x, 2), 2),
    "weak_link_gain": (lambda x: bottleneck.weak_link_gain(x, 0.5), 2),
    "repeated_accuracy": (lambda x: budget.repeated_accuracy(x, 2), 2),
    "options_found": (lambda x: budget.options_found(x, 10, 1), 2),
    "looks_each": (lambda x: budget.looks_each(x, 10, 1), 2),
    "split_gain": (lambda x: budget.split_gain(x, 10, 1, 0.3), 2),
    "doubling_path": (lambda x: compounding.doubling_path(1, x, 1), -1),
    "explosion_year": (lambda x: compounding.explosion_year(x, 0.5), -1),
    "feedback_path": (lambda x: compounding.feedback_path(1, x, 0.5), -1),
    "pace": (lambda x: compounding.pace(1, x, 0.5), -1),
    "time_to": (lambda x: compounding.time_to(2, x, 0.5), -1),
    "outlook": (lambda x: compounding.outlook(1, x, 0.1, 0), -1),
    "perceived_path": (lambda x: compounding.perceived_path(1, x, 0.5), -2),
    "premium": (lambda x: excellence.premium(x, 0), np.inf),
    "lifted_quality": (lambda x: excellence.lifted_quality(x, 0), np.inf),
    "priced_out": (excellence.priced_out, np.inf),
    "mean_premium": (excellence.mean_premium, np.inf),
    "top_premium_share": (lambda x: excellence.top_premium_share(0, x), 2),
    "loop_speedup": (lambda x: feedback.loop_speedup(x, 2), 2),
    "review_limit": (lambda x: feedback.review_limit(x, 2), 2),
    "reviewed_throughput": (lambda x: feedback.reviewed_throughput(1, 1, x, 2), 2),
    "remaining_value": (lambda x: hierarchy.remaining_value(1, x, 1, 1), 2),
    "rankdata": (hierarchy.rankdata, np.nan),
    "verdict": (hierarchy.verdict, 2),
    "expected_best": (lambda x: judgment.expected_best(1 + np.asarray(x) * 9), 2e6),
    "selection_gain": (lambda x: judgment.selection_gain(10, x, 1), 2),
    "overlap_bounds": (lambda x: judgment.overlap_bounds(x, 0.5), 2),
    "team_accuracy": (lambda x: judgment.team_accuracy(x, 0.5, 0), 2),
    "hit_rate": (lambda x: judgment.hit_rate(x, 0.5, 0.5), 2),
    "layer": (lambda x: middle.layer("11-1011", x), 2),
    "job_zone": (lambda x: middle.job_zone(x), 9),
    "hump": (lambda x: middle.hump(x, 0.5, 0.5), 2),
    "labour_per_unit": (lambda x: purpose.labour_per_unit(x, 0.5), 2),
    "full_employment_output": (lambda x: purpose.full_employment_output(x, 0.5), 2),
    "realised_output": (lambda x: purpose.realised_output(1, 1, x, 0.5), 2),
    "displaced_share": (lambda x: purpose.displaced_share(1, 1, x, 0.5), 2),
    "surplus": (lambda x: purpose.surplus(x, 1), -1),
    "corner": (lambda x: purpose.corner(1, 1, x, 0.5), 2),
    "automated_share": (lambda x: purpose.automated_share(1, x), 2),
    "amount_after": (lambda x: purpose.amount_after(1, x), -2),
    "growth_to": (lambda x: purpose.growth_to(x, 2), -1),
    "productivity_gain": (lambda x: purpose.productivity_gain(x, 1, 1, 1), 2),
    "laplace_mean": (lambda x: trust.laplace_mean(x, 2), -1),
    "wilson_lower": (lambda x: trust.wilson_lower(x, 2), -1),
    "wilson_upper": (lambda x: trust.wilson_upper(x, 2), -1),
    "trials_to_vouch": (lambda x: trust.trials_to_vouch(x, 0.1), 2),
    "informed_rate": (lambda x: trust.informed_rate(x, 0.5), 2),
    "success_interval": (lambda x: tasks.success_interval(x, 2), -1),
    "cost_shares": (lambda x: value.cost_shares([x, 1], [0.5, 0.5], 0.5), -1),
    "price_index": (lambda x: value.price_index([x, 1], [0.5, 0.5], 0.5), -1),
    "spending": (lambda x: value.spending([x, 1], [0.5, 0.5], 0.5, 1), -1),
    "executing_ratio": (lambda x: week.executing_ratio(x, 0.7, 0.5, 1), -1),
    "demand_that_holds": (lambda x: week.demand_that_holds(x, 0.7, 0.5), 2),
    "choosing_ratio": (lambda x: week.choosing_ratio(10, 10, x, 0.5, 0.5), 2),
    "team_that_holds": (lambda x: week.team_that_holds(10, 10, x, 0.5), 2),
    "present_ratio": (lambda x: week.present_ratio(x, 1, 1), 2),
    "trusted_ratio": (lambda x: week.trusted_ratio(x, 2, 1, 2), -1),
    "matching_record": (lambda x: week.matching_record(x, 2), -1),
    "direction": (week.direction, -1),
}
GOOD = [0.4, 0.6]
#: Values that a zone, a rank and a number of options can take as well.
OWN = {"job_zone": [2.0, 4.0]}


@pytest.mark.parametrize("name", CALLS)
def test_every_function_takes_numbers_of_every_type_and_checks_them(name):
    call, bad = CALLS[name]
    good = OWN.get(name, GOOD)
    expected = call(np.array(good))
    for same in (good, tuple(good), [Fraction(str(each)) for each in good], OwnArithmetic(*good)):
        if name == "expected_best" and isinstance(same, OwnArithmetic):
            continue  # the call itself does arithmetic
        np.testing.assert_equal(np.asarray(call(same)), np.asarray(expected))
    if name == "expected_best":
        return
    for wrong in (bad, [good[0], bad], OwnArithmetic(bad)):
        with pytest.raises(ValueError, match=r"must"):
            call(wrong)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("wrong", ["0.5", None, 1j, {"a": 1}, object(), [0.5, "x"], [[0.5], [0.5, 0.5]], [None], []])
def test_what_is_no_number_is_refused_by_name(name, wrong):
    if name == "expected_best":
        pytest.skip("the call itself does arithmetic")
    with pytest.raises(ValueError, match=r"must"):
        CALLS[name][0](wrong)


#: Two or more arguments whose shapes cannot go together.
UNLIKE = [
    lambda: bottleneck.growth_ceiling([0.1, 0.2], [0.1, 0.2, 0.3]),
    lambda: bottleneck.ces([[1, 2], [1, 2, 3][:2]], [0.5, 0.5], [0.1, 0.2, 0.3]),
    lambda: hierarchy.remaining_value([1, 2], [0.1, 0.2, 0.3], 1, 1),
    lambda: hierarchy.rank_correlation([1, 2], [1, 2, 3]),
    lambda: hierarchy.rank_correlation([1, 2], [1, 2], [True, False, True]),
    lambda: hierarchy.rank_correlation([[1, 2]], [[1, 2]]),
    lambda: hierarchy.rankdata([[1, 2], [3, 4]]),
    lambda: hierarchy.pay_ratio([[1, 2], [3, 4]]),
    lambda: hierarchy.pay_ratio(5),
    lambda: judgment.hit_rate([0.1, 0.2], [0.1, 0.2, 0.3], 0.5),
    lambda: middle.layer(["11-1011", "23-1011"], [0.1, 0.2, 0.3]),
    lambda: middle.group_means([1, 2, 3], ["a", "b"], ["a"]),
    lambda: middle.group_means(1, "a", ["a"]),
    lambda: middle.group_means([1, 2], ["a", "b"], "a"),
    lambda: middle.wage_decile(20),
    lambda: middle.wage_decile([[1, 2], [3, 4]]),
    lambda: middle.hump([0.1, 0.2], [0.1, 0.2, 0.3], 0.5),
    lambda: purpose.displaced_share([1, 2], [1, 2, 3], 0.5, 0.5),
    lambda: tasks.novelty([1, 2], [[1, 2]]),
    lambda: tasks.novelty([[1, 2, 3]], [[1, 2, 3]]),
    lambda: tasks.novelty([[[1, 2]], [[1, 2]]], [[[1, 2]], [[1, 2]], [[1, 2]]]),
    lambda: trust.wilson_lower([1, 2], [3, 4, 5]),
    lambda: week.trusted_ratio([1, 2], 3, [1, 2, 3], 4),
    lambda: week.demand_that_holds([0.1, 0.2], [0.1, 0.2, 0.3], 0.5),
]


@pytest.mark.parametrize("call", UNLIKE)
def test_lengths_and_shapes_that_do_not_go_together_are_named(call):
    with pytest.raises(ValueError, match=r"must") as error:
        call()
    assert "operands" not in str(error.value)  # numpy's own words


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: middle.group_means([1, np.inf], ["a", "b"], ["a"]), ["values", "inf"]),
        (lambda: middle.wage_decile([1, np.inf]), ["wage", "inf"]),
        (lambda: middle.wage_decile([1, -1]), ["wage", "-1.0"]),
        (lambda: middle.job_zone(9), ["preparation", "1 to 5", "9.0"]),
        (lambda: middle.job_zone([1, 0.4]), ["preparation", "1 to 5", "0.4"]),
        (lambda: middle.thirds(3.5, wide=True), ["count", "whole", "3.5"]),
        (lambda: middle.thirds(np.inf, wide=True), ["count", "whole", "inf"]),
        (lambda: hierarchy.pay_ratio([-1, 2]), ["values", "at least 0", "-1.0"]),
        (lambda: hierarchy.pay_ratio([1, np.inf]), ["values", "inf"]),
        (lambda: hierarchy.pay_ratio([0, 0, 0, 1]), ["values", "10th percentile"]),
        (lambda: judgment.sample_picks(np.inf, 0, 1, 1, 1), ["n", "whole", "inf"]),
        (lambda: judgment.team_accuracy(1, 1, 0.5), ["human", "machine", "perfect", "no overlap"]),
        (lambda: judgment.team_accuracy([0.5, 1], -1, 0), ["human", "machine", "perfect", "no overlap"]),
        (lambda: week.place_on_map([0.25] * 4), ["week", "executing", "0, 1, 2, 3"]),
        (lambda: week.matching_record([1], [2], "z"), ["z", "above 0"]),
        (lambda: week.trusted_ratio(1, 2, 1e-300, 2), ["machine", "above 0", "0.0"]),
        (lambda: value.spending([1e-200, 1e-200], [0.5, 0.5], 2, 3), ["demand", "beyond all numbers", "3"]),
    ],
)
def test_errors_say_what_would_be_right(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_masked_entries_are_missing_ones():
    masked = np.ma.MaskedArray([0.1, 5.0], mask=[False, True])
    assert middle.group_means(masked, ["a", "a"], ["a"]).tolist() == [0.1]
    with pytest.raises(ValueError, match="nan"):
        excellence.priced_out(masked)
