"""Tables side by side: which sentences or codings stand behind each number, and which numbers share them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.crosstab.behind import Record
from fou_toolkit.analysis.crosstab.result import Crosstab

__all__ = ["Entry", "Part", "families", "matrix_of"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_ANY, _SAID = "", "\n"
"""Labels of sums over codes, and of all that is said; no code is called so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table.

    Args:
        table: Number of the table, from 0.
        row: Place of the row; -1 for sums of columns, -2 for sizes of groups.
        column: Place of the column; -1 for sums of rows.
        label: Code or theme, or what is counted in its place.
        places: Where its sentences or codings stand, in the part.
    """

    table: int
    row: int
    column: int
    label: str
    places: frozenset[int]

    @property
    def is_sum(self) -> bool:
        """Whether it is a sum."""
        return self.row < 0 or self.column < 0


@dataclass(frozen=True, eq=False)
class Part:
    """What one table counts under one label.

    Args:
        table: Number of the table.
        label: Code, theme, or what is counted in its place.
        key: What is counted, shape `(a, 4)`.
        place: Where each stands: its column, or its row and column.
        owner: Whom it points at: who said it; nothing where passages point at themselves alone.
        shown: Numbers that are shown.
    """

    table: int
    label: str
    key: Ints
    place: Ints
    owner: Ints | None
    shown: tuple[Entry, ...]


@dataclass(eq=False)
class _Families:
    parts: dict[tuple[str, str, str], list[Part]] = field(default_factory=dict)

    def add(self, name: tuple[str, str, str], part: Part) -> None:
        if part.shown:
            self.parts.setdefault(name, []).append(part)


def families(
    tables: Sequence[tuple[Crosstab, Record]], *, passages: bool = False
) -> Iterator[tuple[str, str, list[Part]]]:
    """Give parts that could be held against each other: what is counted, name of the theme, and the parts.

    Codes are with their theme, since a theme less all of its codes but one is that one.

    Args:
        tables: The tables, and what stands behind them.
        passages: Whether numbers point at passages, and not at people.
    """
    found = _Families()
    coders = {name: number for number, name in enumerate(sorted({n for _, one in tables for n in one.atoms.coders}))}
    for number, (table, record) in enumerate(tables):
        atoms = record.atoms
        key = atoms.key.copy()
        if atoms.coders:
            key[:, 3] = np.array([coders[name] for name in atoms.coders], np.int64)[key[:, 3]]
        _add_rows(found, (number, table, record), key, None if passages else record.person)
        if not passages:
            _add_said(found, number, table, record)
    for (_, count, name), parts in sorted(found.parts.items()):
        yield count, name, parts


def _add_rows(found: _Families, one: tuple[int, Crosstab, Record], key: Ints, owner: Ints | None) -> None:
    """Add what a table counts: rows of codes one by one, and the sums; rows of groups together."""
    number, table, record = one
    hidden, width = record.hidden, len(table.groups)
    atoms, cells = record.atoms, range(width)

    def entry(row: int, column: int, label: str, places: Sequence[int]) -> Entry:
        return Entry(number, row, column, label, frozenset(places))

    sums = [entry(-1, c, _ANY, [c]) for c in cells if not hidden.columns[c]]
    sums += [] if hidden.whole[0] else [entry(-1, -1, _ANY, cells)]
    if table.lines.of_codes:
        for row, label in enumerate(table.lines.ids):
            of_row = atoms.row == row
            shown = [entry(row, c, label, [c]) for c in cells if not hidden.cells[row, c]]
            shown += [] if hidden.rows[row] else [entry(row, -1, label, cells)]
            part = Part(number, label, key[of_row], record.column[of_row], _some(owner, of_row), tuple(shown))
            found.add((record.corpus, table.count, record.theme_of[label]), part)
        if table.count != "people":
            _, first = np.unique(atoms.unit, return_index=True)
            part = Part(number, _ANY, key[first], record.column[first], _some(owner, first), tuple(sums))
            found.add((record.corpus, table.count, _ANY), part)
        return
    height = len(table.lines)
    shown = [entry(r, c, _ANY, [r * width + c]) for r, c in np.argwhere(~hidden.cells).tolist()]
    shown += [entry(r, -1, _ANY, [r * width + c for c in cells]) for r in range(height) if not hidden.rows[r]]
    for whole in sums:
        columns = cells if whole.column < 0 else [whole.column]
        shown.append(entry(-1, whole.column, _ANY, [r * width + c for r in range(height) for c in columns]))
    place = atoms.row * width + record.column
    name = (record.corpus, table.count, _ANY if atoms.row_of else _SAID)
    found.add(name, Part(number, _ANY, key, place, owner, tuple(shown)))


def _some(owner: Ints | None, kept: Bools | Ints) -> Ints | None:
    return None if owner is None else owner[kept]


def _add_said(found: _Families, number: int, table: Crosstab, record: Record) -> None:
    """Add the sizes of groups: what they say at all."""
    cells = range(len(table.groups))
    shown = [Entry(number, -2, c, _SAID, frozenset([c])) for c in cells if not record.hidden_groups[c]]
    shown += [Entry(number, -2, -1, _SAID, frozenset(cells))] if record.size_shown else []
    key = np.zeros((record.said.size, 4), np.int64)
    key[:, 0] = record.said
    part = Part(number, _SAID, key, record.said_column, record.said_person, tuple(shown))
    found.add((record.corpus, "size", _SAID), part)


def matrix_of(name: str, parts: Sequence[Part]) -> tuple[list[Entry], Bools, list[frozenset[int]]]:
    """Cut what is counted into pieces that no shown number divides.

    Args:
        name: Name of the theme; what stands under it counts with each of its codes.
        parts: What the tables count.

    Returns:
        The numbers, which pieces each is made of, shape `(numbers, pieces)`, and whom each piece points at.
    """
    keys = np.concatenate([part.key for part in parts]) if parts else np.zeros((0, 4), np.int64)
    units, number = np.unique(keys, axis=0, return_inverse=True)
    number = number.reshape(-1)
    where, owner, at = [], np.arange(len(units)), 0
    for part in parts:
        mine = number[at : at + len(part.key)]
        places = np.full(len(units), -1, np.int64)
        places[mine] = part.place
        if part.owner is not None:
            owner[mine] = part.owner
        where.append(places)
        at += len(part.key)
    labels = [*sorted({part.label for part in parts} - {name}), name]
    coded = np.zeros(len(units), np.bool_)
    entries = [one for part in parts for one in part.shown]
    columns: list[Bools] = []
    owners: list[Ints] = []
    for label in labels:
        own = np.zeros(len(units), np.bool_)
        for part, places in zip(parts, where, strict=True):
            if part.label == label:
                own |= places >= 0
        if label == name:
            own &= ~coded
        coded |= own
        rows = [
            np.isin(places[own], sorted(one.places))
            if part.label in (label, name)
            else np.zeros(int(own.sum()), np.bool_)
            for part, places in zip(parts, where, strict=True)
            for one in part.shown
        ]
        columns.append(np.array(rows, np.bool_).reshape(len(entries), int(own.sum())))
        owners.append(owner[own])
    return _pieces(entries, np.concatenate(columns, axis=1), np.concatenate(owners))


def _pieces(entries: list[Entry], table: Bools, owner: Ints) -> tuple[list[Entry], Bools, list[frozenset[int]]]:
    """Put together what stands in the same numbers."""
    inside = table.any(axis=0)
    table, owner = table[:, inside], owner[inside]
    pieces, number = np.unique(table, axis=1, return_inverse=True)
    number = number.reshape(-1)
    pairs = np.unique(np.stack((number, owner), axis=1), axis=0) if owner.size else np.zeros((0, 2), np.int64)
    cuts = np.searchsorted(pairs[:, 0], np.arange(pieces.shape[1] + 1))
    owners = [frozenset(pairs[low:high, 1].tolist()) for low, high in pairwise(cuts.tolist())]
    return entries, pieces, owners
