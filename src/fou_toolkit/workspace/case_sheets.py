"""The case × theme table as a workbook: written, filled in by people, read back.

Three sheets: `summaries` (cases as rows, themes as columns, ids in the first row), `quotations` and `about`. Only
`summaries` is read back. Cases and themes are known by what stands in the column `case` and in the first row, so that
rows and columns can be moved. Formulas are never worked out or taken in. Whatever is not taken in is reported, with its
words.
"""

import io
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import Message, mark, t
from fou_toolkit._sheets import Row, read_workbook, workbook
from fou_toolkit.analysis.cases import CaseMatrix
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.workspace.case_remarks import SummariesRead, SummaryRemark

__all__ = ["parse_case_sheets", "read_case_matrix", "write_case_matrix"]

_CASE: Final = "case"
_SUMMARIES: Final = "summaries"
_LONGEST: Final = 32767
_WIDE: Final = 32.0
_NARROW: Final = 18.0


def write_case_matrix(matrix: CaseMatrix, path: str | Path) -> Path:
    """Write a case × theme table as a workbook with room for summaries.

    Args:
        matrix: From `case_matrix`.
        path: A new or old file that ends with `.xlsx`; an old one is replaced.

    Raises:
        WriteError: The file cannot be written, or a summary is longer than a cell can hold.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        hint = t("Possible are: {names}", names=".xlsx")
        raise WriteError(t("Cannot tell the format from the file's name."), where=str(target), hint=hint)
    for (case, theme), text in matrix.summaries.items():
        if len(text) > _LONGEST:
            message = t("The summary of {case} × {theme} is longer than a cell can hold.", case=case, theme=theme)
            raise WriteError(message, where=str(target), hint=t("Keep it below {n} signs.", n=_LONGEST))
    return write_bytes(target, _comfortable(workbook(matrix.sheets())))


def _comfortable(data: bytes) -> bytes:
    """Give columns a width to write in, and keep the names of cases and themes in view."""
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, imported where used
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - same
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - same

    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        sheet.freeze_panes = "B3" if sheet.title == _SUMMARIES else "A2"
        for number, cells in enumerate(sheet.iter_cols(), 1):
            width = _NARROW if number == 1 else _WIDE
            sheet.column_dimensions[get_column_letter(number)].width = width
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if cell.row == 1:
                    cell.font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_case_matrix(path: str | Path, matrix: CaseMatrix) -> SummariesRead:
    """Read summaries back from a workbook that people filled in.

    Args:
        path: The workbook.
        matrix: The table they belong to, made anew or the one that was written.

    Returns:
        The table with the summaries, and everything that was not taken in.

    Raises:
        MaterialError: There is no such file.
        ReadError: It is no workbook, or has no sheet with summaries.
    """
    target = Path(path)
    try:
        content = target.read_bytes()
    except FileNotFoundError as error:
        raise MaterialError(t("There is no such file."), where=str(target)) from error
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise ReadError(message, where=str(target)) from error
    return parse_case_sheets(content, matrix, name=target.name)


def parse_case_sheets(content: bytes, matrix: CaseMatrix, *, name: str = "") -> SummariesRead:
    """Read summaries from the bytes of a workbook; see `read_case_matrix`.

    Raises:
        ReadError: It is no workbook, or has no sheet with summaries.
    """
    try:
        sheets = read_workbook(content)
    except ReadError as error:
        raise ReadError(error.message, where=name, hint=error.hint) from error
    title = next((one for one in sheets if one.strip().casefold() == _SUMMARIES), None)
    rows = sheets.get(title, ()) if title else ()
    heads = [_plain(cell) for cell in rows[0].cells] if rows else []
    if _CASE not in [head.casefold() for head in heads]:
        hint = t("Write it anew, and copy the summaries into the new one.")
        message = t("There is no sheet «{name}» with a column «{column}».", name=_SUMMARIES, column=_CASE)
        raise ReadError(message, where=name, hint=hint)
    return _Reading(matrix, sheets, heads).of(rows[1:], name)


_NO_CASE: Final = "no case"
_SAID: Final = {
    "new": mark("Taken in."),
    "changed": mark("Changed."),
    "removed": mark("Taken away."),
    "unknown case": mark("Not taken in: there is no such case."),
    "unknown theme": mark("Not taken in: there is no such theme."),
    _NO_CASE: mark("Not taken in: no case is named."),
    "twice": mark("Not taken in: this cell is there twice, with other words."),
    "no text": mark("Not taken in: {what}."),
    "no row": mark("There is no row for this case; its summaries stay as they were."),
    "no column": mark("There is no column for this theme; its summaries stay as they were."),
}
"""What happened, by kind."""
_OTHER: Final = {
    "corpus": mark("The texts have changed since this workbook was written."),
    "codebook": mark("The codebook has changed since this workbook was written."),
}


class _Reading:
    """Reads one workbook; gathers summaries and remarks."""

    def __init__(self, matrix: CaseMatrix, sheets: Mapping[str, tuple[Row, ...]], heads: Sequence[str]) -> None:
        self.matrix = matrix
        self.sheets = sheets
        self.heads = heads
        # What the table itself looks like once it was written and read: so a cell that nobody touched is known.
        self.before = read_workbook(workbook(matrix.sheets()))
        rows = self.before[_SUMMARIES]
        written = rows[len(rows) - len(matrix.cases) :]
        self.cases = {_plain(row.cells[0]): case for row, case in zip(written, matrix.cases, strict=True)}
        self.themes = [theme.id for theme in matrix.themes]
        self.old = {
            (case, theme): _cell(row, place)
            for row, case in zip(written, matrix.cases, strict=True)
            for place, theme in enumerate(self.themes, 1)
        }
        self.at = [head.casefold() for head in heads].index(_CASE)
        self.found: dict[tuple[str, str], str] = {}
        self.kept: set[tuple[str, str]] = set()
        self.remarks: list[SummaryRemark] = []

    def of(self, rows: Sequence[Row], name: str) -> SummariesRead:
        same = self._compare_about()
        seen = []
        for row in rows:
            case = _plain(_cell(row, self.at))
            if case or not self._is_names(row):
                seen.append(case)
                self._read_row(row, case)
        changes = self._changes(seen)
        self._name_missing(seen)
        self._compare_others(same=same)
        return SummariesRead(self.matrix.with_summaries(changes), tuple(self.remarks), name)

    def note(self, kind: str, case: str = "", theme: str = "", text: str = "", row: int = 0, **values: object) -> None:
        self.remarks.append(SummaryRemark(kind, Message.of(_SAID[kind], **values), case, theme, text, row))

    def _is_names(self, row: Row) -> bool:
        """Tell the row with the names of the themes, in whatever language it was written."""
        known = {str(text) for theme in self.matrix.themes for text in (theme.name.nb, theme.name.nn, theme.name.en)}
        return all(not cell.strip() or cell in known for cell in row.cells)

    def _read_row(self, row: Row, case: str) -> None:
        for place, text in enumerate(row.cells):
            head = self.heads[place] if place < len(self.heads) else ""
            if place == self.at or not text.strip():
                continue
            if place in row.odd:
                self.note("no text", case, head, text, row.number, what=Message(row.odd[place]))
                self.kept.add((self.cases.get(case, case), head))
            elif case not in self.cases:
                self.note("unknown case" if case else _NO_CASE, case, head, text, row.number)
            elif head not in self.themes:
                self.note("unknown theme", case, head, text, row.number)
            else:
                self._take((self.cases[case], head), text, row.number)

    def _take(self, place: tuple[str, str], text: str, row: int) -> None:
        if self.found.setdefault(place, text) != text:
            self.note("twice", *place, text, row)

    def _changes(self, seen: Sequence[str]) -> dict[tuple[str, str], str]:
        """Give what is other than it was, and say so."""
        made = {}
        for case in dict.fromkeys(self.cases[name] for name in seen if name in self.cases):
            for theme in self.themes:
                place = case, theme
                text, old = self.found.get(place, ""), self.old[place]
                if theme not in self.heads or text == old or (place in self.kept and not text):
                    continue
                made[place] = unicodedata.normalize("NFC", text)
                self.note(("changed" if old else "new") if text else "removed", *place, text or old)
        return made

    def _name_missing(self, seen: Sequence[str]) -> None:
        for name in self.cases:
            if name not in seen:
                self.note("no row", name)
        for theme in self.themes:
            if theme not in self.heads:
                self.note("no column", theme=theme)

    def _compare_about(self) -> bool:
        """Say in what the table differs from the one that was written; tell whether it does not."""
        sheet = self._sheet("about")
        if sheet is None:
            self.remarks.append(SummaryRemark("other table", Message.of(_NO_ABOUT)))
            return False
        told = {_cell(row, 0): _cell(row, 1) for row in sheet}
        same = True
        for row in self.before["about"]:
            key, value = _cell(row, 0), _cell(row, 1)
            if key in self.matrix.made_of and told.get(key) != value:
                same = False
                other = Message.of(_WRITTEN, name=key, old=told.get(key, "–"), new=value)
                self.remarks.append(SummaryRemark("other table", Message(_OTHER[key]) if key in _OTHER else other))
        return same

    def _compare_others(self, *, same: bool) -> None:
        """Say which other sheets hold something that is not read."""
        for title, rows in self.sheets.items():
            name = title.strip().casefold()
            if name not in self.before and rows:
                self.remarks.append(SummaryRemark("not read", Message.of(_OTHER_SHEET, name=title)))
        quotations = self._sheet("quotations")
        if same and quotations is not None and _cells(quotations) != _cells(self.before["quotations"]):
            self.remarks.append(SummaryRemark("not read", Message(_QUOTATIONS)))

    def _sheet(self, name: str) -> tuple[Row, ...] | None:
        return next((rows for title, rows in self.sheets.items() if title.strip().casefold() == name), None)


_NO_ABOUT: Final = mark("The sheet «about» is not there, so nobody knows whether the texts are the same.")
_WRITTEN: Final = mark("The workbook was written with {name}={old}, and the table has {new}.")
_OTHER_SHEET: Final = mark("The sheet «{name}» is not read.")
_QUOTATIONS: Final = mark("What was changed in the sheet «quotations» is not read back.")


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Give what stands in a sheet, whatever the order of its rows."""
    return sorted(tuple(_plain(cell) for cell in row.cells if cell.strip()) for row in rows)
