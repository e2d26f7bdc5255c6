"""One table for an article: the same cells on a page, in Word, in LaTeX and in a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import current_language, t
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError
from fou_toolkit.tables.cells import Cell, as_cell, as_exact_cell, as_text, is_figure, localised

__all__ = ["Table"]

_MOST_DIGITS: Final = 15


@dataclass(frozen=True, repr=False)
class Table(Tabular):
    """A table with a title, and with what has to be said under it.

    Args:
        title: What the table shows, one line.
        headings: One per column.
        cells: The rows; text or numbers, NaN where a number is undefined.
        notes: What stands under the table: n, unit, parameters, version.
        digits: Digits behind the comma, for people.
        precise: Whether numbers are kept as they are, for those who compute.
        grouped_by: A column whose values stand as lines of their own over the rows that share them; `.csv` and `.xlsx`
            keep it as a column.
        emphasis: Numbers of rows in bold, from 0: totals.
        language: Language of the texts, for the decimal comma and for spelling in Word.

    Raises:
        DataError: A row has another number of cells than there are headings, or a setting is not possible.
    """

    title: str
    headings: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    digits: int = 2
    precise: bool = False
    grouped_by: int | None = None
    emphasis: frozenset[int] = frozenset()
    language: str = field(default_factory=current_language)

    def __post_init__(self) -> None:
        """Refuse what is no table."""
        uneven = next((number for number, row in enumerate(self.cells, 1) if len(row) != len(self.headings)), 0)
        if uneven:
            hint = t("Give as many cells as there are headings.")
            raise DataError(t("Row {n} has another number of cells than the first one.", n=uneven), hint=hint)
        if not 0 <= self.digits <= _MOST_DIGITS:
            hint = t("Give a whole number from 0 to {n}.", n=_MOST_DIGITS)
            raise DataError(t("«{value}» is not possible for {key}.", value=self.digits, key="digits"), hint=hint)
        if self.grouped_by is not None and not 0 <= self.grouped_by < len(self.headings):
            hint = t("Give a whole number from 0 to {n}.", n=len(self.headings) - 1)
            raise DataError(
                t("«{value}» is not possible for {key}.", value=self.grouped_by, key="grouped_by"), hint=hint
            )

    @classmethod
    def of(
        cls,
        result: Tabular,
        *,
        title: str | None = None,
        digits: int = 2,
        precise: bool = False,
        grouped_by: int | None = None,
    ) -> "Table":
        """Make a table of any result.

        Args:
            result: Any result; what it hides is hidden here.
            title: What the table shows; by default what the result says.
            digits: Digits behind the comma, where the result gives a number.
            precise: The numbers unrounded, with all columns and their names in English, for those who compute.
            grouped_by: A column whose values stand as lines of their own; see the class.

        Raises:
            DataError: A setting is not possible.
        """
        language = current_language()
        rows = result.rows() if precise else result.text_rows()
        cell = as_exact_cell if precise else as_cell
        cells = tuple(tuple(cell(value) for value in row) for row in rows)
        headings = tuple(map(str, result.columns if precise else result.headings))
        table = cls(
            title=result.caption if title is None else title,
            headings=headings,
            cells=cells,
            notes=tuple(result.notes),
            digits=digits,
            precise=precise,
            grouped_by=grouped_by,
            language=language,
        )
        return table if precise else replace(table, cells=table.with_commas())

    def with_commas(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the cells with the decimal sign of the language in those columns that hold figures only."""
        figures = self.numeric
        return tuple(
            tuple(
                localised(cell, self.language) if isinstance(cell, str) and figure else cell
                for cell, figure in zip(row, figures, strict=True)
            )
            for row in self.cells
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns: the headings."""
        return self.headings

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Give the rows; numbers as they are."""
        return iter(self.cells)

    @property
    def caption(self) -> str:
        """What the table shows."""
        return self.title

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.cells)

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The cells as they are read on paper."""
        digits = None if self.precise else self.digits
        return tuple(tuple(as_text(cell, digits=digits, language=self.language) for cell in row) for row in self.cells)

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds figures and nothing else; these stand to the right."""
        return tuple(self._is_numeric([row[place] for row in self.cells]) for place in range(len(self.headings)))

    @staticmethod
    def _is_numeric(cells: Sequence[Cell]) -> bool:
        # A column of which nothing is shown is one of figures all the same.
        some = any(not isinstance(cell, str) or cell.strip() for cell in cells)
        return some and all(not isinstance(cell, str) or is_figure(cell) for cell in cells)

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns that stand as columns on paper: all but the one that rows are grouped by."""
        return tuple(place for place in range(len(self.headings)) if place != self.grouped_by)

    def group_of(self, row: int) -> str | None:
        """Give the line that stands over a row, if a new group begins there."""
        if self.grouped_by is None:
            return None
        here = self.texts[row][self.grouped_by]
        return None if row and self.texts[row - 1][self.grouped_by] == here else here

    def keep(self, *headings: str) -> "Table":
        """Keep some columns, in the order given.

        Raises:
            DataError: There is no such heading.
        """
        missing = next((name for name in headings if name not in self.headings), None)
        if missing is not None:
            hint = t("Possible are: {names}", names=", ".join(self.headings))
            raise DataError(t("There is no column «{name}».", name=missing), hint=hint)
        places = [self.headings.index(name) for name in headings]
        group = places.index(self.grouped_by) if self.grouped_by in places else None
        cells = tuple(tuple(row[place] for place in places) for row in self.cells)
        return replace(self, headings=tuple(headings), cells=cells, grouped_by=group)

    def head(self, count: int) -> "Table":
        """Keep the first rows, and say so under the table."""
        if count >= len(self):
            return self
        said = t("The first {n} of {total} rows.", n=max(count, 0), total=len(self))
        cells = self.cells[: max(count, 0)]
        emphasis = frozenset(row for row in self.emphasis if row < len(cells))
        return replace(self, cells=cells, notes=(said, *self.notes), emphasis=emphasis)

    def save(self, path: str | Path) -> Path:
        """Write the table; the ending of the name says how.

        `.html`, `.docx` and `.tex` look as tables in articles do, with the notes under them. `.xlsx` keeps numbers as
        numbers, with the notes on a sheet of their own. `.csv` holds the table and nothing else; title and notes go
        into a text beside it, `NAME.notes.txt`.

        Args:
            path: A new or old file.

        Returns:
            The file.

        Raises:
            WriteError: The ending is not known, or the file cannot be written.
        """
        from fou_toolkit.tables.save import save  # noqa: PLC0415 - what writes tables knows this class

        return save(self, path)

    def _repr_html_(self) -> str:
        """Show the table as it will look on a page, without its end where it is very long."""
        from fou_toolkit.tables.as_html import fragment  # noqa: PLC0415 - same

        return fragment(self)
