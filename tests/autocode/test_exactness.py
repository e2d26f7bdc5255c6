"""The fast engine and the slow reference propose the same codings, with the same evidence."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.autocode import autocode
from fou_toolkit.match.compounds import is_compound_of
from fou_toolkit.match.cues import How
from fou_toolkit.model import Codebook, Corpus
from fou_toolkit.text.lexicon import lemmas_of
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLAUSE_OPENERS, CLOSING_ABBREVIATIONS, NEGATORS, TAG_QUESTION
from reference import Data, Proposal, propose
from strategies import codebooks, corpora


def data_of(corpus: Corpus) -> Data:
    """Give the reference the same word lists and lexicon."""
    return Data(
        fillers=DEFAULT_MARKS.fillers if corpus.fillers is None else corpus.fillers,
        abbreviations=ABBREVIATIONS,
        closing=CLOSING_ABBREVIATIONS,
        openers=CLAUSE_OPENERS,
        negators=NEGATORS,
        tags=TAG_QUESTION,
        lemmas=lemmas_of,
        compound=lambda form, stem, place, language: is_compound_of(form, stem, How(place), language),
    )


def fast(corpus: Corpus, codebook: Codebook) -> Iterator[Proposal]:
    for suggestion in autocode(corpus, codebook).suggestions():
        text = corpus[suggestion.source].text
        assert all(evidence.form == evidence.span.of(text) for evidence in suggestion.evidence)
        found = {(evidence.cue, evidence.span.start, evidence.span.end, evidence.negated) for evidence in suggestion.evidence}
        yield suggestion.source, (suggestion.span.start, suggestion.span.end), suggestion.code, tuple(sorted(found))


def agree(corpus: Corpus, codebook: Codebook) -> list[Proposal]:
    found = list(fast(corpus, codebook))
    assert found == propose(corpus, codebook, data_of(corpus))
    return found


@given(corpora(), codebooks(), st.sampled_from([16, 64, 1 << 17]))
@settings(max_examples=250)
def test_engine_and_reference_agree(corpus, codebook, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.scan.BLOCK", block)
        agree(corpus, codebook)
