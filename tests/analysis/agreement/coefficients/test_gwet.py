"""Gwet's AC1 and AC2."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import WEIGHTS, ReliabilityData, ac1, ac2, alpha, cohen_kappa
from fou_toolkit.analysis.agreement.coefficients.distances import agreement_weights
from fou_toolkit.analysis.agreement.coefficients.gwet import ac_of
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies
from fou_toolkit.errors import DataError
from ratings import quiet, same, slow_observed, slow_prevalence, tables

VALUES = (0, 1, 2, 5)


@given(tables(coders=(1, 5)), st.sampled_from(WEIGHTS))
def test_the_definition(table, weights):
    """Gwet (2008), formula 5, and (2014) for weights: chance is T / (q (q − 1)) · Σ π (1 − π)."""
    found = agreement_weights(VALUES, weights)
    observed = slow_observed(table, lambda one, two: found[VALUES.index(one), VALUES.index(two)])
    doubt = sum(share * (1 - share) for share in slow_prevalence(table).values())
    chance = found.sum() / (len(VALUES) * (len(VALUES) - 1)) * doubt
    data = ReliabilityData.of(table, values=VALUES)
    assert same(quiet(ac2, data, weights=weights), (observed - chance) / (1 - chance))


@given(tables(coders=(1, 4)))
def test_ac1_is_ac2_where_only_equal_values_agree(table):
    assert same(quiet(ac1, table), quiet(ac2, table, weights="identity"))
    assert same(quiet(ac2, table), quiet(ac2, table, weights="quadratic"))


@given(tables(values=(0, 1), coders=(2, 4)))
def test_two_values_have_no_weights(table):
    assert same(quiet(ac2, table), quiet(ac1, table))


def test_it_stays_high_where_a_value_is_rare():
    """The paradox of Feinstein & Cicchetti (1990): 94 % agree, κ and α are below 0."""
    data = ReliabilityData.from_confusion([[118, 5], [2, 0]])
    assert ac1(data) > 0.9
    assert cohen_kappa(data) < 0
    assert alpha(data) < 0


def test_values_that_were_possible_count():
    table = [[1, 1, 2, 2], [1, 1, 2, 1]]
    assert ac1(table) == pytest.approx(0.5294, abs=1e-4)
    assert ac1(ReliabilityData.of(table, values=[1, 2, 3])) == pytest.approx(0.6735, abs=1e-4)
    assert ac1(ReliabilityData.of([[1, 1], [1, 1]], values=[1, 2])) == 1


def test_for_many_samples_at_once():
    each = [tallies(ReliabilityData.of(rows, values=[1, 2])) for rows in ([[1, 2, 2], [1, 2, 1]], [[1, 1], [1, 2]])]
    stack = Tallies(*(np.stack([getattr(one, name) for one in each]) for name in ("coincidences", "pairs", "shares")))
    expected = [ac1([[1, 2, 2], [1, 2, 1]]), ac1([[1, 1], [1, 2]])]
    assert ac_of(stack, np.eye(2)).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("weights", ["squared", [[1]]])
def test_weights_that_are_none(weights):
    with pytest.raises(DataError, match="weights"):
        ac2([[1, 2], [1, 2]], weights=weights)
