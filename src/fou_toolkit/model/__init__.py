"""The nouns: frozen values, no files, no pandas.

`CodingSet` holds numpy columns; it is loaded when it is first used, so that the other nouns stay light.
"""

from typing import TYPE_CHECKING

from fou_toolkit.model.codebook import Code, Codebook, Cue, Example, Localised, Utterance
from fou_toolkit.model.coding import ID_LENGTH, KINDS, POLARITIES, Coder, Coding, is_coding_id
from fou_toolkit.model.consent import CONSENT_SCOPES, Consent
from fou_toolkit.model.corpus import Corpus
from fou_toolkit.model.memo import MEMO_KINDS, Memo
from fou_toolkit.model.project import ORIENTATIONS, SMALLEST_GROUP, Project, check_group
from fou_toolkit.model.receipt import FileReceipt, Receipt
from fou_toolkit.model.source import TEXT_LANGUAGES, Mark, Participant, Source, Turn
from fou_toolkit.model.span import Span
from fou_toolkit.model.suggestion import Evidence, Suggestion

if TYPE_CHECKING:
    from fou_toolkit.model.codings import CodingSet

__all__ = [
    "CONSENT_SCOPES",
    "ID_LENGTH",
    "KINDS",
    "MEMO_KINDS",
    "ORIENTATIONS",
    "POLARITIES",
    "SMALLEST_GROUP",
    "TEXT_LANGUAGES",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "CodingSet",
    "Consent",
    "Corpus",
    "Cue",
    "Evidence",
    "Example",
    "FileReceipt",
    "Localised",
    "Mark",
    "Memo",
    "Participant",
    "Project",
    "Receipt",
    "Source",
    "Span",
    "Suggestion",
    "Turn",
    "Utterance",
    "check_group",
    "is_coding_id",
]


def __getattr__(name: str) -> object:
    """Load the columns of codings when they are first used."""
    if name != "CodingSet":
        raise AttributeError(f"module 'fou_toolkit.model' has no attribute {name!r}")
    from fou_toolkit.model.codings import CodingSet  # noqa: PLC0415 - brings numpy with it

    return CodingSet
