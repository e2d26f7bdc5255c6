"""Whose talk is put together: one person's, or that of all in one role, level, site."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.groups import groups_of, in_natural_order
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.voice.talk import Talk
from fou_toolkit.match import turns_of

__all__ = ["VoiceGroups", "voice_groups"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class VoiceGroups:
    """Groups of turns.

    Args:
        values: The groups that speak, in order.
        number: Place of the group of each turn of the index, shape `(t,)`; meaningless where a turn does not count.
    """

    values: tuple[str, ...]
    number: Ints


def voice_groups(talk: Talk, by: str, merged: Mapping[str, str] | None, cells: SmallCells | None) -> VoiceGroups:
    """Group the turns of conversations.

    Args:
        talk: The conversations.
        by: `speaker`, or an attribute.
        merged: Other names of groups.
        cells: What is done with small groups; `None` where a row is a person.

    Raises:
        UnknownIdError: Nothing is known of such an attribute.
    """
    if cells is None:
        return _speakers(talk, merged or {})
    found = groups_of(talk.corpus, by, merged=merged)
    values: tuple[str, ...] = found.values
    number = found.number
    if cells.how == "merge":
        people = turns_of(talk.corpus).people[1]
        sizes = {value: np.unique(people[talk.counts & (number == place)]).size for place, value in enumerate(values)}
        small = {value for value, size in sizes.items() if 0 < size < cells.threshold}
        if len(small) > 1:
            names = {value: t("others") if value in small else value for value in values}
            return _kept(talk, [names[values[place]] for place in number.tolist()], by)
    return _kept(talk, [values[place] for place in number.tolist()], by)


def _kept(talk: Talk, value: list[str], by: str) -> VoiceGroups:
    """Keep the groups that speak."""
    here = {value[turn] for turn in np.flatnonzero(talk.counts).tolist()}
    values = in_natural_order(here, by)
    place = {one: number for number, one in enumerate(values)}
    return VoiceGroups(values, np.array([place.get(one, 0) for one in value], np.int64))


def _speakers(talk: Talk, merged: Mapping[str, str]) -> VoiceGroups:
    """Take each person by themselves, those who say most first."""
    keys, number = turns_of(talk.corpus).people
    names = [_name(key, merged) for key in keys]
    words = np.bincount(talk.person, talk.words, len(keys))
    total: dict[str, float] = dict.fromkeys((names[one] for one in sorted(talk.people)), 0.0)
    for one in talk.people:
        total[names[one]] += float(words[one])
    values = tuple(sorted(total, key=lambda name: (-total[name], name)))
    place = {name: at for at, name in enumerate(values)}
    return VoiceGroups(values, np.array([place.get(name, 0) for name in names] or [0], np.int64)[number])


def _name(key: str, merged: Mapping[str, str]) -> str:
    """Give the pseudonym; a label that nobody was named for has its text beside it."""
    source, _, label = key.partition("\n")
    name = f"{label} ({source})" if label else source
    return merged.get(name, name)
