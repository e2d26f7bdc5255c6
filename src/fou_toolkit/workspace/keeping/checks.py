"""Is all well with a project? One line per question, with what to do now. Nothing is changed by looking."""

import contextlib
import hashlib
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import Message, mark, t
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import FouError
from fou_toolkit.sources import READERS
from fou_toolkit.store import Ledger, SqliteStore, open_store, verify
from fou_toolkit.store.connection import has_wal_reset_bug
from fou_toolkit.store.placement import conflicted_copies
from fou_toolkit.store.trouble import room_needed
from fou_toolkit.workspace.books.queue import recode_queue
from fou_toolkit.workspace.keeping.backup import kept_snapshots, megabytes
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.opening import Found, find_project
from fou_toolkit.workspace.live.orphans import orphans_now
from fou_toolkit.workspace.live.snapshot import consent_missing
from fou_toolkit.workspace.places import texts_in

__all__ = ["LOOK", "OK", "WRONG", "Check", "Checks", "look_at"]

OK: Final = mark("ok")
LOOK: Final = mark("look")
WRONG: Final = mark("wrong")
_SOON: Final = 90
"""Days before the material has to be gone in which this is said."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question and its answer.

    Args:
        state: `OK`, `LOOK` (a person should look) or `WRONG`.
        what: What was looked at.
        found: What was found.
        advice: What to do now; empty where nothing is to be done.
    """

    state: str
    what: Message
    found: Message
    advice: Message | None = None


