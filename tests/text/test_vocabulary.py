import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from builders import make_index, make_source
from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.text import Vocabulary, build_index, fold, sorted_unique
from fou_toolkit.text.lexicon import lemmas_of
from fou_toolkit.text.vocabulary import LANGUAGE_GROUPS, fold_all
from strategies import any_text, sources, talk, words

languages = st.sampled_from(["nb", "nn", "en"])


def types(vocabulary: Vocabulary, ids) -> list[tuple[str, str]]:
    return [(vocabulary.forms[number], TEXT_LANGUAGES[vocabulary.language[number]]) for number in ids.tolist()]


def every(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return types(vocabulary, np.arange(len(vocabulary)))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("MAKT", "makt"),
        ("FoU‐Arbeid", "fou-arbeid"),
        ("don’t", "don't"),
        ("donʼT", "don't"),
        ("ma\u200dk\u200ct", "makt"),
        ("İzmir", "i\u0307zmir"),
        ("ΟΔΟΣ", "οδος"),
        ("Straße", "straße"),
    ],
)
def test_folding(word, form):
    assert fold(word) == form


@given(st.one_of(any_text, talk, words))
def test_folding_is_that_of_the_reference_and_folding_twice_changes_nothing(text):
    assert fold(text) == reference.fold(text)
    assert fold(fold(text)) == fold(text)


@given(st.lists(words))
def test_many_words_are_folded_as_one_by_one(words):
    assert fold_all(words) == [fold(word) for word in words]


@given(st.lists(st.integers(-5, 5)))
def test_different_values_come_once_and_sorted(values):
    assert sorted_unique(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(sources())
def test_types_are_the_pairs_of_form_and_language_that_are_said_in_order(source):
    index = build_index([source])
    languages = [TEXT_LANGUAGES[number] for number in index.turn_language[index.turn].tolist()]
    said = [(index.form(word), language) for word, language in enumerate(languages)]
    order = {language: number for number, language in enumerate(TEXT_LANGUAGES)}
    assert every(index.vocabulary) == sorted(set(said), key=lambda pair: (pair[0], order[pair[1]]))
    assert index.vocabulary.counts.tolist() == [said.count(pair) for pair in every(index.vocabulary)]


@given(sources(), languages, st.data())
def test_looking_up_a_form_finds_it_in_the_languages_of_the_cue(source, language, data):
    vocabulary = build_index([source]).vocabulary
    form = data.draw(st.sampled_from([*vocabulary.forms, "makt", "ukjent"]))
    wanted = [(form, other) for other in ("nb", "nn", "en") if other in _group(language)]
    assert types(vocabulary, vocabulary.with_form(form, language)) == [
        pair for pair in every(vocabulary) if pair in wanted
    ]
    assert vocabulary.ids_of(form) == [number for number, other in enumerate(vocabulary.forms) if other == form]


@given(
    sources(), languages, st.sampled_from(["makt", "ta", "ansvar", "barnehage", "responsibility", "власть", "ukjent"])
)
def test_looking_up_a_lemma_finds_the_form_itself_and_all_its_inflections(source, language, lemma):
    vocabulary = build_index([source]).vocabulary
    expected = [
        (form, other)
        for form, other in every(vocabulary)
        if other in _group(language) and (form == lemma or lemma in lemmas_of(form, other))
    ]
    assert types(vocabulary, vocabulary.with_lemma(lemma, language)) == expected


@given(sources(), languages, st.sampled_from(["makt", "a", "-", "x", "xx", "š", "'", "ansvaret"]))
def test_looking_for_a_part_finds_every_form_that_contains_it(source, language, part):
    vocabulary = build_index([source]).vocabulary
    expected = [(form, other) for form, other in every(vocabulary) if part in form and other in _group(language)]
    assert types(vocabulary, vocabulary.containing(part, language)) == expected


def _group(language: str) -> list[str]:
    return [TEXT_LANGUAGES[number] for number in LANGUAGE_GROUPS[language]]


def test_bokmal_and_nynorsk_are_looked_at_together_and_english_alone():
    index = make_index(
        make_source("makt", id="a"),
        make_source("makt", id="b", language="nn"),
        make_source("makt", id="c", language="en"),
    )
    vocabulary = index.vocabulary
    assert types(vocabulary, vocabulary.with_form("makt", "nb")) == [("makt", "nb"), ("makt", "nn")]
    assert types(vocabulary, vocabulary.with_form("makt", "nn")) == [("makt", "nb"), ("makt", "nn")]
    assert types(vocabulary, vocabulary.with_form("makt", "en")) == [("makt", "en")]


def test_a_type_knows_how_it_is_written():
    vocabulary = make_index("Makt, MAKT og FoU‑arbeid, fou-arbeid. Makt!").vocabulary
    assert set(vocabulary.written(vocabulary.ids_of("makt")[0])) == {"Makt", "MAKT"}
    assert set(vocabulary.written(vocabulary.ids_of("fou-arbeid")[0])) == {"FoU‑arbeid", "fou-arbeid"}


@given(sources())
def test_every_way_of_writing_folds_to_its_type(source):
    vocabulary = build_index([source]).vocabulary
    for number, form in enumerate(vocabulary.forms):
        assert vocabulary.written(number)
        assert {fold(word) for word in vocabulary.written(number)} == {form}


def test_a_type_has_a_set_of_lemmas_in_its_language():
    vocabulary = make_index("ansvaret").vocabulary
    assert {"ansvar", "ansvaret"} <= vocabulary.lemmas(0)
