"""Percent agreement, positive agreement and Bennett's S."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from fou_toolkit.analysis.agreement import WEIGHTS, ReliabilityData, UndefinedWarning, bennett_s, percent_agreement
from fou_toolkit.analysis.agreement.coefficients.distances import agreement_weights
from fou_toolkit.analysis.agreement.coefficients.percent import percent_of, positive_of, s_of
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies
from fou_toolkit.errors import DataError
from ratings import quiet, same, slow_observed, tables, triples

VALUES = (0, 1, 2, 5)
complete = tables(coders=(2, 4), missing=False)


class TestPercent:
    @given(tables(coders=(1, 5)), st.sampled_from(WEIGHTS))
    def test_the_definition(self, table, weights):
        found = agreement_weights(VALUES, weights)
        weight = lambda one, two: found[VALUES.index(one), VALUES.index(two)]  # noqa: E731 - fits in a line
        data = ReliabilityData.of(table, values=VALUES)
        assert same(quiet(percent_agreement, data, weights=weights), slow_observed(table, weight))

    @given(complete)
    def test_nltk(self, table):
        """The mean over pairs of coders is the mean over units where everybody looked at everything."""
        assert percent_agreement(table) == pytest.approx(AnnotationTask(triples(table)).avg_Ao())

    @given(tables(coders=(1, 4)))
    def test_it_is_a_share(self, table):
        found = quiet(percent_agreement, table)
        assert math.isnan(found) or 0 <= found <= 1 + 1e-12

    def test_units_count_the_same_however_many_looked(self):
        """One unit of three coders, of whom two agree, and one of two who do not: (1/3 + 0) / 2."""
        assert percent_agreement([[1, 1], [1, 2], [2, None]]) == pytest.approx(1 / 6)

    def test_one_value_everywhere_is_full_agreement(self):
        assert percent_agreement([[1, 1], [1, 1]]) == 1

    def test_nobody_to_compare(self):
        with pytest.warns(UndefinedWarning, match="No two coders looked at the same unit"):
            assert math.isnan(percent_agreement([[1, None], [None, 1]]))


class TestPositive:
    @given(tables(values=(False, True), coders=(2, 2), missing=False))
    def test_with_two_coders_it_is_dice(self, table):
        """Cicchetti & Feinstein (1990): 2a / (2a + b + c)."""
        one, two = np.array(table)
        found = float(positive_of(tallies(ReliabilityData.of(table, values=(False, True)))))
        said = one.sum() + two.sum()
        assert same(found, 2 * (one & two).sum() / said if said else math.nan)

    def test_for_many_codes_at_once(self):
        both = np.array([[[[5.0, 1], [1, 3]]], [[[5, 0], [0, 0]]]])
        found = positive_of(Tallies(both, both, both[..., 0]))
        assert found.shape == (2, 1)
        assert found[0, 0] == 0.75
        assert np.isnan(found[1, 0])


class TestS:
    @given(complete)
    def test_nltk(self, table):
        """NLTK gives 1 where only one value occurs; we do not know how many there were, so NaN."""
        found = quiet(bennett_s, table)
        if len({value for row in table for value in row}) == 1:
            assert math.isnan(found)
        else:
            assert found == pytest.approx(AnnotationTask(triples(table)).S(), abs=1e-9)

    @given(tables(coders=(1, 4)), st.integers(2, 6))
    def test_the_definition(self, table, more):
        """Bennett, Alpert & Goldstein (1954): (P_o − 1/k) / (1 − 1/k)."""
        values = [0, 1, 2, 5, *range(10, 10 + more)]
        observed = slow_observed(table)
        expected = (observed - 1 / len(values)) / (1 - 1 / len(values))
        assert same(quiet(bennett_s, ReliabilityData.of(table, values=values)), expected)

    @given(tables(values=(0, 1), coders=(2, 4)))
    def test_with_two_values_it_is_twice_the_percent_less_one(self, table):
        data = ReliabilityData.of(table, values=(0, 1))
        assert same(quiet(bennett_s, data), 2 * quiet(percent_agreement, data) - 1)

    @given(tables(coders=(2, 4)), st.sampled_from(WEIGHTS))
    def test_weights(self, table, weights):
        """Brennan and Prediger's κ, as Gwet (2014) weighs it: chance is the mean of all weights."""
        data = ReliabilityData.of(table, values=VALUES)
        chance = agreement_weights(VALUES, weights).mean()
        observed = quiet(percent_agreement, data, weights=weights)
        assert same(quiet(bennett_s, data, weights=weights), (observed - chance) / (1 - chance))

    def test_values_that_were_possible_count(self):
        """The die has more sides."""
        table = [[1, 1, 2, 2], [1, 1, 2, 1]]
        assert bennett_s(table) == pytest.approx(0.5)
        assert bennett_s(ReliabilityData.of(table, values=[1, 2, 3, 4])) == pytest.approx(2 / 3)
        assert bennett_s(ReliabilityData.of([[1, 1], [1, 1]], values=[1, 2])) == 1

    def test_for_many_samples_at_once(self):
        found = tallies(ReliabilityData.of([[1, 2, 2], [1, 2, 1]]))
        parts = found.coincidences, found.pairs, found.shares
        stack = Tallies(*(np.stack([part, 2 * part]) for part in parts))
        assert s_of(stack, np.eye(2)).tolist() == pytest.approx([1 / 3, 1 / 3])
        assert percent_of(stack, np.eye(2)).tolist() == pytest.approx([2 / 3, 2 / 3])


@pytest.mark.parametrize("figure", [percent_agreement, bennett_s])
def test_weights_that_are_none(figure):
    with pytest.raises(DataError, match="is not possible for weights"):
        figure([[1, 2], [1, 2]], weights="none")
