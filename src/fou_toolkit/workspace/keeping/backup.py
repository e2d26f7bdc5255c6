"""The whole project in one finished file, and the snapshots that are kept."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError, FouError, MaterialError, WriteError
from fou_toolkit.store import SqliteStore, open_store
from fou_toolkit.store.connection import explaining
from fou_toolkit.store.snapshots import Snapshot, snapshots_in, sync_folder, whole_copy

__all__ = ["KeptSnapshot", "Snapshots", "back_up", "kept_snapshots", "why_not_sound"]


def back_up(store: SqliteStore, path: Path, *, live: Path) -> Path:
    """Write everything into one file that needs no other; see `Workspace.backup`.

    Args:
        store: The open database.
        path: The file; or a folder, in which it gets the name of the database.
        live: The live database, which is never written over.
    """
    target = path / live.name if path.is_dir() else path
    _refuse(store, target, live)
    if not target.parent.is_dir():
        raise MaterialError(t("There is no such folder."), where=str(target.parent))
    with explaining(target.parent), whole_copy(store.connection, target.parent) as part:
        part.replace(target)
        sync_folder(target.parent)
    return target


def _refuse(store: SqliteStore, target: Path, live: Path) -> None:
    """Refuse to write over anything but an older backup of this project."""
    if not target.exists():
        return
    hint = t("Choose a new file; nothing was changed.")
    if live.exists() and target.samefile(live):
        raise WriteError(t("This is the project itself, not another copy."), where=str(target), hint=hint)
    if _project_in(target) != store.get("project"):
        raise WriteError(t("There is another file of that name already."), where=str(target), hint=hint)


def _project_in(path: Path) -> str:
    """Give the id of the project in a file; empty where that cannot be said."""
    with contextlib.suppress(FouError):
        looking = SqliteStore(path, read_only=True)
        with contextlib.closing(looking):
            return looking.get("project")
    return ""


@dataclass(frozen=True, slots=True)
class KeptSnapshot:
    """One snapshot, looked at.

    Args:
        snapshot: What its name tells.
        acts: How many acts are in it.
        fault: Why it cannot be used; empty where it is sound.
    """

    snapshot: Snapshot
    acts: int
    fault: str


def why_not_sound(path: Path) -> tuple[int, str]:
    """Look at a database, log and texts and state; nothing in it is changed.

    Returns:
        How many acts it holds, and what is wrong with it; nothing is, where that is empty.
    """
    try:
        store = open_store(path, read_only=True)
    except DataError as error:
        # Of an older version: it is brought up to date when it is fetched.
        return 0, "" if _project_in(path) else error.message
    except FouError as error:
        return 0, error.message
    with contextlib.closing(store):
        return store.count_events(), ""


@dataclass(frozen=True, repr=False)
class Snapshots(Tabular):
    """The snapshots of a project, newest first.

    Args:
        kept: The snapshots.
        own: Id of this copy of the project; those of other machines are told apart by it.
    """

    kept: tuple[KeptSnapshot, ...]
    own: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("file", "time", "reason", "own", "acts", "bytes", "sound", "fault")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per snapshot."""
        for one in self.kept:
            found = one.snapshot
            own = self.own.startswith(found.replica)
            yield found.path.name, found.time, found.reason, own, one.acts, found.size, not one.fault, one.fault

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("file"), t("time (UTC)"), t("why"), t("of this copy"), t("acts"), t("size"), t("sound"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows as people read them."""
        for file, time, reason, own, acts, size, sound, fault in self.rows():
            when = time.strftime("%Y-%m-%d %H:%M") if isinstance(time, datetime) else ""
            yield file, when, reason, _word(own), acts, megabytes(size), t("yes") if sound else str(fault)

    @property
    def caption(self) -> str:
        """Say how many there are, and how many are sound."""
        sound = sum(not one.fault for one in self.kept)
        return t("Snapshots: {n}, sound: {sound}", n=len(self.kept), sound=sound)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what is in them."""
        return (t("They hold confidential texts, and are erased when somebody withdraws."),) if self.kept else ()


def _word(value: object) -> str:
    return t("yes") if value else t("no")


def megabytes(size: object) -> str:
    """Write a size in megabytes."""
    return f"{int(str(size)) / 1_000_000:.1f} MB"


def kept_snapshots(folder: Path, own: str) -> Snapshots:
    """Look at the snapshots in a folder.

    Args:
        folder: Where they lie; may be missing.
        own: Id of this copy of the project.
    """
    found = snapshots_in(folder)
    return Snapshots(tuple(KeptSnapshot(one, *why_not_sound(one.path)) for one in found), own)
