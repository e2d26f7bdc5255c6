"""A table is made of any result, and says what the result says, not more."""

import math
import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit._i18n import number, set_language
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement import agreement
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import DataError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span
from fou_toolkit.tables import Table
from fou_toolkit.tables.cells import is_figure, localised
from fou_toolkit.tables.save import FORMATS

pytestmark = pytest.mark.usefixtures("english")


class Result(Tabular):
    """A result with figures of all kinds; two of its cells are hidden in the result itself."""

    columns = ("code", "share", "people", "flag")
    headings = ("Code", "Share", "People")
    caption = "Codes by role"
    notes = ("Counted: 2 texts", "fou_toolkit 0")

    def rows(self):
        yield "M1", 2 / 3, 12, True
        yield "M2", math.nan, np.int64(3), np.bool_(False)
        yield "M3", None, None, True

    def text_rows(self):
        yield "M1", 2 / 3, 12
        yield "M2", math.nan, np.int64(3)
        yield "M3", HIDDEN, HIDDEN


def test_a_table_has_what_people_read():
    table = Table.of(Result())
    assert table.title == table.caption == "Codes by role"
    assert table.headings == table.columns == ("Code", "Share", "People")
    assert table.texts == (("M1", "0.67", "12"), ("M2", "–", "3"), ("M3", "·", "·"))
    assert table.notes == Result.notes
    assert table.numeric == (False, True, True)


def test_the_decimal_sign_is_that_of_the_language():
    set_language("nb")
    assert Table.of(Result(), digits=3).texts[0] == ("M1", "0,667", "12")


def test_a_precise_table_has_all_columns_and_digits_whatever_the_language():
    set_language("nn")
    table = Table.of(Result(), precise=True)
    assert table.headings == ("code", "share", "people", "flag")
    assert table.texts == (
        ("M1", "0.6666666666666666", "12", "True"),
        ("M2", "–", "3", "False"),
        ("M3", "", "", "True"),
    )
    assert table.cells[0] == ("M1", 2 / 3, 12, True)


def test_the_language_is_that_in_which_the_table_was_made():
    set_language("nb")
    table = Table.of(Result())
    set_language("en")
    assert table.language == "nb"
    assert table.texts[0][1] == "0,67"


@pytest.mark.parametrize("ending", sorted(FORMATS))
@pytest.mark.parametrize("precise", [False, True])
def test_what_a_result_hides_is_in_no_file(tmp_path, ending, precise):
    """The number that was hidden is not in the result, so it can be in no table; here that is made sure of."""

    class Hiding(Result):
        secret = 31337

        def rows(self):
            return iter([("M3", HIDDEN, HIDDEN, True)])

        text_rows = rows
        headings = Result.columns

    table = Table.of(Hiding(), precise=precise)
    assert table.texts[0][1:3] == (HIDDEN, HIDDEN)
    content = table.save(tmp_path / f"a{ending}").read_bytes()
    assert b"31337" not in content


def test_other_values_become_text():
    class Odd(Tabular):
        columns = ("a", "b", "c", "d", "e")

        def rows(self):
            yield Span(1, 2), Estimate(0.5, 0.25, 0.75), True, None, np.float64(0.5)

    assert Table.of(Odd()).cells == ((str(Span(1, 2)), "0.50 [0.25, 0.75]", "yes", "", 0.5),)
    set_language("nb")
    assert Table.of(Odd()).cells[0][1:3] == ("0,50 [0,25; 0,75]", "ja")


def test_real_results_become_tables():
    corpus = make_corpus(make_source("Anne: Makt. Nei.", id="s1"), make_source("Bo: Makt. Ja.", id="s2"))
    book = make_codebook({"M1": ["makt"], "M2": ["nei"]})
    codings = CodingSet.of(
        [Coding("s1", Span(6, 11), "M1", "a"), Coding("s1", Span(6, 11), "M1", "b")],
        [Coder("a"), Coder("b")],
        read=[(coder, source) for coder in "ab" for source in ("s1", "s2")],
    )
    result = agreement(Project(corpus, book, codings), bootstrap=None)
    table = Table.of(result)
    assert table.headings == result.headings
    assert table.notes == result.notes
    assert len(table) == len(list(result.to_text_rows()))
    guess = autocode(corpus, book)
    assert Table.of(guess.summary()).headings == guess.summary().headings


