"""Words: where they stand, how often, how evenly, for whom and in what company."""

from fou_toolkit.analysis.words.contrast import keyness
from fou_toolkit.analysis.words.counts import Frequencies, frequencies
from fou_toolkit.analysis.words.keyness_result import Keyness
from fou_toolkit.analysis.words.kwic import Concordance, concordance
from fou_toolkit.analysis.words.neighbours import Collocations, collocations
from fou_toolkit.analysis.words.spread import Dispersion, dispersion

__all__ = [
    "Collocations",
    "Concordance",
    "Dispersion",
    "Frequencies",
    "Keyness",
    "collocations",
    "concordance",
    "dispersion",
    "frequencies",
    "keyness",
]
