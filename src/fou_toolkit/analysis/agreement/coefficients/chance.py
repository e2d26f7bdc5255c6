"""What all figures share: agreement beyond chance, and what is said where there is none to be told."""

import warnings

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData

__all__ = ["UndefinedWarning", "beyond_chance", "defined_or_warn", "ratio", "why_undefined"]

Floats = npt.NDArray[np.float64]


class UndefinedWarning(UserWarning):
    """A figure is NaN; the message says why."""


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(whole) > 0, np.asarray(part) / np.asarray(whole), np.nan)


def beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """Give (observed − expected) / (1 − expected); NaN where chance alone agrees always.

    Args:
        observed: Observed agreement, shape `(...)`.
        expected: Agreement that chance gives, shape `(...)`.
    """
    # Sums of shares miss 1 by rounding; nothing that was counted comes as near to it as that.
    room = np.where(np.abs(1 - expected) < _ROUNDING, 0.0, 1 - expected)
    return ratio(observed - expected, room)


_ROUNDING = 1e-13


def why_undefined(data: ReliabilityData) -> str:
    """Say why no figure of agreement beyond chance can be given; empty where one can.

    >>> from fou_toolkit import set_language; set_language("en")
    >>> why_undefined(ReliabilityData.of([[1, 1, 1], [1, 1, None]])); set_language(None)
    'All coders gave the same value everywhere, so nothing is known of agreement beyond chance.'
    """
    compared = data.size > 1
    if data.coders == 1:
        return t('There is one coder only. If each row is a unit: ReliabilityData.of(..., rows="units").')
    if not compared.any():
        return t("No two coders looked at the same unit.")
    if np.unique(data.table[:, compared][data.given[:, compared]]).size == 1:
        return t("All coders gave the same value everywhere, so nothing is known of agreement beyond chance.")
    return ""


def defined_or_warn(figure: float, data: ReliabilityData) -> float:
    """Give the figure; where it is NaN, warn with the reason."""
    if np.isnan(figure):
        reason = why_undefined(data) or t("Chance alone would agree always.")
        warnings.warn(UndefinedWarning(reason), stacklevel=3)
    return float(figure)