class TestParts:
    """Less of a table."""

    def test_columns_in_the_order_given(self):
        assert Table.of(Result()).keep("People", "Code").texts[0] == ("12", "M1")

    def test_a_group_moves_with_its_column(self):
        table = Table.of(Result(), grouped_by=0)
        assert table.keep("Share", "Code").grouped_by == 1
        assert table.keep("Share").grouped_by is None

    def test_an_unknown_column_is_refused_with_the_possible_ones(self):
        with pytest.raises(DataError, match="no column «Kode»") as raised:
            Table.of(Result()).keep("Kode")
        assert "Share" in raised.value.hint

    def test_the_first_rows_and_a_note_that_says_so(self):
        table = Table("", ("a",), (("x",), ("y",)), ("n = 2",), emphasis=frozenset({0, 1})).head(1)
        assert table.cells == (("x",),)
        assert table.notes == ("The first 1 of 2 rows.", "n = 2")
        assert table.emphasis == {0}
        assert table.head(5) is table


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"cells": (("a",), ("a", "b"))}, "Row 2"),
        ({"cells": ((),)}, "Row 1"),
        ({"digits": -1}, "digits"),
        ({"digits": 16}, "digits"),
        ({"grouped_by": 1}, "grouped_by"),
        ({"grouped_by": -1}, "grouped_by"),
    ],
)
def test_what_is_no_table_is_refused(options, said):
    with pytest.raises(DataError, match=said):
        Table("a", ("b",), **options)


class TestSave:
    """Files."""

    @pytest.mark.parametrize("ending", sorted(FORMATS))
    def test_the_path_is_given_back(self, tmp_path, ending):
        path = tmp_path / f"tabell æ{ending}"
        assert Table("", ("b",)).save(path) == path
        assert [one.name for one in tmp_path.iterdir()] == [path.name]

    @pytest.mark.parametrize("name", ["a", "a.pdf", "a.doc", ".docx"])
    def test_an_unknown_ending_is_refused_with_the_possible_ones(self, tmp_path, name):
        with pytest.raises(WriteError, match="no known kind") as raised:
            Table("", ("b",)).save(tmp_path / name)
        assert all(ending in raised.value.hint for ending in FORMATS)
        assert not list(tmp_path.iterdir())

    def test_the_case_of_an_ending_does_not_matter(self, tmp_path):
        assert (
            Table("", ("b",)).save(tmp_path / "a.TEX").read_bytes()
            == Table("", ("b",)).save(tmp_path / "b.tex").read_bytes()
        )

    def test_title_and_notes_of_a_csv_are_beside_it(self, tmp_path):
        path = Table.of(Result()).save(tmp_path / "roller.csv")
        assert path.read_text(encoding="utf-8-sig").splitlines()[0] == "Code,Share,People"
        said = (tmp_path / "roller.notes.txt").read_text(encoding="utf-8")
        assert said == "Codes by role\n\nCounted: 2 texts\nfou_toolkit 0\n"

    def test_a_folder_that_is_not_there_is_said(self, tmp_path):
        with pytest.raises(WriteError):
            Table("", ("b",)).save(tmp_path / "no" / "a.html")


def test_the_repr_shows_no_cell():
    assert repr(Table("Title", ("a",), (("secret",),))) == "<Table: Title>"


