"""`fou undo`, `redo`, `history`, `verify`: what was done, and taking it back."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.answers import show, talking
from fou_toolkit.cli.opened import CODER, JSON, PROJECT, project_at

__all__ = ["history", "redo", "undo", "verify"]

_SHOWN = 30


def undo(
    number: int = typer.Option(1, "-n", "--number", metavar=t("NUMBER"), help=t("So many acts.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Take back your own last acts."""
    with project_at(project, coder) as opened:
        show(opened.undo(number), talking(as_json=as_json))


def redo(
    number: int = typer.Option(1, "-n", "--number", metavar=t("NUMBER"), help=t("So many acts.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Do again what you took back."""
    with project_at(project, coder) as opened:
        show(opened.redo(number), talking(as_json=as_json))


def history(
    of: str | None = typer.Argument(
        None,
        metavar=t("[WHAT]"),
        help=t("Id of a coding, a text, a code or a memo, or a pseudonym; by default everything."),
    ),
    who: str = typer.Option("", "--coder", metavar=t("NAME"), help=t("What this coder did.")),
    most: int = typer.Option(_SHOWN, "-n", "--most", metavar=t("NUMBER"), help=t("So many acts, the newest.")),
    project: Path = PROJECT(),
    as_json: bool = JSON(),
) -> None:
    """Show what was done."""
    with project_at(project) as opened:
        show(opened.history(of, coder=who or None, most=most), talking(as_json=as_json))


def verify(project: Path = PROJECT(), as_json: bool = JSON()) -> None:
    """Prove that nothing was changed behind the project's back."""
    with project_at(project) as opened:
        found = opened.verify()
        show(found, talking(as_json=as_json), ok=found.ok)
    if not found.ok:
        raise typer.Exit(1)
