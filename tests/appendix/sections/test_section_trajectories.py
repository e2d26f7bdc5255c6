"""Change over time: themes by period, each number with its codings."""

import pytest
from hypothesis import given, settings

from coded_editions import coded_editions, edition_of, project_of, recount, tables_of
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.appendix.document import Drawing, plain
from fou_toolkit.appendix.sections.trajectories import trajectories
from fou_toolkit.model import Code, Localised

pytestmark = pytest.mark.usefixtures("english")

EACH = [(number, 0.03, 8, "A", "k") for number in range(6)]


@settings(max_examples=20)
@given(coded_editions())
def test_every_number_is_what_its_codings_give(edition):
    tables = tables_of(trajectories(edition))
    for name, kind in (("over_sentences", "sentences"), ("over_people", "people")):
        block = tables.get(name)
        for row, cells in enumerate(block.table.cells if block else ()):
            for column, cell in enumerate(cells[1:], 1):
                behind = block.behind.get((row, column))
                if cells[0] == "All sentences" or cell in (HIDDEN, "–", "0"):
                    assert behind is None
                    continue
                phase = block.table.headings[column].removeprefix("phase ").split(" (")[0]
                assert recount(edition, behind.rows, kind, "phase", phase) == int(cell.split()[0])


def test_points_and_bars_open_the_codings_of_the_table():
    section = trajectories(edition_of(project_of(EACH)))
    lines, bars = (one for one in section.blocks if isinstance(one, Drawing))
    table = {behind.rows for behind in tables_of(section)["over_sentences"].behind.values()}
    for figure in (lines, bars):
        assert {mark.behind.rows for mark in figure.marks} == table
    assert len(table) == 3


def test_a_theme_is_opened_with_the_codings_of_all_of_its_codes():
    spans = [*EACH, *((number, 0.03, 8, "B", "k") for number in range(6))]
    edition = edition_of(project_of(spans))
    behind = tables_of(trajectories(edition))["over_sentences"].behind[1, 1]
    found = edition.selection.codings
    assert {found.codes[row] for row in found.code[list(behind.rows)]} == {"A", "B"}


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ("favourite", "Nothing is known about favourite"),
        ("year", "Nothing is known about year"),
        ("genre", "one and the same genre"),
        ("participant", "is not published"),
    ],
)
def test_where_there_is_nothing_to_follow_a_sentence_says_why(over, said):
    section = trajectories(edition_of(project_of(EACH), over=over))
    assert said in plain(section.blocks[0].parts)
    assert len(section.blocks) == 1


def test_without_an_attribute_there_is_no_section():
    assert trajectories(edition_of(project_of(EACH), over="")) is None


def test_where_all_is_hidden_a_sentence_says_so():
    section = trajectories(edition_of(project_of(EACH, smallest=6)))
    assert "No number can be shown" in plain(section.blocks[0].parts)


def test_without_codings_a_sentence_says_so():
    assert "Nobody has coded" in plain(trajectories(edition_of(project_of([]))).blocks[0].parts)


def test_names_with_signs_of_other_formats_stay_as_they_are():
    name = "50 % $x_1$ \\textbf{å} #=1+1 <b>&"
    section = trajectories(edition_of(project_of(EACH, codes=(Code("A", Localised(name)),))))
    assert tables_of(section)["over_sentences"].table.cells[1][0] == f"A {name}"
