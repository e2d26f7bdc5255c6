"""What came of running notebooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import number, t, tn
from fou_toolkit._tabular import Tabular

__all__ = ["NotebookOutcome", "NotebookRun"]


@dataclass(frozen=True, slots=True)
class NotebookOutcome:
    """What came of one notebook.

    Args:
        name: Name of its file.
        cells: Cells with code.
        seconds: How long it ran the first time; stands in no file.
        differs: Numbers of the cells, from 1, that gave something else the second time.
        removed: Outputs and texts that were taken out.
    """

    name: str
    cells: int
    seconds: float
    differs: tuple[int, ...] = ()
    removed: int = 0

    @property
    def ok(self) -> bool:
        """Whether it gave the same twice."""
        return not self.differs


@dataclass(frozen=True, repr=False)
class NotebookRun(Tabular):
    """What came of all notebooks, one row each.

    Args:
        outcomes: One per notebook, by name.
    """

    outcomes: tuple[NotebookOutcome, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether all gave the same twice."""
        return all(one.ok for one in self.outcomes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("notebook", "cells", "seconds", "ok", "differs", "removed")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give the rows."""
        for one in self.outcomes:
            yield one.name, one.cells, one.seconds, one.ok, " ".join(map(str, one.differs)), one.removed

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in the current language."""
        return t("Notebook"), t("Cells"), t("Seconds"), t("The same twice"), t("Taken out")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows as people read them."""
        for one in self.outcomes:
            which = ", ".join(map(str, one.differs))
            same = t("yes") if one.ok else t("not cell {which}", which=which)
            yield one.name, one.cells, number(one.seconds, 1), same, one.removed

    @property
    def caption(self) -> str:
        """Say how many ran, and whether they can be rebuilt."""
        count = len(self.outcomes)
        said = tn("{n} notebook was run.", "{n} notebooks were run.", count)
        odd = sum(not one.ok for one in self.outcomes)
        if not odd:
            return said
        return (
            f"{said} {tn('{n} gives something else the second time.', '{n} give something else the second time.', odd)}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was taken out."""
        return (
            t("Taken out: what repeats five words or more of a text that may not be quoted."),
            t("Pictures cannot be read: look at those that show words."),
        )
