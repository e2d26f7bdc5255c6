"""One way to open a database file, to write into it, and to say what went wrong.

Text must not lie about after it was erased, so pages are overwritten (`secure_delete`) and nothing is put into
temporary files. A database may come from a stranger, so its schema is not trusted. WAL is only used where SQLite is
free of the WAL-reset bug, which loses confirmed writes; elsewhere the rollback journal is.
"""

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import mark, number, t
from fou_toolkit.errors import BusyError, DamageError, FouError, MaterialError, WriteError

__all__ = [
    "APPLICATION_ID",
    "check_structure",
    "checkpoint",
    "connect",
    "disk_full",
    "explained",
    "explaining",
    "has_wal_reset_bug",
    "path_of",
    "rewrite",
    "room_needed",
    "writing",
]

APPLICATION_ID: Final = 0x464F5531
""""FOU1": says in the head of a database that it is a project."""

_BUSY_SECONDS: Final = 60
_SETTINGS: Final = (
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    # More than FULL: the folder is synced, too, after the rollback journal has gone.
    "synchronous = EXTRA",
)
_MAGIC: Final = b"SQLite format 3\0"
_HEAD: Final = 100
"""Length of the head of a database; where the parts of it lie is fixed by the file format of SQLite."""
_WAL: Final = 2
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
_OUR_FAULTS: Final = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""Wrong statements, not trouble with the file: they are not translated, so that they are found and mended."""


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Say whether this version of SQLite can lose confirmed writes in WAL mode.

    Args:
        version: As in `sqlite3.sqlite_version_info`.

    >>> has_wal_reset_bug((3, 40, 1)), has_wal_reset_bug((3, 51, 3))
    (True, False)
    """
    mended = (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    return (3, 7) <= version < (3, 51, 3) and not mended


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a database, or make an empty one.

    A file that is something else is refused before anything could change it.

    Args:
        path: The file; its folder has to be there.
        read_only: Only look: the file is not changed and no file is made beside it.

    Returns:
        A connection without transactions of its own (`isolation_level=None`); see `writing`.

    Raises:
        MaterialError: There is no such file to look at.
        DamageError: The file is no project.
        BusyError: Another program holds it.
        WriteError: It cannot be opened.
    """
    with explaining(path):
        head = _head_of(path)
        if read_only and head is None:
            raise MaterialError(t("There is no such file."), where=str(path))
        _refuse_foreign(path, head or b"")
        uri = _uri(path, _mode(path, head or b"") if read_only else "mode=rwc")
        connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _set_up(connection, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _head_of(path: Path) -> bytes | None:
    """Read the head of a file; nothing if there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError:
        return None


def _refuse_foreign(path: Path, head: bytes) -> None:
    """Refuse what is no project: SQLite would already write into it when its journal mode is set."""
    if not head:
        return
    if len(head) < _HEAD or not head.startswith(_MAGIC):
        raise _damaged(path)
    mark = int.from_bytes(head[68:72])
    if mark == APPLICATION_ID or (mark == 0 and _is_unfinished(path, head)):
        return
    raise DamageError(
        t("This is a database of another program, not a project."),
        where=str(path),
        hint=t("Check that you gave the right file."),
    )


def _is_unfinished(path: Path, head: bytes) -> bool:
    """Say whether a database without a mark may be one that was being made when the program was stopped."""
    if any(_size(_beside(path, ending)) for ending in ("-journal", "-wal")):
        return True
    looking = sqlite3.connect(_uri(path, _mode(path, head)), uri=True, isolation_level=None)
    with contextlib.closing(looking):
        (tables,) = looking.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def _mode(path: Path, head: bytes) -> str:
    """Choose how to look at a file: SQLite makes files beside a database in WAL mode, even to read it."""
    is_alone = not _size(_beside(path, "-wal"))
    return "mode=ro&immutable=1" if head[18:19] == bytes([_WAL]) and is_alone else "mode=ro"


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _size(path: Path) -> int:
    """Give the size of a file; 0 if there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _uri(path: Path, mode: str) -> str:
    """Write a path so that `?`, `#`, `%` and letters of all languages in it stay what they are."""
    uri = path.absolute().as_uri()
    if not uri.startswith("file:///"):
        # SQLite knows no names of servers in addresses; a path with four strokes is the same place.
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{mode}"


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    if not read_only:
        _choose_journal(connection)


def _choose_journal(connection: sqlite3.Connection) -> None:
    """Choose WAL or the rollback journal, and read back what SQLite made of it."""
    wanted = "delete" if has_wal_reset_bug(sqlite3.sqlite_version_info) else "wal"
    if _journal_of(connection) == wanted:
        return
    if wanted == "wal":
        # It is no reason to wait: the rollback journal does as well as long as somebody else is at it.
        connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
    except sqlite3.OperationalError:
        # Some file systems have no WAL.
        if wanted == "delete" or _journal_of(connection) != "delete":
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    _refuse_unsafe_journal(connection)


def _journal_of(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _refuse_unsafe_journal(connection: sqlite3.Connection) -> None:
    """Refuse to write in WAL mode with a SQLite that can lose writes; a newer one may have set the mode."""
    if has_wal_reset_bug(sqlite3.sqlite_version_info) and _journal_of(connection) == "wal":
        raise BusyError(
            t("The project is open in a program with a newer SQLite, and this one cannot write safely beside it."),
            where=str(path_of(connection)),
            hint=t("Close the other program, and try again."),
        )


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Write in one transaction: all of it is stored when the block ends, or nothing.

    Args:
        connection: From `connect`; not in a transaction.

    Yields:
        The connection.

    Raises:
        WriteError: The disk is full, or the file cannot be written to.
        BusyError: Somebody else has been writing for a minute.
        DamageError: The database is damaged.
    """
    with explaining(path_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _refuse_unsafe_journal(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


def _roll_back(connection: sqlite3.Connection) -> None:
    """Take back what was written; where SQLite has done so already, a second time would hide the true error."""
    if connection.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")


def path_of(connection: sqlite3.Connection) -> Path:
    """Give the file of a connection."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the system inside of a block into ours; see `explained`.

    Args:
        path: The database.

    Raises:
        FouError: What `explained` makes of it.
    """
    try:
        yield
    except FouError:
        raise
    except _OUR_FAULTS:
        raise
    except (sqlite3.Error, OSError) as error:
        raise explained(error, path) from error
    except UnicodeDecodeError as error:
        # Names in a damaged schema: Python cannot even read what SQLite says about it.
        raise _damaged(path) from error


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
        return _busy(path)
    if kind in _DAMAGE or str(error).startswith(_SIGNS_OF_DAMAGE):
        return _damaged(path)
    reason = _REASONS.get(code) or _REASONS.get(kind)
    return _refused(path, t(reason) if reason else str(error))


def room_needed(path: Path) -> int:
    """Estimate the free space that a large change may need, in bytes: every page is kept once more until the end.

    Args:
        path: The database.
    """
    return _size(path) + _size(_beside(path, "-wal")) + _SPARE_ROOM


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


def _busy(path: Path) -> BusyError:
    return BusyError(
        t("Somebody else is writing into the project, and is not done yet. Nothing that was confirmed is lost."),
        where=str(path),
        hint=t("Wait until the other program is done, or close it, and try again."),
    )


def _damaged(path: Path) -> DamageError:
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


def check_structure(
    connection: sqlite3.Connection, *, allowed: Collection[str] | None = None, quick: bool = False
) -> None:
    """Check that a database is a project and that all its pages hang together.

    SQLite keeps no checksums: a letter that changed inside of a text is not seen here, but by the hash of the content.

    Args:
        connection: From `connect`.
        allowed: Names of the tables and indexes there may be; by default all. There are never triggers or views, which
            would run in place of what we ask for.
        quick: Leave out whether indexes agree with their tables.

    Raises:
        DamageError: Something is wrong.
        BusyError: Somebody else has been writing for a minute.
    """
    path = path_of(connection)
    with explaining(path):
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark != APPLICATION_ID:
            raise _damaged(path)
        _refuse_strange_schema(connection, path, allowed)
        found = connection.execute("PRAGMA quick_check(1)" if quick else "PRAGMA integrity_check(1)").fetchall()
        if found != [("ok",)]:
            raise _damaged(path)


def _refuse_strange_schema(connection: sqlite3.Connection, path: Path, allowed: Collection[str] | None) -> None:
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name"):
        is_known = allowed is None or name in allowed or str(name).startswith("sqlite_")
        is_plain = kind in ("table", "index") and not str(statement or "").upper().startswith("CREATE VIRTUAL")
        if not (is_known and is_plain):
            raise DamageError(
                t("Somebody has added «{name}» to the database; it does not belong to the project.", name=name),
                where=str(path),
                hint=t("Keep the file as it is, and fetch the last good snapshot: fou restore."),
            )


def checkpoint(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log, which keeps what was erased until then; without one there is nothing to do.

    Args:
        connection: From `connect`; not in a transaction.

    Raises:
        BusyError: Somebody else is reading; what was erased may still stand in the log.
        WriteError: The disk is full, or the file cannot be written to.
    """
    path = path_of(connection)
    with explaining(path):
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise _busy(path)


def rewrite(connection: sqlite3.Connection) -> None:
    """Write every page anew, so that nothing of what was erased lies between the rows.

    `secure_delete` overwrites what is deleted, but when SQLite moves rows to another page it leaves their old letters
    where they were, and forgets that they are there. Whoever erases a text calls this after the transaction.

    Args:
        connection: From `connect`; not in a transaction. The pages are held in memory meanwhile.

    Raises:
        BusyError: Somebody else uses the database; what was erased may still stand in it.
        WriteError: There is not room enough for all pages once more; the database is as it was.
        DamageError: The database is damaged.
    """
    path = path_of(connection)
    with explaining(path):
        if shutil.disk_usage(path.parent).free < room_needed(path):
            raise disk_full(path)
        connection.execute("VACUUM")
    checkpoint(connection)
