"""Who brings topics into a conversation, and whether others take them up.

A topic is a code. Whoever has the first passage with it in a conversation brings it in; it is taken up if another
person says something with the same code later in that conversation. That is a count of codings, not of intentions: the
other need not have answered.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.counted import Selection, turn_of_units
from fou_toolkit.analysis.units import Units
from fou_toolkit.analysis.voice.talk import Talk
from fou_toolkit.match import turns_of
from fou_toolkit.model import Code

__all__ = ["Topics", "topics_of"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Topics:
    """Topics of conversations, one entry a code and conversation.

    Args:
        codes: The codes or themes that were looked for.
        conversation: Place of the conversation, shape `(n,)`.
        code: Place of the code.
        turn: Turn of the index in which it was brought in.
        taken: Whether another person has it later.
        takers: Pairs of an entry and a turn of the index in which another person first takes it up, shape `(2, m)`.
        read: Conversations whose codings were looked at.
        codings: How many codings of these codes stand in turns that count.
        asked: Whether any of them stands in what an interviewer says.
    """

    codes: tuple[Code, ...]
    conversation: Ints
    code: Ints
    turn: Ints
    taken: Bools
    takers: Ints
    read: int
    codings: int
    asked: bool


def topics_of(talk: Talk, selection: Selection, codes: tuple[Code, ...], level: str) -> Topics:
    """Find out who brings in what.

    Args:
        talk: The conversations.
        selection: The codings that count.
        codes: The codes, or the themes.
        level: `code` or `theme`.
    """
    units = selection.units("turn")
    turn = turn_of_units(talk.corpus, units)
    place = np.full(len(talk.corpus), -1, np.int64)
    place[talk.numbers] = np.arange(talk.numbers.size)
    kept = np.flatnonzero(talk.counts[turn] & (place[units.source] >= 0)) if len(units) else np.zeros(0, np.int64)
    found = _found(selection, codes, level, units)[kept]
    turn, conversation = turn[kept], place[units.source[kept]]
    person = turns_of(talk.corpus).people[1][turn]
    parts, takers, so_far = [], [], 0
    for number in range(len(codes)):
        rows = np.flatnonzero(found[:, number])
        own, first = np.unique(conversation[rows], return_index=True)
        entry = np.searchsorted(own, conversation[rows])
        other = person[rows] != person[rows[first]][entry]
        taken = np.bincount(entry, other, minlength=own.size) > 0
        parts.append(np.stack((own, np.full(own.size, number), turn[rows[first]], taken.astype(np.int64))))
        # The first turn of each person who takes it up.
        _, once = np.unique(np.stack((entry[other], person[rows][other])), axis=1, return_index=True)
        takers.append(np.stack((entry[other][once] + so_far, turn[rows][other][once])))
        so_far += own.size
    columns = np.concatenate([np.zeros((4, 0), np.int64), *parts], axis=1)
    within = np.isin(selection.turn, np.flatnonzero(talk.counts)) & _about(selection, codes, level)
    asked = turns_of(talk.corpus).interviewer[selection.turn[within]]
    return Topics(
        codes=codes,
        conversation=columns[0],
        code=columns[1],
        turn=columns[2],
        taken=columns[3] > 0,
        takers=np.concatenate([np.zeros((2, 0), np.int64), *takers], axis=1),
        read=len(set(selection.sources) & set(talk.sources)),
        codings=int(within.sum()),
        asked=bool(asked.any()),
    )


def _members(selection: Selection, codes: tuple[Code, ...], level: str) -> list[list[str]]:
    """Give the ids that count for each code or theme."""
    if level == "code":
        return [[code.id] for code in codes]
    book = selection.project.codebook
    return [[one.id for one in book if book.theme_of(one.id).id == code.id] for code in codes]


def _found(selection: Selection, codes: tuple[Code, ...], level: str, units: Units) -> Bools:
    """Tell which codes or themes stand in which turns, shape `(units, codes)`."""
    members = _members(selection, codes, level)
    ids = [name for names in members for name in names]
    present = selection.presence(units, ids)
    ends = np.cumsum([len(names) for names in members])
    parts = [present[:, end - len(names) : end].any(axis=1) for names, end in zip(members, ends, strict=True)]
    return np.stack(parts, axis=1) if parts else np.zeros((present.shape[0], 0), np.bool_)


def _about(selection: Selection, codes: tuple[Code, ...], level: str) -> Bools:
    """Tell which codings are of these codes."""
    wanted = {name for names in _members(selection, codes, level) for name in names}
    known = np.array([name in wanted for name in selection.codings.codes] or [False], np.bool_)
    return known[selection.codings.code]
