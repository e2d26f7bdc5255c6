"""What stands behind numbers: codings with their place and, where people agreed to be quoted, their words.

Each passage is kept once, however many numbers open it, and a number holds runs of passages. Nothing here says in which
role or phase somebody speaks: lists side by side would undo what tables hide.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._sheets import printable
from fou_toolkit.appendix.document import Behind
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.model import POLARITIES, Coding, Source

__all__ = ["Evidence", "Opened", "Passages", "cut", "runs", "spoken"]

_COLUMNS: Final = ("text", "line", "code", "coder", "polarity", "said", "language")
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class Opened:
    """Collect what a document opens, in the order of reading; what is the same is opened once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._places: dict[Behind, int] = {}

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Behind]:
        """Go through them in order."""
        return iter(self._places)

    def place(self, behind: Behind) -> int:
        """Give the number, from 0, under which codings are opened.

        Args:
            behind: The codings behind a number.
        """
        return self._places.setdefault(behind, len(self._places))


@dataclass(frozen=True, slots=True, repr=False)
class Passages:
    """Codings that something opens, one row each, in the order of texts and places.

    Args:
        texts: Ids that `text` counts.
        codes: Id and name that `code` counts.
        coders: Who coded, as it is read, that `coder` counts.
        words: Words that `said` counts; each once.
        languages: What `language` counts.
        text: Number of the text of each row.
        line: Line in the text, from 1.
        code: Number of the code.
        coder: Number of the coder.
        polarity: Number in `POLARITIES`; 0 for nothing.
        said: Number of the words; -1 where they are withheld.
        language: Number of the language of the words.
    """

    texts: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    coders: tuple[str, ...]
    words: tuple[str, ...]
    languages: tuple[str, ...]
    text: list[int]
    line: list[int]
    code: list[int]
    coder: list[int]
    polarity: list[int]
    said: list[int]
    language: list[int]

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.text)

    def __repr__(self) -> str:
        """Say how many there are; words are confidential."""
        return f"<Passages: {len(self)}>"


class _Numbers(dict[Any, int]):
    """Number values in the order in which they come."""

    def of(self, value: object) -> int:
        return self.setdefault(value, len(self))


@dataclass(frozen=True, repr=False)
class Evidence:
    """What a document opens.

    Args:
        passages: Every coding that something opens, once.
        titles: What each number counts.
        rows: Rows of `passages` behind each number, in order.
    """

    passages: Passages
    titles: tuple[str, ...] = ()
    rows: tuple[npt.NDArray[np.int64], ...] = field(default=())

    @classmethod
    def of(cls, edition: Edition, opened: Iterable[Behind]) -> "Evidence":
        """Look up what is behind numbers.

        Args:
            edition: Where the codings are.
            opened: What is opened.
        """
        behind = list(opened)
        sets = [np.array(one.rows, np.int64) for one in behind]
        codings = edition.selection.codings
        wanted = np.zeros(len(codings), np.bool_)
        for rows in sets:
            wanted[rows] = True
        order = _in_order(edition, np.flatnonzero(wanted))
        place = np.full(len(codings), -1, np.int64)
        place[order] = np.arange(order.size)
        titles = tuple(one.title for one in behind)
        return cls(_passages(edition, order), titles, tuple(np.sort(place[rows]) for rows in sets))

    def __len__(self) -> int:
        """Give how many numbers open something."""
        return len(self.titles)

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Evidence: {len(self)} numbers, {len(self.passages)} passages>"


def _in_order(edition: Edition, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Put rows into the order of texts, places, codes and coders."""
    codings = edition.selection.codings
    places = {source.id: number for number, source in enumerate(edition.corpus)}
    source = np.array([places[name] for name in codings.sources] or [0], np.int64)[codings.source[rows]]
    keys = (codings.coder[rows], codings.code[rows], codings.end[rows], codings.start[rows], source)
    return rows[np.lexsort(keys)]


def _passages(edition: Edition, order: npt.NDArray[np.int64]) -> Passages:
    columns: dict[str, Any] = {name: [] for name in _COLUMNS}
    texts, codes, coders, words, languages = (_Numbers() for _ in range(5))
    languages.of("")
    all_codings = list(edition.selection.codings)
    names = {coder.id: coder.kind for coder in edition.selection.codings.coders}
    book = {code.id: edition.words(str(code.name)) for code in edition.codebook}
    said = _Spoken(edition)
    for row in order.tolist():
        coding = all_codings[row]
        columns["text"].append(texts.of(coding.source))
        columns["line"].append(edition.line(coding.source, coding.span.start))
        columns["code"].append(codes.of((coding.code, book.get(coding.code, ""))))
        kind = t(names[coding.coder])
        columns["coder"].append(coders.of(kind if edition.blind else f"{coding.coder} ({kind})"))
        columns["polarity"].append(POLARITIES.index(coding.polarity))
        shown, language = said.of(coding) if edition.quotable_rows[row] else ("", "")
        columns["said"].append(words.of(shown) if shown else -1)
        columns["language"].append(languages.of(language if language != edition.language else ""))
    return Passages(
        texts=tuple(texts),
        codes=tuple(codes),
        coders=tuple(coders),
        words=tuple(words),
        languages=tuple(languages),
        **columns,
    )


class _Spoken:
    """The words of passages, with the turns of each text looked up once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._starts: dict[str, list[int]] = {}

    def of(self, coding: Coding) -> tuple[str, str]:
        """Give words, cut where they are long, and their language."""
        source = self._edition.corpus[coding.source]
        starts = self._starts.setdefault(source.id, [turn.span.start for turn in source.turns])
        text, language = spoken(source, coding.span.start, coding.span.end, starts)
        return cut(self._edition.words(text), self._edition.config.quotations.longest), language


def spoken(source: Source, start: int, end: int, starts: list[int] | None = None) -> tuple[str, str]:
    """Give what is said in a stretch of a text, a line for each turn, and its language; without who speaks.

    Labels in front of turns are pseudonyms, so that they are left out.

    Args:
        source: The text.
        start: First code point.
        end: One past the last.
        starts: Where the turns begin, if that is known.
    """
    if not source.turns:
        return " ".join(source.text[start:end].split()), ""
    begins = [turn.span.start for turn in source.turns] if starts is None else starts
    lines: list[str] = []
    language = ""
    for turn in source.turns[max(bisect_right(begins, start) - 1, 0) :]:
        if turn.span.start >= end:
            break
        stretch = " ".join(source.text[max(turn.span.start, start) : min(turn.span.end, end)].split())
        if stretch:
            lines.append(stretch)
            language = language or turn.language
    return "\n".join(lines), language


def cut(text: str, most: int) -> str:
    """Give a text with so many words at most; where something is left out, that is seen.

    >>> cut("a b c", 2), cut("a b", 2)
    ('a b […]', 'a b')
    """
    left = most
    lines: list[str] = []
    for line in printable(text).split("\n"):
        words = line.split()
        if len(words) > left:
            return "\n".join([*lines, " ".join([*words[:left], "[…]"])])
        left -= len(words)
        lines.append(" ".join(words))
    return "\n".join(lines)


def runs(rows: Iterable[int]) -> str:
    """Write rows as runs, each as its distance from the one before and, if it is long, its length less one.

    Numbers have base 36, so that a page with many rows stays small.

    >>> runs([3, 4, 5, 40])
    '3.2,z'
    """
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    before, parts = 0, []
    for first, last in found:
        parts.append(_base36(first - before) + (f".{_base36(last - first)}" if last > first else ""))
        before = last
    return ",".join(parts)


def _base36(value: int) -> str:
    digits = ""
    while True:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
        if not value:
            return digits
