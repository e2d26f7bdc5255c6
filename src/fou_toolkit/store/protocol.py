"""What a place that keeps a project has to be able to do: rows in, rows out.

All that is thought about them stands in `store.ledger`; a new kind of store (a server, say) implements this protocol
and passes `tests/store/contract.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from fou_toolkit.store.event import Content, Event

__all__ = ["GONE", "STANDS", "CodingColumns", "CodingRow", "EventStore", "Row", "refuse_half"]

Column = npt.NDArray[np.int64]
Row = Mapping[str, Any]
"""State of one entity: `type`, and what belongs to it; ids and numbers only."""

GONE = 0
STANDS = 1


class CodingRow(NamedTuple):
    """State of one coding, as it was made; `state` is `STANDS` or `GONE`."""

    version: str
    start: int
    end: int
    code: str
    coder: str
    round: int
    polarity: int
    state: int


@dataclass(frozen=True, slots=True)
class CodingColumns:
    """Codings as columns, by number.

    Args:
        names: Ids of versions, codes and coders, by number.
        ids: Ids of the codings, `S20`, shape `(k,)`.
        number: Number of each coding, from 0, growing.
        version: Number of the version's id in `names`; `code` and `coder` likewise.
        start: First code point.
        end: One past the last.
        code: See `version`.
        coder: See `version`.
        round: Round of coding.
        polarity: Number in `model.POLARITIES`.
        state: `STANDS` or `GONE`.
    """

    names: tuple[str, ...]
    ids: npt.NDArray[np.bytes_]
    number: Column
    version: Column
    start: Column
    end: Column
    code: Column
    coder: Column
    round: Column
    polarity: Column
    state: Column


class EventStore(Protocol):
    """Keeps events, contents, and the state derived from them."""

    def writing(self) -> AbstractContextManager[None]:
        """Everything inside is done whole or not at all; nobody else writes meanwhile.

        May be nested. If a part fails, all is taken back, even if somebody catches the error in between.
        """

    def reading(self) -> AbstractContextManager[None]:
        """Everything that is read inside is of one state, whatever others write; nothing can be written inside."""

    def get(self, key: str) -> str:
        """Give a fact about the store itself (`replica`, `project`, `clock`); empty where there is none."""

    def put(self, key: str, value: str) -> None:
        """Set such a fact."""

    def add_event(self, event: Event, touches: Sequence[str]) -> None:
        """Add an event; it becomes a head in place of the one before it."""

    def event(self, event_id: str) -> Event | None:
        """Give an event."""

    def events(self, *, actor: str = "", kind: str = "") -> Iterator[Event]:
        """Give events in the order of their arrival: all, of one actor, of one kind."""

    def newest(self, actor: str) -> Iterator[Event]:
        """Give the events of an actor, newest first by the clock."""

    def chain_end(self, replica: str) -> Event | None:
        """Give the last event of a chain."""

    def heads(self) -> tuple[str, ...]:
        """Give the ids of the ends of all chains, sorted."""

    def count_events(self) -> int:
        """Give the number of events."""

    def add_touches(self, event_id: str, touches: Sequence[str]) -> None:
        """Say that an event touches these entities; after `clear_state`."""

    def touches(self) -> Iterator[tuple[str, str]]:
        """Give all entities with the ids of the events that touch them: sorted by entity, then by arrival."""

    def touching(self, entity: str) -> tuple[str, ...]:
        """Give the ids of all events that touch an entity, in the order of their arrival."""

    def shared_entities(self) -> tuple[str, ...]:
        """Give the entities that events of several copies touch."""

    def set_undone(self, event_id: str, *, undone: bool) -> None:
        """Say whether an act was taken back."""

    def undone(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Give those of some events that were taken back."""

    def add_contents(self, contents: Iterable[Content]) -> None:
        """Add contents; those that are there already, or were erased, stay as they are."""

    def content(self, content_id: str) -> Content | None:
        """Give a content; nothing where it was erased."""

    def contents(self) -> Iterator[Content]:
        """Give all contents."""

    def erase_contents(self, ids: Iterable[str]) -> None:
        """Erase contents for good; they cannot be added again."""

    def erased(self) -> frozenset[str]:
        """Give the ids of all contents that were erased."""

    def put_entity(self, entity: str, row: Row | None) -> None:
        """Set the state of an entity; `None` takes it away."""

    def entity(self, entity: str) -> Row | None:
        """Give the state of an entity."""

    def entities(self, kind: str = "") -> Iterator[tuple[str, Row]]:
        """Give all entities, or those of one type, sorted by id."""

    def put_codings(self, rows: Iterable[tuple[str, CodingRow]]) -> None:
        """Set the state of codings."""

    def coding(self, coding: str) -> CodingRow | None:
        """Give the state of a coding."""

    def codings(self) -> Iterator[tuple[str, CodingRow]]:
        """Give id and state of all codings, in the order in which they came."""

    def coding_columns(self, *, changed_after: int = 0) -> "CodingColumns":
        """Give the state of codings as columns: of all, or of those that changed after a state."""

    def state_number(self, kind: str = "") -> int:
        """Give a number that grows with every change of the state, or of the entities of one type."""

    def clear_state(self) -> None:
        """Forget all that is derived, also what touches what; it is built again by `store.ledger.rebuild`."""

    def close(self) -> None:
        """Let go of the file."""


def refuse_half(*, failed: bool) -> None:
    """Refuse to keep what was written, if a part of it failed and the error was caught on the way out.

    Raises:
        RuntimeError: A part failed.
    """
    if failed:
        message = "a part of what was written together failed; all of it is taken back"
        raise RuntimeError(message)
