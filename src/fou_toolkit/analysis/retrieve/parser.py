"""From a query to a tree. `docs/howto/find-passages.md` describes the language for people."""

import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import Final, NoReturn

from fou_toolkit._i18n import mark, t
from fou_toolkit.analysis.retrieve.faults import wrong
from fou_toolkit.analysis.retrieve.keywords import ATTRIBUTES, CODE, RELATIONS, SCALES, WITHIN, WORDS
from fou_toolkit.analysis.retrieve.scanner import Token, scan_query
from fou_toolkit.analysis.retrieve.tree import And, AnyCode, Coded, Has, Not, Or, Pattern, Query, Reach, Related, Said
from fou_toolkit.errors import CueError
from fou_toolkit.match import KNOWN_ATTRIBUTES, parse_cue

__all__ = ["REACH", "parse_query"]

REACH: Final = Reach(2)
"""How far «near», «before» and «after» reach where nothing is said."""

_DEEPEST: Final = 40
_FARTHEST: Final = 1000
_LONGEST: Final = 4000
_ORDERED: Final = frozenset({"<", "<=", ">", ">="})
_AMOUNT: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_QUOTED: Final = mark("Values with blanks or signs stand in quotation marks: {example}")
_TERMS: Final = frozenset({"word", "text", "pattern", "(", "*"})


def parse_query(text: str) -> Query:
    """Read a query.

    «not» binds most, then «near», «before», «after», «overlaps», «inside» and «contains», then «and», then «or».

    Args:
        text: A query.

    Raises:
        DataError: It does not follow the language; the message points at the place and says what to write instead.

    >>> parse_query("M2 og ikke fase:1")
    And(parts=(Coded(code='M2'), Not(part=Has(attribute='phase', values=('1',), sign='='))))
    """
    if not isinstance(text, str):
        raise wrong("", 0, t("A query is a text."), t("Write one in quotation marks: {example}", example='"M2"'))
    if len(text) > _LONGEST:
        message = t("The query is longer than {n} signs.", n=_LONGEST)
        raise wrong(text, _LONGEST, message, t("Make several queries of it."))
    return _Reader(unicodedata.normalize("NFC", text)).whole()


