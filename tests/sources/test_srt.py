"""SubRip; all made up."""

import pytest

from fou_toolkit.errors import ReadError
from fou_toolkit.sources.srt import parse


def test_speakers_times_and_merging():
    parsed = parse(
        "1\n00:00:01,000 --> 00:00:02,000\nEivind: Rødt er bra?\n\n"
        "2\n00:00:02,500 --> 00:00:03,000\nTorunn: {\\an8}<i>Ja</i>,\n\n3\n00:00:03,000 --> 00:00:04,000\naltså, ja.\n".encode()
    )

    assert parsed.text == "Rødt er bra?\nJa, altså, ja."
    assert [(turn.speaker, turn.start_ms, turn.end_ms) for turn in parsed.turns] == [
        ("Eivind", 1_000, 2_000),
        ("Torunn", 2_500, 4_000),
    ]


def test_points_for_commas_and_old_line_ends():
    parsed = parse(b"1\r\n00:00:01.000 --> 00:00:02.000\r\nJa.\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000\r\nNei.\r\n")

    assert [(turn.span.of(parsed.text), turn.end_ms) for turn in parsed.turns] == [("Ja. Nei.", 4_000)]


def test_broken_times_are_said_and_the_speech_is_kept():
    parsed = parse(b"1\n00:00:09,000 --> 00:00:02,000\nJa.\n\n2\nrot --> 00:0x\nNei.\n")

    assert parsed.text == "Ja. Nei."
    assert len(parsed.warnings) == 2


def test_prose_is_refused():
    with pytest.raises(ReadError):
        parse(b"I: Hva?\nKari: Ja.")
