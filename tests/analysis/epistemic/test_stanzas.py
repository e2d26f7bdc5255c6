"""The moving stanza window: worked by hand, and against a loop."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.epistemic import stanzas
from fou_toolkit.analysis.epistemic.stanzas import accumulated, pairs_of

CODES = "ABC"


def lines_of(*said):
    return np.array([[code in line for code in CODES] for line in said], np.bool_)


def told(present, size, first=None, cell=None, cells=1):
    first = np.zeros(len(present), np.int64) if first is None else np.array(first)
    cell = np.zeros(len(present), np.int64) if cell is None else np.array(cell)
    found = accumulated(present, first, size, cell, cells)
    pairs = list(zip(*(part.tolist() for part in pairs_of(present.shape[1])), strict=True))
    return [{CODES[a] + CODES[b]: int(row[place]) for place, (a, b) in enumerate(pairs)} for row in found]


def test_an_example_worked_by_hand():
    """The third line says nothing; the fourth has C and looks back to B; the last has A and B and looks back to C."""
    assert told(lines_of("A", "B", "", "C", "AB"), 3) == [{"AB": 2, "AC": 1, "BC": 2}]


def test_a_connection_counts_once_a_line_however_often_a_code_was_said():
    assert told(lines_of("A", "A", "AB"), 3) == [{"AB": 1, "AC": 0, "BC": 0}]


def test_codes_of_earlier_lines_are_connected_there_and_not_again():
    assert told(lines_of("AB", "C"), 2) == [{"AB": 1, "AC": 1, "BC": 1}]


def test_a_window_of_one_is_the_line():
    assert told(lines_of("A", "B", "AC"), 1) == [{"AB": 0, "AC": 1, "BC": 0}]


def test_no_window_looks_into_another_conversation():
    assert told(lines_of("A", "B"), 5, first=[0, 1]) == [{"AB": 0, "AC": 0, "BC": 0}]


def test_a_connection_belongs_to_who_says_the_later_line():
    assert told(lines_of("A", "B"), 2, cell=[0, 1], cells=2)[1]["AB"] == 1
    assert told(lines_of("A", "B"), 2, cell=[0, 1], cells=2)[0]["AB"] == 0


def slow(present, first, size, cell, cells):
    found = [dict.fromkeys(combinations(range(present.shape[1]), 2), 0) for _ in range(cells)]
    for line in range(len(present)):
        here = {code for code in range(present.shape[1]) if present[line, code]}
        near = set()
        for back in range(max(first[line], line - size + 1), line + 1):
            near |= {code for code in range(present.shape[1]) if present[back, code]}
        if cell[line] >= 0:
            for a, b in found[cell[line]]:
                found[cell[line]][a, b] += (a in here and b in near) or (b in here and a in near)
    return [list(one.values()) for one in found]


@given(st.data())
def test_all_is_as_in_a_loop(data):
    codes, cells = data.draw(st.integers(2, 4)), data.draw(st.integers(1, 3))
    lengths = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
    first = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
    rows = st.lists(st.booleans(), min_size=codes, max_size=codes)
    present = np.array([data.draw(rows) for _ in first], np.bool_).reshape(-1, codes)
    cell = np.array([data.draw(st.integers(-1, cells - 1)) for _ in first])
    size = data.draw(st.integers(1, 8))
    assert accumulated(present, first, size, cell, cells).tolist() == slow(present, first, size, cell, cells)


def test_blocks_of_lines_give_the_same(monkeypatch):
    present = lines_of("A", "B", "", "C", "AB", "AC", "B")
    whole = told(present, 3)
    monkeypatch.setattr(stanzas, "_BLOCK", 2)
    assert told(present, 3) == whole
