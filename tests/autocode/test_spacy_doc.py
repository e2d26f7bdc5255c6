"""Suggestions as spaCy span groups."""

import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import UnknownIdError

BOOK = make_codebook({"M": ["makt"], "F": ["ta _{0,2} ansvar"], "X": ["ingenting"]})
TEXT = "Anne: Vi har makt 😀\u200d. [latter]  Vi tok ikke ansvar.\n\nJa\u0308, ma\u030akt e\u0301r «makt»!"


@pytest.fixture(scope="module")
def result():
    return autocode(make_corpus(make_source(TEXT, id="s1"), make_source("Makt.", id="s2")), BOOK)


def said(doc, group):
    return [span.text for span in doc.spans[group]]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        " ",
        "\n\n  Makt.  \t\n",
        "👩\u200d👩\u200d👧 e\u0301n 🇳🇴 makt\u00a0her… «Makt», sa hun – makt!",
        "Makt" * 3 + " bl.a. f.eks. 10.30 kl. 11 http://a.no makt-makt",
    ],
    ids=["marks", "empty", "blank", "space", "emoji", "signs"],
)
def test_the_doc_has_the_text_of_the_source(text):
    corpus = make_corpus(make_source(text, id="s1"))
    doc = autocode(corpus, BOOK).to_spacy("s1")
    assert doc.text == corpus["s1"].text


def test_each_code_has_its_units(result):
    doc = result.to_spacy("s1")
    assert said(doc, "M") == ["Vi har makt 😀\u200d.", "Ja\u0308, ma\u030akt e\u0301r «makt»!"]
    assert said(doc, "F") == ["Vi tok ikke ansvar."]
    assert {span.label_ for code in ("M", "F") for span in doc.spans[code]} == {"M", "F"}


def test_codes_without_suggestions_have_no_group(result):
    assert set(result.to_spacy("s1").spans) == {"M", "F", "evidence"}
    assert set(result.to_spacy("s2").spans) == {"M", "evidence"}


def test_evidence_is_labelled_with_its_code(result):
    doc = result.to_spacy("s1")
    assert [(span.text, span.label_) for span in doc.spans["evidence"]] == [
        ("makt", "M"),
        ("tok ikke ansvar", "F"),
        ("makt", "M"),
    ]


def test_a_source_without_suggestions_has_an_empty_group_of_evidence():
    doc = autocode(make_corpus("Her er ikke noe."), BOOK).to_spacy("s1")
    assert list(doc.spans["evidence"]) == []


def test_spans_are_widened_to_whole_tokens():
    """spaCy keeps together what are two words for us."""
    corpus = make_corpus("Se Makt–ansvar her.")
    doc = autocode(corpus, BOOK).to_spacy("s1")
    assert said(doc, "evidence") == ["Makt–ansvar"]
    assert said(doc, "M") == ["Se Makt–ansvar her."]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_main_language_chooses_the_tokeniser(language):
    corpus = make_corpus(make_source("Makt.", language=language))
    assert autocode(corpus, BOOK).to_spacy("s1").vocab.lang == language


def test_a_source_without_turns_is_taken_for_bokmaal():
    corpus = make_corpus(make_source())
    assert autocode(corpus, BOOK).to_spacy("s1").vocab.lang == "nb"


@pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
def test_units_are_the_units_of_coding(unit):
    corpus = make_corpus(make_source("Anne: Vi har makt. Ja.", "Bo: Makt."))
    result = autocode(corpus, BOOK, unit=unit)
    found = said(result.to_spacy("s1"), "M")
    assert found == [one.span.of(corpus["s1"].text) for one in result.suggestions()]


def test_an_unknown_source_is_named(result):
    with pytest.raises(UnknownIdError, match="«s3»"):
        result.to_spacy("s3")
