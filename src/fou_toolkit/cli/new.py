"""`fou new`: a project folder that runs."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.console import out
from fou_toolkit.workspace import new_project

__all__ = ["new"]


def new(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A new folder.")),
    title: str = typer.Option("", "--title", help=t("Title of the project.")),
) -> None:
    """Make a project folder that runs at once."""
    home = new_project(folder, title=title)
    out.print(t("Made {folder}.", folder=home), markup=False)
    out.print(t("It has one constructed example text; put yours into {folder}.", folder=home / "corpus"), markup=False)
    out.print(t("Next: fou take-in -p {folder} · fou code {folder}", folder=_quoted(home)), markup=False)


def _quoted(folder: Path) -> str:
    """Give a name as it is typed: in quotation marks, where there are blanks in it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)
