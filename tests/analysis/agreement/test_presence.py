"""Counts of many codes at once are those that are counted of each code by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import PresenceCounts, ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import contingency, tallies
from ratings import slow_tallies

CODES = 2


@st.composite
def coded(draw, *, whole=False):
    """Give who has which code in which unit, who looked at which group, and each unit's group.

    Groups without units are among them, and groups that nobody looked at unless `whole`.
    """
    coders, groups = draw(st.integers(2, 5)), draw(st.integers(1, 3))
    units = draw(st.lists(st.integers(0, groups - 1), max_size=8).map(sorted))
    seed = draw(st.integers(0, 2**16))
    rng = np.random.default_rng(seed)
    present = rng.random((coders, len(units), CODES)) < draw(st.sampled_from([0.0, 0.3, 0.7, 1.0]))
    looked = np.ones((coders, groups), bool) if whole else rng.random((coders, groups)) < 0.7
    return present, looked, np.array(units, np.int64)


def table_of(present, looked, group, wanted, code):
    """Give the rows of a code in a group, as one would type them."""
    units = np.flatnonzero(group == wanted)
    return [
        [bool(row[unit, code]) if seen[wanted] else None for unit in units]
        for row, seen in zip(present, looked, strict=True)
    ]


def read(table):
    return ReliabilityData(
        (False, True),
        np.array([[-1 if cell is None else int(cell) for cell in row] for row in table], np.int64).reshape(
            len(table), -1
        ),
    )


@given(coded())
def test_tallies_of_each_group_and_code_are_those_of_its_table(drawn):
    present, looked, group = drawn
    found = PresenceCounts.of(*drawn).tallies()
    assert found.pairs.shape == (looked.shape[1], CODES, 2, 2)
    for wanted in range(looked.shape[1]):
        for code in range(CODES):
            expected = tallies(read(table_of(present, looked, group, wanted, code)))
            part = found.taken(wanted, code)
            assert part.coincidences == pytest.approx(expected.coincidences)
            assert part.pairs == pytest.approx(expected.pairs)
            assert part.shares == pytest.approx(expected.shares)


@given(coded(), st.data())
def test_coders_who_count_several_times_or_not_at_all(drawn, data):
    """As in the bootstrap over coders: nobody meets a copy."""
    present, looked, group = drawn
    coders = len(present)
    times = data.draw(st.lists(st.integers(0, 3), min_size=coders, max_size=coders))
    found = PresenceCounts.of(*drawn).tallies(np.array(times, float))
    for wanted in range(looked.shape[1]):
        for code in range(CODES):
            table = table_of(present, looked, group, wanted, code)
            coincidences, pairs, shares = slow_tallies(table, (False, True), times)
            part = found.taken(wanted, code)
            assert part.coincidences == pytest.approx(np.array(coincidences))
            assert part.pairs == pytest.approx(np.array(pairs))
            assert part.shares == pytest.approx(shares)


@given(coded())
def test_tables_of_each_pair_are_contingency_tables(drawn):
    present, looked, group = drawn
    counts = PresenceCounts.of(*drawn)
    coders = len(present)
    assert counts.pairs == [(one, two) for one in range(coders) for two in range(one + 1, coders)]
    found = counts.tables()
    assert found.shape == (len(counts.pairs), looked.shape[1], CODES, 2, 2)
    for place, pair in enumerate(counts.pairs):
        for wanted in range(looked.shape[1]):
            for code in range(CODES):
                expected = contingency(read(table_of(present, looked, group, wanted, code)), *pair)
                assert found[place, wanted, code].tolist() == expected.tolist()


@given(coded(), st.data())
def test_a_unit_of_weight_three_is_three_units(drawn, data):
    present, looked, group = drawn
    weight = np.array(data.draw(st.lists(st.integers(1, 4), min_size=group.size, max_size=group.size)), np.int64)
    found = PresenceCounts.of(present, looked, group, weight.astype(float))
    expected = PresenceCounts.of(np.repeat(present, weight, axis=1), looked, np.repeat(group, weight))
    for name in ("units", "has", "both"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist(), name


@given(coded())
def test_units_are_counted_for_each_group(drawn):
    present, looked, group = drawn
    counts = PresenceCounts.of(*drawn)
    assert counts.units.tolist() == [int((group == wanted).sum()) for wanted in range(looked.shape[1])]
    assert counts.has.tolist() == [
        [(one[group == wanted].sum(axis=0) * seen[wanted]).tolist() for wanted in range(looked.shape[1])]
        for one, seen in zip(present, looked, strict=True)
    ]


@given(coded(whole=True))
def test_groups_add_up(drawn):
    """One group of all units is the sum of the groups, where everybody looked at everything."""
    present, _, group = drawn
    whole = PresenceCounts.of(present, np.ones((len(present), 1), bool), np.zeros_like(group)).tallies()
    parts = PresenceCounts.of(*drawn).tallies().total()
    assert parts.coincidences == pytest.approx(whole.coincidences[0])
    assert parts.pairs == pytest.approx(whole.pairs[0])
    assert parts.shares == pytest.approx(whole.shares[0])


@given(coded(), st.permutations(range(CODES)))
def test_some_codes_in_another_order(drawn, order):
    present, looked, group = drawn
    found = PresenceCounts.of(*drawn).columns(list(order)[:1])
    expected = PresenceCounts.of(present[..., list(order)[:1]], looked, group)
    assert found.has.tolist() == expected.has.tolist()
    assert found.both.tolist() == expected.both.tolist()
    assert found.tallies().pairs.tolist() == expected.tallies().pairs.tolist()


def test_one_coder_has_no_pairs():
    counts = PresenceCounts.of(np.ones((1, 2, 1), bool), np.ones((1, 1), bool), np.zeros(2, np.int64))
    assert counts.pairs == []
    assert counts.tables().shape == (0, 1, 1, 2, 2)
    assert counts.tallies().pairs.tolist() == [[[[0, 0], [0, 0]]]]
    assert counts.tallies().shares.tolist() == [[[0, 2]]]


def test_no_codes_and_no_units():
    counts = PresenceCounts.of(np.zeros((2, 0, 0), bool), np.ones((2, 3), bool), np.zeros(0, np.int64))
    assert counts.units.tolist() == [0, 0, 0]
    assert counts.tallies().pairs.shape == (3, 0, 2, 2)


def test_what_a_coder_has_where_the_coder_has_not_looked_does_not_count():
    """Leftover codings of a document that was taken out."""
    present = np.ones((2, 2, 1), bool)
    counts = PresenceCounts.of(present, np.array([[True, False], [True, True]]), np.array([0, 1]))
    assert counts.has[:, :, 0].tolist() == [[1, 0], [1, 1]]
    assert counts.both[0, :, 0].tolist() == [1, 0]
    assert counts.tables()[0, 1, 0].tolist() == [[0, 0], [0, 0]]
