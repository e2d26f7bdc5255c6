"""The verb `network_of_codes`: how groups connect codes."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.bootstrap import Bootstrap, checked_bootstrap, estimate
from fou_toolkit.analysis.cooccurrence.chosen import of_nodes
from fou_toolkit.analysis.cooccurrence.windows import Window, checked_window
from fou_toolkit.analysis.counted import Selection, selection_of
from fou_toolkit.analysis.epistemic.lines import PARTICIPANT, Lines, hidden_groups, lines_of
from fou_toolkit.analysis.epistemic.result import EpistemicNetworks, GroupMean
from fou_toolkit.analysis.epistemic.space import Space, normalised, space_of
from fou_toolkit.analysis.epistemic.stanzas import accumulated, pairs_of
from fou_toolkit.analysis.epistemic.tables import CodePlace, CodePlaces, UnitPoint
from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.groups import Groups, groups_of
from fou_toolkit.analysis.small_cells import SmallCells, small_cells_for
from fou_toolkit.errors import DataError
from fou_toolkit.model import Project

__all__ = ["network_of_codes"]

Floats = npt.NDArray[np.float64]

_USUAL: Final = Window(4, "turn")
_INTERVALS: Final = Bootstrap()
_HOW: Final = ("suppress", "merge", "show")
_FEWEST: Final = 2


def network_of_codes(  # noqa: PLR0913 - each is a choice that a methods section has to name
    material: Project | Selection,
    *,
    window: int | Window = _USUAL,
    by: str = "participant",
    groups: str | Groups | None = "role",
    codes: Collection[str] | None = None,
    small: SmallCells | str | None = None,
    bootstrap: Bootstrap | None = _INTERVALS,
    coders: str | Collection[str] | None = None,
    combine: str = "any",
    interviewer: bool = False,
) -> EpistemicNetworks:
    """Tell which codes people connect when they talk, and how groups differ (epistemic network analysis).

    A line connects two codes if it has one and its window, which ends with it, has the other. Lines are added up for
    each unit of analysis; networks are brought to length 1, centred, and placed on the two axes on which they differ
    most. Codes are placed so that the centre of a network's codes comes near to its point.

    Args:
        material: A project, or what `select` chose from one.
        window: Lines in a window, a number of turns or a `Window`; by default 4 turns.
        by: Attribute whose values are the units of analysis; a person who speaks in two groups is two units.
        groups: Attribute whose values are compared, or `groups_of(...)`; `None` for one group.
        codes: Ids of codes and themes, each of them a node; a theme is all of its codes but those that are nodes
            themselves. By default all themes.
        small: What happens to groups of few people: `suppress` (the default), `merge`, `show`, or `SmallCells`.
        bootstrap: How the intervals of means are made: texts are drawn. `None` for none.
        coders: Ids of the coders; see `select`.
        combine: `any` or `all`; see `select`.
        interviewer: Whether what interviewers say counts.

    Raises:
        DataError: A setting is not possible.
        UnknownIdError: There is no such code, coder or attribute.
    """
    selection = selection_of(material, coders=coders, combine=combine, interviewer=interviewer)
    size = checked_window(window, _USUAL)
    small = _small(selection, small)
    bootstrap = _intervals(bootstrap)
    nodes = _nodes(selection.project, codes)
    chosen = of_nodes(selection, nodes)
    known = _groups(selection, groups)
    coded = chosen.selection or selection
    lines = lines_of(chosen, coded, size, by, known, small)
    one, other = pairs_of(len(nodes))
    cell_of, unit, document = _cells(lines)
    cells = accumulated(lines.present, lines.first, size.size, cell_of, unit.size)
    networks = np.zeros((len(lines.units), one.size))
    np.add.at(networks, unit, cells)
    space = space_of(networks, one, other, len(nodes))
    hidden = hidden_groups(lines.people, small)
    middles = _middles(cells, unit, document, (len(coded.sources), lines, space), bootstrap)
    attributes = (by, known.attribute)
    there = networks.any(axis=1)
    silent = int((~there).sum())
    named = by == PARTICIPANT
    shown = ~np.array(hidden, np.bool_)[lines.group]
    drawn = (
        f"{bootstrap.replicates} × {bootstrap.over}, {bootstrap.confidence:g}, {bootstrap.seed}" if bootstrap else "-"
    )
    return EpistemicNetworks(
        means=_means(lines, networks, middles, hidden),
        codes=CodePlaces(
            tuple(
                CodePlace(name, title, int(count), x, y)
                for name, title, count, (x, y) in zip(
                    nodes, chosen.names, lines.present.sum(axis=0).tolist(), space.nodes.tolist(), strict=True
                )
            ),
            chosen.counted,
        ),
        all_points=_points(lines, networks, space, shown),
        networks=_mean_networks(lines, networks, hidden, small),
        pairs=tuple((nodes[a], nodes[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)),
        space=replace(space, points=space.points[shown], centroids=space.centroids[shown]),
        window=size,
        attributes=attributes,
        small=small,
        counted=chosen.counted.given(
            window=size,
            by=by,
            groups=known.attribute or "-",
            codes=" ".join(nodes),
            small=f"{small.how} {small.threshold}",
            bootstrap=drawn,
        ),
        merged=lines.merged,
        few=int(there.sum()) < len(nodes),
        silent=None if named and small.hides(silent) else silent,
        names_people=named and bool(shown.any()),
    )


def _small(selection: Selection, small: SmallCells | str | None) -> SmallCells:
    cells = small_cells_for(selection, small)
    if cells.how not in _HOW:
        hint = t("Possible are: {names}", names=", ".join(_HOW))
        raise DataError(t("«{value}» is not possible for {key}.", value=cells.how, key="small"), hint=hint)
    return cells


def _intervals(given: object) -> Bootstrap | None:
    bootstrap = checked_bootstrap(given)
    if bootstrap is not None and bootstrap.over != "documents":
        hint = t("Possible are: {names}", names="documents")
        raise DataError(t("«{value}» is not possible for {key}.", value=bootstrap.over, key="over"), hint=hint)
    return bootstrap


def _nodes(project: Project, codes: Collection[str] | None) -> tuple[str, ...]:
    """Give the ids of the nodes, in the order of the codebook."""
    book = project.codebook
    if codes is None:
        nodes = tuple(theme.id for theme in book.themes)
    else:
        asked = {book[name].id for name in ((codes,) if isinstance(codes, str) else codes)}
        nodes = tuple(code.id for code in book if code.id in asked)
    if len(nodes) < _FEWEST:
        hint = t("Say it so: {example}", example='codes=["F", "M", "K"]')
        raise DataError(t("A network needs at least two codes."), hint=hint)
    return nodes


def _groups(selection: Selection, groups: str | Groups | None) -> Groups:
    if isinstance(groups, Groups):
        return groups
    if groups is not None:
        return groups_of(selection.corpus, groups)
    turns = groups_of(selection.corpus, "source").number
    return Groups("", (t("all"),), np.zeros_like(turns))


def _cells(lines: Lines) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Number what each unit says in each text: number of each line; unit and text of each number."""
    pairs, cell = np.unique(np.stack((lines.unit, lines.document)), axis=1, return_inverse=True)
    return np.asarray(cell, np.int64).reshape(-1), pairs[0], pairs[1]


