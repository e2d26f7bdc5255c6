"""Dispersion: published examples, and slow counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.words.evenness import deviations, juilland, normed
from fou_toolkit.analysis.words.tally import Tally

SMALL = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
"""The corpus of five parts that Gries (2008, p. 404) explains the measures with: each letter is a word."""


def counted(rows, sizes):
    """Make a tally of rows of counts, one a word."""
    table = np.array(rows, np.int64).reshape(-1, len(sizes))
    item, part = np.nonzero(table)
    return Tally(item, part, table[item, part], len(table), np.array(sizes, np.int64))


def in_small(*letters):
    rows = [[part.count(letter) for part in SMALL] for letter in letters]
    return counted(rows, [len(part) for part in SMALL])


def test_dp_of_the_letter_a_is_that_of_gries_2008():
    assert in_small("a").count.tolist() == [1, 2, 3, 4, 5]
    assert deviations(in_small("a"))[0] == pytest.approx(0.18, abs=1e-12)


def test_juillands_d_of_the_letter_a_is_that_of_gries_2008():
    assert juilland(in_small("a"))[0] == pytest.approx(0.785, abs=5e-4)


def test_three_equal_parts_with_two_thirds_in_one_are_those_of_lijffijt_and_gries_2012():
    found = counted([[2, 1, 0]], [100, 100, 100])
    assert deviations(found)[0] == pytest.approx(1 / 3)
    assert normed(deviations(found), found.sizes)[0] == pytest.approx(0.5)


def test_what_stands_in_the_smallest_part_only_has_the_most():
    found = counted([[0, 7, 0]], [50, 10, 40])
    assert deviations(found)[0] == pytest.approx(0.9)
    assert normed(deviations(found), found.sizes)[0] == pytest.approx(1)


def test_what_is_spread_as_the_words_are_has_none():
    found = counted([[5, 1, 4]], [50, 10, 40])
    assert deviations(found)[0] == pytest.approx(0, abs=1e-12)
    assert juilland(found)[0] == pytest.approx(1, abs=1e-7)


def test_one_part_or_no_place_is_undefined():
    assert np.isnan(deviations(counted([[0, 0], [1, 0]], [5, 5]))).tolist() == [True, False]
    assert math.isnan(juilland(counted([[0, 0]], [5, 5]))[0])
    one = counted([[3]], [9])
    assert deviations(one)[0] == 0
    assert math.isnan(normed(deviations(one), one.sizes)[0])
    assert math.isnan(juilland(one)[0])


parts = st.integers(2, 6).flatmap(
    lambda many: st.tuples(
        st.lists(st.lists(st.integers(0, 9), min_size=many, max_size=many), min_size=1, max_size=4),
        st.lists(st.integers(10, 99), min_size=many, max_size=many),
    )
)


@given(parts)
def test_figures_are_those_of_a_slow_count(given_parts):
    rows, sizes = given_parts
    found = counted(rows, sizes)
    for row, dp, norm, d in zip(
        rows, deviations(found), normed(deviations(found), found.sizes), juilland(found), strict=True
    ):
        if not sum(row):
            assert math.isnan(dp)
            assert math.isnan(norm)
            assert math.isnan(d)
            continue
        slow = sum(abs(v / sum(row) - s / sum(sizes)) for v, s in zip(row, sizes, strict=True)) / 2
        assert dp == pytest.approx(slow, abs=1e-12)
        assert norm == pytest.approx(slow / (1 - min(sizes) / sum(sizes)), abs=1e-12)
        rates = [v / s for v, s in zip(row, sizes, strict=True)]
        mean = sum(rates) / len(rates)
        spread = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates))
        assert d == pytest.approx(1 - spread / mean / math.sqrt(len(rates) - 1), abs=1e-7)
