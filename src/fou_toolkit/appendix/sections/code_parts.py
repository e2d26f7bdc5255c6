"""The parts of a code (MacQueen et al. 1998), ready to be read; quotations only where somebody agreed."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.appendix.document import Block, Definitions, Inline, Paragraph, Words
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.model import Code, Coding, Example, Span

__all__ = ["Parts"]

_UTTERANCES: Final = 2
_CUES: Final = 6
_SIMPLE: Final = re.compile(r"\w[\w-]*(\|\w[\w-]*)*")
"""A cue that is one plain word, or several to choose from."""

Item = tuple[str, tuple[Inline, ...]]


class Parts:
    """Gives the parts of codes.

    Args:
        edition: The edition.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def _examples(self) -> dict[tuple[str, Example], str]:
        """Where each example that may be quoted stands, by code and example."""
        found: dict[tuple[str, Example], str] = {}
        for code in self._edition.codes:
            for example in code.examples:
                if place := self._place_of(code, example):
                    found[code.id, example] = place
        return found

    @cached_property
    def _names(self) -> "re.Pattern[str] | None":
        """Finds names that people of the project go under; nothing where there are none."""
        names = sorted({one.pseudonym for one in self._edition.corpus.participants if len(one.pseudonym) > 1})
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?:s\b|\b)") if names else None

    @property
    def left_out(self) -> int:
        """How many examples are not published."""
        return sum(len(code.examples) for code in self._edition.codes) - len(self._examples)

    def of(self, code: Code) -> Iterator[Block]:
        """Give what is known about a code; a sentence where that is nothing."""
        items = tuple(self._items(code))
        yield Definitions(items) if items else Paragraph.of(t("The codebook says nothing more about this."))

    def _items(self, code: Code) -> Iterator[Item]:
        written = (
            (t("Brief definition"), code.brief),
            (t("Full definition"), code.definition),
            (t("Use when"), code.use_when),
            (t("Do not use when"), code.do_not_use_when),
        )
        for term, text in written:
            if text:
                yield term, (Words(str(text)),)
        examples = [
            f"«{one.quote.strip()}» ({self._examples[code.id, one]})" for one in code.examples if self._may(code, one)
        ]
        if examples:
            yield t("Examples"), (Words(" ".join(examples)),)
        if code.utterances:
            yield t("Typical utterances (constructed)"), (Words(" ".join(self._utterances(code))),)
        yield from self._cues(code)

    def _may(self, code: Code, example: Example) -> bool:
        return (code.id, example) in self._examples

    def _utterances(self, code: Code) -> Iterator[str]:
        """Give some utterances, those in the language of the edition first."""
        ordered = sorted(code.utterances, key=lambda one: one.language != self._edition.language)
        for one in ordered[:_UTTERANCES]:
            yield f"«{one.text.strip()}»"
        if len(ordered) > _UTTERANCES:
            yield tn("… and {n} more", "… and {n} more", len(ordered) - _UTTERANCES)

    @staticmethod
    def _cues(code: Code) -> Iterator[Item]:
        if code.cues:
            yield t("Cues"), (Words(_cues_shortly([cue.text.strip() for cue in code.cues])),)
        elif code.no_cues:
            yield t("Cues"), (Words(t("No cues: {reason}", reason=str(code.no_cues))),)

    def _place_of(self, code: Code, example: Example) -> str:
        """Say where an example stands, if it stands somewhere and may be quoted."""
        edition, quote = self._edition, example.quote.strip()
        if self._names is not None and self._names.search(quote):
            return ""
        # Texts may be published under other names than the codebook knows them by: words are looked for everywhere.
        sources = [edition.corpus[example.source]] if example.source in edition.corpus else list(edition.corpus)
        for source in sources if quote else ():
            at = source.text.find(quote)
            if at >= 0:
                span = Span(at, at + len(quote))
                if edition.material.quotable(Coding(source.id, span, code.id, "")):
                    return edition.place(source.id, at)
        return ""


def _cues_shortly(cues: list[str]) -> str:
    """Give some words that cues look for, and how many cues more there are; their rules are for programs."""
    words = [cue.partition("|")[0] for cue in cues if _SIMPLE.fullmatch(cue)][:_CUES]
    if not words:
        return tn("{n} cue", "{n} cues", len(cues))
    shown = ", ".join(f"«{word}»" for word in words)
    more = len(cues) - len(words)
    return f"{shown} {tn('… and {n} more', '… and {n} more', more)}" if more else shown
