"""Polarity and ids of codings, and codings made of columns."""

import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coded import coding_ids, facts
from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import ID_LENGTH, POLARITIES, Coder, Coding, CodingSet, Span, is_coding_id

COLUMNS = ("source", "start", "end", "code", "coder", "round", "polarity")
SOURCES, CODES, CODERS = ("s2", "s1", "æ"), ("M1", "F4", "A"), (Coder("b", "rules"), Coder("a"))


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def coding(polarity="", name="", start=0, **more):
    return Coding("s1", Span(start, 9), "M1", more.pop("coder", "a"), more.pop("number", 1), polarity, id=name)


rows = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from([0, 1, 5, 2**31, 2**40]),
        st.sampled_from([1, 2, 2**33]),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(1, 3),
        st.integers(0, 3),
        st.one_of(st.just(b""), coding_ids.map(str.encode)),
    ),
    max_size=15,
)
spans = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda pair: Span(pair[0], sum(pair)))
codings = st.builds(
    Coding,
    st.sampled_from(SOURCES),
    spans,
    st.sampled_from(CODES),
    st.sampled_from("ab"),
    st.integers(1, 2),
    st.sampled_from(POLARITIES),
    id=st.one_of(st.just(""), coding_ids),
)


def made_of(drawn, **more):
    columns = {name: np.array([row[place] for row in drawn], np.int64) for place, name in enumerate(COLUMNS)}
    columns["end"] = columns["start"] + columns["end"]
    ids = np.array([row[-1] for row in drawn], "S20")
    return CodingSet.from_columns(SOURCES, CODES, CODERS, **{**columns, "ids": ids, **more})


def codings_in(drawn):
    """Read the rows one by one."""
    return [
        Coding(
            SOURCES[source],
            Span(start, start + length),
            CODES[code],
            CODERS[coder].id,
            number,
            POLARITIES[polarity],
            id=name.decode(),
        )
        for source, start, length, code, coder, number, polarity, name in drawn
    ]


class TestPolarity:
    def test_codings_that_differ_in_it_only_are_two(self):
        both = CodingSet.of([coding("hinders"), coding("supports"), coding("hinders")])
        assert [one.polarity for one in both] == ["supports", "hinders"]
        assert both.polarity.tolist() == [1, 2]
        assert both.polarity.dtype == np.int8

    def test_nobody_need_say_anything(self):
        made = CodingSet.of([coding(), coding(start=3)])
        assert [one.polarity for one in made] == ["", ""]
        assert made.polarity.tolist() == [0, 0]
        assert "polarity" not in made.columns

    def test_a_set_made_without_it_has_none(self):
        """As everything was made before there was a polarity."""
        one = CodingSet.of([coding("hinders")])
        names = [field.name for field in dataclasses.fields(CodingSet)[:10]]
        old = CodingSet(**{name: getattr(one, name) for name in names})
        assert list(old) == [coding()]

    def test_another_word_is_an_error_that_names_the_possible(self):
        with pytest.raises(UnknownIdError, match="«against» is not possible for polarity") as raised:
            CodingSet.of([coding("against")])
        assert raised.value.hint == "Possible are: supports, hinders, ambivalent"

    def test_it_stands_in_the_table_if_there_is_one(self):
        made = CodingSet.of([coding("ambivalent"), coding(start=3)])
        assert made.columns == ("source", "start", "end", "code", "coder", "round", "polarity")
        assert [row[-1] for row in made.rows()] == ["ambivalent", ""]

    @pytest.mark.parametrize(("language", "words"), [("nb", "støtter hindrer"), ("nn", "støttar hindrar")])
    def test_it_has_words_in_norwegian(self, language, words):
        set_language(language)
        assert [t(one) for one in POLARITIES[1:3]] == words.split()
        assert language in LANGUAGES


class TestIds:
    def test_an_id_makes_no_other_coding(self):
        assert coding(name="x") == coding(name="y") == coding()
        assert len({coding(name="x"), coding(name="y")}) == 1
        assert pickle.loads(pickle.dumps(coding(name="x"))).id == "x"

    @pytest.mark.parametrize("names", [["b", "", "a"], ["a", "b", ""], ["", "a"]])
    def test_of_what_stands_twice_the_first_id_is_kept(self, names):
        assert facts(CodingSet.of([coding(name=name) for name in names])) == [(coding(), "a")]

    def test_without_ids_there_is_no_column(self):
        made = CodingSet.of([coding(), coding("hinders")])
        assert made.ids is None
        assert "coding_id" not in made.columns

    def test_they_stand_in_the_table_if_there_are_any(self):
        made = CodingSet.of([coding(name="x"), coding(start=3)])
        assert made.columns[-1] == "coding_id"
        assert [row[-2:] for row in made.rows()] == [(1, "x"), (1, "")]
        both = CodingSet.of([coding("hinders", "x")])
        assert [row[-2:] for row in both.rows()] == [("hinders", "x")]

    @pytest.mark.parametrize("name", ["a" * (ID_LENGTH + 1), "å", "a b", "a\n", "=1", "\0"])
    def test_what_does_not_fit_is_refused_and_not_cut(self, name):
        assert not is_coding_id(name)
        with pytest.raises(DataError, match="is no id of a coding"):
            CodingSet.of([coding(name=name)])

    @given(coding_ids)
    def test_every_other_one_comes_back(self, name):
        assert is_coding_id(name)
        assert [one.id for one in CodingSet.of([coding(name=name)])] == [name]


