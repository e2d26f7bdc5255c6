"""The parts of the shipped codebook that stand on the corpus, or must not."""

import re

import pytest

from fou_toolkit.codebooks import check_codebook, codebook_page, read_codebook
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import ProjectFolder, example_material

MATERIAL = example_material()


def plain(text):
    return re.sub(r"\W+", " ", text).casefold().strip()


@pytest.fixture(scope="module")
def book():
    return read_codebook(MATERIAL.codebook)


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(MATERIAL.corpus)


def test_every_code_has_all_parts_in_bokmaal_and_nynorsk(book):
    for code in book:
        for part in (code.name, code.brief, code.definition):
            assert part.nb, code.id
            assert part.nn, code.id
            assert part.en or part is code.definition, code.id
        if code.parent:
            assert all((code.use_when.nb, code.use_when.nn, code.do_not_use_when.nb, code.do_not_use_when.nn)), code.id
            assert len(code.definition.nb.split()) >= 35, code.id


def test_a_theme_says_which_analysis_answers_it_in_three_languages(book):
    assert all(theme.definition.nb and theme.definition.nn and theme.definition.en for theme in book.themes)


def test_every_code_can_be_heard_in_eight_ways_in_both_languages(book):
    for code in book:
        if code.parent:
            spoken = [one.language for one in code.utterances]
            assert min(spoken.count("nb"), spoken.count("nn")) >= 8, code.id
            assert len({plain(one.text) for one in code.utterances}) == len(spoken), code.id


def test_no_utterance_is_taken_from_the_corpus(book, corpus):
    said = " ".join(plain(source.text) for source in corpus)
    taken = [(code.id, one.text) for code in book for one in code.utterances if plain(one.text) in said]
    assert taken == []


def test_examples_stand_in_texts_that_everybody_may_see(book, corpus):
    aside = set(ProjectFolder(MATERIAL.corpus).kept_aside())
    examples = [(code.id, one) for code in book for one in code.examples]
    assert len({name for name, _ in examples}) >= 50
    assert all(len(code.examples) <= 2 for code in book)
    assert [one for _, one in examples if one.source in aside] == []
    assert check_codebook(MATERIAL.codebook, corpus).errors == ()


def test_a_code_has_cues_or_says_why_not(book):
    for code in book:
        if code.parent:
            assert bool(code.cues) != bool(code.no_cues), code.id


def test_at_least_forty_codes_are_suggested_in_unseen_texts(book, corpus):
    from fou_toolkit.autocode import autocode

    aside = set(ProjectFolder(MATERIAL.corpus).kept_aside())
    found = {one.code for one in autocode(corpus, book).suggestions() if one.source in aside}
    assert len(found) >= 40


def test_the_page_shows_every_code_with_what_it_can_sound_like(book):
    page = codebook_page(book)
    for code in book:
        assert f'id="{code.id}"' in page
    assert page.count("<li>«") >= 8 * 65


def test_the_english_example_is_whole():
    book = read_codebook(example_material("en").codebook)
    codes = [code for code in book if code.parent]
    assert len(codes) == 8
    corpus = read_corpus(example_material("en").corpus)
    assert check_codebook(example_material("en").codebook, corpus).errors == ()
    for code in codes:
        assert code.examples
        assert len(code.utterances) >= 8
        assert {cue.language for cue in code.cues} == {"en"}
