"""What a table is made of: the texts, the codings if there are any, and what its rows and columns stand for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t
from fou_toolkit.analysis.columns import LEVELS
from fou_toolkit.analysis.counted import Counted, Selection, chosen_codes, counted_of, select, turn_of_units
from fou_toolkit.analysis.groups import ATTRIBUTES, groups_of
from fou_toolkit.analysis.small_cells import OTHERS, SmallCells, merge_small, people_of_groups
from fou_toolkit.analysis.units import Units, sentence_units
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import SMALLEST_GROUP, CodingSet, Corpus, Project
from fou_toolkit.text import index_of

__all__ = ["COUNTS", "Axis", "Scope", "check_axes", "code_axis", "counted_codes", "group_axis", "in_rows"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

COUNTS: Final = {
    "codings": mark("codings"),
    "sentences": mark("sentences"),
    "words": mark("words"),
    "people": mark("people"),
}
"""What can be counted."""

_LINES: Final = {"code": mark("code"), "theme": mark("theme")}


@dataclass(frozen=True, eq=False)
class Axis:
    """What rows or columns stand for.

    Args:
        kind: `code`, `theme` or an attribute.
        ids: Ids of codes, or values of the attribute.
        names: Names of codes; of values what people read.
        row_of: Row that each code counts in, by id; for attributes, the codes that count at all.
        groups: Value of each turn; `None` for codes.
        people: Who speaks in each group.
        merged: Values that were put together.
    """

    kind: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    row_of: Mapping[str, int] = field(default_factory=dict)
    groups: Ints | None = None
    people: tuple[frozenset[int], ...] = ()
    merged: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Give the number of lines."""
        return len(self.ids)

    @property
    def of_codes(self) -> bool:
        """Whether lines are codes or themes."""
        return self.groups is None

    @property
    def name(self) -> str:
        """What the lines stand for, in words."""
        known = _LINES | ATTRIBUTES
        return t(known[self.kind]) if self.kind in known else self.kind


@dataclass(frozen=True, eq=False)
class Scope:
    """The texts and codings that are counted.

    Args:
        corpus: The texts.
        selection: The codings; `None` where everything that is said counts.
        counted: What is counted, in words.
        smallest_group: People that a number must come from, as the project has it.
    """

    corpus: Corpus
    selection: Selection | None
    counted: Counted
    smallest_group: int = SMALLEST_GROUP

    @classmethod
    def of(cls, material: object) -> "Scope":
        """Take what there is.

        Raises:
            DataError: It is none of these, or there is no text.
        """
        if isinstance(material, Corpus):
            if not len(material):
                raise DataError(t("There are no texts."), hint=t("Read texts first."))
            return cls(material, None, counted_of(material))
        if isinstance(material, Project):
            material = select(material)
        if not isinstance(material, Selection):
            hint = t("Give a project, what `select(...)` chose from it, or the texts.")
            raise DataError(t("Nothing can be counted in this."), hint=hint)
        return cls(material.corpus, material, material.counted, material.project.smallest_group)

    def chosen(self) -> Selection:
        """Give the codings.

        Raises:
            DataError: There are texts alone.
        """
        if self.selection is None:
            hint = t("Give a project, or rows of an attribute such as role.")
            raise DataError(t("Texts alone have no codings."), hint=hint)
        return self.selection

    @cached_property
    def sentences(self) -> Units:
        """The sentences that count."""
        return sentence_units(self.corpus) if self.selection is None else self.selection.units("sentence")

    @cached_property
    def sentence_turn(self) -> Ints:
        """Number of each sentence's turn."""
        return turn_of_units(self.corpus, self.sentences)

    @cached_property
    def sentence_words(self) -> Ints:
        """Words in each sentence, fillers left out."""
        index = index_of(self.corpus)
        number = np.searchsorted(index.sentence_start, self.sentences.start)
        words: Ints = np.diff(index.sentence_word).astype(np.int64)
        return words[number]

    @cached_property
    def turns(self) -> Bools:
        """Whether each turn counts, shape `(turns,)`."""
        index = index_of(self.corpus)
        wanted = set(index.source_ids if self.selection is None else self.selection.sources)
        inside: Bools = np.array([name in wanted for name in index.source_ids] or [False])[index.turn_source]
        return inside if self.counted.interviewer else inside & ~turns_of(self.corpus).interviewer

    @cached_property
    def people(self) -> Ints:
        """Number of who speaks in each turn."""
        return turns_of(self.corpus).people[1]

    @property
    def everybody(self) -> frozenset[int]:
        """Who speaks at all."""
        return frozenset(self.people[self.turns].tolist())


