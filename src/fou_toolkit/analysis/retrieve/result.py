"""What a query found: passages in their context, and how many of them there are where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.groups import ATTRIBUTES, groups_of
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.analysis.retrieve.explain import explained
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.stretches import Stretches
from fou_toolkit.analysis.retrieve.tree import Query, written
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells, merge_small, people_of_groups, small_cells_of

__all__ = ["PassageCounts", "Retrieval"]

Ints = npt.NDArray[np.int64]

_BY_CODE: Final = ("code", "theme")
_NOT_SHOWN: Final = -1
_HEADS: Final = {"code": mark("code"), "theme": mark("theme"), **ATTRIBUTES}


@dataclass(frozen=True, repr=False)
class PassageCounts(Tabular):
    """How many of some passages there are, by code, text, role or phase.

    Args:
        by: What they are counted by.
        values: Codes or values of the attribute.
        labels: What these are called.
        passages: Passages of each; `-1` where that is not shown.
        texts: Texts that these stand in; `-1` where that is not shown.
        people: People who say them; `-1` where that is not shown.
        total: All passages.
        counted: What was looked at.
        small: What happens to small numbers.
    """

    by: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    passages: tuple[int, ...]
    texts: tuple[int, ...]
    people: tuple[int, ...]
    total: int
    counted: Counted
    small: SmallCells

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.values)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; a number that is not shown is empty."""
        return (self.by, "name", "passages", "texts", "people")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code or value."""
        numbers = zip(self.passages, self.texts, self.people, strict=True)
        for value, label, counts in zip(self.values, self.labels, numbers, strict=True):
            yield (value, label, *(None if number < 0 else number for number in counts))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        names = (t("passages"), t("texts")) if self._without_people else (t("passages"), t("texts"), t("people"))
        return (t(_HEADS.get(self.by, self.by)), *names)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows with the sign for what is not shown."""
        for row in self.rows():
            numbers = [HIDDEN if number is None else str(number) for number in row[2:]]
            if self._without_people:
                numbers = [self.small.band if number == HIDDEN else number for number in numbers[:2]]
            name = f"{row[0]}  {row[1]}" if row[1] != row[0] else str(row[0])
            yield (name, *numbers)

    @property
    def _without_people(self) -> bool:
        return self.small.how == "passages"

    @property
    def caption(self) -> str:
        """Say what is counted."""
        head = t(_HEADS.get(self.by, self.by))
        return t("{passages} by {attribute}", passages=tn("{n} passage", "{n} passages", self.total), attribute=head)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at, and what is not shown."""
        more = t("A passage can have several codes.") if self.by in _BY_CODE else ""
        return tuple(one for one in (*self.counted.notes, self.small.note, more) if one)


@dataclass(frozen=True, repr=False, kw_only=True)
class Retrieval(Quotations):
    """Passages that a query found, in text order.

    Args:
        query: The query.
        units: In how many sentences, turns or texts it holds.
        ground: What it was asked of.
        stretches: Where all passages are, also those that are not quoted.
    """

    query: Query
    units: int
    ground: Ground = field(repr=False)
    stretches: Stretches = field(repr=False)

    @property
    def text(self) -> str:
        """The query, as it can be asked again."""
        return written(self.query)

    def explain(self) -> str:
        """Say in words what was asked for, in the current language."""
        return explained(self.query, self.ground.selection.project.codebook)

    @property
    def caption(self) -> str:
        """Say what was asked for, and how many passages there are."""
        return f"{self.explain()}: {super().caption}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at, and that people could be recognised."""
        return (*super().notes, t("Names single people: for use inside of the project, not for publication."))

    def counts(self, by: str = "code", *, small: SmallCells | str | None = None) -> PassageCounts:
        """Count all passages.

        Args:
            by: `code` or `theme`: what is coded there, whatever was asked for; or an attribute, such as `source`,
                `role`, `phase`.
            small: What happens to numbers from few people: one of `small_cells.HOW`; by default they are hidden.

        Raises:
            UnknownIdError: There is no such attribute.
            DataError: `small` is not possible.
        """
        project = self.ground.selection.project
        cells = small_cells_of(small, project.smallest_group)
        rows = _of_codes(self, by) if by in _BY_CODE else _of_groups(self, by, cells)
        tallies = [_Tally.of(self, *row) for row in rows]
        tallies = [one for one in tallies if one.passages]
        hidden = _hidden(tallies, cells)
        bare = cells.how == "passages"
        return PassageCounts(
            by=by,
            values=tuple(one.value for one in tallies),
            labels=tuple(one.label for one in tallies),
            passages=tuple(_NOT_SHOWN if hide else one.passages for one, hide in zip(tallies, hidden, strict=True)),
            texts=tuple(_NOT_SHOWN if hide else one.texts for one, hide in zip(tallies, hidden, strict=True)),
            people=tuple(
                _NOT_SHOWN if hide or bare else len(one.people) for one, hide in zip(tallies, hidden, strict=True)
            ),
            total=self.total,
            counted=self.counted.given(by=by),
            small=cells,
        )


@dataclass(frozen=True, slots=True)
class _Tally:
    """Passages of one code or value, the number of texts they stand in, and who says them."""

    value: str
    label: str
    passages: int
    texts: int
    people: frozenset[int]

    @classmethod
    def of(cls, found: Retrieval, value: str, label: str, passage: Ints, turn: Ints) -> "_Tally":
        """Count pairs of passages and turns."""
        ground = found.ground
        texts = np.unique(ground.index.turn_source[turn]).size
        people = frozenset(ground.table.people[1][turn].tolist())
        return cls(value, label, int(np.unique(passage).size), texts, people)


_Row = tuple[str, str, Ints, Ints]


def _of_codes(found: Retrieval, level: str) -> Iterator[_Row]:
    """Give, for each code or theme, its passages with their turns."""
    ground, book = found.ground, found.ground.selection.project.codebook
    passage, coding = ground.codings_in(found.stretches, ground.rows(None))
    tops = [book.theme_of(name).id if level == "theme" else name for name in ground.codings.codes]
    own, turn = ground.turns_in(found.stretches)
    for code in book:
        numbers = [number for number, name in enumerate(tops) if name == code.id]
        has = np.zeros(len(found.stretches), np.bool_)
        has[passage[np.isin(ground.codings.code[coding], numbers)]] = True
        yield code.id, str(code.name), own[has[own]], turn[has[own]]


def _of_groups(found: Retrieval, attribute: str, cells: SmallCells) -> Iterator[_Row]:
    """Give, for each value of an attribute, the passages with the turns that have it."""
    ground = found.ground
    groups = groups_of(ground.selection.corpus, attribute)
    if cells.how == "merge":
        groups, _ = merge_small(
            groups, people_of_groups(ground.selection.corpus, groups, ground.turns), cells.threshold
        )
    passage, turn = ground.turns_in(found.stretches)
    for number, value in enumerate(groups.values):
        has = groups.number[turn] == number
        yield value, value or t("unknown"), passage[has], turn[has]


def _hidden(tallies: Sequence[_Tally], cells: SmallCells) -> list[bool]:
    """Tell which rows are not shown: small ones, and as many others as it takes that nobody can subtract."""
    if cells.how == "passages":
        return [one.passages < cells.threshold for one in tallies]
    hidden = [cells.hides(len(one.people)) for one in tallies]
    for place in sorted(range(len(tallies)), key=lambda place: (len(tallies[place].people), place)):
        together = frozenset[int]().union(*(one.people for one, hide in zip(tallies, hidden, strict=True) if hide))
        if not cells.hides(len(together)):
            break
        hidden[place] = True
    return hidden
