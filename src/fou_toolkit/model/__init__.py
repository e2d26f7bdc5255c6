"""The nouns: frozen values, no files, no pandas."""

from fou_toolkit.model.codebook import Code, Codebook, Cue, Example, Localised
from fou_toolkit.model.corpus import Corpus
from fou_toolkit.model.receipt import FileReceipt, Receipt
from fou_toolkit.model.source import TEXT_LANGUAGES, Mark, Participant, Source, Turn
from fou_toolkit.model.span import Span
from fou_toolkit.model.suggestion import Evidence, Suggestion

__all__ = [
    "TEXT_LANGUAGES",
    "Code",
    "Codebook",
    "Corpus",
    "Cue",
    "Evidence",
    "Example",
    "FileReceipt",
    "Localised",
    "Mark",
    "Participant",
    "Receipt",
    "Source",
    "Span",
    "Suggestion",
    "Turn",
]
