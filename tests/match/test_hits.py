"""The hit algebra against loops over all pairs of words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_index, make_source
from fou_toolkit.match.hits import Hits, Slot, minus, near, sequence, types, union, where

LETTERS = ("mi", "la", "do", "re")
_texts = st.lists(st.sampled_from([*LETTERS, *LETTERS, ". Mi", "! La"]), max_size=14).map(" ".join)
_indexes = st.lists(_texts, min_size=1, max_size=3).map(lambda turns: make_index(make_source(*turns, interviewer="")))
_gaps = st.one_of(
    st.just((0, 0)), st.tuples(st.integers(0, 2), st.integers(0, 3)).map(lambda gap: (gap[0], gap[0] + gap[1]))
)
_choices = st.sets(st.sampled_from(LETTERS), min_size=0, max_size=2)

Pairs = list[tuple[int, int]]


def ids(index, *letters) -> np.ndarray:
    return np.array(sorted(number for letter in letters for number in index.vocabulary.ids_of(letter)), np.int32)


def hits(pairs: Pairs) -> Hits:
    first, last = np.array(sorted(set(pairs)), np.int32).reshape(-1, 2).T
    return Hits(first.copy(), last.copy())


def in_one_sentence(index, first: int, last: int) -> bool:
    return index.sentence[first] == index.sentence[last]


@st.composite
def _hits_in(draw, index) -> Hits:
    """Any intervals of words that do not cross a sentence."""
    every = [
        (a, b) for a in range(len(index)) for b in range(a, min(a + 4, len(index))) if in_one_sentence(index, a, b)
    ]
    return hits(draw(st.lists(st.sampled_from(every), max_size=6)) if every else [])


@given(_indexes, _choices)
def test_types(index, letters):
    expected = [(word, word) for word in range(len(index)) if index.form(word) in letters]
    assert types(index, ids(index, *letters)).pairs() == expected


@given(_indexes, st.lists(st.tuples(_choices, _gaps), min_size=1, max_size=4), st.sampled_from([0, 1, 16]))
@settings(max_examples=200)
def test_sequence(index, places, far_rarer):
    """Wherever the search begins: at the rarest word, or at the two that follow each other directly."""
    ways = [(word,) for word in range(len(index)) if index.form(word) in places[0][0]]
    for letters, (least, most) in places[1:]:
        ways = [
            (*way, word)
            for way in ways
            for word in range(way[-1] + 1 + least, min(way[-1] + 2 + most, len(index)))
            if index.form(word) in letters and in_one_sentence(index, way[0], word)
        ]
    expected = sorted({(way[0], way[-1]) for way in ways})
    slots = [Slot(ids(index, *letters), gap) for letters, gap in places]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.match.hits._FAR_RARER", far_rarer)
        assert sequence(index, slots).pairs() == expected


@given(_indexes, st.integers(0, 5), st.booleans(), st.data())
@settings(max_examples=150)
def test_near(index, distance, ordered, data):
    one, two = data.draw(_hits_in(index)), data.draw(_hits_in(index))
    expected = set()
    for a in one.pairs():
        for b in two.pairs():
            for left, right in [(a, b)] if ordered else [(a, b), (b, a)]:
                between = right[0] - left[1] - 1
                if 0 <= between <= distance and in_one_sentence(index, left[0], right[1]):
                    expected.add((left[0], right[1]))
    assert near(index, one, two, distance, ordered=ordered).pairs() == sorted(expected)


@given(_indexes, st.data())
def test_where(index, data):
    found = data.draw(_hits_in(index))
    turns = np.array([data.draw(st.booleans()) for _ in range(index.turn_language.size)], np.bool_)
    expected = [pair for pair in found.pairs() if turns[index.turn[pair[0]]]]
    assert where(index, found, turns).pairs() == expected


@given(_indexes, st.data())
@settings(max_examples=150)
def test_minus(index, data):
    found, exceptions = data.draw(_hits_in(index)), data.draw(_hits_in(index))
    expected = [(a, b) for a, b in found.pairs() if not any(c <= b and a <= d for c, d in exceptions.pairs())]
    assert minus(found, exceptions).pairs() == expected


@given(_indexes, st.data())
def test_union(index, data):
    parts = data.draw(st.lists(_hits_in(index), max_size=3))
    expected = sorted({pair for part in parts for pair in part.pairs()})
    assert union(parts).pairs() == expected
    assert len(union(parts)) == len(expected)


def test_minus_sees_a_long_exception_behind_a_short_one():
    """Exceptions sorted by their first word are not sorted by their last."""
    assert minus(hits([(5, 5), (9, 9)]), hits([(0, 7), (1, 2), (3, 3)])).pairs() == [(9, 9)]


def test_nothing_is_found_before_the_first_or_behind_the_last_word():
    index = make_index("mi la")
    a, b = ids(index, "mi"), ids(index, "la")
    assert sequence(index, [Slot(b), Slot(a)]).pairs() == []
    assert sequence(index, [Slot(a, (0, 0)), Slot(b, (0, 30))]).pairs() == [(0, 1)]
    assert sequence(index, [Slot(b), Slot(b, (0, 30))]).pairs() == []


@pytest.mark.parametrize("text", ["mi, la", "mi eh la", "mi [latter] la", "mi – «la»", "mi\u00a0la"])
def test_signs_fillers_and_marks_are_no_gap(text):
    index = make_index(text)
    assert sequence(index, [Slot(ids(index, "mi")), Slot(ids(index, "la"))]).pairs() == [(0, 1)]


@pytest.mark.parametrize("text", ["mi. La", "mi\n\nla", "mi? La"])
def test_nothing_crosses_a_sentence(text):
    index = make_index(text)
    assert sequence(index, [Slot(ids(index, "mi")), Slot(ids(index, "la"), (0, 9))]).pairs() == []
    assert near(index, types(index, ids(index, "mi")), types(index, ids(index, "la")), 9).pairs() == []


def test_nothing_crosses_a_turn():
    index = make_index(make_source("mi", "la"))
    assert sequence(index, [Slot(ids(index, "mi")), Slot(ids(index, "la"))]).pairs() == []
