"""Which codings stand behind numbers, where codings begin in questions or reach over several turns."""

import numpy as np
from hypothesis import given

from coded_editions import coded_editions, edition_of, project_of
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.appendix.sections.standing import Standing


@given(coded_editions())
def test_counts_of_rows_are_those_of_the_cross_table(edition):
    """All numbers, also those that are not published."""
    if not len(edition.selection.codings) or edition.selection.counted.combine == "all":
        return
    table = crosstab(edition.selection, columns="role", count="codings", small=SmallCells(1, "show"))
    groups = groups_of(edition.corpus, "role")
    place = {value: number for number, value in enumerate(table.groups.ids)}
    group = np.array([place.get(value, -1) for value in groups.values])[groups.number]
    standing = Standing.of_codes(edition, table.lines.ids)
    wide = len(table.groups)
    found = standing.by_coding(group, wide)
    shape = (len(table.lines), wide)
    assert [len(found.get(cell, ())) for cell in range(table.values.size)] == table.values.ravel().astype(int).tolist()
    behind = standing.by_sentence(group, wide)
    people = crosstab(edition.selection, columns="role", count="people", small=SmallCells(1, "show"))
    assert {(cell // wide, cell % wide) for cell in behind} == set(map(tuple, np.argwhere(people.values > 0).tolist()))
    assert people.values.shape == shape


def test_a_coding_that_begins_in_a_question_belongs_to_who_answers():
    project = project_of([])
    text = project.corpus["t0"]
    question = text.text.index("Hvorfor")
    edition = edition_of(project_of([(0, (question + 0.5) / len(text.text), 40, "A", "k")], smallest=1))
    turn = text.turns[2]
    assert edition.turn_of_rows.tolist() == [2]
    assert turn.participant == "P1"
    # The interviewer is nobody whose words count.
    assert edition.people_behind(np.array([0])) == 1
    assert edition.behind("x", [0]).rows == (0,)


def test_a_coding_over_two_people_is_said_by_both():
    edition = edition_of(project_of([(0, 0.0, 100, "A", "k")]))
    assert edition.people_behind(np.array([0])) == 2


def test_an_edition_of_a_project_without_codings_has_an_empty_selection():
    edition = edition_of(project_of([]))
    edition.prepare()
    assert len(edition.selection.codings) == 0
    assert edition.people_of_rows.size == 0
    assert edition.behind("x", []) is None
