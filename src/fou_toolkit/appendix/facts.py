"""What the project knows about the study, counted once for the sections that describe it."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import current_language, mark, number, t, tn
from fou_toolkit.analysis.counted import Selection
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.errors import DataError
from fou_toolkit.match import turns_of
from fou_toolkit.model import CodingSet, Corpus
from fou_toolkit.text import index_of

__all__ = [
    "LEAVING",
    "ORIENTATION_WORDS",
    "Facts",
    "codings_digest",
    "counted_or_few",
    "day_words",
    "few",
    "selection_of",
]

Bools = npt.NDArray[np.bool_]

ORIENTATION_WORDS: Final = {
    "reflexive": mark("reflexive thematic analysis"),
    "codebook": mark("thematic analysis with a codebook"),
    "reliability": mark("thematic analysis with coding reliability"),
}
"""What the orientations are called; messages to translate."""

LEAVING: Final = frozenset(
    {
        mark("withdrawals"),
        mark("texts cut because somebody has withdrawn"),
        mark("texts erased"),
        mark("contents erased"),
        mark("examples taken out of codes"),
    }
)
"""Kinds of acts that tell how many people have left, and what was deleted then."""

_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """Sizes of the material and of the coding; counts only.

    Args:
        texts: Texts.
        words: Words in them, those of interviewers too.
        turns: Turns.
        people: People who speak, interviewers apart; what has no label at all counts as one.
        unnamed: Of these, labels that nobody was named for.
        interviewers: People or labels that ask, in any text.
        smallest: People that a number must come from.
        first: Day or year of the first text; empty where no text has a date.
        last: Day or year of the last.
        languages: Languages of the texts.
        persons: People who coded.
        models: Language models that coded.
        codings: Codings that are counted.
        rounds: Rounds of coding, in order.
        codes: Codes that are reported.
        themes: Themes.
    """

    texts: int
    words: int
    turns: int
    people: int
    unnamed: int
    interviewers: int
    smallest: int
    first: str
    last: str
    languages: tuple[str, ...]
    persons: int
    models: int
    codings: int
    rounds: tuple[int, ...]
    codes: int
    themes: int

    @classmethod
    def of(cls, edition: Edition) -> "Facts":
        """Count."""
        corpus, index, turns = edition.corpus, index_of(edition.corpus), turns_of(edition.corpus)
        keys, who = turns.people
        speaking = set(who[~turns.interviewer].tolist())
        selection = selection_of(edition)
        coders = () if selection is None else selection.codings.coders
        first, last = _days(corpus, blind=edition.blind)
        return cls(
            texts=len(corpus),
            words=len(index),
            turns=int(who.size),
            people=len(speaking),
            unnamed=sum("\n" in keys[number] for number in speaking),
            interviewers=_interviewers(corpus),
            smallest=edition.threshold,
            first=first,
            last=last,
            languages=tuple(sorted({source.language for source in corpus} - {""})),
            persons=sum(coder.kind == "person" for coder in coders),
            models=sum(coder.kind == "language model" for coder in coders),
            codings=0 if selection is None else len(selection.codings),
            rounds=() if selection is None else tuple(np.unique(selection.codings.round).tolist()),
            codes=len(edition.codes) if len(edition.codebook) else 0,
            themes=sum(bool(edition.codebook.children(theme.id)) for theme in edition.codebook.themes),
        )

    @property
    def people_words(self) -> str:
        """Say how many people speak; too few are not counted."""
        return tn("{n} person", "{n} people", self.people) if not self.is_few(self.people) else few(self.smallest)

    @property
    def size_words(self) -> str:
        """Say how many texts, words and people there are."""
        texts = tn("{n} text", "{n} texts", self.texts)
        words = t("{words} words", words=number(self.words, 0))
        return t("{texts} with {words}, in which {people} speak", texts=texts, words=words, people=self.people_words)

    @property
    def time_words(self) -> str:
        """Say from when to when the texts are; nothing where that is not known."""
        if not self.first:
            return ""
        if self.first == self.last:
            return day_words(self.first)
        return t("from {first} to {last}", first=day_words(self.first), last=day_words(self.last))

    @property
    def coder_words(self) -> str:
        """Say who coded; a reading by a model is never called human coding."""
        people = tn("{n} person", "{n} people", self.persons) if self.persons else ""
        models = tn("{n} language model", "{n} language models", self.models) if self.models else ""
        if people and models:
            return t("{a} and {b}", a=people, b=models)
        return people or models or (t("rules alone") if self.codings else t("nobody"))

    def is_few(self, people: int) -> bool:
        """Tell whether so many people are too few to be counted; nobody is no small group."""
        return SmallCells(self.smallest).hides(people)


def day_words(day: str) -> str:
    """Write a day, a month or a year as people write it; anything else is given as it is.

    Args:
        day: As in files (ISO 8601).

    >>> day_words("2024"), day_words("2024-13-40")
    ('2024', '2024-13-40')
    """
    from babel.dates import format_date  # noqa: PLC0415 - heavy, imported where used

    patterns = {len("2024-04-17"): "d MMMM y" if current_language() == "en" else "d. MMMM y", len("2024-04"): "MMMM y"}
    if len(day) not in patterns:
        return day
    try:
        known = date.fromisoformat(f"{day}-01"[: len("2024-04-17")])
    except ValueError:
        return day
    return str(format_date(known, patterns[len(day)], locale=current_language()))


def few(smallest: int) -> str:
    """Say that a number of people is too small to show."""
    return t("fewer than {n} people", n=smallest)


def counted_or_few(count: int, smallest: int) -> str:
    """Give a number, or say that it is too small to show."""
    return t("fewer than {n}", n=smallest) if SmallCells(smallest).hides(count) else str(count)


def selection_of(edition: Edition) -> Selection | None:
    """Give the codings that are counted; nothing where nobody has coded anything."""
    try:
        selection = edition.selection
    except DataError:
        return None
    return selection if selection.codings.coders else None


def codings_digest(codings: CodingSet) -> str:
    """Give the SHA-256 (hex) of codings: the same for the same codings, whatever their order.

    Args:
        codings: Codings; their ids in a database and notes on coders are no part of it.
    """
    digest = hashlib.sha256()
    coders = sorted((coder.id, coder.kind, coder.codebook_version) for coder in codings.coders)
    digest.update(repr((coders, sorted(codings.pairs_read()))).encode())
    names = (codings.sources, codings.codes, codings.coder_ids)
    counted = (codings.source, codings.code, codings.coder)
    columns = [
        *(_ranks(known)[column] for known, column in zip(names, counted, strict=True)),
        *(np.asarray(one, np.int64) for one in (codings.start, codings.end, codings.round, codings.polarity)),
    ]
    rows = np.column_stack(columns).astype(np.int64)
    order = np.lexsort(rows.T[::-1])
    digest.update(repr([sorted(set(known)) for known in names]).encode())
    digest.update(np.ascontiguousarray(rows[order], "<i8").tobytes())
    return digest.hexdigest()


def _ranks(names: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Give the place of each name in the alphabet."""
    place = {name: rank for rank, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names], np.int64)


def _days(corpus: Corpus, *, blind: bool) -> tuple[str, str]:
    """Give the first and last day of the texts; years in a blind edition."""
    found = [found[0] for source in corpus if (found := _DAY.match(source.attributes.get("date", ""))) is not None]
    days = sorted(day[:4] if blind else day for day in found)
    return (days[0], days[-1]) if days else ("", "")


def _interviewers(corpus: Corpus) -> int:
    """Count who asks: people, and labels that nobody was named for, the same label once."""
    return len(
        {turn.participant or turn.speaker for source in corpus for turn in source.turns if turn.interviewer} - {""}
    )
