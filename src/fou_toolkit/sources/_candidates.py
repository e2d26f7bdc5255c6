"""Lines that may begin with a speaker label, one line at a time.

A head is: time stamp · line number · label · time stamp · separator · time stamp, most of it optional. The separator
is a colon, a tab, the border of a table cell, the end of the line, or bold print that ends. Whether it really is a
speaker is decided with the whole text in view, in `_dialogue`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from fou_toolkit.sources._names import GIVEN_NAMES
from fou_toolkit.sources._stamps import BARE, BRACKETED, STAMP, stamp_range
from fou_toolkit.sources._words import PARTICLES, ROLE_ENDINGS, ROLES, STOP

__all__ = ["Candidate", "Form", "Kind", "base_of", "candidates", "kind_of"]

_HEAD = 200
"""Code points of a line that are looked at: heads are short, and lines may be a whole book."""

_MAX_WORDS = 4
_REMEMBERED = 10_000
"""Labels whose looks are kept: a transcript has few, and each stands there hundreds of times."""


class Form(StrEnum):
    """What stands between the label and the speech."""

    COLON = "colon"
    TIGHT = "tight"
    TAB = "tab"
    CELL = "cell"
    ALONE = "alone"
    BOLD = "bold"


class Kind(StrEnum):
    """What a label looks like."""

    ROLE = "role"
    ID = "id"
    INITIALS = "initials"
    LOW = "low"
    NAME = "name"
    OTHER = "other"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may begin with a label.

    Args:
        line: Number of the line, from 0.
        label: The label as it stands in the text, without time, colon, square brackets or bold marks.
        kind: What it looks like.
        form: What follows it.
        head: Begin and end of label and separator in the line.
        stamps: Begin and end of time stamps in front of the speech; negative where one stands on the line above.
        speech: Where the speech begins in the line.
        asks: The line ends with a question mark.
        low: The speech begins with a small letter.
        bare: Nothing stands behind the label.
        bold: The label is in bold or italic.
        numbered: A line number stands in front.
        start_ms: Begin in the recording.
        end_ms: End in the recording.
    """

    line: int
    label: str
    kind: Kind
    form: Form
    head: tuple[int, int]
    stamps: tuple[tuple[int, int], ...]
    speech: int
    asks: bool
    low: bool
    bare: bool
    bold: bool
    numbered: bool
    start_ms: int | None
    end_ms: int | None

    @property
    def first(self) -> int:
        """Where the label with its time begins, counted from the begin of the line."""
        return min([0, *(start for start, _ in self.stamps)])

    @property
    def key(self) -> str:
        """The label without regard to case."""
        return _key(self.label)


_BLANK = r"[ \t\u00a0]*"
_EMPHASIS = r"(?:\*{1,3}|_{1,2})"
_LEAD = re.compile(
    rf"{_BLANK}(?:(?P<stamp>{STAMP}){_BLANK}(?:[-–—|](?=[ \t]){_BLANK})?)?(?:(?P<number>\d{{1,4}})[.)]?[ \t]+)?"
)
_STAMP_LINE = re.compile(rf"{_BLANK}(?P<stamp>{STAMP}){_BLANK}")
_BODY = re.compile(
    rf"""
    (?P<open>{_EMPHASIS})?
    (?P<bracket>[\[{{@\#])?
    (?P<label>[^\W\d_][\w .,'’/&+\-\u00a0]{{0,38}}?(?:[ ]?\([^():\t]{{1,20}}\))?)
    [\]}}]?
    (?P<close>{_EMPHASIS})?
    (?:{_BLANK}(?P<stamp>{BRACKETED}))?
    (?:
        [ ]?(?P<colon>[:꞉：])(?:{_EMPHASIS})?
      | (?P<tab>[ ]?\t+)
      | (?P<cell>[ ]\|[ ])
      | [ \t\u00a0]+(?P<late>{BARE}){_BLANK}$
      | (?P<end>{_BLANK}$)
    )
    """,
    re.VERBOSE,
)
_BOLD = re.compile(r"(?P<open>\*\*|__)(?P<label>[^\W\d_][\w .'’\-]{0,38})(?P<close>\*\*|__)[ \t]+(?=\S)")
_AFTER = re.compile(rf"{_BLANK}(?:(?P<stamp>{BRACKETED}){_BLANK}(?:[-–—](?=[ \t]){_BLANK})?)?")
_OPENERS = " \t\u00a0[({«\"'“”„*_…–—-/#@<"
_NOT_TIGHT = "/\\0123456789"

_MACHINE = re.compile(r"(?:speaker|taler|stemme)[ _]?(?:\d{1,3}|undefined)|s\d\d", re.IGNORECASE)
_CODE = re.compile(
    r"[A-ZÆØÅ]{1,4}[-.]?\d{1,3}[a-zA-Z]?|[A-ZÆØÅ][a-zæøå]{1,3}\d{1,2}"
    r"|[^\W\d_]{1,20}(?:_[^\W_]{1,20}){0,3}_\d{1,5}"  # as archives name speakers: gol_uio_02
)
_LOW_CODE = re.compile(r"[a-zæøå]{1,2}\d{0,2}")
_INITIALS = re.compile(r"[A-ZÆØÅ]{1,3}|(?:[A-ZÆØÅ]\.){1,3}")
_NUMBER = re.compile(r"(?:[ .-]?\d{1,3}[a-z]?|[ ][a-z])$")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)$")


