"""γ: agreement of coders who mark stretches of a text and give them categories (Mathet, Widlöcher & Métivier 2015)."""

from fou_toolkit.analysis.agreement.gamma.alignment import Alignment, align
from fou_toolkit.analysis.agreement.gamma.dissimilarity import positional
from fou_toolkit.analysis.agreement.gamma.gamma import GammaResult, gamma, gamma_of_disorders, gamma_of_samples
from fou_toolkit.analysis.agreement.gamma.sampling import SAMPLERS

__all__ = [
    "SAMPLERS",
    "Alignment",
    "GammaResult",
    "align",
    "gamma",
    "gamma_of_disorders",
    "gamma_of_samples",
    "positional",
]
