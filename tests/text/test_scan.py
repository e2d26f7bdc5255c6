import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.text import characters as ch
from fou_toolkit.text import is_one_word
from fou_toolkit.text.scan import Scan, bases_of, scan
from reference import sign_places, word_spans
from strategies import any_text, talk

texts = st.one_of(any_text, talk)


def words_of(found: Scan) -> list[str]:
    return [found.strings[number] for number in found.surface.tolist()]


def in_blocks_of(block: int, texts: list[str]) -> Scan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fou_toolkit.text.scan.BLOCK", block)
        return scan(texts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi tok ansvar.", ["Vi", "tok", "ansvar"]),
        ("FoU-arbeid FoU‐arbeid FoU‑arbeid", ["FoU-arbeid", "FoU‐arbeid", "FoU‑arbeid"]),
        ("barne- og ungdomsarbeid", ["barne", "og", "ungdomsarbeid"]),
        ("a--b -c d-", ["a", "b", "c", "d"]),
        ("don't don’t donʼt 'sitat' 'n", ["don't", "don’t", "donʼt", "sitat", "n"]),
        ("kl. 10.30, 3,5 og 10:30", ["kl", "10.30", "3,5", "og", "10:30"]),
        ("1.2.3. 1..2 a.1 1.a", ["1.2.3", "1", "2", "a", "1", "1", "a"]),
        ("og/eller f.eks. bl.a.", ["og", "eller", "f", "eks", "bl", "a"]),
        ("ma\u030akt", ["ma\u030akt"]),
        ("ma\u030a\u0301\u200d\u0301kt \u030a\u0301a", ["ma\u030a\u0301\u200d\u0301kt", "a"]),
        ("\u0301makt", ["makt"]),
        ("mak\u200dt ma\u200ckt", ["mak\u200dt", "ma\u200ckt"]),
        ("a\u0301-b\u0301 a-\u0301b", ["a\u0301-b\u0301", "a", "b"]),
        ("👩\u200d👩\u200d👧makt👍🏽", ["makt"]),
        ("👩\u200dmakt", ["makt"]),
        ("❤\ufe0fmakt\ufe0f", ["makt\ufe0f"]),
        ("власть ΟΔΟΣ 権力 škola", ["власть", "ΟΔΟΣ", "権力", "škola"]),
        ("𝐀𝐁 𝟏𝟐", ["𝐀𝐁", "𝟏𝟐"]),
        ("«Makt» (makt) [makt]", ["Makt", "makt", "makt"]),
        ("", []),
        ("...", []),
    ],
)
def test_words(text, words):
    assert words_of(scan([text])) == words


@pytest.mark.parametrize("letter", ["a", "å", "š", "権", "𝐀"])
def test_a_word_has_at_most_255_code_points(letter):
    kept, dropped = letter * 255, letter * 256
    assert words_of(scan([f"{kept} {dropped} {kept}"])) == [kept, kept]


def test_a_run_that_is_too_long_is_no_sign_either():
    assert scan(["a" * 256 + "!"]).sign_at.tolist() == [256]


@given(texts)
def test_words_are_those_of_the_reference(text):
    found = scan([text])
    assert list(zip(found.start.tolist(), found.end.tolist(), strict=True)) == word_spans(text)


@given(texts)
def test_every_word_has_the_string_that_stands_in_the_text(text):
    found = scan([text])
    assert words_of(found) == [text[a:b] for a, b in word_spans(text)]
    assert len(set(found.strings)) == len(found.strings)
    assert set(found.strings) == set(words_of(found))


@given(texts)
def test_signs_are_those_of_the_reference(text):
    assert scan([text]).sign_at.tolist() == sign_places(text)


@given(st.lists(texts, max_size=5), st.sampled_from([1, 2, 7, 16, 40, 100]))
def test_results_do_not_depend_on_the_size_of_blocks(texts, block):
    whole, cut = scan(texts), in_blocks_of(block, texts)
    assert cut.start.tolist() == whole.start.tolist()
    assert cut.end.tolist() == whole.end.tolist()
    assert cut.first.tolist() == whole.first.tolist()
    assert words_of(cut) == words_of(whole)
    # Line breaks that stand between texts are signs of no text.
    inside = set(_places_in(texts))
    for one, two in zip(_signs(cut, inside), _signs(whole, inside), strict=True):
        assert one == two


def _places_in(texts: list[str]) -> list[int]:
    return [
        base + place for base, text in zip(bases_of(texts).tolist(), texts, strict=False) for place in range(len(text))
    ]


def _signs(found: Scan, inside: set[int]) -> list[tuple[int, int, int]]:
    rows = zip(found.sign_at.tolist(), found.sign.tolist(), found.cut.tolist(), strict=True)
    return [row for row in rows if row[0] in inside]


@given(st.lists(texts, max_size=5))
def test_texts_stand_one_after_the_other_and_do_not_touch(texts):
    bases = bases_of(texts).tolist()
    expected = [(base + a, base + b) for base, text in zip(bases, texts, strict=False) for a, b in word_spans(text)]
    found = scan(texts)
    assert list(zip(found.start.tolist(), found.end.tolist(), strict=True)) == expected


def test_a_text_without_blanks_is_not_cut_inside_a_word():
    text = "makt-" * 30 + "makt"
    assert words_of(in_blocks_of(16, [text])) == [text]


def test_a_full_stop_at_the_end_of_a_block_sees_the_blank_behind():
    text = "Vi tok ansvar. " * 20
    found = in_blocks_of(15, [text])
    assert found.cut.tolist() == [1] * 20


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a. b", 1),
        ("a.» b", 2),
        ("a.»)' b", 4),
        ("a.)))) b", 5),
        ("a.))))) b", 0),
        ("a.b", 0),
        ("a.\nb", 1),
        ("a.\u00a0b", 1),
        ("a.", 1),
        ("a.\u200bb", 1),
        ("a.–b", 0),
    ],
)
def test_a_stop_knows_how_far_behind_it_the_sentence_would_end(text, cut):
    assert scan([text]).cut.tolist()[0] == cut


@pytest.mark.parametrize(
    ("text", "is_dash"),
    [("vi - jeg", True), ("barne- og", False), ("den -som", False), ("f-. og", False), (" - ", True), ("--", True)],
)
def test_a_hyphen_at_a_word_is_no_dash(text, is_dash):
    assert (ch.HYPHEN in scan([text]).sign) == is_dash


@given(texts)
def test_one_word_is_what_is_found_from_end_to_end(text):
    assert is_one_word(text) == (word_spans(text) == [(0, len(text))])
