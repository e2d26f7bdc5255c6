"""The ways in which a text can stand in bytes."""

import base64
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.workspace.people.spellings import (
    ASCII,
    BASE64,
    LETTER_CASE,
    SPELLINGS,
    read_back,
    spellings,
    transliterated,
    unjsoned,
)

TEXTS = st.text(
    st.one_of(
        st.sampled_from("æøåÆØÅéäö «»–…😀&<>\"'%\\/+\n"), st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    ),
    min_size=1,
    max_size=30,
)
READABLE = sorted(set(SPELLINGS) - {ASCII, BASE64, LETTER_CASE})


def composed(text):
    return unicodedata.normalize("NFC", text)


def test_there_are_at_least_twelve_spellings():
    assert len(SPELLINGS) >= 12
    assert all(spellings("Åse Lødemel & sønn")[name] for name in SPELLINGS)


@pytest.mark.parametrize("name", READABLE)
@given(text=TEXTS)
def test_every_spelling_can_be_read_back(name, text):
    for data in spellings(text, exactly=True)[name]:
        assert composed(read_back(name, data)) == composed(text)


@given(text=TEXTS, before=st.binary(max_size=5), after=st.binary(max_size=5))
def test_base64_holds_one_of_the_stable_parts_whatever_stands_around(text, before, after):
    whole = base64.b64encode(before + composed(text).encode() + after)
    assert any(part in whole for part in spellings(text, exactly=True)[BASE64]) or len(text.encode()) == 1


@given(text=TEXTS)
def test_every_other_letter_case_is_the_same_word(text):
    for data in spellings(text)[LETTER_CASE]:
        assert data.decode().casefold() in {
            form.casefold()
            for form in (text, composed(text), composed(text).upper(), composed(text).lower(), composed(text).title())
        }


@given(text=TEXTS)
def test_no_spelling_is_given_twice_or_empty(text):
    for ways in spellings(text).values():
        assert all(ways)
        assert len(set(ways)) == len(ways)


def test_latin_letters_only_where_they_can_be_written():
    assert spellings("Ł")["cp1252"] == []
    assert spellings("Å", exactly=True)["cp1252"] == [b"\xc5"]


def test_a_name_in_ascii_is_written_in_all_ways_in_use():
    assert transliterated("Åse Lødemel") == ("Aase Loedemel", "Ase Lodemel")
    assert transliterated("ÅSE") == ("AaSE", "ASE")
    assert transliterated("A\u030ase") == ("Aase", "Ase")
    assert transliterated("Renée") == ("Renee",)


def test_percent_in_latin_1_is_read_too():
    assert read_back("percent", b"%C5se") == "Åse"


def test_half_a_pair_in_an_escape_is_no_error():
    assert unjsoned(r"\ud83d ja") == "\ufffd ja"


def test_a_half_pair_in_the_text_is_left_out():
    assert spellings("\ud83dja")["utf-8"] == [b"ja"]
