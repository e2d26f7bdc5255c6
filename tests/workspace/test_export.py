"""Tables for Excel, R and others: nothing is lost, nothing is calculated, nothing is half-written."""

import csv
import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.autocode import autocode, preview_cues
from fou_toolkit.errors import WriteError
from fou_toolkit.workspace import TABLE_FORMATS, write_table

ENDINGS = (".csv", ".json", ".parquet", ".xlsx")


class Rows(Tabular):
    """Any rows."""

    columns = ("text", "number", "flag")

    def __init__(self, *rows):
        self.content = rows

    def rows(self):
        return iter(self.content)


class Broken(Rows):
    """A result that fails in the middle."""

    def rows(self):
        yield ("one", 1, True)
        raise RuntimeError("in the middle")


NASTY = (
    "=makten",
    "=1+1",
    '=HYPERLINK("http://a.no";"x")',
    "+47 12 34",
    "-praksis",
    "@SUM(1)",
    "{=1}",
    "'quoted",
    "#N/A",
    "#REF!",
    "1234",
    "0012",
    "1e5",
    "TRUE",
    "2024-04-17",
    "æøå ÆØÅ Áŋŋá ʼ",
    "👩\u200d👩\u200d👧 😀 e\u0301",
    "first\nsecond\n\nfourth",
    'he said "hm", then; left\tearly',
    "  space around  ",
    "<script>&amp;</script>",
    "",
)


def names_in(folder):
    return [path.name for path in folder.iterdir()]


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def read_xlsx(path):
    book = openpyxl.load_workbook(path)
    [sheet] = book.worksheets
    return [list(row) for row in sheet.iter_rows()]


@pytest.fixture(scope="module")
def result():
    corpus = make_corpus(
        make_source("Anne: Vi håper at makta – ja! – deles.\tIkke sant?", "Bo: Makt 😀", genre="=intervju")
    )
    return autocode(corpus, make_codebook({"=M": ["makt", "=makta"]}))


def test_the_known_kinds_are_these():
    assert tuple(sorted(TABLE_FORMATS)) == ENDINGS


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_path_is_given_back_and_nothing_else_is_written(tmp_path, result, ending):
    target = tmp_path / f"forslag æøå{ending}"
    assert write_table(result, target) == target
    assert write_table(result, str(target)) == target
    assert names_in(tmp_path) == [target.name]