@dataclass(frozen=True, repr=False)
class Checks(Tabular):
    """What was looked at.

    Args:
        checks: The answers.
    """

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(one.state != WRONG for one in self.checks)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("state", "what", "found", "advice")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per question."""
        return ((one.state, str(one.what), str(one.found), str(one.advice or "")) for one in self.checks)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("state"), t("what"), t("found"), t("what to do"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for state, *rest in self.rows():
            yield (t(str(state)), *rest)

    @property
    def caption(self) -> str:
        """Say in one line whether all is well."""
        counts = {state: sum(one.state == state for one in self.checks) for state in (WRONG, LOOK)}
        if not any(counts.values()):
            return t("All is well.")
        return t("Wrong: {wrong}; to be looked at: {look}", wrong=counts[WRONG], look=counts[LOOK])


def look_at(folder: str | Path, *, today: date | None = None) -> Checks:
    """Look whether all is well with the project in a folder.

    Args:
        folder: The folder.
        today: The day to compare the retention date with; by default today.
    """
    home = Path(folder)
    try:
        found = find_project(home)
    except FouError as error:
        return Checks((_failed(Message.of("project"), error),))
    checks = [*_place(found), *_disk(found), _sqlite(), *_snapshots(found), *_conflicts(found)]
    live = found.placement.live
    what = Message.of("database")
    if not live.exists():
        advice = Message.of("If it was moved, put it back; else: fou restore")
        checks.append(Check(WRONG, what, Message.of("The database of the project is gone."), advice))
        return Checks((*checks, _retention(found, today)))
    if _has_journal(live):
        advice = Message.of("Open the project once; what was begun is finished or taken back then.")
        checks.append(
            Check(LOOK, what, Message.of("A program was stopped while it wrote, or writes just now."), advice)
        )
        return Checks((*checks, _retention(found, today)))
    try:
        store = open_store(live, read_only=True)
    except FouError as error:
        return Checks((*checks, _failed(what, error), _retention(found, today)))
    with contextlib.closing(store):
        checks += _inside(found, store)
    return Checks((*checks, _retention(found, today)))


def _has_journal(live: Path) -> bool:
    journal = live.with_name(live.name + "-journal")
    return journal.is_file() and journal.stat().st_size > 0


def _failed(what: Message, error: FouError) -> Check:
    return Check(WRONG, what, Message.of("{text}", text=error.message), Message.of("{text}", text=error.hint))


# --- around the database


def _place(found: Found) -> Iterator[Check]:
    placement, what = found.placement, Message.of("place of the database")
    where = Message.of("{place}", place=placement.live)
    if placement.shared and not placement.is_moved:
        advice = Message.of("Move the project to a disk of this machine: on a network drive, work can get lost.")
        yield Check(WRONG, what, Message.of("It lies on {service}.", service=placement.shared), advice)
    elif placement.shared:
        advice = Message.of(
            "Nothing: finished snapshots go into the folder, which is shared by {service}.", service=placement.shared
        )
        yield Check(OK, what, where, advice)
    else:
        yield Check(OK, what, where)


def _disk(found: Found) -> Iterator[Check]:
    live = found.placement.live
    near = next((one for one in (live.parent, *live.parents) if one.exists()), found.folder)
    with contextlib.suppress(OSError):
        free, needed = shutil.disk_usage(near).free, room_needed(live)
        told = Message.of("{free} free", free=megabytes(free))
        what = Message.of("room on the disk")
        if free >= needed:
            yield Check(OK, what, told)
        else:
            advice = Message.of(
                "Make room for {size}: without it nothing can be erased and no snapshot be taken.",
                size=megabytes(needed),
            )
            yield Check(WRONG, what, told, advice)


def _sqlite() -> Check:
    found = sqlite3.sqlite_version
    if not has_wal_reset_bug(sqlite3.sqlite_version_info):
        return Check(OK, Message.of("SQLite"), Message.of("{version}, write-ahead log", version=found))
    told = Message.of(
        "{version}, rollback journal: its write-ahead log can lose writes, so it is not used", version=found
    )
    return Check(OK, Message.of("SQLite"), told)


def _snapshots(found: Found) -> Iterator[Check]:
    what = Message.of("snapshots")
    try:
        kept = kept_snapshots(found.placement.snapshots, "")
    except FouError as error:
        yield _failed(what, error)
        return
    sound = [one for one in kept.kept if not one.fault]
    told = Message.of("{n}, of which sound: {sound}", n=len(kept.kept), sound=len(sound))
    if not sound:
        yield Check(LOOK, what, told, Message.of("Take a backup: fou backup FILE"))
    elif len(sound) < len(kept.kept):
        names = ", ".join(one.snapshot.path.name for one in kept.kept if one.fault)
        yield Check(LOOK, what, told, Message.of("Not sound: {names}. Check the disk.", names=names))
    else:
        yield Check(OK, what, told)


def _conflicts(found: Found) -> Iterator[Check]:
    doubled = conflicted_copies(found.folder)
    if doubled:
        told = Message.of("{names}", names=", ".join(path.name for path in doubled))
        advice = Message.of("They were made because two machines wrote at once: fou merge FILE, then delete them.")
        yield Check(LOOK, Message.of("conflicted copies"), told, advice)
    elif found.placement.shared:
        yield Check(OK, Message.of("conflicted copies"), Message.of("none"))


def _retention(found: Found, today: date | None) -> Check:
    what, until = Message.of("retention date"), found.settings.retention
    if until is None:
        advice = Message.of("Write it into fou.toml: {example}", example="retention = 2030-06-30")
        return Check(LOOK, what, Message.of("nobody has said when the material has to be deleted"), advice)
    left = (until - (today or datetime.now().astimezone().date())).days
    told = Message.of("{date}", date=until)
    if left <= 0:
        return Check(WRONG, what, told, Message.of("The material was to be deleted or made anonymous by then."))
    if left <= _SOON:
        return Check(LOOK, what, told, Message.of("Days left: {n}. Prepare deleting or making anonymous.", n=left))
    return Check(OK, what, told)


# --- in the database


def _inside(found: Found, store: SqliteStore) -> Iterator[Check]:
    """Look into the database; a question that cannot be answered does not keep from asking the others."""
    opened = Opened(found.folder, Ledger(store), found.settings, found.placement, "")
    questions: tuple[tuple[Message, Callable[[Opened, SqliteStore], Check]], ...] = (
        (Message.of("log, texts and present state"), _log),
        (Message.of("steps of a withdrawal"), _todo),
        (Message.of("consent"), _consent),
        (Message.of("codings without a place"), _orphans),
        (Message.of("codings that wait for another code"), _recode),
        (Message.of("files of texts"), _files),
    )
    for what, question in questions:
        try:
            yield question(opened, store)
        except FouError as error:
            yield _failed(what, error)


def _log(_opened: Opened, store: SqliteStore) -> Check:
    what, found = Message.of("log, texts and present state"), verify(store)
    told = Message.of("{text}", text=found.caption)
    if found.ok:
        return Check(OK, what, told)
    return Check(
        WRONG, what, Message.of("{text}", text=found.faults[0]), Message.of("Fetch the last good snapshot: fou restore")
    )


def _todo(_opened: Opened, store: SqliteStore) -> Check:
    what, open_steps = Message.of("steps of a withdrawal"), len(store.todo())
    if not open_steps:
        return Check(OK, what, Message.of("nothing open"))
    advice = Message.of("Open the project once, with nothing else open: they are done then.")
    return Check(WRONG, what, Message.of("open: {n}", n=open_steps), advice)


def _consent(opened: Opened, _store: SqliteStore) -> Check:
    what = Message.of("consent")
    lacking = sorted(one.id for one in opened.present.sources.values() if consent_missing(opened, one))
    if not lacking:
        return Check(OK, what, Message.of("for all texts"))
    told = Message.of("missing for: {names}", names=", ".join(lacking))
    return Check(LOOK, what, told, Message.of("They are in no analysis until somebody has agreed: fou consent"))


def _orphans(opened: Opened, _store: SqliteStore) -> Check:
    what, count = Message.of("codings without a place"), len(orphans_now(opened).orphans)
    if not count:
        return Check(OK, what, Message.of("none"))
    return Check(LOOK, what, Message.of("{n}", n=count), Message.of("Place them, or let them go: fou orphans"))


def _recode(opened: Opened, _store: SqliteStore) -> Check:
    what, count = Message.of("codings that wait for another code"), sum(1 for _ in recode_queue(opened).rows())
    if not count:
        return Check(OK, what, Message.of("none"))
    return Check(
        LOOK,
        what,
        Message.of("{n}", n=count),
        Message.of("Give them another code, or keep them as they are: fou recode"),
    )


def _files(opened: Opened, _store: SqliteStore) -> Check:
    """Compare the files in the folder of texts with what was taken in."""
    what = Message.of("files of texts")
    known = {str(one.facts["name"]): str(one.facts["digest"]) for one in opened.present.sources.values()}
    taken = set(known.values())
    new: list[str] = []
    changed: list[str] = []
    folder = texts_in(opened.folder)
    for path in sorted(folder.rglob("*")):
        name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.suffix.casefold() not in READERS or any(part.startswith((".", "~")) for part in name.split("/")):
            continue
        with contextlib.suppress(OSError):
            if hashlib.sha256(path.read_bytes()).hexdigest() not in taken:
                (changed if name in known else new).append(name)
    if not (new or changed):
        return Check(OK, what, Message.of("as they were taken in"))
    told = Message.of("new: {new}; changed: {changed}", new=", ".join(new) or "–", changed=", ".join(changed) or "–")
    return Check(LOOK, what, told, Message.of("fou take-in shows what would happen."))
