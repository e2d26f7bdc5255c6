"""Fields at the top of a transcript: `Dato: 3. mars`, `Intervjuer: Eivind`, `Informant: styrer, 52 år`.

They look like turns and are none.
"""

from collections import Counter
from collections.abc import Sequence

from fou_toolkit.sources._candidates import Candidate, Kind

__all__ = ["without_header"]

_LINES = 15
_LONGEST = 60
"""Values of fields are short."""


def without_header(lines: Sequence[str], found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the fields of a header.

    A block at the top that ends with a blank line and has a field of its own kind (`Dato`) is a header as a whole if
    nobody «speaks» in it twice. Else only roles that never come back are fields.

    Args:
        lines: All lines of the text.
        found: Candidates, in order.
    """
    end, closed = _block(lines, found)
    block = [one for one in found if one.line < end]
    own = [one for one in block if one.kind in (Kind.STOP, Kind.OTHER) and not one.bare]
    within = Counter(one.key for one in block)
    overall = Counter(one.key for one in found)
    if own and closed and max(within.values()) == 1:
        return [one for one in found if one.line >= end]
    others_recur = any(count > 1 and key not in within for key, count in overall.items())
    if (own and block[0] is own[0]) or (closed and others_recur):
        lost = {one.key for one in block if overall[one.key] == 1 and one.kind is Kind.ROLE and len(one.key) > 1}
        return [one for one in found if one.line >= end or one.key not in lost]
    return list(found)


def _block(lines: Sequence[str], found: Sequence[Candidate]) -> tuple[int, bool]:
    """Give the line where the block at the top ends, and whether a blank line ends it."""
    heads = {one.line for one in found if one.line < _LINES}
    for number, line in enumerate(lines[:_LINES]):
        if not line.strip() and any(head < number for head in heads):
            return number, True
        if number in heads and (len(line) > _LONGEST or line.rstrip().endswith("?")):
            return number, False
    return min(len(lines), _LINES), False
