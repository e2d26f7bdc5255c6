"""Go back to a snapshot: what that would cost is shown first; nothing that is there is deleted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fou_toolkit._files import write_text
from fou_toolkit._i18n import t, tn
from fou_toolkit.errors import DataError, MaterialError, StaleError
from fou_toolkit.store import SqliteStore
from fou_toolkit.store.connection import explaining
from fou_toolkit.workspace.joining.merging import ACTS, OTHER_ACTS
from fou_toolkit.workspace.keeping.fates import KEPT, Fate, Looked
from fou_toolkit.workspace.keeping.looking import live_copied, snapshot_opened
from fou_toolkit.workspace.keeping.putting_back import Restored, put_back
from fou_toolkit.workspace.live.opened import time_of
from fou_toolkit.workspace.live.opening import Found as FoundProject
from fou_toolkit.workspace.live.opening import find_project, last_good_snapshot
from fou_toolkit.workspace.live.plan import Shown
from fou_toolkit.workspace.settings import SETTINGS_FILE

__all__ = ["RestorePlan", "Restored", "restore"]


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class RestorePlan(Shown[Restored]):
    """What going back to a snapshot would do; `.apply()` does it.

    Args:
        folder: The folder of the project.
        snapshot: The file to go back to; nothing where the database is sound and none was named.
        until: When the last act in it was done, UTC.
        fault: What is wrong with the database that is there; empty where it is sound, or gone.
        is_gone: Whether there is no database.
        fates: What becomes of acts that are not in the snapshot.
        erasures: So many erasures came after the snapshot, and are done again.
        rescued: Files from which acts come along.
        mark: State of the files when this was shown.
    """

    folder: Path
    snapshot: Path | None
    until: str = ""
    fault: str = ""
    is_gone: bool = False
    fates: tuple[Fate, ...] = ()
    erasures: int = 0
    rescued: tuple[Path, ...] = ()
    mark: tuple[object, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.snapshot is None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return Fate._fields

    def rows(self) -> Iterator[Fate]:
        """Give what becomes of acts that are not in the snapshot."""
        return iter(self.fates)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in the current language."""
        return (t("what becomes of it"), t("what"), t("coder"), t("n"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for fate, kind, coder, n in self.fates:
            yield t("comes along") if fate == KEPT else t("is set aside"), t(ACTS.get(kind, OTHER_ACTS)), coder, n

    @property
    def caption(self) -> str:
        """Say what to go back to."""
        if self.snapshot is None:
            return t("The database is sound: there is nothing to restore. To go back all the same, name a snapshot.")
        return t("Back to {file}; the last act in it is of {time} (UTC).", file=self.snapshot.name, time=self.until)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say what is lost, what is done again, and what cannot be known."""
        if self.snapshot is None:
            return ()
        said = [t("The database is damaged: {reason}", reason=self.fault)] if self.fault else []
        if self.is_gone:
            said.append(t("What was done after that is gone, unless another copy has it: fou merge."))
        elif self.fault:
            said.append(
                t("What cannot be read in the damaged database is lost, unless another copy has it: fou merge.")
            )
        if not self.is_gone and not self.erasures:
            said.append(t("The database that is there now is not deleted; it is set aside among the snapshots."))
        if self.erasures:
            said.append(
                t("All snapshots and the database that is there now are erased, so that nothing of it is left.")
            )
            said.append(
                tn(
                    "{n} erasure came after the snapshot. It is done again, so acts of that time come along.",
                    "{n} erasures came after the snapshot. They are done again, so acts of that time come along.",
                    self.erasures,
                )
            )
        said.append(t("Nobody can know whether a copy that is not here tells of a withdrawal. If one does: fou merge."))
        return tuple(said)

    def apply(self) -> Restored:
        """Put the snapshot into the place of the database; from then on it is a copy with a log of its own.

        Raises:
            StaleError: A file has changed since this was shown.
            BusyError: Somebody works in the database.
            WriteError: The disk is full, or the folder cannot be written to; the database is as it was.
        """
        if self.snapshot is None:
            hint = t("To go back all the same, name a snapshot.")
            raise DataError(t("There is nothing to restore."), where=str(self.folder), hint=hint)
        _make_settings(self.folder)
        found = find_project(self.folder)
        if self.mark != _mark(found, self.snapshot):
            hint = t("Look again at what would happen, and confirm it then. Nothing was changed.")
            raise StaleError(t("The project has changed since this was shown."), hint=hint)
        return put_back(found, self.snapshot, self.rescued)


def restore(folder: str | Path, snapshot: str | Path | None = None, *, keep_newer: bool | None = None) -> RestorePlan:
    """Show what going back to a snapshot would do, also where the database is damaged or gone; `.apply()` does it.

    The database that is there is set aside, not deleted. What has been erased since the snapshot stays erased.

    Args:
        folder: The folder of the project; a new one, if a backup is named.
        snapshot: A snapshot or a backup; by default the last good snapshot of the project.
        keep_newer: Whether acts that are not in the snapshot come along, as far as they can be read; by default they do
            if the database is damaged, and do not if it is sound: then one wants to go back.

    Raises:
        MaterialError: There is no project in the folder, no such file, or no snapshot.
        DamageError: The snapshot is not sound.
        DataError: It is of another project.
        NewerVersionError: A newer version of this library wrote it.
    """
    home = Path(folder)
    named = None if snapshot is None else Path(snapshot)
    if named is not None and not (home / SETTINGS_FILE).is_file():
        return _into_new(home, named)
    found = find_project(home)
    live = found.placement.live
    with live_copied(live) as (copy, fault):
        is_gone = copy is None
        if named is None and not is_gone and not fault:
            return RestorePlan(folder=home, snapshot=None)
        chosen = _last_good(found) if named is None else _named(found, named)
        with snapshot_opened(chosen, live.parent) as store:
            looked = Looked(store, found, chosen)
            _refuse_other(store, looked, copy)
            take_newer = bool(fault) if keep_newer is None else keep_newer
            if copy is not None:
                looked.look(live, copy, take=take_newer)
            looked.look_for_erasures()
            return RestorePlan(
                folder=home,
                snapshot=chosen,
                until=_until(store),
                fault=fault,
                is_gone=is_gone,
                fates=tuple(looked.fates()),
                erasures=looked.erasures,
                rescued=tuple(looked.rescued),
                mark=_mark(found, chosen),
            )


def _into_new(folder: Path, snapshot: Path) -> RestorePlan:
    """Make a project folder out of a backup."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = t("Choose a new folder; nothing was changed.")
        raise MaterialError(t("There is no project in this folder."), where=str(folder), hint=hint)
    with snapshot_opened(snapshot) as store:
        return RestorePlan(
            folder=folder, snapshot=snapshot, until=_until(store), is_gone=True, mark=(None, _stamp(snapshot))
        )


def _make_settings(folder: Path) -> None:
    path = folder / SETTINGS_FILE
    if not path.is_file():
        with explaining(folder):
            folder.mkdir(parents=True, exist_ok=True)
        write_text(path, "")


def _until(store: SqliteStore) -> str:
    ms, _, _ = store.get("clock").partition(" ")
    return time_of(int(ms))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _mark(found: FoundProject, snapshot: Path) -> tuple[object, ...]:
    return _stamp(found.placement.live), _stamp(snapshot)


def _named(found: FoundProject, path: Path) -> Path:
    """Find a snapshot that is named as `fou snapshots` lists it, without its folder."""
    listed = found.placement.snapshots / path.name
    return listed if path == Path(path.name) and not path.exists() and listed.exists() else path


def _last_good(found: FoundProject) -> Path:
    good = last_good_snapshot(found.placement.snapshots)
    if good is not None:
        return good.path
    hint = t("Name a backup that lies elsewhere: fou restore FILE")
    raise MaterialError(t("There is no sound snapshot."), where=str(found.placement.snapshots), hint=hint)


def _refuse_other(store: SqliteStore, looked: Looked, copy: Path | None) -> None:
    """Refuse a snapshot of another project, as far as that can be seen."""
    known = looked.projects(copy)
    if known and store.get("project") not in known:
        hint = t("Give a snapshot or a backup of this project, or a new folder.")
        raise DataError(t("This is another project."), where=str(looked.chosen), hint=hint)
