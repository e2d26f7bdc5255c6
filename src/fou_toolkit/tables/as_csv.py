"""Tables as text for spreadsheets and statistics programs (`.csv`).

UTF-8 with a byte order mark, so that Excel shows æ, ø and å; commas between cells; numbers with a point and unrounded;
an undefined number is an empty cell. The first line holds the headings, and every other line is a row: no title and no
notes, which every program would take for rows.

Every cell is kept as it is. A text that begins with `=`, `+`, `-` or `@`, such as the cue `=makten`, stays that text
for every program that reads CSV as the standard has it, and comes back unchanged. Excel alone takes it for a formula:
for Excel, write `.xlsx`, where no text is ever a formula.
"""

import csv
import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["render"]


def render(table: "Table") -> bytes:
    """Give headings and rows.

    Args:
        table: Any table.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.headings)
    writer.writerows(["" if _is_nan(cell) else cell for cell in row] for row in table.cells)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _is_nan(cell: object) -> bool:
    """Tell a number that is undefined; it is an empty cell, never a word."""
    return isinstance(cell, float) and math.isnan(cell)
