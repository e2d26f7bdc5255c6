"""The hits of one code."""

import pytest

from builders import cues, make_corpus, make_source
from fou_toolkit.autocode.search import hits_of_code
from fou_toolkit.errors import CueError
from fou_toolkit.match import turns_of
from fou_toolkit.model import Code, Localised
from fou_toolkit.text import index_of


def found(corpus, listed, exceptions=(), *, interviewer=False):
    """Give every cue with the words it finds."""
    index = index_of(corpus)
    code = Code("X", Localised("X"), cues=cues(*listed), exceptions=cues(*exceptions))
    return [
        (cue.text, [" ".join(index.form(word) for word in range(first, last + 1)) for first, last in hits.pairs()])
        for cue, hits in hits_of_code(code, index, turns_of(corpus), interviewer=interviewer)
    ]


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(make_source("I: Hvem tar ansvar?", "Anne: Vi tok ansvar i praksis."))


def test_every_cue_is_given_in_its_order_with_what_it_finds(corpus):
    assert found(corpus, ["praksis", "makt", "ta ansvar"]) == [
        ("praksis", ["praksis"]),
        ("makt", []),
        ("ta ansvar", ["tok ansvar"]),
    ]


def test_the_interviewer_is_left_out_unless_asked_for(corpus):
    assert found(corpus, ["ta ansvar"], interviewer=True) == [("ta ansvar", ["tar ansvar", "tok ansvar"])]


def test_an_exception_takes_every_hit_that_shares_a_word_with_it(corpus):
    assert found(corpus, ["praksis", "ansvar _{0,2} praksis", "ansvar"], ["i praksis"]) == [
        ("praksis", []),
        ("ansvar _{0,2} praksis", []),
        ("ansvar", ["ansvar"]),
    ]


def test_a_code_without_cues_finds_nothing(corpus):
    assert found(corpus, [], ["i praksis"]) == []


def test_a_wrong_exception_is_an_error(corpus):
    with pytest.raises(CueError):
        found(corpus, ["praksis"], ["[x"])


def test_a_corpus_without_turns_has_no_hits():
    assert found(make_corpus(), ["makt"]) == [("makt", [])]
