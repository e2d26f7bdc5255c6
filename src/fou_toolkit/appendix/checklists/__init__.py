"""Checklists for reporting: what they ask for, and what the project can answer by itself."""

from fou_toolkit.appendix.checklists.answering import Answered, answered, open_blanks
from fou_toolkit.appendix.checklists.coreq import COREQ
from fou_toolkit.appendix.checklists.items import Checklist, Item
from fou_toolkit.appendix.checklists.srqr import SRQR

__all__ = ["COREQ", "SRQR", "Answered", "Checklist", "Item", "answered", "open_blanks"]
