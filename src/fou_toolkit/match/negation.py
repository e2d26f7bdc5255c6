"""Whether a hit stands in a negated clause.

«Ikke sant?» asks for agreement and negates nothing. Reported as evidence; it excludes only where a cue says so, since
«vi hadde aldri noe felles mål» is about goals.
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.hits import Hits
from fou_toolkit.text import Index
from fou_toolkit.text.wordlists import NEGATORS, TAG_QUESTION

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
    negators = _negators(index)
    clauses = index.clause_word
    begin = clauses[np.searchsorted(clauses, hits.first, side="right") - 1]
    after = np.searchsorted(clauses, hits.last, side="right")
    end = np.append(clauses, len(index))[after]
    inside = np.searchsorted(negators, end) - np.searchsorted(negators, begin)
    return np.asarray(inside > own)


def _negators(index: Index) -> npt.NDArray[np.int32]:
    """Give the words that negate, in text order."""
    words = index.words_of(_types(index, NEGATORS))
    behind = np.minimum(words + 1, len(index) - 1)
    asked = np.isin(index.type[behind], _types(index, TAG_QUESTION)) & (index.sentence[behind] == index.sentence[words])
    return np.asarray(words[~asked])


def _types(index: Index, forms: frozenset[str]) -> npt.NDArray[np.int32]:
    return np.array([number for form in sorted(forms) for number in index.vocabulary.ids_of(form)], np.int32)
