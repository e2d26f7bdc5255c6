"""Rebuild an appendix and compare: the same bytes, the same content, or what is different and why."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.workspace.publishing.building import Progress, build
from fou_toolkit.workspace.publishing.manifest import MANIFEST, Manifest, manifest_of, read_manifest
from fou_toolkit.workspace.publishing.material import Subject
from fou_toolkit.workspace.publishing.writing import PACKAGE

__all__ = ["AppendixCheck", "CheckedFile", "check"]

SAME: Final = mark("identical, byte by byte")
OTHER: Final = mark("different")
MISSING: Final = mark("not there")
CHANGED: Final = mark("changed by hand since it was built")
NEW: Final = mark("not in the appendix that is checked")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file of the appendix.

    Args:
        name: Its name.
        found: What the comparison says; a message to translate.
    """

    name: str
    found: str


@dataclass(frozen=True, repr=False)
class AppendixCheck(Tabular):
    """An appendix compared with what the project gives now.

    Args:
        files: Each file.
        parts: Parts whose content is different.
        pictures: Pictures that are drawn differently.
        inputs: What it is made from that is different.
        programs: Programs that are different: name, version then, version now.
    """

    files: tuple[CheckedFile, ...]
    parts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    programs: tuple[tuple[str, str, str], ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file is the same, byte by byte."""
        return all(one.found == SAME for one in self.files)

    @property
    def same_content(self) -> bool:
        """Whether every number and every sentence is the same."""
        return not self.parts

    @property
    def ok(self) -> bool:
        """Whether the appendix says what the project gives, and nobody changed its files."""
        return self.same_content and not any(one.found in (CHANGED, MISSING) for one in self.files)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a file."""
        return ("file", "found")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("file"), t("compared"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file."""
        return ((one.name, one.found) for one in self.files)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file that is not the same, in the current language."""
        return ((one.name, t(one.found)) for one in self.files if one.found != SAME)

    @property
    def caption(self) -> str:
        """Say it in one line."""
        same = sum(one.found == SAME for one in self.files)
        if self.identical:
            return tn("Rebuilt: {n} file, identical", "Rebuilt: all {n} files are identical", same)
        if self.same_content:
            return t(
                "Rebuilt: every number and sentence is the same; {n} of {total} files are identical.",
                n=same,
                total=len(self.files),
            )
        return t("Rebuilt: the content is different in: {parts}", parts=", ".join(self.parts))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say why, as far as that can be told."""
        said = []
        if self.inputs:
            said.append(t("The project is not what it was; different: {names}", names=", ".join(self.inputs)))
        said.extend(
            t("{name}: it was built with {then}, here is {now}.", name=name, then=then or "–", now=now or "–")
            for name, then, now in self.programs
        )
        if self.pictures:
            said.append(t("Pictures that are drawn differently: {names}", names=", ".join(self.pictures)))
        if self.parts and not self.inputs and not self.programs:
            said.append(t("Project and programs are the same: please report this as a fault of fou_toolkit."))
        return tuple(said)

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *(f"{name}: {found}" for name, found in self.text_rows()), *self.notes])


def check(subject: Subject, out: Path, *, progress: Progress | None = None) -> AppendixCheck:
    """Rebuild what is in a folder, in memory, and compare; nothing is written.

    Args:
        subject: The project; see `appendix`.
        out: The folder of the appendix.
        progress: Wraps the steps.

    Raises:
        MaterialError: There is no appendix in the folder.
        ReadError: What it says about itself cannot be read.
    """
    then = read_manifest(out)
    request = then.request
    built = build(subject, request, progress=progress)
    now = manifest_of(built, request)
    different = _different(then.content, now.content)
    return AppendixCheck(
        files=tuple(_files(out, then, now)),
        parts=tuple(name for name in different if not name.startswith("figure:")),
        pictures=tuple(name.removeprefix("figure:") for name in different if name.startswith("figure:")),
        inputs=_different(then.inputs, now.inputs),
        programs=tuple(
            (name, then.made_with.get(name, ""), now.made_with.get(name, ""))
            for name in _different(then.made_with, now.made_with)
        ),
    )


def _different(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names whose values differ, in the order of now."""
    return tuple(name for name in dict.fromkeys((*now, *then)) if then.get(name) != now.get(name))


def _files(out: Path, then: Manifest, now: Manifest) -> Iterator[CheckedFile]:
    before, after = _all(then), _all(now)
    for name in sorted({*before, *after}):
        yield CheckedFile(name, _found(out / name, before.get(name), after.get(name)))
    # What it says about itself belongs to it.
    same = hashlib.sha256((out / MANIFEST).read_bytes()).digest() == hashlib.sha256(now.written()).digest()
    yield CheckedFile(MANIFEST, SAME if same else OTHER)


def _found(path: Path, before: str | None, after: str | None) -> str:
    if before is None:
        return NEW
    if not path.is_file():
        return MISSING
    there = hashlib.sha256(path.read_bytes()).hexdigest()
    if there != before:
        return CHANGED
    return SAME if there == after else OTHER


def _all(manifest: Manifest) -> dict[str, str]:
    return {**manifest.files, **{f"{PACKAGE}/{name}": digest for name, digest in manifest.package.items()}}
