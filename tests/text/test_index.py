from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_index, make_source, sentences_in, words_in
from fou_toolkit.model import Mark, Source, Span, Turn
from fou_toolkit.text import Index, build_index, fold
from fou_toolkit.text.marks import DEFAULT_MARKS
from fou_toolkit.text.wordlists import ABBREVIATIONS, CLAUSE_OPENERS, CLOSING_ABBREVIATIONS
from reference import Data, sentences_of, speech_spans, word_spans
from strategies import sources, wild_sources

DATA = Data(DEFAULT_MARKS.fillers, ABBREVIATIONS, CLOSING_ABBREVIATIONS, CLAUSE_OPENERS)
COLUMNS = (
    *("bases", "type", "start", "end", "flags", "sentence", "sentence_word", "sentence_start", "sentence_end"),
    *("turn_word", "turn_start", "turn_end", "turn_language", "turn_source", "masked_start", "masked_end"),
)

Found = tuple[str, tuple[int, int], list[tuple[int, int, str, bool]]]


def located(index: Index, start: int, end: int) -> tuple[str, tuple[int, int]]:
    source, span = index.locate(int(start), int(end))
    return source, (span.start, span.end)


def described(index: Index) -> list[Found]:
    """Source, borders and words of every sentence; of words also whether a clause begins there."""
    clauses = set(index.clause_word.tolist())
    result = []
    for number in range(index.sentence_start.size):
        words = range(*index.sentence_word[number : number + 2].tolist())
        rows = [
            (*located(index, index.start[word], index.end[word])[1], index.form(word), word in clauses)
            for word in words
        ]
        result.append((*located(index, index.sentence_start[number], index.sentence_end[number]), rows))
    return result


def expected(sources: list[Source], data: Data = DATA) -> list[Found]:
    return [
        (source.id, (found.start, found.end), [(word.start, word.end, word.form, word.clause) for word in found.words])
        for source in sources
        for found in sentences_of(source, data)
    ]


any_sources = st.one_of(
    st.tuples(sources(name="a")),
    st.tuples(wild_sources(name="a")),
    st.tuples(sources(name="a"), wild_sources(name="b"), sources(name="c")),
)


@given(any_sources)
@settings(max_examples=150)
def test_words_sentences_and_clauses_are_those_of_the_reference(sources):
    assert described(build_index(sources)) == expected(sources)


