"""A table of who says what; what points at few people is not in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.crosstab.bases import Bases, SoleHolder
from fou_toolkit.analysis.crosstab.behind import Behind
from fou_toolkit.analysis.crosstab.hiding import Hidden
from fou_toolkit.analysis.crosstab.scope import COUNTS
from fou_toolkit.analysis.crosstab.shares import Shares
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.errors import DataError

__all__ = ["Crosstab", "Lines"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_TELLING: Final = frozenset({"case", "participant", "role", "site"})
"""Attributes by which the only one with a role at a site could be found."""
_OVERLAP: Final = {
    "sentences": mark("A sentence can have several codes: columns add up to more than their sum."),
    "words": mark("A sentence can have several codes: columns add up to more than their sum."),
    "people": mark("A person can have several codes. The sum of a column is everybody in the group."),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """What rows or columns stand for.

    Args:
        kind: `code`, `theme` or an attribute.
        ids: Ids of codes, or values.
        names: Names of codes; of values what people read.
        title: What they are, in words.
        merged: Values that were put together, since their groups were small.
    """

    kind: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    merged: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Give the number of lines."""
        return len(self.ids)

    @property
    def of_codes(self) -> bool:
        """Whether they are codes or themes."""
        return self.kind in ("code", "theme")

    @property
    def labels(self) -> tuple[str, ...]:
        """What people read."""
        if not self.of_codes:
            return self.names
        return tuple(f"{one} {name}".strip() for one, name in zip(self.ids, self.names, strict=True))


