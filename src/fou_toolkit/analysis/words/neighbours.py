"""The verb `collocations`: which words keep company with a word, by NLTK's measures of association.

Near is what stands in the same sentence, so many words to the left or right of a hit; words of the hit itself do not
count. Each word that is near a hit counts once, also where it is near two. So every word of the text is in one of four
cells: near or not, this word or not; and NLTK's measures take these (Evert, S. 2008, Corpora and collocations, in
Lüdeling & Kytö (eds.), Corpus linguistics: an international handbook, art. 58: surface co-occurrence).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words.association import MEASURES, SMALLEST_BEST, checked_measures, heading_of, scores_of
from fou_toolkit.analysis.words.checks import few_people, few_words_notes, from_one, small_note, small_of, too_few
from fou_toolkit.analysis.words.hiding import few_behind
from fou_toolkit.analysis.words.order import alphabetical
from fou_toolkit.analysis.words.search import Found, Query, find, query_text
from fou_toolkit.analysis.words.spoken import Bools, Ints, Material, Spoken, Where, spoken
from fou_toolkit.analysis.words.tally import Items, distinct, items_of
from fou_toolkit.errors import DataError

__all__ = ["MEASURES", "Collocations", "collocations", "near_words"]

Floats = npt.NDArray[np.float64]

_WIDEST: Final = 50


@dataclass(frozen=True, repr=False, eq=False)
class Collocations(Tabular):
    """Words that stand near a query more often than elsewhere, by the first measure.

    Words that few people say there have no row.

    Args:
        query: What was looked for.
        hits: How often it is there.
        words: The words near it, each with `no` (bokmål and nynorsk) or `en`.
        near: How often each stands near, shape `(w,)`.
        everywhere: How often it stands in all texts, outside of the hits.
        expected: How often it would stand near, if it stood there as often as anywhere.
        texts: In how many texts it stands near.
        scores: The measures, shape `(w, m)`.
        measures: Their names.
        places: Words that are near any hit, and all words outside of the hits.
        few_words: How many words are left out because few people say them there.
        hidden: Whether nothing is shown, since few people were asked for, or few say the query.
        small_cells: What was done about few people.
        counted: Whose words were looked at.
    """

    query: str
    hits: int
    words: tuple[tuple[str, str], ...]
    near: Ints
    everywhere: Ints
    expected: Floats
    texts: Ints
    scores: Floats
    measures: tuple[str, ...]
    places: tuple[int, int]
    few_words: int
    hidden: bool
    small_cells: SmallCells
    counted: Counted

    def __len__(self) -> int:
        """Give the number of words."""
        return len(self.words)

    def head(self, count: int) -> "Collocations":
        """Keep the first."""
        kept = slice(from_one("count", count))
        names = ("words", "near", "everywhere", "expected", "texts", "scores")
        return replace(self, **{name: getattr(self, name)[kept] for name in names})

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("word", "language", "near", "everywhere", "expected", "texts", *self.measures)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word."""
        for row, word in enumerate(self.words):
            numbers = (int(self.near[row]), int(self.everywhere[row]), float(self.expected[row]), int(self.texts[row]))
            yield (*word, *numbers, *self.scores[row].tolist())

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("word"), t("near"), t("expected"), t("texts"), *(heading_of(one) for one in self.measures))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word, rounded."""
        for row, (word, _) in enumerate(self.words):
            scores = (f"{score:.2f}" for score in self.scores[row].tolist())
            yield (word, int(self.near[row]), f"{self.expected[row]:.1f}", int(self.texts[row]), *scores)

    @property
    def caption(self) -> str:
        """Say what was looked for."""
        if self.hidden:
            return too_few(self.small_cells)
        places = tn("{n} place", "{n} places", self.hits)
        words = tn("{n} different word", "{n} different words", len(self))
        return f"{t('Near «{query}»', query=self.query)} ({places}): {words}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at, and how to read the figures."""
        if self.hidden:
            return (*self.counted.notes, too_few(self.small_cells))
        size = t("{near} of {all} words stand near.", near=self.places[0], all=self.places[1])
        rare = t("Measures by NLTK. PMI is high for rare words, the likelihood ratio for frequent ones: look at both.")
        few = few_words_notes(self.few_words, self.small_cells)
        return (*self.counted.notes, small_note(self.small_cells), *few, size, rare)


