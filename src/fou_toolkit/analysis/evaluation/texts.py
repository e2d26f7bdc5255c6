"""What suggestions have to be, and in which texts they are held against readers."""

from collections.abc import Collection
from typing import Protocol

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.errors import FouError, UnknownIdError
from fou_toolkit.model import Codebook, CodingSet, Corpus

__all__ = ["Suggested", "chosen_texts"]


class Suggested(Protocol):
    """What suggestions have to have: `AutocodeResult` does."""

    @property
    def corpus(self) -> Corpus:
        """The texts."""

    @property
    def codebook(self) -> Codebook:
        """The codes."""

    @property
    def interviewer(self) -> bool:
        """Whether interviewer turns were coded."""

    def to_codings(self) -> CodingSet:
        """Give the suggestions as codings."""


def chosen_texts(suggested: Suggested, reference: CodingSet, sources: Collection[str] | None) -> list[str]:
    """Give the texts to look at, in the order of the corpus.

    Args:
        suggested: The suggestions.
        reference: The readers' codings.
        sources: Ids of texts; by default all that every reader has read whole.

    Raises:
        UnknownIdError: The reference has a code or text that codebook or corpus has not.
        FouError: There is no text that all readers have read.
    """
    unknown = sorted(set(reference.codes) - {code.id for code in suggested.codebook})
    if unknown:
        hint = t("Were they made with another codebook, or another version of it?")
        raise UnknownIdError(t("The codebook has no code «{ids}».", ids=", ".join(unknown)), hint=hint)
    for name in (*reference.sources, *(sources or ())):
        _ = suggested.corpus[name]
    read = {reference.sources[place] for place in np.flatnonzero(reference.read.all(axis=0)).tolist()}
    wanted = read if sources is None else read & set(sources)
    chosen = [source.id for source in suggested.corpus if source.id in wanted]
    if not chosen:
        hint = t("Look at `read` in the head of the codings, and at the texts you asked for.")
        raise FouError(t("There is no text that all readers have read."), hint=hint)
    return chosen
