"""Workbooks: what is written is read again, and nothing is taken for what it is not."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit._sheets import read_workbook, workbook
from fou_toolkit.errors import ReadError
from strategies import any_text

# What XML cannot hold is left out, and a lone CR is a line end there.
cell_texts = any_text.map(lambda text: re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def made(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(data):
    [rows] = read_workbook(data).values()
    return rows


def changed(data, change, part="xl/worksheets/sheet1.xml"):
    """Change the XML of a sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


@given(st.lists(st.lists(st.one_of(cell_texts, st.integers(0, 10**9)), min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_again(rows):
    expected = [[str(value) for value in row] for row in rows if any(str(value).strip() for value in row)]
    width = max(len(row) for row in rows)
    found = [[*row.cells, *[""] * (width - len(row.cells))] for row in rows_of(workbook({"a": rows}))]
    assert found == [[*row, *[""] * (width - len(row))] for row in expected]
    assert not any(row.odd for row in rows_of(workbook({"a": rows})))


def test_sheets_have_their_names_and_order():
    data = workbook({"på øya": [["a"]], "tom": [], "=1": [[2]]})
    assert {name: [row.cells for row in rows] for name, rows in read_workbook(data).items()} == {
        "på øya": [("a",)],
        "tom": [],
        "=1": [("2",)],
    }


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_signs_that_a_workbook_cannot_hold_are_left_out(sign):
    assert rows_of(workbook({"a": [[f"a{sign}b"]]}))[0].cells == ("ab",)


def test_rows_are_numbered_as_in_the_sheet():
    assert [row.number for row in rows_of(made((), ("a",), (), (None, " "), ("b",)))] == [2, 5]


def test_numbers_are_whole_numbers_where_they_can_be():
    assert rows_of(made((120.0, 1.5, 3, 1e15, "120.0")))[0].cells == ("120", "1.5", "3", "1000000000000000", "120.0")


def test_what_is_neither_text_nor_number_is_named():
    [row] = rows_of(made(("a", 1, "=1+1", dt.date(2024, 4, 17), True, "#N/A", None)))
    assert dict(row.odd) == {2: "a formula", 3: "a date or a time", 4: "TRUE or FALSE", 5: "an error of Excel"}


def test_a_size_that_the_file_gives_wrongly_hides_no_rows():
    data = changed(made(("a", "b"), ("c", "d")), lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:A1"'))
    assert [row.cells for row in rows_of(data)] == [("a", "b"), ("c", "d")]


def test_hidden_sheets_and_rows_are_read():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.row_dimensions[1].hidden = True
    book.create_sheet("gjemt").append(["b"])
    book["gjemt"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert [rows[0].cells for rows in read_workbook(stream.getvalue()).values()] == [("a",), ("b",)]


def test_a_row_beyond_every_sheet_is_refused():
    data = changed(made(("a",), ("b",)), lambda xml: xml.replace(b'<row r="2">', b'<row r="99999999999">'))
    assert b"99999999999" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    with pytest.raises(ReadError, match="more rows than Excel can hold"):
        read_workbook(data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: b"<worksheet>", "no Excel workbook that can be read"),
        (lambda xml: xml.replace(b"<row", b"<!DOCTYPE a><row", 1), "document type"),
        (lambda xml: xml + b" " * 3_000_000, "absurdly large"),
    ],
    ids=["broken", "document type", "bomb"],
)
def test_harmful_and_broken_workbooks_are_refused(change, message):
    with pytest.raises(ReadError, match=message):
        read_workbook(changed(made(("a",)), change))


@pytest.mark.parametrize("data", [b"", b"a;b\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_refused_with_advice(data):
    with pytest.raises(ReadError) as raised:
        read_workbook(data)
    assert raised.value.hint
