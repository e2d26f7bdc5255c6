"""Coefficients of tables: what each coder said of each unit, without texts, codes or projects."""

from fou_toolkit.analysis.agreement.coefficients.alpha import alpha, alpha_of
from fou_toolkit.analysis.agreement.coefficients.bootstrap import METHODS, OVER, Bootstrap, estimate
from fou_toolkit.analysis.agreement.coefficients.chance import UndefinedWarning, why_undefined
from fou_toolkit.analysis.agreement.coefficients.distances import LEVELS, WEIGHTS, jaccard, masi
from fou_toolkit.analysis.agreement.coefficients.gwet import ac1, ac2
from fou_toolkit.analysis.agreement.coefficients.intervals import FIGURES, interval, pairwise
from fou_toolkit.analysis.agreement.coefficients.kappa import cohen_kappa, fleiss_by_value, fleiss_kappa, scott_pi
from fou_toolkit.analysis.agreement.coefficients.percent import bennett_s, percent_agreement
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import coincidences

__all__ = [
    "FIGURES",
    "LEVELS",
    "METHODS",
    "OVER",
    "WEIGHTS",
    "Bootstrap",
    "ReliabilityData",
    "UndefinedWarning",
    "ac1",
    "ac2",
    "alpha",
    "alpha_of",
    "bennett_s",
    "cohen_kappa",
    "coincidences",
    "estimate",
    "fleiss_by_value",
    "fleiss_kappa",
    "interval",
    "jaccard",
    "masi",
    "pairwise",
    "percent_agreement",
    "scott_pi",
    "why_undefined",
]
