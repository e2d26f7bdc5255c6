"""Counting: every coded sentence or coding with its row, its group and who said it, added up line by line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import turn_of_units
from fou_toolkit.analysis.crosstab.scope import COUNTS, Axis, Scope, counted_codes, in_rows
from fou_toolkit.errors import DataError

__all__ = ["Atoms", "Line", "Tally", "add_up", "atoms_of", "check_count"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Atoms:
    """What is counted, one by one.

    Args:
        key: What it is, in every table of this corpus, shape `(a, 4)`: a sentence by its place, a coding by its place,
            code and coder.
        unit: Number of the sentence or coding, shape `(a,)`; one with several codes stands several times.
        row: Its row.
        turn: Number of its turn.
        amount: What it counts: 1, or the words of the sentence.
        row_of: Row that each code counts in.
        coders: Ids that the last part of `key` counts.
    """

    key: Ints
    unit: Ints
    row: Ints
    turn: Ints
    amount: Ints
    row_of: Mapping[str, int]
    coders: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Line:
    """Some numbers, and who stands behind each.

    Args:
        values: The numbers, shape `(n,)`.
        sizes: How many stand behind each, shape `(n,)`.
        pairs: Place and who, as one number, sorted.
        most: Above every number of who.
    """

    values: Floats
    sizes: Ints
    pairs: Ints
    most: int

    def behind(self, place: int) -> frozenset[int]:
        """Give who stands behind a number."""
        low, high = np.searchsorted(self.pairs, (place * self.most, (place + 1) * self.most))
        return frozenset((self.pairs[low:high] - place * self.most).tolist())


@dataclass(frozen=True, eq=False)
class Tally:
    """A table with its sums, before anything is hidden.

    Args:
        cells: Row by row.
        rows: Sums of the rows.
        columns: Sums of the columns; what stands in several rows counts once.
        whole: The sum of everything, as a line of one number.
        shape: Number of rows and columns.
        beyond_row: How many stand behind the sum of the row and not behind the cell, where columns overlap.
        beyond_column: The same for the column.
    """

    cells: Line
    rows: Line
    columns: Line
    whole: Line
    shape: tuple[int, int]
    beyond_row: Ints | None
    beyond_column: Ints | None


def check_count(scope: Scope, count: str, *, passages: bool) -> None:
    """Refuse to count what cannot be counted.

    Raises:
        DataError: It is not known, or not possible with these codings or rules for small cells.
    """
    if count not in COUNTS:
        hint = t("Possible are: {names}", names=", ".join(COUNTS))
        raise DataError(t("«{value}» is not possible for {key}.", value=count, key="count"), hint=hint)
    if passages and count in ("people", "words"):
        hint = t("Count codings or sentences, or choose another way for small cells.")
        raise DataError(t("Where passages are shown, neither people nor words are counted."), hint=hint)
    if count == "codings" and len(scope.chosen().codings.coders) > 1 and scope.counted.combine == "all":
        hint = t("Count sentences, words or people.")
        raise DataError(t("Every coding is one coder's; there is none that all of them have."), hint=hint)


def atoms_of(scope: Scope, rows: Axis, count: str, codes: str | Collection[str] | None) -> Atoms:
    """Give what is counted, one by one."""
    if scope.selection is None:
        return _all_that_is_said(scope, rows, count)
    row_of = counted_codes(scope, rows, codes)
    return (_codings if count == "codings" else _sentences)(scope, rows, count, row_of)


def _all_that_is_said(scope: Scope, rows: Axis, count: str) -> Atoms:
    unit = np.arange(len(scope.sentences), dtype=np.int64)
    return _atoms_of_sentences(scope, rows, count, unit, np.zeros(unit.size, np.int64), {})


def _sentences(scope: Scope, rows: Axis, count: str, row_of: Mapping[str, int]) -> Atoms:
    """Give the sentences that each row's codes stand in."""
    selection = scope.chosen()
    if rows.of_codes:
        lines, number = row_of, len(rows)
    else:
        # Which code it is matters where all coders must have it.
        lines = {name: place for place, name in enumerate(row_of)}
        number = len(lines)
    known = in_rows(selection.codings, lines, number)
    chosen = type(selection)(selection.project, known, selection.sources, selection.counted)
    present = chosen.presence(scope.sentences, [str(row) for row in range(number)])
    if not rows.of_codes:
        present = np.any(present, axis=1, keepdims=True)
    unit, row = (part.astype(np.int64) for part in np.nonzero(present))
    return _atoms_of_sentences(scope, rows, count, unit, row, row_of)


