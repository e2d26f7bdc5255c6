"""The schema of a database grows from version to version, each step whole or not at all."""

import sqlite3
from collections.abc import Callable, Mapping

from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError, NewerVersionError
from fou_toolkit.store.connection import APPLICATION_ID, explaining, path_of, writing

__all__ = ["APPLICATION_ID", "Step", "migrate", "refuse_newer", "schema_version"]

Step = Callable[[sqlite3.Connection], None]
"""Changes a database from one version to the next; must not begin or end a transaction (no `executescript`)."""


def schema_version(connection: sqlite3.Connection) -> int:
    """Give the version of the schema; 0 for an empty database."""
    with explaining(path_of(connection)):
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection, *, current: int, steps: Mapping[int, Step], before: Callable[[], object]
) -> int:
    """Bring a database to the version of this library.

    Args:
        connection: From `connect`; not in a transaction.
        current: The version of this library.
        steps: By version, what leads to the next one; 0 makes the schema in an empty database.
        before: Called once before the first step, but not for an empty database; takes the snapshot.

    Returns:
        The version that was found.

    Raises:
        NewerVersionError: The database was made by a newer version of this library; nothing is changed.
        DamageError: The version is none that ever was, or a step leaves references to nothing.
        WriteError: A step cannot be stored; the database is as it was before that step.
    """
    # In this order: another program may be making the schema just now, whole or not at all.
    was_empty = _is_empty(connection)
    found = schema_version(connection)
    refuse_newer(connection, current)
    missing = [version for version in range(max(found, 0), current) if version not in steps]
    if found < 0 or missing or (found == 0 and not was_empty):
        raise DamageError(
            t("The database says that it has version {found}, which there never was.", found=found),
            where=str(path_of(connection)),
            hint=t("Keep the file as it is, and fetch the last good snapshot: fou restore."),
        )
    if 0 < found < current:
        before()
    for version in range(found, current):
        _take_step(connection, version, steps[version])
    return found


def refuse_newer(connection: sqlite3.Connection, current: int) -> None:
    """Refuse a database that a newer version of this library made.

    Args:
        connection: From `connect`.
        current: The version of this library.

    Raises:
        NewerVersionError: It is newer; nothing is changed.
    """
    found = schema_version(connection)
    if found > current:
        raise NewerVersionError(
            t(
                "The project was made by a newer version of this program: {found} instead of {current}.",
                found=found,
                current=current,
            ),
            where=str(path_of(connection)),
            hint=t("Install the newest version of this program, and open the project again. Nothing was changed."),
        )


def _is_empty(connection: sqlite3.Connection) -> bool:
    with explaining(path_of(connection)):
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def _take_step(connection: sqlite3.Connection, version: int, step: Step) -> None:
    """Go one version further, unless another program has done so in the meantime."""
    with writing(connection):
        if schema_version(connection) != version:
            return
        step(connection)
        if not connection.in_transaction:
            message = f"step {version} has ended its transaction"
            raise RuntimeError(message)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DamageError(
                t("Some parts of the database refer to parts that are not there."),
                where=str(path_of(connection)),
                hint=t("Keep the file as it is, and fetch the last good snapshot: fou restore."),
            )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version + 1}")
