from dataclasses import replace

from hypothesis import given

from builders import make_corpus, make_source, words_in
from fou_toolkit.model import Corpus
from fou_toolkit.text import build_index, index_of, remembered
from fou_toolkit.text.corpus_index import _KEPT
from fou_toolkit.text.marks import DEFAULT_MARKS
from strategies import corpora


def test_the_index_of_a_corpus_is_built_once():
    corpus = make_corpus("vi tok ansvar")
    assert index_of(corpus) is index_of(corpus)


def test_equal_content_gives_the_same_index_whoever_made_the_corpus():
    assert index_of(make_corpus("vi tok ansvar")) is index_of(make_corpus("vi tok ansvar"))


def test_other_content_gives_another_index():
    corpus = make_corpus(make_source("vi tok ansvar"))
    source = corpus.sources[0]
    others = [
        make_corpus("vi tok makt"),
        make_corpus(make_source("vi tok ansvar", id="b")),
        make_corpus(source.with_language("nn")),
        make_corpus(make_source("vi tok ansvar", marks=[(0, 2)])),
        make_corpus(replace(source, turns=())),
        replace(corpus, fillers=frozenset({"vi"})),
        replace(corpus, fillers=frozenset()),
        make_corpus(source, make_source("", id="b")),
    ]
    assert all(index_of(other) is not index_of(corpus) for other in others)


def test_only_a_few_corpora_are_remembered_and_the_oldest_goes_first():
    asked = []

    @remembered
    def build(corpus: Corpus) -> str:
        asked.append(corpus[corpus.sources[0].id].text)
        return asked[-1]

    corpora = [make_corpus(f"text {number}") for number in range(_KEPT + 1)]
    for corpus in corpora[:_KEPT]:
        build(corpus)
    build(corpora[0])
    build(corpora[_KEPT])
    asked.clear()
    assert [build(corpora[number]) for number in (0, _KEPT)] == ["text 0", f"text {_KEPT}"]
    assert asked == []
    build(corpora[1])
    assert asked == ["text 1"]


def test_a_corpus_says_which_words_are_fillers():
    assert words_in(index_of(make_corpus("Eh, altså ja"))) == ["altså", "ja"]
    assert words_in(index_of(make_corpus("Eh, altså ja", fillers=frozenset({"altså"})))) == ["eh", "ja"]
    assert words_in(index_of(make_corpus("Eh, altså ja", fillers=frozenset()))) == ["eh", "altså", "ja"]


@given(corpora())
def test_the_index_of_a_corpus_is_the_index_of_its_sources(corpus):
    index = index_of(corpus)
    fillers = DEFAULT_MARKS.fillers if corpus.fillers is None else corpus.fillers
    built = build_index(corpus.sources, fillers=fillers)
    assert words_in(index) == words_in(built)
    assert index.source_ids == tuple(source.id for source in corpus)
    assert index.sentence_start.tolist() == built.sentence_start.tolist()
