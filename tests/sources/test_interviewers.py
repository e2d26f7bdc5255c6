"""Who asks."""

import pytest

from fou_toolkit.model import Span, Turn
from fou_toolkit.sources.interviewers import find_interviewers


def interviewers(*lines: str) -> set[str]:
    """Give the interviewers of turns like `I: Hva?`."""
    text, turns = "", []
    for line in lines:
        speaker, _, said = line.partition(": ")
        turns.append(Turn(Span(len(text), len(text) + len(said)), speaker=speaker))
        text += said
    return set(find_interviewers(text, turns))


@pytest.mark.parametrize(
    "label",
    [
        "I",
        "Int",
        "Int.",
        "Intervjuer",
        "INTERVJUER",
        "Intervjuar",
        "Moderator",
        "Forsker",
        "Forskar 2",
        "I1",
        "Ordstyrer",
    ],
)
def test_interviewers_are_known_by_name(label: str):
    assert interviewers(f"{label}: Ja.", "Kari: Nei.") == {label}


@pytest.mark.parametrize("label", ["Kari", "Informant 1", "IP", "Ingvild", "S00", "SPEAKER_00", "Styrer", "Medforsker"])
def test_others_are_not(label: str):
    assert interviewers(f"{label}: Hva da?", "Ola: Nei.") == set()


def test_two_researchers_are_both_interviewers():
    assert interviewers("Forsker 1: Ja.", "Forsker 2: Ja.", "Mona: Nei.") == {"Forsker 1", "Forsker 2"}


def test_i_with_a_number_is_an_informant_beside_a_moderator():
    assert interviewers("Moderator: Ja.", "I1: Ja.", "I2: Nei.") == {"Moderator"}


def test_i_is_the_informant_where_f_asks():
    assert interviewers("F: Hva da?", "I: Ingenting.", "F: Nei vel?", "I: Nei.") == {"F"}


def test_i_is_the_interviewer_where_f_answers():
    assert interviewers("I: Hva da?", "F: Ingenting.", "I: Nei vel?", "F: Nei.") == {"I"}


def test_m_is_the_moderator_where_m_asks():
    assert interviewers("M: Hva skal til?", "F1: Lønn.", "F2: Ja.", "M: Mer?") == {"M"}


def test_m_is_a_man_beside_k():
    assert interviewers("M: Hva?", "K: Ja.", "I: Mm.") == {"I"}


def test_m_who_never_asks_is_nobody_special():
    assert interviewers("M: Ja.", "D1: Hva?", "M: Nei.") == set()
