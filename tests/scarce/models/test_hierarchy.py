"""The hierarchy against scipy, the numbers printed for the 264 occupations, and the real Vega."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.testing import assert_allclose
from scarce.data import occupations
from scarce.models.hierarchy import pay_ratio, rank_correlation, rankdata, remaining_value, verdict
from scipy import stats
from vega import evaluate

JOBS = occupations()
WAGE, BETA = JOBS["median_wage"], JOBS["exposure_gpt4"]
NURSES = int(np.flatnonzero(JOBS["title"] == "Registered Nurses")[0])
MEASURES = ["exposure_gpt4", "exposure_human", "applicability_microsoft", "exposure_anthropic"]
#: Few different values, so that there are ties.
tied = arrays.arrays(float, st.integers(2, 30), elements=st.integers(-3, 3).map(float))


def known(measure):
    """The measure without the occupations for which it is missing, and their wages."""
    there = ~np.isnan(JOBS[measure])
    return JOBS[measure][there], WAGE[there]


# --- the printed table: all 264, GPT-4 beta, adoption 1


@pytest.mark.parametrize(
    ("kappa", "printed", "word"),
    [
        (-1, 0.863, "reshuffled"),
        (0, 1, "kept"),
        (0.5, 0.879, "reshuffled"),
        (1, 0.636, "reshuffled"),
        (2, 0.196, "scrambled"),
        (3, -0.073, "scrambled"),
        (4, -0.202, "reshuffled"),
    ],
)
def test_rank_correlation_with_todays_wages(kappa, printed, word):
    rho = rank_correlation(remaining_value(WAGE, BETA, 1, kappa), WAGE)
    assert_allclose(rho, printed, atol=0.0005)
    assert verdict(rho) == word


@pytest.mark.parametrize(("kappa", "printed", "digits"), [(0, 3.19, 2), (1, 2.98, 2), (3, 11.7, 1), (4, 26.7, 1)])
def test_pay_ratio_of_the_occupations(kappa, printed, digits):
    assert round(float(pay_ratio(remaining_value(WAGE, BETA, 1, kappa))), digits) == printed


@pytest.mark.parametrize(("kappa", "percent"), [(-1, 200), (0, 100), (0.5, 71), (1, 50), (2, 25), (3, 12.5), (4, 6)])
def test_what_a_half_exposed_job_keeps(kappa, percent):
    assert_allclose(100 * remaining_value(1, 0.5, 1, kappa), percent, atol=0.5)


@pytest.mark.parametrize(("kappa", "printed"), [(1, 0.895), (3, 0.58)])
def test_with_observed_use_the_order_hardly_moves(kappa, printed):
    exposure, wage = known("exposure_anthropic")
    assert len(wage) == 252
    assert_allclose(rank_correlation(remaining_value(wage, exposure, 1, kappa), wage), printed, atol=0.005)


def test_the_order_is_never_reversed_on_beta():
    # kappa -> infinity orders by exposure alone, and by wage among the equally exposed
    limit = np.empty(264)
    limit[np.lexsort((WAGE, -BETA))] = np.arange(264)
    assert_allclose(rank_correlation(limit, WAGE), -0.48, atol=0.005)
    rhos = np.array(
        [rank_correlation(remaining_value(WAGE, BETA, 1, kappa), WAGE) for kappa in np.linspace(0, 100, 201)]
    )
    assert (np.diff(rhos) < 1e-3).all()
    assert "reversed" not in verdict(rhos)


def place(measure, kappa):
    """The nurses' place from the top; an occupation without the measure stays where it is."""
    worth = remaining_value(WAGE, np.nan_to_num(JOBS[measure]), 1, kappa)
    return int((worth > worth[NURSES]).sum()) + 1


def test_registered_nurses_rise_and_on_beta_fall_back():
    assert place("exposure_gpt4", 0) == 54
    assert [place(measure, 1) for measure in MEASURES] == [33, 33, 34, 41]
    assert place("exposure_gpt4", 2) > 54


@pytest.mark.parametrize(
    ("column", "printed"), [("median_wage", [0.49, 0.50, 0.15, 0.37]), ("physical_share", [-0.77, -0.82, -0.59, -0.65])]
)
def test_exposure_rises_with_the_wage_and_falls_with_the_physical_share(column, printed):
    there = [~np.isnan(JOBS[measure]) for measure in MEASURES]
    found = [rank_correlation(JOBS[m][ok], JOBS[column][ok]) for m, ok in zip(MEASURES, there, strict=True)]
    assert_allclose(found, printed, atol=0.0051)


@pytest.mark.parametrize(
    ("column", "printed"),
    [("judgment_skill", [0.51, 0.55, 0.28, 0.41]), ("caring_share", [-0.15, -0.10, -0.02, -0.14])],
)
def test_exposure_rises_with_judgment_and_hardly_depends_on_care(column, printed):
    there = [~np.isnan(JOBS[measure] + JOBS[column]) for measure in MEASURES]
    found = [rank_correlation(JOBS[m][ok], JOBS[column][ok]) for m, ok in zip(MEASURES, there, strict=True)]
    assert_allclose(found, printed, atol=0.0051)


# --- ranks and their correlation against scipy


