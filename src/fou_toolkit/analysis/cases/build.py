"""The verb: put passages into a case × theme table."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.cases.matrix import CaseCell, CaseMatrix
from fou_toolkit.analysis.counted import Selection, chosen_codes, selection_of
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.numbers import check_whole
from fou_toolkit.analysis.retrieve.quoting import quoted
from fou_toolkit.analysis.retrieve.stretches import Stretches
from fou_toolkit.analysis.small_cells import people_of_groups
from fou_toolkit.model import Code, Codebook, Project

__all__ = ["case_matrix", "ids_under"]

Ints = npt.NDArray[np.int64]


def case_matrix(
    material: Project | Selection,
    *,
    cases: str = "site",
    level: str = "theme",
    codes: str | Collection[str] | None = None,
    most: int = 2,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
) -> CaseMatrix:
    """Put what was coded into a table of cases and themes, with room for a summary in each cell (framework method).

    Args:
        material: A project, or what `select` chose from one.
        cases: What a case is: `site`, `case`, `participant`, `source`, or any attribute of who speaks and where.
        level: `theme` or `code`: what stands in the columns.
        codes: Ids of the codes or themes; by default all.
        most: How many quotations a cell holds; people take turns.
        coders: Ids of the coders whose codings count; see `select`.
        combine: `any`: a code stands where at least one of them has it; `all`: where all have it.

    Returns:
        The table. A passage belongs to the case of the first turn that it reaches into and that counts.

    Raises:
        DataError: There is nothing to count, or a value is not possible.
        UnknownIdError: There is no such attribute, code or coder.
    """
    check_whole(most, "most")
    selection = selection_of(material, coders=coders, combine=combine)
    ground = Ground.of(selection, "sentence")
    groups = groups_of(selection.corpus, cases)
    people = people_of_groups(selection.corpus, groups, ground.turns)
    there = [number for number, group in enumerate(people) if group]
    themes = chosen_codes(selection.project, codes, level=level)
    columns = [_Column.of(ground, theme, groups.number, level) for theme in themes]
    cells = tuple(tuple(column.cell(groups.values[number], number, most) for column in columns) for number in there)
    counted = selection.counted.given(cases=cases, level=level, most=most)
    return CaseMatrix(
        attribute=cases,
        cases=tuple(groups.values[number] for number in there),
        themes=themes,
        cells=cells,
        people=tuple(len(people[number]) for number in there),
        counted=counted.with_codings(sum(column.codings for column in columns)),
        smallest=selection.project.smallest_group,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The passages of one theme, and the case of each.

    Args:
        ground: Where they stand.
        theme: The theme or code.
        rows: Which codings count, shape `(codings,)`.
        stretches: The passages.
        case: Number of the case of each.
    """

    ground: Ground
    theme: Code
    rows: npt.NDArray[np.bool_]
    stretches: Stretches
    case: Ints

    @classmethod
    def of(cls, ground: Ground, theme: Code, case_of_turn: Ints, level: str) -> "_Column":
        ids = ids_under(ground.selection.project, theme) if level == "theme" else (theme.id,)
        found = ground.coded(ids)
        return cls(ground, theme, ground.rows(ids), found, case_of_turn[ground.own_turn(found)])

    @property
    def codings(self) -> int:
        """Number of codings in the passages."""
        return int(np.unique(self.ground.codings_in(self.stretches, self.rows)[1]).size)

    def cell(self, case: str, number: int, most: int) -> CaseCell:
        """Give the cell of one case."""
        own = self.stretches.where(self.case == number)
        person = self.ground.table.people[1][self.ground.own_turn(own)]
        chosen = np.zeros(len(own), np.bool_)
        chosen[_taking_turns(person)[:most]] = True
        quotations = quoted(self.ground, own.where(chosen), self.rows)
        names = {name: str(self._book[name].name) for one in quotations for name in one.codes}
        about = f"{case or '?'} × {self.theme.id}"
        return CaseCell(case, self.theme.id, len(own), Quotations(quotations, names, len(own), about=about))

    @property
    def _book(self) -> Codebook:
        return self.ground.selection.project.codebook


def _taking_turns(person: Ints) -> Ints:
    """Put passages in an order in which people take turns: the first of each, then the second of each ..."""
    order = np.argsort(person, kind="stable")
    first = np.searchsorted(person[order], person[order], side="left")
    rank = np.empty(person.size, np.int64)
    rank[order] = np.arange(person.size) - first
    return np.argsort(rank, kind="stable")


def ids_under(project: Project, code: Code) -> tuple[str, ...]:
    """Give the ids that a code or theme stands for: its own, and those of all codes under it."""
    below = (name for child in project.codebook.children(code.id) for name in ids_under(project, child))
    return (code.id, *below)
