"""From the cue language to a tree. `docs/howto/write-cues.md` describes the language for people."""

import re
from typing import Final, NoReturn

from fou_toolkit._i18n import t
from fou_toolkit.errors import CueError
from fou_toolkit.match.cues import Choice, CueTree, How, Limit, Near, Phrase, SentenceKind, SentenceLimit, Word
from fou_toolkit.text import fold, is_one_word

__all__ = ["ATTRIBUTE_NAMES", "NEAR_DISTANCE", "cue_body", "parse_cue"]

NEAR_DISTANCE: Final = 6
"""Most words between the parts of `{a} .. {b}`."""

_LONGEST_GAP: Final = 30
_GAP: Final = re.compile(r"_(?:\{(\d+)(?:,(\d+))?\})?(?=\s|$|\})")
_DISTANCE: Final = re.compile(r"\.\.(?:\{(\d+)\})?")
_EXCEPTION: Final = re.compile(r"\s-(?=[^\s-])")
_LIMIT: Final = re.compile(r"([^=!<>\[\]]+?)\s*(!?=)\s*(.+)")
ATTRIBUTE_NAMES: Final = {
    "rolle": "role",
    "sjanger": "genre",
    "fase": "phase",
    "sted": "site",
    "stad": "site",
    "nivå": "level",
    "språk": "language",
    "deltaker": "participant",
    "deltakar": "participant",
}
_NOT_NEGATED: Final = frozenset({"ikke etter nektelse", "ikkje etter nekting", "ikkje etter nektelse", "not negated"})

_SENTENCES: Final = {
    SentenceKind.QUESTION: ("spørsmål", "question"),
    SentenceKind.FIRST_PERSON: ("første person", "first person"),
}
_SENTENCE_LIMITS: Final = {
    word + name: SentenceLimit(kind, excluded=bool(word))
    for kind, names in _SENTENCES.items()
    for name in names
    for word in ("", "ikke ", "ikkje ", "not ")
}


def parse_cue(text: str) -> CueTree:
    """Read a cue.

    Args:
        text: One cue in the cue language.

    Raises:
        CueError: It does not follow the language; the message names the place and what to write instead.

    >>> parse_cue("ta _{0,3} ansvar").body.places[1].before
    (0, 3)
    >>> parse_cue("praksis -i praksis [rolle!=forsker]").limits[0].attribute
    'role'
    """
    return _Reader(text).cue()


def cue_body(text: str) -> str:
    """Give what a cue looks for, without its exceptions and limits: enough to recognise it by.

    >>> cue_body("praksis -i praksis [rolle!=forsker]")
    'praksis'
    """
    if text.startswith("["):
        # A spaCy pattern.
        return text
    return _EXCEPTION.split(text.partition("[")[0])[0].strip()


class _Reader:
    """Reads one cue from left to right; `at` is the offset of the next character."""

    def __init__(self, text: str) -> None:
        self.text = text

    def fail(self, message: str, at: int, hint: str = "") -> NoReturn:
        where = t("cue «{cue}», character {position}", cue=self.text, position=at + 1)
        raise CueError(message, where=where, hint=hint, position=at)

    def cue(self) -> CueTree:
        brackets, end = self._brackets()
        pieces = self._pieces(end)
        body, *exceptions = (self._part(at, stop) for at, stop in pieces)
        limits, sentence_limits, not_negated = [], [], False
        for content, at in brackets:
            name = content.lower()
            if name in _NOT_NEGATED:
                not_negated = True
            elif name in _SENTENCE_LIMITS:
                sentence_limits.append(_SENTENCE_LIMITS[name])
            else:
                limits.append(self._limit(content, at))
        return CueTree(body, tuple(exceptions), tuple(limits), tuple(sentence_limits), not_negated)

    def _brackets(self) -> tuple[list[tuple[str, int]], int]:
        """Read the brackets at the end: their contents, where each begins, and where the rest of the cue ends."""
        end, found = len(self.text.rstrip()), []
        while end and self.text[end - 1] == "]":
            begin = self.text.rfind("[", 0, end)
            if begin < 0:
                self.fail(t("«]» without «[»."), end - 1)
            found.append((self.text[begin + 1 : end - 1].strip(), begin + 1))
            end = len(self.text[:begin].rstrip())
        for bracket in "[]":
            if bracket in self.text[:end]:
                hint = t("Limits stand last: praksis [rolle=assistent]")
                self.fail(t("«{sign}» in the middle of a cue.", sign=bracket), self.text.index(bracket), hint)
        return found[::-1], end

    def _limit(self, content: str, at: int) -> Limit:
        found = _LIMIT.fullmatch(content)
        if found is None:
            hint = t("Write [rolle=assistent], [rolle!=forsker], [spørsmål], [første person] or [ikke etter nektelse].")
            self.fail(t("«{limit}» is no limit.", limit=content), at, hint)
        name, sign, values = found.groups()
        name = name.strip().lower()
        wanted = tuple(value.strip().lower() for value in values.split("|"))
        if not all(wanted):
            self.fail(t("A value is missing in «{limit}».", limit=content), at)
        return Limit(ATTRIBUTE_NAMES.get(name, name), wanted, excluded=sign == "!=")

    def _pieces(self, end: int) -> list[tuple[int, int]]:
        """Cut into what is looked for and the exceptions behind it."""
        borders = [(found.start(), found.end()) for found in _EXCEPTION.finditer(self.text, 0, end)]
        begins = [0, *(after for _, after in borders)]
        stops = [*(before for before, _ in borders), end]
        return list(zip(begins, stops, strict=True))

    def _part(self, at: int, end: int) -> Phrase | Near:
        while at < end and self.text[at].isspace():
            at += 1
        if at >= end:
            self.fail(t("The cue is empty."), at, t("Write at least one word."))
        if self.text[at] == "-":
            hint = t("An exception stands behind a cue: praksis -i praksis")
            self.fail(t("The cue begins with an exception."), at, hint)
        return self._near(at, end) if self.text[at] == "{" else self._phrase(at, end)

    def _near(self, at: int, end: int) -> Near:
        one, at = self._braced(at, end)
        found = _DISTANCE.match(self.text, at)
        if found is None:
            self.fail(t("«..» is missing between the two parts."), at, "{bestemt} .. {vi kom}")
        at = self._skip(found.end(), end)
        two, at = self._braced(at, end)
        if at < end:
            self.fail(t("Something follows the second part."), at, "{bestemt} .. {vi kom}")
        distance = NEAR_DISTANCE if found[1] is None else int(found[1])
        if distance > _LONGEST_GAP:
            self.fail(t("At most {n} words can stand between.", n=_LONGEST_GAP), found.start())
        return Near(one, two, distance)

    def _braced(self, at: int, end: int) -> tuple[Phrase, int]:
        if at >= end or self.text[at] != "{":
            self.fail(t("«{sign}» is missing.", sign="{"), at, "{bestemt} .. {vi kom}")
        close = self._closing(at, end)
        return self._phrase(at + 1, close), self._skip(close + 1, end)

    def _closing(self, at: int, end: int) -> int:
        """Find the brace that closes a part; gaps such as `_{0,3}` have braces of their own."""
        depth = 0
        for place in range(at, end):
            depth += {"{": 1, "}": -1}.get(self.text[place], 0)
            if depth == 0:
                return place
        return self.fail(t("«{sign}» is missing.", sign="}"), end, "{bestemt} .. {vi kom}")

    def _skip(self, at: int, end: int) -> int:
        while at < end and self.text[at].isspace():
            at += 1
        return at

    def _phrase(self, at: int, end: int) -> Phrase:
        places: list[Choice] = []
        gap = (0, 0)
        at = start = self._skip(at, end)
        while at < end:
            found = _GAP.match(self.text, at, end)
            if found is not None:
                if not places:
                    self.fail(t("«_» stands between two words."), at, "ta _ ansvar")
                gap = self._widened(gap, found)
                at = self._skip(found.end(), end)
                continue
            stop = at
            while stop < end and not self.text[stop].isspace():
                stop += 1
            places.append(Choice(self._words(at, stop), gap))
            gap, at = (0, 0), self._skip(stop, end)
        if not places:
            self.fail(t("The cue is empty."), start, t("Write at least one word."))
        if gap != (0, 0):
            self.fail(t("«_» stands between two words."), end, "ta _ ansvar")
        return Phrase(tuple(places))

    def _widened(self, gap: tuple[int, int], found: re.Match[str]) -> tuple[int, int]:
        least = 1 if found[1] is None else int(found[1])
        most = least if found[2] is None else int(found[2])
        if least > most:
            self.fail(t("The smaller number stands first in {gap}.", gap=found[0]), found.start(), "_{0,3}")
        if gap[1] + most > _LONGEST_GAP:
            self.fail(t("At most {n} words can stand between.", n=_LONGEST_GAP), found.start())
        return gap[0] + least, gap[1] + most

    def _words(self, at: int, stop: int) -> tuple[Word, ...]:
        words = []
        for piece in self.text[at:stop].split("|"):
            words.append(self._word(piece, at))
            at += len(piece) + 1
        return tuple(words)

    def _word(self, piece: str, at: int) -> Word:
        exact, begins, ends = piece.startswith("="), piece.endswith("~"), piece.startswith("~")
        text = piece.removeprefix("=").strip("~") if exact or begins or ends else piece
        if exact and (begins or text != piece[1:]):
            self.fail(t("«=» and «~» do not go together."), at, "=makten, ~makt~")
        if not text:
            self.fail(t("A word is missing."), at, "makt, =makten, makt~, ~makt, ta|få ansvar")
        folded = fold(text)
        if not is_one_word(folded):
            hint = t("Only letters, digits and hyphens make a word; signs are not looked for.")
            self.fail(t("«{word}» is not one word.", word=text), at, hint)
        if exact:
            return Word(folded, How.FORM)
        how = {(True, True): How.INSIDE, (True, False): How.BEGINS, (False, True): How.ENDS}.get(
            (begins, ends), How.LEMMA
        )
        return Word(folded, how)
