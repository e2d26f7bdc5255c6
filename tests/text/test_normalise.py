"""Normalising: one way of writing, and positions that find their way back."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.text.normalise import normalise

AWKWARD = [
    *"aAbå oe\u030a\u0301\u0323\u0327\u0344\u0338",
    "\r\n",
    *"\r\n\v\f\x85\u2028\u2029\t",
    *"\xa0\u202f\u2000\u3000",
    *"\x00\x07\x1f\x7f\x9f",
    *"\xad\u200b\u2060\ufeff",
    *"\u200c\u200d",
    *"\u1100\u1161\u11a8\uac00\uac01",
    *"\u212b\u0958\u0f73\u0f71\ufb1d\u09c7\u09be",
    *"👩\U0001f3fd👧\U0001d15e",
    *"\ud800\udfff",
]
texts = st.lists(st.sampled_from(AWKWARD), max_size=14).map("".join) | st.text()
UNEASY = "\u200c\u200d\u0323\u0327\u0344\u0338\u0f71\u0f73"
"""Joiners, which look at their neighbours, and marks that change places or grow: their borders are a matter of taste."""
easy = st.lists(st.sampled_from([piece for piece in AWKWARD if piece not in UNEASY]), max_size=10).map("".join)


@pytest.fixture(scope="module", autouse=True)
def _unicode_tables():
    """Build the tables once, so that no example is called slow for it."""
    normalise("a\u030a")


def counts(text):
    return {change.text.split(":")[0]: dict(change.values)["n"] for change in normalise(text).changes}


def original_positions(text):
    result = normalise(text)
    return [result.offsets.to_original(position) for position in range(len(result.text) + 1)]


def normalised_positions(text):
    result = normalise(text)
    return [result.offsets.to_normalised(position) for position in range(len(text) + 1)]


@given(texts)
def test_text_is_composed_and_has_no_controls_but_tab_and_line_feed(text):
    result = normalise(text).text
    assert unicodedata.is_normalized("NFC", result)
    assert not [
        sign for sign in result if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} and sign not in "\t\n"
    ]
    assert not set(result) & set("\r\0\xa0\xad\u200b\u2060\ufeff")


@given(texts)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    twice = normalise(once.text)
    assert twice.text == once.text
    assert twice.changes == ()


@given(texts)
def test_changes_are_reported_exactly_when_the_text_changed(text):
    result = normalise(text)
    assert bool(result.changes) == (result.text != text)


@given(texts)
def test_positions_rise_in_both_directions_and_reach_the_end(text):
    there, back = normalised_positions(text), original_positions(text)
    assert there == sorted(there)
    assert back == sorted(back)
    assert there[-1] == len(normalise(text).text)
    assert back[-1] == len(text)


@given(texts)
def test_going_back_and_forth_never_runs_ahead(text):
    result = normalise(text)
    for position in range(len(result.text) + 1):
        assert result.offsets.to_normalised(result.offsets.to_original(position)) <= position


@given(easy)
def test_letters_with_nothing_behind_them_that_goes_away_are_found_in_their_places(text):
    result = normalise(text)
    for position, (sign, behind) in enumerate(zip(text, text[1:] + ".", strict=False)):
        if sign in "Abo👧\t" and unicodedata.category(behind) not in {"Mn", "Mc", "Cc", "Cf"}:
            there = result.offsets.to_normalised(position)
            assert result.text[there] == sign
            assert result.offsets.to_original(there) == position


@given(easy)
def test_borders_where_both_texts_agree_are_exact(text):
    """Cut in two, normalise the halves: if they make up the whole, the cut is a border that the map must know."""
    result = normalise(text)
    for cut in range(len(text) + 1):
        head, tail = normalise(text[:cut]).text, normalise(text[cut:]).text
        if head + tail == result.text:
            assert result.offsets.to_normalised(cut) == len(head)


@given(easy)
def test_the_borders_that_are_kept_are_true(text):
    result = normalise(text)
    for here, there in zip(result.offsets.original.tolist(), result.offsets.normalised.tolist(), strict=True):
        assert normalise(text[:here]).text == result.text[:there]
        assert normalise(text[here:]).text == result.text[there:]


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_passes_untouched(text):
    result = normalise(text)
    assert result.text == text
    assert result.changes == ()
    assert result.offsets.original.tolist() == [0, len(text)]


def test_letters_of_a_mac_are_composed():
    text = unicodedata.normalize("NFD", "Blåbær på øya")
    assert normalise(text).text == "Blåbær på øya"
    assert counts(text) == {"Letters put together with their marks (NFC)": 2}


def test_positions_inside_a_letter_go_to_its_beginning():
    assert normalised_positions("xa\u030ay") == [0, 1, 1, 2, 3]
    assert original_positions("xa\u030ay") == [0, 1, 3, 4]


def test_a_ring_finds_its_letter_over_removed_characters():
    text = "p\u200ba\xad\u030a!"
    assert normalise(text).text == "på!"
    assert original_positions(text) == [0, 2, 5, 6]
    assert normalised_positions(text) == [0, 1, 1, 1, 1, 2, 3]


def test_marks_that_cannot_be_composed_keep_their_places():
    text = "a\u030a\u0338b"
    assert normalise(text).text == "å\u0338b"
    assert normalised_positions(text) == [0, 0, 1, 2, 3]


def test_marks_in_the_wrong_order_are_ordered():
    assert normalise("x\u0301\u0323").text == "x\u0323\u0301"
    assert counts("x\u0301\u0323") == {"Letters put together with their marks (NFC)": 1}


def test_hangul_is_composed_syllable_by_syllable():
    text = unicodedata.normalize("NFD", "한글 ok")
    assert normalise(text).text == "한글 ok"
    assert original_positions(text) == [0, 3, 6, 7, 8, 9]


def test_a_letter_that_unicode_takes_apart_grows():
    result = normalise("x\u0958y")
    assert result.text == "x\u0915\u093cy"
    assert original_positions("x\u0958y") == [0, 1, 1, 2, 3]


def test_every_composition_of_unicode_keeps_its_borders():
    """All characters that NFC changes, one after the other: each is an edit of its own."""
    changed = [chr(code) for code in range(0x110000) if not unicodedata.is_normalized("NFC", chr(code))]
    text = ".".join(sign for sign in changed if sign not in "\u2000\u2001")
    result = normalise(text)
    assert result.text == unicodedata.normalize("NFC", text)
    dots = [at for at, sign in enumerate(text) if sign == "."]
    assert [result.offsets.to_normalised(at) for at in dots] == [
        at for at, sign in enumerate(result.text) if sign == "."
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_all_line_ends_become_one(end):
    text = f"Ja{end}Nei{end}"
    assert normalise(text).text == "Ja\nNei\n"
    assert counts(text) == {"Line ends written in one way (LF)": 2}


def test_a_position_between_cr_and_lf_goes_before_the_line_end():
    assert normalised_positions("a\r\nb") == [0, 1, 1, 2, 3]
    assert original_positions("a\r\nb") == [0, 1, 3, 4]


def test_cr_and_lf_with_a_zero_between_them_are_one_line_end():
    assert normalise("a\r\x00\nb").text == "a\nb"
    assert original_positions("a\r\x00\nb") == [0, 1, 4, 5]


def test_empty_lines_are_kept():
    assert normalise("a\r\n\r\n\rb\n\rc").text == "a\n\n\nb\n\nc"


def test_what_nobody_sees_is_removed_and_counted():
    text = "\ufeffbarne\xadhage\u200b \u2060og\x00 skule\x9f"
    assert normalise(text).text == "barnehage og skule"
    assert list(counts(text).values()) == [2, 4]


def test_removed_characters_belong_to_what_stands_before_them():
    assert original_positions("\ufeffJa\xad!") == [1, 2, 4, 5]
    assert normalised_positions("\ufeffJa\xad!") == [0, 0, 1, 2, 2, 3]


def test_special_spaces_become_plain_ones_in_their_places():
    text = "10\xa0000\u202fkr\u2009ca."
    assert normalise(text).text == "10 000 kr ca."
    assert counts(text) == {"Special spaces made plain spaces": 3}
    assert normalised_positions(text) == list(range(len(text) + 1))


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "🏳️‍🌈", "👍🏽", "🇳🇴", "❤️‍🔥"])
def test_emoji_survive(emoji):
    assert normalise(f"Fint{emoji}da {emoji}").text == f"Fint{emoji}da {emoji}"


def test_joiners_are_removed_between_latin_letters_only():
    assert normalise("a\u200db å\u200c\u200dé").text == "ab åé"
    assert normalise("\u200da\u200d 1\u200db می\u200cخواهم").text == "\u200da\u200d 1\u200db می\u200cخواهم"
    assert counts("a\u200db å\u200c\u200dé") == {"Invisible joiners between letters removed": 3}


def test_joiners_beside_removed_characters_and_marks_are_seen_through():
    assert normalise("a\xad\u200d\xadb a\u030a\u200db").text == "ab åb"


def test_half_a_surrogate_pair_becomes_a_replacement_character():
    assert normalise("a\ud83db\ude00").text == "a\ufffdb\ufffd"
    assert counts("a\ud83db\ude00") == {"Half characters replaced by �": 2}
    normalise("a\ud83d").text.encode()


def test_an_empty_text_has_one_position():
    result = normalise("")
    assert (result.text, result.changes) == ("", ())
    assert result.offsets.to_original(0) == result.offsets.to_normalised(0) == 0


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_of_the_text_are_refused(position):
    offsets = normalise("a\u030ab").offsets
    with pytest.raises(ValueError, match=str(position)):
        offsets.to_normalised(position)
    with pytest.raises(ValueError, match=str(position)):
        offsets.to_original(position)


def test_positions_are_plain_integers():
    offsets = normalise("a\r\nb").offsets
    assert type(offsets.to_original(2)) is int
    assert type(offsets.to_normalised(2)) is int


def test_borders_cannot_be_changed():
    offsets = normalise("a\r\nb").offsets
    with pytest.raises(ValueError, match="read-only"):
        offsets.original[0] = 7
    with pytest.raises(ValueError, match="read-only"):
        offsets.normalised[0] = 7


def test_only_borders_of_changed_stretches_are_kept():
    offsets = normalise("Vi gikk på tur.\r\n" + "Og så hjem. " * 10_000).offsets
    assert offsets.original.tolist() == [0, 15, 17, 120_017]


def test_a_long_text_in_the_letters_of_a_mac_has_its_positions():
    text = unicodedata.normalize("NFD", "Åse så blåbær.\r\n" * 5_000)
    result = normalise(text)
    assert result.text == "Åse så blåbær.\n" * 5_000
    begins = np.arange(5_000)
    size = len(text) // 5_000
    assert [result.offsets.to_original(15 * line) for line in begins.tolist()] == (size * begins).tolist()


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u0f72\u0f71", "\u0344\u0338"])
def test_endless_runs_of_marks_are_composed_as_unicode_says(marks):
    """The detour that keeps this linear gives what Python gives."""
    for count in (1, 14, 15, 16, 200):
        text = f"a{marks * count}b"
        assert normalise(text).text == unicodedata.normalize("NFC", text)


def test_endless_runs_of_marks_do_not_take_endless_time():
    text = "a" + "\u0301\u0323" * 200_000
    assert len(normalise(text).text) == 400_000
