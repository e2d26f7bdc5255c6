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
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.table import _Cell

    from fou_toolkit.tables.table import Table

__all__ = ["LANGUAGES", "MARGIN", "SIDES", "add_field", "add_table", "element", "render"]

LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""Languages as Word calls them."""
_FONT: Final = "Calibri"
_LETTERS: Final = 9.5
_SMALL: Final = 8.5
SIDES: Final = (21.0, 29.7)
"""Centimetres of A4."""
MARGIN: Final = 2.5
"""Centimetres on every side."""
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
        add_table(document, table, layout, width)
    for note in table.notes:
        _paragraph(document, note, size=_SMALL)
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())


def add_table(
    document: "Document", table: "Table", layout: Layout, width: float, *, style: "ParagraphStyle | None" = None
) -> "tuple[WordTable, dict[tuple[int, int], _Cell]]":
    """Put a table at the end of a document, without its title and its notes.

    Args:
        document: Any document.
        table: A table with at least one column.
        layout: How the table fits on paper.
        width: Centimetres that it may take.
        style: Style of the paragraphs in its cells; by default that of the document.

    Returns:
        The table, and its cells by row and column of `Table.cells`.
    """
    made = _word_table(document, table, layout, width)
    return made, _fill(made, table, layout, style)


def _prepare(document: "Document", table: "Table", layout: Layout) -> float:
    """Set paper, font and language; give the width between the margins in centimetres."""
    from docx.enum.section import WD_ORIENTATION  # noqa: PLC0415 - heavy, imported where used
    from docx.oxml.ns import qn  # noqa: PLC0415 - same
    from docx.shared import Cm, Pt  # noqa: PLC0415 - same

    section = document.sections[0]
    short, long = SIDES
    across, down = (long, short) if layout.wide else (short, long)
    section.page_width, section.page_height = Cm(across), Cm(down)
    section.orientation = WD_ORIENTATION.LANDSCAPE if layout.wide else WD_ORIENTATION.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_LETTERS)
    style.paragraph_format.space_after = Pt(0)
    for languages in document.styles.element.iter(qn("w:lang")):
        languages.set(qn("w:val"), LANGUAGES.get(table.language, table.language))
    known = document.core_properties
    known.author = known.comments = known.last_modified_by = ""
    known.title, known.language = printable(table.title)[:255], table.language
    return across - 2 * MARGIN


def _caption(document: "Document", title: str) -> None:
    """Write «Table 1. Title»; Word counts the number anew in the article."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - heavy, imported where used

    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(4)
    name = t("Table")
    paragraph.add_run(f"{name} ")
    add_field(paragraph, f"SEQ {name} \\* ARABIC", "1")
    said = paragraph.add_run(f". {printable(title)}")
    said.bold = False
    for run in paragraph.runs:
        run.font.color.rgb, run.font.size = RGBColor(0, 0, 0), Pt(_LETTERS)


def add_field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401 - python-docx has no type for all of them
    """Add a field: something that Word works out anew, such as a number of a page.

    Args:
        paragraph: Any paragraph.
        code: What Word is to work out, in its own language.
        shown: What is shown until then.
    """
    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "shown":
            continue
        made = element("w:fldChar", fldCharType=kind) if kind else element("w:instrText")
        if not kind:
            made.text = f" {code} "
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
    borders = element("w:tblBorders")
    for side in ("top", "bottom"):
        borders.append(element(f"w:{side}", val="single", sz=str(_RULE), space="0", color="000000"))
    # Word wants these in this order: width and place, lines, margins, look, description.
    look = properties.find(_name("w:tblLook"))
    layout_ = properties.find(_name("w:tblLayout"))
    (layout_ if layout_ is not None else look).addprevious(borders)
    if table.title:
        properties.append(element("w:tblCaption", val=printable(table.title)))
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


def _fill(
    made: "WordTable", table: "Table", layout: Layout, style: "ParagraphStyle | None"
) -> "dict[tuple[int, int], _Cell]":
    rows = iter(made.rows)
    widths = [column.width for column in made.columns]
    head = next(rows)
    _mark_row(head, heading=True)
    cells: dict[tuple[int, int], _Cell] = {}
    for cell, place, column, width in zip(head.cells, table.shown, layout.columns, widths, strict=True):
        _write(cell, printable(table.headings[place]), style, right=column.numeric, bold=True, keep=True)
        cell.width = width
        _rule_under(cell)
    for row, texts in enumerate(table.texts):
        group = table.group_of(row)
        if group is not None:
            line = next(rows)
            _mark_row(line)
            whole = line.cells[0].merge(line.cells[-1])
            _write(whole, group, style, italic=True, keep=True)
        line = next(rows)
        _mark_row(line)
        for cell, place, column, width in zip(line.cells, table.shown, layout.columns, widths, strict=True):
            cell.width = width
            _write(cell, texts[place], style, right=column.numeric, bold=row in table.emphasis)
            cells[row, place] = cell
    return cells


def _mark_row(row: Any, *, heading: bool = False) -> None:  # noqa: ANN401 - python-docx's rows are private
    """Let a row stay on one page; a heading comes again on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx knows neither
    properties.append(element("w:cantSplit"))
    if heading:
        properties.append(element("w:tblHeader"))


def _write(
    cell: "_Cell",
    text: str,
    style: "ParagraphStyle | None",
    *,
    right: bool = False,
    bold: bool = False,
    italic: bool = False,
    keep: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy, imported where used

    paragraph = cell.paragraphs[0]
    if style is not None:
        paragraph.style = style
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.keep_with_next = True if keep else None
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None


def _rule_under(cell: "_Cell") -> None:
    borders = element("w:tcBorders")
    borders.append(element("w:bottom", val="single", sz=str(_THIN_RULE), space="0", color="000000"))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx knows no lines


def element(name: str, /, **attributes: str) -> Any:  # noqa: ANN401 - elements of lxml
    """Make an element of a Word document.

    Args:
        name: Its name, with the prefix.
        **attributes: Its attributes, of the namespace `w`.
    """
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, imported where used

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(_name(f"w:{key}"), value)
    return made


def _name(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, imported where used

    return qn(name)
