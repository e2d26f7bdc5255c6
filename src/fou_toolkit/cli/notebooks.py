"""`fou notebooks run`: run the notebooks of a project, see whether they give the same again, and strip them."""

import json
from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.answers import show, talking
from fou_toolkit.cli.console import tracked
from fou_toolkit.cli.opened import JSON, PROJECT
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.notebooks import run_notebooks

__all__ = ["run"]

_OUT = "out/notebooks"


def run(
    names: list[str] = typer.Argument(None, metavar=t("[NAME]..."), help=t("Names of notebooks; by default all.")),
    project: Path = PROJECT(),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar=t("FOLDER"), help=t("Where to; by default out/notebooks in the project.")
    ),
    parameters: list[str] = typer.Option(
        [], "-P", "--parameter", metavar="NAME=VALUE", help=t("A value for cells tagged parameters, such as seed=2.")
    ),
    as_json: bool = JSON(),
) -> None:
    """Run all notebooks of a project in clean kernels, twice, and write copies without words of the material."""
    given = dict(map(_pair, parameters))
    progress = None if as_json else tracked(t("Notebooks"))
    out = output or project / _OUT
    found = run_notebooks(project, out, parameters=given, names=tuple(names or ()), progress=progress)
    show(found, talking(as_json=as_json), ok=found.ok, folder=str(out))
    if not found.ok:
        raise typer.Exit(1)


def _pair(said: str) -> tuple[str, object]:
    """Read NAME=VALUE; a value that is JSON is that, everything else is text.

    >>> _pair("seed=2"), _pair("by=role"), _pair('codes=["M1"]')
    (('seed', 2), ('by', 'role'), ('codes', ['M1']))
    """
    name, sign, value = said.partition("=")
    if not sign or not name.strip():
        hint = t("Write it like this: {example}", example="-P seed=2")
        raise DataError(t("«{value}» is not possible for {key}.", value=said, key="-P"), hint=hint)
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value
