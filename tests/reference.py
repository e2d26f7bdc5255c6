"""A second text-coding engine: slow, obvious, written from the specification and not from the fast engine.

It shares no code with `fou_toolkit.text`, `fou_toolkit.match` and `fou_toolkit.autocode`. Word lists, lemmas and the
lexicon of compounds are data and come in through `Data`. Everything is a loop over code points or words; nothing is
clever. Results are compared by `tests/autocode/test_exactness.py` and the tests of the text layer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from fou_toolkit.model import Codebook, Corpus, Cue, Source, Turn

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc"
STOPS = ".!?…"
QUOTES = '"«»“”„‹›‘‚'
BRACKETS = "()[]{}"
CLOSERS = QUOTES + BRACKETS + APOSTROPHES
DASHES = ";–—―/"
LINE_BREAKS = "\n\v\f\x85\u2028\u2029"
OTHER_BLANKS = "\t\r\x1c\x1d\x1e\x1f\u200b"
JOINERS = "\u200c\u200d"
LONGEST_WORD = 255
WRAPPED_LINE = 45
GROUPS = {"nb": ("nb", "nn"), "nn": ("nb", "nn"), "en": ("en",)}
ATTRIBUTES = {
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


@dataclass(frozen=True)
class Data:
    """What the engine has to be told.

    Args:
        fillers: Words that are no words.
        abbreviations: Words that a full stop follows without an end of sentence.
        closing: Abbreviations that end a sentence if a capital follows.
        openers: Words before which a clause begins.
        negators: Words that negate.
        tags: Words behind a negator that make it a question for agreement.
        lemmas: Dictionary forms of a folded form in a language.
        first_person: Words by which people speak of themselves, in Norwegian (`nb`) and English (`en`).
        compound: Whether a form is the stem or a compound with it; the stem's place is `begins`, `ends` or `inside`.
    """

    fillers: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    first_person: dict[str, frozenset[str]] = field(default_factory=dict)
    lemmas: Callable[[str, str], frozenset[str]] = lambda form, _language: frozenset([form])
    compound: Callable[[str, str, str, str], bool] = lambda form, stem, _place, _language: form == stem


# --- characters -----------------------------------------------------------------------------------------------------


def _category(character: str) -> str:
    return unicodedata.category(character)


def _is_letter(character: str) -> bool:
    return _category(character)[0] == "L" and character not in APOSTROPHES


def _is_number(character: str) -> bool:
    return _category(character)[0] == "N"


def _is_capital(character: str) -> bool:
    return _category(character) in ("Lu", "Lt")


def _extends(character: str) -> bool:
    return _category(character)[0] == "M" or character in JOINERS


def _is_blank(character: str) -> bool:
    return character in LINE_BREAKS or character in OTHER_BLANKS or _category(character) == "Zs"


def fold(word: str) -> str:
    """Give the form under which a word is compared."""
    for apostrophe in APOSTROPHES:
        word = word.replace(apostrophe, "'")
    for hyphen in HYPHENS:
        word = word.replace(hyphen, "-")
    for joiner in JOINERS:
        word = word.replace(joiner, "")
    return word.lower()


# --- words and signs ------------------------------------------------------------------------------------------------


def _in_words(text: str) -> list[bool]:
    """Tell for every code point whether it is part of a run of word characters."""
    single: list[bool] = []
    for place, character in enumerate(text):
        carried = _extends(character) and place > 0 and single[place - 1]
        single.append(_is_letter(character) or _is_number(character) or carried)
    joined = list(single)
    for place in range(1, len(text) - 1):
        character, before, behind = text[place], text[place - 1], text[place + 1]
        if character in HYPHENS + APOSTROPHES and single[place - 1] and single[place + 1]:
            joined[place] = True
        if character in ".,:" and _is_number(before) and _is_number(behind):
            joined[place] = True
    return joined


def word_spans(text: str) -> list[tuple[int, int]]:
    """Give where the words of a text are."""
    runs: list[list[int]] = []
    inside = False
    for place, part in enumerate(_in_words(text)):
        if part and not inside:
            runs.append([place, place + 1])
        elif part:
            runs[-1][1] = place + 1
        inside = part
    return [(start, end) for start, end in runs if end - start <= LONGEST_WORD]


def sign_places(text: str) -> list[int]:
    """Give where signs and line breaks are: what is neither part of a run of word characters nor blank."""
    return [
        place
        for place, part in enumerate(_in_words(text))
        if not part and (text[place] in LINE_BREAKS or not _is_blank(text[place]))
    ]


# --- turns, sentences, clauses --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A word in a turn."""

    start: int
    end: int
    form: str
    clause: bool = False
    """Whether a clause begins here."""


