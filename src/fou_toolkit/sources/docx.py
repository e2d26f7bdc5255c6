"""Word documents (`.docx`).

Paragraphs become lines; a soft line break (`w:br`, as in Teams transcripts) is a line break, too. A row of a table
becomes a line, its cells joined by ` | `. Insertions under revision are text, deletions are not. Turns are recognised
in the lines, as `turns` describes.

Lost are print (bold, colours), pictures, comments, footnotes, text boxes, headers and footers, numbers of automatic
lists, and deletions under revision; the receipt counts those that hold words.

The file is looked through before it is unpacked: absurd sizes and document types are refused.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fou_toolkit._i18n import Message, t
from fou_toolkit._zip import WORD, check_zip
from fou_toolkit.errors import ReadError
from fou_toolkit.sources.parsed import Parsed
from fou_toolkit.sources.turns import find_turns
from fou_toolkit.text.normalise import normalise

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

__all__ = ["parse"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_MC}Fallback"
_SKIPPED = frozenset(
    [
        *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "drawing", "pict", "object")),
        *(f"{_W}{name}" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "sdtPr")),
        f"{_MC}AlternateContent",
    ]
)
"""Elements that hold no text of the running document."""
_SIGNS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "-",
}


def parse(data: bytes) -> Parsed:
    """Read a Word document.

    Args:
        data: Content of the file.

    Raises:
        ReadError: The file is no Word document, is damaged, or should not be opened.
    """
    check_zip(data, WORD)
    body = _body(data)
    normal = normalise("\n".join(_lines(body)))
    speech = find_turns(normal.text)
    return Parsed(
        text=normal.text,
        turns=speech.turns,
        marks=speech.marks,
        encoding="docx",
        changes=normal.changes,
        warnings=(*_left_out(body), *speech.warnings),
    )


def _body(data: bytes) -> "BaseOxmlElement":
    """Open the document with python-docx and give its body."""
    import docx  # noqa: PLC0415 - heavy, imported where used

    try:
        body: BaseOxmlElement = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # a damaged document makes python-docx and lxml raise nearly anything
        hint = t("Open it in Word or LibreOffice and save it as .docx, or copy the text into a .txt file.")
        raise ReadError(t("This is a zip file, but no Word document that can be read."), hint=hint) from error
    return body


def _lines(element: "BaseOxmlElement") -> Iterator[str]:
    """Give paragraphs and table rows in the order of the document."""
    for child in element:
        if child.tag == f"{_W}p":
            yield _text(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if _table_of(row) is child:
                    yield _row(row)
        elif child.tag not in _SKIPPED:
            yield from _lines(child)


def _table_of(row: "BaseOxmlElement") -> "BaseOxmlElement | None":
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row(row: "BaseOxmlElement") -> str:
    """Give the cells of a row on one line; a table inside of a cell is text of the cell."""
    cells = (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)
    return " | ".join(" ".join(" ".join(_lines(cell)).split()) for cell in cells)


def _text(paragraph: "BaseOxmlElement") -> str:
    """Give the text of a paragraph, with soft line breaks and tabs."""
    pieces: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _SIGNS:
            pieces.append(_SIGNS[element.tag])
        elif element.tag not in _SKIPPED:
            waiting.append(iter(element))
    return "".join(pieces)


def _left_out(body: "BaseOxmlElement") -> Iterator[Message]:
    """Count what holds words and is not in the text."""
    if count := sum(1 for _ in body.iter(f"{_W}footnoteReference", f"{_W}endnoteReference")):
        yield Message.of("Footnotes and endnotes left out: {n}", n=count)
    if count := sum(1 for _ in body.iter(f"{_W}commentReference")):
        yield Message.of("Comments left out: {n}", n=count)
    if count := sum(1 for box in body.iter(f"{_W}txbxContent") if next(box.iterancestors(_FALLBACK), None) is None):
        yield Message.of("Text boxes left out: {n}", n=count)
    if count := sum(1 for _ in body.iter(f"{_W}delText")):
        yield Message.of("Deletions under revision left out: {n}", n=count)
