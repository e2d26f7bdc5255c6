"""Choose quotations so that everybody is heard: a greedy rule that counts over the whole appendix."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.quoting.candidates import Candidate, Found, candidates_of

__all__ = ["Choice", "chosen", "lot", "quotations_for", "spread"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is quoted.

    Args:
        quoted: The quotations, in the order of codes, texts and places.
        found: What they were chosen from.
    """

    quoted: tuple[Candidate, ...]
    found: Found

    def of(self, code: str) -> tuple[Candidate, ...]:
        """Give the quotations of a code."""
        return tuple(one for one in self.quoted if one.code == code)


def lot(seed: int, name: str) -> str:
    """Draw a lot that depends on nothing but the seed and the id of the quotation."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


class _Heard:
    """How often each participant, site and phase has been quoted so far."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._often: tuple[Counter[object], ...] = (Counter(), Counter(), Counter())

    def add(self, one: Candidate) -> None:
        for often, value in zip(self._often, (one.person, one.site, one.phase), strict=True):
            often[value] += 1

    def key(self, one: Candidate) -> tuple[bool, int, int, int, int, str]:
        people, sites, phases = self._often
        heard = people[one.person], sites[one.site], phases[one.phase]
        return (not one.reviewed, *heard, -one.coders, lot(self._seed, one.id))


def chosen(candidates: Iterable[Candidate], per_code: int, seed: int) -> tuple[Candidate, ...]:
    """Choose quotations.

    Round by round, each code gets one quotation; codes with the fewest people come first, since others have more to
    choose from. Of a code's passages the one is taken that was reviewed; then the one whose participant, then site,
    then phase has been quoted least so far; then the one on which most coders agree; then the lot decides.

    Args:
        candidates: The passages.
        per_code: So many for each code at most.
        seed: Of the lot.

    Returns:
        The quotations, in the order of the candidates.
    """
    left: dict[str, list[Candidate]] = {}
    order: dict[str, int] = {}
    for number, one in enumerate(candidates):
        left.setdefault(one.code, []).append(one)
        order[one.id] = number
    people = {code: len({one.person for one in ones}) for code, ones in left.items()}
    codes = sorted(left, key=lambda code: (people[code], len(left[code]), lot(seed, code)))
    heard, taken = _Heard(seed), list[Candidate]()
    for _ in range(max(per_code, 0)):
        for code in codes:
            if left[code]:
                best = min(left[code], key=heard.key)
                left[code].remove(best)
                heard.add(best)
                taken.append(best)
    return tuple(sorted(taken, key=lambda one: order[one.id]))


def spread(candidates: Sequence[Candidate], count: int, seed: int, preferred: Collection[str] = ()) -> list[Candidate]:
    """Choose some quotations whatever their codes, each stretch of text once.

    Args:
        candidates: The passages.
        count: How many.
        seed: Of the lot.
        preferred: Codes that come first.
    """
    heard, taken, left = _Heard(seed), list[Candidate](), list(candidates)
    while left and len(taken) < count:
        best = min(left, key=lambda one: (*heard.key(one)[:2], one.code not in preferred, *heard.key(one)[2:]))
        heard.add(best)
        taken.append(best)
        left = [one for one in left if not _same_place(one, best)]
    return taken


def _same_place(one: Candidate, other: Candidate) -> bool:
    return one.source == other.source and one.span.start < other.span.end and other.span.start < one.span.end


def quotations_for(edition: Edition) -> Choice:
    """Choose the quotations of an edition."""
    found = candidates_of(edition)
    choice = edition.config.quotations
    return Choice(chosen(found.candidates, choice.per_code, choice.seed), found)
