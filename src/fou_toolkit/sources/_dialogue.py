"""Which of the candidates are speakers, with the whole text in view.

A text is a conversation if labels recur. In a conversation, roles, codes and names count even where they occur once,
if they are written as the other labels are: with a time stamp if these have one, in bold if these are, with a capital
behind the colon if these have one. Fields of a header, headings and list items recur seldom, are on the stop list, or
go on with a small letter.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fou_toolkit.sources._candidates import Candidate, Form, Kind, base_of
from fou_toolkit.sources._header import without_header
from fou_toolkit.sources._names import GIVEN_NAMES
from fou_toolkit.sources._words import INTERVIEWERS, NOUN_ENDINGS

__all__ = ["Verdict", "decide"]

_FIRM = frozenset([Kind.ROLE, Kind.ID, Kind.INITIALS])
_COLON = frozenset([Form.COLON, Form.TIGHT])
_NORM = 0.8
"""Share of labels written in one way from which on that way is expected of all."""
_COMMON_FORM = 0.2
_LEAST_ROLES, _LEAST_NAMES, _LEAST_WRAPPED = 0.05, 0.3, 0.12
"""Share of the text with a label below which labels are quotations inside of prose."""
_PREFACE = 250
"""Code points in front of the first label that are more than title and date."""
_MANY = 3
_SEARCHED = 2_000_000
"""Code points in which a label is looked for as an ordinary word."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided.

    Args:
        labels: The lines that begin with a speaker.
        doubted: Labels that recur and yet were taken for text, since most of the text has no label.
    """

    labels: tuple[Candidate, ...] = ()
    doubted: tuple[str, ...] = ()


def decide(lines: Sequence[str], found: Sequence[Candidate], *, cues: bool = False) -> Verdict:
    """Decide which candidates are speakers.

    Args:
        lines: All lines of the text.
        found: The candidates among them, in order.
        cues: The lines are speech, cut at every breath: a label may be rare among them, and there is no header.
    """
    able = _usable(found if cues else without_header(lines, found))
    words = _Words(lines)
    core = _core(able, words) or _short_exchange(able, words, cues=cues)
    if not core or not _is_conversation(core, able, words):
        return Verdict()
    style = _Style.of([one for one in able if one.key in core])
    accepted = [
        one
        for one in able
        if style.has_form(one)
        and (one.key in core or (style.fits(one, small=words.is_given(one)) and words.is_name(one)))
    ]
    accepted = _without_answers(accepted)
    if not cues and _is_prose(lines, accepted):
        return Verdict(doubted=tuple(dict.fromkeys(one.label for one in accepted)))
    return Verdict(labels=tuple(accepted))


def _without_answers(labels: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what stands right below a label that is alone on its line: «Akkurat.» is what was said."""
    kept: list[Candidate] = []
    for one in labels:
        below = kept and kept[-1].form is Form.ALONE and kept[-1].line == one.line - 1
        if not (below and one.form is Form.ALONE):
            kept.append(one)
    return kept


