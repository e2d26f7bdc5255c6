"""Krippendorff's α: published figures, other implementations, and what has to hold for all data."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics import binary_distance
from nltk.metrics.agreement import AnnotationTask

from fou_toolkit.analysis.agreement import alpha, alpha_of_coincidences, coincidences
from fou_toolkit.analysis.agreement.alpha import MISSING
from fou_toolkit.errors import FouError

NO = MISSING


def numbered(*rows: str) -> list[list[int]]:
    """Number the signs of some rows, one row a coder; `*` is missing."""
    signs = sorted(set("".join(rows)) - {"*", " "})
    return [[NO if sign == "*" else signs.index(sign) for sign in row.replace(" ", "")] for row in rows]


class TestPublished:
    """Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania. Others as named."""

    def test_two_observers_and_two_values(self):
        """Section A: ten articles, two values."""
        values = numbered("0100000010", "1110010000")
        assert coincidences(values).tolist() == [[10, 4], [4, 2]]
        assert alpha(values) == pytest.approx(0.095, abs=0.0005)

    def test_two_observers_and_five_values(self):
        """Section B: twelve units, five values, nothing missing."""
        assert alpha(numbered("aabbdcccedda", "babbbccceddd")) == pytest.approx(0.692, abs=0.0005)

    def test_four_observers_with_missing_values(self):
        """Section C: twelve units, five values, the last of the units with one value only."""
        values = numbered("123321412***", "1233224125*3", "*3332342251*", "12332441251*")
        matrix = coincidences(values)
        assert matrix.sum() == pytest.approx(40)
        assert matrix.sum(axis=0) == pytest.approx([9, 13, 10, 5, 3])
        assert matrix[0] == pytest.approx([7, 4 / 3, 1 / 3, 1 / 3, 0])
        assert alpha(values) == pytest.approx(0.743, abs=0.0005)
        assert alpha(values) == pytest.approx(0.743421052631579, abs=1e-12)

    def test_three_coders(self):
        """Krippendorff, K. (1980). Content analysis, p. 139, as DKPro Agreement has it: nine units, four values."""
        assert alpha(nine_units()) == pytest.approx(0.642, abs=0.0005)

    @pytest.mark.parametrize(("value", "figure"), [(1, 0.381), (2, 0.711), (3, 0.717), (4, 0.764)])
    def test_one_value_against_all_others(self, value, figure):
        """The same, each value by itself."""
        assert alpha([[int(one == value) for one in row] for row in nine_units()]) == pytest.approx(figure, abs=0.0005)


def nine_units() -> list[list[int]]:
    units = ["111", "122", "222", "444", "144", "222", "123", "333", "222"]
    return [[int(unit[coder]) for unit in units] for coder in range(3)]


def slow(table) -> float:
    """Compute α from the definition: mean disagreement inside of units over mean disagreement between all values."""
    units = [[value for value in unit if value != NO] for unit in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    if len(set(values)) < 2:
        return math.nan
    inside = sum(
        sum(unit[one] != unit[two] for one, two in permutations(range(len(unit)), 2)) / (len(unit) - 1)
        for unit in units
    )
    between = sum(values[one] != values[two] for one, two in permutations(range(len(values)), 2))
    return 1 - (inside / len(values)) / (between / (len(values) * (len(values) - 1)))


@st.composite
def tables(draw, *, least: int = 1, most: int = 10, missing: bool = True):
    """Values of one to four coders."""
    units = draw(st.integers(least, most))
    values = [0, 0, 1, 1, 2, 5, *([NO, NO] if missing else [])]
    coders = draw(st.integers(1 if missing else 2, 4))
    return draw(
        st.lists(st.lists(st.sampled_from(values), min_size=units, max_size=units), min_size=coders, max_size=coders)
    )


def same(one: float, two: float) -> bool:
    return one == pytest.approx(two, abs=1e-12, nan_ok=True)


class TestOtherImplementations:
    @given(tables())
    def test_the_definition(self, table):
        assert same(alpha(table), slow(table))

    @given(tables())
    def test_nltk(self, table):
        """NLTK calls it perfect agreement where only one value was used; nothing is known there."""
        found = alpha(table)
        assume(not math.isnan(found))
        data = [
            (str(coder), str(unit), value)
            for coder, row in enumerate(table)
            for unit, value in enumerate(row)
            if value != NO
        ]
        assert found == pytest.approx(AnnotationTask(data, distance=binary_distance).alpha(), abs=1e-9)

    @given(tables())
    def test_the_package_krippendorff(self, table):
        package = pytest.importorskip("krippendorff")
        found = alpha(table)
        assume(not math.isnan(found))
        data = np.where(np.array(table) == NO, np.nan, np.array(table, float))
        assert found == pytest.approx(package.alpha(data, level_of_measurement="nominal"), abs=1e-9)


class TestAlways:
    @given(tables(), st.randoms(use_true_random=False))
    def test_the_order_of_coders_and_units_changes_nothing(self, table, chance):
        mixed = list(table)
        chance.shuffle(mixed)
        assert same(alpha(mixed), alpha(table))
        columns = list(zip(*table, strict=True))
        chance.shuffle(columns)
        assert same(alpha([list(row) for row in zip(*columns, strict=True)]), alpha(table))

    @given(tables(), st.permutations(range(7)))
    def test_other_numbers_for_the_values_change_nothing(self, table, numbers):
        assert same(alpha([[NO if value == NO else numbers[value] for value in row] for row in table]), alpha(table))

    @given(tables())
    def test_it_does_not_matter_which_coder_gave_which_value_of_a_unit(self, table):
        """α knows no coders: values are exchanged within units."""
        turned = [sorted(unit) for unit in zip(*table, strict=True)]
        assert same(alpha([list(row) for row in zip(*turned, strict=True)]), alpha(table))

    @given(tables(), st.lists(st.sampled_from([NO, 0, 1, 6]), max_size=4))
    def test_units_with_one_value_or_none_do_not_matter(self, table, single):
        more = [[*row, *(single if coder == 0 else [NO] * len(single))] for coder, row in enumerate(table)]
        assert same(alpha(more), alpha(table))

    @given(tables())
    def test_a_coder_who_looked_at_nothing_does_not_matter(self, table):
        assert same(alpha([*table, [NO] * len(table[0])]), alpha(table))

    @given(tables(missing=False))
    def test_it_is_one_where_all_agree_and_only_there(self, table):
        found = alpha(table)
        agreed = all(len(set(unit)) == 1 for unit in zip(*table, strict=True))
        if math.isnan(found):
            assert len({value for row in table for value in row}) == 1
        else:
            assert agreed == (found == pytest.approx(1, abs=1e-12))
            assert found <= 1 + 1e-12

    @given(tables(), st.integers(2, 6))
    def test_so_many_copies_of_every_unit_lower_it_as_the_formula_says(self, table, copies):
        """Observed disagreement stays; expected disagreement falls by (n − 1) / (n − 1/copies)."""
        one = alpha(table)
        assume(not math.isnan(one))
        n = coincidences(table).sum()
        expected = 1 - (1 - one) * (copies * n - 1) / (copies * (n - 1))
        assert alpha([row * copies for row in table]) == pytest.approx(expected, abs=1e-9)

    def test_with_very_many_copies_it_is_scotts_pi(self):
        """Scott's π of two coders draws with replacement: 1 − A_o … over the squared shares of the values."""
        table = numbered("aabbdcccedda", "babbbccceddd")
        values = [value for row in table for value in row]
        agreed = sum(one == two for one, two in zip(*table, strict=True)) / len(table[0])
        chance = sum((values.count(value) / len(values)) ** 2 for value in set(values))
        scott = (agreed - chance) / (1 - chance)
        assert alpha(table) > scott + 0.01
        assert alpha([row * 5000 for row in table]) == pytest.approx(scott, abs=1e-4)

    def test_of_chance_it_is_nothing(self):
        drawn = np.random.default_rng(20).choice(3, (2, 40_000), p=(0.8, 0.15, 0.05))
        assert alpha(drawn) == pytest.approx(0, abs=0.02)
        assert (drawn[0] == drawn[1]).mean() > 0.6

    def test_who_never_agrees_is_worse_than_chance(self):
        assert alpha([[0, 1, 0, 1], [1, 0, 1, 0]]) == pytest.approx(-0.75)


