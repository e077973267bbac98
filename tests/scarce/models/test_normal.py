"""The normal distribution against scipy, the C library's erfc, the defining integral and the real Vega."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scarce.models._normal import density, ndtr, ndtri
from scipy import integrate, special, stats
from vega import evaluate


def in_the_tail(z):
    """The distribution far below 0, to fifty digits: the density times Mills' ratio as a continued fraction."""
    with localcontext(prec=50):
        x = -Decimal(z)
        below = x
        for k in range(600, 0, -1):
            below = x + k / below
        return float((-x * x / 2).exp() / (2 * Decimal(math.pi)).sqrt() / below)


@given(st.floats(-25, 12))
def test_distribution_agrees_in_relative_terms(z):
    # scipy's own loses digits far from 0
    assert_allclose(ndtr(z), in_the_tail(z) if z < -6 else special.ndtr(z), rtol=1e-13)


def test_distribution_in_the_far_tail():
    # scipy's own ndtr loses digits here, its scaled erfc does not
    z = np.linspace(0, 37, 2000)
    scaled = ndtr(-z) / density(z)
    assert_allclose(scaled, special.erfcx(z / np.sqrt(2)) * np.sqrt(np.pi / 2), rtol=3e-13)


def test_distribution_at_the_joints_of_its_three_ranges():
    for joint in (0.67448975, np.sqrt(32)):
        for z in (np.nextafter(joint, 0), joint, np.nextafter(joint, 9)):
            assert_allclose(ndtr(-z), math.erfc(z / math.sqrt(2)) / 2, rtol=2e-14)


def test_distribution_is_the_integral_of_the_density():
    for z in (-3.0, -0.5, 1.0, 4.0):
        assert_allclose(ndtr(z), integrate.quad(density, -np.inf, z, epsabs=1e-13)[0], atol=1e-12)


def test_density_agrees_with_scipy():
    z = np.linspace(-30, 30, 301)
    assert_allclose(density(z), stats.norm.pdf(z), rtol=1e-13)


@given(st.floats(1e-300, 1 - 1e-10))
def test_quantile_agrees_with_scipy(p):
    assert_allclose(ndtri(p), special.ndtri(p), rtol=1e-13, atol=1e-15)


@given(st.floats(-37, 5))
def test_quantile_inverts_the_distribution(z):
    # one rounding of the upper tail moves z by about 1e-16 / density
    assert_allclose(ndtri(ndtr(z)), z, rtol=1e-13, atol=2e-16 / density(max(z, 0.0)) + 1e-15)


def test_ends():
    assert ndtr([-np.inf, -50, 0, 50, np.inf]).tolist() == [0, 0, 0.5, 1, 1]
    assert ndtri([0, 0.5, 1]).tolist() == [-np.inf, 0, np.inf]
    assert np.isnan(ndtr(np.nan))
    assert np.isnan(ndtri([-0.1, 1.1, np.nan])).all()


@pytest.mark.parametrize("function", [ndtr, ndtri])
def test_shapes_are_kept(function):
    assert isinstance(function(0.3), float)
    assert function(np.full((2, 3), 0.3)).shape == (2, 3)


def test_vega_agrees_to_its_own_accuracy():
    z = np.concatenate([np.linspace(-9, 9, 1000), [-np.inf, np.inf, np.nan, -40, 40]])
    p = np.concatenate([np.linspace(0.001, 0.999, 1000), [0, 1, np.nan, 1e-6, 1 - 1e-6]])
    found = evaluate(lambda z, p: {"ndtr": ndtr(z), "density": density(z), "ndtri": ndtri(p)}, z=z, p=p)
    # Vega's cumulativeNormal (West 2009) is absolute, not relative: in the tail beyond 5 it has fewer digits
    assert_allclose(found["ndtr"], ndtr(z), rtol=0, atol=1e-15)
    body = np.abs(z) < 5
    assert_allclose(found["ndtr"][body], ndtr(z)[body], rtol=1e-10)
    assert_allclose(found["density"], density(z), rtol=1e-13)
    # and quantileNormal works on 2p - 1, which leaves few digits of a p near 0
    assert_allclose(found["ndtri"], ndtri(p), rtol=1e-11, atol=1e-14)