def collocations(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Material,
    query: Query,
    *,
    window: int | tuple[int, int] = 5,
    measure: str | Sequence[str] = ("likelihood_ratio", "pmi"),
    kind: str = "lemma",
    least: int = 2,
    function_words: bool = True,
    where: Where | None = None,
    interviewer: bool = False,
    small: SmallCells | str | None = None,
) -> Collocations:
    """Tell which words stand near a word or phrase more often than in the rest of the text.

    Args:
        material: Texts, a project, or a selection from one, whose texts count.
        query: As in `concordance`.
        window: Words to the left and right, within the sentence; one number, or one for each side: `(0, 1)`.
        measure: Names of NLTK's measures: `likelihood_ratio` (Dunning 1993), `pmi`, `student_t` ...; the first one
            decides about the order.
        kind: `lemma`: forms of a word are put together, under the dictionary's first choice; `form`: as it is said.
        least: Times that a word has to stand near.
        function_words: Whether words such as `og` and `det` have rows.
        where: Which turns, by what is known about them: `{"role": "assistent"}`.
        interviewer: Whether what interviewers say counts.
        small: What is done about few people; by default nothing is shown where few were chosen or few say the query,
            and words that few people say near it have no row.

    Raises:
        CueError: The query does not follow the cue language, or is no regular expression.
        DataError: A setting is not possible, or there are no words to look at.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    sides = _checked_window(window)
    measures = checked_measures(measure)
    from_one("least", least)
    among = spoken(material, where=where, interviewer=interviewer)
    small_cells = small_of(small, among)
    group = few_people(among, small_cells)
    items = items_of(among.index.vocabulary, kind)
    found = find(query, among)
    hidden = group or bool(few_behind(np.array([len(found)]), np.array([found.people(among)]), small_cells).any())
    near, inside = near_words(found, among, sides)
    outside = among.words & ~inside
    item = items.of_type[among.index.type]
    around = np.bincount(item[near], minlength=len(items))
    everywhere = np.bincount(item[outside], minlength=len(items))
    total, close = int(outside.sum()), int(near.sum())
    expected = everywhere.astype(np.float64) * (close / max(total, 1))
    # The measures do not tell company from avoidance: what is near less often than expected is left out first.
    kept = np.flatnonzero((around >= least) & (around > expected) & (function_words | ~items.function))
    kept = kept[:0] if hidden else kept
    turn = among.index.turn[near]
    few = few_behind(around[kept], distinct(item[near], among.table.people[1][turn], len(items))[kept], small_cells)
    kept = kept[~few]
    texts = distinct(item[near], among.index.turn_source[turn].astype(np.int64), len(items))
    scores = scores_of(measures, around[kept], everywhere[kept], close, total)
    order = _order(scores[:, 0], measures[0], items, kept)
    kept, scores = kept[order], scores[order]
    given = {"query": query_text(query), "window": f"{sides[0]}-{sides[1]}", "kind": kind, "least": least}
    return Collocations(
        query=query_text(query),
        hits=0 if hidden else len(found),
        words=tuple(items.words[number] for number in kept.tolist()),
        near=around[kept].astype(np.int64),
        everywhere=everywhere[kept].astype(np.int64),
        expected=expected[kept],
        texts=texts[kept],
        scores=scores,
        measures=measures,
        places=(0, 0) if hidden else (close, total),
        few_words=int(few.sum()),
        hidden=hidden,
        small_cells=small_cells,
        counted=(among.counted.hiding("people") if group else among.counted).given(**given),
    )


def near_words(found: Found, among: Spoken, window: tuple[int, int]) -> tuple[Bools, Bools]:
    """Tell which words are near a hit, and which are in one.

    Args:
        found: The hits.
        among: Whose words; the words of others are not near anything.
        window: Words to the left, and to the right.

    Returns:
        Two flags a word, shape `(n,)` each.
    """
    index, words = among.index, len(among.index)
    sentence = index.sentence_word.astype(np.int64)
    # Hits without a word of their own, such as a sign, stand in the sentence of the word in front.
    last = np.clip(found.behind - 1, 0, words - 1)
    first = np.minimum(np.maximum(found.before + 1, 0), last)
    low = np.maximum(found.before + 1 - window[0], sentence[index.sentence[first]])
    high = np.minimum(found.behind + window[1], sentence[index.sentence[last] + 1])
    inside = _covered(found.before + 1, found.behind, words)
    near = _covered(low, np.maximum(high, low), words) & ~inside & among.words
    return near, inside


def _covered(start: Ints, stop: Ints, words: int) -> Bools:
    """Tell which words lie in any stretch."""
    change = np.bincount(start, minlength=words + 1) - np.bincount(stop, minlength=words + 1)
    covered: Bools = np.cumsum(change[:words]) > 0
    return covered


def _checked_window(window: object) -> tuple[int, int]:
    """Give the words to look at on each side.

    Raises:
        DataError: These are no whole numbers from 0, or none of them is above 0.
    """
    sides = window if isinstance(window, (tuple, list)) else (window, window)
    if len(sides) != 2:  # noqa: PLR2004 - left and right
        hint = t("Say it so: {example}", example="window=5, window=(0, 1)")
        raise DataError(t("«{value}» is not possible for {key}.", value=window, key="window"), hint=hint)
    left, right = (from_one("window", side, _WIDEST, least=0) for side in sides)
    if left + right == 0:
        from_one("window", 0, _WIDEST)
    return left, right


def _order(scores: Floats, measure: str, items: Items, kept: Ints) -> Ints:
    alphabet = sorted(range(kept.size), key=lambda row: (alphabetical(items.words[int(kept[row])][0]), row))
    place = np.empty(kept.size, np.int64)
    place[alphabet] = np.arange(kept.size)
    sign = 1 if measure in SMALLEST_BEST else -1
    order: Ints = np.lexsort((place, np.round(sign * scores, 9)))
    return order
