"""The counts of codes that an appendix publishes: made together, so that none gives away what another hides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.analysis.crosstab import Crosstab, LeftOut, check_export, crosstab
from fou_toolkit.analysis.groups import groups_of
from fou_toolkit.analysis.trajectory.axis import BINS, attribute_axis
from fou_toolkit.appendix.config import CodingChoice
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model.codebook import Code

__all__ = ["PEOPLE", "PLACES", "SINGLE", "Counts", "asked_groups", "code_label", "counts_of", "reader_notes"]

PEOPLE: Final = "people"
PLACES: Final = ("site", "case")
"""Attributes whose values are names of places, which a blind appendix does not show."""
SINGLE: Final = ("participant", "source", "speaker")
"""Attributes whose values are single people, or as good as that: they are no groups."""
_EVERYBODY: Final = "*"
_FOR_PROGRAMMERS: Final = (".sole_holders", "merged=", "small=")
"""What a note has that tells somebody at a keyboard what to do; readers of an appendix cannot."""


@dataclass(frozen=True, eq=False, repr=False)
class Counts:
    """Tables that are published together.

    Args:
        passages: What stands for passages: `codings`; `sentences` where all coders must have a code.
        overall: By what is counted: each code over everybody, in one column.
        groups: By attribute and what is counted: each code by group.
        over: Themes by period, people; nothing where there are no periods to compare.
        columns: By attribute, the column of each of its values, as the corpus has it.
    """

    passages: str
    overall: Mapping[str, Crosstab]
    groups: Mapping[str, Mapping[str, Crosstab]] = field(default_factory=dict)
    over: Crosstab | None = None
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the codes whose numbers over everybody are shown, and so can be opened."""
        tables = self.overall.values()
        hidden = np.any([np.isnan(table.values[:, 0]) for table in tables], axis=0)
        ids = self.overall[PEOPLE].lines.ids
        return frozenset(name for name, away in zip(ids, np.atleast_1d(hidden).tolist(), strict=True) if not away)


_MADE: "WeakKeyDictionary[Edition, Counts]" = WeakKeyDictionary()


def counts_of(edition: Edition) -> Counts:
    """Give the counts of an edition; they are made once.

    Numbers that give away others, in any of the tables together, are left out of the results.
    """
    if edition not in _MADE:
        _MADE[edition] = _made(edition)
    return _MADE[edition]


def asked_groups(edition: Edition) -> tuple[str, ...]:
    """Give the attributes that frequencies are cut by, each once, without those that are no attributes."""
    asked = dict.fromkeys(name for name in edition.config.codings.groups if name not in ("code", "theme"))
    if edition.config.codings.groups == CodingChoice().groups and not _comparable(edition, "level"):
        # Nobody asked for it: it is there by default, and not all projects have it.
        asked.pop("level", None)
    return tuple(asked)


def code_label(code: Code) -> str:
    """Give id and name of a code, as readers see it."""
    return f"{code.id} {code.name}".strip()


def reader_notes(notes: Sequence[str]) -> tuple[str, ...]:
    """Leave out notes that tell somebody at a keyboard what to type."""
    return tuple(note for note in notes if not any(word in note for word in _FOR_PROGRAMMERS))


def _made(edition: Edition) -> Counts:
    selection = edition.selection
    all_must = selection.counted.combine == "all" and len(selection.codings.coders) > 1
    passages = "sentences" if all_must else "codings"
    counted = (PEOPLE, passages)
    values = groups_of(edition.corpus, "language").values
    asked = edition.config.codings
    codes = asked.codes or None
    one = dict.fromkeys(values, _EVERYBODY)
    tables = {
        ("", count): crosstab(selection, columns="language", merged=one, count=count, codes=codes) for count in counted
    }
    for attribute in asked_groups(edition):
        if _comparable(edition, attribute):
            tables |= {(attribute, count): table for count, table in _grouped(edition, attribute, counted).items()}
    if asked.over not in BINS and _comparable(edition, asked.over):
        # As the groups are: two ways to cut the same attribute would give each other away.
        known = tables.get((asked.over, PEOPLE))
        small = known.small if known else None
        tables["", "over"] = crosstab(
            selection, rows="theme", columns=asked.over, count=PEOPLE, codes=codes, small=small
        )
    safe = {key: _named(edition, table) for key, table in _safe(tables).items()}
    return Counts(
        passages,
        {count: safe["", count] for count in counted},
        {
            attribute: {count: safe[attribute, count] for count in counted}
            for attribute in asked_groups(edition)
            if (attribute, PEOPLE) in safe
        },
        safe.get(("", "over")),
        {table.groups.kind: _columns(table) for table in tables.values()},
    )


