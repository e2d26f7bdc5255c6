"""COREQ: 32 items for interviews and focus groups (Tong, Sainsbury & Craig 2007), topics in our own words."""

from typing import Final

from fou_toolkit._i18n import mark
from fou_toolkit.appendix.checklists.items import Checklist, Item

__all__ = ["COREQ"]

_TEAM: Final = mark("Research team and reflexivity")
_DESIGN: Final = mark("Study design")
_FINDINGS: Final = mark("Analysis and findings")

COREQ: Final = Checklist(
    "coreq",
    "COREQ",
    "Tong, Sainsbury & Craig (2007), doi:10.1093/intqhc/mzm042",
    (
        Item(1, mark("Who held the interviews"), _TEAM, "participants", "interviewers"),
        Item(2, mark("Degrees of the researchers"), _TEAM, "study"),
        Item(3, mark("Occupation of the researchers"), _TEAM, "study"),
        Item(4, mark("Gender of the researchers"), _TEAM, "study"),
        Item(5, mark("Experience and training"), _TEAM, "study"),
        Item(6, mark("Relationship before the study"), _TEAM, "study", asked="study.position"),
        Item(7, mark("What those who took part knew about the interviewer"), _TEAM, "study"),
        Item(8, mark("Assumptions and interests of the interviewer"), _TEAM, "study", asked="study.position"),
        Item(9, mark("Methodological orientation and theory"), _DESIGN, "study", "orientation"),
        Item(10, mark("How people were chosen"), _DESIGN, "study", asked="study.recruitment"),
        Item(11, mark("How people were approached"), _DESIGN, "study", asked="study.recruitment"),
        Item(12, mark("How many took part"), _DESIGN, "participants", "sample"),
        Item(13, mark("How many declined or left, and why"), _DESIGN, "participants", "withdrawn"),
        Item(14, mark("Where data were collected"), _DESIGN, "study", "setting", "study.collection"),
        Item(15, mark("Who else was present"), _DESIGN, "study"),
        Item(16, mark("Who they were"), _DESIGN, "participants", "groups"),
        Item(17, mark("Interview guide, and whether it was tried out"), _DESIGN, "study", asked="study.collection"),
        Item(18, mark("Repeated interviews"), _DESIGN, "participants", "repeated"),
        Item(19, mark("Sound or video recording"), _DESIGN, "participants", "recorded"),
        Item(20, mark("Field notes"), _DESIGN, "audit", "memos"),
        Item(21, mark("How long the interviews were"), _DESIGN, "participants", "duration"),
        Item(22, mark("Saturation"), _DESIGN, "study", "saturation"),
        Item(23, mark("Whether transcripts were given back"), _DESIGN, "study"),
        Item(24, mark("How many people coded"), _FINDINGS, "study", "coders"),
        Item(25, mark("Coding tree"), _FINDINGS, "codebook", "tree"),
        Item(26, mark("Where themes come from"), _FINDINGS, "codebook", "derivation"),
        Item(27, mark("Software"), _FINDINGS, "software", "software"),
        Item(28, mark("What those who took part said about the findings"), _FINDINGS, "disagreements", "checking"),
        Item(29, mark("Quotations, and who says them"), _FINDINGS, "quotations", "quotations"),
        Item(30, mark("Findings agree with the data"), _FINDINGS, "frequencies", "consistent"),
        Item(31, mark("Major themes"), _FINDINGS, "frequencies", "major"),
        Item(32, mark("Minor themes and cases that differ"), _FINDINGS, "disagreements", "minor"),
    ),
)
"""The checklist."""
