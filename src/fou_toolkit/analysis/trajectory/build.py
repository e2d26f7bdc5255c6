"""Follow codes through time, case by case."""

from collections.abc import Collection, Mapping
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.counted import Selection, chosen_codes, selection_of
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_of
from fou_toolkit.analysis.trajectory.axis import attribute_axis, dates_of, period_axis
from fou_toolkit.analysis.trajectory.grid import Grid, family_of, grid_of
from fou_toolkit.analysis.trajectory.result import Streams, TrajectoryResult, codings_counted
from fou_toolkit.analysis.trajectory.turning import turning_points_of
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["TURNING_POINTS", "checked_material", "trajectory"]

TURNING_POINTS: Final = ("E4",)
"""The code of the deck's codebook that says that something turned."""


def trajectory(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection,
    *,
    case: str = "site",
    over: str = "phase",
    codes: str | Collection[str] | None = None,
    level: str = "theme",
    turning_points: str | Collection[str] = TURNING_POINTS,
    small: SmallCells | str | None = None,
    merged: Mapping[str, str] | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    interviewer: bool = False,
) -> TrajectoryResult:
    """Follow codes through time: for each case and period, the share of the sentences that have each code.

    Nothing is tested: a cell rests on a few texts, and says how many. A period in which a case was not heard is a gap,
    not a zero. Where people tell that something turned, what is talked about before and after can be looked at.

    Args:
        material: A project, or what was chosen from it with `select`.
        case: What is followed: `site`, `case`, `participant`, `role`, or any other attribute of turns.
        over: `phase`, or another attribute whose values have an order; `date` (each day that somebody was heard on),
            `month`, `half-year` (January to June is spring, July to December autumn) or `year`.
        codes: Ids of codes or themes; by default all.
        level: `theme` or `code`. A sentence has a theme if it has any of its codes.
        turning_points: Ids of the codes that say that something turned.
        small: What happens to cells with few people: `suppress` (the default) hides them, with the project's smallest
            group as the threshold; `merge` puts cases with small cells together; `passages` gives the number of coded
            sentences instead of a share; `show` shows everything, for use inside of the project; or `SmallCells`.
        merged: Other names of cases; what has one name then is one case.
        coders: Ids of the coders; by default all but rules.
        combine: `any`: a code stands where one of them has it; `all`: where all have it.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: Nobody has coded, or a choice is not possible.
        UnknownIdError: There is no such code, coder or attribute.
    """
    selection = selection_of(checked_material(material), coders=coders, combine=combine, interviewer=interviewer)
    project = selection.project
    streams = _streams(project, codes, level)
    told = _told(project, turning_points)
    cells = small_cells_of(small, project.smallest_group)
    rows = attribute_axis(project.corpus, case, merged=merged)
    grid = grid_of(selection, rows, period_axis(project.corpus, over), cells)
    if cells.how == "merge":
        grid = grid.merged_rows()
    counted = codings_counted(grid, selection.counted, streams.groups)
    counted = counted.given(case=rows.kind, over=over, level=level, small=f"{cells.how} {cells.threshold}")
    if told:
        counted = counted.given(turning_points="+".join(told))
    return TrajectoryResult(streams, turning_points_of(grid, told), counted, _more(grid), grid)


def checked_material(material: object) -> Project | Selection:
    """Refuse what is neither a project nor chosen from one.

    Raises:
        DataError: It is neither.
    """
    if isinstance(material, Project | Selection):
        return material
    hint = t("Put texts, codes and codings together: Project(corpus, codebook, codings).")
    raise DataError(t("This is no project."), hint=hint)


def _streams(project: Project, codes: str | Collection[str] | None, level: str) -> Streams:
    """Give the codes with all that counts for them: for a theme, its codes; for a code, itself."""
    chosen = chosen_codes(project, codes, level=level)
    families = [family_of(project.codebook, code.id) if level == "theme" else (code.id,) for code in chosen]
    return Streams(tuple(code.id for code in chosen), tuple(str(code.name) for code in chosen), tuple(families))


def _told(project: Project, codes: str | Collection[str]) -> tuple[str, ...]:
    """Give the codes of turning points; another codebook may have none of the usual ones."""
    asked = (codes,) if isinstance(codes, str) else tuple(codes)
    if asked == TURNING_POINTS:
        asked = tuple(code for code in asked if code in project.codebook)
    return family_of(project.codebook, asked) if asked else ()


def _more(grid: Grid) -> tuple[str, ...]:
    """Say what is left out, and where the order of texts is not known."""
    selection = grid.selection
    notes = []
    if grid.rows.kind == "participant":
        notes.append(t("Names single people: for use inside of the project, not for publication."))
    spoken, known = set(grid.units.source.tolist()), set(grid.units.source[grid.cell >= 0].tolist())
    if without := len(spoken - known):
        notes.append(
            tn(
                "{n} text is left out: {attribute} is not known.",
                "{n} texts are left out: {attribute} is not known.",
                without,
                attribute=grid.columns.name,
            )
        )
    days = dates_of(selection.corpus)
    undated = sum(not days[number][2] for number in known)
    if undated:
        notes.append(
            tn(
                "{n} text has no date: within a period it stands in the order of the corpus.",
                "{n} texts have no date: within a period they stand in the order of the corpus.",
                undated,
            )
        )
    return tuple(notes)
