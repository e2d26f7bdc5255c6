"""Whose codings count, in which texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import BOOK, coded, make_project, projects, small
from fou_toolkit.analysis.counted import (
    Counted,
    chosen_codes,
    counted_of,
    document_units,
    select,
    selection_of,
    turn_of_units,
)
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Span


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def with_rules(*, people=True):
    """Make a text with a turn of Anne and one of the interviewer; `a` is a model, `r` rules."""
    corpus = make_corpus(
        make_source("Anne: Vi har makt.", "I: Hvem bestemmer?", id="s1"), make_source("Bo: Ja.", id="s2")
    )
    found = [coded(corpus, "s1", "makt", "M", "r"), coded(corpus, "s2", "Ja", "F", "r")]
    coders = [Coder("r", "rules")]
    if people:
        found.append(coded(corpus, "s1", "bestemmer", "M", "a"))
        found.append(coded(corpus, "s1", "Vi", "F", "a"))
        coders.append(Coder("a", "language model"))
    return make_project(corpus, found, coders)


class TestWho:
    def test_rules_do_not_count_beside_people_unless_they_are_asked_for(self):
        assert select(with_rules()).codings.coder_ids == ("a",)
        assert select(with_rules(), coders="r").codings.coder_ids == ("r",)
        assert select(with_rules(), coders=["a", "r"]).codings.coder_ids == ("r", "a")

    def test_rules_count_where_nobody_else_has_coded(self):
        assert select(with_rules(people=False)).codings.coder_ids == ("r",)

    def test_the_result_says_who_and_what_they_are(self):
        notes = " ".join(select(with_rules(), coders=["a", "r"]).counted.notes)
        assert "codings by r (rules), a (language model)" in notes
        assert "a code stands where at least one of them has it" in notes
        assert "a code stands" not in " ".join(select(with_rules()).counted.notes)

    def test_somebody_unknown_is_an_error(self):
        with pytest.raises(UnknownIdError, match="«x»"):
            select(with_rules(), coders="x")


class TestWhat:
    def test_what_the_interviewer_says_counts_only_on_request(self):
        assert [one.code for one in select(with_rules()).codings] == ["F"]
        assert [one.code for one in select(with_rules(), interviewer=True).codings] == ["F", "M"]
        assert select(with_rules()).counted.people == 2
        assert select(with_rules(), interviewer=True).counted.people == 3

    def test_only_texts_that_were_read_count(self):
        corpus = make_corpus(make_source("Anne: Ja.", id="s1"), make_source("Bo: Nei.", id="s2"))
        project = make_project(corpus, [coded(corpus, "s1", "Ja", "M", "a")], "a", read=[("a", "s1")])
        assert select(project).sources == ("s1",)
        assert select(project).counted.documents == 1
        assert select(project).counted.people == 1

    def test_with_all_only_texts_that_all_have_read_count(self):
        corpus = make_corpus(make_source("Anne: Ja.", id="s1"), make_source("Bo: Nei.", id="s2"))
        found = [coded(corpus, "s1", "Ja", "M", "a"), coded(corpus, "s1", "Ja", "M", "b")]
        read = [("a", "s1"), ("b", "s1"), ("a", "s2")]
        project = make_project(corpus, found, "ab", read=read)
        assert select(project).sources == ("s1", "s2")
        assert select(project, combine="all").sources == ("s1",)

    def test_nobody_has_read_what_is_asked_for(self):
        project = make_project(make_corpus(make_source("Anne: Ja.", id="s1")), [], "a", read=[])
        with pytest.raises(DataError, match="Nobody has coded") as raised:
            select(project)
        assert raised.value.hint

    def test_a_text_that_is_not_there_is_an_error(self):
        with pytest.raises(UnknownIdError, match="«s9»"):
            select(with_rules(), sources=["s9"])

    def test_how_codings_are_combined_is_checked(self):
        with pytest.raises(DataError, match="«most»"):
            select(with_rules(), combine="most")

    def test_a_selection_stays_what_it_is_and_is_not_chosen_from_again(self):
        chosen = select(with_rules(), coders="r")
        assert selection_of(chosen) is chosen
        for options in ({"coders": "a"}, {"combine": "all"}, {"interviewer": True}):
            with pytest.raises(DataError, match="already") as raised:
                selection_of(chosen, **options)
            assert "select" in raised.value.hint

    @pytest.mark.parametrize("material", [None, "my-project", 5, make_corpus("Ja.")])
    def test_what_is_no_project_is_refused(self, material):
        with pytest.raises(DataError, match="no project") as raised:
            selection_of(material)
        assert raised.value.hint

    @pytest.mark.parametrize("options", [{"coders": 5}, {"coders": ["r", None]}, {"sources": 3}, {"sources": [1]}])
    def test_names_are_names(self, options):
        with pytest.raises(DataError, match="is not possible"):
            select(with_rules(), **options)

    def test_one_text_can_be_named_without_a_list(self):
        assert select(with_rules(), sources="s1").sources == ("s1",)

    def test_the_repr_says_how_much_there_is(self):
        assert repr(select(with_rules())) == "<Selection: 2 sources, 1 codings by a>"

    def test_a_project_is_selected_from(self):
        assert selection_of(with_rules(), coders="r").counted == select(with_rules(), coders="r").counted


@given(projects(), st.sampled_from(["any", "all"]), st.sampled_from(["sentence", "turn"]), st.booleans())
def test_codes_stand_where_any_or_all_of_the_coders_have_them(project, combine, unit, interviewer):
    try:
        chosen = select(project, combine=combine, interviewer=interviewer)
    except DataError:
        coded_texts = {source for _, source in project.codings.pairs_read()}
        assert combine == "all" or not coded_texts
        return
    units = chosen.units(unit)
    codes = [code.id for code in BOOK]
    flags = chosen.presence(units, codes)
    readers = {
        name: {coder for coder, source in project.codings.pairs_read() if source == name} for name in chosen.sources
    }
    now = list(project.codings.in_round(None))
    for place in range(len(units)):
        source = units.source_ids[units.source[place]]
        base = int(units.bases[units.source[place]])
        span = range(int(units.start[place]) - base, int(units.end[place]) - base)
        for column, code in enumerate(codes):
            having = {
                one.coder
                for one in now
                if one.source == source
                and one.code == code
                and one.span.start < span.stop
                and span.start < one.span.end
            }
            expected = bool(having) if combine == "any" else having >= readers[source]
            assert flags[place, column] == expected


@given(projects())
def test_codings_know_the_turn_they_begin_in(project):
    chosen = select(project, interviewer=True)
    turns = [(source.id, turn.span) for source in project.corpus for turn in source.turns]
    for one, turn in zip(chosen.codings, chosen.turn.tolist(), strict=True):
        source, span = turns[turn]
        begins_in = [
            place
            for place, (name, at) in enumerate(turns)
            if name == one.source and at.start <= one.span.start < at.end
        ]
        assert turn in begins_in or (not begins_in and source <= one.source)
        assert source == one.source or not begins_in
        assert span.start <= one.span.start or not begins_in


def test_documents_are_units_too():
    project = small(("aM bM", "I: "), ("", "aF"))
    chosen = select(project)
    units = chosen.units("document")
    assert len(units) == 2
    assert chosen.presence(units, ["M", "F", "L"]).tolist() == [[True, False, False], [False, True, False]]
    assert document_units(project.corpus, ["s2"]).source.tolist() == [1]


def test_units_know_their_turn():
    project = small(("", "I: ", ""), ("", ""))
    units = select(project).units("sentence")
    assert turn_of_units(project.corpus, units).tolist() == [0, 2, 3, 4]


def test_a_unit_that_is_none_is_answered_with_the_possible_ones():
    with pytest.raises(DataError, match="«word»") as raised:
        select(small(("aM",))).units("word")
    assert "document" in raised.value.hint


class TestNotes:
    def test_they_say_n_parameters_and_versions(self):
        counted = select(small(("aM bM", ""), ("aF",))).counted.given(window=3, seed=1)
        notes = counted.notes
        assert notes[0].startswith("Counted: 2 texts, 2 people, 3 codings; interviewer turns left out")
        assert "Parameters: window=3, seed=1" in notes
        assert "fou_toolkit" in notes[-1]
        assert counted.corpus[:12] in notes[-1]
        assert counted.codebook[:12] in notes[-1]

    def test_the_round_is_said_where_one_is_asked_for(self):
        project = small(("aM bM",))
        assert "Round 1" in select(project, round=1).counted.notes

    def test_without_codings_there_is_nobody_to_name(self):
        counted = counted_of(make_corpus("Ja.", "Nei."), ["s2"], interviewer=True)
        assert (counted.documents, counted.people, counted.codings) == (1, 1, 0)
        assert counted.whose == ""
        assert counted.notes[0] == "Counted: 1 text, 1 person; interviewer turns included"

    def test_parameters_are_added_in_order(self):
        assert Counted().given(a=1).given(b="x").parameters == (("a", "1"), ("b", "x"))

    def test_what_was_left_out_is_no_longer_counted(self):
        assert Counted(codings=5).with_codings(3).codings == 3


class TestCodes:
    def test_by_default_all_codes_and_no_theme_that_has_codes(self):
        assert [code.id for code in chosen_codes(small(("aM",)), None)] == ["M", "D", "F", "L", "E"]

    @pytest.mark.parametrize(
        ("asked", "given"), [("T", ["M", "D", "F"]), (["L", "M"], ["M", "D", "L"]), ("E", ["E"]), (["D"], ["D"])]
    )
    def test_a_theme_stands_for_its_codes(self, asked, given):
        assert [code.id for code in chosen_codes(small(("aM",)), asked)] == given

    def test_themes(self):
        project = small(("aM",))
        assert [code.id for code in chosen_codes(project, None, level="theme")] == ["T", "U", "E"]
        assert [code.id for code in chosen_codes(project, ["D", "L"], level="theme")] == ["T", "U"]

    def test_what_is_not_there_is_an_error(self):
        with pytest.raises(UnknownIdError, match="«X»"):
            chosen_codes(small(("aM",)), ["X"])
        with pytest.raises(DataError, match="«word»"):
            chosen_codes(small(("aM",)), None, level="word")
        with pytest.raises(DataError, match="No codes are given"):
            chosen_codes(small(("aM",)), [])
        with pytest.raises(DataError, match="codes"):
            chosen_codes(small(("aM",)), 5)


def test_a_coding_that_begins_before_any_turn_belongs_to_the_first():
    corpus = make_corpus(make_source("Anne: Ja, det er sant.", id="s1"))
    project = make_project(corpus, [Coding("s1", Span(0, 10), "M", "a")], "a")
    assert select(project).turn.tolist() == [0]
    assert len(select(project.with_codings(CodingSet.of([], [Coder("a")], read=[("a", "s1")]))).codings) == 0
