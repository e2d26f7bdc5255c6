"""`fou codebook`: check, show, preview."""

from itertools import islice
from pathlib import Path

import typer

from fou_toolkit._files import write_text
from fou_toolkit._i18n import t, tn
from fou_toolkit.autocode import preview_cues
from fou_toolkit.cli.console import out, print_table, tracked
from fou_toolkit.codebooks import check_codebook, codebook_page, read_codebook, render_codebook
from fou_toolkit.workspace import ProjectFolder, write_table

__all__ = ["check", "preview", "show"]

_ROWS = 60


def check(
    file: Path = typer.Argument(metavar=t("FILE"), help=t("The codebook (YAML).")),
    corpus: Path | None = typer.Option(
        None,
        "--corpus",
        metavar=t("FOLDER"),
        help=t("Texts, to find cues that never match and quotations that are not there."),
    ),
) -> None:
    """Find errors in a codebook, with line and column."""
    texts = None if corpus is None else ProjectFolder(corpus).corpus(progress=tracked(t("Reading")))
    result = check_codebook(file, texts)
    out.print(str(result), markup=False)
    if not result.ok:
        raise typer.Exit(1)


def show(
    file: Path = typer.Argument(metavar=t("FILE"), help=t("The codebook (YAML).")),
    code: str = typer.Option("", "--code", metavar="ID", help=t("One code only.")),
    html: bool = typer.Option(False, "--html", help=t("Make a page to print and hand to a new coder.")),
    cues: bool = typer.Option(True, "--cues/--no-cues", help=t("Whether the page shows the cues, folded.")),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar=t("FILE"), help=t("Where it goes; a page goes beside the codebook by default.")
    ),
) -> None:
    """Print a codebook or one code, or make a page of it."""
    book = read_codebook(file)
    if not html:
        text = render_codebook(book, code=code or None)
        if output is None:
            out.print(text, markup=False)
            return
        target = write_text(output, text)
    else:
        target = write_text(output or file.with_suffix(".html"), codebook_page(book, code=code or None, cues=cues))
    out.print(t("Written: {path}", path=target), markup=False)


def preview(
    file: Path = typer.Argument(metavar=t("FILE"), help=t("The codebook (YAML).")),
    corpus: Path = typer.Option(
        ..., "--corpus", metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")
    ),
    code: str = typer.Option("", "--code", metavar="ID", help=t("One code or theme only.")),
    output: Path | None = typer.Option(None, "-o", "--output", metavar=t("FILE"), help=t("Write all rows to a table.")),
) -> None:
    """Show every word form that the cues catch."""
    texts = ProjectFolder(corpus).corpus(progress=tracked(t("Reading")))
    result = preview_cues(texts, read_codebook(file), code or None)
    columns = (t("code"), t("cue"), t("form"), t("count"), t("texts"), t("example"))
    print_table(columns, (row[:6] for row in islice(result.rows(), _ROWS)), title=result.caption)
    left = len(result.forms) - _ROWS
    if left > 0:
        out.print(
            tn("… and {n} more; write them with -o FILE", "… and {n} more; write them with -o FILE", left), markup=False
        )
    if output is not None:
        write_table(result, output)
        out.print(t("Written: {path}", path=output), markup=False)
