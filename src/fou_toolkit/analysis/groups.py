"""Who said it, when and where: what is known about turns, as numbers of groups."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Corpus
from fou_toolkit.model.project import similar

__all__ = ["ATTRIBUTES", "LEVEL_ORDER", "Groups", "check_merged", "groups_of", "in_natural_order"]

ATTRIBUTES: Final = {
    "role": mark("role"),
    "level": mark("level"),
    "phase": mark("phase"),
    "site": mark("site"),
    "case": mark("case"),
    "genre": mark("genre"),
    "language": mark("language"),
    "participant": mark("participant"),
    "source": mark("text"),
    "date": mark("date"),
}
"""What attributes are called."""

LEVEL_ORDER: Final = ("individ", "avdeling", "barnehage", "eier", "universitet", "region", "nasjonalt")
"""Levels from near to far; others come behind."""

_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, eq=False)
class Groups:
    """Turns by the value of one attribute.

    Args:
        attribute: Its name.
        values: The values in order; the empty one, for what is not known, is last.
        number: Place of each turn's value, shape `(turns,)`.
    """

    attribute: str
    values: tuple[str, ...]
    number: npt.NDArray[np.int64]

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as people read them."""
        return tuple(value or t("not known") for value in self.values)

    @property
    def name(self) -> str:
        """What the attribute is called."""
        return t(ATTRIBUTES[self.attribute]) if self.attribute in ATTRIBUTES else self.attribute


def groups_of(corpus: Corpus, attribute: str, *, merged: Mapping[str, str] | None = None) -> Groups:
    """Group all turns of a corpus by an attribute.

    Args:
        corpus: The texts.
        attribute: `role`, `level`, `phase`, `site`, `genre`, `language`, `participant`, `source`, any column of
            `metadata.csv` or `participants.csv`, or `case`: such a column if there is one, else the site.
        merged: Other names of values; what has one name then is one group:
            `{"assistent": "ansatt", "fagarbeider": "ansatt"}`.

    Raises:
        UnknownIdError: Nothing is known of such an attribute, or there is no such value.
        DataError: `merged` has no names by name.
    """
    turns = turns_of(corpus)
    known = attribute != "case" or any("case" in row for row in turns.attributes)
    name = turns.named(attribute) if known else attribute
    found = turns.values(name) if known else turns.values("site")
    if merged is not None:
        check_merged(merged, found)
        found = tuple(merged.get(value, value) for value in found)
    values = in_natural_order(set(found), name)
    place = {value: number for number, value in enumerate(values)}
    return Groups(name, values, np.array([place[value] for value in found], np.int64))


def check_merged(merged: object, values: Iterable[str]) -> None:
    """Refuse other names for values that are not there: a slip of the pen would change nothing, and say nothing.

    Raises:
        DataError: These are no names by name.
        UnknownIdError: There is no such value.
    """
    if not isinstance(merged, Mapping) or not all(isinstance(one, str) for pair in merged.items() for one in pair):
        hint = t("Say it so: {example}", example='merged={"assistent": "ansatt", "fagarbeider": "ansatt"}')
        raise DataError(t("«{value}» is not possible for {key}.", value=merged, key="merged"), hint=hint)
    there = set(values)
    for name in merged:
        if name not in there:
            near = similar(name, there)
            known = t("There are: {ids}", ids=", ".join(in_natural_order(there - {""})))
            hint = f"{t('Did you mean «{text}»?', text=near)} {known}" if near else known
            raise UnknownIdError(t("There is no group «{name}».", name=name), hint=hint)


def in_natural_order(values: Sequence[str] | set[str], attribute: str = "") -> tuple[str, ...]:
    """Put values in order: numbers by size, levels from near to far, the unknown last.

    >>> in_natural_order({"10", "2", "", "1"})
    ('1', '2', '10', '')
    """
    known = {value: place for place, value in enumerate(LEVEL_ORDER)} if attribute == "level" else {}

    def key(value: str) -> tuple[bool, int, list[tuple[int, str]]]:
        # Text and numbers take turns, so that like is compared with like.
        parts = [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in _DIGITS.split(value)]
        return (not value, known.get(value, len(known)), [*parts, (0, value)])

    return tuple(sorted(values, key=key))
