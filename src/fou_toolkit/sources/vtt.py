"""WebVTT subtitles (`.vtt`), as Autotekst, Whisper, whisperX, noScribe, Teams and Zoom write them.

    WEBVTT

    NOTE Confidence: 0.69

    1
    00:00:05.790 --> 00:00:13.514
    <v Kari>Vi m&aring; jo begynne et sted.</v>

Kept are words, speakers and times, the times as milliseconds on the turn. Lost are ids, notes, styles, the place of
the words on the screen, fonts and ruby, where a cue ended within a turn, and line breaks within a cue. The text of the
source is the speech alone.
"""

from dataclasses import replace

from fou_toolkit._i18n import Message
from fou_toolkit.sources._cues import read_cues
from fou_toolkit.sources._voices import speech_of
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise

__all__ = ["parse"]

_SIGNATURE = "WEBVTT"


def parse(data: bytes) -> Parsed:
    """Read WebVTT.

    Args:
        data: Content of the file.

    Raises:
        ReadError: The bytes are no text, or there are no cues in it.
    """
    decoded = decode(data)
    normal = normalise(decoded.text)
    lines = normal.text.split("\n")
    header = _header(lines)
    cues = read_cues(lines[header:], first_line=header + 1)
    parsed = speech_of(cues)
    missing = () if header else (Message.of("The first line is not «WEBVTT»; the file was read all the same."),)
    return replace(
        parsed,
        encoding=decoded.encoding,
        changes=normal.changes,
        warnings=(*decoded.warnings, *missing, *parsed.warnings),
    )


def _header(lines: list[str]) -> int:
    """Give the number of lines of the header, which goes to the first blank line; 0 where there is none."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines[first].strip("\ufeff \t").startswith(_SIGNATURE):
        return 0
    for number in range(first + 1, len(lines)):
        if not lines[number].strip() or "-->" in lines[number]:
            return number
    return len(lines)
