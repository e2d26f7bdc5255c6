"""The case matrix as a workbook: filled in by people, read back, and nothing lost without a word."""

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import coded, make_project
from fou_toolkit._i18n import set_language
from fou_toolkit.analysis.cases import case_matrix
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.workspace.case_sheets import parse_case_sheets, read_case_matrix, write_case_matrix
from strategies import any_text


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def make_matrix(*, more="", most=2):
    corpus = make_corpus(
        make_source("Anne: Vi har makt. =1+1 er to. 😀 Makt!", id="s1", site="Øst"),
        make_source(f"Bo: Ansvar nå.{more}", id="s2", site="Vest"),
        make_source("Cam: Lek.", id="s3"),
        roles={"Anne": "assistent"},
    )
    found = [
        coded(corpus, "s1", "Vi har makt.", "M", "a"),
        coded(corpus, "s1", "=1+1 er to.", "M", "a"),
        coded(corpus, "s2", "Ansvar nå.", "F", "a"),
    ]
    return case_matrix(make_project(corpus, found, "a"), most=most)


@pytest.fixture
def matrix():
    return make_matrix()


def edited(matrix, path, change):
    """Write a workbook, change it as people do, and read it back."""
    write_case_matrix(matrix, path)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_case_matrix(path, matrix)


def at(sheet, case, theme):
    """Give the cell of a case and theme."""
    row = next(cell.row for cell in sheet["A"] if cell.value == case)
    column = next(cell.column for cell in sheet[1] if cell.value == theme)
    return sheet.cell(row, column)


def kinds(read):
    return [one.kind for one in read.remarks]


