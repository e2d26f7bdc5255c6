"""Suggestions as codings, to be held against those of people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.model import Codebook, Coder
from strategies import codebooks, corpora


@given(corpora(), codebooks(), st.sampled_from(["sentence", "turn", "source"]), st.booleans())
@settings(max_examples=40)
def test_every_suggestion_is_one_coding_and_no_other_is(corpus, codebook, unit, interviewer):
    result = autocode(corpus, codebook, unit=unit, interviewer=interviewer)
    found = [(one.source, one.span, one.code) for one in result.to_codings()]
    assert sorted(found) == sorted((one.source, one.span, one.code) for one in result.suggestions())
    assert len(found) == len(set(found)) == len(result)


def test_the_rules_are_no_person_and_have_read_every_text():
    corpus = make_corpus("Makt.", "Nei.", make_source("[latter]", id="s3"))
    book = make_codebook({"M": ["makt"]})
    codings = autocode(corpus, Codebook("b", book.codes, version="1.2")).to_codings()
    assert codings.coders == (Coder("rules", "rules", "1.2"),)
    assert codings.pairs_read() == [("rules", "s1"), ("rules", "s2"), ("rules", "s3")]


@pytest.mark.parametrize("texts", [(), ("",), ("Nei.",)])
def test_where_nothing_is_suggested_there_are_no_codings(texts):
    codings = autocode(make_corpus(*texts), make_codebook({"M": ["makt"]})).to_codings()
    assert len(codings) == 0
    assert len(codings.pairs_read()) == len(texts)
