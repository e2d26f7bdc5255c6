"""Tables of codes for readers: grouped by theme, with shares, and with the codings behind every number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit.analysis.crosstab import Crosstab, Shares
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.axis import attribute_axis
from fou_toolkit.analysis.trajectory.cells import per_cent
from fou_toolkit.appendix.document import Behind, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.counts import PEOPLE, reader_notes
from fou_toolkit.appendix.sections.standing import Standing
from fou_toolkit.tables import Table
from fou_toolkit.tables.cells import Cell

__all__ = ["Opened", "count_table", "opened_by", "said_of", "shown_columns", "with_data"]

Floats = npt.NDArray[np.float64]

_EXPLAINED: Final = {
    "people": mark("Number of people who say something with the code; in brackets their share of the group."),
    "codings": mark("Number of codings; in brackets their share of all codings of the group."),
    "sentences": mark(
        "Number of sentences with the code; in brackets their share of all coded sentences of the group."
    ),
}


@dataclass(frozen=True, eq=False)
class Opened:
    """The codings behind the numbers of a table of codes and groups.

    Args:
        edition: The edition.
        table: The table.
        rows: Rows of codings, by `line * groups + group`.
    """

    edition: Edition
    table: Crosstab
    rows: Mapping[int, npt.NDArray[np.int64]]

    def at(self, row: int, column: int) -> Behind | None:
        """Give what is behind a cell; nothing where its number is zero or not shown."""
        value = self.table.values[row, column]
        found = self.rows.get(row * len(self.table.groups) + column)
        if found is None or not value > 0:
            return None
        about = f"{self.table.lines.labels[row]}, {self.table.groups.names[column]}"
        return self.edition.behind(f"{about}: {said_of(self.table.count, int(value))}", found)

    def of_column(self, column: int) -> Behind | None:
        """Give what is behind the sum of a column of codings."""
        value = self.table.column_totals[column]
        wide = len(self.table.groups)
        found = [rows for place, rows in self.rows.items() if place % wide == column]
        if not found or not value > 0:
            return None
        about = f"{self.table.groups.names[column]}: {said_of(self.table.count, int(value))}"
        return self.edition.behind(about, np.concatenate(found))

    def by_key(self, key: tuple[str, ...]) -> Behind | None:
        """Give what is behind a mark of a heat map, whose key is code and group."""
        ids, groups = self.table.lines.ids, self.table.groups.ids
        known = len(key) == 2 and key[0] in ids and key[1] in groups  # noqa: PLR2004 - a code and a group
        return self.at(ids.index(key[0]), groups.index(key[1])) if known else None


def opened_by(edition: Edition, table: Crosstab, standing: Standing, columns: Mapping[str, int]) -> Opened:
    """Find the codings behind a table.

    Args:
        edition: The edition.
        table: The table.
        standing: The same lines as the rows of the table.
        columns: Column of each value of the attribute, as the corpus has it; several values can share one.
    """
    axis = attribute_axis(edition.corpus, table.groups.kind)
    group = np.array([columns.get(value, -1) for value in axis.values] or [-1], np.int64)[axis.number]
    by = standing.by_coding if table.count == "codings" else standing.by_sentence
    return Opened(edition, table, by(group, len(table.groups)))


def said_of(count: str, n: int) -> str:
    """Say a number with what it counts."""
    if count == PEOPLE:
        return tn("{n} person", "{n} people", n)
    if count == "codings":
        return tn("{n} coding", "{n} codings", n)
    return tn("{n} sentence", "{n} sentences", n)


def shown_columns(table: Crosstab) -> list[int]:
    """Give the groups of which any number above zero is shown."""
    return np.flatnonzero((np.nan_to_num(table.values) > 0).any(axis=0)).tolist()


def with_data(block: TableBlock, data: Table) -> TableBlock:
    """Add the table for those who compute, with notes for readers only."""
    return replace(block, data=replace(data, notes=reader_notes(data.notes)))


def count_table(name: str, title: str, opened: Opened, theme_of: Callable[[str], str] | None = None) -> TableBlock:
    """Make the table of a crosstab for readers; what has no number above zero is left out, and it says so.

    Args:
        name: Short name.
        title: What it shows.
        opened: The table, with the codings behind it.
        theme_of: Gives the theme of a row, under which it stands; by default rows are not put together.
    """
    table = opened.table
    columns = shown_columns(table)
    lines = _lines(table, columns, theme_of)
    shares = table.rates() if table.count == PEOPLE else table.shares("column")
    sums = table.count == "codings"
    cells = [_sums(table, columns)] if sums else []
    cells += [(table.lines.labels[row], *(_cell(table, shares, row, one) for one in columns)) for row in lines]
    headings: tuple[str, ...] = (table.lines.title, *(table.group_label(one) for one in columns))
    before = 1
    if theme_of is not None:
        themes = [*([t("All")] if sums else []), *(theme_of(table.lines.ids[row]) for row in lines)]
        cells = [(theme, *line) for theme, line in zip(themes, cells, strict=True)]
        headings, before = (t("theme"), *headings), 2
    found = {
        (place + sums, before + at): opened.at(row, one)
        for place, row in enumerate(lines)
        for at, one in enumerate(columns)
    }
    if sums:
        found |= {(0, before + at): opened.of_column(one) for at, one in enumerate(columns)}
    made = Table(
        title,
        headings,
        tuple(cells),
        notes=_notes(table, columns, lines),
        grouped_by=None if theme_of is None else 0,
        emphasis=frozenset({0} if sums else ()),
    )
    behind = {at: one for at, one in found.items() if one is not None}
    return with_data(TableBlock(name, made, behind), Table.of(table, title=title, precise=True))


def _lines(table: Crosstab, columns: list[int], theme_of: Callable[[str], str] | None) -> list[int]:
    """Give the rows in which a number above zero is shown, those of a theme side by side."""
    lines: list[int] = np.flatnonzero((np.nan_to_num(table.values[:, columns]) > 0).any(axis=1)).tolist()
    if theme_of is None:
        return lines
    place: dict[str, int] = {}
    for one in table.lines.ids:
        place.setdefault(theme_of(one), len(place))
    return sorted(lines, key=lambda row: place[theme_of(table.lines.ids[row])])


def _sums(table: Crosstab, columns: list[int]) -> tuple[Cell, ...]:
    totals = (table.column_totals[one] for one in columns)
    return (t("All codes"), *(HIDDEN if np.isnan(total) else f"{int(total)}" for total in totals))


def _cell(table: Crosstab, shares: Shares, row: int, column: int) -> str:
    value, share = table.values[row, column], shares.values[row, column]
    if np.isnan(value):
        return HIDDEN
    return f"{int(value)}" if not value or np.isnan(share) else f"{int(value)} ({per_cent(float(share))})"


def _notes(table: Crosstab, columns: list[int], lines: list[int]) -> tuple[str, ...]:
    """Say what the numbers are, what is not shown, and what is left out."""
    # There is no row of sums of people that it could be about.
    no_use = t("A person can have several codes. The sum of a column is everybody in the group.")
    notes = [t(_EXPLAINED[table.count]), *(one for one in reader_notes(table.warnings) if one != no_use)]
    hidden = [name for place, name in enumerate(table.groups.names) if place not in columns]
    if hidden:
        notes.append(t("Groups of which no number can be shown: {names}.", names=", ".join(hidden)))
    left = len(table.lines) - len(lines)
    if left:
        notes.append(
            tn(
                "{n} code without a number that can be shown is left out; the data package has all.",
                "{n} codes without a number that can be shown are left out; the data package has all.",
                left,
            )
        )
    return tuple(notes)