@dataclass(frozen=True, eq=False, repr=False)
class Crosstab(Tabular):
    """Who says what: one number for each row and group.

    Numbers that are not shown are NaN, in every array.

    Args:
        lines: What the rows stand for.
        groups: What the columns stand for.
        count: One of `COUNTS`.
        values: The numbers, shape `(rows, columns)`.
        row_totals: Sum of each row over all groups; of people, how many have it in any group.
        column_totals: Sum of each column, what stands in several rows once; of people with codes, the whole group.
        total: The same for everything.
        bands: Small numbers of passages, which stand as a band; all false where passages are not asked for.
        bases: Size of each group.
        small: What happened to small cells.
        sole_holders: Roles that one person has at a site.
        counted: What was counted.
    """

    lines: Lines
    groups: Lines
    count: str
    values: Floats
    row_totals: Floats
    column_totals: Floats
    total: float
    bands: Hidden
    bases: Bases
    small: SmallCells
    sole_holders: tuple[SoleHolder, ...]
    counted: Counted
    _behind: Behind = field(default_factory=Behind)

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.lines)

    @property
    def hidden(self) -> Bools:
        """Cells without a number, shape `(rows, columns)`."""
        flags: Bools = np.isnan(self.values)
        return flags

    @property
    def tables(self) -> tuple["Crosstab", ...]:
        """The tables of numbers in this result."""
        return (self,)

    def __getitem__(self, cell: tuple[str, str]) -> float:
        """Give the number of a row and group, NaN where it is not shown: `table["M1", "styrer"]`.

        Raises:
            DataError: There is no such row or group.
        """
        row, column = cell
        for name, lines in ((row, self.lines), (column, self.groups)):
            if name not in lines.ids:
                hint = t("There are: {ids}", ids=", ".join(lines.ids))
                raise DataError(t("The table has no {title} «{name}».", title=lines.title, name=name), hint=hint)
        return float(self.values[self.lines.ids.index(row), self.groups.ids.index(column)])

    def shares(self, of: str = "column") -> Shares:
        """Give shares of the row, the column or of everything; NaN where either number is not shown.

        Args:
            of: `row`: of what all groups say with this code; `column`: of the group's sum; `total`: of everything.

        Raises:
            DataError: It is none of these.
        """
        whole = {
            "row": self.row_totals[:, None],
            "column": self.column_totals[None, :],
            "total": np.full((1, 1), self.total),
        }
        if of not in whole:
            hint = t("Possible are: {names}", names=", ".join(whole))
            raise DataError(t("«{value}» is not possible for {key}.", value=of, key="of"), hint=hint)
        return Shares.held_against(self, of, self.values, whole[of])

    def rates(self) -> Shares:
        """Hold the numbers against all that the group says, coded or not, so that groups can be compared.

        Returns:
            Of codings, how many per 1000 words; of sentences, words and people, the share of the group's.
        """
        base = {"sentences": self.bases.sentences, "words": self.bases.words, "people": self.bases.people}
        if self.count == "codings":
            return Shares.held_against(self, "1000 words", self.values * 1000, self.bases.words[None, :])
        return Shares.held_against(self, "group", self.values, base[self.count][None, :])

    # As a table.

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; groups are called `attribute: value`."""
        names = tuple(f"{self.groups.kind}: {value or 'unknown'}" for value in self.groups.ids)
        first = (self.lines.kind, "name") if self.lines.of_codes else (self.lines.kind,)
        return (*first, *names, "total")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per row of the table; `None` where a number is not shown, a band as text."""
        for row in range(len(self.lines)):
            cells = self._line(self.values[row], self.bands.cells[row])
            yield (*self._named(row), *cells, *self._line(self.row_totals[[row]], self.bands.rows[[row]]))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people, with the size of each group."""
        labels = (self.group_label(column) for column in range(len(self.groups)))
        return (self.lines.title, *labels, self.group_label(None))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the sums, then the rows."""
        whole = self._line(np.array([self.total]), self.bands.whole)
        sums = (t("All"), *self._line(self.column_totals, self.bands.columns), *whole)
        yield tuple(HIDDEN if cell is None else cell for cell in sums)
        for label, row in zip(self.lines.labels, self.rows(), strict=True):
            cells = row[2 if self.lines.of_codes else 1 :]
            yield (label, *(HIDDEN if cell is None else cell for cell in cells))

    def group_label(self, column: int | None) -> str:
        """Give the name of a group and how many it has; of all groups for `None`."""
        name = t("all") if column is None else self.groups.names[column]
        people = self.bases.all["people"] if column is None else self.bases.people[column]
        if self.small.how == "passages":
            return name
        if not np.isnan(people):
            return t("{group} (n = {n})", group=name, n=int(people))
        return name if column is None else t("{group} (n < {n})", group=name, n=self.small.threshold)

    def _named(self, row: int) -> tuple[str, ...]:
        one = self.lines.ids[row]
        return (one, self.lines.names[row]) if self.lines.of_codes else (one,)

    def _line(self, values: Floats, bands: Bools) -> list[object]:
        banded = zip(values.tolist(), bands.tolist(), strict=True)
        return [self.small.band if band else None if np.isnan(value) else int(value) for value, band in banded]

    @property
    def caption(self) -> str:
        """Say what is counted."""
        what = t(COUNTS[self.count])
        said = t("{what} by {rows} and {columns}", what=what, rows=self.lines.title, columns=self.groups.title)
        said = said[:1].upper() + said[1:]
        return said if self.values.size else t("{caption}: nothing to count", caption=said)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, what is not shown and why, and who could be recognised."""
        return (*self.counted.notes, *self.warnings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be said with the numbers."""
        notes = [self.small.note, *self._what_is_hidden(), *self._what_was_merged()]
        if self.lines.of_codes and self.count in _OVERLAP:
            notes.append(t(_OVERLAP[self.count]))
        if self.count == "codings" and len(self.counted.coders) > 1:
            notes.append(t("Every coder's codings count: what two have coded counts twice."))
        # Who they are is no note: it would go along into an article.
        if self.sole_holders and _TELLING & {self.lines.kind, self.groups.kind}:
            notes.append(
                tn(
                    "{n} role at a site has one holder, who can be recognised by it: see .sole_holders",
                    "{n} roles at a site have one holder, who can be recognised by it: see .sole_holders",
                    len(self.sole_holders),
                )
            )
        return tuple(notes)

    def _what_is_hidden(self) -> list[str]:
        if self.small.shows_all or not self.values.size:
            return []
        if self.small.how != "passages" and np.isnan(self.bases.people).all():
            return [
                t("Every group is that small. Put groups together (merged=), or count passages (small='passages').")
            ]
        sums = (self.row_totals, self.column_totals, np.array([self.total, *self.bases.all.values()]))
        bands = (self.bands.rows, self.bands.columns, np.append(self.bands.whole, [self.small.how == "passages", 0, 0]))
        away = any((np.isnan(one) & ~band.astype(bool)).any() for one, band in zip(sums, bands, strict=True))
        cells = (self.hidden & ~self.bands.cells).any()
        return [t("Further numbers are not shown, since with them those could be worked out.")] if away or cells else []

    def _what_was_merged(self) -> list[str]:
        notes = [
            t("Put together: {names}", names=", ".join(value or t("not known") for value in lines.merged))
            for lines in (self.lines, self.groups)
            if lines.merged
        ]
        if self.groups.merged and len(self.groups) == 1:
            notes.append(t("One group is left. Say yourself which groups belong together (merged=)."))
        return notes
