"""Lists of function words."""

import pytest

from fou_toolkit.analysis.words.function_words import FUNCTION_WORDS, is_function_word
from fou_toolkit.text import fold, is_one_word


@pytest.mark.parametrize("language", sorted(FUNCTION_WORDS))
def test_each_is_one_folded_word(language):
    # «n't» stands alone in some transcripts.
    assert all(fold(word) == word and (is_one_word(word) or word == "n't") for word in FUNCTION_WORDS[language])


def test_people_mix_bokmaal_and_nynorsk():
    assert is_function_word("eg", "nb")
    assert is_function_word("jeg", "nn")
    assert not is_function_word("jeg", "en")
    assert not is_function_word("the", "nb")


@pytest.mark.parametrize("word", "makt rom barn bestemme forske likeverd ansvar lære sammen alene aldri alltid".split())
def test_words_with_content_are_none(word):
    assert not is_function_word(word, "nb")
    assert not is_function_word(word, "nn")
