"""Epistemic networks: which codes people connect, in windows that slide over a conversation."""

from fou_toolkit.analysis.epistemic.modelling import network_of_codes
from fou_toolkit.analysis.epistemic.network import MeanNetwork
from fou_toolkit.analysis.epistemic.result import EpistemicNetworks, GroupMean
from fou_toolkit.analysis.epistemic.tables import CodePlaces, UnitPoints

__all__ = ["CodePlaces", "EpistemicNetworks", "GroupMean", "MeanNetwork", "UnitPoints", "network_of_codes"]
