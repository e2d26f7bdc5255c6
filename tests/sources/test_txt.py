"""Plain text in the states it comes in."""

import pytest

from fou_toolkit.errors import ReadError
from fou_toolkit.sources.txt import parse

TEXT = "I: Hva så på turen?\nÅse: Blåbær, ja!\n\nI: Nei?\nÅse: Jo.\n"


def turns(data: bytes) -> list[tuple[str, str]]:
    parsed = parse(data)
    return [(turn.speaker, turn.span.of(parsed.text)) for turn in parsed.turns]


EXPECTED = [("I", "Hva så på turen?"), ("Åse", "Blåbær, ja!"), ("I", "Nei?"), ("Åse", "Jo.")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16 without mark"),
        pytest.param(TEXT.encode("cp1252"), id="windows"),
        pytest.param(TEXT.encode("mac_roman"), id="mac"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="cr"),
        pytest.param(TEXT.replace("å", "a\u030a").replace("Å", "A\u030a").encode(), id="nfd"),
        pytest.param(TEXT.replace("Jo", "J\0o").encode(), id="nul"),
    ],
)
def test_the_same_speech_whatever_the_bytes(data: bytes):
    assert turns(data) == EXPECTED


def test_guesses_and_changes_are_said():
    parsed = parse(TEXT.replace("\n", "\r\n").encode("cp1252"))

    assert parsed.encoding == "cp1252"
    assert parsed.warnings
    assert parsed.changes


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)) * 20, b"%PDF-1.7 x"])
def test_what_is_no_text_is_refused_with_advice(data: bytes):
    with pytest.raises(ReadError) as caught:
        parse(data)

    assert caught.value.hint


@pytest.mark.full
def test_fifty_megabytes():
    """Not measured here; a quadratic step anywhere would take days."""
    turn = "I: Hva tenker du om det?\nKari: Jeg tenker at det er bra: likt. Og så er det noen som må gå 😀.\n\n"
    data = turn.encode() * (50_000_000 // len(turn.encode()))

    assert len(parse(data).turns) == data.count(b"\n\n") * 2
