"""How a cell reads: a share, a band, hidden, or a gap."""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.small_cells import SmallCells

__all__ = ["GAP", "STATES", "band_of", "bands_of", "number_of", "per_cent", "state_of"]

GAP: Final = "–"
"""What stands where nobody was heard."""
_BLANK: Final = "\N{NO-BREAK SPACE}"
STATES: Final = ("not heard", "hidden", "shown")
"""What a cell can be."""


def band_of(count: int, small: SmallCells) -> str:
    """Say how many passages there are, without telling a small number.

    >>> [band_of(count, SmallCells(5)) for count in (0, 4, 5)]
    ['0', '1–4', '5']
    """
    return small.band if 0 < count < small.threshold else str(count)


def bands_of(raw: npt.NDArray[np.int64], back: npt.NDArray[np.bool_], small: SmallCells) -> dict[tuple[int, ...], str]:
    """Give bands of the numbers that are kept back, by their place; only where passages are asked for.

    Args:
        raw: The numbers.
        back: Which of them are kept back; of the same shape.
        small: What happens to numbers that come from few people.
    """
    if small.how != "passages":
        return {}
    return {tuple(at): band_of(int(raw[tuple(at)]), small) for at in np.argwhere(back).tolist()}


def per_cent(share: float) -> str:
    """Write a share as people read it; a small one is not nothing.

    >>> [per_cent(share).split() for share in (0.123, 0.004, 0.0)]
    [['12', '%'], ['<1', '%'], ['0', '%']]
    """
    least = 0.005
    return f"<1{_BLANK}%" if 0 < share < least else f"{share * 100:.0f}{_BLANK}%"


def state_of(*, heard: bool, hidden: bool) -> str:
    """Tell whether a cell was not heard, is hidden, or is shown."""
    return STATES[0 if not heard else 1 if hidden else 2]


def number_of(value: float | npt.NDArray[np.float64]) -> float | None:
    """Give a number, or nothing for NaN, as tables have it."""
    return None if np.isnan(value) else float(value)
