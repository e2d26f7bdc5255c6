"""Whether a passage can be understood by somebody who reads nothing else: for a sheet on a wall."""

import re
from collections.abc import Collection
from functools import cached_property
from typing import Final

from fou_toolkit._sheets import printable
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.quoting.candidates import Candidate

__all__ = ["FEWEST", "MOST", "StandsAlone"]

FEWEST: Final = 8
MOST: Final = 35
"""Words of a quotation that is short enough to be read on a wall, and long enough to say something."""
_BACK: Final = (
    "men og så da derfor fordi for eller det den dette denne disse de dei der her slik sånn ja nei jo nja nå no altså "
    "likevel også òg dessuten etterpå deretter då difor ellers elles begge ingen noen nokon andre samme same "
    "ikke ikkje akkurat nettopp bare berre kanskje but and so then because or it that this these those they there "
    "yes no well"
)
_POINTING_BACK: Final = frozenset(_BACK.split())
"""First words that need the sentence in front of them."""
_POINTING: Final = frozenset(["dette", "denne", "disse", "desse", "this", "these"])
"""Words that point at something else, wherever they stand."""
_ENOUGH: Final = 12
"""Words that a quotation needs to say something of its own."""
_OTHERS: Final = "han ham hun ho henne hennes hans hennar honom vedkommende he him his she her hers"
_SOMEBODY: Final = frozenset(_OTHERS.split())
"""Words for a third person, who has agreed to nothing."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_FIRST: Final = re.compile(r"(?:^|[.!?…:»”\"«]\s*)(?P<word>[^\W_]+)")
_ENDS: Final = (".", "!")
"""A question waits for an answer."""


class StandsAlone:
    """Says which passages can stand alone.

    Args:
        edition: Where their texts are.
    """

    def __init__(self, edition: Edition) -> None:
        """Begin."""
        self._edition = edition

    @cached_property
    def _small(self) -> Collection[str]:
        """Words that are somewhere written with a small letter: what never is may be a name."""
        return {word for source in self._edition.corpus for word in _WORD.findall(source.text) if word[:1].islower()}

    def whole(self, one: Candidate) -> bool:
        """Tell whether a passage is whole sentences, not too short and not too long.

        Args:
            one: The passage.
        """
        return not one.before and not one.behind and FEWEST <= one.words <= MOST

    def understood(self, one: Candidate) -> bool:
        """Tell whether whole sentences need nothing in front of them, and are about nobody else.

        Args:
            one: The passage.
        """
        text = " ".join(printable(one.span.of(self._edition.corpus[one.source].text)).split())
        words = _WORD.findall(text)
        if (
            len(text.split()) < _ENOUGH
            or not words
            or not text[0].isupper()
            or not text.endswith(_ENDS)
            or any(sign in text for sign in "…[](){}")
        ):
            return False
        low = [word.lower() for word in words]
        return low[0] not in _POINTING_BACK and (_SOMEBODY | _POINTING).isdisjoint(low) and not self._names(text, words)

    def _names(self, text: str, words: list[str]) -> bool:
        """Tell whether a word may be a name: a capital within a sentence, or a word that is never written small."""
        firsts = {found["word"] for found in _FIRST.finditer(text)}
        capital = [word for word in words if word[:1].isupper()]
        return any(word not in firsts or word.lower() not in self._small for word in capital)
