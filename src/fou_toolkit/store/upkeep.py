"""Look after the pages of a database: check that they hang together, and leave nothing in them of what was erased."""

import shutil
import sqlite3
from collections.abc import Collection
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError
from fou_toolkit.store.connection import APPLICATION_ID, explaining, path_of
from fou_toolkit.store.trouble import busy, damaged, disk_full, room_needed

__all__ = ["check_structure", "checkpoint", "rewrite"]


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
            raise damaged(path)
        _refuse_strange_schema(connection, path, allowed)
        found = connection.execute("PRAGMA quick_check(1)" if quick else "PRAGMA integrity_check(1)").fetchall()
        if found != [("ok",)]:
            raise damaged(path)


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
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise busy(path)


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
