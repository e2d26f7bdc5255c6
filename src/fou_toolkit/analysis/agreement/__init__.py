"""Agreement between coders."""

from fou_toolkit.analysis.agreement.coefficients import (
    FIGURES,
    LEVELS,
    METHODS,
    OVER,
    WEIGHTS,
    Bootstrap,
    ReliabilityData,
    UndefinedWarning,
    ac1,
    ac2,
    alpha,
    alpha_of,
    bennett_s,
    cohen_kappa,
    coincidences,
    estimate,
    fleiss_by_value,
    fleiss_kappa,
    interval,
    jaccard,
    masi,
    pairwise,
    percent_agreement,
    scott_pi,
    why_undefined,
)
from fou_toolkit.analysis.agreement.compare import agreement
from fou_toolkit.analysis.agreement.compared import continuum_of
from fou_toolkit.analysis.agreement.confusion import Confusion
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.disagreements import Disagreements, Part, Passage, shown_codes
from fou_toolkit.analysis.agreement.measures import MEASURES
from fou_toolkit.analysis.agreement.planning import Plan, PlanRow, plan
from fou_toolkit.analysis.agreement.presence import PresenceCounts
from fou_toolkit.analysis.agreement.result import SCOPES, AgreementResult, AgreementRow

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
