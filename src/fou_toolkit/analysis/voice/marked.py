"""Interruptions, as far as a transcript marks them.

Two signs count, and nothing is guessed from what is said:

- speech at once: an overlap mark (`//`) in front of the first word of a turn, or behind the last word of the one
  before; or a comment that says so (`[avbryter]`, `[snakker samtidig]`);
- a turn that is broken off: a dash behind its last word (`og så –`, `kj-`). Three dots are a hesitation, no sign.

Both at one place are one interruption. Speech at once within a turn (`ja //mhm// og så`) is none.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import Corpus, Mark, Source
from fou_toolkit.text import Index

__all__ = ["Signs", "signs_of"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_COMES_IN: Final = re.compile(
    r"\W*(?:avbry\w+|avbro\w+|avbru\w+|interrupt\w*|crosstalk"
    r"|(?:\w+ )?(?:snakk|prat)\w+ (?:samtidig|samstundes)|overlapp\w* \w+|overlapping \w+)\W*",
    re.IGNORECASE,
)
"""What a comment says of speech at once; «avbrytes av telefonen» is no person."""
_BROKEN: Final = re.compile(r"[-–—‐‑]\W*\Z")


@dataclass(frozen=True, eq=False)
class Signs:
    """What is marked at the borders of turns.

    Args:
        before: Whether speech at once is marked in front of the first word, shape `(turns,)`.
        behind: Whether speech at once or a break is marked behind the last word, shape `(turns,)`.
    """

    before: Bools
    behind: Bools


def signs_of(corpus: Corpus, index: Index) -> Signs:
    """Look at the borders of all turns; where nothing is said, there is no sign."""
    at = np.array(
        [
            base + mark.span.start
            for source, base in zip(corpus, index.bases.tolist(), strict=False)
            for mark in source.marks
            if _at_once(source, mark)
        ],
        np.int64,
    )
    at.sort()
    said = np.flatnonzero(np.diff(index.turn_word))
    before, behind = np.zeros(index.turn_start.size, np.bool_), np.zeros(index.turn_start.size, np.bool_)
    first, last = index.turn_word[said], index.turn_word[said + 1] - 1
    opens = index.start[first].astype(np.int64)
    ends = index.end[last].astype(np.int64)
    before[said] = np.searchsorted(at, opens) > np.searchsorted(at, index.turn_start[said])
    behind[said] = np.searchsorted(at, index.turn_end[said]) > np.searchsorted(at, ends)
    open_ = said[~behind[said]]
    from_ = index.start[index.turn_word[open_ + 1] - 1].astype(np.int64)
    stretches = zip(from_.tolist(), index.turn_end[open_].tolist(), index.turn_source[open_].tolist(), strict=True)
    marks = [_others(source) for source in corpus]
    broken = (_breaks_off(index, start, end, marks[number]) for start, end, number in stretches)
    behind[open_] = np.fromiter(broken, np.bool_, open_.size)
    return Signs(before, behind)


def _at_once(source: Source, mark: Mark) -> bool:
    if mark.kind == "overlap":
        return True
    return mark.kind == "comment" and _COMES_IN.fullmatch(mark.span.of(source.text)) is not None


def _others(source: Source) -> tuple[Ints, Ints]:
    """Give where marks of a source begin and end, in its own positions."""
    spans = [mark.span for mark in source.marks]
    return np.array([span.start for span in spans], np.int64), np.array([span.end for span in spans], np.int64)


def _breaks_off(index: Index, start: int, end: int, marks: tuple[Ints, Ints]) -> bool:
    """Tell whether a stretch ends with a dash, whatever is marked behind it."""
    base = int(index.bases[np.searchsorted(index.bases, start, side="right") - 1])
    tail = index.text(start, end)
    low, high = np.searchsorted(marks[0], (start - base, end - base)).tolist()
    for mark in (slice(*pair) for pair in (np.stack((marks[0], marks[1])).T[low:high] - (start - base)).tolist()):
        # The mark is blanked out, so that places stay where they are.
        tail = tail[: mark.start] + " " * len(tail[mark]) + tail[mark.stop :]
    return _BROKEN.search(tail) is not None
