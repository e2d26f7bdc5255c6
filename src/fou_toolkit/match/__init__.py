"""The cue language: parser, compiler and the hit algebra."""

from fou_toolkit.match.compiler import find_cue, own_negators_in
from fou_toolkit.match.cues import CueTree
from fou_toolkit.match.hits import Hits
from fou_toolkit.match.limits import KNOWN_ATTRIBUTES, TurnTable, turns_of
from fou_toolkit.match.negation import negated
from fou_toolkit.match.parser import ATTRIBUTE_NAMES, cue_body, parse_cue
from fou_toolkit.match.spacy_patterns import anchor_of, check_pattern

__all__ = [
    "ATTRIBUTE_NAMES",
    "KNOWN_ATTRIBUTES",
    "CueTree",
    "Hits",
    "TurnTable",
    "anchor_of",
    "check_pattern",
    "cue_body",
    "find_cue",
    "negated",
    "own_negators_in",
    "parse_cue",
    "turns_of",
]
