"""`fou orphans`, `place`, `recode`, `codings`, `memos`: what waits for a person, and what is there."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.cli.answers import say, show, talking
from fou_toolkit.cli.opened import ANYONE, CODER, JSON, PROJECT, project_at
from fou_toolkit.model import Span

__all__ = ["codings", "memos", "orphans", "place", "recode"]


def orphans(project: Path = PROJECT(), as_json: bool = JSON()) -> None:
    """List codings whose passage does not stand in the new version of their text."""
    with project_at(project) as opened:
        show(opened.orphans(), talking(as_json=as_json))


def place(
    coding: str = typer.Argument(metavar=t("CODING"), help=t("Its id, as fou orphans gives it.")),
    words: str = typer.Option("", "--words", metavar=t("TEXT"), help=t("Words that stand once in the text.")),
    start: int = typer.Option(-1, "--start", metavar=t("NUMBER"), help=t("Or where it begins."), show_default=False),
    end: int = typer.Option(-1, "--end", metavar=t("NUMBER"), help=t("And one past its end."), show_default=False),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Put a coding without a place where it belongs."""
    if not words and not 0 <= start < end:
        raise typer.BadParameter(t("Give --words, or --start and --end."))
    with project_at(project, coder) as opened:
        opened.place(coding, words or Span(start, end))
        left = len(opened.orphans())
        say(
            talking(as_json=as_json),
            tn("Placed. {n} coding without a place is left.", "Placed. {n} codings without a place are left.", left),
            left=left,
        )


def recode(
    code: str | None = typer.Argument(None, metavar=t("[CODE]"), help=t("The code that they get.")),
    chosen: list[str] = typer.Option([], "--coding", metavar=t("CODING"), help=t("Id of a coding; several times.")),
    keep: bool = typer.Option(False, "--keep", help=t("Let them keep their code as it is defined now.")),
    changed: bool = typer.Option(
        False, "--changed", help=t("List those that were made before their code was defined anew.")
    ),
    anyone: bool = ANYONE(),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """List codings whose code was retired or split, or give them another code."""
    if (code is not None or keep) and not chosen:
        raise typer.BadParameter(t("Say which codings: --coding ID"))
    if chosen and (code is None) == (not keep):
        raise typer.BadParameter(t("Say which code they get, or --keep."))
    with project_at(project, coder) as opened:
        if keep:
            opened.keep(chosen, anyone=anyone)
        elif code is not None:
            opened.recode(chosen, code, anyone=anyone)
        show(opened.recode_queue(changed_since=changed), talking(as_json=as_json))


def codings(
    whose: str = typer.Option("", "--coder", metavar=t("NAME"), help=t("Whose; by default your own.")),
    everyone: bool = typer.Option(False, "--everyone", help=t("Those of all coders.")),
    source: str = typer.Option("", "--text", metavar="ID", help=t("Of one text only.")),
    code: str = typer.Option("", "--code", metavar="ID", help=t("With one code only.")),
    project: Path = PROJECT(),
    as_json: bool = JSON(),
) -> None:
    """List codings with their ids."""
    with project_at(project) as opened:
        found = opened.codings(coder=whose or None, everyone=everyone, source=source or None, code=code or None)
        show(found, talking(as_json=as_json))


def memos(
    on: str = typer.Option("", "--on", metavar="ID", help=t("On this coding, text or code only.")),
    kind: str = typer.Option("", "--kind", metavar=t("WHAT"), help=t("Of one kind only.")),
    whose: str = typer.Option("", "--coder", metavar=t("NAME"), help=t("Of one coder only.")),
    project: Path = PROJECT(),
    as_json: bool = JSON(),
) -> None:
    """List memos with their ids."""
    with project_at(project) as opened:
        show(opened.memos(on=on or None, kind=kind or None, coder=whose or None), talking(as_json=as_json))
