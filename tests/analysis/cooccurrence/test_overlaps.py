"""Pairs of codings that share a code point: every way of counting against two loops."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.cooccurrence import overlaps
from fou_toolkit.analysis.cooccurrence.overlaps import expanded, overlap_counts, overlap_texts, placed, ranked
from fou_toolkit.model import Coding, CodingSet, Span

CODES = "MFK"

CODING = st.builds(
    lambda source, start, length, code, coder: Coding(source, Span(start, start + length), code, coder),
    st.sampled_from(["s1", "s2", "s3"]),
    st.integers(0, 12),
    st.integers(0, 6),
    st.sampled_from(CODES),
    st.sampled_from("ab"),
)
CODINGS = st.lists(CODING, max_size=25).map(CodingSet.of)


def slow(codings):
    """Count pairs with two loops, and the texts they are in."""
    size = len(codings.codes)
    counts, texts = np.zeros((size, size), int), np.zeros((size, size), int)
    seen = set()
    for one, other in combinations(list(codings), 2):
        if one.source != other.source or one.coder != other.coder:
            continue
        if max(one.span.start, other.span.start) >= min(one.span.end, other.span.end):
            continue
        a, b = sorted((codings.codes.index(one.code), codings.codes.index(other.code)))
        counts[a, b] += 1
        seen.add((one.source, a, b))
    for _, a, b in seen:
        texts[a, b] += 1
    return tuple(table + np.triu(table, 1).T for table in (counts, texts))


def codings_of(*rows, coder="a"):
    return CodingSet.of([Coding(source, Span(start, end), code, coder) for source, start, end, code in rows])


@given(CODINGS)
def test_the_counts_are_those_of_two_loops(codings):
    counts, texts = slow(codings)
    assert overlap_counts(codings).tolist() == counts.tolist()
    assert overlap_texts(codings).tolist() == texts.tolist()


@given(CODINGS)
def test_both_ways_of_counting_give_the_same(codings):
    size = len(codings.codes)
    for start, end, code in placed(codings):
        follow = np.searchsorted(start, end, side="left") - np.arange(1, start.size + 1)
        assert expanded(follow, code, size).tolist() == ranked(start, end, code, size).tolist()


@given(CODINGS, st.sampled_from([1, 3]))
def test_blocks_of_any_size_give_the_same(codings, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlaps, "_BLOCK", block)
        patch.setattr(overlaps, "_DENSE", 1e9)
        found = overlap_counts(codings)
    assert found.tolist() == slow(codings)[0].tolist()


@given(CODINGS)
def test_ranks_alone_give_the_same(codings):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlaps, "_DENSE", -1.0)
        found = overlap_counts(codings)
    assert found.tolist() == slow(codings)[0].tolist()


@given(CODINGS, st.randoms(use_true_random=False))
def test_the_order_of_codings_does_not_matter(codings, random):
    order = list(range(len(codings)))
    random.shuffle(order)
    mixed = overlaps._rows(codings, np.array(order, np.intp))
    assert overlap_counts(mixed).tolist() == overlap_counts(codings).tolist()
    assert overlap_texts(mixed).tolist() == overlap_texts(codings).tolist()


@pytest.mark.parametrize(
    ("rows", "pairs"),
    [
        ([("s", 0, 5, "M"), ("s", 5, 9, "F")], 0),
        ([("s", 0, 6, "M"), ("s", 5, 9, "F")], 1),
        ([("s", 0, 5, "M"), ("s", 0, 5, "F")], 1),
        ([("s", 0, 9, "M"), ("s", 3, 4, "F")], 1),
        ([("s", 0, 5, "M"), ("z", 0, 5, "F")], 0),
        ([("s", 0, 5, "M"), ("s", 2, 2, "F")], 0),
        ([("s", 0, 9, "M"), ("s", 0, 3, "F"), ("s", 3, 6, "F"), ("s", 9, 12, "F")], 2),
    ],
    ids=["touching", "one sign", "same", "nested", "two texts", "empty", "one over two"],
)
def test_what_overlaps_shares_a_code_point(rows, pairs):
    codings = codings_of(*rows)
    assert overlap_counts(codings)[codings.codes.index("M"), codings.codes.index("F")] == pairs


def test_the_last_coding_of_a_text_does_not_reach_into_the_next():
    codings = codings_of(("a", 0, 1000, "M"), ("b", 0, 3, "F"), ("b", 1, 4, "M"))
    assert overlap_counts(codings).tolist() == [[0, 1], [1, 0]]


def test_two_coders_make_no_pair_with_each_other():
    both = CodingSet.of([Coding("s", Span(0, 5), "M", "a"), Coding("s", Span(0, 5), "F", "b")])
    assert not overlap_counts(both).any()


def test_pairs_of_one_code_stand_on_the_diagonal():
    codings = codings_of(("s", 0, 9, "M"), ("s", 1, 3, "M"), ("s", 2, 5, "M"))
    assert overlap_counts(codings).tolist() == [[3]]


def test_nothing_gives_nothing():
    assert overlap_counts(CodingSet.of([])).shape == (0, 0)
    assert overlap_texts(CodingSet.of([])).shape == (0, 0)


def test_many_codings_over_each_other_are_counted_by_rank(monkeypatch):
    monkeypatch.setattr(overlaps, "expanded", None)
    codings = codings_of(*(("s", place, place + 500, CODES[place % 3]) for place in range(60)))
    assert overlap_counts(codings).tolist() == slow(codings)[0].tolist()
