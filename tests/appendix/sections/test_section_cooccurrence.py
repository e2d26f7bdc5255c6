"""Codes that go together: every number opens the codings that meet."""

import numpy as np
import pytest
from hypothesis import given, settings

from coded_editions import coded_editions, edition_of, project_of, recount, tables_of
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.appendix.document import Drawing, plain
from fou_toolkit.appendix.sections.cooccurrence import cooccurrence
from fou_toolkit.model import Code, Localised

pytestmark = pytest.mark.usefixtures("english")

BOTH = [(number, 0.03, 8, code, "k") for number in range(6) for code in ("A", "B")]


@settings(max_examples=30)
@given(coded_editions())
def test_every_number_is_what_its_codings_give(edition):
    block = tables_of(cooccurrence(edition)).get("pairs")
    for row, cells in enumerate(block.table.cells if block else ()):
        codes = [cells[0].split()[0], cells[1].split()[0]]
        for column, wanted in ((2, set(codes)), (3, {codes[0]}), (4, {codes[1]})):
            rows = block.behind[row, column].rows
            found = edition.selection.codings
            assert {found.codes[number] for number in found.code[list(rows)]} == wanted
            if column > 2:
                assert recount(edition, rows, "sentences") == int(cells[column])
            else:
                assert met(edition, rows, codes) == int(cells[column])


def met(edition, rows, codes):
    """Count sentences in which both codes stand, of these codings alone."""
    selection = edition.selection
    kept = np.zeros(len(selection.codings), np.bool_)
    kept[list(rows)] = True
    own = type(selection)(selection.project, selection.codings.where(kept), selection.sources, selection.counted)
    return int(own.presence(selection.units("sentence"), codes).all(axis=1).sum())


def test_dots_and_lines_of_the_network_open_the_same_codings_as_the_table():
    section = cooccurrence(edition_of(project_of(BOTH)))
    figure = next(one for one in section.blocks if isinstance(one, Drawing))
    opened = {mark.behind.rows for mark in figure.marks if mark.behind is not None}
    block = tables_of(section)["pairs"]
    assert len(figure.marks) == 3
    assert opened == {block.behind[0, column].rows for column in (2, 3, 4)}
    assert len(block.behind[0, 2].rows) == 12


def test_pairs_of_few_people_are_not_shown():
    section = cooccurrence(edition_of(project_of(BOTH, smallest=7)))
    assert "No pair of codes can be shown" in plain(section.blocks[0].parts)
    assert not tables_of(section)


def test_what_is_left_out_of_the_table_is_in_the_data_with_hidden_numbers_empty():
    spans = [*BOTH, (0, 0.03, 8, "C", "k")]
    block = tables_of(cooccurrence(edition_of(project_of(spans, smallest=2))))["pairs"]
    assert len(block.table.cells) == 1
    assert len(block.data.cells) == 3
    assert [row[4] for row in block.data.cells[1:]] == ["", ""]
    assert HIDDEN not in str(block.data.cells)


@pytest.mark.parametrize("codes", [(Code("A", Localised("Alene")),), ()])
def test_no_codings_and_one_code_are_a_sentence(codes):
    spans = [(0, 0.03, 8, "A", "k")] if codes else []
    section = cooccurrence(edition_of(project_of(spans, codes=codes)))
    assert not tables_of(section)
    assert section.blocks


def test_names_with_signs_of_other_formats_stay_as_they_are():
    name = "50 % $x_1$ \\textbf{å} #=1+1 <b>&"
    codes = (Code("A", Localised(name)), Code("B", Localised(name)))
    section = cooccurrence(edition_of(project_of(BOTH, codes=codes)))
    assert tables_of(section)["pairs"].table.cells[0][0] == f"A {name}"