@dataclass
class Sentence:
    """A sentence with the words that are speech."""

    source: Source
    turn: Turn
    start: int
    end: int
    words: list[Word] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.turn.language


def _in_marks(source: Source, place: int) -> bool:
    return any(mark.span.start <= place < mark.span.end for mark in source.marks)


def speech_spans(source: Source, fillers: frozenset[str]) -> list[tuple[int, int]]:
    """Give where the words are that are speech."""
    return [
        (start, end)
        for start, end in word_spans(source.text)
        if any(turn.span.start <= start < turn.span.end for turn in source.turns)
        and not _in_marks(source, start)
        and fold(source.text[start:end]) not in fillers
    ]


def sentences_of(source: Source, data: Data) -> Iterator[Sentence]:
    """Give the sentences of a source in which something is said."""
    words, signs = word_spans(source.text), sign_places(source.text)
    for turn in source.turns:
        here = range(turn.span.start, turn.span.end)
        spoken = [(start, end) for start, end in words if start in here and not _in_marks(source, start)]
        shown = [place for place in signs if place in here and not _in_marks(source, place)]
        yield from _TurnReader(source, turn, spoken, shown, data).sentences()


class _TurnReader:
    """Finds the sentences of one turn; fillers help to find them and are left out afterwards."""

    def __init__(self, source: Source, turn: Turn, words: list[tuple[int, int]], signs: list[int], data: Data) -> None:
        self.source, self.turn, self.words, self.signs, self.data = source, turn, words, signs, data
        self.text = source.text

    def sentences(self) -> Iterator[Sentence]:
        if not self.words:
            return
        begins = [(0, self.turn.span.start)]
        begins += [(number, cut) for number in range(1, len(self.words)) if (cut := self.cut(number)) is not None]
        visible = [place for place in self.signs if self.text[place] not in LINE_BREAKS]
        for here, behind in zip(begins, [*begins[1:], (len(self.words), self.turn.span.end)], strict=True):
            (first, low), (stop, high) = here, behind
            signs = [place for place in visible if low <= place < high]
            start = min([self.words[first][0], *signs])
            end = max([self.words[stop - 1][1], *(place + 1 for place in signs)])
            found = Sentence(self.source, self.turn, start, min(end, self.turn.span.end))
            found.words = self.speech(first, stop)
            if found.words:
                yield found

    def speech(self, first: int, stop: int) -> list[Word]:
        """Give the words of a sentence that are no fillers, with the places where clauses begin."""
        spans = self.words[first:stop]
        spans = [span for span in spans if fold(self.text[slice(*span)]) not in self.data.fillers]
        words: list[Word] = []
        for number, (start, end) in enumerate(spans):
            form = fold(self.text[start:end])
            before = spans[number - 1][0] if number else start
            broken = any(self.breaks_clause(place) for place in self.signs if before < place < start)
            words.append(Word(start, end, form, number == 0 or broken or form in self.data.openers))
        return words

    def breaks_clause(self, place: int) -> bool:
        sign = self.text[place]
        if sign in HYPHENS:
            inside = _in_words(self.text)
            return not any(inside[max(place - 1, 0) : place] + inside[place + 1 : place + 2])
        return sign in ",:" + DASHES + BRACKETS

    def gap(self, number: int) -> list[int]:
        """Give the signs between a word and the one in front."""
        return [place for place in self.signs if self.words[number - 1][0] < place < self.words[number][0]]

    def cut(self, number: int) -> int | None:
        """Give where, in front of a word, a sentence ends; `None` where none does."""
        stops = [end for place in self.gap(number) if (end := self.end_at_stop(place, number)) is not None]
        if stops:
            return stops[-1]
        lines = [place for place in self.gap(number) if self.text[place] in LINE_BREAKS]
        if lines and not self.goes_on(number, lines):
            return lines[-1]
        return None

    def goes_on(self, number: int, lines: list[int]) -> bool:
        """Tell whether a sentence goes on over a line break, since its text is wrapped."""
        bullets = [place for place in self.gap(number) if place > lines[0]]
        return len(lines) == 1 and not bullets and self.is_small(number) and self.is_wrapped()

    def is_small(self, number: int) -> bool:
        first = self.text[self.words[number][0]]
        return _is_letter(first) and not _is_capital(first)

    def is_wrapped(self) -> bool:
        """Tell whether most lines of the turn go on with a small letter, and are long on average."""
        total, widths, begin = 0, [], self.turn.span.start
        for number in range(1, len(self.words)):
            lines = [place for place in self.gap(number) if self.text[place] in LINE_BREAKS]
            for place in lines:
                total += 1
                if len(lines) == 1 and self.is_small(number):
                    widths.append(place - begin)
                begin = place + 1
        return len(widths) > total / 2 and sum(widths) >= WRAPPED_LINE * len(widths)

    def end_at_stop(self, place: int, number: int) -> int | None:
        """Give where the sentence ends that a stop ends; `None` where it ends none."""
        if self.text[place] not in STOPS:
            return None
        behind = self.behind_closers(place)
        if not self.is_blank(behind):
            return None
        first = self.text[self.words[number][0]]
        if self.is_alone(place) or (self.is_plain(place, number) and self.is_without_capitals()):
            return behind
        if not (_is_capital(first) or _is_number(first)):
            return None
        return None if self.text[place] == "." and self.is_held(place, number) else behind

    def behind_closers(self, place: int) -> int:
        """Give where the closing quotes and brackets behind a stop end; none of them is in a mark that begins there."""
        behind = place + 1
        if not _in_marks(self.source, behind):
            while behind <= place + 4 and self.text[behind : behind + 1] in tuple(CLOSERS):
                behind += 1
        return behind

    def is_blank(self, place: int) -> bool:
        """Tell whether a blank or the text's end is here; a mark directly behind a stop counts as a blank."""
        following = self.text[place : place + 1]
        marked = self.text[place - 1] in STOPS and _in_marks(self.source, place)
        return not following or _is_blank(following) or marked

    def is_alone(self, place: int) -> bool:
        """Tell whether a single stop stands between two blanks."""
        around = self.text[max(place - 1, 0) : place] + self.text[place + 1 : place + 2]
        return self.text[place] in ".!?" and all(_is_blank(sign) for sign in around)

    def is_plain(self, place: int, number: int) -> bool:
        """Tell whether a stop stands directly between a word that is no number and a blank, and is not held back."""
        start, end = self.words[number - 1]
        closes = not self.is_blank(place + 1)
        if self.text[place] not in ".!?" or end != place or closes or _is_number(self.text[start]):
            return False
        return self.text[place] != "." or not self.is_held(place, number)

    def is_without_capitals(self) -> bool:
        """Tell whether plain stops are followed by small letters twice or more, and never by a capital."""
        behind = [
            number for number in range(1, len(self.words)) for place in self.gap(number) if self.is_plain(place, number)
        ]
        capitals = sum(_is_capital(self.text[self.words[number][0]]) for number in behind)
        return sum(map(self.is_small, behind)) >= 2 and not capitals

    def is_held(self, place: int, number: int) -> bool:
        """Tell whether a full stop ends no sentence although a capital or a digit follows."""
        start, end = self.words[number - 1]
        capital = _is_capital(self.text[self.words[number][0]])
        if end != place:
            return not capital
        word = self.text[start:end]
        if fold(word) in self.data.closing:
            return not capital
        initial = len(word) == 1 and _is_capital(word)
        return fold(word) in self.data.abbreviations or initial or self.is_list_number(number - 1)

    def is_list_number(self, number: int) -> bool:
        if not _is_number(self.text[self.words[number][0]]):
            return False
        return number == 0 or any(self.text[place] in LINE_BREAKS for place in self.gap(number))