class TestFigures:
    """Which texts are figures, and how they are written."""

    @pytest.mark.parametrize(
        "text", ["12", "4 of 8", "4 av 8", "−3,5", "0.67 [0.59, 0.74]", "34 %", "4.1%†", "<5", "·", "–", "", "1/2", "∞"]
    )
    def test_these_are_figures(self, text):
        assert is_figure(text)

    @pytest.mark.parametrize(
        "text", ["M1", "2024-04-17", "2024-04", "ja", "n = 5", "1e5", "«12»", "av", "4 av", "av 8"]
    )
    def test_these_are_words(self, text):
        assert not is_figure(text)

    def test_a_column_of_which_nothing_is_shown_is_one_of_figures_and_an_empty_one_is_not(self):
        assert Table("", ("a", "b"), (("·", ""), ("–", " "))).numeric == (True, False)

    def test_a_column_with_one_word_keeps_its_points(self):
        class Versions(Tabular):
            columns = ("version",)

            def rows(self):
                return iter([("1.1",), ("1.1b",)])

        set_language("nb")
        assert Table.of(Versions()).cells == (("1.1",), ("1.1b",))

    @pytest.mark.parametrize(
        ("text", "nb", "en"),
        [
            ("0.67", "0,67", "0.67"),
            ("-0.67", "−0,67", "−0.67"),
            ("0.67 [0.59,\xa00.74]", "0,67 [0,59;\xa00,74]", "0.67 [0.59,\xa00.74]"),
            ("[-0.1,0.2]", "[−0,1; 0,2]", "[−0.1,0.2]"),
            ("4.1%†", "4,1\xa0%†", "4.1%†"),
            ("12 (34%)", "12 (34\xa0%)", "12 (34%)"),
            ("1-2", "1-2", "1-2"),
            ("1.2.3", "1.2.3", "1.2.3"),
            ("M 1.5", "M 1.5", "M 1.5"),
        ],
    )
    def test_figures_are_written_as_people_write_them(self, text, nb, en):
        assert localised(text, "nb") == localised(text, "nn") == nb
        assert localised(text, "en") == en

    @given(st.floats(-1e6, 1e6), st.integers(0, 6))
    def test_a_number_keeps_its_digits(self, value, digits):
        shown = number(value, digits, language="nb")
        back = shown.replace("−", "-").replace("\xa0", "").replace(",", ".")
        assert float(back) == round(value, digits)
        assert "-" not in shown

    @pytest.mark.parametrize(
        ("value", "digits", "nb", "en"),
        [
            (-0.0, 2, "0,00", "0.00"),
            (-0.004, 2, "0,00", "0.00"),
            (9999, 0, "9999", "9999"),
            (10000, 0, "10\xa0000", "10,000"),
            (-1234567.891, 1, "−1\xa0234\xa0567,9", "−1,234,567.9"),
            (math.inf, 2, "∞", "∞"),
            (-math.inf, 2, "−∞", "−∞"),
            (math.nan, 2, "–", "–"),
            (10**20, 0, "100\xa0000\xa0000\xa0000\xa0000\xa0000\xa0000", "100,000,000,000,000,000,000"),
        ],
    )
    def test_numbers_at_the_borders(self, value, digits, nb, en):
        assert number(value, digits, language="nb") == number(value, digits, language="nn") == nb
        assert number(value, digits, language="en") == en


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="LaTeX is not installed")
@pytest.mark.full
def test_latex_sets_every_sign_that_people_type(tmp_path):
    signs = "".join(map(chr, range(32, 127))) + "æøåÆØÅéüŋđž«»–—…·²×°½ακκγΔ−≥≤≠≈∞→"
    rows = tuple((sign, sign * 3, f"[{sign}", 1.5) for sign in signs)
    for name, table in (
        ("long", Table(signs, ("a", "b", "c", signs[:60]), rows, (signs,))),
        ("short", Table(signs, ("a", "b", "c", "d"), rows[:20], (signs,), grouped_by=0, emphasis=frozenset({1}))),
        ("wide", Table("wide", ("some heading",) * 12, (("several words\nand more",) * 12,))),
    ):
        table.save(tmp_path / f"{name}.tex")
    (tmp_path / "all.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{array,booktabs,longtable,pdflscape}"
        "\\begin{document}\\input{long}\\input{short}\\input{wide}\\end{document}",
        encoding="utf-8",
    )
    run = subprocess.run(
        ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "all.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout.decode(errors="replace")[-2000:]
