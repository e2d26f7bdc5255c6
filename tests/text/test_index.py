import pytest
from hypothesis import given, settings, strategies as st
from builders import *
from reference import Data, sentences_of, speech_spans, fold
from strategies import corpora, sources, wild_sources
from fou_toolkit.text import build_index
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLAUSE_OPENERS, CLOSING_ABBREVIATIONS, NEGATORS

FILLERS = DEFAULT_MARKS.fillers
DATA = Data(FILLERS, ABBREVIATIONS, CLOSING_ABBREVIATIONS, CLAUSE_OPENERS, NEGATORS)


def described(index):
    """Sources, borders and words of all sentences, with clauses and language."""
    clauses = set(index.clause_word.tolist())
    result = []
    for number in range(index.sentence_start.size):
        a, b = index.sentence_word[number : number + 2].tolist()
        words = [(*span(index, index.start[w], index.end[w])[1], index.form(w), w in clauses) for w in range(a, b)]
        result.append((*span(index, index.sentence_start[number], index.sentence_end[number]), words))
    return result

def span(index, start, end):
    source, found = index.locate(int(start), int(end))
    return source, (found.start, found.end)

def expected(sources, data=DATA):
    return [
        (source.id, (s.start, s.end), [(w.start, w.end, w.form, w.clause) for w in s.words])
        for source in sources
        for s in sentences_of(source, data)
    ]

@given(st.one_of(sources(), wild_sources()))
@settings(max_examples=400)
def test_sentences(source):
    assert described(build_index([source])) == expected([source])

@given(sources(name="a"), st.one_of(sources(name="b"), wild_sources(name="b")), st.sampled_from([1,16, 64, 1 << 17]))
@settings(max_examples=300)
def test_sources_do_not_touch(one, two, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.scan.BLOCK", block)
        assert described(build_index([one, two])) == expected([one, two])
