"""WebVTT as the programs of the trade write it; all made up."""

import pytest

from fou_toolkit.errors import ReadError
from fou_toolkit.sources.vtt import parse


def turns(text: str) -> list[tuple[str, str, int | None, int | None]]:
    parsed = parse(text.encode())
    return [(turn.speaker, turn.span.of(parsed.text), turn.start_ms, turn.end_ms) for turn in parsed.turns]


def test_noscribe_closes_no_voice_and_escapes():
    text = (
        "WEBVTT intervju_07\n\nNOTE\nTranscribed with noScribe vers. 0.7\nAudio file: x.m4a\n\n"
        "1\n00:00:00.000 --> 00:00:04.120\n<v S00>Hva gj&oslash;r dere?\n\n"
        "2\n00:00:04.120 --> 00:00:05.000\n<v S01>Lek &amp; mat, 2 &lt; 3.\n"
    )

    assert turns(text) == [("S00", "Hva gjør dere?", 0, 4_120), ("S01", "Lek & mat, 2 < 3.", 4_120, 5_000)]


def test_teams_has_full_names_and_unpadded_times():
    text = (
        "WEBVTT\n\n0:0:0.0 --> 0:0:5.320\n<v Kari Nordli>Da er vi\ni gang.</v>\n\n"
        "0:0:6.90 --> 0:0:6.500\n<v Ola Hansli>Ja.</v>\n"
    )

    assert turns(text) == [("Kari Nordli", "Da er vi i gang.", 0, 5_320), ("Ola Hansli", "Ja.", 6_090, 6_500)]


def test_teams_with_long_ids():
    text = "WEBVTT\n\n3f2504e0-4f89-11d3-9a0c-0305e82c3301/12-0\n00:00:03.300 --> 00:00:05.000\n<v Kari>Ja.</v>\n"

    assert turns(text) == [("Kari", "Ja.", 3_300, 5_000)]


def test_zoom_writes_names_in_front_and_merges():
    text = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nKari: Hei.\n\n2\n00:00:02.000 --> 00:00:03.000\nKari: Er du der?\n\n"
        "3\n00:00:03.500 --> 00:00:04.000\nOla: Ja, 10:30 var avtalen: her.\n\n4\n00:00:04.000 --> 00:00:05.000\n"
        "10:30 Møte: det husket jeg.\n\n5\n00:00:05.000 --> 00:00:06.000\nKari: Bra.\n"
    )

    assert turns(text) == [
        ("Kari", "Hei. Er du der?", 1_000, 3_000),
        ("Ola", "Ja, 10:30 var avtalen: her. 10:30 Møte: det husket jeg.", 3_500, 5_000),
        ("Kari", "Bra.", 5_000, 6_000),
    ]


def test_whisperx_writes_speakers_in_brackets_and_no_hours():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n[SPEAKER_00]: Hei?\n\n00:02.500 --> 01:03.000\n[SPEAKER_01]: Hei.\n"

    assert turns(text) == [("SPEAKER_00", "Hei?", 1_000, 2_000), ("SPEAKER_01", "Hei.", 2_500, 63_000)]


def test_whisper_knows_no_speakers_and_gives_one_turn():
    text = "WEBVTT\n\n00:00.000 --> 00:02.000\nDa begynner vi.\n\n00:02.000 --> 00:04.000\nDet tar en time.\n"

    assert turns(text) == [("", "Da begynner vi. Det tar en time.", 0, 4_000)]


def test_two_voices_in_one_cue_are_two_turns():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Kari>Ja.</v> <v Ola>Nei.</v>\n\n00:02.000 --> 00:03.000\nJo.\n"

    assert turns(text) == [("Kari", "Ja.", 1_000, 2_000), ("Ola", "Nei. Jo.", 1_000, 3_000)]


def test_classes_and_tags_go_and_other_brackets_stay():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Kari><i>Ja</i><00:01.500><c.gul> da</c> <ler> <3\n"

    assert turns(text) == [("Kari", "Ja da <ler> <3", 1_000, 2_000)]


def test_a_rare_speaker_of_short_answers_is_found_among_many_cues():
    cues = [f"00:{number:02d}.000 --> 00:{number:02d}.900\nså gikk det {number} skritt" for number in range(1, 50)]
    cues[0] = cues[0].replace("så gikk", "Kari: Så gikk")
    cues[30] = cues[30].replace("så gikk", "Ola: Ja. Så gikk")
    cues[31] = cues[31].replace("så gikk", "Kari: Så gikk")

    assert [speaker for speaker, *_ in turns("WEBVTT\n\n" + "\n\n".join(cues))] == ["Kari", "Ola", "Kari"]


def test_offsets_are_code_points_of_the_speech():
    parsed = parse("\ufeff\r\n\r\nWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Kari>😀 bla\u030abær\r\n\r\n"
                   "00:02.000 --> 00:03.000\r\n<v Ola>a&#x30a; 👩‍👧\r\n".encode())  # fmt: skip

    assert parsed.text == "😀 blåbær\nå 👩‍👧"
    assert [turn.span.of(parsed.text) for turn in parsed.turns] == ["😀 blåbær", "å 👩‍👧"]


def test_a_missing_first_line_is_said():
    parsed = parse(b"00:01.000 --> 00:02.000\nJa.\n")

    assert any("WEBVTT" in warning.text for warning in parsed.warnings)


def test_times_directly_below_the_first_line_are_read():
    assert turns("WEBVTT\n00:01.000 --> 00:02.000\nJa.\n") == [("", "Ja.", 1_000, 2_000)]


@pytest.mark.parametrize("text", ["WEBVTT\n\nNOTE ingenting\n", "Bare prosa.", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_files_without_speech_are_refused(text: str):
    with pytest.raises(ReadError) as caught:
        parse(text.encode())

    assert caught.value.hint


@pytest.mark.parametrize("piece", ["<v ", "<", "&", "-->", "<v A>", "{\\an8", "00:00 --> 00:01\n", "a\n\n"])
def test_time_is_linear(piece: str):
    """A regular expression that backtracks would need minutes."""
    parse(("WEBVTT\n\n00:01.000 --> 00:02.000\nja\n" + piece * (200_000 // len(piece))).encode())
