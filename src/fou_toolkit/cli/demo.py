"""`fou demo`: the whole road once, on the shipped corpus."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer
from rich.markup import escape

from fou_toolkit._i18n import t
from fou_toolkit.autocode import AutocodeResult, Summary, autocode
from fou_toolkit.cli.console import out, print_table, tracked
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.match import cue_body
from fou_toolkit.model import Corpus, Evidence, Suggestion
from fou_toolkit.sources import read_corpus
from fou_toolkit.text import index_of
from fou_toolkit.workspace import Material, example_material

__all__ = ["demo"]

_TOP: Final = 10
_QUOTES: Final = 3
_CUE: Final = 60


def demo(
    example: str = typer.Option(
        "no", "--example", metavar="no|en", help=t("no: the Norwegian corpus; en: a small English one.")
    ),
) -> None:
    """Code the shipped, constructed corpus and show what comes out."""
    material = example_material(example)
    corpus = read_corpus(material.corpus, progress=tracked(t("Reading")))
    codebook = read_codebook(material.codebook)
    result = autocode(corpus, codebook, progress=tracked(t("Coding")))
    _print_read(corpus)
    _print_codes(result.summary(by="phase").top(_TOP), result.summary(by="role").top(_TOP))
    _print_quotes(result)
    _print_files(material, example)


def _heading(number: int, title: str, note: str = "") -> None:
    if number > 1:
        out.print()
    out.print(f"[bold]{number}. {escape(title)}[/]  {escape(note)}".rstrip())


def _print_read(corpus: Corpus) -> None:
    words = len(index_of(corpus))
    line = t("{files}; {words} words of speech. The texts are constructed.", files=corpus.receipt.caption, words=words)
    _heading(1, t("Read"), line)
    columns = (t("text"), t("kind"), t("phase"), t("language"), t("turns"), t("speakers"))
    print_table(columns, _read_rows(corpus))


def _read_rows(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    for source in corpus:
        known = source.attributes
        people = len({turn.participant or turn.speaker for turn in source.turns})
        languages = "/".join(dict.fromkeys(turn.language for turn in source.turns))
        yield (source.name, known.get("genre", ""), known.get("phase", ""), languages, len(source.turns), people)


def _print_codes(by_phase: Summary, by_role: Summary) -> None:
    _heading(2, t("The most used codes"), by_phase.caption)
    phases = [t("phase {phase}", phase=value or "?") for _, value in by_phase.groups]
    rows = ((f"{count.code} {count.name}", count.total, *count.groups) for count in by_phase.counts)
    print_table((t("code"), t("in all"), *phases), rows)
    out.print()
    # Roles stand in the rows: there are too many for columns.
    roles = (
        (role or t("not known"), *(count.groups[place] for count in by_role.counts))
        for place, (_, role) in enumerate(by_role.groups)
    )
    print_table((t("role"), *(count.code for count in by_role.counts)), roles)


def _print_quotes(result: AutocodeResult) -> None:
    _heading(3, t("Three quotations with their evidence"))
    for suggestion in _varied(result):
        quote = " ".join(suggestion.span.of(result.corpus[suggestion.source].text).split())
        out.print(f"  «{quote}»  ({suggestion.source})", markup=False)
        for evidence in _one_per_span(suggestion):
            found = t("«{form}» found by the cue {cue}", form=evidence.form, cue=_shortened(cue_body(evidence.cue)))
            note = t("(in a negated clause)") if evidence.negated else ""
            name = result.codebook[suggestion.code].name
            out.print(f"    {suggestion.code} {name}: {found} {note}".rstrip(), markup=False)


def _shortened(cue: str) -> str:
    """Cut a cue that goes on and on; enough of it is left to recognise it by."""
    return cue if len(cue) <= _CUE else cue[: _CUE - 1] + "…"


def _one_per_span(suggestion: Suggestion) -> list[Evidence]:
    """Give the evidence, where several cues found the same words the first of them."""
    kept = {evidence.span: evidence for evidence in reversed(suggestion.evidence)}
    return [kept[span] for span in sorted(kept)]


def _varied(result: AutocodeResult) -> Iterator[Suggestion]:
    """Choose quotations of different codes and texts, the most frequent codes first."""
    wanted = [count.code for count in result.summary(by=()).counts]
    first: dict[tuple[str, str], Suggestion] = {}
    for suggestion in result.suggestions():
        first.setdefault((suggestion.code, suggestion.source), suggestion)
    used: set[str] = set()
    for code in wanted:
        sources = [source for name, source in first if name == code and source not in used]
        if sources and len(used) < _QUOTES:
            used.add(sources[0])
            yield first[code, sources[0]]


def _print_files(material: Material, example: str) -> None:
    _heading(4, t("Where the files are"))
    places = ((t("texts"), material.corpus), (t("codebook"), material.codebook), (t("notebooks"), material.notebooks))
    for label, path in places:
        out.print(f"  {label}: {_short(path)}", markup=False)
    out.print(t("Your own texts: fou new FOLDER"), markup=False)
    if example != "en":
        out.print(t("In English: fou demo --example en"), markup=False)


def _short(path: Path) -> str:
    """Give a path relative to the current folder where it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