class _Reader:
    """Reads one query from left to right; `at` is the number of the next token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = scan_query(text)
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.next
        self.at += token.kind != "end"
        return token

    def fail(self, at: int, message: str, hint: str = "") -> NoReturn:
        raise wrong(self.text, at, message, hint)

    def word(self, ahead: int = 0) -> str:
        """Say which word of the language comes next; nothing where it is something else."""
        token = self.tokens[min(self.at + ahead, len(self.tokens) - 1)]
        return WORDS.get(token.text.lower(), "") if token.kind in ("word", "&", "|") else ""

    def _is_name(self) -> bool:
        """Tell whether the next token is the name of an attribute: a sign stands behind it."""
        return self.next.kind in ("word", "text") and not self.word() and self.tokens[self.at + 1].kind == "sign"

    def whole(self) -> Query:
        if self.next.kind == "end":
            self.fail(0, t("The query is empty."), t("Write a code, such as M2, or words in quotation marks."))
        found = self.either()
        if self.next.kind != "end":
            self._complain_about_rest()
        return found

    def deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(at, t("Too much stands within each other."), t("Make several queries of it."))

    def either(self) -> Query:
        return self._chain("or", self.all_of, Or)

    def all_of(self) -> Query:
        return self._chain("and", self.related, And)

    def _chain(self, word: str, read: Callable[[], Query], kind: type[And | Or]) -> Query:
        at = self.next.at
        parts = [read()]
        while self.word() == word:
            self.take()
            parts.append(read())
        return parts[0] if len(parts) == 1 else kind(tuple(parts), at)

    def related(self) -> Query:
        one = self.denied()
        negated = self.word() == "not" and self.word(1) in RELATIONS
        if not negated and self.word() not in RELATIONS:
            return one
        at = self.next.at
        if negated:
            self.take()
        how = self.word()
        self.take()
        two = self.denied()
        found = Related(one, how, two, self._reach(how), negated, at)
        if self.word() in RELATIONS:
            hint = t("Put parentheses around what belongs together: (K1 near K2) near K3")
            self.fail(self.next.at, t("Which two belong together is not clear."), hint)
        return found

    def _reach(self, how: str) -> Reach | None:
        if self.word() != "within":
            return REACH if how in WITHIN else None
        within = self.take()
        if how not in WITHIN:
            hint = t("«within» goes with near, before and after: K1 near K2 within 2 sentences")
            self.fail(within.at, t("«{word}» does not fit here.", word=within.text), hint)
        example = t("K1 near K2 within 2 sentences")
        number = self.take()
        if number.kind != "word" or not (number.text.isascii() and number.text.isdecimal()):
            self.fail(number.at, t("A number is missing after «{word}».", word=within.text), example)
        scale = self.take()
        if scale.kind != "word" or scale.text.lower() not in SCALES:
            self.fail(scale.at, t("Sentences, turns or words have to follow the number."), example)
        if len(number.text) > len(str(_FARTHEST)) or int(number.text) > _FARTHEST:
            self.fail(number.at, t("That is too far: {n} at most.", n=_FARTHEST))
        return Reach(int(number.text), SCALES[scale.text.lower()])

    def denied(self) -> Query:
        if self.word() != "not":
            return self.alone()
        at = self.take().at
        self.deeper(at)
        found = Not(self.denied(), at)
        self.depth -= 1
        return found

    def alone(self) -> Query:
        token = self.next
        if self._is_name():
            return self._has()
        if self.word() or token.kind not in _TERMS:
            self._complain_about_gap()
        self.take()
        if token.kind == "(":
            self.deeper(token.at)
            found = self.either()
            self.depth -= 1
            self._close(token)
            return found
        if token.kind == "*":
            return AnyCode(token.at)
        if token.kind == "pattern":
            return self._pattern(token)
        return self._said(token) if token.kind == "text" else Coded(token.text, token.at)

    def _close(self, opened: Token) -> None:
        if self.next.kind == "end":
            self.fail(opened.at, t("The parenthesis that stands here is not closed."))
        if self.next.kind != ")":
            self._complain_about_rest()
        self.take()

    def _said(self, token: Token) -> Said:
        try:
            parse_cue(token.text)
        except CueError as error:
            # A backslash in front makes the place differ, which is rare enough.
            place = min(token.at + 1 + error.position, token.end - 1)
            raise wrong(self.text, place, error.message, error.hint) from error
        return Said(token.text, token.at)

    def _pattern(self, token: Token) -> Pattern:
        if not token.text:
            self.fail(token.at, t("The pattern is empty."), t("Write at least one sign between the strokes."))
        try:
            with warnings.catch_warnings():
                # What a later Python may read in another way is nothing to warn of here.
                warnings.simplefilter("ignore")
                re.compile(token.text, re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            place = getattr(error, "pos", None) or 0
            message = t("This is no regular expression: {reason}.", reason=getattr(error, "msg", error))
            raise wrong(self.text, min(token.at + 1 + place, token.end - 1), message) from error
        return Pattern(token.text, token.at)

    def _has(self) -> Query:
        name, sign = self.take(), self.take()
        values = [self._value(name, sign)]
        while self.next.kind == ",":
            sign_ = self.take()
            values.append(self._value(name, sign_))
        attribute = unicodedata.normalize("NFC", name.text.lower())
        attribute = ATTRIBUTES.get(attribute, attribute)
        equal = sign.text in (":", "=")
        if attribute == CODE:
            return self._named_code(values, name, negated=sign.text == "!=", ordered=sign.text in _ORDERED)
        if sign.text in _ORDERED:
            self._check_order(values, sign)
        texts, places = tuple(value.text for value in values), tuple(value.at for value in values)
        return Has(attribute, texts, "=" if equal else sign.text, name.at, places)

    def _value(self, name: Token, sign: Token) -> Token:
        value = self.next
        if value.kind not in ("word", "text"):
            hint = t(_QUOTED, example='role:"pedagogisk leder"')
            after = sign.text if sign.kind == "," else f"{name.text}{sign.text}"
            self.fail(value.at, t("A value is missing after «{sign}».", sign=after), hint)
        return self.take()

    def _named_code(self, values: list[Token], name: Token, *, negated: bool, ordered: bool) -> Query:
        if ordered:
            self.fail(name.end, t("Codes are neither more nor less."), "M2")
        codes = tuple(Coded(value.text, value.at) for value in values)
        found: Query = codes[0] if len(codes) == 1 else Or(codes, name.at)
        return Not(found, name.at) if negated else found

    def _check_order(self, values: list[Token], sign: Token) -> None:
        example = "phase>=2, date<2024-08"
        if len(values) > 1:
            message = t("«{sign}» goes with one value.", sign=sign.text)
            self.fail(values[1].at, message, example)
        if not _AMOUNT.fullmatch(values[0].text):
            message = t("«{value}» is neither a number nor a date.", value=values[0].text)
            self.fail(values[0].at, message, example)

    def _complain_about_gap(self) -> NoReturn:
        """Say that something is missing where a code or the like has to stand."""
        token = self.next
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind == ")" and not self.depth:
            self.fail(token.at, t("«)» without «(»."))
        if token.kind == "sign":
            self.fail(token.at, t("A name is missing before «{sign}».", sign=token.text), "role:assistent")
        if before is None:
            message = t("Something has to stand before «{word}».", word=token.text)
        else:
            message = t("Something has to stand after «{word}».", word=self.text[before.at : before.end])
        self.fail(token.at, message, t("Such as a code (M2), words («ta ansvar») or an attribute (role:assistent)."))

    def _complain_about_rest(self) -> NoReturn:
        """Say what is wrong where the query could have ended."""
        token, before = self.next, self.tokens[self.at - 1]
        if token.kind == ")":
            self.fail(token.at, t("«)» without «(»."))
        if token.kind == ",":
            self.fail(token.at, t("A comma stands between values only."), "phase:1,2")
        if token.kind == "sign":
            self.fail(token.at, t("A name is missing before «{sign}».", sign=token.text), "role:assistent")
        if self.word() == "within":
            hint = t("«within» goes with near, before and after: K1 near K2 within 2 sentences")
            self.fail(token.at, t("«{word}» does not fit here.", word=token.text), hint)
        self.fail(token.at, t("«and» or «or» is missing here."), self._advice(before, token))

    def _advice(self, before: Token, token: Token) -> str:
        """Say what somebody may have meant by two things beside each other."""
        one, two = self.text[before.at : before.end], self.text[token.at : token.end]
        name = before.text.lower()
        if before.kind == token.kind == "word" and self.at > 1 and self.tokens[self.at - 2].kind in ("sign", ","):
            return t(_QUOTED, example=f'"{one} {two}"')
        known = {*ATTRIBUTES, *ATTRIBUTES.values(), *KNOWN_ATTRIBUTES}
        if before.kind == "word" and name in known and token.kind in ("word", "text"):
            return t("Did you mean «{text}»?", text=f"{one}:{two}")
        if token.kind == "*" and before.end == token.at:
            return t("A theme stands for all of its codes: {theme}", theme=one)
        return t("Write: {one} and {two}", one=one, two=two)
