"""Take back one's own acts, and do them again, to any depth."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError
from fou_toolkit.store import STANDS, Event
from fou_toolkit.workspace.live.opened import Opened, time_of
from fou_toolkit.workspace.live.refusals import check_whole
from fou_toolkit.workspace.live.telling import Teller

__all__ = ["Acts", "redo", "undo"]


@dataclass(frozen=True, repr=False, eq=False)
class Acts(Tabular):
    """Acts that were taken back, or done again.

    Args:
        acts: Time (UTC) and words of each, in the order in which they were taken.
        undone: Whether they were taken back; else they were done again.
        stays: The act at which it ended, because others have built on it; empty if it did not end at one.
    """

    acts: tuple[tuple[str, str], ...]
    undone: bool
    stays: str = ""

    def __len__(self) -> int:
        """Give their number."""
        return len(self.acts)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row an act."""
        return ("time", "what")

    def rows(self) -> Iterator[tuple[str, str]]:
        """Give one row per act."""
        yield from self.acts

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("time"), t("what"))

    @property
    def caption(self) -> str:
        """Say what was done with them."""
        if self.undone:
            return tn("{n} act was taken back", "{n} acts were taken back", len(self.acts))
        return tn("{n} act was done again", "{n} acts were done again", len(self.acts))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say at what it ended."""
        return (_staying(self.stays),) if self.stays else ()

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *(what for _, what in self.acts), *self.notes])


def undo(opened: Opened, steps: int = 1) -> Acts:
    """Take back the last acts of the one who works. See `Workspace.undo`."""
    check_whole(steps, "n")
    with opened.writing():
        walk = _Walk(opened)
        chosen = list(islice(walk.undoable(), steps))
        stays = "" if walk.blocked is None else _named(opened, walk.blocked)
        if not chosen and stays:
            hint = t("Agree with the others: they can take back theirs first.")
            raise DataError(_staying(stays), hint=hint)
        if not chosen:
            hint = t("Everybody takes back their own acts; withdrawals, erasures and merges stay.")
            raise DataError(t("There is nothing of «{coder}» to take back.", coder=opened.coder), hint=hint)
        told = _told(opened, chosen)
        for event in chosen:
            opened.ledger.undo(event, actor=opened.actor)
    return Acts(told, undone=True, stays=stays)


def _staying(what: str) -> str:
    return t("Others have built on this act, so it cannot be taken back: {what}", what=what)


def redo(opened: Opened, steps: int = 1) -> Acts:
    """Do again what was taken back last. See `Workspace.redo`."""
    check_whole(steps, "n")
    with opened.writing():
        known = opened.present.coder_uids.get(opened.coder, "")
        chosen = list(islice(opened.ledger.all_redoable(known), steps)) if known else []
        if not chosen:
            hint = t("Only what was taken back can be done again, as long as nothing new was done since.")
            raise DataError(t("There is nothing of «{coder}» to do again.", coder=opened.coder), hint=hint)
        for event in chosen:
            opened.ledger.redo(event, actor=opened.actor)
        told = _told(opened, chosen)
    return Acts(told, undone=False)


def _told(opened: Opened, events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    teller = Teller(opened)
    return tuple((time_of(event.ms), teller.tell(opened.ledger.read(event)).what) for event in events)


def _named(opened: Opened, event: Event) -> str:
    told = Teller(opened).tell(opened.ledger.read(event))
    return f"{told.what} («{told.where}»)" if told.where else told.what


class _Walk:
    """Walks back through one's own acts, up to a text or a version on which others have built.

    Args:
        opened: The project.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._own = opened.present.coder_uids.get(opened.coder, "")
        self._chosen: set[str] = set()
        self.blocked: Event | None = None

    def undoable(self) -> Iterator[Event]:
        """Give the acts that can be taken back, newest first."""
        if not self._own:
            return
        for event in self._opened.ledger.all_undoable(self._own):
            if self._is_built_on(event):
                # Not passed over: what is older was done before it, and may be what it stands on.
                self.blocked = event
                return
            self._chosen.add(event.id)
            yield event

    def _is_built_on(self, event: Event) -> bool:
        if event.kind not in ("source.taken_in", "source.revised"):
            return False
        body = self._opened.ledger.read(event).body
        acts = self._opened.ledger.acts_on(body["source"])
        later = [act.event.id for act in acts if act.body.get("from") == body["version"]]
        undone = self._opened.store.undone(later)
        newer = any(one not in undone and one not in self._chosen for one in later)
        return newer or self._is_coded_by_others(body["version"]) or self._is_remarked_on(event, body)

    def _is_coded_by_others(self, version: str) -> bool:
        """Tell whether codings of others stand on a version of a text; one's own are taken back before it."""
        columns = self._opened.coding_columns()
        number = {name: place for place, name in enumerate(columns.names)}
        own = number.get(self._own, -1)
        on = (columns.version == number.get(version, -1)) & (columns.state == STANDS) & (columns.coder != own)
        return bool(on.any())

    def _is_remarked_on(self, event: Event, body: Mapping[str, Any]) -> bool:
        """Tell whether memos, mentions, decisions or, for a new text, readings of others are about it."""
        store, source, version = self._opened.store, body["source"], body["version"]
        about = {version, source} if event.kind == "source.taken_in" else {version}
        memos = [uid for uid, row in store.entities("memo") if about & {row.get("on"), row.get("version")}]
        mentions = [uid for uid, row in store.entities("mention") if row["version"] == version]
        return (
            any(self._is_of_others(uid) for uid in (*memos, *mentions))
            or any(
                row["version"] == version and uid.rpartition("/")[2] != self._own
                for uid, row in store.entities("decision")
            )
            or any(row["source"] in about and row["coder"] != self._own for _, row in store.entities("reading"))
        )

    def _is_of_others(self, entity: str) -> bool:
        """Tell whether somebody else has an act that stands on something."""
        acts = self._opened.ledger.acts_on(entity)
        undone = self._opened.store.undone([act.event.id for act in acts])
        return any(act.event.actor != self._own and act.event.id not in undone for act in acts)
