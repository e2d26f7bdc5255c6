"""Reliability data: what each coder said of each unit, as a table that people type or other tools give."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from numbers import Real
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["ReliabilityData"]

Ints = npt.NDArray[np.int64]

_NONE: Final = -1
"""Stands in the table where a coder has not looked at a unit; people write `None` or NaN."""
_ROWS: Final = ("coders", "units")
_EXACT: Final = 2.0**53
"""Whole numbers below this are exact as floats."""


@dataclass(frozen=True, eq=False, repr=False)
class ReliabilityData:
    """What coders said of units.

    Args:
        values: Values that `table` counts; in order, if they have one.
        table: Number of the value of each coder and unit, -1 where the coder did not look; shape `(coders, units)`.

    >>> data = ReliabilityData.of([["a", "b", None], ["a", "a", "b"]])
    >>> data.values, data.table.tolist()
    (('a', 'b'), [[0, 1, -1], [0, 0, 1]])
    """

    values: tuple[Hashable, ...]
    table: Ints

    @classmethod
    def of(
        cls,
        data: object,
        *,
        rows: str = "coders",
        values: Iterable[Hashable] | None = None,
        missing: Hashable | Iterable[Hashable] = (),
    ) -> "ReliabilityData":
        """Read a table.

        Args:
            data: Lists, an array or a DataFrame, shape `(coders, units)`; numbers, words or sets of codes. `None` and
                NaN stand where a coder has not looked. What is reliability data already is given back.
            rows: `coders`, as in the literature, or `units`: a row for each unit and a column for each coder, as in a
                spreadsheet.
            values: All values that were possible, in order; by default those that occur, sorted. The order counts for
                ordinal data, the number of values for S and AC1.
            missing: Further signs for «has not looked», such as `"*"` or 99.

        Raises:
            DataError: It is no table, or has a value that is not among the possible ones.

        >>> ReliabilityData.of([[1, 1], [2, 3], [3, 3]], rows="units").table.tolist()
        [[0, 1, 2], [0, 2, 2]]
        >>> ReliabilityData.of([["low", "high"], ["low", "*"]], values=["low", "high"], missing="*").table.tolist()
        [[0, 1], [0, -1]]
        """
        if isinstance(data, ReliabilityData):
            return data
        if rows not in _ROWS:
            hint = t("Possible are: {names}", names=", ".join(_ROWS))
            raise DataError(t("«{value}» is not possible for {key}.", value=rows, key="rows"), hint=hint)
        table = _cells(data)
        found, numbers = _numbered(table, _signs(missing))
        known = found if values is None else _possible(values, found)
        place = {value: number for number, value in enumerate(known)}
        # The last place is for -1: who has not looked stays so.
        order = np.array([*(place[value] for value in found), _NONE], np.int64)
        numbers = order[numbers]
        return cls(known, np.ascontiguousarray(numbers if rows == "coders" else numbers.T))

    @classmethod
    def from_triples(cls, triples: Iterable[tuple[Hashable, Hashable, Hashable]], **options: Any) -> "ReliabilityData":  # noqa: ANN401 - see `of`
        """Read `(coder, unit, value)`, as NLTK's `AnnotationTask` has it.

        Args:
            triples: In any order; a pair of coder and unit stands once.
            options: As in `of`.

        Raises:
            DataError: A coder says two things of one unit.
        """
        try:
            rows = [(coder, unit, _plain(value)) for coder, unit, value in triples]
        except (TypeError, ValueError):
            hint = t('A triple is a coder, a unit and a value: ("Kari", "sentence 1", "M").')
            raise DataError(t("These are no triples of coder, unit and value."), hint=hint) from None
        said: dict[tuple[Hashable, Hashable], object] = {}
        for coder, unit, value in rows:
            if said.setdefault((coder, unit), value) != value:
                hint = t("For several codes on one unit, give a set of codes as the value.")
                raise DataError(t("{coder} says two things of {unit}.", coder=coder, unit=unit), hint=hint)
        coders = list(dict.fromkeys(coder for coder, _ in said))
        units = list(dict.fromkeys(unit for _, unit in said))
        return cls.of([[said.get((coder, unit)) for unit in units] for coder in coders], **options)

    @classmethod
    def from_confusion(cls, table: npt.ArrayLike, *, values: Iterable[Hashable] | None = None) -> "ReliabilityData":
        """Read a table of how often two coders' values met.

        Args:
            table: Counts; row: value of the first coder, column: value of the second; shape `(v, v)`.
            values: Names of the values; by default 1 to v.

        Raises:
            DataError: It is no square table of whole numbers.

        >>> ReliabilityData.from_confusion([[2, 1], [0, 1]]).table.tolist()
        [[0, 0, 0, 1], [0, 0, 1, 1]]
        """
        counts = _counts(table)
        if counts.shape[0] != counts.shape[1]:
            raise DataError(
                t("The table is not square."), hint=t("Rows are the first coder's values, columns the other's.")
            )
        cells = np.repeat(np.arange(counts.size), counts.ravel())
        return cls(_names(values, counts.shape[1]), np.stack(np.divmod(cells, counts.shape[1])).reshape(2, -1))

    @classmethod
    def from_counts(cls, table: npt.ArrayLike, *, values: Iterable[Hashable] | None = None) -> "ReliabilityData":
        """Read how many coders gave each value, without saying who: Fleiss' form.

        Figures that tell coders apart (Cohen's κ) mean nothing for such data.

        Args:
            table: Counts, shape `(units, v)`.
            values: Names of the values; by default 1 to v.

        Raises:
            DataError: It is no table of whole numbers.

        >>> ReliabilityData.from_counts([[2, 0], [1, 1]]).table.tolist()
        [[0, 0], [0, 1]]
        """
        counts = _counts(table)
        units, width = counts.shape
        size = counts.sum(axis=1)
        found = np.full((units, int(size.max(initial=0))), _NONE, np.int64)
        found[np.arange(found.shape[1]) < size[:, None]] = np.repeat(np.tile(np.arange(width), units), counts.ravel())
        return cls(_names(values, width), found.T.copy())

    @property
    def coders(self) -> int:
        """Number of coders."""
        return int(self.table.shape[0])

    @property
    def units(self) -> int:
        """Number of units."""
        return int(self.table.shape[1])

    @cached_property
    def given(self) -> npt.NDArray[np.bool_]:
        """Whether a coder looked at a unit, shape `(coders, units)`."""
        given: npt.NDArray[np.bool_] = self.table != _NONE
        return given

    @cached_property
    def size(self) -> Ints:
        """How many coders looked at each unit, shape `(units,)`."""
        size: Ints = self.given.sum(axis=0)
        return size

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<ReliabilityData: {self.coders} coders, {self.units} units, {len(self.values)} values>"

    def of_coders(self, *places: int) -> "ReliabilityData":
        """Give the data of some coders, by their numbers."""
        return replace(self, table=self.table[list(places)])

    def binary(self, value: Hashable) -> "ReliabilityData":
        """Ask only whether each value is this one, or, of sets of codes, has this one.

        Raises:
            DataError: It is none of the possible values.

        >>> ReliabilityData.of([[{"M1"}, {"M1", "F6"}], [{"F6"}, set()]]).binary("F6").table.tolist()
        [[0, 1], [1, 0]]
        """
        sets = not isinstance(value, frozenset) and any(isinstance(one, frozenset) for one in self.values)
        alike = [isinstance(one, frozenset) and value in one if sets else one == value for one in self.values]
        if not any(alike):
            possible = sorted({str(code) for one in self.values for code in one}) if sets else map(str, self.values)  # type: ignore[attr-defined]
            hint = t("Possible are: {names}", names=", ".join(possible))
            raise DataError(t("Not among the possible values: {values}", values=value), hint=hint)
        # The last place is for -1: who has not looked stays so.
        yes = np.array([*alike, _NONE], np.int64)
        return ReliabilityData((False, True), yes[self.table])

    def mapped(self, change: Callable[[Hashable], Hashable]) -> "ReliabilityData":
        """Give the data with every value renamed; values that become the same are one from then on."""
        new = [change(value) for value in self.values]
        place = {value: number for number, value in enumerate(dict.fromkeys(new))}
        order = np.array([*(place[value] for value in new), _NONE], np.int64)
        return ReliabilityData(tuple(place), order[self.table])


def _cells(data: object) -> npt.NDArray[Any]:
    """Give a table of numbers, or of whatever else stands in it."""
    if hasattr(data, "to_numpy"):
        data = data.to_numpy()
    table = data if isinstance(data, np.ndarray) else _from_lists(data)
    if table.ndim != 2:  # noqa: PLR2004 - coders and units
        hint = t(
            'One row a coder, one column a unit: [[1, 2, None], [1, 3, 3]]. With rows="units" the other way round.'
        )
        raise DataError(t("This is no table of coders and units."), hint=hint)
    return table


def _from_lists(data: object) -> npt.NDArray[Any]:
    """Make a table of lists; sets and words in it stay what they are."""
    if not isinstance(data, Sequence) or not data or not all(_is_row(row) for row in data):
        return np.zeros(0)
    rows = [list(row) for row in data]
    if len({len(row) for row in rows}) != 1:
        hint = t("Write None where a coder has not looked at a unit.")
        raise DataError(t("The rows are not of the same length."), hint=hint)
    if all(type(cell) in (int, float) for row in rows for cell in row):
        return np.array(rows)
    table = np.empty((len(rows), len(rows[0])), object)
    for number, row in enumerate(rows):
        table[number] = [_plain(cell) for cell in row] if row else []
    return table


def _is_row(row: object) -> bool:
    """Tell what has cells in an order."""
    return isinstance(row, Iterable) and not isinstance(row, (str, bytes, Mapping, AbstractSet))


def _plain(cell: object) -> object:
    """Make sets hashable, and take numpy's numbers and words for Python's."""
    if isinstance(cell, (set, list)):
        try:
            return frozenset(cell)
        except TypeError:
            raise _incomparable() from None
    return cell.item() if isinstance(cell, np.generic) else cell


def _incomparable() -> DataError:
    hint = t("A value is a number, a word, or a set of codes.")
    return DataError(t("There are values that cannot be compared."), hint=hint)


def _numbered(table: npt.NDArray[Any], missing: set[Hashable]) -> tuple[tuple[Hashable, ...], Ints]:
    """Give the values in order, and the number of each cell's value."""
    if table.dtype.kind not in "biuf" or missing:
        return _numbered_things(table, missing)
    if table.dtype.kind in "iu" and table.size:
        low, high = int(table.min()), int(table.max())
        if high - low < 2 * table.size and high < _EXACT:
            return _numbered_small(table.astype(np.int64, copy=False), low, high)
    if table.dtype.kind == "f":
        nobody = np.isnan(table)
        if nobody.any():
            found, numbers = _numbered(table[~nobody], missing)
            whole = np.full(table.shape, _NONE, np.int64)
            whole[~nobody] = numbers
            return found, whole
        if table.size and np.abs(table).max() < _EXACT and (table == np.floor(table)).all():
            return _numbered(table.astype(np.int64), missing)
    sorted_values, places = np.unique(table, return_inverse=True)
    return tuple(sorted_values.tolist()), places.reshape(table.shape).astype(np.int64)


def _numbered_small(table: Ints, low: int, high: int) -> tuple[tuple[Hashable, ...], Ints]:
    """Number whole numbers that lie close together, without sorting them."""
    place = np.zeros(high - low + 1, np.int64)
    place[(table - low).ravel()] = 1
    found = np.flatnonzero(place) + low
    place[found - low] = np.arange(found.size)
    return tuple(found.tolist()), place[table - low]


def _numbered_things(table: npt.NDArray[Any], missing: set[Hashable]) -> tuple[tuple[Hashable, ...], Ints]:
    """Number words, sets and whatever else can be told apart."""
    cells = [_plain(cell) for cell in table.ravel().tolist()]
    try:
        kinds = {cell for cell in cells if not _nobody(cell, missing)}
    except TypeError:
        raise _incomparable() from None
    found = sorted(kinds, key=_order)
    place: dict[object, int] = {value: number for number, value in enumerate(found)}
    numbers = np.array([_NONE if _nobody(cell, missing) else place[cell] for cell in cells], np.int64)
    return tuple(found), numbers.reshape(table.shape)


def _nobody(cell: object, missing: set[Hashable]) -> bool:
    """Tell a cell in which nobody has looked: nothing, NaN, or one of the given signs."""
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return (isinstance(cell, float) and math.isnan(cell)) or cell in missing


def _order(value: object) -> tuple[bool, Any, str]:
    """Sort numbers by size, and before everything else."""
    if isinstance(value, Real):
        return False, value, ""
    shown = sorted(map(str, value)) if isinstance(value, frozenset) else value
    return True, 0, str(shown)


def _possible(values: Iterable[Hashable], found: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """Give the possible values; refuse others."""
    known = tuple(_plain(value) for value in values)
    strange = [value for value in found if value not in known]
    if strange or len(set(known)) != len(known):
        hint = t("Possible are: {names}", names=", ".join(map(str, known)))
        shown = ", ".join(map(str, strange))
        message = t("Not among the possible values: {values}", values=shown) if strange else t("A value stands twice.")
        raise DataError(message, hint=hint)
    return known


def _signs(missing: object) -> set[Any]:
    """Read one sign or several."""
    return {missing} if isinstance(missing, str) or not isinstance(missing, Iterable) else set(map(_plain, missing))


def _counts(table: npt.ArrayLike) -> Ints:
    """Read a table of counts."""
    try:
        counts = np.asarray(table)
    except ValueError:
        counts = np.zeros(0)
    numbers = counts.ndim == len(_ROWS) and counts.dtype.kind in "iuf"
    # What is not finite is neither below the limit nor equal to anything.
    if not numbers or not ((counts == np.floor(counts)) & (counts >= 0) & (counts < _EXACT)).all():
        raise DataError(t("This is no table of counts."), hint=t("Counts are whole numbers from 0."))
    return counts.astype(np.int64)


def _names(values: Iterable[Hashable] | None, width: int) -> tuple[Hashable, ...]:
    """Give the names of the columns of a table of counts."""
    names = tuple(range(1, width + 1)) if values is None else tuple(values)
    if len(set(names)) != width or len(names) != width:
        hint = t("There are {n} columns, each with a name of its own.", n=width)
        raise DataError(t("The names of the values do not fit the table."), hint=hint)
    return names
