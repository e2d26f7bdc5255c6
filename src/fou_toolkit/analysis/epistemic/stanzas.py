"""What is connected in a conversation: each line with itself and the lines shortly before it.

The moving stanza window: Siebert-Evenstone, A. L., Arastoopour Irgens, G., Collier, W., Swiecki, Z., Ruis, A. R. &
Shaffer, D. W. (2017). In search of conversational grain size: modelling semantic structure using moving stanza windows.
Journal of Learning Analytics 4(3), p. 123-139.
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.cooccurrence.windows import any_between

__all__ = ["accumulated", "connected", "pairs_of"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_BLOCK = 4096
"""Lines whose connections are held at a time."""


def pairs_of(codes: int) -> tuple[Ints, Ints]:
    """Give the pairs of some codes: number of one, number of the other; each of shape `(pairs,)`."""
    one, other = np.triu_indices(codes, 1)
    return one.astype(np.int64), other.astype(np.int64)


def connected(present: Bools, first: Ints, size: int) -> tuple[Bools, Bools]:
    """Give what each line has, and what its window has.

    A line connects two codes if it has one of them and its window, which ends with this line, the other. Two codes of
    earlier lines were connected there already. Once is enough: connections of a line are there or not.

    Args:
        present: Codes of each line, shape `(lines, k)`.
        first: First line of the conversation of each line.
        size: Lines in a window, with the line itself.

    Returns:
        Codes of each line, and of its window; each of shape `(lines, k)`.
    """
    at = np.arange(len(present))
    return present, any_between(present, np.maximum(at - size + 1, first), at + 1)


def accumulated(present: Bools, first: Ints, size: int, cell: Ints, cells: int) -> Floats:
    """Count in how many lines each pair of codes is connected.

    Args:
        present: Codes of each line, shape `(lines, k)`.
        first: First line of the conversation of each line.
        size: Lines in a window, with the line itself.
        cell: Which count each line goes into, shape `(lines,)`; nothing below 0 counts.
        cells: Number of counts.

    Returns:
        Lines by pair of codes, in the order of `pairs_of`, shape `(cells, pairs)`.
    """
    one, other = pairs_of(present.shape[1])
    line, window = connected(present, first, size)
    found = np.zeros((cells, one.size))
    # A line without a code connects nothing.
    rows = np.flatnonzero((cell >= 0) & line.any(axis=1))
    for start in range(0, rows.size, _BLOCK):
        here = rows[start : start + _BLOCK]
        said, near = line[here], window[here]
        links = (said[:, one] & near[:, other]) | (said[:, other] & near[:, one])
        np.add.at(found, cell[here], links)
    return found
