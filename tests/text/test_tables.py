"""Tables as text: where cells begin and end, and which line they stand in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit._sheets import Row
from fou_toolkit.text.tables import Columns, cut_table, fits_head
from strategies import any_text

COLUMNS = Columns(("file", "phase"), {"fil": "file", "fase": "phase"})


def cells(text, **options):
    return [list(row.cells) for row in cut_table(text, COLUMNS, **options).rows]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("file", "file"),
        (" FILE ", "file"),
        ('"Fil"', "file"),
        ("\ufefffase", "phase"),
        ("fi\u00adl", "file"),
        ("dato", ""),
        ("", ""),
    ],
)
def test_a_column_is_found_whatever_its_case_and_name(cell, name):
    assert COLUMNS.find(cell) == name


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_is_the_one_that_gives_columns_we_know(sign):
    others = {",", ";", "\t"} - {sign}
    text = f"fil{sign}fase{sign}{''.join(others) * 5}\na{sign}1{sign}x\n"
    assert cut_table(text, COLUMNS).delimiter == sign


def test_without_columns_we_know_it_is_the_commonest_sign():
    assert cut_table("a;b;c,d\n", COLUMNS).delimiter == ";"


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_nothing_has_no_rows(text):
    assert cut_table(text, COLUMNS).rows == ()


def test_lines_are_those_of_the_file():
    cut = cut_table('\nsep=;\nfil;fase\r\n\r\n"a\nb";1\r;\nc;2', COLUMNS)
    assert [row.number for row in cut.rows] == [3, 5, 8]
    assert cut.broken == 0


def test_cells_stay_as_they_stand():
    assert cells("fil,fase\n a\u00a0,\u2028b \n") == [["fil", "fase"], [" a\u00a0", "\u2028b "]]


@pytest.mark.parametrize(
    ("text", "line"),
    [('fil,fase\na,1\n"b,2\nc,3\n', 3), ('fil,fase\n"a"b,1\n', 2), ('fil,fase\na,"' + "x" * 200_000 + '"\n', 2)],
)
def test_strictly_a_broken_quote_ends_the_table_with_its_line(text, line):
    cut = cut_table(text, COLUMNS, strict=True)
    assert cut.broken == line
    assert len(cut.rows) == line - 1


@given(st.lists(st.lists(any_text, min_size=2, max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_what_the_standard_library_writes_is_cut_into_the_same_cells(rows, sign):
    stream = io.StringIO()
    csv.writer(stream, delimiter=sign).writerows([["file", "phase"], *rows])
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert cells(stream.getvalue(), strict=True) == [["file", "phase"], *kept]


@pytest.mark.parametrize(
    ("row", "fits"), [(("a", "b"), True), (("a", "b", "", " "), True), (("a",), False), (("a", "b", "c"), False)]
)
def test_a_row_has_as_many_cells_as_the_head(row, fits):
    assert fits_head(Row(2, row), 2) is fits
