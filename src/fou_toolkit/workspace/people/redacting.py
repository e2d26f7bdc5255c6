"""Cut somebody's turns, label and name out of the stored form of a text; everything else stays, letter by letter."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from fou_toolkit.model import TEXT_LANGUAGES, Span
from fou_toolkit.text.spanmap import SpanMap, redacted
from fou_toolkit.workspace.people.leaving_words import PLACEHOLDERS, LeavingWords, joined

__all__ = ["ERASED", "Cut", "Voice", "cut_record", "own_stretches", "with_names"]

ERASED: Final = "erased"
"""Kind of the mark on a placeholder."""
_LANGUAGES: Final = ("", *TEXT_LANGUAGES)

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a text.

    Args:
        record: The new record, as `text_record` gives it.
        steps: Where everything that stayed went.
        spans: What was cut out, in the old text, in order, with whether it was more than a name.
        placeholder: What stands in its place.
    """

    record: dict[str, Any] = field(repr=False)
    steps: SpanMap
    spans: tuple[tuple[Span, bool], ...]
    placeholder: str

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the place of what is left of a passage; nothing if nothing is left.

        Turns that were cut at its ends do not belong to it any more; a name that was cut is a placeholder in it.
        """
        first, last = start, end
        for span, more in self.spans:
            if more and span.start <= first < span.end:
                first = span.end
        for span, more in reversed(self.spans):
            if more and span.start < last <= span.end:
                last = span.start
        if first >= last:
            return None
        begin, until = self.shifted(first), self.shifted(last, end=True)
        text = self.record["text"][begin:until]
        begin += len(text) - len(text.lstrip()) if first != start else 0
        until -= len(text) - len(text.rstrip()) if last != end else 0
        return (begin, until) if begin < until and self._says_something(begin, until) else None

    def _says_something(self, start: int, end: int) -> bool:
        """Tell whether anybody but interviewers says something in a passage of the new text."""
        text, turns = self.record["text"], self.record["turns"]
        parts = (
            [text[max(start, turn[0]) : min(end, turn[1])] for turn in turns if not turn[5]]
            if turns
            else [text[start:end]]
        )
        return any(part.replace(self.placeholder, "").strip() for part in parts)

    def shifted(self, place: int, *, end: bool = False) -> int:
        """Give the new place of a border between letters; inside of a cut, that border of the placeholder."""
        size = len(self.placeholder)
        number = bisect_right([span.end for span, _ in self.spans], place)
        moved = place - sum(len(span) - size for span, _ in self.spans[:number])
        if number < len(self.spans) and (begin := self.spans[number][0].start) < place:
            moved += begin - place + (size if end else 0)
        return moved


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody's turns are known.

    Args:
        person: Id in the log of a participant; empty for nobody.
        names: Pseudonyms: a turn under such a label is theirs, if it is not known whose it is.
        others: Ids in the log of everybody else who is there. A turn of anybody beyond is of somebody unknown: of a
            participant who was made one with another, say, in a text that came in later.
    """

    person: str = ""
    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def has(self, record: Record, turn: Sequence[int]) -> bool:
        """Tell whether a turn is theirs."""
        if not self.person:
            return False
        known = record["people"][turn[3]]
        return bool(known == self.person or (known not in self.others and record["speakers"][turn[2]] in self.names))

    def speaks_in(self, record: Record) -> bool:
        """Tell whether a text has a turn of theirs."""
        return any(self.has(record, turn) for turn in record["turns"])

    def said_in(self, record: Record) -> Iterator[str]:
        """Give their turns."""
        return (record["text"][turn[0] : turn[1]] for turn in record["turns"] if self.has(record, turn))


def _language_of(record: Record) -> str:
    """Give the language most of a text is in."""
    weight: Counter[int] = Counter()
    for turn in record["turns"]:
        weight[turn[4]] += turn[1] - turn[0]
    return _LANGUAGES[max(weight, key=lambda one: (weight[one], one))] if weight else ""


def own_stretches(record: Record, voice: Voice, words: LeavingWords) -> list[tuple[Span, bool]]:
    """Give what has to be cut, in order, with whether it is more than a name.

    That is somebody's turns with their labels, what they said in older versions, and their names.
    """
    text, spans, before = record["text"], list[Span](), 0
    labels = [mark for mark in record["marks"] if record["kinds"][mark[2]] == "label"]
    for turn in record["turns"]:
        if voice.has(record, turn):
            here = [mark[0] for mark in labels if before <= mark[0] and mark[1] <= turn[0]]
            spans.append(Span(min([turn[0], *here]), turn[1]))
        before = turn[1]
    if voice.person:
        spans = joined([*spans, *_older(text, words, spans)])
    return with_names(spans, words.named_in(text))


def with_names(spans: Sequence[Span], names: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Join what is cut with the names between it."""
    return [(one, any(span.overlaps(one) for span in spans)) for one in joined([*spans, *names])]


def _older(text: str, words: LeavingWords, known: Sequence[Span]) -> Iterator[Span]:
    """Find whole turns of older versions that stand in this one without being told whose they are."""
    for said in words.said:
        turn = said.strip()
        if not words.quoted_in(turn):
            continue
        at = text.find(turn)
        while at >= 0:
            span = Span(at, at + len(turn))
            if not any(one.start <= span.start and span.end <= one.end for one in known):
                yield span
            at = text.find(turn, at + 1)


def cut_record(record: Record, stretches: Sequence[tuple[Span, bool]]) -> Cut:
    """Cut stretches out of a text.

    Args:
        record: As `text_record` gives it.
        stretches: What is cut, in order, not overlapping, with whether it is more than a name.
    """
    placeholder = PLACEHOLDERS[_language_of(record)]
    spans = [span for span, _ in stretches]
    text, steps = redacted(record["text"], [(span, placeholder) for span in spans])
    cut = Cut({}, steps, tuple(stretches), placeholder)
    turns = [turn for turn in record["turns"] if not _is_in(turn, spans)]
    marks = [(mark[0], mark[1], record["kinds"][mark[2]]) for mark in record["marks"] if not _is_cut(mark, spans)]
    moved = [(cut.shifted(start), cut.shifted(end, end=True), kind) for start, end, kind in marks]
    begins = [cut.shifted(span.start) for span in spans]
    moved += [(begin, begin + len(placeholder), ERASED) for begin in begins]
    moved.sort()
    speakers = list(dict.fromkeys(record["speakers"][turn[2]] for turn in turns))
    people = list(dict.fromkeys(record["people"][turn[3]] for turn in turns))
    kinds = list(dict.fromkeys(kind for _, _, kind in moved))
    new = {
        "text": text,
        "speakers": speakers,
        "people": people,
        "kinds": kinds,
        "turns": [
            [
                *(cut.shifted(turn[0]), cut.shifted(turn[1], end=True), speakers.index(record["speakers"][turn[2]])),
                *(people.index(record["people"][turn[3]]), *turn[4:]),
            ]
            for turn in turns
        ],
        "marks": [[start, end, kinds.index(kind)] for start, end, kind in moved],
    }
    return replace(cut, record=new)


def _is_in(stretch: Sequence[int], spans: Sequence[Span]) -> bool:
    """Tell whether a turn was cut out as a whole."""
    return any(span.start <= stretch[0] and stretch[1] <= span.end for span in spans)


def _is_cut(mark: Sequence[int], spans: Sequence[Span]) -> bool:
    """Tell whether a mark lost one of its ends, or all."""
    return any(
        (span.start <= mark[0] and mark[1] <= span.end)
        or span.start < mark[0] < span.end
        or span.start < mark[1] < span.end
        for span in spans
    )
