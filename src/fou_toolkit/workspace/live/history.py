"""What was done: in the whole project, or with one coding, text, code, participant or memo."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.store import Event
from fou_toolkit.store.state import Act
from fou_toolkit.workspace.live.opened import Opened, time_of
from fou_toolkit.workspace.live.references import Reference, things_called
from fou_toolkit.workspace.live.refusals import check_whole
from fou_toolkit.workspace.live.suggestions import coder_known
from fou_toolkit.workspace.live.telling import Teller

__all__ = ["History", "HistoryLine", "history"]

MOST: Final = 200
"""So many acts are shown, unless one asks for more."""
_NOBODY: Final = ""
"""Actor of what the project itself did."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act.

    Args:
        time: When (UTC, ISO 8601).
        coder: Who; empty for the project itself.
        what: One sentence, in the language of the moment it was asked for.
        where: Id of the text, or several.
        quote: The words that it is about; `erased` where they are gone.
        undone: Whether it was taken back since.
        kind: Kind of the event.
        act: Id of the event.
    """

    time: str
    coder: str
    what: str
    where: str
    quote: str
    undone: bool
    kind: str
    act: str


@dataclass(frozen=True, repr=False, eq=False)
class History(Tabular):
    """Acts, the oldest first.

    Args:
        lines: The acts.
        of: What was asked about; empty for the whole project.
        older: Whether there are older ones that are not shown.
    """

    lines: tuple[HistoryLine, ...]
    of: str
    older: bool

    def __len__(self) -> int:
        """Give the number of acts."""
        return len(self.lines)

    def __iter__(self) -> Iterator[HistoryLine]:
        """Go through them, oldest first."""
        return iter(self.lines)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row an act."""
        return ("time", "coder", "what", "where", "quote", "undone", "kind", "act")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per act."""
        for one in self.lines:
            yield (one.time, one.coder, one.what, one.where, one.quote, one.undone, one.kind, one.act)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("time"), t("who"), t("what"), t("text"), t("words"))

    def text_rows(self) -> Iterator[tuple[str, ...]]:
        """Give the rows as people read them: local time; what was taken back is marked."""
        for one in self.lines:
            when = datetime.fromisoformat(one.time).astimezone().strftime("%Y-%m-%d %H:%M")
            what = t("{what} (taken back)", what=one.what) if one.undone else one.what
            yield (when, one.coder, what, one.where, f"«{one.quote}»" if one.quote else "")

    @property
    def caption(self) -> str:
        """Say what it is about."""
        count = tn("{n} act", "{n} acts", len(self.lines))
        return t("{count} on «{name}»", count=count, name=self.of) if self.of else count

    @property
    def notes(self) -> tuple[str, ...]:
        """Say whether there is more."""
        return (t("There are older acts; ask for more with most=… (--most)."),) if self.older else ()

    def __str__(self) -> str:
        """Print as lines of text."""
        lines = (" · ".join(cell for cell in row if cell) for row in self.text_rows())
        return "\n".join([self.caption, *lines, *self.notes])


def history(opened: Opened, of: str | None = None, *, coder: str | None = None, most: int = MOST) -> History:
    """Give what was done. See `Workspace.history`."""
    check_whole(most, "most")
    actor = None if coder is None else coder_known(opened, coder)
    about = None if of is None else _entities(opened, things_called(opened, of))
    acts = _newest(opened, actor) if about is None else _touching(opened, about, actor)
    chosen = list(islice(acts, most + 1))
    shown = list(reversed(chosen[:most]))
    undone = opened.store.undone(act.event.id for act in shown)
    teller = Teller(opened, about)
    lines = tuple(_line(teller, act, undone=act.event.id in undone) for act in shown)
    return History(lines, of or "", len(chosen) > most)


def _line(teller: Teller, act: Act, *, undone: bool) -> HistoryLine:
    told, event = teller.tell(act), act.event
    coder = teller.names.coder(event.actor)
    return HistoryLine(time_of(event.ms), coder, told.what, told.where, told.quote, undone, event.kind, event.id)


def _newest(opened: Opened, actor: str | None) -> Iterator[Act]:
    """Give acts, newest first, without reading all that were ever done."""
    actors = [actor] if actor is not None else [_NOBODY, *opened.present.coders]
    walks = (opened.store.newest(one) for one in actors)
    for event in merge(*walks, key=_order, reverse=True):
        yield opened.ledger.read(event)


def _order(event: Event) -> tuple[int, int, str, str]:
    return event.order


def _touching(opened: Opened, entities: Iterable[str], actor: str | None) -> Iterator[Act]:
    """Give the acts on some entities, and those that took them back, newest first."""
    found: dict[str, Act] = {}
    for entity in entities:
        for act in opened.ledger.acts_on(entity):
            if act.event.id not in found:
                found[act.event.id] = act
                found.update((one.event.id, one) for one in opened.ledger.acts_on(f"act/{act.event.id}"))
    acts = (act for act in found.values() if actor is None or act.event.actor == actor)
    yield from sorted(acts, key=lambda act: act.event.order, reverse=True)


def _entities(opened: Opened, things: Iterable[Reference]) -> dict[str, None]:
    """Give what belongs to things: a text has readings and codings, whatever has memos has those, too."""
    found: dict[str, None] = {}
    for thing in things:
        found.update(dict.fromkeys(_entities_of(opened, thing)))
    memos = [memo for memo, row in opened.store.entities("memo") if row.get("on") in found]
    return found | dict.fromkeys(memos)


def _entities_of(opened: Opened, thing: Reference) -> Iterator[str]:
    kind, uid = thing
    yield uid
    versions = {one["id"] for one in opened.present.sources[uid].versions} if kind == "source" else set[str]()
    if kind in ("source", "participant"):
        yield f"{uid}/consent"
    if kind == "coding":
        yield f"{uid}/queue"
    if kind == "source":
        yield from (name for name, row in opened.store.entities("reading") if row["source"] == uid)
        yield from _codings(opened, "version", versions)
        yield from _decisions(opened, "version", versions)
    if kind == "code":
        yield from _codings(opened, "code", {uid})
        yield from _decisions(opened, "code", {uid})


def _codings(opened: Opened, column: str, names: set[str]) -> Iterator[str]:
    """Give the codings, also those that are gone, of some versions or codes."""
    columns = opened.coding_columns()
    numbers = [number for number, name in enumerate(columns.names) if name in names]
    for coding in columns.ids[np.isin(getattr(columns, column), numbers)].tolist():
        yield coding.decode()


def _decisions(opened: Opened, part: str, names: set[str]) -> Iterator[str]:
    return (name for name, row in opened.store.entities("decision") if row[part] in names)
