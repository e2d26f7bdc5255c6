"""A text as a grid of cells, one for each sentence, each with the themes that stand in it."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.cases.one_text import OneText
from fou_toolkit.analysis.counted import Counted, Selection
from fou_toolkit.analysis.retrieve.numbers import check_whole
from fou_toolkit.analysis.retrieve.stretches import touched
from fou_toolkit.model import Project

__all__ = ["Portrait", "portrait_of"]

_MOST_CELLS: Final = 840
"""So many cells fit on a page."""


@dataclass(frozen=True, repr=False)
class Portrait(Tabular):
    """Which themes stand in each stretch of a text, in reading order.

    Args:
        source: Id of the text.
        codes: Ids of the codes or themes that stand in it.
        names: Their names.
        cells: For each cell, which of these stand in it, by number.
        sentences: Number of sentences.
        per_cell: Sentences that one cell stands for.
        found: In how many sentences each code or theme stands.
        counted: What was counted.
    """

    source: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    sentences: int
    per_cell: int
    found: tuple[int, ...]
    counted: Counted

    @property
    def empty(self) -> int:
        """Number of cells in which nothing stands."""
        return sum(not cell for cell in self.cells)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a cell."""
        return ("cell", "first_sentence", "last_sentence", "codes")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per cell; cells and sentences are counted from 1."""
        for number, cell in enumerate(self.cells):
            first = number * self.per_cell
            last = min(first + self.per_cell, self.sentences)
            yield (number + 1, first + 1, last, " ".join(self.codes[place] for place in cell))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("code"), t("sentences"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give one row per code or theme."""
        for code, name, number in zip(self.codes, self.names, self.found, strict=True):
            yield (f"{code}  {name}", number)

    @property
    def caption(self) -> str:
        """Say which text, and what a cell is."""
        sentences = tn("{n} sentence", "{n} sentences", self.sentences)
        if self.per_cell == 1:
            return t(
                "Portrait of the text {source}: {sentences}, one cell each", source=self.source, sentences=sentences
            )
        return t(
            "Portrait of the text {source}: {sentences}, {n} in a cell",
            source=self.source,
            sentences=sentences,
            n=self.per_cell,
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        single = t("Names single people: for use inside of the project, not for publication.")
        return (*self.counted.notes, single)


def portrait_of(
    material: Project | Selection,
    source: str,
    *,
    codes: str | Collection[str] | None = None,
    level: str = "theme",
    per_cell: int | None = None,
) -> Portrait:
    """Give the portrait of one text: its sentences in order, and which themes stand in each.

    Args:
        material: A project, or what `select` chose from one.
        source: Id of the text.
        codes: Ids of codes or themes; by default all.
        level: `theme` or `code`.
        per_cell: Sentences that one cell stands for; by default one, or as many as it takes to fit on a page.

    Raises:
        UnknownIdError: There is no such text or code.
        DataError: Nobody has coded the text, or a value is not possible.
    """
    if per_cell is not None:
        check_whole(per_cell, "per_cell", least=1)
    text = OneText.of(material, source, codes, level)
    ground = text.ground
    own = np.flatnonzero(ground.units.source == text.number)
    columns = [touched(ground.coded(ids), ground.units)[own] for ids in text.ids]
    size = per_cell or max(math.ceil(own.size / _MOST_CELLS), 1)
    used = [number for number, flags in enumerate(columns) if flags.any()]
    starts = range(0, own.size, size)
    cells = tuple(
        tuple(place for place, number in enumerate(used) if columns[number][start : start + size].any())
        for start in starts
    )
    return Portrait(
        source=text.source,
        codes=tuple(text.codes[number].id for number in used),
        names=tuple(str(text.codes[number].name) for number in used),
        cells=cells,
        sentences=int(own.size),
        per_cell=size,
        found=tuple(int(columns[number].sum()) for number in used),
        counted=text.counted.given(level=level),
    )
