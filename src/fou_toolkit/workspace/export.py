"""Write tables for people who go on in Excel, R or another tool."""

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._files import write_bytes, write_text, write_with
from fou_toolkit._i18n import t
from fou_toolkit.errors import WriteError

if TYPE_CHECKING:
    from fou_toolkit._tabular import Tabular

__all__ = ["TABLE_FORMATS", "write_table"]

_LONGEST_CELL: Final = 32767


def write_table(table: "Tabular", path: str | Path) -> Path:
    """Write a result as a table; the ending of the name says which kind.

    `.csv` is UTF-8 with a byte order mark and commas, so that Excel shows æ, ø and å; `.xlsx` keeps every cell as text
    or number, never as a formula, and ends a text that is longer than a cell can be (32 767 signs) with `…`;
    `.parquet` for pandas, R and DuckDB; `.json` is a list of records.

    Args:
        table: Any result.
        path: Where to.

    Raises:
        WriteError: The ending is unknown, or the file cannot be written.
    """
    target = Path(path)
    writer = TABLE_FORMATS.get(target.suffix.lower())
    if writer is None:
        hint = t("Possible are: {names}", names=", ".join(sorted(TABLE_FORMATS)))
        raise WriteError(t("«{suffix}» is no known kind of table.", suffix=target.suffix), where=target.name, hint=hint)
    return writer(table, target)


def _is_nan(value: object) -> bool:
    """Tell a figure that is undefined; it is an empty cell, never a word."""
    return isinstance(value, float) and math.isnan(value)


def _write_csv(table: "Tabular", path: Path) -> Path:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows(["" if _is_nan(value) else value for value in row] for row in table.rows())
    return write_bytes(path, text.getvalue().encode("utf-8-sig"))


def _write_json(table: "Tabular", path: Path) -> Path:
    rows = ((None if _is_nan(value) else value for value in row) for row in table.rows())
    records = [dict(zip(table.columns, row, strict=True)) for row in rows]
    return write_text(path, json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _write_parquet(table: "Tabular", path: Path) -> Path:
    frame = table.to_frame()
    return write_with(path, lambda file: frame.to_parquet(file, index=False))


def _write_xlsx(table: "Tabular", path: Path) -> Path:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, imported where used
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - same
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - same

    # All rows are there before the workbook is begun: an unfinished one complains when it is thrown away.
    rows = [table.columns, *table.rows()]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("fou")

    def cell(value: object) -> Any:  # noqa: ANN401 - openpyxl's cells have no public type
        if isinstance(value, (int, float)):
            return WriteOnlyCell(sheet, value)
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        made = WriteOnlyCell(sheet, text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…")
        # «=makten» is a cue, not a formula.
        made.data_type = "s"
        return made

    for row in rows:
        sheet.append([cell(value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return write_bytes(path, content.getvalue())


TABLE_FORMATS: Final[dict[str, Callable[["Tabular", Path], Path]]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}
