"""What all figures share: what has to hold for every one of them, and what is said where there is none."""

import math
import warnings
from functools import partial

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import (
    ReliabilityData,
    UndefinedWarning,
    ac1,
    ac2,
    alpha,
    bennett_s,
    cohen_kappa,
    fleiss_kappa,
    percent_agreement,
    scott_pi,
    why_undefined,
)
from fou_toolkit.analysis.agreement.coefficients.chance import beyond_chance, ratio
from ratings import quiet, same, tables, units_of

ALPHAS = {level: partial(alpha, level=level) for level in ("nominal", "ordinal", "interval", "ratio")}
OF_MANY = {
    "fleiss_kappa": fleiss_kappa,
    "linear fleiss_kappa": partial(fleiss_kappa, weights="linear"),
    "percent_agreement": percent_agreement,
    "ordinal percent_agreement": partial(percent_agreement, weights="ordinal"),
    "bennett_s": bennett_s,
    "quadratic bennett_s": partial(bennett_s, weights="quadratic"),
    "ac1": ac1,
    "ac2": ac2,
}
OF_TWO = {
    "cohen_kappa": cohen_kappa,
    "quadratic cohen_kappa": partial(cohen_kappa, weights="quadratic"),
    "scott_pi": scott_pi,
}
NOMINAL = {
    "nominal": alpha,
    "fleiss_kappa": fleiss_kappa,
    "percent_agreement": percent_agreement,
    "bennett_s": bennett_s,
    "ac1": ac1,
    "cohen_kappa": cohen_kappa,
    "scott_pi": scott_pi,
}
GIVEN_THE_VALUES = {"percent_agreement", "ordinal percent_agreement"}
"""Figures that one value alone does not leave undefined."""


def figures_for(table):
    """Give the figures that a table can have."""
    return {**ALPHAS, **OF_MANY, **(OF_TWO if len(table) == 2 else {})}


def assert_same(table, other, figures=None):
    """Every figure of two tables is the same."""
    for name, figure in (figures_for(table) if figures is None else figures).items():
        assert same(quiet(figure, table), quiet(figure, other)), name


class TestAllFigures:
    @given(tables(), st.randoms(use_true_random=False))
    def test_the_order_of_coders_and_units_changes_nothing(self, table, chance):
        mixed = list(table)
        chance.shuffle(mixed)
        assert_same(table, mixed)
        columns = list(zip(*table, strict=True))
        chance.shuffle(columns)
        assert_same(table, [list(row) for row in zip(*columns, strict=True)])

    @given(tables(), st.permutations(range(6)))
    def test_other_names_for_the_values_change_nothing(self, table, numbers):
        named = [[None if value is None else "abcdef"[numbers[value]] for value in row] for row in table]
        fitting = {name: figure for name, figure in NOMINAL.items() if name not in OF_TWO or len(table) == 2}
        assert_same(table, named, fitting)

    @given(tables(), st.integers(1, 9), st.integers(-9, 9))
    def test_weights_go_by_proportions(self, table, factor, more):
        moved = [[None if value is None else factor * value + more for value in row] for row in table]
        figures = figures_for(table)
        assert_same(table, moved, {name: figure for name, figure in figures.items() if name != "ratio"})

    @given(tables(), st.integers(2, 5))
    def test_every_unit_several_times_changes_nothing_but_alpha(self, table, copies):
        figures = figures_for(table)
        assert_same(
            table, [row * copies for row in table], {name: figures[name] for name in figures if name not in ALPHAS}
        )

    @given(tables(), st.integers(2, 5))
    def test_every_unit_several_times_lowers_alpha(self, table, copies):
        """α counts what is drawn only once; more data are less of an excuse."""
        for name, figure in ALPHAS.items():
            one, many = quiet(figure, table), quiet(figure, [row * copies for row in table])
            assert math.isnan(one) == math.isnan(many), name
            assert math.isnan(one) or many < one or one == pytest.approx(1), name

    @given(tables())
    def test_units_that_nobody_looked_at_do_not_matter(self, table):
        assert_same(table, [[None, *row, None] for row in table])

    @given(tables())
    def test_a_coder_who_looked_at_nothing_does_not_matter(self, table):
        assert_same(table, [*table, [None] * len(table[0])], {**ALPHAS, **OF_MANY})

    @given(tables(coders=(2, 4), missing=False))
    def test_it_is_one_where_all_agree_and_only_there(self, table):
        agreed = all(len(set(unit)) == 1 for unit in zip(*table, strict=True))
        one_value = len({value for row in table for value in row}) == 1
        for name, figure in figures_for(table).items():
            found = quiet(figure, table)
            if one_value and name not in GIVEN_THE_VALUES:
                assert math.isnan(found), name
            else:
                assert (found == pytest.approx(1, abs=1e-12)) == agreed, name
                assert found <= 1 + 1e-12, name

    @given(tables(coders=(2, 2)), st.data())
    def test_a_coder_and_a_copy_agree(self, table, data):
        row = data.draw(st.sampled_from(table))
        for name, figure in figures_for(table).items():
            found = quiet(figure, [row, row])
            assert math.isnan(found) or found == pytest.approx(1, abs=1e-12), name

    @given(tables(coders=(2, 4)))
    def test_alpha_is_fleiss_kappa_but_for_drawing_without_replacement(self, table):
        """With n values, 1 − α is (n − 1) / n times 1 − κ, where nothing is missing."""
        data = ReliabilityData.of(table)
        complete = ReliabilityData(data.values, data.table[:, data.size == data.coders])
        found = quiet(fleiss_kappa, complete)
        assume(not math.isnan(found))
        n = complete.table.size
        assert quiet(alpha, complete) == pytest.approx(1 - (1 - found) * (n - 1) / n)

    @pytest.mark.parametrize("name", [*ALPHAS, *OF_MANY, *OF_TWO])
    def test_a_million_units_of_which_one_is_another(self, name):
        """No figure is lost by rounding; AC1 and percent see nearly full agreement, α and κ none."""
        table = np.ones((2, 1_000_000), np.int8)
        table[0, 3] = 2
        found = {**ALPHAS, **OF_MANY, **OF_TWO}[name](table)
        high = any(word in name for word in ("percent", "bennett", "ac"))
        assert found == pytest.approx(1 if high else 0, abs=1e-5)

    @given(tables(coders=(2, 2)))
    def test_they_are_plain_numbers(self, table):
        for name, figure in figures_for(table).items():
            assert type(quiet(figure, table)) is float, name


