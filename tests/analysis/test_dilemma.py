"""Two opposing concerns side by side: where, in which order, in whose words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.dilemma import FIRST, dilemma
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.workspace import read_project
from streams import slow_sentences_of, studies, told


def coded_words(lines, marks, **options):
    """Code words of one text: `{"Ja.": "M"}`."""
    project = told(({"phase": "1"}, lines), **options)
    text = project.corpus["s1"].text
    found = [
        Coding("s1", Span(text.index(words), text.index(words) + len(words)), code, "a")
        for words, codes in marks.items()
        for code in codes
    ]
    return project.with_codings(CodingSet.of(found, [Coder("a")], read=[("a", "s1")]))


@pytest.fixture
def talk():
    """Anne says both in one turn, Bo in two, Cecilie one side only."""
    lines = [
        "Anne: Vi vil endre. Men vi må tenke.",
        "Bo: Tenk først.",
        "Bo: Endre nå.",
        "Cecilie: Endre alt.",
        "Dag: Nei.",
    ]
    marks = {"Vi vil endre.": "M", "Men vi må tenke.": "F", "Tenk først.": "F", "Endre nå.": "M", "Endre alt.": "M"}
    return coded_words(lines, marks, small=1)


def test_both_sides_in_one_turn_are_found_with_their_words_and_order(talk):
    found = dilemma(talk, "M", "F")
    (met,) = found
    assert (met.one.text, met.other.text, met.first) == ("Vi vil endre.", "Men vi må tenke.", "one first")
    assert (found.only_one, found.only_other, found.neither) == (2, 1, 1)
    assert found.caption == "M and F side by side: 1 turn"
    assert found.notes[:2] == ("M alone: 2; F alone: 1; none of them: 1.", "M first: 1; F first: 0; in one sentence: 0")
    assert next(iter(dilemma(talk, "F", "M"))).first == "other first"
    assert "Names single people" in " ".join(found.notes)


def test_within_a_text_both_may_be_said_by_different_people(talk):
    found = dilemma(talk, "M", "F", within="document")
    assert len(found) == 1
    assert found.first == {"one first": 1, "other first": 0, "in one sentence": 0}
    assert found.caption == "M and F side by side: 1 text"
    assert (found.only_one, found.only_other, found.neither) == (0, 0, 0)


def test_two_that_begin_in_one_sentence_are_said_together():
    project = coded_words(["Anne: Vi endrer og tenker."], {"Vi endrer": "M", "tenker": "F"})
    (met,) = dilemma(project, "M", "F")
    assert met.first == "in one sentence"
    assert len(dilemma(project, "M", "F", within="sentence")) == 1


def test_people_who_stand_in_both_are_counted_by_role(talk):
    rows = {row[0]: row[1:] for row in dilemma(talk, "M", "F", small="show").standing().rows()}
    assert rows == {"styrer": (1, 1, 1, 1), "assistent": (2, 2, 1, 1), "": (1, 0, 0, 0)}


def test_numbers_of_few_people_and_of_few_left_over_are_hidden():
    people = ["Anne", "Bo", "Cecilie", "Dag", "Eli"]
    lines = [f"{name}: Sak {number}." for number, name in enumerate(people)]
    marks = {f"Sak {number}.": "M" for number in range(4)} | {"Sak 0.": "MF"}
    table = dilemma(coded_words(lines, marks, small=3), "M", "F").standing("phase")
    # Five are heard; four say M, which leaves one; one says F, and one both.
    assert [row[1:] for row in table.rows()] == [(5, None, None, None)]
    assert list(table.text_rows()) == [("1", 5, "·", "·", "·")]
    assert "fewer than 3 people" in " ".join(table.notes)
    nobody = dilemma(coded_words(lines, {"Sak 0.": "L"}, small=3), "M", "F").standing("phase")
    assert [row[1:] for row in nobody.rows()] == [(5, 0, 0, 0)]
    alone = dilemma(coded_words(lines, marks, small=9), "M", "F").standing("phase")
    assert np.isnan(alone.numbers).all()


@given(studies(), st.sampled_from(["any", "all"]), st.sampled_from(["turn", "document"]))
def test_meetings_are_as_a_slow_search_of_exported_codings_finds_them(project, combine, within):
    try:
        selection = select(project, combine=combine)
    except DataError:
        return
    found = dilemma(selection, "M", ["F", "L"], within=within, small="show")
    rows = list(selection.codings.rows())
    coders = list(project.codings.coder_ids) if combine == "all" else None
    places: dict = {}
    if within == "document":
        places = {name: (name, 0, len(project.corpus[name].text)) for name in selection.sources}
    for one in slow_sentences_of(project) if within == "turn" else ():
        if not one.interviewer and one.source in selection.sources:
            turn = next(t for t in project.corpus[one.source].turns if t.span.start <= one.span.start < t.span.end)
            places[one.source, turn.span.start] = (one.source, turn.span.start, turn.span.end)

    def stands(place, codes):
        source, start, end = place
        who = {row[4] for row in rows if row[0] == source and row[3] in codes and row[1] < end and start < row[2]}
        return who >= set(coders) if coders else bool(who)

    sides = [(stands(place, ("M", "D")), stands(place, ("F", "L"))) for place in places.values()]
    assert len(found) == sides.count((True, True))
    assert (found.only_one, found.only_other, found.neither) == (
        sides.count((True, False)),
        sides.count((False, True)),
        sides.count((False, False)),
    )
    assert sum(found.first.values()) == len(found)
    for met in found:
        assert met.first in FIRST
        assert {*met.one.codes} <= {"M", "D"}
        assert {*met.other.codes} <= {"F", "L"}


@given(studies(), st.sampled_from(["turn", "document"]))
def test_no_number_comes_from_few_people(project, within):
    few = project.smallest_group
    found = dilemma(project, "M", "F", within=within)
    whole = dilemma(project, "M", "F", within=within, small="show")
    for name in FIRST:
        who = [met for met in found if met.first == name]
        for side in (
            {(m.one.participant, m.one.source) for m in who},
            {(m.other.participant, m.other.source) for m in who},
        ):
            people = {name or source for name, source in side}
            assert not found.first[name] or len(people) >= few
    numbers = [(one.only_one, one.only_other, one.neither, one.together) for one in (found, whole)]
    for kept, true in zip(*numbers, strict=True):
        assert kept in (None, true)
        assert kept is not None or true
    assert numbers[0] == numbers[1] or all(not number for number in numbers[0])


def test_numbers_that_few_people_make_are_kept_back_together():
    lines = ["Anne: Endre og tenk.", "Bo: Endre.", "Cecilie: Nei da.", "Dag: Jo."]
    project = coded_words(lines, {"Endre og": "M", "tenk": "F"}, small=2)
    found = dilemma(project, "M", "F")
    assert (found.only_one, found.only_other, found.neither, found.together) == (0, 0, None, None)
    assert found.first == {"one first": 0, "other first": 0, "in one sentence": None}
    assert found.caption == "M and F side by side: ·"
    assert found.notes[0] == "M alone: 0; F alone: 0; none of them: ·."
    assert "fewer than 2 people" in " ".join(found.notes)


def test_nobody_can_be_worked_out_from_those_who_stand_in_both():
    lines = [
        f"{name}: Sak {number}. Ting {number}." for number, name in enumerate(("Anne", "Bo", "Cecilie", "Dag", "Eli"))
    ]
    marks = {f"Sak {number}.": "M" for number in range(3)} | {f"Ting {number}.": "F" for number in range(1, 4)}
    table = dilemma(coded_words(lines, marks, small=2), "M", "F").standing("phase")
    # Three say M and three F, two of them both, so that one says M only.
    assert [row[1:] for row in table.rows()] == [(5, 3, 3, None)]


def test_nothing_side_by_side_is_a_result_without_rows(talk):
    found = dilemma(talk, "L", "E")
    assert list(found.rows()) == []
    assert list(found.text_rows()) == []
    assert found.caption == "L and E side by side: 0 turns"
    assert "Names single people" not in " ".join(found.notes)


@pytest.mark.parametrize(
    ("sides", "options", "error", "words"),
    [
        (("T", "M"), {}, DataError, "both sides: M, D"),
        (("M", "nope"), {}, UnknownIdError, "no code «nope»"),
        (("M", ()), {}, DataError, "No codes"),
        (("M", "F"), {"within": "day"}, DataError, "within"),
        (("M", "F"), {"coders": "nope"}, UnknownIdError, "nope"),
        (("M", "F"), {"small": 4}, DataError, "small"),
    ],
)
def test_what_is_not_possible_is_a_clear_error(talk, sides, options, error, words):
    with pytest.raises(error, match=words):
        dilemma(talk, *sides, **options)


def test_the_dilemma_of_the_deck_in_the_example():
    found = dilemma(read_project(), ("E", "O4"), "K5", small="show")
    assert len(found) == sum(found.first.values()) > 0
    assert set(found.to_frame().columns) == set(found.columns)
    assert {code for met in found for code in met.other.codes} == {"K5"}
    assert "refleksjon" not in repr(found)
    with pytest.raises(DataError, match="no project"):
        dilemma(None, "E", "K5")
