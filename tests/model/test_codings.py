"""Codings one by one, and many of them in columns."""

import dataclasses
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.model.coding import KINDS

COLUMNS = ("source", "start", "end", "code", "coder", "round")


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def coding(source="s1", start=0, end=4, code="M1", coder="a", number=1):
    return Coding(source, Span(start, end), code, coder, number)


spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair) + 1))
codings = st.builds(
    Coding,
    st.sampled_from(["s1", "s2", "æ"]),
    spans,
    st.sampled_from(["M1", "F4"]),
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 2),
)
many = st.lists(codings, max_size=12)
pairs = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["s1", "s2", "s9"])), max_size=4)


class TestOne:
    @pytest.mark.parametrize("value", [coding(), Coder("a", "rules", "1.0", "note")], ids=["coding", "coder"])
    def test_it_does_not_change_and_has_no_dictionary(self, value):
        for field in dataclasses.fields(value):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(value, field.name, None)
        assert not hasattr(value, "__dict__")
        assert pickle.loads(pickle.dumps(value)) == value

    def test_a_coder_is_a_person_unless_somebody_says_otherwise(self):
        assert Coder("a") == Coder("a", "person", "")
        assert Coder("a") != Coder("a", "language model")
        assert Coder("a", codebook_version="1") != Coder("a", codebook_version="2")

    def test_how_it_was_done_makes_no_other_coder(self):
        assert Coder("a", note="in a hurry") == Coder("a")

    @pytest.mark.parametrize(
        ("language", "words"), [("nb", "person språkmodell regler"), ("nn", "person språkmodell reglar")]
    )
    def test_the_kinds_have_words_in_norwegian(self, language, words):
        set_language(language)
        assert [t(kind) for kind in KINDS] == words.split()


