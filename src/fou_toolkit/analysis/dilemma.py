"""Where two opposing concerns stand side by side: wanting change, and standing in reflection over practice.

The deck calls that a dilemma (line 96). Here it is looked for where both sides are coded in one turn or text: who
stands in both, which of them is said first, and the words of both sides.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted, Selection, selection_of, turn_of_units
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.quotations import Quotation, quotations_of
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells, small_cells_of
from fou_toolkit.analysis.trajectory.build import checked_material
from fou_toolkit.analysis.trajectory.grid import family_of, present
from fou_toolkit.analysis.trajectory.passages import reach_of
from fou_toolkit.analysis.units import Units, touches
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Project

__all__ = ["FIRST", "WITHIN", "DilemmaResult", "Meeting", "Standing", "dilemma"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

WITHIN: Final = ("turn", "document", "sentence")
"""What both sides have to stand in."""
FIRST: Final = ("one first", "other first", "in one sentence")
"""Which side is said first."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A turn or text in which both sides stand.

    Args:
        one: First passage of the one side.
        other: First passage of the other side.
        first: One of `FIRST`.
    """

    one: Quotation
    other: Quotation
    first: str


@dataclass(frozen=True, eq=False, repr=False)
class Standing(Tabular):
    """How many people stand on which side, by group; who stands in both says both somewhere in the material.

    Args:
        attribute: What the groups are called.
        groups: The groups.
        numbers: People who are heard, who say the one, the other, both; shape `(groups, 4)`, NaN where hidden.
        counted: What was counted.
        more: Further notes.
    """

    attribute: str
    groups: tuple[str, ...]
    numbers: npt.NDArray[np.float64]
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a group."""
        return ("group", "heard", "one", "other", "both")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group."""
        for group, numbers in zip(self.groups, self.numbers.tolist(), strict=True):
            yield (group, *(None if np.isnan(number) else int(number) for number in numbers))

    @property
    def caption(self) -> str:
        """Say what is shown."""
        return t("People who stand on one side, or in both")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.counted.notes, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.attribute, t("heard"), t("the one"), t("the other"), t("both"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group."""
        for group, *numbers in self.rows():
            yield (group or t("not known"), *(HIDDEN if number is None else number for number in numbers))


