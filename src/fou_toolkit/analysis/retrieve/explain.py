"""What a query asks for, in words."""

from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit.analysis.groups import ATTRIBUTES
from fou_toolkit.analysis.retrieve.keywords import CODER
from fou_toolkit.analysis.retrieve.tree import (
    And,
    AnyCode,
    Coded,
    Has,
    Not,
    Or,
    Pattern,
    Query,
    Reach,
    Related,
    Said,
)
from fou_toolkit.model import Codebook

__all__ = ["explained"]

_KNOWN: Final = {
    "role": mark("said by {values}"),
    "participant": mark("said by {values}"),
    "phase": mark("in phase {values}"),
    "source": mark("in the text {values}"),
    "site": mark("from {values}"),
    "case": mark("from {values}"),
    "language": mark("in the language {values}"),
    CODER: mark("where the coding is by {values}"),
}
_ORDERS: Final = {
    "<": mark("with {attribute} before or below {value}"),
    "<=": mark("with {attribute} up to {value}"),
    ">": mark("with {attribute} after or above {value}"),
    ">=": mark("with {attribute} from {value} on"),
}
_RELATIONS: Final = {
    "overlaps": mark("overlapping with passages {what}"),
    "inside": mark("inside of passages {what}"),
    "contains": mark("around passages {what}"),
}
_SAME: Final = {
    ("near", "sentence"): mark("in the same sentence as passages {what}"),
    ("near", "turn"): mark("in the same turn as passages {what}"),
    ("near", "word"): mark("on the same words as passages {what}"),
    ("before", "sentence"): mark("before passages {what} in the same sentence"),
    ("before", "turn"): mark("before passages {what} in the same turn"),
    ("before", "word"): mark("right before passages {what}"),
    ("after", "sentence"): mark("after passages {what} in the same sentence"),
    ("after", "turn"): mark("after passages {what} in the same turn"),
    ("after", "word"): mark("right after passages {what}"),
}
_FAR: Final = {
    "near": mark("within {distance} of passages {what}"),
    "before": mark("before passages {what}, within {distance}"),
    "after": mark("after passages {what}, within {distance}"),
}


def explained(query: Query, codebook: Codebook) -> str:
    """Say what a query asks for, in the current language.

    Args:
        query: The query.
        codebook: Where the names of the codes stand.
    """
    return t("Passages {what}", what=_Words(codebook).of(query))


class _Words:
    """Puts a query into words."""

    def __init__(self, codebook: Codebook) -> None:
        self.names = {code.id.casefold(): f"{code.id} «{code.name}»" for code in codebook}
        self.names |= {code.id: f"{code.id} «{code.name}»" for code in codebook}

    def of(self, query: Query) -> str:
        if isinstance(query, And):
            return ", ".join(self._inside(part) for part in query.parts)
        if isinstance(query, Or):
            return f" {t('or')} ".join(self._inside(part) for part in query.parts)
        if query == Not(AnyCode()):
            return t("not coded at all")
        if isinstance(query, Not):
            return t("not {what}", what=self._inside(query.part))
        if isinstance(query, Related):
            return f"{self._inside(query.one)}, {self._relation(query)}"
        return self._alone(query)

    def _inside(self, query: Query) -> str:
        """Put a part into words, in parentheses where commas could mislead."""
        words = self.of(query)
        return f"({words})" if isinstance(query, (And, Or, Related)) else words

    def _alone(self, query: Coded | AnyCode | Said | Pattern | Has) -> str:
        if isinstance(query, Coded):
            known = self.names.get(query.code) or self.names.get(query.code.casefold())
            return t("coded with {code}", code=known or query.code)
        if isinstance(query, AnyCode):
            return t("coded with any code")
        if isinstance(query, Said):
            return t("with the words «{words}»", words=query.cue)
        if isinstance(query, Pattern):
            return t("with the pattern {pattern}", pattern=f"/{query.regex}/")
        return self._has(query)

    def _has(self, query: Has) -> str:
        attribute = t(ATTRIBUTES[query.attribute]) if query.attribute in ATTRIBUTES else query.attribute
        if query.sign in _ORDERS:
            return t(_ORDERS[query.sign], attribute=attribute, value=query.values[0])
        values = f" {t('or')} ".join(value or t("unknown") for value in query.values)
        if query.attribute in _KNOWN:
            words = t(_KNOWN[query.attribute], values=values)
        else:
            words = t("with {attribute} {values}", attribute=attribute, values=values)
        return t("not {what}", what=words) if query.sign == "!=" else words

    def _relation(self, query: Related) -> str:
        what = self._inside(query.two)
        if query.reach is None:
            words = t(_RELATIONS[query.how], what=what)
        elif not query.reach.number:
            words = t(_SAME[query.how, query.reach.scale], what=what)
        else:
            words = t(_FAR[query.how], distance=_distance(query.reach), what=what)
        return t("not {what}", what=words) if query.negated else words


def _distance(reach: Reach) -> str:
    if reach.scale == "sentence":
        return tn("{n} sentence", "{n} sentences", reach.number)
    if reach.scale == "turn":
        return tn("{n} turn", "{n} turns", reach.number)
    return tn("{n} word", "{n} words", reach.number)
