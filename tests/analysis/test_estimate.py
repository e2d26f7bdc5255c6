"""A figure with its interval."""

import math

import pytest

from fou_toolkit.analysis.estimate import Estimate


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (Estimate(0.744), "0.74"),
        (Estimate(0.744, 0.4189, 1.0), "0.74 [0.42, 1.00]"),
        (Estimate(-0.5, -0.754, -0.001), "-0.50 [-0.75, 0.00]"),
        (Estimate(-0.004), "0.00"),
        (Estimate(math.nan), "–"),
        (Estimate(math.nan, defined=0.2), "–"),
        (Estimate(0.5, defined=1.0), "0.50"),
        (Estimate(1.0, 1.0, 1.0), "1.00 [1.00, 1.00]"),
        (Estimate(0.994), "0.99"),
        (Estimate(0.996, 0.9912, 0.9997), "0.996 [0.99, 0.9997]"),
        (Estimate(0.99999), "1.00"),
        (Estimate(-0.999), "-1.00"),
    ],
)
def test_it_is_shown_with_two_digits(estimate, shown):
    """More where it would look like 1 and is not."""
    assert str(estimate) == shown


def test_the_width_of_the_interval():
    assert Estimate(0.5, 0.25, 0.75).width == 0.5
    assert math.isnan(Estimate(0.5).width)


def test_it_has_no_interval_unless_one_is_given():
    found = Estimate(0.5)
    assert all(map(math.isnan, (found.low, found.high, found.defined)))