class TestCarried:
    @given(st.lists(codings, max_size=10), st.data())
    def test_polarity_and_ids_stay_with_their_codings(self, found, data):
        made = CodingSet.of(found, [Coder("a"), Coder("b")])
        kept = data.draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made)))
        known = facts(made)
        some = made.where(np.array(kept, bool))
        assert facts(some) == [one for one, stays in zip(known, kept, strict=True) if stays]
        assert facts(made.by("a")) == [(one, name) for one, name in known if one.coder == "a"]
        now = {(one.coder, one.source, one.round) for one in made.in_round()}
        assert facts(made.in_round()) == [
            pair for pair in known if (pair[0].coder, pair[0].source, pair[0].round) in now
        ]
        assert set(facts(some + made)) == set(known)
        assert set(facts(CodingSet.of(made))) == set(known)


class TestMadeOfColumns:
    @given(rows)
    def test_it_is_the_set_of_the_same_codings(self, drawn):
        """In order of the numbers, each once, with the first id that there is."""
        expected = {}
        for one in codings_in(drawn):
            other = expected.get(one, one)
            expected[one] = min(one, other, key=lambda each: (not each.id, each.id))
        places = {"s2": 0, "s1": 1, "æ": 2}
        coders = {"b": 0, "a": 1}
        order = sorted(
            expected.values(),
            key=lambda one: (
                places[one.source],
                one.span,
                one.code,
                coders[one.coder],
                one.round,
                POLARITIES.index(one.polarity),
            ),
        )
        assert facts(made_of(drawn)) == facts(order)

    @given(rows)
    def test_it_equals_what_is_made_one_by_one(self, drawn):
        made, slow = made_of(drawn), CodingSet.of(codings_in(drawn), CODERS)
        assert set(facts(made)) == set(facts(slow))
        assert len(made) == len(slow)
        assert made.coders == slow.coders
        assert set(made.pairs_read()) == set(slow.pairs_read())
        assert (made.ids is None) == (slow.ids is None)

    @given(rows)
    def test_making_it_again_changes_nothing(self, drawn):
        made = made_of(drawn)
        columns = {name: getattr(made, name) for name in (*COLUMNS, "ids")}
        again = CodingSet.from_columns(made.sources, made.codes, made.coders, read=made.read, **columns)
        for name in COLUMNS:
            assert getattr(again, name).tolist() == getattr(made, name).tolist()
            assert getattr(again, name).dtype == getattr(made, name).dtype
        assert facts(again) == facts(made)

    def test_names_without_codings_stay_and_codes_stand_in_the_alphabet(self):
        made = made_of([(1, 0, 1, 0, 0, 1, 0, b"")])
        assert made.sources == SOURCES
        assert made.codes == ("A", "F4", "M1")
        assert [one.code for one in made] == ["M1"]

    def test_two_codes_of_one_name_are_one(self):
        """As where one code went into another."""
        columns = {name: np.zeros(3, int) for name in COLUMNS}
        made = CodingSet.from_columns(
            ["s1"], ["M", "A", "M"], CODERS, **{**columns, "code": np.arange(3), "end": columns["end"] + 1}
        )
        assert made.codes == ("A", "M")
        assert [one.code for one in made] == ["A", "M"]

    def test_what_is_said_to_be_read_counts(self):
        read = np.array([[False, False, True], [False, False, False]])
        assert made_of([(1, 0, 1, 0, 0, 1, 0, b"")], read=read).pairs_read() == [("b", "æ")]

    def test_no_rows_make_an_empty_set(self):
        made = made_of([])
        assert (len(made), list(made), made.ids, made.pairs_read()) == (0, [], None, [])
        assert made.polarity.size == 0

    def test_polarity_and_ids_may_be_missing(self):
        columns = {name: np.array([1, 0]) for name in COLUMNS[:-1]}
        made = CodingSet.from_columns(SOURCES, CODES, CODERS, **{**columns, "end": np.array([3, 4])})
        assert made.ids is None
        assert made.polarity.tolist() == [0, 0]

    def test_numbers_that_fill_more_than_64_bits_are_in_order_too(self):
        far = 2**60
        drawn = [(0, far, 1, 0, 0, 1, 0, b""), (0, 0, far, 0, 0, 1, 0, b""), (0, 0, 1, 0, 0, 2**31 - 1, 3, b"x")] * 2
        made = made_of(drawn)
        assert [(one.span.start, len(one.span), one.round) for one in made] == [
            (0, 1, 2**31 - 1),
            (0, far, 1),
            (far, 1, 1),
        ]
