"""What coders would mark by chance, made from what they marked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.neighbours import spread
from fou_toolkit.errors import DataError

__all__ = ["SAMPLERS", "Sampler", "check_sampler", "sampler_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Sampler = Callable[[np.random.Generator], Blocks]
"""Draws one sample: the documents of a continuum, marked by as many coders as looked at them."""

_SHORTEST: Final = 1e-6
"""Length of a drawn unit at least, over the mean length."""

_DIGITS: Final = 9
"""Decimals of a running sum of units; so that all of them together are a whole number."""


def sampler_of(name: str, continuum: Continuum) -> Sampler:
    """Prepare to draw samples of a continuum in which something is marked.

    `statistical` (the default of pygamma-agreement): how many units a coder marks, the gaps before units and their
    lengths come from normal distributions fitted to what was marked, categories from their shares. `shuffle` (Mathet et
    al. 2015, section 5.2): what a coder drawn by lot marked is moved by a random distance, and units that would begin
    after the end come in again at the beginning; the distances of one sample differ by half a mean unit at least,
    where there is room.

    With several documents, the distributions are fitted over all of them: a coder's number of units is dealt out to the
    documents by length, and each document is filled from its beginning; `shuffle` takes each document by itself.

    Documents that fewer than two coders looked at are left out.

    Raises:
        DataError: There is no sampler of that name.
    """
    check_sampler(name)
    return SAMPLERS[name](_looked_at_together(continuum))


def check_sampler(name: str) -> None:
    """Refuse a name that no sampler has.

    Raises:
        DataError: There is no sampler of that name.
    """
    if name not in SAMPLERS:
        raise DataError(
            t("«{name}» is no way to draw samples.", name=name),
            hint=t("Possible are: {names}", names=", ".join(SAMPLERS)),
        )


def _looked_at_together(continuum: Continuum) -> Continuum:
    """Keep the documents that two coders or more looked at."""
    kept = continuum.looked.sum(axis=0) > 1
    of_unit = kept[continuum.document]
    return replace(
        continuum,
        documents=tuple(name for name, wanted in zip(continuum.documents, kept, strict=True) if wanted),
        begin=continuum.begin[kept],
        end=continuum.end[kept],
        looked=continuum.looked[:, kept],
        coder=continuum.coder[of_unit],
        start=continuum.start[of_unit],
        stop=continuum.stop[of_unit],
        category=continuum.category[of_unit],
        document=(np.cumsum(kept) - 1)[continuum.document[of_unit]],
    )


@dataclass(frozen=True, eq=False)
class _Statistical:
    """What the statistical sampler knows.

    Args:
        looked: Whether a coder looked at a document, shape `(d, coders)`.
        begin: Where the documents begin, shape `(d,)`.
        share: Length of each document that a coder looked at, over that of all documents, shape `(d, coders)`.
        number: Mean and standard deviation of the units of a coder.
        gap: The same of gaps before units.
        length: The same of lengths.
        categories: Shares of the categories.
    """

    looked: npt.NDArray[np.bool_]
    begin: Floats
    share: Floats
    number: tuple[float, float]
    gap: tuple[float, float]
    length: tuple[float, float]
    categories: Floats

    def __call__(self, random: np.random.Generator) -> Blocks:
        """Draw one sample."""
        document, coder = np.nonzero(self.looked)
        counts = self._counts(random)[document, coder]
        total = int(counts.sum())
        cell, _ = spread(counts)
        length = np.maximum(np.abs(random.normal(*self.length, total)), self.length[0] * _SHORTEST)
        gap = random.normal(*self.gap, total)
        stop = np.cumsum(gap + length)
        before = np.append(0, stop)[np.cumsum(counts) - counts]
        start = self.begin[document[cell]] + stop - before[cell] - length
        return Blocks(
            coder=coder[cell],
            start=start,
            stop=start + length,
            category=random.choice(self.categories.size, total, p=self.categories),
            block=document[cell],
            looked=self.looked,
        )

    def _counts(self, random: np.random.Generator) -> Ints:
        """Draw how many units each coder marks in each document; in some document somebody marks one at least."""
        wanted = np.abs(np.trunc(random.normal(*self.number, self.looked.shape[1])))
        active = np.flatnonzero(self.looked.any(axis=0))
        wanted[active[0]] = max(wanted[active[0]], 1)
        # Rounding the running sum deals out exactly the number, and favours no document.
        upto = np.round(np.cumsum(self.share, axis=0) * wanted, _DIGITS) + random.random(wanted.size)
        counts: Ints = np.diff(np.floor(upto), axis=0, prepend=0).astype(np.int64)
        if not counts.any():
            counts[np.argmax(self.share[:, active[0]]), active[0]] = 1
        return counts


def _statistical(continuum: Continuum) -> Sampler:
    looked = continuum.looked.T
    extent = np.where(looked.any(axis=1), continuum.end - continuum.begin, 0)
    share = np.where(looked, extent[:, None] / extent.sum(), 0)
    active = looked.any(axis=0)
    # What coders would have marked in all documents, had they looked at all.
    number = np.bincount(continuum.coder, minlength=active.size)[active] / share.sum(axis=0)[active]
    counts = np.bincount(continuum.category, minlength=len(continuum.categories))
    return _Statistical(
        looked=looked,
        begin=continuum.begin,
        share=share,
        number=_moments(number),
        gap=_moments(_gaps(continuum)),
        length=_moments(continuum.length),
        categories=counts / counts.sum(),
    )


def _gaps(continuum: Continuum) -> Floats:
    """Give the gaps between neighbouring units, those before first units if there are any, and one of 0."""
    same = (np.diff(continuum.document) == 0) & (np.diff(continuum.coder) == 0)
    between = (continuum.start[1:] - continuum.stop[:-1])[same]
    first = np.append(True, ~same)
    before = continuum.start[first] - continuum.begin[continuum.document[first]]
    return np.concatenate([[0.0], between, before[before > 0]])


def _moments(values: Floats) -> tuple[float, float]:
    return float(values.mean()), float(values.std())


@dataclass(frozen=True, eq=False)
class _Shuffle:
    """What the sampler knows that moves what coders marked.

    Args:
        continuum: What they marked.
        edges: Where the units of each document and coder begin among all units, and end, shape `(d · coders + 1,)`.
        least: Least difference between two distances.
        whole: Whether units are moved by whole places.
    """

    continuum: Continuum
    edges: Ints
    least: float
    whole: bool

    def __call__(self, random: np.random.Generator) -> Blocks:
        """Draw one sample; another one if nothing is marked in it."""
        looked = self.continuum.looked.T
        document, coder = np.nonzero(looked)
        while True:
            taken = self._taken(random)
            counts = self.edges[taken + 1] - self.edges[taken]
            if counts.any():
                break
        moved = np.concatenate([self._moves(random, number, int(of.sum())) for number, of in enumerate(looked)])
        cell, place = spread(counts)
        unit = self.edges[taken][cell] + place
        start = self.continuum.start[unit] + moved[cell]
        over = start > self.continuum.end[document[cell]]
        start = start - over * (self.continuum.end - self.continuum.begin)[document[cell]]
        return Blocks(
            coder=coder[cell],
            start=start,
            stop=start + self.continuum.length[unit],
            category=self.continuum.category[unit],
            block=document[cell],
            looked=looked,
        )

    def _taken(self, random: np.random.Generator) -> Ints:
        """Draw whose units are taken, for each document and coder: numbers into `edges`."""
        coders = len(self.continuum.coders)
        choices = [np.flatnonzero(of) for of in self.continuum.looked.T]
        taken = [number * coders + random.choice(of, of.size) for number, of in enumerate(choices) if of.size]
        return np.concatenate(taken)

    def _moves(self, random: np.random.Generator, document: int, coders: int) -> Floats:
        """Draw by how much the units of each coder of a document are moved."""
        extent = float(self.continuum.end[document] - self.continuum.begin[document])
        moves: list[float] = []
        for _ in range(coders):
            move = _apart(random.random(), np.sort(moves), self.least, extent)
            moves.append(np.floor(move) if self.whole else move)
        return np.array(moves, np.float64)


def _apart(share: float, taken: Floats, least: float, extent: float) -> float:
    """Go a share of the way through what of an extent is not near a taken place; through all of it if nothing is left.

    >>> _apart(0.5, np.array([3.0]), 1.0, 10.0), _apart(0.5, np.array([3.0]), 20.0, 10.0)
    (6.0, 5.0)
    """
    low = np.append(0, taken + least)
    free = np.maximum(np.append(taken - least, extent) - low, 0)
    upto = np.cumsum(free)
    if not upto[-1]:
        return share * extent
    stretch = int(np.searchsorted(upto, share * upto[-1], side="right"))
    return float(low[stretch] + share * upto[-1] - (upto[stretch] - free[stretch]))


def _shuffle(continuum: Continuum) -> Sampler:
    coders = len(continuum.coders)
    places = np.concatenate([continuum.start, continuum.stop, continuum.begin, continuum.end])
    return _Shuffle(
        continuum=continuum,
        edges=np.searchsorted(
            continuum.document * coders + continuum.coder, np.arange(len(continuum.documents) * coders + 1)
        ),
        least=float(continuum.length.mean() / 2),
        whole=bool((places == np.floor(places)).all()),
    )


SAMPLERS: Final[dict[str, Callable[[Continuum], Sampler]]] = {"statistical": _statistical, "shuffle": _shuffle}