@given(any_sources, st.sampled_from([1, 3, 16, 40]))
def test_the_index_does_not_depend_on_the_size_of_blocks(sources, block):
    whole = build_index(sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.scan.BLOCK", block)
        cut = build_index(sources)
    assert cut.vocabulary.forms == whole.vocabulary.forms
    for column in COLUMNS:
        assert getattr(cut, column).tolist() == getattr(whole, column).tolist(), column


@given(any_sources)
def test_the_same_sources_give_the_same_index(sources):
    one, two = build_index(sources), build_index(sources)
    assert one.vocabulary.forms == two.vocabulary.forms
    assert one.vocabulary.surfaces == two.vocabulary.surfaces
    assert all(getattr(one, column).tolist() == getattr(two, column).tolist() for column in COLUMNS)


@given(any_sources)
def test_words_are_the_speech_of_the_reference_and_the_rest_is_masked(sources):
    index = build_index(sources)
    speech = [(source.id, span) for source in sources for span in speech_spans(source, DATA.fillers)]
    every = [(source.id, span) for source in sources for span in word_spans(source.text)]
    words = [located(index, a, b) for a, b in zip(index.start, index.end, strict=True)]
    masked = [located(index, a, b) for a, b in zip(index.masked_start, index.masked_end, strict=True)]
    assert words == speech
    assert masked == [word for word in every if word not in set(speech)]


@given(any_sources)
def test_every_word_is_located_where_its_form_stands(sources):
    index = build_index(sources)
    texts = {source.id: source.text for source in sources}
    for word in range(len(index)):
        source, span = index.locate(int(index.start[word]), int(index.end[word]))
        assert fold(span.of(texts[source])) == index.form(word)
        assert index.text(int(index.start[word]), int(index.end[word])) == span.of(texts[source])


@given(any_sources)
def test_counts_and_postings_cover_every_word_once(sources):
    index = build_index(sources)
    types = range(len(index.vocabulary))
    assert index.vocabulary.counts.sum() == len(index)
    assert index.vocabulary.counts.tolist() == [index.type.tolist().count(number) for number in types]
    for number in types:
        assert index.words_of(np.array([number])).tolist() == np.flatnonzero(index.type == number).tolist()


@given(any_sources, st.data())
def test_words_of_several_types_come_in_text_order(sources, data):
    index = build_index(sources)
    types = sorted(data.draw(st.sets(st.integers(0, max(len(index.vocabulary) - 1, 0))))) if len(index) else []
    expected = np.flatnonzero(np.isin(index.type, types)).tolist()
    assert index.words_of(np.array(types, np.int32)).tolist() == expected


@given(any_sources, st.sampled_from([0, 8]), st.data())
def test_words_before_others_are_those_in_front_of_them_in_the_sentence(sources, few, data):
    index = build_index(sources)
    some = st.sets(st.integers(0, max(len(index.vocabulary) - 1, 0)), max_size=5) if len(index) else st.just(set())
    types, following = (np.array(sorted(data.draw(some)), np.int32) for _ in range(2))
    expected = [
        word
        for word in range(len(index) - 1)
        if index.type[word] in types
        and index.type[word + 1] in following
        and index.sentence[word] == index.sentence[word + 1]
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.index._FEW", few)
        assert index.words_before(types, following).tolist() == expected


@given(any_sources)
def test_every_word_belongs_to_its_turn_source_and_language(sources):
    index = build_index(sources)
    turns = [(source.id, turn) for source in sources for turn in source.turns]
    words = np.arange(len(index), dtype=np.int32)
    assert index.turn.tolist() == index.turn_of(words).tolist()
    names = [index.source_ids[number] for number in index.source_of(index.start).tolist()]
    for word, turn in enumerate(index.turn.tolist()):
        name, expected = turns[turn]
        source, span = index.locate(int(index.start[word]), int(index.end[word]))
        assert (source, names[word], index.source_ids[index.turn_source[turn]]) == (name, name, name)
        assert expected.span.start <= span.start < expected.span.end
        assert ("nb", "nn", "en")[index.turn_language[turn]] == expected.language
        assert index.vocabulary.language[index.type[word]] == index.turn_language[turn]


@given(any_sources)
def test_no_sentence_crosses_a_turn_and_clauses_fill_sentences(sources):
    index = build_index(sources)
    for first, stop in zip(index.sentence_word[:-1], index.sentence_word[1:], strict=True):
        assert first < stop
        assert index.turn[first] == index.turn[stop - 1]
    assert set(index.sentence_word[:-1].tolist()) <= set(index.clause_word.tolist())


def test_fillers_marks_and_labels_are_no_words():
    index = make_index(make_source("Anne: Ja, eh [latter] vi tok, hm, ansvar."))
    assert words_in(index) == ["ja", "vi", "tok", "ansvar"]
    masked = [index.text(a, b) for a, b in zip(index.masked_start.tolist(), index.masked_end.tolist(), strict=True)]
    assert masked == ["Anne", "eh", "latter", "hm"]


def test_which_words_are_fillers_can_be_chosen():
    assert words_in(make_index("Eh, altså, ja.", fillers=frozenset({"altså"}))) == ["eh", "ja"]
    assert words_in(make_index("EH ja", fillers=frozenset({"eh"}))) == ["ja"]


def test_a_word_belongs_where_its_first_code_point_stands():
    source = Source("a", "makt ansvar praksis", (Turn(Span(2, 7)), Turn(Span(7, 19))), (Mark(Span(14, 15), "x"),))
    index = build_index([source])
    assert words_in(index) == ["ansvar", "praksis"]
    assert index.turn.tolist() == [0, 1]


def test_positions_are_code_points_with_emoji_and_combining_marks_in_front():
    source = make_source("Anne: 👩‍👩‍👧 m\u0308akt. 😀 Ansvar!")
    index = make_index(source)
    spans = [index.locate(a, b)[1] for a, b in zip(index.start.tolist(), index.end.tolist(), strict=True)]
    assert [span.of(source.text) for span in spans] == ["m\u0308akt", "Ansvar"]
    assert sentences_in(index) == ["👩‍👩‍👧 m\u0308akt.", "😀 Ansvar!"]


def test_a_text_read_from_a_file_with_nfd_and_crlf_has_its_words_in_place():
    from fou_toolkit.text.normalise import normalise

    text = normalise("Ba\u030aten er va\u030ar.\r\nVi tok ansvar.\r\n").text
    index = make_index(make_source(text))
    assert words_in(index) == ["båten", "er", "vår", "vi", "tok", "ansvar"]
    assert sentences_in(index) == ["Båten er vår.", "Vi tok ansvar."]
    assert text[: text.index("\n")] == "Båten er vår."


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("vi tok ansvar, men det regnet", ["vi tok ansvar", "men det regnet"]),
        ("å ja: vi; du – eg / ho (han) der", ["å ja", "vi", "du", "eg", "ho", "han", "der"]),
        ("vi tok - altså - ansvar", ["vi tok", "altså", "ansvar"]),
        ("barne- og ungdomsarbeid av FoU-type", ["barne og ungdomsarbeid av fou-type"]),
        ("vi så at det var fordi noen kom", ["vi så at det var", "fordi noen kom"]),
        ("vi sa «ansvar» 'makt' og 10,5 kl 10:30", ["vi sa ansvar makt og 10,5 kl 10:30"]),
        ("vi, eh, tok", ["vi", "tok"]),
    ],
)
def test_clauses(text, clauses):
    index = make_index(text)
    borders = [*index.clause_word.tolist(), len(index)]
    found = [" ".join(words_in(index)[a:b]) for a, b in pairwise(borders)]
    assert found == clauses


