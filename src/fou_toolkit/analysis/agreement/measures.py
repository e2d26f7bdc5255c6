"""The figures of many codes at once, for the whole and for every replicate of a bootstrap."""

from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.alpha import alpha_of
from fou_toolkit.analysis.agreement.coefficients.chance import ratio
from fou_toolkit.analysis.agreement.coefficients.gwet import ac_of
from fou_toolkit.analysis.agreement.coefficients.kappa import cohen_of, fleiss_of
from fou_toolkit.analysis.agreement.coefficients.percent import percent_of, positive_of, s_of
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.presence import PresenceCounts
from fou_toolkit.analysis.agreement.unitizing import tallies_by_category, u_alpha
from fou_toolkit.analysis.bootstrap import Bootstrap, Progress, Statistic, estimate
from fou_toolkit.errors import DataError

__all__ = ["MEASURES", "estimates", "figures_of", "statistic_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MEASURES: Final = ("alpha", "ac1", "kappa", "fleiss_kappa", "s", "percent", "positive")
"""Krippendorff's α (for characters uα), Gwet's AC1, Cohen's κ (mean over the pairs of coders), Fleiss' κ (for two
coders Scott's π), Bennett's S, percent agreement, positive agreement."""

_NOMINAL: Final = np.eye(2)
_TWO: Final = 2


def estimates(
    compared: Compared, level: str, bootstrap: Bootstrap | None, progress: Progress | None = None
) -> "npt.NDArray[np.object_]":
    """Give `Estimate`s of all codes or themes, and of all of them pooled.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
        bootstrap: How intervals are made; `None` for none.
        progress: Wraps the blocks of replicates.

    Returns:
        Shape `(1 + columns, measures)`; the first row is pooled over unit × code.

    Raises:
        DataError: What should be drawn cannot be: two coders, or single characters.
    """
    statistic, often = statistic_of(compared, level, bootstrap.over if bootstrap else "documents")
    return estimate(statistic, often, bootstrap, progress)


def statistic_of(compared: Compared, level: str, over: str) -> tuple[Statistic, Ints]:
    """Give the figures as a function of what was drawn, `(b, parts)` to `(b, 1 + columns, measures)`.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
        over: `documents`, `units` or `coders`.

    Returns:
        The function, and how many units are alike in each part.

    Raises:
        DataError: What should be drawn cannot be: two coders, or single characters.
    """
    if over != "documents":
        _check_drawn(compared, over)
    if over == "units":
        alike, often = compared.patterns(level)
        return _Weighted(alike, None), often
    counts = compared.counts(level)
    if over == "coders":
        return _by_coders(counts), np.ones(len(compared.coders), np.int64)
    unitized = _Unitized(compared, level) if compared.unit == "character" else None
    return _Weighted(counts, unitized), np.ones(len(compared.documents), np.int64)


def _check_drawn(compared: Compared, over: str) -> None:
    """Refuse to draw what cannot be drawn."""
    hint = t('Draw documents: Bootstrap(over="documents").')
    if compared.unit == "character":
        raise DataError(t("For characters, only documents can be drawn."), hint=hint)
    if over == "coders" and len(compared.coders) == _TWO:
        raise DataError(t("Two coders cannot be drawn: there is but one pair of them."), hint=hint)


def figures_of(counts: Tallies, tables: Floats, alpha: Floats | None = None) -> Floats:
    """Give all measures.

    Args:
        counts: Two-valued tallies, shape `(...)`.
        tables: Contingency tables of the pairs of coders, shape `(pairs, ..., 2, 2)`.
        alpha: α where it is not the one of the tallies, shape `(...)`.

    Returns:
        Shape `(..., measures)`; NaN for a code that nobody used or that stands everywhere, since then nothing is known
        of agreement beyond chance, and a figure that still has a value (AC1, S, percent) says nothing.
    """
    kappas = cohen_of(tables, _NOMINAL)
    known = ~np.isnan(kappas)
    with np.errstate(invalid="ignore", divide="ignore"):
        kappa = np.where(known, kappas, 0).sum(axis=0) / known.sum(axis=0)
    found = np.stack(
        (
            alpha_of(counts.coincidences) if alpha is None else alpha,
            ac_of(counts, _NOMINAL),
            kappa,
            fleiss_of(counts, _NOMINAL),
            s_of(counts, _NOMINAL),
            percent_of(counts, _NOMINAL),
            positive_of(counts),
        ),
        axis=-1,
    )
    used = np.isfinite(alpha_of(counts.coincidences))
    return np.where(used[..., None], found, np.nan)


class _Weighted:
    """Figures as a function of how often each group counts; pooled first, then by column."""

    def __init__(self, counts: PresenceCounts, unitized: "_Unitized | None") -> None:
        self._tallies, self._tables, self._unitized = counts.tallies(), counts.tables(), unitized

    def __call__(self, weights: Floats) -> Floats:
        counts = self._tallies.weighted(weights)
        tables = np.moveaxis(np.tensordot(weights, self._tables, axes=(1, 1)), 0, 1)
        pooled, single = (None, None) if self._unitized is None else self._unitized.alphas(weights)
        alone = figures_of(counts, tables, single)
        together = figures_of(counts.total(axis=1), tables.sum(axis=2), pooled)
        return np.concatenate((together[:, None], alone), axis=1)


class _Unitized:
    """uα of every column, each code against everything else, since codes of one coder may overlap."""

    def __init__(self, compared: Compared, level: str) -> None:
        columns = compared.columns.of_level(level)
        top = {name: one.id for place, one in enumerate(columns) for name in compared.columns.ids_of(level, place)}
        continuum = compared.continuum().mapped(lambda name: top.get(str(name)))
        self._tallies = tallies_by_category(continuum)
        self._columns = [column.id for column in columns]
        self._places = [self._columns.index(str(name)) for name in continuum.categories if name is not None]
        self._used = [place for place, name in enumerate(continuum.categories) if name is not None]

    def alphas(self, weights: Floats) -> tuple[Floats, Floats]:
        """Give uα pooled over the columns, shape `(b,)`, and of each, shape `(b, columns)`."""
        found = self._tallies.weighted(weights)
        n = found.total.sum(axis=-1)
        crossing = found.total.prod(axis=-1) * _TWO
        expected = n * ratio(crossing, n * n - found.own.sum(axis=-1))
        apart = n - found.same.sum(axis=-1)
        known = np.isfinite(expected) & (expected > 0)
        known[[place for place in range(len(known)) if place not in self._used]] = False
        pooled = 1 - ratio(np.where(known, apart, 0).sum(axis=0), np.where(known, expected, 0).sum(axis=0))
        single = np.full((len(weights), len(self._columns)), np.nan)
        single[:, self._places] = u_alpha(found)[self._used].T
        return pooled, single


def _by_coders(counts: PresenceCounts) -> Statistic:
    """Give figures as a function of how often each coder counts."""
    tables = counts.tables().sum(axis=1)
    made: dict[tuple[float, ...], Floats] = {}

    def of(times: tuple[float, ...]) -> Floats:
        if times not in made:
            found = counts.tallies(np.array(times)).total()
            # A pair of coders counts as often as both of them were drawn.
            drawn = [
                place for place, (one, two) in enumerate(counts.pairs) for _ in range(int(times[one] * times[two]))
            ]
            chosen = tables[drawn]
            pooled = figures_of(found.total(), chosen.sum(axis=1))
            made[times] = np.concatenate((pooled[None], figures_of(found, chosen)))
        return made[times]

    def statistic(weights: Floats) -> Floats:
        return np.stack([of(tuple(times)) for times in weights.tolist()])

    return statistic
