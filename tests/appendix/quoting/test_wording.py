"""How the words of a quotation are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix.quoting.wording import CUT, words_of

HOSTILE = [
    "\\input{x} $&%_# ~^",
    "<script>alert(1)</script>",
    "#set page()",
    "=1+1",
    "a\u030a e\u0301",
    "👩‍👩‍👧 ja",
    "שלום",
    "a\r\nb",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_short_text_loses_nothing_but_its_line_breaks(text):
    assert words_of(text, 60) == " ".join(text.split())


def test_a_long_text_ends_with_a_sentence_where_one_ends_in_the_second_half():
    assert words_of("One two three. Four five six", 5) == "One two three. […]"


def test_a_long_text_ends_with_a_word_where_no_sentence_ends_late_enough():
    assert words_of("One. Two three four five six", 5) == "One. Two three four five […]"


def test_what_is_left_out_around_it_is_seen():
    assert words_of("ja", 5, before=True, behind=True) == "[…] ja […]"


def test_a_text_without_blanks_is_cut_between_signs_that_do_not_belong_together():
    family = "👩‍👩‍👧"
    shown = words_of(family * 40, 2).removesuffix(f" {CUT}")
    assert shown == family * (len(shown) // len(family))
    assert len(shown) <= 48


@given(st.text(), st.integers(1, 20))
def test_never_more_words_than_asked_for_and_never_another_word(text, longest):
    shown = words_of(text, longest)
    body = shown.removesuffix(CUT).split() if shown != text else text.split()
    assert len(body) <= longest or len(text.split()) <= longest
    assert shown.removesuffix(CUT).strip() in " ".join(words_of(text, 10**6).split())
