"""Who speaks and who can be mentioned, as nodes of one network; small nodes are put together here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.actors.lexicon import ActorLexicon
from fou_toolkit.analysis.groups import in_natural_order
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus

__all__ = ["BY", "JOINED", "Parties", "Party", "merged", "parties_of"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

BY: Final = ("role", "level", "site")
"""What speakers are grouped by."""
JOINED: Final = " + "
"""What stands between the names of nodes that were put together."""


@dataclass(frozen=True, slots=True)
class Party:
    """A node: one who speaks, is mentioned, or both.

    Args:
        id: Stable: the actor's, the level's or the site's id; of nodes put together, all of them.
        level: Id of the level; empty where it is not known, or where levels were put together.
        members: Ids of what was put together; the id itself where nothing was.
    """

    id: str
    level: str
    members: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Parties:
    """All nodes, and where they speak and are mentioned.

    Args:
        nodes: The nodes.
        speaker: Node that speaks in each turn, shape `(turns,)`; -1 where nobody knows.
        mentioned: Node of each actor of the lexicon, shape `(actors,)`; -1 where it is none.
    """

    nodes: tuple[Party, ...]
    speaker: Ints
    mentioned: Ints


def parties_of(corpus: Corpus, lexicon: ActorLexicon, by: str) -> Parties:
    """Make the nodes.

    Args:
        corpus: The texts.
        lexicon: Who can be mentioned.
        by: One of `BY`: speakers are grouped by role (put together as the lexicon has it), by level, or by site; only
            what is mentioned is an actor then, as a site says nothing about whom people mean.
    """
    turns = turns_of(corpus)
    roles = _each(lexicon.of_role, turns.values("role"))
    levels = _each(lexicon.of_level, turns.values("level"))
    actors = [actor.id for actor in lexicon]
    if by == "level":
        spoken = [level or lexicon.level_of(role) for level, role in zip(levels, roles, strict=True)]
        ids = _in_order(spoken, [level.id for level in lexicon.levels])
        return _made(ids, {name: name for name in ids}, spoken, [actor.level for actor in lexicon])
    if by == "site":
        # A site that is called as an actor is another node than the actor.
        spoken = [f"{site} (site)" if site in lexicon else site for site in turns.values("site")]
        sites = in_natural_order({site for site in spoken if site}, "site")
        known = {actor.id: actor.level for actor in lexicon}
        return _made([*sites, *actors], {**dict.fromkeys(sites, ""), **known}, spoken, actors)
    ids = _in_order(roles, actors)
    known = {role: lexicon.level_of(role) or _usual(levels, roles, role) for role in ids}
    return _made(ids, known, roles, actors)


def _each(change: Callable[[str], str], values: Sequence[str]) -> list[str]:
    """Change many values of which few differ."""
    known = {value: change(value) for value in set(values)}
    return [known[value] for value in values]


def _in_order(values: Sequence[str], first: Sequence[str]) -> list[str]:
    """Give ids: those of the lexicon, then what else occurs."""
    return [*first, *in_natural_order({value for value in values if value} - set(first))]


def _usual(levels: Sequence[str], roles: Sequence[str], role: str) -> str:
    """Give the level that most turns of a role have; the first in the alphabet where two are as frequent."""
    found = [level for level, one in zip(levels, roles, strict=True) if one == role and level]
    return min(set(found), key=lambda level: (-found.count(level), level), default="")


def _made(ids: Sequence[str], levels: Mapping[str, str], spoken: Sequence[str], actors: Sequence[str]) -> Parties:
    place = {name: number for number, name in enumerate(ids)}
    return Parties(
        nodes=tuple(Party(name, levels[name], (name,)) for name in ids),
        speaker=np.array([place.get(name, -1) for name in spoken], np.int64),
        mentioned=np.array([place.get(name, -1) for name in actors], np.int64),
    )


def merged(parties: Parties, people: Sequence[frozenset[int]], small: SmallCells) -> Parties:
    """Put nodes with few speakers together: those of one level first, then what is still too small.

    Args:
        parties: The nodes.
        people: Who speaks in each node.
        small: What is too few.
    """
    left = [number for number, who in enumerate(people) if small.hides(len(who))]
    groups: list[list[int]] = []
    for level in dict.fromkeys(parties.nodes[number].level for number in left):
        group = [number for number in left if parties.nodes[number].level == level]
        if not small.hides(len(_together(people, group))):
            groups.append(group)
    taken = {number for group in groups for number in group}
    rest = [number for number in left if number not in taken]
    groups += [rest] if len(rest) > 1 else []
    target = np.arange(len(parties.nodes) + 1)
    nodes = list(parties.nodes)
    for group in groups:
        members = tuple(name for number in group for name in parties.nodes[number].members)
        levels = {parties.nodes[number].level for number in group}
        nodes[group[0]] = Party(JOINED.join(members), levels.pop() if len(levels) == 1 else "", members)
        target[group] = group[0]
    target[-1] = -1
    kept = sorted(set(target[:-1].tolist()))
    place = np.full(len(nodes) + 1, -1, np.int64)
    place[kept] = np.arange(len(kept))
    renumbered = np.append(place[target[:-1]], -1)
    return Parties(tuple(nodes[number] for number in kept), renumbered[parties.speaker], renumbered[parties.mentioned])


def _together(people: Sequence[frozenset[int]], group: Iterable[int]) -> frozenset[int]:
    return frozenset().union(*(people[number] for number in group))
