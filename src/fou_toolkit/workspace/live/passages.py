"""Which passage somebody means."""

import unicodedata

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError
from fou_toolkit.model import Source, Span

__all__ = ["Passage", "passage_in", "passage_of"]

Passage = Span | str | int
"""A stretch; words that stand in the text once; or the number of a turn, from 1."""


def passage_of(source: Source, passage: Passage) -> Span:
    """Find a passage of a text: a stretch, words that stand there once, or a turn by its number.

    Raises:
        DataError: It is not in the text.
    """
    if not isinstance(passage, int):
        return passage_in(source.text, passage, source.id)
    if isinstance(passage, bool) or not 1 <= passage <= len(source.turns):
        hint = t("Turns are numbered from 1 to {n}.", n=len(source.turns))
        raise DataError(t("There is no turn {number} in the text.", number=passage), where=source.id, hint=hint)
    return source.turns[passage - 1].span


def passage_in(text: str, passage: Span | str, source: str) -> Span:
    """Find a passage: a stretch, or words that stand in the text once.

    Raises:
        DataError: The stretch is not in the text, or the words do not stand there once.
    """
    _check_kind(passage, source)
    if isinstance(passage, str):
        # Texts are composed (å is one sign); what people type may not be.
        found = _places(text, passage) or _places(text, unicodedata.normalize("NFC", passage))
        if len(found) != 1:
            hint = t("Give words that stand there once, or a Span.")
            raise DataError(t("The words stand {n} times in the text.", n=len(found)), where=source, hint=hint)
        return found[0]
    if not passage.start < passage.end <= len(text):
        message = t(
            "The passage {start}–{end} is none: the text has {n} signs.",
            start=passage.start,
            end=passage.end,
            n=len(text),
        )
        raise DataError(message, where=source, hint=t("Positions count from 0; the end is one past the last sign."))
    return passage


def _check_kind(passage: object, source: str) -> None:
    if not isinstance(passage, str | Span):
        hint = t("Give words that stand there once, or a Span.")
        raise DataError(t("«{value}» is no passage.", value=passage), where=source, hint=hint)


def _places(text: str, words: str) -> list[Span]:
    """Give the places of words; places that overlap, too, and none that ends within a sign of several code points."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if end == len(text) or not unicodedata.combining(text[end]):
            found.append(Span(at, end))
        at = text.find(words, at + 1)
    return found
