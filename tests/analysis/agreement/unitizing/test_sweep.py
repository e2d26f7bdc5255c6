"""Tallies and coincidences by hand; the counts place by place are in test_forms_2016.py."""

import numpy as np
import pytest

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing import tallies, tallies_by_category, unitizing_coincidences

THREE = Continuum.of(
    [("a", 0, 4, "x"), ("b", 2, 6, "y"), ("c", 3, 4, "x"), ("c", 8, 10, "x")], bounds=(0, 10), coders="abc"
)


def test_tallies_of_three_coders():
    found = tallies(THREE)
    assert found.categories == ("x", "y")
    assert found.total.tolist() == [[7, 4, 19]]
    # Both a and c have x at [3, 4); two of the three have the gap at [0, 2), [4, 6) and [8, 10), all at [6, 8).
    assert found.same.tolist() == [[2 * 1 / 2, 0, 2 * (2 + 2 + 2 + 3 * 2) / 2]]
    assert found.own.tolist() == [[16 + 1 + 4, 16, 19]]
    # a meets b at [2, 4) and c at [3, 4); b meets a there and c at [3, 4); c meets both at [3, 4).
    assert found.joint.tolist() == [[(2 + 1 + 1 + 1) / 2, (2 + 1) / 2]]
    assert found.joint_own.tolist() == [[(4 + 1 + 1 + 1) / 2, (4 + 1) / 2]]


def test_coincidences_of_three_coders():
    matrix = unitizing_coincidences(THREE)[0]
    found = tallies(THREE)
    assert matrix.sum(axis=0).tolist() == matrix.sum(axis=1).tolist() == found.total[0].tolist()
    assert np.diagonal(matrix).tolist() == found.same[0].tolist()
    assert matrix[:2, :2].sum(axis=1).tolist() == found.joint[0].tolist()
    assert matrix[0, 1] == (2 + 1) / 2


def test_touching_units_are_told_apart_in_the_middle_of_another():
    """The square is taken of all that the other marked inside of a unit, in however many units."""
    found = tallies(Continuum.of([("a", 0, 6, "x"), ("b", 0, 2, "x"), ("b", 2, 4, "y"), ("b", 5, 6, "y")]))
    assert found.joint_own.tolist() == [[25 + 4, 4 + 1]]


def test_many_coders_of_whom_two_look_at_each_document():
    rows = [(coder, 0, 3, "x", coder // 2) for coder in range(40)]
    found = Continuum.of(rows, bounds=dict.fromkeys(range(20), (0, 10)))
    looked = np.arange(40)[:, None] // 2 == np.arange(20)
    found.looked[:] = looked
    assert tallies(found).total.tolist() == [[6, 14]] * 20
    assert tallies(found).same.tolist() == [[6, 14]] * 20


def test_no_documents_give_no_rows():
    empty = Continuum.of([])
    assert tallies(empty).total.shape == (0, 1)
    assert tallies(empty).pooled().total.tolist() == [0]
    assert tallies_by_category(empty).total.shape == (0, 0, 2)
    assert unitizing_coincidences(empty).shape == (0, 1, 1)


def test_what_is_there_is_said_in_short():
    assert repr(tallies(THREE)) == "<UnitizingTallies: 2 categories, leading axes (1,)>"


@pytest.mark.parametrize("weights", [[2.0], [[1.0], [3.0]]])
def test_weights_multiply_what_is_added_up(weights):
    found = tallies(THREE).weighted(weights)
    assert found.total.tolist() == (np.array(weights) * tallies(THREE).total[0]).tolist()
    assert found.joint_own.tolist() == (np.array(weights) * tallies(THREE).joint_own[0]).tolist()
