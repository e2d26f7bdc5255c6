"""The figures of many codes at once."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import slow_figures
from fou_toolkit.analysis.agreement import MEASURES, PresenceCounts
from fou_toolkit.analysis.agreement.measures import figures_of


@st.composite
def tables(draw):
    """Who has a code in which unit, in groups of which some were not looked at by all."""
    coders = draw(st.integers(2, 4))
    sizes = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    looked = [[True] * len(sizes), *([draw(st.booleans()) for _ in sizes] for _ in range(coders - 1))]
    cells = [
        [
            [draw(st.integers(0, 1)) if seen else None for _ in range(size)]
            for seen, size in zip(row, sizes, strict=True)
        ]
        for row in looked
    ]
    return np.array(looked), sizes, cells


def counted(looked, sizes, cells):
    present = np.array([[[bool(cell)] for part in row for cell in part] for row in cells], bool).reshape(
        len(cells), sum(sizes), 1
    )
    return PresenceCounts.of(present, looked, np.repeat(np.arange(len(sizes)), sizes))


@given(tables(), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_groups_may_count_several_times(table, weights):
    """Weighing a group is having it so often."""
    looked, sizes, cells = table
    counts = counted(looked, sizes, cells)
    often = weights[: len(sizes)]
    found = figures_of(
        counts.tallies().weighted(np.array(often, float)).taken(0),
        np.tensordot(counts.tables(), np.array(often, float), axes=(1, 0))[:, 0],
    )
    rows = [[cell for part, times in zip(row, often, strict=True) for cell in part * times] for row in cells]
    assert found.tolist() == pytest.approx(slow_figures(rows), abs=1e-9, nan_ok=True)


def figures(*rows):
    counts = counted(np.ones((len(rows), 1), bool), [len(rows[0])], [[list(row)] for row in rows])
    found = figures_of(counts.tallies().total(axis=(0, 1)), counts.tables().sum(axis=(1, 2)))
    return dict(zip(MEASURES, found.tolist(), strict=True))


class TestByHand:
    def test_two_coders(self):
        """Eight units, both have it in 3, one alone in 1 and 1; by chance (4/8)² + (4/8)² agree."""
        found = figures([1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 1, 0, 0, 0])
        assert found["percent"] == pytest.approx(6 / 8)
        assert found["kappa"] == pytest.approx((6 / 8 - 1 / 2) / (1 / 2))
        assert found["alpha"] == pytest.approx(1 - 15 * 4 / (256 - 64 - 64))
        assert found["positive"] == pytest.approx(3 / 4)

    @pytest.mark.parametrize("value", [0, 1])
    def test_one_value_everywhere_is_nothing_known_in_any_figure(self, value):
        """Percent agreement would be 1 there, and AC1, too: a code that nobody used is not agreed on."""
        assert all(math.isnan(figure) for figure in figures([value] * 5, [value] * 5).values())

    def test_pairs_whose_kappa_is_undefined_are_left_out_of_the_mean(self):
        """a and b agree wholly, c and d never have it: κ is 1 once and 0 four times, and of c and d nothing is known."""
        found = figures([1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0])
        assert found["kappa"] == pytest.approx(1 / 5)

    def test_a_rare_code_parts_alpha_and_ac1(self):
        found = figures([1, 0] + [0] * 98, [0, 1] + [0] * 98)
        assert found["percent"] == 0.98
        assert found["alpha"] < 0
        assert found["ac1"] > 0.97
        assert found["positive"] == 0
