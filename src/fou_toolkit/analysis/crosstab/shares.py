"""Shares of a table's numbers: made of what is shown, so that nothing can be worked out from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.small_cells import HIDDEN

if TYPE_CHECKING:
    from fou_toolkit.analysis.crosstab.result import Crosstab

__all__ = ["SHARES", "Shares"]

Floats = npt.NDArray[np.float64]

SHARES: Final = {
    "row": mark("share of the row"),
    "column": mark("share of the column"),
    "total": mark("share of everything"),
    "group": mark("share of all that the group has"),
    "1000 words": mark("per 1000 words of the group"),
}
"""What numbers are held against."""

_SMALL: Final = 0.005
"""What is rounded to nothing and is not nothing."""


@dataclass(frozen=True, eq=False, repr=False)
class Shares(Tabular):
    """A table's numbers, held against something.

    Args:
        table: The table.
        of: One of `SHARES`.
        values: Shape `(rows, columns)`; NaN where a number is not shown, or where there is nothing to hold it against.
    """

    table: "Crosstab"
    of: str
    values: Floats

    @classmethod
    def held_against(cls, table: "Crosstab", of: str, values: Floats, base: Floats) -> "Shares":
        """Divide numbers that are shown by others that are."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.where(base > 0, values / base, np.nan)
        found.flags.writeable = False
        return cls(table, of, found)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, those of the table without the sum."""
        return self.table.columns[:-1]

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per row of the table; `None` where there is no share."""
        names = 2 if self.table.lines.of_codes else 1
        for row, values in zip(self.table.rows(), self.values.tolist(), strict=True):
            yield (*row[:names], *(None if np.isnan(value) else value for value in values))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return self.table.headings[:-1]

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the shares as people read them."""
        for label, values in zip(self.table.lines.labels, self.values.tolist(), strict=True):
            yield (label, *(self.text_of(value) for value in values))

    def text_of(self, value: float) -> str:
        """Write a share; a small one is not nothing."""
        if np.isnan(value):
            return HIDDEN
        if self.of == "1000 words":
            return f"{value:.1f}" if value == 0 or value >= _SMALL * 10 else "<0.1"
        return f"{value:.0%}" if value == 0 or value >= _SMALL else "<1%"

    @property
    def caption(self) -> str:
        """Say what is counted, and what it is held against."""
        return f"{self.table.caption}; {t(SHARES[self.of])}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what has to be said of the table."""
        return self.table.notes
