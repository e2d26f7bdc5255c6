"""Editions whose settings, consents and logs are made for tests, and all that can be read in a section."""

from collections.abc import Mapping
from dataclasses import replace

from builders import make_source
from coded_editions import project_of
from fou_toolkit.appendix.config import Config, Study
from fou_toolkit.appendix.document import (
    Bullets,
    Definitions,
    Document,
    Paragraph,
    Section,
    TableBlock,
    blanks_of,
    plain,
    walk,
)
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import Material
from fou_toolkit.model import Codebook, CodingSet, Corpus, Participant, Project

__all__ = ["EMPTY", "HOSTILE", "SPANS", "crowd", "keys_in", "links_in", "said_in", "study_edition", "table_in"]

HOSTILE = '\\textbf{&<b onload="x">#*_$%}=1+1 \U0001f9f8 \u05e9\u05dc\u05d5\u05dd a\u030a\r\n@x'
"""Signs that mean something in LaTeX, HTML, typst, spreadsheets and scripts from right to left."""

SPANS = [(0, 0.1, 40, "A", "k"), (1, 0.2, 60, "B", "k"), (2, 0.3, 20, "C", "l"), (3, 0.0, 90, "A", "l")]

EMPTY = Project(Corpus(), Codebook("empty", ()), CodingSet.of([]))


def study_edition(
    project: Project | None = None,
    *,
    answers: Mapping[str, str] | None = None,
    study: Study | None = None,
    leave_out: tuple[str, ...] = (),
    blind: bool = False,
    orientation: str = "codebook",
    **material: object,
) -> Edition:
    """Make an edition of a small coded project, in which everything may be quoted."""
    made = replace(project_of(SPANS) if project is None else project, orientation=orientation)
    config = Config(study=study or Study(), answers=answers or {}, leave_out=leave_out)
    return Edition.of(Material(made, lambda _: True, lambda _: True, **material), config, blind=blind)


def crowd(*groups: tuple[str, str, str, int], smallest: int = 5) -> Project:
    """Make a project of people who each speak in a text of their own: role, level, site and how many."""
    sources, people = [], []
    for role, level, site, count in groups:
        for _ in range(count):
            name = f"P{len(people)}"
            sources.append(make_source(f"{name}: Ja, vi var der.", "I: Og så?", id=f"t{len(people)}"))
            people.append(Participant(name, role, level, site))
    corpus = Corpus(tuple(sources), tuple(people))
    return Project(corpus, Codebook("empty", ()), CodingSet.of([]), smallest_group=smallest)


def _document(section: Section) -> Document:
    return Document("", "en", (section,))


def said_in(section: Section) -> str:
    """Give all that can be read in a section."""
    said = [section.title]
    for place in walk(_document(section)):
        block = place.block
        said.append(place.section.title)
        if isinstance(block, Paragraph):
            said.append(plain(block.parts))
        elif isinstance(block, Bullets):
            said += [plain(item) for item in block.items]
        elif isinstance(block, Definitions):
            said += [f"{term}: {plain(parts)}" for term, parts in block.items]
        elif isinstance(block, TableBlock):
            for table in (block.table, block.data):
                said += [table.title, *table.headings, *table.notes, *("|".join(row) for row in table.texts)]
    return "\n".join(said)


def keys_in(section: Section) -> list[str]:
    """Give the keys of what is open."""
    return [blank.key for blank, _ in blanks_of(_document(section))]


def table_in(section: Section, name: str) -> TableBlock:
    """Give the table of that name."""
    blocks = (place.block for place in walk(_document(section)))
    return next(one for one in blocks if isinstance(one, TableBlock) and one.name == name)


def links_in(section: Section) -> set[str]:
    """Give where a section leads, in its words and in its tables."""
    found = set()
    for place in walk(_document(section)):
        if isinstance(place.block, TableBlock):
            found |= set(place.block.links.values())
        elif isinstance(place.block, Paragraph | Bullets | Definitions):
            parts = getattr(place.block, "parts", ()) or [
                part for item in place.block.items for part in (item[1] if isinstance(item[0], str) else item)
            ]
            found |= {part.target for part in parts if hasattr(part, "target")}
    return found
