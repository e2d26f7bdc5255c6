"""A Word document while it is written: running text, links, bookmarks, and blanks to fill in."""

import re
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.document import Blank, Inline, Link, Words
from fou_toolkit.tables.as_docx import element

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["Writer", "clean", "one_line"]

_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_LOOKS: Final = {"strong": "Strong", "emphasis": "Emphasis", "code": "Code"}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TAG: Final = 64
"""Signs in the name of a content control."""


def clean(text: str) -> str:
    r"""Give a text as Word can hold it, with line ends of one kind.

    >>> clean("a\r\nb\x00")
    'a\nb'
    """
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    r"""Give a text as Word can hold it, on one line.

    >>> one_line(" a\n b")
    'a b'
    """
    return " ".join(clean(text).split())


class Writer:
    """Writes paragraphs at the end of a document.

    Args:
        document: An empty document.
        anchors: Names of bookmarks, as `anchors_of` gives them.
    """

    def __init__(self, document: "WordDocument", anchors: dict[str, str]) -> None:
        """Begin."""
        self.document = document
        self._anchors = anchors
        self._ids = count(1)
        self._addresses: dict[str, str] = {}
        self._styles: dict[str, BaseStyle] = {style.name or "": style for style in document.styles}
        self._marked: set[str] = set()

    def style(self, name: str) -> Any:  # noqa: ANN401 - python-docx has a type for each kind of style
        """Give a style by the name that Word shows."""
        return self._styles[name]

    def paragraph(self, style: str, *parts: Inline | str, language: str = "") -> "WordParagraph":
        """Add a paragraph.

        Args:
            style: Name of its style.
            *parts: What stands in it.
            language: As Word calls it; by default that of the document.
        """
        made = self.document.add_paragraph(style=self.style(style))
        self.write(made, parts, language=language)
        return made

    def write(self, paragraph: "WordParagraph", parts: Iterable[Inline | str], *, language: str = "") -> None:
        """Add running text to a paragraph."""
        for part in parts:
            if isinstance(part, Blank):
                paragraph._p.append(self._blank(part))  # noqa: SLF001 - python-docx knows no content controls
                continue
            text = clean(part if isinstance(part, str) else part.text)
            if not text:
                continue
            made = paragraph.add_run(text)
            if isinstance(part, Words) and part.look in _LOOKS:
                made.style = self.style(_LOOKS[part.look])
            if language:
                made._r.get_or_add_rPr().append(element("w:lang", val=language))  # noqa: SLF001 - nor languages
            if isinstance(part, Link):
                self.link(paragraph, part.target)

    def link(self, paragraph: "WordParagraph", target: str) -> None:
        """Let the last run of a paragraph lead to a place; a place that is not there leads nowhere."""
        made = self._hyperlink(target)
        if made is None or not paragraph.runs:
            return
        run = paragraph.runs[-1]
        run.style = self.style("Hyperlink")
        run._r.addprevious(made)  # noqa: SLF001 - python-docx writes no links
        made.append(run._r)  # noqa: SLF001 - same

    def _hyperlink(self, target: str) -> Any:  # noqa: ANN401 - elements of lxml
        if target.startswith("#"):
            anchor = self._anchors.get(target[1:])
            return None if anchor is None else element("w:hyperlink", anchor=anchor, history="1")
        # Blanks and brackets have no place in an address, and Word refuses the file.
        address = re.sub(r"[\s<>\"{}|\\^`]", "", clean(target))
        if not address.startswith("https://"):
            return None
        if address not in self._addresses:
            self._addresses[address] = self.document.part.relate_to(address, _RELATION, is_external=True)
        made = element("w:hyperlink", history="1")
        made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", self._addresses[address])
        return made

    def mark(self, paragraph: "WordParagraph", place: str) -> None:
        """Put a bookmark around what stands in a paragraph; each once.

        Args:
            paragraph: A paragraph with its text.
            place: As in `anchors_of`: `table:NAME`.
        """
        if place in self._marked or place not in self._anchors:
            return
        self._marked.add(place)
        number = str(next(self._ids))
        start = element("w:bookmarkStart", id=number, name=self._anchors[place])
        inside = paragraph._p  # noqa: SLF001 - python-docx knows no bookmarks
        properties = inside.pPr
        if properties is None:
            inside.insert(0, start)
        else:
            properties.addnext(start)
        inside.append(element("w:bookmarkEnd", id=number))

    def _blank(self, blank: Blank) -> Any:  # noqa: ANN401 - elements of lxml
        """Make a field that people click and write in; what is asked for goes away then, and so does its colour."""
        control, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
        properties.append(element("w:alias", val=one_line(blank.what)[:_TAG]))
        properties.append(element("w:tag", val=clean(blank.key)[:_TAG]))
        properties.append(element("w:id", val=str(next(self._ids))))
        properties.append(element("w:showingPlcHdr"))
        properties.append(element("w:text", multiLine="1"))
        run, looks, text = element("w:r"), element("w:rPr"), element("w:t")
        # The colour stands here, too: LibreOffice leaves that of the style out.
        looks.extend((element("w:rStyle", val="PlaceholderText"), element("w:highlight", val="yellow")))
        text.text = f"[{one_line(blank.what)}]"
        text.set(_SPACE, "preserve")
        run.extend((looks, text))
        content.append(run)
        control.extend((properties, content))
        return control
