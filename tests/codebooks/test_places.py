import json

from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.codebooks.document import read_document
from fou_toolkit.codebooks.places import Mark, Places, place_in_source

LETTERS = st.text("abå _{}~'\"\\\t😀", min_size=1)


@given(LETTERS)
def test_characters_in_double_quotation_marks_are_found_past_escapes(text):
    source = "x: " + json.dumps(text, ensure_ascii=False)
    _check(source, text, escaped={'"': '\\"', "\\": "\\\\", "\t": "\\t"})


@given(LETTERS)
def test_characters_in_single_quotation_marks_are_found_past_doubled_ones(text):
    _check("x: '" + text.replace("'", "''") + "'", text, escaped={"'": "''"})


def _check(source, text, escaped):
    document = read_document(source)
    assert document.data == {"x": text}
    mark = document.places.values["x",]
    for offset, letter in enumerate(text):
        at = place_in_source(source, mark, offset)
        assert source.startswith(escaped.get(letter, letter), at)


@given(st.lists(st.text("abå", min_size=1), min_size=1), st.sampled_from(['"', "'", ""]))
def test_characters_of_folded_texts_are_found(words, quote):
    text = " ".join(words)
    source = "x: " + quote + "\n   ".join(words) + quote
    document = read_document(source)
    assert document.data == {"x": text}
    for offset, letter in enumerate(text):
        if letter != " ":
            assert source[place_in_source(source, document.places.values["x",], offset)] == letter


def test_an_empty_line_in_a_folded_text_is_one_line_break():
    source = 'x: "ab\n\n  cd"'
    assert read_document(source).data == {"x": "ab\ncd"}
    assert source[place_in_source(source, read_document(source).places.values["x",], 3)] == "c"


def test_an_escaped_line_end_stands_for_nothing():
    source = 'x: "ab\\\n  cd"'
    assert read_document(source).data == {"x": "abcd"}
    assert source[place_in_source(source, read_document(source).places.values["x",], 2)] == "c"


def test_block_texts_are_pointed_at_as_a_whole():
    assert place_in_source("x: |\n  ab\n", Mark(1, 4, 3, 10, "|"), 1) == 3


def test_the_place_of_a_field_that_is_missing_is_the_one_around_it():
    places = read_document("a:\n  b: c\n").places
    assert places.at(("a", "b")) == (2, 6)
    assert places.at(("a", "x", "y")) == (2, 3)
    assert places.at_key(("a", "b")) == (2, 3)


def test_without_a_file_there_is_no_place():
    assert Places().at(("codes", 1)) == (0, 0)
    assert Places().inside(3, 4, 2) == (3, 4)
