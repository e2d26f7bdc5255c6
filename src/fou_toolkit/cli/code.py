"""`fou code`: suggestions for a folder, as a summary on screen and a table in a file."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.autocode import autocode
from fou_toolkit.cli.answers import show, talking
from fou_toolkit.cli.console import check_output, err, out, print_table, tracked
from fou_toolkit.cli.opened import CODER, JSON, project_at
from fou_toolkit.model import Codebook, Corpus
from fou_toolkit.workspace import ProjectFolder, write_table
from fou_toolkit.workspace.live.opening import has_project

__all__ = ["code"]

_TOP = 15


def code(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
    codebook: Path | None = typer.Option(None, "--codebook", metavar=t("FILE"), help=t("The codebook (YAML).")),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar=t("FILE"), help=t("Write all suggestions: .csv, .xlsx, .parquet or .json.")
    ),
    to_decide: bool = typer.Option(
        False, "--to-decide", help=t("Write those you have not decided, with an empty column decision for fou decide.")
    ),
    unit: str = typer.Option("", "--unit", help=t("sentence, turn or source; by default what the codebook says.")),
    interviewer: bool = typer.Option(False, "--interviewer", help=t("Code interviewer turns, too.")),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Let the cues of a codebook propose codings."""
    check_output(output)
    if to_decide:
        if output is None or codebook is not None or unit or interviewer:
            message = t("--to-decide goes with -o FILE, and with the codebook and unit of the project.")
            raise typer.BadParameter(message)
        _to_decide(folder, output, coder, as_json=as_json)
        return
    corpus, book = _material(folder, codebook)
    skipped = sum(not file.read for file in corpus.receipt.files)
    if skipped:
        err.print(tn("{n} file skipped; see fou read", "{n} files skipped; see fou read", skipped))
    result = autocode(corpus, book, unit=unit or None, interviewer=interviewer, progress=tracked(t("Coding")))
    if output is not None:
        write_table(result, output)
    if as_json:
        show(result.summary(by=()), talking(as_json=True), file=output)
        return
    summary = result.summary(by=()).top(_TOP)
    columns = (t("code"), t("name"), t("in all"), t("texts"), t("people"), t("negated"))
    print_table(columns, summary.rows(), title=summary.caption)
    if output is not None:
        out.print(t("Written: {path}", path=output), markup=False)


def _material(folder: Path, codebook: Path | None) -> tuple[Corpus, Codebook]:
    """Give the texts and codes that are stored, or those of the folder; say which texts are not stored yet."""
    files = ProjectFolder(folder)
    if has_project(folder):
        with project_at(folder, from_files=True) as opened:
            if opened.present.sources:
                stored = opened.snapshot()
                return stored.corpus, stored.codebook if codebook is None else files.codebook(codebook)
    # A mistake in the codebook is told before the texts are read.
    book = files.codebook(codebook)
    return files.files(progress=tracked(t("Reading"))), book


def _to_decide(folder: Path, output: Path, coder: str, *, as_json: bool) -> None:
    with project_at(folder, coder) as opened:
        table = opened.suggestions()
        write_table(table, output)
        if output.resolve().is_relative_to(opened.folder.resolve()):
            opened.register_output(output)
    if as_json:
        show(table, talking(as_json=True), file=output)
        return
    out.print(table.caption, markup=False)
    out.print(t("Written: {path}", path=output), markup=False)
    out.print(t("Fill in the column decision with yes or no, and then: fou decide FILE"), markup=False)
