"""How commands answer: for people or as JSON; what would happen is shown first, and somebody is asked."""

import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from fou_toolkit._i18n import Message, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.cli.console import err, out, print_groups, print_records
from fou_toolkit.model import Codebook

if TYPE_CHECKING:
    from fou_toolkit.workspace.live.plan import Shown

__all__ = ["Talk", "agreed", "answer", "carry_out", "is_much", "local", "planned", "preview", "say", "show", "talking"]

_YES: Final = frozenset(["j", "ja", "y", "yes"])
_FEW: Final = 20
"""Plans with more rows are shown as a summary, unless one asks for all rows."""
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Talk:
    """How the answer is given.

    Args:
        as_json: Whether it is for a program; then nothing is asked.
        yes: Whether the answer is yes already.
        every: Whether all rows of a plan are shown, also if there are many.
    """

    as_json: bool = False
    yes: bool = False
    every: bool = False


def talking(*, as_json: bool, yes: bool = False, every: bool = False) -> Talk:
    """Say how the answer is to be given."""
    return Talk(as_json, yes, every)


def local(text: str) -> str:
    """Give a text with the times of the log (UTC) as the clock on the wall says them.

    >>> local("no time")
    'no time'
    """

    def here(found: re.Match[str]) -> str:
        return datetime.fromisoformat(found.group()).astimezone().strftime("%Y-%m-%d %H:%M")

    return _TIME.sub(here, text)


def answer(said: Mapping[str, object]) -> None:
    """Give an answer to a program: one JSON object on standard output."""
    sys.stdout.write(json.dumps(_plain(said), ensure_ascii=False, indent=1) + "\n")


def say(talk: Talk, message: str, *notes: str, **more: object) -> None:
    """Say in one sentence what was done."""
    if talk.as_json:
        answer({"caption": message, "rows": [], "notes": notes, **more})
        return
    for line in (message, *notes):
        out.print(line, markup=False)


def show(found: Tabular, talk: Talk, **more: object) -> None:
    """Show a result."""
    if talk.as_json:
        answer({**_told(found), **more})
    else:
        _print(found, found.text_rows(), found.notes)


def carry_out(plan: "Shown[Any]", talk: Talk, *, question: str = "", grouped: bool = False) -> Any:  # noqa: ANN401 - each plan gives its own
    """Show what would happen, ask, and do it.

    Args:
        plan: What would happen.
        talk: How to talk.
        question: What is asked.
        grouped: Whether the rows of the plan are what, name and number, shown in groups.

    Returns:
        What was done; nothing if it was not.

    Raises:
        typer.Exit: Nobody could be asked.
    """
    if talk.as_json:
        done = plan.apply() if talk.yes and not plan.is_empty else None
        answer({**planned(plan, talk), "result": done})
        return done
    preview(plan, talk, grouped=grouped)
    return None if plan.is_empty or not agreed(talk, question) else plan.apply()


def planned(plan: "Shown[Any]", talk: Talk) -> dict[str, object]:
    """Give a plan for programs."""
    done = talk.yes and not plan.is_empty
    return {**_told(plan), "notes": plan.warnings if done else plan.notes, "done": done}


def preview(
    plan: "Shown[Any]", talk: Talk, *, rows: Iterable[Sequence[object]] | None = None, grouped: bool = False
) -> None:
    """Show what would happen; with many rows, the summary only.

    Args:
        plan: What would happen.
        talk: How to talk.
        rows: Those that are of interest; by default all.
        grouped: Whether the rows are what, name and number.
    """
    found = [*(plan.text_rows() if rows is None else rows)]
    if grouped:
        print_groups(found, title=plan.caption)
    elif is_much(found, talk):
        out.print(plan.caption, markup=False)
        out.print(tn("{n} row; show it with --all", "{n} rows; show them with --all", len(found)), markup=False)
    else:
        _print(plan, found, ())
    for warning in plan.warnings:
        out.print(f"! {local(warning)}", markup=False)


def is_much(rows: Sized, talk: Talk) -> bool:
    """Tell whether there is more than a person wants to see unasked."""
    return len(rows) > _FEW and not talk.every


def agreed(talk: Talk, question: str = "") -> bool:
    """Ask a person, unless the answer is known; Ctrl+C and Ctrl+D are no.

    Raises:
        typer.Exit: Nobody can be asked: who cannot answer has not agreed.
    """
    if talk.yes:
        return True
    if not sys.stdin.isatty():
        err.print(t("Nothing was done: nobody can be asked here. If it is right, say --yes."), markup=False)
        raise typer.Exit(1)
    out.print(f"{question or t('Do it?')} {t('[yes/no]')} ", end="", markup=False)
    try:
        said = input()
    except (EOFError, KeyboardInterrupt):
        out.print()
        said = ""
    if said.strip().casefold() in _YES:
        return True
    out.print(t("Nothing was done."), markup=False)
    return False


def _print(found: Tabular, rows: Iterable[Sequence[object]], notes: Sequence[str]) -> None:
    shown = [[_cell(cell) for cell in row] for row in rows]
    if shown:
        print_records(found.headings, shown, title=found.caption)
    else:
        out.print(found.caption, markup=False)
    for note in notes:
        out.print(local(note), markup=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "·" if value == 0 and not isinstance(value, bool) else local(str(value))


def _told(found: Tabular) -> dict[str, object]:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows()]
    return {"caption": found.caption, "rows": rows, "notes": found.notes}


def _plain(value: object) -> object:
    """Give what JSON can say."""
    if isinstance(value, Tabular):
        return _plain(_told(value))
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, Codebook):
        value = {"codebook": value.name, "version": value.version}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset | Iterator):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Path | datetime | Message) else _atom(value)


def _atom(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
