"""Where other copies of a project lie, and how they are looked at without changing them."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fou_toolkit._i18n import Message, t
from fou_toolkit.errors import DamageError, DataError, FouError, MaterialError
from fou_toolkit.store import SqliteStore, open_store
from fou_toolkit.store.connection import connect, explaining
from fou_toolkit.store.placement import DATABASE, SNAPSHOTS, Placement, conflicted_copies
from fou_toolkit.store.schema import CURRENT
from fou_toolkit.store.schema_versions import refuse_newer, schema_version
from fou_toolkit.store.snapshots import snapshots_in
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.where import databases_elsewhere, placed
from fou_toolkit.workspace.settings import SETTINGS_FILE, read_settings

__all__ = ["Candidate", "Copies", "opened_copies", "other_copies"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Files that hold one other copy.

    Args:
        paths: The best one first; the next one counts only where that is damaged.
        asked_for: Whether a person named it: then a fault in it is an error, and no remark.
    """

    paths: tuple[Path, ...]
    asked_for: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """Other copies that are open for reading.

    Args:
        stores: The copies.
        remarks: What could not be read.
    """

    stores: tuple[SqliteStore, ...]
    remarks: tuple[Message, ...]

    @property
    def mark(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """What tells whether anything was done in them since."""
        return tuple((store.heads(), store.count_events()) for store in self.stores)


def other_copies(opened: Opened, other: Path | None) -> list[Candidate]:
    """Find the files of another copy, or of all that lie in the project's own folder.

    Args:
        opened: The project.
        other: A project folder, a database or a snapshot; `None` for what other machines have put into this folder.

    Raises:
        MaterialError: There is nothing at that place.
        DataError: It is this project itself.
    """
    own = opened.placement.live if opened.placement is not None else None
    if other is None:
        return [] if opened.placement is None else _all_found(opened, opened.placement)
    if not other.exists():
        raise MaterialError(t("There is no such file or folder."), where=str(other))
    if other.is_dir():
        found = _in_folder(other, own, opened.store.get("replica"))
    else:
        found = [Candidate((other,), asked_for=True)]
    if any(_same(path, own) for one in found for path in one.paths):
        hint = t("Give the folder or a snapshot of the other copy.")
        raise DataError(t("This is the project itself, not another copy."), where=str(other), hint=hint)
    return found


def _all_found(opened: Opened, placement: Placement) -> list[Candidate]:
    """Find what other machines have put into the folder, and what was left on this one."""
    left = databases_elsewhere(opened.folder, placement, opened.settings.project)
    here = _lying_here(opened.folder, placement.live, opened.store.get("replica"))
    return [*here, *(Candidate((path,), asked_for=False) for path in left)]


def _same(path: Path, own: Path | None) -> bool:
    with contextlib.suppress(OSError):
        return own is not None and path.samefile(own)
    return False


def _in_folder(folder: Path, own: Path | None, replica: str) -> list[Candidate]:
    """Find the database of another folder; where it lies on another machine, the snapshots in the folder."""
    if not (folder / SETTINGS_FILE).is_file():
        hint = t("Give the folder of a project, its database or one of its snapshots.")
        raise MaterialError(t("There is no project in this folder."), where=str(folder), hint=hint)
    project = read_settings(folder).project
    live = placed(folder, project).live if project else folder / DATABASE
    # A folder that is shared has its database elsewhere: for one and the same project that is the one that is open.
    if live.exists() and (live.parent == folder or not _same(live, own)):
        return [Candidate((live,), asked_for=True)]
    found = _lying_here(folder, own, replica)
    if not found:
        hint = t("Open that project and close it again on its machine, so that a finished snapshot is put there.")
        raise MaterialError(t("There is no database and no snapshot in this folder."), where=str(folder), hint=hint)
    return found


def _lying_here(folder: Path, own: Path | None, replica: str) -> list[Candidate]:
    """Find what other machines have put into a folder: snapshots, and what a synchronising service has doubled."""
    snapshots: dict[str, list[Path]] = {}
    for one in snapshots_in(folder / SNAPSHOTS):
        if not replica.startswith(one.replica):
            snapshots.setdefault(one.replica, []).append(one.path)
    doubled = [*conflicted_copies(folder), folder / DATABASE]
    files = [path for path in doubled if path.is_file() and not _same(path, own)]
    return [Candidate(tuple(paths), asked_for=False) for paths in (*snapshots.values(), *((path,) for path in files))]


@contextlib.contextmanager
def opened_copies(opened: Opened, candidates: Sequence[Candidate]) -> Iterator[Copies]:
    """Look at other copies as they are at one moment; nothing is written into them.

    Raises:
        DataError: It is another project.
        DamageError: It is damaged, or no project.
        NewerVersionError: A newer version of this library wrote it.
    """
    stores: list[SqliteStore] = []
    remarks: list[Message] = []
    with contextlib.ExitStack() as stack:
        for candidate in candidates:
            store = _first_good(opened, candidate, stack, remarks)
            if store is not None:
                stores.append(store)
        yield Copies(tuple(stores), tuple(remarks))


def _first_good(
    opened: Opened, candidate: Candidate, stack: contextlib.ExitStack, remarks: list[Message]
) -> SqliteStore | None:
    for path in candidate.paths:
        try:
            return stack.enter_context(_reading(opened, path))
        except FouError as error:
            if candidate.asked_for:
                raise
            remarks.append(Message.of("Left out: {file}: {reason}", file=path.name, reason=error.message))
    return None


@contextlib.contextmanager
def _reading(opened: Opened, path: Path) -> Iterator[SqliteStore]:
    """Open one copy; what others write into it meanwhile is not seen."""
    with contextlib.ExitStack() as stack:
        found = _version_of(path)
        if found < CURRENT:
            path = stack.enter_context(_brought_up_to_date(opened, path))
        store = open_store(path, read_only=found == CURRENT)
        stack.callback(store.close)
        with explaining(path):
            store.connection.execute("BEGIN")
        _check_project(opened, store, path)
        yield store


def _version_of(path: Path) -> int:
    with contextlib.closing(connect(path, read_only=True)) as connection:
        refuse_newer(connection, CURRENT)
        found = schema_version(connection)
    if not found:
        hint = t("Give the folder of a project, its database or one of its snapshots.")
        raise DamageError(t("The database is empty."), where=str(path), hint=hint)
    return found


@contextlib.contextmanager
def _brought_up_to_date(opened: Opened, path: Path) -> Iterator[Path]:
    """Copy a database of an older version, so that the copy can be brought up to date; it is deleted afterwards."""
    beside = opened.placement.live.parent if opened.placement is not None else opened.folder
    with tempfile.TemporaryDirectory(prefix=".fou-part-", dir=beside) as folder:
        copy = Path(folder) / DATABASE
        with explaining(path), contextlib.closing(connect(path, read_only=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        yield copy


def _check_project(opened: Opened, store: SqliteStore, path: Path) -> None:
    """Refuse another project.

    Raises:
        DataError: It is another one.
    """
    if store.get("project") != opened.store.get("project"):
        hint = t("Only copies of one and the same project can be merged. Bring in codings of another with fou take-in.")
        raise DataError(t("This is another project."), where=str(path), hint=hint)