@pytest.mark.parametrize(
    "table",
    [
        [[0, 0, 0], [0, 0, 0]],
        [[3, 3, NO], [3, 3, 1]],
        [[0, 1, NO, NO], [NO, NO, 0, 1]],
        [[0, 1, 1]],
        np.full((3, 4), NO),
        np.zeros((2, 0), int),
        np.zeros((0, 3), int),
    ],
    ids=["one value", "one value that met", "never met", "one coder", "nothing", "no units", "no coders"],
)
def test_where_nothing_can_be_said_of_agreement_it_is_no_number(table):
    assert math.isnan(alpha(table))


class TestCoincidences:
    def test_a_unit_of_many_values_counts_as_many_as_it_has(self):
        """Three values are six ordered pairs of one half each."""
        assert coincidences([[0], [0], [1]]).tolist() == [[1, 1], [1, 0]]

    @given(tables())
    def test_the_matrix_is_symmetric_and_counts_the_values_that_met(self, table):
        matrix = coincidences(table)
        met = [
            value
            for unit in zip(*table, strict=True)
            for value in unit
            if value != NO and len(unit) - unit.count(NO) > 1
        ]
        assert matrix == pytest.approx(matrix.T)
        assert (matrix >= -1e-12).all()
        assert matrix.sum(axis=0) == pytest.approx([met.count(value) for value in range(len(matrix))])

    @given(st.lists(tables(), min_size=1, max_size=4))
    def test_many_matrices_are_judged_at_once(self, drawn):
        stack = np.zeros((len(drawn), 6, 6))
        for place, table in enumerate(drawn):
            matrix = coincidences(table)
            stack[place, : len(matrix), : len(matrix)] = matrix
        found = alpha_of_coincidences(stack)
        assert found.shape == (len(drawn),)
        assert found.tolist() == pytest.approx([alpha(table) for table in drawn], abs=1e-12, nan_ok=True)

    def test_small_numbers_do_not_overflow(self):
        """A value of eight bits times the number of units is more than eight bits hold."""
        table = np.tile(np.array([[0, 1, 2], [0, 2, 2]], np.int8), 100)
        assert alpha(table) == pytest.approx(alpha(table.astype(np.int64)))


