"""Look at a snapshot, or at a database that may be damaged, in a copy: nothing is changed by looking."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError, MaterialError
from fou_toolkit.store import SqliteStore, open_store
from fou_toolkit.workspace.keeping.putting_back import copy_of, held, near_folder

__all__ = ["live_copied", "snapshot_opened"]


@contextlib.contextmanager
def snapshot_opened(path: Path, near: Path | None = None) -> Iterator[SqliteStore]:
    """Open a copy of a snapshot, brought up to date; it is deleted afterwards."""
    if not path.is_file():
        raise MaterialError(t("There is no such file."), where=str(path))
    with near_folder(near) as scratch:
        copy = scratch / path.name
        copy_of(path, copy)
        try:
            store = open_store(copy)
        except DamageError as error:
            raise DamageError(error.message, where=str(path), hint=_another()) from error
        with contextlib.closing(store):
            if not store.get("project"):
                raise DamageError(t("The database is empty."), where=str(path), hint=_another())
            yield store


def _another() -> str:
    return t("Name another snapshot or backup; fou snapshots lists them.")


@contextlib.contextmanager
def live_copied(live: Path) -> Iterator[tuple[Path | None, str]]:
    """Copy the database that is there, so that looking changes nothing; gives the copy and what is wrong with it."""
    if not live.exists():
        yield None, ""
        return
    with near_folder(live.parent) as folder, held(live):
        copy = folder / live.name
        copy_of(live, copy)
        try:
            with contextlib.closing(open_store(copy)) as store:
                fault = "" if store.get("project") else t("The database is empty.")
        except DamageError as error:
            fault = error.message
        # Opening may have changed it.
        copy_of(live, copy)
        yield copy, fault
