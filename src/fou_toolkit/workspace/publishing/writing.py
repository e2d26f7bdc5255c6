"""Write an appendix into a folder, without losing what people changed there by hand."""

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.appendix.document import blanks_of
from fou_toolkit.errors import FouError, WriteError
from fou_toolkit.workspace.live.handle import Workspace
from fou_toolkit.workspace.publishing.building import Built, Request
from fou_toolkit.workspace.publishing.manifest import MANIFEST, Manifest, manifest_of, read_manifest

__all__ = ["PACKAGE", "Written", "check_folder", "write"]

PACKAGE: Final = "package"
"""Folder of the data package."""


@dataclass(frozen=True, repr=False)
class Written(Tabular):
    """Files of an appendix that were written.

    Args:
        folder: Where they are.
        files: Name and number of bytes of each.
        built: What they were written from.
        outside: Whether they lie outside of the project, where a withdrawal does not reach them.
    """

    folder: Path
    files: tuple[tuple[str, int], ...]
    built: Built
    outside: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a file."""
        return ("file", "bytes")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("file"), "kB")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file."""
        return iter(self.files)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file; those of the package in one."""
        inside = [size for name, size in self.files if name.startswith(f"{PACKAGE}/")]
        for name, size in self.files:
            if not name.startswith(f"{PACKAGE}/"):
                yield (name, f"{size / 1000:.0f}")
        if inside:
            files = tn("{n} file", "{n} files", len(inside))
            yield (f"{PACKAGE}/ ({files})", f"{sum(inside) / 1000:.0f}")

    @property
    def caption(self) -> str:
        """Say where it is."""
        return t("The appendix is in {folder}", folder=self.folder)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what is left for people to do."""
        open_ = len(blanks_of(self.built.document))
        said = [
            tn(
                "{n} place is left for you to fill in; the appendix lists it at the end of the checklists.",
                "{n} places are left for you to fill in; the appendix lists them at the end of the checklists.",
                open_,
            )
        ]
        if self.outside:
            said.append(t("It lies outside of the project: if somebody leaves later, it has to be deleted by hand."))
        ran = self.built.notebooks
        if ran is not None:
            said.extend((ran.caption, *ran.notes))
        if self.built.proof is not None:
            said.extend((self.built.proof.caption, *self.built.proof.notes))
        return tuple(said if open_ else said[1:])


def write(built: Built, request: Request, out: Path, *, opened: Workspace | None, force: bool = False) -> Written:
    """Write what was built, and note it in the project for the case that somebody leaves.

    Args:
        built: What was built.
        request: What was asked for.
        out: The folder; it is made if it is not there.
        opened: The project, if it is open.
        force: Whether files that were changed by hand are replaced.

    Raises:
        WriteError: Somebody changed a file by hand; or the folder holds something else, or cannot be written to.
    """
    files = {**built.files, **{f"{PACKAGE}/{name}": data for name, data in built.package.items()}}
    before = _before(out)
    if not force:
        _check_untouched(out, before, files)
    files[MANIFEST] = manifest_of(built, request).written()
    outside = opened is not None and not out.resolve().is_relative_to(opened.folder.resolve())
    for name, data in files.items():
        _make(out, (out / name).parent)
        write_bytes(out / name, data)
        # At once: whatever stops the rest, a withdrawal must reach what is there.
        if opened is not None and not outside:
            opened.register_output(out / name)
    for name in before.keys() - files.keys():
        with suppress(OSError):
            (out / name).unlink()
    return Written(out, tuple((name, len(data)) for name, data in sorted(files.items())), built, outside)


def check_folder(out: Path) -> None:
    """See whether files can be written into a folder, before they are built; it need not be there yet.

    Args:
        out: The folder.

    Raises:
        WriteError: It is a file or lies in one, or it cannot be written to.
    """
    there = next((one for one in (out.absolute(), *out.absolute().parents) if one.exists()), Path("/"))
    wrong = 0 if os.access(there, os.W_OK | os.X_OK) else errno.EACCES
    wrong = wrong if there.is_dir() else errno.ENOTDIR
    if wrong:
        reason = reason_of(OSError(wrong, os.strerror(wrong)))
        raise WriteError(t("Cannot make the folder: {reason}.", reason=reason), where=str(out))


def _make(out: Path, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(t("Cannot make the folder: {reason}.", reason=reason_of(error)), where=str(out)) from error


def _before(out: Path) -> dict[str, str]:
    """Give what an earlier run wrote: digests by name; names that lead out of the folder are none of ours."""
    if not (out / MANIFEST).is_file():
        return {}
    try:
        found: Manifest = read_manifest(out)
    except FouError:
        return {}
    there = {**found.files, **{f"{PACKAGE}/{name}": digest for name, digest in found.package.items()}}
    whole = out.resolve()
    return {name: digest for name, digest in there.items() if (out / name).resolve().is_relative_to(whole)}


def _check_untouched(out: Path, before: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Refuse to write over what people changed, or over files of others."""
    changed = []
    for name in sorted({*before, *files}):
        path = out / name
        if path.is_file():
            there = hashlib.sha256(path.read_bytes()).hexdigest()
            new = hashlib.sha256(files[name]).hexdigest() if name in files else ""
            if there not in (before.get(name), new):
                changed.append(name)
    if changed:
        hint = t("Keep your copy under another name, or in another folder; --force writes over it.")
        message = t("These files were changed by hand, or are not from fou appendix: {names}", names=", ".join(changed))
        raise WriteError(message, where=str(out), hint=hint)