@pytest.mark.parametrize("name", ["ut.CSV", "ut.XLSX", "a.b.Json"])
def test_case_and_further_dots_do_not_matter(tmp_path, result, name):
    assert write_table(result, tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("name", ["ut.docx", "ut", "ut.csv.zip", ".csv"])
def test_an_unknown_kind_is_refused_with_the_possible_ones(tmp_path, result, name):
    with pytest.raises(WriteError) as raised:
        write_table(result, tmp_path / name)
    assert all(ending in raised.value.hint for ending in ENDINGS)
    assert raised.value.where == name
    assert names_in(tmp_path) == []


def test_csv_is_utf8_with_a_mark_so_that_excel_shows_norwegian_letters(tmp_path):
    path = write_table(Rows(("blåbær på øya", 1, True)), tmp_path / "a.csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbftext,number,flag\r\n")
    assert "blåbær på øya".encode() in content


def test_csv_keeps_every_cell(tmp_path):
    path = write_table(Rows(*((text, 7, True) for text in NASTY)), tmp_path / "a.csv")
    assert read_csv(path) == [["text", "number", "flag"], *([text, "7", "True"] for text in NASTY)]


def test_csv_can_be_read_by_pandas(tmp_path, result):
    path = write_table(result, tmp_path / "a.csv")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert frame.to_dict("list") == result.to_frame().astype(str).to_dict("list")


def test_json_is_a_list_of_records_that_people_can_read(tmp_path):
    path = write_table(Rows(("blåbær", 1, True), ("a\nb", -2, False)), tmp_path / "a.json")
    content = path.read_text(encoding="utf-8")
    assert '"blåbær"' in content
    assert "\\u" not in content
    assert json.loads(content) == [
        {"text": "blåbær", "number": 1, "flag": True},
        {"text": "a\nb", "number": -2, "flag": False},
    ]


def test_json_keeps_every_cell(tmp_path):
    path = write_table(Rows(*((text, 1, True) for text in NASTY)), tmp_path / "a.json")
    assert [record["text"] for record in json.loads(path.read_text(encoding="utf-8"))] == list(NASTY)


def test_parquet_reads_back_equal(tmp_path, result):
    path = write_table(result, tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(path), result.to_frame())


def test_parquet_keeps_every_cell(tmp_path):
    path = write_table(Rows(*((text, 1, True) for text in NASTY)), tmp_path / "a.parquet")
    frame = pd.read_parquet(path)
    assert list(frame["text"]) == list(NASTY)
    assert (frame["number"].dtype, frame["flag"].dtype) == ("int64", "bool")


def test_no_cell_of_a_workbook_is_a_formula(tmp_path, result):
    for name, table in (("a", Rows(*((text, 1, True) for text in NASTY))), ("b", result)):
        path = write_table(table, tmp_path / f"{name}.xlsx")
        kinds = {cell.data_type for row in read_xlsx(path) for cell in row}
        assert kinds <= {"s", "n", "b", "inlineStr"}
        sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet


def test_a_workbook_keeps_every_cell_as_text_or_number(tmp_path):
    path = write_table(Rows(*((text, 7, True) for text in NASTY)), tmp_path / "a.xlsx")
    head, *rows = read_xlsx(path)
    assert [cell.value for cell in head] == ["text", "number", "flag"]
    # A workbook does not tell an empty text from an empty cell.
    assert [row[0].value or "" for row in rows] == list(NASTY)
    assert {row[0].data_type for row in rows if row[0].value} <= {"s", "inlineStr"}
    assert {row[1].value for row in rows} == {7}
    assert {row[2].value for row in rows} == {True}


def test_a_name_of_a_column_is_no_formula_either(tmp_path):
    table = Rows(("a", 1, True))
    table.columns = ("=1+1", "number", "flag")
    [head, _] = read_xlsx(write_table(table, tmp_path / "a.xlsx"))
    assert (head[0].value, head[0].data_type) == ("=1+1", "s")


def test_signs_that_a_workbook_cannot_hold_are_left_out(tmp_path):
    path = write_table(Rows(("a\x0bb\x00c\x1fd", 1, True)), tmp_path / "a.xlsx")
    assert read_xlsx(path)[1][0].value == "abcd"


@pytest.mark.parametrize("length", [32766, 32767, 32768, 100_000])
def test_a_text_that_is_too_long_for_a_cell_is_seen_to_be_cut(tmp_path, length):
    text = "å" * length
    value = read_xlsx(write_table(Rows((text, 1, True)), tmp_path / "a.xlsx"))[1][0].value
    assert value == (text if length <= 32767 else text[:32766] + "…")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_table_without_rows_has_its_head(tmp_path, ending):
    path = write_table(Rows(), tmp_path / f"a{ending}")
    if ending == ".csv":
        assert read_csv(path) == [["text", "number", "flag"]]
    elif ending == ".json":
        assert json.loads(path.read_text()) == []
    elif ending == ".parquet":
        assert list(pd.read_parquet(path).columns) == ["text", "number", "flag"]
    else:
        assert [[cell.value for cell in row] for row in read_xlsx(path)] == [["text", "number", "flag"]]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_result_that_fails_leaves_the_old_file_as_it_was(tmp_path, ending):
    target = tmp_path / f"a{ending}"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_table(Broken(), target)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_disk_that_fails_leaves_the_old_file_as_it_was(tmp_path, monkeypatch, result, ending):
    target = tmp_path / f"a{ending}"
    target.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(WriteError, match=t("the disk is full")):
            write_table(result, target)
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there_is_said(tmp_path, result, ending):
    with pytest.raises(WriteError) as raised:
        write_table(result, tmp_path / "no" / f"a{ending}")
    assert str(tmp_path / "no") in str(raised.value)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_result_can_be_written(tmp_path, result, ending):
    preview = preview_cues(result.corpus, result.codebook)
    for number, table in enumerate((result, result.summary(), preview, result.corpus.receipt)):
        assert write_table(table, tmp_path / f"{number}{ending}").stat().st_size > 0


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_the_same_result_gives_the_same_bytes(tmp_path, result, ending):
    one, two = (write_table(result, tmp_path / f"{name}{ending}").read_bytes() for name in "ab")
    assert one == two


def test_csv_lines_end_as_the_standard_says_and_breaks_in_cells_stay(tmp_path):
    content = write_table(Rows(("a\nb", 1, True)), tmp_path / "a.csv").read_bytes()
    assert content.endswith(b'"a\nb",1,True\r\n')
    assert next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[0] == "text"
