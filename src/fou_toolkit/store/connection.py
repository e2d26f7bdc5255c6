"""One way to open a database file and to write into it.

Text must not lie about after it was erased, so pages are overwritten (`secure_delete`) and nothing is put into
temporary files. A database may come from a stranger, so its schema is not trusted. WAL is only used where SQLite is
free of the WAL-reset bug, which loses confirmed writes; elsewhere the rollback journal is.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import BusyError, DamageError, FouError, MaterialError, StaleError
from fou_toolkit.store.trouble import beside, damaged, explained, size_of

__all__ = ["APPLICATION_ID", "connect", "explaining", "has_wal_reset_bug", "path_of", "writing"]

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
_CLOSED: Final = "Cannot operate on a closed database."
_OTHER_THREAD: Final = "SQLite objects created in a thread"
"""Of these Python tells in words only."""
_OUR_FAULTS: Final = (sqlite3.IntegrityError, sqlite3.InterfaceError)
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
        raise damaged(path)
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
    if any(size_of(beside(path, ending)) for ending in ("-journal", "-wal")):
        return True
    looking = sqlite3.connect(_uri(path, _mode(path, head)), uri=True, isolation_level=None)
    with contextlib.closing(looking):
        (tables,) = looking.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def _mode(path: Path, head: bytes) -> str:
    """Choose how to look at a file: SQLite makes files beside a database in WAL mode, even to read it."""
    is_alone = not size_of(beside(path, "-wal"))
    return "mode=ro&immutable=1" if head[18:19] == bytes([_WAL]) and is_alone else "mode=ro"


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
    """Turn the errors of SQLite and of the system inside of a block into ours; see `store.trouble`.

    Args:
        path: The database.

    Raises:
        FouError: What it means for the person, and what to do.
    """
    try:
        yield
    except FouError:
        raise
    except sqlite3.ProgrammingError as error:
        if str(error) == _CLOSED:
            hint = t("Open it again.")
            raise StaleError(t("The project is closed."), where=str(path), hint=hint) from error
        if str(error).startswith(_OTHER_THREAD):
            hint = t("Open the project once more in this thread.")
            raise StaleError(t("The project was opened in another thread."), where=str(path), hint=hint) from error
        raise
    except _OUR_FAULTS:
        raise
    except (sqlite3.Error, OSError) as error:
        raise explained(error, path) from error
    except UnicodeDecodeError as error:
        # Names in a damaged schema: Python cannot even read what SQLite says about it.
        raise damaged(path) from error
