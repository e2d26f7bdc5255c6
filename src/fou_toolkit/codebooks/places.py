"""Where things stand in a codebook file: every field, and every character inside of a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

__all__ = ["Mark", "Path", "Places", "place_in_source"]

Path = tuple[str | int, ...]
"""The way to a field: `("codes", 3, "name", "nn")`."""

_FOLD: Final = re.compile(r"[ \t]*\n\s*")
_ESCAPED: Final = {"x": 2, "u": 4, "U": 8}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something begins.

    Args:
        line: Line, from 1.
        column: Column, from 1.
        begin: Offset in the file.
        end: Offset behind its end; for lists and mappings equal to `begin`.
        style: For texts the sign around it: `"`, `'`, `|`, `>` or nothing.
    """

    line: int
    column: int
    begin: int = 0
    end: int = 0
    style: str = ""


@dataclass(frozen=True)
class Places:
    """Marks of all fields of one file.

    Args:
        source: The text of the file; empty where there is none.
        values: Where the value of a field begins.
        keys: Where the name of a field stands.
    """

    source: str = ""
    values: Mapping[Path, Mark] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[Path, Mark] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, path: Path) -> tuple[int, int]:
        """Give line and column of a field, or of the nearest field around it; `(0, 0)` without a file."""
        for length in range(len(path), -1, -1):
            mark = self.values.get(path[:length])
            if mark is not None:
                return mark.line, mark.column
        return 0, 0

    def at_key(self, path: Path) -> tuple[int, int]:
        """Give line and column of the name of a field."""
        mark = self.keys.get(path)
        return self.at(path) if mark is None else (mark.line, mark.column)

    def inside(self, line: int, column: int, offset: int) -> tuple[int, int]:
        """Give line and column of one character of the text that begins at a place.

        Args:
            line: Line where the text begins.
            column: Column where the text begins.
            offset: Number of the character in the text, from 0.
        """
        mark = self._texts.get((line, column))
        if mark is None:
            return line, column
        at = place_in_source(self.source, mark, offset)
        last_break = self.source.rfind("\n", 0, at)
        return self.source.count("\n", 0, at) + 1, at - last_break

    @cached_property
    def _texts(self) -> dict[tuple[int, int], Mark]:
        return {(mark.line, mark.column): mark for mark in self.values.values() if mark.end > mark.begin}


def place_in_source(source: str, mark: Mark, offset: int) -> int:
    r"""Give where a character of a text stands in the file, past quotes, escapes and folded lines.

    In block texts (`|`, `>`) it is the beginning of the text: cues do not stand there.

    Args:
        source: The text of the file.
        mark: Where the text stands.
        offset: Number of the character in the text, from 0.

    >>> place_in_source(r'"a\"b"', Mark(1, 1, 0, 6, '"'), 2)
    4
    """
    if mark.style in ("|", ">"):
        return mark.begin
    at = mark.begin + len(mark.style)
    while at < mark.end:
        step, characters = _step(source, at, mark.style)
        if offset <= 0 < characters:
            break
        at, offset = at + step, offset - characters
    return at


def _step(source: str, at: int, style: str) -> tuple[int, int]:
    """Give how far the next piece reaches in the file, and how many characters of the text it stands for."""
    fold = _FOLD.match(source, at)
    if fold is not None:
        return len(fold[0]), max(1, fold[0].count("\n") - 1)
    if style == '"' and source[at] == "\\":
        if source[at + 1] == "\n":
            rest = source[at + 2 :]
            return 2 + len(rest) - len(rest.lstrip()), 0
        return 2 + _ESCAPED.get(source[at + 1], 0), 1
    return (2, 1) if style == "'" and source.startswith("''", at) else (1, 1)
