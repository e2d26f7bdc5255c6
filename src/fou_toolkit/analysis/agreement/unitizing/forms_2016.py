"""The family of 2016: uα, |uα, cuα and (k)uα.

Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua:
Further developments. Quality & Quantity 50, 2347-2364. Also Krippendorff, K. (2019). Content analysis, 4th ed., 12.6.

With ℓ the observed coincidences, measured in length, n their sum, and Q(c) the squared lengths of the units of category
c (of gaps the plain lengths), chance lets values meet as

    ε(ck) = n · (ℓ(c·) · ℓ(·k) − [c = k] · Q(c)) / (n² − Σ Q)

and every figure is 1 − observed / expected of a sum of cells off the diagonal. Units of length 1 without gaps give
nominal α. Where a figure of a continuum is NaN, an `UndefinedWarning` says why; figures of tallies are silent.

Lengths count places: since gaps give lengths and units give squares, uα and |uα are not the same in seconds and in
milliseconds (the finer, the less it matters); cuα and (k)uα are.
"""

import warnings
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Protocol, cast, overload

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.chance import UndefinedWarning
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing.sweep import UnitizingTallies, tallies

__all__ = ["bar_u_alpha", "cu_alpha", "cu_coverage", "ku_alpha", "ku_coverage", "u_alpha"]

Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-12
"""Share of n² below which a difference of n² and squared lengths is taken for 0; sixths do not add up exactly."""


class Figure(Protocol):
    """A figure of all documents of a continuum, or of tallies with whatever leading axes."""

    @overload
    def __call__(self, data: Continuum) -> float: ...
    @overload
    def __call__(self, data: UnitizingTallies) -> Floats: ...


class Figures(Protocol):
    """A figure for each category, by name of a continuum, as the last axis of tallies."""

    @overload
    def __call__(self, data: Continuum) -> dict[Hashable, float]: ...
    @overload
    def __call__(self, data: UnitizingTallies) -> Floats: ...


def _figure(why: Callable[[UnitizingTallies], str]) -> Callable[[Callable[[UnitizingTallies], Floats]], Figure]:
    """Let a figure take a continuum too, and say why there is none of it."""

    def widened(work: Callable[[UnitizingTallies], Floats]) -> Figure:
        @wraps(work)
        def figure(data: Continuum | UnitizingTallies) -> float | Floats:
            if not isinstance(data, Continuum):
                return work(data)
            pooled = tallies(data).pooled()
            found = float(work(pooled))
            if np.isnan(found):
                warnings.warn(UndefinedWarning(why(pooled) or t("Chance alone would agree always.")), stacklevel=2)
            return found

        return cast("Figure", figure)

    return widened


def _figures(why: Callable[[UnitizingTallies], str]) -> Callable[[Callable[[UnitizingTallies], Floats]], Figures]:
    """Let a figure of each category take a continuum too, and say why some have none."""

    def widened(work: Callable[[UnitizingTallies], Floats]) -> Figures:
        @wraps(work)
        def figures(data: Continuum | UnitizingTallies) -> dict[Hashable, float] | Floats:
            if not isinstance(data, Continuum):
                return work(data)
            pooled = tallies(data).pooled()
            found = work(pooled)
            without = [str(name) for name, lacks in zip(data.categories, np.isnan(found), strict=True) if lacks]
            if without:
                some = t("There is nothing to compare for: {names}", names=", ".join(without))
                warnings.warn(UndefinedWarning(why(pooled) or some), stacklevel=2)
            return dict(zip(data.categories, found.tolist(), strict=True))

        return cast("Figures", figures)

    return widened


def _unseen(found: UnitizingTallies) -> str:
    """Say whether no two coders looked."""
    return "" if found.total.sum() > 0 else t("No two coders looked at the same text.")


def _unmarked(found: UnitizingTallies) -> str:
    """Say whether nothing is marked that two coders looked at."""
    return _unseen(found) or ("" if found.total[..., :-1].sum() > 0 else t("Nothing is marked."))


def _alike(found: UnitizingTallies) -> str:
    """Say why nothing is known of places and categories together."""
    one = t("All coders gave the same value everywhere, so nothing is known of agreement beyond chance.")
    return _unmarked(found) or (one if np.count_nonzero(found.total) == 1 else "")


def _full(found: UnitizingTallies) -> str:
    """Say why nothing is known of what to mark at all."""
    everything = t("Everything is marked, so nothing is known of what coders would leave out.")
    return _unmarked(found) or ("" if found.total[..., -1].sum() > 0 else everything)


def _apart(found: UnitizingTallies) -> str:
    """Say why nothing is known of categories where two coders marked something."""
    met = np.count_nonzero(found.joint)
    if _unmarked(found) or met > 1:
        return _unmarked(found)
    return (
        t("Where two coders marked something, all gave the same category.")
        if met
        else t("No two coders marked the same place.")
    )


