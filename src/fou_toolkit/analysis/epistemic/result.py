"""Networks of codes by group: where they stand, and how sure that is."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.cooccurrence.windows import Window
from fou_toolkit.analysis.counted import Counted
from fou_toolkit.analysis.epistemic.network import MeanNetwork
from fou_toolkit.analysis.epistemic.space import Space
from fou_toolkit.analysis.epistemic.tables import CodePlaces, UnitPoint, UnitPoints
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.groups import ATTRIBUTES
from fou_toolkit.analysis.small_cells import HIDDEN, SmallCells
from fou_toolkit.errors import DataError, UnknownIdError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EpistemicNetworks", "GroupMean"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The mean of a group's networks.

    Args:
        group: The value that the group has.
        label: What it is called.
        people: Who speaks in it, how many; `None` where the group is not shown.
        units: Networks with a connection.
        lines: Lines that were said.
        x: Where the mean stands, with its interval.
        y: The same.
        hidden: Whether too few people are behind it, or behind what it would give away.
    """

    group: str
    label: str
    people: int | None
    units: int | None
    lines: int | None
    x: Estimate
    y: Estimate
    hidden: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class EpistemicNetworks(Tabular):
    """Networks of codes; one row a group.

    Args:
        means: The groups.
        codes: Where the codes stand.
        all_points: The single networks of groups that are shown; see `units`.
        networks: Mean network of each group, and of all behind them, shape `(groups + 1, pairs)`; NaN where hidden.
        pairs: Ids of the two codes of each pair.
        space: The space that networks and codes stand in, with the points of `all_points`.
        window: How far apart connected codes may be.
        attributes: What units and groups are: names of attributes.
        small: What happened to small groups.
        counted: What was counted.
        merged: Which groups were put together.
        few: Whether there are fewer networks than codes.
        silent: Networks without a connection, hidden ones as well; `None` where their number is hidden.
        names_people: Whether the single networks are those of people.
    """

    means: tuple[GroupMean, ...]
    codes: CodePlaces
    all_points: tuple[UnitPoint, ...]
    networks: Floats
    pairs: tuple[tuple[str, str], ...]
    space: Space
    window: Window
    attributes: tuple[str, str]
    small: SmallCells
    counted: Counted
    merged: tuple[str, ...] = ()
    few: bool = False
    silent: int | None = 0
    names_people: bool = False

    def __len__(self) -> int:
        """Give the number of groups."""
        return len(self.means)

    def __iter__(self) -> Iterator[GroupMean]:
        """Go through the groups."""
        return iter(self.means)

    def __getitem__(self, group: str) -> GroupMean:
        """Give a group by its value or label.

        Raises:
            UnknownIdError: There is no such group.
        """
        return self.means[self._place(group)]

    def _place(self, group: str) -> int:
        for place, mean in enumerate(self.means):
            if group in (mean.group, mean.label):
                return place
        hint = t("There are: {ids}", ids=", ".join(mean.label for mean in self.means))
        raise UnknownIdError(t("There is no group «{name}».", name=group), hint=hint)

    @property
    def units(self) -> UnitPoints:
        """The single networks of groups that are shown: of single people, where these are the units."""
        return UnitPoints(self.all_points, self.counted)

    @property
    def goodness(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """How well the places of codes explain those of networks: Pearson's and Spearman's correlation by axis."""
        return self.space.pearson, self.space.spearman

    def network(self, group: str | None = None) -> MeanNetwork:
        """Give the mean network of a group; by default of all: if these are few people, it is empty and says why.

        Raises:
            UnknownIdError: There is no such group.
            DataError: It is not shown.
        """
        if group is None and self._hides(len(self.means)):
            return MeanNetwork((), self.codes, "", "", self.counted, self._said, self._few)
        label = "" if group is None else self[group].label
        return self._made(self._weights(group), label, "")

    def difference(self, group: str, other: str) -> MeanNetwork:
        """Give the mean network of one group less that of another.

        Raises:
            UnknownIdError: There is no such group.
            DataError: One of them is not shown.
        """
        weights = self._weights(group) - self._weights(other)
        return self._made(weights, self[group].label, self[other].label)

    def to_graph(self, group: str | None = None, *, least: float = 0.0) -> "nx.Graph[str]":
        """Give the mean network of a group as a network; see `MeanNetwork.to_graph`."""
        return self.network(group).to_graph(least=least)

    def _weights(self, group: str | None) -> Floats:
        place = len(self.means) if group is None else self._place(group)
        if self._hides(place):
            hint = t('Put groups together: small="merge"; or, for use inside of the project only: small="show".')
            raise DataError(self._few, hint=hint)
        weights: Floats = self.networks[place]
        return weights

    def _hides(self, place: int) -> bool:
        return bool(self.networks[place].size and np.isnan(self.networks[place]).all())

    @property
    def _few(self) -> str:
        return t("Networks of fewer than {n} people are not shown.", n=self.small.threshold)

    def _made(self, weights: Floats, group: str, other: str) -> MeanNetwork:
        # Differences that are rounding only are none.
        order = [place for place in np.argsort(-np.abs(weights), kind="stable").tolist() if abs(weights[place]) > 1e-12]  # noqa: PLR2004
        ties = tuple((*self.pairs[place], float(weights[place])) for place in order)
        return MeanNetwork(ties, self.codes, group, other, self.counted, self._said)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a group."""
        return ("group", "people", "units", "lines", "x", "x_low", "x_high", "y", "y_low", "y_high", "hidden")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per group."""
        for one in self.means:
            where = (one.x.value, one.x.low, one.x.high, one.y.value, one.y.low, one.y.high)
            yield (one.group, one.people, one.units, one.lines, *where, one.hidden)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        name = self.attributes[1]
        group = t(ATTRIBUTES[name]) if name in ATTRIBUTES else name or t("group")
        return (group, t("people"), t("networks"), t("lines"), "x", "y")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the groups with rounded places; hidden numbers have a sign."""
        for one in self.means:
            if one.hidden:
                yield (one.label, *([HIDDEN] * 5))
            else:
                yield (one.label, one.people, one.units, one.lines, str(one.x), str(one.y))

    @property
    def caption(self) -> str:
        """Say what is connected, and by whom."""
        groups = tn("{n} group", "{n} groups", len(self.means))
        codes = tn("{n} code", "{n} codes", len(self.codes))
        return t(
            "Networks of {codes} in windows of {units}: {groups}", codes=codes, units=self.window.length, groups=groups
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, how well it is shown, and what to beware of."""
        names = t("Names single people: for use inside of the project, not for publication.")
        return (*self.counted.notes, *self._said, *((names,) if self.names_people else ()))

    @property
    def _said(self) -> tuple[str, ...]:
        shares = [f"{share:.0%}" for share in self.space.explained.tolist()]
        said = [t("The axes show {x} and {y} of how networks differ.", x=shares[0], y=shares[1])]
        if not any(math.isnan(value) for value in self.space.pearson):
            fit = [f"{value:.2f}" for value in (*self.space.pearson, *self.space.spearman)]
            said.append(
                t(
                    "Networks and the centres of their codes go together: Pearson {x} and {y}, Spearman {u} and {v}.",
                    x=fit[0],
                    y=fit[1],
                    u=fit[2],
                    v=fit[3],
                )
            )
        if self.few:
            said.append(t("There are fewer networks than codes: codes could stand elsewhere as well."))
        if self.silent is None:
            said.append(t("Some networks have no connection and no place."))
        elif self.silent:
            said.append(
                tn("{n} network has no connection and no place.", "{n} networks have none and no place.", self.silent)
            )
        if not all(math.isnan(mean.x.low) for mean in self.means):
            said.append(t("Intervals: whole texts were drawn again and again; the axes stay as they are."))
        if self.merged:
            said.append(t("Put together: {names}.", names=", ".join(self.merged)))
        return (*said, self.small.note)
