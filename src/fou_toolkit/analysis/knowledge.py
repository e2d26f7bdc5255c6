"""Whose knowledge is invoked: experience, research, and what people say about the two beside each other.

The deck asks for the recognition of different kinds of knowledge (lines 98-100). Counted is who refers to which kind,
when, and who ranks them; whether what they say raises or lowers a kind stands in the passages, not in the numbers.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.bootstrap import is_number
from fou_toolkit.analysis.counted import Counted, Selection, selection_of
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells, small_cells_of
from fou_toolkit.analysis.trajectory.axis import Axis, axis_of, one_value
from fou_toolkit.analysis.trajectory.build import checked_material
from fou_toolkit.analysis.trajectory.cells import GAP, number_of, per_cent, state_of
from fou_toolkit.analysis.trajectory.celltable import CellTable
from fou_toolkit.analysis.trajectory.grid import Grid, family_of, grid_of
from fou_toolkit.analysis.trajectory.passages import passages_of
from fou_toolkit.analysis.trajectory.result import codings_counted
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Project

__all__ = ["KNOWLEDGE", "RANKING", "KnowledgeResult", "Ranking", "knowledge_profile"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

KNOWLEDGE: Final = ("K1", "K2", "K3")
"""In the deck's codebook: experience, research and theory, and their standing beside each other."""
RANKING: Final = "K3"
"""The code that holds kinds of knowledge up against each other."""
_MOST_AXES: Final = 2
_PER: Final = 1000
"""Words that a rate is given for."""


