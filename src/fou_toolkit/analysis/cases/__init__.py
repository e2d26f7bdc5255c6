"""Case by case: the table of the framework method, and one text as a picture."""

from fou_toolkit.analysis.cases.build import case_matrix
from fou_toolkit.analysis.cases.codeline import Codeline, Track, codeline_of
from fou_toolkit.analysis.cases.matrix import CaseCell, CaseMatrix
from fou_toolkit.analysis.cases.portrait import Portrait, portrait_of

__all__ = [
    "CaseCell",
    "CaseMatrix",
    "Codeline",
    "Portrait",
    "Track",
    "case_matrix",
    "codeline_of",
    "portrait_of",
]
