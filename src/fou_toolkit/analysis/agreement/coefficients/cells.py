"""What stands in the cells of a table: numbers, words, sets of codes, or nothing."""

import math
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from numbers import Real
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = [
    "NOBODY",
    "categories_of",
    "cells_of",
    "check_options",
    "counts_of",
    "is_frame",
    "labels_of",
    "meanings_of",
    "names_of",
    "numbered",
    "places_of",
    "plain",
    "signs_of",
    "sort_key",
]

Ints = npt.NDArray[np.int64]

NOBODY: Final = -1
"""Stands in the table where a coder has not looked at a unit; people write `None` or NaN."""
_ROWS: Final = ("coders", "units")
_EXACT: Final = 2.0**53
"""Whole numbers below this are exact as floats."""
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_BLANKS: Final = frozenset({"", "NA", "N/A", "nan", "NaN", "*", ".", "-"})
"""Words that may be values, but are mostly written where nobody has looked."""


def check_options(data: object, rows: object, split: object) -> None:
    """Refuse options that are not possible, a frame whose rows may be either, and one column of a frame."""
    if rows is not None and rows not in _ROWS:
        hint = t("Possible are: {names}", names=", ".join(_ROWS))
        raise DataError(t("«{value}» is not possible for {key}.", value=rows, key="rows"), hint=hint)
    if split is not None and not (isinstance(split, str) and split):
        hint = t("Say what stands between the codes, such as {example}", example='split=","')
        raise DataError(t("«{value}» is not possible for {key}.", value=split, key="split"), hint=hint)
    if is_frame(data):
        if rows is None:
            hint = t('A row for each unit: ReliabilityData.of(table, rows="units"). For each coder: rows="coders".')
            raise DataError(t("Say which way round the table is."), hint=hint)
    elif hasattr(data, "to_numpy"):
        hint = t('Give the columns of all coders: ReliabilityData.of(table[["anne", "bo"]], rows="units").')
        raise DataError(t("This is one column, not a table."), hint=hint)


def is_frame(data: object) -> bool:
    """Tell a table with names from other tables."""
    return hasattr(data, "to_numpy") and hasattr(data, "columns")


def categories_of(data: object) -> tuple[Hashable, ...] | None:
    """Give the order that the columns of a frame, or rows of a list, bring with them."""
    kinds = getattr(data, "dtypes", ())
    if isinstance(data, (list, tuple)):
        kinds = [getattr(row, "dtype", None) for row in data]
    orders = {tuple(kind.categories) for kind in kinds if getattr(kind, "ordered", False)}
    if len(orders) > 1:
        hint = t('Say which is meant: values=["low", "middle", "high"].')
        raise DataError(t("The coders' categories are not the same, or not in the same order."), hint=hint)
    return next(iter(orders), None)


def cells_of(data: object) -> npt.NDArray[Any]:
    """Give a table of numbers, or of whatever else stands in it."""
    if hasattr(data, "to_numpy"):
        data = data.to_numpy()
    if isinstance(data, np.ma.MaskedArray):
        data = _unmasked(data)
    table = data if isinstance(data, np.ndarray) else _from_lists(data)
    if table.ndim != 2:  # noqa: PLR2004 - coders and units
        hint = t(
            'One row a coder, one column a unit: [[1, 2, None], [1, 3, 3]]. With rows="units" the other way round.'
        )
        raise DataError(t("This is no table of coders and units."), hint=hint)
    return table


def _unmasked(data: np.ma.MaskedArray[Any, Any]) -> npt.NDArray[Any]:
    """Put what stands for «has not looked» where an array is masked."""
    floats = data.dtype.kind == "f"
    table = np.array(data.data, data.dtype if floats else object)
    table[np.ma.getmaskarray(data)] = np.nan if floats else None
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
        table[number] = [plain(cell) for cell in row] if row else []
    return table


def _is_row(row: object) -> bool:
    """Tell what has cells in an order."""
    return isinstance(row, Iterable) and not isinstance(row, (str, bytes, Mapping, AbstractSet))


def plain(cell: object) -> object:
    """Make sets hashable, and take numpy's numbers and words for Python's."""
    if cell is np.ma.masked:
        return None
    if isinstance(cell, (set, list, tuple)):
        try:
            return frozenset(cell)
        except TypeError:
            raise _incomparable() from None
    return cell.item() if isinstance(cell, np.generic) else cell


def _incomparable() -> DataError:
    hint = t("A value is a number, a word, or a set of codes.")
    return DataError(t("There are values that cannot be compared."), hint=hint)


def numbered(table: npt.NDArray[Any], missing: set[Hashable]) -> tuple[tuple[Hashable, ...], Ints]:
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
            found, numbers = numbered(table[~nobody], missing)
            whole = np.full(table.shape, NOBODY, np.int64)
            whole[~nobody] = numbers
            return found, whole
        if table.size and np.abs(table).max() < _EXACT and (table == np.floor(table)).all():
            return numbered(table.astype(np.int64), missing)
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
    cells = [plain(cell) for cell in table.ravel().tolist()]
    try:
        kinds = {cell for cell in cells if not _nobody(cell, missing)}
    except TypeError:
        raise _incomparable() from None
    found = sorted(kinds, key=sort_key)
    place: dict[object, int] = {value: number for number, value in enumerate(found)}
    numbers = np.array([NOBODY if _nobody(cell, missing) else place[cell] for cell in cells], np.int64)
    return tuple(found), numbers.reshape(table.shape)


def _nobody(cell: object, missing: set[Hashable]) -> bool:
    """Tell a cell in which nobody has looked: nothing, NaN, or one of the given signs."""
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return (isinstance(cell, float) and math.isnan(cell)) or cell in missing


