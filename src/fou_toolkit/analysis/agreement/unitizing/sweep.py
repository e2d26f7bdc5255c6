"""Lengths that all figures of 2016 come from, per document: one pass over the sorted borders."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing.borders import Placed, each_category, placed

__all__ = ["UnitizingTallies", "tallies", "tallies_by_category", "unitizing_coincidences"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_Change = Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False, repr=False)
class UnitizingTallies:
    """Sums of lengths, which may be added over documents: what is needed of the coincidences of 2016 and no more.

    The value after the last category is the gap: what a coder has not marked. With m coders who looked at a document,
    every ordered pair of them weighs 1 / (m − 1). All arrays have the same leading axes, the last of them the documents
    unless they were pooled.

    Args:
        categories: Categories that the last axes count.
        total: Length that has each value, ℓ(c·); shape `(..., v + 1)`.
        same: Length at which coders agree on each value, ℓ(cc); shape `(..., v + 1)`.
        own: Pairs of places inside the same unit, Σ L², which chance cannot give; gaps have no inner structure and give
            Σ L; shape `(..., v + 1)`.
        joint: Length that has each category where the other coder marked something too; shape `(..., v)`.
        joint_own: Pairs of such places inside the same unit, Σ L²; shape `(..., v)`.
    """

    categories: tuple[Hashable, ...]
    total: Floats
    same: Floats
    own: Floats
    joint: Floats
    joint_own: Floats

    def pooled(self) -> "UnitizingTallies":
        """Add the documents up, as if one continuum followed the other."""
        return self._each(lambda lengths: lengths.sum(axis=-2))

    def weighted(self, weights: npt.ArrayLike) -> "UnitizingTallies":
        """Add the documents up with weights, such as how often each was drawn.

        Args:
            weights: Shape `(d,)`, or `(draws, d)` for many sets of weights at once.
        """
        chosen = np.asarray(weights, np.float64)
        return self._each(lambda lengths: chosen @ lengths)

    def _each(self, change: _Change) -> "UnitizingTallies":
        return UnitizingTallies(
            self.categories,
            *(change(lengths) for lengths in (self.total, self.same, self.own, self.joint, self.joint_own)),
        )

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<UnitizingTallies: {len(self.categories)} categories, leading axes {self.total.shape[:-1]}>"


def tallies(continuum: Continuum) -> UnitizingTallies:
    """Add up lengths per document.

    Documents that fewer than two coders looked at give zeros. A coder has at most one value at a place; overlapping
    units that one coder gave the same category count as one.

    Returns:
        Arrays with one leading axis, the documents.

    Raises:
        DataError: Units of one coder overlap though their categories differ.

    >>> one = Continuum.of([("a", 0, 4, "x"), ("b", 1, 6, "x")], bounds=(0, 10))
    >>> found = tallies(one)
    >>> found.total, found.same, found.own
    (array([[ 9., 11.]]), array([[6., 8.]]), array([[41., 11.]]))
    """
    return _tallied(placed(continuum), continuum.categories)


def tallies_by_category(continuum: Continuum) -> UnitizingTallies:
    """Add up lengths per category and document, each category against all that does not have it.

    Units of different categories may overlap here.

    Returns:
        Arrays with two leading axes, categories and documents; the one value left is whether a place has the category.
    """
    found = tallies(each_category(continuum))
    shape = (len(continuum.categories), len(continuum.documents))
    return found._each(lambda lengths: lengths.reshape(*shape, lengths.shape[-1]))  # noqa: SLF001 - same module


def unitizing_coincidences(continuum: Continuum) -> Floats:
    """Give the observed coincidences ℓ(ck) of all values: which were mixed up with which, and how much was not seen.

    Returns:
        Shape `(d, v + 1, v + 1)`, the last value being the gap.

    Raises:
        DataError: Units of one coder overlap though their categories differ.

    >>> one = Continuum.of([("a", 0, 4, "x"), ("b", 1, 6, "y")], bounds=(0, 10))
    >>> unitizing_coincidences(one)[0]
    array([[0., 3., 1.],
           [3., 0., 2.],
           [1., 2., 8.]])
    """
    found = placed(continuum)
    gap = len(continuum.categories)
    value = _values(found, gap)
    side = gap + 2
    size = found.coders.size * side * side
    together = np.zeros(size)
    for number, one in enumerate(value):
        for two in value[number + 1 :]:
            together += np.bincount((found.document * side + one) * side + two, found.length, size)
    matrix = together.reshape(-1, side, side)[:, : gap + 1, : gap + 1] * _weight(found)[:, None, None]
    both: Floats = matrix + matrix.swapaxes(1, 2)
    return both


def _values(found: Placed, gap: int) -> Ints:
    """Give the value of each coder in each stretch, `gap` where they marked nothing, one more for a coder too many.

    Returns:
        Shape `(slots, b)`.
    """
    borders = found.place.size
    slots = int(found.coders.max(initial=0))
    # A unit changes the gap into its category and back again.
    change = (found.category - gap).astype(np.float64)
    opened = np.bincount(found.slot * borders + found.first, change, slots * borders)
    closed = np.bincount(found.slot * borders + found.last, change, slots * borders)
    value: Ints = np.cumsum((opened - closed).reshape(slots, borders), axis=1).astype(np.int64) + gap
    value[np.arange(slots)[:, None] >= found.coders[found.document]] = gap + 1
    return value


def _weight(found: Placed) -> Floats:
    """Give the weight of a pair of coders in each document, of whatever size where there is no pair; shape `(d,)`."""
    weight: Floats = 1 / np.maximum(found.coders - 1, 1)
    return weight


def _tallied(found: Placed, categories: tuple[Hashable, ...]) -> UnitizingTallies:
    gap = len(categories)
    value = _values(found, gap)
    weight = _weight(found)[:, None]
    paired = found.coders[:, None] > 1
    cell = found.document * (gap + 2) + value

    def by_value(lengths: Floats) -> Floats:
        sums = np.bincount(cell.ravel(), lengths.ravel(), found.coders.size * (gap + 2)).astype(np.float64)
        return sums.reshape(-1, gap + 2)[:, : gap + 1]

    marked = value < gap
    agreeing = np.zeros(value.shape)
    for number, one in enumerate(value[:-1]):
        # Each pair once; the other direction gives the same.
        agreeing[number] = 2 * (value[number + 1 :] == one).sum(axis=0)
    total = by_value(np.broadcast_to(found.length, value.shape)) * paired
    own = np.concatenate((_by_category(found, found.lengths**2, gap) * paired, total[:, gap:]), axis=1)
    return UnitizingTallies(
        categories,
        total=total,
        same=by_value(agreeing * found.length) * weight,
        own=own,
        joint=by_value(marked * (marked.sum(axis=0) - 1) * found.length)[:, :gap] * weight,
        joint_own=_joint_own(found, marked, gap) * weight,
    )


def _by_category(found: Placed, amount: Floats, count: int) -> Floats:
    """Add up an amount of each unit; shape `(d, count)`."""
    cells = found.at * count + found.category
    shape = (found.coders.size, count)
    return np.bincount(cells, amount, shape[0] * shape[1]).astype(np.float64).reshape(shape)


def _joint_own(found: Placed, marked: npt.NDArray[np.bool_], count: int) -> Floats:
    """Add up, over units and other coders, the squared length of a unit that the other marked too; `(d, count)`."""
    squares = np.zeros(found.first.size)
    for slot, here in enumerate(marked):
        so_far = np.cumsum(here * found.length)
        # The stretch before a border is the last that lies left of it.
        left = np.concatenate(([0.0], so_far[:-1]))
        squares += np.where(found.slot == slot, 0, (left[found.last] - left[found.first]) ** 2)
    return _by_category(found, squares, count)
