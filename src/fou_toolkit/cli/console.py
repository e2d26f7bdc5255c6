"""Printing for people: colour is never the only signal, progress goes to the error stream."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, TypeVar

from rich.cells import cell_len
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from fou_toolkit._i18n import t
from fou_toolkit.errors import FouError, WriteError
from fou_toolkit.workspace import TABLE_FORMATS

__all__ = ["check_output", "err", "out", "print_error", "print_groups", "print_records", "print_table", "tracked"]

_Item = TypeVar("_Item")
_FIGURE: Final = re.compile(r"[-–\d.,%\[\] ]+")
_BETWEEN: Final = 2
"""Blanks between two columns."""
_READABLE: Final = 16
"""A column of sentences is at least so wide; else the rows stand one below the other."""

_EMPTY: Final = ("", "·")
"""Nothing, and nought."""

# Names of files and words of people stay as they are: `:book:` is no picture.
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def print_error(error: FouError) -> None:
    """Say what happened, where, and what to do now."""
    where = f"{error.where}: " if error.where else ""
    err.print(Text.assemble((t("Error"), "bold red"), ": ", where + error.message))
    if error.hint:
        err.print(Text(f"  → {error.hint}"))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table; numbers to the right.

    In a narrow window words are broken, and headings of figures stand one word below the other; figures stay whole.
    """
    if title:
        out.print(title, markup=False)
    console = Console(highlight=False, emoji=False)
    shown = [list(row) for row in rows]
    cells = [columns, *([str(cell) for cell in row] for row in shown)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    narrow = sum(widths) + _BETWEEN * len(columns) > console.width
    table = Table(
        box=None,
        pad_edge=False,
        collapse_padding=narrow,
        header_style="bold",
    )
    for place, name in enumerate(columns):
        numeric = bool(shown) and all(isinstance(row[place], int) for row in shown)
        figures = bool(shown) and all(_FIGURE.fullmatch(str(row[place])) for row in shown)
        heading = Text("\n".join(name.split())) if narrow and figures else Text(name)
        justify: Literal["right", "left"] = "right" if numeric else "left"
        table.add_column(heading, justify=justify, no_wrap=numeric or figures, overflow="fold")
    for row in shown:
        table.add_row(*(Text(str(cell)) if cell != 0 or isinstance(cell, bool) else "·" for cell in row))
    console.print(table)


def print_records(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table in which ids, times and names of files stay whole, so that they can be copied.

    Where the window is too narrow for that, the rows stand one below the other, cell by cell.
    """
    shown = [[str(cell) for cell in row] for row in rows]
    widths = [_least(name, [row[place] for row in shown]) for place, name in enumerate(columns)]
    width = Console().width
    if sum(widths) + _BETWEEN * (len(columns) - 1) > width:
        _print_below(columns, shown, title, width)
        return
    if title:
        out.print(title, markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        cells = [row[place] for row in shown]
        figures = any(cells) and all(cell.isdecimal() or cell in _EMPTY for cell in cells)
        whole = not any(" " in cell for cell in cells)
        heading = Text("\n".join(textwrap.wrap(name, widths[place]) if whole else [name]))
        table.add_column(heading, justify="right" if figures else "left", no_wrap=whole, min_width=widths[place])
    for row in shown:
        table.add_row(*map(Text, row))
    Console(highlight=False, emoji=False).print(table)


def _least(name: str, cells: Sequence[str]) -> int:
    """Give how wide a column has to be: words stay whole, and a sentence has some room."""
    words = max(cell_len(word) for cell in (name, *cells) for word in (cell.split() or [""]))
    return max(words, min(_READABLE, max(map(cell_len, cells), default=0)))


def _print_below(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str, width: int) -> None:
    if title:
        out.print(title, markup=False)
    for row in rows:
        first, *rest = [(name, cell) for name, cell in zip(columns, row, strict=True) if cell not in _EMPTY]
        out.print(Text(first[1], style="bold"))
        for name, cell in rest:
            lines = textwrap.wrap(
                f"{name}: {cell}",
                max(width, _READABLE),
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
            out.print("\n".join(lines), markup=False)


def print_groups(rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows of what, name and number: what stands once above its names."""
    if title:
        out.print(title, markup=False)
    for what, group in groupby(rows, key=lambda row: row[0]):
        found = [(str(name), number) for _, name, number in group]
        if len(found) == 1 and not found[0][0]:
            out.print(f"{what}: {found[0][1]}", markup=False)
            continue
        out.print(f"{what}:", markup=False)
        for name, number in found:
            out.print(f"  {name}" if number == 1 else f"  {name}: {number}", markup=False)


def tracked(label: str) -> Callable[[Iterable[_Item]], Iterator[_Item]]:
    """Give a wrapper that shows progress on a terminal, and nothing in a pipe."""

    def wrap(items: Iterable[_Item]) -> Iterator[_Item]:
        known = list(items)
        return iter(track(known, description=label, console=err, transient=True, disable=not err.is_terminal))

    return wrap


def check_output(output: Path | None) -> None:
    """Refuse an unknown kind of table before any work is done."""
    if output is not None and output.suffix.lower() not in TABLE_FORMATS:
        hint = t("Possible are: {names}", names=", ".join(sorted(TABLE_FORMATS)))
        raise WriteError(t("«{suffix}» is no known kind of table.", suffix=output.suffix), where=str(output), hint=hint)
