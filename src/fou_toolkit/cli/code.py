"""`fou code`: suggestions for a folder, as a summary on screen and a table in a file."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.autocode import autocode
from fou_toolkit.cli.console import check_output, err, out, print_table, tracked
from fou_toolkit.workspace import ProjectFolder, write_table

__all__ = ["code"]

_TOP = 15


def code(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
    codebook: Path | None = typer.Option(None, "--codebook", metavar=t("FILE"), help=t("The codebook (YAML).")),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar=t("FILE"), help=t("Write all suggestions: .csv, .xlsx, .parquet or .json.")
    ),
    unit: str = typer.Option("", "--unit", help=t("sentence, turn or source; by default what the codebook says.")),
    interviewer: bool = typer.Option(False, "--interviewer", help=t("Code interviewer turns, too.")),
) -> None:
    """Let the cues of a codebook propose codings."""
    check_output(output)
    project = ProjectFolder(folder)
    book = project.codebook(codebook)
    corpus = project.corpus(progress=tracked(t("Reading")))
    skipped = sum(not file.read for file in corpus.receipt.files)
    if skipped:
        err.print(tn("{n} file skipped; see fou read", "{n} files skipped; see fou read", skipped))
    result = autocode(corpus, book, unit=unit or None, interviewer=interviewer, progress=tracked(t("Coding")))
    summary = result.summary(by=()).top(_TOP)
    columns = (t("code"), t("name"), t("in all"), t("texts"), t("people"), t("negated"))
    print_table(columns, summary.rows(), title=summary.caption)
    if output is not None:
        write_table(result, output)
        out.print(t("Written: {path}", path=output), markup=False)
