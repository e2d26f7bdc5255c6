"""Ids that stand twice, whatever their length."""

import pytest

from fou_toolkit.codebooks import check_codebook
from fou_toolkit.model import Code, Codebook, Corpus, Cue, Localised, Source, Span, Turn

TEXT = "Vi tok ansvar."
CORPUS = Corpus((Source("a", TEXT, (Turn(Span(0, len(TEXT)), language="nb"),)),))


def _theme(code_id: str, name: str, *cues: Cue) -> Code:
    text = Localised(name, name, name)
    return Code(code_id, text, brief=text, cues=cues)


@pytest.mark.parametrize(("one", "two"), [("A", "A"), ("a", "A"), ("F1", "F1"), ("f1", "F1")])
def test_an_id_that_stands_twice_is_an_error(one, two):
    result = check_codebook(Codebook("b", (_theme(one, "En"), _theme(two, "To"))))
    assert [finding for finding in result.errors if "second time" in str(finding.message)]


def test_different_ids_are_none():
    assert check_codebook(Codebook("b", (_theme("A", "En"), _theme("B", "To")))).ok


def test_a_broken_spacy_pattern_is_one_error_and_no_crash_with_a_corpus_too():
    broken = Cue('[{"TEXT": {"REGEX": "("}}, {"LOWER": "ansvar"}]', spacy=True, anchor="ansvar")
    result = check_codebook(Codebook("b", (_theme("A", "En", broken),)), CORPUS)
    assert len(result.errors) == 1
