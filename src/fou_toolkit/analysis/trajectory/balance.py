"""How two sets of codes stand to each other over time: relations and structures, for instance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.axis import Axis
from fou_toolkit.analysis.trajectory.cells import GAP, number_of, per_cent, state_of

__all__ = ["Balance"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Balance(Tabular):
    """How two sets of codes stand to each other, by case and period.

    Args:
        one: What the first side is called.
        other: What the other side is called.
        cases: The cases.
        periods: The periods.
        counts: Sentences with each side, shape `(cases, periods, 2)`; NaN where hidden or not heard.
        heard: Whether the case was heard, shape `(cases, periods)`.
        hidden: Whether that is kept back.
        counted: What was counted.
        more: Notes of the trajectory.
    """

    one: str
    other: str
    cases: Axis
    periods: Axis
    counts: Floats
    heard: Bools
    hidden: Bools
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def share(self) -> Floats:
        """Share of the first side among both; .5 is balance, NaN where neither stands. Shape `(cases, periods)`."""
        total = np.nansum(self.counts, axis=2)
        nothing: Floats = np.full(total.shape, np.nan)
        shares: Floats = np.divide(self.counts[..., 0], total, out=nothing, where=total > 0)
        return shares

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per case and period."""
        return ("case", "period", "one", "other", "share", "state")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case and period."""
        share = self.share
        for row, column in np.ndindex(self.heard.shape):
            at = (row, column)
            one, other = (number_of(value) for value in self.counts[at].tolist())
            state = state_of(heard=bool(self.heard[at]), hidden=bool(self.hidden[at]))
            yield (self.cases.values[row], self.periods.values[column], one, other, number_of(share[at]), state)

    @property
    def caption(self) -> str:
        """Say what stands against what."""
        return t("{one} against {other}: share of the first among both", one=self.one, other=self.other)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and how to read it."""
        how = t("Counted are sentences; one with both sides counts on both. 50 % is no target.")
        return (*self.counted.notes, how, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.cases.name or t("case"), *self.periods.labels)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case: share, and both counts."""
        share = self.share
        for row, case in enumerate(self.cases.labels):
            yield (case, *(self._cell(row, column, share[row, column]) for column in range(len(self.periods))))

    def _cell(self, row: int, column: int, share: float) -> str:
        if not self.heard[row, column]:
            return GAP
        if self.hidden[row, column]:
            return HIDDEN
        one, other = self.counts[row, column].tolist()
        counts = f"{one:.0f} : {other:.0f}"
        return counts if np.isnan(share) else f"{per_cent(share)} ({counts})"
