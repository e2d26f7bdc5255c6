"""The hits of a code: its cues, without its exceptions, in the turns that are coded."""

import numpy as np

from fou_toolkit.match import Hits, TurnTable, find_cue
from fou_toolkit.match.hits import minus, union, where
from fou_toolkit.model import Code, Cue
from fou_toolkit.text import Index

__all__ = ["hits_of_code"]


def hits_of_code(code: Code, index: Index, turns: TurnTable, *, interviewer: bool) -> list[tuple[Cue, Hits]]:
    """Find every cue of a code.

    Args:
        code: The code.
        index: The index of the corpus.
        turns: What is known about the turns.
        interviewer: Whether interviewer turns are coded, too.

    Returns:
        Each cue with its hits, in the order of the codebook.
    """
    exceptions = union([find_cue(cue, index, turns) for cue in code.exceptions])
    found = []
    # A cue that is written under nb and nn looks at the same turns twice.
    different = {(cue.text, cue.spacy, cue.anchor, cue.language == "en"): cue for cue in code.cues}
    for cue in different.values():
        hits = minus(find_cue(cue, index, turns), exceptions)
        if not interviewer and turns.interviewer.any():
            hits = where(index, hits, np.logical_not(turns.interviewer))
        found.append((cue, hits))
    return found
