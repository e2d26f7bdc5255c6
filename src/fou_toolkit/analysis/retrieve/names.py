"""What the names in a query stand for in a project: codes, attributes, values, coders."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.groups import ATTRIBUTES as CALLED
from fou_toolkit.analysis.groups import in_natural_order
from fou_toolkit.analysis.retrieve.faults import missing
from fou_toolkit.analysis.retrieve.ground import Ground
from fou_toolkit.analysis.retrieve.keywords import ATTRIBUTES, CODER
from fou_toolkit.analysis.retrieve.tree import Coded, Has
from fou_toolkit.match import KNOWN_ATTRIBUTES
from fou_toolkit.model import Code
from fou_toolkit.model.project import similar

__all__ = ["Names", "fits"]

_SHOWN: Final = 15
_YEAR: Final = 4

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Names:
    """Looks names up, and says which there are where one is not found.

    Args:
        ground: What the query is asked of.
        query: The query, as it was written.
    """

    ground: Ground
    query: str

    def code(self, wanted: Coded) -> Code:
        """Give a code or theme; small letters will do where only one fits.

        Raises:
            UnknownIdError: There is none.
        """
        book = self.ground.selection.project.codebook
        if wanted.code in book:
            return book[wanted.code]
        name = wanted.code.casefold()
        alike = [code for code in book if code.id.casefold() == name]
        if len(alike) == 1:
            return alike[0]
        named = [code.id for code in book if name in _names(code)]
        if named:
            hint = t("«{name}» is the name of {id}: use the id.", name=wanted.code, id=named[0])
        else:
            ids = [code.id for code in book]
            neighbours = [one for one in ids if one[:1].casefold() == name[:1]] or [code.id for code in book.themes]
            words = t("Words to look for stand in quotation marks: {example}", example=f'"{wanted.code}"')
            hint = f"{self._hint(wanted.code, neighbours, own=ids)}. {words}"
        raise missing(self.query, wanted.at, t("There is no code «{id}».", id=wanted.code), hint)

    def codes(self, wanted: Coded) -> tuple[str, ...]:
        """Give the ids that a code or theme stands for: itself, and all codes under it."""
        code = self.code(wanted)
        below = [code.id, *self._below(code.id)]
        return tuple(dict.fromkeys(below))

    def _below(self, code_id: str) -> list[str]:
        book = self.ground.selection.project.codebook
        return [name for child in book.children(code_id) for name in (child.id, *self._below(child.id))]

    def coders(self, wanted: Has) -> frozenset[str]:
        """Give the coders that a limit leaves.

        Raises:
            UnknownIdError: One of them is not counted.
        """
        names = self.ground.codings.coder_ids
        known = {name.casefold(): name for name in names}
        chosen = set()
        for value, at in zip(wanted.values, _places(wanted), strict=True):
            name = value if value in names else known.get(value.casefold(), "")
            if not name:
                everybody = self.ground.selection.project.codings.coder_ids
                if value in everybody:
                    hint = t("Say so: coders={names}", names=[*names, value])
                    message = t("Codings by «{name}» are not counted here.", name=value)
                else:
                    hint, message = self._hint(value, names), t("Nobody called «{id}» has coded.", id=value)
                raise missing(self.query, at, message, hint)
            chosen.add(name)
        everyone = frozenset(names)
        return everyone - chosen if wanted.sign == "!=" else frozenset(chosen)

    def turns(self, wanted: Has) -> Bools:
        """Tell in which turns an attribute has one of some values, shape `(turns,)`.

        Raises:
            UnknownIdError: There is no such attribute, or nothing has the value.
        """
        name = self._attribute(wanted)
        column = self.ground.table.column(name)
        if wanted.sign in ("=", "!="):
            found = np.isin(column, [self._value(wanted, name, place) for place in range(len(wanted.values))])
            return ~found if wanted.sign == "!=" else found
        values, place = np.unique(column, return_inverse=True)
        flags = [fits(value, wanted.sign, wanted.values[0]) for value in values.tolist()]
        return np.array(flags or [False], np.bool_)[place] if column.size else np.zeros(0, np.bool_)

    def _attribute(self, wanted: Has) -> str:
        rows = self.ground.table.attributes
        known = {name.lower() for row in rows for name in row} | {*KNOWN_ATTRIBUTES, "source"}
        if wanted.attribute in known:
            return wanted.attribute
        if wanted.attribute == "case":
            return "site"
        hint = self._hint(wanted.attribute, sorted({*known, "case", CODER}), own={*ATTRIBUTES})
        raise missing(self.query, wanted.at, t("There is no attribute «{name}».", name=wanted.attribute), hint)

    def _value(self, wanted: Has, name: str, place: int) -> str:
        value = wanted.values[place].lower()
        column = self.ground.table.column(name)
        if not value or (column == value).any():
            return value
        pairs = ((key.lower(), one) for row in self.ground.table.attributes for key, one in row.items())
        known = {one for key, one in pairs if key == name and one}
        hint = self._hint(wanted.values[place], in_natural_order(known, name))
        attribute = t(CALLED.get(wanted.attribute, wanted.attribute))
        message = t("Nothing has {attribute} «{value}».", attribute=attribute, value=wanted.values[place])
        raise missing(self.query, _places(wanted)[place], message, hint)

    def _hint(self, name: str, known: Iterable[str], own: Collection[str] = ()) -> str:
        """Say which name was meant perhaps, and which there are."""
        names = list(known)
        part = next((one for one in names if name.casefold() in one.casefold().split()), "")
        near = similar(name, [*names, *own]) or part
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        there = t("There are: {ids}", ids=shown)
        return f"{t('Did you mean «{text}»?', text=near)} {there}" if near else there


def _names(code: Code) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (code.name.nb, code.name.nn, code.name.en))


def _places(wanted: Has) -> Sequence[int]:
    return wanted.places or (wanted.at,) * len(wanted.values)


def fits(value: str, sign: str, limit: str) -> bool:
    """Tell whether a value is less or more than a limit: numbers as numbers, dates as far as the limit goes.

    Args:
        value: What is known; empty or another text fits nothing.
        sign: `<`, `<=`, `>` or `>=`.
        limit: A number, a year, a month or a day.

    >>> fits("2024-05-02", "<=", "2024"), fits("10", ">", "9"), fits("", "<", "3")
    (True, True, False)
    """
    dated = len(value) > _YEAR and value[_YEAR] == "-" and value[:_YEAR].isdecimal()
    if dated and len(limit) >= _YEAR and limit[:_YEAR].isdecimal():
        part = value[: len(limit)]
        order = (part > limit) - (part < limit)
    else:
        try:
            number, border = float(value), float(limit)
        except ValueError:
            return False
        if not math.isfinite(number):
            return False
        order = (number > border) - (number < border)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]
