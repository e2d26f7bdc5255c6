"""Where actors stand when levels are bands: in rows that their labels fit in, near those they have ties with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.analysis.actors import ActorNetwork, ActorTie
from fou_toolkit.figures.plain import width_of
from fou_toolkit.figures.style import MARKERS, PALETTE

__all__ = ["LETTERS", "LINE", "NAMES", "Band", "bands_of", "level_lines", "placed", "wrapped"]

LETTERS: Final = 7.5
"""Points of the letters of labels."""
LINE: Final = 0.13
"""Height of a line of a label, in inches."""
_WRAP: Final = 18
"""Letters in a line of a label."""
_LINES: Final = 4
_GAP: Final = 0.16
"""Between two labels, in inches."""
_ABOVE: Final = 0.24
"""Room for arrows above a row of nodes, in inches."""
NAMES: Final = 14
"""Letters in a line of a level's name."""
_SWEEPS: Final = 6
"""How often nodes are moved towards those they have ties with."""


@dataclass(frozen=True, slots=True)
class Band:
    """A level: its name, its look, and the nodes in it, row by row from below."""

    name: str
    marker: str
    colour: str
    rows: tuple[tuple[str, ...], ...]


def wrapped(label: str) -> list[str]:
    """Break the label of a node into lines; what is too long ends with a sign."""
    return wrap(label, _WRAP, max_lines=_LINES, placeholder=" …", break_long_words=True) or [label]


def level_lines(result: ActorNetwork) -> list[list[str]]:
    """Give the lines of the names of all bands that there can be."""
    names = [level.name for level in result.lexicon.levels]
    return [wrap(str(name), NAMES) for name in names] + [wrap(t("across levels"), NAMES)]


def _band_of(result: ActorNetwork, node: str, level: str) -> str:
    """Give what a band is about: a level, sites, or nodes that belong to no level."""
    if level:
        return level
    return "" if result.by != "site" or node in result.lexicon else "site"


def bands_of(
    result: ActorNetwork, ties: Sequence[ActorTie], labels: Mapping[str, list[str]], width: float
) -> list[Band]:
    """Give the bands from below, each with its nodes in rows."""
    level_of = {node.id: node.level for node in result.nodes}
    members: dict[str, list[str]] = {}
    for node in (one for one in level_of if one in labels):
        members.setdefault(_band_of(result, node, level_of[node]), []).append(node)
    known = [level.id for level in result.lexicon.levels]
    order = ["site", *known, *sorted(set(members) - {"site", "", *known}), ""]
    names = {**{level: result.lexicon.level_name(level) for level in order}, "": t("across levels"), "site": t("site")}
    sizes = {node: width_of(lines, LETTERS) + _GAP for node, lines in labels.items()}
    rows = {band: _filled(members[band], sizes, width) for band in order if band in members}
    sorted_rows = _untangled(rows, ties)
    return [
        Band(names[band], MARKERS[number % len(MARKERS)], PALETTE[number % len(PALETTE)], sorted_rows[band])
        for number, band in enumerate(order)
        if band in members
    ]


def _filled(nodes: Sequence[str], sizes: Mapping[str, float], width: float) -> list[list[str]]:
    """Put nodes into as few rows as their labels fit in, about as many in each."""
    least = max(1, int(-(-sum(sizes[node] for node in nodes) // width)))
    for count in range(least, len(nodes) + 1):
        rows = [list(nodes[number::count]) for number in range(count)]
        if all(sum(sizes[node] for node in row) <= width for row in rows):
            return rows
    return [[node] for node in nodes]


def _untangled(rows: Mapping[str, list[list[str]]], ties: Sequence[ActorTie]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Sort each row by where those are that its nodes have ties with, so that fewer arrows cross."""
    near: dict[str, list[tuple[str, int]]] = {}
    for tie in ties:
        near.setdefault(tie.source, []).append((tie.target, tie.sentences))
        near.setdefault(tie.target, []).append((tie.source, tie.sentences))
    found = {band: [list(row) for row in lists] for band, lists in rows.items()}
    for _ in range(_SWEEPS):
        for lists in found.values():
            at = _shares(found.values())
            for row in lists:
                row.sort(key=lambda node: round(_middle(node, near, at), 9))
    return {band: tuple(tuple(row) for row in lists) for band, lists in found.items()}


def _shares(bands: Iterable[list[list[str]]]) -> dict[str, float]:
    """Give how far to the right each node stands in its row, from 0 to 1."""
    return {node: (place + 0.5) / len(row) for rows in bands for row in rows for place, node in enumerate(row)}


def _middle(node: str, near: Mapping[str, list[tuple[str, int]]], at: Mapping[str, float]) -> float:
    """Give the mean place of a node's neighbours, the heavy ones more than the light ones."""
    weight = sum(count for _, count in near[node])
    return sum(at[other] * count for other, count in near[node]) / weight


def placed(
    bands: Sequence[Band], labels: Mapping[str, list[str]], left: float, width: float
) -> tuple[dict[str, tuple[float, float]], list[float]]:
    """Give the place of each node, and the borders of the bands from below; in inches."""
    places: dict[str, tuple[float, float]] = {}
    borders, low = [0.0], 0.0
    for band in bands:
        for row in band.rows:
            sizes = [width_of(labels[node], LETTERS) for node in row]
            slack = (width - left - sum(sizes)) / (len(row) + 1)
            at = left + slack
            base = low + 0.06 + LINE * max(len(labels[node]) for node in row)
            for node, size in zip(row, sizes, strict=True):
                places[node] = (at + size / 2, base + 0.2)
                at += size + slack
            low = base + 0.4 + _ABOVE
        borders.append(low)
    return places, borders
