"""`fou take-in`: texts, codebooks and codings come into the project."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import typer

from fou_toolkit._i18n import t, tn
from fou_toolkit.cli.answers import Talk, agreed, answer, carry_out, is_much, planned, preview, say, talking
from fou_toolkit.cli.console import out, tracked
from fou_toolkit.cli.opened import CODER, EVERY, JSON, PROJECT, YES, project_at
from fou_toolkit.codings import read_codings
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Corpus
from fou_toolkit.workspace import Workspace
from fou_toolkit.workspace.books.plan import BookPlan
from fou_toolkit.workspace.live.take_in_plan import TakeIn
from fou_toolkit.workspace.live.text_changes import SAME

__all__ = ["take_in"]

_CODEBOOKS: Final = (".yaml", ".yml")
_CODINGS: Final = (".jsonl", ".jsonld", ".json", ".csv", ".tsv", ".xlsx", ".parquet")


def take_in(
    path: Path | None = typer.Argument(
        None,
        metavar=t("[PATH]"),
        help=t("A text, a folder of texts, a codebook (YAML) or codings; by default the project's own folders."),
    ),
    project: Path = PROJECT(),
    consent_later: bool = typer.Option(
        False, "--consent-later", help=t("Take texts in whose consents are to follow; they stay out of all analyses.")
    ),
    checked: bool = typer.Option(
        False,
        "--checked",
        help=t("Also files of texts from which words of somebody who left were cut: you have looked."),
    ),
    coder: str = CODER(),
    yes: bool = YES(),
    every: bool = EVERY(),
    as_json: bool = JSON(),
) -> None:
    """Take texts in."""
    talk = talking(as_json=as_json, yes=yes, every=every)
    if path is not None and not path.exists():
        raise MaterialError(t("There is no such file or folder."), where=str(path))
    suffix = path.suffix.casefold() if path is not None and not path.is_dir() else ""
    with project_at(project, coder, taking_in=True) as opened:
        if path is not None and suffix in _CODINGS:
            _codings(opened, path, talk)
        elif suffix in _CODEBOOKS:
            carry_out(opened.take_in_codebook(path), talk)
        else:
            texts = opened.take_in(
                path, consent_later=consent_later, checked=checked, progress=None if as_json else tracked(t("Reading"))
            )
            first = None if opened.present.codebook else opened.take_in_codebook()
            _texts(_Both(opened, first, texts), talk)


def _codings(opened: Workspace, path: Path, talk: Talk) -> None:
    """Bring codings in; it is one act, which can be undone."""
    texts = (opened.text_of(one) for one in opened.present.sources.values())
    codings = read_codings(path, corpus=Corpus(tuple(texts)))
    added = opened.add_codings(codings)
    left = len(codings) - added
    notes = [tn("{n} was there already.", "{n} were there already.", left)] if left else []
    if added:
        notes.append(t("fou undo takes it back."))
    say(talk, tn("{n} coding taken in.", "{n} codings taken in.", added), *notes, added=added, done=bool(added))


@dataclass(frozen=True)
class _Both:
    """The first texts, and the codebook that comes along with them.

    Args:
        opened: The project.
        codebook: The codebook, if the project has none yet.
        texts: The texts.
    """

    opened: Workspace
    codebook: BookPlan | None
    texts: TakeIn

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.codebook is None and self.texts.is_empty

    def apply(self) -> int:
        """Store both, or neither."""
        if self.codebook is None:
            return 0 if self.texts.is_empty else self.texts.apply()
        with self.opened.writing():
            self.opened.check_fresh(self.texts.mark)
            self.codebook.apply()
            return 0 if self.texts.is_empty else replace(self.texts, mark=self.opened.mark_of()).apply()


def _texts(both: _Both, talk: Talk) -> None:
    """Show what would happen, ask once, and store it."""
    if talk.as_json:
        stored = both.apply() if talk.yes and not both.is_empty else None
        book = {} if both.codebook is None else {"codebook": planned(both.codebook, talk)}
        answer({**planned(both.texts, talk), "done": stored is not None, "result": stored, **book})
        return
    if both.codebook is not None:
        preview(both.codebook, talk)
    texts = both.texts
    if is_much(texts.texts, talk):
        out.print(t("fou read shows what was read, and how."), markup=False)
    elif texts.changed:
        out.print(str(texts.receipt), markup=False)
    rows = zip(texts.texts, texts.text_rows(), strict=True)
    preview(texts, talk, rows=[row for text, row in rows if text.what != SAME])
    if both.is_empty:
        out.print(t("There is nothing to do."), markup=False)
    elif agreed(talk):
        stored = both.apply()
        out.print(tn("{n} text stored.", "{n} texts stored.", stored), markup=False)
