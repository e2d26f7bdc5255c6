"""`fou agreement`: how far coders agree, and on which passages they do not."""

from pathlib import Path

import typer
from rich.console import Console

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement import SCOPES, AgreementResult, Bootstrap, Disagreements, shown_codes
from fou_toolkit.analysis.agreement import agreement as hold_together
from fou_toolkit.cli.console import check_output, out, print_table, tracked
from fou_toolkit.errors import DataError
from fou_toolkit.workspace import ProjectFolder, write_table

__all__ = ["agreement"]

_WIDE = 130
"""Columns that all figures need."""
_FIGURES = 6
"""Columns from prevalence on."""
_NARROW = 3
"""How many of them fit into a narrow window: prevalence, α with its interval, AC1."""


def agreement(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
    codebook: Path | None = typer.Option(None, "--codebook", metavar=t("FILE"), help=t("The codebook (YAML).")),
    codings: Path | None = typer.Option(
        None, "--codings", metavar=t("FILE"), help=t("Coders' codings (file or folder); by default `codings`.")
    ),
    unit: str = typer.Option("sentence", "--unit", help=t("sentence, turn or character.")),
    by: str = typer.Option("", "--by", help=t("code, theme or pooled; by default theme, where the codebook has any.")),
    coding_round: int | None = typer.Option(
        None, "--round", metavar=t("NUMBER"), help=t("Round of coding; by default what stands now.")
    ),
    bca: bool = typer.Option(False, "--bca", help=t("BCa intervals in the place of percentile ones.")),
    passages: int = typer.Option(
        0, "--passages", metavar=t("NUMBER"), help=t("Show so many passages that coders see differently.")
    ),
    for_talk: bool = typer.Option(
        False, "--for-talk", help=t("Show figures for talk, in a project that is reflexive.")
    ),
    output: Path | None = typer.Option(None, "-o", "--output", metavar=t("FILE"), help=t("Write all rows to a table.")),
) -> None:
    """Tell how far coders agree."""
    check_output(output)
    project = ProjectFolder(folder).project(codebook, codings, progress=tracked(t("Reading")))
    if project.orientation == "reflexive" and not for_talk:
        hint = t("Look at the passages together: {option}", option="--for-talk --passages 10")
        raise DataError(t("The project is reflexive: agreement is no measure of its quality."), hint=hint)
    bootstrap = Bootstrap(method="bca" if bca else "percentile")
    by = by or ("theme" if any(code.parent for code in project.codebook) else "code")
    result = hold_together(project, unit=unit, by=by, round=coding_round, bootstrap=bootstrap, for_talk=for_talk)
    _print(result)
    if passages > 0:
        _print_passages(result.disagreements().head(passages))
    if output is not None:
        write_table(result, output)
        out.print(t("Written: {path}", path=output), markup=False)


def _print(result: AgreementResult) -> None:
    """Print summaries and rows, each with its prevalence."""
    if result.for_talk:
        out.print(t("For talk").upper(), markup=False)
    out.print(result.caption, markup=False)
    # A narrow window has no room for all columns; a figure that is cut says something else.
    columns = range(len(result.headings))
    shown = columns if Console().width >= _WIDE else (columns[0], *columns[-_FIGURES:][:_NARROW])
    for scopes in ([scope for scope in SCOPES if scope not in {"code", "theme"}], [result.by]):
        rows = list(result.to_text_rows(*scopes))
        if rows:
            out.print()
            print_table([result.headings[at] for at in shown], [[row[at] for at in shown] for row in rows])
    out.print()
    for note in result.notes:
        out.print(note, markup=False)


def _print_passages(found: Disagreements) -> None:
    """Print passages with what each coder has there."""
    out.print()
    out.print(found.caption, markup=False)
    for one in found.passages:
        out.print()
        out.print(f"{one.source} {one.span.start}–{one.span.end}", markup=False)
        for part in one.parts:
            out.print(part.text, markup=False)
            for name, codes in zip(found.coders, part.codes, strict=True):
                out.print(f"  {name}: {shown_codes(codes)}", markup=False)
