"""The document as a tree for pandoc."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from fou_toolkit._i18n import speaking, t
from fou_toolkit.appendix.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Drawing,
    Paragraph,
    Quote,
    Section,
    TableBlock,
    sections_of,
    walk,
)
from fou_toolkit.appendix.fonts import printed
from fou_toolkit.appendix.pandoc.grid import grid, scale_of
from fou_toolkit.appendix.pandoc.inlines import direction, text_of, words
from fou_toolkit.appendix.pandoc.walk import Node, attributes, element
from fou_toolkit.tables.layout import layout_of

__all__ = ["Form", "image_names", "tree"]

_API: Final = [1, 23, 1]
_LANGUAGES: Final = frozenset({"nb", "nn", "en"})
_QUOTES: Final = {"en": "“{}”"}
_NORWEGIAN: Final = "«{}»"
_FEW: Final = 2
"""Paragraphs that go along with a table onto its turned page."""
_ROOM: Final = (6.29, 8.4)
"""Inches for a picture, from side to side and from top to bottom."""
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Form:
    """What differs between formats.

    Args:
        picture: How the names of files with pictures end.
        counted: Whether our numbers are written; otherwise the format counts sections, tables and pictures itself.
        fixed: Whether all columns of a table have a width as soon as one has.
    """

    picture: str = "svg"
    counted: bool = True
    fixed: bool = False


@dataclass
class _Builder:
    document: Document
    form: Form
    known: Mapping[str, str]
    images: Iterator[str]
    used: set[str] = field(default_factory=set)

    def anchor(self, id: str, kind: str = "block") -> str:  # noqa: A002 - pandoc's word
        """Give an id once: to the section that has it, else to the first block."""
        if self.known.get(id) != kind or id in self.used:
            return ""
        self.used.add(id)
        return id

    def sections(self) -> Iterator[Node]:
        above: list[Node] = []
        for heading in sections_of(self.document):
            section = heading.section
            above.append(self.header(heading.level, section))
            runs = [(wide, list(blocks)) for wide, blocks in groupby(section.blocks, key=_is_wide)]
            for place, (wide, blocks) in enumerate(runs):
                made = [node for block in blocks for node in self.block(block)]
                # Headings, and a few words below them, go onto the turned page with the table that they stand over.
                if not wide and not place and len(runs) > 1 and _is_short(blocks):
                    above += made
                    continue
                yield from [element("Div", attributes("", "fou-wide"), [*above, *made])] if wide else [*above, *made]
                above = []
        yield from above

    def header(self, level: int, section: Section) -> Node:
        numbered = self.document.numbered and bool(section.number)
        title = f"{section.number} {section.title}" if numbered and self.form.counted else section.title
        classes = () if numbered or self.form.counted else ("unnumbered",)
        # PDF/UA refuses a heading that says nothing.
        shown = _one_line(title) or words("–")
        return element("Header", level, attributes(self.anchor(section.id, "section"), *classes), shown)

    def block(self, block: Block) -> list[Node]:
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Bullets):
            return self.bullets(block)
        if isinstance(block, Definitions):
            items = [[_one_line(term), [[element("Plain", text_of(said, self.known))]]] for term, said in block.items]
            return [element("DefinitionList", items)] if items else []
        if isinstance(block, Quote):
            return [self.quote(block)]
        return self.table(block) if isinstance(block, TableBlock) else self.drawing(block)

    def paragraph(self, block: Paragraph) -> list[Node]:
        made = element("Para", text_of(block.parts, self.known))
        return [element("Div", attributes("", f"fou-{block.kind}"), [made])] if block.kind else [made]

    def bullets(self, block: Bullets) -> list[Node]:
        items = [[element("Plain", text_of(item, self.known))] for item in block.items]
        if not items:
            return []
        if not block.ordered:
            return [element("BulletList", items)]
        return [element("OrderedList", [1, element("Decimal"), element("Period")], items)]

    def quote(self, block: Quote) -> Node:
        """Make a quotation: the words in their language, and under them who said it, where it stands, and its name."""
        language = block.language if block.language in _LANGUAGES else ""
        marks = _QUOTES.get(language or self.document.language, _NORWEGIAN)
        pairs = {"lang": language, "dir": direction(block.text)}
        inner = [element("Para", words(marks.format(block.text)))]
        said = element("Div", attributes("", "fou-said", **pairs), inner)
        details = [block.who, block.place]
        if self.document.numbered:
            details += [block.code, block.id, t("reviewed") if block.reviewed else ""]
        source = words(", ".join(part for part in details if part))
        below = [element("Div", attributes("", "fou-source"), [element("Para", source)])] if source else []
        return element("Div", attributes(self.anchor(block.id), "fou-quote"), [said, *below])

    def table(self, block: TableBlock) -> list[Node]:
        caption = self.caption(t("Table {n}", n=block.number), block.table.title, block.number)
        notes = self.notes(block.table.notes)
        if not block.table.shown:
            return [element("Para", caption), *notes] if caption else notes
        made = grid(block, caption, self.known, fixed=self.form.fixed, id=self.anchor(block.name))
        scale = scale_of(block.table)
        sized = element("Div", attributes("", "fou-table", scale=f"{scale:g}" if scale < 1 else ""), [made])
        return [sized, *notes]

    def drawing(self, block: Drawing) -> list[Node]:
        label = t("Figure {n}", n=block.number)
        caption = self.caption(label, block.title, block.number)
        # A picture that says nothing to those who do not see it is refused by PDF/UA.
        alt = next(filter(None, (" ".join(printed(text).split()) for text in (block.alt, block.title))), label)
        width, height = (f"{side * _share(block.size):.3f}in" for side in block.size)
        # The names come in the order of reading, as pictures do here.
        image = element(
            "Image", attributes("", alt=alt, width=width, height=height), words(alt), [next(self.images), ""]
        )
        made = element(
            "Figure",
            attributes(self.anchor(block.name)),
            [None, [element("Plain", caption)] if caption else []],
            [element("Plain", [image])],
        )
        return [element("Div", attributes("", "fou-drawing"), [made, *self.notes(block.notes)])]

    def caption(self, label: str, title: str, number: int) -> list[Node]:
        counted = self.document.numbered and number and self.form.counted
        return _one_line(". ".join(filter(None, [label if counted else "", title.strip()])))

    @staticmethod
    def notes(notes: tuple[str, ...]) -> list[Node]:
        said = "\n".join(note for note in notes if note.strip())
        return [element("Div", attributes("", "fou-note"), [element("Para", words(said))])] if said else []


def image_names(document: Document, ending: str) -> list[tuple[Drawing, str]]:
    """Give all pictures with the names of their files: ASCII, 25 signs at most, in the order of reading.

    Args:
        document: The document.
        ending: Without the point: `svg` or `pdf`.
    """
    drawings = [place.block for place in walk(document) if isinstance(place.block, Drawing)]
    return [
        (one, f"fig{place:02d}_{_NOT_IN_NAMES.sub('_', one.name.lower())[:14].strip('_')}.{ending}")
        for place, one in enumerate(drawings, 1)
    ]


def tree(document: Document, form: Form) -> dict[str, Any]:
    """Make the tree of a document.

    Args:
        document: The document; numbers as `Document.counted` sets them.
        form: What differs between formats.

    Returns:
        Pandoc's tree: title, subtitle, authors, language, keywords and day in `meta`, the rest in `blocks`.
    """
    known = _known(document)
    with speaking(document.language):
        names = (name for _, name in image_names(document, form.picture))
        builder = _Builder(document, form, known, names)
        blocks = list(builder.sections())
    return {"pandoc-api-version": _API, "meta": _meta(document), "blocks": blocks}


def _known(document: Document) -> dict[str, str]:
    """Give all ids that links can lead to, and whether a section or a block has them; a section goes first."""
    blocks = (place.block for place in walk(document))
    names = (
        block.id if isinstance(block, Quote) else block.name
        for block in blocks
        if isinstance(block, Quote | TableBlock | Drawing)
    )
    known = dict.fromkeys(names, "block") | {heading.section.id: "section" for heading in sections_of(document)}
    return {name: kind for name, kind in known.items() if _ID.fullmatch(name)}


def _share(size: tuple[float, float]) -> float:
    """Give how much smaller a picture has to be to stand on a page with its caption and notes."""
    return min(1.0, *(room / side for side, room in zip(size, _ROOM, strict=True) if side > 0))


def _is_wide(block: Block) -> bool:
    return isinstance(block, TableBlock) and layout_of(block.table).wide


def _is_short(blocks: list[Block]) -> bool:
    """Tell whether blocks are a few lines that would leave an empty page before a turned one."""
    return len(blocks) <= _FEW and all(isinstance(block, Paragraph) for block in blocks)


def _one_line(text: str) -> list[Node]:
    return words(" ".join(text.split()))


def _meta(document: Document) -> dict[str, Any]:
    def text(value: str) -> Node:
        return element("MetaInlines", _one_line(value))

    made = {"title": text(document.title), "lang": element("MetaString", document.language)}
    if document.subtitle:
        made["subtitle"] = text(document.subtitle)
    if document.day:
        made["date"] = text(document.day)
    for key, values in (("author", document.authors), ("keywords", document.keywords)):
        if values:
            made[key] = element("MetaList", [text(value) for value in values])
    return made
