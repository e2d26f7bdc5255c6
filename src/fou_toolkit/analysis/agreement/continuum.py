"""Stretches that coders marked on a continuum: a text, or time; what unitizing figures and γ take."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import CodingSet

__all__ = ["Continuum"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_WITHOUT_DOCUMENT = 4
"""Parts of a unit that does not say which document it stands in."""


@dataclass(frozen=True, eq=False, repr=False)
class Continuum:
    """Units that coders marked, in one or more documents, ordered by document, coder, start and end.

    Args:
        coders: Coders that `coder` counts; also those who marked nothing.
        categories: Categories that `category` counts.
        documents: Documents that `document` counts; nothing reaches from one into another.
        begin: Where each document begins, shape `(d,)`.
        end: Where each document ends, shape `(d,)`.
        looked: Whether a coder looked at a document, shape `(coders, d)`.
        coder: Number of the coder of each unit, shape `(u,)`.
        start: Where each unit starts, shape `(u,)`.
        stop: Where it stops, one past the last place for text, shape `(u,)`.
        category: Number of its category, shape `(u,)`.
        document: Number of its document, shape `(u,)`.
    """

    coders: tuple[Hashable, ...]
    categories: tuple[Hashable, ...]
    documents: tuple[Hashable, ...]
    begin: Floats
    end: Floats
    looked: npt.NDArray[np.bool_]
    coder: Ints
    start: Floats
    stop: Floats
    category: Ints
    document: Ints

    @classmethod
    def of(
        cls,
        units: Iterable[Sequence[object]],
        *,
        bounds: "tuple[float, float] | Mapping[Hashable, tuple[float, float]] | None" = None,
        coders: Iterable[Hashable] = (),
    ) -> "Continuum":
        """Put units into columns.

        Args:
            units: `(coder, start, stop, category)`, or with the document as a fifth part; half-open.
            bounds: Begin and end of the continuum, or of each document; by default from the first to the last place
                that a unit touches.
            coders: Coders in the order wanted, with those who marked nothing; others follow as they occur.

        Raises:
            DataError: A unit stops where it starts or before, is not finite, or reaches out of its document.

        >>> one = Continuum.of([("a", 0, 4, "x"), ("b", 1, 4, "x")], bounds=(0, 10))
        >>> len(one), one.coders, one.end.tolist()
        (2, ('a', 'b'), [10.0])
        """
        rows = [_row(unit) for unit in units]
        given = dict(bounds) if isinstance(bounds, Mapping) else {}
        people = _numbered([*coders, *(row[0] for row in rows)])
        kinds = _numbered(row[3] for row in rows)
        texts = _numbered([*given, *(row[4] for row in rows)])
        if not texts and bounds is not None and not isinstance(bounds, Mapping):
            texts = {None: 0}
        places = np.array([(row[1], row[2]) for row in rows], np.float64).reshape(-1, 2)
        document = np.array([texts[row[4]] for row in rows], np.int64)
        edges = _edges(len(texts), document, places)
        for name, number in texts.items():
            if name in given:
                edges[number] = given[name]
            elif bounds is not None and not isinstance(bounds, Mapping):
                edges[number] = bounds
        found = cls(
            coders=tuple(people),
            categories=tuple(kinds),
            documents=tuple(texts),
            begin=edges[:, 0],
            end=edges[:, 1],
            looked=np.ones((len(people), len(texts)), np.bool_),
            coder=np.array([people[row[0]] for row in rows], np.int64),
            start=places[:, 0],
            stop=places[:, 1],
            category=np.array([kinds[row[3]] for row in rows], np.int64),
            document=document,
        )
        found.check()
        return found.ordered()

    @classmethod
    def of_codings(
        cls, codings: CodingSet, *, bounds: "Mapping[Hashable, tuple[float, float]] | None" = None
    ) -> "Continuum":
        """Put codings into columns, without their texts; `continuum_of` does it for a project.

        Args:
            codings: Codings of one round.
            bounds: Begin and end of each source; by default from 0 to the last place that a coding touches. What nobody
                coded at the end of a text counts, so give the lengths of the texts if you have them.

        Raises:
            DataError: A coding reaches out of its source.
        """
        edges: dict[Hashable, tuple[float, float]] = {name: (0.0, float(end)) for name, end in codings.ends().items()}
        rows = [(one.coder, one.span.start, one.span.end, one.code, one.source) for one in codings]
        found = cls.of(rows, bounds={**edges, **(bounds or {})}, coders=codings.coder_ids)
        read = set(codings.pairs_read())
        looked = [[(coder, source) in read for source in found.documents] for coder in found.coders]
        return found.seen(np.array(looked, np.bool_).reshape(len(found.coders), len(found.documents)))

    def check(self) -> None:
        """Refuse units that have no length or reach out of their document, and documents that end before they begin.

        Raises:
            DataError: There is one; the message names it.
        """
        with np.errstate(invalid="ignore"):
            length, room = self.stop - self.start, self.end - self.begin
        outside = (self.start < self.begin[self.document]) | (self.stop > self.end[self.document])
        for wrong, message in (
            (~(length > 0) | ~np.isfinite(length), t("A unit stops where it starts, or before: {unit}")),
            (outside, t("A unit reaches out of its text: {unit}")),
        ):
            if wrong.any():
                at = int(np.flatnonzero(wrong)[0])
                unit = f"{self.coders[self.coder[at]]} [{self.start[at]:g}, {self.stop[at]:g})"
                raise DataError(message.format(unit=unit), hint=t("Places are half-open: [start, stop)."))
        empty = ~((room >= 0) & np.isfinite(room))
        if empty.any():
            at = int(np.flatnonzero(empty)[0])
            bounds = f"({self.begin[at]:g}, {self.end[at]:g})"
            hint = t("Give the first place, and one past the last: (0, 1200).")
            raise DataError(t("The bounds are not those of a text: {bounds}", bounds=bounds), hint=hint)

    def ordered(self) -> "Continuum":
        """Give the same units ordered by document, coder, start and end."""
        order = np.lexsort((self.category, self.stop, self.start, self.coder, self.document))
        names = ("coder", "start", "stop", "category", "document")
        return replace(self, **{name: getattr(self, name)[order] for name in names})

    def __len__(self) -> int:
        """Give the number of units."""
        return int(self.start.size)

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Continuum: {len(self)} units, {len(self.coders)} coders, {len(self.documents)} documents>"

    @property
    def length(self) -> Floats:
        """Length of each unit, shape `(u,)`."""
        return self.stop - self.start

    def having(self, *categories: Hashable) -> "Continuum":
        """Keep the units of some categories, taken for one; the numbers of coders and documents stay.

        Raises:
            UnknownIdError: No unit has any of them.
        """
        wanted = [number for number, name in enumerate(self.categories) if name in set(categories)]
        if not wanted:
            hint = t("Possible are: {names}", names=", ".join(map(str, self.categories)))
            shown = ", ".join(map(str, categories))
            raise UnknownIdError(t("No unit has the category «{name}».", name=shown), hint=hint)
        kept = np.isin(self.category, wanted)
        return replace(
            self,
            categories=("+".join(str(name) for name in categories),),
            coder=self.coder[kept],
            start=self.start[kept],
            stop=self.stop[kept],
            category=np.zeros(int(kept.sum()), np.int64),
            document=self.document[kept],
        )

    def mapped(self, change: Callable[[Hashable], Hashable]) -> "Continuum":
        """Give the same units with every category renamed; categories that become the same are one from then on."""
        new = [change(name) for name in self.categories]
        kinds = _numbered(new)
        category = np.array([kinds[name] for name in new], np.int64)[self.category] if new else self.category
        return replace(self, categories=tuple(kinds), category=category).ordered()

    def seen(self, looked: npt.NDArray[np.bool_]) -> "Continuum":
        """Give the same units, with who looked at which document, shape `(coders, d)`."""
        return replace(self, looked=looked)

    @property
    def overlaps(self) -> bool:
        """Whether some coder has two units that share a place; then no place has one value per coder."""
        same = (self.document[1:] == self.document[:-1]) & (self.coder[1:] == self.coder[:-1])
        # Ordered by start, two units of a coder share a place only if some neighbours do.
        return bool((same & (self.start[1:] < self.stop[:-1])).any())


def _row(unit: Sequence[object]) -> tuple[Hashable, float, float, Hashable, Hashable]:
    """Read one unit."""
    try:
        coder, start, stop, category, document = [*unit, None] if len(unit) == _WITHOUT_DOCUMENT else unit
        row = coder, float(start), float(stop), category, document  # type: ignore[arg-type]
        hash(row)
    except (TypeError, ValueError):
        hint = t("A unit is (coder, start, stop, category), or with the document as a fifth part.")
        raise DataError(t("This is no unit: {unit}", unit=unit), hint=hint) from None
    return row


def _numbered(names: Iterable[Hashable]) -> dict[Hashable, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _edges(count: int, document: Ints, places: Floats) -> Floats:
    """Give the first and last place that a unit of each document touches."""
    edges = np.tile([math.inf, -math.inf], (count, 1))
    np.fmin.at(edges[:, 0], document, places[:, 0])
    np.fmax.at(edges[:, 1], document, places[:, 1])
    return edges
