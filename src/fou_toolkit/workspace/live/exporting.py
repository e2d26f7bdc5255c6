"""Codings leave the project as a file: with the words of those only who may be quoted, and noted for a withdrawal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.codings import write_codings
from fou_toolkit.errors import WriteError
from fou_toolkit.model import Coding, CodingSet, Project, Receipt
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.quotable import Quotable
from fou_toolkit.workspace.live.snapshot import snapshot_of
from fou_toolkit.workspace.people.erasing import register_output

__all__ = ["Exported", "export_codings"]

_LINES: Final = (".jsonl", ".ndjson")
_UNFIT: Final = re.compile(r"[^\w-]+")


@dataclass(frozen=True, repr=False, eq=False)
class Exported(Tabular):
    """Files of codings that were written.

    Args:
        files: Each with the number of its codings, and of those that are in it without their words.
        outside: Whether they lie outside of the folder of the project.
        wanted: Whether words were to be written.
        left_out: Texts and codings that are not in the snapshot, as its receipt tells.
    """

    files: tuple[tuple[Path, int, int], ...]
    outside: bool
    wanted: bool = True
    left_out: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a file."""
        return ("file", "codings", "without_words")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("file"), t("codings"), t("without their words"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file."""
        return ((str(path), codings, bare) for path, codings, bare in self.files)

    @property
    def caption(self) -> str:
        """Say how much was written."""
        codings = sum(count for _, count, _ in self.files)
        return tn("{n} coding written", "{n} codings written", codings)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was left out, and what a withdrawal will not find."""
        bare = sum(count for _, _, count in self.files)
        return (
            *([self._bare(bare)] if bare and self.wanted else []),
            *self.left_out,
            *([self._outside()] if self.outside else []),
        )

    def _bare(self, count: int) -> str:
        return tn(
            "{n} coding is written with its place only: somebody who speaks there has not agreed to be quoted.",
            "{n} codings are written with their places only: somebody who speaks there has not agreed to be quoted.",
            count,
        )

    def _outside(self) -> str:
        return t("The file lies outside of the project: if somebody leaves later, it has to be deleted by hand.")

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *(str(path) for path, _, _ in self.files), *(f"! {one}" for one in self.notes)])


def export_codings(opened: Opened, path: Path, *, quotes: bool = True) -> Exported:
    """Write the codings of the snapshot to a file; see `Workspace.export`."""
    project = snapshot_of(opened)
    may = Quotable(opened, project.corpus)

    def quoted(one: Coding) -> bool:
        return quotes and may(one)

    parts = dict(_parts(project, path))
    for target, codings in parts.items():
        write_codings(codings, target, corpus=project.corpus, codebook=project.codebook.name, quoted=quoted)
        if not _is_outside(opened, target):
            register_output(opened, target)
    return Exported(
        tuple((target, len(one), sum(not quoted(coding) for coding in one)) for target, one in parts.items()),
        any(_is_outside(opened, target) for target in parts),
        quotes,
        tuple(_left_out(project.corpus.receipt)),
    )


def _left_out(receipt: Receipt) -> Iterator[str]:
    texts = sum(not file.read for file in receipt.files)
    if texts:
        yield tn("{n} text has no consent and is left out.", "{n} texts have no consent and are left out.", texts)
    yield from map(str, receipt.warnings)


def _is_outside(opened: Opened, path: Path) -> bool:
    return not path.resolve().is_relative_to(opened.folder.resolve())


def _parts(project: Project, path: Path) -> Iterator[tuple[Path, CodingSet]]:
    """Give what goes into which file; a format that holds one coder gets a folder."""
    codings = project.codings
    if path.suffix and path.suffix.casefold() not in _LINES:
        yield path, codings
    elif path.suffix:
        if len(codings.coders) != 1:
            hint = t("Name a folder (no ending): it gets one file per coder. Or take {ending}.", ending=".csv")
            raise WriteError(t("A file of this kind holds the codings of one coder."), where=str(path), hint=hint)
        yield path, codings
    else:
        _make_folder(path)
        names: set[str] = set()
        for coder in codings.coders:
            name = _free(_UNFIT.sub("_", coder.id), names)
            names.add(name.casefold())
            yield path / f"{name}.jsonl", codings.by(coder.id)


def _make_folder(path: Path) -> None:
    """Make a folder for the files of coders; what lies in it already would be read with them."""
    try:
        path.mkdir(exist_ok=True)
        is_used = any(path.iterdir())
    except OSError as error:
        raise WriteError(t("Cannot make the folder: {reason}.", reason=reason_of(error)), where=str(path)) from error
    if is_used:
        hint = t("Choose a new folder; nothing was changed.")
        raise WriteError(t("The folder is not empty."), where=str(path), hint=hint)


def _free(name: str, taken: set[str]) -> str:
    """Give a name that no other file has; some systems take small and capital letters for the same."""
    number, free = 2, name
    while free.casefold() in taken:
        free, number = f"{name}_{number}", number + 1
    return free
