"""Tables as workbooks (`.xlsx`): numbers are numbers, texts are texts, nothing is a formula.

The first sheet holds the headings and the rows and nothing else, so that it can be sorted, filtered and read by
programs; title and notes are on a second one. An undefined number is an empty cell. What is lost: of a text that is
longer than a cell can be (32 767 signs), the end, marked with `…`.
"""

import io
import math
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import number
from fou_toolkit._sheets import kept
from fou_toolkit.tables.archive import timeless
from fou_toolkit.tables.layout import layout_of

if TYPE_CHECKING:
    from fou_toolkit.tables.cells import Cell
    from fou_toolkit.tables.table import Table

__all__ = ["NOTES", "TABLE", "render"]

TABLE: Final = "fou"
"""Name of the sheet with the table."""
NOTES: Final = "notes"
"""Name of the sheet with title and notes."""
_MEASURED: Final = 200
"""Rows that widths of columns are taken from."""
_WIDEST: Final = 60


def render(table: "Table") -> bytes:
    """Give a workbook.

    Args:
        table: Any table.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, imported where used
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - same
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - same

    book = Workbook(write_only=True)
    sheet = book.create_sheet(TABLE)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    decimals = None if table.precise else "0" + ("." + "0" * table.digits if table.digits else "")
    sheet.append([_cell(sheet, name, font=bold, alignment=top) for name in table.headings])
    for row, cells in enumerate(table.cells):
        look = {"font": bold} if row in table.emphasis else {}
        sheet.append(
            [
                _cell(sheet, cell, **look, **({"number_format": decimals} if decimals and type(cell) is float else {}))
                for cell in cells
            ]
        )
    if table.title or table.notes:
        said = book.create_sheet(NOTES)
        said.column_dimensions["A"].width = 100
        said.append([_cell(said, table.title, font=bold, alignment=top)])
        for note in table.notes:
            said.append([_cell(said, note, alignment=top)])
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def _cell(sheet: Any, value: "Cell", **look: Any) -> Any:  # noqa: ANN401 - openpyxl's cells have no public type
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy, imported where used

    if isinstance(value, float) and math.isinf(value):
        value = number(value)
    if isinstance(value, str):
        made = WriteOnlyCell(sheet, kept(value))
        # «=makten» is a cue, not a formula.
        made.data_type = "s"
    else:
        made = WriteOnlyCell(sheet, None if math.isnan(value) else value)
    for name, one in look.items():
        setattr(made, name, one)
    return made


def _widths(table: "Table") -> list[int]:
    columns = layout_of(table.head(_MEASURED)).columns
    letters = {place: column.letters for place, column in zip(table.shown, columns, strict=True)}
    return [min(letters.get(place, len(name)) + 3, _WIDEST) for place, name in enumerate(table.headings)]
