"""Write tables for people who go on in Excel, R or another tool."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fou_toolkit._files import write_bytes, write_text, write_with
from fou_toolkit._i18n import t
from fou_toolkit.errors import WriteError
from fou_toolkit.tables import Table, as_csv, as_xlsx

if TYPE_CHECKING:
    from fou_toolkit._tabular import Tabular

__all__ = ["TABLE_FORMATS", "write_table"]


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


def _exact(table: "Tabular") -> Table:
    """Give columns and rows for those who compute, without title and notes."""
    return replace(Table.of(table, title="", precise=True), notes=())


def _write_csv(table: "Tabular", path: Path) -> Path:
    return write_bytes(path, as_csv.render(_exact(table)))


def _write_json(table: "Tabular", path: Path) -> Path:
    rows = ((None if _is_nan(value) else value for value in row) for row in table.rows())
    records = [dict(zip(table.columns, row, strict=True)) for row in rows]
    return write_text(path, json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def _write_parquet(table: "Tabular", path: Path) -> Path:
    frame = table.to_frame()
    return write_with(path, lambda file: frame.to_parquet(file, index=False))


def _write_xlsx(table: "Tabular", path: Path) -> Path:
    return write_bytes(path, as_xlsx.render(_exact(table)))


TABLE_FORMATS: Final[dict[str, Callable[["Tabular", Path], Path]]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".parquet": _write_parquet,
    ".xlsx": _write_xlsx,
}
