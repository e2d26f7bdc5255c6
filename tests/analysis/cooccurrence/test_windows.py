"""Windows that slide."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.cooccurrence import Window
from fou_toolkit.analysis.cooccurrence.windows import any_between, borders, checked_window, slid
from fou_toolkit.analysis.units import sentence_units
from fou_toolkit.errors import DataError

CORPUS = make_corpus(
    make_source("Anne: En. To.", "I: Hva?", "Bo: Tre. Fire. Fem.", id="a"), make_source("Anne: Seks.", id="b")
)


@pytest.mark.parametrize(
    ("inside", "first", "stop"),
    [
        ("document", [0, 0, 0, 0, 0, 5], [5, 5, 5, 5, 5, 6]),
        ("turn", [0, 0, 2, 2, 2, 5], [2, 2, 5, 5, 5, 6]),
    ],
)
def test_borders_are_those_of_texts_or_turns(inside, first, stop):
    found = borders(CORPUS, sentence_units(CORPUS), inside)
    assert [part.tolist() for part in found] == [first, stop]


def test_windows_slide_by_one_and_a_short_text_is_one_window():
    found = slid(*borders(CORPUS, sentence_units(CORPUS), "document"), 3)
    assert [part.tolist() for part in found] == [[0, 1, 2, 5], [3, 4, 5, 6]]


def test_a_window_of_one_is_each_sentence():
    found = slid(*borders(CORPUS, sentence_units(CORPUS), "document"), 1)
    assert [part.tolist() for part in found] == [[0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]]


@given(st.lists(st.integers(1, 9), max_size=5), st.integers(1, 12))
def test_windows_are_those_of_a_loop(lengths, size):
    starts = np.cumsum([0, *lengths])
    first = np.repeat(starts[:-1], lengths).astype(np.int64)
    stop = np.repeat(starts[1:], lengths).astype(np.int64)
    wanted = []
    for low, high in pairwise(starts.tolist()):
        wanted += [(at, min(at + size, high)) for at in range(low, max(high - size, low) + 1)]
    assert list(zip(*(part.tolist() for part in slid(first, stop, size)), strict=True)) == wanted


@given(st.lists(st.lists(st.booleans(), min_size=2, max_size=2), min_size=1, max_size=12), st.data())
def test_any_between_is_any(rows, data):
    present = np.array(rows, np.bool_)
    first = data.draw(st.lists(st.integers(0, len(rows)), max_size=6))
    stop = [data.draw(st.integers(low, len(rows))) for low in first]
    found = any_between(present, np.array(first, np.int64), np.array(stop, np.int64))
    assert found.tolist() == [present[low:high].any(axis=0).tolist() for low, high in zip(first, stop, strict=True)]


@pytest.mark.parametrize("size", [0, -1, 2.0, True, "3", None])
def test_a_window_has_a_whole_number_of_sentences(size):
    with pytest.raises(DataError, match="window"):
        Window(size)


def test_other_settings_are_refused():
    with pytest.raises(DataError, match="of"):
        Window(3, "word")
    with pytest.raises(DataError, match="inside"):
        Window(3, "sentence", "corpus")
    with pytest.raises(DataError, match="inside"):
        Window(3, "turn", "turn")


def test_a_number_is_a_window_of_what_is_usual():
    usual = Window(4, "turn")
    assert checked_window(2, usual) == Window(2, "turn")
    assert checked_window(np.int64(2), usual) == Window(2, "turn")
    assert checked_window(None, usual) is usual
    assert checked_window(Window(9), usual) == Window(9)
    for wrong in ("3", 2.5, True, float("nan")):
        with pytest.raises(DataError, match="window"):
            checked_window(wrong, usual)
