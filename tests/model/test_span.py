"""Spans: half-open, in code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.model import Span

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-2, -1)])
def test_what_is_no_stretch_of_text_is_refused(start, end):
    with pytest.raises(ValueError, match=rf"Span\({start}, {end}\)"):
        Span(start, end)


def test_a_span_counts_code_points_not_bytes_and_not_letters():
    text = "😀a\u0327b"
    assert Span(0, 1).of(text) == "😀"
    assert Span(1, 3).of(text) == "a\u0327"
    assert len(Span(1, 3)) == 2


def test_an_empty_span_is_a_place():
    assert len(Span(3, 3)) == 0
    assert Span(3, 3).of("makt") == ""


@given(spans, spans)
def test_containing_and_overlapping_are_about_code_points(one, two):
    first, second = set(range(one.start, one.end)), set(range(two.start, two.end))
    if first and second:
        assert one.overlaps(two) == two.overlaps(one) == bool(first & second)
        assert one.contains(two) == (second <= first)


def test_spans_that_touch_do_not_overlap():
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert not Span(2, 4).overlaps(Span(0, 2))


@given(st.lists(spans))
def test_spans_sort_by_start_then_end(listed):
    assert sorted(listed) == sorted(listed, key=lambda span: (span.start, span.end))


def test_spans_are_values():
    assert Span(1, 2) == Span(1, 2)
    assert len({Span(1, 2), Span(1, 2), Span(1, 3)}) == 2