def candidates(lines: Iterable[str]) -> Iterator[Candidate]:
    """Give the lines that may begin with a label."""
    before = ""
    for number, line in enumerate(lines):
        found = _candidate(number, line if len(line) <= _HEAD else line[:_HEAD] + line.rstrip()[-1:])
        if found is not None:
            yield _with_line_above(found, before) if found.form is Form.ALONE else found
        before = line


def _with_line_above(one: Candidate, above: str) -> Candidate:
    """Take the time from the line above, where it stands alone; its place in the line is negative then."""
    stamp = None if one.stamps else _STAMP_LINE.fullmatch(above)
    if stamp is None:
        return one
    start_ms, end_ms = stamp_range(above)
    start, end = (at - len(above) - 1 for at in stamp.span("stamp"))
    return replace(one, stamps=((start, end),), start_ms=start_ms, end_ms=end_ms)


@lru_cache(maxsize=_REMEMBERED)
def _key(label: str) -> str:
    return " ".join(label.casefold().split())


@lru_cache(maxsize=_REMEMBERED)
def base_of(label: str) -> str:
    """Give a label in lower case, without number, parenthesis and full stop.

    >>> base_of("Ped.leder 1"), base_of("Styrer (3.12)"), base_of("IP2"), base_of("Int."), base_of("Student A")
    ('ped.leder', 'styrer', 'ip', 'int', 'student')
    """
    plain = _PARENTHESIS.sub("", label).casefold()
    return _NUMBER.sub("", plain).rstrip(". ") or plain


@lru_cache(maxsize=_REMEMBERED)
def kind_of(label: str) -> Kind:
    """Tell what a label looks like.

    >>> [str(kind_of(label)) for label in ("Styrar", "TK1", "KM", "Jon Are", "Så sa jeg", "Dato")]
    ['role', 'id', 'initials', 'name', 'other', 'stop']
    """
    base = base_of(label)
    words = base.replace("\u00a0", " ").split()
    if base in STOP and base not in (ROLES if label[-1].isdigit() else GIVEN_NAMES):
        return Kind.STOP
    if _LOW_CODE.fullmatch(label) or label in GIVEN_NAMES:
        return Kind.LOW
    if base in ROLES or _MACHINE.fullmatch(label) or _is_role(words):
        return Kind.ROLE
    if _CODE.fullmatch(label):
        return Kind.ID
    if _INITIALS.fullmatch(label):
        return Kind.INITIALS
    return Kind.NAME if _is_name(label) else Kind.OTHER


def _is_role(words: list[str]) -> bool:
    """Tell a role of up to three words (*assisterende styrer*), or a compound of one (*avdelingsleder*)."""
    if not words or len(words) > 3 or any(word in STOP or word in PARTICLES for word in words[:-1]):  # noqa: PLR2004
        return False
    last = words[-1]
    return (last in ROLES and len(last) > 2) or last.endswith(ROLE_ENDINGS)  # noqa: PLR2004 - no abbreviations


def _is_name(label: str) -> bool:
    """Tell words that are written like a name: all with a capital, but for particles and numbers."""
    words = _PARENTHESIS.sub("", label).replace("\u00a0", " ").split()
    if not words or len(words) > _MAX_WORDS or "," in label or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.casefold() in PARTICLES for word in words)


def _candidate(number: int, line: str) -> Candidate | None:
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    body = _BODY.match(line, at) or _BOLD.match(line, at)
    if lead is None or body is None:
        return None
    groups = body.groupdict()
    label = groups["label"].rstrip(" ,\u00a0")
    form = _form(groups, line[body.end() :])
    if form is None:
        return None
    after = _AFTER.match(line, body.end())
    speech = after.end() if after else body.end()
    stamps = tuple(_spans([(lead, "stamp"), (body, "stamp"), (body, "late"), (after, "stamp")]))
    start_ms, end_ms = stamp_range(line[slice(*stamps[0])]) if stamps else (None, None)
    rest = line[speech:].lstrip("«\"'“”„*_…–—-. ")
    return Candidate(
        line=number,
        label=label,
        kind=kind_of(label),
        form=form,
        head=body.span(),
        stamps=stamps,
        speech=speech,
        asks=line.endswith("?"),
        low=rest[:1].islower(),
        bare=not line[speech:].strip(),
        bold=groups["open"] is not None,
        numbered=lead["number"] is not None,
        start_ms=start_ms,
        end_ms=end_ms,
    )


def _spans(groups: Iterable[tuple[re.Match[str] | None, str]]) -> Iterator[tuple[int, int]]:
    """Give where the groups are, those that are there."""
    for found, name in groups:
        if found is not None and name in found.re.groupindex and found[name] is not None:
            yield found.span(name)


def _form(groups: dict[str, str | None], rest: str) -> Form | None:
    """Tell what separates label and speech; `None` where a colon stands inside of a word or number."""
    if groups.get("colon"):
        if not rest or (rest[0] in _OPENERS and not rest.startswith("//")):
            return Form.COLON
        return None if rest[0] in _NOT_TIGHT else Form.TIGHT
    if groups.get("tab"):
        return Form.TAB
    if groups.get("cell"):
        return Form.CELL
    return Form.ALONE if "end" in groups else Form.BOLD
