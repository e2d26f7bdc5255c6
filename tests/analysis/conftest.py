"""What tests of analyses share: sentences that were found the slow way, and English messages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fou_toolkit.model import Corpus, Span
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLAUSE_OPENERS, CLOSING_ABBREVIATIONS
from reference import Data, sentences_of


@dataclass(frozen=True)
class SlowSentence:
    """A sentence of a source, in its own positions."""

    source: str
    span: Span
    interviewer: bool


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


@pytest.fixture(scope="session")
def slow_sentences() -> Callable[[Corpus], list[SlowSentence]]:
    """Give the sentences of a corpus as the slow engine finds them."""

    def sentences(corpus: Corpus) -> list[SlowSentence]:
        data = Data(
            fillers=DEFAULT_MARKS.fillers if corpus.fillers is None else corpus.fillers,
            abbreviations=ABBREVIATIONS,
            closing=CLOSING_ABBREVIATIONS,
            openers=CLAUSE_OPENERS,
        )
        return [
            SlowSentence(source.id, Span(found.start, found.end), found.turn.interviewer)
            for source in corpus
            for found in sentences_of(source, data)
        ]

    return sentences
