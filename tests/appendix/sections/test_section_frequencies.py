"""How often codes are used: every number is what its codings give, and nothing that is hidden opens."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from coded_editions import coded_editions, edition_of, project_of, recount, tables_of
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.appendix.document import Drawing, Paragraph, plain
from fou_toolkit.appendix.sections.counts import counts_of, reader_notes
from fou_toolkit.appendix.sections.frequencies import frequencies
from fou_toolkit.model import Code, Localised

pytestmark = pytest.mark.usefixtures("english")


def many(texts=12, code="A", coder="k"):
    """Give one coding in each text, over its first sentence."""
    return [(number, 0.03, 8, code, coder) for number in range(texts)]


def words_of(section):
    """Give the running text of a section and those below it."""
    parts = [plain(one.parts) for one in section.blocks if isinstance(one, Paragraph)]
    return " ".join([*parts, *(words_of(one) for one in section.sections)])


def number_of(cell):
    return int(str(cell).split()[0])


@settings(max_examples=30)
@given(coded_editions())
def test_every_number_is_what_its_codings_give_and_every_shown_number_opens(edition):
    tables = tables_of(frequencies(edition))
    if not len(edition.selection.codings):
        assert not tables
        return
    overall = tables["codes_overall"]
    kinds = {2: counts_of(edition).passages, 3: "texts", 4: "people"}
    for row, cells in enumerate(overall.table.cells):
        for column, kind in kinds.items():
            behind = overall.behind.get((row, column))
            if cells[column] == HIDDEN or number_of(cells[column]) == 0:
                assert behind is None
            else:
                assert recount(edition, behind.rows, kind) == number_of(cells[column])
    for name, kind, attribute in (
        ("people_role1", "people", "role"),
        ("people_phase2", "people", "phase"),
        ("times_role1", kinds[2], "role"),
        ("times_phase2", kinds[2], "phase"),
    ):
        if name in tables:
            check_groups(edition, tables[name], kind, attribute)


def check_groups(edition, block, kind, attribute):
    for row, cells in enumerate(block.table.cells):
        for column, cell in enumerate(cells[2:], 2):
            behind = block.behind.get((row, column))
            if cell == HIDDEN or number_of(cell) == 0:
                assert behind is None
                continue
            value = block.table.headings[column].removeprefix("phase ").split(" (")[0]
            found = edition.selection.codings
            if row or kind != "codings":
                code = cells[1].split()[0]
                assert {found.codes[number] for number in found.code[list(behind.rows)]} == {code}
            if kind == "codings":
                assert len(behind.rows) == number_of(cell)
            else:
                assert recount(edition, behind.rows, kind, attribute, value) == number_of(cell)


@settings(max_examples=30)
@given(coded_editions())
def test_no_number_that_is_shown_comes_from_too_few_people(edition):
    for block in tables_of(frequencies(edition)).values():
        for behind in block.behind.values():
            assert edition.people_behind(np.array(behind.rows)) >= edition.threshold


def test_a_project_without_codings_says_so():
    section = frequencies(edition_of(project_of([])))
    assert "Nobody has coded" in words_of(section)
    assert not tables_of(section)


def test_where_every_group_is_small_a_sentence_stands_in_its_place():
    section = frequencies(edition_of(project_of(many(), texts=12, smallest=5)))
    assert "No numbers by role can be shown" in words_of(section)
    assert set(tables_of(section)) == {"codes_overall"}


def test_people_less_than_the_threshold_leave_nothing_to_open():
    section = frequencies(edition_of(project_of(many(texts=3), texts=3, people=3, smallest=9)))
    block = tables_of(section)["codes_overall"]
    assert not block.behind
    assert block.table.cells[0][2:] == (HIDDEN,) * 3


def test_attributes_that_nobody_has_and_single_people_have_no_tables():
    section = frequencies(
        edition_of(project_of(many(), texts=12), groups=("favourite", "participant", "genre", "role"))
    )
    said = words_of(section)
    assert "Nothing is known about favourite" in said
    assert "would be about single people" in said
    assert "one and the same genre" in said
    assert "P0" not in repr(tables_of(section)["people_role4"].data.headings)


def test_bars_of_the_figure_open_what_the_table_opens():
    section = frequencies(edition_of(project_of(many(), texts=12)))
    below = section.sections[0]
    figure = next(one for one in below.blocks if isinstance(one, Drawing))
    opened = {mark.behind.rows for mark in figure.marks if mark.behind is not None}
    assert opened == {behind.rows for behind in tables_of(below)["people_role1"].behind.values()}
    assert opened


def test_names_of_tables_are_short_and_plain_whatever_an_attribute_is_called():
    section = frequencies(edition_of(project_of(many(), texts=12), groups=("phase", "Role", "role", "genre")))
    assert len(tables_of(section)) > 3
    assert all(len(name) <= 16 and name.isascii() and name == name.lower() for name in tables_of(section))


def test_names_with_signs_of_other_formats_stay_as_they_are():
    codes = (Code("<b>&", Localised("50 % $x_1$ \\textbf{å} #=1+1 😀")),)
    section = frequencies(edition_of(project_of(many(code="<b>&"), texts=12, codes=codes)))
    assert tables_of(section)["codes_overall"].table.cells[0][1] == "<b>& 50 % $x_1$ \\textbf{å} #=1+1 😀"


def test_the_table_for_computing_has_all_codes_and_english_names():
    block = tables_of(frequencies(edition_of(project_of(many(), texts=12))))["people_role1"]
    assert [row[0] for row in block.data.cells] == ["A", "B", "C"]
    assert block.data.headings == ("code", "name", "role: assistent", "role: styrer", "total")
    assert len(block.table.cells) == 1


def test_places_have_numbers_in_a_blind_edition():
    project = project_of(many(), texts=12)
    places = {"P0": "Fjellhaugen", "P1": "Fjordglimt", "P2": "Fjellhaugen"}
    people = tuple(replace(one, site=places.get(one.pseudonym, "Fjordglimt")) for one in project.corpus.participants)
    project = replace(project, corpus=replace(project.corpus, participants=people))
    open_ = tables_of(frequencies(edition_of(project, groups=("site",))))["people_site1"]
    blind = tables_of(frequencies(edition_of(project, groups=("site",), blind=True)))["people_site1"]
    assert [cells[2:] for cells in blind.table.cells] == [cells[2:] for cells in open_.table.cells]
    assert blind.behind.keys() == open_.behind.keys() != set()
    assert "Fjellhaugen (n = 2)" in open_.table.headings
    assert "Place 1 (n = 2)" in blind.table.headings
    assert "Fj" not in f"{blind.table.headings} {blind.data.headings} {blind.behind}"


def with_small_sites(project):
    """Give half of the people one place, and each of the others a place of their own."""
    people = tuple(
        replace(one, site="Fjordglimt" if place < len(project.corpus.participants) / 2 else f"Fjell{place}")
        for place, one in enumerate(project.corpus.participants)
    )
    return replace(project, corpus=replace(project.corpus, participants=people))


def merged_site_tables(*, blind):
    """Give edition and tables where places of one person each are put together: A in all texts, B in some."""
    spans = [*many(), *((number, 0.03, 8, "B", "k") for number in (6, 8, 9, 11))]
    project = with_small_sites(project_of([*spans, (7, 0.1, 3, "A", "k")], texts=12, people=12, smallest=3))
    edition = edition_of(project, groups=("site",), blind=blind)
    return edition, tables_of(frequencies(edition))


@pytest.mark.parametrize("blind", [False, True])
def test_groups_that_were_put_together_open_exactly_what_they_count(blind):
    edition, tables = merged_site_tables(blind=blind)
    (large, _), *others = Counter(one.site for one in edition.corpus.participants).most_common()
    small = [site for site, _ in others]
    for name, kind in (("people_site1", "people"), ("times_site1", "codings")):
        block = tables[name]
        shown = {}
        for (row, column), behind in block.behind.items():
            cell, rows = block.table.cells[row][column], list(behind.rows)
            sites = small if block.table.headings[column] == "others (n = 6)" else [large]
            if kind == "people":
                assert sum(recount(edition, rows, kind, "site", site) for site in sites) == number_of(cell)
            else:
                assert len(rows) == number_of(cell)
            # Nothing of the other places is among them.
            spoke = {site for site in (*small, large) if recount(edition, rows, "people", "site", site)}
            assert spoke <= set(sites)
            shown[block.table.cells[row][1].split()[0], len(sites)] = number_of(cell)
        more = 1 if kind == "codings" else 0
        assert {key: value for key, value in shown.items() if key[0] in "AB"} == {
            ("A", 1): 6,
            ("A", 6): 6 + more,
            ("B", 6): 4,
        }


def test_places_that_were_put_together_are_not_named_in_a_blind_edition():
    for blind, first in ((False, "Fjordglimt (n = 6)"), (True, "Place 7 (n = 6)")):
        block = merged_site_tables(blind=blind)[1]["people_site1"]
        assert first in block.table.headings
        said = f"{block.table.headings} {block.table.notes} {block.data} {block.data.headings} {block.data.notes}"
        assert ("Fj" in f"{said} {block.behind}") is not blind
        assert ("Place 2" in said) is blind


def test_notes_for_programmers_are_no_notes_for_readers():
    assert reader_notes(["a", "see .sole_holders", "say merged=..."]) == ("a",)
