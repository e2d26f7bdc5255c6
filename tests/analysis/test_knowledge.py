"""Whose knowledge is invoked: counted against a slow count, with what few people say kept back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import CODES
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.knowledge import knowledge_profile
from fou_toolkit.analysis.trajectory import ALL
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.text import index_of
from fou_toolkit.workspace import read_project
from streams import slow_cells, slow_sentences_of, studies, told

KINDS = ("M", "F", "L")


@pytest.fixture
def three_roles():
    """A head, two assistants, and one whose role nobody knows, in two phases."""
    return told(
        ({"phase": "1"}, ["Anne: Vi har makt her. | aM", "Bo: Ja. Nei. | aF", "Dag: Jo."]),
        ({"phase": "2"}, ["Cecilie: Ja. | aF aL", "I: Ja. | aM", "Bo: Nei takk. | aF"]),
        small=2,
    )


def by_role(known):
    return (known.get("role", ""), known.get("phase", ""))


@given(studies(), st.sampled_from(["any", "all"]))
def test_every_cell_is_as_a_slow_count_has_it(project, combine):
    try:
        selection = select(project, combine=combine)
    except DataError:
        return
    result = knowledge_profile(selection, codes=KINDS, small="show")
    families = {code: (code, "D") if code == "M" else CODES[code] for code in KINDS}
    cells = slow_cells(project, slow_sentences_of(project), by_role, families, combine=combine)
    seen = set()
    for values in result.rows():
        row = dict(zip(result.columns, values, strict=True))
        cell = cells.get((row["group"], row["period"]))
        assert (row["state"] == "shown") == (cell is not None)
        if cell is None:
            assert row["count"] is None
            continue
        seen.add((row["group"], row["period"]))
        total = sum(cell.counts.values())
        assert row["count"] == cell.counts.get(row["code"], 0)
        assert row["people"] == len(cell.people)
        assert row["share"] == (pytest.approx(row["count"] / total) if total else None)
    assert seen == set(cells)


@given(studies())
def test_words_are_those_of_the_index_and_rates_are_per_thousand(project):
    result = knowledge_profile(project, codes=KINDS, by="role", small="show")
    index = index_of(project.corpus)
    total = 0
    for source in project.corpus:
        if any(name == source.id for _, name in project.codings.pairs_read()):
            place = index.source_ids.index(source.id)
            for turn, span in zip(np.flatnonzero(index.turn_source == place).tolist(), source.turns, strict=True):
                total += 0 if span.interviewer else int(index.turn_word[turn + 1] - index.turn_word[turn])
    assert np.nansum(result.words) == total
    known = result.heard
    assert np.allclose(result.rates[known] * result.words[known][:, None] / 1000, result.counts[known])


@given(studies())
def test_what_comes_from_few_people_is_kept_back(project):
    result = knowledge_profile(project, codes=KINDS)
    small = project.smallest_group
    families = {code: (code, "D") if code == "M" else CODES[code] for code in KINDS}
    cells = slow_cells(project, slow_sentences_of(project), by_role, families)
    for values in result.rows():
        row = dict(zip(result.columns, values, strict=True))
        cell = cells.get((row["group"], row["period"]))
        few = cell is not None and len(cell.people) < small
        said = [len(cell.who.get(code, ())) for code in KINDS] if cell else [0]
        here = cell is not None and 0 < len(cell.who.get(row["code"], ())) < small
        assert (row["state"] == "hidden") == (few or here)
        if row["state"] != "shown":
            assert [row[name] for name in ("count", "share", "per_1000_words")] == [None] * 3
        if few or cell is None:
            assert [row[name] for name in ("words", "texts", "people")] == [None] * 3
        if any(0 < number < small for number in said):
            assert row["share"] is None
    ranking = result.ranking("F")
    for values in ranking.rows():
        group = values[0]
        mine = {place: cell for place, cell in cells.items() if place[0] == group}
        people = set().union(*(cell.people for cell in mine.values()))
        left = set().union(*(cell.people for cell in mine.values() if len(cell.people) < small))
        saying = [cell.who.get("F", set()) for cell in mine.values()]
        back = [who for cell, who in zip(mine.values(), saying, strict=True) if min(len(cell.people), len(who)) < small]
        sizes = [len(people), len(left), len(set().union(*saying)), len(set().union(*back))]
        assert (values[-1] == "hidden") == any(0 < size < small for size in sizes)


def test_shares_are_of_what_is_said_about_knowledge_and_rates_of_all_words(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS, small="show")
    at = result.groups.values.index("assistent"), result.periods.values.index("2")
    assert result.counts[at].tolist() == [0, 2, 1]
    assert result.shares[at].tolist() == pytest.approx([0, 2 / 3, 1 / 3])
    assert result.words[at] == 3
    assert result.rates[at].tolist() == pytest.approx([0, 2000 / 3, 1000 / 3])
    assert result.groups.labels == ("assistent", "styrer", "not known")
    silent = next(row for row in result.text_rows() if row[0] == "not known")
    assert silent == ("not known", "phase 1", "–", "–", "–", "0.0", 1)


def test_who_ranks_is_counted_over_all_phases(three_roles):
    ranking = knowledge_profile(three_roles, codes=KINDS, small="show").ranking("F")
    rows = {row[0]: row for row in ranking.rows()}
    assert rows["assistent"][2:4] == (4, 1.0)
    assert rows["styrer"][2] == 0
    assert knowledge_profile(three_roles, codes=KINDS).ranking().code == "L"
    assert ranking.caption == "Who says it: F Ansvar"


def test_no_share_is_given_where_a_group_is_hidden(three_roles):
    ranking = knowledge_profile(three_roles, codes=KINDS, by="role").ranking("F")
    assert ranking.hidden.tolist() == [False, True, True]
    assert np.isnan(ranking.share).all()
    assert next(iter(ranking.text_rows()))[2] == "–"
    assert list(ranking.text_rows())[1] == ("styrer", "·", "·", "·", "·")


def test_one_attribute_is_enough_and_groups_can_have_other_names(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS, by="role", merged={"styrer": "ansatt", "assistent": "ansatt"})
    assert result.groups.values == ("ansatt", "")
    # Of three people, two say F; one says M, one L.
    assert result.counts[0, 0, 1] == 4
    assert np.isnan(result.counts[0, 0, [0, 2]]).all()
    assert np.isnan(result.shares[0, 0]).all()
    assert next(iter(result.text_rows())) == ("ansatt", "·", "· (4)", "·", "·", 3)
    assert result.periods.values == (ALL,)
    assert result.headings[:2] == ("role", "M Power")
    assert result.caption == "Whose knowledge is invoked, by role"


def test_small_groups_are_put_together(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS, by="role", small="merge")
    assert result.groups.labels == ("assistent", "others together")
    assert not result.hidden.any()


def test_periods_can_be_half_years():
    project = told(({"date": "2024-02-01"}, ["Anne: Ja. | aM"]), ({"date": "2025-02-01"}, ["Anne: Ja. | aF"]))
    result = knowledge_profile(project, codes=KINDS, by=("role", "half-year"), small="show")
    assert result.periods.values == ("2024-H1", "2025-H1")


def test_passages_are_counted_in_bands_where_people_are_few(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS, by="role", small="passages")
    rows = {(row[0], row[2]): row[-2:] for row in result.rows()}
    assert rows["styrer", "M"] == ("1", "hidden")
    assert rows["assistent", "F"] == ("", "shown")


def test_people_take_turns_in_the_quotations(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS, small="show", most=2)
    quoted = result.quotations("assistent", code="F")
    assert [one.participant for one in quoted] == ["Bo", "Cecilie"]
    assert quoted.total == 3
    assert [one.text for one in result.quotations("assistent", "2", code="F", most=9)] == ["Ja.", "Nei takk."]
    assert result.quotations("styrer").caption == "styrer: 1 passage"
    assert len(result.quotations("styrer", "1", code="L")) == 0


def test_quotations_do_not_tell_how_many_there_are_of_few_people():
    project = told(({"phase": "1"}, ["Anne: Ja. | aM", "Anne: Nei. | aM", "Bo: Ja. | aF"]), small=2)
    quoted = knowledge_profile(project, codes=KINDS, most=1).quotations("styrer", "1")
    assert len(quoted) == 1
    assert quoted.caption == "styrer, phase 1, at most 1: 1 passage"
    assert "codings" not in quoted.notes[0].split(";")[0]


def test_with_all_coders_only_what_all_see_is_quoted():
    project = told(({"phase": "1"}, ["Anne: Ja. | aM", "Anne: Nei. | aM bM"]), coders="ab")
    result = knowledge_profile(project, codes=KINDS, small="show", combine="all")
    assert [one.text for one in result.quotations("styrer", "1")] == ["Nei."]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"codes": "M"}, DataError, "to compare"),
        ({"codes": ("T", "M")}, DataError, "stand below others.*M"),
        ({"codes": ("M", "nope")}, UnknownIdError, "no code «nope»"),
        ({"codes": KINDS, "by": ("role", "role")}, DataError, "by"),
        ({"codes": KINDS, "by": ()}, DataError, "by"),
        ({"codes": KINDS, "by": ("role", "phase", "site")}, DataError, "by"),
        ({"codes": KINDS, "by": "nope"}, UnknownIdError, "no attribute"),
        ({"codes": KINDS, "most": 0}, DataError, "most"),
        ({"codes": KINDS, "most": True}, DataError, "most"),
        ({"codes": KINDS, "small": 3}, DataError, "small"),
        ({}, UnknownIdError, "no code «K1»"),
    ],
)
def test_what_is_not_possible_is_a_clear_error(three_roles, options, error, words):
    with pytest.raises(error, match=words):
        knowledge_profile(three_roles, **options)


def test_unknown_groups_and_codes_are_clear_errors(three_roles):
    result = knowledge_profile(three_roles, codes=KINDS)
    with pytest.raises(UnknownIdError, match="no role «eier»"):
        result.quotations("eier")
    with pytest.raises(UnknownIdError, match="no phase «9»"):
        result.quotations("styrer", "9")
    with pytest.raises(UnknownIdError, match="no code «E»"):
        result.ranking("E")


def test_nobody_heard_is_a_result_without_rows():
    result = knowledge_profile(told(({"phase": "1"}, ["I: Ja. | aM"])), codes=KINDS)
    assert list(result.rows()) == []
    assert result.caption == "Whose knowledge is invoked: nobody was heard."
    assert list(result.ranking().rows()) == []


def test_the_example_is_as_a_slow_count_of_its_codings_has_it(slow_sentences):
    project = read_project()
    families = {code: (code,) for code in ("K1", "K2", "K3")}
    cells = slow_cells(project, slow_sentences(project.corpus), by_role, families, coders=("reader_a", "reader_b"))
    result = knowledge_profile(project, small="show")
    for row, column in np.argwhere(result.heard).tolist():
        cell = cells[result.groups.values[row], result.periods.values[column]]
        assert result.counts[row, column].tolist() == [cell.counts.get(code, 0) for code in result.codes]
    assert int(result.heard.sum()) == len(cells)
    assert "makt" not in repr(result)
