"""Who speaks when, in a text that people wrote.

A turn begins on a line with a speaker label and ends before the next one; a blank line does not end it. Recognised
are `I:`, `Informant 1:`, `Styrer (3.12):`, `Åse M.:`, capital letters, bokmål and nynorsk, bold and italic Markdown;
time stamps in front (`[00:01:12] I:`, `00:01:12 Kari:`, `#00:03:22-0# B1:`) and behind (`S01: [00:00:12]`); labels of
machines (`[SPEAKER_00]:`); a tab or the border of a table cell instead of the colon; labels alone on their line, with
colon or (roles and codes, or with a time stamp) without.

A line is a turn by its company, not by its looks alone: labels recur, so do families (`Deltaker 1`, `Deltaker 2`), and
all are written in one way. Text before the first label is in no turn.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import Message
from fou_toolkit.model import Mark, Span, Turn
from fou_toolkit.sources._candidates import Candidate, candidates
from fou_toolkit.sources._dialogue import Verdict, decide
from fou_toolkit.sources._stamps import END_STAMP, milliseconds

__all__ = ["Speech", "find_labels", "find_turns", "label_warnings"]

_PREAMBLE = 20
"""A title, a place and a date are shorter than this many words."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The turns of a text.

    Args:
        turns: In order; none where no speaker is found.
        marks: Labels and the time stamps beside them.
        warnings: What a person should look at.
    """

    turns: tuple[Turn, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[Message, ...] = ()


def find_labels(lines: Sequence[str], *, cues: bool = False) -> Verdict:
    """Find the lines that begin with a speaker label.

    Args:
        lines: All lines of one text, without line ends.
        cues: The lines are speech, cut at every breath: a label may be rare among them, and there is no header.

    >>> lines = ["Dato: 3. mars", "", "I: Hva skjedde?", "Styrar: Det var slik:", "Regn: mykje.", "I: Og så?"]
    >>> [one.label for one in find_labels(lines).labels]
    ['I', 'Styrar', 'I']
    """
    return decide(lines, list(candidates(lines)), cues=cues)


def find_turns(text: str) -> Speech:
    r"""Cut a text into turns.

    Args:
        text: The normalised text.

    >>> text = "I: Hei?\nKari: Hei! [ler]\nDu òg.\n\nI: Ja."
    >>> [(turn.speaker, turn.span.of(text)) for turn in find_turns(text).turns]
    [('I', 'Hei?'), ('Kari', 'Hei! [ler]\nDu òg.'), ('I', 'Ja.')]
    """
    lines = text.split("\n")
    verdict = find_labels(lines)
    if not verdict.labels:
        return Speech(warnings=label_warnings(verdict))
    begins = _line_begins(lines)
    turns: list[Turn] = []
    marks: list[Mark] = []
    silent: list[str] = []
    for one, following in zip(verdict.labels, (*verdict.labels[1:], None), strict=True):
        begin = begins[one.line]
        end = begins[following.line] + following.first if following else len(text)
        marks.extend(_marks(one, begin))
        span = _trimmed(text, begin + one.speech, end)
        if span is None:
            silent.append(one.label)
        else:
            turns.append(_turn(text, span, one, turns))
    preamble = text[: begins[verdict.labels[0].line] + verdict.labels[0].first]
    return Speech(tuple(turns), tuple(marks), (*label_warnings(verdict), *_silences(silent), *_left_out(preamble)))


def _line_begins(lines: Sequence[str]) -> list[int]:
    begins, at = [], 0
    for line in lines:
        begins.append(at)
        at += len(line) + 1
    return begins


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Leave blanks out at both ends; `None` where nothing is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _marks(one: Candidate, begin: int) -> list[Mark]:
    """Give the label with its separator, and the time stamps that are no part of it."""
    marks = [Mark(Span(begin + one.head[0], begin + one.head[1]), "label")]
    for start, end in one.stamps:
        if end <= one.head[0] or start >= one.head[1]:
            marks.append(Mark(Span(begin + start, begin + end), "time"))
    return sorted(marks, key=lambda mark: mark.span)


def _turn(text: str, span: Span, one: Candidate, before: Sequence[Turn]) -> Turn:
    """Make a turn; a time stamp of f4 at its end says when it ends, and the one before when it begins."""
    start_ms, end_ms = one.start_ms, one.end_ms
    closing = END_STAMP.search(text, max(span.start, span.end - 20), span.end)
    if closing and start_ms is None:
        end_ms = milliseconds(closing[1])
        start_ms = before[-1].end_ms if before else None
    return Turn(span, speaker=one.label, start_ms=start_ms, end_ms=end_ms)


def label_warnings(verdict: Verdict) -> tuple[Message, ...]:
    """Say which labels a person should look at.

    Args:
        verdict: What was decided about the lines.
    """
    warnings = []
    if verdict.doubted:
        warnings.append(
            Message.of(
                "These look like speakers, but most of the text has none, so it was read as one text: {labels}.",
                labels=", ".join(verdict.doubted),
            )
        )
    once = [label for label, count in Counter(one.label for one in verdict.labels).items() if count == 1]
    if once:
        warnings.append(
            Message.of("Labels that occur only once; check that they are speakers: {labels}.", labels=", ".join(once))
        )
    return tuple(warnings)


def _left_out(preamble: str) -> list[Message]:
    """Say how much stands before the first speaker, if it is more than a title and a date."""
    words = len(preamble.split())
    if words < _PREAMBLE:
        return []
    return [
        Message.of("Text before the first speaker belongs to nobody, so it is not coded. Words: {words}.", words=words)
    ]


def _silences(silent: Sequence[str]) -> list[Message]:
    if not silent:
        return []
    return [Message.of("Labels with no speech behind them: {labels}.", labels=", ".join(dict.fromkeys(silent)))]
