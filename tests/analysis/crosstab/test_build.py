"""Raw counts, held against plain loops over sentences and against pandas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from coders import CODES, make_project
from crowds import ROWS, crowd, crowds, first_turn, said_in, slow_cells, slow_people
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Project, Span
from fou_toolkit.workspace import read_project

ROLES = {"Anne": "styrer", "Bo": "assistent", "Ceci": "assistent"}


def shown(table):
    """Give the cells of a table that are not zero, by row and group."""
    return {
        (row, group): table[row, group] for row in table.lines.ids for group in table.groups.ids if table[row, group]
    }


@given(crowds(coders=2), st.sampled_from(["role", "phase"]), st.sampled_from(["sentences", "words", "people"]))
def test_codes_are_counted_as_by_hand(project, by, count):
    for rows in ("code", "theme"):
        table = crosstab(project, rows=rows, columns=by, count=count, small="show")
        assert shown(table) == slow_cells(project, ROWS[rows], by, count)


def test_coders_can_be_chosen_here_or_with_select():
    project = read_project()
    for options in ({"coders": "rules"}, {"combine": "all"}, {"coders": ["reader_a"], "combine": "any"}):
        here = crosstab(project, columns="phase", count="sentences", small="show", **options)
        there = crosstab(select(project, **options), columns="phase", count="sentences", small="show")
        np.testing.assert_array_equal(here.values, there.values)
        assert here.counted == there.counted


@given(crowds(coders=2), st.sampled_from(["role", "phase"]), st.sampled_from(["sentences", "words", "people"]))
def test_where_all_coders_must_have_a_code_it_is_counted_as_by_hand(project, by, count):
    for rows in ("code", "theme"):
        table = crosstab(select(project, combine="all"), rows=rows, columns=by, count=count, small="show")
        assert shown(table) == slow_cells(project, ROWS[rows], by, count, everybody=True)


@given(crowds(coders=2), st.sampled_from(["role", "phase"]), st.sampled_from(["sentences", "words", "people"]))
def test_sums_count_what_stands_several_times_once(project, by, count):
    table = crosstab(project, columns=by, count=count, small="show")
    people = slow_people(project, CODES, by)
    for row, total in zip(table.lines.ids, table.row_totals, strict=True):
        together = len(set().union(*(who for cell, who in people.items() if cell[0] == row)))
        assert total == (together if count == "people" else sum(table[row, group] for group in table.groups.ids))
    any_code = slow_cells(project, {"": [one for codes in CODES.values() for one in codes]}, by, count)
    if count == "people":
        assert list(table.column_totals) == list(table.bases.people)
    else:
        assert list(table.column_totals) == [any_code.get(("", group), 0) for group in table.groups.ids]
        assert table.total == sum(any_code.values())


@given(crowds())
def test_sizes_of_groups_are_all_that_they_say(project):
    bases = crosstab(project, small="show").bases
    groups = crosstab(project, small="show").groups.ids
    said = list(said_in(project))
    for place, group in enumerate(groups):
        own = [one for one in said if one.role == group]
        assert bases.people[place] == len({one.person for one in own})
        assert bases.sentences[place] == len(own)
        assert bases.words[place] == sum(one.words for one in own)
    assert bases.all["sentences"] == len(said)
    assert bases.all["people"] == len({one.person for one in said})


@given(crowds(coders=2))
def test_codings_are_counted_as_pandas_counts_them(project):
    rows = []
    for coding in project.codings:
        turn = first_turn(project, coding)
        if turn and coding.code in CODES:
            known = project.corpus.attributes(project.corpus[coding.source], turn)
            rows.append((coding.code, known.get("role", "")))
    table = crosstab(project, small="show")
    assert table.total == len(rows) == table.counted.codings
    if rows:
        frame = pd.DataFrame(rows, columns=["code", "role"])
        expected = pd.crosstab(frame["code"], frame["role"])
        assert shown(table) == {
            (row, group): expected.loc[row, group]
            for row in expected.index
            for group in expected
            if expected.loc[row, group]
        }
        assert dict(zip(table.lines.ids, table.row_totals, strict=True)) == {
            row: (expected.loc[row].sum() if row in expected.index else 0) for row in table.lines.ids
        }


def test_the_example_is_counted_as_pandas_counts_it():
    project = read_project()
    rows = []
    for coding in select(project).codings:
        known = project.corpus.attributes(project.corpus[coding.source], first_turn(project, coding))
        rows.append({"code": coding.code, **known})
    frame = pd.DataFrame(rows).fillna("")
    for by in ("role", "phase", "level", "site", "genre", "language", "participant", "source"):
        expected = pd.crosstab(frame["code"], frame[by])
        table = crosstab(project, columns=by, small="show")
        found = table.to_frame().set_index("code").drop(columns=["name", "total"])
        found.columns = pd.Index(table.groups.ids)
        assert found.loc[expected.index, expected.columns].to_numpy().tolist() == expected.to_numpy().tolist()
        assert table.total == len(frame)


def test_rows_can_be_groups_too_and_count_sentences_with_any_code():
    talk = ("1", [("Anne", "MF"), ("Bo", "M"), ("Ceci", ""), ("Anne", "L")])
    project = crowd(talk, ("2", [("Bo", "F")]), roles=ROLES)
    table = crosstab(project, rows="role", columns="phase", count="sentences", small="show")
    assert shown(table) == {("styrer", "1"): 2, ("assistent", "1"): 1, ("assistent", "2"): 1}
    some = crosstab(project, rows="role", columns="phase", count="sentences", codes="L", small="show")
    assert shown(some) == {("styrer", "1"): 1}
    people = crosstab(project, rows="role", columns="phase", count="people", small="show")
    assert list(people.row_totals) == [1, 1]
    assert list(people.column_totals) == [2, 1]


def test_texts_alone_count_all_that_is_said():
    project = crowd(("1", [("Anne", ""), ("Bo", ""), ("Ceci", ""), ("Bo", "")]), roles=ROLES)
    table = crosstab(project.corpus, rows="role", columns="phase", count="people", small="show")
    assert shown(table) == {("styrer", "1"): 1, ("assistent", "1"): 2}
    words = crosstab(project.corpus, rows="role", columns="phase", count="words", small="show")
    assert shown(words) == {("styrer", "1"): 3, ("assistent", "1"): 9}
    assert table.counted.coders == ()


def test_a_code_counts_for_its_theme_and_codes_can_be_chosen():
    project = crowd(("1", [("Anne", "M"), ("Bo", "DL"), ("Ceci", "T")]), roles=ROLES)
    themes = crosstab(project, rows="theme", small="show")
    assert dict(zip(themes.lines.ids, themes.row_totals, strict=True))["T"] == 3
    assert crosstab(project, codes=["M", "L"]).lines.ids == ("M", "D", "L")
    assert crosstab(project, codes="T").lines.ids == ("M", "D", "F")
    assert crosstab(project, codes="T", small="show").counted.codings == 2
    assert crosstab(project, rows="theme", codes="M", small="show").lines.ids == ("T",)


def test_groups_with_one_new_name_are_one_group():
    project = crowd(("1", [("Anne", "M"), ("Bo", "M"), ("Ceci", "M")]), roles=ROLES)
    table = crosstab(project, merged={"styrer": "staff", "assistent": "staff"}, small="show")
    assert table.groups.ids == ("staff",)
    assert table["M", "staff"] == 3


def test_a_coding_that_begins_in_a_question_counts_for_who_answers():
    source = make_source("I: Hva da?", "Anne: Vi har makt.", "Bo: Ja.")
    corpus = make_corpus(source, roles={"Anne": "styrer", "Bo": "assistent"})
    project = make_project(corpus, [Coding("s1", Span(4, len(source.text)), "M", "a")], "a")
    assert shown(crosstab(project, small="show")) == {("M", "styrer"): 1}
    both = crosstab(project, count="sentences", small="show")
    assert shown(both) == {("M", "styrer"): 1, ("M", "assistent"): 1}


def test_without_codings_there_are_zeros():
    project = crowd(("1", [(f"P{n}", "") for n in range(6)]), roles={f"P{n}": "styrer" for n in range(6)})
    table = crosstab(project)
    assert table.total == 0
    assert not np.any(table.column_totals)
    assert not np.any(table.hidden)
    assert table["M", "styrer"] == 0


def test_without_anybody_to_count_there_is_an_empty_table():
    corpus = make_corpus(make_source("I: Hva da?"))
    table = crosstab(corpus, rows="role", columns="phase", count="people")
    assert table.hidden.size == 0
    assert list(table.rows()) == []
    assert "nothing to count" in table.caption


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"count": "sausages"}, "sausages"),
        ({"columns": "code"}, "Codes stand in rows"),
        ({"rows": "role", "columns": "role"}, "the same"),
        ({"rows": "rolle", "columns": "role"}, "the same"),
        ({"small": "hide"}, "hide"),
        ({"small": 5}, "5"),
        ({"merged": ["styrer"]}, "merged"),
        ({"count": "people", "small": "passages"}, "passages"),
        ({"count": "words", "small": SmallCells(5, "passages")}, "passages"),
    ],
)
def test_what_cannot_be_counted_is_refused(options, says):
    project = crowd(("1", [("Anne", "M")]), roles=ROLES)
    with pytest.raises(DataError, match=says):
        crosstab(project, **options)


def test_unknown_names_are_refused():
    project = crowd(("1", [("Anne", "M")]), roles=ROLES)
    with pytest.raises(UnknownIdError, match="shoe"):
        crosstab(project, columns="shoe")
    with pytest.raises(UnknownIdError, match="X9"):
        crosstab(project, codes="X9")


def test_texts_alone_have_no_codes():
    corpus = make_corpus("Vi har makt.")
    with pytest.raises(DataError, match="no codings"):
        crosstab(corpus, count="people")
    with pytest.raises(DataError, match="no codings"):
        crosstab(corpus, rows="role", columns="phase")
    with pytest.raises(DataError, match="no texts"):
        crosstab(Corpus(), rows="role", columns="phase", count="people")
    with pytest.raises(DataError, match="in this"):
        crosstab("corpus")


def test_codings_that_all_coders_have_are_no_codings():
    corpus = make_corpus(make_source("Anne: Vi har makt."))
    codings = [Coding("s1", Span(6, 12), "M", coder) for coder in "ab"]
    project = make_project(corpus, codings)
    with pytest.raises(DataError, match="one coder's"):
        crosstab(select(project, combine="all"))


def test_the_projects_smallest_group_holds_unless_another_is_given():
    talk = ("1", [(f"P{n}", "M") for n in range(4)])
    project = crowd(talk, roles={f"P{n}": "styrer" for n in range(4)}, smallest_group=4)
    assert crosstab(project)["M", "styrer"] == 4
    assert crosstab(project, small="merge").small.threshold == 4
    assert crosstab(project, small=SmallCells(5)).hidden[0].all()


def test_an_own_codebook_and_column_will_do():
    source = make_source("Anne: Vi har makt.", "Bo: Ja.", shift="early")
    corpus = make_corpus(source)
    found = CodingSet.of([Coding("s1", Span(6, 12), "K", "a")], [Coder("a")])
    project = Project(corpus, make_codebook({"K": ["makt"]}), found)
    assert crosstab(project, columns="shift", small="show")["K", "early"] == 1


@settings(max_examples=20)
@given(crowds())
def test_the_same_project_gives_the_same_table(project):
    one, two = crosstab(project), crosstab(project)
    assert list(one.rows()) == list(two.rows())
    assert one.notes == two.notes
