"""Whether a hit stands in a negated clause.

Reported as evidence; it excludes only where a cue says so, since «vi hadde aldri noe felles mål» is about goals.
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.hits import Hits
from fou_toolkit.text import Index
from fou_toolkit.text.wordlists import NEGATORS

__all__ = ["negated"]


def negated(index: Index, hits: Hits, *, own: int | npt.NDArray[np.int64] = 0) -> npt.NDArray[np.bool_]:
    """Tell for each hit whether a negator stands in its clause: to the left, to the right or in a gap.

    A clause reaches from a comma, dash, bracket or `men`, `fordi`, `at` ... to the next.

    Args:
        index: The index.
        hits: Any hits.
        own: How many negators the cue itself names (`teller ikke`): these do not count; one number, or one a hit.

    Returns:
        One flag per hit, shape `(k,)`.
    """
    if not len(hits):
        return np.zeros(0, np.bool_)
    ids = [number for form in sorted(NEGATORS) for number in index.vocabulary.ids_of(form)]
    negators = index.words_of(np.array(ids, np.int32))
    clauses = index.clause_word
    begin = clauses[np.searchsorted(clauses, hits.first, side="right") - 1]
    after = np.searchsorted(clauses, hits.last, side="right")
    end = np.append(clauses, len(index))[after]
    inside = np.searchsorted(negators, end) - np.searchsorted(negators, begin)
    return np.asarray(inside > own)
