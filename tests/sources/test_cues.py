"""Cues of subtitle files."""

import pytest

from fou_toolkit.sources._cues import read_cues


def times(*timings: str) -> list[tuple[int | None, int | None]]:
    lines = [line for timing in timings for line in (timing, "Ja.", "")]
    return [(cue.start_ms, cue.end_ms) for cue in read_cues(lines).cues]


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        ("00:00:05.790 --> 00:00:13.514", (5_790, 13_514)),
        ("00:00:05,790 --> 00:00:13,514", (5_790, 13_514)),
        ("00:05.790 --> 01:13.514", (5_790, 73_514)),
        ("01:02:03.004 --> 101:02:03.004", (3_723_004, 363_723_004)),
        ("00:00:05.5 --> 00:00:13.50", (5_500, 13_500)),
        ("00:00:05 --> 00:00:13", (5_000, 13_000)),
        ("00:00:05.790-->00:00:13.514", (5_790, 13_514)),
        ("00:00:05.790 --> 00:00:13.514 align:start position:0%", (5_790, 13_514)),
        ("0:0:6.90 --> 0:0:6.500", (6_090, 6_500)),
        ("0:0:2.90 --> 0:0:4.480", (2_090, 4_480)),
        ("0:0:0.0 --> 0:0:5.320", (0, 5_320)),
    ],
)
def test_times(timing: str, expected: tuple[int | None, int | None]):
    assert times(timing) == [expected]


def test_integers_behind_the_point_hold_for_the_whole_file():
    """In a file of Teams, two-digit fields occur, too; there `.90` is 90 ms all the same."""
    assert times("0:0:6.90 --> 0:0:6.500", "10:10:16.90 --> 10:10:17.20")[1] == (36_616_090, 36_617_020)


def test_ids_are_no_speech():
    guid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301/12-0"
    lines = [guid, "00:01.000 --> 00:02.000", "Ja.", "", "2", "00:03.000 --> 00:04.000", "Nei.", "", "innledning"]
    lines += ["00:05.000 --> 00:06.000", "42"]

    assert [cue.lines for cue in read_cues(lines).cues] == [("Ja.",), ("Nei.",), ("42",)]


def test_a_missing_blank_line_does_not_glue_cues():
    lines = ["1", "00:01.000 --> 00:02.000", "Ja.", "2", "00:03.000 --> 00:04.000", "Nei."]

    assert [cue.lines for cue in read_cues(lines).cues] == [("Ja.",), ("Nei.",)]


def test_notes_and_styles_are_left_out():
    lines = ["NOTE Confidence: 0.69", "", "STYLE", "::cue { color: red }", "", "00:01.000 --> 00:02.000", "Ja."]
    read = read_cues(lines)

    assert [cue.lines for cue in read.cues] == [("Ja.",)]
    assert read.warnings == ()


def test_a_cue_that_ends_before_it_begins_keeps_its_begin():
    read = read_cues(["00:00:09.000 --> 00:00:05.000", "Ja."], first_line=3)

    assert (read.cues[0].start_ms, read.cues[0].end_ms) == (9_000, None)
    assert dict(read.warnings[0].values)["lines"] == "3"


@pytest.mark.parametrize("timing", ["00:00:xx --> 00:00:05.000", "00:99:00 --> 00:00:05", "12 --> 13", "-->"])
def test_speech_with_broken_times_is_kept(timing: str):
    read = read_cues([timing, "Ja."])

    assert read.cues[0].lines == ("Ja.",)
    assert read.cues[0].start_ms is None
    assert "could not be read" in read.warnings[0].text


def test_an_arrow_in_speech_is_speech():
    assert read_cues(["00:01.000 --> 00:02.000", "først ute --> så inne"]).cues[0].lines == ("først ute --> så inne",)


def test_text_outside_of_cues_is_kept_and_said():
    read = read_cues(["tittel", "", "00:01.000 --> 00:02.000", "Ja.", "", "og mer", "", "7"])

    assert read.cues[0].lines == ("Ja.", "og mer")
    assert {dict(warning.values)["lines"] for warning in read.warnings} == {"1", "6"}
