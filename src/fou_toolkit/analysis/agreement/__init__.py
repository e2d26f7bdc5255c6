"""Agreement between coders."""

from fou_toolkit.analysis.agreement.alpha import alpha, alpha_of_coincidences, binary_coincidences, coincidences

__all__ = ["alpha", "alpha_of_coincidences", "binary_coincidences", "coincidences"]
