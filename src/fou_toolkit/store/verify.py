"""Proof that nothing in a store was changed behind its back: chains, salted hashes, and the state by replay."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Final

from fou_toolkit._i18n import Message, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DamageError
from fou_toolkit.store.event import Event
from fou_toolkit.store.kinds import KINDS, contents_in, is_act
from fou_toolkit.store.ledger import Ledger
from fou_toolkit.store.memory import MemoryStore
from fou_toolkit.store.protocol import EventStore

__all__ = ["Progress", "Verification", "check_log", "replayed", "state_faults", "verify"]

Progress = Callable[[Iterable[Event]], Iterable[Event]]
_REFERENCE: Final = '"digest"'
"""Stands in the body of every act that refers to a content."""


@dataclass(frozen=True, repr=False)
class Verification(Tabular):
    """What `verify` found.

    Args:
        events: Number of events.
        chains: Number of chains.
        contents: Number of contents that are there and have the right hash.
        erased: Number of contents that were erased, as an event says.
        unknown: Number of events of a kind that this version does not know.
        faults: What is wrong; none if all is well.
    """

    events: int
    chains: int
    contents: int
    erased: int
    unknown: int
    faults: tuple[Message, ...]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return not self.faults

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a fault."""
        return ("fault",)

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per fault."""
        return ((str(fault),) for fault in self.faults)

    @property
    def caption(self) -> str:
        """Say in one line whether all is well."""
        if self.ok:
            return t("All is well: the log, the texts and the present state belong together.")
        return tn("{n} fault", "{n} faults", len(self.faults))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at."""
        looked = t(
            "Looked at: {events} acts in {chains} chains, {contents} contents; {erased} erased.",
            events=self.events,
            chains=self.chains,
            contents=self.contents,
            erased=self.erased,
        )
        newer = tn(
            "{n} act is of a kind that this version does not know.",
            "{n} acts are of a kind that this version does not know.",
            self.unknown,
        )
        return (looked, newer) if self.unknown else (looked,)

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *(f"✗ {fault}" for fault in self.faults), *self.notes])


def check_log(store: EventStore, *, progress: Progress | None = None) -> Verification:
    """Check chains and contents, without replaying the state."""
    with store.reading():
        return _checked(store, progress)


def _checked(store: EventStore, progress: Progress | None) -> Verification:
    looked = _Looked(store)
    events = store.events()
    for event in progress(events) if progress else events:
        looked.at(event)
    if looked.ends.keys() != set(store.heads()):
        looked.faults.append(Message.of("The ends of the chains are not where they should be."))
    if looked.erased != store.erased():
        looked.faults.append(Message.of("What was erased is not what the acts say."))
    there, faults = _contents(store, looked.wanted, looked.erased)
    gone = len(looked.erased & looked.wanted.keys())
    return Verification(looked.events, len(looked.ends), there, gone, looked.unknown, (*looked.faults, *faults))


@dataclass(slots=True)
class _Looked:
    """What was seen while going through the log: only the ends of the chains are held, not all of them."""

    store: EventStore
    events: int = 0
    unknown: int = 0
    wanted: dict[str, str] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    ends: dict[str, tuple[str, int]] = field(default_factory=dict)
    faults: list[Message] = field(default_factory=list)

    def at(self, event: Event) -> None:
        """Look at the next event."""
        self.events += 1
        if not event.is_intact:
            self.faults.append(Message.of("Act {id} was changed: its hash is another.", id=event.id[:12]))
        if not self._follows(event):
            self.faults.append(Message.of("Act {id} does not follow the one before it.", id=event.id[:12]))
        self.ends[event.id] = (event.replica, event.seq)
        body = _body(event)
        if event.kind not in KINDS:
            self.unknown += 1
        elif body is None or not is_act(event.kind, body, event.actor):
            self.faults.append(Message.of("Act {id} is not what an act of its kind can be.", id=event.id[:12]))
            return
        if _REFERENCE in event.body:
            # Acts on codings, by far the most and the longest, refer to none.
            self.wanted.update(contents_in(body))
        if event.kind == "content.erased" and body is not None:
            self.erased.update(body["contents"])

    def _follows(self, event: Event) -> bool:
        if not event.prev:
            return event.seq == 1
        before = self.ends.pop(event.prev, None)
        if before is None and (other := self.store.event(event.prev)) is not None:
            # Another event follows it already: two copies wrote under one id.
            before = (other.replica, other.seq)
        return before == (event.replica, event.seq - 1)


def _body(event: Event) -> Mapping[str, Any] | None:
    try:
        body = json.loads(event.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _contents(store: EventStore, wanted: Mapping[str, str], erased: set[str]) -> tuple[int, list[Message]]:
    faults: list[Message] = []
    there: set[str] = set()
    for content in store.contents():
        there.add(content.id)
        if content.id in erased:
            faults.append(Message.of("Content {id} was erased and is there.", id=content.id))
        elif content.id not in wanted:
            faults.append(Message.of("Content {id} belongs to no act.", id=content.id))
        elif wanted[content.id] != content.digest:
            faults.append(Message.of("Content {id} was changed: its hash is another.", id=content.id))
    missing = wanted.keys() - there - erased
    faults.extend(Message.of("Content {id} is missing, and no act erased it.", id=one) for one in sorted(missing))
    return len(there), faults


def replayed(store: EventStore, *, until: int | None = None, progress: Progress | None = None) -> MemoryStore:
    """Build the state anew from the log, in memory.

    Args:
        store: Where the log is.
        until: Milliseconds since 1970: acts after that are left out.
        progress: Wraps the events.
    """
    copy = MemoryStore()
    copy.put("project", store.get("project"))
    copy.put("replica", store.get("replica"))
    events = (one for one in store.events() if until is None or one.ms <= until)
    copy.erase_contents(store.erased())
    Ledger(copy).receive(progress(events) if progress else events, store.contents())
    return copy


def verify(store: EventStore, *, progress: Progress | None = None) -> Verification:
    """Prove a store: every chain, every salted hash, and that the present state is what the log leads to.

    Args:
        store: The store.
        progress: Wraps the events, which are gone through twice, such as `tqdm.auto.tqdm`.
    """
    with store.reading():
        found = _checked(store, progress)
        return found if found.faults else replace(found, faults=state_faults(store, replayed(store, progress=progress)))


def state_faults(store: EventStore, other: EventStore) -> tuple[Message, ...]:
    """Say where the state of a store is not that of another one, such as the `replayed` one."""
    try:
        return tuple(_differences(store, other))
    except DamageError as error:
        # A row that is not even readable.
        return (Message.of("{text}", text=str(error)),)


def _differences(store: EventStore, other: EventStore) -> Iterator[Message]:
    yield from _unequal(store.entities(), other.entities())
    yield from _unequal(store.codings(), other.codings())
    ids = [one.id for one in store.events()]
    if store.undone(ids) != other.undone(ids):
        yield Message.of("What was taken back is not what the acts say.")
    if any(one != two for one, two in zip_longest(store.touches(), other.touches())):
        yield Message.of("Which acts are about what is not what the acts say.")


def _unequal(one: Iterable[tuple[str, object]], two: Iterable[tuple[str, object]]) -> Iterator[Message]:
    ours, theirs = dict(one), dict(two)
    for entity in sorted(ours.keys() | theirs.keys()):
        if ours.get(entity) != theirs.get(entity):
            kind = _type(ours.get(entity, theirs.get(entity)))
            yield Message.of("The state of {id} ({kind}) is not what the acts lead to.", id=entity, kind=kind)


def _type(row: object) -> str:
    return str(row["type"]) if isinstance(row, dict) and "type" in row else "coding"
