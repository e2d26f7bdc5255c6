"""Read a table of suggestions that somebody has filled in, in Excel or by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fou_toolkit._files import read_bytes
from fou_toolkit._i18n import t
from fou_toolkit._sheets import Row, read_workbook
from fou_toolkit.errors import ReadError
from fou_toolkit.text.decode import decode
from fou_toolkit.text.tables import Columns, cut_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_decisions"]

_NEEDED: Final = ("id", "decision")
_COLUMNS: Final = Columns(
    (*_NEEDED, "new_code", "polarity"),
    {
        **dict.fromkeys(("suggestion", "forslag", "framlegg"), "id"),
        **dict.fromkeys(("avgjørelse", "avgjerd", "beslutning", "vedtak"), "decision"),
        **dict.fromkeys(("new code", "ny kode", "ny_kode"), "new_code"),
        **dict.fromkeys(("polaritet", "retning"), "polarity"),
    },
)
_SHEETS: Final = ".xlsx"
_TEXTS: Final = (".csv", ".tsv", ".txt")


def read_decisions(path: str | Path) -> "pd.DataFrame":
    """Read a filled-in table for `Workspace.decide`.

    Args:
        path: `.xlsx`, or `.csv` with comma, semicolon or tab, in any encoding; columns `id` and `decision`, and if they
            are there `new_code` and `polarity`. Other columns are left alone.

    Returns:
        Those columns, every cell as text.

    Raises:
        MaterialError: There is no such file.
        ReadError: It is no table, or has not these columns.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, imported where used

    file = Path(path)
    data = read_bytes(file)
    try:
        rows = next((rows for rows in _tables(data, file) if _is_head(rows)), None)
    except ReadError as error:
        raise ReadError(error.message, where=str(file), hint=error.hint) from error
    if rows is None:
        hint = t("fou code FOLDER --to-decide -o FILE writes a table to be filled in.")
        raise ReadError(t("The table has no column {names}.", names=", ".join(_NEEDED)), where=str(file), hint=hint)
    head = [_COLUMNS.find(cell) for cell in rows[0].cells]
    places = {name: head.index(name) for name in _COLUMNS.names if name in head}
    cells = [[_cell(row, place) for place in places.values()] for row in rows[1:]]
    return pd.DataFrame(cells, columns=list(places), dtype=str)


def _tables(data: bytes, file: Path) -> Iterator[tuple[Row, ...]]:
    """Give the sheets of a workbook, or the one table of a text."""
    ending = file.suffix.casefold()
    if ending == _SHEETS:
        yield from read_workbook(data).values()
    elif ending in _TEXTS:
        cut = cut_table(decode(data).text, _COLUMNS)
        if cut.broken:
            raise ReadError(t("cannot be read from here on"), where=t("line {line}", line=cut.broken))
        yield cut.rows
    else:
        hint = t("Possible are: {names}", names=", ".join((_SHEETS, *_TEXTS)))
        raise ReadError(t("«{suffix}» is no known kind of table.", suffix=file.suffix), hint=hint)


def _is_head(rows: tuple[Row, ...]) -> bool:
    return bool(rows) and set(_NEEDED) <= {_COLUMNS.find(cell) for cell in rows[0].cells}


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""
