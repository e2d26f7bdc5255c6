"""The alphabet, Norwegian."""

from fou_toolkit.analysis.words.order import alphabetical


def test_the_last_letters_are_ae_oe_aa():
    words = "å æ ø z a aa ab".split()
    assert sorted(words, key=alphabetical) == "a aa ab z æ ø å".split()


def test_letters_with_marks_stand_with_the_plain_ones():
    words = "café cafe caff über yt über-jeg zoo".split()
    assert sorted(words, key=alphabetical) == "cafe café caff über über-jeg yt zoo".split()


def test_a_letter_in_two_parts_is_the_same_letter():
    assert alphabetical("a\u030al")[0] == alphabetical("ål")[0]


def test_swedish_and_german_letters_have_their_norwegian_places():
    assert sorted(["øl", "öl", "æl", "äl", "ål"], key=alphabetical) == ["äl", "æl", "öl", "øl", "ål"]
