"""How often each code is used, over everybody: codings, texts and people."""

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.appendix.document import Behind, TableBlock
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.code_tables import said_of, with_data
from fou_toolkit.appendix.sections.counts import PEOPLE, Counts, code_label, reader_notes
from fou_toolkit.appendix.sections.standing import Standing, by_cell
from fou_toolkit.tables import Table

__all__ = ["overview"]


def overview(edition: Edition, counts: Counts, standing: Standing) -> TableBlock:
    """Make the table of all codes, each number with the codings behind it.

    Args:
        edition: The edition.
        counts: What is published.
        standing: Its lines are the codes, in the order of the tables.
    """
    people, passages = counts.overall[PEOPLE], counts.overall[counts.passages]
    ids = people.lines.ids
    rows = _rows(standing, counts.passages)
    book = edition.codebook
    themes = [code_label(book.theme_of(one)) for one in ids]
    place = {theme: number for number, theme in reversed(list(enumerate(themes)))}
    cells: list[tuple[str | int, ...]] = []
    exact: list[tuple[str | int, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for line in sorted(range(len(ids)), key=lambda line: place[themes[line]]):
        numbers = _numbers(edition, (passages.values[line, 0], people.values[line, 0]), rows.get(line))
        label = people.lines.labels[line]
        cells.append((themes[line], label, *(HIDDEN if one is None else str(one) for one in numbers)))
        exact.append(
            (themes[line], ids[line], people.lines.names[line], *("" if one is None else one for one in numbers))
        )
        whats = (counts.passages, "texts", PEOPLE)
        for column, (what, number) in enumerate(zip(whats, numbers, strict=True), 2):
            if number:
                said = tn("{n} text", "{n} texts", number) if what == "texts" else said_of(what, number)
                if found := edition.behind(f"{label}: {said}", rows[line]):
                    behind[len(cells) - 1, column] = found
    title = t("How often each code is used")
    heading = t("codings") if counts.passages == "codings" else t("sentences")
    notes = (*reader_notes(passages.warnings), *passages.counted.notes[:1])
    made = Table(
        title, (t("theme"), t("code"), heading, t("texts"), t("people")), tuple(cells), notes=notes, grouped_by=0
    )
    data = Table(
        title,
        ("theme", "code", "name", counts.passages, "texts", "people"),
        tuple(exact),
        notes=(*passages.counted.notes, *passages.warnings),
        precise=True,
    )
    return with_data(TableBlock("codes_overall", made, behind), data)


def _rows(standing: Standing, passages: str) -> "dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]]":
    """Give the codings of each line."""
    if passages == "codings":
        return by_cell(standing.line, np.arange(standing.line.size))
    row, _ = standing.pairs
    return by_cell(standing.line[row], row)


def _numbers(
    edition: Edition, shown: tuple[float, float], rows: "np.ndarray[tuple[int], np.dtype[np.int64]] | None"
) -> tuple[int | None, int | None, int | None]:
    """Give passages, texts and people; in how many texts is shown where both others are."""
    passages, people = (None if np.isnan(one) else int(one) for one in shown)
    if passages is None or people is None:
        return passages, None, people
    texts = 0 if rows is None else int(np.unique(edition.selection.codings.source[rows]).size)
    return passages, texts, people
