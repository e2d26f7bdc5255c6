"""What `keyness` gives: words that one side says more often than the other, the size of the difference first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.analysis.words.checks import few_words_notes, from_one, small_note
from fou_toolkit.errors import UnknownIdError

__all__ = ["FEW_TEXTS", "Keyness", "KeynessSide"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEW_TEXTS: Final = 10
"""With fewer texts on a side, intervals are too narrow."""
_THOUSAND: Final = 1000
_OTHER_LANGUAGE: Final = 0.2
"""Sides whose shares of nynorsk lie further apart differ in language first."""


@dataclass(frozen=True, eq=False)
class KeynessSide:
    """What one side says.

    Args:
        name: What it is called.
        size: Its words.
        documents: Its texts.
        speakers: Its people; -1 where that is not shown.
        count: How often it says each word, shape `(w,)`.
        texts: In how many of its texts.
        people: How many of its people say it; -1 where people are not counted.
        dp: Deviation of proportions over its texts (Gries 2008); NaN where it never says the word.
        nynorsk: Share of its Norwegian words that are nynorsk; NaN where that is not known.
    """

    name: str
    size: int
    documents: int
    speakers: int
    count: Ints
    texts: Ints
    people: Ints
    dp: Floats
    nynorsk: float = float("nan")

    @classmethod
    def unknown(cls, name: str) -> "KeynessSide":
        """Give a side of which nothing is shown."""
        none = np.zeros(0, np.int64)
        return cls(name, 0, 0, -1, none, none, none, none.astype(np.float64))

    def take(self, rows: Ints) -> "KeynessSide":
        """Keep some words."""
        arrays = {name: getattr(self, name)[rows] for name in ("count", "texts", "people", "dp")}
        return replace(self, **arrays)


@dataclass(frozen=True, repr=False, eq=False)
class Keyness(Tabular):
    """Words by how much more often one side says them.

    First comes what is most surely of side a, last what is most surely of side b: rows are in the order of the border
    of the interval that is nearer to 0 (0, where the interval holds it), then of the log ratio. Words that few people
    of a side use have no row.

    Args:
        words: The words, each with `no` (bokmål and nynorsk) or `en`.
        log_ratio: Binary logarithm of the ratio of the relative frequencies, shape `(w,)`; above 0 for side a.
        low: Lower border of its interval; NaN without one.
        high: Upper border.
        g2: Log-likelihood.
        difference: Difference of the relative frequencies, in per cent of that of side b.
        a: What the first side says.
        b: What the second side says.
        bootstrap: How the intervals were made; `None` for none.
        few: Names of sides with so few people that nothing is shown.
        few_words: How many words are left out because few people of a side use them.
        small_cells: What was done about few people.
        counted: Whose words were counted.
    """

    words: tuple[tuple[str, str], ...]
    log_ratio: Floats
    low: Floats
    high: Floats
    g2: Floats
    difference: Floats
    a: KeynessSide
    b: KeynessSide
    bootstrap: Bootstrap | None
    few: tuple[str, ...]
    few_words: int
    small_cells: SmallCells
    counted: Counted

    def __len__(self) -> int:
        """Give the number of words."""
        return len(self.words)

    @property
    def nearest(self) -> Floats:
        """Give the border of each interval that is nearer to 0; 0 where it holds 0; NaN without an interval."""
        return np.where(self.log_ratio > 0, np.maximum(self.low, 0), np.minimum(self.high, 0))

    def take(self, rows: Ints) -> "Keyness":
        """Keep some rows."""
        arrays = {name: getattr(self, name)[rows] for name in ("log_ratio", "low", "high", "g2", "difference")}
        words = tuple(self.words[row] for row in rows.tolist())
        return replace(self, words=words, a=self.a.take(rows), b=self.b.take(rows), **arrays)

    def top(self, count: int = 15) -> "Keyness":
        """Keep the first words of each side: those that one side most surely says more often."""
        most, rows = from_one("count", count), np.arange(len(self))
        first, last = rows[self.log_ratio > 0][:most], rows[self.log_ratio < 0][-most:]
        return self.take(np.concatenate((first, last)))

    def __getitem__(self, word: str) -> Estimate:
        """Give the log ratio of a word with its interval; of the Norwegian one of two.

        Raises:
            UnknownIdError: It has no row.
        """
        for number, (known, _) in sorted(enumerate(self.words), key=lambda item: item[1][1] == "en"):
            if known == word:
                return Estimate(float(self.log_ratio[number]), float(self.low[number]), float(self.high[number]))
        hint = t("Dictionary forms are counted; ask for forms: {option}", option='kind="form"')
        hint = " ".join((hint, *few_words_notes(self.few_words, self.small_cells, sides=True)))
        raise UnknownIdError(t("«{word}» has no row.", word=word), hint=hint)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        each = ("count", "per_thousand", "texts", "people", "dp")
        sides = tuple(f"{name}_{side}" for name in each for side in "ab")
        return ("word", "language", "log_ratio", "low", "high", "g2", "percent_difference", *sides)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word; `None` where a number is not shown."""
        sides = (self.a, self.b)
        for row, word in enumerate(self.words):
            figures = (self.log_ratio, self.low, self.high, self.g2, self.difference)
            counts = (int(side.count[row]) for side in sides)
            rates = (_THOUSAND * int(side.count[row]) / side.size for side in sides)
            texts = (int(side.texts[row]) for side in sides)
            people = (int(side.people[row]) if side.people[row] >= 0 else None for side in sides)
            spread = (float(side.dp[row]) for side in sides)
            yield (*word, *(float(figure[row]) for figure in figures), *counts, *rates, *texts, *people, *spread)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        rates = (t("{side}, per 1000 words", side=side.name) for side in (self.a, self.b))
        texts = (t("{side}, texts", side=side.name) for side in (self.a, self.b))
        return (t("word"), t("log ratio"), *rates, *texts, "G²")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word, rounded."""
        for row, (word, _) in enumerate(self.words):
            ratio = Estimate(float(self.log_ratio[row]), float(self.low[row]), float(self.high[row]))
            sides = (self.a, self.b)
            rates = (f"{_THOUSAND * int(side.count[row]) / side.size:.2f}" for side in sides)
            texts = (t("{n} of {total}", n=int(side.texts[row]), total=side.documents) for side in sides)
            yield (word, str(ratio), *rates, *texts, f"{self.g2[row]:.1f}")

    @property
    def caption(self) -> str:
        """Say who is compared with whom."""
        who = t("«{a}» compared with «{b}»", a=self.a.name, b=self.b.name)
        if self.few:
            return t("{who}: nothing is shown, since there are too few people", who=who)
        return f"{who}: {tn('{n} different word', '{n} different words', len(self))}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, how to read it, and what to beware of."""
        if self.few:
            said = t(
                "Fewer than {n} people: {groups}. Numbers about so few are not shown. Inside of the project: {how}",
                n=self.small_cells.threshold,
                groups=", ".join(self.few),
                how='small="show"',
            )
            return (*self.counted.notes, said)
        # What is shown inside of the project only is said under the picture, too: there it stands in `reading`.
        small = () if self.small_cells.shows_all else (small_note(self.small_cells),)
        return (*self.counted.notes, *small, *self.reading)

    @property
    def reading(self) -> tuple[str, ...]:
        """Say how large the sides are, how to read the figures, and what to beware of."""
        notes = ["; ".join(self._size(side) for side in (self.a, self.b))]
        if self.small_cells.shows_all:
            notes.append(small_note(self.small_cells))
        notes += few_words_notes(self.few_words, self.small_cells, sides=True)
        # NaN is never larger.
        if abs(self.a.nynorsk - self.b.nynorsk) > _OTHER_LANGUAGE:
            notes.append(self._languages())
        notes.append(t("Log ratio: 1 is twice as often per word, 2 four times; below 0 the other side says it more."))
        if self.bootstrap is not None:
            notes.append(t("Intervals: whole texts are drawn, since words of one text hang together."))
            notes.append(t("Rows are in the order of the border of the interval that is nearer to 0."))
            if min(self.a.documents, self.b.documents) < FEW_TEXTS:
                notes.append(t("Fewer than {n} texts on a side: the intervals are too narrow.", n=FEW_TEXTS))
        notes.append(t("A word that few people use can point at them, whatever its number: read the list first."))
        return tuple(notes)

    def _languages(self) -> str:
        """Warn that the sides do not write the same Norwegian."""
        shares = (t("{side}: {n} % nynorsk", side=side.name, n=round(100 * side.nynorsk)) for side in (self.a, self.b))
        return t(
            "{shares} of the Norwegian words. Differences may be bokmål against nynorsk; compare one of them: {option}",
            shares=", ".join(shares),
            option='where={"language": "nb"}',
        )

    def _size(self, side: KeynessSide) -> str:
        words = f"{side.size:,}".replace(",", "\N{NO-BREAK SPACE}")
        people = HIDDEN if side.speakers < 0 else side.speakers
        return t(
            "{side}: {words} words in {texts}, {people} people",
            side=side.name,
            words=words,
            texts=tn("{n} text", "{n} texts", side.documents),
            people=people,
        )
