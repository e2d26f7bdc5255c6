"""Tables as Word documents (`.docx`), with the lines that journals ask for: above, below, and under the headings.

The caption counts with the captions of the article («Table 1»), headings come again on every page, rows are not torn
apart, figures stand to the right, and the language is set, so that spelling is right. A wide table has a page in
landscape. The document holds no name and no time. Nothing of the table is lost but signs that are not for print.
"""

import io
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import t
from fou_toolkit._sheets import printable
from fou_toolkit.tables.archive import timeless
from fou_toolkit.tables.layout import Layout, layout_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell

    from fou_toolkit.tables.table import Table

__all__ = ["render"]

_LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_FONT: Final = "Calibri"
_LETTERS: Final = 9.5
_SMALL: Final = 8.5
_SIDES: Final = (21.0, 29.7)
"""Centimetres of A4."""
_MARGIN: Final = 2.5
_LETTER: Final = 0.18
"""Centimetres of a letter, capitals and bold ones among them."""
_BESIDE: Final = 0.5
"""Centimetres beside the text of a cell."""
_RULE: Final = 12
"""Eighths of a point."""
_THIN_RULE: Final = 6


def render(table: "Table") -> bytes:
    """Give a document with the table.

    Args:
        table: Any table.
    """
    from docx import Document as new_document  # noqa: N813, PLC0415 - a function; heavy, imported where used

    layout = layout_of(table)
    document = new_document()
    width = _prepare(document, table, layout)
    if table.title:
        _caption(document, table.title)
    if table.shown:
        _fill(_word_table(document, table, layout, width), table, layout)
    for note in table.notes:
        _paragraph(document, note, size=_SMALL)
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


def _prepare(document: "Document", table: "Table", layout: Layout) -> float:
    """Set paper, font and language; give the width between the margins in centimetres."""
    from docx.enum.section import WD_ORIENTATION  # noqa: PLC0415 - heavy, imported where used
    from docx.oxml.ns import qn  # noqa: PLC0415 - same
    from docx.shared import Cm, Pt  # noqa: PLC0415 - same

    section = document.sections[0]
    short, long = _SIDES
    across, down = (long, short) if layout.wide else (short, long)
    section.page_width, section.page_height = Cm(across), Cm(down)
    section.orientation = WD_ORIENTATION.LANDSCAPE if layout.wide else WD_ORIENTATION.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_LETTERS)
    style.paragraph_format.space_after = Pt(0)
    for languages in document.styles.element.iter(qn("w:lang")):
        languages.set(qn("w:val"), _LANGUAGES.get(table.language, table.language))
    known = document.core_properties
    known.author = known.comments = known.last_modified_by = ""
    known.title, known.language = printable(table.title)[:255], table.language
    return across - 2 * _MARGIN


def _caption(document: "Document", title: str) -> None:
    """Write «Table 1. Title»; Word counts the number anew in the article."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - heavy, imported where used

    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(4)
    name = t("Table")
    paragraph.add_run(f"{name} ")
    _number(paragraph, name)
    said = paragraph.add_run(f". {printable(title)}")
    said.bold = False
    for run in paragraph.runs:
        run.font.color.rgb, run.font.size = RGBColor(0, 0, 0), Pt(_LETTERS)


def _number(paragraph: Any, name: str) -> None:  # noqa: ANN401 - python-docx gives no type to paragraphs made by it
    """Add a field that counts captions of one name."""
    for kind, text in (("begin", ""), ("", f" SEQ {name} \\* ARABIC "), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "shown":
            continue
        made = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
        if text:
            made.text = text
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run._r.append(made)  # noqa: SLF001 - python-docx knows no fields


def _paragraph(document: "Document", text: str, *, size: float) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - heavy, imported where used

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(3)
    paragraph.add_run(printable(text)).font.size = Pt(size)


def _word_table(document: "Document", table: "Table", layout: Layout, width: float) -> "WordTable":
    """Make an empty table of the right width, with its lines and its description."""
    from docx.shared import Cm  # noqa: PLC0415 - heavy, imported where used

    groups = sum(table.group_of(row) is not None for row in range(len(table)))
    made: WordTable = document.add_table(len(table) + groups + 1, len(table.shown))
    properties = made._tbl.tblPr  # noqa: SLF001 - python-docx knows no lines
    borders = _element("w:tblBorders")
    for side in ("top", "bottom"):
        borders.append(_element(f"w:{side}", val="single", sz=str(_RULE), space="0", color="000000"))
    # Word wants these in this order: width and place, lines, margins, look, description.
    look = properties.find(_name("w:tblLook"))
    layout_ = properties.find(_name("w:tblLayout"))
    (layout_ if layout_ is not None else look).addprevious(borders)
    if table.title:
        properties.append(_element("w:tblCaption", val=printable(table.title)))
    for centimetres, word in zip(_widths(layout, width), made.columns, strict=True):
        word.width = Cm(centimetres)
    return made


def _widths(layout: Layout, width: float) -> list[float]:
    """Give the widths of the columns in centimetres; those with several lines share what the others leave."""
    wanted = [_LETTER * column.letters + _BESIDE for column in layout.columns]
    kept = sum(one for one, column in zip(wanted, layout.columns, strict=True) if not column.wraps)
    shared = sum(wanted) - kept
    if kept + shared <= width:
        return wanted
    if kept + _BESIDE >= width or not shared:
        return [one * width / sum(wanted) for one in wanted]
    part = (width - kept) / shared
    return [one * part if column.wraps else one for one, column in zip(wanted, layout.columns, strict=True)]


def _fill(made: "WordTable", table: "Table", layout: Layout) -> None:
    rows = iter(made.rows)
    widths = [column.width for column in made.columns]
    head = next(rows)
    _mark_row(head, heading=True)
    for cell, place, column, width in zip(head.cells, table.shown, layout.columns, widths, strict=True):
        _write(cell, printable(table.headings[place]), right=column.numeric, bold=True, keep=True)
        cell.width = width
        _rule_under(cell)
    for row, texts in enumerate(table.texts):
        group = table.group_of(row)
        if group is not None:
            line = next(rows)
            _mark_row(line)
            whole = line.cells[0].merge(line.cells[-1])
            _write(whole, group, italic=True, keep=True)
        line = next(rows)
        _mark_row(line)
        for cell, place, column, width in zip(line.cells, table.shown, layout.columns, widths, strict=True):
            cell.width = width
            _write(cell, texts[place], right=column.numeric, bold=row in table.emphasis)


def _mark_row(row: Any, *, heading: bool = False) -> None:  # noqa: ANN401 - python-docx's rows are private
    """Let a row stay on one page; a heading comes again on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx knows neither
    properties.append(_element("w:cantSplit"))
    if heading:
        properties.append(_element("w:tblHeader"))


def _write(
    cell: "_Cell", text: str, *, right: bool = False, bold: bool = False, italic: bool = False, keep: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy, imported where used

    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.keep_with_next = True if keep else None
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None


def _rule_under(cell: "_Cell") -> None:
    borders = _element("w:tcBorders")
    borders.append(_element("w:bottom", val="single", sz=str(_THIN_RULE), space="0", color="000000"))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx knows no lines


def _element(name: str, **attributes: str) -> Any:  # noqa: ANN401 - elements of lxml
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, imported where used

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_name(f"w:{key}"), value)
    return made


def _name(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, imported where used

    return qn(name)
