"""How large groups are: a number of codings means little without knowing how much was said, and by how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.crosstab.scope import Axis, Scope
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.match import turns_of

__all__ = ["Bases", "SoleHolder", "bases_of", "sole_holders_of"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_BASES: Final = ("people", "sentences", "words")


@dataclass(frozen=True, eq=False, repr=False)
class Bases:
    """Size of each group: all that it says, coded or not; NaN where that is not shown.

    Args:
        people: People who speak in each group, shape `(columns,)`.
        sentences: What they say, in sentences.
        words: The same in words, fillers left out.
        all: The same three for all groups together, by name.
    """

    people: Floats
    sentences: Floats
    words: Floats
    all: Mapping[str, float]

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<Bases: {self.people.size} groups>"


@dataclass(frozen=True, slots=True)
class SoleHolder:
    """A role that one person has at a site: whoever knows the site knows who is meant.

    Args:
        role: The role.
        site: The site.
    """

    role: str
    site: str


def bases_of(scope: Scope, columns: Axis, small: SmallCells) -> tuple[Bases, Bools]:
    """Measure groups; those of few people are hidden, and the sum of all where it would give them away.

    Returns:
        What is shown, and which groups are hidden, shape `(columns,)`.
    """
    size = len(columns)
    group = np.zeros(0, np.int64) if columns.groups is None else columns.groups[scope.sentence_turn]
    words = np.bincount(group, weights=scope.sentence_words, minlength=size)
    found = {
        "people": np.array([len(one) for one in columns.people], np.float64),
        "sentences": np.bincount(group, minlength=size).astype(np.float64),
        "words": words.astype(np.float64),
    }
    together = {
        "people": float(len(scope.everybody)),
        "sentences": float(len(scope.sentences)),
        "words": float(scope.sentence_words.sum()),
    }
    hidden = np.zeros(size, np.bool_)
    if small.how == "passages":
        found["people"] = np.full(size, np.nan)
        together["people"] = np.nan
    else:
        hidden = np.array([small.hides(len(one)) for one in columns.people], np.bool_)
        away = frozenset[int]().union(*(one for one, few in zip(columns.people, hidden, strict=True) if few))
        if small.hides(len(away)) or small.hides(len(scope.everybody)):
            together = dict.fromkeys(_BASES, np.nan)
    for values in found.values():
        values[hidden] = np.nan
        values.flags.writeable = False
    return Bases(**found, all=together), hidden


def sole_holders_of(scope: Scope) -> tuple[SoleHolder, ...]:
    """Find roles that one person has at a site, of those who speak here.

    A second person with the role at the site is looked for among all participants, also those who say nothing.
    """
    turns = turns_of(scope.corpus)
    names, number = turns.people
    places: dict[tuple[str, str], set[str]] = {}
    for turn in np.flatnonzero(scope.turns).tolist():
        known = turns.attributes[turn]
        places.setdefault((known.get("role", ""), known.get("site", "")), set()).add(names[number[turn]])
    heard = sorted(place for place in places if all(place))
    for person in scope.corpus.participants:
        places.setdefault((person.role, person.site), set()).add(person.pseudonym)
    return tuple(SoleHolder(*place) for place in heard if len(places[place]) == 1)
