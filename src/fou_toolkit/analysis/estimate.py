"""A figure with its interval."""

import math
from dataclasses import dataclass

__all__ = ["Estimate"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Args:
        value: NaN where it is undefined.
        low: Lower border of the interval.
        high: Upper border.
        defined: Share of the bootstrap replicates in which the figure was defined; the interval is made of these.
    """

    value: float
    low: float = math.nan
    high: float = math.nan
    defined: float = math.nan

    def __str__(self) -> str:
        """Show two digits and the interval; a dash where it is undefined."""
        if math.isnan(self.value):
            return "–"
        shown = _two_digits(self.value)
        return shown if math.isnan(self.low) else f"{shown} [{_two_digits(self.low)}, {_two_digits(self.high)}]"

    @property
    def width(self) -> float:
        """Width of the interval."""
        return self.high - self.low


def _two_digits(value: float) -> str:
    """Round; there is no minus zero, and what is not 1 is not shown as 1."""
    for digits in (2, 3, 4):
        shown = f"{round(value, digits) + 0.0:.{digits}f}"
        if float(shown) != 1 or value == 1:
            return shown
    return "1.00"
