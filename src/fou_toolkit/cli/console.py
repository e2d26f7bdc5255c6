"""Printing for people: colour is never the only signal, progress goes to the error stream."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from fou_toolkit._i18n import t
from fou_toolkit.errors import FouError, WriteError
from fou_toolkit.workspace import TABLE_FORMATS

__all__ = ["check_output", "err", "out", "print_error", "print_table", "tracked"]

_Item = TypeVar("_Item")
_FIGURE: Final = re.compile(r"[-–\d.,%\[\] ]+")
_BETWEEN: Final = 2
"""Blanks between two columns."""

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
    console = Console(highlight=False, emoji=False)
    shown = [list(row) for row in rows]
    cells = [columns, *([str(cell) for cell in row] for row in shown)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    narrow = sum(widths) + _BETWEEN * len(columns) > console.width
    table = Table(
        title=Text(title) if title else None,
        title_justify="left",
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
