"""Which interviews there are, in which order, and which codes each of them has."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.counted import Selection, chosen_codes, select, turn_of_units
from fou_toolkit.analysis.units import Units, presence
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.match import turns_of

__all__ = ["BY", "ORDERS", "Interviews", "interviews_of", "of_genres"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

BY: Final = ("source", "participant")
"""What an interview is: a text, or all that one person says."""
ORDERS: Final = ("date", "corpus")
_SHOWN: Final = 10
"""So many ids are named in one message."""
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, eq=False)
class Interviews:
    """Interviews in order.

    Args:
        ids: Ids of the texts, or pseudonyms of the people.
        present: Whether each has each code, shape `(n, codes)`.
        codes: Ids of the codes.
        order: How they were put in order: one of `ORDERS`, or `given`.
    """

    ids: tuple[str, ...]
    present: Bools
    codes: tuple[str, ...]
    order: str

    def __len__(self) -> int:
        """Give the number of interviews."""
        return len(self.ids)


def of_genres(selection: Selection, genres: str | Collection[str] | None) -> Selection:
    """Keep the texts of some genres.

    Raises:
        UnknownIdError: No text has such a genre.
    """
    if genres is None:
        return selection
    wanted = {name.casefold() for name in ((genres,) if isinstance(genres, str) else genres)}
    found = {name: selection.corpus[name].attributes.get("genre", "") for name in selection.sources}
    unknown = sorted(wanted - {genre.casefold() for genre in found.values()})
    if unknown or not wanted:
        hint = t("There are: {ids}", ids=", ".join(sorted({genre for genre in found.values() if genre})))
        raise UnknownIdError(t("No text has the genre «{name}».", name=", ".join(unknown)), hint=hint)
    counted = selection.counted
    return select(
        selection.project,
        coders=[name for name, _ in counted.coders],
        combine=counted.combine,
        round=counted.round,
        sources=[name for name, genre in found.items() if genre.casefold() in wanted],
        interviewer=counted.interviewer,
    )


def interviews_of(
    selection: Selection,
    *,
    by: str = "source",
    level: str = "code",
    codes: str | Collection[str] | None = None,
    order: str | Sequence[str] | None = None,
) -> Interviews:
    """Tell which codes each interview has; one that was read and has none is there, too.

    Args:
        selection: What is counted.
        by: One of `BY`.
        level: `code` or `theme`.
        codes: Ids of codes or themes; by default all.
        order: One of `ORDERS`, or the ids in order; by default by date where every text has one, else as in the corpus.

    Raises:
        DataError: Something is not possible.
        UnknownIdError: There is no such code, text or person.
    """
    if by not in BY:
        hint = t("Possible are: {names}", names=", ".join(BY))
        raise DataError(t("«{value}» is not possible for {key}.", value=by, key="by"), hint=hint)
    columns = tuple(code.id for code in chosen_codes(selection.project, codes, level=level))
    units = selection.units("turn")
    turns = turns_of(selection.corpus)
    people, person = turns.people
    key, names = (
        (units.source, units.source_ids) if by == "source" else (person[turn_of_units(selection.corpus, units)], people)
    )
    found, first, number = np.unique(key, return_index=True, return_inverse=True)
    present = _present(selection, units, columns, number)
    dates: list[list[str]] = [[] for _ in found]
    for place, source in np.unique(np.stack((number, units.source), axis=1), axis=0).tolist():
        dates[place].append(selection.corpus[units.source_ids[source]].attributes.get("date", ""))
    ids = [" / ".join(names[one].split("\n")) for one in found.tolist()]
    as_read = np.argsort(first, kind="stable").tolist()
    order_name, places = _ordered([ids[place] for place in as_read], [min(dates[place]) for place in as_read], order)
    chosen = [as_read[place] for place in places]
    return Interviews(tuple(ids[place] for place in chosen), present[chosen], columns, order_name)


def _present(selection: Selection, units: Units, columns: Sequence[str], number: Ints) -> Bools:
    """Tell which codes each interview has; with `all`, each coder has to have them somewhere in it."""
    codings, book = selection.codings, selection.project.codebook
    place = {name: column for column, name in enumerate(columns)}
    # A theme stands for all of its codes, and for itself.
    column = {code.id: place.get(code.id, place.get(book.theme_of(code.id).id, -1)) for code in book}
    ids = [name for name in codings.codes if column[name] >= 0]
    apart = codings.coder_ids if selection.counted.combine == "all" else ("",)
    size = int(number.max(initial=-1)) + 1
    whole = np.ones((size, len(columns)), np.bool_)
    for coder in apart:
        own = np.zeros((size, len(columns)), np.bool_)
        unit, code = np.nonzero(presence(codings.by(coder) if coder else codings, units, ids))
        own[number[unit], np.array([column[name] for name in ids] or [0], np.int64)[code]] = True
        whole &= own
    return whole


def _ordered(ids: Sequence[str], dates: Sequence[str], order: object) -> tuple[str, list[int]]:
    """Give how interviews are put in order, and their places in that order."""
    as_read = list(range(len(ids)))
    dated = all(_DATE.fullmatch(date) for date in dates)
    if order == "date" and not dated:
        missing = [name for name, date in zip(ids, dates, strict=True) if not _DATE.fullmatch(date)]
        hint = t(
            "Fill in the column «{column}» of metadata.csv: 2024-03-18. Missing: {names}",
            column="date",
            names=", ".join(missing[:10]),
        )
        raise DataError(t("Not every text has a date."), hint=hint)
    if order == "date" or (order is None and dated):
        return "date", sorted(as_read, key=lambda place: dates[place])
    if order is None or order == "corpus":
        return "corpus", as_read
    if isinstance(order, str) or not isinstance(order, Sequence):
        hint = t("Possible are: {names}", names=", ".join(ORDERS))
        raise DataError(t("«{value}» is not possible for {key}.", value=order, key="order"), hint=hint)
    return "given", _given(ids, order)


def _given(ids: Sequence[str], order: Sequence[str]) -> list[int]:
    """Give the places of the ids in an order that names each of them once."""
    place = {name: number for number, name in enumerate(ids)}
    unknown = [str(name) for name in order if name not in place]
    if unknown:
        hint = t("There are: {ids}", ids=", ".join(ids))
        raise UnknownIdError(t("There is no interview «{id}».", id=", ".join(unknown)), hint=hint)
    missing = [name for name in ids if name not in set(order)]
    if missing or len(order) != len(ids):
        hint = t("Missing: {names}", names=", ".join(missing)) if missing else t("Somebody is named twice.")
        raise DataError(t("The order has to name every interview once."), hint=hint)
    return [place[name] for name in order]