def _usable(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what can be no label, and separators other than the colon that need the company of others."""
    able = [one for one in found if one.kind not in (Kind.STOP, Kind.OTHER)]
    able = [one for one in able if one.form in _COLON or one.kind is not Kind.LOW]
    times = Counter((one.key, one.form) for one in able)
    forms = {one.form for one in able if times[one.key, one.form] > 1 and (one.kind in _FIRM or one.stamps)}
    forms |= _forms_of_names(able, times)
    able = [
        one
        for one in able
        if one.form in _COLON
        or (one.form in forms and (one.kind in _FIRM or one.stamps or times[one.key, one.form] > 1))
    ]
    numbered = sum(one.numbered for one in able)
    return [one for one in able if not one.numbered] if 2 * numbered < len(able) else able


def _forms_of_names(able: Sequence[Candidate], times: Mapping[tuple[str, Form], int]) -> set[Form]:
    """Give the separators that stand behind at least two names that recur often: two people talk in a table."""
    often = {(one.form, one.key) for one in able if one.kind is Kind.NAME and times[one.key, one.form] >= _MANY}
    return {form for form, count in Counter(form for form, _ in often).items() if count > 1}


class _Words:
    """Tells names from ordinary words with a capital."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._seen: set[str] | None = None

    def _ordinary(self) -> set[str]:
        """Words that occur in small letters somewhere in the text."""
        if self._seen is None:
            text = "\n".join(self._lines)[:_SEARCHED]
            self._seen = {word for word in set(re.findall(r"\w+", text)) if word[0].islower()}
        return self._seen

    def is_given(self, one: Candidate) -> bool:
        """Tell a common given name."""
        return base_of(one.label).split()[0].split("-")[0] in GIVEN_NAMES

    def is_name(self, one: Candidate) -> bool:
        """Tell what is no ordinary word: roles, codes, given names, and words that never stand in small letters."""
        if one.kind is not Kind.NAME or self.is_given(one):
            return True
        words = base_of(one.label).split()
        if words[-1].endswith(NOUN_ENDINGS) or any(letter.isdigit() for letter in one.label):
            return False
        return not all(word in self._ordinary() for word in words)


def _core(able: Sequence[Candidate], words: _Words) -> frozenset[str]:
    """Give the labels that recur and carry the conversation."""
    firm = _firm(able)
    low = _mostly(one.low for one in able if one.key in firm)
    names: dict[str, list[Candidate]] = {}
    for one in able:
        if one.kind is Kind.NAME:
            names.setdefault(one.key, []).append(one)
    recurring = {
        key: ones for key, ones in names.items() if len(ones) > 1 and (low or not _mostly(one.low for one in ones))
    }
    sure = {key for key, ones in recurring.items() if words.is_name(ones[0])}
    if firm or any(words.is_given(recurring[key][0]) for key in sure):
        sure |= {key for key, ones in recurring.items() if len(ones) >= _MANY}
    elif not _asks([one for one in able if one.key in sure]):
        sure = set()
    return frozenset(firm | sure)


def _firm(able: Sequence[Candidate]) -> set[str]:
    """Give roles and codes that recur, or whose family does (`Deltaker 1`, `Deltaker 2`)."""
    times = Counter(one.key for one in able)
    families = Counter(base_of(one.label) for one in able if one.kind in _FIRM and not one.low)
    firm = {one.key for one in able if one.kind in _FIRM and max(times[one.key], families[base_of(one.label)]) > 1}
    small = {one.key for one in able if one.kind is Kind.LOW and times[one.key] > 1}
    return firm | (small if len(small | firm) > 1 else set())


def _asks(able: Sequence[Candidate]) -> bool:
    """Names that nobody knows make a conversation if at least two of them recur often and somebody asks."""
    times = Counter(one.key for one in able)
    return sum(count >= _MANY for count in times.values()) > 1 and any(one.asks for one in able)


def _short_exchange(able: Sequence[Candidate], words: _Words, *, cues: bool) -> frozenset[str]:
    """Give the labels of a text in which everybody speaks once.

    One of them must be an interviewer by name; in subtitles, which are speech in any case, given names will do.
    """
    once = {one.key for one in able if not one.low and (one.kind in _FIRM or (cues and words.is_given(one)))}
    asked = any(base_of(key) in INTERVIEWERS for key in once)
    return frozenset(once) if len(once) > 1 and (cues or asked) else frozenset()


def _is_conversation(core: frozenset[str], able: Sequence[Candidate], words: _Words) -> bool:
    """Tell a conversation: two who recur, or one with a role or code, or one name and somebody else."""
    if len(core) > 1 or any(one.key in core and one.kind in _FIRM for one in able):
        return True
    return any(one.key not in core and words.is_name(one) for one in able)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the labels of a text are written."""

    forms: frozenset[Form]
    stamped: bool
    bold: bool
    low: bool
    upper: bool
    capital: bool

    @classmethod
    def of(cls, core: Sequence[Candidate]) -> "_Style":
        """Look at the labels that carry the conversation."""
        times = Counter(one.form for one in core)
        forms = {form for form, count in times.items() if count >= _COMMON_FORM * len(core)}
        return cls(
            forms=frozenset(forms | _COLON if forms & _COLON else forms),
            stamped=_mostly((bool(one.stamps) for one in core), _NORM),
            bold=_mostly((one.bold for one in core), _NORM),
            low=_mostly(one.low for one in core),
            upper=_mostly((one.label.isupper() and len(one.label) > _MANY for one in core), _NORM),
            capital=_mostly((one.label[0].isupper() for one in core), _NORM),
        )

    def has_form(self, one: Candidate) -> bool:
        """Tell whether a line separates label and speech as others do."""
        return one.form in self.forms

    def fits(self, one: Candidate, *, small: bool) -> bool:
        """Tell whether a label that does not recur is written as the others are.

        Args:
            one: The label.
            small: Whether a small letter may follow it in any case.
        """
        return (
            (one.form is not Form.TIGHT)
            and (bool(one.stamps) or not self.stamped)
            and (one.bold or not self.bold)
            and (self.low or small or not one.low)
            and (one.label.isupper() or not self.upper)
            and (one.label[0].isupper() or not self.capital)
        )


def _mostly(answers: Iterable[bool], share: float = 0.5) -> bool:
    """Tell whether more than a share of the answers is yes; no answers are a no."""
    known = list(answers)
    return bool(known) and sum(known) > share * len(known)


def _is_prose(lines: Sequence[str], labels: Sequence[Candidate]) -> bool:
    """Tell a text of which only a small part has labels, such as a log with a talk remembered in it.

    Where blank lines are, whole paragraphs with a label count; else lines, of which a turn may have many.
    """
    if not labels or any(base_of(one.label) in INTERVIEWERS for one in labels):
        return False
    first = labels[0].line
    paragraphs = any(not line.strip() for line in lines[first:])
    # What stands below a label that is alone on its line is as good as behind it.
    below = {
        one.line + 1 for one in labels if one.form is Form.ALONE and "".join(lines[one.line + 1 : one.line + 2]).strip()
    }
    share = _share(lines, below.union(one.line for one in labels), paragraphs=paragraphs)
    if any(one.kind in _FIRM for one in labels):
        return share < _LEAST_ROLES
    preface = sum(len(line) for line in lines[:first])
    return share < (_LEAST_NAMES if paragraphs or preface > _PREFACE else _LEAST_WRAPPED)


def _share(lines: Sequence[str], heads: set[int], *, paragraphs: bool) -> float:
    """Give the share of the text that stands in lines, or paragraphs, with a label."""
    everything = labelled = pending = 0
    within = False
    for number, line in enumerate(lines):
        if not paragraphs or not line.strip():
            within, pending = False, 0
        everything += len(line)
        pending += len(line)
        within = within or number in heads
        if within:
            labelled += pending
            pending = 0
    return labelled / max(everything, 1)
