"""Sentences in cells: how many there are, whose they are, which codes stand in them, and which cells may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Selection, turn_of_units
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.trajectory.axis import ALL, OTHER, Axis, one_value
from fou_toolkit.analysis.units import Units
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Codebook
from fou_toolkit.text import index_of

__all__ = ["Grid", "family_of", "grid_of", "present"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_PAIR: Final = 2
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Grid:
    """Sentences by row and column.

    Args:
        selection: What is counted.
        rows: Values of the rows.
        columns: Values of the columns.
        small: What happens to numbers that come from few people.
        units: The sentences.
        turn: Number of each sentence's turn, shape `(u,)`.
        also_hidden: Cells that are not shown, whatever the number of people, shape `(rows, columns)`.
        parts: The finer cells that these are sums of, where those are shown as well.
    """

    selection: Selection
    rows: Axis
    columns: Axis
    small: SmallCells
    units: Units
    turn: Ints
    also_hidden: Bools
    parts: "Grid | None" = None

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self.rows), len(self.columns)

    @cached_property
    def cell(self) -> Ints:
        """Cell of each sentence, row by row; -1 where it is in none. Shape `(u,)`."""
        row, column = self.rows.number[self.turn], self.columns.number[self.turn]
        return np.where((row < 0) | (column < 0), -1, row * len(self.columns) + column)

    @cached_property
    def person(self) -> Ints:
        """Who says each sentence, as in `TurnTable.people`, shape `(u,)`."""
        return turns_of(self.selection.corpus).people[1][self.turn]

    @cached_property
    def words(self) -> Ints:
        """Words of each sentence, shape `(u,)`."""
        index = index_of(self.selection.corpus)
        sentence = np.searchsorted(index.sentence_start, self.units.start)
        return np.diff(index.sentence_word).astype(np.int64)[sentence]

    @cached_property
    def sentences(self) -> Ints:
        """Sentences in each cell, shape `(rows, columns)`."""
        return self._tally(np.ones(len(self.units), np.int64))

    @cached_property
    def texts(self) -> Ints:
        """Texts that each cell rests on, shape `(rows, columns)`."""
        return self._different(self.units.source)

    @cached_property
    def people(self) -> Ints:
        """People who are heard in each cell, shape `(rows, columns)`."""
        return self._different(self.person)

    @cached_property
    def heard(self) -> Bools:
        """Whether anything was said in each cell, shape `(rows, columns)`."""
        flags: Bools = self.sentences > 0
        return flags

    @cached_property
    def hidden(self) -> Bools:
        """Whether the numbers of each cell are kept back, shape `(rows, columns)`."""
        if self.small.shows_all:
            return np.zeros(self.shape, np.bool_)
        flags: Bools = self.heard & ((self.people < self.small.threshold) | self.also_hidden)
        return flags

    @property
    def few_hidden(self) -> bool:
        """Whether so few people are heard in the hidden cells that the number of all people would give theirs away."""
        if not self.hidden.any():
            return False
        back = (self.cell >= 0) & self.hidden.ravel()[self.cell]
        return self.small.hides(np.unique(self.person[back]).size)

    @property
    def shown(self) -> Bools:
        """Whether each cell has numbers to look at, shape `(rows, columns)`."""
        return self.heard & ~self.hidden

    def words_of_cells(self) -> Ints:
        """Give the words said in each cell, shape `(rows, columns)`."""
        return self._tally(self.words)

    def tally(self, groups: Mapping[str, Iterable[str]]) -> tuple[Ints, Bools]:
        """Count the sentences of each cell in which each group of codes stands.

        Args:
            groups: Ids of codes, by the name of the group; a code is in one group only.

        Returns:
            The numbers, also those that are not to be shown, and which of them are kept back: where the cell is hidden,
            where fewer people than the threshold say it, and where the sum, less the parts that are shown, comes from
            so few. Each of shape `(rows, columns, groups)`.
        """
        found = present(self.selection, self.units, groups)
        return self._stacked([self._tally(flags) for flags in found.T], np.int64), self._kept_back(found)

    def shown_counts(self, groups: Mapping[str, Iterable[str]]) -> Floats:
        """Count as `tally`; NaN where nobody was heard, and where the number is kept back."""
        numbers, back = self.tally(groups)
        return np.where(back, np.nan, self.masked(numbers))

    def _kept_back(self, found: Bools) -> Bools:
        """Tell which numbers of sentences are kept back; see `tally`.

        Args:
            found: Which group of codes stands in which sentence, shape `(u, groups)`.
        """
        few = self._stacked([self._few(flags) for flags in found.T], np.bool_)
        if self.small.shows_all:
            return np.zeros_like(few)
        if self.parts is not None:
            left = found & self.parts.not_shown(self.parts._kept_back(found))  # noqa: SLF001 - another grid
            few = few | self._stacked([self._few(flags) for flags in left.T], np.bool_)
        return (few | self.hidden[:, :, None]) & self.heard[:, :, None]

    def not_shown(self, back: Bools) -> Bools:
        """Tell which sentences stand in no number that is shown, shape `(u, groups)`.

        Args:
            back: Which numbers are kept back, shape `(rows, columns, groups)`.
        """
        # The last row is that of sentences in no cell: they have the number -1.
        flat = np.concatenate([back.reshape(-1, back.shape[2]), np.ones((1, back.shape[2]), np.bool_)])
        flags: Bools = flat[self.cell]
        return flags

    def _few(self, flags: Bools) -> Bools:
        """Tell which cells have some of these sentences, from fewer people than the threshold."""
        people = self._different(self.person, flags)
        few: Bools = (people > 0) & (people < self.small.threshold)
        return few

    def _stacked(self, tables: Sequence[npt.NDArray[_T]], kind: type[_T]) -> npt.NDArray[_T]:
        return np.stack(tables, axis=-1) if len(tables) else np.zeros((*self.shape, 0), kind)

    def masked(self, numbers: npt.NDArray[np.generic]) -> Floats:
        """Take out what is not shown, and what nobody said anything in: NaN.

        Args:
            numbers: Shape `(rows, columns, ...)`.
        """
        kept = self.shown.reshape(*self.shape, *(1,) * (numbers.ndim - _PAIR))
        return np.where(kept, numbers.astype(np.float64), np.nan)

    def merged_rows(self) -> "Grid":
        """Put rows with small cells together; as long as that leaves small cells, the smallest other row joins.

        If no other is left, all rows are one.
        """
        few: Bools = np.asarray(self.hidden.any(axis=1))
        sizes = self.people.sum(axis=1)
        made = self
        while few.any() and few.size > 1:
            made = self._joined(few)
            if few.all() or not made.hidden[-1].any():
                break
            others = np.flatnonzero(~few)
            few[others[np.argmin(sizes[others])]] = True
        return made

    def _joined(self, few: Bools) -> "Grid":
        """Put some rows together; the new one is the last."""
        name = ALL if few.all() else OTHER
        groups = {value: name for value, one in zip(self.rows.values, few.tolist(), strict=True) if one}
        rows = self.rows.merged(groups)
        return replace(self, rows=rows, also_hidden=np.zeros((len(rows), len(self.columns)), np.bool_))

    def together(self) -> "Grid":
        """Put all rows together, without giving away what a single row keeps back.

        What is left of the sum, if the rows that are shown are taken away, has to come from enough people, too.
        """
        if self.parts is not None:
            return self
        made = replace(self, rows=one_value(self.selection.corpus), parts=self)
        return replace(made, also_hidden=made._few_left())  # noqa: SLF001 - another grid

    def over_columns(self) -> "Grid":
        """Put all columns together, without giving away what a single column keeps back; see `together`."""
        if self.parts is not None:
            return self
        made = replace(self, columns=one_value(self.selection.corpus), parts=self)
        return replace(made, also_hidden=made._few_left())  # noqa: SLF001 - another grid

    def without_empty_columns(self) -> "Grid":
        """Leave out columns in which nobody is heard."""
        kept = np.asarray(self.heard.any(axis=0))
        return replace(self, columns=self.columns.kept(kept), also_hidden=self.also_hidden[:, kept])

    def _few_left(self) -> Bools:
        """Tell in which cells the parts that are kept back hold too few people, shape `(rows, columns)`."""
        if self.parts is None:
            return np.zeros(self.shape, np.bool_)
        return self._few(self.parts.not_shown(self.parts.hidden[:, :, None])[:, 0])

    def _tally(self, weights: npt.NDArray[np.generic]) -> Ints:
        inside = self.cell >= 0
        size = len(self.rows) * len(self.columns)
        sums = np.bincount(self.cell[inside], weights[inside].astype(np.float64), minlength=size)
        return np.rint(sums[:size]).astype(np.int64).reshape(self.shape)

    def _different(self, what: npt.NDArray[np.integer], flags: Bools | None = None) -> Ints:
        """Count the different values in each cell, of all sentences or of some."""
        inside = self.cell >= 0 if flags is None else flags & (self.cell >= 0)
        size = len(self.rows) * len(self.columns)
        pairs = np.unique(np.stack((self.cell[inside], what[inside].astype(np.int64))), axis=1)
        return np.bincount(pairs[0], minlength=size)[:size].astype(np.int64).reshape(self.shape)


def grid_of(selection: Selection, rows: Axis, columns: Axis, small: SmallCells) -> Grid:
    """Put sentences into cells; rows in which nobody is heard are left out."""
    units = selection.units("sentence")
    turn = turn_of_units(selection.corpus, units)
    wanted = np.bincount(rows.number[turn][rows.number[turn] >= 0], minlength=len(rows)) > 0
    kept = rows.kept(wanted)
    return Grid(selection, kept, columns, small, units, turn, np.zeros((len(kept), len(columns)), np.bool_))


def present(selection: Selection, units: Units, groups: Mapping[str, Iterable[str]]) -> Bools:
    """Tell in which units any code of each group stands; with `combine="all"`, all coders have one of the group.

    Args:
        selection: What is counted.
        units: Where to look.
        groups: Ids of codes, by the name of the group; a code is in one group only.

    Returns:
        Flags of shape `(units, groups)`.
    """
    codings = selection.codings
    names = tuple(groups)
    group_of = {code: number for number, name in enumerate(names) for code in groups[name]}
    place = np.array([group_of.get(code, -1) for code in codings.codes] or [-1], np.int32)
    code = place[codings.code]
    kept = replace(codings.where(code >= 0), codes=names, code=code[code >= 0])
    return replace(selection, codings=kept).presence(units, names)


def family_of(codebook: Codebook, ids: str | Sequence[str]) -> tuple[str, ...]:
    """Give codes and all that stands below them.

    Raises:
        DataError: No code is given.
        UnknownIdError: There is no such code.
    """
    wanted = [codebook[name].id for name in ((ids,) if isinstance(ids, str) else ids)]
    if not wanted:
        known = ", ".join(code.id for code in codebook)
        raise DataError(t("No codes are given."), hint=t("The codebook has: {ids}", ids=known))
    found = dict.fromkeys(wanted)
    for code in codebook:
        # Parents come before their children.
        if code.parent in found:
            found[code.id] = None
    return tuple(found)
