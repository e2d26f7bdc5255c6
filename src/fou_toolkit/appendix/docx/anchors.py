"""Bookmarks: places of a document under names that Word takes."""

import re
from collections.abc import Iterator
from typing import Final

from fou_toolkit.appendix.document import Document, Drawing, Quote, TableBlock, sections_of, walk

__all__ = ["anchors_of"]

_LONGEST: Final = 40
"""Signs in the name of a bookmark."""


def anchors_of(document: Document) -> dict[str, str]:
    """Give the name of the bookmark for each place that a link can lead to.

    Where a section, a table and a picture have the same name, links lead to the first of these.

    Args:
        document: Any document.

    Returns:
        Names by `section:ID`, `table:NAME`, `figure:NAME` and `quote:ID`, and by the name alone, as links have it.
    """
    made: dict[str, str] = {}
    used: set[str] = set()
    for kind, name in _places(document):
        if f"{kind}:{name}" in made:
            continue
        base = re.sub(r"\W", "_", f"{kind}_{name}", flags=re.ASCII)[:_LONGEST]
        anchor, count = base, 1
        # Word does not tell capitals from small letters here.
        while anchor.casefold() in used:
            count += 1
            anchor = f"{base[: _LONGEST - 1 - len(str(count))]}_{count}"
        used.add(anchor.casefold())
        made[f"{kind}:{name}"] = anchor
    for key, anchor in tuple(made.items()):
        made.setdefault(key.partition(":")[2], anchor)
    return made


def _places(document: Document) -> Iterator[tuple[str, str]]:
    yield from (("section", heading.section.id) for heading in sections_of(document))
    blocks = [place.block for place in walk(document)]
    yield from (("table", block.name) for block in blocks if isinstance(block, TableBlock))
    yield from (("figure", block.name) for block in blocks if isinstance(block, Drawing))
    yield from (("quote", block.id) for block in blocks if isinstance(block, Quote))
