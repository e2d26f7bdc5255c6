"""The document model of an appendix: what stands in it, before anybody says how it looks.

Every format is written from these values, so that all of them say the same. Texts are plain: whoever writes a format
escapes them. A number can have the codings behind it (`Behind`); a format that opens nothing leaves that out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from fou_toolkit.tables import Table

__all__ = [
    "Behind",
    "Blank",
    "Bullets",
    "Definitions",
    "Document",
    "Drawing",
    "Heading",
    "Inline",
    "Link",
    "Mark",
    "Number",
    "Paragraph",
    "Place",
    "Quote",
    "Section",
    "TableBlock",
    "Words",
    "blanks_of",
    "plain",
    "sections_of",
    "walk",
]

_NOTHING: Final[Mapping[tuple[int, int], "Behind"]] = MappingProxyType({})
_NOWHERE: Final[Mapping[tuple[int, int], str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Behind:
    """The codings behind a number.

    Args:
        title: What the number counts, one line: the heading over the passages.
        rows: Rows of the edition's selection (`Edition.selection.codings`), in order; at least one.
    """

    title: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Running text.

    Args:
        text: The text.
        look: Empty, `strong`, `emphasis` or `code`.
    """

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place.

    Args:
        text: What one reads.
        target: `#id` of a section, table, figure or quotation of this document; or an address that begins with https.
    """

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in running text that opens what is behind it.

    Args:
        text: The number as it is read.
        behind: The codings; `None` where consent or small cells forbid it, or there are none.
    """

    text: str
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that only people can fill in.

    Args:
        key: Under which it is answered in `appendix.toml`, such as `study.question` or `coreq.8`.
        what: What is asked for.
    """

    key: str
    what: str


Inline = Words | Link | Number | Blank


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Args:
        parts: What stands in it.
        kind: Empty, `note` (small, under tables) or `warning` (stands out).
    """

    parts: tuple[Inline, ...]
    kind: str = ""

    @classmethod
    def of(cls, *parts: "str | Inline", kind: str = "") -> "Paragraph":
        """Make a paragraph; texts become `Words`.

        >>> Paragraph.of("a", Link("b", "#c")).parts[0]
        Words(text='a', look='')
        """
        return cls(tuple(Words(part) if isinstance(part, str) else part for part in parts), kind)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list.

    Args:
        items: What stands in each item.
        ordered: Whether the items are numbered.
    """

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False

    @classmethod
    def of(cls, items: Iterable[str], *, ordered: bool = False) -> "Bullets":
        """Make a list of texts."""
        return cls(tuple((Words(item),) for item in items), ordered)


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with what belongs to them: the parts of a code.

    Args:
        items: Term and what stands beside it, in order.
    """

    items: tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Args:
        id: Short and stable, `q-` and letters: how people name it when they review it.
        text: The words, cut visibly («[…]») where they are cut.
        who: The role of who says it; never a name.
        place: Text and line: `T07, l. 12`.
        code: Id of the code.
        reviewed: Whether somebody of the project read it and found that it can be published.
        language: Language of the words, `nb`, `nn` or `en`; empty where nobody knows.
    """

    id: str
    text: str
    who: str
    place: str
    code: str
    reviewed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table.

    Args:
        name: Short name: letters a-z, digits and `_`, 16 at most; for files and links.
        table: Title, headings, cells and notes.
        behind: Codings behind cells, by row and column, both from 0.
        links: Places that cells lead to, as `Link.target`, by row and column.
        data: The same table for those who compute: unrounded, with English names; for the package. `None`: as `table`.
        number: Counted over the whole document, from 1; set when the document is put together.
    """

    name: str
    table: Table
    behind: Mapping[tuple[int, int], Behind] = field(default_factory=lambda: _NOTHING)
    links: Mapping[tuple[int, int], str] = field(default_factory=lambda: _NOWHERE)
    data: Table | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a picture that opens codings: a bar, a cell, a point.

    Args:
        left: From the left border, as a share of the width.
        top: From the upper border, as a share of the height.
        width: Share of the width.
        height: Share of the height.
        text: What the mark says, for those who do not see it.
        behind: The codings; `None` where nothing is opened.
    """

    left: float
    top: float
    width: float
    height: float
    text: str
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture.

    Args:
        name: Short name, as for tables.
        title: What it shows, one line.
        alt: What it shows, for those who do not see it.
        size: Width and height in inches.
        svg: The picture as a drawing.
        png: The same as dots.
        pdf: The same for LaTeX.
        marks: What opens codings.
        notes: What stands under it.
        number: Counted over the whole document, from 1; set when the document is put together.
    """

    name: str
    title: str
    alt: str
    size: tuple[float, float]
    svg: bytes = field(repr=False)
    png: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    number: int = 0


