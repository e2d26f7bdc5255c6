"""Sums that all figures are made of."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import ReliabilityData, coincidences
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, contingency, tallies
from ratings import slow_tallies, tables, units_of

VALUES = (0, 1, 2, 5)


def read(table):
    return ReliabilityData.of(table, values=VALUES)


def slow(table, divisor):
    """Count ordered pairs of values one by one."""
    matrix = np.zeros((len(VALUES), len(VALUES)))
    for unit in units_of(table):
        for one, two in permutations(range(len(unit)), 2):
            matrix[VALUES.index(unit[one]), VALUES.index(unit[two])] += 1 / divisor(len(unit))
    return matrix


class TestTallies:
    @given(tables(coders=(1, 5)))
    def test_they_are_what_a_loop_counts(self, table):
        found = tallies(read(table))
        assert found.coincidences == pytest.approx(slow(table, lambda m: m - 1))
        assert found.pairs == pytest.approx(slow(table, lambda m: m * (m - 1)))
        shares = [sum(unit.count(value) / len(unit) for unit in units_of(table) if unit) for value in VALUES]
        assert found.shares == pytest.approx(shares)
        assert found.compared == pytest.approx(sum(len(unit) > 1 for unit in units_of(table)))
        if any(units_of(table)):
            assert found.prevalence == pytest.approx(np.array(shares) / sum(shares))
        else:
            assert np.isnan(found.prevalence).all()

    @given(tables(coders=(1, 5)), st.data())
    def test_coders_who_count_several_times_or_not_at_all(self, table, data):
        """As if they were there so often, but nobody meets a copy."""
        times = data.draw(st.lists(st.integers(0, 3), min_size=len(table), max_size=len(table)))
        found = tallies(read(table), np.array(times, float))
        coincided, pairs, shares = slow_tallies(table, VALUES, times)
        assert found.coincidences == pytest.approx(np.array(coincided))
        assert found.pairs == pytest.approx(np.array(pairs))
        assert found.shares == pytest.approx(shares)

    @given(tables(coders=(1, 5)))
    def test_the_matrix_of_coincidences_is_the_same_by_itself(self, table):
        assert coincidences(read(table)) == pytest.approx(tallies(read(table)).coincidences)

    @given(st.lists(tables(), min_size=1, max_size=4), st.data())
    def test_documents_add_up_and_are_weighed(self, documents, data):
        """As often as the weights say: so the bootstrap over documents counts nothing anew."""
        times = data.draw(st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)))
        each = [tallies(read(table)) for table in documents]
        stack = Tallies(
            *(np.stack([getattr(one, name) for one in each]) for name in ("coincidences", "pairs", "shares"))
        )
        found = stack.weighted(np.array([times, [1] * len(times)], float))
        for place, often in enumerate((times, [1] * len(times))):
            expected = tallies(read(joined(documents, often)))
            part = found.taken(place)
            assert part.coincidences == pytest.approx(expected.coincidences)
            assert part.pairs == pytest.approx(expected.pairs)
            assert part.shares == pytest.approx(expected.shares)
        assert stack.total().pairs == pytest.approx(found.taken(1).pairs)
        assert stack.total().shares == pytest.approx(found.taken(1).shares)
        assert stack.total().coincidences == pytest.approx(found.taken(1).coincidences)

    def test_parts_are_taken_by_their_places(self):
        found = Tallies(
            np.arange(24.0).reshape(2, 3, 2, 2), np.arange(24.0).reshape(2, 3, 2, 2) + 1, np.ones((2, 3, 2))
        )
        assert found.taken(1, 2).coincidences.tolist() == [[20, 21], [22, 23]]
        assert found.taken(slice(None), [0, 2]).shares.shape == (2, 2, 2)
        assert found.total((0, 1)).pairs.tolist() == (found.pairs.sum(0).sum(0)).tolist()

    @pytest.mark.parametrize("shape", [(0, 0), (0, 3), (2, 0), (1, 2)])
    def test_where_nothing_can_be_compared_there_is_nothing(self, shape):
        found = tallies(ReliabilityData.of(np.zeros(shape)))
        assert found.coincidences.sum() == found.pairs.sum() == found.compared == 0

    def test_whole_numbers_are_counted_exactly(self):
        """Where all looked everywhere nothing is summed up of fractions: 700 times a third is no rounding error."""
        found = coincidences(ReliabilityData.of(np.zeros((4, 700), int)))
        assert found.tolist() == [[2800]]

    def test_small_numbers_do_not_overflow(self):
        """A value of eight bits times the number of units is more than eight bits hold."""
        table = np.tile(np.array([[0, 1, 2], [0, 2, 2]], np.int8), 100)
        assert coincidences(ReliabilityData.of(table)).sum() == 600


def joined(documents, often):
    """Put documents side by side, each as often as said; coders who are not there have looked at nothing."""
    rows = [[], [], [], []]
    for table, times in zip(documents, often, strict=True):
        for coder, row in enumerate(rows):
            row.extend((table[coder] if coder < len(table) else [None] * len(table[0])) * times)
    return rows


class TestContingency:
    @given(tables(coders=(2, 4)), st.data())
    def test_it_is_what_a_loop_counts(self, table, data):
        one, two = data.draw(st.permutations(range(len(table))))[:2]
        expected = np.zeros((len(VALUES), len(VALUES)))
        for first, second in zip(table[one], table[two], strict=True):
            if first is not None and second is not None:
                expected[VALUES.index(first), VALUES.index(second)] += 1
        found = contingency(read(table), one, two)
        assert found.tolist() == expected.tolist()
        assert found.dtype == np.float64
        assert contingency(read(table), two, one).tolist() == expected.T.tolist()

    def test_without_values_it_is_empty(self):
        assert contingency(ReliabilityData.of([[None], [None]]), 0, 1).shape == (0, 0)
