"""Tables as text for spreadsheets and statistics programs (`.csv`).

UTF-8 with a byte order mark, so that Excel shows æ, ø and å; commas between cells; numbers with a point and unrounded;
an undefined number is an empty cell. The first line holds the headings, and every other line is a row: no title and no
notes, which every program would take for rows.

Every cell is kept as it is. A text that begins with `=`, `+`, `-` or `@`, such as the cue `=makten`, stays that text
for every program that reads CSV as the standard has it, and comes back unchanged. Excel alone takes it for a formula:
for Excel, write `.xlsx`, where no text is ever a formula. What goes to strangers, who open it in
Excel without a thought, is written `guarded`.
"""

import csv
import io
import math
import re
from typing import TYPE_CHECKING, Final

from fou_toolkit._sheets import printable

if TYPE_CHECKING:
    from fou_toolkit.tables.table import Table

__all__ = ["as_guarded", "render"]

_FORMULA: Final = re.compile("'*[=+\\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def as_guarded(text: str) -> str:
    """Give a text that no program takes for a formula: one that looks like it gets an apostrophe in front.

    A plain number stays as it is. A text that has apostrophes in front of such a sign already gets one more, so that
    taking one away always gives the text back. Signs that no table can hold are left out.

    Args:
        text: A cell.

    >>> [as_guarded(text) for text in ("=1+1", "-0.5", "-a", "'=a", "a=b")]
    ["'=1+1", '-0.5', "'-a", "''=a", 'a=b']
    """
    clean = printable(text)
    return f"'{clean}" if _FORMULA.match(clean) and not _NUMBER.fullmatch(clean) else clean


def render(table: "Table", *, guarded: bool = False) -> bytes:
    """Give headings and rows.

    Args:
        table: Any table.
        guarded: Whether texts that Excel would take for formulas get an apostrophe in front (`as_guarded`).
    """
    kept = as_guarded if guarded else str
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([kept(heading) for heading in table.headings])
    for row in table.cells:
        writer.writerow([kept(cell) if isinstance(cell, str) else "" if _is_nan(cell) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _is_nan(cell: object) -> bool:
    """Tell a number that is undefined; it is an empty cell, never a word."""
    return isinstance(cell, float) and math.isnan(cell)
