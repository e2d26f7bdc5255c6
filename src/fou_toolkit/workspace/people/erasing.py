"""What a withdrawal does outside of the transaction: files, snapshots, caches, and the pages of the database.

Every step stands in the database until it is done, and can be done again: a project that was killed in between goes on
when it is opened.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import Message, mark, t
from fou_toolkit.errors import CodebookError, DamageError, FouError, WriteError
from fou_toolkit.store import SqliteStore
from fou_toolkit.store.placement import DATABASE, conflicted_copies
from fou_toolkit.store.snapshots import erase_snapshots
from fou_toolkit.store.upkeep import rewrite
from fou_toolkit.workspace.books.file import write_stored
from fou_toolkit.workspace.live.opened import Opened, cache_folder
from fou_toolkit.workspace.live.opening import Found, keep_snapshot
from fou_toolkit.workspace.live.where import databases_elsewhere
from fou_toolkit.workspace.people.line_edits import apply_edits
from fou_toolkit.workspace.people.outputs import Output, Outputs, clean_notebook, delete_inside, output_of

__all__ = [
    "Step",
    "add_steps",
    "free_room",
    "last_steps",
    "outputs_of",
    "register_output",
    "run_steps",
]

_OUTPUTS: Final = "outputs"
"""Fact in the store: the register of files that were written."""
DELETE: Final = mark("delete")
LINES: Final = mark("take out rows")
NOTEBOOK: Final = mark("take out outputs")
BOOK: Final = mark("write anew")
SNAPSHOTS: Final = mark("erase all snapshots")
CACHE: Final = mark("empty the cache")
REWRITE: Final = mark("write all pages of the database anew")
FRESH: Final = mark("take a fresh snapshot")
_LAST: Final = (REWRITE, FRESH)


@contextmanager
def _reading_facts() -> Iterator[None]:
    """Say of what we wrote into the database, and cannot read now, that it is damaged."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        hint = t("Keep the file as it is, and fetch the last good snapshot: fou restore.")
        raise DamageError(t("A note in the database cannot be read."), hint=hint) from error


@dataclass(frozen=True, slots=True)
class Step:
    """One step outside of the database.

    Args:
        what: What is done.
        path: With which file, from the folder of the project on; empty for none.
        edits: What happens to lines; see `line_edits`.
    """

    what: str
    path: str = field(default="", repr=False)
    edits: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def detail(self) -> str:
        """As it is written down."""
        return json.dumps({"path": self.path, "edits": dict(self.edits)})

    @classmethod
    def of(cls, what: str, detail: str) -> "Step":
        """Read what was written down.

        Raises:
            DamageError: It is none of these.
        """
        with _reading_facts():
            said = json.loads(detail)
            return cls(what, str(said["path"]), tuple(said["edits"].items()))


def last_steps() -> tuple[Step, ...]:
    """Give the steps that every erasure ends with."""
    return (Step(SNAPSHOTS), Step(CACHE), Step(REWRITE), Step(FRESH))


def database_of(opened: Opened) -> SqliteStore:
    """Give the store, with what only a file has."""
    store = opened.store
    if not isinstance(store, SqliteStore):
        message = "only a project in a file can be erased from"
        raise TypeError(message)
    return store


def add_steps(opened: Opened, steps: Iterable[Step]) -> None:
    """Write down what is to be done; in the transaction of the erasure."""
    store, known = database_of(opened), outputs_of(opened)
    there = tuple(known.present(opened.folder))
    if there != known.records:
        # The name of a file that is gone can tell who was in it.
        _keep(opened, there)
    for step in steps:
        store.add_todo(step.what, step.detail)


def run_steps(opened: Opened) -> tuple[Message, ...]:
    """Do what is written down.

    Returns:
        What could not be done now; it is tried again when the project is opened next.
    """
    store, problems = database_of(opened), list[Message]()
    for last in (False, True):
        for number, what, detail in store.todo():
            if (what in _LAST) != last:
                continue
            if what == FRESH and any(other != FRESH for _, other, _ in store.todo()):
                # It would keep the names of files that are still to go.
                continue
            step = Step.of(what, detail)
            try:
                _do(opened, store, step, number)
            except CodebookError as error:
                # It holds what has to go; what is stored can be written once it has been set right.
                delete_inside(opened.folder, step.path)
                problems.append(
                    Message.of(
                        "The codebook's file was deleted: what is left of the codebook cannot be written. {reason}",
                        reason=error.message,
                    )
                )
            except FouError as error:
                where = step.path or str(error.where)
                problems.append(
                    Message.of(
                        "Still to be done: {what} {place}: {reason} {hint}",
                        what=Message(what),
                        place=where,
                        reason=error.message,
                        hint=error.hint,
                    )
                )
                continue
            store.done(number)
    return tuple(problems)


