"""Tables beside the texts."""

import pytest

from fou_toolkit.sources._csv import Table, read_table

COLUMNS = ("file", "phase")


def read(data: bytes | str) -> Table:
    return read_table(data.encode() if isinstance(data, str) else data, name="m.csv", columns=COLUMNS)


def values(data: bytes | str) -> list[dict[str, str]]:
    return [dict(row.values) for row in read(data).rows]


@pytest.mark.parametrize(
    "data",
    [
        "file,phase,Sted\na.txt,1,Åsen\n",
        "file;phase;Sted\na.txt;1;Åsen\n",
        "file\tphase\tSted\na.txt\t1\tÅsen\n",
        '"File";"PHASE";"Sted"\r\n"a.txt";"1";"Åsen"\r\n',
        "\n\nsep=;\nfile;phase;Sted\n\n a.txt ; 1 ;Åsen\n;;\n",
        "file,phase,Sted\na.txt,1,Åsen,,\n",
        "file;phase;Sted\na.txt;1;Åsen\n".encode("utf-8-sig"),
        "file;phase;Sted\na.txt;1;Åsen\n".encode("utf-16"),
        "file;phase;Sted\na.txt;1;A\u030asen\n",
    ],
)
def test_the_same_row_however_it_was_saved(data: bytes | str):
    assert values(data) == [{"file": "a.txt", "phase": "1", "Sted": "Åsen"}]


def test_another_encoding_is_guessed_and_said():
    table = read("file;phase\nblåbær.txt;1\n".encode("cp1252"))

    assert table.rows[0].values["file"] == "blåbær.txt"
    assert table.warnings


def test_empty_cells_are_no_values():
    assert values("file,phase\na.txt,\n") == [{"file": "a.txt"}]


def test_a_delimiter_in_quotes_is_text():
    assert values('file,phase\n"a, b.txt",1\n') == [{"file": "a, b.txt", "phase": "1"}]


def test_uneven_rows_are_left_out_with_their_lines():
    """A comma too many moves values into wrong columns; nobody can know where."""
    table = read("file,phase\na.txt,1,2\nb.txt\nc.txt,3\n")

    assert [row.values["file"] for row in table.rows] == ["c.txt"]
    assert dict(table.warnings[0].values)["lines"] == "2, 3"


def test_lines_are_counted_in_the_file():
    assert [row.line for row in read('\nfile,phase\n\n"a\nb",1\nc.txt,2\n').rows] == [4, 6]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\0\0"])
def test_what_is_no_table_is_left_out(data: bytes):
    table = read(data)

    assert table.rows == ()
    assert len(table.warnings) == 1


def test_a_table_without_our_columns_is_left_out():
    assert "none of the columns" in read("navn;alder\nKari;4\n").warnings[0].text


def test_a_quote_that_never_ends_is_said():
    table = read('file,phase\na.txt,1\n"b.txt,2\nc.txt,3\n')

    assert [row.values["file"] for row in table.rows] == ["a.txt"]
    assert table.warnings


def test_an_endless_cell_is_said():
    table = read('file,phase\na.txt,1\n"' + "x" * 200_000 + '",2\n')

    assert [row.values["file"] for row in table.rows] == ["a.txt"]
    assert "cannot be read from line" in table.warnings[0].text