def _atoms_of_sentences(
    scope: Scope, rows: Axis, count: str, unit: Ints, row: Ints, row_of: Mapping[str, int]
) -> Atoms:
    turn = scope.sentence_turn[unit]
    key = np.zeros((unit.size, 4), np.int64)
    key[:, 0], key[:, 1] = scope.sentences.start[unit], scope.sentences.end[unit]
    amount = scope.sentence_words[unit] if count == "words" else np.ones(unit.size, np.int64)
    return Atoms(key, unit, row if rows.groups is None else rows.groups[turn], turn, amount, row_of)


def _codings(scope: Scope, rows: Axis, _: str, row_of: Mapping[str, int]) -> Atoms:
    """Give the codings; one over several turns counts where it begins."""
    selection = scope.chosen()
    codings = in_rows(selection.codings, row_of, max(len(rows), 1))
    book = {code.id: number for number, code in enumerate(selection.project.codebook)}
    numbers = np.array([book[name] for name in selection.codings.codes] or [0], np.int64)
    kept = np.array([name in row_of for name in selection.codings.codes] or [False])[selection.codings.code]
    units = selection.units("turn")
    place = {name: number for number, name in enumerate(units.source_ids)}
    source = np.array([place[name] for name in codings.sources] or [0], np.int64)[codings.source]
    start, end = codings.start + units.bases[source], codings.end + units.bases[source]
    # The first turn that counts and that the coding touches: it may begin in a question.
    first = np.searchsorted(units.end, start, side="right")
    turn = turn_of_units(scope.corpus, units)[first] if len(codings) else np.zeros(0, np.int64)
    key = np.stack((start, end, numbers[selection.codings.code[kept]], codings.coder), axis=1).astype(np.int64)
    row = codings.code.astype(np.int64) if rows.groups is None else rows.groups[turn]
    unit = np.arange(turn.size, dtype=np.int64)
    return Atoms(key, unit, row, turn, np.ones(unit.size, np.int64), row_of, codings.coder_ids)


def add_up(scope: Scope, atoms: Atoms, axes: tuple[Axis, Axis], count: str, *, passages: bool) -> Tally:
    """Count cells, rows, columns and everything, and say who stands behind each number.

    Args:
        scope: What is counted.
        atoms: One by one.
        axes: Rows and columns.
        count: One of `COUNTS`.
        passages: Whether what stands behind numbers are passages, and not people.
    """
    rows, columns = axes
    column = _groups(columns)[atoms.turn]
    who = atoms.unit if passages else scope.people[atoms.turn]

    def line(place: Ints, size: int) -> Line:
        return _line(place, size, atoms, who, people=count == "people")

    height, width = len(rows), len(columns)
    cells = line(atoms.row * width + column, height * width)
    by_row, by_column = line(atoms.row, height), line(column, width)
    sizes = cells.sizes.reshape(height, width)
    one_each = rows.of_codes and count == "codings"
    parted_rows = one_each or (not rows.of_codes and count != "people")
    beyond_column = None
    if count == "people":
        beyond_column = by_column.sizes[None, :] - sizes
    elif not parted_rows:
        beyond_column = _without(atoms, column, who, (height, width))
    return Tally(
        cells=cells,
        rows=by_row,
        columns=by_column,
        whole=line(np.zeros(atoms.unit.size, np.int64), 1),
        shape=(height, width),
        beyond_row=by_row.sizes[:, None] - sizes if count == "people" else None,
        beyond_column=beyond_column,
    )


def _groups(axis: Axis) -> Ints:
    return np.zeros(0, np.int64) if axis.groups is None else axis.groups


def _line(place: Ints, size: int, atoms: Atoms, who: Ints, *, people: bool) -> Line:
    """Add up by place; what stands twice at one place counts once."""
    units = int(atoms.unit.max(initial=0)) + 1
    _, first = np.unique(place * units + atoms.unit, return_index=True)
    values = np.bincount(place[first], weights=atoms.amount[first], minlength=size).astype(np.float64)
    most = int(who.max(initial=0)) + 1
    pairs = np.unique(place * most + who)
    sizes = np.bincount(pairs // most, minlength=size).astype(np.int64)
    return Line(sizes.astype(np.float64) if people else values, sizes, pairs, most)


def _without(atoms: Atoms, column: Ints, who: Ints, shape: tuple[int, int]) -> Ints:
    """Tell who has something in a column that is not in a row: how many, shape `(rows, columns)`."""
    height, width = shape
    most = int(who.max(initial=0)) + 1
    pair, place = np.unique(column * most + who, return_inverse=True)
    units = int(atoms.unit.max(initial=0)) + 1
    _, first = np.unique(atoms.unit, return_index=True)
    number = np.bincount(place[first], minlength=pair.size)
    _, once = np.unique(atoms.row * units + atoms.unit, return_index=True)
    found = np.zeros((pair.size, height), np.int64)
    np.add.at(found, (place[once], atoms.row[once]), 1)
    left = found < number[:, None]
    beyond = np.zeros((width, height), np.int64)
    np.add.at(beyond, pair // most, left)
    return beyond.T
