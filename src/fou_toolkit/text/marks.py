"""What is not speech in a transcript (being written)."""

from dataclasses import dataclass

__all__ = ["DEFAULT_MARKS", "MarkTable"]


@dataclass(frozen=True, slots=True)
class MarkTable:
    """How a project writes what is not speech."""

    patterns: tuple[tuple[str, str], ...]
    fillers: frozenset[str]


DEFAULT_MARKS = MarkTable((), frozenset({"eh", "ehm", "øh", "øhm", "hm", "hmm", "mhm", "mm", "eeh", "æh"}))