def code_axis(scope: Scope, level: str, codes: str | Collection[str] | None) -> Axis:
    """Let rows be codes or themes.

    Raises:
        DataError: There are texts alone.
        UnknownIdError: There is no such code.
    """
    project = scope.chosen().project
    book = project.codebook
    chosen = chosen_codes(project, codes, level=level)
    place = {code.id: number for number, code in enumerate(chosen)}
    if level == "theme":
        row_of = {code.id: place[top] for code in book if (top := book.theme_of(code.id).id) in place}
    else:
        row_of = dict(place)
    return Axis(level, tuple(place), tuple(str(code.name) for code in chosen), row_of)


def group_axis(scope: Scope, attribute: str, merged: object, small: SmallCells) -> Axis:
    """Let rows or columns be groups of turns; groups that say nothing here are left out.

    Raises:
        DataError: What is put together is no mapping.
        UnknownIdError: Nothing is known of such an attribute.
    """
    if merged is not None and not isinstance(merged, Mapping):
        hint = t("Give a mapping from old names to new ones.")
        raise DataError(t("«{value}» is not possible for {key}.", value=merged, key="merged"), hint=hint)
    groups = groups_of(scope.corpus, attribute, merged=merged)
    together: tuple[str, ...] = ()
    if small.how == "merge":
        people = people_of_groups(scope.corpus, groups, scope.turns)
        groups, together = merge_small(groups, people, small.threshold)
    people = people_of_groups(scope.corpus, groups, scope.turns)
    kept = [number for number, one in enumerate(people) if one]
    place = np.full(len(people) + 1, -1, np.int64)
    place[kept] = np.arange(len(kept))
    groups = replace(groups, values=tuple(groups.values[number] for number in kept), number=place[groups.number])
    names = tuple(
        t("others") if together and value.rstrip("*") == OTHERS and number == len(groups.values) - 1 else label
        for number, (value, label) in enumerate(zip(groups.values, groups.labels, strict=True))
    )
    return Axis(
        groups.attribute,
        groups.values,
        names,
        groups=groups.number,
        people=tuple(people[number] for number in kept),
        merged=together,
    )


def counted_codes(scope: Scope, rows: Axis, codes: str | Collection[str] | None) -> dict[str, int]:
    """Give the row that each code counts in; with rows of an attribute, all codes that are asked for have one row."""
    if rows.of_codes:
        return dict(rows.row_of)
    project = scope.chosen().project
    if codes is None:
        return {code.id: 0 for code in project.codebook}
    asked = (codes,) if isinstance(codes, str) else tuple(codes)
    return dict.fromkeys((*(code.id for code in chosen_codes(project, codes)), *asked), 0)


def in_rows(codings: CodingSet, row_of: Mapping[str, int], rows: int) -> CodingSet:
    """Give the codings of some codes, each under the number of its row in place of its code."""
    number = np.array([row_of.get(name, -1) for name in codings.codes] or [-1], np.int32)
    kept = codings.where(number[codings.code] >= 0)
    return replace(kept, codes=tuple(str(row) for row in range(rows)), code=number[kept.code])


def check_axes(rows: str, columns: str) -> None:
    """Refuse tables that nobody can read.

    Raises:
        DataError: Columns are codes, or what the rows are.
    """
    if columns in LEVELS:
        raise DataError(t("Codes stand in rows, groups in columns."), hint=t("Write rows='code', columns='role'."))
    if rows == columns:
        hint = t("Choose another attribute for the columns.")
        raise DataError(t("Rows and columns are the same: «{name}».", name=rows), hint=hint)
