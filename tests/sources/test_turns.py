"""Who speaks when, in texts that people wrote."""

import json
from pathlib import Path

import pytest

from fou_toolkit.sources.turns import find_labels, find_turns

HERE = Path(__file__).parent


def labelled_set() -> list[tuple[str, list[str], dict[int, str]]]:
    """Read the labelled set: name, lines, label by line."""
    documents = [json.loads(line) for line in (HERE / "turn_lines.jsonl").read_text("utf-8").splitlines()]
    return [
        (
            document["name"],
            [line for line, _ in document["lines"]],
            {number: label for number, (_, label) in enumerate(document["lines"]) if label is not None},
        )
        for document in documents
    ]


def more_texts() -> list[tuple[str, list[str], set[int]]]:
    """Read the other texts: name, lines, lines that begin a turn."""
    _, *sections = (HERE / "more_turns.txt").read_text("utf-8").split("\n=== ")
    texts = []
    for section in sections:
        name, *lines = section.rstrip("\n").split("\n")
        begins = {number for number, line in enumerate(lines) if line.startswith(">")}
        texts.append((name, [line.removeprefix(">") for line in lines], begins))
    return texts


def test_the_labelled_set_is_recognised_with_precision_99_and_recall_97():
    right = wrong = missed = 0
    for _, lines, expected in labelled_set():
        found = {one.line: one.label for one in find_labels(lines).labels}
        hits = sum(expected.get(line) == label for line, label in found.items())
        right += hits
        wrong += len(found) - hits
        missed += len(expected) - hits

    assert right + missed == 378
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.97


@pytest.mark.parametrize(("lines", "begins"), [pytest.param(*text, id=name) for name, *text in more_texts()])
def test_texts_in_other_ways_of_writing(lines: list[str], begins: set[int]):
    assert {one.line for one in find_labels(lines).labels} == begins


def speech(text: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(text)) for turn in find_turns(text).turns]


def test_a_blank_line_does_not_end_a_turn():
    assert speech("I: Ja?\n\nKari: Først.\n\nSå dette.\n\nI: Mm.")[1] == ("Kari", "Først.\n\nSå dette.")


def test_title_and_date_are_in_no_turn():
    text = "Intervju 3\n3. mars 2025\n\nI: Ja?\nKari: Ja.\nI: Mm."

    assert find_turns(text).turns[0].span.start == text.index("Ja?")


def test_spans_count_code_points():
    """Emoji are one code point each, combining marks one more; UTF-16 or bytes would be off."""
    text = "I: 😀👩‍👧 ja?\nKari: q\u0307 og 🙂.\nI: Å."

    assert speech(text) == [("I", "😀👩‍👧 ja?"), ("Kari", "q\u0307 og 🙂."), ("I", "Å.")]


def test_labels_and_stamps_are_marked_and_are_no_speech():
    text = "[00:00:12] I: Hva?\n[00:00:19] **Kari:** [00:00:20] Ingenting.\n[00:00:30] I: Ja."
    found = find_turns(text)

    assert [(mark.kind, mark.span.of(text)) for mark in found.marks[:5]] == [
        ("time", "[00:00:12]"),
        ("label", "I:"),
        ("time", "[00:00:19]"),
        ("label", "**Kari:**"),
        ("time", "[00:00:20]"),
    ]
    assert not any(mark.span.overlaps(turn.span) for mark in found.marks for turn in found.turns)


@pytest.mark.parametrize(
    ("line", "start_ms"),
    [
        ("[00:01:12] Kari: Ja.", 72_000),
        ("00:01:12 Kari: Ja.", 72_000),
        ("(01:12) Kari: Ja.", 72_000),
        ("#00:01:12-5# Kari: Ja.", 72_500),
        ("Kari: [00:01:12] Ja.", 72_000),
        ("Kari [00:01:12]: Ja.", 72_000),
        ("00:01:12.345 Kari: Ja.", 72_345),
        ("Kari: Ja, 10:30.", None),
    ],
)
def test_stamps_give_the_begin_of_the_turn(line: str, start_ms: int | None):
    assert find_turns(f"I: Hva?\n{line}\nKari: Ja.\nI: Mm.").turns[1].start_ms == start_ms


def test_stamps_of_f4_at_the_end_give_the_end_and_the_next_begin():
    turns = find_turns("I: Hva? #00:00:09-4#\nB: Ingenting. #00:00:15-0#\nI: Nei. #00:00:18-2#").turns

    assert [(turn.start_ms, turn.end_ms) for turn in turns] == [(None, 9_400), (9_400, 15_000), (15_000, 18_200)]


def test_a_stamp_on_the_line_above_belongs_to_the_next_turn():
    text = (
        "0:0:0.0 --> 0:0:1.510\nKari Lie\nJa.\n0:0:2.0 --> 0:0:4.0\nOla Moe\nNei.\n0:0:5.0 --> 0:0:6.0\nKari Lie\nJo."
    )

    assert speech(text) == [("Kari Lie", "Ja."), ("Ola Moe", "Nei."), ("Kari Lie", "Jo.")]
    assert find_turns(text).turns[1].end_ms == 4_000


def test_labels_that_occur_once_are_listed():
    (warning,) = find_turns("I: Hva?\nKari: Ja.\nI: Og?\nKari: Nei.\nTurid: Hei!").warnings

    assert "only once" in warning.text
    assert dict(warning.values)["labels"] == "Turid"


def test_labels_without_speech_make_no_turn_and_are_listed():
    found = find_turns("I: Hva?\nKari:\nI: Er du der?\nKari: Ja.")

    assert [turn.speaker for turn in found.turns] == ["I", "I", "Kari"]
    assert any("no speech" in warning.text for warning in found.warnings)


def test_a_talk_remembered_in_a_log_is_no_transcript_and_is_listed():
    prose = "Det var en lang dag, og vi hadde planlagt tur, men det regnet sidelengs hele formiddagen.\n" * 5
    found = find_turns(f"{prose}\nMona: Skal vi ut?\nOla: Nei.\nMona: Hvorfor?\nOla: Lava.\n\n{prose}")

    assert found.turns == ()
    assert "one text" in found.warnings[0].text


def test_prose_has_no_turns():
    assert find_turns("Jeg tenkte: dette går ikke.\nKl. 10:30 gikk vi.\nNB: husk votter.") == find_turns("")


@pytest.mark.parametrize("piece", ["a", "*", "I: ", "[00:", "(", "\t", "A b ", "𝄞", "a:\n", "A:\n", "[0:0 - "])
def test_time_is_linear_in_the_length_of_lines_and_texts(piece: str):
    """A regular expression that backtracks would need hours for a line of this length."""
    find_turns(piece * (200_000 // len(piece)))


DIALOGUE = "Ola: Hva gjør du?\nMeg: Ingenting.\nOla: Jo.\nMeg: Nei.\nOla: Vi må ut.\nMeg: Ja.\n"


def test_text_before_the_first_speaker_is_said_to_be_left_out():
    found = find_turns("I dag tok jeg ansvar for noe jeg ikke hadde tenkt. " * 3 + "\n" + DIALOGUE)
    assert [message for message in map(str, found.warnings) if "33" in message]


def test_a_title_and_a_date_before_the_first_speaker_are_nothing_to_say():
    assert find_turns("Intervju\n12. mai 2024\n" + DIALOGUE).warnings == ()
