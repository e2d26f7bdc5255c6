"""Codings and coded extracts: what people agreed to give to an archive, row by row.

Rows are stricter than tables. A row is about the few people who speak in it, so that consent to reuse is needed even
without words, and a code that comes from too few people has no rows at all.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.evidence import spoken
from fou_toolkit.appendix.facts import selection_of
from fou_toolkit.appendix.package.entry import Entry
from fou_toolkit.model import Coding
from fou_toolkit.tables import Table
from fou_toolkit.tables.as_csv import render as as_csv
from fou_toolkit.tables.cells import Cell

__all__ = ["coding_entries", "rows_to_give"]

Bools = npt.NDArray[np.bool_]

_PLACES: Final = (
    ("text", "name of the text, as in the whole package"),
    ("line", "line of the text in which the passage begins, from 1"),
    ("start", "first sign of the passage, counted from 0 in Unicode code points"),
    ("end", "one past the last sign of the passage"),
    ("code", "id of the code; see the codebook"),
    ("coder", "who coded; a name that the project gave; none of a person in a blind package"),
    ("kind", "what coded: person, language model or rules"),
    ("round", "round of coding, from 1"),
    ("polarity", "supports, hinders or ambivalent; empty where nobody said"),
)
_WORDS: Final = (
    ("language", "language of the words: nb, nn or en; empty where it is not known"),
    ("words", "what is said in the passage, without the names in front of turns; one turn a line"),
)


def rows_to_give(edition: Edition) -> Bools:
    """Tell which codings of the selection may go to an archive as places; shape `(codings,)`.

    Args:
        edition: The material.
    """
    selection = selection_of(edition)
    if selection is None:
        return np.zeros(0, np.bool_)
    codings = selection.codings
    agreed = np.array([edition.material.reusable(one) for one in codings], np.bool_)
    # People are counted among the rows that are given: what is left of a code must come from enough of them, too.
    enough = np.zeros(len(codings), np.bool_)
    for number in range(len(codings.codes)):
        rows = np.flatnonzero(agreed & (codings.code == number))
        enough[rows] = edition.behind("", rows) is not None
    return agreed & enough


def coding_entries(edition: Edition) -> list[Entry]:
    """Give the codings as places, and those with words that may be quoted and used again.

    Args:
        edition: The material.
    """
    selection = selection_of(edition)
    given = rows_to_give(edition)
    total = len(given)
    places = _table(edition, given, words=False)
    found = [
        Entry(
            "data/codings.csv",
            as_csv(places, guarded=True),
            "Codings as places, without words",
            f"{len(places)} of the {total} codings that the tables count. Left out are codings without consent to"
            " reuse from everybody who speaks in them, and codes that come from too few people.",
            places,
            _PLACES,
        )
    ]
    if edition.config.package.extracts:
        quotable = given if selection is None else given & edition.quotable_rows
        extracts = _table(edition, quotable, words=True)
        found.append(
            Entry(
                "data/extracts.csv",
                as_csv(extracts, guarded=True),
                "Coded extracts with words",
                f"{len(extracts)} codings of codings.csv with the words that are coded. Everybody who speaks in them"
                " has agreed to quotation and to reuse.",
                extracts,
                (*_PLACES, *_WORDS),
            )
        )
    return found


def _table(edition: Edition, kept: Bools, *, words: bool) -> Table:
    selection = selection_of(edition)
    rows = () if selection is None else tuple(_rows(edition, kept, words=words))
    headings = tuple(name for name, _ in (_PLACES + _WORDS if words else _PLACES))
    return Table("Coded extracts" if words else "Codings", headings, rows, precise=True)


def _rows(edition: Edition, kept: Bools, *, words: bool) -> Iterator[tuple[Cell, ...]]:
    codings = edition.selection.codings
    order = {source.id: place for place, source in enumerate(edition.corpus)}
    kinds = {coder.id: coder.kind for coder in codings.coders}
    chosen = [coding for coding, keep in zip(codings, kept.tolist(), strict=True) if keep]
    for one in sorted(chosen, key=lambda one: (order[one.source], one.span, one.code, one.coder, one.round)):
        yield (
            one.source,
            edition.line(one.source, one.span.start),
            one.span.start,
            one.span.end,
            one.code,
            one.coder,
            kinds[one.coder],
            one.round,
            one.polarity,
            *(_said(edition, one) if words else ()),
        )


def _said(edition: Edition, coding: Coding) -> tuple[str, str]:
    """Give language and words; no role, with which people could be counted that tables hide."""
    text, language = spoken(edition.corpus[coding.source], coding.span.start, coding.span.end)
    return language, printable(edition.words(text))
