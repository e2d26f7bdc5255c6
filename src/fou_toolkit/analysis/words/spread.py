"""The verb `dispersion`: in how many texts something stands, and how evenly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.analysis.words.checks import few_people, small_note, small_of, too_few
from fou_toolkit.analysis.words.evenness import deviations, juilland, normed
from fou_toolkit.analysis.words.hiding import few_behind
from fou_toolkit.analysis.words.kwic import Concordance
from fou_toolkit.analysis.words.search import Query, find, query_text
from fou_toolkit.analysis.words.spoken import Material, Spoken, Where, spoken
from fou_toolkit.analysis.words.tally import Tally, documents_of, tally
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Cue

__all__ = ["Dispersion", "DispersionByText", "Spread", "dispersion"]

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """How one query is spread over the texts; where few people say it, no number but that of the texts is shown.

    Args:
        query: What was looked for.
        count: How often it is there; `None` where that is not shown.
        per_thousand: How often a thousand words.
        texts: In how many texts (range).
        of_texts: How many texts there are.
        people: How many people say it.
        dp: Deviation of proportions (Gries 2008); NaN where it is nowhere.
        dp_norm: The same over the most it could be (Lijffijt & Gries 2012); NaN where there is one text.
        juilland_d: Juilland's D of relative frequencies; NaN where there is one text, or nothing.
    """

    query: str
    count: int | None
    per_thousand: float | None
    texts: int | None
    of_texts: int
    people: int | None
    dp: float | None
    dp_norm: float | None
    juilland_d: float | None


@dataclass(frozen=True, repr=False, eq=False)
class Dispersion(Tabular):
    """How some queries are spread over the texts, one row a query.

    Args:
        concordances: Their places.
        among: Whose words were looked at.
        small_cells: What was done about few people.
        counted: What was looked at.
    """

    concordances: tuple[Concordance, ...]
    among: Spoken
    small_cells: SmallCells
    counted: Counted

    @cached_property
    def spreads(self) -> tuple[Spread, ...]:
        """The figures of each query; none where a group of few people was asked for."""
        if self.hidden:
            return ()
        tallied = self.tallied
        columns = (deviations(tallied), normed(deviations(tallied), tallied.sizes), juilland(tallied))
        words = int(tallied.sizes.sum())
        rows = []
        for number, one in enumerate(self.concordances):
            count, people, of_texts = one.total, one.found.people(self.among), int(tallied.sizes.size)
            if few_behind(np.array([count]), np.array([people]), self.small_cells).any():
                rows.append(Spread(one.query, None, None, None, of_texts, None, None, None, None))
                continue
            figures = (float(column[number]) for column in columns)
            spread = (int(tallied.range[number]), of_texts, None if self.small_cells.how == "passages" else people)
            rows.append(Spread(one.query, count, _THOUSAND * count / words, *spread, *figures))
        return tuple(rows)

    @cached_property
    def tallied(self) -> Tally:
        """How often each query stands in each text; sizes are words that count."""
        index = self.among.index
        place = np.full(len(index.source_ids), -1, np.int64)
        place[self.among.documents] = np.arange(self.among.documents.size)
        starts = [one.found.start for one in self.concordances]
        item = np.repeat(np.arange(len(starts)), [start.size for start in starts])
        at = np.concatenate(starts) if starts else np.zeros(0, np.int64)
        sizes = np.bincount(documents_of(self.among), minlength=self.among.documents.size)
        counted = tally(item, place[index.source_of(at)], len(starts), int(self.among.documents.size))
        return Tally(counted.item, counted.part, counted.count, counted.items, sizes.astype(np.int64))

    @property
    def hidden(self) -> bool:
        """Whether nothing is shown, since a group of few people was asked for."""
        return few_people(self.among, self.small_cells)

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.spreads)

    def __iter__(self) -> Iterator[Spread]:
        """Go through the queries."""
        return iter(self.spreads)

    def __getitem__(self, query: str | int) -> Spread:
        """Give the figures of a query.

        Raises:
            UnknownIdError: Nobody asked for it.
        """
        if isinstance(query, int):
            return self.spreads[query]
        for one in self.spreads:
            if one.query == query:
                return one
        hint = t("Possible are: {names}", names=", ".join(one.query for one in self.spreads))
        raise UnknownIdError(t("«{query}» was not looked for.", query=query), hint=hint)

    def by_text(self) -> "DispersionByText":
        """Give how often each query stands in each text; such a table names single texts, and so single people."""
        return DispersionByText(self)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("query", "count", "per_thousand", "texts", "of_texts", "people", "dp", "dp_norm", "juilland_d")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per query."""
        for one in self.spreads:
            yield tuple(getattr(one, column) for column in self.columns)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("query"), t("times"), t("per 1000 words"), t("texts"), t("people"), t("unevenness (DP)"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per query, rounded."""
        for one in self.spreads:
            people = HIDDEN if one.people is None else one.people
            if one.count is None or one.per_thousand is None or one.dp is None:
                yield (one.query, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN)
                continue
            texts = t("{n} of {total}", n=one.texts, total=one.of_texts)
            dp = "–" if np.isnan(one.dp) else f"{one.dp:.2f}"
            yield (one.query, one.count, f"{one.per_thousand:.2f}", texts, people, dp)

    @property
    def caption(self) -> str:
        """Say what was looked for."""
        if self.hidden:
            return too_few(self.small_cells)
        return t("How evenly over {texts}", texts=tn("{n} text", "{n} texts", int(self.among.documents.size)))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at, and how to read the figures."""
        reading = t("DP: 0 where it is spread as the words are, near 1 where it is heaped in few texts (Gries 2008).")
        return (*self.counted.notes, small_note(self.small_cells), reading)


@dataclass(frozen=True, repr=False, eq=False)
class DispersionByText(Tabular):
    """How often queries stand in each text.

    Args:
        whole: What was found in all.
    """

    whole: Dispersion

    @property
    def counted(self) -> Counted:
        """What was looked at."""
        return self.whole.counted

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("source", "words", "query", "count", "per_thousand")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per text and query."""
        if self.whole.hidden:
            return
        names = [self.whole.among.index.source_ids[number] for number in self.whole.among.documents.tolist()]
        table = self.whole.tallied.table(np.arange(len(self.whole)))
        for place, (name, words) in enumerate(zip(names, self.whole.tallied.sizes.tolist(), strict=True)):
            for one, count in zip(self.whole.concordances, table[:, place].tolist(), strict=True):
                yield (name, words, one.query, int(count), _THOUSAND * count / words)

    @property
    def caption(self) -> str:
        """Say what this is."""
        return t("How often in each text")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("text"), t("words"), t("query"), t("times"), t("per 1000 words"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per text and query, rounded."""
        return ((*row[:4], f"{row[4]:.2f}") for row in self.rows())

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was looked at."""
        return (*self.counted.notes, t("Names single people: for use inside of the project, not for publication."))


def dispersion(
    material: Material,
    query: Query | Sequence[Query],
    *,
    where: Where | None = None,
    interviewer: bool = False,
    language: str | None = None,
    small: SmallCells | str | None = None,
) -> Dispersion:
    """Tell how evenly words, phrases or patterns are spread over the texts: range, DP, DPnorm, Juilland's D.

    Args:
        material: Texts, a project, or a selection from one, whose texts count.
        query: As in `concordance`; or several.
        where: Which turns, by what is known about them: `{"role": "assistent"}`.
        interviewer: Whether what interviewers say counts.
        language: `nb` and `nn` look at Norwegian turns, `en` at English ones; by default all are looked at.
        small: What is done about numbers from few people; by default they are not shown.

    Raises:
        CueError: A query does not follow the cue language, or is no regular expression.
        DataError: A setting is not possible, or there are no words to look at.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    queries = [query] if isinstance(query, (str, Cue)) or not isinstance(query, Sequence) else list(query)
    if not queries:
        raise DataError(
            t("Nothing is looked for."), hint=t("Give a word or several: {example}", example='["makt", "rom"]')
        )
    among = spoken(material, where=where, interviewer=interviewer)
    small_cells = small_of(small, among)
    found = tuple(Concordance(query_text(one), among, find(one, among, language)) for one in queries)
    asked = " · ".join(one.query for one in found)
    return Dispersion(found, among, small_cells, _counted(among, small_cells).given(query=asked))


def _counted(among: Spoken, small_cells: SmallCells) -> Counted:
    """Say what is counted; of few people not how many they are."""
    return among.counted.hiding("people") if few_people(among, small_cells) else among.counted
