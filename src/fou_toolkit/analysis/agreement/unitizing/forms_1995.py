"""The form of 1995, for continua that can be cut ever finer, such as time; for comparison with older studies.

Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology 25, 47-76.

The article gives its figures for lengths that grow without limit; this is that limit. Its printed expected
disagreements follow from the form of 2004 for its examples A and D, but not quite for B (1.17731 against 1.17577) and C
(.08642 against .09050); the form of 2004 is taken here.

Wrong choice for new work, for the same reasons as the form of 2004: use the figures of 2016.
"""

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing.disagreement import UnitizingAlpha, measured

__all__ = ["unitizing_alpha_1995"]


def unitizing_alpha_1995(continuum: Continuum) -> UnitizingAlpha:
    """Give α_U of 1995 with its disagreements, in the limit of ever finer places; the unit of length does not matter.

    As `unitizing_alpha_2004`, with what is small against the squares and cubes of lengths left out.

    Raises:
        DataError: Some coder has not looked at some document.

    >>> round(unitizing_alpha_1995(Continuum.of([("a", 2, 6, "x"), ("b", 3, 6, "x")], bounds=(0, 10))).alpha, 3)
    0.762
    """
    return measured(continuum, step=0)
