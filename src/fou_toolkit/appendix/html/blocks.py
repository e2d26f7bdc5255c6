"""Paragraphs, lists, quotations, tables and pictures as HTML."""

import base64
from collections.abc import Iterable
from functools import singledispatch
from typing import Final

from fou_toolkit import _html
from fou_toolkit._i18n import t
from fou_toolkit.appendix.document import (
    Blank,
    Block,
    Bullets,
    Definitions,
    Drawing,
    Inline,
    Link,
    Mark,
    Number,
    Paragraph,
    Quote,
    TableBlock,
    Words,
)
from fou_toolkit.appendix.html.writer import Writer
from fou_toolkit.tables import as_html

__all__ = ["block_html", "numbered_name"]

_LOOKS: Final = {"strong": "strong", "emphasis": "em", "code": "code"}
_DOTS: Final = 96
_SHORT: Final = 30
"""Rows of a table that is not cut on paper."""
_MANY: Final = 7
"""Columns of a table that has small letters on paper."""


def numbered_name(kind: str, number: int) -> str:
    """Give `Table 3` or `Figure 2`; nothing where nothing is numbered.

    Args:
        kind: `table` or `figure`.
        number: From 1; 0 where there is none.
    """
    if not number:
        return ""
    return t("Table {n}", n=number) if kind == "table" else t("Figure {n}", n=number)


@singledispatch
def block_html(block: Block, writer: Writer) -> _html.Html:
    """Write a block; what is registered for no other kind is a paragraph.

    Args:
        block: Any block.
        writer: The page.
    """
    assert isinstance(block, Paragraph)  # noqa: S101 - the other kinds are registered below
    look = {"class_": block.kind} if block.kind else {}
    return _html.tag("p", *_inline(block.parts, writer), **look)


@block_html.register
def _(block: Bullets, writer: Writer) -> _html.Html:
    items = (_html.tag("li", *_inline(item, writer)) for item in block.items)
    return _html.tag("ol" if block.ordered else "ul", *items)


@block_html.register
def _(block: Definitions, writer: Writer) -> _html.Html:
    pairs = (
        _html.tag("div", _html.tag("dt", term), _html.tag("dd", *_inline(parts, writer))) for term, parts in block.items
    )
    return _html.tag("dl", *pairs)


@block_html.register
def _(block: Quote, writer: Writer) -> _html.Html:
    words = _html.tag("blockquote", _html.lines(block.text), dir="auto", **_language(block.language, writer))
    parts: list[str] = [_html.tag("bdi", block.who)]
    about: dict[str, str] = {}
    if writer.document.numbered:
        parts += [f", {block.place}. ", _html.tag("bdi", block.code, class_="code"), " ", _html.tag("code", block.id)]
        about = {"data_code": block.code}
        if block.reviewed:
            parts += [" ", _html.tag("span", t("reviewed"), class_="reviewed")]
    said = _html.tag("figcaption", *parts)
    return _html.tag("figure", words, said, id=writer.block_id(block), class_="quote", **about)


@block_html.register
def _(block: TableBlock, writer: Writer) -> _html.Html:
    behind, links = writer.cells(block), block.links

    def cell(row: int, column: int, content: _html.Html) -> _html.Html:
        if (row, column) in behind:
            return writer.button(content, behind[row, column])
        target = writer.anchors.find(links[row, column]) if (row, column) in links else ""
        return _html.tag("a", content, href=target) if target else content

    name = writer.block_id(block)
    table = as_html.element(block.table, number=numbered_name("table", block.number), cell=cell, in_page=True)
    scrolled = _html.tag(
        "div", table, class_="scroll", role="group", tabindex="0", aria_label=block.table.title or block.name
    )
    kinds = ["table"]
    kinds += ["short"] if len(block.table) <= _SHORT else []
    kinds += ["many"] if len(block.table.shown) > _MANY else []
    return _html.tag("div", scrolled, as_html.notes_of(block.table), id=name, class_=" ".join(kinds))


@block_html.register
def _(block: Drawing, writer: Writer) -> _html.Html:
    name = writer.block_id(block)
    width, height = (f"{side * _DOTS:.0f}" for side in block.size)
    # Dots look the same on a machine that has other fonts than ours; letters of a drawing would run into each other.
    kind, content = ("png", block.png) if block.png else ("svg+xml", block.svg)
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    picture = _html.single("img", src=source, alt=block.alt, width=width, height=height)
    marks = _marks(block, name, writer)
    writer.rules.append(f"#{_escaped(name)} .picture{{max-width:{width}px}}")
    title = ". ".join(part for part in (numbered_name("figure", block.number), block.title) if part)
    caption = _html.tag("figcaption", _html.tag("strong", title), _html.notes(block.notes))
    return _html.tag("figure", _html.tag("div", picture, *marks, class_="picture"), caption, id=name, class_="drawing")


def _marks(block: Drawing, name: str, writer: Writer) -> list[_html.Html]:
    """Lay a button over each mark that opens codings, small ones over large ones; one stop of the Tab key for all."""
    if not writer.opens:
        return []
    opening = [mark for mark in block.marks if mark.behind is not None]
    made = []
    for number, mark in enumerate(sorted(opening, key=lambda one: -one.width * one.height), 1):
        spot = f"{name}-m{number}"
        writer.rules.append(f"#{_escaped(spot)}{{{_place(mark)}}}")
        first = "0" if number == 1 else "-1"
        made.append(writer.button("", mark.behind, id=spot, class_="mark", aria_label=mark.text, tabindex=first))
    said = t("{n} marks open codings; arrow keys go from one to the next.", n=len(made))
    return [_html.tag("div", *made, role="group", aria_label=said, class_="marks")] if made else []


def _place(mark: Mark) -> str:
    sides = {"left": mark.left, "top": mark.top, "width": mark.width, "height": mark.height}
    return ";".join(f"{side}:{100 * share:.3f}%" for side, share in sides.items())


def _escaped(name: str) -> str:
    """Write an id for a style sheet; whatever stands in it cannot end the rule."""
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "_-") else f"\\{ord(sign):x} " for sign in name
    )


def _language(language: str, writer: Writer) -> dict[str, str]:
    return {"lang": language} if language and language != writer.document.language else {}


def _inline(parts: Iterable[Inline], writer: Writer) -> Iterable[_html.Html]:
    for part in parts:
        if isinstance(part, Words):
            text = _html.lines(part.text)
            yield _html.tag(_LOOKS[part.look], text) if part.look else text
        elif isinstance(part, Link):
            target = writer.anchors.find(part.target)
            yield _html.tag("a", part.text, href=target) if target else _html.tag("span", part.text)
        elif isinstance(part, Number):
            yield writer.button(part.text, part.behind)
        elif isinstance(part, Blank):
            yield _html.tag("mark", f"[{part.what}]", class_="blank", **writer.blank_id(part.key))
