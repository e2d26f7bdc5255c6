"""Change over time: how much of what is said has each theme, period by period, and how many people say it."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.groups import ATTRIBUTES, groups_of
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.trajectory import ALL, TrajectoryResult, trajectory
from fou_toolkit.analysis.trajectory.cells import GAP, per_cent
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Behind, Block, Paragraph, Section, TableBlock
from fou_toolkit.appendix.drawings import drawing_of
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.code_tables import count_table, opened_by, said_of, shown_columns, with_data
from fou_toolkit.appendix.sections.counts import PLACES, SINGLE, counts_of, reader_notes
from fou_toolkit.appendix.sections.standing import Standing
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.figures.alluvial import plot_alluvial
from fou_toolkit.figures.trajectory import nothing_to_see, plot_trajectory
from fou_toolkit.tables import Table

__all__ = ["trajectories"]

_BANDS: Final = 20
"""With more themes than this, bands cannot be told apart."""


def trajectories(edition: Edition) -> Section | None:
    """Follow themes along the attribute that the settings name; all cases together.

    Args:
        edition: The material and the settings.
    """
    title, over = t(PARTS["trajectories"]), edition.config.codings.over
    if not over:
        return None
    if not len(edition.selection.codings):
        return Section("trajectories", title, (Paragraph.of(t("Nobody has coded anything that is reported here.")),))
    name = t(ATTRIBUTES[over]) if over in ATTRIBUTES else over
    if over in SINGLE or (edition.blind and over in (*PLACES, "date", "month", "half-year")):
        return Section(
            "trajectories", title, (Paragraph.of(t("Change over {attribute} is not published.", attribute=name)),)
        )
    try:
        result = _followed(edition, over)
    except (UnknownIdError, DataError):
        result = None
    if result is None or not len(result.periods):
        said = t("Nothing is known about {attribute} in these texts.", attribute=name)
        return Section("trajectories", title, (Paragraph.of(said),))
    if len(result.periods) == 1:
        said = t("All that is said has one and the same {attribute}; there is nothing to compare.", attribute=name)
        return Section("trajectories", title, (Paragraph.of(said),))
    return Section("trajectories", title, tuple(_blocks(edition, result)))


def _followed(edition: Edition, over: str) -> TrajectoryResult:
    """Follow themes, with everybody as one case."""
    # A case of its own for every site would hide more than it shows: sites have few people.
    everybody = dict.fromkeys(groups_of(edition.corpus, "language").values, ALL)
    codes = edition.config.codings.codes or None
    return trajectory(edition.selection, case="language", merged=everybody, over=over, level="theme", codes=codes)


def _blocks(edition: Edition, result: TrajectoryResult) -> Iterator[Block]:
    if nothing_to_see(result):
        yield Paragraph.of(t("No number can be shown: fewer than {n} people stand behind each.", n=edition.threshold))
        return
    yield Paragraph.of(
        t("Themes are followed over {attribute}, everybody together.", attribute=result.periods.name),
        " ",
        t("Shares are of all sentences in the period. A sentence has a theme if it has any of its codes."),
        " ",
        t("Periods rest on different texts and people: what differs need not have changed."),
    )
    opened = _Cells(edition, result)
    drawn = plot_trajectory(result)
    yield drawing_of("over_lines", t("Share of the sentences with a theme"), drawn, behind=opened.by_key)
    if len(result.codes) <= _BANDS:
        bands = plot_alluvial(result)
        yield drawing_of("over_bands", t("What is talked about in each period"), bands, behind=opened.by_key)
    yield _table(result, opened)
    yield from _people(edition, result)


class _Cells:
    """The codings behind each theme and period.

    Args:
        edition: The edition.
        result: What is shown of it, with one case.
    """

    def __init__(self, edition: Edition, result: TrajectoryResult) -> None:
        self._edition, self._result = edition, result
        self._wide = len(result.periods)
        standing = Standing.of_themes(edition, result.codes)
        self._rows = standing.by_sentence(result.periods.number, self._wide)

    def at(self, place: int, column: int) -> Behind | None:
        """Give the codings of a theme in a period; nothing where its number is zero or not shown."""
        count = self._result.counts[0, column, place]
        found = self._rows.get(place * self._wide + column)
        if found is None or not count > 0:
            return None
        about = f"{self._result.codes[place]} {self._result.names[place]}, {self._result.periods.labels[column]}"
        return self._edition.behind(f"{about}: {said_of('sentences', int(count))}", found)

    def by_key(self, key: tuple[str, ...]) -> Behind | None:
        """Give what is behind a mark, whose key begins with theme and period."""
        codes, periods = self._result.codes, self._result.periods.values
        known = len(key) > 1 and key[0] in codes and key[1] in periods
        return self.at(codes.index(key[0]), periods.index(key[1])) if known else None


def _table(result: TrajectoryResult, opened: _Cells) -> TableBlock:
    """Give sentences with each theme, and their share of the period."""
    counts, shares = result.counts[0], result.shares[0]
    cells: list[tuple[str, ...]] = [(t("All sentences"), *map(_whole, result.sentences[0]))]
    behind: dict[tuple[int, int], Behind] = {}
    left = 0
    for place, (code, name) in enumerate(zip(result.codes, result.names, strict=True)):
        if not np.nansum(counts[:, place]) > 0:
            left += 1
            continue
        line = []
        for column, (count, share) in enumerate(zip(counts[:, place], shares[:, place], strict=True)):
            if found := opened.at(place, column):
                behind[len(cells), column + 1] = found
            number = _whole(count) if result.heard[0, column] else GAP
            line.append(f"{number} ({per_cent(float(share))})" if count > 0 else number)
        cells.append((f"{code} {name}".strip(), *line))
    notes = [t("Number of sentences with the theme; in brackets their share of all sentences in the period.")]
    notes += reader_notes(result.notes_on_cells)
    if left:
        notes.append(
            tn(
                "{n} theme without a number that can be shown is left out; the data package has all.",
                "{n} themes without a number that can be shown are left out; the data package has all.",
                left,
            )
        )
    notes += result.counted.notes[:1]
    title = t("Sentences by theme and {attribute}", attribute=result.periods.name)
    made = Table(title, (t("theme"), *result.periods.labels), tuple(cells), tuple(notes), emphasis=frozenset({0}))
    return with_data(TableBlock("over_sentences", made, behind), Table.of(result, title=title, precise=True))


def _whole(number: float) -> str:
    return HIDDEN if np.isnan(number) else f"{int(number)}"


def _people(edition: Edition, result: TrajectoryResult) -> Iterator[Block]:
    """Give people by theme and period, where periods are groups that people can be counted in."""
    counts = counts_of(edition)
    if counts.over is None:
        return
    title = t("People by theme and {attribute}", attribute=result.periods.name)
    if not shown_columns(counts.over):
        yield Paragraph.of(t("{title}: no number can be shown.", title=title))
        return
    standing = Standing.of_themes(edition, counts.over.lines.ids)
    opened = opened_by(edition, counts.over, standing, counts.columns[counts.over.groups.kind])
    yield count_table("over_people", title, opened)
