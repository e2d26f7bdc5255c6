"""Which codes stand together, and how much more often than they would by chance."""

from fou_toolkit.analysis.cooccurrence.counting import WITHIN, cooccurrence
from fou_toolkit.analysis.cooccurrence.measures import MEASURES, c_coefficient, jaccard, lift, pmi
from fou_toolkit.analysis.cooccurrence.pairs import Pair
from fou_toolkit.analysis.cooccurrence.result import Cooccurrence
from fou_toolkit.analysis.cooccurrence.windows import Window

__all__ = [
    "MEASURES",
    "WITHIN",
    "Cooccurrence",
    "Pair",
    "Window",
    "c_coefficient",
    "cooccurrence",
    "jaccard",
    "lift",
    "pmi",
]
