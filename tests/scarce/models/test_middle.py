"""The middle against the printed means for the 264 occupations and against brute force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.data import occupations
from scarce.models.middle import LAYERS, group_means, hump, job_zone, layer, thirds, wage_decile

JOBS = occupations()
JOB_ZONES, DECILES = range(1, 6), range(1, 11)
MEASURES = ["exposure_gpt4", "exposure_human", "applicability_microsoft", "exposure_anthropic"]
ZONES = job_zone(JOBS["job_zone"])
LAYER = layer(JOBS["soc"], JOBS["physical_share"])
DECILE = wage_decile(JOBS["median_wage"])


def printed(means):
    return [f"{mean:.2f}".lstrip("0") for mean in means]


# --- the printed means


def test_exposure_by_job_zone_peaks_one_below_the_top_on_all_four_measures():
    assert printed(group_means(JOBS["exposure_gpt4"], ZONES, JOB_ZONES)) == [".05", ".26", ".33", ".50", ".41"]
    for measure in MEASURES:
        assert np.argmax(group_means(JOBS[measure], ZONES, JOB_ZONES)) == 3


@pytest.mark.parametrize(
    ("measure", "means"),
    [
        ("exposure_gpt4", [".46", ".47", ".15"]),
        ("applicability_microsoft", [".14", ".23", ".10"]),
        ("exposure_anthropic", [".10", ".18", ".01"]),
    ],
)
def test_exposure_by_layer(measure, means):
    assert printed(group_means(JOBS[measure], LAYER, LAYERS)) == means


def test_exposure_by_wage_decile_has_no_hump():
    means = group_means(JOBS["exposure_gpt4"], DECILE, DECILES)
    assert printed(means) == [".13", ".22", ".33", ".34", ".35", ".27", ".43", ".45", ".48", ".50"]


# --- the groups


def test_every_occupation_is_in_one_group_of_each_kind():
    assert [int((name == LAYER).sum()) for name in LAYERS] == [21, 142, 101]
    assert set(ZONES) == set(JOB_ZONES)
    assert {int((tenth == DECILE).sum()) for tenth in DECILES} == {26, 27}


def test_known_occupations():
    by_title = dict(zip(JOBS["title"], LAYER, strict=True))
    assert by_title["Chief Executives"] == "managers"
    assert by_title["Lawyers"] == by_title["Software Developers"] == "desk"
    assert by_title["Electricians"] == "hands-on"


def test_a_fifth_of_physical_work_is_hands_on():
    assert layer("51-1011", 0.2) == "hands-on"
    assert layer("51-1011", 0.199) == "desk"
    assert layer("11-9051", 0.9) == "managers"


def test_zones_are_rounded_halves_to_even():
    assert job_zone([1, 2.5, 2.51, 4.5, 5]).tolist() == [1, 2, 3, 4, 5]
    assert job_zone(3.5) == 4


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=40, unique=True))
def test_deciles_are_tenths_of_the_occupations_paid_less(wages):
    expected = [10 * sum(other < wage for other in wages) // len(wages) + 1 for wage in wages]
    assert wage_decile(wages).tolist() == expected


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abc"), st.booleans()), min_size=1, max_size=30))
def test_means_leave_out_what_is_missing(rows):
    present = {group: [value for value, g, missing in rows if g == group and not missing] for group in "abc"}
    names = [group for group in "cba" if present[group]]
    values = [np.nan if missing else value for value, _, missing in rows]
    expected = [sum(present[group]) / len(present[group]) for group in names]
    assert_allclose(group_means(values, [group for _, group, _ in rows], names), expected, atol=1e-15)


def test_a_group_without_a_figure_has_no_mean():
    assert np.isnan(group_means([1, np.nan], ["a", "b"], ["b"])).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: job_zone(0), ["preparation", "1 to 5", "0.0"]),
        (lambda: layer("11-1011", 1.2), ["physical_share", "0 to 1", "1.2"]),
        (lambda: wage_decile([0, 1]), ["wage", "above 0", "0.0"]),
        (lambda: thirds(2, wide=True), ["count", "at least 3", "2"]),
        (lambda: hump(0.1, 1.2, 0.3), ["middle", "0 to 1", "1.2"]),
    ],
)
def test_errors_name_argument_rule_and_value(call, words):
    with pytest.raises(ValueError, match=r".") as error:
        call()
    for word in words:
        assert word in str(error.value)


@given(st.integers(3, 30), st.booleans())
def test_the_middle_lies_between_ends_of_one_size(count, wide):
    parts = thirds(count, wide=wide).tolist()
    assert parts == sorted(parts)
    assert len(parts) == count
    assert parts.count(0) == parts.count(2) >= 1
    assert parts.count(1) == (count - 2 if wide else 2 - count % 2)


@given(*[st.floats(0, 1)] * 3)
def test_a_hump_is_above_both_ends(bottom, middle, top):
    assert (hump(bottom, middle, top) > 0) == (middle > bottom and middle > top)
    assert hump(bottom, middle, top) == hump(top, middle, bottom) == min(middle - bottom, middle - top)
