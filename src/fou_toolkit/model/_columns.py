"""Columns of numbers about codings: put in order, each row once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NotRequired, TypedDict

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model.coding import ID_LENGTH, POLARITIES, Coding, is_coding_id

__all__ = ["NUMBERS", "Columns", "alphabetical", "distinct", "ids_of", "polarities_of"]

Column = npt.NDArray[Any]
NUMBERS: Final[Mapping[str, npt.DTypeLike]] = MappingProxyType(
    {
        "source": np.int32,
        "start": np.int64,
        "end": np.int64,
        "code": np.int32,
        "coder": np.int32,
        "round": np.int32,
        "polarity": np.int8,
        "ids": f"S{ID_LENGTH}",
    }
)
"""Types of the columns of a `CodingSet`; codings stand in the order of all but the last."""
_BITS: Final = 64
_PLACES: Final = MappingProxyType({name: number for number, name in enumerate(POLARITIES)})


class Columns(TypedDict):
    """Columns that `CodingSet.from_columns` takes."""

    source: Column
    start: Column
    end: Column
    code: Column
    coder: Column
    round: Column
    polarity: NotRequired[Column]
    ids: NotRequired[Column | None]


def polarities_of(codings: Sequence[Coding]) -> Column:
    """Give the numbers of the polarities.

    Raises:
        UnknownIdError: There is no such polarity.
    """
    unknown = next((one.polarity for one in codings if one.polarity not in _PLACES), "")
    if unknown:
        hint = t("Possible are: {names}", names=", ".join(POLARITIES[1:]))
        raise UnknownIdError(t("«{value}» is not possible for {key}.", value=unknown, key="polarity"), hint=hint)
    return np.fromiter((_PLACES[one.polarity] for one in codings), np.int8, len(codings))


def ids_of(codings: Sequence[Coding]) -> Column | None:
    """Give the ids of the codings; nothing where none has one.

    Raises:
        DataError: An id is none.
    """
    names = [one.id for one in codings]
    if not any(names):
        return None
    # A column of fixed width would cut them without a word.
    wrong = next((name for name in names if name and not is_coding_id(name)), "")
    if wrong:
        hint = t("It has at most {n} letters (a–z) and digits.", n=ID_LENGTH)
        raise DataError(t("«{id}» is no id of a coding.", id=wrong), hint=hint)
    return np.array([name.encode("ascii") for name in names], NUMBERS["ids"])


def alphabetical(names: Sequence[str], numbers: Column) -> tuple[tuple[str, ...], Column]:
    """Put names into the order of the alphabet, each once.

    Args:
        names: Names that are counted.
        numbers: Which name each row has.

    Returns:
        The names in order, and the numbers in it.
    """
    if all(one < two for one, two in pairwise(names)):
        return tuple(names), numbers
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    return tuple(places), np.array([places[name] for name in names], np.int64)[numbers]


def distinct(columns: Mapping[str, Any]) -> dict[str, Column]:
    """Put rows in the order of their numbers, each once.

    Args:
        columns: Whole numbers by the names of `NUMBERS`, and ids; a column may be missing.

    Returns:
        The columns in order; no ids where every one is empty.
    """
    # Small numbers are put in order in a fraction of the time.
    given = {
        name: np.asarray(columns[name]).astype(kind, copy=False)
        for name, kind in NUMBERS.items()
        if columns.get(name) is not None
    }
    ids = given.pop("ids", None)
    if ids is not None and not _any_named(ids):
        ids = None
    keys = _packed(given.values())
    if not keys:
        return given
    known = given if ids is None else {**given, "ids": ids}
    if _grows(keys):
        return known
    order = _order(keys)
    first = _first(keys, order)
    if ids is not None and not first.all():
        order = _named_first(order, first, ids)
    kept = order if first.all() else order[first]
    return {name: column[kept] for name, column in known.items()}


def _packed(columns: Iterable[Column]) -> list[npt.NDArray[np.uint64]]:
    """Write the numbers of each row one behind the other into as few numbers of 64 bits as they fit in.

    The first numbers stand highest, so that rows are in order if these are. One number is sorted several times faster
    than seven.
    """
    keys: list[npt.NDArray[np.uint64]] = []
    room = 0
    for column in columns:
        if not column.size:
            return []
        least = int(column.min())
        width = (int(column.max()) - least).bit_length()
        # The least is taken away first: no number is negative, and all are small.
        value = (column.astype(np.int64) - least).astype(np.uint64)
        if not keys or width > room:
            keys.append(value)
            room = _BITS - width
        else:
            keys[-1] <<= np.uint64(width)
            keys[-1] |= value
            room -= width
    return keys


def _grows(keys: Sequence[npt.NDArray[np.uint64]]) -> bool:
    """Tell whether every row comes behind the one before; what was saved in order is not sorted again."""
    return bool((keys[0][1:] > keys[0][:-1]).all())


def _order(keys: Sequence[npt.NDArray[np.uint64]]) -> npt.NDArray[np.intp]:
    return np.argsort(keys[0]) if len(keys) == 1 else np.lexsort(tuple(reversed(keys)))


def _named_first(order: npt.NDArray[np.intp], first: npt.NDArray[np.bool_], ids: Column) -> npt.NDArray[np.intp]:
    """Put the ids of what stands twice in order: one that is there goes before none. The others are not looked at."""
    several = ~first
    several[:-1] |= ~first[1:]
    rows = order[several]
    inside = np.lexsort((ids[rows], ids[rows] == b"", np.cumsum(first)[several]))
    order = order.copy()
    order[several] = rows[inside]
    return order


def _any_named(ids: Column) -> bool:
    """Tell whether any id is there, without making a truth value of each."""
    return bool(np.ascontiguousarray(ids).view(np.uint8).any())


def _first(keys: Sequence[npt.NDArray[np.uint64]], order: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Tell which rows, in order, are not the same as the one before."""
    found = np.zeros(order.size, np.bool_)
    found[:1] = True
    for key in keys:
        now = key[order]
        found[1:] |= now[1:] != now[:-1]
    return found
