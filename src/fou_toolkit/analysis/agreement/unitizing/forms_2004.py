"""The form of 2004, for comparison with older studies; the figures of 2016 have taken its place.

Krippendorff, K. (2004). Content analysis, 2nd ed., pp. 251-256. Krippendorff, K. (2004). Measuring the reliability of
qualitative text analysis data. Quality & Quantity 38, 787-800.

Wrong choice for new work: its author found that it does not behave as it should with more than two coders (see the
article of 2016), it has no place for coders who have not looked at all texts, and it tells nothing of one category
taken for another, each category having a continuum of its own.
"""

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing.disagreement import UnitizingAlpha, measured

__all__ = ["UnitizingAlpha", "unitizing_alpha_2004"]


def unitizing_alpha_2004(continuum: Continuum) -> UnitizingAlpha:
    """Give α_U of 2004 with its disagreements, in places such as characters.

    Two units that overlap differ by the squares of what starts and ends lie apart, a unit in a gap by the square of its
    length. With m coders, a continuum of length L, N units of a category and gaps h between them:

        D_o = Σ δ² / (m · (m − 1) · L²), all ordered pairs of coders
        D_e = 2/L · Σ ((N − 1)/3 · (2 l³ − 3 l² + l) + l² · Σ (h − l + 1 where h ≥ l)) / (mL · (mL − 1) − Σ l (l − 1))

    Documents follow each other; no unit and no gap reaches from one into another. Overlapping units of one coder and
    category count as one.

    Args:
        continuum: Units; those of different categories may overlap.

    Raises:
        DataError: Some coder has not looked at some document, or a unit is shorter than 1.

    >>> found = unitizing_alpha_2004(Continuum.of([("a", 2, 6, "x"), ("b", 3, 6, "x")], bounds=(0, 10)))
    >>> found.observed, found.expected.round(4), round(found.alpha, 3)
    (array([0.01]), array([0.0635]), 0.843)
    """
    return measured(continuum, step=1)
