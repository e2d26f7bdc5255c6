"""The mean network of a group, or the difference of two groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.epistemic.tables import CodePlaces

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MeanNetwork"]


@dataclass(frozen=True, repr=False)
class MeanNetwork(Tabular):
    """How strongly pairs of codes are connected, on the mean of a group's networks, each of length 1.

    Args:
        ties: Ids of two codes, and the strength of their connection; of a difference, above 0 where it is stronger in
            the first group. Pairs that nobody connects are left out. The strongest come first.
        codes: The codes, with their places.
        group: What the group is called; empty for all.
        other: What the group is called that was taken away; empty where there is none.
        counted: What was counted.
        said: More notes.
        hidden: Why nothing is shown; empty where it is.
    """

    ties: tuple[tuple[str, str, float], ...]
    codes: CodePlaces
    group: str
    other: str
    counted: Counted
    said: tuple[str, ...] = ()
    hidden: str = ""

    def __len__(self) -> int:
        """Give the number of pairs."""
        return len(self.ties)

    def to_graph(self, *, least: float = 0.0) -> "nx.Graph[str]":
        """Give the network.

        Args:
            least: Weaker connections are left out; of a difference, those that differ by less.

        Returns:
            All codes with `name`, `count` (lines), `x` and `y`; an edge for each pair, with `weight` and, of a
            difference, `sign`: 1 where it is stronger in the first group.
        """
        import networkx as nx  # noqa: PLC0415 - heavy, imported where used

        graph: nx.Graph[str] = nx.Graph()
        for code in self.codes:
            graph.add_node(code.code, name=code.name, count=code.lines, x=code.x, y=code.y)
        for one, other, weight in self.ties:
            if abs(weight) >= least:
                graph.add_edge(one, other, weight=abs(weight), sign=1 if weight >= 0 else -1)
        return graph

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a pair of codes."""
        return ("code_a", "code_b", "name_a", "name_b", "weight")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per pair of codes."""
        names = {code.code: code.name for code in self.codes}
        for one, other, weight in self.ties:
            yield (one, other, names[one], names[other], weight)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("code"), t("and"), t("difference") if self.other else t("strength"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the pairs with rounded strengths."""
        for one, other, name, name_too, weight in self.rows():
            yield (f"{one} {name}", f"{other} {name_too}", f"{weight:+.2f}" if self.other else f"{weight:.2f}")

    @property
    def caption(self) -> str:
        """Say whose network it is, or why it is not shown."""
        if self.hidden:
            return self.hidden
        count = tn("{n} pair of codes", "{n} pairs of codes", len(self.ties))
        if self.other:
            return t("{group} less {other}: {pairs}", group=self.group, other=self.other, pairs=count)
        return f"{self.group}: {count}" if self.group else count

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.counted.notes, *self.said)