NOTHING_MET = "No two coders looked at the same unit."
ONE_VALUE = "All coders gave the same value everywhere, so nothing is known of agreement beyond chance."


class TestUndefined:
    @pytest.mark.parametrize(
        ("table", "reason"),
        [
            ([[0, 0, 0], [0, 0, 0]], ONE_VALUE),
            ([["a", "a"], ["a", "a"]], ONE_VALUE),
            ([[frozenset("a")], [frozenset("a")]], ONE_VALUE),
            ([[3, 3, None], [3, 3, 3]], ONE_VALUE),
            ([[0, 1, None, None], [None, None, 0, 1]], NOTHING_MET),
            ([[None, None], [None, None]], NOTHING_MET),
            ([[], []], NOTHING_MET),
            (np.zeros((2, 0)), NOTHING_MET),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("name", [*NOMINAL])
    def test_it_is_no_number_and_the_reason_is_said(self, name, table, reason):
        assert why_undefined(ReliabilityData.of(table)) == reason
        if name == "percent_agreement" and reason == ONE_VALUE:
            assert percent_agreement(table) == 1
            return
        with pytest.warns(UndefinedWarning) as raised:
            assert math.isnan(NOMINAL[name](table))
        assert [str(one.message) for one in raised] == [reason]

    @pytest.mark.parametrize("name", [*ALPHAS, *OF_MANY])
    @pytest.mark.parametrize("shape", [(0, 0), (0, 3), (1, 0), (1, 4)])
    def test_one_coder_or_none(self, name, shape):
        reason = r'There is one coder only\. .* rows="units"' if shape[0] == 1 else "No two coders"
        with pytest.warns(UndefinedWarning, match=reason):
            assert math.isnan({**ALPHAS, **OF_MANY}[name](np.arange(shape[0] * shape[1]).reshape(shape)))

    def test_alpha_of_values_that_met_only_themselves(self):
        """Another value that was compared with nothing is no variation for α; Fleiss knows its share."""
        table = [[3, 3, None], [3, 3, 1]]
        with pytest.warns(UndefinedWarning, match="the same value everywhere"):
            assert math.isnan(alpha(table))
        assert fleiss_kappa(table) == pytest.approx(1)

    def test_weights_that_call_everything_agreement(self):
        for figure in (cohen_kappa, scott_pi, fleiss_kappa, bennett_s):
            with pytest.warns(UndefinedWarning, match=r"Chance alone would agree always\."):
                assert math.isnan(figure([[1, 2, 1], [1, 2, 2]], weights=np.ones((2, 2))))

    def test_a_distance_that_calls_everything_the_same(self):
        with pytest.warns(UndefinedWarning, match=r"Chance alone would agree always\."):
            assert math.isnan(alpha([[1, 2, 1], [1, 2, 2]], level=lambda _, __: 0.0))

    def test_where_there_is_a_figure_nothing_is_said(self):
        assert why_undefined(ReliabilityData.of([[1, 2], [1, 1]])) == ""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            alpha([[1, 2], [1, 1]])

    def test_the_warning_points_to_the_line_that_asked(self):
        with pytest.warns(UndefinedWarning) as raised:
            alpha([[1], [1]])
        assert raised[0].filename == __file__

    @given(tables(coders=(1, 4)))
    def test_the_reason_is_given_where_alpha_is_undefined_and_only_there(self, table):
        compared = {value for unit in units_of(table) if len(unit) > 1 for value in unit}
        expected = "" if len(compared) > 1 else ONE_VALUE if compared else NOTHING_MET
        if len(table) > 1:
            assert why_undefined(ReliabilityData.of(table)) == expected
        assert math.isnan(quiet(alpha, table)) == bool(expected)


class TestParts:
    def test_a_share_of_nothing_is_no_number(self):
        found = ratio(np.array([1.0, 0, 1, -2]), np.array([2.0, 0, 0, -4]))
        assert found.tolist() == pytest.approx([0.5, math.nan, math.nan, 0.5], nan_ok=True)

    def test_agreement_beyond_chance(self):
        found = beyond_chance(np.array([0.7, 1, 0, 1, 0.5]), np.array([0.4, 0.2, 0.5, 1, 1]))
        assert found.tolist() == pytest.approx([0.5, 1, -1, math.nan, math.nan], nan_ok=True)

    @pytest.mark.parametrize("miss", [1e-16, -3e-16, 4e-15])
    def test_sums_of_shares_miss_one_by_rounding(self, miss):
        assert np.isnan(beyond_chance(np.array(1.0), np.array(1 - miss)))
        assert beyond_chance(np.array(1.0), np.array(1 - 1e-9)) == pytest.approx(1)
