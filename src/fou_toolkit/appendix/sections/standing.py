"""Which codings stand behind the numbers that analyses give: by code, group, and what they share a sentence with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.counted import turn_of_units
from fou_toolkit.analysis.trajectory.grid import family_of, present
from fou_toolkit.analysis.units import Units, touched
from fou_toolkit.appendix.edition import Edition

__all__ = ["Standing", "by_cell"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def by_cell(cell: Ints, rows: Ints) -> dict[int, Ints]:
    """Gather rows by the number of their cell; what stands twice in a cell is there once.

    Args:
        cell: Number of the cell of each entry; below 0 where it is in none.
        rows: Row of a coding, for each entry.

    >>> {cell: rows.tolist() for cell, rows in by_cell(np.array([1, 0, 1, -1, 1]), np.array([7, 2, 7, 9, 3])).items()}
    {0: [2], 1: [3, 7]}
    """
    kept = cell >= 0
    most = int(rows.max(initial=0)) + 1
    pairs = np.unique(cell[kept].astype(np.int64) * most + rows[kept])
    cells, begins = np.unique(pairs // most, return_index=True)
    parts = np.split(pairs % most, begins[1:]) if cells.size else []
    return dict(zip(cells.tolist(), parts, strict=True))


@dataclass(frozen=True, eq=False, repr=False)
class Standing:
    """The codings of an edition, as lines of codes and the sentences they share a code point with.

    Args:
        edition: The edition.
        lines: Ids that count for each line: a code, or a theme with all that is below it.
    """

    edition: Edition
    lines: tuple[tuple[str, ...], ...]

    @classmethod
    def of_codes(cls, edition: Edition, ids: tuple[str, ...]) -> "Standing":
        """Let each code be a line by itself."""
        return cls(edition, tuple((one,) for one in ids))

    @classmethod
    def of_themes(cls, edition: Edition, ids: tuple[str, ...]) -> "Standing":
        """Let each theme be a line, with all that is below it."""
        return cls(edition, tuple(family_of(edition.codebook, one) for one in ids))

    @cached_property
    def line(self) -> Ints:
        """Line of each coding, -1 where it counts in none; shape `(codings,)`."""
        codings = self.edition.selection.codings
        number = {name: place for place, names in enumerate(self.lines) for name in names}
        return np.array([number.get(name, -1) for name in codings.codes] or [-1], np.int64)[codings.code]

    @cached_property
    def units(self) -> Units:
        """The sentences that count."""
        return self.edition.selection.units("sentence")

    @cached_property
    def present(self) -> Bools:
        """Which line stands in which sentence, as `combine` has it; shape `(sentences, lines)`."""
        groups = {str(place): names for place, names in enumerate(self.lines)}
        return present(self.edition.selection, self.units, groups)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Rows of codings and the sentences in which their line stands, in pairs."""
        row, sentence = touched(self.edition.selection.codings, self.units)
        line = self.line[row]
        stands = line >= 0
        stands[stands] = self.present[sentence[stands], line[stands]]
        return row[stands], sentence[stands]

    @cached_property
    def turn(self) -> Ints:
        """Number of each sentence's turn."""
        return turn_of_units(self.edition.corpus, self.units)

    def by_sentence(self, group: Ints, groups: int) -> dict[int, Ints]:
        """Give the codings behind each number of people or sentences.

        Args:
            group: Number of each turn's group, -1 for none; shape `(turns,)`.
            groups: How many groups there are.

        Returns:
            Rows by `line * groups + group`.
        """
        row, sentence = self.pairs
        column = group[self.turn[sentence]]
        return by_cell(np.where(column < 0, -1, self.line[row] * groups + column), row)

    def by_coding(self, group: Ints, groups: int) -> dict[int, Ints]:
        """Give the codings behind each number of codings, which count where they begin; as `by_sentence`."""
        column = group[self.edition.turn_of_rows]
        cell = np.where((column < 0) | (self.line < 0), -1, self.line * groups + column)
        return by_cell(cell, np.arange(cell.size))

    def together(self, one: int, other: int) -> Ints:
        """Give the codings of two lines that meet in a sentence in which both stand."""
        row, sentence = self.pairs
        both = self.present[:, one] & self.present[:, other]
        line = self.line[row]
        found: Ints = np.unique(row[((line == one) | (line == other)) & both[sentence]])
        return found
