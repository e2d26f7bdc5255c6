"""Stretches of a few sentences or turns that slide over a text."""

from dataclasses import dataclass
from numbers import Integral
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.bootstrap import is_number
from fou_toolkit.analysis.counted import turn_of_units
from fou_toolkit.analysis.units import Units
from fou_toolkit.errors import DataError
from fou_toolkit.model import Corpus

__all__ = ["Window", "any_between", "borders", "checked_window", "slid"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

OF: Final = ("sentence", "turn")
INSIDE: Final = ("document", "turn")


@dataclass(frozen=True, slots=True)
class Window:
    """How far apart codes may stand to stand together.

    What interviewers say is taken out first, unless it counts: a window looks past their questions.

    Args:
        size: How many sentences or turns.
        of: `sentence` or `turn`.
        inside: What no window goes out of: `document`, or `turn`, what one person says without a break.

    Raises:
        DataError: A setting is not possible.
    """

    size: int = 3
    of: str = "sentence"
    inside: str = "document"

    def __post_init__(self) -> None:
        """Refuse settings that are not possible."""
        given: dict[str, tuple[object, tuple[str, ...]]] = {"of": (self.of, OF), "inside": (self.inside, INSIDE)}
        for key, (value, possible) in given.items():
            if not isinstance(value, str) or value not in possible:
                hint = t("Possible are: {names}", names=", ".join(possible))
                raise DataError(t("«{value}» is not possible for {key}.", value=value, key=key), hint=hint)
        if not is_number(Integral, self.size) or self.size < 1:
            hint = t("Give a whole number from 1.")
            raise DataError(t("«{value}» is not possible for {key}.", value=self.size, key="window"), hint=hint)
        if self.of == self.inside:
            hint = t("Possible are: {names}", names="document")
            raise DataError(t("«{value}» is not possible for {key}.", value=self.inside, key="inside"), hint=hint)

    @property
    def length(self) -> str:
        """Say how large it is, in the current language."""
        if self.of == "sentence":
            return tn("{n} sentence", "{n} sentences", self.size)
        return tn("{n} turn", "{n} turns", self.size)

    def __str__(self) -> str:
        """Write it as it is given."""
        return f"Window({self.size}, {self.of}, {self.inside})"


def checked_window(given: object, usual: Window) -> Window:
    """Give a window, of a window or of a number of the usual units.

    Raises:
        DataError: It is neither.
    """
    if given is None:
        return usual
    if isinstance(given, Window):
        return given
    if not is_number(Integral, given):
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=given, key="window"), hint=hint)
    return Window(int(given), usual.of, usual.inside)  # type: ignore[call-overload]


def borders(corpus: Corpus, units: Units, inside: str) -> tuple[Ints, Ints]:
    """Give the first unit of each unit's document or turn, and one past the last; each of shape `(u,)`."""
    part = units.source if inside == "document" else turn_of_units(corpus, units)
    fresh = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1]))) if part.size else np.zeros(0, np.int64)
    sizes = np.diff(np.append(fresh, part.size))
    return np.repeat(fresh, sizes), np.repeat(fresh + sizes, sizes)


def slid(first: Ints, stop: Ints, size: int) -> tuple[Ints, Ints]:
    """Give all windows: each begins one unit later; what is shorter than a window is one window.

    Args:
        first: From `borders`.
        stop: From `borders`.
        size: Units in a window.

    Returns:
        First unit of each window, and one past its last.
    """
    at = np.arange(first.size)
    kept = at[(at == first) | (at + size <= stop)]
    return kept, np.minimum(kept + size, stop[kept])


def any_between(present: Bools, first: Ints, stop: Ints) -> Bools:
    """Tell which codes stand anywhere in some stretches of units.

    Args:
        present: Codes of each unit, shape `(u, k)`.
        first: First unit of each stretch, shape `(w,)`.
        stop: One past its last.

    Returns:
        Shape `(w, k)`.
    """
    found = np.zeros((first.size, present.shape[1]), np.bool_)
    for column in range(present.shape[1]):
        so_far = np.concatenate(([0], np.cumsum(present[:, column])))
        found[:, column] = so_far[stop] > so_far[first]
    return found