# --- cues -----------------------------------------------------------------------------------------------------------

Way = tuple[int, ...]
"""Which words of a sentence stand in the places of a cue."""


@dataclass(frozen=True)
class Hit:
    """First and last word of a find in its sentence, and the ways in which the cue matches there."""

    first: int
    last: int
    ways: frozenset[Way]


def _hits(ways: set[Way]) -> list[Hit]:
    borders = sorted({(min(way), max(way)) for way in ways})
    return [Hit(a, b, frozenset(way for way in ways if (min(way), max(way)) == (a, b))) for a, b in borders]


def find(cue: Cue, sentence: Sentence, data: Data, attributes: dict[str, str] | None = None) -> list[Hit]:
    """Find a cue in one sentence.

    Args:
        cue: The cue.
        sentence: The sentence.
        data: Word lists and lexicon.
        attributes: What is known about the turn.
    """
    if sentence.language not in GROUPS[cue.language]:
        return []
    body, exceptions, limits = _parts(cue.text)
    hits = _hits(_ways(body, sentence, data))
    taken = [hit for exception in exceptions for hit in _hits(_ways(exception, sentence, data))]
    hits = [hit for hit in hits if not any(share_a_word(hit, other) for other in taken)]
    for limit in limits:
        if _asks_for_no_negation(limit):
            hits = [hit for hit in hits if not is_negated(hit, sentence, data)]
        elif "=" not in limit:
            hits = hits if _is_such(limit, sentence, data) else []
        elif not _holds(limit, attributes or {"language": sentence.language}):
            hits = []
    return hits


