"""Sources: turns in order, languages and interviewers set by hand."""

import pytest

from builders import make_source
from fou_toolkit.model import Source, Span, Turn


@pytest.fixture
def source():
    return make_source("I: Hva skjedde?", "Anne: Vi tok ansvar.", "Bo: Nja.", "Anne: Jo.")


def turns(*borders):
    return tuple(Turn(Span(*border)) for border in borders)


@pytest.mark.parametrize("wrong", [[(0, 3), (2, 4)], [(2, 4), (0, 2)], [(0, 5)]], ids=["overlap", "order", "outside"])
def test_turns_that_overlap_or_lie_outside_are_refused(wrong):
    with pytest.raises(ValueError, match="s1: turn"):
        Source("s1", "makt", turns(*wrong))


@pytest.mark.parametrize("right", [[], [(0, 4)], [(0, 2), (2, 4)], [(1, 1), (3, 4)]])
def test_turns_in_order_are_accepted(right):
    assert len(Source("s1", "makt", turns(*right)).turns) == len(right)


def test_speakers_stand_in_the_order_of_their_first_turn(source):
    assert source.speakers == ("I", "Anne", "Bo")


def test_a_text_without_labels_has_no_speakers():
    assert make_source("Vi tok ansvar.").speakers == ()


def test_the_language_of_a_source_is_that_of_most_of_its_text():
    short, long = Turn(Span(0, 2), language="nn"), Turn(Span(2, 9), language="nb")
    assert Source("s", "x" * 9, (short, long)).language == "nb"
    assert Source("s", "").language == ""


def test_the_language_is_counted_in_text_and_not_in_turns():
    many = tuple(Turn(Span(at, at + 1), language="nn") for at in range(3))
    assert Source("s", "x" * 9, (*many, Turn(Span(3, 9), language="nb"))).language == "nb"


def test_the_language_of_one_speaker_can_be_set(source):
    changed = source.with_language("nn", speaker="Anne")
    assert [turn.language for turn in changed.turns] == ["nb", "nn", "nb", "nn"]
    assert [turn.language for turn in source.turns] == ["nb"] * 4


def test_the_language_of_a_whole_source_can_be_set(source):
    assert {turn.language for turn in source.with_language("en").turns} == {"en"}


def test_a_language_that_nobody_can_search_is_refused(source):
    with pytest.raises(ValueError, match="nb, nn, en"):
        source.with_language("sv")


def test_setting_the_interviewer_unsets_the_others(source):
    changed = source.with_interviewer("Bo")
    assert [turn.speaker for turn in changed.turns if turn.interviewer] == ["Bo"]
    assert not any(turn.interviewer for turn in source.with_interviewer().turns)


def test_there_can_be_two_interviewers(source):
    assert [turn.interviewer for turn in source.with_interviewer("I", "Anne").turns] == [True, True, False, True]


def test_setting_something_keeps_the_rest(source):
    changed = source.with_language("nn").with_interviewer("Bo")
    assert (changed.id, changed.text, changed.marks) == (source.id, source.text, source.marks)
    assert [turn.span for turn in changed.turns] == [turn.span for turn in source.turns]
