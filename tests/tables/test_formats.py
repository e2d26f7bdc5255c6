"""Every format read back gives the same cells, and the same table gives the same bytes."""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit._i18n import set_language
from fou_toolkit.tables import Table, as_csv, as_docx, as_html, as_latex, as_xlsx
from fou_toolkit.tables.save import FORMATS

pytestmark = pytest.mark.usefixtures("english")

# Signs that are not for print are left out, and have a test of their own; a lone CR is a line end.
any_text = st.lists(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\\{}&%$#_~^<>|\"'`[]*=+-@,;.!?«»\nαβκ−≥∞→ æøåŋ́")
    | st.sampled_from(
        ["--", "''", ",,", "``", "<<", ">>", "\\\\", "\\newline", "&amp;", "<br>", "\\_", "1.5", "😀", " & "]
    ),
    max_size=12,
).map("".join)
numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)
any_cell = any_text | numbers | st.just(float("nan"))


@st.composite
def tables(draw):
    """Any table, with totals, groups and notes."""
    width = draw(st.integers(1, 4))
    # A page shows no blanks at the ends of headings.
    headings = draw(st.lists(any_text.map(lambda text: " ".join(text.split())), min_size=width, max_size=width))
    rows = draw(st.lists(st.tuples(*[any_cell] * width), max_size=5))
    return Table(
        draw(any_text),
        tuple(headings),
        tuple(rows),
        tuple(draw(st.lists(any_text, max_size=2))),
        precise=draw(st.booleans()),
        emphasis=frozenset(draw(st.sets(st.integers(0, 4), max_size=2))),
        language=draw(st.sampled_from(["nb", "nn", "en"])),
    )


def test_these_are_the_formats():
    assert sorted(FORMATS) == [".csv", ".docx", ".html", ".tex", ".xlsx"]


class Page(HTMLParser):
    """Cells of a page, by row; and what stands in it besides."""

    def __init__(self, content):
        super().__init__()
        self.rows, self.caption, self.notes, self.open = [], "", [], ""
        self.feed(content)

    def handle_starttag(self, tag, _attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.open = "cell"
        elif tag == "p":
            self.notes.append("")
            self.open = "note"
        elif tag == "caption":
            self.open = "caption"
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in ("td", "th", "p", "caption"):
            self.open = ""

    def handle_data(self, data):
        if self.open == "cell":
            self.rows[-1][-1] += data
        elif self.open == "note":
            self.notes[-1] += data
        elif self.open == "caption":
            self.caption += data


@given(tables())
def test_a_page_has_every_cell(table):
    page = Page(as_html.render(table).decode())
    assert page.rows == [list(table.headings), *map(list, table.texts)]
    assert page.caption == table.title
    assert page.notes == list(table.notes)


@settings(max_examples=25)
@given(tables())
def test_a_document_has_every_cell(table):
    document = docx.Document(io.BytesIO(as_docx.render(table)))
    [made] = document.tables
    rows = [[cell.text for cell in row.cells] for row in made.rows]
    assert rows == [list(table.headings), *map(list, table.texts)]
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said == ([f"Table 1. {table.title}"] if table.title else []) + list(table.notes)


@given(tables())
def test_a_workbook_has_every_cell_as_text_or_number(table):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(table)))
    head, *rows = ([cell.value for cell in row] for row in book["fou"].iter_rows())
    assert [value or "" for value in head] == list(table.headings)
    # What is undefined and what is empty is an empty cell.
    expected = [["" if value != value else value for value in row] for row in table.cells]  # noqa: PLR0124 - NaN
    found = [["" if value is None else value for value in row] for row in rows]
    # Rows at the end that are empty altogether are not in the file.
    assert found + [[""] * len(head)] * (len(expected) - len(found)) == [
        [pytest.approx(value, rel=1e-15) if isinstance(value, float) else value for value in row] for row in expected
    ]
    kinds = {cell.data_type for row in book["fou"].iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}


