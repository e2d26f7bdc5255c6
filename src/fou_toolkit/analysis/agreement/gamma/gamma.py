"""γ, γ-cat and γ-k: agreement in where units are and which categories they have."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma.alignment import Alignment, alignment_of, best, disorders
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.categories import category_disorders
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.analysis.agreement.gamma.sampling import check_sampler, sampler_of
from fou_toolkit.errors import DataError

__all__ = ["GammaResult", "gamma", "gamma_of_disorders", "gamma_of_samples"]

Floats = npt.NDArray[np.float64]
Progress = Callable[[Iterable[range]], Iterable[range]]

_Z: Final = 1.959963984540054
"""Of the normal distribution, for 95 %."""

_UNITS_AT_ONCE: Final = 20_000
"""Units of samples aligned together, so that memory stays small."""


@dataclass(frozen=True, eq=False, repr=False)
class GammaResult:
    """γ and what it comes from.

    Args:
        gamma: 1 − observed / expected: 1 for perfect agreement, 0 for what chance gives, below 0 for less; NaN where it
            cannot be worked out.
        observed: Disorder of the best alignment.
        expected: Mean of `samples`.
        samples: Disorder of each sample, shape `(n,)`.
        interval: γ if `expected` is at the ends of its 95 % interval, mean ± 1.96 · s / √n. It is the error of drawing
            so few samples, and nothing else: it does not say how γ would differ with other texts or other coders.
        gamma_cat: The same for categories of aligned units; NaN where it cannot be worked out.
        gamma_k: The same for each category; NaN where it cannot be worked out.
        alignment: The best alignment.
        measure: Weights of place and category, dissimilarity of no unit and of categories.
        sampler: How samples were drawn; empty if they were given.
        seed: Of the random numbers; `None` if samples were given.
        reason: Why γ is NaN; empty where it is not.
    """

    gamma: float
    observed: float
    expected: float
    samples: Floats
    interval: tuple[float, float]
    gamma_cat: float
    gamma_k: Mapping[Hashable, float]
    alignment: Alignment
    measure: Dissimilarity
    sampler: str = ""
    seed: int | None = None
    reason: str = ""

    def __repr__(self) -> str:
        """Say the figure and how it came about."""
        if self.reason:
            return f"<GammaResult: no γ: {self.reason}>"
        low, high = self.interval
        # One sample has no interval.
        interval = "" if math.isnan(low) else f" [{low:.3f}, {high:.3f}]"
        return f"<GammaResult: γ {self.gamma:.3f}{interval}, {self.samples.size} samples>"


@dataclass(eq=False)
class _Expected:
    """Disorders of samples: of units, shape `(n,)`, and of categories, shape `(n, 1 + categories)`."""

    units: list[Floats] = field(default_factory=list)
    categories: list[Floats] = field(default_factory=list)

    def add(self, parts: list[Blocks], categories: int, measure: Dissimilarity) -> None:
        """Align samples, all together, and keep their disorders."""
        blocks = Blocks.stacked(parts)
        part = np.repeat(np.arange(len(parts)), [len(one.looked) for one in parts])
        rows = best(blocks, measure)
        self.units.append(disorders(blocks, rows, part))
        self.categories.append(category_disorders(blocks, rows, part, categories, measure))


def gamma(  # noqa: PLR0913 - the parameters of the method, all by name
    continuum: Continuum,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    empty: float = 1.0,
    categorical: npt.ArrayLike | None = None,
    samples: int = 30,
    precision: float | None = None,
    sampler: str = "statistical",
    seed: int = 1,
    progress: Progress | None = None,
) -> GammaResult:
    """Give γ: how well coders agree in where units are and which categories they have, beyond chance.

    Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma (γ). Computational
    Linguistics, 41(3). The disorder of the best alignment is compared with that of samples drawn by chance; `align`
    says how documents and coders who looked at some of them count. Published figures often have alpha = 3.

    Args:
        continuum: What was marked; units of a coder may overlap. Give its bounds: the gap before a first unit counts.
        alpha: Weight of the place, above 0.
        beta: Weight of the category, from 0.
        empty: Dissimilarity between a unit and no unit, above 0; γ does not depend on it.
        categorical: Dissimilarity between categories, from 0 to 1, symmetric, in the order of `continuum.categories`,
            shape `(v, v)`; by default 1 for any two.
        samples: How many samples are drawn at least.
        precision: If given, so many are drawn that `expected` is this exact with 95 % certainty, for instance 0.02 for
            2 % (section 5.3).
        sampler: `statistical` or `shuffle`; see `sampling`.
        seed: Of the random numbers. A sample depends on the seed and its number only.
        progress: Wraps the portions that samples are aligned in, such as `tqdm.auto.tqdm`.

    Raises:
        DataError: A parameter is out of range, or too many coders marked too much in the same places.

    >>> one = Continuum.of([("a", 0, 9, "x"), ("b", 0, 9, "x"), ("a", 30, 40, "y"), ("b", 30, 40, "y")], bounds=(0, 99))
    >>> gamma(one).gamma, gamma(one).interval
    (1.0, (1.0, 1.0))
    """
    measure = _measure(continuum, Dissimilarity(alpha, beta, empty, categorical))  # type: ignore[arg-type]
    _check(samples, precision)
    check_sampler(sampler)
    reason = _undefined(continuum)
    found = _Expected()
    if not reason:
        draw = sampler_of(sampler, continuum)

        def work(numbers: range) -> None:
            portions = _portions(numbers, len(continuum))
            for portion in progress(portions) if progress else portions:
                parts = [draw(np.random.default_rng((seed, number))) for number in portion]
                found.add(parts, len(continuum.categories), measure)

        work(range(samples))
        if precision is not None:
            work(range(samples, _needed(np.concatenate(found.units), precision)))
    return replace(_result(continuum, measure, found, reason), sampler=sampler, seed=seed)


def gamma_of_samples(
    continuum: Continuum,
    samples: Iterable[Continuum],
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    empty: float = 1.0,
    categorical: npt.ArrayLike | None = None,
) -> GammaResult:
    """Give γ beyond what given samples have, each a continuum of at least two coders; `gamma` explains the rest.

    Raises:
        DataError: A parameter is out of range, or a sample has a category that the continuum does not have.
    """
    measure = _measure(continuum, Dissimilarity(alpha, beta, empty, categorical))  # type: ignore[arg-type]
    reason = _undefined(continuum)
    found = _Expected()
    for sample in samples:
        found.add([Blocks.of(_renumbered(sample, continuum.categories))], len(continuum.categories), measure)
    return _result(continuum, measure, found, reason)


def gamma_of_disorders(observed: float, expected: npt.ArrayLike) -> float:
    """Give 1 − observed / the mean of expected disorders; NaN where there are none, or their mean is not above 0.

    >>> gamma_of_disorders(0.5, [0.9, 1.1]), gamma_of_disorders(0, [])
    (0.5, nan)
    """
    mean = _mean(np.asarray(expected, np.float64))
    return float(1 - observed / mean) if mean > 0 else math.nan


def _portions(numbers: range, units: int) -> list[range]:
    """Part the numbers of samples into portions that are aligned together."""
    at_once = max(_UNITS_AT_ONCE // units, 1)
    return [numbers[first : first + at_once] for first in range(0, len(numbers), at_once)]


def _measure(continuum: Continuum, measure: Dissimilarity) -> Dissimilarity:
    measure.fits(len(continuum.categories))
    return measure


def _check(samples: int, precision: float | None) -> None:
    if samples < 1 or (precision is not None and not 0 < precision < 1):
        raise DataError(
            t("So many samples, or so exact ones, cannot be drawn."),
            hint=t("Take one sample or more, and a precision between 0 and 1, or none."),
        )


def _undefined(continuum: Continuum) -> str:
    """Say why there is no γ; nothing if there is one."""
    together = continuum.looked.sum(axis=0) > 1
    marking = np.unique(continuum.coder[together[continuum.document]])
    if not marking.size:
        return t("Nothing is marked that two coders looked at.") if len(continuum) else t("Nothing is marked.")
    if marking.size == 1:
        return t("Only one coder has marked something.")
    return ""


def _needed(samples: Floats, precision: float) -> int:
    """Say how many samples it takes until their mean is as exact as wanted."""
    mean = samples.mean()
    if samples.size < 2 or not mean > 0:  # noqa: PLR2004 - one alone does not vary
        return 0
    return math.ceil((float(samples.std(ddof=1) / mean) * _Z / precision) ** 2)


def _renumbered(sample: Continuum, categories: tuple[Hashable, ...]) -> Continuum:
    """Count the categories of a sample as those of the continuum are."""
    unknown = [name for name in sample.categories if name not in categories]
    if unknown:
        raise DataError(
            t("A sample has a category that is not in the continuum: {name}", name=unknown[0]),
            hint=t("Samples have the categories of the continuum."),
        )
    numbers = np.array([categories.index(name) for name in sample.categories], np.int64)
    return replace(sample, categories=categories, category=numbers[sample.category])


def _result(continuum: Continuum, measure: Dissimilarity, expected: _Expected, reason: str) -> GammaResult:
    """Compare what is observed with samples."""
    blocks = Blocks.of(continuum)
    rows = best(blocks, measure)
    count = len(continuum.categories)
    whole = np.zeros(len(blocks.looked), np.int64)
    kinds = category_disorders(blocks, rows, whole, count, measure)[0]
    samples = np.concatenate([np.zeros(0), *expected.units])
    by_chance = np.concatenate([np.zeros((0, 1 + count)), *expected.categories])
    alignment = alignment_of(blocks, rows)
    figure = math.nan if reason else gamma_of_disorders(alignment.disorder, samples)
    if not reason and math.isnan(figure):
        reason = t("The samples have no disorder.") if samples.size else t("There are no samples.")
    of_kinds = [
        math.nan if reason else gamma_of_disorders(seen, column)
        for seen, column in zip(kinds, by_chance.T, strict=True)
    ]
    return GammaResult(
        gamma=figure,
        observed=alignment.disorder,
        expected=_mean(samples),
        samples=samples,
        interval=(math.nan, math.nan) if reason else _interval(alignment.disorder, samples),
        gamma_cat=of_kinds[0],
        gamma_k=MappingProxyType(dict(zip(continuum.categories, of_kinds[1:], strict=True))),
        alignment=alignment,
        measure=measure,
        reason=reason,
    )


def _mean(values: Floats) -> float:
    """Give the mean of what is known; NaN if nothing is."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else math.nan


def _interval(observed: float, samples: Floats) -> tuple[float, float]:
    """Give γ at both ends of the 95 % interval of the expected disorder; one sample has no interval."""
    if samples.size < 2:  # noqa: PLR2004 - one alone does not vary
        return math.nan, math.nan
    error = _Z * samples.std(ddof=1) / math.sqrt(samples.size)
    low = samples.mean() - error
    return (float(1 - observed / low) if low > 0 else -math.inf), float(1 - observed / (samples.mean() + error))