def _grouped(edition: Edition, attribute: str, counted: Sequence[str]) -> dict[str, Crosstab]:
    """Cut codes by an attribute; where that leaves nothing to compare, small groups are put together if that helps."""

    def cut(small: str | None) -> dict[str, Crosstab]:
        codes = edition.config.codings.codes or None
        return {
            count: crosstab(edition.selection, columns=attribute, count=count, codes=codes, small=small)
            for count in counted
        }

    def compares(tables: dict[str, Crosstab]) -> bool:
        return int((np.nan_to_num(tables[PEOPLE].values) > 0).any(axis=0).sum()) > 1

    plain = cut(None)
    if compares(plain) or edition.threshold <= 1:
        return plain
    together = cut("merge")
    return together if compares(together) else plain


def _columns(table: Crosstab) -> dict[str, int]:
    """Give the column of each value; all values that were put together have the last."""
    last = len(table.groups) - 1
    return {value: place for place, value in enumerate(table.groups.ids)} | dict.fromkeys(table.groups.merged, last)


def _comparable(edition: Edition, attribute: str) -> bool:
    """Tell whether an attribute is known, and is not about single people."""
    try:
        groups = groups_of(edition.corpus, attribute)
    except UnknownIdError:
        return False
    return groups.attribute not in SINGLE and any(groups.values)


def _safe(tables: dict[tuple[str, str], Crosstab]) -> dict[tuple[str, str], Crosstab]:
    """Leave out what the tables give away together; the first are kept rather than the last."""
    compared = [key for key, table in tables.items() if (np.nan_to_num(table.values) > 0).any()]
    found: dict[int, list[LeftOut]] = {}
    for one in check_export(*(tables[key] for key in compared)).left_out:
        found.setdefault(one.table, []).append(one)
    made = dict(tables)
    for number, key in enumerate(compared, 1):
        if number in found:
            made[key] = _without(tables[key], found[number])
    return made


def _without(table: Crosstab, left_out: Sequence[LeftOut]) -> Crosstab:
    """Hide numbers in a table."""
    values, rows, columns = table.values.copy(), table.row_totals.copy(), table.column_totals.copy()
    people, total = table.bases.people.copy(), table.total
    row_of = {label: place for place, label in enumerate(table.lines.labels)}
    column_of = {name: place for place, name in enumerate(table.groups.names)}
    for one in left_out:
        row, column = row_of.get(one.row), column_of.get(one.column)
        if row is not None and column is not None:
            values[row, column] = np.nan
        elif row is not None:
            rows[row] = np.nan
        elif column is not None:
            columns[column] = np.nan
            if one.row == t("size of the group"):
                people[column] = np.nan
        else:
            total = float("nan")
    bases = replace(table.bases, people=people)
    return replace(table, values=values, row_totals=rows, column_totals=columns, total=total, bases=bases)


def _named(edition: Edition, table: Crosstab) -> Crosstab:
    """Name groups as readers do: `phase 1`; places of a blind edition have numbers."""
    kind = table.groups.kind
    axis = attribute_axis(edition.corpus, kind)
    ids, merged = table.groups.ids, table.groups.merged
    names = tuple(axis.label(value) for value in ids)
    if merged:
        names = (*names[:-1], table.groups.names[-1])
    return replace(table, groups=replace(table.groups, ids=ids, names=names, merged=merged))
