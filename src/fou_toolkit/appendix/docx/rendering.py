"""An appendix as a Word document: the one that authors go on writing in.

Headings, captions, lists and quotations are Word's own, so that its menus know them: headings count by themselves,
captions count with those of the article, links lead to the places, and what only people can fill in is a field that one
clicks on. The same document gives the same bytes, and nothing in them tells of a machine or of the time of day.
"""

import io
import re
from collections.abc import Sequence
from typing import Final

from fou_toolkit._i18n import speaking
from fou_toolkit._sheets import printable
from fou_toolkit.appendix.document import Block, Document, Paragraph, Section, plain, sections_of
from fou_toolkit.appendix.docx.anchors import anchors_of
from fou_toolkit.appendix.docx.blocks import Blocks, is_wide
from fou_toolkit.appendix.docx.contents import write_contents
from fou_toolkit.appendix.docx.pages import Pages
from fou_toolkit.appendix.docx.styles import LEVELS, Look
from fou_toolkit.appendix.docx.template import new_document
from fou_toolkit.appendix.docx.writer import Writer, one_line
from fou_toolkit.appendix.fitting import letters_of
from fou_toolkit.tables.archive import timeless
from fou_toolkit.tables.as_docx import LANGUAGES

__all__ = ["render"]

_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FIRST_DAY: Final = "1980-01-01"
_LETTERS: Final = 11.0
"""Points of running text in an appendix."""
_LONGEST: Final = 255
"""Signs of a property."""
_SHORT: Final = 700
"""Signs of text that go along to the turned page of a table."""


def render(document: Document) -> bytes:
    """Give a Word document (`.docx`).

    Args:
        document: A whole appendix, counted; or a result sheet.
    """
    look = Look(LANGUAGES.get(document.language, document.language), document.numbered, _points(document))
    made = new_document(look)
    writer = Writer(made, anchors_of(document))
    pages = Pages(writer, document.notice, numbered=document.numbered)
    with speaking(document.language if document.language in LANGUAGES else ""):
        _begin(writer, document)
        blocks = Blocks(writer, pages, document.language, numbered=document.numbered)
        for place, heading in enumerate(sections_of(document)):
            _section(writer, pages, blocks, heading.section, heading.level, first=not place and document.numbered)
    pages.finish()
    known = made.core_properties
    known.title, known.language = one_line(document.title)[:_LONGEST], look.language
    for name, texts, between in (("author", document.authors, "; "), ("keywords", document.keywords, ", ")):
        if texts:
            setattr(known, name, printable(between.join(map(one_line, texts)))[:_LONGEST])
    stream = io.BytesIO()
    made.save(stream)
    return timeless(stream.getvalue(), day=_day(document.day))


def _points(document: Document) -> float:
    return _LETTERS if document.numbered else letters_of(document)


def _day(said: str) -> str:
    """Give a whole day; the first of the year where the year is all that may be known."""
    found = _DAY.match(said)
    return f"{found[0]}-01-01"[:10] if found and said[:4] > "1979" else _FIRST_DAY


def _begin(writer: Writer, document: Document) -> None:
    writer.paragraph("Title", one_line(document.title))
    if document.subtitle.strip():
        writer.paragraph("Subtitle", one_line(document.subtitle))
    for line in (", ".join(map(one_line, document.authors)), document.day):
        if line and document.numbered:
            writer.paragraph("Byline", line)
    if document.numbered:
        write_contents(writer, document)


def _section(writer: Writer, pages: Pages, blocks: Blocks, section: Section, level: int, *, first: bool) -> None:
    """Write a section without those below it."""
    lies = _turned(section.blocks)
    pages.turn(wide=bool(lies) and lies[0])
    heading = writer.paragraph(f"Heading {min(level, LEVELS)}", one_line(section.title))
    if first:
        heading.paragraph_format.page_break_before = True
    writer.mark(heading, f"section:{section.id}")
    for block, wide in zip(section.blocks, lies, strict=True):
        pages.turn(wide=wide)
        blocks.write(block)


def _turned(blocks: Sequence[Block]) -> list[bool]:
    """Say for each block whether its page is turned: wide tables, with the short text that belongs to them."""
    made = [is_wide(block) for block in blocks]
    first = made.index(True) if True in made else 0
    before = blocks[:first]
    if all(isinstance(block, Paragraph) for block in before):
        signs = sum(len(plain(block.parts)) for block in before if isinstance(block, Paragraph))
        made[:first] = [signs <= _SHORT] * first
    for place, block in enumerate(blocks[1:], 1):
        if made[place - 1] and isinstance(block, Paragraph) and block.kind == "note":
            made[place] = True
    return made