class TestRefused:
    @pytest.mark.parametrize(
        "values",
        [
            [0, 1, 1],
            [[[0, 1]]],
            [[0.0, 1.0], [0.0, 1.0]],
            [[True, False], [True, True]],
            [["a", "b"], ["a", "b"]],
            [[0, -2], [0, 1]],
            [],
        ],
        ids=["a row", "a cube", "fractions", "truth", "words", "below missing", "nothing"],
    )
    def test_what_is_no_table_of_whole_numbers_is_an_error(self, values):
        for act in (alpha, coincidences):
            with pytest.raises(ValueError, match="whole numbers"):
                act(values)

    @pytest.mark.parametrize("level", ["ordinal", "", "Nominal"])
    def test_another_level_of_measurement_is_said_to_be_unknown(self, level):
        with pytest.raises(FouError, match=f"«{level}»") as raised:
            alpha([[0, 1], [0, 1]], level=level)
        assert raised.value.hint == "Possible are: nominal"

    @pytest.mark.parametrize("kind", [np.uint8, np.uint64])
    def test_numbers_without_a_sign_are_whole_numbers_too(self, kind):
        assert alpha(np.array([[0, 1, 1], [0, 1, 0]], kind)) == pytest.approx(alpha([[0, 1, 1], [0, 1, 0]]))
