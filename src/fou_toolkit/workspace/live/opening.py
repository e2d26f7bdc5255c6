"""Open the project in a folder: find its database, notice copies, finish what was begun, keep a snapshot."""

import contextlib
import getpass
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Final

from fou_toolkit._files import write_text
from fou_toolkit._i18n import Message, mark, t
from fou_toolkit.errors import DamageError, FouError, MaterialError, WriteError
from fou_toolkit.store import Ledger, Progress, SqliteStore, new_id, open_store
from fou_toolkit.store.connection import connect, explaining
from fou_toolkit.store.placement import DATABASE, Placement, conflicted_copies, identity
from fou_toolkit.store.snapshots import Snapshot, is_sound, prune, snapshots_in, sync_folder, take_snapshot, whole_copy
from fou_toolkit.workspace.live.opened import coder_name, now, time_of
from fou_toolkit.workspace.live.where import databases_elsewhere, note_folder, placed
from fou_toolkit.workspace.settings import SETTINGS_FILE, Settings, read_settings

__all__ = ["Found", "find_project", "has_project", "keep_snapshot", "last_good_snapshot", "open_ledger", "who_works"]

CODER_VARIABLE: Final = "FOU_CODER"
_LAST: Final = "snapshot"
"""Fact in the store: number of events when the last snapshot was taken."""
_BESIDE: Final = ("-journal", "-wal", "-shm")
_NEWS: Final = mark("{file}: a database of this project with acts that are not here. Bring them in: fou merge {file}")
_NO_NEWS: Final = mark("{file}: an older database of this project, with nothing that is not here. Delete it.")
_DAY: Final = 86_400_000
"""In milliseconds."""


class Found:
    """Where a project lies, and what is to be said about that.

    Args:
        folder: Its folder.
        settings: Its settings.
        placement: Where its database and its snapshots lie.
    """

    def __init__(self, folder: Path, settings: Settings, placement: Placement) -> None:
        self.folder = folder
        self.settings = settings
        self.placement = placement
        self.notices: list[Message] = []


def who_works(coder: str | None) -> str:
    """Give the name of who works: what is given, the variable FOU_CODER, or the name one is logged in with.

    Raises:
        DataError: It has signs in it that cannot be seen.
    """
    name = coder or os.environ.get(CODER_VARIABLE) or ""
    if not name:
        with contextlib.suppress(OSError, KeyError):
            name = getpass.getuser()
    return coder_name(name)


def has_project(folder: Path) -> bool:
    """Tell whether a folder holds a project with a database, or with snapshots of one."""
    if not (folder / SETTINGS_FILE).is_file():
        return False
    project = read_settings(folder).project
    if not project:
        return False
    found = placed(folder, project)
    return found.live.exists() or bool(snapshots_in(found.snapshots))


def find_project(folder: Path) -> Found:
    """Find the parts of a project; one that has none yet gets an id.

    Raises:
        MaterialError: There is no project in the folder.
    """
    folder = folder.absolute()
    if not folder.is_dir():
        raise MaterialError(t("There is no such folder."), where=str(folder))
    path = folder / SETTINGS_FILE
    if not path.is_file():
        hint = t("Make a project first: fou new FOLDER")
        raise MaterialError(t("There is no project in this folder."), where=str(folder), hint=hint)
    settings = read_settings(folder)
    if not settings.project:
        # In front of everything: behind a heading it would be a part of it.
        write_text(path, f'project = "{new_id()}"\n' + path.read_text(encoding="utf-8-sig"))
        settings = read_settings(folder)
    found = Found(folder, settings, placed(folder, settings.project))
    if found.placement.shared:
        found.notices.append(
            Message.of(
                "The folder is shared by {service}: the database lies in {place}, "
                "finished snapshots lie in the folder.",
                service=found.placement.shared,
                place=found.placement.live.parent,
            )
        )
    found.notices.extend(
        Message.of("{file}: a conflicted copy, made by a service that synchronises. fou merge brings it in.", file=path)
        for path in conflicted_copies(folder)
    )
    return found


def open_ledger(found: Found, *, progress: Progress | None = None) -> Ledger:
    """Open the database of a project; a new one is begun, a copied one goes on in a chain of its own.

    Args:
        found: Where it lies.
        progress: Wraps the acts that are checked.

    Raises:
        DamageError: The database is damaged; the last good snapshot is named.
        MaterialError: The database is gone.
    """
    live = found.placement.live
    live.parent.mkdir(parents=True, exist_ok=True)
    fetched = not live.exists() and _fetch(found)
    _refuse_emptied(found)
    try:
        store = open_store(
            live, before_migration=lambda one: keep_snapshot(one, found, "before-migration"), progress=progress
        )
    except DamageError as error:
        raise DamageError(error.message, where=error.where, hint=_advice(found, error.hint)) from error
    if store.mended:
        found.notices.append(
            Message.of(
                "The present state did not agree with the log; it was derived anew. Nothing is lost. Check the disk."
            )
        )
    ledger = Ledger(store)
    try:
        here = identity(live)
        if store.get("identity") != here or fetched:
            # Another process may be opening the same project: who comes second finds it begun.
            with store.writing():
                _begin(ledger, found, here, fetched=fetched)
        note_folder(found.placement, found.folder)
        _say_what_lies_about(ledger, found)
    except DamageError as error:
        store.close()
        raise DamageError(error.message, where=error.where, hint=_advice(found, error.hint)) from error
    except BaseException:
        store.close()
        raise
    return ledger


def _begin(ledger: Ledger, found: Found, here: str, *, fetched: bool) -> None:
    """Begin a project in a new database, or the log of a copy in one that came from elsewhere."""
    store = ledger.store
    if not store.get("project"):
        # The id of the folder: two machines that begin in one shared folder begin the same project.
        ledger.begin(found.settings.project)
    elif fetched or store.get("identity") != here:
        ledger.begin_replica()
        found.notices.append(Message.of("This is a copy of the project; from now on it keeps a log of its own."))
    store.put("identity", here)


