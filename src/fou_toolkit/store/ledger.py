"""Acts on a store: each is sealed, chained, stored with its contents, and the state follows in the same transaction."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError
from fou_toolkit.store.causality import Causality
from fou_toolkit.store.clock import now_ms, tick
from fou_toolkit.store.event import Content, Event, new_id
from fou_toolkit.store.kinds import KINDS, check_body, is_act, touched
from fou_toolkit.store.protocol import CodingRow, EventStore
from fou_toolkit.store.state import Act, derive, is_coding, made_and_gone

__all__ = ["UNKNOWN", "Ledger"]

_REMEMBERED: Final = 5_000_000
"""Acts of so many letters together stay read; one that brings in many codings is asked for once per coding."""
_TOGETHER: Final = 10_000
"""Codings that are written in one go."""
_TAKES_BACK: Final = ("act.undone", "act.redone")
_JOINS: Final = {"merge.joined": "heads", "replica.begun": "from"}
"""Kinds that say what a chain has seen of others, and the field that names it."""
_MERGES: Final = "merges"
"""By this name the events of these kinds are found; it is no entity."""
UNKNOWN: Final = "unknown"
"""Fact about the store: how many events were of a kind that was not known when the state was made."""


class Ledger:
    """The acts of a project.

    Args:
        store: Where they are kept.
        wall: The wall clock, milliseconds.
        ids: Gives random ids.
    """

    def __init__(self, store: EventStore, *, wall: Callable[[], int] = now_ms, ids: Callable[[], str] = new_id) -> None:
        self.store = store
        self.new_id = ids
        self._wall = wall
        self._acts: OrderedDict[str, Act] = OrderedDict()
        self._letters = 0
        self._causality: Causality | None = None
        self._merges = -1

    # --- writing

    def begin(self, project: str = "", *, actor: str = "") -> str:
        """Begin a project in an empty store: it gets an id and this copy a replica; gives the project's id.

        Args:
            project: The id, where it is known already; a new one without it.
            actor: Id of who does it.
        """
        project = project or self.new_id()
        with self.store.writing():
            self.store.put("project", project)
            self.store.put("replica", self.new_id())
            self.act("project.begun", {"project": project}, actor=actor)
        return project

    def begin_replica(self, *, actor: str = "") -> None:
        """Go on in a chain of its own: this store is a copy of another that may be written to as well."""
        with self.store.writing():
            heads = list(self.store.heads())
            self.store.put("replica", self.new_id())
            self.act("replica.begun", {"from": heads}, actor=actor)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do several acts whole or not at all."""
        with self.store.writing():
            yield

    def act(self, kind: str, body: Mapping[str, Any], *, actor: str, contents: Sequence[Content] = ()) -> Event:
        """Do one act.

        Args:
            kind: One of `KINDS`.
            body: What its kind says.
            actor: Id of who does it.
            contents: What its body refers to.

        Raises:
            DataError: The body is not what its kind says.
        """
        check_body(kind, body, actor=actor)
        with self.store.writing():
            replica = self.store.get("replica")
            last = self.store.chain_end(replica)
            clock = tick(self.latest(), self._wall())
            event = Event.sealed(
                replica, last.seq + 1 if last else 1, clock, actor, kind, body, last.id if last else ""
            )
            self.store.add_contents(contents)
            self._keep(event, body)
            self._follow([event])
        return event

    def receive(self, events: Iterable[Event], contents: Iterable[Content]) -> int:
        """Take events of other copies with their contents; what is here already is left alone.

        Args:
            events: Each after those before it in its chain, and after those that it joins.
            contents: Contents of these events, as far as they were not erased.

        Returns:
            How many were new.

        Raises:
            DataError: An event is damaged, or the one before it is missing.
        """
        with self.store.writing():
            self.store.add_contents(contents)
            fresh: list[str] = []
            for event in events:
                if self.store.event(event.id) is None:
                    self._keep(event, self._checked_body(event))
                    fresh.append(event.id)
            # What was seen by whom is known only when all merges are here.
            self._causality = None
            self._follow(event for event in map(self.store.event, fresh) if event is not None)
        return len(fresh)

    def _checked_body(self, event: Event) -> Mapping[str, Any]:
        body = _body(event)
        if event.is_intact and (event.kind not in KINDS or is_act(event.kind, body, event.actor)):
            # What it joins has to be here as well, or nobody could tell who had seen what.
            before = [*filter(None, [event.prev]), *(body[_JOINS[event.kind]] if event.kind in _JOINS else ())]
            if all(self.store.event(one) is not None for one in before):
                return body
        hint = t("Check the other copy first: fou verify.")
        raise DataError(t("Act {id} is damaged, or the one before it is missing.", id=event.id[:12]), hint=hint)

    def undo(self, event: Event, *, actor: str) -> Event:
        """Take back an act; see `undoable`.

        Raises:
            DataError: It is somebody else's, is of a kind that stays, or was taken back already.
        """
        self._check_own(event, actor)
        if self.store.undone([event.id]):
            raise DataError(t("This was taken back already."), hint=t("Look at what was done last: fou history."))
        return self.act("act.undone", {"act": event.id}, actor=actor)

    def redo(self, event: Event, *, actor: str) -> Event:
        """Do again what was taken back; see `redoable`.

        Raises:
            DataError: It is somebody else's, or was not taken back.
        """
        self._check_own(event, actor)
        if not self.store.undone([event.id]):
            raise DataError(t("This was not taken back."), hint=t("Look at what was done last: fou history."))
        return self.act("act.redone", {"act": event.id}, actor=actor)

    def _check_own(self, event: Event, actor: str) -> None:
        if event.actor != actor:
            hint = t("Ask the one who did it, or do the opposite yourself.")
            raise DataError(t("Only the one who did something can take it back."), hint=hint)
        if not _undoable(event):
            raise DataError(t("This cannot be taken back."), hint=t("Withdrawals, erasures and merges stay."))

    def _keep(self, event: Event, body: Mapping[str, Any]) -> None:
        """Store the event itself."""
        self.store.add_event(event, self._touches(event, body))
        if event.kind not in KINDS:
            self.store.put(UNKNOWN, str(int(self.store.get(UNKNOWN) or 0) + 1))
        if (event.ms, event.count) > self.latest():
            self.store.put("clock", f"{event.ms} {event.count}")

    def _touches(self, event: Event, body: Mapping[str, Any]) -> tuple[str, ...]:
        # An undoing is found by the act that it names.
        if event.kind in _TAKES_BACK:
            return (f"act/{body['act']}",)
        return (_MERGES,) if event.kind in _JOINS else touched(event.kind, body)

    def _follow(self, events: Iterable[Event]) -> None:
        """Bring the state up to date with events that are stored."""
        entities: dict[str, None] = {}
        for event in events:
            entities.update(dict.fromkeys(self._changed_by(event)))
        self._derive(entities)

    def _changed_by(self, event: Event) -> tuple[str, ...]:
        """Do what an event says beside the state, and give the entities whose state it changes."""
        body = self.read(event).body
        if event.kind == "content.erased":
            self.store.erase_contents(body["contents"])
        # An act may have been taken back by an event that arrived before it.
        act = self.find(body["act"]) if event.kind in _TAKES_BACK else self.read(event)
        if act is None:
            return ()
        self._mark_undone(act.event.id)
        return touched(act.event.kind, act.body)

    def _mark_undone(self, act_id: str) -> None:
        """The last word about an act, in total order, counts."""
        last = self.last_word(act_id)
        if last is not None:
            self.store.set_undone(act_id, undone=last.kind == "act.undone")

    def last_word(self, act_id: str) -> Event | None:
        """Give the last event, in total order, by which who did an act takes it back or does it again."""
        words = [event for event in map(self.store.event, self.store.touching(f"act/{act_id}")) if event is not None]
        act = self.store.event(act_id) if words else None
        own = [word for word in words if act is not None and word.actor == act.actor and _undoable(act)]
        return max(own, key=lambda one: one.order, default=None)

    def _derive(self, entities: Iterable[str]) -> None:
        codings: list[tuple[str, CodingRow]] = []
        for entity in entities:
            state = self.state_of(entity)
            if state is not None and is_coding(state):
                codings.append((entity, state["row"]))
                if len(codings) == _TOGETHER:
                    self.store.put_codings(codings)
                    codings.clear()
            else:
                self.store.put_entity(entity, state)
        self.store.put_codings(codings)

    # --- reading

    def latest(self) -> tuple[int, int]:
        """Give the greatest time of the clock that was seen."""
        ms, _, count = (self.store.get("clock") or "0 0").partition(" ")
        return int(ms), int(count)

    def read(self, event: Event) -> Act:
        """Give an event with its body read; the last ones are remembered."""
        act = self._acts.get(event.id)
        if act is None:
            act = self._acts[event.id] = _act(event, _body(event))
            self._letters += len(event.body)
        self._acts.move_to_end(event.id)
        while self._letters > _REMEMBERED and len(self._acts) > 1:
            _, old = self._acts.popitem(last=False)
            self._letters -= len(old.event.body)
        return act

    def acts_on(self, entity: str) -> list[Act]:
        """Give the acts that touch an entity, in total order; those that were taken back, too."""
        found = [self.find(one) for one in self.store.touching(entity)]
        return sorted((act for act in found if act is not None), key=lambda act: act.event.order)

    def state_of(self, entity: str) -> dict[str, Any] | None:
        """Work out the state of an entity from its acts."""
        acts = self.acts_on(entity)
        state = derive(entity, self.standing(entity, acts), self.is_concurrent, self.find)
        return made_and_gone(entity, acts) if state is None else state

    def standing(self, entity: str, acts: Sequence[Act]) -> list[Act]:
        """Leave out the acts on an entity that were taken back.

        One that somebody went on working on, without knowing that it was taken back, stays: what stands goes before
        what was removed, and the conflict is listed.
        """
        undone = self.store.undone(act.event.id for act in acts)
        kept = [act for act in acts if act.event.id not in undone]
        if not undone:
            return kept
        return [act for act in acts if act.event.id not in undone or self.contradicting(entity, act, kept)]

    def contradicting(self, entity: str, undone: Act, others: Sequence[Act]) -> list[Act]:
        """Give the acts that build on one that was taken back, done without knowing that it was."""
        word = self.last_word(undone.event.id)
        return [
            act
            for act in others
            if word is not None
            and act.builds(entity)
            and self.causality.concurrent(act.event, word)
            and self.causality.saw(act.event, undone.event)
        ]

    def is_concurrent(self, one: Event, two: Event) -> bool:
        """Tell whether two events were done without knowing of each other."""
        return self.causality.concurrent(one, two)

    def find(self, event_id: str) -> Act | None:
        """Give an act by the id of its event."""
        known = self._acts.get(event_id)
        event = self.store.event(event_id) if known is None else known.event
        return None if event is None else self.read(event)

    @property
    def causality(self) -> Causality:
        """Who had seen what."""
        # Another process may have merged since.
        merges = len(self.store.touching(_MERGES))
        if self._causality is None or self._merges != merges:
            self._merges = merges
            self._causality = Causality(self._merged, self._ends, self.store.event)
        return self._causality

    def _ends(self) -> Iterator[Event]:
        return (event for event in map(self.store.event, self.store.heads()) if event is not None)

    def _merged(self) -> Iterator[tuple[Event, tuple[Event, ...]]]:
        for event in map(self.store.event, self.store.touching(_MERGES)):
            if event is not None:
                found = map(self.store.event, _body(event)[_JOINS[event.kind]])
                yield event, tuple(one for one in found if one is not None)

    def value(self, content_id: str) -> Any:  # noqa: ANN401 - each kind of content has its own shape
        """Give what a content holds; `None` where it was erased."""
        content = self.store.content(content_id)
        return None if content is None else content.value

    # --- undo

    def undoable(self, actor: str) -> Event | None:
        """Give the act that an actor would take back next: the last of their own that stands."""
        return next(self.all_undoable(actor), None)

    def all_undoable(self, actor: str) -> Iterator[Event]:
        """Give the acts that an actor would take back, one after the other."""
        for event in self.store.newest(actor):
            if _undoable(event) and not self.store.undone([event.id]):
                yield event

    def redoable(self, actor: str) -> Event | None:
        """Give the act that an actor took back last, if they have done nothing new since."""
        return next(self.all_redoable(actor), None)

    def all_redoable(self, actor: str) -> Iterator[Event]:
        """Give the acts that an actor would do again, one after the other."""
        given: set[str] = set()
        for event in self.store.newest(actor):
            if event.kind in _TAKES_BACK:
                act = self.find(_body(event)["act"])
                if act is not None and act.event.id not in given and self.store.undone([act.event.id]):
                    given.add(act.event.id)
                    yield act.event
            elif _undoable(event):
                return

    def rebuild(self) -> None:
        """Forget the state and derive it anew from all events."""
        with self.store.writing():
            self.store.clear_state()
            self._causality = None
            unknown = 0
            for event in self.store.events():
                self.store.add_touches(event.id, self._touches(event, _body(event)))
                unknown += event.kind not in KINDS
            self.store.put(UNKNOWN, str(unknown))
            self._follow(self.store.events())


def _body(event: Event) -> dict[str, Any]:
    """Read the body of an event; of a kind that is not known, nothing is taken for granted."""
    try:
        body = json.loads(event.body)
    except ValueError:
        body = {}
    return body if isinstance(body, dict) else {}


def _undoable(event: Event) -> bool:
    kind = KINDS.get(event.kind)
    return kind is not None and kind.undoable


def _act(event: Event, body: Mapping[str, Any]) -> Act:
    items: dict[str, Mapping[str, Any]] = {}
    if event.kind not in KINDS:
        return Act(event, body, items)
    for item in body.get("items", ()):
        for name in ("coding", "code"):
            if name in item and not (name == "code" and "version" in item):
                items[item[name]] = item
        if "suggestion" in item and "verdict" in item:
            items[f"{item['suggestion']}/{body['coder']}"] = item
    for item in body.get("read", ()):
        items[f"{item['coder']}/{item['source']}/{item['round']}"] = item
    return Act(event, body, items)
