"""Who had seen what: which acts were done without knowing of each other.

A chain has seen its own events and, after a merge, everything up to the heads that the merge joined (version vectors,
Mattern 1989). Two acts are concurrent if neither had seen the other. Where two copies wrote under one id without
noticing, their chain has branches, and each branch counts for itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fou_toolkit.store.event import Event

__all__ = ["Causality"]

Branch = tuple[str, int]
"""A copy, and which of its branches; 0 where it has only one."""
Vector = Mapping[Branch, int]


@dataclass(slots=True)
class _Branches:
    """The branches of the chains that have several.

    Args:
        of: Number of the branch by id of the event.
        root: Where a branch leaves another one: that branch, and the number of the last event they share.
    """

    of: dict[str, int] = field(default_factory=dict)
    root: dict[Branch, tuple[Branch, int]] = field(default_factory=dict)
    forked: set[str] = field(default_factory=set)


class Causality:
    """What each copy had seen at each of its events.

    Args:
        merges: Events that join chains, each with the events that it names; in any order.
        ends: The last events of all chains.
        find: Gives an event by its id.
    """

    def __init__(
        self,
        merges: Callable[[], Iterable[tuple[Event, tuple[Event, ...]]]],
        ends: Callable[[], Iterable[Event]] = tuple,
        find: Callable[[str], Event | None] = lambda _: None,
    ) -> None:
        self._merges = merges
        self._ends = ends
        self._find = find

    @cached_property
    def _branches(self) -> _Branches:
        ends: dict[str, list[Event]] = {}
        for event in self._ends():
            ends.setdefault(event.replica, []).append(event)
        found = _Branches(forked={replica for replica, several in ends.items() if len(several) > 1})
        for replica in sorted(found.forked):
            for number, end in enumerate(sorted(ends[replica], key=lambda one: one.order)):
                self._follow_down(found, end, number)
        return found

    def _follow_down(self, found: _Branches, end: Event, number: int) -> None:
        """Give the events of a branch its number, down to where it left another."""
        event: Event | None = end
        while event is not None and event.id not in found.of:
            found.of[event.id] = number
            event = self._find(event.prev) if event.prev else None
        if event is not None:
            found.root[end.replica, number] = ((event.replica, found.of[event.id]), event.seq)

    def branch_of(self, event: Event) -> Branch:
        """Give the copy in which an event was done, and which branch of its chain."""
        if event.replica not in self._branches.forked:
            return event.replica, 0
        at: Event | None = event
        while at is not None and at.id not in self._branches.of:
            at = self._find(at.prev) if at.prev else None
        return event.replica, 0 if at is None else self._branches.of[at.id]

    @property
    def forked(self) -> Iterable[str]:
        """The ids of all events in chains that have branches."""
        return self._branches.of

    @cached_property
    def _joined(self) -> Mapping[Branch, list[tuple[int, Vector]]]:
        """By branch: number of the merge in it, and what had been seen after it; growing."""
        seen: dict[Branch, list[tuple[int, Vector]]] = {}
        # A merge is later by the clock than all that it joins, so what it needs is known already.
        for merge, heads in sorted(self._merges(), key=lambda one: one[0].order):
            branch = self.branch_of(merge)
            known = dict(self._vector(seen, branch, merge.seq))
            for head in heads:
                place = self.branch_of(head)
                _raise(known, self._vector(seen, place, head.seq))
                _raise(known, self._line(place, head.seq))
            seen.setdefault(branch, []).append((merge.seq, known))
        return seen

    def _line(self, branch: Branch, seq: int) -> Vector:
        """Give a place in a chain, and where the branches left each other below it."""
        line = {branch: seq}
        while branch in self._branches.root:
            branch, root = self._branches.root[branch]
            seq = min(seq, root)
            line[branch] = seq
        return line

    def _vector(self, seen: Mapping[Branch, list[tuple[int, Vector]]], branch: Branch, seq: int) -> Vector:
        """Give what merges had brought to a place in a chain."""
        for at, until in self._line(branch, seq).items():
            for number, known in reversed(seen.get(at, [])):
                if number <= until:
                    return known
        return {}

    def saw(self, later: Event, earlier: Event) -> bool:
        """Tell whether one event was done knowing of another."""
        if later.id == earlier.id:
            return False
        mine, other = self.branch_of(later), self.branch_of(earlier)
        if self._line(mine, later.seq).get(other, 0) >= earlier.seq:
            return True
        return self._vector(self._joined, mine, later.seq).get(other, 0) >= earlier.seq

    def concurrent(self, one: Event, two: Event) -> bool:
        """Tell whether neither was done knowing of the other."""
        return one.id != two.id and not self.saw(one, two) and not self.saw(two, one)


def _raise(known: dict[Branch, int], more: Vector) -> None:
    for branch, seq in more.items():
        known[branch] = max(known.get(branch, 0), seq)
