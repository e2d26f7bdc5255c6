"""From a query to places: the cue language, or a regular expression between slashes."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.words.spoken import Bools, Ints, Spoken
from fou_toolkit.errors import CueError, DataError
from fou_toolkit.match import Hits, find_cue
from fou_toolkit.match.compiler import find_tree, parsed
from fou_toolkit.match.hits import union, where
from fou_toolkit.model import TEXT_LANGUAGES, Cue
from fou_toolkit.text.vocabulary import LANGUAGE_GROUPS

__all__ = ["Found", "Query", "find", "query_text"]

Query = str | Cue


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Places in the order of the text.

    Args:
        before: The last word in front of each place, shape `(k,)`; -1 in front of the first word.
        behind: The first word behind it; as many as there are words behind the last. What lies between is the hit's.
        start: Global position of each place.
        end: One past its end.
    """

    before: Ints
    behind: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        """Give the number of places."""
        return int(self.start.size)

    def turns(self, among: Spoken) -> Ints:
        """Give the number of the turn that each place stands in, shape `(k,)`."""
        found: Ints = np.searchsorted(among.index.turn_start, self.start, side="right") - 1
        return found

    def within(self, among: Spoken) -> "Found":
        """Keep the places in turns that count."""
        kept = among.turns[self.turns(among)]
        return Found(self.before[kept], self.behind[kept], self.start[kept], self.end[kept])

    def people(self, among: Spoken) -> int:
        """Give how many people say it."""
        return int(np.unique(among.table.people[1][self.turns(among)]).size)


def query_text(query: Query) -> str:
    """Give a query as it was written."""
    return query.text if isinstance(query, Cue) else str(query)


def find(query: object, among: Spoken, language: str | None = None) -> Found:
    """Find a query in the turns that count.

    Args:
        query: In the cue language, or a regular expression between slashes, or a cue of a codebook.
        among: Whose words.
        language: `nb` and `nn` look at Norwegian turns, `en` at English ones; by default all are looked at. A cue of a
            codebook has its own.

    Raises:
        CueError: The query does not follow the cue language, or is no regular expression.
        DataError: The query is no text, or there is no such language.
    """
    if language is not None and language not in LANGUAGE_GROUPS:
        hint = t("Possible are: {names}", names=", ".join(TEXT_LANGUAGES))
        raise DataError(t("«{value}» is not possible for {key}.", value=language, key="language"), hint=hint)
    if isinstance(query, Cue):
        return _places(find_cue(query, among.index, among.table), among)
    if not isinstance(query, str):
        hint = t("Write a word, a phrase, or a regular expression between slashes: {example}", example="/makt\\w*/")
        raise DataError(t("«{value}» is not possible for {key}.", value=query, key="query"), hint=hint)
    # Texts are in this form; what people type on some machines is not.
    query = unicodedata.normalize("NFC", query)
    if len(query) > 1 and query.startswith("/") and query.endswith("/"):
        return _matches(query[1:-1], among, language)
    tree = parsed(query)
    found = [find_tree(tree, among.index, one, among.table) for one in _languages(among, language)]
    return _places(union([hits for hits in found if len(hits)]), among)


def _languages(among: Spoken, language: str | None) -> tuple[str, ...]:
    """Give the languages to look in; Norwegian is looked at once."""
    if language is not None:
        return (language,)
    return ("nb", "en") if (among.index.turn_language == TEXT_LANGUAGES.index("en")).any() else ("nb",)


def _places(hits: Hits, among: Spoken) -> Found:
    if not among.everything:
        hits = where(among.index, hits, among.turns)
    index = among.index
    return Found(
        before=hits.first.astype(np.int64) - 1,
        behind=hits.last.astype(np.int64) + 1,
        start=index.start[hits.first].astype(np.int64),
        end=index.end[hits.last].astype(np.int64),
    )


def _matches(pattern: str, among: Spoken, language: str | None) -> Found:
    """Search the text of each turn; what begins or ends in a mark, or is nothing at all, is left out."""
    try:
        # Small and capital letters are the same, as everywhere here.
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        at = error.pos or 0
        place = t("cue «{cue}», character {position}", cue=f"/{pattern}/", position=at + 2)
        raise CueError(t("This is no regular expression."), where=place, hint=str(error), position=at + 1) from error
    index = among.index
    turns = among.turns if language is None else among.turns & _in_language(among, language)
    found: list[int] = []
    for turn in np.flatnonzero(turns).tolist():
        base = int(index.turn_start[turn])
        for match in compiled.finditer(index.text(base, int(index.turn_end[turn]))):
            found += (base + match.start(), base + match.end())
    start, end = np.array(found[0::2], np.int64), np.array(found[1::2], np.int64)
    kept = (end > start) & ~_in_marks(start, among) & ~_in_marks(end - 1, among)
    start, end = start[kept], end[kept]
    return Found(
        before=np.searchsorted(index.end, start, side="right").astype(np.int64) - 1,
        behind=np.searchsorted(index.start, end, side="left").astype(np.int64),
        start=start,
        end=end,
    )


def _in_language(among: Spoken, language: str) -> Bools:
    return np.isin(among.index.turn_language, LANGUAGE_GROUPS[language])


def _in_marks(at: Ints, among: Spoken) -> Bools:
    """Tell which positions lie in a mark."""
    bases = among.index.bases.tolist()
    spans = [
        (base + mark.span.start, base + mark.span.end)
        for base, source in zip(bases, among.corpus, strict=False)
        for mark in source.marks
    ]
    if not spans or not at.size:
        return np.zeros(at.size, np.bool_)
    borders: npt.NDArray[np.int64] = np.array(spans, np.int64)
    # Marks may overlap: the one that reaches furthest so far decides.
    reach = np.maximum.accumulate(borders[:, 1])
    last = np.searchsorted(borders[:, 0], at, side="right") - 1
    return (last >= 0) & (reach[np.maximum(last, 0)] > at)
