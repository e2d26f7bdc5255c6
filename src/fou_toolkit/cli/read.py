"""`fou read`: the receipt of a folder."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.console import out, tracked
from fou_toolkit.workspace import ProjectFolder

__all__ = ["read"]


def read(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
) -> None:
    """Read the texts of a folder and show the receipt."""
    corpus = ProjectFolder(folder).files(progress=tracked(t("Reading")))
    out.print(str(corpus.receipt), markup=False)