def _middles(
    cells: Floats,
    unit: npt.NDArray[np.int64],
    document: npt.NDArray[np.int64],
    about: tuple[int, Lines, Space],
    bootstrap: Bootstrap | None,
) -> "npt.NDArray[np.object_]":
    """Give the mean point of each group with its interval; `Estimate`s of shape `(groups, 2)`.

    A text that is drawn twice counts twice in the networks of all who speak in it. Length and place of a network can be
    told from what each text adds to it: its square of length is a sum over pairs of texts.
    """
    documents, lines, space = about
    turned = cells @ space.axes
    middle = space.centre @ space.axes
    parts = [np.flatnonzero(unit == number) for number in range(len(lines.units))]
    squares = [cells[rows] @ cells[rows].T for rows in parts]
    group = lines.group

    def statistic(weights: Floats) -> Floats:
        total = np.zeros((len(weights), len(lines.groups), 2))
        count = np.zeros((len(weights), len(lines.groups), 1))
        for number, rows in enumerate(parts):
            often = weights[:, document[rows]]
            length = np.sqrt(np.einsum("bi,ij,bj->b", often, squares[number], often))
            there = length > 0
            point = (often @ turned[rows]) / np.where(there, length, 1.0)[:, None] - middle
            total[:, group[number]] += np.where(there[:, None], point, 0.0)
            count[:, group[number]] += there[:, None]
        return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)

    return estimate(statistic, np.ones(documents, np.int64), bootstrap)


def _means(
    lines: Lines, networks: Floats, middles: "npt.NDArray[np.object_]", hidden: tuple[bool, ...]
) -> tuple[GroupMean, ...]:
    found = []
    there, group = np.asarray(networks.any(axis=1)), lines.group
    said = np.bincount(group[lines.unit], minlength=len(lines.groups))
    unknown = Estimate(np.nan)
    here = there[lines.unit]
    for place, (value, label) in enumerate(zip(lines.groups, lines.labels, strict=True)):
        if not lines.people[place]:
            continue
        if hidden[place]:
            found.append(GroupMean(value, label, None, None, None, unknown, unknown, hidden=True))
            continue
        x, y = middles[place].tolist()
        if np.unique(lines.document[here & (lines.group[lines.unit] == place)]).size <= 1:
            # What was said in one text only is always the same.
            x, y = Estimate(x.value), Estimate(y.value)
        units = int((there & (group == place)).sum())
        found.append(GroupMean(value, label, len(lines.people[place]), units, int(said[place]), x, y))
    return tuple(found)


def _points(lines: Lines, networks: Floats, space: Space, shown: npt.NDArray[np.bool_]) -> tuple[UnitPoint, ...]:
    """Give the single networks of groups that are shown: from the others, their hidden means could be worked out."""
    said = np.bincount(lines.unit, minlength=len(lines.units))
    return tuple(
        UnitPoint(
            unit=name,
            group=lines.groups[group],
            label=lines.labels[group],
            lines=int(said[number]),
            connections=int(networks[number].sum()),
            x=float(space.points[number, 0]),
            y=float(space.points[number, 1]),
        )
        for number, (name, group) in enumerate(lines.units)
        if shown[number]
    )


def _mean_networks(lines: Lines, networks: Floats, hidden: tuple[bool, ...], small: SmallCells) -> Floats:
    """Give the mean of each group's networks, and of all; NaN where it is not shown."""
    there, group, sphere = networks.any(axis=1), lines.group, normalised(networks)
    shown = [place for place in range(len(lines.groups)) if lines.people[place]]
    found = np.zeros((len(shown) + 1, networks.shape[1]))
    for row, place in enumerate(shown):
        members = there & (group == place)
        if hidden[place]:
            found[row] = np.nan
        elif members.any():
            found[row] = sphere[members].mean(axis=0)
    everybody: frozenset[int] = frozenset().union(*lines.people)
    if small.hides(len(everybody)):
        found[-1] = np.nan
    elif there.any():
        found[-1] = sphere[there].mean(axis=0)
    return found
