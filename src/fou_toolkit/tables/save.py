"""Which ending of a file is which kind of table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fou_toolkit._files import write_bytes, write_text
from fou_toolkit._i18n import t
from fou_toolkit.errors import WriteError
from fou_toolkit.tables.as_csv import render as as_csv
from fou_toolkit.tables.as_docx import render as as_docx
from fou_toolkit.tables.as_html import render as as_html
from fou_toolkit.tables.as_latex import render as as_latex
from fou_toolkit.tables.as_xlsx import render as as_xlsx

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["FORMATS", "save"]

FORMATS: Final[dict[str, Callable[["Table"], bytes]]] = {
    ".csv": as_csv,
    ".docx": as_docx,
    ".html": as_html,
    ".tex": as_latex,
    ".xlsx": as_xlsx,
}


def save(table: "Table", path: str | Path) -> Path:
    """Write a table; see `Table.save`."""
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in FORMATS:
        hint = t("Possible are: {names}", names=", ".join(FORMATS))
        raise WriteError(t("«{suffix}» is no known kind of table.", suffix=target.suffix), where=target.name, hint=hint)
    content = FORMATS[ending](table)
    if ending == ".csv" and (table.title or table.notes):
        write_text(target.with_suffix(".notes.txt"), "\n".join((table.title, "", *table.notes)).strip() + "\n")
    return write_bytes(target, content)
