"""Interruptions are counted where they are marked, and nowhere else."""

import pytest

from builders import make_corpus
from fou_toolkit.analysis.voice.talk import talk_of
from fou_toolkit.model import Mark, Source, Span, Turn
from fou_toolkit.text.marks import find_marks


def told(*lines):
    """Make a conversation of «who: what» lines, with the marks that a reader finds."""
    text, turns = "", []
    for line in lines:
        label, _, said = line.partition(": ")
        start = len(text) + len(label) + 2
        text += f"{line}\n"
        turns.append(Turn(Span(start, start + len(said)), label))
    labels = [Mark(Span(turn.span.start - len(turn.speaker) - 2, turn.span.start), "label") for turn in turns]
    marks = sorted([*labels, *find_marks(text)], key=lambda mark: mark.span)
    return talk_of(make_corpus(Source("s", text, tuple(turns), tuple(marks))))


def comes_in(*lines):
    return told(*lines).comes_in.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A: da er det klart at //", "B: // De skulle holde igjen."),
        ("A: da er det klart at //", "B: De skulle holde igjen."),
        ("A: da er det klart at", "B: // De skulle holde igjen."),
        ("A: Det lukter litt //av ...//", "B: //Grønnsåpe, ja.// Nå har vi lampe."),
        ("A: og så –", "B: Nei."),
        ("A: og så –.", "B: Nei."),
        ("A: og så – [latter]", "B: Nei."),
        ("A: og så [latter] –", "B: Nei."),
        ("A: det var en kj-", "B: Nei."),
        ("A: Det er klart", "B: [avbryter] Nei."),
        ("A: Det er klart [snakker samtidig]", "B: Nei."),
    ],
)
def test_a_marked_interruption_counts_once_for_whoever_comes_in(one, other):
    assert comes_in(one, other, "A: Ja.") == [False, True, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A: Vi er ferdige.", "B: Nei."),
        ("A: og så ...", "B: Nei."),
        ("A: og så …", "B: Nei."),
        ("A: ja //B: mhm// og så gikk vi", "B: Nei."),
        ("A: først – og så gikk vi", "B: Nei."),
        ("A: barne- og ungdomsarbeid", "B: Nei."),
        ("A: Ja. [telefonen ringer]", "B: Nei."),
        ("A: Ja. (nikker)", "B: [latter] Nei."),
        ("A: Se http://eksempel.no der", "B: Nei."),
    ],
)
def test_what_is_not_marked_is_no_interruption(one, other):
    assert comes_in(one, other, "A: Ja.") == [False, False, False]


def test_who_was_broken_off_and_goes_on_was_not_interrupted():
    assert comes_in("A: og så –", "A: ja, så gikk vi.", "B: Nei.") == [False, False]


def test_a_broken_turn_at_the_end_is_nobodys_doing():
    assert comes_in("A: Ja.", "B: og så –") == [False, False]


def test_laughter_between_does_not_hide_it():
    assert comes_in("A: og så //", "B: [latter]", "B: // Nei.") == [False, True]


def test_conversations_that_mark_something_are_counted():
    assert told("A: Ja.", "B: Nei.").marked == 0
    assert told("A: Ja –", "B: Nei –", "A: Jo.").marked == 1


def test_positions_are_code_points_in_every_text():
    """The second text begins behind an emoji and a combining letter."""
    first = Source("a", "A: 😀 ja.\nB: å\u030a nei.\n", (Turn(Span(3, 8), "A"), Turn(Span(12, 18), "B")))
    text = "A: vi skal – [latter]\nB: Nei.\n"
    second = Source("b", text, (Turn(Span(3, 21), "A"), Turn(Span(25, 29), "B")), (Mark(Span(13, 21), "laughter"),))
    assert talk_of(make_corpus(first, second)).comes_in.tolist() == [False, False, False, True]
