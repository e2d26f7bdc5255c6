"""Workbooks (`.xlsx`): sheets of rows. No text becomes a formula, and nothing else is taken for text.

A number is read as it is written in Python; one without a part behind the point is a whole number, since Excel does not
tell `120` from `120.0`. What is neither text nor number (a date, a formula, true or false, an error) is given as text,
too, and named in `Row.odd`, so that whoever needs the cell can refuse it.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from fou_toolkit._i18n import mark, t
from fou_toolkit._zip import EXCEL, check_zip
from fou_toolkit.errors import ReadError

__all__ = ["Row", "kept", "printable", "read_workbook", "workbook"]

_LONGEST_CELL: Final = 32767
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that a workbook cannot hold."""
_LAST_ROW: Final = 1_048_576
_ODD: Final = {
    "b": mark("TRUE or FALSE"),
    "d": mark("a date or a time"),
    "e": mark("an error of Excel"),
    "f": mark("a formula"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that has a value at all.

    Args:
        number: Line in the file or row of the sheet, from 1.
        cells: What stands in it.
        odd: What stands in a cell that holds neither text nor number, by the place of the cell; a message to translate.
    """

    number: int
    cells: tuple[str, ...]
    odd: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))


def printable(text: str) -> str:
    r"""Give a text without signs that XML has no place for.

    >>> printable("a\x0bb")
    'ab'
    """
    return _UNFIT.sub("", text)


def kept(text: str) -> str:
    """Give a text as a cell can hold it: `printable`, and no longer than 32 767 signs.

    >>> len(kept("a" * 40_000))
    32767
    """
    clean = printable(text)
    return clean if len(clean) <= _LONGEST_CELL else clean[: _LONGEST_CELL - 1] + "…"


def workbook(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """Give a workbook; every cell is text or number, never a formula.

    A text that is longer than a cell can be (32 767 signs) ends with `…`.

    Args:
        sheets: Rows by name of the sheet.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, imported where used
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - same

    # All rows are there before the workbook is begun: an unfinished one complains when it is thrown away.
    content = {name: list(rows) for name, rows in sheets.items()}
    book = Workbook(write_only=True)

    def cell(sheet: Any, value: object) -> Any:  # noqa: ANN401 - openpyxl's cells have no public type
        if isinstance(value, (int, float)):
            return WriteOnlyCell(sheet, value)
        made = WriteOnlyCell(sheet, kept(str(value)))
        # «=makten» is a cue, not a formula.
        made.data_type = "s"
        return made

    for name, rows in content.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_workbook(data: bytes) -> dict[str, tuple[Row, ...]]:
    """Read the sheets of a workbook, hidden ones and hidden rows too.

    Args:
        data: The whole file.

    Returns:
        The rows that have a value, by name of the sheet.

    Raises:
        ReadError: The file is no workbook, is damaged, or should not be opened.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, imported where used

    check_zip(data, EXCEL)
    try:
        with warnings.catch_warnings():
            # openpyxl complains about colours and the like.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True)
            return {sheet.title: tuple(_rows(sheet)) for sheet in book.worksheets}
    except ReadError:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise nearly anything
        hint = t("Open it in Excel or LibreOffice and save it as .xlsx, or save the sheet as CSV (UTF-8).")
        raise ReadError(t("This is a zip file, but no Excel workbook that can be read."), hint=hint) from error


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl's sheets have no common public type
    # What the file says about its size may be wrong; rows beyond it would be lost.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _LAST_ROW:
            raise ReadError(t("The sheet «{name}» has more rows than Excel can hold.", name=sheet.title))
        values = tuple(_text(cell.value) for cell in cells)
        if any(value.strip() for value in values):
            odd = {at: _ODD[cell.data_type] for at, cell in enumerate(cells) if cell.data_type in _ODD}
            yield Row(number, values, MappingProxyType(odd))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
