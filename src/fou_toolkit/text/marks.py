"""What is not speech in a transcript (provisional, so that others can test; the whole table is being written)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fou_toolkit.model import Mark, Span

__all__ = ["DEFAULT_MARKS", "MarkTable", "find_marks"]


@dataclass(frozen=True, slots=True)
class MarkTable:
    """How a project writes what is not speech."""

    patterns: tuple[tuple[str, str], ...]
    fillers: frozenset[str]

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> "MarkTable":
        """Provisional."""
        del settings
        return DEFAULT_MARKS


DEFAULT_MARKS = MarkTable(
    (
        ("laughter", r"[\[(](?:latter|ler|lo)[\])]"),
        ("unclear", r"[\[(](?:uhørlig|uhøyrleg|uklart)[\])]"),
        ("pause", r"\((?:\.{1,3}|…|pause)\)"),
        ("overlap", r"//"),
        ("time", r"[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]"),
    ),
    frozenset({"eh", "ehm", "øh", "øhm", "hm", "hmm", "mhm", "mm", "eeh", "æh"}),
)


def find_marks(text: str, table: MarkTable = DEFAULT_MARKS) -> tuple[Mark, ...]:
    """Find marks."""
    combined = "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(table.patterns))
    if not combined:
        return ()
    found = re.compile(combined, re.IGNORECASE).finditer(text)
    return tuple(
        Mark(Span(match.start(), match.end()), table.patterns[int((match.lastgroup or "k0")[1:])][0]) for match in found
    )
