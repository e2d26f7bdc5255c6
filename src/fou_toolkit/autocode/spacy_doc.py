"""Suggestions as spaCy span groups, for people who go on in spaCy."""

from collections.abc import Iterable

import spacy
from spacy.tokens import Doc, Span

from fou_toolkit.model import Source, Suggestion

__all__ = ["doc_of"]


def doc_of(source: Source, suggestions: Iterable[Suggestion]) -> Doc:
    """Make a `Doc` of one source.

    Args:
        source: The source; its main language chooses the tokeniser.
        suggestions: Suggestions for this source.
    """
    # The tokeniser is called directly: `nlp.make_doc` refuses texts of over a million characters.
    doc = spacy.blank(source.language or "nb").tokenizer(source.text)
    groups: dict[str, list[Span]] = {"evidence": []}
    for suggestion in suggestions:
        _add(groups, suggestion.code, doc, suggestion.span.start, suggestion.span.end, suggestion.code)
        for evidence in suggestion.evidence:
            _add(groups, "evidence", doc, evidence.span.start, evidence.span.end, suggestion.code)
    for name, spans in groups.items():
        doc.spans[name] = spans
    return doc


def _add(groups: dict[str, list[Span]], name: str, doc: Doc, start: int, end: int, label: str) -> None:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is not None:
        groups.setdefault(name, []).append(span)
