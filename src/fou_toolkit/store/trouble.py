"""What went wrong with a database file: the errors of SQLite and of the system, said so that people know what to do."""

import errno
import sqlite3
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import mark, number, t
from fou_toolkit.errors import BusyError, DamageError, FouError, WriteError

__all__ = ["beside", "busy", "damaged", "disk_full", "explained", "room_needed", "size_of"]

_SPARE_ROOM: Final = 10_000_000
_MEGABYTE: Final = 1_000_000
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_REASONS: Final = {
    sqlite3.SQLITE_READONLY_DBMOVED: mark("it was moved or deleted while it was open"),
    sqlite3.SQLITE_READONLY: mark("you have no right to it"),
    sqlite3.SQLITE_PERM: mark("you have no right to it"),
    sqlite3.SQLITE_CANTOPEN: mark("it cannot be opened"),
    sqlite3.SQLITE_IOERR: mark("the disk or the connection to it fails"),
}
_DAMAGE: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT)
_SIGNS_OF_DAMAGE: Final = ("Could not decode to UTF-8", "unsupported file format")
"""Of this SQLite tells in words only."""


def explained(error: sqlite3.Error | OSError, path: Path) -> FouError:
    """Say what an error means for the person, and what to do.

    Args:
        error: From SQLite or from the system.
        path: The database.
    """
    if isinstance(error, OSError):
        return disk_full(path) if error.errno in _FULL else _refused(path, str(reason_of(error)))
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    # The lowest byte is the kind of the error, the others tell more about it.
    kind = code & 0xFF
    if kind == sqlite3.SQLITE_FULL:
        return disk_full(path)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(path)
    if kind in _DAMAGE or str(error).startswith(_SIGNS_OF_DAMAGE):
        return damaged(path)
    reason = _REASONS.get(code) or _REASONS.get(kind)
    return _refused(path, t(reason) if reason else str(error))


def room_needed(path: Path) -> int:
    """Estimate the free space that a large change may need, in bytes: every page is kept once more until the end.

    Args:
        path: The database.
    """
    return size_of(path) + size_of(beside(path, "-wal")) + _SPARE_ROOM


def disk_full(path: Path, needed: int | None = None) -> WriteError:
    """Make the error for a full disk.

    Args:
        path: What was to be written.
        needed: Bytes that are needed; by default what a large change of this database needs.
    """
    size = number(max(1, round((room_needed(path) if needed is None else needed) / _MEGABYTE)), 0)
    return WriteError(
        t("The disk is full. Nothing that was confirmed is lost."),
        where=str(path),
        hint=t("Make room for about {size} MB on this disk, and try again.", size=size),
    )


def busy(path: Path) -> BusyError:
    """Make the error for a project that somebody else is writing into, or reading."""
    return BusyError(
        t("Somebody else is writing into the project, and is not done yet. Nothing that was confirmed is lost."),
        where=str(path),
        hint=t("Wait until the other program is done, or close it, and try again."),
    )


def damaged(path: Path) -> DamageError:
    """Make the error for a file that is no whole database."""
    return DamageError(
        t("The database is damaged or cut off, or it is no database."),
        where=str(path),
        hint=t("Keep the file as it is, and fetch the last good snapshot: fou restore."),
    )


def _refused(path: Path, reason: str) -> WriteError:
    return WriteError(
        t("The database cannot be used: {reason}. Nothing that was confirmed is lost.", reason=reason),
        where=str(path),
        hint=t("Check that the folder is there and that you may write to it; then try again."),
    )


def beside(path: Path, ending: str) -> Path:
    """Give the file that SQLite keeps beside a database."""
    return path.with_name(path.name + ending)


def size_of(path: Path) -> int:
    """Give the size of a file; 0 if there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