class TestRoundTrip:
    def test_nothing_changes_where_nobody_wrote(self, matrix, tmp_path):
        with_words = matrix.with_summary("Øst", "T", "Makt.\nOg =mer")
        read = read_case_matrix(write_case_matrix(with_words, tmp_path / "m.xlsx"), with_words)
        assert read.matrix.summaries == with_words.summaries
        assert read.remarks == ()
        assert read.caption == "0 cells taken in"

    def test_what_people_write_is_taken_in(self, matrix, tmp_path):
        def change(book):
            at(book["summaries"], "Øst", "T").value = "  Makt er hos dem. 😀 "
            at(book["summaries"], "?", "U").value = "Ukjent sted"
            at(book["summaries"], "Vest", "E").value = 5

        read = edited(matrix, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == {
            ("Vest", "E"): "5",
            ("Øst", "T"): "Makt er hos dem. 😀",
            ("", "U"): "Ukjent sted",
        }
        assert kinds(read) == ["new"] * 3
        assert read.warnings == ()
        assert matrix.summaries == {}

    def test_changes_and_removals_are_named_with_the_old_words(self, matrix, tmp_path):
        before = matrix.with_summaries({("Øst", "T"): "Gammelt", ("Vest", "T"): "Bort"})

        def change(book):
            at(book["summaries"], "Øst", "T").value = "Nytt"
            at(book["summaries"], "Vest", "T").value = None

        read = edited(before, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == {("Øst", "T"): "Nytt"}
        assert [(one.kind, one.case, one.text) for one in read.remarks] == [
            ("removed", "Vest", "Bort"),
            ("changed", "Øst", "Nytt"),
        ]

    def test_it_is_read_into_a_matrix_that_is_made_anew(self, matrix, tmp_path):
        path = write_case_matrix(matrix.with_summary("Øst", "T", "Makt"), tmp_path / "m.xlsx")
        assert read_case_matrix(path, make_matrix()).matrix.summaries == {("Øst", "T"): "Makt"}

    def test_rows_and_columns_can_be_moved(self, matrix, tmp_path):
        def change(book):
            old = book["summaries"]
            at(old, "Øst", "T").value = "Makt"
            rows = [list(row) for row in old.values]
            book.remove(old)
            new = book.create_sheet("Summaries ")
            for row in [rows[0], *reversed(rows[1:])]:
                new.append([row[2], row[0], row[3], row[1]])

        read = edited(matrix, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == {("Øst", "T"): "Makt"}
        assert kinds(read) == ["new"]

    def test_the_row_of_names_may_be_gone_or_in_another_language(self, matrix, tmp_path):
        set_language("nn")
        write_case_matrix(matrix, tmp_path / "m.xlsx")
        set_language("en")
        assert read_case_matrix(tmp_path / "m.xlsx", matrix).remarks == ()
        assert edited(matrix, tmp_path / "n.xlsx", lambda book: book["summaries"].delete_rows(2)).remarks == ()

    @settings(max_examples=25)
    @given(
        st.dictionaries(st.tuples(st.sampled_from(["Øst", "Vest", ""]), st.sampled_from("TUE")), any_text, max_size=5)
    )
    def test_whatever_was_written_is_known_when_it_is_read_again(self, tmp_path_factory, summaries):
        matrix = make_matrix().with_summaries(summaries)
        path = write_case_matrix(matrix, tmp_path_factory.mktemp("sheets") / "m.xlsx")
        read = read_case_matrix(path, matrix)
        assert read.remarks == ()
        assert read.matrix.summaries == matrix.summaries

    def test_the_longest_text_of_a_cell_comes_back_and_a_longer_one_is_refused(self, matrix, tmp_path):
        longest = matrix.with_summary("Øst", "T", "x" * 32767)
        path = write_case_matrix(longest, tmp_path / "m.xlsx")
        assert read_case_matrix(path, matrix).matrix.summaries == longest.summaries
        with pytest.raises(WriteError, match="longer than a cell can hold"):
            write_case_matrix(matrix.with_summary("Øst", "T", "x" * 32768), tmp_path / "n.xlsx")
        assert not (tmp_path / "n.xlsx").exists()


class TestNothingIsLost:
    def test_rows_and_columns_that_are_not_in_the_table_are_reported_with_their_words(self, matrix, tmp_path):
        def change(book):
            sheet = book["summaries"]
            sheet.append(["Nord", "Ny rad"])
            sheet.append([None, "Uten case"])
            sheet["F1"] = "X"
            sheet["F3"] = "Ny kolonne"
            sheet["H4"] = "Uten overskrift"

        read = edited(matrix, tmp_path / "m.xlsx", change)
        assert [(one.kind, one.case, one.theme, one.text, one.row) for one in read.remarks] == [
            ("unknown theme", "Vest", "X", "Ny kolonne", 3),
            ("unknown theme", "Øst", "", "Uten overskrift", 4),
            ("unknown case", "Nord", "T", "Ny rad", 6),
            ("no case", "", "T", "Uten case", 7),
        ]
        assert read.matrix.summaries == {}
        assert "Nord × T: Not taken in: there is no such case." in str(read)
        assert "Ny rad" not in str(read) + repr(read) + repr(read.remarks)
        assert "Ny rad" in read._repr_html_()

    def test_rows_and_columns_that_are_gone_leave_their_summaries(self, matrix, tmp_path):
        before = matrix.with_summaries({("Øst", "T"): "A", ("Vest", "U"): "B"})

        def change(book):
            book["summaries"].delete_rows(4)
            book["summaries"].delete_cols(3)

        read = edited(before, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == before.summaries
        assert [(one.kind, one.case, one.theme) for one in read.remarks] == [
            ("no row", "Øst", ""),
            ("no column", "", "U"),
        ]

    def test_formulas_dates_and_errors_are_not_taken_in(self, matrix, tmp_path):
        before = matrix.with_summary("Øst", "T", "Som før")

        def change(book):
            sheet = book["summaries"]
            at(sheet, "Øst", "T").value = '=HYPERLINK("http://x")'
            at(sheet, "Øst", "U").value = dt.date(2024, 1, 1)
            at(sheet, "Vest", "U").value = True
            at(sheet, "Vest", "T").value = "#REF!"

        read = edited(before, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == before.summaries
        assert kinds(read) == ["no text"] * 4
        assert {str(one.message) for one in read.remarks} == {
            "Not taken in: a formula.",
            "Not taken in: a date or a time.",
            "Not taken in: TRUE or FALSE.",
            "Not taken in: an error of Excel.",
        }

    def test_what_looks_like_a_formula_is_written_as_text(self, matrix, tmp_path):
        path = write_case_matrix(matrix.with_summary("Øst", "T", "=1+1"), tmp_path / "m.xlsx")
        book = openpyxl.load_workbook(path)
        assert at(book["summaries"], "Øst", "T").data_type == "s"
        assert {cell.data_type for sheet in book for row in sheet for cell in row if cell.value} <= {"s", "n"}
        assert read_case_matrix(path, matrix).matrix.summaries == {("Øst", "T"): "=1+1"}

    def test_a_cell_that_is_there_twice_is_reported(self, matrix, tmp_path):
        def change(book):
            sheet = book["summaries"]
            at(sheet, "Øst", "T").value = "Første"
            sheet.append(["Øst", "Andre", "Bare her"])
            sheet.append(["Øst", "Første"])

        read = edited(matrix, tmp_path / "m.xlsx", change)
        assert read.matrix.summaries == {("Øst", "T"): "Første", ("Øst", "U"): "Bare her"}
        assert [(one.kind, one.text) for one in read.warnings] == [("twice", "Andre")]

    def test_changed_quotations_and_new_sheets_are_not_read_and_that_is_said(self, matrix, tmp_path):
        def change(book):
            book["quotations"]["F2"] = "Noe annet"
            book.create_sheet("Mine")["A1"] = "x"
            book.create_sheet("Tomt")

        read = edited(matrix, tmp_path / "m.xlsx", change)
        assert [str(one.message) for one in read.remarks] == [
            "The sheet «Mine» is not read.",
            "What was changed in the sheet «quotations» is not read back.",
        ]

    def test_quotations_in_another_order_are_the_same(self, matrix, tmp_path):
        def change(book):
            rows = [list(row) for row in book["quotations"].values]
            sheet = book["quotations"]
            sheet.delete_rows(1, 10)
            for row in [rows[0], *reversed(rows[1:])]:
                sheet.append(row)
            for row in sheet:
                for cell in row:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"

        assert edited(matrix, tmp_path / "m.xlsx", change).remarks == ()

    def test_other_texts_and_another_way_of_making_it_are_said(self, matrix, tmp_path):
        path = write_case_matrix(matrix.with_summary("Øst", "T", "A"), tmp_path / "m.xlsx")
        read = read_case_matrix(path, make_matrix(more=" Ja.", most=1))
        assert [str(one.message) for one in read.warnings] == [
            "The texts have changed since this workbook was written.",
            "The workbook was written with most=2, and the table has 1.",
        ]
        assert read.matrix.summaries == {("Øst", "T"): "A"}

    def test_without_the_sheet_about_nobody_knows(self, matrix, tmp_path):
        read = edited(matrix, tmp_path / "m.xlsx", lambda book: book.remove(book["about"]))
        assert kinds(read) == ["other table"]
        assert read.caption == "0 cells taken in, 1 thing to look at"


class TestFiles:
    def test_columns_are_wide_and_names_stay_in_view(self, matrix, tmp_path):
        sheet = openpyxl.load_workbook(write_case_matrix(matrix, tmp_path / "m.xlsx"))["summaries"]
        assert sheet.freeze_panes == "B3"
        assert sheet.column_dimensions["B"].width > 20
        assert sheet["B3"].alignment.wrap_text

    def test_only_workbooks_are_written(self, matrix, tmp_path):
        with pytest.raises(WriteError, match="Cannot tell the format"):
            write_case_matrix(matrix, tmp_path / "m.csv")

    def test_a_file_that_is_not_there_is_said(self, matrix, tmp_path):
        with pytest.raises(MaterialError, match="There is no such file"):
            read_case_matrix(tmp_path / "m.xlsx", matrix)
        with pytest.raises(ReadError, match="cannot be opened"):
            read_case_matrix(tmp_path, matrix)

    @pytest.mark.parametrize("content", [b"", b"no zip"])
    def test_what_is_no_workbook_is_said(self, matrix, content):
        with pytest.raises(ReadError) as raised:
            parse_case_sheets(content, matrix, name="m.xlsx")
        assert raised.value.where == "m.xlsx"

    @pytest.mark.parametrize(
        "change", [lambda book: setattr(book["summaries"], "title", "x"), lambda book: book["summaries"].delete_cols(1)]
    )
    def test_without_the_sheet_or_the_column_of_cases_nothing_can_be_read(self, matrix, tmp_path, change):
        with pytest.raises(ReadError, match="no sheet «summaries» with a column «case»"):
            edited(matrix, tmp_path / "m.xlsx", change)

    def test_an_empty_sheet_is_no_table(self, matrix):
        book = openpyxl.Workbook()
        book.active.title = "summaries"
        stream = io.BytesIO()
        book.save(stream)
        with pytest.raises(ReadError, match="no sheet «summaries»"):
            parse_case_sheets(stream.getvalue(), matrix)

    def test_the_remarks_are_a_table(self, matrix, tmp_path):
        read = edited(matrix, tmp_path / "m.xlsx", lambda book: book["summaries"].append(["Nord", "x"]))
        assert list(read.rows()) == [
            ("unknown case", 6, "Nord", "T", "Not taken in: there is no such case.", "x"),
        ]
        assert len(read.headings) == len(next(iter(read.text_rows())))
        assert str(read).splitlines()[0] == "m.xlsx: 0 cells taken in, 1 thing to look at"
