"""Tables of ratings for tests, and figures of them as their definitions say, the slow way."""

import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import UndefinedWarning

__all__ = [
    "quiet",
    "same",
    "slow_alpha",
    "slow_observed",
    "slow_prevalence",
    "slow_tallies",
    "tables",
    "triples",
    "units_of",
]

Table = list[list[object]]


@st.composite
def tables(
    draw: st.DrawFn,
    *,
    values: Sequence[object] = (0, 0, 1, 1, 2, 5),
    coders: tuple[int, int] = (1, 4),
    units: tuple[int, int] = (1, 10),
    missing: bool = True,
) -> Table:
    """Give values of some coders, one row a coder; `None` where a coder has not looked."""
    width = draw(st.integers(*units))
    cell = st.sampled_from([*values, *([None, None] if missing else [])])
    low, high = coders
    return draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=low, max_size=high))


def units_of(table: Table) -> list[list[object]]:
    """Give the values of each unit, without those that are missing."""
    return [[value for value in unit if value is not None] for unit in zip(*table, strict=True)]


def triples(table: Table) -> Iterator[tuple[str, str, object]]:
    """Give `(coder, unit, value)` of everything that is there."""
    for coder, row in enumerate(table):
        for unit, value in enumerate(row):
            if value is not None:
                yield f"c{coder}", f"u{unit:03}", value


def _pairs(values: Sequence[object]) -> Iterator[tuple[object, object]]:
    return ((values[one], values[two]) for one, two in permutations(range(len(values)), 2))


def slow_alpha(table: Table, distance: Callable[[object, object], float] = lambda one, two: one != two) -> float:
    """Compute α: mean disagreement inside of units over mean disagreement between all values that were compared."""
    units = [unit for unit in units_of(table) if len(unit) > 1]
    values = [value for unit in units for value in unit]
    between = sum(distance(*pair) for pair in _pairs(values))
    if not between:
        return math.nan
    inside = sum(sum(distance(*pair) for pair in _pairs(unit)) / (len(unit) - 1) for unit in units)
    return 1 - (inside / len(values)) / (between / (len(values) * (len(values) - 1)))


def slow_observed(table: Table, weight: Callable[[object, object], float] = lambda one, two: one == two) -> float:
    """Compute the mean over units of the share of pairs of coders that agree."""
    units = [unit for unit in units_of(table) if len(unit) > 1]
    if not units:
        return math.nan
    shares = [sum(weight(*pair) for pair in _pairs(unit)) / (len(unit) * (len(unit) - 1)) for unit in units]
    return sum(shares) / len(units)


def slow_prevalence(table: Table) -> dict[object, float]:
    """Compute the mean over units of the share of each value in it."""
    units = [unit for unit in units_of(table) if unit]
    found = {value for unit in units for value in unit}
    return {value: sum(unit.count(value) / len(unit) for unit in units) / len(units) for value in found}


def slow_tallies(
    table: Table, values: Sequence[object], times: Sequence[int] | None = None
) -> tuple[list[list[float]], list[list[float]], list[float]]:
    """Count coincidences, pairs and shares one by one; a coder who counts twice is there twice, but met by others only."""
    width = range(len(values))
    coincidences, pairs = [[0.0 for _ in width] for _ in width], [[0.0 for _ in width] for _ in width]
    shares = [0.0 for _ in width]
    often = [1] * len(table) if times is None else times
    for unit in zip(*table, strict=True):
        said = [
            (coder, values.index(value))
            for coder, (value, many) in enumerate(zip(unit, often, strict=True))
            for _ in range(many)
            if value is not None
        ]
        met = [(one[1], two[1]) for one, two in permutations(said, 2) if one[0] != two[0]]
        for one, two in met:
            pairs[one][two] += 1 / len(met)
            coincidences[one][two] += len(said) / len(met)
        for _, value in said:
            shares[value] += 1 / len(said)
    return coincidences, pairs, shares


def quiet(figure: Callable[..., float], *data: object, **options: object) -> float:
    """Give a figure without the warning that it is undefined."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndefinedWarning)
        return figure(*data, **options)


def same(one: float, two: float, *, within: float = 1e-9) -> bool:
    """Tell whether two figures are equal, or both undefined."""
    return math.isnan(one) == math.isnan(two) and (math.isnan(one) or abs(one - two) <= within)
