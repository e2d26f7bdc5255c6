"""Tables and figures of the appendix, each a file of its own."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.document import Document, Drawing, TableBlock, walk
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.package.entry import Entry
from fou_toolkit.appendix.package.names import Names, ascii_name
from fou_toolkit.tables import Table
from fou_toolkit.tables.as_csv import render as as_csv
from fou_toolkit.tables.cells import Cell

__all__ = ["Withheld", "figure_entries", "table_entries"]

_B = TypeVar("_B", TableBlock, Drawing)

_LEFT_OUT: Final = "[words left out]"
_CUT: Final = "[…]"
_FEWEST_WORDS: Final = 4
"""So many words in a row are a quotation; fewer stand in every text."""


class Withheld:
    """Take words of the texts out of tables, where the texts may not leave.

    Args:
        edition: The material.
    """

    def __init__(self, edition: Edition) -> None:
        self._texts = "\n".join(" ".join(source.text.split()) for source in edition.corpus)
        self._known: dict[str, bool] = {}

    def table(self, table: Table) -> Table:
        """Give a table without words of the texts."""
        return replace(
            table,
            cells=tuple(tuple(self._cell(cell) for cell in row) for row in table.cells),
            notes=tuple(str(self._cell(note)) for note in table.notes),
        )

    def _cell(self, cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if cell not in self._known:
            self._known[cell] = any(self._stands(part) for line in cell.split("\n") for part in line.split(_CUT))
        return _LEFT_OUT if self._known[cell] else cell

    def _stands(self, part: str) -> bool:
        words = part.split()
        text = " ".join(words).strip("«»\"'“” ")
        return len(words) >= _FEWEST_WORDS and text in self._texts


def table_entries(document: Document, withheld: Withheld | None = None) -> list[Entry]:
    """Give the tables: one a file, and a text with titles and notes.

    Args:
        document: The appendix.
        withheld: Takes words out, where the texts may not leave.
    """
    names, found, said = Names(), list[Entry](), list[str]()
    for place, block in enumerate(_blocks(document, TableBlock), 1):
        table, shown = block.data or block.table, block.table
        if withheld is not None:
            table, shown = withheld.table(table), withheld.table(shown)
        name = names.of(f"tab{block.number or place:02d}_{ascii_name(block.name)}.csv", folder="tables")
        title = _line(shown.title)
        description = f"Table {block.number or place} of the appendix, {len(table)} rows."
        found.append(Entry(name, as_csv(table, guarded=True), title, description, table))
        said.append(_told(name, block.number or place, "Table", title, shown.notes))
    if found:
        data = "\n".join(["Titles and notes of the tables.", "", *said]).encode("utf-8", "replace")
        about = "Title of each table and what stands under it, in the language of the appendix."
        found.append(Entry("tables/tables.txt", data, "Titles and notes of the tables", about))
    return found


def figure_entries(document: Document) -> list[Entry]:
    """Give the figures: as drawings, as PDF, and a text with what they show.

    Args:
        document: The appendix.
    """
    names, found, said = Names(), list[Entry](), list[str]()
    for place, block in enumerate(_blocks(document, Drawing), 1):
        number = block.number or place
        name = names.of(f"fig{number:02d}_{ascii_name(block.name)}.svg", folder="figures")
        title, stem = _line(block.title), name.removesuffix(".svg")
        about = f"Figure {number} of the appendix"
        found.append(Entry(name, block.svg, title, f"{about}, as a drawing. {_line(block.alt)}".strip()))
        found.append(Entry(f"{stem}.pdf", block.pdf, title, f"{about}, as PDF; the same picture as the drawing."))
        said.append(_told(name, number, "Figure", title, (block.alt, *block.notes)))
    if found:
        data = "\n".join(["Titles of the figures, and what they show in words.", "", *said]).encode("utf-8", "replace")
        about = "Title of each figure, what it shows in words, and its notes, in the language of the appendix."
        found.append(Entry("figures/figures.txt", data, "Titles and descriptions of the figures", about))
    return found


def _blocks(document: Document, kind: type[_B]) -> Iterator[_B]:
    return (place.block for place in walk(document) if isinstance(place.block, kind))


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _told(name: str, number: int, kind: str, title: str, notes: tuple[str, ...]) -> str:
    lines = [f"{name}", f"{kind} {number}. {title}", *(f"  {_line(note)}" for note in notes if note.strip())]
    return "\n".join(lines) + "\n"
