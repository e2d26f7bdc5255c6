"""The verb `frequencies`: which words are said how often, in how many texts, by how many people, how evenly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.groups import Groups, groups_of
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells, merge_small, people_of_groups
from fou_toolkit.analysis.words.checks import few_people, few_words_notes, from_one, small_note, small_of, too_few
from fou_toolkit.analysis.words.evenness import deviations
from fou_toolkit.analysis.words.hiding import few_behind, hidden_cells, hidden_groups
from fou_toolkit.analysis.words.order import alphabetical
from fou_toolkit.analysis.words.spoken import Ints, Material, Spoken, Where, spoken
from fou_toolkit.analysis.words.tally import Items, distinct, documents_of, items_of, tally
from fou_toolkit.errors import UnknownIdError

__all__ = ["Frequencies", "frequencies"]

Floats = npt.NDArray[np.float64]

_THOUSAND: Final = 1000


@dataclass(frozen=True, repr=False, eq=False)
class Frequencies(Tabular):
    """Words with how often they are said, the most frequent first; words that few people use have no row.

    Args:
        words: The words, each with `no` (bokmål and nynorsk) or `en`.
        count: How often, shape `(w,)`.
        texts: In how many texts.
        people: By how many people; -1 where people are not counted.
        dp: Deviation of proportions over the texts (Gries 2008).
        groups: What the columns behind are about; `None` for none.
        by_group: How often in each group, shape `(w, g)`; -1 where that is not shown.
        sizes: Words of each group, shape `(g,)`; 0 where nothing is shown of a group.
        total: All words that were counted, those without a row among them.
        left_out: How many of these are function words that were left out.
        few_words: How many words are left out because few people use them.
        hidden: Whether nothing is shown, since a group of few people was asked for.
        small_cells: What was done about few people.
        counted: Whose words were counted.
    """

    words: tuple[tuple[str, str], ...]
    count: Ints
    texts: Ints
    people: Ints
    dp: Floats
    groups: Groups | None
    by_group: Ints
    sizes: Ints
    total: int
    left_out: int
    few_words: int
    hidden: bool
    small_cells: SmallCells
    counted: Counted

    def __len__(self) -> int:
        """Give the number of words that have a row."""
        return len(self.words)

    def head(self, count: int) -> "Frequencies":
        """Keep the most frequent."""
        kept = slice(from_one("count", count))
        arrays = {name: getattr(self, name)[kept] for name in ("words", "count", "texts", "people", "dp", "by_group")}
        return replace(self, **arrays)

    def __getitem__(self, word: str) -> dict[str, object]:
        """Give the row of a word, by column; the Norwegian one of two.

        Raises:
            UnknownIdError: It has no row.
        """
        for number, (known, _) in sorted(enumerate(self.words), key=lambda item: item[1][1] == "en"):
            if known == word:
                return dict(zip(self.columns, self._row(number), strict=True))
        hint = t("Dictionary forms are counted; ask for forms: {option}", option='kind="form"')
        hint = " ".join((hint, *few_words_notes(self.few_words, self.small_cells)))
        raise UnknownIdError(t("«{word}» has no row.", word=word), hint=hint)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(f"{self.groups.attribute}={value}" for value in self.groups.values) if self.groups else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; two for each group: how often, and how often a thousand words of the group."""
        each = (column for name in self._names for column in (name, f"{name} per thousand"))
        return ("word", "language", "count", "per_thousand", "texts", "people", "dp", *each)

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word; `None` where a number is not shown."""
        return (self._row(number) for number in range(len(self)))

    def _row(self, number: int) -> tuple[object, ...]:
        count, people = int(self.count[number]), int(self.people[number])
        cells: list[object] = []
        for found, size in zip(self.by_group[number].tolist(), self.sizes.tolist(), strict=True):
            cells += (None, None) if found < 0 else (found, _THOUSAND * found / max(size, 1))
        rate = _THOUSAND * count / self.total
        shown = None if people < 0 else people
        return (*self.words[number], count, rate, int(self.texts[number]), shown, float(self.dp[number]), *cells)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        base = (t("word"), t("times"), t("per 1000 words"), t("texts"), t("people"), t("unevenness (DP)"))
        return (*base, *(self.groups.labels if self.groups else ()))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per word; in the columns of groups, how often a thousand words."""
        several = len({language for _, language in self.words}) > 1
        for row in self.rows():
            word = f"{row[0]} ({row[1]})" if several and row[1] == "en" else str(row[0])
            people = HIDDEN if row[5] is None else row[5]
            rates = [HIDDEN if rate is None else f"{rate:.2f}" for rate in row[8::2]]
            yield (word, row[2], f"{row[3]:.2f}", row[4], people, f"{row[6]:.2f}", *rates)

    @property
    def caption(self) -> str:
        """Say how many words there are."""
        if self.hidden:
            return too_few(self.small_cells)
        rows = tn("{n} different word", "{n} different words", len(self))
        return t(
            "{rows}; {n} words were said in all", rows=rows, n=f"{self.total:,}".replace(",", "\N{NO-BREAK SPACE}")
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what is not shown."""
        if self.hidden:
            return (*self.counted.notes, too_few(self.small_cells))
        notes = [*self.counted.notes, small_note(self.small_cells)]
        notes += few_words_notes(self.few_words, self.small_cells)
        if self.groups:
            notes.append(t("Columns of groups: times per 1000 words of the group."))
            if not self.small_cells.shows_all:
                notes.append(t("Where one number of a row could be worked out from the others, one more is not shown."))
        if self.left_out:
            notes.append(tn("{n} function word is left out.", "{n} function words are left out.", self.left_out))
        notes.append(t("A word that few people use can point at them, whatever its number: read the list first."))
        return tuple(notes)


def frequencies(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Material,
    *,
    by: str | None = None,
    kind: str = "lemma",
    least: int = 1,
    function_words: bool = True,
    where: Where | None = None,
    interviewer: bool = False,
    small: SmallCells | str | None = None,
) -> Frequencies:
    """Count words: how often they are said, in how many texts, by how many people, and how evenly over the texts.

    Words are those of the index: speech only, without marks and fillers. Bokmål and nynorsk are counted together,
    English apart. Rates are per thousand of all words, function words included, so that they stay the same.

    Args:
        material: Texts, a project, or a selection from one, whose texts count.
        by: Attribute whose values get columns of their own: `role`, `level`, `phase` ...
        kind: `lemma`: forms of a word are put together, under the dictionary's first choice; `form`: as it is said.
        least: Times that a word has to be said to have a row.
        function_words: Whether words such as `og` and `det` have rows.
        where: Which turns, by what is known about them: `{"role": "assistent"}`.
        interviewer: Whether what interviewers say counts.
        small: What is done about numbers from few people; by default they are not shown, and words that few people
            use have no row.

    Raises:
        DataError: A setting is not possible, or there are no words to count.
        UnknownIdError: Nothing is known of such an attribute, or no turn has the value.
    """
    from_one("least", least)
    among = spoken(material, where=where, interviewer=interviewer)
    small_cells = small_of(small, among)
    items = items_of(among.index.vocabulary, kind)
    item = items.of_type[among.index.type[among.words]]
    by_text = tally(item, documents_of(among), len(items), int(among.documents.size))
    total = by_text.total
    kept = np.flatnonzero((total >= least) & (function_words | ~items.function))
    hidden = few_people(among, small_cells)
    kept = kept[:0] if hidden else kept
    people = distinct(item, among.table.people[1][among.index.turn[among.words]], len(items))
    few = few_behind(total[kept], people[kept], small_cells)
    kept = kept[~few]
    kept = np.array(sorted(kept.tolist(), key=_order_of(items, total)), np.int64)
    groups = _groups(among, by, small_cells)
    table, sizes = _by_group(among, item, len(items), groups, small_cells)
    return Frequencies(
        words=tuple(items.words[number] for number in kept.tolist()),
        count=total[kept],
        texts=by_text.range[kept],
        people=np.full(kept.size, -1) if small_cells.how == "passages" else people[kept],
        dp=deviations(by_text)[kept],
        groups=groups,
        by_group=table[kept],
        sizes=sizes,
        total=0 if hidden else int(item.size),
        hidden=hidden,
        left_out=0 if function_words else int((items.function & (total >= least)).sum()),
        few_words=int(few.sum()),
        small_cells=small_cells,
        counted=(among.counted.hiding("people") if hidden else among.counted).given(
            kind=kind, least=least, **({"by": by} if by else {})
        ),
    )


def _order_of(items: Items, total: Ints):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a key for sorting
    counts = total.tolist()
    return lambda number: (-counts[number], alphabetical(items.words[number][0]), items.words[number][1])


def _groups(among: Spoken, by: str | None, small_cells: SmallCells) -> Groups | None:
    """Give the groups of which somebody speaks; small ones in one, where that is asked for."""
    if by is None:
        return None
    groups = groups_of(among.corpus, by)
    if small_cells.how == "merge":
        groups, _ = merge_small(groups, people_of_groups(among.corpus, groups, among.turns), small_cells.threshold)
    speaking = np.unique(groups.number[among.turns & (np.diff(among.index.turn_word) > 0)])
    place = np.full(len(groups.values), -1, np.int64)
    place[speaking] = np.arange(speaking.size)
    return Groups(groups.attribute, tuple(groups.values[number] for number in speaking.tolist()), place[groups.number])


def _by_group(
    among: Spoken, item: Ints, items: int, groups: Groups | None, small_cells: SmallCells
) -> tuple[Ints, Ints]:
    """Count words by group, and the words of each group; -1 where a number is not shown."""
    if groups is None:
        return np.zeros((items, 0), np.int64), np.zeros(0, np.int64)
    many = len(groups.values)
    turn = among.index.turn[among.words]
    cell = item * many + groups.number[turn]
    count = np.bincount(cell, minlength=items * many).reshape(items, many).astype(np.int64)
    people = distinct(cell, among.table.people[1][turn], items * many).reshape(items, many)
    # How much a group of few people says is a number about few people, too; and so is what it never says.
    closed = hidden_groups(distinct(groups.number[turn], among.table.people[1][turn], many), small_cells)
    hidden = hidden_cells(count if small_cells.how == "passages" else people, small_cells, closed)
    sizes = np.where(closed, 0, np.bincount(groups.number[turn], minlength=many).astype(np.int64))
    return np.where(hidden, -1, count), sizes
