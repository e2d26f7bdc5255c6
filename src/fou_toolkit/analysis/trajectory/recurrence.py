"""What recurs from period to period, and when something is first heard of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.axis import Axis
from fou_toolkit.analysis.trajectory.cells import GAP, number_of

__all__ = ["FirstSeen", "Persistence", "first_seen", "persistence"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Persistence(Tabular):
    """How often a code recurs from one period to the next.

    Args:
        cases: The cases.
        codes: Ids of the codes.
        names: Their names.
        heard: Periods in which each case was heard, shape `(cases,)`.
        present: Periods in which the code stands, shape `(cases, codes)`; of those that are shown.
        stood: Pairs of neighbouring periods with the code in the first, shape `(cases, codes)`.
        recurred: Those of them with the code in the second, too.
        hidden: Periods of each case in which the code is kept back, shape `(cases, codes)`.
        counted: What was counted.
        more: Notes of the trajectory.
    """

    cases: Axis
    codes: tuple[str, ...]
    names: tuple[str, ...]
    heard: npt.NDArray[np.int64]
    present: npt.NDArray[np.int64]
    stood: npt.NDArray[np.int64]
    recurred: npt.NDArray[np.int64]
    hidden: npt.NDArray[np.int64]
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def share(self) -> Floats:
        """Share of the periods with the code after which it stands in the next, too; NaN where there is none."""
        nothing: Floats = np.full(self.stood.shape, np.nan)
        return np.divide(self.recurred, self.stood, out=nothing, where=self.stood > 0)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per case and code."""
        return ("case", "code", "name", "periods", "hidden", "present", "stood", "recurred", "share")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case and code."""
        share = self.share
        for row, case in enumerate(self.cases.values):
            for column, (code, name) in enumerate(zip(self.codes, self.names, strict=True)):
                at = (row, column)
                heard = (int(self.heard[row]), int(self.hidden[at]))
                numbers = (int(self.present[at]), int(self.stood[at]), int(self.recurred[at]), number_of(share[at]))
                yield (case, code, name, *heard, *numbers)

    @property
    def caption(self) -> str:
        """Say what is shown."""
        if not (self.stood > 0).any():
            return t("Persistence: no code stands in two periods that could be compared.")
        return t("Persistence: where a code stands in a period, does it stand in the next one, too?")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what is no period."""
        return (*self.counted.notes, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.cases.name or t("case"), t("code"), t("in periods"), t("again in the next"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the codes that stand anywhere, in words."""
        for row, label in enumerate(self.cases.labels):
            for column in np.flatnonzero(self.present[row]).tolist():
                code = f"{self.codes[column]} {self.names[column]}"
                known = int(self.heard[row] - self.hidden[row, column])
                of = t("{n} of {total}", n=int(self.present[row, column]), total=known)
                stood = int(self.stood[row, column])
                again = t("{n} of {total}", n=int(self.recurred[row, column]), total=stood) if stood else GAP
                yield (label, code, of, again)


def persistence(stands: Bools, heard: Bools, shown: Bools, *, gaps: bool) -> tuple[npt.NDArray[np.int64], ...]:
    """Count pairs of neighbouring periods.

    Args:
        stands: Whether each code stands, shape `(cases, periods, codes)`.
        heard: Whether each case was heard in each period, shape `(cases, periods)`.
        shown: Whether each code can be looked at, shape `(cases, periods, codes)`; other pairs are left out.
        gaps: Whether a period in which a case was not heard parts its neighbours; else they are neighbours.

    Returns:
        Periods with each code; pairs with it in the first; pairs with it in both. Each of shape `(cases, codes)`.
    """
    cases, _, codes = stands.shape
    stood, recurred = np.zeros((cases, codes), np.int64), np.zeros((cases, codes), np.int64)
    for row in range(cases):
        places = np.flatnonzero(heard[row])
        one, two = places[:-1], places[1:]
        near = ((two - one == 1) | (not gaps))[:, None]
        kept = shown[row, one] & shown[row, two] & near
        first, second = stands[row, one] & kept, stands[row, two] & kept
        stood[row] = first.sum(axis=0)
        recurred[row] = (first & second).sum(axis=0)
    return (stands & shown).sum(axis=1), stood, recurred


@dataclass(frozen=True, eq=False, repr=False)
class FirstSeen(Tabular):
    """In which period each case first has a code.

    Args:
        about: What was looked for.
        cases: The cases.
        periods: The periods.
        first: Place of the first period, shape `(cases,)`; -1 where there is none that is known.
        stands: Whether the code stands, shape `(cases, periods)`; of what is shown.
        heard: Whether the case was heard, shape `(cases, periods)`.
        hidden: Whether that is kept back.
        counted: What was counted.
        more: Notes of the trajectory.
    """

    about: str
    cases: Axis
    periods: Axis
    first: npt.NDArray[np.int64]
    stands: Bools
    heard: Bools
    hidden: Bools
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a case."""
        return ("case", "first", "periods", "heard", "hidden", "state")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case; periods are parted by blanks."""
        for row, case in enumerate(self.cases.values):
            first = self.periods.values[self.first[row]] if self.first[row] >= 0 else ""
            listed = (" ".join(self._among(flags[row])) for flags in (self.stands, self.heard, self.hidden))
            yield (case, first, *listed, self.state(row))

    def state(self, row: int) -> str:
        """Tell about a case: `seen`, `not seen`, or `hidden` where an earlier period is kept back."""
        if self.first[row] >= 0:
            return "seen"
        return "hidden" if self.hidden[row].any() else "not seen"

    def _among(self, flags: Bools) -> list[str]:
        return [self.periods.values[place] for place in np.flatnonzero(flags).tolist()]

    @property
    def caption(self) -> str:
        """Say what was looked for."""
        return t("{about}: when it is first heard of", about=self.about)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.counted.notes, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.cases.name or t("case"), t("first"), t("stands in"), t("heard in"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case, in words."""
        labels = self.periods.labels
        for row, case in enumerate(self.cases.labels):
            state = {"seen": "", "hidden": HIDDEN, "not seen": t("not seen")}[self.state(row)]
            listed = (", ".join(np.array(labels)[flags[row]]) for flags in (self.stands, self.heard))
            yield (case, state or labels[self.first[row]], *listed)


def first_seen(stands: Bools, shown: Bools, hidden: Bools) -> npt.NDArray[np.int64]:
    """Give the first period of each case in which a code stands; -1 where none, or where an earlier one is hidden.

    Args:
        stands: Whether the code stands, shape `(cases, periods)`.
        shown: Whether the case can be looked at.
        hidden: Whether the case was heard, but is kept back.
    """
    found = stands & shown
    place = np.where(found.any(axis=1), found.argmax(axis=1) if found.shape[1] else 0, -1)
    earlier = np.arange(found.shape[1])[None, :] < place[:, None]
    return np.where((hidden & earlier).any(axis=1), -1, place).astype(np.int64)
