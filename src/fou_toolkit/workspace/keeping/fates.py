"""What becomes of acts when a project goes back to a snapshot: found out from all files that are there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fou_toolkit.store import Event, Ledger, SqliteStore
from fou_toolkit.store.placement import conflicted_copies
from fou_toolkit.store.snapshots import snapshots_in
from fou_toolkit.workspace.joining.merging import ACTS
from fou_toolkit.workspace.keeping.backup import why_not_sound
from fou_toolkit.workspace.keeping.putting_back import erasing_in
from fou_toolkit.workspace.keeping.rescue import acceptable, readable
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.opening import Found

__all__ = ["KEPT", "LOST", "Fate", "Looked"]

KEPT, LOST = "kept", "lost"


class Fate(NamedTuple):
    """What becomes of acts that are not in the snapshot.

    Args:
        fate: `kept` or `lost`.
        kind: Kind of the acts.
        coder: Who did them; empty where that is not known.
        n: How many.
    """

    fate: str
    kind: str
    coder: str
    n: int


class Looked:
    """What is found beside the snapshot, and what becomes of it.

    Args:
        store: The snapshot, open.
        found: The project.
        chosen: The file of the snapshot.
    """

    def __init__(self, store: SqliteStore, found: Found, chosen: Path) -> None:
        self.store = store
        self.found = found
        self.chosen = chosen
        self.rescued: list[Path] = []
        self.erasures = 0
        self._kept: dict[str, Event] = {}
        self._seen: dict[str, Event] = {}

    def projects(self, copy: Path | None) -> set[str]:
        """Give the ids of projects that files of this folder belong to."""
        begun = [] if copy is None else [event for event in readable(copy).events if event.kind == "project.begun"]
        for one in snapshots_in(self.found.placement.snapshots):
            if not begun and one.path != self.chosen and not why_not_sound(one.path)[1]:
                begun = [event for event in readable(one.path).events if event.kind == "project.begun"]
        return {Ledger(self.store).read(event).body["project"] for event in begun}

    def look(self, path: Path, copy: Path, *, take: bool) -> None:
        """Look at the database that is there."""
        found = readable(copy)
        fresh, _ = acceptable(self.store, found)
        new = [event for event in found.events if self.store.event(event.id) is None]
        self._seen.update((event.id, event) for event in new)
        if take or erasing_in(fresh):
            self._take(path, fresh)

    def look_for_erasures(self) -> None:
        """Look whether other snapshots, or copies that a synchronising service made, know of erasures."""
        others = [one.path for one in snapshots_in(self.found.placement.snapshots)]
        for path in (*others, *conflicted_copies(self.found.folder)):
            if path != self.chosen and not why_not_sound(path)[1]:
                fresh, _ = acceptable(self.store, readable(path))
                unknown = [event for event in erasing_in(fresh) if event.id not in self._kept]
                if unknown:
                    self._take(path, fresh)

    def _take(self, path: Path, fresh: Sequence[Event]) -> None:
        self.erasures += sum(event.id not in self._kept for event in erasing_in(fresh))
        self._kept.update((event.id, event) for event in fresh)
        self._seen.update(self._kept)
        if fresh:
            self.rescued.append(path)

    def fates(self) -> Iterator[Fate]:
        """Say what becomes of the acts that are not in the snapshot."""
        coders = Opened(self.found.folder, Ledger(self.store), self.found.settings, None, "").present.coders
        names = {uid: coder.id for uid, coder in coders.items()}
        counts = Counter(
            (KEPT if event.id in self._kept else LOST, event.kind, names.get(event.actor, ""))
            for event in self._seen.values()
            if event.kind in ACTS
        )
        for (fate, kind, coder), n in sorted(counts.items(), reverse=True):
            yield Fate(fate, kind, coder, n)
