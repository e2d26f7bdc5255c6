"""Tables beside the texts: what is broken in them is left out and said; `text.tables` cuts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import Message
from fou_toolkit.errors import ReadError
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise
from fou_toolkit.text.tables import Columns, Cut, cut_table, fits_head

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
    known = Columns(columns, aliases)
    cut = cut_table(normalise(decoded.text).text, known)
    header = [known.find(cell) or cell.strip() for cell in cut.rows[0].cells] if cut.rows else []
    if not set(header) & set(columns):
        strange = Message.of(
            "{file}: the first line has none of the columns {columns}. It was left out.",
            file=name,
            columns=", ".join(columns),
        )
        return Table(warnings=(strange,))
    whole = [row for row in cut.rows[1:] if fits_head(row, len(header))]
    rows = [Row(row.number, _values(header, row.cells)) for row in whole]
    guesses = (Message.of("{file}: {problem}", file=name, problem=message) for message in decoded.warnings)
    return Table(tuple(rows), (*guesses, *_left_out(cut, len(header), name)))


def _values(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    known = zip(header, (cell.strip() for cell in cells), strict=False)
    return {column: value for column, value in known if column and value}


def _left_out(cut: Cut, width: int, name: str) -> list[Message]:
    """Say which rows were left out."""
    warnings: list[Message] = []
    if cut.broken:
        warnings.append(Message.of("{file}: cannot be read from line {line} on.", file=name, line=cut.broken))
    uneven = [str(row.number) for row in cut.rows[1:] if not fits_head(row, width)]
    if uneven:
        warnings.append(
            Message.of(
                "{file}: Rows with another number of columns than the first line were left out. Lines: {lines}. "
                'A value with a «{sign}» in it must stand in "quotes".',
                file=name,
                lines=", ".join(uneven),
                sign="⇥" if cut.delimiter == "\t" else cut.delimiter,
            )
        )
    return warnings
