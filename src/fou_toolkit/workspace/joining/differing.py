"""Which acts, done without knowing of each other, wrote one thing in different ways: worked out of the log."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fou_toolkit.store import GONE, Event, Ledger
from fou_toolkit.store.event import canonical
from fou_toolkit.store.kinds import touched
from fou_toolkit.store.state import Act, as_seen_by, derive, is_coding

__all__ = ["Difference", "State", "differences", "last_acts"]

State = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One entity that copies wrote in different ways.

    Args:
        entity: Its id.
        acts: The last acts on it that had not seen each other, in total order.
        views: The state of the entity after each of these, in the copy where it was done.
        now: Its state now.
    """

    entity: str
    acts: tuple[Act, ...]
    views: tuple[State, ...]
    now: State


def differences(ledger: Ledger) -> Iterator[Difference]:
    """Give what copies wrote in different ways and nobody has settled, by id of the entity."""
    for entity in sorted(_candidates(ledger)):
        found = _difference(ledger, entity)
        if found is not None:
            yield found


def _candidates(ledger: Ledger) -> set[str]:
    """Give the entities on which two acts can be concurrent: they are from several copies, or branches of one."""
    store = ledger.store
    found = {one for one in store.shared_entities() if not one.startswith("act/") and one != "merges"}
    found.update(_in_branches(ledger))
    for undoing in store.events(kind="act.undone"):
        act = ledger.find(json.loads(undoing.body)["act"])
        if act is not None:
            found.update(
                one
                for one in touched(act.event.kind, act.body)
                if any(_replica(ledger, event) != undoing.replica for event in store.touching(one))
            )
    return found


def _replica(ledger: Ledger, event_id: str) -> str:
    act = ledger.find(event_id)
    return "" if act is None else act.event.replica


def _in_branches(ledger: Ledger) -> set[str]:
    """Give the entities that several branches of one chain touch."""
    causality = ledger.causality
    first: dict[str, tuple[str, int]] = {}
    found: set[str] = set()
    for event_id in causality.forked:
        act = ledger.find(event_id)
        if act is not None:
            branch = causality.branch_of(act.event)
            found.update(one for one in touched(act.event.kind, act.body) if first.setdefault(one, branch) != branch)
    return found


def last_acts(ledger: Ledger, entity: str) -> list[Act]:
    """Give the acts on an entity that nobody who acted on it had seen; more than one if copies went separate ways."""
    acts = ledger.acts_on(entity)
    standing = ledger.standing(entity, acts)
    undone = ledger.store.undone(act.event.id for act in standing)
    words = (ledger.last_word(event_id) for event_id in sorted(undone))
    doubtful = {word.id: ledger.read(word) for word in words if word is not None}
    every = [*(act for act in standing if act.event.id not in undone), *doubtful.values()]
    saw = ledger.causality.saw
    last = [act for act in every if not any(saw(other.event, act.event) for other in every)]
    return sorted(last, key=lambda act: act.event.order)


def _difference(ledger: Ledger, entity: str) -> Difference | None:
    last = last_acts(ledger, entity)
    if len(last) <= 1:
        return None
    acts = ledger.standing(entity, ledger.acts_on(entity))
    views = tuple(as_seen_by(act, entity, acts, ledger.is_concurrent, ledger.find) for act in last)
    now = ledger.state_of(entity)
    shared = [one for one in acts if all(_knew(ledger, act.event, one.event) for act in last)]
    base = _aspects(ledger, derive(entity, shared, ledger.is_concurrent, ledger.find))
    stands = _aspects(ledger, now)
    for view in views:
        aspects = _aspects(ledger, view)
        changed = [name for name in aspects.keys() | base.keys() if aspects.get(name) != base.get(name)]
        if any(aspects.get(name) != stands.get(name) for name in changed):
            return Difference(entity, tuple(last), views, now)
    return None


def _knew(ledger: Ledger, later: Event, earlier: Event) -> bool:
    return later.id != earlier.id and ledger.causality.saw(later, earlier)


def _aspects(ledger: Ledger, state: State) -> dict[str, str]:
    """Give what of an entity is written independently of the rest; equal words count as equal."""
    if state is None:
        return {}
    if is_coding(state):
        row = state["row"]
        return {} if row.state == GONE else {"row": canonical(list(row))}
    parts = _PARTS.get(state["type"], {"all": tuple(name for name in state if name not in ("actor", "ms", "at"))})
    return {part: canonical([_said(ledger, name, state[name]) for name in names]) for part, names in parts.items()}


_PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "source": {"facts": ("facts",), "text": ("version",), "erased": ("erased",)},
    "participant": {"content": ("content",), "withdrawn": ("withdrawn",)},
    "code": {"content": ("content",), "place": ("parent", "place"), "standing": ("retired", "into", "split")},
}


def _said(ledger: Ledger, name: str, value: object) -> object:
    """Give what a content says in place of its id."""
    if name not in ("content", "facts") or not isinstance(value, str):
        return value
    said = ledger.value(value)
    return value if said is None else said
