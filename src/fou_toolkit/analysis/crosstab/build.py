"""Make a table of who says what."""

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.columns import LEVELS
from fou_toolkit.analysis.counted import Counted, Selection, selection_of
from fou_toolkit.analysis.crosstab.bases import bases_of, sole_holders_of
from fou_toolkit.analysis.crosstab.behind import Behind, Record
from fou_toolkit.analysis.crosstab.counting import Atoms, Line, Tally, add_up, atoms_of, check_count
from fou_toolkit.analysis.crosstab.hiding import Hidden, hide
from fou_toolkit.analysis.crosstab.result import Crosstab, Lines
from fou_toolkit.analysis.crosstab.scope import Axis, Scope, check_axes, code_axis, group_axis
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_of
from fou_toolkit.model import Corpus, Project

__all__ = ["crosstab"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def crosstab(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection | Corpus,
    *,
    rows: str = "code",
    columns: str = "role",
    count: str = "codings",
    codes: str | Collection[str] | None = None,
    merged: Mapping[str, str] | None = None,
    small: SmallCells | str | None = None,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
) -> Crosstab:
    """Count who says what.

    Numbers from few people are hidden in the result itself, together with those that would give them away. A coding
    that reaches over several turns counts where it begins.

    Args:
        material: A project; codings that `select` chose from it; or texts alone, where all that is said counts.
        rows: `code`, `theme`, or an attribute: `role`, `level`, `phase`, `site`, `language`, `genre`, `case`,
            `participant`, `source`, any column of `metadata.csv` or `participants.csv`.
        columns: An attribute.
        count: `codings`; `sentences` that have the code; `words` in these sentences; or `people` who have it.
        codes: Ids of codes or themes; by default all.
        merged: Other names of values; what has one name then is one group.
        small: What happens to numbers from few people: `suppress`, `merge`, `passages`, `show`, or `SmallCells`. By
            default they are hidden, with the project's smallest group as the threshold.

        coders: Ids of the coders; by default all but rules.
        combine: `any`: a code stands where one of them has it; `all`: where all have it.

    Raises:
        DataError: What is asked for cannot be counted.
        UnknownIdError: There is no such attribute, code or coder.
    """
    check_axes(rows, columns)
    scope = Scope.of(
        material if coders is None and combine == "any" else selection_of(material, coders=coders, combine=combine)
    )
    small = small_cells_of(small, scope.smallest_group)
    passages = small.how == "passages"
    check_count(scope, count, passages=passages)
    lines = code_axis(scope, rows, codes) if rows in LEVELS else group_axis(scope, rows, merged, small)
    groups = group_axis(scope, columns, merged, small)
    check_axes(lines.kind, groups.kind)
    atoms = atoms_of(scope, lines, count, codes)
    tally = add_up(scope, atoms, (lines, groups), count, passages=passages)
    bases, hidden_groups = bases_of(scope, groups, small)
    # Sums of columns of people are the groups themselves, which cells do not add up to.
    whole_groups = count == "people" and lines.of_codes
    hidden, bands = Hidden.nothing(tally.shape), Hidden.nothing(tally.shape)
    if not small.shows_all:
        few = np.array([not passages and small.hides(len(one)) for one in lines.people], np.bool_)
        few = few if lines.people else np.zeros(len(lines), np.bool_)
        everybody = not passages and small.hides(len(scope.everybody))
        hidden = hide(tally, small.threshold, small=(few, hidden_groups, everybody), added=not whole_groups)
    if passages:
        bands = _bands(tally, small)
    counted = scope.counted.given(rows=rows, columns=columns, count=count, small=f"{small.how} {small.threshold}")
    if scope.selection is not None:
        counted = counted.with_codings(_codings_in(scope, atoms.row_of))
    size_shown = not np.isnan(bases.all["words"])
    return Crosstab(
        lines=_lines(lines),
        groups=_lines(groups),
        count=count,
        values=_shown(tally.cells, hidden.cells),
        row_totals=_shown(tally.rows, hidden.rows),
        column_totals=bases.people if whole_groups else _shown(tally.columns, hidden.columns),
        total=bases.all["people"] if whole_groups else float(_shown(tally.whole, hidden.whole)[0]),
        bands=bands,
        bases=bases,
        small=small,
        sole_holders=sole_holders_of(scope),
        counted=_without_what_tells(counted, hidden, hides_size=not size_shown),
        _behind=Behind(_recorded(scope, (lines, groups), atoms, hidden, (hidden_groups, size_shown))),
    )


def _recorded(scope: Scope, axes: tuple[Axis, Axis], atoms: Atoms, hidden: Hidden, sizes: tuple[Bools, bool]) -> Record:
    """Keep what is needed to compare tables."""
    lines, groups = axes
    group = np.zeros(0, np.int64) if groups.groups is None else groups.groups
    return Record(
        corpus=scope.counted.corpus,
        atoms=atoms,
        column=group[atoms.turn],
        person=scope.people[atoms.turn],
        hidden=hidden,
        theme_of={name: scope.chosen().project.codebook.theme_of(name).id for name in lines.row_of},
        said=scope.sentences.start,
        said_column=group[scope.sentence_turn],
        said_person=scope.people[scope.sentence_turn],
        hidden_groups=sizes[0],
        size_shown=sizes[1],
    )


def _lines(axis: Axis) -> Lines:
    return Lines(axis.kind, axis.ids, axis.names, axis.name, axis.merged)


def _shown(line: Line, hidden: Bools) -> Floats:
    """Leave out what is hidden."""
    values = np.where(hidden.ravel(), np.nan, line.values).reshape(hidden.shape)
    values.flags.writeable = False
    return values


def _bands(tally: Tally, small: SmallCells) -> Hidden:
    """Tell which numbers of passages are small."""
    lines = (tally.cells, tally.rows, tally.columns, tally.whole)
    cells, rows, columns, whole = ((line.sizes > 0) & (line.sizes < small.threshold) for line in lines)
    return Hidden(cells.reshape(tally.shape), rows, columns, whole)


def _codings_in(scope: Scope, row_of: Mapping[str, int]) -> int:
    """Count the codings of the codes that are counted."""
    codings = scope.chosen().codings
    wanted = np.array([name in row_of for name in codings.codes] or [False])
    return int(wanted[codings.code].sum())


def _without_what_tells(counted: Counted, hidden: Hidden, *, hides_size: bool) -> Counted:
    """Leave numbers out of the note that would give hidden ones away."""
    if hides_size:
        return counted.hiding("people", "codings")
    return counted.hiding("codings") if hidden.whole[0] else counted
