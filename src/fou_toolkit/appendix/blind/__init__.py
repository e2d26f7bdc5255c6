"""A blind edition: nobody may see who made it, and who took part has numbers."""

from fou_toolkit.appendix.blind.documents import masked
from fou_toolkit.appendix.blind.masking import Mask
from fou_toolkit.appendix.blind.names import Names, names_of

__all__ = ["Mask", "Names", "masked", "names_of"]
