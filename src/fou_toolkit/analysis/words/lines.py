"""Lines of a concordance: cut out of the texts when they are looked at, and not before."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from fou_toolkit.analysis.words.order import alphabetical
from fou_toolkit.analysis.words.search import Found
from fou_toolkit.analysis.words.spoken import Ints, Spoken
from fou_toolkit.model import Corpus, Span
from fou_toolkit.text import remembered

__all__ = ["SORTS", "Line", "line_order", "lines"]

SORTS: Final = ("right", "left", "hit", "text")
_DEPTH: Final = 3
"""So many words decide about the order: the nearest first."""
_BLANK: Final = "\n\t "


class Line(NamedTuple):
    """One place with what stands around it, within the turn.

    Args:
        source: Id of the text.
        start: Where it begins, in code points.
        end: One past its end.
        left: What stands before it; line breaks are blanks.
        hit: What was found.
        right: What stands behind it.
        participant: Who says it, under pseudonym; empty where nobody knows.
        role: In which role.
        phase: In which phase.
    """

    source: str
    start: int
    end: int
    left: str
    hit: str
    right: str
    participant: str = ""
    role: str = ""
    phase: str = ""

    @property
    def span(self) -> Span:
        """Where it is, in code points."""
        return Span(self.start, self.end)


def lines(found: Found, places: Ints, among: Spoken, width: int) -> Iterator[Line]:
    """Cut lines.

    Args:
        found: All places.
        places: Which of them, in the order wanted.
        among: Whose words.
        width: Letters on each side, at most; a word that is cut in two is left out.
    """
    index = among.index
    start, end = found.start[places], found.end[places]
    turn = _turn_of(start, among)
    source = index.turn_source[turn]
    base = index.bases[source]
    low, high = index.turn_start[turn], index.turn_end[turn]
    columns = (low, np.maximum(low, start - width), start, end, np.minimum(high, end + width), high)
    borders = [(column - base).tolist() for column in columns]
    texts, ids, known = index.texts, index.source_ids, _speakers(among.corpus)
    for number, at, first, left, begin, stop, right, last in zip(source.tolist(), turn.tolist(), *borders, strict=True):
        text = texts[number]
        if at not in known:
            known[at] = _speaker(among, number, at)
        whole = text[left:right]
        if "\n" in whole or "\t" in whole:
            whole = whole.replace("\n", " ").replace("\t", " ")
        before, hit, behind = whole[: begin - left], whole[begin - left : stop - left], whole[stop - left :]
        if left > first and text[left - 1] not in _BLANK:
            before = before[before.find(" ") + 1 :]
        if right < last and text[right] not in _BLANK:
            behind = behind[: behind.rfind(" ")] if " " in behind else behind
        yield Line(ids[number], begin, stop, before, hit, behind, *known[at])


def _turn_of(start: Ints, among: Spoken) -> Ints:
    turns: Ints = np.searchsorted(among.index.turn_start, start, side="right") - 1
    return turns


@remembered
def _speakers(_corpus: Corpus) -> dict[int, tuple[str, str, str]]:
    """Give who speaks in which turn, as far as lines of a corpus were shown."""
    return {}


def _speaker(among: Spoken, source: int, turn: int) -> tuple[str, str, str]:
    """Tell who speaks in a turn, without a look at all the others."""
    text = among.corpus.sources[source]
    first = int(np.searchsorted(among.index.turn_source, source))
    known = among.corpus.attributes(text, text.turns[turn - first])
    return known.get("participant", ""), known.get("role", ""), known.get("phase", "")


def line_order(found: Found, sort: tuple[str, ...], among: Spoken) -> Ints:
    """Give the order of the lines: by the words beside the hit, in alphabetical order; then by text.

    Args:
        found: All places, in the order of the text.
        sort: From `SORTS`; what comes first decides.
        among: Whose words.
    """
    keys = [_key(found, one, among) for one in sort if one != "text"]
    if not keys or len(found) < 2:  # noqa: PLR2004 - one line is in order
        return np.arange(len(found))
    # `lexsort` takes the most important key last, and keeps the order of the text where all are alike.
    order: Ints = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    return order


def _key(found: Found, side: str, among: Spoken) -> Ints:
    """Put the places of some neighbouring words in the alphabet into one number a line."""
    index = among.index
    turn = _turn_of(found.start, among)
    first, stop = index.turn_word[turn].astype(np.int64), index.turn_word[turn + 1].astype(np.int64)
    if side == "right":
        words = [found.behind + step for step in range(_DEPTH)]
    elif side == "left":
        words = [found.before - step for step in range(_DEPTH)]
    else:
        words = [found.before + 1 + step for step in range(_DEPTH)]
        first, stop = found.before + 1, found.behind
    present = [(word >= first) & (word < stop) for word in words]
    types = [index.type.take(word, mode="clip") for word in words]
    seen = np.zeros(max(len(index.vocabulary), 1), np.bool_)
    for one, there in zip(types, present, strict=True):
        seen[one[there]] = True
    rank = _ranks_of_types(np.flatnonzero(seen), among)
    key = np.zeros(len(found), np.int64)
    for one, there in zip(types, present, strict=True):
        # Nothing comes before everything.
        key = key * (int(rank.max(initial=0)) + 1) + np.where(there, rank[one], 0)
    return key


def _ranks_of_types(types: Ints, among: Spoken) -> Ints:
    """Give the places of types in the alphabet, from 1; one form in two languages has one place."""
    forms = among.index.vocabulary.forms
    known = [forms[number] for number in types.tolist()]
    rank = np.zeros(max(len(forms), 1), np.int64)
    place = {form: number for number, form in enumerate(sorted(set(known), key=alphabetical), 1)}
    rank[types] = [place[form] for form in known]
    return rank
