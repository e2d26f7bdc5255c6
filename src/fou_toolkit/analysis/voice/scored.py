"""What the tables beside `voice` have in common: rows, and what has to be said with them."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.voice.facts import Facts

__all__ = ["Scored"]

Row = TypeVar("Row")


class Scored(Tabular, Generic[Row]):
    """A table of rows that can be gone through; its classes say what a row is."""

    scores: tuple[Row, ...]
    facts: Facts

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.scores)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.scores)

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.facts.counted
