"""The blocks of an appendix in Word: paragraphs, lists, quotations, tables and pictures."""

import io
from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.appendix.document import (
    Block,
    Bullets,
    Definitions,
    Drawing,
    Paragraph,
    Quote,
    TableBlock,
    Words,
)
from fou_toolkit.appendix.docx.writer import clean, one_line
from fou_toolkit.tables.as_docx import LANGUAGES, add_field, add_table, element
from fou_toolkit.tables.layout import layout_of

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

    from fou_toolkit.appendix.docx.pages import Pages
    from fou_toolkit.appendix.docx.writer import Writer
    from fou_toolkit.tables import Table

__all__ = ["Blocks", "is_wide"]

_KINDS: Final = {"note": "Note Text", "warning": "Warning"}
_MARKS: Final = {"en": "“{}”"}
"""How quotations begin and end on a sheet, where it is not as in Norwegian."""
_UNDER: Final = 3.5
"""Centimetres that the caption and the notes of a picture need."""
_LONGEST: Final = 2000
"""Signs in a description of a picture or a table."""


def is_wide(block: Block) -> bool:
    """Tell whether a block needs a page in landscape."""
    return isinstance(block, TableBlock) and bool(block.table.shown) and layout_of(block.table).wide


class Blocks:
    """Writes blocks at the end of a document.

    Args:
        writer: Writes paragraphs.
        pages: How the page lies.
        language: `nb`, `nn` or `en`: of what we say.
        numbered: Whether tables and pictures have numbers.
    """

    def __init__(self, writer: "Writer", pages: "Pages", language: str, *, numbered: bool) -> None:
        """Begin."""
        self._writer = writer
        self._pages = pages
        self._language = language
        self._numbered = numbered

    def write(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Paragraph():
                self._writer.paragraph(_KINDS.get(block.kind, "Normal"), *block.parts)
            case Bullets():
                self._list(block)
            case Definitions():
                for term, parts in block.items:
                    self._writer.paragraph("Definition", Words(one_line(term), "strong"), "\t", *parts)
            case Quote():
                self._quote(block)
            case TableBlock():
                self._table(block)
            case Drawing():
                self._drawing(block)

    def _list(self, bullets: Bullets) -> None:
        if not bullets.ordered:
            for item in bullets.items:
                self._writer.paragraph("List Bullet", *item)
            return
        numbering = self._writer.document.part.numbering_part.element
        # A list of its own counts from one; the style alone would go on counting through the whole document.
        number = numbering.add_num(2)
        number.add_lvlOverride(0).add_startOverride(1)
        for item in bullets.items:
            made = self._writer.paragraph("List Number", *item)
            properties = made._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx knows no lists
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number.numId

    def _quote(self, quote: Quote) -> None:
        language = "" if quote.language in ("", self._language) else LANGUAGES.get(quote.language, quote.language)
        text = quote.text.strip() if self._numbered else _MARKS.get(quote.language, "«{}»").format(quote.text.strip())
        made = self._writer.paragraph("Quote", text, language=language)
        self._writer.mark(made, f"quote:{quote.id}")
        said = [
            ", ".join(one_line(part) for part in (quote.who, quote.place) if part.strip()),
            one_line(quote.id) if self._numbered else "",
        ]
        if quote.reviewed and self._numbered:
            said.append(t("reviewed"))
        self._writer.paragraph("Quote Source", "– " + " · ".join(part for part in said if part))

    # --- tables

    def _table(self, block: TableBlock) -> None:
        table = block.table
        above = self._caption(t("Table"), block.number, table.title, f"table:{block.name}")
        if above is not None:
            above.paragraph_format.keep_with_next = True
        if table.shown:
            self._cells(block, table)
        for note in table.notes:
            self._writer.paragraph("Note Text", note)
        if not table.notes:
            # Two tables that touch become one.
            self._writer.paragraph("Note Text")

    def _cells(self, block: TableBlock, table: "Table") -> None:
        style = self._writer.style("Table Text")
        layout = layout_of(table)
        made, cells = add_table(self._writer.document, table, layout, self._pages.width, style=style)
        if table.notes:
            said = " ".join(map(one_line, table.notes))[:_LONGEST]
            made._tbl.tblPr.append(element("w:tblDescription", val=said))  # noqa: SLF001 - python-docx knows none
        for place, target in sorted(block.links.items()):
            if place in cells:
                self._writer.link(cells[place].paragraphs[0], target)

    def _caption(self, name: str, number: int, title: str, place: str) -> "WordParagraph | None":
        """Write «Table 3. Title», where 3 is what Word counts."""
        if not title.strip() and not self._numbered:
            return None
        made = self._writer.paragraph("Caption")
        if self._numbered:
            self._writer.write(made, [f"{name} "])
            add_field(made, f"SEQ {name} \\* ARABIC", str(number))
            self._writer.write(made, [f". {one_line(title)}".rstrip()])
        else:
            self._writer.write(made, [one_line(title)])
        self._writer.mark(made, place)
        return made

    # --- pictures

    def _drawing(self, drawing: Drawing) -> None:
        from docx.shared import Emu, Inches  # noqa: PLC0415 - heavy, imported where used

        paragraph = self._writer.paragraph("Figure")
        across, down = (Inches(side) for side in drawing.size)
        room, high = self._pages.width * 360_000, (self._pages.height - _UNDER) * 360_000
        part = min(1.0, room / across, high / down)
        run = paragraph.add_run()
        shape = run.add_picture(io.BytesIO(drawing.png), Emu(int(across * part)), Emu(int(down * part)))
        said = shape._inline.docPr  # noqa: SLF001 - python-docx knows no alt texts
        said.set("descr", clean(drawing.alt)[:_LONGEST])
        said.set("title", one_line(drawing.title))
        said.set("name", one_line(drawing.name))
        under = self._caption(t("Figure"), drawing.number, drawing.title, f"figure:{drawing.name}")
        if under is not None and drawing.notes:
            under.paragraph_format.keep_with_next = True
        for note in drawing.notes:
            self._writer.paragraph("Note Text", note)
