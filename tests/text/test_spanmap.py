"""Codings move to the very same letters of a new version of a text, or not at all."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_scripts import edited, judged
from fou_toolkit.errors import DataError
from fou_toolkit.model import Span
from fou_toolkit.text import spanmap
from fou_toolkit.text.spanmap import SpanMap, redacted, span_map

LONG = "Vi gikk ut i skogen med de eldste barna den dagen, og alle fant noe som de ville ta med hjem"
seeds = st.integers(0, 10**9)
pieces = st.sampled_from(
    ["Ja.\n", "Nei.\n", LONG + ".\n", "a\u030a", "😀", "👩\u200d👧", " ", "\n", "\r\n", "x", "ha "]
)
texts = st.lists(pieces, max_size=12).map("".join)


@pytest.fixture(autouse=True)
def _english(english: None) -> None:
    pass


def count_of(scripts: int, *, most: int, replies: float) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in range(scripts):
        case = edited(seed, most=most, replies=replies)
        found += judged(case, span_map(case.old, case.new))
    return found


@pytest.mark.parametrize(("most", "replies"), [(1, 0.5), (6, 0.5), (6, 1.0)])
def test_no_coding_comes_to_letters_that_are_not_its_own(most: int, replies: float) -> None:
    found = count_of(135, most=most, replies=replies)
    assert found["wrong"] == 0
    assert found["right"] > 4_000
    assert found["edge"] < found["right"] / 500


def test_most_codings_whose_letters_stand_find_their_place() -> None:
    found = count_of(100, most=1, replies=0.5)
    assert found["orphan, stands"] < 0.07 * found["right"]


def test_without_the_doubts_codings_come_to_wrong_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spanmap, "doubts", lambda *_: [])
    assert count_of(100, most=6, replies=1.0)["wrong"] > 10


def test_which_of_three_equal_replies_was_deleted_nobody_knows() -> None:
    reply = "Ja, det er riktig.\n"
    moved = span_map(LONG + "\n" + reply * 3 + LONG.upper(), LONG + "\n" + reply * 2 + LONG.upper())
    first = len(LONG) + 1
    for number in range(3):
        start = first + number * len(reply)
        assert moved.move(start, start + len(reply) - 1) is None
    assert moved.move(0, 30) == Span(0, 30)
    assert moved.move(first + 3 * len(reply), first + 3 * len(reply) + 20) == Span(
        first + 2 * len(reply), first + 2 * len(reply) + 20
    )


def test_a_reply_between_untouched_turns_is_known_though_it_is_said_often() -> None:
    old = f"{LONG}\nJa.\n{LONG.upper()}\nJa.\n{LONG[::-1]}\nSlutt."
    new = f"Først.\n{old}"
    assert span_map(old, new).move(len(LONG) + 1, len(LONG) + 4) == Span(len(LONG) + 8, len(LONG) + 11)


def test_what_crosses_a_change_or_was_moved_has_no_place() -> None:
    old = f"{LONG}\n{LONG.upper()}\n{LONG[::-1]}"
    inserted, at = span_map(old, old.replace("ville ta", "ville gjerne ta")), old.index("ta med")
    assert inserted.move(at - 6, at + 2) is None
    assert inserted.move(0, 10) == Span(0, 10)
    assert inserted.move(len(LONG) + 1, len(LONG) + 20) == Span(len(LONG) + 8, len(LONG) + 27)
    turned = span_map(old, f"{LONG.upper()}\n{LONG[::-1]}\n{LONG}")
    assert turned.move(0, 20) is None
    assert turned.move(len(LONG) + 1, len(LONG) + 21) == Span(0, 20)


def test_a_word_that_was_changed_takes_its_letters_along() -> None:
    old, new = f"{LONG} huset", f"{LONG} husene"
    at = len(LONG) + 1
    assert span_map(old, new).move(at, at + 3) is None
    assert span_map(old, new).move(at - 5, at) == Span(at - 5, at)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\u030a", "a"), ("👩\u200d👧", "👩"), ("👩", "👩\u200d👧"), ("e", "e\u0301"), ("👍", "👍🏽")],
)
def test_letters_and_emoji_are_not_cut(before: str, after: str) -> None:
    old, new = f"{LONG} {before} {LONG[::-1]}", f"{LONG} {after} {LONG[::-1]}"
    moved, at = span_map(old, new), len(LONG) + 1
    assert moved.move(at, at + 1) is None
    assert moved.move(0, at - 1) == Span(0, at - 1)
    assert moved.move(at + len(before) + 1, len(old)) == Span(at + len(after) + 1, len(new))


def test_empty_equal_deleted_and_inserted_texts() -> None:
    assert span_map("", "").to_ops() == []
    assert span_map("", LONG).to_ops() == span_map(LONG, "").to_ops() == []
    assert span_map(LONG, "").move(0, 5) is None
    assert span_map("Ja.\nJa.", "Ja.\nJa.").to_ops() == [[0, 7, 0]]
    assert span_map("Ja.\nJa.", "Ja.\nJa.").move(0, 3) == Span(0, 3)
    assert span_map(LONG, LONG).move(0, len(LONG) + 1) is None


@given(texts, texts)
def test_what_moves_stands_letter_by_letter_in_any_two_texts(old: str, new: str) -> None:
    moved = span_map(old, new)
    assert SpanMap.from_ops(moved.to_ops(), moved.doubts()) == moved
    for start in range(0, len(old), 7):
        for end in range(start + 1, len(old) + 1, 11):
            span = moved.move(start, end)
            assert span is None or span.of(new) == old[start:end]


@given(seeds)
def test_many_are_moved_as_one_by_one(seed: int) -> None:
    case = edited(seed, most=4)
    moved, chance = span_map(case.old, case.new), random.Random(seed)
    starts = [chance.randrange(len(case.old)) for _ in range(50)]
    ends = [start + chance.randint(1, 60) for start in starts]
    new_starts, new_ends, certain = moved.move_many(starts, ends)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        span = moved.move(start, end)
        assert certain[number] == (span is not None)
        assert (new_starts[number], new_ends[number]) == ((span.start, span.end) if span else (-1, -1))


@given(seeds)
def test_the_way_back_leads_back(seed: int) -> None:
    case = edited(seed, most=4)
    moved = span_map(case.old, case.new)
    assert moved.inverse().inverse() == moved
    for start in range(0, len(case.old), 5):
        span = moved.move(start, start + 3)
        if span:
            assert moved.inverse().move(span.start, span.end) == Span(start, start + 3)


def test_numbers_only_and_no_text_is_shown() -> None:
    moved = span_map("Ja.\nJa.\nNei.", "Ja.\nNei.")
    assert all(type(number) is int for row in (*moved.to_ops(), *moved.doubts()) for number in row)
    assert repr(moved) == "SpanMap(2 stretches, 1 in doubt)"
    assert hash(moved) == hash(SpanMap.from_ops(moved.to_ops(), moved.doubts()))
    assert moved != "Ja."


@pytest.mark.parametrize(
    ("ops", "doubts"),
    [
        ([[0, 3]], []),
        ([[0, 3, 0.0]], []),
        ([[0, True, 0]], []),
        ([["0", 3, 0]], []),
        ([7], []),
        ([[3, 3, 0]], []),
        ([[5, 3, 0]], []),
        ([[-1, 3, 0]], []),
        ([[0, 3, -1]], []),
        ([[0, 1 << 80, 0]], []),
        ([[0, 3, 0], [2, 5, 7]], []),
        ([[0, 3, 0], [3, 5, 2]], []),
        ([[4, 6, 0], [0, 3, 4]], []),
        ([], [[0, 1]]),
        ([[0, 3, 0]], [[2, 4]]),
        ([[2, 3, 0]], [[0, 1]]),
        ([[0, 9, 0]], [[2, 4], [3, 5]]),
        ([[0, 9, 0]], [[2, 4, 5]]),
    ],
)
def test_numbers_that_are_no_map_are_refused(ops: list[list[int]], doubts: list[list[int]]) -> None:
    with pytest.raises(DataError, match="no map"):
        SpanMap.from_ops(ops, doubts)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_passage_without_letters_is_refused(start: int, end: int) -> None:
    with pytest.raises(DataError, match="a beginning and an end"):
        span_map("Ja, det er", "Ja, det er").move(start, end)


def test_more_starts_than_ends_are_refused() -> None:
    with pytest.raises(DataError, match="a beginning and an end"):
        span_map("Ja", "Ja").move_many([0, 1], [2])


def test_a_passage_half_in_doubt_has_no_place() -> None:
    moved = SpanMap.from_ops([[0, 20, 5]], [[4, 8]])
    assert moved.move(4, 8) is None
    assert moved.move(4, 12) is None
    assert moved.move(4, 13) == Span(9, 18)
    assert moved.move(6, 9) is None


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text(max_size=5)), max_size=5)
)
def test_redacting_keeps_every_other_letter(text: str, wanted: list[tuple[int, int, str]]) -> None:
    cut, place = [], 0
    for start, size, instead in sorted(wanted):
        if place <= start and start + size <= len(text):
            cut.append((Span(start, start + size), instead))
            place = start + size
    slow = list(text)
    for span, instead in reversed(cut):
        slow[span.start : span.end] = instead
    after, moved = redacted(text, cut[::-1] if len({span for span, _ in cut}) == len(cut) else cut)
    assert after == "".join(slow)
    gone = {place for span, _ in cut for place in range(span.start, span.end)}
    for place, letter in enumerate(text):
        here = moved.move(place, place + 1)
        assert (here is None) == (place in gone)
        assert here is None or here.of(after) == letter
    assert moved.doubts() == []


def test_redacting_knows_which_of_two_equal_replies_is_gone() -> None:
    after, moved = redacted("Ja.\nJa.\nJa.", [(Span(4, 7), "[slettet]")])
    assert after == "Ja.\n[slettet]\nJa."
    assert [moved.move(start, start + 3) for start in (0, 4, 8)] == [Span(0, 3), None, Span(14, 17)]


@pytest.mark.parametrize("cut", [[(Span(0, 3), ""), (Span(2, 4), "")], [(Span(2, 9), "")]])
def test_what_cannot_be_taken_out_is_refused(cut: list[tuple[Span, str]]) -> None:
    with pytest.raises(DataError, match="overlaps, or reaches beyond"):
        redacted("Ja da.", cut)
