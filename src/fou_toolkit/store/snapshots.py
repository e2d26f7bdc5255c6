"""Snapshots: whole copies of a database as it was at one moment, each a file that needs no other.

They are made by SQLite (`VACUUM INTO`), never by copying the live file, which would break it. A snapshot has a name
that sorts by time and says which copy of the project it is from and why it was taken; it gets that name when it is
whole.
"""

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import FouError, WriteError
from fou_toolkit.store.connection import connect, explaining, path_of
from fou_toolkit.store.trouble import disk_full, explained
from fou_toolkit.store.upkeep import check_structure

__all__ = [
    "ON_OPENING",
    "Snapshot",
    "erase_snapshots",
    "is_sound",
    "prune",
    "snapshots_in",
    "sync_folder",
    "take_snapshot",
    "whole_copy",
]

ENDING: Final = ".fou"
_REPLICA_LENGTH: Final = 8
_REASON_LENGTH: Final = 40
_NAME: Final = re.compile(
    r"(?P<time>\d{8}T\d{9})Z-(?P<replica>[0-9a-z]{1,8})-(?P<reason>[0-9a-z-]{1,40})\.fou", re.ASCII
)
_OURS: Final = re.compile(r"\d{8}T\d{9}Z-.*|\.fou-part-.*", re.ASCII | re.DOTALL)
"""Everything that came from us, also what a synchronising program made of it, and what was never finished."""
_PART: Final = ".fou-part-"
_FORGOTTEN: Final = timedelta(days=1)
"""A snapshot that is not finished after this time never will be."""
_SPARE_ROOM: Final = 1_000_000
ON_OPENING: Final = "opened"
"""Why the most snapshots are taken."""
_APART: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, order=True)
class Snapshot:
    """One snapshot, as its name tells.

    Attributes:
        time: When it was taken, in UTC.
        path: The file.
        reason: Why it was taken, a word or two.
        replica: The first eight signs of the id of the copy of the project.
        size: In bytes.
    """

    time: datetime
    path: Path
    reason: str
    replica: str
    size: int