@pytest.mark.parametrize(
    "sources", [(), (Source("a", ""),), (Source("a", "ord"), Source("b", "", (Turn(Span(0, 0)),)))]
)
def test_nothing_said_gives_an_empty_index(sources):
    index = build_index(sources)
    assert len(index) == len(index.vocabulary) == index.sentence_start.size == index.clause_word.size == 0
    assert index.words_of(np.zeros(0, np.int32)).tolist() == []


def test_an_index_shows_no_text():
    assert "makt" not in repr(make_index("makt"))


def test_postings_are_right_with_more_types_than_sixteen_bits_hold():
    """The radix sort takes two passes from 65 537 types on."""
    words = [f"o{number}" for number in range(66_000)]
    index = make_index(" ".join([*words, *words[::-1]]))
    for number in (0, 1, 65_535, 65_536, 65_999):
        assert index.words_of(np.array([number])).tolist() == np.flatnonzero(index.type == number).tolist()


def test_bytes_are_those_of_the_columns_and_grow_with_the_postings():
    index = make_index("vi tok ansvar")
    before = index.nbytes
    assert before == sum(getattr(index, column).nbytes for column in COLUMNS)
    index.words_of(np.array([0]))
    assert index.nbytes > before


def test_an_index_of_a_corpus_keeps_the_order_of_its_sources():
    corpus = make_corpus("vi tok ansvar", "", "makt")
    index = make_index(*corpus.sources)
    assert index.source_ids == ("s1", "s2", "s3")
    assert index.locate(int(index.start[3]), int(index.end[3])) == ("s3", Span(0, 4))
