"""What tables of sentences by case and period, or by group and period, have in common."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.trajectory.axis import Axis
from fou_toolkit.analysis.trajectory.cells import bands_of
from fou_toolkit.analysis.trajectory.grid import Grid

__all__ = ["CellTable"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class CellTable(Tabular):
    """A table made of a grid of sentences; what few people said is not in it.

    Rows are cases or groups.
    """

    # The sentences that the tables are made of, also those whose numbers are not shown.
    _grid: Grid

    @property
    @abstractmethod
    def _families(self) -> Mapping[str, Iterable[str]]:
        """Ids that count, by the code they count for."""

    @property
    def periods(self) -> Axis:
        """The periods, in the order of time, or the second attribute: the columns; one where there is none."""
        return self._grid.columns

    @property
    def small(self) -> SmallCells:
        """What happens to numbers that come from few people."""
        return self._grid.small

    @property
    def heard(self) -> Bools:
        """Whether anything was said, shape `(rows, periods)`; where nothing was, there is a gap and no zero."""
        return self._grid.heard

    @property
    def hidden(self) -> Bools:
        """Whether all numbers of a cell are kept back, shape `(rows, periods)`; see `kept_back`."""
        return self._grid.hidden

    @property
    def kept_back(self) -> Bools:
        """Whether the number of sentences with a code is kept back, shape `(rows, periods, codes)`.

        It is where the cell is hidden, and where fewer people than the threshold say it.
        """
        return self._tally[1]

    @cached_property
    def _tally(self) -> tuple[Ints, Bools]:
        return self._grid.tally(self._families)

    @cached_property
    def counts(self) -> Floats:
        """Sentences with each code, shape `(rows, periods, codes)`; NaN where kept back or not heard."""
        return np.where(self.kept_back, np.nan, self._grid.masked(self._tally[0]))

    @cached_property
    def texts(self) -> Floats:
        """Texts that each cell rests on, shape `(rows, periods)`; NaN where hidden or not heard."""
        return self._grid.masked(self._grid.texts)

    @cached_property
    def people(self) -> Floats:
        """People who are heard, shape `(rows, periods)`; NaN where hidden or not heard."""
        return self._grid.masked(self._grid.people)

    @cached_property
    def bands(self) -> dict[tuple[int, ...], str]:
        """Bands of the counts that are kept back, by row, period and code; only where passages are asked for."""
        return bands_of(*self._tally, self.small)
