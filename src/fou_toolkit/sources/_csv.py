"""Tables beside the texts: comma, semicolon or tab, in any encoding, from Excel or by hand."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import Message
from fou_toolkit.errors import ReadError
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise

__all__ = ["ALIASES", "Row", "Table", "read_table"]

ALIASES = {
    "fil": "file",
    "sjanger": "genre",
    "dato": "date",
    "fase": "phase",
    "sted": "site",
    "stad": "site",
    "språk": "language",
    "tittel": "title",
    "forfatter": "author",
    "forfattar": "author",
    "merkelapp": "label",
    "speaker": "label",
    "rolle": "role",
    "nivå": "level",
    "intervjuer": "interviewer",
    "intervjuar": "interviewer",
}
"""Norwegian and other names of the columns."""

_DELIMITERS = ",;\t"
_EXCEL = re.compile(r"sep=.\s*$", re.IGNORECASE)
"""Excel's note to itself in the first line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Args:
        line: Line in the file, from 1.
        values: Value by column, without empty ones.
    """

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and what a person should look at.

    Args:
        rows: Rows that have a value at all.
        warnings: Rows left out, guessed encoding.
    """

    rows: tuple[Row, ...] = ()
    warnings: tuple[Message, ...] = ()


def read_table(data: bytes, *, name: str, columns: Sequence[str], aliases: Mapping[str, str] = ALIASES) -> Table:
    r"""Read a table; what is broken is left out and said.

    Args:
        data: Content of the file.
        name: Its name, for messages.
        columns: Columns we know; these are found whatever their case. One of them must be there.
        aliases: Other names of columns, in small letters.

    >>> read_table(b"File;Phase\na.txt;1\n", name="metadata.csv", columns=["file"]).rows
    (Row(line=2, values={'file': 'a.txt', 'Phase': '1'}),)
    """
    try:
        decoded = decode(data)
    except ReadError as error:
        unread = Message.of(
            "{file}: {problem} It was left out; save it as CSV (UTF-8).", file=name, problem=error.message
        )
        return Table(warnings=(unread,))
    lines = normalise(decoded.text).text.split("\n")
    warnings = [Message.of("{file}: {problem}", file=name, problem=message) for message in decoded.warnings]
    first = next((number for number, line in enumerate(lines) if line.strip() and not _EXCEL.match(line)), 0)
    delimiter = max(
        _DELIMITERS, key=lambda sign: (_known(lines[first], sign, columns, aliases), lines[first].count(sign))
    )
    if not _known(lines[first], delimiter, columns, aliases):
        strange = Message.of(
            "{file}: the first line has none of the columns {columns}. It was left out.",
            file=name,
            columns=", ".join(columns),
        )
        return Table(warnings=(strange,))
    return _rows(lines[first:], delimiter, first, _Sheet(name, columns, aliases, warnings))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is known about a table while its rows are read."""

    name: str
    columns: Sequence[str]
    aliases: Mapping[str, str]
    warnings: list[Message]


def _known(line: str, delimiter: str, columns: Sequence[str], aliases: Mapping[str, str]) -> int:
    """Count the columns we know, if the line is cut at this sign."""
    return len({_column(cell, aliases) for cell in line.split(delimiter)} & set(columns))


def _column(cell: str, aliases: Mapping[str, str]) -> str:
    name = cell.strip().strip('"').strip().casefold()
    return aliases.get(name, name)


def _rows(lines: Sequence[str], delimiter: str, skipped: int, sheet: _Sheet) -> Table:
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    rows: list[Row] = []
    uneven: list[str] = []
    header: list[str] = []
    line = skipped
    try:
        for cells in reader:
            begin, line = line + 1, skipped + reader.line_num
            values = [cell.strip() for cell in cells]
            if not header:
                columns = [_column(cell, sheet.aliases) for cell in values]
                header = [
                    column if column in sheet.columns else cell for column, cell in zip(columns, values, strict=True)
                ]
            elif any(values):
                if len(values) < len(header) or any(values[len(header) :]):
                    uneven.append(str(begin))
                else:
                    known = zip(header, values, strict=False)
                    rows.append(Row(begin, {column: value for column, value in known if column and value}))
    except csv.Error:
        sheet.warnings.append(Message.of("{file}: cannot be read from line {line} on.", file=sheet.name, line=line + 1))
    if uneven:
        shown = "⇥" if delimiter == "\t" else delimiter
        sheet.warnings.append(
            Message.of(
                "{file}: Rows with another number of columns than the first line were left out. Lines: {lines}. "
                'A value with a «{sign}» in it must stand in "quotes".',
                file=sheet.name,
                lines=", ".join(uneven),
                sign=shown,
            )
        )
    return Table(tuple(rows), tuple(sheet.warnings))
