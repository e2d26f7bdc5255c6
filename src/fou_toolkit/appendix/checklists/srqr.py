"""SRQR: 21 items for qualitative research (O'Brien et al. 2014), topics in our own words."""

from typing import Final

from fou_toolkit._i18n import mark
from fou_toolkit.appendix.checklists.items import Checklist, Item

__all__ = ["SRQR"]

_FRONT: Final = mark("Title and abstract")
_INTRODUCTION: Final = mark("Introduction")
_METHODS: Final = mark("Methods")
_RESULTS: Final = mark("Results")
_DISCUSSION: Final = mark("Discussion")
_OTHER: Final = mark("Other")

SRQR: Final = Checklist(
    "srqr",
    "SRQR",
    "O'Brien, Harris, Beckman, Reed & Cook (2014), doi:10.1097/ACM.0000000000000388",
    (
        Item(1, mark("Title that names the study as qualitative"), _FRONT, "study", "title"),
        Item(2, mark("Abstract"), _FRONT),
        Item(3, mark("The problem, and what was known"), _INTRODUCTION, "study", asked="study.background"),
        Item(4, mark("Purpose or research question"), _INTRODUCTION, "study", asked="study.question"),
        Item(5, mark("Approach and paradigm"), _METHODS, "study", "orientation"),
        Item(6, mark("The researchers and their standpoint"), _METHODS, "study", asked="study.position"),
        Item(7, mark("Context"), _METHODS, "study", asked="study.context"),
        Item(8, mark("Sampling, and when it ended"), _METHODS, "study", asked="study.recruitment"),
        Item(9, mark("Ethics and consent"), _METHODS, "participants", "consents", "study.ethics"),
        Item(10, mark("How data were collected, and when"), _METHODS, "study", "period", "study.collection"),
        Item(11, mark("Guides and equipment"), _METHODS, "study"),
        Item(12, mark("People, texts and events that were studied"), _METHODS, "participants", "sample"),
        Item(13, mark("How data were prepared and kept safe"), _METHODS, "study", "processing", "study.processing"),
        Item(14, mark("How data were analysed"), _METHODS, "study", "analysis"),
        Item(15, mark("What makes the findings trustworthy"), _METHODS, "audit", "trust"),
        Item(16, mark("Findings and how they are interpreted"), _RESULTS, "frequencies", "consistent"),
        Item(17, mark("Evidence from the data"), _RESULTS, "quotations", "quotations"),
        Item(18, mark("What it means beside what was known"), _DISCUSSION),
        Item(19, mark("Limitations"), _DISCUSSION, "study", asked="study.limitations"),
        Item(20, mark("Conflicts of interest"), _OTHER),
        Item(21, mark("Funding"), _OTHER, "study", "funding", "study.funder"),
    ),
)
"""The checklist."""
