"""The one mutable handle on a project folder."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, cast

from fou_toolkit._i18n import Message
from fou_toolkit.errors import FouError
from fou_toolkit.model import Consent, Project, Span
from fou_toolkit.store import Event, Ledger, Progress, SqliteStore, Verification, verify
from fou_toolkit.store.snapshots import ON_OPENING
from fou_toolkit.workspace.books.file import follow
from fou_toolkit.workspace.books.verbs import BookVerbs
from fou_toolkit.workspace.joining.conflicts import Conflict, Conflicts, conflicts_of
from fou_toolkit.workspace.joining.merging import MergePlan, plan_merge
from fou_toolkit.workspace.joining.settling import settle
from fou_toolkit.workspace.keeping.verbs import KeepingVerbs
from fou_toolkit.workspace.live.exporting import Exported, export_codings
from fou_toolkit.workspace.live.on_disk import OnDisk, on_disk
from fou_toolkit.workspace.live.opening import Found, find_project, has_project, keep_snapshot, open_ledger, who_works
from fou_toolkit.workspace.live.orphans import Orphans, orphans_now, place
from fou_toolkit.workspace.live.past import Past
from fou_toolkit.workspace.live.snapshot import snapshot_of
from fou_toolkit.workspace.live.taking_in import TakeIn, plan_take_in
from fou_toolkit.workspace.live.undoing import Acts, redo, undo
from fou_toolkit.workspace.live.work import CoderVerbs
from fou_toolkit.workspace.people.foreign_snapshots import let_go_of_foreign
from fou_toolkit.workspace.people.verbs import PeopleVerbs
from fou_toolkit.workspace.people.withdrawal import finish_steps
from fou_toolkit.workspace.places import texts_in

__all__ = ["Workspace", "open_workspace", "stored_project"]


class Workspace(CoderVerbs, BookVerbs, PeopleVerbs, KeepingVerbs):
    """A project that is open. Every verb stores what it does before it returns.

    Made by `open_workspace`; can be used with `with`.
    """

    def __init__(self, found: Found, ledger: Ledger, coder: str) -> None:
        super().__init__(found.folder, ledger, found.settings, found.placement, coder)
        self.found = found

    @property
    def notices(self) -> tuple[Message, ...]:
        """What a person should know about this project: where it lies, what was finished on opening."""
        return tuple(self.found.notices)

    @property
    def database(self) -> SqliteStore:
        """The store, with what only a file has."""
        # `open_workspace` opens files only; a project as it was (`at`) is no workspace.
        return cast("SqliteStore", self.store)

    def __repr__(self) -> str:
        """Say where it is and how much there is."""
        present = self.present
        return f"<Workspace {self.folder.name!r}: {len(present.sources)} sources, {self.store.count_events()} acts>"

    def __enter__(self) -> Self:
        """Use it for some lines."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database; in a shared folder, a finished snapshot is put there first."""
        if self.found.placement.is_moved:
            self.keep_snapshot("closed", always=False)
        self.store.close()

    def keep_snapshot(self, reason: str, *, always: bool = True) -> None:
        """Take a snapshot, unless the disk does not allow it: that is said, and no work is stopped by it."""
        try:
            keep_snapshot(self.database, self.found, reason, always=always)
        except FouError as error:
            self.found.notices.append(Message.of("No snapshot was taken: {reason}", reason=error.message))

    # --- taking back; the file of the codebook follows

    def undo(self, n: int = 1) -> Acts:
        """Take back your last acts; withdrawals, erasures and merges stay.

        Args:
            n: How many; fewer, if you have not done so many.

        Raises:
            DataError: There is nothing of yours to take back.
        """
        before = self.present.codebook
        acts = undo(self, n)
        follow(self, before)
        return acts

    def redo(self, n: int = 1) -> Acts:
        """Do again what you took back last; possible until you do something new.

        Args:
            n: How many; fewer, if not so many were taken back.

        Raises:
            DataError: There is nothing to do again.
        """
        before = self.present.codebook
        acts = redo(self, n)
        follow(self, before)
        return acts

    # --- looking

    def snapshot(self) -> Project:
        """Give the project as it is now, frozen: what analyses take.

        Texts without a consent that covers analysis are not in it, nor codings without a place; `corpus.receipt` of the
        snapshot tells what was left out.

        Raises:
            MaterialError: There is no codebook yet.
        """
        return snapshot_of(self)

    def at(self, time: datetime) -> Project:
        """Give the project as it was at a time; what was erased since is not in it.

        A consent that was narrowed or withdrawn since binds the past, too: only texts are in it whose people had agreed
        to analysis then and still do.

        Args:
            time: With its zone; without one, local time.
        """
        return snapshot_of(Past(self, time))

    def verify(self, *, progress: Progress | None = None) -> Verification:
        """Prove that log, texts and present state belong together, by replaying everything.

        Args:
            progress: Wraps the acts, which are gone through twice, such as `tqdm.auto.tqdm`.
        """
        return verify(self.store, progress=progress)

    # --- texts

    def take_in(
        self,
        path: str | Path | None = None,
        *,
        consents: Sequence[tuple[str, Consent]] = (),
        consent_later: bool = False,
        checked: bool = False,
        progress: Callable[[Iterable[Any]], Iterable[Any]] | None = None,
    ) -> TakeIn:
        """Read texts and show what taking them in would do; `.apply()` stores them.

        A text that is there already and has changed becomes a new version: codings whose passage stands unchanged move
        along, the others wait for a person to place them. What is known about texts and speakers comes from
        `metadata.csv`
        and `participants.csv` beside them, consents from `consent.csv`.

        Args:
            path: A text, or a folder with texts; by default the folder of texts of the project.
            consents: Consents by pseudonym, or by id of a text in which somebody speaks whom nobody knows; `text:` in
                front of an id tells it from a pseudonym of the same name.
            consent_later: Say loudly that consents are to follow; texts without one are stored, but in no snapshot.
            checked: Also take in new versions of texts from which words of somebody who has left were cut: you have
                looked
                through the files, and the words are not in them.
            progress: Wraps the texts that are read, such as `tqdm.auto.tqdm`.

        Raises:
            MaterialError: There is no text at the place.
            UnknownIdError: A consent is about nobody and nothing that is known.
        """
        where = texts_in(self.folder) if path is None else Path(path)
        return plan_take_in(
            self, where, consents=consents, consent_later=consent_later, checked=checked, progress=progress
        )

    def on_disk(self) -> OnDisk:
        """List the files in the folder of texts that are new, have changed since they were taken in, or are gone."""
        return on_disk(self)

    def export(self, path: str | Path, *, quotes: bool = True) -> Exported:
        """Write the codings of the snapshot to a file, which is noted for the case that somebody leaves the project.

        Words are written only of those whose consent covers quotation, interviewers apart; the other codings have their
        places only, and the result says how many.

        Args:
            path: With the ending `.csv`, `.tsv`, `.xlsx`, `.parquet`, `.jsonld` or `.json` (W3C Web Annotations), or
                for the
                codings of one coder `.jsonl`; without an ending, a new folder with one such file for each coder.
            quotes: Whether words are written at all.

        Raises:
            MaterialError: There is no codebook yet.
            WriteError: The file cannot be written; or the folder is not empty.
        """
        return export_codings(self, Path(path), quotes=quotes)

    def orphans(self) -> Orphans:
        """Give the codings whose passage does not stand in the new version of their text, with what stood around it."""
        return orphans_now(self)

    def place(self, coding: str, passage: Span | str) -> None:
        """Put a coding without a place where it belongs.

        Args:
            coding: Its id.
            passage: Where in the present version, or words that stand there once.

        Raises:
            UnknownIdError: There is no such coding without a place.
            DataError: The passage is not in the text, or its words do not stand there once.
        """
        place(self, coding, passage)

    # --- other copies

    def merge(self, other: str | Path | None = None) -> MergePlan:
        """Show what another copy of this project would bring; `.apply()` takes it in, whole or not at all.

        Both go on side by side; merging the same again changes nothing, and the order in which copies are merged does
        not matter. What both wrote in different ways is listed (`conflicts`) and decided by a person (`settle`). What
        the other
        has erased is erased here. The other copy is not changed: merge the other way round there.

        Args:
            other: The other project's folder, its database, or one of its snapshots. By default what other machines
                have put
                into this project's folder: their snapshots, and copies that a synchronising service made.

        Raises:
            MaterialError: There is no project at that place.
            DataError: It is another project, or this one itself.
            DamageError: The other copy is damaged.
            NewerVersionError: A newer version of this library wrote it.
        """
        path = None if other is None else Path(other)
        return plan_merge(self, path, before=lambda: self.keep_snapshot("before-merge"))

    def conflicts(self) -> Conflicts:
        """List what copies wrote in different ways without knowing of each other, and what was made twice.

        Until somebody settles it, what loses nothing stands: what is there goes before what was removed, and else what
        was done last.
        """
        return conflicts_of(self)

    def settle(self, conflict: Conflict | int, *, keep: int | Literal["both"]) -> Event:
        """Decide a conflict; gives the act that was stored.

        Something that was made twice (a text, a code, a participant of one name) can stay two (`"both"`), or one of
        them
        stays: a code is merged into it; for a text, its codings go where the same words stand and the other text is
        erased; a
        participant's turns go over to the one who stays.

        Args:
            conflict: One of `conflicts()`, or its number in that list.
            keep: Number of the side that counts, from 1.

        Raises:
            UnknownIdError: There is no such conflict, or no such side.
            StaleError: It is settled already, or something was done since.
            DataError: Codings would lose their place.
        """
        return settle(self, conflict, keep=keep)


