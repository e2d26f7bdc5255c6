"""Reliability data: what each coder said of each unit, as a table that people type or other tools give."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.cells import (
    NOBODY,
    categories_of,
    cells_of,
    check_options,
    counts_of,
    is_frame,
    labels_of,
    meanings_of,
    names_of,
    numbered,
    places_of,
    plain,
    signs_of,
    sort_key,
)
from fou_toolkit.errors import DataError

__all__ = ["ReliabilityData"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class ReliabilityData:
    """What coders said of units.

    Args:
        values: Values that `table` counts; in order, if they have one.
        table: Number of the value of each coder and unit, -1 where the coder did not look; shape `(coders, units)`.
        ordered: Whether the values have an order; numbers always have.

    >>> data = ReliabilityData.of([["a", "b", None], ["a", "a", "b"]])
    >>> data.values, data.table.tolist()
    (('a', 'b'), [[0, 1, -1], [0, 0, 1]])
    """

    values: tuple[Hashable, ...]
    table: Ints
    ordered: bool = False

    def __post_init__(self) -> None:
        """Numbers have an order of their own."""
        if not self.ordered and all(isinstance(value, Real) for value in self.values):
            object.__setattr__(self, "ordered", True)

    @classmethod
    def of(
        cls,
        data: object,
        *,
        rows: str | None = None,
        values: Iterable[Hashable] | None = None,
        missing: Hashable | Iterable[Hashable] = (),
        split: str | None = None,
    ) -> "ReliabilityData":
        """Read a table.

        Args:
            data: Lists, an array or a DataFrame, shape `(coders, units)`; numbers, words or sets of codes (sets, lists
                or tuples). `None`, NaN and what is masked stand where a coder has not looked. If all values are
                numbers, but some written as text, they are taken as numbers: "10" comes after "2". What is reliability
                data already is given back.
            rows: `coders`, as in the literature and by default, or `units`: a row for each unit and a column for each
                coder, as in a spreadsheet. Of a DataFrame one has to say which.
            values: All values that were possible, in order; by default those that occur, sorted. The order counts for
                ordinal data, the number of values for S and AC1. By default also the categories of columns that are
                ordered categories. Words that are sorted have no order, nor has a set of values.
            missing: Further signs for «has not looked», such as `"*"` or 99.
            split: What stands between the codes where a text is several of them, such as `","`; then every text is a
                set of codes, and an empty one the empty set.

        Raises:
            DataError: It is no table, has a value that is not among the possible ones, words that only differ in
                capitals or blanks, or words like "NA" that are neither among `missing` nor among `values`.

        >>> ReliabilityData.of([[1, 1], [2, 3], [3, 3]], rows="units").table.tolist()
        [[0, 1, 2], [0, 2, 2]]
        >>> ReliabilityData.of([["low", "high"], ["low", "*"]], values=["low", "high"], missing="*").table.tolist()
        [[0, 1], [0, -1]]
        >>> ReliabilityData.of([["M1, F6", "M1"], ["F6,M1", ""]], split=",").table[:, 0].tolist()
        [0, 0]
        """
        if isinstance(data, ReliabilityData):
            return data
        check_options(data, rows, split)
        given = categories_of(data) if values is None else values
        possible = None if given is None else tuple(plain(value) for value in given)
        table = cells_of(data)
        signs = signs_of(missing)
        if table.dtype.kind == "U" and "nan" not in (possible or ()):
            # What numpy makes of NaN among words.
            signs.add("nan")
        found, numbers = numbered(table, signs)
        meant, known = meanings_of(found, possible, split)
        if isinstance(given, AbstractSet):
            known = tuple(sorted(known, key=sort_key))
        numbers = places_of(meant, known)[numbers]
        ordered = given is not None and not isinstance(given, AbstractSet)
        return cls(known, np.ascontiguousarray(numbers.T if rows == "units" else numbers), ordered)

    @classmethod
    def from_triples(cls, triples: Iterable[tuple[Hashable, Hashable, Hashable]], **options: Any) -> "ReliabilityData":  # noqa: ANN401 - see `of`
        """Read `(coder, unit, value)`, as NLTK's `AnnotationTask` has it.

        Args:
            triples: In any order; a pair of coder and unit stands once.
            options: As in `of`.

        Raises:
            DataError: A coder says two things of one unit.
        """
        try:
            rows = [(coder, unit, plain(value)) for coder, unit, value in triples]
        except (TypeError, ValueError):
            hint = t('A triple is a coder, a unit and a value: ("Kari", "sentence 1", "M").')
            raise DataError(t("These are no triples of coder, unit and value."), hint=hint) from None
        said: dict[tuple[Hashable, Hashable], object] = {}
        for coder, unit, value in rows:
            if said.setdefault((coder, unit), value) != value:
                hint = t("For several codes on one unit, give a set of codes as the value.")
                raise DataError(t("{coder} says two things of {unit}.", coder=coder, unit=unit), hint=hint)
        coders = list(dict.fromkeys(coder for coder, _ in said))
        units = list(dict.fromkeys(unit for _, unit in said))
        return cls.of([[said.get((coder, unit)) for unit in units] for coder in coders], **options)

    @classmethod
    def from_confusion(cls, table: npt.ArrayLike, *, values: Iterable[Hashable] | None = None) -> "ReliabilityData":
        """Read a table of how often two coders' values met.

        Args:
            table: Counts; row: value of the first coder, column: value of the second; shape `(v, v)`.
            values: Names of the values, in order; by default the labels of a DataFrame, such as `pandas.crosstab`
                gives, else 1 to v.

        Raises:
            DataError: It is no square table of whole numbers, or the labels of its rows and columns differ.

        >>> ReliabilityData.from_confusion([[2, 1], [0, 1]]).table.tolist()
        [[0, 0, 0, 1], [0, 0, 1, 1]]
        """
        labels = labels_of(table) if values is None and is_frame(table) else None
        counts = counts_of(table)
        if counts.shape[0] != counts.shape[1]:
            raise DataError(
                t("The table is not square."), hint=t("Rows are the first coder's values, columns the other's.")
            )
        cells = np.repeat(np.arange(counts.size), counts.ravel())
        met = np.stack(np.divmod(cells, counts.shape[1])).reshape(2, -1)
        if labels is None:
            return cls(names_of(values, counts.shape[1]), met, values is not None)
        ordered = bool(getattr(getattr(table, "index").dtype, "ordered", False))  # noqa: B009 - of a frame only
        meant, known = meanings_of(labels, labels if ordered else None, None)
        return cls(known, places_of(meant, known)[met], ordered)

    @classmethod
    def from_counts(cls, table: npt.ArrayLike, *, values: Iterable[Hashable] | None = None) -> "ReliabilityData":
        """Read how many coders gave each value, without saying who: Fleiss' form.

        Figures that tell coders apart (Cohen's κ) mean nothing for such data.

        Args:
            table: Counts, shape `(units, v)`.
            values: Names of the values, in order; by default 1 to v.

        Raises:
            DataError: It is no table of whole numbers.

        >>> ReliabilityData.from_counts([[2, 0], [1, 1]]).table.tolist()
        [[0, 0], [0, 1]]
        """
        counts = counts_of(table)
        units, width = counts.shape
        size = counts.sum(axis=1)
        found = np.full((units, int(size.max(initial=0))), NOBODY, np.int64)
        found[np.arange(found.shape[1]) < size[:, None]] = np.repeat(np.tile(np.arange(width), units), counts.ravel())
        return cls(names_of(values, width), found.T.copy(), values is not None)

    @property
    def coders(self) -> int:
        """Number of coders."""
        return int(self.table.shape[0])

    @property
    def units(self) -> int:
        """Number of units."""
        return int(self.table.shape[1])

    @cached_property
    def given(self) -> npt.NDArray[np.bool_]:
        """Whether a coder looked at a unit, shape `(coders, units)`."""
        given: npt.NDArray[np.bool_] = self.table != NOBODY
        return given

    @cached_property
    def size(self) -> Ints:
        """How many coders looked at each unit, shape `(units,)`."""
        size: Ints = self.given.sum(axis=0)
        return size

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<ReliabilityData: {self.coders} coders, {self.units} units, {len(self.values)} values>"

    def of_coders(self, *places: int) -> "ReliabilityData":
        """Give the data of some coders, by their numbers."""
        return replace(self, table=self.table[list(places)])

    def binary(self, value: Hashable) -> "ReliabilityData":
        """Ask only whether each value is this one, or, of sets of codes, has this one.

        Raises:
            DataError: It is none of the possible values.

        >>> ReliabilityData.of([[{"M1"}, {"M1", "F6"}], [{"F6"}, set()]]).binary("F6").table.tolist()
        [[0, 1], [1, 0]]
        """
        sets = not isinstance(value, frozenset) and any(isinstance(one, frozenset) for one in self.values)
        alike = [isinstance(one, frozenset) and value in one if sets else one == value for one in self.values]
        if not any(alike):
            possible = sorted({str(code) for one in self.values for code in one}) if sets else map(str, self.values)  # type: ignore[attr-defined]
            hint = t("Possible are: {names}", names=", ".join(possible))
            raise DataError(t("Not among the possible values: {values}", values=value), hint=hint)
        # The last place is for -1: who has not looked stays so.
        yes = np.array([*alike, NOBODY], np.int64)
        return ReliabilityData((False, True), yes[self.table])

    def mapped(self, change: Callable[[Hashable], Hashable]) -> "ReliabilityData":
        """Give the data with every value renamed; values that become the same are one from then on.

        New names stand in the order of the old ones, and have it if what became one name stood side by side; numbers
        are sorted.
        """
        new = [change(value) for value in self.values]
        known: Sequence[Hashable] = list(dict.fromkeys(new))
        if all(isinstance(value, Real) for value in known):
            known = sorted(known, key=sort_key)
        places = places_of(new, known)
        ordered = self.ordered and bool((np.diff(places[:-1]) >= 0).all())
        return ReliabilityData(tuple(known), places[self.table], ordered)