class TestMaking:
    def test_codings_stand_in_the_order_of_source_place_code_and_coder(self):
        found = [
            coding("s1", 5, 9, "M1", "b"),
            coding("s1", 5, 9, "M1", "a"),
            coding("s1", 5, 9, "F4", "a"),
            coding("s1", 5, 8),
            coding("s1", 2, 30),
            coding("s0"),
            coding("s1", 5, 9, "M1", "b", 2),
        ]
        # Coders count in the order in which they come, codes in the order of the alphabet.
        expected = [found[place] for place in (4, 3, 2, 0, 6, 1, 5)]
        assert list(CodingSet.of(found)) == expected

    def test_what_stands_twice_counts_once(self):
        assert list(CodingSet.of([coding(), coding(), coding(number=2), coding()])) == [coding(), coding(number=2)]

    @given(many)
    def test_nothing_is_lost_and_nothing_comes_to_it(self, found):
        made = CodingSet.of(found)
        assert len(made) == len(set(found))
        assert set(made) == set(found)

    @given(many, st.randoms(use_true_random=False))
    def test_the_order_in_which_codings_come_changes_no_coding(self, found, chance):
        mixed = list(found)
        chance.shuffle(mixed)
        assert set(CodingSet.of(mixed)) == set(CodingSet.of(found))
        assert set(CodingSet.of(mixed).pairs_read()) == set(CodingSet.of(found).pairs_read())

    def test_columns_count_ids(self):
        made = CodingSet.of([coding("s2", 3, 7, "M1", "b"), coding("s1", 0, 4, "F4", "a")])
        assert made.sources == ("s2", "s1")
        assert made.codes == ("F4", "M1")
        assert made.coder_ids == ("b", "a")
        columns = (made.source, made.start, made.end, made.code, made.coder, made.round)
        assert [column.tolist() for column in columns] == [[0, 1], [3, 0], [7, 4], [1, 0], [0, 1], [1, 1]]

    def test_coders_that_are_known_come_first_and_others_are_added_by_their_ids(self):
        known = Coder("b", "language model", "1.0", "twice")
        made = CodingSet.of([coding(coder="a"), coding(coder="b")], [known, Coder("c")])
        assert made.coders == (known, Coder("c"), Coder("a"))
        assert made.coders[0].note == "twice"

    def test_no_codings_make_an_empty_set(self):
        made = CodingSet.of([])
        assert (len(made), list(made), made.sources, made.codes, made.coders) == (0, [], (), (), ())
        assert made.pairs_read() == []

    def test_places_far_into_a_long_text_are_kept(self):
        far = coding(start=3_000_000_000, end=3_000_000_001)
        assert list(CodingSet.of([far])) == [far]

    def test_no_column_can_be_replaced(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            CodingSet.of([coding()]).start = np.zeros(1)


class TestRead:
    def test_without_a_word_every_coder_has_read_what_they_coded(self):
        made = CodingSet.of([coding("s1", coder="a"), coding("s2", coder="b"), coding("s1", 8, 9, coder="a")])
        assert set(made.pairs_read()) == {("a", "s1"), ("b", "s2")}
        assert made.read.tolist() == [[True, False], [False, True]]

    def test_what_is_said_counts_and_nothing_else(self):
        made = CodingSet.of([coding("s1")], read=[("a", "s2"), ("a", "s3")])
        assert made.pairs_read() == [("a", "s2"), ("a", "s3")]
        assert made.sources == ("s1", "s2", "s3")

    def test_a_coder_who_found_nothing_has_read_all_the_same(self):
        made = CodingSet.of([], [Coder("a")], read=[("a", "s1")])
        assert (len(made), made.pairs_read()) == (0, [("a", "s1")])

    def test_a_coder_of_whom_nothing_but_the_reading_is_known_is_added(self):
        made = CodingSet.of([coding(coder="a")], read=[("a", "s1"), ("b", "s1")])
        assert made.coder_ids == ("a", "b")
        assert set(made.pairs_read()) == {("a", "s1"), ("b", "s1")}


class TestTogether:
    def test_codings_coders_and_readings_come_together(self):
        one = CodingSet.of([coding("s1", coder="a")], [Coder("a", "rules")], read=[("a", "s1"), ("a", "s3")])
        two = CodingSet.of([coding("s2", coder="b")], [Coder("b", "language model")])
        both = one + two
        assert list(both) == [coding("s1", coder="a"), coding("s2", coder="b")]
        assert both.coders == (Coder("a", "rules"), Coder("b", "language model"))
        assert set(both.pairs_read()) == {("a", "s1"), ("a", "s3"), ("b", "s2")}

    def test_what_is_known_of_a_coder_on_the_left_goes_before(self):
        one, two = (CodingSet.of([coding(number=n)], [Coder("a", note=str(n))]) for n in (1, 2))
        assert [coder.note for coder in (one + two).coders] == ["1"]
        assert [coder.note for coder in (two + one).coders] == ["2"]

    @given(many, many)
    def test_adding_is_making_a_set_of_all(self, one, two):
        added, made = CodingSet.of(one) + CodingSet.of(two), CodingSet.of([*one, *two])
        assert set(added) == set(made)
        assert len(added) == len(made)
        assert set(added.pairs_read()) == set(made.pairs_read())
        assert added.coder_ids == made.coder_ids

    @given(many, pairs)
    def test_nothing_added_changes_nothing(self, found, read):
        coders = [Coder(name) for name in "abc"]
        made = CodingSet.of(found, coders, read=read)
        for added in (made + CodingSet.of([]), CodingSet.of([]) + made, made + made):
            assert list(added) == list(made)
            assert added.coders == made.coders
            assert set(added.pairs_read()) == set(made.pairs_read())


class TestWhere:
    @given(many, st.data())
    def test_some_codings_stay_and_everything_else_is_as_it_was(self, found, data):
        made = CodingSet.of(found)
        kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made))), bool)
        some = made.where(kept)
        assert list(some) == [one for one, stays in zip(made, kept.tolist(), strict=True) if stays]
        assert (some.coders, some.sources, some.codes) == (made.coders, made.sources, made.codes)
        assert some.pairs_read() == made.pairs_read()


class TestOneCoder:
    @given(many, pairs)
    def test_each_coder_keeps_codings_and_readings(self, found, read):
        made = CodingSet.of(found, [Coder(name) for name in "abc"], read=read)
        for name in "abc":
            own = made.by(name)
            assert set(own) == {one for one in found if one.coder == name}
            assert own.coders == (Coder(name),)
            assert own.pairs_read() == [pair for pair in made.pairs_read() if pair[0] == name]

    @given(many)
    def test_the_coders_together_are_the_set_again(self, found):
        made = CodingSet.of(found, [Coder(name) for name in "abc"])
        again = made.by("a") + made.by("b") + made.by("c")
        assert set(again) == set(made)
        assert set(again.pairs_read()) == set(made.pairs_read())

    @given(many, pairs)
    def test_some_coders_keep_their_order_whatever_order_they_are_asked_for_in(self, found, read):
        made = CodingSet.of(found, [Coder(name) for name in "abc"], read=read)
        some = made.by("c", "a")
        assert some.coder_ids == ("a", "c")
        assert list(some) == [one for one in made if one.coder != "b"]
        assert some.pairs_read() == [pair for pair in made.pairs_read() if pair[0] != "b"]

    def test_somebody_unknown_is_an_error_that_names_the_known(self):
        with pytest.raises(UnknownIdError, match="«x»") as raised:
            CodingSet.of([coding(coder="a"), coding(coder="b")]).by("x")
        assert "a, b" in raised.value.hint


