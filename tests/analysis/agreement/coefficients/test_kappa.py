"""Cohen's, Scott's and Fleiss' κ."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics import binary_distance
from nltk.metrics.agreement import AnnotationTask

from fou_toolkit.analysis.agreement import (
    WEIGHTS,
    ReliabilityData,
    cohen_kappa,
    fleiss_by_value,
    fleiss_kappa,
    scott_pi,
)
from fou_toolkit.analysis.agreement.coefficients.distances import agreement_weights
from fou_toolkit.analysis.agreement.coefficients.kappa import cohen_of
from fou_toolkit.analysis.agreement.coefficients.tallies import contingency
from fou_toolkit.errors import DataError
from ratings import quiet, same, slow_observed, slow_prevalence, tables, triples

pairs_of_coders = tables(coders=(2, 2))
complete_pairs = tables(coders=(2, 2), missing=False)
complete = tables(coders=(2, 4), missing=False)


def both(table):
    """Give the pairs of values of units that both coders looked at."""
    return [pair for pair in zip(*table, strict=True) if None not in pair]


def weigher(table, weights):
    """Give the weight of two values of a table."""
    values = sorted({value for row in table for value in row if value is not None})
    found = agreement_weights(values, weights)
    return lambda one, two: found[values.index(one), values.index(two)]


def beyond(observed, expected):
    return math.nan if abs(1 - expected) < 1e-12 else (observed - expected) / (1 - expected)


def slow_cohen(table, weights="identity"):
    """Compute κ from the definition: chance takes a value of the one and a value of the other by themselves."""
    pairs = both(table)
    if not pairs:
        return math.nan
    weight = weigher(table, weights)
    observed = sum(weight(*pair) for pair in pairs) / len(pairs)
    expected = sum(weight(one, two) for one, _ in pairs for _, two in pairs) / len(pairs) ** 2
    return beyond(observed, expected)


def slow_fleiss(table, weights="identity"):
    """Compute κ from the definition: chance draws twice from what all said."""
    weight, shares = weigher(table, weights), slow_prevalence(table)
    expected = sum(one * two * weight(first, second) for first, one in shares.items() for second, two in shares.items())
    observed = slow_observed(table, weight)
    return beyond(observed, expected) if shares else math.nan


class TestDefinitions:
    @given(pairs_of_coders, st.sampled_from(WEIGHTS))
    def test_cohen(self, table, weights):
        assert same(quiet(cohen_kappa, table, weights=weights), slow_cohen(table, weights))

    @given(tables(coders=(1, 5)), st.sampled_from(WEIGHTS))
    def test_fleiss(self, table, weights):
        assert same(quiet(fleiss_kappa, table, weights=weights), slow_fleiss(table, weights))

    @given(pairs_of_coders, st.sampled_from(WEIGHTS))
    def test_scott_leaves_out_what_one_left_out(self, table, weights):
        """The values stay all that somebody used, since weights go by their distances."""
        weight = weigher(table, weights)
        pairs = both(table)
        said = [value for pair in pairs for value in pair]
        found = quiet(scott_pi, table, weights=weights)
        if not pairs:
            assert math.isnan(found)
            return
        observed = sum(weight(*pair) for pair in pairs) / len(pairs)
        expected = sum(weight(one, two) for one in said for two in said) / len(said) ** 2
        assert same(found, beyond(observed, expected))

    @given(tables(coders=(1, 5)))
    def test_a_value_by_itself_is_fleiss_of_this_value_or_another(self, table):
        """Fleiss (1971), p. 381, formula 17, came to by another way, which is open to missing data, too."""
        data = ReliabilityData.of(table)
        found = fleiss_by_value(data)
        assert list(found) == list(data.values)
        for value, figure in found.items():
            assert same(figure, quiet(fleiss_kappa, data.binary(value)))

    @given(complete)
    def test_a_value_by_itself_as_fleiss_wrote_it(self, table):
        """(P_j − p_j) / (1 − p_j), with P_j = (Σ n_ij² − N n p_j) / (N n (n − 1) p_j)."""
        coders, units = len(table), len(table[0])
        for value, figure in fleiss_by_value(table).items():
            counts = [unit.count(value) for unit in zip(*table, strict=True)]
            share = sum(counts) / (coders * units)
            if share < 1:
                given_one = (sum(n * n for n in counts) - units * coders * share) / (
                    units * coders * (coders - 1) * share
                )
                assert figure == pytest.approx((given_one - share) / (1 - share))
            else:
                assert math.isnan(figure)

    @given(complete)
    def test_fleiss_is_the_mean_of_his_values_by_p_times_one_minus_p(self, table):
        """Fleiss (1971), p. 381."""
        shares = slow_prevalence(table)
        assume(len(shares) > 1)
        weights = {value: share * (1 - share) for value, share in shares.items()}
        mean = sum(weights[value] * figure for value, figure in fleiss_by_value(table).items()) / sum(weights.values())
        assert fleiss_kappa(table) == pytest.approx(mean)

    def test_a_value_that_nobody_used_has_no_figure(self):
        data = ReliabilityData.of([[1, 2, 2], [1, 2, 1]], values=[1, 2, 3])
        found = fleiss_by_value(data)
        assert math.isnan(found[3])
        assert found[1] == found[2] == pytest.approx(fleiss_kappa(data))

    def test_a_value_by_itself_where_nobody_can_be_compared(self):
        assert all(math.isnan(figure) for figure in fleiss_by_value([[1, None], [None, 2]]).values())
        assert fleiss_by_value(np.zeros((2, 0))) == {}


class TestOtherImplementations:
    """NLTK takes it that everybody looked at everything, and says 1 where only one value was used; we say NaN."""

    @given(complete_pairs)
    def test_nltk_for_two(self, table):
        task = AnnotationTask(triples(table))
        kappa, pi = quiet(cohen_kappa, table), quiet(scott_pi, table)
        if not math.isnan(kappa):
            assert kappa == pytest.approx(task.kappa(), abs=1e-9)
            assert kappa == pytest.approx(task.multi_kappa(), abs=1e-9)
        if not math.isnan(pi):
            assert pi == pytest.approx(task.pi(), abs=1e-9)

    @given(complete)
    def test_nltk_for_many(self, table):
        """Its `pi` (of many: Siegel and Castellan's K) is Fleiss' κ; its `kappa` is the mean of Cohen's κ over pairs."""
        found = quiet(fleiss_kappa, table)
        if not math.isnan(found):
            assert found == pytest.approx(AnnotationTask(triples(table)).pi(), abs=1e-9)
        data = ReliabilityData.of(table)
        places = [(one, two) for one in range(data.coders) for two in range(one)]
        each = [quiet(cohen_kappa, data.of_coders(*place)) for place in places]
        if not any(map(math.isnan, each)):
            assert np.mean(each) == pytest.approx(AnnotationTask(triples(table)).kappa(), abs=1e-9)

    @given(complete_pairs, st.sampled_from(["linear", "quadratic"]))
    def test_nltk_weighted(self, table, weights):
        """Its distances are ours times the largest one (to the square for quadratic weights)."""
        found = quiet(cohen_kappa, table, weights=weights)
        values = {value for row in table for value in row}
        most = max(values) - min(values)
        if not math.isnan(found):
            power = {"linear": 1, "quadratic": 2}[weights]
            task = AnnotationTask(triples(table), distance=lambda one, two: (abs(one - two) / most) ** power)
            assert found == pytest.approx(task.weighted_kappa(), abs=1e-9)

    @given(complete_pairs)
    def test_nltk_with_weights_that_tell_only_the_same_from_others(self, table):
        found = quiet(cohen_kappa, table)
        if not math.isnan(found):
            task = AnnotationTask(triples(table), distance=binary_distance)
            assert found == pytest.approx(task.weighted_kappa(), abs=1e-9)


class TestAlways:
    @given(pairs_of_coders)
    def test_cohen_is_never_below_scott(self, table):
        """Coders with the same habits meet most often by chance."""
        kappa, pi = quiet(cohen_kappa, table), quiet(scott_pi, table)
        if not math.isnan(kappa) and not math.isnan(pi):
            assert kappa >= pi - 1e-9

    @given(complete_pairs, st.sampled_from(WEIGHTS))
    def test_scott_is_fleiss_of_two(self, table, weights):
        assert same(quiet(scott_pi, table, weights=weights), quiet(fleiss_kappa, table, weights=weights))

    @given(complete_pairs)
    def test_coders_of_the_same_habits_have_one_kappa(self, table):
        """Every unit once more, with the coders exchanged."""
        one, two = table
        balanced = [[*one, *two], [*two, *one]]
        assert same(quiet(cohen_kappa, balanced), quiet(scott_pi, balanced))

    @given(st.lists(complete_pairs, min_size=1, max_size=3), st.sampled_from(WEIGHTS))
    def test_many_tables_are_judged_at_once(self, drawn, weights):
        values = (0, 1, 2, 5)
        data = [ReliabilityData.of(table, values=values) for table in drawn]
        found = cohen_of(
            np.stack([contingency(one, 0, 1) for one in data])[:, None], agreement_weights(values, weights)
        )
        assert found.shape == (len(drawn), 1)
        expected = [quiet(cohen_kappa, one, weights=weights) for one in data]
        assert found[:, 0].tolist() == pytest.approx(expected, abs=1e-12, nan_ok=True)

    def test_one_who_says_always_the_same_agrees_by_chance_alone(self):
        assert cohen_kappa([[1, 1, 1, 1], [1, 2, 1, 1]]) == pytest.approx(0)
        assert scott_pi([[1, 1, 1, 1], [1, 2, 1, 1]]) == pytest.approx(-1 / 7)

    def test_two_who_say_always_something_else(self):
        assert cohen_kappa([[1, 1, 1], [2, 2, 2]]) == 0
        assert scott_pi([[1, 1, 1], [2, 2, 2]]) == -1


class TestRefused:
    @pytest.mark.parametrize("figure", [cohen_kappa, scott_pi])
    @pytest.mark.parametrize("coders", [0, 1, 3])
    def test_more_or_fewer_than_two_coders(self, figure, coders):
        with pytest.raises(DataError, match=f"There are {coders} coders; this figure is about two") as raised:
            figure(np.ones((coders, 4)))
        assert "fleiss_kappa(...)" in raised.value.hint

    @pytest.mark.parametrize("figure", [cohen_kappa, scott_pi, fleiss_kappa])
    def test_weights_that_are_none(self, figure):
        with pytest.raises(DataError, match="«cubic» is not possible for weights"):
            figure([[1, 2], [1, 2]], weights="cubic")
        with pytest.raises(DataError, match="no weights of agreement"):
            figure([[1, 2], [1, 2]], weights=np.ones((3, 3)))


def test_two_people_who_mark_half_of_the_same_letters_have_the_kappa_of_the_concept_page():
    """Letters 100-200 and 150-250 of 1,000: Cohen (1960) gives .444; QualCoder's figure, .299, is another thing."""
    found = ReliabilityData.from_confusion([[850, 50], [50, 50]])
    assert cohen_kappa(found) == pytest.approx(4 / 9)
    observed, yes, no = 50 / 150, (100 / 150) ** 2, (50 / 150) ** 2
    assert (observed - yes * no) / (1 - yes * no) == pytest.approx(0.299, abs=0.0005)
