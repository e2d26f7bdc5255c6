"""Codes and themes as columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.columns import LEVELS, CodeColumns
from fou_toolkit.model import Code, Codebook, Localised


def codebook(parents):
    """Make a codebook of ids and the ids they stand under."""
    return Codebook("test", tuple(Code(name, Localised(name), parent=parent) for name, parent in parents.items()))


BOOK = codebook({"M": "", "M1": "M", "M2": "M", "F": "", "F1": "F", "alone": ""})


def test_a_theme_without_codes_is_a_code():
    columns = CodeColumns.of(BOOK)
    assert columns.ids == ("M", "M1", "M2", "F", "F1", "alone")
    assert [code.id for code in columns.of_level("code")] == ["M1", "M2", "F1", "alone"]
    assert [code.id for code in columns.of_level("theme")] == ["M", "F"]
    assert columns.code_places == (1, 2, 4, 5)
    assert LEVELS == ("code", "theme")


def test_what_is_coded_with_the_theme_itself_counts_for_the_theme():
    columns = CodeColumns.of(BOOK)
    assert [list(columns.ids_of("theme", column)) for column in range(2)] == [["M", "M1", "M2"], ["F", "F1"]]
    assert [list(columns.ids_of("code", column)) for column in range(4)] == [["M1"], ["M2"], ["F1"], ["alone"]]


def test_codes_under_codes_count_for_the_theme_and_for_themselves():
    columns = CodeColumns.of(codebook({"M": "", "M1": "M", "M1a": "M1"}))
    assert [code.id for code in columns.codes] == ["M1", "M1a"]
    assert columns.members == ((0, 1, 2),)


@pytest.mark.parametrize("shape", [(), (4,), (2, 4), (0,)])
def test_an_empty_codebook_has_no_columns(shape):
    columns = CodeColumns.of(codebook({}))
    found = columns.levels(np.zeros((*shape, 0), bool))
    assert {level: flags.shape for level, flags in found.items()} == {"code": (*shape, 0), "theme": (*shape, 0)}


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), max_size=4), st.booleans())
def test_a_theme_stands_where_one_of_its_ids_does(rows, deep):
    present = np.array(rows, bool).reshape(-1, 6)
    found = CodeColumns.of(BOOK).levels(present[None] if deep else present)
    codes, themes = (found[level][0] if deep else found[level] for level in LEVELS)
    assert codes.tolist() == [[row[1], row[2], row[4], row[5]] for row in present.tolist()]
    assert themes.tolist() == [[any(row[:3]), any(row[3:5])] for row in present.tolist()]
    assert codes.dtype == themes.dtype == np.bool_