@_figure(_alike)
def u_alpha(data: UnitizingTallies) -> Floats:
    """Give uα: do coders mark the same stretches and give them the same categories (eq. 5)?

    Args:
        data: A continuum, or tallies of shape `(...)`; tallies of single documents give a figure for each.

    Returns:
        1 for perfect agreement, 0 for what chance gives; shape `(...)`. NaN where only one value was used, the gap
        being a value, or where no two coders looked.

    >>> one = Continuum.of([("a", 0, 4, "x"), ("b", 1, 4, "x")], bounds=(0, 10))
    >>> round(u_alpha(one), 3)
    0.801
    """
    n = data.total.sum(axis=-1)
    return _alpha(_below(data.same.sum(axis=-1), n), _crossing(data.total, n), n, data.own)


@_figure(_full)
def bar_u_alpha(data: UnitizingTallies) -> Floats:
    """Give |uα: do coders agree on what to mark at all, whatever category they gave it (eq. 6)?

    Args:
        data: A continuum, or tallies of shape `(...)`.

    Returns:
        Shape `(...)`; NaN where everything or nothing was marked, or where no two coders looked.
    """
    n = data.total.sum(axis=-1)
    gap = data.total[..., -1]
    return _alpha(_below(data.same[..., -1], gap), gap * _below(gap, n), n, data.own)


@_figure(_apart)
def cu_alpha(data: UnitizingTallies) -> Floats:
    """Give cuα: where two coders both marked something, do they give it the same category (eqs. 10 and 11)?

    Says nothing of what only one of them marked; `cu_coverage` tells how much is left. With more than two coders, of
    whom few marked the same places, little or nothing is left to expect, and the figure says little.

    Args:
        data: A continuum, or tallies of shape `(...)`.

    Returns:
        Shape `(...)`; NaN where no place was marked by two coders, or with one category only.
    """
    n = data.joint.sum(axis=-1)
    return _alpha(_below(data.same[..., :-1].sum(axis=-1), n), _crossing(data.joint, n), n, data.joint_own)


@_figures(_apart)
def ku_alpha(data: UnitizingTallies) -> Floats:
    """Give (k)uα of each category: where another coder marked something too, was it the same category (eq. 13)?

    Args:
        data: A continuum, or tallies of shape `(...)`.

    Returns:
        By category, of tallies shape `(..., v)`; NaN where a category meets no unit, or only it meets any.
    """
    n = data.joint.sum(axis=-1, keepdims=True)
    met = data.joint
    # Expected over observed length of the category, times observed over expected disagreement, ε(k)/ℓ(k) · …
    free = n * met - data.joint_own
    crossing = met * _below(met, n)
    known = (crossing > 0) & (_free(n, data.joint_own.sum(axis=-1, keepdims=True)) > 0)
    return _complement(free * _below(data.same[..., :-1], met), met * crossing, known)


@_figure(_unseen)
def cu_coverage(data: UnitizingTallies) -> Floats:
    """Give the share of the continuum, seen by all pairs of coders, that both of a pair marked: what cuα speaks of.

    Returns:
        From 0 to 1, shape `(...)`; NaN where no two coders looked.
    """
    n = data.total.sum(axis=-1)
    return _complement(n - data.joint.sum(axis=-1), n, n > 0)


@_figures(_unseen)
def ku_coverage(data: UnitizingTallies) -> Floats:
    """Give the share of each category that another coder marked too, in whatever category: what (k)uα speaks of.

    Returns:
        By category, of tallies shape `(..., v)`; NaN where the category was not used.
    """
    total = data.total[..., :-1]
    return _complement(total - data.joint, total, total > 0)


def _below(part: Floats, whole: Floats) -> Floats:
    """Give what a part leaves of the whole, never less than 0 by rounding."""
    return np.maximum(whole - part, 0)


def _crossing(total: Floats, n: Floats) -> Floats:
    """Give n² − Σ ℓ(c)²: pairs of places with different values; exactly 0 where there is one value only."""
    crossing: Floats = (total * _below(total, n[..., None])).sum(axis=-1)
    return crossing


def _free(n: Floats, own: Floats) -> Floats:
    """Give n² − Σ Q, the pairs of places that chance may give; 0 where there are none."""
    free = n * n - own
    return np.where(free > _ROUNDING * n * n, free, 0)


def _alpha(apart: Floats, crossing: Floats, n: Floats, own: Floats) -> Floats:
    """Give 1 − observed / expected.

    Args:
        apart: Observed length off the diagonal.
        crossing: Pairs of places off the diagonal, Σ ℓ(c) · ℓ(k).
        n: Length of all values.
        own: Pairs inside the same unit; shape `(..., v)`.
    """
    free = _free(n, own.sum(axis=-1))
    return _complement(apart * free, n * crossing, (crossing > 0) & (free > 0))


def _complement(part: Floats, whole: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    """Give 1 − part / whole, NaN where it is not known."""
    share: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=known)
    return 1 - share