def _do(opened: Opened, store: SqliteStore, step: Step, number: int) -> None:
    folder = opened.folder
    if step.what == DELETE:
        _delete(opened, step.path)
        _forget_output(opened, step.path)
    elif step.what == LINES:
        apply_edits(folder / step.path, dict(step.edits))
    elif step.what == NOTEBOOK:
        if (folder / step.path).is_file():
            clean_notebook(folder / step.path)
    elif step.what == BOOK:
        write_stored(opened, folder / step.path)
    elif step.what == SNAPSHOTS and opened.placement is not None:
        erase_snapshots(opened.placement.snapshots)
    elif step.what == CACHE and opened.placement is not None:
        _empty(cache_folder(opened.placement))
    elif step.what == REWRITE:
        rewrite(store.connection)
    elif step.what == FRESH:
        _fresh(opened, store, number)


def _fresh(opened: Opened, store: SqliteStore, number: int) -> None:
    """Take a snapshot in which this step is not open any more."""
    if opened.placement is None:
        return
    store.done(number)
    try:
        keep_snapshot(store, Found(opened.folder, opened.settings, opened.placement), "after-erasure")
    except FouError:
        store.add_todo(FRESH, Step(FRESH).detail)
        raise


def _delete(opened: Opened, path: str) -> None:
    """Delete a file; or a folder, if nothing is left in it; or a database elsewhere, with what lies beside it."""
    folder = opened.folder
    target = folder / path
    if Path(path).is_absolute():
        # Only what is one of ours: these steps may come from a database that a stranger made.
        if target in _elsewhere(opened):
            _empty(target.parent)
        return
    if target.is_dir() and not target.is_symlink():
        with suppress(OSError):
            target.rmdir()
        return
    delete_inside(folder, path)


def _empty(folder: Path) -> None:
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        raise WriteError(str(reason_of(error)), where=str(folder)) from error


def free_room(opened: Opened) -> None:
    """Delete what has to go anyway, where the disk is too full to write down that it has to."""
    if opened.placement is not None:
        with suppress(FouError):
            erase_snapshots(opened.placement.snapshots)
        with suppress(FouError):
            _empty(cache_folder(opened.placement))


def doubles_of_database(opened: Opened) -> Iterator[Path]:
    """Give copies of the database that a synchronising service made, or that were left behind, here or elsewhere."""
    live = opened.placement.live if opened.placement is not None else opened.folder / DATABASE
    left = [opened.folder / DATABASE] if live.parent != opened.folder else []
    for path in (*conflicted_copies(opened.folder), *left):
        yield from sorted(one for one in path.parent.glob(f"{_escaped(path.name)}*") if one != live and one.is_file())
    yield from _elsewhere(opened)


def _elsewhere(opened: Opened) -> list[Path]:
    """Give databases of the project that were left on this machine when the folder went to another place."""
    if opened.placement is None:
        return []
    return databases_elsewhere(opened.folder, opened.placement, opened.settings.project)


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


# --- the register of outputs


def outputs_of(opened: Opened) -> Outputs:
    """Give the register of files that were written."""
    written = opened.store.get(_OUTPUTS)
    with _reading_facts():
        rows: list[Any] = json.loads(written) if written else []
        return Outputs.of([Output(path, digest, datetime.fromisoformat(time)) for path, digest, time in rows])


def register_output(opened: Opened, path: Path) -> None:
    """Note a file that was written from the material. See `Workspace.register_output`."""
    record = output_of(opened.folder, path.resolve())
    with opened.writing():
        _keep(opened, outputs_of(opened).with_output(record).records)


def _forget_output(opened: Opened, path: str) -> None:
    known = outputs_of(opened)
    if path in {one.path for one in known.records}:
        _keep(opened, known.without([path]).records)


def _keep(opened: Opened, records: Sequence[Output]) -> None:
    rows = [[one.path, one.sha256, one.time.isoformat()] for one in records]
    opened.store.put(_OUTPUTS, json.dumps(rows))
