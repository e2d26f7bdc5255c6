import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text, words

from fou_toolkit.text import fold, is_known, lemma_of
from fou_toolkit.text.lexicon import lemmas_of

languages = st.sampled_from(["nb", "nn", "en"])


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("makten", "nb", "makt"),
        ("makta", "nb", "makt"),
        ("makter", "nb", "makt"),
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
@pytest.mark.parametrize("form", ["makt", "makten", "makta", "makter"])
def test_what_the_cue_language_promises_for_makt(form, language):
    """SPEC: «`makt` finds makt, makten, makta, makter». The nynorsk dictionary alone takes `makta` for a verb."""
    assert "makt" in lemmas_of(form, language)


def test_dictionaries_are_loaded_when_the_first_lemma_is_asked_for():
    program = "import sys, fou_toolkit.text, fou_toolkit.match; print('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
