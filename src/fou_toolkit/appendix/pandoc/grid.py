"""Tables as pandoc knows them."""

from collections.abc import Container
from typing import Any, Final

from fou_toolkit.appendix.document import TableBlock
from fou_toolkit.appendix.pandoc.inlines import CELL_WORD, linked, words
from fou_toolkit.appendix.pandoc.walk import Node, attributes, element
from fou_toolkit.tables.layout import Layout, layout_of
from fou_toolkit.tables.table import Table

__all__ = ["grid", "scale_of"]

_SMALLEST: Final = 0.35
_SIZES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def scale_of(table: Table) -> float:
    """Give how small the letters have to be, as a share of the usual size, so that a table fits on its page."""
    whole = sum(column.share for column in layout_of(table).columns)
    return max((size for size in _SIZES if size * whole <= 1), default=_SMALLEST)


def grid(block: TableBlock, caption: list[Node], known: Container[str], *, fixed: bool, id: str) -> Node:  # noqa: A002 - pandoc's word
    """Make a table with its caption, its head and its groups of rows.

    Args:
        block: The table.
        caption: What stands over it.
        known: Ids that links can lead to.
        fixed: Whether all columns have a width; otherwise only those whose texts have several lines.
        id: Under which links find it; may be empty.
    """
    table, layout = block.table, layout_of(block.table)
    head = [_row([words(table.headings[place], most=CELL_WORD) for place in table.shown])]
    return element(
        "Table",
        attributes(id),
        [None, [element("Plain", caption)] if caption else []],
        _columns(layout, fixed=fixed),
        [attributes(), head],
        _bodies(block, known),
        [attributes(), []],
    )


def _columns(layout: Layout, *, fixed: bool) -> list[Any]:
    whole = max(1.0, sum(column.share for column in layout.columns))
    some = fixed and any(column.wraps for column in layout.columns)
    return [
        [
            element("AlignRight" if column.numeric else "AlignLeft"),
            element("ColWidth", round(column.share / whole, 4)) if column.wraps or some else element("ColWidthDefault"),
        ]
        for column in layout.columns
    ]


def _bodies(block: TableBlock, known: Container[str]) -> list[Any]:
    """Make a body for each group of rows; what the group is called stands in a row of its own over it."""
    table = block.table
    groups: list[tuple[str | None, list[Any]]] = []
    for row in range(len(table)):
        name = table.group_of(row)
        if name is not None or not groups:
            groups.append((name, []))
        groups[-1][1].append(_row([_cell(block, row, place, known) for place in table.shown]))
    return [[attributes(), 0, [] if name is None else [_over(name, len(table.shown))], rows] for name, rows in groups]


def _over(name: str, columns: int) -> list[Any]:
    inner = [element("Emph", words(name))] if name.strip() else []
    return [attributes(), [[attributes(), element("AlignLeft"), 1, max(columns, 1), [element("Plain", inner)]]]]


def _cell(block: TableBlock, row: int, place: int, known: Container[str]) -> list[Node]:
    inner = words(block.table.texts[row][place], most=CELL_WORD)
    if inner and (row, place) in block.links:
        inner = [linked(inner, block.links[row, place], known)]
    return [element("Strong", inner)] if inner and row in block.table.emphasis else inner


def _row(cells: list[list[Node]]) -> list[Any]:
    made = [[attributes(), element("AlignDefault"), 1, 1, [element("Plain", inner)]] for inner in cells]
    return [attributes(), made]
