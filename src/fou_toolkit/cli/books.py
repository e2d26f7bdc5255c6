"""`fou codebook retire`, `merge`, `move`, `rename`, `history`: changes of the codebook that is stored in a project."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.answers import carry_out, say, show, talking
from fou_toolkit.cli.opened import CODER, EVERY, JSON, PROJECT, YES, project_at
from fou_toolkit.workspace.books.plan import BookPlan

__all__ = ["history", "merge", "move", "rename", "retire"]


def retire(
    code: str = typer.Argument(metavar=t("CODE"), help=t("Id of the code.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Take a code out of use."""
    with project_at(project, coder) as opened:
        _change(opened.retire_code(code), as_json=as_json, yes=yes, every=every)


def merge(
    code: str = typer.Argument(metavar=t("CODE"), help=t("Id of the code that goes.")),
    into: str = typer.Argument(metavar=t("INTO"), help=t("Id of the code that stays.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Put a code into another one."""
    with project_at(project, coder) as opened:
        _change(opened.merge_codes(code, into), as_json=as_json, yes=yes, every=every)


def move(
    code: str = typer.Argument(metavar=t("CODE"), help=t("Id of the code.")),
    under: str = typer.Argument("", metavar=t("[UNDER]"), help=t("Id of a theme or code; without one, it is a theme.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Put a code under another theme."""
    with project_at(project, coder) as opened:
        _change(opened.move_code(code, under), as_json=as_json, yes=yes, every=every)


def rename(
    code: str = typer.Argument(metavar=t("CODE"), help=t("Id of the code.")),
    name: str = typer.Argument("", metavar=t("[NAME]"), help=t("Its new name, in all languages.")),
    own_id: str = typer.Option("", "--id", metavar="ID", help=t("Its new id.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Give a code another name or id."""
    if not (name or own_id):
        raise typer.BadParameter(t("Give the new name, or --id."))
    with project_at(project, coder) as opened:
        _change(opened.rename_code(code, name or None, id=own_id), as_json=as_json, yes=yes, every=every)


def history(project: Path = PROJECT(), as_json: bool = JSON()) -> None:
    """Show what was done to the codebook."""
    with project_at(project) as opened:
        show(opened.codebook_history(), talking(as_json=as_json))


def _change(plan: BookPlan, *, as_json: bool, yes: bool, every: bool) -> None:
    """Show a change of the codebook, ask, do it."""
    if carry_out(plan, talking(as_json=as_json, yes=yes, every=every)) is not None and not as_json:
        say(talking(as_json=False), t("Done; fou undo takes it back."))
