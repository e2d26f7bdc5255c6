"""Agreement between coders."""

from fou_toolkit.analysis.agreement.coefficients.alpha import alpha, alpha_of
from fou_toolkit.analysis.agreement.coefficients.chance import UndefinedWarning, why_undefined
from fou_toolkit.analysis.agreement.coefficients.distances import LEVELS, WEIGHTS, jaccard, masi
from fou_toolkit.analysis.agreement.coefficients.gwet import ac1, ac2
from fou_toolkit.analysis.agreement.coefficients.intervals import FIGURES, interval, pairwise
from fou_toolkit.analysis.agreement.coefficients.kappa import cohen_kappa, fleiss_by_value, fleiss_kappa, scott_pi
from fou_toolkit.analysis.agreement.coefficients.percent import bennett_s, percent_agreement
from fou_toolkit.analysis.agreement.coefficients.reliability import ReliabilityData
from fou_toolkit.analysis.agreement.coefficients.tallies import coincidences
from fou_toolkit.analysis.agreement.compare import agreement
from fou_toolkit.analysis.agreement.compared import continuum_of
from fou_toolkit.analysis.agreement.confusion import Confusion
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.disagreements import Disagreements, Part, Passage, shown_codes
from fou_toolkit.analysis.agreement.measures import MEASURES
from fou_toolkit.analysis.agreement.planning import Plan, PlanRow, plan
from fou_toolkit.analysis.agreement.presence import PresenceCounts
from fou_toolkit.analysis.agreement.result import SCOPES, AgreementResult, AgreementRow
from fou_toolkit.analysis.bootstrap import METHODS, OVER, Bootstrap, estimate

__all__ = [
    "FIGURES",
    "LEVELS",
    "MEASURES",
    "METHODS",
    "OVER",
    "SCOPES",
    "WEIGHTS",
    "AgreementResult",
    "AgreementRow",
    "Bootstrap",
    "Confusion",
    "Continuum",
    "Disagreements",
    "Part",
    "Passage",
    "Plan",
    "PlanRow",
    "PresenceCounts",
    "ReliabilityData",
    "UndefinedWarning",
    "ac1",
    "ac2",
    "agreement",
    "alpha",
    "alpha_of",
    "bennett_s",
    "cohen_kappa",
    "coincidences",
    "continuum_of",
    "estimate",
    "fleiss_by_value",
    "fleiss_kappa",
    "interval",
    "jaccard",
    "masi",
    "pairwise",
    "percent_agreement",
    "plan",
    "scott_pi",
    "shown_codes",
    "why_undefined",
]
