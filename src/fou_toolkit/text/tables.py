"""Tables as text: comma, semicolon or tab, from Excel or by hand.

Rows are cut and counted here; whether a row that is broken is left out or refused is for the caller to say.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fou_toolkit._sheets import Row
from fou_toolkit.text.normalise import normalise

__all__ = ["ANSWERS", "Columns", "Cut", "cut_table", "fits_head"]

ANSWERS: Final = {
    **dict.fromkeys(["ja", "yes", "true", "1"], True),
    **dict.fromkeys(["nei", "no", "false", "0"], False),
}
"""What people write for yes and no, in small letters."""

_DELIMITERS: Final = ",;\t"
_EXCEL: Final = re.compile(r"sep=.\s*$", re.IGNORECASE)
"""Excel's note to itself in the first line."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that a table may have; they are found whatever their case.

    Args:
        names: Columns we know.
        aliases: Other names of columns, in small letters.
    """

    names: Sequence[str]
    aliases: Mapping[str, str]

    def find(self, cell: str) -> str:
        """Give the name of a column we know, or nothing.

        >>> Columns(["file"], {"fil": "file"}).find(' "Fil"')
        'file'
        """
        name = normalise(cell).text.strip().strip('"').strip().casefold()
        name = self.aliases.get(name, name)
        return name if name in self.names else ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A table in rows.

    Args:
        rows: Rows with a value, from the one that names the columns.
        delimiter: What stands between the cells.
        broken: The line from which on nothing could be read; 0 where all is well.
    """

    rows: tuple[Row, ...]
    delimiter: str
    broken: int = 0


def cut_table(text: str, columns: Columns, *, strict: bool = False) -> Cut:
    r"""Cut a table into rows; the sign between cells is the one that gives the most columns we know.

    Args:
        text: The table.
        columns: Columns that it may have.
        strict: Whether quotes that do not end, or end within a cell, are a mistake.

    >>> cut_table("sep=;\nFil;Fase\n\na.txt;1\n", Columns(["file"], {"fil": "file"})).rows[1]
    Row(number=4, cells=('a.txt', '1'), odd=mappingproxy({}))
    """
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip() and not _EXCEL.match(line)), 0)
    head = lines[first] if lines else ""
    delimiter = max(_DELIMITERS, key=lambda sign: (len(_known(head, sign, columns)), head.count(sign)))
    reader = csv.reader(lines[first:], delimiter=delimiter, strict=strict)
    rows: list[Row] = []
    line = first
    try:
        for cells in reader:
            begin, line = line + 1, first + reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append(Row(begin, tuple(cells)))
    except csv.Error:
        return Cut(tuple(rows), delimiter, line + 1)
    return Cut(tuple(rows), delimiter)


def _known(line: str, delimiter: str, columns: Columns) -> set[str]:
    return {columns.find(cell) for cell in line.split(delimiter)} - {""}


def fits_head(row: Row, width: int) -> bool:
    """Tell whether a row has as many cells as the head; further ones may be there if they are empty."""
    return len(row.cells) >= width and not any(cell.strip() for cell in row.cells[width:])