def take_snapshot(
    connection: sqlite3.Connection, folder: Path, *, reason: str, replica: str, now: datetime
) -> Snapshot:
    """Store the database as it is now in a file of its own.

    Args:
        connection: From `connect`; not in a transaction. Others may write at the same time.
        folder: Where to; it is made if it is not there.
        reason: Why, a word or two, such as `before-merge`.
        replica: The id of this copy of the project.
        now: The time, with its zone.

    Returns:
        The snapshot; an older one is never overwritten.

    Raises:
        WriteError: The disk is full, or the folder cannot be written to; no half snapshot is left.
        DamageError: The database is damaged.
        BusyError: Somebody else has been writing for a minute.
    """
    with explaining(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with whole_copy(connection, folder) as part:
            target = _free_name(folder, now.astimezone(UTC), _plain(replica), _slug(reason))
            part.replace(target)
            sync_folder(folder)
    found = _snapshot_at(target)
    if found is None:
        raise WriteError(t("The snapshot was removed while it was taken."), where=str(target), hint=t("Try again."))
    return found


@contextlib.contextmanager
def whole_copy(connection: sqlite3.Connection, folder: Path) -> Iterator[Path]:
    """Store the database as it is now under a temporary name; whoever wants to keep it gives it another name.

    Args:
        connection: From `connect`; not in a transaction. Others may write at the same time.
        folder: Where to; it is there.

    Yields:
        The finished file; it is deleted afterwards if it still has that name.

    Raises:
        WriteError: The disk is full, or the folder cannot be written to.
        DamageError: The database is damaged.
    """
    with explaining(folder):
        needed = _check_room(connection, folder)
        with tempfile.TemporaryDirectory(prefix=_PART, dir=folder) as name:
            part = Path(name) / f"part{ENDING}"
            _copy(connection, part, needed)
            yield part


def _check_room(connection: sqlite3.Connection, folder: Path) -> int:
    """Look whether there is room before anything is written.

    Returns:
        Bytes that are needed.
    """
    with explaining(path_of(connection)):
        pages, free, size = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
    needed = (pages - free) * size + _SPARE_ROOM
    if shutil.disk_usage(folder).free < needed:
        raise disk_full(folder, needed)
    return needed


def _copy(connection: sqlite3.Connection, part: Path, needed: int) -> None:
    try:
        connection.execute("VACUUM INTO ?", (str(part.absolute()),))
    except sqlite3.Error as error:
        is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise (disk_full(part.parent.parent, needed) if is_full else explained(error, path_of(connection))) from error
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name last through a power failure, where the system lets us."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain(replica: str) -> str:
    return re.sub(r"[^0-9a-z]", "", replica.lower())[:_REPLICA_LENGTH] or "0"


def _slug(reason: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", reason.lower())[:_REASON_LENGTH].strip("-") or "asked-for"


def _free_name(folder: Path, time: datetime, replica: str, reason: str) -> Path:
    """Find a name that is not taken: the next thousandth of a second, if there are two."""
    while True:
        stamp = f"{time:%Y%m%dT%H%M%S}{time.microsecond // 1000:03d}"
        target = folder / f"{stamp}Z-{replica}-{reason}{ENDING}"
        if not target.exists():
            return target
        time += timedelta(milliseconds=1)


def snapshots_in(folder: Path) -> list[Snapshot]:
    """List the snapshots in a folder, newest first; other files are passed over.

    Args:
        folder: Where they lie; may be missing.
    """
    found = [_snapshot_at(path) for path in _entries(folder)]
    return sorted((snapshot for snapshot in found if snapshot), reverse=True)


def _entries(folder: Path) -> list[Path]:
    with explaining(folder):
        try:
            return sorted(folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []


def _snapshot_at(path: Path) -> Snapshot | None:
    """Read the name of a snapshot; nothing if the file is none, or is gone."""
    named = _NAME.fullmatch(path.name)
    if not named:
        return None
    try:
        time = datetime.strptime(named["time"], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        size = path.stat().st_size if path.is_file() else None
    except (ValueError, OSError):
        return None
    return None if size is None else Snapshot(time, path, named["reason"], named["replica"], size)


def is_sound(path: Path, *, quick: bool = False) -> bool:
    """Say whether a file is a whole project; it is only looked at.

    Args:
        path: The file.
        quick: Leave out whether indexes agree with their tables.
    """
    try:
        with contextlib.closing(connect(path, read_only=True)) as connection:
            check_structure(connection, quick=quick)
    except FouError:
        return False
    return True


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete old snapshots, and what was never finished.

    The newest ones of every copy of the project are kept, and at least one that is sound. Of those that were taken on
    opening within one hour, the older ones go first.

    Args:
        folder: Where they lie.
        keep: How many to keep per copy of the project.

    Returns:
        The snapshots that are gone. What cannot be deleted now is left for the next time.
    """
    _sweep(folder)
    by_replica: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots_in(folder):
        by_replica.setdefault(snapshot.replica, []).append(snapshot)
    return [
        snapshot.path for found in by_replica.values() for snapshot in _too_many(found, keep) if _removed(snapshot.path)
    ]


def _too_many(newest_first: list[Snapshot], keep: int) -> list[Snapshot]:
    """Choose what may go: nothing, as long as no sound snapshot is known to stay."""
    order = _spread(newest_first)
    kept, rest = order[: max(keep, 0)], order[max(keep, 0) :]
    if not rest or any(is_sound(snapshot.path, quick=True) for snapshot in kept):
        return rest
    sound = next((snapshot for snapshot in rest if is_sound(snapshot.path, quick=True)), None)
    return [] if sound is None else [snapshot for snapshot in rest if snapshot is not sound]


def _spread(newest_first: list[Snapshot]) -> list[Snapshot]:
    """Put last what was taken on opening within an hour before a newer such one.

    Whoever works with short commands opens a project every minute; the snapshots that are kept should reach further
    back.
    """
    first, crowded = list[Snapshot](), list[Snapshot]()
    newer: Snapshot | None = None
    for snapshot in newest_first:
        if snapshot.reason != ON_OPENING:
            first.append(snapshot)
        elif newer is not None and newer.time - snapshot.time < _APART:
            crowded.append(snapshot)
        else:
            first.append(snapshot)
            newer = snapshot
    return first + crowded


def _sweep(folder: Path) -> None:
    """Delete what a program that was stopped left behind, but not what another one is writing just now."""
    for path in _entries(folder):
        with contextlib.suppress(OSError):
            age = datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if path.name.startswith(_PART) and age > _FORGOTTEN:
                _removed(path)


def _removed(path: Path) -> bool:
    """Delete a file or folder.

    Returns:
        Whether it is gone.
    """
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        return True
    return False


def erase_snapshots(folder: Path) -> int:
    """Delete all snapshots, unfinished ones and what synchronising programs made of them.

    A snapshot that is being taken by another program at that moment is not finished.

    Args:
        folder: Where they lie; may be missing.

    Returns:
        How many files there were.

    Raises:
        WriteError: Some of them could not be deleted; the others are gone, and it can be done again.
    """
    found = [path for path in _entries(folder) if _OURS.fullmatch(path.name)]
    left = [path.name for path in found if not _removed(path)]
    if left:
        raise WriteError(
            t("These snapshots could not be deleted: {names}.", names=", ".join(left)),
            where=str(folder),
            hint=t("Check that they are not open elsewhere and that you may delete them; then try again."),
        )
    if found:
        sync_folder(folder)
    return len(found)
