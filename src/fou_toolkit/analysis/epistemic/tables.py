"""Tables beside the groups: single networks, and codes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.counted import Counted

__all__ = ["CodePlace", "CodePlaces", "UnitPoint", "UnitPoints"]


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """One network.

    Args:
        unit: Whose it is.
        group: The value that its group has.
        label: What the group is called.
        lines: How many lines were said.
        connections: In how many lines pairs of codes are connected, all pairs added.
        x: Where it stands; NaN without a connection.
        y: The same.
    """

    unit: str
    group: str
    label: str
    lines: int
    connections: int
    x: float
    y: float


@dataclass(frozen=True, repr=False)
class UnitPoints(Tabular):
    """Single networks.

    Args:
        points: The networks.
        counted: What was counted.
    """

    points: tuple[UnitPoint, ...]
    counted: Counted

    def __len__(self) -> int:
        """Give their number."""
        return len(self.points)

    def __iter__(self) -> Iterator[UnitPoint]:
        """Go through them."""
        return iter(self.points)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a network."""
        return ("unit", "group", "lines", "connections", "x", "y")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per network."""
        for one in self.points:
            yield (one.unit, one.group, one.lines, one.connections, one.x, one.y)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("who"), t("group"), t("lines"), t("connections"), "x", "y")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the networks with rounded places."""
        for one in self.points:
            yield (one.unit, one.label, one.lines, one.connections, _rounded(one.x), _rounded(one.y))

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} network of codes", "{n} networks of codes", len(self.points))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted, and that single people are named."""
        return (*self.counted.notes, t("Names single people: for use inside of the project, not for publication."))


@dataclass(frozen=True, slots=True)
class CodePlace:
    """One code.

    Args:
        code: Its id.
        name: Its name.
        lines: In how many lines it stands.
        x: Where it stands; NaN where it is connected with nothing.
        y: The same.
    """

    code: str
    name: str
    lines: int
    x: float
    y: float


@dataclass(frozen=True, repr=False)
class CodePlaces(Tabular):
    """Where codes stand.

    Args:
        places: The codes.
        counted: What was counted.
    """

    places: tuple[CodePlace, ...]
    counted: Counted

    def __len__(self) -> int:
        """Give their number."""
        return len(self.places)

    def __iter__(self) -> Iterator[CodePlace]:
        """Go through them."""
        return iter(self.places)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a code."""
        return ("code", "name", "lines", "x", "y")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code."""
        for one in self.places:
            yield (one.code, one.name, one.lines, one.x, one.y)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`."""
        return (t("code"), t("lines"), "x", "y")

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the codes with rounded places."""
        for one in self.places:
            yield (f"{one.code} {one.name}", one.lines, _rounded(one.x), _rounded(one.y))

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} code", "{n} codes", len(self.places))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return self.counted.notes


def _rounded(value: float) -> str:
    return "–" if math.isnan(value) else f"{round(value, 2) + 0.0:.2f}"
