"""Passages that could be quoted: codings of one code that overlap are one passage, of one turn."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.quoting.wording import words_of
from fou_toolkit.match import turns_of
from fou_toolkit.model import Coding, Span, Turn
from fou_toolkit.text import index_of

__all__ = ["Candidate", "Found", "candidates_of", "quote_id", "text_keys"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that could be quoted.

    Args:
        id: `q-` and eight hexadecimal digits; the same in a blind edition, and whatever other texts there are.
        code: Id of the code.
        source: Id of the text, as published.
        span: Where, in code points: within one turn.
        person: Number of who speaks, as in `TurnTable.people`.
        who: In which role.
        site: Where they work; empty where nobody knows.
        phase: In which phase; empty where nobody knows.
        coders: How many coders gave the code here.
        words: How many words the passage has.
        language: Language of the turn.
        reviewed: Whether somebody read it and found it publishable.
        before: Whether the passage begins within a sentence, or in front of the turn.
        behind: Whether it ends within a sentence, or after the turn.
    """

    id: str
    code: str
    source: str
    span: Span
    person: int
    who: str
    site: str
    phase: str
    coders: int
    words: int
    language: str = ""
    reviewed: bool = False
    before: bool = False
    behind: bool = False

    def text(self, edition: Edition, longest: int | None = None) -> str:
        """Give the words, cut visibly.

        Args:
            edition: Where the text is.
            longest: Words at most; by default as the settings say.
        """
        words = self.span.of(edition.corpus[self.source].text)
        most = edition.config.quotations.longest if longest is None else longest
        return words_of(words, most, before=self.before, behind=self.behind)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to choose from.

    Args:
        candidates: Passages that can be quoted, in the order of codes, texts and places.
        coded: Passages of each code, whatever may be quoted.
        withheld: People behind the passages of each code that may not be quoted, one number a passage.
        short: Passages of each code that are too short.
        left_out: Passages of each code that the settings leave out.
        unknown: Ids in the settings that no passage has.
    """

    candidates: tuple[Candidate, ...]
    coded: dict[str, int] = field(default_factory=dict)
    withheld: dict[str, list[int]] = field(default_factory=dict)
    short: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def withheld_passages(self) -> int:
        """Count the passages that may not be quoted."""
        return sum(map(len, self.withheld.values()))

    @property
    def withheld_people(self) -> int:
        """Count the people behind them."""
        return len({person for people in self.withheld.values() for person in people})


def text_keys(edition: Edition) -> dict[str, str]:
    """Give a key for each text that depends on its content alone, not on its name or on other texts."""
    keys: dict[str, str] = {}
    seen: dict[str, int] = {}
    for source in edition.corpus:
        key = source.digest or hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
        seen[key] = seen.get(key, 0) + 1
        keys[source.id] = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return keys


def quote_id(key: str, span: Span, code: str, taken: set[str] | None = None) -> str:
    """Give the id of a quotation.

    Args:
        key: From `text_keys`.
        span: Where the whole passage is.
        code: Id of the code.
        taken: Ids that are in use; the new one is added.
    """
    again = 0
    while True:
        facts = f"{key}\n{span.start}\n{span.end}\n{code}" + (f"\n{again}" if again else "")
        made = "q-" + hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        if taken is None or made not in taken:
            if taken is not None:
                taken.add(made)
            return made
        again += 1


def candidates_of(edition: Edition) -> Found:
    """Find the passages that can be quoted.

    A passage can be quoted where all codings that are joined in it may be, and where the whole of it may be.

    Args:
        edition: The texts, the codings and the settings.
    """
    choice = edition.config.quotations
    wanted = {code.id for code in edition.codes}
    keys, taken, ids = text_keys(edition), set[str](), set[str]()
    made: list[Candidate] = []
    found = Found(())
    place = _Turns(edition)
    codings = list(edition.selection.codings)
    for rows in _joined(edition):
        first = codings[rows[0]]
        if first.code not in wanted:
            continue
        whole = replace(first, span=Span(first.span.start, max(codings[row].span.end for row in rows)))
        found.coded[whole.code] = found.coded.get(whole.code, 0) + 1
        coders = len({codings[row].coder for row in rows})
        one = place.candidate(whole, rows[0], coders, quote_id(keys[whole.source], whole.span, whole.code, taken))
        ids.add(one.id)
        if not (edition.quotable_rows[rows].all() and edition.material.quotable(whole)):
            found.withheld.setdefault(whole.code, []).append(one.person)
        elif one.id in choice.left_out:
            found.left_out[whole.code] = found.left_out.get(whole.code, 0) + 1
        elif one.words < max(choice.shortest, 1):
            found.short[whole.code] = found.short.get(whole.code, 0) + 1
        else:
            made.append(one)
    unknown = sorted({*choice.reviewed, *choice.left_out, *edition.config.result_sheet.quotations} - ids)
    return replace(found, candidates=tuple(made), unknown=tuple(unknown))


def _joined(edition: Edition) -> Iterator[list[int]]:
    """Join codings of one code that overlap and begin in the same turn, in the order of codes, texts and places."""
    codings, turn = edition.selection.codings, edition.turn_of_rows
    order = np.lexsort((np.arange(len(codings)), codings.end, codings.start, turn, codings.code))
    group: list[int] = []
    reach, at = -1, (-1, -1)
    starts, ends = codings.start.tolist(), codings.end.tolist()
    codes, turns = codings.code.tolist(), turn.tolist()
    for row in order.tolist():
        here = codes[row], turns[row]
        if group and (here != at or starts[row] >= reach):
            yield group
            group = []
        reach = max(reach, ends[row]) if group else ends[row]
        group.append(row)
        at = here
    if group:
        yield group


class _Turns:
    """Who speaks at each passage, and where sentences begin and end; looked up once."""

    def __init__(self, edition: Edition) -> None:
        corpus, self._index = edition.corpus, index_of(edition.corpus)
        self._edition = edition
        self._turns: list[Turn] = [turn for source in corpus for turn in source.turns]
        self._known = turns_of(corpus).attributes
        self._base = dict(zip(self._index.source_ids, self._index.bases.tolist(), strict=False))
        self._starts = frozenset(self._index.sentence_start.tolist())
        self._ends = frozenset(self._index.sentence_end.tolist())

    def candidate(self, whole: Coding, row: int, coders: int, name: str) -> Candidate:
        """Give the passage within its turn; what lies outside of the turn is left out."""
        edition, number = self._edition, int(self._edition.turn_of_rows[row])
        turn, text = self._turns[number], self._edition.corpus[whole.source].text
        start, end = max(whole.span.start, turn.span.start), min(whole.span.end, turn.span.end)
        said = text[start:end]
        low = start + len(said) - len(said.lstrip())
        span = Span(low, max(low, start + len(said.rstrip())))
        base, known = self._base[whole.source], self._known[number]
        return Candidate(
            id=name,
            code=whole.code,
            source=whole.source,
            span=span,
            person=int(edition.people_of_rows[row]),
            who=edition.who(edition.corpus.participant(turn)),
            site=known.get("site", ""),
            phase=known.get("phase", ""),
            coders=coders,
            words=len(said.split()),
            language=turn.language,
            reviewed=name in edition.config.quotations.reviewed,
            before=whole.span.start < turn.span.start or base + span.start not in self._starts,
            behind=whole.span.end > turn.span.end or base + span.end not in self._ends,
        )
