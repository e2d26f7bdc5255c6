"""The store in memory: for looking at a project as it was, and for replaying the log."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Final

import numpy as np

from fou_toolkit.store.event import Content, Event, canonical
from fou_toolkit.store.protocol import CodingColumns, CodingRow, Row, refuse_half

__all__ = ["MemoryStore"]

_KEPT: Final = (
    *("_facts", "_events", "_ends", "_heads", "_undone", "_contents", "_erased", "_entities", "_codings", "_state"),
    "_numbers",
)


class MemoryStore:
    """Events, contents and state in dictionaries; see `store.protocol.EventStore`."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}
        self._events: dict[str, Event] = {}
        self._ends: dict[str, Event] = {}
        self._heads: set[str] = set()
        self._touches: dict[str, list[str]] = {}
        self._undone: set[str] = set()
        self._contents: dict[str, Content] = {}
        self._erased: set[str] = set()
        self._entities: dict[str, str] = {}
        self._codings: dict[str, tuple[int, CodingRow]] = {}
        self._state = 0
        self._numbers: dict[str, int] = {}
        self._depth = 0
        self._failed = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is done whole or not at all."""
        if self._depth:
            try:
                yield
            except BaseException:
                self._failed = True
                raise
            return
        before = {name: copy(getattr(self, name)) for name in _KEPT}
        touches = {entity: list(events) for entity, events in self._touches.items()}
        self._depth, self._failed = 1, False
        try:
            yield
            refuse_half(failed=self._failed)
        except BaseException:
            for name, value in before.items():
                setattr(self, name, value)
            self._touches = touches
            raise
        finally:
            self._depth = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything that is read inside is of one state; nobody else is there."""
        yield

    def get(self, key: str) -> str:
        """Give a fact about the store itself."""
        return self._facts.get(key, "")

    def put(self, key: str, value: str) -> None:
        """Set such a fact."""
        self._facts[key] = value

    def add_event(self, event: Event, touches: Sequence[str]) -> None:
        """Add an event; it becomes a head in place of the one before it."""
        self._events[event.id] = event
        self._heads.discard(event.prev)
        self._heads.add(event.id)
        end = self._ends.get(event.replica)
        if end is None or event.seq >= end.seq:
            self._ends[event.replica] = event
        self.add_touches(event.id, touches)

    def event(self, event_id: str) -> Event | None:
        """Give an event."""
        return self._events.get(event_id)

    def events(self, *, actor: str = "", kind: str = "") -> Iterator[Event]:
        """Give events in the order of their arrival: all, of one actor, of one kind."""
        found = list(self._events.values())
        return (one for one in found if actor in ("", one.actor) and kind in ("", one.kind))

    def newest(self, actor: str) -> Iterator[Event]:
        """Give the events of an actor, newest first by the clock."""
        return iter(sorted(self.events(actor=actor), key=lambda one: one.order, reverse=True))

    def chain_end(self, replica: str) -> Event | None:
        """Give the last event of a chain."""
        return self._ends.get(replica)

    def heads(self) -> tuple[str, ...]:
        """Give the ids of the ends of all chains, sorted."""
        return tuple(sorted(self._heads))

    def count_events(self) -> int:
        """Give the number of events."""
        return len(self._events)

    def add_touches(self, event_id: str, touches: Sequence[str]) -> None:
        """Say that an event touches these entities."""
        for entity in touches:
            self._touches.setdefault(entity, []).append(event_id)

    def touches(self) -> Iterator[tuple[str, str]]:
        """Give all entities with the ids of the events that touch them: sorted by entity, then by arrival."""
        return ((entity, event) for entity in sorted(self._touches) for event in self._touches[entity])

    def touching(self, entity: str) -> tuple[str, ...]:
        """Give the ids of all events that touch an entity, in the order of their arrival."""
        return tuple(self._touches.get(entity, ()))

    def shared_entities(self) -> tuple[str, ...]:
        """Give the entities that events of several copies touch."""
        several = (
            entity for entity, ids in self._touches.items() if len({self._events[one].replica for one in ids}) > 1
        )
        return tuple(sorted(several))

    def set_undone(self, event_id: str, *, undone: bool) -> None:
        """Say whether an act was taken back."""
        (self._undone.add if undone else self._undone.discard)(event_id)

    def undone(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Give those of some events that were taken back."""
        return frozenset(event_ids) & self._undone

    def add_contents(self, contents: Iterable[Content]) -> None:
        """Add contents; those that are there already, or were erased, stay as they are."""
        for one in contents:
            if one.id not in self._erased:
                self._contents.setdefault(one.id, one)

    def content(self, content_id: str) -> Content | None:
        """Give a content; nothing where it was erased."""
        return self._contents.get(content_id)

    def contents(self) -> Iterator[Content]:
        """Give all contents."""
        return iter(list(self._contents.values()))

    def erase_contents(self, ids: Iterable[str]) -> None:
        """Erase contents for good; they cannot be added again."""
        for one in ids:
            self._erased.add(one)
            self._contents.pop(one, None)

    def erased(self) -> frozenset[str]:
        """Give the ids of all contents that were erased."""
        return frozenset(self._erased)

    def put_entity(self, entity: str, row: Row | None) -> None:
        """Set the state of an entity; `None` takes it away."""
        before = self._entities.pop(entity, None)
        if row is not None:
            self._entities[entity] = canonical(row)
        if row is not None or before is not None:
            self._changed(row["type"] if row is not None else json.loads(before or "{}")["type"])

    def entity(self, entity: str) -> Row | None:
        """Give the state of an entity."""
        row = self._entities.get(entity)
        return None if row is None else json.loads(row)

    def entities(self, kind: str = "") -> Iterator[tuple[str, Row]]:
        """Give all entities, or those of one type, sorted by id."""
        for entity in sorted(self._entities):
            row = json.loads(self._entities[entity])
            if kind in ("", row["type"]):
                yield entity, row

    def put_codings(self, rows: Iterable[tuple[str, CodingRow]]) -> None:
        """Set the state of codings."""
        for coding, row in rows:
            self._codings[coding] = (self._changed("coding"), row)

    def coding(self, coding: str) -> CodingRow | None:
        """Give the state of a coding."""
        found = self._codings.get(coding)
        return None if found is None else found[1]

    def codings(self) -> Iterator[tuple[str, CodingRow]]:
        """Give id and state of all codings, in the order in which they came."""
        return ((coding, row) for coding, (_, row) in list(self._codings.items()))

    def coding_columns(self, *, changed_after: int = 0) -> CodingColumns:
        """Give the state of codings as columns."""
        numbers: dict[str, int] = {}
        ids, rows = [], []
        for number, (coding, (changed, row)) in enumerate(self._codings.items()):
            if changed > changed_after:
                version, code, coder = (
                    numbers.setdefault(name, len(numbers)) for name in (row.version, row.code, row.coder)
                )
                ids.append(coding)
                rows.append((number, version, row.start, row.end, code, coder, row.round, row.polarity, row.state))
        columns = np.array(rows, np.int64).reshape(-1, 9).T
        return CodingColumns(tuple(numbers), np.array(ids, "S20"), *columns)

    def _changed(self, kind: str) -> int:
        self._state += 1
        self._numbers[kind] = self._state
        return self._state

    def state_number(self, kind: str = "") -> int:
        """Give a number that grows with every change of the state, or of the entities of one type."""
        return self._numbers.get(kind, 0) if kind else self._state

    def clear_state(self) -> None:
        """Forget all that is derived."""
        self._entities.clear()
        self._codings.clear()
        self._undone.clear()
        self._touches.clear()
        self._changed("coding")
        self._numbers = dict.fromkeys(self._numbers, self._state)

    def close(self) -> None:
        """Nothing is held."""