@dataclass(frozen=True, eq=False, repr=False)
class Ranking(Tabular):
    """Who has one of the codes: by row, over all columns.

    Args:
        code: Id of the code.
        name: Its name.
        groups: The groups.
        counts: Sentences with the code, shape `(groups,)`; NaN where hidden.
        words: Words said, shape `(groups,)`; NaN where hidden.
        texts: Texts, shape `(groups,)`; NaN where hidden.
        people: People who are heard, shape `(groups,)`; NaN where hidden.
        hidden: Whether the number of sentences is kept back, shape `(groups,)`.
        counted: What was counted.
        more: Further notes.
    """

    code: str
    name: str
    groups: Axis
    counts: Floats
    words: Floats
    texts: Floats
    people: Floats
    hidden: Bools
    counted: Counted
    more: tuple[str, ...] = ()

    @property
    def share(self) -> Floats:
        """Share of the group among all sentences with the code, shape `(groups,)`; NaN where a group is hidden."""
        total = float(self.counts.sum())
        return self.counts / (total or np.nan)

    @property
    def rate(self) -> Floats:
        """Sentences with the code per 1000 words of the group, shape `(groups,)`."""
        return _PER * self.counts / self.words

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a group."""
        return ("group", "code", "count", "share", "per_1000_words", "words", "texts", "people", "state")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group."""
        share, rate = self.share, self.rate
        for row, group in enumerate(self.groups.values):
            numbers = (number_of(values[row]) for values in (self.counts, share, rate, self.words))
            state = state_of(heard=True, hidden=bool(self.hidden[row]))
            yield (group, self.code, *numbers, number_of(self.texts[row]), number_of(self.people[row]), state)

    @property
    def caption(self) -> str:
        """Say what is shown."""
        return t("Who says it: {code} {name}", code=self.code, name=self.name)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        shares = t("Who talks more has more of everything: look at the rate beside the share.")
        return (*self.counted.notes, shares, *self.more)

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        return (self.groups.name, t("sentences"), t("share"), t("per 1000 words"), t("people"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group, in words."""
        for row, label in enumerate(self.groups.labels):
            people = HIDDEN if np.isnan(self.people[row]) else int(self.people[row])
            if self.hidden[row]:
                yield (label, *(HIDDEN,) * 3, people)
                continue
            share = GAP if np.isnan(self.share[row]) else per_cent(float(self.share[row]))
            yield (label, int(self.counts[row]), share, f"{self.rate[row]:.1f}", people)


@dataclass(frozen=True, eq=False, repr=False)
class KnowledgeResult(CellTable):
    """Which kind of knowledge each group refers to.

    Args:
        codes: Ids of the codes.
        names: Their names.
        families: Ids that count for each.
        counted: What was counted.
        most: Passages per cell and code.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    counted: Counted
    most: int
    # The sentences that the tables are made of, also those whose numbers are not shown.
    _grid: Grid = field(repr=False)

    @property
    def _families(self) -> dict[str, tuple[str, ...]]:
        return dict(zip(self.codes, self.families, strict=True))

    @property
    def groups(self) -> Axis:
        """The groups, such as roles: the rows."""
        return self._grid.rows

    @property
    def shares(self) -> Floats:
        """Share of each code in what a cell says about knowledge; NaN where it says nothing, or one code is kept back.

        A sentence with two of the codes counts for both, so that shares add up to 1. Shape `(groups, periods, codes)`.
        """
        total = self.counts.sum(axis=2, keepdims=True)
        return self.counts / np.where(total > 0, total, np.nan)

    @property
    def rates(self) -> Floats:
        """Sentences with each code per 1000 words of the cell, shape `(groups, periods, codes)`."""
        return _PER * self.counts / self.words[:, :, None]

    @cached_property
    def words(self) -> Floats:
        """Words said, shape `(groups, periods)`; NaN where hidden or not heard."""
        return self._grid.masked(self._grid.words_of_cells())

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per group, period and code."""
        numbers = ("count", "share", "per_1000_words", "words", "texts", "people", "band", "state")
        return ("group", "period", "code", "name", *numbers)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group, period and code."""
        tables = self.counts, self.shares, self.rates
        for row, column, place in np.ndindex(self.counts.shape):
            at = (row, column)
            where = (self.groups.values[row], self.periods.values[column], self.codes[place], self.names[place])
            numbers = (number_of(table[row, column, place]) for table in tables)
            size = (number_of(self.words[at]), number_of(self.texts[at]), number_of(self.people[at]))
            state = state_of(heard=bool(self.heard[at]), hidden=bool(self.kept_back[row, column, place]))
            yield (*where, *numbers, *size, self.bands.get((row, column, place), ""), state)

    @property
    def caption(self) -> str:
        """Say what is shown."""
        axes = [axis.name for axis in (self.groups, self.periods) if axis.kind]
        if not len(self.groups):
            return t("Whose knowledge is invoked: nobody was heard.")
        return t("Whose knowledge is invoked, by {attributes}", attributes=" × ".join(axes))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and how to read it."""
        how = t("Shares add up to 100 % of what a group says about knowledge; a sentence with two codes counts twice.")
        single = "participant" in (self.groups.kind, self.periods.kind)
        inside = (t("Names single people: for use inside of the project, not for publication."),) if single else ()
        return (*self.counted.notes, how, *inside, *self._hides)

    @property
    def _hides(self) -> tuple[str, ...]:
        hides = self.hidden.any() or self.kept_back.any()
        return (self.small.note,) if hides or self.small.shows_all else ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What people read above the columns."""
        names = [f"{code} {name}" for code, name in zip(self.codes, self.names, strict=True)]
        second = (self.periods.name,) if self.periods.kind else ()
        return (self.groups.name, *second, *names, t("sentences per 1000 words"), t("people"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group and period in which anybody was heard: shares with counts, all per 1000 words."""
        rates = self.rates.sum(axis=2)
        for row, column in np.argwhere(self.heard).tolist():
            second = (self.periods.labels[column],) if self.periods.kind else ()
            shares = (self._cell(row, column, place) for place in range(len(self.codes)))
            rate = HIDDEN if np.isnan(rates[row, column]) else f"{rates[row, column]:.1f}"
            people = HIDDEN if self.hidden[row, column] else int(self.people[row, column])
            yield (self.groups.labels[row], *second, *shares, rate, people)

    def _cell(self, row: int, column: int, place: int) -> str:
        if self.kept_back[row, column, place]:
            return self.bands.get((row, column, place), HIDDEN)
        number = f"({self.counts[row, column, place]:.0f})"
        if self.kept_back[row, column].any():
            # Nothing is nothing of every whole; the whole itself is not known.
            return f"{HIDDEN} {number}" if self.counts[row, column, place] else f"{per_cent(0)} {number}"
        share = float(self.shares[row, column, place])
        return GAP if np.isnan(share) else f"{per_cent(share)} {number}"

    def ranking(self, code: str = "") -> Ranking:
        """Tell who has one of the codes, over all periods; by default, who holds kinds of knowledge up to each other.

        The number of a group is hidden if few people say it, or if the sum, less the periods that are shown, would give
        away what few people said.

        Args:
            code: One of the codes; by default K3, or the last.

        Raises:
            UnknownIdError: It is not among the codes.
        """
        code = code or (RANKING if RANKING in self.codes else self.codes[-1])
        place = self._place(code)
        grid = self._grid.over_columns()
        groups = {code: self.families[place]}
        numbers, back = grid.tally(groups)
        hidden = back[:, 0, 0]
        return Ranking(
            code=code,
            name=self.names[place],
            groups=self.groups,
            counts=np.where(hidden, np.nan, numbers[:, 0, 0]),
            words=grid.masked(grid.words_of_cells())[:, 0],
            texts=grid.masked(grid.texts)[:, 0],
            people=grid.masked(grid.people)[:, 0],
            hidden=hidden,
            counted=codings_counted(grid, self.counted, groups),
            more=(grid.small.note,) if hidden.any() or grid.small.shows_all else (),
        )

    def quotations(
        self, group: str, period: str | None = None, *, code: str | None = None, most: int | None = None
    ) -> Quotations:
        """Quote what a group says about knowledge; people take turns, so that one talker does not fill the list.

        Args:
            group: A value of the first attribute.
            period: A value of the second; by default all.
            code: One of the codes; by default all.
            most: How many passages; by default as many as were asked for in `knowledge_profile`.

        Raises:
            UnknownIdError: There is no such group, period or code.
        """
        row = _place_of(self.groups, group)
        inside = self._grid.rows.number[self._grid.turn] == row
        labels = [self.groups.label(group)]
        if period is not None:
            column = _place_of(self.periods, period)
            inside &= self._grid.columns.number[self._grid.turn] == column
            labels.append(self.periods.label(period))
        families = self.families if code is None else (self.families[self._place(code)],)
        wanted = [name for family in families for name in family]
        most, about = most or self.most, ", ".join(labels)
        cells = np.unique(self._grid.cell[inside & (self._grid.cell >= 0)])
        asked = slice(None) if code is None else self._place(code)
        closed = bool(self.kept_back.reshape(-1, len(self.codes))[cells, asked].any())
        if closed:
            about = t("{about}, at most {n}", about=about, n=most)
        found = passages_of(self._grid, wanted, inside & (self._grid.cell >= 0), most=most, about=about)
        # How many there are of few people is kept back here, too.
        return replace(found, counted=self.counted, total=len(found) if closed else found.total)

    def _place(self, code: str) -> int:
        if code not in self.codes:
            hint = t("Possible are: {names}", names=", ".join(self.codes))
            raise UnknownIdError(t("There is no code «{id}».", id=code), hint=hint)
        return self.codes.index(code)


def knowledge_profile(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection,
    *,
    codes: Collection[str] = KNOWLEDGE,
    by: str | Sequence[str] = ("role", "phase"),
    small: SmallCells | str | None = None,
    merged: Mapping[str, str] | None = None,
    most: int = 3,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    interviewer: bool = False,
) -> KnowledgeResult:
    """Tell whose knowledge is invoked: which kind each group refers to, when, and how often for what it says.

    Args:
        material: A project, or what was chosen from it with `select`.
        codes: Ids of the kinds of knowledge, two or more.
        by: One or two attributes of turns: `role`, `level`, `site` ...; the second can be `phase`, `date`, `month`,
            `half-year` or `year`.
        small: What happens to cells with few people: `suppress` (the default) hides them, with the project's smallest
            group as the threshold; `merge` puts groups with small cells together; `passages` gives the number of coded
            sentences instead of a share; `show` shows everything, for use inside of the project; or `SmallCells`.
        merged: Other names of groups; what has one name then is one group: `{"assistent": "ansatt"}`.
        most: Passages per cell.
        coders: Ids of the coders; by default all but rules.
        combine: `any`: a code stands where one of them has it; `all`: where all have it.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: Nobody has coded, or a choice is not possible.
        UnknownIdError: There is no such code, coder or attribute.
    """
    selection = selection_of(checked_material(material), coders=coders, combine=combine, interviewer=interviewer)
    project, corpus = selection.project, selection.corpus
    chosen = _chosen(project, codes)
    attributes = (by,) if isinstance(by, str) else tuple(by)
    if not 1 <= len(attributes) <= _MOST_AXES or len(set(attributes)) < len(attributes):
        hint = t("Give one attribute, or two different ones.")
        raise DataError(t("«{value}» is not possible for {key}.", value=", ".join(attributes), key="by"), hint=hint)
    if not is_number(int, most) or most < 1:
        hint = t("Give a whole number from 1.")
        raise DataError(t("«{value}» is not possible for {key}.", value=most, key="most"), hint=hint)
    cells = small_cells_of(small, project.smallest_group)
    rows = axis_of(corpus, attributes[0], merged=merged)
    columns = axis_of(corpus, attributes[1]) if len(attributes) > 1 else one_value(corpus)
    grid = grid_of(selection, rows, columns, cells).without_empty_columns()
    if cells.how == "merge":
        grid = grid.merged_rows()
    families = tuple(family_of(project.codebook, code) for code in chosen)
    counted = codings_counted(grid, selection.counted, dict(zip(chosen, families, strict=True)))
    counted = counted.given(
        codes="+".join(chosen), by=" × ".join(attributes), small=f"{cells.how} {cells.threshold}", most=most
    )
    names = tuple(str(project.codebook[code].name) for code in chosen)
    return KnowledgeResult(chosen, names, families, counted, most, grid)


def _chosen(project: Project, codes: Collection[str]) -> tuple[str, ...]:
    """Check the codes: two or more, none below another.

    Raises:
        DataError: There are too few, or one stands below another.
        UnknownIdError: There is no such code.
    """
    chosen = tuple(dict.fromkeys((codes,) if isinstance(codes, str) else codes))
    families = [family_of(project.codebook, code) for code in chosen]
    below = [code for family in families for code in family[1:] if code in chosen]
    if below:
        hint = t("Give the theme or its codes, not both.")
        raise DataError(t("Codes stand below others that are asked for: {ids}.", ids=", ".join(below)), hint=hint)
    if len(chosen) < 2:  # noqa: PLR2004 - a share needs something beside it
        hint = t('Give two codes or more: codes=("K1", "K2", "K3").')
        raise DataError(t("A profile needs kinds of knowledge to compare."), hint=hint)
    return chosen


def _place_of(axis: Axis, value: str) -> int:
    if value not in axis.values:
        hint = t("Possible are: {names}", names=", ".join(axis.values))
        raise UnknownIdError(t("There is no {attribute} «{value}».", attribute=axis.name, value=value), hint=hint)
    return axis.values.index(value)