def open_workspace(folder: str | Path, *, coder: str | None = None, progress: Progress | None = None) -> Workspace:
    """Open the project in a folder.

    Args:
        folder: A folder made by `fou new`.
        coder: Who works: a short stable name, such as `kari`; by default the variable `FOU_CODER`, or the name one is
            logged in with.
        progress: Wraps the acts that are checked, such as `tqdm.auto.tqdm`: with very many it takes some seconds.

    Raises:
        MaterialError: There is no project in the folder.
        DamageError: The database is damaged; the last good snapshot is named.
        NewerVersionError: A newer version of this library wrote it.
    """
    who = who_works(coder)
    found = find_project(Path(folder))
    ledger = open_ledger(found, progress=progress)
    opened = Workspace(found, ledger, who)
    found.notices.extend(finish_steps(opened))
    found.notices.extend(let_go_of_foreign(opened))
    opened.keep_snapshot(ON_OPENING, always=False)
    waiting = on_disk(opened)
    if waiting:
        found.notices.append(Message.of("{what}: fou take-in", what=waiting.caption))
    if opened.settings.retention is not None and opened.settings.retention <= datetime.now().astimezone().date():
        found.notices.append(
            Message.of("The material was to be deleted or made anonymous by {date}.", date=opened.settings.retention)
        )
    return opened


def stored_project(folder: Path) -> Project | None:
    """Give what is stored in the database of a folder; nothing where there is none, or no text in it.

    Raises:
        DamageError: The database is damaged.
    """
    if not has_project(folder):
        return None
    with open_workspace(folder) as opened:
        return opened.snapshot() if opened.present.sources else None
