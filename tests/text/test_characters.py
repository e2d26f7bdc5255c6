import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.text import characters as ch
from strategies import any_text

SPECIAL = "-‐‑'’ʼ.!?…,:;–—―/()[]{}\"«»“”„‹›‘‚\n\v\f\x85\u2028\u2029\t\r\x1c\x1d\x1e\x1f\u200b\u200c\u200d"


def class_of(character: str) -> int:
    [found] = ch.classes_of(ch.code_points(character)).tolist()
    return found


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("aåæøšžбλ権ªʰ", ch.LETTER),
        ("AÅÆØŠБΛǅ𝐀", ch.UPPER),
        ("0²½Ⅳ٣𝟗", ch.DIGIT),
        ("\u0301\u0308\u20dd\ufe0f\U000e0100\u200c\u200d", ch.EXTEND),
        ("-\u2010\u2011", ch.HYPHEN),
        ("'’ʼ", ch.APOSTROPHE),
        (".", ch.DOT),
        ("!?", ch.TERMINATOR),
        ("…", ch.ELLIPSIS),
        (",:", ch.COMMA),
        (";–—―/", ch.BREAK),
        ("()[]{}", ch.PAREN),
        ('"«»“”„‹›‘‚', ch.QUOTE),
        ("\n\v\f\x85\u2028\u2029", ch.NEWLINE),
        (" \t\r\u00a0\u2009\u202f\u3000\u200b", ch.SPACE),
        ("😀👍€#_@+\u00ad\ufeff\x00\uffff\U0010ffff", ch.OTHER),
    ],
)
def test_each_character_has_its_class(characters, expected):
    assert [class_of(character) for character in characters] == [expected] * len(characters)


@given(any_text.filter(lambda text: not set(text) & set(SPECIAL)))
def test_without_a_place_of_its_own_a_character_follows_its_unicode_category(text):
    names = {"Lu": ch.UPPER, "Lt": ch.UPPER, "Zs": ch.SPACE, "L": ch.LETTER, "N": ch.DIGIT, "M": ch.EXTEND}
    categories = [unicodedata.category(character) for character in text]
    expected = [names.get(category, names.get(category[0], ch.OTHER)) for category in categories]
    assert ch.classes_of(ch.code_points(text)).tolist() == expected


@given(st.text(max_size=30))
def test_code_points_are_those_of_the_text_even_where_a_surrogate_stands_alone(text):
    assert ch.code_points(text).tolist() == [ord(character) for character in text]


def test_no_text_has_no_classes():
    assert ch.classes_of(ch.code_points("")).tolist() == []


def test_a_table_of_classes_holds_for_every_class_and_cannot_be_written_to():
    table = ch.member(ch.LETTER, ch.QUOTE)
    assert np.flatnonzero(table).tolist() == [ch.LETTER, ch.QUOTE]
    with pytest.raises(ValueError, match="read-only"):
        table[0] = True