def share_a_word(one: Hit, two: Hit) -> bool:
    """Tell whether two hits in one sentence overlap."""
    return bool(set(range(one.first, one.last + 1)) & set(range(two.first, two.last + 1)))


@cache
def _parts(text: str) -> tuple[str, list[str], list[str]]:
    """Cut a cue into what is looked for, exceptions and limits."""
    limits = []
    while found := re.search(r"\[([^\[\]]*)\]\s*$", text):
        limits.append(found[1].strip())
        text = text[: found.start()]
    body, *exceptions = re.split(r"\s-(?=[^\s-])", text.strip())
    return body, exceptions, limits


def _asks_for_no_negation(limit: str) -> bool:
    return limit.lower() in ("ikke etter nektelse", "ikkje etter nekting", "ikkje etter nektelse", "not negated")


def _is_such(limit: str, sentence: Sentence, data: Data) -> bool:
    """Tell whether a sentence is, or is not, a question or in the first person."""
    no, kind = re.fullmatch(r"(ikke |ikkje |not |)(.*)", limit.lower()).groups()
    if kind in ("spørsmål", "question"):
        tail = sentence.source.text[sentence.words[-1].end : sentence.end]
        inside, asked = False, False
        for place, sign in enumerate(tail):
            if sign == "[" and "]" in tail[place:]:
                inside = True
            asked = asked or (sign == "?" and not inside)
            if sign == "]":
                inside = False
        return asked != bool(no)
    assert kind in ("første person", "first person")
    own = data.first_person["en" if sentence.language == "en" else "nb"]
    return any(word.form in own for word in sentence.words) != bool(no)


def _holds(limit: str, attributes: dict[str, str]) -> bool:
    name, sign, values = re.split(r"\s*(!?=)\s*", limit, maxsplit=1)
    name = name.strip().lower()
    known = {key.lower(): value.lower() for key, value in attributes.items()}
    inside = known.get(ATTRIBUTES.get(name, name), "") in [value.strip().lower() for value in values.split("|")]
    return inside if sign == "=" else not inside


def _ways(part: str, sentence: Sentence, data: Data) -> set[Way]:
    pair = re.fullmatch(r"\{(.*)\}\s*\.\.(?:\{(\d+)\})?\s*\{(.*)\}", part.strip())
    if pair is None:
        return _phrase_ways(part, sentence, data)
    distance = 6 if pair[2] is None else int(pair[2])
    found = set()
    for one in _phrase_ways(pair[1], sentence, data):
        for two in _phrase_ways(pair[3], sentence, data):
            left, right = sorted((one, two))
            if left[-1] < right[0] and right[0] - left[-1] - 1 <= distance:
                found.add(left + right)
    return found


@cache
def _places(phrase: str) -> list[tuple[int, int, list[str]]]:
    """Cut a phrase into places, each with the fewest and most words in front and what may stand there."""
    places: list[tuple[int, int, list[str]]] = []
    least = most = 0
    for token in phrase.split():
        gap = re.fullmatch(r"_(?:\{(\d+)(?:,(\d+))?\})?", token)
        if gap:
            low = int(gap[1] or 1)
            least, most = least + low, most + int(gap[2] or low)
        else:
            places.append((least, most, token.split("|")))
            least = most = 0
    return places


def _phrase_ways(phrase: str, sentence: Sentence, data: Data) -> set[Way]:
    ways: set[Way] = {()}
    for low, high, alternatives in _places(phrase):
        ways = {
            (*way, number)
            for way in ways
            for number, word in enumerate(sentence.words)
            if (not way or low <= number - way[-1] - 1 <= high)
            and any(_is_word(written, word.form, sentence.language, data) for written in alternatives)
        }
    return ways


@cache
def _written(written: str) -> tuple[str, str]:
    """Give a written word in small letters without its signs, and how it is compared."""
    hows = {(True, True): "inside", (False, True): "begins", (True, False): "ends", (False, False): "lemma"}
    how = "form" if written.startswith("=") else hows[written.startswith("~"), written.endswith("~")]
    return fold(written.strip("=~")), how


def _is_word(written: str, form: str, language: str, data: Data) -> bool:
    text, how = _written(written)
    if form == text:
        return True
    if how == "form":
        return False
    if text in data.lemmas(form, language):
        return True
    return how != "lemma" and text in form and data.compound(form, text, how, language)


def is_negated(hit: Hit, sentence: Sentence, data: Data) -> bool:
    """Tell whether a negator stands in the hit's clause that the cue itself does not name."""
    words = sentence.words
    begin, end = hit.first, hit.last + 1
    while not words[begin].clause:
        begin -= 1
    while end < len(words) and not words[end].clause:
        end += 1
    negators = {number for number in range(begin, end) if words[number].form in data.negators}
    negators -= {number - 1 for number, word in enumerate(words) if word.form in data.tags}
    return all(negators - set(way) for way in hit.ways)


# --- coding ---------------------------------------------------------------------------------------------------------

Found = tuple[str, int, int, bool]
"""Text of the cue, begin, end, negated."""
Proposal = tuple[str, tuple[int, int], str, tuple[Found, ...]]
"""Source, unit, code, evidence."""


def propose(corpus: Corpus, codebook: Codebook, data: Data, unit: str = "") -> list[Proposal]:
    """Propose codings: one per unit and code, in text order, then in the order of the codebook."""
    found: dict[tuple[int, int, int, int], set[Found]] = {}
    for place, source in enumerate(corpus):
        for sentence in sentences_of(source, data):
            if sentence.turn.interviewer:
                continue
            attributes = dict(corpus.attributes(source, sentence.turn))
            start, end = {
                "sentence": (sentence.start, sentence.end),
                "turn": (sentence.turn.span.start, sentence.turn.span.end),
                "source": (0, len(source.text)),
            }[unit or codebook.unit]
            for number, code in enumerate(codebook):
                never = [hit for cue in code.exceptions for hit in find(cue, sentence, data, attributes)]
                for cue in code.cues:
                    for hit in find(cue, sentence, data, attributes):
                        if not any(share_a_word(hit, other) for other in never):
                            first, last = sentence.words[hit.first], sentence.words[hit.last]
                            evidence = (cue.text, first.start, last.end, is_negated(hit, sentence, data))
                            found.setdefault((place, start, end, number), set()).add(evidence)
    return [
        (corpus.sources[place].id, (start, end), codebook.codes[number].id, tuple(sorted(evidence)))
        for (place, start, end, number), evidence in sorted(found.items())
    ]
