"""`fou merge`, `conflicts`, `settle`: two copies come together again."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.cli.answers import Talk, agreed, answer, carry_out, local, say, show, talking
from fou_toolkit.cli.console import out
from fou_toolkit.cli.opened import CODER, EVERY, JSON, PROJECT, YES, project_at
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.joining.conflicts import Conflict, Conflicts

if TYPE_CHECKING:
    from fou_toolkit.workspace.joining.merging import Merged

__all__ = ["conflicts", "merge", "settle"]


def merge(
    other: Path | None = typer.Argument(
        None,
        metavar=t("[OTHER]"),
        help=t("Folder of the other copy, or a snapshot of it; by default what lies in the folder of snapshots."),
    ),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Bring in what was done in another copy."""
    talk = talking(as_json=as_json, yes=yes, every=every)
    with project_at(project, coder) as opened:
        done: Merged | None = carry_out(opened.merge(other), talk)
        if done is None or as_json:
            return
        out.print(tn("{n} act came in.", "{n} acts came in.", done.acts), markup=False)
        for problem in done.problems:
            out.print(f"! {problem}", markup=False)
        _print(done.conflicts)


def conflicts(project: Path = PROJECT(), as_json: bool = JSON()) -> None:
    """List what two copies did differently without knowing of each other."""
    with project_at(project) as opened:
        if as_json:
            show(opened.conflicts(), talking(as_json=True))
        else:
            _print(opened.conflicts())


def _print(found: Conflicts) -> None:
    """Print each with its sides below it: a table of them is too wide for any window."""
    out.print(local(str(found)), markup=False)


def settle(
    number: int = typer.Argument(metavar=t("NUMBER"), help=t("Number in the list of fou conflicts.")),
    keep: str = typer.Argument(metavar=t("SIDE"), help=t("Number of the side that counts; or both.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    as_json: bool = JSON(),
) -> None:
    """Settle a conflict."""
    talk = talking(as_json=as_json, yes=yes)
    chosen: int | Literal["both"] = "both" if keep.casefold() in ("both", "begge") else _number(keep)
    with project_at(project, coder) as opened:
        conflict = opened.conflicts()[number]
        if not _asked(conflict, keep, talk):
            return
        opened.settle(conflict, keep=chosen)
        left = len(opened.conflicts())
        message = tn("Settled. {n} conflict is left.", "Settled. {n} conflicts are left.", left)
        say(talk, message, done=True, left=left)


def _asked(conflict: Conflict, keep: str, talk: Talk) -> bool:
    """Show what is decided, and ask."""
    if not talk.as_json:
        out.print(local(str(conflict)), markup=False)
        return agreed(talk, t("Keep {side}?", side=keep))
    if not talk.yes:
        answer({"caption": str(conflict), "rows": [], "notes": [t("Nothing has been done yet.")], "done": False})
    return talk.yes


def _number(written: str) -> int:
    if not written.isdecimal():
        raise DataError(t("«{value}» is no number.", value=written), hint=t("See fou conflicts."))
    return int(written)
