"""What a trajectory shows: by case, period and code, how much of what was said has the code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.axis import Axis
from fou_toolkit.analysis.trajectory.balance import Balance
from fou_toolkit.analysis.trajectory.cells import GAP, band_of, number_of, per_cent, state_of
from fou_toolkit.analysis.trajectory.celltable import CellTable
from fou_toolkit.analysis.trajectory.grid import Grid, family_of, present
from fou_toolkit.analysis.trajectory.recurrence import FirstSeen, Persistence, first_seen, persistence
from fou_toolkit.analysis.trajectory.turning import (
    AROUND,
    BeforeAfter,
    TurningPoints,
    sides_of,
    turning_points_of,
)
from fou_toolkit.errors import DataError, UnknownIdError

__all__ = ["Streams", "TrajectoryResult", "codings_counted"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Streams:
    """The codes or themes that are followed.

    Args:
        codes: Their ids.
        names: Their names.
        families: Ids that count for each of them.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Ids that count, by the id they count for."""
        return dict(zip(self.codes, self.families, strict=True))


@dataclass(frozen=True, eq=False, repr=False)
class TrajectoryResult(CellTable):
    """Codes over time, case by case.

    Args:
        streams: The codes or themes.
        turning_points: Where people tell that something turned.
        counted: What was counted.
        more: Further notes.
    """

    streams: Streams
    turning_points: TurningPoints
    counted: Counted
    more: tuple[str, ...]
    # The sentences that the tables are made of, also those whose numbers are not shown.
    _grid: Grid = field(repr=False)

    @property
    def cases(self) -> Axis:
        """The cases."""
        return self._grid.rows

    @property
    def codes(self) -> tuple[str, ...]:
        """Ids of the codes or themes."""
        return self.streams.codes

    @property
    def _families(self) -> dict[str, tuple[str, ...]]:
        return self.streams.groups

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the codes or themes."""
        return self.streams.names

    @cached_property
    def sentences(self) -> Floats:
        """Sentences, shape `(cases, periods)`; NaN where hidden or not heard."""
        return self._grid.masked(self._grid.sentences)

    @property
    def shares(self) -> Floats:
        """Share of the sentences with each code, shape `(cases, periods, codes)`; NaN where kept back or not heard."""
        return self.counts / self.sentences[:, :, None]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per case, period and code."""
        return ("case", "period", "code", "name", "count", "sentences", "share", "texts", "people", "band", "state")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case, period and code; where nobody was heard or numbers are kept back, without numbers."""
        shares = self.shares
        for row, column, place in np.ndindex(self.counts.shape):
            at = (row, column)
            count, sentences = number_of(self.counts[row, column, place]), number_of(self.sentences[at])
            rest = (number_of(self.texts[at]), number_of(self.people[at]), self.bands.get((row, column, place), ""))
            state = state_of(heard=bool(self.heard[at]), hidden=bool(self.kept_back[row, column, place]))
            where = (self.cases.values[row], self.periods.values[column], self.codes[place], self.names[place])
            yield (*where, count, sentences, number_of(shares[row, column, place]), *rest, state)

    @property
    def caption(self) -> str:
        """Say what is shown."""
        if not len(self.periods):
            return t("Nothing is known about {attribute} in these texts.", attribute=self.periods.name)
        cases = tn("{n} case", "{n} cases", len(self.cases))
        periods = tn("{n} period", "{n} periods", len(self.periods))
        return t("Share of the sentences with a code: {cases}, {periods}", cases=cases, periods=periods)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, what is hidden, and what the numbers rest on."""
        notes = [*self.counted.notes]
        if self.kept_back.any() or self.hidden.any() or self.small.shows_all:
            notes.append(self.small.note)
        if (texts := self.texts[self._grid.shown]).size:
            span = {"low": int(texts.min()), "high": int(texts.max())}
            rests = t("A cell rests on {low} to {high} texts: sequences are shown, nothing is tested.", **span)
            notes.append(rests)
        if (~self.heard).any():
            notes.append(t("{sign} nobody was heard: a gap, not a zero.", sign=GAP))
        return (*notes, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.cases.name or t("case"), t("code"), *self.periods.labels)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per case and code that stands anywhere, one column per period."""
        shares = self.shares
        said = (self.counts > 0) | (self.kept_back & ~self.hidden[:, :, None])
        known: Bools = np.asarray(said.any(axis=(0, 1)))
        for row, case in enumerate(self.cases.labels):
            for place, code in enumerate(self.codes):
                if known[place] or self.bands:
                    cells = (self._cell(row, column, place, shares) for column in range(len(self.periods)))
                    yield (case, f"{code} {self.names[place]}", *cells)

    def _cell(self, row: int, column: int, place: int, shares: Floats) -> str:
        if not self.heard[row, column]:
            return GAP
        if self.kept_back[row, column, place]:
            return self.bands.get((row, column, place), HIDDEN)
        return per_cent(shares[row, column, place])

    def together(self) -> "TrajectoryResult":
        """Put all cases together.

        A period, or the number of one code in it, is hidden if the sum, less the cases that are shown, would give away
        what few people said.
        """
        grid = self._grid.together()
        return replace(self, _grid=grid, turning_points=turning_points_of(grid, self.turning_points.codes))

    def persistence(self) -> Persistence:
        """Tell how often each code recurs from one period to the next.

        A period in which a case was not heard parts its neighbours; between days, it does not: nobody is asked every
        day. Pairs with a period in which the code is kept back are left out.
        """
        back = self.kept_back
        shown = self.heard[:, :, None] & ~back
        present_, stood, recurred = persistence(self.counts > 0, self.heard, shown, gaps=self.periods.gaps)
        heard, hidden = self.heard.sum(axis=1), back.sum(axis=1)
        sizes = (heard.astype(np.int64), present_.astype(np.int64), stood, recurred, hidden.astype(np.int64))
        return Persistence(self.cases, self.codes, self.names, *sizes, self.counted, self.notes_on_cells)

    def first_seen(self, code: str) -> FirstSeen:
        """Tell in which period each case first has a code or theme.

        Args:
            code: Id of a code or theme of the codebook; it need not be among those of the trajectory.

        Raises:
            UnknownIdError: There is no such code.
        """
        book = self._grid.selection.project.codebook
        groups = {code: family_of(book, code)}
        numbers, back = self._grid.tally(groups)
        hidden = back[:, :, 0]
        stands = (numbers[:, :, 0] > 0) & ~hidden
        first = first_seen(stands, self.heard & ~hidden, hidden)
        about = f"{code} {book[code].name}"
        kept = (stands, self.heard, hidden, self._counted_of(groups), self._notes_beside(hidden))
        return FirstSeen(about, self.cases, self.periods, first, *kept)

    def balance(self, one: str | Sequence[str], other: str | Sequence[str]) -> Balance:
        """Tell how two sets of codes stand to each other: `result.balance("T1", "T2")`.

        If one side comes from few people, both are kept back.

        Args:
            one: Ids of codes or themes of the codebook.
            other: Others.

        Raises:
            DataError: A code stands on both sides.
            UnknownIdError: There is no such code.
        """
        book = self._grid.selection.project.codebook
        sides = tuple(family_of(book, ids) for ids in (one, other))
        both = [code for code in sides[0] if code in sides[1]]
        if both:
            hint = t("Give other codes on one of the sides.")
            raise DataError(t("Codes stand on both sides: {ids}.", ids=", ".join(both)), hint=hint)
        groups = {"one": sides[0], "other": sides[1]}
        numbers, back = self._grid.tally(groups)
        hidden: Bools = np.asarray(back.any(axis=2))
        return Balance(
            one=one if isinstance(one, str) else "+".join(one),
            other=other if isinstance(other, str) else "+".join(other),
            cases=self.cases,
            periods=self.periods,
            counts=np.where(hidden[:, :, None], np.nan, self._grid.masked(numbers)),
            heard=self.heard,
            hidden=hidden,
            counted=self._counted_of(groups),
            more=self._notes_beside(hidden),
        )

    def before_after(self, case: str, number: int = 1, *, around: str = "turn") -> BeforeAfter:
        """Give what a case talks about before and after one of its turning points.

        Args:
            case: The case.
            number: Which of its turning points, from 1 in the order of time.
            around: What belongs to the turning point, and so to neither side: the whole `turn` it is told in, its
                `sentence` only (for logs, which are one turn), or the whole `text`.

        Raises:
            DataError: There is no such turning point, or `around` is not known.
            UnknownIdError: There is no such case.
        """
        if around not in AROUND:
            hint = t("Possible are: {names}", names=", ".join(AROUND))
            raise DataError(t("«{value}» is not possible for {key}.", value=around, key="around"), hint=hint)
        if case not in self.cases.values:
            hint = t("Possible are: {names}", names=", ".join(self.cases.values))
            raise UnknownIdError(t("There is no case «{name}».", name=case), hint=hint)
        point = next((one for one in self.turning_points.of(case) if one.number == number), None)
        if point is None:
            told = sorted({one.case for one in self.turning_points})
            hint = t("Cases with turning points: {names}", names=", ".join(told) or GAP)
            raise DataError(t("«{name}» has no turning point {n}.", name=case, n=number), hint=hint)
        sides, counts, bands = sides_of(self._grid, point, around, self._found)
        kept = (self.codes, self.names, counts, bands, sides, around)
        more = (*((self.small.note,) if np.isnan(counts).any() or self.small.shows_all else ()), *self.more)
        return BeforeAfter(point, self.cases, *kept, self.counted.given(around=around), more)

    def turning_marks(self, case: str) -> dict[int, str]:
        """Tell in which periods a case tells of turning points, and how many where that may be shown.

        Args:
            case: One of the cases.

        Returns:
            By place of the period: the number; a band where passages are asked for; nothing where few people tell.
            Periods that are hidden are left out.
        """
        row = self.cases.values.index(case)
        places = [self.periods.values.index(one.period) for one in self.turning_points.of(case)]
        _, back = self._grid.tally({"": self.turning_points.codes})
        marks = {}
        for place in dict.fromkeys(one for one in places if not self.hidden[row, one]):
            few = bool(back[row, place, 0])
            number = places.count(place)
            marks[place] = str(number) if not few else band_of(number, self.small) if self._banded else ""
        return marks

    @property
    def _banded(self) -> bool:
        return self.small.how == "passages"

    @cached_property
    def _found(self) -> Bools:
        return present(self._grid.selection, self._grid.units, self.streams.groups)

    @property
    def notes_on_cells(self) -> tuple[str, ...]:
        """What every table of the same cells has to say, beside what was counted."""
        return tuple(note for note in self.notes if note not in self.counted.notes)

    def _notes_beside(self, hidden: Bools) -> tuple[str, ...]:
        """Give these notes to a table that keeps back something that this one may not."""
        note = (self.small.note,) if hidden.any() and self.small.note not in self.notes_on_cells else ()
        return (*note, *self.notes_on_cells)

    def _counted_of(self, groups: Mapping[str, Iterable[str]]) -> Counted:
        return codings_counted(self._grid, self.counted, groups)


def codings_counted(grid: Grid, counted: Counted, groups: Mapping[str, Iterable[str]]) -> Counted:
    """Say how many codings of some codes stand in the cells.

    With the number of all codings, those of a single number that is kept back could be worked out.
    """
    selection = grid.selection
    if grid.hidden.any() or grid.tally(groups)[1].any():
        return counted.hiding("codings", "people") if grid.few_hidden else counted.hiding("codings")
    codes = {code for family in groups.values() for code in family}
    codings = selection.codings
    wanted = np.array([code in codes for code in codings.codes] or [False], np.bool_)[codings.code]
    known = (grid.rows.number >= 0) & (grid.columns.number >= 0)
    inside = known[selection.turn] if known.size else np.zeros(len(codings), np.bool_)
    return counted.with_codings(int((wanted & inside).sum()))
