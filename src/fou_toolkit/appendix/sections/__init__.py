"""The parts of an appendix: one function each, from an edition to a section, or to nothing where there is nothing."""

from collections.abc import Callable
from typing import Final

from fou_toolkit.appendix.document import Section
from fou_toolkit.appendix.edition import Edition

__all__ = ["SECTIONS"]

SECTIONS: Final[dict[str, Callable[[Edition], Section | None]]] = {}
"""By the name of the part, as in `PARTS`."""
