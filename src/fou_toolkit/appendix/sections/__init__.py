"""The parts of an appendix: one function each, from an edition to a section, or to nothing where there is nothing."""

from collections.abc import Callable
from typing import Final

from fou_toolkit.appendix.document import Section
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.sections.agreement import agreement
from fou_toolkit.appendix.sections.audit import audit
from fou_toolkit.appendix.sections.availability import availability
from fou_toolkit.appendix.sections.checklists import checklists
from fou_toolkit.appendix.sections.codebook import codebook
from fou_toolkit.appendix.sections.cooccurrence import cooccurrence
from fou_toolkit.appendix.sections.disagreements import disagreements
from fou_toolkit.appendix.sections.frequencies import frequencies
from fou_toolkit.appendix.sections.participants import participants
from fou_toolkit.appendix.sections.quotations import quotations
from fou_toolkit.appendix.sections.rebuild import rebuild
from fou_toolkit.appendix.sections.software import software
from fou_toolkit.appendix.sections.study import study
from fou_toolkit.appendix.sections.trajectories import trajectories

__all__ = ["SECTIONS"]

SECTIONS: Final[dict[str, Callable[[Edition], Section | None]]] = {
    "study": study,
    "participants": participants,
    "codebook": codebook,
    "quotations": quotations,
    "frequencies": frequencies,
    "agreement": agreement,
    "cooccurrence": cooccurrence,
    "trajectories": trajectories,
    "disagreements": disagreements,
    "audit": audit,
    "software": software,
    "rebuild": rebuild,
    "checklists": checklists,
    "availability": availability,
}
"""By the name of the part, as in `PARTS`."""
