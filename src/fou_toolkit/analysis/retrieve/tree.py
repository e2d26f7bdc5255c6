"""A query as a small typed tree, and how a tree is written as a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from fou_toolkit.analysis.retrieve.keywords import is_bare

__all__ = [
    "And",
    "AnyCode",
    "Coded",
    "Has",
    "Not",
    "Or",
    "Pattern",
    "Query",
    "Reach",
    "Related",
    "Said",
    "parts_of",
    "written",
]


@dataclass(frozen=True, slots=True)
class Coded:
    """What has a code, or any code of a theme: `M2`.

    Args:
        code: Id of a code or theme, as it was written.
        at: Where it stands in the query, in code points.
    """

    code: str
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyCode:
    """What has any code at all: `*`."""

    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, in the cue language: `"ta ansvar"`.

    Args:
        cue: A cue.
        at: Where its quotation mark stands.
    """

    cue: str
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was said, as a regular expression: `/ansvar[a-z]*/`.

    Args:
        regex: The expression.
        at: Where its first stroke stands.
    """

    regex: str
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Has:
    """Who, when and where: `role:assistent`, `phase>=2`.

    Args:
        attribute: Name of the attribute in English, or of a column, in small letters.
        values: One of them has to hold; with an order, there is one.
        sign: `=`, `!=`, `<`, `<=`, `>` or `>=`.
        at: Where the name stands.
        places: Where each value stands.
    """

    attribute: str
    values: tuple[str, ...]
    sign: str = "="
    at: int = field(default=0, compare=False, repr=False)
    places: tuple[int, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Where something does not hold."""

    part: "Query"
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """Where all parts hold; at least two."""

    parts: tuple["Query", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Where any part holds; at least two."""

    parts: tuple["Query", ...]
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far: 0 is the same sentence, turn or word, 1 the next one.

    Args:
        number: Steps.
        scale: `sentence`, `turn` or `word`.
    """

    number: int
    scale: str = "sentence"


@dataclass(frozen=True, slots=True)
class Related:
    """Passages of the first that stand so to a passage of the second.

    Args:
        one: What is given.
        how: One of `keywords.RELATIONS`.
        two: What it stands near, before, in ...
        reach: How far; `None` where it says nothing (`overlaps`, `inside`, `contains`).
        negated: Whether those are given that do not stand so.
        at: Where the word stands.
    """

    one: "Query"
    how: str
    two: "Query"
    reach: Reach | None = None
    negated: bool = False
    at: int = field(default=0, compare=False, repr=False)


Query = Coded | AnyCode | Said | Pattern | Has | Not | And | Or | Related

_TIGHTNESS: Final[dict[type, int]] = {Or: 1, And: 2, Related: 3, Not: 4}
_ALONE: Final = 5
_STROKE: Final = re.compile(r"\\.|/", re.DOTALL)
"""A sign that a backslash stands before, or a stroke that none stands before."""


def parts_of(query: Query) -> Iterator[Query]:
    """Go through a query and all of its parts, from left to right.

    >>> [type(part).__name__ for part in parts_of(Not(Coded("M2")))]
    ['Not', 'Coded']
    """
    yield query
    inner: tuple[Query, ...] = ()
    if isinstance(query, (And, Or)):
        inner = query.parts
    elif isinstance(query, Not):
        inner = (query.part,)
    elif isinstance(query, Related):
        inner = (query.one, query.two)
    for part in inner:
        yield from parts_of(part)


def written(query: Query) -> str:
    """Write a tree as a query, in English; reading it gives the same tree.

    >>> written(And((Coded("M2"), Not(Has("phase", ("1",))))))
    'M2 and not phase:1'
    """
    if isinstance(query, (And, Or)):
        word = " and " if isinstance(query, And) else " or "
        return word.join(_inside(part, _TIGHTNESS[type(query)] + 1) for part in query.parts)
    if isinstance(query, Not):
        return f"not {_inside(query.part, _TIGHTNESS[Not])}"
    if isinstance(query, Related):
        reach = "" if query.reach is None else f" within {query.reach.number} {query.reach.scale}s"
        sign = f"not {query.how}" if query.negated else query.how
        return f"{_inside(query.one, _TIGHTNESS[Not])} {sign} {_inside(query.two, _TIGHTNESS[Not])}{reach}"
    return _written_alone(query)


def _inside(query: Query, tightness: int) -> str:
    """Write a part, in parentheses where it binds less than what stands around it."""
    text = written(query)
    return f"({text})" if _TIGHTNESS.get(type(query), _ALONE) < tightness else text


def _written_alone(query: Coded | AnyCode | Said | Pattern | Has) -> str:
    if isinstance(query, Coded):
        return query.code if is_bare(query.code, alone=True) else f"code:{_quoted(query.code)}"
    if isinstance(query, AnyCode):
        return "*"
    if isinstance(query, Said):
        return _quoted(query.cue)
    if isinstance(query, Pattern):
        return "/" + _STROKE.sub(lambda found: "\\/" if found[0] == "/" else found[0], query.regex) + "/"
    name = query.attribute if is_bare(query.attribute, alone=True) else _quoted(query.attribute)
    values = ",".join(value if is_bare(value) else _quoted(value) for value in query.values)
    return f"{name}{':' if query.sign == '=' else query.sign}{values}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
