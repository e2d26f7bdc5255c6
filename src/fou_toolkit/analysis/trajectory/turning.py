"""Turning points: where people tell that something turned, and what is talked about before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.quotations import Quotation, Quotations
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory.axis import Axis, dates_of
from fou_toolkit.analysis.trajectory.cells import GAP, bands_of, number_of, per_cent
from fou_toolkit.analysis.trajectory.grid import Grid, present
from fou_toolkit.analysis.trajectory.passages import passages_of, reach_of

__all__ = [
    "AROUND",
    "BeforeAfter",
    "Side",
    "TurningPoint",
    "TurningPoints",
    "in_time",
    "points_of",
    "sides_of",
    "turning_points_of",
]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AROUND: Final = ("turn", "sentence", "text")
"""What belongs to a turning point, and so to neither side of it."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """One place at which people tell that something turned.

    Args:
        case: The case it is told in.
        number: Which one of the case, from 1, in the order of time.
        period: The period it is told in.
        date: Date of the text; empty where it is not known.
        passage: What was said.
        first: Its first sentence among all sentences that count.
        last: Its last.
    """

    case: str
    number: int
    period: str
    date: str
    passage: Quotation
    first: int
    last: int


@dataclass(frozen=True, eq=False, repr=False)
class TurningPoints(Tabular):
    """All turning points, case by case, in the order of time.

    Args:
        points: The turning points.
        codes: Ids of the codes that say so.
        cases: The cases.
        periods: The periods.
        quotations: The passages.
    """

    points: tuple[TurningPoint, ...]
    codes: tuple[str, ...]
    cases: Axis
    periods: Axis
    quotations: Quotations

    def __len__(self) -> int:
        """Give the number of turning points."""
        return len(self.points)

    def __iter__(self) -> Iterator[TurningPoint]:
        """Go through the turning points."""
        return iter(self.points)

    def __getitem__(self, place: int) -> TurningPoint:
        """Give a turning point."""
        return self.points[place]

    def of(self, case: str) -> tuple[TurningPoint, ...]:
        """Give the turning points of a case."""
        return tuple(one for one in self.points if one.case == case)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a turning point."""
        return ("case", "number", "period", "date", "source", "start", "end", "codes", "coders", "role", "text")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per turning point."""
        for one in self.points:
            said = one.passage
            place = (said.source, said.span.start, said.span.end, " ".join(said.codes), " ".join(said.coders))
            yield (one.case, one.number, one.period, one.date, *place, said.role, said.text)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        if not self.points:
            return t("No turning points ({codes}).", codes=", ".join(self.codes) or GAP)
        count = tn("{n} turning point", "{n} turning points", len(self))
        return f"{count} ({', '.join(self.codes)})"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and whom it is for."""
        told = t("A turning point stands where it is told, which may be long after it happened.")
        inside = t("Names single people: for use inside of the project, not for publication.")
        return (*self.quotations.counted.notes, *((told, inside) if self.points else ()))

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.cases.name, self.periods.name, t("date"), t("text"), t("passage"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per turning point, with what was said."""
        for one in self.points:
            case, period = self.cases.label(one.case), self.periods.label(one.period)
            yield (case, period, one.date, one.passage.source, one.passage.text)


@dataclass(frozen=True, slots=True)
class Side:
    """What was said before or after a turning point.

    Args:
        sentences: How many sentences; `None` where that is kept back.
        texts: How many texts they come from; `None` where that is kept back.
        people: How many people; `None` where that is kept back.
        hidden: Whether numbers are kept back, since too few people said it.
    """

    sentences: int | None
    texts: int | None
    people: int | None
    hidden: bool

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self.texts == 0

    @property
    def label(self) -> str:
        """Say how much it is."""
        if self.empty:
            return t("nothing was said")
        if self.hidden:
            return HIDDEN
        sentences, texts = tn("{n} sentence", "{n} sentences", self.sentences or 0), self.texts or 0
        return ", ".join(
            (sentences, tn("{n} text", "{n} texts", texts), tn("{n} person", "{n} people", self.people or 0))
        )


@dataclass(frozen=True, eq=False, repr=False)
class BeforeAfter(Tabular):
    """What a case talks about before and after a turning point.

    Args:
        point: The turning point.
        cases: The cases.
        codes: Ids of the codes.
        names: Their names.
        counts: Sentences with each code before and after, shape `(2, codes)`; NaN where kept back, or nothing was said.
        bands: Bands of these counts, where numbers are kept back and passages are asked for; else empty.
        sides: How much was said before and after.
        around: One of `AROUND`.
        counted: What was counted.
        more: Notes of the trajectory.
    """

    point: TurningPoint
    cases: Axis
    codes: tuple[str, ...]
    names: tuple[str, ...]
    counts: Floats
    bands: tuple[tuple[str, ...], ...]
    sides: tuple[Side, Side]
    around: str
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def shares(self) -> Floats:
        """Share of the sentences of a side that have each code, shape `(2, codes)`; NaN where not known."""
        sizes = np.array([[side.sentences or np.nan] for side in self.sides], np.float64)
        return self.counts / sizes

    @property
    def difference(self) -> Floats:
        """Share after less share before, shape `(codes,)`; NaN where one of them is not known."""
        before, after = self.shares
        change: Floats = after - before
        return change

    @property
    def kept_back(self) -> Bools:
        """Whether the numbers of each code are kept back, shape `(2, codes)`."""
        empty = np.array([[side.empty] for side in self.sides])
        flags: Bools = np.isnan(self.counts) & ~empty
        return flags

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a code."""
        numbers = ("count_before", "share_before", "count_after", "share_after", "difference")
        return ("code", "name", *numbers, "band_before", "band_after")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code."""
        shares, difference = self.shares, self.difference
        for place, (code, name) in enumerate(zip(self.codes, self.names, strict=True)):
            before = (number_of(self.counts[0, place]), number_of(shares[0, place]))
            after = (number_of(self.counts[1, place]), number_of(shares[1, place]))
            bands = tuple(side[place] if side else "" for side in self.bands)
            yield (code, name, *before, *after, number_of(difference[place]), *bands)

    @property
    def caption(self) -> str:
        """Say which turning point it is, and where it stands."""
        case, period = self.cases.label(self.point.case), self.point.date or self.point.period
        return t("{case}: before and after turning point {n} ({when})", case=case, n=self.point.number, when=period)

    @property
    def borders(self) -> tuple[str, ...]:
        """Say where there is nothing to compare with."""
        before, after = self.sides
        said = []
        if before.empty:
            said.append(t("The turning point stands at the very beginning: there is no before."))
        if after.empty:
            said.append(t("The turning point stands at the very end: there is no after."))
        return tuple(said)

    @property
    def sizes(self) -> str:
        """Say how much stands on both sides."""
        before, after = (side.label for side in self.sides)
        return t("Before: {before}. After: {after}.", before=before, after=after)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how much stands on both sides, and how to read it."""
        told = t("A turning point stands where it is told, which may be long after it happened.")
        nothing = t("A difference between a few texts: shown, not tested.")
        inside = t("Names single people: for use inside of the project, not for publication.")
        more = (note for note in self.more if note != inside)
        return (*self.borders, self.sizes, told, nothing, *self.counted.notes, inside, *more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (t("code"), t("before"), t("after"), t("difference"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code that stands on one of the sides, in words."""
        shares, difference = self.shares, self.difference
        some: Bools = np.asarray(((self.counts > 0) | self.kept_back).any(axis=0))
        for place, (code, name) in enumerate(zip(self.codes, self.names, strict=True)):
            if not some[place]:
                continue
            cells = [self._cell(side, place, shares[side, place]) for side in (0, 1)]
            yield (f"{code} {name}", *cells, points_of(float(difference[place])))

    def _cell(self, side: int, place: int, share: float) -> str:
        if self.sides[side].empty:
            return GAP
        if self.kept_back[side, place]:
            return self.bands[side][place] if self.bands[side] else HIDDEN
        return per_cent(share)


def points_of(difference: float) -> str:
    """Write a difference between two shares in percentage points."""
    if np.isnan(difference):
        return GAP
    points = round(difference * 100)
    number = f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"
    return t("{n} points", n=number)


def in_time(grid: Grid) -> Ints:
    """Give the place of each sentence in time, shape `(u,)`: by period, date, then the order of the corpus."""
    far = 10**9
    days = [year * 10_000 + month * 100 + day or far for year, month, day in dates_of(grid.selection.corpus)]
    day = np.array([*days, far], np.int64)[grid.units.source]
    order = np.lexsort((np.arange(len(grid.units)), day, grid.columns.number[grid.turn]))
    place = np.empty(order.size, np.int64)
    place[order] = np.arange(order.size)
    return place


def turning_points_of(grid: Grid, codes: Sequence[str]) -> TurningPoints:
    """Find the turning points of each case.

    Args:
        grid: Sentences by case and period; others are left out.
        codes: Ids of the codes that say so.
    """
    selection, units = grid.selection, grid.units
    found = passages_of(grid, codes, grid.cell >= 0, spread=False)
    stands = present(selection, units, {"": codes})[:, 0] & (grid.cell >= 0)
    time = in_time(grid)
    made: list[tuple[int, int, TurningPoint]] = []
    for one in found:
        first, stop = reach_of(units, one)
        inside = np.flatnonzero(stands[first:stop]) + first
        row, column = divmod(int(grid.cell[inside[0]]), len(grid.columns))
        # A passage that reaches into what another case says is told by the case in which it begins.
        inside = inside[grid.rows.number[grid.turn[inside]] == row]
        date = selection.corpus[one.source].attributes.get("date", "")
        names = grid.rows.values[row], grid.columns.values[column]
        point = TurningPoint(names[0], 0, names[1], date, one, int(inside[0]), int(inside[-1]))
        made.append((row, int(time[inside[0]]), point))
    made.sort(key=lambda one: one[:2])
    points: list[TurningPoint] = []
    for _, _, point in made:
        number = 1 + sum(one.case == point.case for one in points)
        points.append(replace(point, number=number))
    said = replace(found, passages=tuple(point.passage for point in points), total=len(points))
    return TurningPoints(tuple(points), tuple(codes), grid.rows, grid.columns, said)


def masks_of(grid: Grid, point: TurningPoint, around: str) -> tuple[Bools, Bools]:
    """Tell which sentences of a case stand before a turning point, and which after; each of shape `(u,)`."""
    case = (grid.cell >= 0) & (grid.rows.number[grid.turn] == grid.rows.values.index(point.case))
    own = np.zeros(len(grid.units), np.bool_)
    own[point.first : point.last + 1] = True
    if around != "sentence":
        of = grid.turn if around == "turn" else grid.units.source
        own = np.isin(of, of[own])
    time = in_time(grid)
    return case & ~own & (time < time[point.first]), case & ~own & (time > time[point.last])


def sides_of(
    grid: Grid, point: TurningPoint, around: str, found: Bools
) -> tuple[tuple[Side, Side], Floats, tuple[tuple[str, ...], ...]]:
    """Measure both sides of a turning point.

    If one side comes from too few people, both are kept back, for with one, and all that a case says, the other could
    be worked out. The same holds for the numbers of a code.

    Args:
        grid: Sentences by case and period.
        point: The turning point.
        around: What belongs to the turning point itself: one of `AROUND`.
        found: Which codes stand in which sentence, shape `(u, codes)`.

    Returns:
        The sides; the sentences with each code on them as they may be shown, shape `(2, codes)`; and bands of those
        that are kept back, if passages are asked for.
    """
    masks = masks_of(grid, point, around)
    people = [_people(grid, mask) for mask in masks]
    hidden = any(grid.small.hides(number) for number in people)
    one, other = (
        Side(
            sentences=None if hidden and number else int(mask.sum()),
            texts=None if hidden and number else int(np.unique(grid.units.source[mask]).size),
            people=None if hidden and number else number,
            hidden=hidden and number > 0,
        )
        for mask, number in zip(masks, people, strict=True)
    )
    raw = np.stack([found[mask].sum(axis=0).astype(np.int64) for mask in masks])
    few = [hidden or any(grid.small.hides(_people(grid, mask & flags)) for mask in masks) for flags in found.T]
    said = np.array([[number > 0] for number in people])
    back = said & np.array(few, np.bool_)[None, :]
    bands = bands_of(raw, back, grid.small)
    words = tuple(
        tuple(bands.get((side, place), "") for place in range(raw.shape[1])) if bands else () for side in (0, 1)
    )
    return (one, other), np.where(said & ~back, raw.astype(np.float64), np.nan), words


def _people(grid: Grid, sentences: Bools) -> int:
    """Count the people who say some sentences."""
    return int(np.unique(grid.person[sentences]).size)
