"""Figures of keyness: published ones, and independent formulas."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from fou_toolkit.analysis.words.keyness_measures import log_likelihood, log_ratio, percent_difference

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("a", "b", "expected"), [(348, 99, 147), (15, 14, 0), (9, 32, 14), (21, 25, 0), (392, 170, 90)]
)
def test_log_likelihood_is_that_of_rayson(a, b, expected):
    """Rayson, P., on the list CORPORA, 18 January 2002: forms and lemma of KEEP in two corpora of a million words."""
    assert round(float(log_likelihood(a, b, MILLION, MILLION))) == expected


@given(st.integers(0, 400), st.integers(0, 400), st.integers(401, 9999), st.integers(401, 9999))
def test_log_likelihood_is_a_part_of_the_g_test(a, b, c, d):
    """Rayson & Garside leave out the cells of all other words; with these, it is the G of scipy."""
    if a + b:
        whole = chi2_contingency([[a, b], [c - a, d - b]], correction=False, lambda_="log-likelihood").statistic
        share = (c + d - a - b) / (c + d)
        others = sum(n * math.log(n / (size * share)) for n, size in ((c - a, c), (d - b, d)))
        assert float(log_likelihood(a, b, c, d)) == pytest.approx(max(whole - 2 * others, 0), abs=1e-7)


def test_log_ratio_by_hand():
    assert float(log_ratio(40, 10, 1000, 1000)) == 2
    assert float(log_ratio(10, 40, 1000, 2000)) == -1
    assert float(log_ratio(0, 4, 1000, 1000)) == -3
    assert float(log_ratio(4, 0, 1000, 1000)) == 3
    assert math.isnan(log_ratio(1, 0, 10, 0))


def test_percent_difference_by_hand():
    assert float(percent_difference(30, 10, 1000, 1000)) == pytest.approx(200)
    assert float(percent_difference(5, 10, 1000, 1000)) == pytest.approx(-50)
    assert math.isinf(percent_difference(5, 0, 1000, 1000))


@given(st.integers(0, 99), st.integers(0, 99), st.integers(100, 999), st.integers(100, 999))
def test_sides_are_treated_alike(a, b, c, d):
    assert float(log_ratio(a, b, c, d)) == pytest.approx(-float(log_ratio(b, a, d, c)))
    assert float(log_likelihood(a, b, c, d)) == pytest.approx(float(log_likelihood(b, a, d, c)))


def test_arrays_give_arrays():
    a, b = np.array([348, 15]), np.array([99, 14])
    assert np.round(log_likelihood(a, b, MILLION, MILLION)).tolist() == [147, 0]
    assert log_ratio(a, b, MILLION, MILLION).shape == (2,)
