"""Where links of a page lead: every section, table, picture, quotation and blank has one id, and no two share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fou_toolkit.appendix.document import Document, Drawing, Quote, TableBlock, blanks_of, sections_of, walk

__all__ = ["OWN", "Anchors"]

OWN: Final = "fou-"
"""Ids that the page itself needs begin with this; no section, table or picture can be called so."""


@dataclass(frozen=True)
class Anchors:
    """The ids of a page.

    Args:
        sections: Id of each section, in the order of reading.
        blocks: Id of each table, picture and quotation, in the order of reading.
        targets: What a link calls a place, and its id; where a section and a table share a name, the section.
        blanks: Id of the first place of each blank, by its key.
    """

    sections: tuple[str, ...]
    blocks: tuple[str, ...]
    targets: Mapping[str, str]
    blanks: Mapping[str, str]

    @classmethod
    def of(cls, document: Document) -> "Anchors":
        """Give every place an id."""
        taken: set[str] = set()
        targets: dict[str, str] = {}

        def named(name: str) -> str:
            base = f"x-{name}" if name.startswith(OWN) else name
            number, chosen = 1, base
            while chosen in taken:
                number += 1
                chosen = f"{base}.{number}"
            taken.add(chosen)
            targets.setdefault(name, chosen)
            return chosen

        sections = tuple(named(heading.section.id) for heading in sections_of(document))
        blocks = tuple(
            named(block.id if isinstance(block, Quote) else block.name)
            for block in (place.block for place in walk(document))
            if isinstance(block, Quote | TableBlock | Drawing)
        )
        blanks = {blank.key: f"{OWN}blank-{number}" for number, (blank, _) in enumerate(blanks_of(document), 1)}
        return cls(sections, blocks, targets, blanks)

    def find(self, target: str) -> str:
        """Give the address that a link leads to; empty where there is no such place.

        Args:
            target: `#id`, or an address that begins with https.
        """
        if target.startswith("https://"):
            return target
        place = self.targets.get(target.removeprefix("#"), "") if target.startswith("#") else ""
        return f"#{place}" if place else ""
