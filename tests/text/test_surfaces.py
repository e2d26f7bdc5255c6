import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.text import characters as ch
from fou_toolkit.text import surfaces
from fou_toolkit.text.surfaces import MAX_WORD, SurfaceTable
from reference import word_spans
from strategies import any_text, talk, words

LENGTHS = [1, 2, 3, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33, 254, 255]


def numbered(table: SurfaceTable, words: list[str]) -> list[int]:
    """Number words that stand in one block, with one blank between."""
    text = " ".join(words)
    end = np.cumsum([len(word) + 1 for word in words]) - 1
    start = end - [len(word) for word in words]
    return table.numbers(text, ch.code_points(text), start, end).tolist()


def says_what_stands_there(table: SurfaceTable, words: list[str]) -> None:
    numbers = numbered(table, words)
    assert [table.strings[number] for number in numbers] == words
    assert len(set(table.strings)) == len(table.strings)


HASHES = {
    "all words collide": lambda words: np.zeros(words.length.size, np.uint64),
    "all words collide at the last slot": lambda words: np.full(words.length.size, (1 << 64) - 1, np.uint64),
    "words of a length collide": lambda words: words.length.astype(np.uint64) << np.uint64(60),
    "one bit": lambda words: (words.columns[0][1] & np.uint64(1)) << np.uint64(63),
    "two bits": lambda words: (words.columns[0][1] & np.uint64(3)) << np.uint64(62),
    "only the first letters count": lambda words: words.columns[0][1] << np.uint64(8),
}


@pytest.fixture(params=sorted(HASHES))
def bad_hash(request, monkeypatch):
    monkeypatch.setattr(surfaces._Words, "hashes", HASHES[request.param])


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("letter", ["a", "å", "š", "権", "𝐀"])
def test_words_that_differ_in_one_letter_are_two_words(length, letter):
    """Wherever the letter stands: in every chunk, at either end of it, for Latin-1 and for wider letters."""
    usual = letter * length
    others = [usual[:place] + other + usual[place + 1 :] for place in range(length) for other in "bÿŝ"]
    says_what_stands_there(SurfaceTable(), [usual, *others, usual])


def test_a_word_and_its_beginnings_are_different_words():
    says_what_stands_there(SurfaceTable(), ["a" * length for length in range(1, MAX_WORD + 1)] * 2)
    says_what_stands_there(SurfaceTable(), ["š" * length for length in range(1, MAX_WORD + 1)] * 2)


@pytest.mark.usefixtures("bad_hash")
def test_collisions_never_give_a_wrong_word():
    bits = [f"{number:b}" for number in range(1, 80)]
    long = [("x" * 8 + a + "y" * 8 + b) for a in "abc" for b in ("", "a", "bb", "å", "š")]
    wide = ["š" + word for word in (*bits[:20], *long)]
    table = SurfaceTable()
    says_what_stands_there(table, [*bits, *long, *wide, *bits])
    says_what_stands_there(table, [*wide, *long, "ny", *bits])


@pytest.mark.usefixtures("bad_hash")
def test_collisions_are_told_apart_when_the_table_grows(monkeypatch):
    monkeypatch.setattr(surfaces, "_FIRST_BITS", 4)
    table = SurfaceTable()
    for begin in range(0, 150, 30):
        says_what_stands_there(
            table, [f"ord{number}š" if number % 7 == 0 else f"ord{number}" for number in range(begin, begin + 60)]
        )


@given(
    st.lists(
        st.lists(words.filter(lambda word: word_spans(word) == [(0, len(word))]), min_size=1, max_size=20), max_size=3
    )
)
def test_numbers_stay_the_same_from_block_to_block(blocks):
    table = SurfaceTable()
    known: dict[str, int] = {}
    for block in blocks:
        for word, number in zip(block, numbered(table, block), strict=True):
            assert known.setdefault(word, number) == number
    assert table.strings == sorted(known, key=known.__getitem__)


@given(st.one_of(any_text, talk))
def test_words_are_read_from_any_offset(text):
    spans = word_spans(text)
    start, end = (np.array(column, np.int64) for column in (zip(*spans, strict=True) if spans else ([], [])))
    table = SurfaceTable()
    numbers = table.numbers(text, ch.code_points(text), start, end)
    assert [table.strings[number] for number in numbers] == [text[a:b] for a, b in spans]


def test_words_in_latin_letters_are_numbered_in_the_order_of_their_first_appearance():
    table = SurfaceTable()
    assert numbered(table, ["og", "makt", "og", "ansvar"]) == [0, 1, 0, 2]
    assert numbered(table, ["nytt", "ansvar"]) == [3, 2]
    assert table.strings == ["og", "makt", "ansvar", "nytt"]


def test_the_table_grows_with_the_words():
    """More words than fit the first table, in few blocks."""
    many = [f"ord{number}" for number in range(20_000)]
    table = SurfaceTable()
    assert numbered(table, many) == list(range(20_000))
    assert numbered(table, many[::-1]) == list(range(20_000))[::-1]
