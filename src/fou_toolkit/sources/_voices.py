"""Who speaks in the cues of a subtitle file, and the turns that makes.

The speaker stands in a voice tag (`<v Kari>`, with or without `</v>`, more than one in a cue) or as a label in front
of the text (`Kari:`, `[SPEAKER_00]:`). Where a cue says nothing, the last speaker goes on. Consecutive cues of one
speaker are one turn.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import Message, t
from fou_toolkit.errors import ReadError
from fou_toolkit.model import Span, Turn
from fou_toolkit.sources._cues import Cue, Cues
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.sources.turns import find_labels, label_warnings
from fou_toolkit.text.normalise import normalise

__all__ = ["speech_of"]

_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,100})*[ \t]+([^<>\n]{1,200})>")
_TAG = re.compile(r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,200})?>|<\d[\d:.]{3,20}>|\{\\[^{}\n]{1,50}\}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one speaker in one cue; speaker `None` where the cue does not say."""

    cue: Cue
    speaker: str | None
    text: str


def speech_of(cues: Cues) -> Parsed:
    """Make turns of cues; the text is the speech only.

    Args:
        cues: What was read.

    Raises:
        ReadError: There is no cue, or nobody says anything.
    """
    if not cues.cues:
        hint = t("A cue is a line «00:00:01.000 --> 00:00:04.000» with words below. Plain text belongs in a .txt file.")
        raise ReadError(t("There are no cues in this file."), hint=hint)
    pieces = [piece for cue in cues.cues for piece in _pieces(cue)]
    pieces, warnings = _labelled(pieces)
    text, turns = _turns(pieces)
    if not turns:
        hint = t("Export the transcript again, with text.")
        raise ReadError(t("The cues of this file have no text."), hint=hint)
    return Parsed(text=text, turns=turns, warnings=(*cues.warnings, *warnings))


def _pieces(cue: Cue) -> list[_Piece]:
    """Cut a cue at its voice tags."""
    first, *voiced = _VOICE.split("\n".join(cue.lines))
    pieces = [_Piece(cue, None, _plain(first))]
    names = [" ".join(html.unescape(name).split()) for name in voiced[::2]]
    pieces += [_Piece(cue, name, _plain(text)) for name, text in zip(names, voiced[1::2], strict=True)]
    return [piece for piece in pieces if piece.text.strip()]


def _plain(text: str) -> str:
    """Take out tags and entities; other things in angle brackets are somebody's words."""
    return html.unescape(_TAG.sub("", text))


def _labelled(pieces: Sequence[_Piece]) -> tuple[list[_Piece], tuple[Message, ...]]:
    """Look for labels where no voice tag says who speaks."""
    voiced = {id(piece.cue) for piece in pieces if piece.speaker is not None}
    lines = [
        (piece, line)
        for piece in pieces
        for line in (piece.text.split("\n") if id(piece.cue) not in voiced else [piece.text])
    ]
    open_lines = [line if id(piece.cue) not in voiced else "" for piece, line in lines]
    verdict = find_labels(open_lines, cues=True)
    labels = {one.line: one for one in verdict.labels}
    found = []
    for number, (piece, line) in enumerate(lines):
        one = labels.get(number)
        found.append(
            _Piece(piece.cue, one.label, line[one.speech :]) if one else _Piece(piece.cue, piece.speaker, line)
        )
    return found, label_warnings(verdict)


def _turns(pieces: Iterable[_Piece]) -> tuple[str, tuple[Turn, ...]]:
    """Join the pieces of one speaker with blanks, turns with line breaks."""
    spoken: list[tuple[str, list[_Piece]]] = []
    for piece in pieces:
        speaker = piece.speaker if piece.speaker is not None else (spoken[-1][0] if spoken else "")
        if not spoken or spoken[-1][0] != speaker:
            spoken.append((speaker, []))
        spoken[-1][1].append(piece)
    texts: list[str] = []
    turns: list[Turn] = []
    at = 0
    for speaker, own in spoken:
        # Entities and tags can hide letters that are not composed yet, and breaks.
        text = normalise(" ".join(word for piece in own for word in piece.text.split())).text
        if not text:
            continue
        starts = [piece.cue.start_ms for piece in own if piece.cue.start_ms is not None]
        ends = [piece.cue.end_ms for piece in own if piece.cue.end_ms is not None]
        span = Span(at, at + len(text))
        turns.append(Turn(span, speaker=speaker, start_ms=min(starts, default=None), end_ms=max(ends, default=None)))
        texts.append(text)
        at = span.end + 1
    return "\n".join(texts), tuple(turns)
