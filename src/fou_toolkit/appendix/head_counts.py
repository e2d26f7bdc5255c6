"""How many people there are in each role, level, site and phase; small groups are hidden over all of these together.

Lists of one and the same people give each other away: two roles on a level are what the level is less what is shown.
So a group is hidden as well where sums and differences of shown numbers would give the number of a small one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.groups import Groups, groups_of
from fou_toolkit.analysis.small_cells import SmallCells, people_of_groups
from fou_toolkit.analysis.voice.hiding import hidden_line
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus

__all__ = ["BY", "HeadCount", "head_counts"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

BY: Final = ("role", "phase", "level", "site")
"""What people are counted by; what comes last is hidden first."""
_NOTHING: Final = 1e-8


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many people are in a group.

    Args:
        by: One of `BY`.
        name: What the attribute is called.
        value: The group, as people read it.
        people: How many; `None` where that is hidden.
        merged: Groups that are counted together, since they are hidden one by one; then `value` is empty.
    """

    by: str
    name: str
    value: str
    people: int | None
    merged: tuple[str, ...] = ()


def head_counts(corpus: Corpus, smallest: int) -> tuple[HeadCount, ...]:
    """Count people who speak, interviewers apart.

    Args:
        corpus: The texts.
        smallest: People that a number must come from.

    Returns:
        Groups of what is known, in the order of `BY`; where nothing is known of an attribute, none of it.
    """
    speaking = ~turns_of(corpus).interviewer
    lines: list[tuple[Groups, list[int], list[frozenset[int]]]] = []
    for name in BY:
        groups = groups_of(corpus, name)
        speak = people_of_groups(corpus, groups, speaking)
        there = [place for place, one in enumerate(speak) if one]
        if any(groups.values[place] for place in there):
            lines.append((groups, there, [speak[place] for place in there]))
    hidden = iter(_hidden([people for *_, people in lines], smallest).tolist())
    found: list[HeadCount] = []
    for groups, there, people in lines:
        labels = [groups.labels[place] for place in there]
        found += _counted(groups, labels, people, [next(hidden) for _ in people], smallest)
    return tuple(found)


def _counted(
    groups: Groups, labels: Sequence[str], people: Sequence[frozenset[int]], hidden: Sequence[bool], smallest: int
) -> Iterator[HeadCount]:
    """Give the groups of one attribute; where nobody is in two, the hidden ones together are known by subtraction."""
    together = frozenset[int]().union(*(one for one, away in zip(people, hidden, strict=True) if away))
    apart = sum(map(len, people)) == len(frozenset[int]().union(*people)) and len(together) >= smallest
    for label, one, away in zip(labels, people, hidden, strict=True):
        if not (away and apart):
            yield HeadCount(groups.attribute, groups.name, label, None if away else len(one))
    if apart:
        names = tuple(label for label, away in zip(labels, hidden, strict=True) if away)
        yield HeadCount(groups.attribute, groups.name, "", len(together), names)


def _hidden(lines: Sequence[Sequence[frozenset[int]]], smallest: int) -> Bools:
    """Tell which groups are hidden, one line after the other."""
    cells = SmallCells(smallest)
    people = [one for line in lines for one in line]
    everybody = frozenset[int]().union(*people)
    if cells.hides(len(everybody)):
        return np.ones(len(people), np.bool_)
    found = np.concatenate([np.zeros(0, np.bool_), *(hidden_line(line, cells) for line in lines)])
    small = np.array([cells.hides(len(one)) for one in people], np.bool_)
    member = _members(people, everybody)
    size = np.array([len(one) for one in people])
    line = np.repeat(np.arange(len(lines)), [len(one) for one in lines])
    while small.any():
        told = _told_by(member, small, ~found)
        more = {min(places, key=lambda at: (-line[at], size[at], at)) for places in told if places}
        if not more:
            break
        found[sorted(more)] = True
    return found


def _members(people: Sequence[frozenset[int]], everybody: frozenset[int]) -> Floats:
    """Give who is in which group, those who are alike once; the last row is everybody."""
    order = sorted(everybody)
    place = {one: number for number, one in enumerate(order)}
    found = np.zeros((len(people) + 1, len(order)))
    found[-1] = 1
    for row, one in enumerate(people):
        found[row, [place[person] for person in one]] = 1
    return np.unique(found, axis=1) if found.size else found


def _told_by(member: Floats, small: Bools, shown: Bools) -> list[list[int]]:
    """Give, for each small group that shown numbers add up to, the groups that these numbers are of."""
    places = np.flatnonzero(shown)
    known = member[[*places.tolist(), len(member) - 1]]
    wanted = member[:-1][small]
    weights = np.linalg.lstsq(known.T, wanted.T, rcond=None)[0]
    exact = np.abs(known.T @ weights - wanted.T).max(axis=0, initial=0) < _NOTHING
    used = np.abs(weights[:-1]) > _NOTHING
    return [places[used[:, group]].tolist() for group in np.flatnonzero(exact).tolist()]