def sort_key(value: object) -> tuple[bool, Any, str]:
    """Sort numbers by size, and before everything else."""
    if isinstance(value, Real):
        return False, value, ""
    shown = sorted(map(str, value)) if isinstance(value, frozenset) else value
    return True, 0, str(shown)


def meanings_of(
    found: tuple[Any, ...], possible: tuple[Any, ...] | None, split: str | None
) -> tuple[Sequence[Hashable], tuple[Hashable, ...]]:
    """Tell what is meant by the values that were found.

    Args:
        found: The values, each once.
        possible: Values that are possible; `None` for those that were found.
        split: What stands between codes.

    Returns:
        What is meant by each, and the values that there are, in order.
    """
    words = any(isinstance(value, (str, frozenset)) for value in (*found, *(possible or ())))
    if possible is None and not words and split is None:
        return found, found
    meant, known = _read(found, split), None if possible is None else _read(possible, split)
    for value, read in zip(found, meant, strict=True):
        if _is_blank(value, split) and not {value, read} & set(possible or ()) and read not in (known or ()):
            hint = t("If nobody has looked: {missing}. If it is a value: values=[...].", missing=f'missing="{value}"')
            raise DataError(t("«{value}»: has nobody looked, or is it a value?", value=value), hint=hint)
    numbers = all(isinstance(value, Real) or _is_number(value) for value in (*meant, *(known or ())))
    if not numbers:
        _refuse_alike(meant, known or ())
    else:
        if not all(isinstance(value, str) for value in meant):
            # Some were read as numbers and some as text: then something went wrong with the table.
            _refuse_alike(meant, ())
        meant, known = _as_numbers(meant), None if known is None else _as_numbers(known)
    if known is None:
        return meant, tuple(sorted(set(meant), key=sort_key))
    _check_possible(meant, known)
    return meant, tuple(known)


def _read(values: tuple[Any, ...], split: str | None) -> list[Hashable]:
    """Take texts apart into sets of codes."""
    if split is None:
        return list(values)
    pieces = [value if isinstance(value, frozenset) else _shown(value).split(split) for value in values]
    return [frozenset(filter(None, map(str.strip, one))) if isinstance(one, list) else one for one in pieces]


def _shown(value: object) -> str:
    """Write a number as people do: tables hold 1 as 1.0 if something is missing beside it."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _is_blank(value: object, split: str | None) -> bool:
    """Tell words that are mostly written where nobody has looked."""
    if not isinstance(value, str):
        return False
    word = value.strip()
    return word in _BLANKS and bool(word or split is None)


def _is_number(value: object) -> bool:
    """Tell a number that is written as text."""
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def _as_numbers(values: Iterable[Any]) -> list[Hashable]:
    """Read numbers that are written as text; whole ones stay exact."""
    read = [float(value) if isinstance(value, str) and "." in value else value for value in values]
    return [int(value) if isinstance(value, str) or float(value).is_integer() else value for value in read]


def _refuse_alike(values: Iterable[Hashable], known: Iterable[Hashable]) -> None:
    """Refuse words, also inside of sets, that differ from others in capitals, in blanks, or in being text alone."""
    others, words = _words(known), _words(values)
    seen = {_key(word): word for word in others}
    for word in words:
        other = seen.setdefault(_key(word), word)
        if other != word and word not in others:
            hint = t("Write the same value in the same way everywhere.")
            raise DataError(t("Are {one} and {two} the same value?", one=repr(other), two=repr(word)), hint=hint)


def _words(values: Iterable[Hashable]) -> dict[Hashable, None]:
    """Give all values that are no sets, and all codes of those that are."""
    return dict.fromkeys(word for value in values for word in (value if isinstance(value, frozenset) else (value,)))


def _key(word: Hashable) -> Hashable:
    """Give what is left of a word without capitals and blanks; of a number as text, the number."""
    if _is_number(word):
        return _as_numbers([word])[0]
    return word.strip().casefold() if isinstance(word, str) else word


def _check_possible(found: Iterable[Hashable], known: Sequence[Hashable]) -> None:
    """Refuse values that are not possible."""
    possible = set(known)
    strange = [value for value in found if value not in possible]
    if strange or len(possible) != len(known):
        hint = t("Possible are: {names}", names=", ".join(map(str, known)))
        shown = ", ".join(map(str, strange))
        message = t("Not among the possible values: {values}", values=shown) if strange else t("A value stands twice.")
        raise DataError(message, hint=hint)


def places_of(values: Iterable[Hashable], known: Iterable[Hashable]) -> Ints:
    """Give the place of each value; one more for -1, since who has not looked stays so."""
    place = {value: number for number, value in enumerate(known)}
    return np.array([*(place[value] for value in values), NOBODY], np.int64)


def labels_of(table: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a frame of whatever package
    """Give the labels of the rows and columns of a frame."""
    rows, columns = tuple(map(plain, table.index)), tuple(map(plain, table.columns))
    if rows != columns:
        hint = t("Give both coders all values: {example}", example="table.reindex(index=v, columns=v, fill_value=0)")
        raise DataError(t("The rows and columns have different labels."), hint=hint)
    return rows


def signs_of(missing: object) -> set[Any]:
    """Read one sign or several."""
    return {missing} if isinstance(missing, str) or not isinstance(missing, Iterable) else set(map(plain, missing))


def counts_of(table: npt.ArrayLike) -> Ints:
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


def names_of(values: Iterable[Hashable] | None, width: int) -> tuple[Hashable, ...]:
    """Give the names of the columns of a table of counts."""
    names = tuple(range(1, width + 1)) if values is None else tuple(values)
    if len(set(names)) != width or len(names) != width:
        hint = t("There are {n} columns, each with a name of its own.", n=width)
        raise DataError(t("The names of the values do not fit the table."), hint=hint)
    return names
