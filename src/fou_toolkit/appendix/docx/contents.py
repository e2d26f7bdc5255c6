"""The table of contents of a Word document.

Its lines are there before Word has worked anything out, and lead to the sections; numbers of pages come when somebody
updates the table. Word could be told to do that itself, but then it asks everybody who opens the document whether it
may, in words that frighten; and a number of a page that we guess would be wrong.
"""

from typing import TYPE_CHECKING, Final

from fou_toolkit._i18n import t
from fou_toolkit.appendix.document import Document, Link, sections_of
from fou_toolkit.appendix.docx.writer import one_line
from fou_toolkit.tables.as_docx import add_field, element

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

    from fou_toolkit.appendix.docx.writer import Writer

__all__ = ["write_contents"]

_LEVELS: Final = 2
"""Levels of headings that are listed."""


def write_contents(writer: "Writer", document: Document) -> None:
    """Write the table of contents, if there is more than one section.

    Args:
        writer: Writes the document.
        document: What is written.
    """
    listed = [heading for heading in sections_of(document) if heading.level <= _LEVELS]
    if len(listed) <= 1:
        return
    made = [writer.paragraph("TOC Heading", t("Contents"))]
    for heading in listed:
        section = heading.section
        line = writer.paragraph(
            f"toc {heading.level}", Link(f"{section.number}\t{one_line(section.title)}", f"#{section.id}")
        )
        made.append(line)
    _as_field(made[1:])
    block = element("w:sdt")
    properties, content = element("w:sdtPr"), element("w:sdtContent")
    kind = element("w:docPartObj")
    kind.extend((element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")))
    properties.append(kind)
    block.extend((properties, content))
    made[0]._p.addprevious(block)  # noqa: SLF001 - python-docx knows no tables of contents
    for paragraph in made:
        content.append(paragraph._p)  # noqa: SLF001 - same


def _as_field(lines: "list[WordParagraph]") -> None:
    """Put the lines into the field that Word updates."""
    first = lines[0]
    add_field(first, f'TOC \\o "1-{_LEVELS}" \\h \\z \\u', "")
    begin, code, separate, shown, end = (run._r for run in first.runs[-5:])  # noqa: SLF001 - python-docx knows no fields
    first._p.remove(shown)  # noqa: SLF001 - same
    properties = first._p.get_or_add_pPr()  # noqa: SLF001 - same
    for run in (separate, code, begin):
        properties.addnext(run)
    lines[-1]._p.append(end)  # noqa: SLF001 - same
