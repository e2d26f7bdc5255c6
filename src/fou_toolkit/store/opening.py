"""Open the database of a project: its structure, its version, and whether what stands in it is whole."""

import contextlib
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError, DataError
from fou_toolkit.store.connection import explaining
from fou_toolkit.store.ledger import UNKNOWN
from fou_toolkit.store.mending import mend, needs_mending
from fou_toolkit.store.schema import CURRENT, OBJECTS, STEPS
from fou_toolkit.store.schema_versions import migrate, schema_version
from fou_toolkit.store.sqlite import SqliteStore
from fou_toolkit.store.upkeep import check_structure
from fou_toolkit.store.verify import Progress, check_log

__all__ = ["open_store"]


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    before_migration: Callable[[SqliteStore], object] = lambda _: None,
    progress: Progress | None = None,
) -> SqliteStore:
    """Open a database, or make an empty one.

    Acts and texts are checked against their hashes. What is derived from them is compared with what they lead to, up to
    some size (`store.mending`); where it differs it is derived anew, and `mended` of the store says so.

    Args:
        path: The file.
        read_only: Whether nothing is to be written; then the schema has to be up to date.
        before_migration: Called before the schema is brought up to date; takes a snapshot.
        progress: Wraps the acts that are checked, such as `tqdm.auto.tqdm`.

    Raises:
        DamageError: The file is no database, is damaged, or a text or an act in it was changed.
        NewerVersionError: A newer version of this library wrote it.
        DataError: It is to be read only, and is empty or of an older version.
    """
    store = SqliteStore(path, read_only=read_only)
    try:
        _bring_up_to_date(store, before_migration, read_only=read_only)
        _check_layout(store)
        unknown = _check(store, progress)
        if needs_mending(store):
            _mend(store, read_only=read_only)
        elif not read_only and unknown < int(store.get(UNKNOWN) or 0):
            # A newer version wrote acts of kinds that are known only now.
            mend(store)
    except BaseException:
        store.close()
        raise
    return store


def _bring_up_to_date(store: SqliteStore, before: Callable[[SqliteStore], object], *, read_only: bool) -> None:
    version = schema_version(store.connection)
    # One that was being made when the program was stopped is empty, and is made now.
    if version:
        check_structure(store.connection, allowed=OBJECTS)
    if not read_only or version > CURRENT:
        migrate(store.connection, current=CURRENT, steps=STEPS, before=lambda: before(store))
    elif not version:
        hint = t("Check that you gave the right file.")
        raise DataError(t("There is no project in this file."), where=str(store.path), hint=hint)
    elif version < CURRENT:
        hint = t("Open it once with this program, so that it is brought up to date.")
        raise DataError(t("An older version of this program made this copy."), where=str(store.path), hint=hint)


def _layout(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Give the tables and indexes as SQLite wrote them down."""
    statement = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    return frozenset(connection.execute(statement).fetchall())


@cache
def _right_layout() -> frozenset[tuple[str, str, str]]:
    """Give the tables and indexes as they have to be."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for version in range(CURRENT):
            STEPS[version](connection)
        return _layout(connection)


def _check_layout(store: SqliteStore) -> None:
    """Refuse a schema in which a letter has changed: another default, say, would go wrong later."""
    with explaining(store.path):
        if _layout(store.connection) == _right_layout():
            return
    hint = t("Keep the file as it is, and fetch the last good snapshot: fou restore.")
    raise DamageError(t("The tables of the database are not what they should be."), where=str(store.path), hint=hint)


def _mend(store: SqliteStore, *, read_only: bool) -> None:
    """Derive the state anew; where nothing may be written, refuse."""
    if read_only:
        hint = t("Open it once with this program, so that the state is derived anew.")
        raise DamageError(t("The present state is not what the acts lead to."), where=str(store.path), hint=hint)
    mend(store)
    store.mended = True


def _check(store: SqliteStore, progress: Progress | None) -> int:
    """Check the log; gives how many acts are of kinds that are not known."""
    found = check_log(store, progress=progress)
    if not found.ok:
        hint = t("Keep the file as it is, and fetch the last good snapshot: fou restore.")
        raise DamageError(str(found.faults[0]), where=str(store.path), hint=hint)
    return found.unknown