@given(tables())
def test_a_csv_has_every_cell_and_nothing_else(table):
    content = as_csv.render(table).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(content, newline=""))
    assert head == list(table.headings)
    expected = [["" if value != value else str(value) for value in row] for row in table.cells]  # noqa: PLR0124 - NaN
    assert rows == expected


COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\{": "{",
    r"\}": "}",
    r"\&": "&",
    r"\%": "%",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    r"\textasciigrave{}": "`",
    r"\newline{}": "\n",
    r"\allowbreak{}": "",
    "{[}": "[",
    "{]}": "]",
    "{*}": "*",
    "{}": "",
    "~": "\N{NO-BREAK SPACE}",
    r"\ensuremath{-}": "\N{MINUS SIGN}",
    r"\ensuremath{\geq}": "≥",
    r"\ensuremath{\infty}": "∞",
    r"\ensuremath{\rightarrow}": "→",
    r"\ensuremath{\alpha}": "α",
    r"\ensuremath{\beta}": "β",
    r"\ensuremath{\kappa}": "κ",
}
TOKEN = re.compile("|".join(map(re.escape, sorted(COMMANDS, key=len, reverse=True))))
BROKEN = re.compile(r"\\begin\{tabular\}\[b\]\{@\{\}[lr]@\{\}\}(.*?)\\end\{tabular\}", re.DOTALL)


def read_latex(text):
    """Read what LaTeX shows, and fail at a sign that it would take for a command."""
    bold = re.fullmatch(r"\\textbf\{(.*)\}", text, re.DOTALL)
    text = bold[1] if bold else text
    assert not re.search(r"[\\{}&%$#_^~<>|\"`*]", TOKEN.sub("", text))
    assert not re.search(r"--|''|,,", text)
    return TOKEN.sub(lambda found: COMMANDS[found[0]], text)


def read_latex_rows(content):
    body = content[content.index("\\toprule") + 8 : content.index("\\bottomrule")]
    if "\\endhead" in body:
        rest = content[content.index("\\endlastfoot") + len("\\endlastfoot\n") : content.index("\\end{longtable}")]
        body = body.replace("\\midrule\n\\endhead\n", "") + rest
    body = BROKEN.sub(lambda found: found[1].replace(r" \\ ", " "), body)
    rows = [row.replace("\\midrule\n", "") for row in body.split(" \\\\\n")]
    assert not rows[-1].strip()
    return [[read_latex(cell.removeprefix("\n")) for cell in row.split(" & ")] for row in rows[:-1]]


def rare(table):
    """Greek and mathematics that the list above leaves out."""
    known = set("".join(COMMANDS.values()))
    every = "".join((*table.headings, table.title, *table.notes, *(text for row in table.texts for text in row)))
    return any(as_latex.escaped(sign).startswith(r"\ensuremath") and sign not in known for sign in every)


@given(tables().filter(lambda table: not rare(table)))
def test_latex_has_every_cell(table):
    content = as_latex.render(table).decode()
    head, *rows = read_latex_rows(content)
    assert head == [" ".join(text.split("\n")) for text in table.headings]
    assert rows == [list(row) for row in table.texts]


@pytest.mark.parametrize("sign", [chr(number) for number in range(32, 127)])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_every_sign_of_a_keyboard_is_shown_by_latex(sign, times):
    assert read_latex(as_latex.escaped(sign * times)) == sign * times


@pytest.mark.parametrize("ending", sorted(FORMATS))
@settings(max_examples=8)
@given(table=tables())
def test_the_same_table_gives_the_same_bytes(ending, table):
    assert FORMATS[ending](table) == FORMATS[ending](table)


def test_bytes_are_the_same_in_another_process_at_another_time():
    """Seeds of hashes differ, and zip files know two seconds apart."""
    code = (
        "import sys, time; from fou_toolkit.tables import Table; from fou_toolkit.tables.save import FORMATS\n"
        "real = time.time\n"
        "time.time = lambda: real() + float(sys.argv[1])\n"
        "t = Table('a', ('b', 'c'), (('x', 1.5), ('y', 2)), ('n = 2',), emphasis=frozenset({1}), language='nb')\n"
        "import hashlib\n"
        "for name in sorted(FORMATS): print(name, hashlib.sha256(FORMATS[name](t)).hexdigest())\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, shift],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, shift in (("1", "0"), ("2", "100000"))
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(FORMATS)


@pytest.mark.parametrize("render", [as_docx.render, as_xlsx.render])
def test_office_files_hold_no_time_and_no_name(render):
    content = render(Table("a", ("b",), (("c",),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}
    assert "python" not in core.lower().replace("openpyxl", "")


@pytest.mark.parametrize("render", [as_html.render, as_docx.render, as_latex.render, as_xlsx.render])
def test_signs_that_are_not_for_print_are_left_out(render):
    made = render(Table("a\x00", ("b\x0b",), (("c\x1fd\ud800",),), ("e\x01",)))
    assert made == render(Table("a", ("b",), (("cd",),), ("e",)))


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_a_table_without_rows_has_its_headings_and_notes(ending, tmp_path):
    path = Table("No codes", ("Code", "n"), (), ("n = 0",)).save(tmp_path / f"a{ending}")
    assert path.stat().st_size > 0
    if ending == ".html":
        assert Page(path.read_text(encoding="utf-8")).rows == [["Code", "n"]]
    if ending == ".tex":
        assert read_latex_rows(path.read_text(encoding="utf-8")) == [["Code", "n"]]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_word_spells_in_the_language_of_the_table(language):
    set_language(language)
    content = as_docx.render(Table("a", ("b",), (("c",),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang w:val="([\w-]+)"', styles)) == {
        {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]
    }


class TestDocument:
    """What Word needs to know."""

    def xml(self, table):
        with zipfile.ZipFile(io.BytesIO(as_docx.render(table))) as archive:
            return archive.read("word/document.xml").decode()

    def test_headings_come_again_on_every_page_and_rows_stay_whole(self):
        xml = self.xml(Table("a", ("b",), (("c",), ("d",))))
        assert xml.count("<w:tblHeader/>") == 1
        assert xml.count("<w:cantSplit/>") == 3

    def test_figures_stand_to_the_right(self):
        [made] = docx.Document(io.BytesIO(as_docx.render(Table("a", ("b", "c"), (("x", 1), ("y", "·")))))).tables
        sides = [[cell.paragraphs[0].alignment.name for cell in row.cells] for row in made.rows]
        assert sides == [["LEFT", "RIGHT"]] * 3

    def test_captions_count_with_those_of_the_article(self):
        assert " SEQ Table \\* ARABIC " in self.xml(Table("a", ("b",)))

    def test_groups_stand_across(self):
        table = Table("", ("g", "b", "c"), (("1", "x", 1), ("1", "y", 2), ("2", "x", 3)), grouped_by=0)
        [made] = docx.Document(io.BytesIO(as_docx.render(table))).tables
        assert [[cell.text for cell in row.cells] for row in made.rows] == [
            *(["b", "c"], ["1", "1"], ["x", "1"], ["y", "2"], ["2", "2"], ["x", "3"]),
        ]

    @pytest.mark.parametrize(("columns", "wide"), [(3, False), (20, True)])
    def test_a_wide_table_turns_the_page(self, columns, wide):
        table = Table("", tuple(f"heading {n}" for n in range(columns)), (("some words",) * columns,))
        [section] = docx.Document(io.BytesIO(as_docx.render(table))).sections
        assert (section.page_width > section.page_height) == wide

    @pytest.mark.parametrize("columns", [1, 3, 8, 12, 30])
    def test_no_table_is_wider_than_the_page(self, columns):
        words = "word " * 30
        table = Table("", tuple(f"heading {n}" for n in range(columns)), ((words, *[12345.678] * (columns - 1)),))
        document = docx.Document(io.BytesIO(as_docx.render(table)))
        [section], [made] = document.sections, document.tables
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in made.columns) <= room * 1.001


class TestLatex:
    """What LaTeX needs to know."""

    def test_a_long_table_runs_over_pages_with_its_headings(self):
        content = as_latex.render(Table("a", ("b",), tuple((str(n),) for n in range(60)))).decode()
        assert content.count("\\begin{longtable}") == content.count("\\endhead") == 1
        assert read_latex_rows(content) == [["b"], *([str(n)] for n in range(60))]

    def test_a_wide_table_is_turned(self):
        content = as_latex.render(Table("a", ("some long heading",) * 20, (("some words",) * 20,))).decode()
        assert "\\begin{landscape}" in content

    def test_it_has_a_name_to_refer_to(self):
        content = as_latex.render(Table("Ord på øya, fase 1", ("b",))).decode()
        assert r"\label{tab:ord-pa-oya-fase-1}" in content

    def test_all_packages_are_named(self):
        assert b"{array,booktabs,longtable,pdflscape}" in as_latex.render(Table("", ()))

    @pytest.mark.parametrize("first", ["[x]", "*", "[1] «a»"])
    def test_a_row_is_not_taken_for_a_part_of_the_one_before(self, first):
        content = as_latex.render(Table("a", ("b",), (("x",), (first,)))).decode()
        assert not re.search(r"\\\\\s*[\[*]", content)


class TestPage:
    """What browsers and screen readers need."""

    def test_headings_and_figures_are_marked(self):
        content = as_html.render(Table("a", ("b", "c"), (("x", 1),))).decode()
        assert content.count('scope="col"') == 2
        assert '<td class="figure" style="text-align:right">1</td>' in content

    def test_the_page_says_its_language(self):
        assert b'<html lang="nn">' in as_html.render(Table("a", ("b",), language="nn"))

    def test_groups_stand_across(self):
        table = Table("", ("g", "b", "c"), (("1", "x", 1), ("2", "y", 2)), grouped_by=0)
        assert Page(as_html.render(table).decode()).rows == [["b", "c"], ["1"], ["x", "1"], ["2"], ["y", "2"]]

    def test_nothing_gets_through_that_is_no_text(self):
        evil = '</title></style><script>alert("x")</script>'
        content = as_html.render(Table(evil, (evil,), ((evil,),), (evil,))).decode()
        assert "<script" not in content
        assert content.count("</style>") == 2
        assert "<script" not in Table(evil, (evil,), ((evil,),), (evil,))._repr_html_()

    def test_a_notebook_shows_no_more_than_one_can_read(self):
        shown = Table("a", ("b",), tuple((f"row {n}.",) for n in range(1000)))._repr_html_()
        assert "row 199." in shown
        assert "row 200." not in shown
        assert "The first 200 of 1000 rows." in shown


def test_columns_that_rows_are_grouped_by_stay_columns_in_spreadsheets():
    table = Table("", ("g", "b"), (("1", "x"), ("1", "y")), grouped_by=0)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(table)))
    assert [[cell.value for cell in row] for row in book["fou"].iter_rows()] == [["g", "b"], ["1", "x"], ["1", "y"]]
    assert as_csv.render(table).decode("utf-8-sig").splitlines() == ["g,b", "1,x", "1,y"]


def test_title_and_notes_of_a_workbook_are_on_a_sheet_of_their_own():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(Table("=a", ("b",), (("c",),), ("+n",)))))
    assert [[(cell.value, cell.data_type) for cell in row] for row in book["notes"].iter_rows()] == [
        [("=a", "s")],
        [("+n", "s")],
    ]
    plain = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(Table("", ("b",), (("c",),)))))
    assert plain.sheetnames == ["fou"]
