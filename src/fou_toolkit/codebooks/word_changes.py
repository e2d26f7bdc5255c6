"""What changed in a text, word by word, for people to read."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Final

__all__ = ["clipped", "word_changes"]

_LEFT_OUT: Final = "…"
_AROUND: Final = 3
"""Words shown before and after a change."""

_MOST_WORDS: Final = 24
"""Longer stretches are shown by their first and last words."""

_MOST_CHANGES: Final = 12
_MOST_COMPARED: Final = 20_000
"""Words of both texts; comparing takes the square of them at worst (0.1 s here)."""

_LONGEST: Final = 240
"""Characters of a text that stands alone; a long word is cut there, too."""

# What a person takes for one character: a flag, or a sign with its combining marks, skin tones and joined signs.
_CHARACTER: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*", re.DOTALL
)


def word_changes(old: str, new: str) -> str:
    """Give the words that are gone as `[-…-]` and the new ones as `{+…+}`, with a few words around them.

    Args:
        old: The text before.
        new: The text after.

    >>> word_changes("Noen viser til rang i et møte.", "Noen viser til posisjon i et møte.")
    'Noen viser til [-rang-] {+posisjon+} i et møte.'
    >>> word_changes("", "Ny tekst.")
    '{+Ny tekst.+}'
    """
    before, after = old.split(), new.split()
    operations = [("replace", 0, len(before), 0, len(after))]
    if len(before) + len(after) <= _MOST_COMPARED:
        operations = [*SequenceMatcher(None, before, after).get_opcodes()]
    pieces: list[str] = []
    shown = 0
    for number, (kind, start, end, start_new, end_new) in enumerate(operations):
        if kind == "equal":
            pieces += _around(before[start:end], first=number == 0, last=number == len(operations) - 1)
        elif shown == _MOST_CHANGES:
            return " ".join([*pieces, _LEFT_OUT])
        else:
            shown += 1
            pieces += [f"[-{' '.join(_some(before[start:end]))}-]"] if end > start else []
            pieces += [f"{{+{' '.join(_some(after[start_new:end_new]))}+}}"] if end_new > start_new else []
    return " ".join(pieces)


def clipped(text: str) -> str:
    """Give the beginning of a long text; no character is cut in two.

    >>> clipped("kort"), len(clipped("lang " * 100))
    ('kort', 240)
    """
    if len(text) <= _LONGEST:
        return text
    ends = (found.end() for found in _CHARACTER.finditer(text))
    end = max(takewhile(lambda end: end < _LONGEST, ends), default=0)
    return text[:end].rstrip() + _LEFT_OUT


def _around(words: Sequence[str], *, first: bool, last: bool) -> Iterator[str]:
    """Give of words that stayed those that stand next to a change."""
    ahead = 0 if first else _AROUND
    behind = 0 if last else _AROUND
    if len(words) <= ahead + behind:
        yield from map(clipped, words)
        return
    yield from map(clipped, words[:ahead])
    yield _LEFT_OUT
    yield from map(clipped, words[len(words) - behind :])


def _some(words: Sequence[str]) -> list[str]:
    if len(words) <= _MOST_WORDS:
        return [*map(clipped, words)]
    half = _MOST_WORDS // 2
    return [*map(clipped, words[:half]), _LEFT_OUT, *map(clipped, words[-half:])]
