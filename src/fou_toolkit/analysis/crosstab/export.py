"""Tables that are published together: what one hides, another less a third may give away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.crosstab.behind import Record
from fou_toolkit.analysis.crosstab.differencing import to_leave_out
from fou_toolkit.analysis.crosstab.parts import Entry, families, matrix_of
from fou_toolkit.analysis.crosstab.result import Crosstab
from fou_toolkit.errors import DataError

__all__ = ["ExportCheck", "LeftOut", "check_export"]


class _HasTables(Protocol):
    @property
    def tables(self) -> tuple[Crosstab, ...]: ...


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that must not be published with the other tables.

    Args:
        table: Number of the table, from 1.
        caption: What the table counts.
        row: Name of the row, in words.
        column: Name of the column, in words.
        because: Numbers of the tables that it gives something away with; its own alone, where it does so by itself.
    """

    table: int
    caption: str
    row: str
    column: str
    because: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class ExportCheck(Tabular):
    """What has to be left out of some tables before they are published together.

    Args:
        left_out: The numbers.
        number: How many tables were compared.
        threshold: People that must stand behind every number.
        mixed: Tables that show passages beside others that hide them.
    """

    left_out: tuple[LeftOut, ...]
    number: int
    threshold: int
    mixed: tuple[int, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether the tables can be published together as they are."""
        return not self.left_out and not self.mixed

    def demand(self) -> None:
        """Stop if the tables cannot be published together.

        Raises:
            DataError: Something has to be left out; the hint says what.
        """
        if not self.safe:
            raise DataError(self.caption, hint="\n".join((*self.notes, *self.sentences)))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to do, one sentence a number."""
        return tuple(
            t("Table {n}, {row}, {column}: leave it out.", n=one.table, row=one.row, column=one.column)
            for one in self.left_out
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a number to leave out."""
        return ("table", "caption", "row", "column", "because")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per number to leave out."""
        for one in self.left_out:
            yield (one.table, one.caption, one.row, one.column, " ".join(map(str, one.because)))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("Table"), t("what it counts"), t("row"), t("column"), t("gives something away with table"))

    @property
    def caption(self) -> str:
        """Say whether the tables can be published together."""
        tables = tn("{n} table", "{n} tables", self.number)
        if self.safe:
            return t("{tables} can be published together.", tables=tables)
        numbers = tn("{n} number", "{n} numbers", len(self.left_out))
        return t("{tables}: leave out {numbers} before you publish them together.", tables=tables, numbers=numbers)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was compared."""
        notes = [
            t("Compared: what can be worked out from numbers, sums and sizes of groups by adding and subtracting."),
            t("Numbers from fewer than {n} people must not be among it.", n=self.threshold),
            t("Only tables of `crosstab` and `profile` are compared; numbers of other analyses are not."),
        ]
        if self.mixed:
            which = ", ".join(map(str, self.mixed))
            notes.append(
                t("Tables that show passages give away what others hide. Choose one kind: {which}", which=which)
            )
        return tuple(notes)


def check_export(*results: _HasTables) -> ExportCheck:
    """Look for numbers that tables give away together: less one another, sums and sizes of groups included.

    Two tables can each be safe and still tell, one less the other, what a single person said: all phases less the
    first, everybody less one role, a theme less its codes. Give all tables that go into one publication.

    Args:
        results: What `crosstab` and `profile` gave, in this session.

    Raises:
        DataError: They are no such tables, or copies that do not know any more who stands behind their numbers.
    """
    tables = [table for result in results for table in _tables_of(result)]
    opened = [(table, _opened(table)) for table in tables]
    threshold = max((table.small.threshold for table in tables), default=1)
    kinds = {table.small.how == "passages" for table in tables}
    mixed = tuple(n for n, one in enumerate(tables, 1) if one.small.how == "passages") if len(kinds) > 1 else ()
    kept = [(n, one) for n, one in enumerate(opened) if n + 1 not in mixed]
    found: list[LeftOut] = []
    for count, name, parts in families([one for _, one in kept], passages=kinds == {True}):
        entries, pieces, owners = matrix_of(name, parts)
        ranks = [(entry.is_sum, entry.table) for entry in entries]
        for gone, others in to_leave_out(pieces, owners, ranks, threshold, people=count == "people"):
            because = [entries[number] for number in others]
            found.append(_described(entries[gone], because, [number for number, _ in kept], tables))
    found.sort(key=lambda one: (one.table, one.row, one.column))
    return ExportCheck(tuple(dict.fromkeys(found)), len(tables), threshold, mixed)


def _tables_of(result: object) -> tuple[Crosstab, ...]:
    tables = getattr(result, "tables", None)
    if not isinstance(tables, tuple) or not all(isinstance(one, Crosstab) for one in tables):
        raise DataError(t("This is no table of counts."), hint=t("Give what crosstab(...) or profile(...) gave."))
    return tables


def _opened(table: Crosstab) -> Record:
    record = table._behind.opened()  # noqa: SLF001 - the box is closed to everybody else
    if record is None:
        hint = t("Make the tables again and check them in the same session.")
        raise DataError(t("A copy of a table does not know who stands behind its numbers."), hint=hint)
    return record


def _described(entry: Entry, others: list[Entry], numbers: list[int], tables: list[Crosstab]) -> LeftOut:
    table = tables[numbers[entry.table]]
    row = {-1: t("All"), -2: t("size of the group")}.get(entry.row) or table.lines.labels[entry.row]
    column = t("all") if entry.column < 0 else table.groups.names[entry.column]
    because = tuple(sorted({numbers[one.table] + 1 for one in others}))
    return LeftOut(numbers[entry.table] + 1, table.caption, row, column, because)
