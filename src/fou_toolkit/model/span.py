"""The only unit of position inside: half-open, in Unicode code points."""

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of one version of one text, in code points.

    Args:
        start: First code point, from 0.
        end: One past the last code point.

    Raises:
        ValueError: Negative or turned round.

    >>> Span(0, 2).of("😀a̧")
    '😀a'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"Span({self.start}, {self.end}): 0 <= start <= end")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Cut the span out of its text."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Tell whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end
