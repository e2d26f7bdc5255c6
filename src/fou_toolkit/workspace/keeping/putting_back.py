"""Put a snapshot into the place of the database: whole, with what comes along; the one that is there is set aside."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from fou_toolkit.errors import BusyError, FouError
from fou_toolkit.store import Event, Ledger, open_store
from fou_toolkit.store.connection import connect, explaining
from fou_toolkit.store.snapshots import sync_folder, whole_copy
from fou_toolkit.store.upkeep import rewrite
from fou_toolkit.workspace.keeping.rescue import ERASING, Found, acceptable, readable
from fou_toolkit.workspace.live.opened import Opened, now
from fou_toolkit.workspace.live.opening import Found as FoundProject
from fou_toolkit.workspace.live.opening import open_ledger
from fou_toolkit.workspace.people.erasing import add_steps, last_steps
from fou_toolkit.workspace.people.withdrawal import erase_leavers, finish_withdrawals, leavers_of

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Restored", "copy_of", "erasing_in", "held", "near_folder", "put_back"]

_BESIDE: Final = ("-journal", "-wal", "-shm")
_ASIDE: Final = "%Y%m%dT%H%M%S"


class Restored(NamedTuple):
    """What was done.

    Args:
        database: The database as it is now.
        aside: Where the former one is kept; nothing if there was none.
        kept: So many acts that were not in the snapshot came along.
    """

    database: Path
    aside: Path | None
    kept: int


@contextlib.contextmanager
def near_folder(folder: Path | None) -> Iterator[Path]:
    """Give a folder for copies to look at: beside the database, where confidential text lies anyway."""
    near = folder if folder is not None and os.access(folder, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=".fou-part-", dir=near) as scratch:
        yield Path(scratch)


def copy_of(path: Path, to: Path) -> None:
    """Copy a database that nobody writes to, with the journal beside it."""
    with explaining(path):
        shutil.copyfile(path, to)
        for ending in _BESIDE[:2]:
            beside = path.with_name(path.name + ending)
            if beside.is_file():
                shutil.copyfile(beside, to.with_name(to.name + ending))


@contextlib.contextmanager
def held(live: Path) -> Iterator[None]:
    """Keep others from writing meanwhile; a database that is damaged may not even have a lock.

    Raises:
        BusyError: Somebody writes.
    """
    holding: sqlite3.Connection | None = None
    try:
        holding = connect(live)
        with explaining(live):
            holding.execute("BEGIN IMMEDIATE")
    except BusyError:
        if holding is not None:
            holding.close()
        raise
    except FouError:
        pass
    try:
        yield
    finally:
        if holding is not None:
            holding.close()


def erasing_in(events: Sequence[Event]) -> list[Event]:
    """Give the acts by which something disappears for good."""
    return [event for event in events if event.kind in ERASING]


def put_back(found: FoundProject, snapshot: Path, rescued: Sequence[Path]) -> Restored:
    """Put a snapshot into the place of the database, with acts from other files; see `RestorePlan.apply`."""
    live = found.placement.live
    with explaining(live.parent):
        live.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            if live.exists():
                stack.enter_context(held(live))
            with contextlib.closing(connect(snapshot, read_only=True)) as reading:
                part = stack.enter_context(whole_copy(reading, live.parent))
            kept, erased = _bring_along(part, found, rescued)
            aside = _set_aside(found) if live.exists() else None
            part.replace(live)
            sync_folder(live.parent)
    if erased:
        _finish(found)
    return Restored(live, aside if aside is not None and aside.exists() else None, kept)


def _bring_along(part: Path, found: FoundProject, rescued: Sequence[Path]) -> tuple[int, bool]:
    """Take into the restored database what comes along."""
    with contextlib.closing(open_store(part)) as store:
        ledger, taken = Ledger(store), list[Event]()
        opened = Opened(found.folder, ledger, found.settings, found.placement, "")
        with ledger.writing():
            # What they said is known before only; afterwards it has to go wherever others wrote it.
            known = leavers_of(opened, ())
            for path in rescued:
                fresh, contents = acceptable(store, _read(path, part.parent))
                ledger.receive(fresh, contents)
                taken += fresh
            erased = bool(erasing_in(taken))
            if erased:
                opened.forget()
                erase_leavers(opened, known)
                # The same steps twice do no harm.
                add_steps(opened, last_steps())
            # The next opening notes where it lies, and begins a chain of its own.
            store.put("identity", "")
        if erased:
            rewrite(store.connection)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    return len(taken), erased


def _read(path: Path, near: Path) -> Found:
    with near_folder(near) as folder:
        copy = folder / path.name
        copy_of(path, copy)
        return readable(copy)


def _set_aside(found: FoundProject) -> Path:
    """Keep the database that is there under another name, which a withdrawal knows and `prune` leaves alone."""
    live, folder = found.placement.live, found.placement.snapshots
    folder.mkdir(parents=True, exist_ok=True)
    time = now()
    stamp = f"{time:{_ASIDE}}{time.microsecond // 1000:03d}"
    aside = folder / f"{stamp}Z-set_aside.fou"
    _double(live, aside)
    for ending in _BESIDE:
        beside = live.with_name(live.name + ending)
        if beside.is_file():
            # A journal would be played back into the restored database.
            _double(beside, aside.with_name(aside.name + ending))
            beside.unlink()
    sync_folder(folder)
    return aside


def _double(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:
        # Another disk, or a file system without links.
        shutil.copyfile(path, to)


def _finish(found: FoundProject) -> None:
    """Let what has been erased disappear outside of the database, too."""
    ledger = open_ledger(found)
    try:
        finish_withdrawals(Opened(found.folder, ledger, found.settings, found.placement, ""))
    finally:
        ledger.store.close()
