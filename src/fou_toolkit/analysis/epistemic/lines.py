"""Lines of conversations: who says them, in which group, in which text, and with which codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import tn
from fou_toolkit.analysis.cooccurrence.chosen import Chosen
from fou_toolkit.analysis.cooccurrence.windows import Window, borders
from fou_toolkit.analysis.counted import Selection, turn_of_units
from fou_toolkit.analysis.groups import Groups, groups_of, in_natural_order
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.match import turns_of

__all__ = ["PARTICIPANT", "Lines", "hidden_groups", "lines_of"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

PARTICIPANT = "participant"
"""Attribute whose values are people."""


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines and what they belong to.

    Args:
        present: Codes of each line, shape `(lines, k)`.
        first: First line of the conversation of each line.
        document: Number of its text among those that were chosen.
        unit: Number of its unit of analysis.
        units: Label and number of the group of each unit.
        groups: Values of the groups, in order.
        labels: The same as people read them.
        people: Who speaks in each group.
        merged: Which groups were put together; empty where none were.
    """

    present: Bools
    first: Ints
    document: Ints
    unit: Ints
    units: tuple[tuple[str, int], ...]
    groups: tuple[str, ...]
    labels: tuple[str, ...]
    people: tuple[frozenset[int], ...]
    merged: tuple[str, ...] = ()

    @property
    def group(self) -> Ints:
        """Number of the group of each unit, shape `(units,)`."""
        return np.array([number for _, number in self.units], np.int64)


def lines_of(chosen: Chosen, selection: Selection, window: Window, by: str, groups: Groups, small: SmallCells) -> Lines:
    """Cut what was said into lines.

    Args:
        chosen: The codings.
        selection: The same, with their texts.
        window: Says what a line is, and what no window goes out of.
        by: Attribute whose values are the units of analysis, apart in each group.
        groups: Groups of turns.
        small: Whether small groups are put together.
    """
    base = selection.units(window.of)
    turn = turn_of_units(selection.corpus, base)
    merged: tuple[str, ...] = ()
    if small.how == "merge":
        groups, merged = _merged(selection, groups, turn, small)
    # The name of what was put together is as long as its parts.
    labels = tuple(f"{groups.name} {label}" if label.isdecimal() else label for label in groups.labels)
    if merged:
        labels = (*labels[:-1], tn("{n} group together", "{n} groups together", len(merged)))
    who, of_turn = _names(selection, by)
    pairs, unit = np.unique(np.stack((groups.number[turn], of_turn[turn])), axis=1, return_inverse=True)
    order = [place for place, name in enumerate(selection.corpus) if name.id in set(selection.sources)]
    rank = np.full(len(base.source_ids) + 1, -1, np.int64)
    rank[order] = np.arange(len(order))
    return Lines(
        present=selection.presence(base, chosen.ids),
        first=borders(selection.corpus, base, window.inside)[0],
        document=rank[base.source],
        unit=np.asarray(unit, np.int64).reshape(-1),
        units=tuple((who[name], group) for group, name in pairs.T.tolist()),
        groups=groups.values,
        labels=labels,
        people=_people(selection, groups, turn),
        merged=merged,
    )


def _names(selection: Selection, by: str) -> tuple[Sequence[str], Ints]:
    """Give the labels of the units in order, and the number of each turn's."""
    if by != PARTICIPANT:
        found = groups_of(selection.corpus, by)
        return found.labels, found.number
    # Somebody whom nobody knows is another person in every text.
    rows = turns_of(selection.corpus).attributes
    names = [row.get(PARTICIPANT) or f"{row['source']}: {row['speaker']}" for row in rows]
    order = in_natural_order(set(names))
    place = {name: number for number, name in enumerate(order)}
    return order, np.array([place[name] for name in names], np.int64)


def _people(selection: Selection, groups: Groups, turn: Ints) -> tuple[frozenset[int], ...]:
    person = turns_of(selection.corpus).people[1][turn]
    number = groups.number[turn]
    return tuple(frozenset(person[number == place].tolist()) for place in range(len(groups.values)))


def _merged(selection: Selection, groups: Groups, turn: Ints, small: SmallCells) -> tuple[Groups, tuple[str, ...]]:
    """Put small groups together, and the next smallest with them, until there are people enough; say which."""
    people = _people(selection, groups, turn)
    order = sorted((place for place, found in enumerate(people) if found), key=lambda place: len(people[place]))
    together: list[int] = []
    known: frozenset[int] = frozenset()
    for place in order:
        if len(people[place]) >= small.threshold and not small.hides(len(known)):
            break
        together.append(place)
        known |= people[place]
    if len(together) <= 1:
        return groups, ()
    names = tuple(groups.labels[place] for place in sorted(together))
    kept = [place for place in range(len(groups.values)) if place not in together]
    number = np.full(len(groups.values), len(kept), np.int64)
    number[kept] = np.arange(len(kept))
    values = (*(groups.values[place] for place in kept), " + ".join(names))
    return replace(groups, values=values, number=number[groups.number]), names


def hidden_groups(people: Sequence[frozenset[int]], small: SmallCells) -> tuple[bool, ...]:
    """Tell which groups are not shown: those of few people, and others that would give them away.

    All networks have their mean in the middle, so that what is missing from it could be told from what is shown: what
    is hidden has to be of people enough, too.

    Args:
        people: Who speaks in each group.
        small: What few people are.
    """
    hidden = {place for place, found in enumerate(people) if small.hides(len(found))}
    rest = sorted(set(range(len(people))) - hidden, key=lambda place: len(people[place]))
    left = (place for place in rest if people[place])
    while hidden and len(frozenset().union(*(people[place] for place in hidden))) < small.threshold:
        more = list(islice(left, 1))
        if not more:
            break
        hidden.update(more)
    return tuple(place in hidden for place in range(len(people)))
