"""Take in the acts of other copies: each once, whole or not at all; one more act says what was joined.

So merging is idempotent, commutative and associative for the state (docs/decisions/0009).
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from fou_toolkit.store import Content, Event, EventStore, Ledger
from fou_toolkit.store.kinds import contents_in

__all__ = ["ABOUT_COPIES", "fresh_events", "join"]

ABOUT_COPIES: Final = ("merge.joined", "replica.begun")
"""Kinds that say something about copies only; where nothing else is new, there is nothing to join."""


def fresh_events(store: EventStore, others: Sequence[EventStore]) -> list[Event]:
    """Give the events of other copies that are not here, each once and after those it builds on.

    Nothing, where they only say what was merged there: it is known here.
    """
    fresh: dict[str, Event] = {}
    for other in others:
        for event in other.events():
            if event.id not in fresh and store.event(event.id) is None:
                fresh[event.id] = event
    is_news = any(event.kind not in ABOUT_COPIES for event in fresh.values())
    return list(fresh.values()) if is_news else []


def join(ledger: Ledger, others: Sequence[EventStore], *, actor: Callable[[], str]) -> list[Event]:
    """Take in what other copies have and this one has not.

    Args:
        ledger: This copy.
        others: The other copies; they are only read.
        actor: Gives who merges; asked when the others' acts are here, since they may know them.

    Returns:
        The events that were new here.
    """
    with ledger.writing():
        store = ledger.store
        fresh = fresh_events(store, others)
        if not fresh:
            return []
        ledger.receive(fresh, _contents(fresh, others))
        if any(event.replica == store.get("replica") for event in fresh):
            # Another copy writes under our id, and it was not noticed until now: from here on we have one of our own.
            ledger.begin_replica(actor=actor())
        else:
            own = store.chain_end(store.get("replica"))
            heads = [head for head in store.heads() if own is None or head != own.id]
            ledger.act("merge.joined", {"heads": heads}, actor=actor())
        return fresh


def _contents(events: Sequence[Event], others: Sequence[EventStore]) -> Iterator[Content]:
    """Give what new events refer to, as far as somebody still has it."""
    for event in events:
        for content_id, _ in contents_in(json.loads(event.body)):
            found = next((one for one in (other.content(content_id) for other in others) if one is not None), None)
            if found is not None:
                yield found
