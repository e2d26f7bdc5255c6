"""Codes that go together: the network, and the strongest pairs with their numbers."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.cooccurrence import Cooccurrence, Pair
from fou_toolkit.analysis.cooccurrence import cooccurrence as counted_together
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Behind, Block, Paragraph, Section, TableBlock
from fou_toolkit.appendix.drawings import drawing_of
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.code_tables import said_of, with_data
from fou_toolkit.appendix.sections.counts import reader_notes
from fou_toolkit.appendix.sections.standing import Standing, by_cell
from fou_toolkit.figures.networks import plot_cooccurrence
from fou_toolkit.tables import Table

__all__ = ["cooccurrence"]

_PAIRS: Final = 25
"""Pairs in the table; the whole table is in the data package."""
_NUMBERS: Final = 2
"""Column of how often a pair stands together; those of its codes follow."""


def cooccurrence(edition: Edition) -> Section | None:
    """Show which codes stand in the same sentence, and how strongly they hang together.

    Args:
        edition: The material and the settings.
    """
    title = t(PARTS["cooccurrence"])
    if not len(edition.selection.codings):
        return Section("cooccurrence", title, (Paragraph.of(t("Nobody has coded anything that is reported here.")),))
    if len(edition.codes) < 2:  # noqa: PLR2004 - a pair
        return Section("cooccurrence", title, (Paragraph.of(t("There are too few codes: nothing can go together.")),))
    result = counted_together(edition.selection, within="sentence", codes=edition.config.codings.codes or None)
    return Section("cooccurrence", title, tuple(_blocks(edition, result)))


def _blocks(edition: Edition, result: Cooccurrence) -> Iterator[Block]:
    shown = sorted((pair for pair in result if pair.count), key=lambda pair: (-pair["c"], -(pair.count or 0)))
    if not shown:
        yield Paragraph.of(
            t("No pair of codes can be shown: fewer than {n} people say them together.", n=edition.threshold)
            if len(result)
            else result.caption
        )
        return
    yield Paragraph.of(
        t("Two codes go together where both stand in the same sentence."),
        " ",
        t("The c-coefficient says how often, of all sentences that have one of the two: 0 never, 1 always."),
        " ",
        tn("{n} pair is shown with its number.", "{n} pairs are shown with their numbers.", min(len(shown), _PAIRS)),
    )
    behind = _Pairs(edition, result)
    drawn = plot_cooccurrence(result)
    yield drawing_of("together", t("Codes that stand in the same sentence"), drawn, behind=behind.by_key)
    yield _table(result, shown[:_PAIRS], behind)


class _Pairs:
    """The codings behind codes and pairs of codes, sought once for each.

    Args:
        edition: The edition.
        result: What is shown of it.
    """

    def __init__(self, edition: Edition, result: Cooccurrence) -> None:
        self._edition, self._result = edition, result
        self._place = {name: place for place, name in enumerate(result.ids)}
        self._standing = Standing.of_codes(edition, result.ids)
        row, _ = self._standing.pairs
        self._rows = by_cell(self._standing.line[row], row)
        self._counts, self._single = result.counts, result.single

    def by_key(self, key: tuple[str, ...]) -> Behind | None:
        """Give the codings behind a code, or behind a pair; nothing where its number is not shown."""
        places = [self._place[name] for name in key if name in self._place]
        labels = [f"{self._result.ids[one]} {self._result.names[one]}" for one in places]
        if len(places) == 1:
            number, rows = self._single[places[0]], self._rows.get(places[0])
        elif len(places) == 2:  # noqa: PLR2004 - a pair
            number, rows = self._counts[places[0], places[1]], None
        else:
            return None
        if math.isnan(number) or not number:
            return None
        if rows is None:
            rows = self._standing.together(*places) if len(places) > 1 else np.zeros(0, np.int64)
        return self._edition.behind(f"{' + '.join(labels)}: {said_of('sentences', int(number))}", rows)


def _table(result: Cooccurrence, pairs: list[Pair], behind: _Pairs) -> TableBlock:
    """Give the strongest pairs; each number opens its codings."""
    wanted = {(pair.a, pair.b): place for place, pair in enumerate(pairs)}
    lines = [
        (wanted[pair.a, pair.b], line)
        for pair, line in zip(result, Table.of(result).cells, strict=True)
        if (pair.a, pair.b) in wanted
    ]
    found: dict[tuple[int, int], Behind] = {}
    for row, pair in enumerate(pairs):
        for column, key in enumerate(((pair.a, pair.b), (pair.a,), (pair.b,)), _NUMBERS):
            if one := behind.by_key(key):
                found[row, column] = one
        # In how many texts they stand together rests on the same codings.
        if pair.texts and (row, _NUMBERS) in found:
            together = found[row, _NUMBERS]
            said = tn("{n} text", "{n} texts", pair.texts)
            found[row, _NUMBERS + 3] = Behind(f"{pair.a} + {pair.b}: {said}", together.rows)
    notes = [*reader_notes((*result.warnings, result.together.note)), *result.counted.notes[:1]]
    left = len(result) - len(pairs)
    if left:
        more = tn("{n} further pair is in the data package.", "{n} further pairs are in the data package.", left)
        notes.insert(0, f"{t('The strongest pairs, by the c-coefficient.')} {more}")
    title = t("The pairs of codes that hang together most")
    made = Table(title, result.headings, tuple(line for _, line in sorted(lines, key=lambda one: one[0])), tuple(notes))
    return with_data(TableBlock("pairs", made, found), Table.of(result, title=title, precise=True))
