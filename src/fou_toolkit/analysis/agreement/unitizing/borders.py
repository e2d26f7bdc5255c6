"""Where units begin and end, as whole numbers: the borders of all documents on one line, sorted once."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.errors import DataError

__all__ = ["Placed", "each_category", "placed"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Placed:
    """Units between borders; border n and border n + 1 enclose an atomic stretch, in which no coder's value changes.

    Args:
        place: Position of each border, shape `(b,)`, by document and position.
        length: Length of the stretch that each border opens, 0 at the end of a document; shape `(b,)`.
        document: Document of each border, shape `(b,)`.
        coders: How many coders looked at each document, shape `(d,)`.
        first: Border at which each unit starts, shape `(u,)`.
        last: Border at which it stops.
        slot: Which of the coders who looked at its document marked it, from 0.
        category: Number of its category.
        at: Number of its document.
    """

    place: Floats
    length: Floats
    document: Ints
    coders: Ints
    first: Ints
    last: Ints
    slot: Ints
    category: Ints
    at: Ints

    @property
    def lengths(self) -> Floats:
        """Length of each unit, shape `(u,)`."""
        return self.place[self.last] - self.place[self.first]


def placed(continuum: Continuum) -> Placed:
    """Put the borders of all documents in one line.

    Overlapping units that one coder gave the same category count as one: their union. Touching units stay apart, since
    the coder set a border between them.

    Raises:
        DataError: Units of one coder overlap though their categories differ, or a coder marked something in a document
            that they have not looked at.
    """
    _check(continuum)
    count, size = len(continuum.documents), len(continuum)
    every = np.arange(count)
    document = np.concatenate((continuum.document, continuum.document, every, every))
    place = np.concatenate((continuum.start, continuum.stop, continuum.begin, continuum.end))
    order = np.lexsort((place, document))
    document, place = document[order], place[order]
    new = np.ones(order.size, np.bool_)
    new[1:] = (document[1:] != document[:-1]) | (place[1:] != place[:-1])
    rank = np.empty(order.size, np.int64)
    rank[order] = np.cumsum(new) - 1
    document, place = document[new], place[new]
    length = np.zeros(place.size)
    length[:-1] = np.where(document[1:] == document[:-1], np.diff(place), 0)
    # A coder is known by their number among those who looked at the document: many coders, each with few documents,
    # then need no more memory than few coders.
    slots = np.cumsum(continuum.looked, axis=0) - 1
    found = Placed(
        place=place,
        length=length,
        document=document,
        coders=continuum.looked.sum(axis=0),
        first=rank[:size],
        last=rank[size : 2 * size],
        slot=slots[continuum.coder, continuum.document],
        category=continuum.category,
        at=continuum.document,
    )
    return _merged(found, continuum) if continuum.overlaps else found


def _check(continuum: Continuum) -> None:
    """Refuse units in documents that their coder has not looked at."""
    unseen = np.flatnonzero(~continuum.looked[continuum.coder, continuum.document])
    if unseen.size:
        coder = continuum.coders[continuum.coder[unseen[0]]]
        raise DataError(
            t("{coder} marked something in a text that they have not looked at.", coder=coder),
            hint=t("Say of every coder which texts they have looked at."),
        )


def _merged(found: Placed, continuum: Continuum) -> Placed:
    """Join overlapping units that have their coder and category in common."""
    borders = found.place.size
    owner = found.at * int(found.coders.max()) + found.slot
    group = owner * len(continuum.categories) + found.category
    order = np.argsort(group * borders + found.first, kind="stable")
    group, first = group[order], found.first[order]
    # How far the units of the group reach so far; a later group starts beyond all that earlier ones can reach.
    reach = np.maximum.accumulate(group * borders + found.last[order])
    opens = np.ones(order.size, np.bool_)
    opens[1:] = group[1:] * borders + first[1:] >= reach[:-1]
    closes = np.append(opens[1:], True)
    kept = order[opens]
    joined = replace(
        found,
        first=first[opens],
        last=reach[closes] - group[closes] * borders,
        slot=found.slot[kept],
        category=found.category[kept],
        at=found.at[kept],
    )
    _refuse_overlaps(joined, owner[kept], continuum, kept)
    return joined


def _refuse_overlaps(units: Placed, owner: Ints, continuum: Continuum, number: Ints) -> None:
    """Refuse places that have two values of one coder.

    Args:
        units: The units.
        owner: A number for the coder and the document of each unit.
        continuum: What the units come from.
        number: Which unit of the continuum each stands for.
    """
    order = np.argsort(owner * units.place.size + units.first, kind="stable")
    owner, first, last = owner[order], units.first[order], units.last[order]
    wrong = np.flatnonzero((owner[1:] == owner[:-1]) & (first[1:] < last[:-1]))
    if wrong.size:
        one, two = number[order[wrong[0]]], number[order[wrong[0] + 1]]
        raise DataError(
            t(
                "{coder} gave the same place two codes: {one} and {two}.",
                coder=continuum.coders[continuum.coder[one]],
                one=continuum.categories[continuum.category[one]],
                two=continuum.categories[continuum.category[two]],
            ),
            hint=t("Look at one code or theme at a time, with continuum.having(…) or tallies_by_category."),
        )


def each_category(continuum: Continuum) -> Continuum:
    """Give every category a copy of all documents, so that what holds for one category is worked out for all at once.

    Returns:
        One category only; document number `category * d + document` of the continuum given.
    """
    count = len(continuum.categories)
    return replace(
        continuum,
        categories=(True,),
        documents=tuple((kind, name) for kind in continuum.categories for name in continuum.documents),
        begin=np.tile(continuum.begin, count),
        end=np.tile(continuum.end, count),
        looked=np.tile(continuum.looked, (1, count)),
        category=np.zeros_like(continuum.category),
        document=continuum.category * len(continuum.documents) + continuum.document,
    ).ordered()