@given(tied)
def test_ranks_are_scipys_average_ranks(values):
    assert rankdata(values).tolist() == stats.rankdata(values).tolist()


@given(tied, st.randoms(use_true_random=False))
def test_rank_correlation_is_scipys_ties_included(a, random):
    b = np.array([random.randint(-3, 3) for _ in a], dtype=float)
    if len(set(a)) > 1 and len(set(b)) > 1:
        assert_allclose(rank_correlation(a, b), stats.spearmanr(a, b).statistic, rtol=1e-12, atol=1e-12)
    else:
        assert np.isnan(rank_correlation(a, b))


@given(tied, st.randoms(use_true_random=False))
def test_what_does_not_count_is_as_if_it_were_not_there(a, random):
    b = np.array([random.randint(-3, 3) for _ in a], dtype=float)
    counts = np.array([random.random() < 0.7 for _ in a])
    if len(set(a[counts])) > 1 and len(set(b[counts])) > 1:
        expected = stats.spearmanr(a[counts], b[counts]).statistic
        assert_allclose(rank_correlation(a, b, counts), expected, rtol=1e-12, atol=1e-12)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=20, unique=True))
def test_any_rising_function_keeps_the_order_and_any_falling_one_reverses_it(values):
    assert_allclose(rank_correlation(values, np.exp(np.array(values) / 100)), 1, rtol=1e-12)
    assert_allclose(rank_correlation(values, -np.array(values)), -1, rtol=1e-12)


def test_pay_ratio_of_an_exponential_is_that_of_its_quantiles():
    places = np.linspace(0, 1, 10_001)[:-1]
    assert_allclose(pay_ratio(stats.expon.ppf(places)), np.log(10) / np.log(10 / 9), rtol=0.002)


# --- the formula


@given(st.floats(1, 1e6), st.floats(0, 1), st.floats(0, 0.99), st.floats(-3, 5))
def test_more_exposure_costs_value_exactly_if_kappa_is_above_0(wage, exposure, adoption, kappa):
    less, more = (remaining_value(wage, share, adoption, kappa) for share in (exposure / 2, exposure))
    assert (more - less) * np.sign(kappa) <= 1e-9 * wage
    assert remaining_value(wage, exposure, 0, kappa) == wage


def test_ends_of_exposure():
    assert remaining_value(50, 1, 1, [0, 0.5, 2]).tolist() == [50, 0, 0]


@pytest.mark.parametrize(
    ("rho", "word"),
    [(1, "kept"), (0.9, "kept"), (0.899, "reshuffled"), (0.2, "reshuffled"), (0.199, "scrambled"), (0, "scrambled"),
     (-0.199, "scrambled"), (-0.2, "reshuffled"), (-0.499, "reshuffled"), (-0.5, "reversed"), (-1, "reversed")],
)  # fmt: skip
def test_verdict(rho, word):
    assert verdict(rho) == word
    assert verdict([rho, 1]).tolist() == [word, "kept"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: remaining_value(0, 0.5, 1, 1), ["wage", "above 0", "0.0"]),
        (lambda: remaining_value(1, 1.5, 1, 1), ["exposure", "0 to 1", "1.5"]),
        (lambda: remaining_value(1, np.nan, 1, 1), ["exposure", "0 to 1", "nan"]),
        (lambda: remaining_value(1, 0.5, -0.1, 1), ["adoption", "0 to 1", "-0.1"]),
        (lambda: remaining_value(1, 0.5, 1, np.inf), ["kappa", "finite", "inf"]),
        (lambda: remaining_value(1, [0.5, 1], 1, -2), ["adoption x exposure", "below 1", "got 1"]),
        (lambda: rankdata([1, np.nan]), ["values", "not NaN", "nan"]),
        (lambda: rankdata([]), ["values", "empty"]),
        (lambda: rank_correlation([1, np.inf], [1, 2]), ["a", "finite", "inf"]),
        (lambda: rank_correlation([1, 2], [1, 2, 3]), ["one shape", "(2,) and (3,)"]),
        (lambda: pay_ratio([1, np.nan]), ["values", "finite", "nan"]),
        (lambda: verdict(1.1), ["rho", "-1 to 1", "1.1"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


def test_vega_agrees_with_numpy_on_every_occupation_and_at_the_ends():
    kappa = np.resize([-1, 0, 0.5, 1, 2, 3.7], 264)
    exposure = BETA.copy()
    exposure[kappa > 0] = np.where(np.arange((kappa > 0).sum()) % 7, exposure[kappa > 0], 1)
    cases = {"wage": WAGE, "exposure": exposure, "adoption": np.resize([1, 0.3, 0], 264), "kappa": kappa}
    found = evaluate(lambda **row: {"worth": remaining_value(**row)}, **cases)
    assert_allclose(found["worth"], remaining_value(**cases), rtol=1e-12)


def test_vega_gives_the_same_verdicts():
    rho = np.round(np.linspace(-1, 1, 41), 2)
    words = ["kept", "reshuffled", "scrambled", "reversed"]
    found = evaluate(lambda rho: {word: np.where(verdict(rho) == word, 1.0, 0.0) for word in words}, rho=rho)
    for word in words:
        assert found[word].tolist() == (verdict(rho) == word).tolist()
