"""`fou code --to-decide`, `decide`, `memo`, `remove`."""

import pytest
from openpyxl import load_workbook

from fou_toolkit.workspace import open_workspace


def fill(path, words):
    """Write decisions into the column for them, row by row."""
    book = load_workbook(path)
    sheet = book.active
    column = [cell.value for cell in sheet[1]].index("decision")
    for row, word in zip(sheet.iter_rows(min_row=2), words, strict=False):
        row[column].value = word
    book.save(path)


@pytest.fixture
def table(fou, stored):
    """A table with two suggestions that are to be decided."""
    done = fou("code", ".", "--to-decide", "-o", "ut.xlsx")
    assert (done.code, "fou decide" in done.out) == (0, True)
    return stored / "ut.xlsx"


def test_a_filled_in_table_is_decided_once(fou, as_json, table):
    fill(table, ["ja"])
    done = fou("decide", table)
    assert (done.code, "1 accepted" in done.out) == (0, True)
    assert len(as_json("codings")["rows"]) == 1
    assert as_json("decide", table)["rows"] == []
    assert fou("undo").code == 0
    assert as_json("codings")["rows"] == []


@pytest.mark.usefixtures("table")
def test_a_table_that_excel_saved_as_csv_in_its_own_encoding_is_read(fou, as_json, stored):
    with open_workspace(stored, coder="kari") as opened:
        name = opened.suggestions().ids[0]
    (stored / "ut.csv").write_bytes(f"Forslag;Tekst;Avgjørelse\r\n{name};på øya;ja\r\n".encode("cp1252"))
    assert fou("decide", "ut.csv").code == 0
    assert len(as_json("codings")["rows"]) == 1


def test_rows_without_a_decision_wait(as_json, table):
    assert as_json("decide", table)["rows"] == []


def test_a_word_that_is_no_decision_stores_nothing(fou, as_json, table):
    fill(table, ["ja", "kanskje"])
    done = fou("decide", table)
    assert (done.code, done.out) == (1, "")
    assert "kanskje" in done.err
    assert as_json("codings")["rows"] == []


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "x,y\n1,2\n"), ("a.docx", ""), ("a.xlsx", "no zip"), ("a.csv", "")]
)
def test_what_is_no_table_of_decisions_is_refused(fou, stored, name, content):
    (stored / name).write_text(content, encoding="utf-8")
    done = fou("decide", name)
    assert (done.code, done.out) == (1, "")
    assert name in done.err


@pytest.mark.parametrize(
    "arguments",
    [(), ("-o", "a.xlsx", "--unit", "turn"), ("-o", "a.xlsx", "--interviewer"), ("-o", "a.xlsx", "--codebook", "b")],
)
def test_to_decide_goes_with_the_settings_of_the_project(fou, stored, arguments):
    assert fou("code", ".", "--to-decide", *arguments).code == 2
    assert not (stored / "a.xlsx").exists()


def test_to_decide_needs_a_project(fou, tmp_path):
    done = fou("code", tmp_path, "--to-decide", "-o", "a.xlsx", "--lang", "en")
    assert (done.code, "There is no project" in done.err) == (1, True)


@pytest.mark.usefixtures("table")
def test_the_table_is_deleted_with_a_withdrawal(fou):
    assert "ut.xlsx" in fou("withdraw", "Ronja").out


def test_code_says_which_texts_wait(fou, stored):
    (stored / "corpus" / "ny.txt").write_text("Ronja: Hei.\n", encoding="utf-8")
    done = fou("code", ".")
    assert (done.code, "fou take-in" in done.err) == (0, True)


@pytest.mark.usefixtures("stored")
def test_code_as_json(as_json):
    assert as_json("code", ".")["rows"]


@pytest.mark.usefixtures("stored")
def test_a_memo_is_written_changed_and_removed(fou, as_json, coding):
    made = as_json("memo", "Først", "--on", coding)["id"]
    assert fou("memo", "Så", "--edit", made, "--kind", "ethical").code == 0
    row = as_json("memos", "--on", coding)["rows"][0]
    assert (row["id"], row["text"], row["kind"]) == (made, "Så", "ethical")
    assert fou("memo", "--remove", made).code == 0
    assert as_json("memos")["rows"] == []
    assert fou("memo", "Et sted", "--on", "eksempel", "--words", "bestemt").code == 0
    assert as_json("memos")["rows"][0]["quote"] == "bestemt"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("Tekst", "--remove", "x"), 2),
        (("Tekst", "--words", "x"), 2),
        (("Tekst", "--on", "x", "--edit", "y"), 2),
        (("Tekst", "--on", "finnes-ikke"), 1),
        (("Tekst", "--kind", "tull"), 1),
        (("--remove", "finnes-ikke"), 1),
    ],
)
@pytest.mark.usefixtures("stored")
def test_a_memo_that_cannot_be_is_refused(fou, as_json, arguments, code):
    done = fou("memo", *arguments)
    assert (done.code, done.out) == (code, "")
    assert as_json("memos")["rows"] == []


@pytest.mark.usefixtures("stored")
def test_codings_are_shown_before_they_are_taken_away(fou, as_json, coding):
    shown = fou("remove", coding)
    assert shown.code == 1
    assert "tilliten har vokst" in shown.out
    assert as_json("remove", coding)["done"] is False
    assert len(as_json("codings")["rows"]) == 1
    assert "fou undo" in fou("remove", coding, "--yes").out
    assert as_json("codings")["rows"] == []


@pytest.mark.usefixtures("stored")
def test_codings_of_others_go_only_if_that_is_said(fou, as_json, coding):
    assert fou("remove", coding, "--coder", "liv", "--yes").code == 1
    assert fou("remove", coding, "finnes-ikke", "--yes").code == 1
    assert len(as_json("codings")["rows"]) == 1
    assert fou("remove", coding, "--coder", "liv", "--anyone", "--yes").code == 0
