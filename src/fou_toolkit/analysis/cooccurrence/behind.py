"""Who stands behind a number: how many different people say what a code, or a pair of codes, is counted from.

Where a unit is said by one person (sentence, turn), these are the people who say the units that have both codes. Where
several people say a unit (window, text), they are those who say either code in such a unit: listening is no coding.
Where overlaps are counted, they are those who say what both codes cover.
"""

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.cooccurrence.chosen import Chosen
from fou_toolkit.analysis.cooccurrence.together import InUnits
from fou_toolkit.analysis.cooccurrence.windows import any_between
from fou_toolkit.analysis.counted import Selection, turn_of_units
from fou_toolkit.analysis.units import Units, presence
from fou_toolkit.match import turns_of
from fou_toolkit.model import CodingSet
from fou_toolkit.text import index_of

__all__ = ["people_in_overlaps", "people_in_units"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def people_in_units(selection: Selection, together: InUnits, ids: tuple[str, ...]) -> Ints:
    """Count the people behind each pair of codes, and on the diagonal behind each code; shape `(k, k)`.

    Args:
        selection: The codings, with their texts.
        together: The units.
        ids: Ids of the codes.
    """
    base, own = together.base, together.base_present
    if together.whole_texts:
        row = np.zeros(len(base.source_ids), np.int64)
        row[base.source] = np.arange(len(base))
        base = selection.units("turn")
        reach = own[row[base.source]]
        own = presence(selection.codings, base, ids) & reach
    else:
        # Windows lie in the order of what they are made of, so that those with a sentence are neighbours.
        at = np.arange(len(base))
        first = np.searchsorted(together.stop, at, side="right")
        reach = any_between(together.present, first, np.searchsorted(together.first, at, side="right"))
    return _different(_person(selection, base), own, reach)


def people_in_overlaps(chosen: Chosen) -> Ints:
    """Count the people who say what two codes of one coder cover, and on the diagonal what one does; shape `(k, k)`.

    Args:
        chosen: The codings, with their texts.
    """
    selection, codings = chosen.selection, chosen.codings
    assert selection is not None  # noqa: S101 - the caller has seen to it
    index = index_of(selection.corpus)
    bases = dict(zip(index.source_ids, index.bases.tolist(), strict=False))
    base = np.array([bases[name] for name in codings.sources] or [0], np.int64)[codings.source]
    start, end = codings.start + base, codings.end + base
    turns = selection.units("turn")
    cuts = np.unique(np.concatenate((start, end, turns.start, turns.end)))
    turn = np.searchsorted(turns.start, cuts, side="right") - 1
    # Between two cuts nothing begins and nothing ends; what nobody says (labels) has nobody behind it.
    said = np.flatnonzero((turn >= 0) & (cuts < (turns.end[turn] if len(turns) else 0)))
    person = _person(selection, turns)[turn[said]]
    stretches = np.searchsorted(cuts, np.stack((start, end)))
    covers = [_covered(codings, stretches, coder, cuts.size)[said] for coder in np.unique(codings.coder).tolist()]
    if not covers:
        return np.zeros((len(codings.codes),) * 2, np.int64)
    everybody = np.concatenate(covers)
    return _different(np.tile(person, len(covers)), everybody, everybody)


def _covered(codings: CodingSet, stretches: npt.NDArray[np.intp], coder: int, cuts: int) -> Bools:
    """Tell which codes of a coder cover what begins at each cut; shape `(cuts, k)`."""
    found = np.zeros((cuts, len(codings.codes)), np.bool_)
    mine = codings.coder == coder
    for code in range(len(codings.codes)):
        start, end = stretches[:, mine & (codings.code == code)]
        change = np.bincount(start, minlength=cuts) - np.bincount(end, minlength=cuts)
        found[:, code] = np.cumsum(change) > 0
    return found


def _person(selection: Selection, units: Units) -> Ints:
    """Give the number of the person who says each unit, shape `(u,)`."""
    return np.asarray(turns_of(selection.corpus).people[1][turn_of_units(selection.corpus, units)], np.int64)


def _different(person: Ints, own: Bools, reach: Bools) -> Ints:
    """Count different people.

    Args:
        person: Who says each row, shape `(u,)`.
        own: Which codes it has, shape `(u, k)`.
        reach: Which codes are near enough to stand together with these, shape `(u, k)`.
    """
    total = np.zeros((own.shape[1],) * 2, np.int64)
    rows = np.flatnonzero(own.any(axis=1))
    rows = rows[np.argsort(person[rows], kind="stable")]
    cuts = np.flatnonzero(np.diff(person[rows])) + 1
    for here in np.split(rows, cuts) if rows.size else ():
        found = own[here].T.astype(np.float32) @ reach[here].astype(np.float32) > 0
        total += found | found.T
    return total