class TestEnds:
    @given(many, pairs)
    def test_each_source_ends_where_its_last_coding_does(self, found, read):
        made = CodingSet.of(found, read=read)
        assert made.ends() == {
            name: max((one.span.end for one in found if one.source == name), default=0) for name in made.sources
        }
        assert list(made.ends()) == list(made.sources)

    def test_places_far_into_a_long_text_are_kept(self):
        assert CodingSet.of([coding(start=3_000_000_000, end=3_000_000_001)]).ends() == {"s1": 3_000_000_001}


class TestRounds:
    @given(many, pairs)
    def test_what_stands_now_is_the_latest_round_of_each_coder_and_source(self, found, read):
        made = CodingSet.of(found, [Coder(name) for name in "abc"], read=read)
        latest = {}
        for one in found:
            key = one.coder, one.source
            latest[key] = max(one.round, latest.get(key, 0))
        now = made.in_round()
        assert set(now) == {one for one in found if one.round == latest[one.coder, one.source]}
        assert now.coders == made.coders
        assert now.pairs_read() == made.pairs_read()

    @given(many, pairs, st.integers(1, 3))
    def test_a_round_has_its_codings_and_who_read_then(self, found, read, number):
        """Read then: who read it at all, and coded something in it then; or nothing ever, but other texts then."""
        made = CodingSet.of(found, [Coder(name) for name in "abc"], read=read)
        if all(one.round != number for one in found):
            with pytest.raises(UnknownIdError, match=f"round {number}"):
                made.in_round(number)
            return
        now = made.in_round(number)
        assert set(now) == {one for one in found if one.round == number}
        assert now.coders == made.coders
        expected = set()
        for coder, source in made.pairs_read():
            rounds = {one.round for one in found if (one.coder, one.source) == (coder, source)}
            took_part = any(one.coder == coder and one.round == number for one in found)
            if number in rounds or (not rounds and took_part):
                expected.add((coder, source))
        assert set(now.pairs_read()) == expected

    @given(many, pairs)
    def test_with_one_round_it_does_not_matter_whether_it_is_asked_for(self, found, read):
        first = [dataclasses.replace(one, round=1) for one in found]
        made = CodingSet.of(first, [Coder(name) for name in "abc"], read=read)
        assert set(made.in_round()) == set(first)
        if {one.coder for one in first} == set("abc"):
            assert made.in_round(1).pairs_read() == made.in_round().pairs_read()

    def test_who_coded_a_text_again_counts_in_both_rounds(self):
        made = CodingSet.of([coding(number=1), coding("s2", number=1), coding(start=2, number=2)])
        assert list(made.in_round()) == [coding(start=2, number=2), coding("s2", number=1)]
        assert made.in_round(1).pairs_read() == [("a", "s1"), ("a", "s2")]
        assert made.in_round(2).pairs_read() == [("a", "s1")]

    def test_a_round_that_is_not_there_is_an_error_that_names_those_that_are(self):
        made = CodingSet.of([coding(number=3), coding(number=1)])
        for number in (0, 2, -1):
            with pytest.raises(UnknownIdError, match=f"round {number}") as raised:
                made.in_round(number)
            assert "1, 3" in raised.value.hint

    def test_an_empty_set_has_no_round(self):
        assert list(CodingSet.of([]).in_round()) == []
        with pytest.raises(UnknownIdError, match="round 1"):
            CodingSet.of([]).in_round(1)


class TestShown:
    def test_rows_are_a_table(self):
        frame = CodingSet.of([coding(), coding("s2", 1, 3, "F4", "b", 2)]).to_frame()
        assert tuple(frame.columns) == COLUMNS
        pd.testing.assert_frame_equal(
            frame, pd.DataFrame([("s1", 0, 4, "M1", "a", 1), ("s2", 1, 3, "F4", "b", 2)], columns=list(COLUMNS))
        )

    def test_an_empty_table_has_columns(self):
        assert tuple(CodingSet.of([]).to_frame().columns) == COLUMNS

    def test_the_caption_counts_and_names_the_coders(self):
        assert CodingSet.of([coding()]).caption == "1 coding by a"
        assert CodingSet.of([coding(), coding(coder="b")]).caption == "2 codings by a, b"

    def test_the_caption_is_in_the_language_of_the_person(self):
        made = CodingSet.of([coding(), coding(end=9)])
        captions = []
        for language in LANGUAGES:
            set_language(language)
            captions.append(made.caption)
        assert len(set(captions)) == len(LANGUAGES)
        assert all("2 " in caption and caption.endswith(" a") for caption in captions)

    def test_what_a_notebook_shows_is_escaped(self):
        shown = CodingSet.of([coding("<script>", code="<b>", coder="<i>")])._repr_html_()
        assert "<td>&lt;script&gt;</td>" in shown
        assert not any(tag in shown for tag in ("<script", "<b>", "<i>"))
