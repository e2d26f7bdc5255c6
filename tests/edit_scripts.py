"""Interviews whose letters know who they are, and people who edit them.

Every letter carries an identity that no text shows. An edit takes letters away, puts new ones in or moves some; so it
is known where each letter went, however often the same reply is given. Letters with which a replaced piece and its
replacement both begin or end count as left alone.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

from fou_toolkit.text.spanmap import SpanMap

__all__ = ["Edited", "edited", "judged"]

REPLIES = (
    "Ja.",
    "Ja.",
    "Nei.",
    "Mm.",
    "Ikke sant?",
    "Ja, det er riktig.",
    "Ja, det er sant, det.",
    "Nei, ikke alltid.",
    "Ja, det er riktig. Ikke sant?",
)
WORDS = "vi barna hadde samling ute i dag og så gikk de voksne rundt med mat fordi det regnet på Åsen 😀 👩\u200d👧 a\u030a".split()

Letter = tuple[str, int]
Line = list[Letter]


@dataclass
class Edited:
    """Two versions of a text, and who stands where in the second; letters of the first are numbered."""

    old: str
    new: str
    identities: list[int]
    left_alone: list[int]


@dataclass
class _Desk:
    """A text that is edited; edits keep one line apart, so that no two make up a third one together."""

    chance: random.Random
    lines: list[Line]
    fresh: Iterator[int] = field(default_factory=lambda: count(-1, -1))
    touched: set[int] = field(default_factory=set)

    def written(self, text: str) -> Line:
        return [(letter, next(self.fresh)) for letter in text]

    def said(self) -> str:
        return self.chance.choice(REPLIES) if self.chance.random() < 0.7 else _own_words(self.chance)

    def is_free(self, place: int) -> bool:
        return all(id(line) not in self.touched for line in self.lines[max(0, place - 1) : place + 2])

    def touch(self, first: int, last: int) -> None:
        """Keep off these lines, those beside them, and those beside that say the same."""
        first, last = max(0, first - 1), min(len(self.lines), last + 1)
        while 0 < first < len(self.lines) and _text(self.lines[first - 1]) == _text(self.lines[first]):
            first -= 1
        while 0 < last < len(self.lines) and _text(self.lines[last]) == _text(self.lines[last - 1]):
            last += 1
        self.touched.update(id(line) for line in self.lines[first:last])


def edited(seed: int, *, most: int, replies: float = 0.5) -> Edited:
    """Make an interview and edit it.

    Args:
        seed: Of the random numbers.
        most: Most edits.
        replies: Share of the lines that are common replies.
    """
    chance = random.Random(seed)
    letters = count()
    talk = ["".join((_line(chance, replies), "\n")) for _ in range(chance.randint(3, 30))]
    start = [[(letter, next(letters)) for letter in line] for line in talk]
    desk = _Desk(chance, [list(line) for line in start])
    for _ in range(chance.randint(1, most)):
        _edit(desk)
    before = [letter for line in start for letter in line]
    after = [letter for line in desk.lines for letter in line]
    return Edited(_text(before), _text(after), [one for _, one in after], _left_alone(_text(before), after))


def judged(case: Edited, moved: SpanMap) -> Counter[str]:
    """Move many codings and count them: right, edge (the same letters, most of them the very same), wrong, orphan."""
    found: Counter[str] = Counter()
    alive = set(pairwise(case.identities))
    for start, end in _codings(case.old, random.Random(len(case.old))):
        span = moved.move(start, end)
        if span is None:
            stands = all((place, place + 1) in alive for place in range(start, end - 1))
            found["orphan, stands" if stands and start in case.identities else "orphan, changed"] += 1
            continue
        assert span.of(case.new) == case.old[start:end]
        same = sum(
            one in (case.identities[place], case.left_alone[place])
            for one, place in zip(range(start, end), range(span.start, span.end), strict=True)
        )
        found["right" if same == end - start else "edge" if 2 * same > end - start else "wrong"] += 1
    return found


def _edit(desk: _Desk) -> None:
    places = [place for place in range(len(desk.lines)) if desk.is_free(place)]
    if not places:
        return
    before = [list(line) for line in desk.lines]
    place = desk.chance.choice(places)
    desk.chance.choice(_EDITS)(desk, place, places)
    if list(map(_text, before)) == list(map(_text, desk.lines)):
        for line, as_it_was in zip(desk.lines, before, strict=True):
            line[:] = as_it_was  # what changes nothing is no edit


def _delete(desk: _Desk, place: int, _: list[int]) -> None:
    desk.touch(place, place + 1)
    del desk.lines[place]


def _insert(desk: _Desk, place: int, _: list[int]) -> None:
    desk.lines.insert(place, desk.written(desk.said() + "\n"))
    desk.touch(place, place + 1)


def _replace(desk: _Desk, place: int, _: list[int]) -> None:
    desk.touch(place, place + 1)
    desk.lines[place] = desk.written(desk.said() + "\n")
    desk.touch(place, place + 1)


def _move(desk: _Desk, place: int, places: list[int]) -> None:
    target = desk.chance.choice(places)
    desk.touch(place, place + 1)
    line = desk.lines.pop(place)
    desk.lines.insert(target, line)
    desk.touch(target, target + 1)


def _rewrite(desk: _Desk, place: int, places: list[int]) -> None:
    """Take some letters out of a line, put some in, or put them into another line."""
    line = desk.lines[place]
    desk.touch(place, place + 1)
    start = desk.chance.randrange(len(line))
    end = min(len(line) - 1, start + desk.chance.randint(0, 15))
    taken = line[start:end]
    if desk.chance.random() >= 0.2:
        put = desk.chance.choice(["", "x", desk.chance.choice(WORDS) + " ", desk.said() + " "])
        line[start:end] = desk.written(put)
    else:
        del line[start:end]
        other = desk.lines[desk.chance.choice(places)]
        where = desk.chance.randrange(len(other))
        other[where:where] = taken
        desk.touch(desk.lines.index(other), desk.lines.index(other) + 1)
    desk.touch(place, place + 1)


_EDITS: list[Callable[[_Desk, int, list[int]], None]] = [_delete, _delete, _insert, _replace, _move, _rewrite, _rewrite]


def _own_words(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(4, 25))) + chance.choice(".?")


def _line(chance: random.Random, replies: float) -> str:
    if chance.random() >= replies:
        return _own_words(chance)
    return " ".join(chance.choices(REPLIES, k=1 if chance.random() < 0.8 else chance.randint(2, 6)))


def _text(letters: Line) -> str:
    return "".join(letter for letter, _ in letters)


def _left_alone(old: str, after: Line) -> list[int]:
    """Give back their identity to letters with which a replaced piece and its replacement both begin or end."""
    identities = [one for _, one in after]
    known = set(identities)
    ends = [-1, *(place for place, one in enumerate(identities) if one >= 0), len(after)]
    for first, last in pairwise(ends):
        before = identities[first] if first >= 0 else -1
        behind = identities[last] if last < len(after) else len(old)
        gone, put = list(range(before + 1, behind)), list(range(first + 1, last))
        if known.intersection(gone):
            continue
        while gone and put and old[gone[0]] == after[put[0]][0]:
            identities[put.pop(0)] = gone.pop(0)
        while gone and put and old[gone[-1]] == after[put[-1]][0]:
            identities[put.pop()] = gone.pop()
    return identities


def _codings(text: str, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Give lines, sentences, some words and some stretches of any kind."""
    for pattern, share in ((r"[^\n]+", 1.0), (r"[^.?\n]+[.?]", 1.0), (r"\S+", 0.2)):
        yield from (found.span() for found in re.finditer(pattern, text) if chance.random() < share)
    for _ in range(10):
        start = chance.randrange(len(text))
        yield start, min(len(text), start + chance.randint(1, 80))
