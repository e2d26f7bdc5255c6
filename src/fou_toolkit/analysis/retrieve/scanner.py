"""From a query to its words and signs."""

from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.analysis.retrieve.faults import wrong
from fou_toolkit.analysis.retrieve.keywords import CLOSING, SPECIAL

__all__ = ["Token", "scan_query"]

_SIGNS: Final = ("!=", "<=", ">=", ":", "=", "<", ">")
_SINGLE: Final = frozenset("()*,&|")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a query.

    Args:
        kind: `word`, `text` (in quotation marks), `pattern` (between strokes), `sign` (`:`, `>=` ...), one of the signs
            `( ) * , & |`, or `end`.
        text: What stands there, without quotation marks or strokes.
        at: First code point.
        end: One past the last.
    """

    kind: str
    text: str
    at: int
    end: int


def scan_query(query: str) -> tuple[Token, ...]:
    """Cut a query into tokens; the last is `end`.

    Raises:
        DataError: A quotation mark is not closed, or a sign means nothing.

    >>> [token.kind for token in scan_query('M2 and role:"pedagogisk leder"')]
    ['word', 'word', 'word', 'sign', 'text', 'end']
    """
    found, at = [], 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token = _token(query, at)
        found.append(token)
        at = token.end
    return (*found, Token("end", "", len(query), len(query)))


def _token(query: str, at: int) -> Token:
    sign = query[at]
    if sign in CLOSING:
        return _enclosed(query, at, "text", CLOSING[sign])
    if sign == "/":
        return _enclosed(query, at, "pattern", "/")
    if sign in _SINGLE:
        return Token(sign, sign, at, at + 1)
    for sign_ in _SIGNS:
        if query.startswith(sign_, at):
            return Token("sign", sign_, at, at + len(sign_))
    end = at
    while end < len(query) and not query[end].isspace() and query[end] not in SPECIAL:
        end += 1
    if end == at:
        hint = t("What stands in quotation marks is looked for in the texts, all else is a code or an attribute.")
        raise wrong(query, at, t("«{sign}» means nothing here.", sign=sign), hint)
    return Token("word", query[at:end], at, end)


def _enclosed(query: str, at: int, kind: str, closing: str) -> Token:
    """Read what stands between two marks; a backslash takes the meaning off a mark."""
    pieces, place = [], at + 1
    while place < len(query) and query[place] != closing:
        pair = query[place : place + 2]
        if pair[0] != "\\" or len(pair) == 1:
            pieces.append(pair[0])
            place += 1
            continue
        # In a pattern, a backslash has a meaning of its own, which stays.
        pieces.append(pair[1] if pair[1] == closing or (pair[1] == "\\" and kind == "text") else pair)
        place += 2
    if place >= len(query):
        what = t("The quotation mark that stands here is not closed.")
        raise wrong(query, at, what if kind == "text" else t("The stroke that stands here is not closed."))
    return Token(kind, "".join(pieces), at, place + 1)
