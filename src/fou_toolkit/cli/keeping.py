"""`fou backup`, `snapshots`, `restore`, `export`: what is kept outside of the live database."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.cli.answers import carry_out, say, show, talking
from fou_toolkit.cli.console import out
from fou_toolkit.cli.opened import EVERY, JSON, PROJECT, YES, project_at
from fou_toolkit.workspace.keeping.restore import Restored
from fou_toolkit.workspace.keeping.restore import restore as plan_restore

__all__ = ["backup", "export", "restore", "snapshots"]


def backup(
    path: Path = typer.Argument(metavar=t("FILE"), help=t("A new file, such as one on a memory stick: project.fou")),
    project: Path = PROJECT(),
    as_json: bool = JSON(),
) -> None:
    """Write the whole project into one file."""
    with project_at(project) as opened:
        written = opened.backup(path)
        note = t("It holds confidential texts: keep it as you keep them.")
        say(talking(as_json=as_json), t("Written: {path}", path=written), note, file=written)


def snapshots(project: Path = PROJECT(), as_json: bool = JSON()) -> None:
    """List the snapshots that were kept."""
    with project_at(project) as opened:
        show(opened.snapshots(), talking(as_json=as_json))


def restore(
    snapshot: Path | None = typer.Argument(
        None, metavar=t("[FILE]"), help=t("A snapshot or backup; by default the last good snapshot.")
    ),
    keep_newer: bool | None = typer.Option(
        None,
        "--keep-newer/--drop-newer",
        help=t("Whether later acts come along; by default they do if the database is damaged."),
    ),
    project: Path = PROJECT(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Go back to a snapshot; the damaged database is kept aside."""
    talk = talking(as_json=as_json, yes=yes, every=every)
    done: Restored | None = carry_out(plan_restore(project, snapshot, keep_newer=keep_newer), talk)
    if done is None or as_json:
        return
    if done.aside is not None:
        out.print(t("The former database is kept: {path}", path=done.aside), markup=False)
    if done.kept:
        out.print(tn("{n} later act came along.", "{n} later acts came along.", done.kept), markup=False)
    out.print(t("Restored. Look at it: fou verify · fou doctor FOLDER"), markup=False)


def export(
    path: Path = typer.Argument(
        metavar=t("FILE"),
        help=t("Codings as .csv, .tsv, .xlsx, .parquet, .jsonl or .jsonld (Web Annotation); or a new folder."),
    ),
    no_quotes: bool = typer.Option(False, "--no-quotes", help=t("Places only, without the words.")),
    project: Path = PROJECT(),
    as_json: bool = JSON(),
) -> None:
    """Write the codings for another program."""
    with project_at(project) as opened:
        show(opened.export(path, quotes=not no_quotes), talking(as_json=as_json))