Block = Paragraph | Bullets | Definitions | Quote | TableBlock | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Args:
        id: Short name: letters a-z, digits and `-`; links go there.
        title: The heading.
        blocks: What stands in it.
        sections: Sections below it.
        number: `3.2`; set when the document is put together.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a reader of contents sees of a section.

    Args:
        level: From 1.
        section: The section.
    """

    level: int
    section: Section


@dataclass(frozen=True)
class Document:
    """A whole appendix, or a result sheet.

    Args:
        title: The title.
        language: `nb`, `nn` or `en`: of what we say; quotations have their own.
        sections: The sections.
        subtitle: A line under the title.
        authors: Names, in order; none in a blind document.
        notice: What stands on every page.
        day: Day that the material was last worked on (ISO 8601), the year alone in a blind document; empty where
            nobody knows.
        keywords: For those who search.
        numbered: Whether sections, tables and figures have numbers; a result sheet has none.
    """

    title: str
    language: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    notice: str = ""
    day: str = ""
    keywords: tuple[str, ...] = ()
    numbered: bool = True

    def counted(self) -> "Document":
        """Give the document with numbers for sections, tables and pictures, in the order of reading."""
        tables, pictures = iter(range(1, 10_000)), iter(range(1, 10_000))

        def numbered(section: Section, number: str) -> Section:
            blocks = tuple(
                replace(block, number=next(tables if isinstance(block, TableBlock) else pictures))
                if isinstance(block, TableBlock | Drawing)
                else block
                for block in section.blocks
            )
            below = tuple(numbered(one, f"{number}.{place}") for place, one in enumerate(section.sections, 1))
            return replace(section, number=number, blocks=blocks, sections=below)

        return replace(self, sections=tuple(numbered(one, str(place)) for place, one in enumerate(self.sections, 1)))


@dataclass(frozen=True, slots=True)
class Place:
    """A block with the section it stands in.

    Args:
        section: The section.
        level: Its level, from 1.
        block: The block.
    """

    section: Section
    level: int
    block: Block


def sections_of(document: Document) -> Iterator[Heading]:
    """Go through all sections in the order of reading."""

    def below(sections: tuple[Section, ...], level: int) -> Iterator[Heading]:
        for one in sections:
            yield Heading(level, one)
            yield from below(one.sections, level + 1)

    return below(document.sections, 1)


def walk(document: Document) -> Iterator[Place]:
    """Go through all blocks in the order of reading."""
    for heading in sections_of(document):
        for block in heading.section.blocks:
            yield Place(heading.section, heading.level, block)


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Paragraph):
        yield from block.parts
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from item
    elif isinstance(block, Definitions):
        for _, parts in block.items:
            yield from parts


def blanks_of(document: Document) -> tuple[tuple[Blank, Section], ...]:
    """List what only people can fill in, with the section it stands in; each once."""
    found: dict[str, tuple[Blank, Section]] = {}
    for place in walk(document):
        for part in _inlines(place.block):
            if isinstance(part, Blank):
                found.setdefault(part.key, (part, place.section))
    return tuple(found.values())


def plain(parts: Iterable[Inline]) -> str:
    """Give running text without its looks; a blank is what it asks for, in square brackets.

    >>> plain([Words("a "), Blank("b", "c")])
    'a [c]'
    """
    return "".join(f"[{part.what}]" if isinstance(part, Blank) else part.text for part in parts)
