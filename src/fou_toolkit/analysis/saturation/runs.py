"""Base, run and threshold: when did new interviews stop bringing new codes?

Guest, G., Namey, E. & Chen, M. (2020). A simple method to assess and report thematic saturation in qualitative
research. PLoS ONE 15(5), e0232076. The base is the number of different codes in the first interviews; a run is the
number of new codes in some interviews that follow each other; each run begins one interview after the last one, so
that runs overlap. Saturation is reached at the first run that is no more than the threshold's share of the base, and is
reported as «5 % at 6+2»: after six interviews, two more brought (almost) nothing new.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["NEVER", "cumulative", "drawn_orders", "new_codes", "quotients", "run_totals", "saturated_after"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEVER: Final = -1
"""What stands where saturation is not reached."""

_CELLS: Final = 1 << 22
"""Flags made at a time."""
_HAIR: Final = 1e-9
"""2 of 40 are 5 %, also in numbers that are not exact."""


def new_codes(present: Bools) -> Ints:
    """Count the codes of each interview that none before it had.

    Args:
        present: Whether each interview has each code, in the order of the interviews, shape `(..., n, codes)`.

    Returns:
        Shape `(..., n)`.

    >>> new_codes(np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0]], bool)).tolist()
    [1, 1, 0]
    """
    known = np.logical_or.accumulate(present, axis=-2)
    total = known.sum(axis=-1)
    new: Ints = np.diff(total, axis=-1, prepend=0)
    return new


def cumulative(new: Ints) -> Ints:
    """Count the codes that are known after each interview, shape `(..., n)`."""
    found: Ints = np.cumsum(new, axis=-1)
    return found


def run_totals(new: Ints, base: int, run: int) -> Ints:
    """Count the new codes of each run.

    Args:
        new: New codes of each interview, shape `(..., n)`.
        base: Interviews of the base.
        run: Interviews of a run.

    Returns:
        Shape `(..., n - base - run + 1)`; the first run begins right behind the base. Shape `(..., 0)` where there are
        too few interviews for a run.

    >>> run_totals(np.array([9, 9, 9, 10, 3, 1, 1, 0]), 4, 2).tolist()
    [4, 2, 1]
    """
    if new.shape[-1] < base + run:
        return np.zeros((*new.shape[:-1], 0), np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(new[..., base:], run, axis=-1)
    found: Ints = windows.sum(axis=-1)
    return found


def quotients(new: Ints, base: int, run: int) -> Floats:
    """Divide the new codes of each run by the codes of the base; NaN where the base has none.

    Returns:
        Shape `(..., n - base - run + 1)`.
    """
    codes = new[..., :base].sum(axis=-1, keepdims=True).astype(np.float64)
    shares: Floats = run_totals(new, base, run) / np.where(codes > 0, codes, np.nan)
    return shares


def saturated_after(new: Ints, base: int, run: int, threshold: float) -> Ints:
    """Give the number of interviews before the first run that brings no more than the threshold allows.

    Returns:
        Shape `(...)`; `NEVER` where no run does, there is no run, or the base has no codes.

    >>> new = np.array([9, 9, 9, 10, 3, 1, 1, 0, 1, 0])
    >>> int(saturated_after(new, 4, 2, 0.05)), int(saturated_after(new, 4, 3, 0.05))
    (6, 7)
    """
    # Comparing with NaN is false, as it should be.
    low = quotients(new, base, run) <= threshold + _HAIR
    if not low.shape[-1]:
        return np.full(low.shape[:-1], NEVER, np.int64)
    return np.where(low.any(axis=-1), base + low.argmax(axis=-1), NEVER)


def drawn_orders(present: Bools, replicates: int, seed: int, *, replacement: bool) -> Iterator[Ints]:
    """Draw the interviews again and again, and count the new codes.

    Args:
        present: Whether each interview has each code, shape `(n, codes)`.
        replicates: How often.
        seed: Seed of the draws.
        replacement: Whether an interview can be drawn several times, as in a bootstrap; else they are only put in
            another order.

    Yields:
        New codes of each place in the order, shape `(b, n)`.
    """
    rng = np.random.default_rng(seed)
    number, codes = present.shape
    block = max(1, _CELLS // max(number * codes, 1))
    for start in range(0, replicates, block):
        wanted = min(block, replicates - start)
        if replacement:
            order = rng.integers(0, number, (wanted, number))
        else:
            order = rng.permuted(np.tile(np.arange(number), (wanted, 1)), axis=1)
        yield new_codes(present[order])
