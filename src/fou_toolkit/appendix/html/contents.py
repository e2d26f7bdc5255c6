"""What leads into a page: contents, lists of tables and figures, what is still to be filled in."""

from collections.abc import Iterator
from typing import Final

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit.appendix.document import Document, Drawing, Section, TableBlock, blanks_of, walk
from fou_toolkit.appendix.html.anchors import OWN, Anchors
from fou_toolkit.appendix.html.blocks import numbered_name

__all__ = ["blanks", "contents", "heading_text"]

_DEPTH: Final = 2


def heading_text(section: Section) -> str:
    """Give the heading of a section with its number."""
    return f"{section.number} {section.title}".strip()


def contents(document: Document, anchors: Anchors) -> _html.Html:
    """Give the contents with links.

    Args:
        document: The document.
        anchors: Its ids.
    """
    title = _html.tag("h2", t("Contents"), id=f"{OWN}contents")
    parts = [title, _sections(document.sections, 1, iter(anchors.sections))]
    tables, figures = [], []
    for block, name in _blocks(document, anchors):
        if isinstance(block, TableBlock):
            tables.append((f"{numbered_name('table', block.number)}. {block.table.title}", name))
        else:
            figures.append((f"{numbered_name('figure', block.number)}. {block.title}", name))
    parts += [_listed(t("Tables"), tables), _listed(t("Figures"), figures)]
    return _html.tag("nav", *parts, aria_labelledby=f"{OWN}contents")


def blanks(document: Document, anchors: Anchors) -> _html.Html:
    """Give the list of what only people can fill in; nothing where nothing is left.

    Args:
        document: The document.
        anchors: Its ids.
    """
    found = blanks_of(document)
    if not found:
        return _html.Html()
    items = []
    for blank, section in found:
        link = _html.tag("a", blank.what, href=f"#{anchors.blanks[blank.key]}")
        items.append(_html.tag("li", link, f" ({heading_text(section)}; ", _html.tag("code", blank.key), ")"))
    count = tn("{n} place is still to be filled in", "{n} places are still to be filled in", len(found))
    how = t("Write the answers into appendix.toml, under [answers], by the names in brackets.")
    parts = (_html.tag("summary", count), _html.tag("p", how), _html.tag("ul", *items))
    return _html.tag("details", *parts, id=f"{OWN}blanks", class_="left-open")


def _blocks(document: Document, anchors: Anchors) -> Iterator[tuple[TableBlock | Drawing, str]]:
    names = iter(anchors.blocks)
    for place in walk(document):
        if isinstance(place.block, TableBlock | Drawing):
            yield place.block, next(names)
        elif hasattr(place.block, "id"):
            next(names)


def _sections(sections: tuple[Section, ...], level: int, names: Iterator[str]) -> _html.Html:
    """Write a level of contents; names are taken in the order of reading, also for what is too deep to be listed."""
    items = []
    for section in sections:
        link = _html.tag("a", heading_text(section), href=f"#{next(names)}")
        below = _sections(section.sections, level + 1, names) if section.sections else _html.Html()
        items.append(_html.tag("li", link, below if level < _DEPTH else _html.Html()))
    return _html.tag("ul", *items)


def _listed(title: str, places: list[tuple[str, str]]) -> _html.Html:
    if not places:
        return _html.Html()
    items = (_html.tag("li", _html.tag("a", text, href=f"#{name}")) for text, name in places)
    return _html.tag("details", _html.tag("summary", f"{title} ({len(places)})"), _html.tag("ul", *items))
