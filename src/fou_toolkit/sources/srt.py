"""SubRip subtitles (`.srt`), as Autotekst, Whisper, whisperX and aTrain write them.

    1
    00:00:05,790 --> 00:00:13,514
    Kari: Vi må jo begynne et sted.

Kept are words, speakers and times, the times as milliseconds on the turn. Lost are numbers, fonts and places, where a
cue ended within a turn, and line breaks within a cue. The text of the source is the speech alone.
"""

from dataclasses import replace

from fou_toolkit.sources._cues import read_cues
from fou_toolkit.sources._voices import speech_of
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise

__all__ = ["parse"]


def parse(data: bytes) -> Parsed:
    """Read SubRip.

    Args:
        data: Content of the file.

    Raises:
        ReadError: The bytes are no text, or there are no cues in it.
    """
    decoded = decode(data)
    normal = normalise(decoded.text)
    parsed = speech_of(read_cues(normal.text.split("\n")))
    return replace(
        parsed,
        encoding=decoded.encoding,
        changes=normal.changes,
        warnings=(*decoded.warnings, *parsed.warnings),
    )
