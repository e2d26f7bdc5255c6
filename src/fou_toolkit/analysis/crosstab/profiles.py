"""What each group talks about, side by side: shares within groups, and whether a group names a code at all."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted, Selection, selection_of
from fou_toolkit.analysis.crosstab.build import crosstab
from fou_toolkit.analysis.crosstab.result import Crosstab
from fou_toolkit.analysis.crosstab.shares import Shares
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["Coverage", "Profile", "profile"]

_PASSAGES: Final = "passages"


@dataclass(frozen=True, eq=False, repr=False)
class Coverage(Tabular):
    """Which groups have a code at all: do both parties name the same goal?

    Args:
        table: How many people of each group have each code; of passages, how many passages.
        has: Whether anybody of the group has the code, shape `(rows, columns)`: 1, 0, or NaN where that is not said,
            since the group is small.
    """

    table: Crosstab
    has: npt.NDArray[np.float64]

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.table.counted

    def shared(self, *groups: str) -> tuple[str, ...]:
        """Give the codes that somebody has in each of some groups; of groups that are too small nothing is said.

        Args:
            groups: Values, such as roles; by default all groups that something is said of.

        Raises:
            DataError: There is no such group, or it is too small.
        """
        known = [place for place, people in enumerate(self.table.bases.people.tolist()) if self._open(people)]
        asked = [self._place(name) for name in groups] if groups else known
        for place in asked:
            if place not in known:
                hint = t("Put groups together (merged=), or count passages (small='passages').")
                message = t("Nothing is said of «{name}»: the group is too small.", name=self.table.groups.names[place])
                raise DataError(message, hint=hint)
        both = (self.has[:, asked] == 1).all(axis=1) if asked else np.zeros(len(self.table), np.bool_)
        return tuple(self.table.lines.ids[row] for row in np.flatnonzero(both).tolist())

    def _open(self, people: float) -> bool:
        return self.table.small.how == _PASSAGES or not np.isnan(people)

    def _place(self, name: str) -> int:
        if name not in self.table.groups.ids:
            hint = t("There are: {ids}", ids=", ".join(self.table.groups.ids))
            raise DataError(t("There is no group «{name}».", name=name), hint=hint)
        return self.table.groups.ids.index(name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; groups are called `attribute: value`."""
        return (*self.table.columns[:-1], "groups")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code: whether each group has it, and how many groups have it, of those it is said of."""
        for row, cells in zip(self.table.rows(), self.has.tolist(), strict=True):
            yield (*row[:2], *(None if np.isnan(cell) else bool(cell) for cell in cells), cells.count(1))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people, with the size of each group."""
        return (*self.table.headings[:-1], t("groups"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Say yes or no, and how many where that may be told."""
        numbers = list(self.table.text_rows())[1:]
        for row, cells in zip(numbers, self.has.tolist(), strict=True):
            said = [self._said(number, cell) for number, cell in zip(row[1:-1], cells, strict=True)]
            yield (row[0], *said, cells.count(1))

    def _said(self, number: object, cell: float) -> str:
        if np.isnan(cell):
            return HIDDEN
        if not cell:
            return t("no")
        return t("yes") if number == HIDDEN else f"{t('yes')} ({number})"

    @property
    def caption(self) -> str:
        """Say what it shows."""
        title = self.table.lines.title
        return t("Which groups have each {title} at all, and how many of them", title=title)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what has to be said of the table, and that silence is no opinion."""
        return (*self.table.notes, t("«No» means that nobody said it in these texts, not that nobody thinks so."))


@dataclass(frozen=True, eq=False, repr=False)
class Profile(Tabular):
    """What each group talks about.

    Args:
        table: How often each code stands in what each group says.
        coverage: Whether each group has each code at all.
    """

    table: Crosstab
    coverage: Coverage

    @property
    def counted(self) -> Counted:
        """What was counted."""
        return self.table.counted

    @property
    def tables(self) -> tuple[Crosstab, ...]:
        """The tables of numbers in this result."""
        return (self.table, self.coverage.table)

    @property
    def shares(self) -> Shares:
        """Numbers held against all that the group says, so that groups of different size can be compared."""
        return self.table.rates()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per code and group."""
        kind = self.table.lines.kind
        return (kind, "name", self.table.groups.kind, self.table.count, "share_of_coded", "rate", "named")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code and group; `None` where a number is not shown."""
        share, rate = self.table.shares("column").values, self.shares.values
        for row, (one, name) in enumerate(zip(self.table.lines.ids, self.table.lines.names, strict=True)):
            for column, group in enumerate(self.table.groups.ids):
                numbers = [part[row, column] for part in (self.table.values, share, rate, self.coverage.has)]
                value, of_coded, of_all, has = (None if np.isnan(number) else float(number) for number in numbers)
                whole = None if value is None else int(value)
                yield (one, name, group, whole, of_coded, of_all, None if has is None else bool(has))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people, with the size of each group."""
        return self.shares.headings

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rates as people read them, one column a group."""
        return self.shares.text_rows()

    @property
    def caption(self) -> str:
        """Say what is counted, and what it is held against."""
        return self.shares.caption

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what has to be said of the table."""
        return self.table.notes


def profile(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection,
    *,
    by: str = "role",
    level: str = "theme",
    count: str = "sentences",
    codes: str | Collection[str] | None = None,
    merged: Mapping[str, str] | None = None,
    small: SmallCells | str | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
) -> Profile:
    """Compare what groups talk about.

    Args:
        material: A project, or codings that `select` chose from it.
        by: Attribute that makes the groups.
        level: `theme` or `code`.
        count: `sentences`: which share of the group's sentences has the code; `words`: the same in words; `codings`:
            how many per 1000 words of the group.
        codes: Ids of codes or themes; by default all.
        merged: Other names of values; what has one name then is one group.
        small: What happens to numbers from few people; as for `crosstab`.
        coders: Ids of the coders; by default all but rules.
        combine: `any`: a code stands where one of them has it; `all`: where all have it.

    Raises:
        DataError: What is asked for cannot be counted.
        UnknownIdError: There is no such attribute or code.
    """
    if level not in ("code", "theme"):
        hint = t("Possible are: {names}", names="code, theme")
        raise DataError(t("«{value}» is not possible for {key}.", value=level, key="level"), hint=hint)
    if count not in ("sentences", "words", "codings"):
        hint = t("Possible are: {names}", names="sentences, words, codings")
        raise DataError(t("«{value}» is not possible for {key}.", value=count, key="count"), hint=hint)

    chosen = selection_of(material, coders=coders, combine=combine)

    def counted(what: str) -> Crosstab:
        return crosstab(chosen, rows=level, columns=by, count=what, codes=codes, merged=merged, small=small)

    table = counted(count)
    heads = table if table.small.how == _PASSAGES else counted("people")
    return Profile(table, Coverage(heads, _has(heads)))


def _has(heads: Crosstab) -> npt.NDArray[np.float64]:
    """Tell which groups have a code, as far as the table tells.

    A hidden number of a group that is not small is not zero, since zeros of such groups are shown. Of small groups
    nothing is said, but where nobody at all has the code.
    """
    if heads.small.how == _PASSAGES:
        shown = (heads.values > 0) | heads.hidden
    else:
        shown = np.where(np.isnan(heads.bases.people)[None, :], np.nan, (heads.values > 0) | heads.hidden)
    has = np.where(heads.values == 0, 0.0, np.asarray(shown, np.float64))
    has.flags.writeable = False
    return has
