import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.text import fold, is_known, lemma_of
from fou_toolkit.text.lexicon import lemmas_of
from strategies import any_text, words

languages = st.sampled_from(["nb", "nn", "en"])


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("makten", "nb", "makt"),
        ("makta", "nb", "makt"),
        ("tok", "nb", "ta"),
        ("tar", "nn", "ta"),
        ("ansvaret", "nb", "ansvar"),
        ("ansvara", "nn", "ansvar"),
        ("barnehagens", "nb", "barnehage"),
        ("hovedansvaret", "nb", "hovedansvar"),
        ("partnerskapsavtalene", "nb", "partnerskapsavtale"),
        ("children", "en", "child"),
        ("ukjentord", "en", "ukjentord"),
        ("qqqq", "nb", "qqqq"),
    ],
)
def test_dictionary_form(form, language, lemma):
    assert lemma_of(form, language) == lemma


def test_norwegian_words_are_looked_up_in_both_languages():
    assert is_known("ikkje", "nb")
    assert is_known("hvordan", "nn")
    assert is_known("responsibility", "en")
    assert not is_known("ikkje", "en")
    assert not is_known("", "nb")


@given(st.one_of(words, any_text).map(fold), languages)
def test_every_word_has_a_lemma_in_small_letters(form, language):
    lemma = lemma_of(form, language)
    assert lemma == lemma.lower()
    assert bool(lemma) == bool(form)


@given(st.one_of(words, any_text).map(fold), languages)
def test_the_lemmas_of_a_word_include_its_lemma_and_itself(form, language):
    assert {form, lemma_of(form, language)} <= lemmas_of(form, language)


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        *((form, "makt") for form in ("makt", "makten", "makta", "makter")),
        *((form, "statsmakt") for form in ("statsmakt", "statsmakten", "statsmakta", "statsmakter")),
        *((form, "arbeid") for form in ("arbeid", "arbeidet", "arbeids")),
        *((form, "fou-arbeid") for form in ("fou-arbeid", "fou-arbeidet")),
        *((form, "ansvar") for form in ("ansvar", "ansvaret", "ansvarets")),
        *((form, "ta") for form in ("ta", "tar", "tok", "tatt", "tek")),
        *((form, "samarbeid") for form in ("samarbeid", "samarbeidet")),
    ],
)
def test_a_noun_goes_by_its_lemma_also_where_a_dictionary_takes_it_for_a_verb(form, lemma, language):
    """The cue language promises that `makt` finds makt, makten, makta, makter."""
    assert lemma in lemmas_of(form, language)


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize(
    ("form", "lemma"), [("makte", "makt"), ("maktet", "makt"), ("smakt", "makt"), ("avmakt", "makt")]
)
def test_a_word_does_not_go_by_the_lemma_of_another(form, lemma, language):
    assert lemma not in lemmas_of(form, language)


def test_dictionaries_are_loaded_when_the_first_lemma_is_asked_for():
    program = "import sys, fou_toolkit.text, fou_toolkit.match; print('simplemma' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )
