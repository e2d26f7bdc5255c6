"""Krippendorff's α: the definition, other implementations, and what has to hold for all data."""

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics import binary_distance, interval_distance, jaccard_distance
from nltk.metrics.agreement import AnnotationTask

from fou_toolkit.analysis.agreement import ReliabilityData, alpha, alpha_of, coincidences, jaccard, masi
from fou_toolkit.errors import DataError
from ratings import quiet, same, slow_alpha, tables, triples, units_of

SETS = (frozenset("A"), frozenset("AB"), frozenset("BC"), frozenset("C"))


def ratio_distance(one, two):
    return ((one - two) / (one + two)) ** 2 if one + two else 0.0


def ordinal_distance(table):
    """Give the distance for a table; it depends on how often each value was compared."""
    compared = [value for unit in units_of(table) if len(unit) > 1 for value in unit]

    def distance(one, two):
        low, high = sorted((one, two))
        between = sum(low <= value <= high for value in compared)
        return 0.0 if one == two else (between - (compared.count(low) + compared.count(high)) / 2) ** 2

    return distance


class TestOtherImplementations:
    @given(tables())
    def test_the_definition(self, table):
        for level, distance in (
            ("nominal", binary_distance),
            ("ordinal", ordinal_distance(table)),
            ("interval", interval_distance),
            ("ratio", ratio_distance),
        ):
            assert same(quiet(alpha, table, level=level), slow_alpha(table, distance)), level

    @given(tables(values=(*SETS, frozenset())))
    def test_the_definition_for_sets(self, table):
        for level, distance in (("jaccard", jaccard), ("masi", masi)):
            assert same(quiet(alpha, table, level=level), slow_alpha(table, distance)), level
            assert same(quiet(alpha, table, level=distance), slow_alpha(table, distance)), level

    @given(tables())
    def test_nltk_for_values(self, table):
        """NLTK calls it perfect agreement where only one value was used; nothing is known there, so we give NaN."""
        for level, distance in (("nominal", binary_distance), ("interval", interval_distance)):
            found = quiet(alpha, table, level=level)
            if not math.isnan(found):
                assert found == pytest.approx(AnnotationTask(triples(table), distance=distance).alpha(), abs=1e-9)

    @given(tables(values=SETS))
    def test_nltk_for_sets(self, table):
        """NLTK knows no distance of two empty sets. Its MASI is not ours before 3.10, see the distances: ours is given."""
        for level, distance in (("jaccard", jaccard_distance), ("masi", masi)):
            found = quiet(alpha, table, level=level)
            if not math.isnan(found):
                assert found == pytest.approx(AnnotationTask(triples(table), distance=distance).alpha(), abs=1e-9)

    @given(tables(coders=(2, 5)))
    def test_the_package_krippendorff(self, table):
        """Castro, S. krippendorff 0.9. It refuses data with fewer than two values."""
        data = np.array([[math.nan if value is None else value for value in row] for row in table], float)
        for level in ("nominal", "ordinal", "interval", "ratio"):
            found = quiet(alpha, data, level=level)
            if not math.isnan(found):
                assert found == pytest.approx(krippendorff.alpha(data, level_of_measurement=level), abs=1e-9), level

    @given(tables(values=("lav", "middels", "høy"), coders=(2, 4)))
    def test_words_in_an_order(self, table):
        """The order of the words is not that of the alphabet; the package is given their places."""
        order = ["lav", "middels", "høy"]
        found = quiet(alpha, ReliabilityData.of(table, values=order), level="ordinal")
        if not math.isnan(found):
            data = np.array([[math.nan if value is None else order.index(value) for value in row] for row in table])
            expected = krippendorff.alpha(data, level_of_measurement="ordinal")
            assert found == pytest.approx(expected, abs=1e-9)

    def test_nltks_own_example(self):
        """The test of NLTK's agreement module: three coders, two units, α = −1/3."""
        rows = [("1", "dress1", "YES"), ("2", "dress1", "NO"), ("3", "dress1", "NO")]
        found = alpha(ReliabilityData.from_triples([*rows, ("1", "dress2", "YES"), ("2", "dress2", "NO")]))
        assert found == pytest.approx(-1 / 3)