@dataclass(frozen=True, eq=False, repr=False)
class DilemmaResult(Tabular):
    """Turns or texts in which two sides meet.

    Args:
        one: Ids that were given for the one side.
        other: Ids that were given for the other side.
        within: One of `WITHIN`.
        meetings: Where both stand, in text order.
        first: How often which side is said first, by `FIRST`; `None` where that is kept back.
        only_one: Turns or texts with the one side alone; `None` where that is kept back.
        only_other: Those with the other side alone.
        neither: Those with none.
        together: Those with both.
        counted: What was counted.
        selection: What was looked at.
        sides: All ids that count, for each side.
        small: What happens to numbers that come from few people.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    within: str
    meetings: tuple[Meeting, ...]
    first: dict[str, int | None]
    only_one: int | None
    only_other: int | None
    neither: int | None
    together: int | None
    counted: Counted
    selection: Selection
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    small: SmallCells

    def __len__(self) -> int:
        """Give the number of places at which both stand."""
        return len(self.meetings)

    def __iter__(self) -> Iterator[Meeting]:
        """Go through the places at which both stand."""
        return iter(self.meetings)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a turn or text in which both stand."""
        place = ("source", "start", "end", "participant", "role", "phase", "first")
        return (*place, "one_codes", "one_text", "other_codes", "other_participant", "other_text")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per turn or text in which both stand; start and end reach over both passages."""
        for meeting in self.meetings:
            one, other = meeting.one, meeting.other
            reach = (min(one.span.start, other.span.start), max(one.span.end, other.span.end))
            who = (one.participant, one.role, one.phase, meeting.first)
            said = (" ".join(one.codes), one.text, " ".join(other.codes), other.participant, other.text)
            yield (one.source, *reach, *who, *said)

    @property
    def caption(self) -> str:
        """Say how often both stand together."""
        names = {"one": "+".join(self.one), "other": "+".join(self.other)}
        if self.together is None:
            both = HIDDEN
        elif self.within == "document":
            both = tn("{n} text", "{n} texts", len(self))
        elif self.within == "turn":
            both = tn("{n} turn", "{n} turns", len(self))
        else:
            both = tn("{n} sentence", "{n} sentences", len(self))
        return t("{one} and {other} side by side: {both}", both=both, **names)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, what stands alone, what comes first, and whom it is for."""
        alone = t(
            "{one} alone: {n}; {other} alone: {m}; none of them: {k}.",
            one="+".join(self.one),
            other="+".join(self.other),
            n=_written(self.only_one),
            m=_written(self.only_other),
            k=_written(self.neither),
        )
        order = "; ".join(f"{self._said(name)}: {_written(count)}" for name, count in self.first.items())
        inside = t("Names single people: for use inside of the project, not for publication.")
        numbers = (self.only_one, self.only_other, self.neither, self.together, *self.first.values())
        small = (self.small.note,) if None in numbers or self.small.shows_all else ()
        return (alone, *((order, inside) if self.meetings else ()), *self.counted.notes, *small)

    def _said(self, first: str) -> str:
        """Say in words what comes first."""
        if first == FIRST[2]:
            return t("in one sentence")
        return t("{codes} first", codes="+".join(self.one if first == FIRST[0] else self.other))

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (t("role"), t("phase"), t("text"), t("order"), "+".join(self.one), "+".join(self.other))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per place at which both stand, with the words of both."""
        for meeting in self.meetings:
            one, other = meeting.one, meeting.other
            yield (one.role, one.phase, one.source, self._said(meeting.first), one.text, other.text)

    def standing(self, by: str = "role") -> Standing:
        """Count the people on each side, by a group.

        A number that comes from few people is hidden, and so is one that leaves few people over.

        Args:
            by: An attribute of turns.

        Raises:
            UnknownIdError: Nothing is known of such an attribute.
        """
        units = self.selection.units("sentence")
        turn = turn_of_units(self.selection.corpus, units)
        groups = groups_of(self.selection.corpus, by)
        person, group = turns_of(self.selection.corpus).people[1][turn], groups.number[turn]
        found = present(self.selection, units, {"one": self.sides[0], "other": self.sides[1]})
        rows, numbers = [], []
        for place, value in enumerate(groups.values):
            here = group == place
            heard, one, other = (
                set(person[flags].tolist()) for flags in (here, here & found[:, 0], here & found[:, 1])
            )
            if heard:
                rows.append(value)
                numbers.append(self._shown(len(heard), len(one), len(other), len(one & other)))
        counted = self.counted.given(by=groups.attribute)
        table = np.array(numbers, np.float64).reshape(-1, 4)
        hides = np.isnan(table).any() or self.small.shows_all
        return Standing(groups.name, tuple(rows), table, counted, (self.small.note,) if hides else ())

    def _shown(self, heard: int, *numbers: int) -> list[float]:
        """Hide numbers of people that come from few, or leave few."""
        if self.small.hides(heard):
            return [np.nan] * (1 + len(numbers))
        few = [self.small.hides(number) or self.small.hides(heard - number) for number in numbers]
        one, other, both = numbers
        # Who stands on one side only, or on none, could be worked out from the number of those who stand in both.
        few[2] |= any(self.small.hides(rest) for rest in (one - both, other - both, heard - one - other + both))
        return [heard, *(np.nan if hidden else number for number, hidden in zip(numbers, few, strict=True))]


def dilemma(
    material: Project | Selection,
    one: str | Collection[str],
    other: str | Collection[str],
    *,
    within: str = "turn",
    small: SmallCells | str | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
) -> DilemmaResult:
    """Find where two opposing concerns stand side by side: `dilemma(project, ("E", "O4"), "K5")`.

    Codes side by side are no dilemma by themselves: read the passages.

    Args:
        material: A project, or what was chosen from it with `select`; interviewers count only if that says so.
        one: Ids of codes or themes of the one side.
        other: Ids of the other side.
        within: What both have to stand in: a `turn`, a whole text (`document`), or a `sentence`.
        small: What happens to numbers that come from few people: see `SmallCells`. Quotations stay.
        coders: Ids of the coders; by default all but rules.
        combine: `any`: a code stands where one of them has it; `all`: where all have one of the side's codes.

    Raises:
        DataError: Nobody has coded, a code stands on both sides, or a choice is not possible.
        UnknownIdError: There is no such code or coder.
    """
    selection = selection_of(checked_material(material), coders=coders, combine=combine)
    if within not in WITHIN:
        hint = t("Possible are: {names}", names=", ".join(WITHIN))
        raise DataError(t("«{value}» is not possible for {key}.", value=within, key="within"), hint=hint)
    book = selection.project.codebook
    sides = family_of(book, _listed(one)), family_of(book, _listed(other))
    both = [code for code in sides[0] if code in sides[1]]
    if both:
        hint = t("Give other codes on one of the sides.")
        raise DataError(t("Codes stand on both sides: {ids}.", ids=", ".join(both)), hint=hint)
    units = selection.units(within)
    stands = present(selection, units, {"one": sides[0], "other": sides[1]})
    meetings = _meetings(selection, _kept(units, stands[:, 0] & stands[:, 1]), sides)
    codings = selection.codings
    wanted = np.array([code in {*sides[0], *sides[1]} for code in codings.codes] or [False], np.bool_)[codings.code]
    small = small_cells_of(small, selection.project.smallest_group)
    numbers = _numbers(selection, units, sides, stands, small)
    first = _firsts(meetings, small, sums=numbers)
    counted = selection.counted.with_codings(int(wanted.sum()))
    if None in (*numbers, *first.values()):
        counted = counted.hiding("codings")
    return DilemmaResult(
        one=_listed(one),
        other=_listed(other),
        within=within,
        meetings=meetings,
        first=first,
        only_one=numbers[0],
        only_other=numbers[1],
        neither=numbers[2],
        together=numbers[3],
        counted=counted.given(one="+".join(_listed(one)), other="+".join(_listed(other)), within=within),
        selection=selection,
        sides=sides,
        small=small,
    )


def _listed(codes: str | Collection[str]) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _written(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _numbers(
    selection: Selection, units: Units, sides: Sequence[Sequence[str]], stands: Bools, small: SmallCells
) -> list[int | None]:
    """Count the units with the one side alone, the other alone, none, and both; `None` where few people say it.

    They add up to all units: if one number is kept back, so are the others that are not zero.
    """
    one, other = stands.T
    sentences = selection.units("sentence")
    found = present(selection, sentences, {"one": sides[0], "other": sides[1]})
    unit = np.searchsorted(units.start, sentences.start, side="right") - 1
    person = turns_of(selection.corpus).people[1][turn_of_units(selection.corpus, sentences)]
    kinds = (one & ~other, other & ~one, ~one & ~other, one & other)
    told: tuple[tuple[Bools, ...], ...] = (
        (found[:, 0],),
        (found[:, 1],),
        (np.ones(len(sentences), np.bool_),),
        (found[:, 0], found[:, 1]),
    )
    people = [
        min(np.unique(person[who & kind[unit]]).size for who in said) for kind, said in zip(kinds, told, strict=True)
    ]
    return _safe([int(kind.sum()) for kind in kinds], people, small)


def _firsts(meetings: Sequence[Meeting], small: SmallCells, *, sums: Sequence[int | None]) -> dict[str, int | None]:
    """Count which side is said first; `None` where few people say one of the sides.

    They add up to the number of meetings: if that is kept back, or one of them, so are all that are not zero.
    """
    numbers, people = [], []
    for name in FIRST:
        here = [one for one in meetings if one.first == name]
        numbers.append(len(here))
        said = ([met.one for met in here], [met.other for met in here])
        # Who is not known is somebody else in each text, as everywhere.
        who = ({(one.participant, "" if one.participant else one.source) for one in side} for side in said)
        people.append(min(map(len, who)))
    shown = _safe(numbers, people, small)
    if sums[3] is None:
        shown = [None if number else 0 for number in numbers]
    return dict(zip(FIRST, shown, strict=True))


def _safe(numbers: Sequence[int], people: Sequence[int], small: SmallCells) -> list[int | None]:
    """Keep back all numbers that are not zero if one of them comes from few people, for they add up to a known sum."""
    if any(number and small.hides(max(who, 1)) for number, who in zip(numbers, people, strict=True)):
        return [None if number else 0 for number in numbers]
    return list(numbers)


def _kept(units: Units, wanted: Bools) -> Units:
    """Keep some units."""
    return replace(units, start=units.start[wanted], end=units.end[wanted], source=units.source[wanted])


def _meetings(selection: Selection, units: Units, sides: Sequence[Sequence[str]]) -> tuple[Meeting, ...]:
    """Quote the first passage of both sides in each unit, and tell which comes first.

    Two that begin in one sentence are said together.
    """
    near = replace(selection, codings=selection.codings.where(touches(selection.codings, units)))
    one, other = (_first(near, units, side) for side in sides)
    everything = replace(selection, counted=replace(selection.counted, interviewer=True))
    sentences = everything.units("sentence")
    met = []
    for number in range(len(units)):
        pair = one[number], other[number]
        first, second = (reach_of(sentences, passage)[0] for passage in pair)
        order = FIRST[2] if first == second else FIRST[0] if first < second else FIRST[1]
        met.append(Meeting(*pair, first=order))
    return tuple(met)


def _first(selection: Selection, units: Units, codes: Sequence[str]) -> dict[int, Quotation]:
    """Give the first passage with any of some codes in each unit; one that reaches over several is in each of them."""
    found: dict[int, Quotation] = {}
    for passage in quotations_of(selection, codes, spread=False):
        for number in range(*reach_of(units, passage)):
            found.setdefault(number, passage)
    return found
