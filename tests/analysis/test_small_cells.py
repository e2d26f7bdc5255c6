"""Rules for small cells, and putting small groups together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.groups import Groups, groups_of
from fou_toolkit.analysis.small_cells import HOW, SmallCells, merge_small, people_of_groups, small_cells_of
from fou_toolkit.errors import DataError


def groups(*values):
    """Make groups of one turn each."""
    return Groups("role", values, np.arange(len(values)))


def test_numbers_from_few_people_are_small_and_nobody_is_not():
    assert [SmallCells(5).hides(people) for people in (0, 1, 4, 5)] == [False, True, True, False]
    assert not SmallCells(5, "show").hides(1)
    assert SmallCells(5, "show").shows_all


@pytest.mark.parametrize(("threshold", "how"), [(0, "suppress"), (True, "suppress"), (2.5, "suppress"), (5, "hide")])
def test_impossible_rules_are_refused(threshold, how):
    with pytest.raises(DataError):
        SmallCells(threshold, how)


@pytest.mark.parametrize("how", HOW)
def test_rules_can_be_asked_for_by_name_with_the_projects_threshold(how):
    assert small_cells_of(how, 7) == SmallCells(7, how)
    assert small_cells_of(SmallCells(3, how), 7) == SmallCells(3, how)
    assert small_cells_of(None, 7) == SmallCells(7)
    assert SmallCells(7, how).note


@pytest.mark.parametrize("small", [5, True, ["merge"], "off"])
def test_what_is_no_rule_is_refused(small):
    with pytest.raises(DataError, match="not possible"):
        small_cells_of(small)


def test_what_stands_for_small_numbers():
    assert SmallCells(5, "passages").band == "1–4"
    assert SmallCells(2, "passages").band == "1"
    assert "«1–4»" in SmallCells(5, "passages").note


def test_people_are_counted_once_in_each_group():
    corpus = make_corpus(make_source("Anne: Ja.", "Bo: Nei.", "Anne: Jo."), roles={"Anne": "styrer", "Bo": "assistent"})
    found = groups_of(corpus, "role")
    assert [len(one) for one in people_of_groups(corpus, found)] == [1, 1]
    only = people_of_groups(corpus, found, np.array([True, False, False]))
    assert [len(one) for one in only] == [0, 1] or [len(one) for one in only] == [1, 0]


def test_small_groups_are_put_together_last():
    people = [frozenset(range(6)), frozenset({10, 11}), frozenset(range(20, 27)), frozenset({12, 13, 14})]
    found, merged = merge_small(groups("a", "b", "c", "d"), people)
    assert found.values == ("a", "c", "other")
    assert merged == ("b", "d")
    assert found.number.tolist() == [0, 2, 1, 2]


def test_as_long_as_they_are_few_the_next_smallest_joins_them():
    people = [frozenset(range(6)), frozenset({10}), frozenset(range(20, 27))]
    found, merged = merge_small(groups("a", "b", "c"), people)
    assert found.values == ("c", "other")
    assert merged == ("a", "b")


def test_one_group_alone_stays_what_it_is_and_large_groups_stay_apart():
    one = groups("a")
    assert merge_small(one, [frozenset({1})]) == (one, ())
    two = groups("a", "b")
    assert merge_small(two, [frozenset(range(5)), frozenset(range(5, 10))]) == (two, ())


def test_a_group_that_is_called_so_already_keeps_its_name():
    people = [frozenset(range(6)), frozenset({10, 11, 12}), frozenset({13, 14})]
    assert merge_small(groups("other", "b", "c"), people)[0].values == ("other", "other*")


@given(st.lists(st.frozensets(st.integers(0, 12), max_size=7), min_size=1, max_size=6), st.integers(1, 6))
def test_after_merging_groups_are_large_if_that_can_be(people, threshold):
    names = [f"g{number}" for number in range(len(people))]
    found, merged = merge_small(groups(*names), people, threshold)
    together = [
        frozenset().union(*(one for one, place in zip(people, found.number, strict=True) if place == number))
        for number in range(len(found.values))
    ]
    small = [one for one in together if 0 < len(one) < threshold]
    assert not small or len([one for one in together if one]) == 1
    assert set(merged) | set(found.values) >= set(names)
    assert found.number.size == len(people)
