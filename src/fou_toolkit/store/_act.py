"""An act as the state of an entity is made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fou_toolkit.store.event import Event
from fou_toolkit.store.kinds import KINDS

__all__ = ["Act", "Fold", "State"]

State = dict[str, Any]
Fold = Callable[["Act", str, State | None], State | None]
"""Gives the state of an entity after an act, out of the act, the id of the entity, and its state before."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its body read, and the items of its body by what they are about.

    Args:
        event: The event.
        body: Its body.
        items: Items of the body by the entity that they describe.
    """

    event: Event
    body: Mapping[str, Any]
    items: Mapping[str, Mapping[str, Any]]

    def removes(self, entity: str) -> bool:
        """Tell whether it takes an entity away."""
        kind = KINDS.get(self.event.kind)
        return kind is not None and (kind.removes or self._rejects(entity))

    def builds(self, entity: str) -> bool:
        """Tell whether somebody went on working on an entity; neither removing it nor erasing words is that."""
        kind = KINDS.get(self.event.kind)
        return kind is not None and not kind.erases and not self.removes(entity)

    def _rejects(self, entity: str) -> bool:
        """Tell whether a decision takes back the coding that an earlier one made."""
        return "/" not in entity and self.items.get(entity, {}).get("verdict") == "reject"
