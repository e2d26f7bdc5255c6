"""Marks of figures say what they stand for, so that the codings behind them can be opened."""

import pytest

from coded_editions import project_of
from fou_toolkit.analysis.cooccurrence import cooccurrence
from fou_toolkit.analysis.trajectory import trajectory
from fou_toolkit.figures.alluvial import plot_alluvial
from fou_toolkit.figures.coding_tree import plot_coding_tree
from fou_toolkit.figures.hover import spots_of
from fou_toolkit.figures.networks import plot_cooccurrence
from fou_toolkit.figures.trajectory import plot_trajectory

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def project():
    spans = [(number, 0.03, 8, code, "k") for number in range(6) for code in ("A", "C")]
    return project_of(spans, smallest=1)


def keys_of(ax):
    """Give the keys of the marks, and close the figure."""
    import matplotlib.pyplot as plt

    found = [spot.key for spot in spots_of(ax)]
    plt.close(ax.figure)
    return found


def test_a_tree_tells_one_key_a_code(project):
    assert keys_of(plot_coding_tree(project)) == [("T",), ("A",), ("B",), ("C",)]


def test_a_network_tells_codes_and_pairs(project):
    assert sorted(keys_of(plot_cooccurrence(cooccurrence(project)))) == [("A",), ("A", "C"), ("C",)]


def test_lines_tell_code_period_and_case(project):
    found = keys_of(plot_trajectory(trajectory(project, case="genre")))
    assert sorted(found) == [(code, phase, "intervju") for code in ("C", "T") for phase in ("1", "2", "3")]


def test_bands_tell_code_and_period_and_the_case_where_there_are_several(project):
    one = keys_of(plot_alluvial(trajectory(project, case="genre")))
    assert sorted(one) == [(code, phase) for code in ("C", "T") for phase in ("1", "2", "3")]
    several = trajectory(project, case="role")
    assert {key[2:] for key in keys_of(plot_alluvial(several, case="styrer"))} == {("styrer",)}