class TestAlways:
    @given(tables())
    def test_it_does_not_matter_which_coder_gave_which_value_of_a_unit(self, table):
        """α knows no coders: values are exchanged within units."""
        turned = [sorted(unit, key=lambda value: (value is None, value or 0)) for unit in zip(*table, strict=True)]
        assert same(quiet(alpha, [list(row) for row in zip(*turned, strict=True)]), quiet(alpha, table))

    @given(tables(), st.lists(st.sampled_from([None, 0, 1, 6]), max_size=4))
    def test_units_with_one_value_or_none_do_not_matter(self, table, single):
        more = [[*row, *(single if coder == 0 else [None] * len(single))] for coder, row in enumerate(table)]
        for level in ("nominal", "ordinal", "interval", "ratio"):
            assert same(quiet(alpha, more, level=level), quiet(alpha, table, level=level)), level

    @given(tables(), st.integers(2, 6), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
    def test_so_many_copies_of_every_unit_lower_it_as_the_formula_says(self, table, copies, level):
        """Observed disagreement stays; expected disagreement falls by (n − 1) / (n − 1/copies)."""
        one = quiet(alpha, table, level=level)
        assume(not math.isnan(one))
        n = coincidences(ReliabilityData.of(table)).sum()
        expected = 1 - (1 - one) * (copies * n - 1) / (copies * (n - 1))
        assert alpha([row * copies for row in table], level=level) == pytest.approx(expected, abs=1e-9)

    @given(tables(values=(-3, 0, 0, 1, 4)), st.sampled_from([-2.0, 1e-9, 0.1, 1e6, 2.0**40]), st.integers(-3, 3))
    def test_an_interval_scale_has_no_zero_and_no_unit(self, table, factor, more):
        moved = [[None if value is None else factor * (value + more) for value in row] for row in table]
        assert same(quiet(alpha, moved, level="interval"), quiet(alpha, table, level="interval"), within=1e-6)

    @given(tables(), st.sampled_from([1e-9, 0.1, 1e6, 2.0**40]))
    def test_a_ratio_scale_has_no_unit(self, table, factor):
        scaled = [[None if value is None else factor * value for value in row] for row in table]
        assert same(quiet(alpha, scaled, level="ratio"), quiet(alpha, table, level="ratio"))

    @given(tables(), st.sampled_from([math.exp, lambda value: value**3 - 1000, lambda value: value / 7]))
    def test_an_ordinal_scale_has_an_order_and_nothing_else(self, table, change):
        changed = [[None if value is None else change(value) for value in row] for row in table]
        assert same(quiet(alpha, changed, level="ordinal"), quiet(alpha, table, level="ordinal"))

    @given(tables(), st.sampled_from(["nominal", "ordinal", "interval"]))
    def test_the_other_end_of_the_scale_is_as_good(self, table, level):
        turned = [[None if value is None else -value for value in row] for row in table]
        assert same(quiet(alpha, turned, level=level), quiet(alpha, table, level=level))

    @given(tables(values=(0, 1)))
    def test_two_values_have_no_level(self, table):
        for level in ("ordinal", "interval", "ratio"):
            assert same(quiet(alpha, table, level=level), quiet(alpha, table)), level

    @given(tables(), st.floats(0.01, 100))
    def test_of_a_distance_only_the_proportions_count(self, table, factor):
        found = quiet(alpha, table, level=lambda one, two: factor * interval_distance(one, two))
        assert same(found, quiet(alpha, table, level="interval"))

    @given(tables(values=(0, 1, 2)))
    def test_values_that_nobody_used_do_not_matter(self, table):
        data = ReliabilityData.of(table, values=(0, 0.5, 1, 2, 1e9))
        for level in ("nominal", "ordinal", "interval", "ratio"):
            assert same(quiet(alpha, data, level=level), quiet(alpha, table, level=level)), level

    def test_with_very_many_copies_it_is_scotts_pi(self):
        """π draws with replacement: agreement by chance is the sum of the squared shares of the values."""
        table = [list("aabbdcccedda"), list("babbbccceddd")]
        values = [value for row in table for value in row]
        agreed = sum(one == two for one, two in zip(*table, strict=True)) / len(table[0])
        chance = sum((values.count(value) / len(values)) ** 2 for value in set(values))
        scott = (agreed - chance) / (1 - chance)
        assert alpha(table) > scott + 0.01
        assert alpha([row * 5000 for row in table]) == pytest.approx(scott, abs=1e-4)

    @pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
    def test_of_chance_it_is_nothing(self, level):
        drawn = np.random.default_rng(20).choice(3, (2, 40_000), p=(0.8, 0.15, 0.05))
        assert alpha(drawn, level=level) == pytest.approx(0, abs=0.02)
        assert (drawn[0] == drawn[1]).mean() > 0.6

    def test_who_never_agrees_is_worse_than_chance(self):
        assert alpha([[0, 1, 0, 1], [1, 0, 1, 0]]) == pytest.approx(-0.75)


class TestLargeNumbers:
    @pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
    def test_a_million_units_of_which_one_is_another(self, level):
        """Exact: n = 2 000 000, one value against all others in one unit: α = 1 − (n − 1) · 2 / (2 · (n − 1)) = 0."""
        table = np.ones((2, 1_000_000), np.int8)
        table[0, 77] = 2
        assert alpha(table, level=level) == pytest.approx(0, abs=1e-9)
        table[1, 77] = 2
        assert alpha(table, level=level) == 1

    def test_three_coders_of_whom_one_left_out_much(self):
        """The same with weights that are no whole numbers: one value only stays one value only."""
        table = np.ones((3, 100_000))
        table[2, ::3] = np.nan
        assert math.isnan(quiet(alpha, table))
        table[:2, 1] = 2
        table[2, 1] = 2
        assert alpha(table) == pytest.approx(1, abs=1e-12)

    @pytest.mark.parametrize("base", [1e15, -1e15, 1e6])
    def test_large_values(self, base):
        small = [[0, 1, 2, 3, 0], [0, 1, 3, 3, 1]]
        found = alpha([[base + value for value in row] for row in small], level="interval")
        assert found == pytest.approx(alpha(small, level="interval"), abs=1e-9)

    def test_values_far_apart(self):
        table = [[0.0, 1e15, 0, 1e15], [0.0, 1e15, 0, 0]]
        assert alpha(table, level="interval") == pytest.approx(alpha([[0, 1, 0, 1], [0, 1, 0, 0]], level="interval"))

    def test_many_values(self):
        drawn = np.random.default_rng(5).normal(size=(1, 60))
        table = np.concatenate([drawn, drawn + np.random.default_rng(6).normal(scale=0.5, size=drawn.shape)])
        expected = krippendorff.alpha(table, level_of_measurement="interval")
        assert alpha(table, level="interval") == pytest.approx(expected, abs=1e-9)


class TestOfMatrices:
    @given(st.lists(tables(), min_size=1, max_size=4), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
    def test_many_are_judged_at_once(self, drawn, level):
        values = (0, 1, 2, 5)
        data = [ReliabilityData.of(table, values=values) for table in drawn]
        found = alpha_of(np.stack([coincidences(one) for one in data])[None], values, level)
        assert found.shape == (1, len(drawn))
        expected = [quiet(alpha, one, level=level) for one in data]
        assert found[0].tolist() == pytest.approx(expected, abs=1e-12, nan_ok=True)

    def test_what_rounding_leaves_of_a_value_is_not_a_value(self):
        """Sums of lengths that are no whole numbers; between a value and next to nothing there is no chance."""
        left = 1000.1 + 0.2 - 1000.3
        assert left > 0
        assert np.isnan(alpha_of(np.array([[left, 0], [0, 5.0]])))
        assert alpha_of(np.array([[0.001, 0], [0, 5.0]])) == 1

    def test_nominal_data_need_no_values(self):
        assert alpha_of(np.array([[10.0, 4], [4, 2]])) == pytest.approx(0.095, abs=0.0005)


class TestRefused:
    def test_the_level(self):
        with pytest.raises(DataError, match="«rank» is no level of measurement"):
            alpha([[1, 2], [1, 2]], level="rank")

    def test_values_that_do_not_fit_the_level(self):
        with pytest.raises(DataError, match="The values are no numbers"):
            alpha([["a", "b"], ["a", "b"]], level="interval")
        with pytest.raises(DataError, match="below zero"):
            alpha([[1, -2], [1, -2]], level="ratio")
        with pytest.raises(DataError, match="no set of codes"):
            alpha([["a", "b"], ["a", "b"]], level="masi")

    def test_a_table_that_is_none(self):
        with pytest.raises(DataError, match="no table"):
            alpha([0, 1, 1])
