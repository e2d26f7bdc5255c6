"""Which codes stand together: counts, coefficients, warnings, the passages."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.cooccurrence.chosen import Chosen, refuse_without_texts
from fou_toolkit.analysis.cooccurrence.measures import MEASURES, measured
from fou_toolkit.analysis.cooccurrence.pairs import Pair, pairs_of, warnings_of
from fou_toolkit.analysis.cooccurrence.passages import passages
from fou_toolkit.analysis.cooccurrence.shown import Shown
from fou_toolkit.analysis.cooccurrence.windows import Window
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.quotations import Quotations
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.errors import UnknownIdError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = ["Cooccurrence"]

Floats = npt.NDArray[np.float64]

_UNIT: Final = {
    "sentence": mark("the same sentence"),
    "turn": mark("the same turn"),
    "document": mark("the same text"),
    "overlap": mark("passages that overlap"),
}


@dataclass(frozen=True, eq=False, repr=False)
class Cooccurrence(Tabular):
    """Which codes stand together, the most frequent pairs first.

    Args:
        _chosen: The codings, and the names of their codes.
        together: The counts, but for those that are hidden.
        within: What codes stand together in.
        window: How large windows are; `None` where there are none.
        only: Id of a code that all pairs have; empty for all pairs.
    """

    _chosen: Chosen
    together: Shown
    within: str
    window: Window | None = None
    only: str = ""
    parameters: tuple[tuple[str, str], ...] = field(default=())

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the codes, in the order of the codebook; the order of all matrices."""
        return self._chosen.ids

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the codes."""
        return self._chosen.names

    @property
    def counted(self) -> Counted:
        """What was counted."""
        counted = replace(self._chosen.counted, parameters=self._chosen.counted.parameters + self.parameters)
        # From the number of all codings and of all codes but one, that one's could be told.
        return counted.hiding("codings") if np.diagonal(self.together.hidden).any() else counted

    @property
    def small(self) -> SmallCells:
        """What happened to numbers from few people."""
        return self.together.small

    @property
    def units(self) -> int | None:
        """Number of sentences, turns, windows or texts; `None` where overlaps were counted."""
        return self.together.units

    @property
    def counts(self) -> Floats:
        """How often two codes stand together, shape `(k, k)`; a code makes no pair with itself; NaN where hidden."""
        return self.together.pairs.copy()

    @property
    def single(self) -> Floats:
        """How often each code stands anywhere, shape `(k,)`; NaN where that is hidden."""
        return self.together.single.copy()

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that can be given here."""
        return MEASURES if self.units is not None else MEASURES[:2]

    def values(self, measure: str = "count") -> Floats:
        """Give a measure of all pairs, shape `(k, k)`, in the order of `ids`; NaN where nothing can be said.

        Raises:
            DataError: There is no such measure, or overlaps have none.
        """
        return measured(measure, self.counts, self.single, self.units)

    def matrix(self, measure: str = "count") -> "pd.DataFrame":
        """Give a measure of all pairs as a table with the ids of codes on both sides.

        Raises:
            DataError: There is no such measure, or overlaps have none.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, imported where used

        return pd.DataFrame(self.values(measure), index=list(self.ids), columns=list(self.ids))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs that stand together at all, the most frequent first."""
        found = pairs_of(self.together, self.ids, self.names)
        if self.only:
            return tuple(pair.seen_from(self.only) for pair in found if self.only in (pair.a, pair.b))
        return found

    def __len__(self) -> int:
        """Give the number of pairs that stand together."""
        return len(self.pairs)

    def __iter__(self) -> Iterator[Pair]:
        """Go through the pairs, the most frequent first."""
        return iter(self.pairs)

    def pairs_of(self, code: str) -> "Cooccurrence":
        """Keep the pairs of one code, which stands first in each.

        Raises:
            UnknownIdError: The code is not among those that were counted.
        """
        self._place(code)
        return replace(self, only=code)

    def _place(self, code: str) -> int:
        if code not in self.ids:
            hint = t("There are: {ids}", ids=", ".join(self.ids))
            raise UnknownIdError(t("There is no code «{id}».", id=code), hint=hint)
        return self.ids.index(code)

    def to_graph(self, measure: str = "count", *, least: float = 0.0) -> "nx.Graph[str]":
        """Give the codes and the pairs that stand together as a network.

        Args:
            measure: What `weight` of an edge is; the others stand beside it.
            least: Pairs below this are left out; by default, of PMI, those that are rarer than by chance.

        Returns:
            Codes with `name` and `count`; an edge for each pair, with `weight`, `count`, `texts` and the measures. What
            is hidden is not there.

        Raises:
            DataError: There is no such measure, or overlaps have none.
        """
        import networkx as nx  # noqa: PLC0415 - heavy, imported where used

        self.values(measure)
        graph: nx.Graph[str] = nx.Graph()
        for code, name, count in zip(self.ids, self.names, self.single.tolist(), strict=True):
            if not math.isnan(count):
                graph.add_node(code, name=name, count=int(count))
        for pair in self.pairs:
            if pair[measure] >= least:
                known: dict[str, Any] = {name: pair[name] for name in self.measures}
                known |= {"weight": pair[measure], "count": pair.count, "texts": pair.texts}
                graph.add_edge(pair.a, pair.b, **known)
        return graph

    def quotations(self, a: str, b: str, *, most: int | None = None, context: int = 0) -> Quotations:
        """Quote where two codes stand together; people take turns, so that one talker does not fill the list.

        Args:
            a: Id of one code.
            b: Id of the other.
            most: How many passages; by default all.
            context: Sentences before and behind, within the turn.

        Raises:
            UnknownIdError: A code is not among those that were counted.
            DataError: There are no texts.
        """
        one, other = self._place(a), self._place(b)
        if self._chosen.selection is None:
            refuse_without_texts("text")
        return passages(self._chosen, self.together, (one, other), most=most, context=context)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a pair."""
        who = ("code_a", "code_b", "name_a", "name_b")
        return (*who, "count", "count_a", "count_b", "texts", *MEASURES[1:], "out_of_range", "unequal")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per pair; `None` where a number is not shown, a band as text."""
        for one in self.pairs:
            yield (one.a, one.b, *one.names, *self._numbers(one), *one.strengths, one.out_of_range, one.unequal)

    def _numbers(self, pair: Pair) -> tuple[object, ...]:
        """Give how often two codes stand together, how often each, and in how many texts."""
        few = self.small.band if self.small.how == "passages" else None
        band = self.small.band if pair.banded else None
        singles = (few if count is None else count for count in pair.counts)
        return (band if pair.count is None else pair.count, *singles, band if pair.texts is None else pair.texts)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        more = (t("PMI"), t("lift")) if self.units is not None else ()
        return (t("code"), t("and"), t("together"), t("the first"), t("the second"), t("texts"), "c", *more)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the pairs with rounded figures and the signs of warnings."""
        for one in self.pairs:
            nothing = HIDDEN if one.count is None or None in one.counts else "–"
            c = nothing if math.isnan(one["c"]) else f"{one['c']:.2f}"
            known = (one["pmi"], one["lift"]) if self.units is not None else ()
            more = (nothing if math.isnan(value) else f"{value:.1f}" for value in known)
            numbers = (HIDDEN if number is None else number for number in self._numbers(one))
            labels = (f"{one.a} {one.names[0]}", f"{one.b} {one.names[1]}")
            yield (*labels, *numbers, f"{c}{one.signs}", *more)

    @property
    def stood_in(self) -> str:
        """Say what codes stand together in."""
        if self.window is None:
            return t(_UNIT[self.within])
        return t("a window of {units}", units=self.window.length)

    @property
    def caption(self) -> str:
        """Say how many pairs there are, and in what."""
        where = self.stood_in
        if not self.pairs:
            return t("No codes stand together in {where}.", where=where)
        count = tn("{n} pair of codes", "{n} pairs of codes", len(self.pairs))
        return t("{pairs} in {where}", pairs=count, where=where)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and what to beware of."""
        counted = self.counted
        if counted.corpus:
            said = list(counted.notes)
        else:
            texts = tn("{n} text", "{n} texts", counted.documents)
            coded = tn("{n} coding", "{n} codings", counted.codings)
            size = texts if "codings" in counted.hidden else f"{coded}, {texts}"
            said = [f"{t('Counted')}: {size}; {counted.whose}"]
        return (*said, *self.warnings, self.together.note)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be known to read the figures."""
        return warnings_of(self.pairs, self.together, self.window)
