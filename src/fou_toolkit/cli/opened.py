"""What all commands on a project share: the options, and a project that is open for as long as a command takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.console import err
from fou_toolkit.workspace import Workspace, open_workspace

__all__ = ["ANYONE", "CODER", "EVERY", "JSON", "PROJECT", "YES", "project_at"]

TAKE_IN = "{what}: fou take-in"
"""The notice that texts wait; whoever takes them in knows."""


def PROJECT() -> Any:  # noqa: ANN401, N802 - an option for typer, made when the language is known
    """Give the option that names the project."""
    return typer.Option(
        Path(),
        "-p",
        "--project",
        metavar=t("FOLDER"),
        help=t("The folder of the project; by default the one you are in."),
        show_default=False,
    )


def CODER() -> Any:  # noqa: ANN401, N802 - same
    """Give the option that names who works."""
    return typer.Option(
        "", "--coder", metavar=t("NAME"), help=t("Who works; by default FOU_CODER, or the name you are logged in with.")
    )


def ANYONE() -> Any:  # noqa: ANN401, N802 - same
    """Give the option for whoever leads the project."""
    return typer.Option(False, "--anyone", help=t("Also what others made; the log tells who did it."))


def YES() -> Any:  # noqa: ANN401, N802 - same
    """Give the option that answers the question."""
    return typer.Option(False, "--yes", help=t("Do it without asking."))


def EVERY() -> Any:  # noqa: ANN401, N802 - same
    """Give the option for all rows of what would happen."""
    return typer.Option(False, "--all", help=t("Show all rows of what would happen, also if there are many."))


def JSON() -> Any:  # noqa: ANN401, N802 - same
    """Give the option for programs."""
    return typer.Option(False, "--json", help=t("Give the answer as JSON, for programs."))


@contextmanager
def project_at(
    folder: Path, coder: str = "", *, taking_in: bool = False, from_files: bool = False
) -> Iterator[Workspace]:
    """Open a project, say what a person should know, and close it in the end.

    Args:
        folder: The folder.
        coder: Who works.
        taking_in: Whether texts that wait are about to be taken in: then it is not said that they wait.
        from_files: Whether files do as long as no text is stored: then it is not said either that they wait.
    """
    with open_workspace(folder, coder=coder or None) as opened:
        taking_in = taking_in or (from_files and not opened.present.sources)
        said = 0
        try:
            said = _notices(opened, said, taking_in=taking_in)
            yield opened
        finally:
            _notices(opened, said, taking_in=taking_in)


def _notices(opened: Workspace, said: int, *, taking_in: bool) -> int:
    for notice in opened.notices[said:]:
        if not (taking_in and notice.text == TAKE_IN):
            err.print(f"! {notice}", markup=False)
    return len(opened.notices)