def _refuse_emptied(found: Found) -> None:
    """Refuse a file that was cut off to nothing: it would be taken for a new project.

    Raises:
        DamageError: There is nothing in the file, and there are snapshots of what was.
    """
    live = found.placement.live
    with contextlib.suppress(FileNotFoundError):
        if live.stat().st_size == 0 and snapshots_in(found.placement.snapshots):
            raise DamageError(t("The database is empty."), where=str(live), hint=_advice(found, ""))


def _fetch(found: Found) -> bool:
    """Where the live database is elsewhere and not there yet, begin with what lies in the folder.

    That is the database itself, if the folder was moved to where databases cannot lie, and else the newest snapshot.
    """
    left = found.folder / DATABASE
    if found.placement.is_moved and _is_of_project(left, found.settings.project):
        _move_here(found, left)
        return True
    snapshots = snapshots_in(found.placement.snapshots)
    if not snapshots:
        return False
    if not found.placement.is_moved:
        hint = t("Was it moved? If it is gone: fou restore -p {folder}", folder=found.folder)
        raise MaterialError(t("The database of the project is gone."), where=str(found.placement.live), hint=hint)
    good = last_good_snapshot(found.placement.snapshots)
    if good is None:
        raise DamageError(t("None of the snapshots is sound."), where=str(found.placement.snapshots))
    part = found.placement.live.with_suffix(".part")
    try:
        shutil.copyfile(good.path, part)
        part.replace(found.placement.live)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WriteError(t("The snapshot cannot be copied."), where=str(found.placement.live)) from error
    return True


def _is_of_project(path: Path, project: str) -> bool:
    """Tell whether a file is a database of the project; one that nobody can read is taken for it, and refused later."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        with contextlib.closing(connect(path)) as connection, explaining(path):
            row = connection.execute("SELECT value FROM fact WHERE key = 'project'").fetchone()
    except FouError:
        return True
    return row is not None and row[0] == project


def _move_here(found: Found, left: Path) -> None:
    """Take the database out of a folder in which it would break; it goes when the copy of it is proved.

    Raises:
        DamageError: It is damaged; nothing was changed.
    """
    live = found.placement.live
    try:
        store = open_store(left, before_migration=lambda one: keep_snapshot(one, found, "before-migration"))
    except DamageError as error:
        raise DamageError(error.message, where=error.where, hint=_advice(found, error.hint)) from error
    with contextlib.closing(store), whole_copy(store.connection, live.parent) as part:
        # Opening proves every act and every text by its hash.
        open_store(part).close()
        with explaining(live):
            part.replace(live)
            sync_folder(live.parent)
    with contextlib.suppress(OSError):
        for path in (*(left.with_name(left.name + ending) for ending in _BESIDE), left):
            path.unlink(missing_ok=True)
    found.notices.append(
        Message.of("{file}: a database would break here; it was moved to {place}.", file=left, place=live)
    )


def _say_what_lies_about(ledger: Ledger, found: Found) -> None:
    """Say where other databases of the project lie on this machine, and whether the clock was wrong."""
    store, left = ledger.store, found.folder / DATABASE
    if found.placement.is_moved and left.is_file():
        is_news = _has_news(left, {event.id for event in store.events()})
        found.notices.append(Message.of(_NEWS if is_news else _NO_NEWS, file=left))
    found.notices.extend(
        Message.of("Another database of this project lies at {file}. Merge it, then delete it: fou merge.", file=path)
        for path in databases_elsewhere(found.folder, found.placement, found.settings.project)
    )
    latest, _ = ledger.latest()
    if latest - int(now().timestamp() * 1000) > _DAY:
        found.notices.append(
            Message.of(
                "The last act is of {time}, which is to come: a clock was wrong, here or on another machine. Acts keep "
                "their order; their times are wrong until then.",
                time=time_of(latest),
            )
        )


def _has_news(path: Path, known: Collection[str]) -> bool:
    """Tell whether a database has acts that are not known; one that cannot be read may have."""
    try:
        with contextlib.closing(connect(path, read_only=True)) as connection, explaining(path):
            return any(row[0] not in known for row in connection.execute("SELECT id FROM event"))
    except FouError:
        return True


def last_good_snapshot(folder: Path) -> Snapshot | None:
    """Give the newest snapshot that is sound, log and contents too."""
    for one in snapshots_in(folder):
        if is_sound(one.path):
            try:
                open_store(one.path, read_only=True).close()
            except FouError:
                continue
            return one
    return None


def _advice(found: Found, otherwise: str) -> str:
    good = last_good_snapshot(found.placement.snapshots)
    if good is None:
        return otherwise
    when = good.time.strftime("%Y-%m-%d %H:%M")
    return t(
        "The last good snapshot is of {time} (UTC). Fetch it: fou restore -p {folder}", time=when, folder=found.folder
    )


def keep_snapshot(store: SqliteStore, found: Found, reason: str, *, always: bool = True) -> Snapshot | None:
    """Take a snapshot, and let go of the oldest.

    Args:
        store: The store.
        found: Where the project lies.
        reason: Why.
        always: Whether to take one even if nothing has been done since the last.
    """
    count = str(store.count_events())
    if not always and store.get(_LAST) == count and snapshots_in(found.placement.snapshots):
        return None
    store.put(_LAST, count)
    taken = take_snapshot(
        store.connection, found.placement.snapshots, reason=reason, replica=store.get("replica"), now=now()
    )
    prune(found.placement.snapshots, found.settings.snapshots)
    return taken
