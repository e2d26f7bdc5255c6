"""Names alone on their line, or in the first cell of a table: two people who talk."""

from collections.abc import Callable

import pytest

from fou_toolkit.model import Turn
from fou_toolkit.sources.docx import parse
from fou_toolkit.sources.turns import Speech, find_turns

SAID = ("Hva tenker du?", "Ikke så mye.", "Og så?", "Så gikk vi.", "Hvem da?", "Alle sammen.")
LONG = "Vi gikk ut i regnet og fant en meitemark, og barna ville ta den med inn. Det ble en lang samtale."
TALK = [("Kari" if number % 2 == 0 else "Ola", words) for number, words in enumerate(SAID)]


def spoken(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(text)) for turn in find_turns(text).turns]


def alone(pairs: list[tuple[str, str]], between: str = "\n\n") -> str:
    """Write each name on a line of its own, what is said on the next."""
    return between.join(f"{name}\n{words}" for name, words in pairs)


def cells(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name} | {words}" for name, words in pairs)


def named(one: str, two: str, times: int = 3) -> list[tuple[str, str]]:
    return [(one, "Hva skjedde?"), (two, "Ikke noe.")] * times


class TestAlone:
    @pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["close", "apart"])
    def test_two_names_that_recur_are_speakers(self, between):
        assert spoken(alone(TALK, between)) == TALK

    @pytest.mark.parametrize(
        ("one", "two"), [("Kari Lie", "Ola Moe"), ("Åse", "Jon Are"), ("Kari", "Nyanza"), ("KARI", "OLA")]
    )
    def test_names_may_be_of_many_kinds(self, one, two):
        assert spoken(alone(named(one, two))) == named(one, two)

    def test_speech_may_have_many_lines_and_paragraphs(self):
        pairs = [("Kari", f"{LONG}\n{LONG}"), ("Ola", "Ja.\nNei.")] * 3
        assert spoken(alone(pairs)) == pairs

    def test_a_third_voice_may_be_heard_less_often(self):
        pairs = [*TALK, ("Turid", "Hei!"), ("Kari", "Hei."), ("Turid", "Forstyrrer jeg?")]
        assert spoken(alone(pairs)) == pairs

    @pytest.mark.parametrize("answer", ["OK", "OK.", "Ja", "Nettopp.", "Bergen", "Barna"])
    def test_a_short_answer_is_no_speaker(self, answer):
        pairs = [*TALK[:4], ("Kari", answer), *TALK[5:]]
        assert spoken(alone(pairs)) == pairs

    @pytest.mark.parametrize("times", [1, 2])
    def test_names_that_recur_less_often_are_text(self, times):
        assert find_turns(alone(named("Kari", "Ola", times))) == Speech()

    def test_one_of_them_must_not_lack(self):
        pairs = [*named("Kari", "Ola", 2), ("Kari", "Og så?")]
        assert spoken(alone(pairs)) == []
        assert spoken(alone([*pairs, ("Ola", "Nei.")])) == [*pairs, ("Ola", "Nei.")]

    def test_one_name_alone_is_a_heading(self):
        assert spoken(alone([("Kari", words) for words in SAID])) == []

    @pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["close", "apart"])
    @pytest.mark.parametrize("behind", ["\n", "\n\n"], ids=["direct", "blank line"])
    @pytest.mark.parametrize(
        "headings",
        [
            "Mandag Tirsdag Onsdag Torsdag Fredag",
            "Måndag Tysdag Laurdag Sundag",
            "Monday Tuesday",
            "Observasjon Refleksjon",
            "Haust Vår",
            "Ute Inne",
            "Solstua Månestua",
            "Småbarn Storebarn",
            "Matematikk Norsk",
            "Barnehagen Universitetet",
        ],
    )
    def test_a_diary_with_headings_is_one_text(self, headings, behind, between):
        entries = [f"{heading}{behind}{LONG}" for _ in range(4) for heading in headings.split()]
        assert find_turns(between.join(entries)) == Speech()

    def test_names_as_headings_of_long_entries_are_doubted_and_said(self):
        """Observations of two children: a blank line stands between the name and what is written."""
        found = find_turns("\n\n".join(f"{name}\n\n{LONG}" for _ in range(3) for name in ("Emma", "Noah")))
        assert found.turns == ()
        [warning] = found.warnings
        assert dict(warning.values) == {"labels": "Emma, Noah"}

    def test_speech_may_be_long_also_where_no_line_is_blank(self):
        pairs = [("Kari", LONG), ("Ola", LONG)] * 3
        assert spoken(alone(pairs, "\n")) == pairs

    @pytest.mark.parametrize("answer", ["TV", "Å."])
    def test_an_answer_that_looks_like_initials_is_no_speaker(self, answer):
        pairs = [*TALK[:4], ("Kari", answer), *TALK[5:]]
        assert spoken(alone(pairs)) == pairs

    @pytest.mark.parametrize("answer", ["Mm.", "Akkurat.", "Nettopp.\nDet var slik.", "Jo"])
    def test_an_answer_that_recurs_is_no_speaker(self, answer):
        pairs = [*TALK, ("Kari", answer), ("Ola", "Ja.")] * 3
        assert spoken(alone(pairs)) == pairs


class TestTables:
    @pytest.mark.parametrize(("one", "two"), [("Kari", "Ola"), ("Kari Lie", "Ola Moe"), ("Nyanza", "Wilmer")])
    def test_names_in_the_first_cell_are_speakers(self, one, two):
        """Names that nobody knows are, if one of the two asks."""
        assert spoken(cells(named(one, two))) == named(one, two)

    def test_the_speech_may_hold_the_border_of_a_cell(self):
        pairs = [*TALK, ("Kari", "Enten | eller")]
        assert spoken(cells(pairs)) == pairs

    @pytest.mark.parametrize(
        ("one", "two", "times"), [("Kari", "Ola", 2), ("Mandag", "Tirsdag", 4), ("Kari", "Mål", 4), ("Lek", "Mat", 2)]
    )
    def test_a_table_of_other_things_is_a_table(self, one, two, times):
        assert spoken(cells([(one, "Tur i skogen."), (two, "Maling.")] * times)) == []

    @pytest.mark.parametrize("head", [[], [["Hvem", "Hva"]]])
    def test_a_word_table_of_two_people_is_a_conversation(self, word: Callable[..., bytes], head):
        parsed = parse(word("Intervju", [*head, *map(list, TALK)], "Slutt."))
        assert [turn.speaker for turn in parsed.turns] == [name for name, _ in TALK]
        assert parsed.turns[0] == Turn(parsed.turns[0].span, "Kari")
        assert parsed.turns[0].span.of(parsed.text) == SAID[0]
        assert [mark.span.of(parsed.text).strip() for mark in parsed.marks] == [f"{name} |" for name, _ in TALK]

    def test_a_word_table_of_a_week_is_none(self, word: Callable[..., bytes]):
        week = [["Mandag", "Tur i skogen."], ["Tirsdag", "Maling."], ["Onsdag", "Tur i skogen."]] * 3
        assert parse(word("Plan", week)).turns == ()
