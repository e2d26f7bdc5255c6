"""The passages behind a cell."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.quotations import Quotation, Quotations, quotations_of
from fou_toolkit.analysis.trajectory.grid import Grid, present
from fou_toolkit.analysis.units import Units

__all__ = ["passages_of", "reach_of"]


def passages_of(
    grid: Grid,
    codes: Collection[str],
    sentences: npt.NDArray[np.bool_],
    *,
    most: int | None = None,
    spread: bool = True,
    about: str = "",
) -> Quotations:
    """Quote passages that share a code point with some sentences in which a code stands as `combine` has it.

    Args:
        grid: Sentences in cells.
        codes: Ids of the codes.
        sentences: Whether each sentence counts, shape `(u,)`.
        most: How many passages; by default all.
        spread: Whether people take turns; else in text order.
        about: What they are about, for the caption.
    """
    selection = grid.selection
    if most is not None and (selection.counted.combine == "any" or len(selection.codings.coders) <= 1):
        # Nothing has to be sorted out afterwards: only what is kept is quoted.
        turns = np.zeros(grid.rows.number.size, np.bool_)
        turns[grid.turn[sentences]] = True
        return quotations_of(selection, codes, turns=turns, most=most, spread=spread, about=about)
    found = quotations_of(selection, codes, spread=spread, about=about)
    stands = present(selection, grid.units, {"": codes})[:, 0] & sentences
    kept = tuple(one for one in found if stands[slice(*reach_of(grid.units, one))].any())
    return replace(found, passages=kept[:most], total=len(kept))


def reach_of(units: Units, passage: Quotation) -> tuple[int, int]:
    """Give the first sentence that a passage shares a code point with, and one past the last."""
    base = int(units.bases[units.source_ids.index(passage.source)])
    first = int(np.searchsorted(units.end, base + passage.span.start, side="right"))
    stop = int(np.searchsorted(units.start, base + passage.span.end, side="left"))
    return first, max(first, stop)
