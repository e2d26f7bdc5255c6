"""`fou evaluate` and `fou codebook cues`: suggestions and cues against what readers found."""

from itertools import islice
from pathlib import Path

import typer
from rich.console import Console

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis import SUMMARIES, cue_report
from fou_toolkit.analysis import evaluate as hold_against
from fou_toolkit.autocode import AutocodeResult, autocode
from fou_toolkit.cli.console import check_output, out, print_table, tracked
from fou_toolkit.errors import SettingsError
from fou_toolkit.model import CodingSet, Corpus
from fou_toolkit.workspace import UNSEEN_FILE, ProjectFolder, write_table

__all__ = ["cues", "evaluate"]

_ROWS = 60
_WIDE = 150
"""Columns that figures with their intervals need."""
_NARROW = (0, 1, 5, 6, 7, 8, 9)
"""Parts of a row that fit into a narrow window: what it is about, the reader, the figures without the counts."""
_TEXTS = ("all", "seen", "unseen")


def evaluate(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
    codebook: Path | None = typer.Option(None, "--codebook", metavar=t("FILE"), help=t("The codebook (YAML).")),
    reference: Path | None = typer.Option(
        None, "--reference", metavar=t("FILE"), help=t("Readers' codings (file or folder); by default `codings`.")
    ),
    texts: str = typer.Option("all", "--texts", help=t("all, seen or unseen (those listed in unseen.txt).")),
    codes: bool = typer.Option(False, "--codes", help=t("Show every code, too.")),
    output: Path | None = typer.Option(None, "-o", "--output", metavar=t("FILE"), help=t("Write all rows to a table.")),
) -> None:
    """Hold suggestions against what readers found."""
    check_output(output)
    project = ProjectFolder(folder)
    result, found = _material(project, codebook, reference)
    scores = hold_against(result, found, sources=_chosen(project, result.corpus, texts))
    out.print(scores.caption, markup=False)
    # Intervals take room that a narrow window has not; a figure that is cut says something else.
    wide = Console().width >= _WIDE
    for scopes in (SUMMARIES, ("theme",), ("code",) if codes else ()):
        rows = list(scores.to_text_rows(*scopes, intervals=wide)) if scopes else []
        if rows:
            out.print()
            shown = range(len(scores.headings)) if wide else _NARROW
            print_table([scores.headings[at] for at in shown], [[row[at] for at in shown] for row in rows])
    if output is not None:
        write_table(scores, output)
        out.print(t("Written: {path}", path=output), markup=False)


def cues(
    folder: Path = typer.Argument(metavar=t("FOLDER"), help=t("A project folder, or a folder with texts.")),
    codebook: Path | None = typer.Option(None, "--codebook", metavar=t("FILE"), help=t("The codebook (YAML).")),
    reference: Path | None = typer.Option(
        None, "--reference", metavar=t("FILE"), help=t("Readers' codings (file or folder); by default `codings`.")
    ),
    texts: str = typer.Option(
        "", "--texts", help=t("all, seen or unseen; by default seen, where unseen.txt keeps texts aside.")
    ),
    doubtful: bool = typer.Option(
        False, "--doubtful", help=t("Only cues that fired in two sentences or more, a third of them right at most.")
    ),
    output: Path | None = typer.Option(None, "-o", "--output", metavar=t("FILE"), help=t("Write all rows to a table.")),
) -> None:
    """Show for each cue how often it fires, and how often a reader agrees."""
    check_output(output)
    project = ProjectFolder(folder)
    result, found = _material(project, codebook, reference)
    chosen = texts or ("seen" if project.has_kept_aside else "all")
    report = cue_report(result, found, sources=_chosen(project, result.corpus, chosen))
    shown = report.doubtful() if doubtful else report
    fired = [one for one in shown.scores if one.sentences]
    if not doubtful:
        fired.sort(key=lambda one: -one.sentences)
    columns = (t("code"), t("cue"), t("sentences"), *shown.readers, t("same theme"))
    rows = ((one.code, one.cue, one.sentences, *one.agreed, one.theme) for one in islice(fired, _ROWS))
    print_table(columns, rows, title=report.caption)
    if len(fired) > _ROWS:
        left = len(fired) - _ROWS
        out.print(
            tn("… and {n} more; write them with -o FILE", "… and {n} more; write them with -o FILE", left), markup=False
        )
    if output is not None:
        write_table(shown, output)
        out.print(t("Written: {path}", path=output), markup=False)


def _material(
    project: ProjectFolder, codebook: Path | None, reference: Path | None
) -> tuple[AutocodeResult, CodingSet]:
    """Read texts, codebook and codings, and let the cues propose."""
    book = project.codebook(codebook)
    corpus = project.corpus(progress=tracked(t("Reading")))
    found = project.codings(reference, corpus=corpus)
    return autocode(corpus, book, unit="sentence", progress=tracked(t("Coding"))), found


def _chosen(project: ProjectFolder, corpus: Corpus, texts: str) -> list[str] | None:
    """Give the ids of the texts to look at; `None` for all."""
    if texts not in _TEXTS:
        hint = t("Possible are: {names}", names=", ".join(_TEXTS))
        raise SettingsError(t("«{value}» is not possible for {key}.", value=texts, key="--texts"), hint=hint)
    if texts == "all":
        return None
    aside = set(project.kept_aside())
    unknown = sorted(aside - {source.id for source in corpus})
    if unknown:
        hint = t("The corpus has: {ids}", ids=", ".join(source.id for source in corpus))
        raise SettingsError(t("No text is called «{ids}».", ids=", ".join(unknown)), where=UNSEEN_FILE, hint=hint)
    return [source.id for source in corpus if (source.id in aside) == (texts == "unseen")]
