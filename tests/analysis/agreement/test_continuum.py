"""Stretches that coders marked."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import Continuum
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coding, CodingSet, Span

units = st.lists(
    st.tuples(
        st.sampled_from(["Kari", "Ola", 3]),
        st.integers(0, 30),
        st.integers(1, 9),
        st.sampled_from(["x", "y", None]),
        st.sampled_from(["d1", "d2"]),
    ).map(lambda unit: (unit[0], unit[1], unit[1] + unit[2], unit[3], unit[4])),
    max_size=8,
)


def shown(continuum):
    """Give the units as people would write them."""
    return [
        (continuum.coders[coder], start, stop, continuum.categories[category], continuum.documents[document])
        for coder, start, stop, category, document in zip(
            continuum.coder.tolist(),
            continuum.start.tolist(),
            continuum.stop.tolist(),
            continuum.category.tolist(),
            continuum.document.tolist(),
            strict=True,
        )
    ]


class TestOf:
    @given(units)
    def test_all_units_are_there_in_order(self, given_):
        found = Continuum.of(given_)
        assert sorted(shown(found), key=repr) == sorted(
            ((one, float(start), float(stop), kind, text) for one, start, stop, kind, text in given_), key=repr
        )
        columns = zip(found.document, found.coder, found.start, found.stop, found.category, strict=True)
        keys = [tuple(map(float, row)) for row in columns]
        assert keys == sorted(keys)
        assert len(found) == len(given_)
        assert found.length.tolist() == (found.stop - found.start).tolist()
        for document, name in enumerate(found.documents):
            mine = [unit for unit in given_ if unit[4] == name]
            assert found.begin[document] == min(unit[1] for unit in mine)
            assert found.end[document] == max(unit[2] for unit in mine)
        assert found.looked.all()
        assert found.looked.shape == (len(found.coders), len(found.documents))

    @given(units, st.randoms(use_true_random=False))
    def test_the_order_of_the_units_does_not_matter(self, given_, chance):
        mixed = list(given_)
        chance.shuffle(mixed)
        assert sorted(shown(Continuum.of(mixed)), key=repr) == sorted(shown(Continuum.of(given_)), key=repr)

    def test_names_are_numbered_as_they_occur(self):
        found = Continuum.of([("b", 0, 1, "y"), ("a", 0, 1, "x")], coders=["c", "a"])
        assert (found.coders, found.categories, found.documents) == (("c", "a", "b"), ("y", "x"), (None,))

    @pytest.mark.parametrize("kind", [iter, tuple, np.array])
    def test_units_may_come_in_any_form(self, kind):
        rows = [(1, 0, 4, 7), (2, 1, 4, 7)]
        assert shown(Continuum.of(kind(rows))) == [(1, 0, 4, 7, None), (2, 1, 4, 7, None)]

    def test_time_need_not_be_whole(self):
        assert Continuum.of([("a", 0.25, 1.5, "x")]).length.tolist() == [1.25]

    def test_bounds_of_one_text(self):
        found = Continuum.of([("a", 2, 4, "x")], bounds=(0, 10))
        assert (found.begin.tolist(), found.end.tolist()) == ([0], [10])

    def test_bounds_of_all_texts(self):
        found = Continuum.of([("a", 2, 4, "x", "d1"), ("a", 3, 4, "x", "d2")], bounds=(1, 10))
        assert (found.begin.tolist(), found.end.tolist()) == ([1, 1], [10, 10])

    def test_bounds_by_text_and_texts_in_which_nothing_is_marked(self):
        rows = [("a", 2, 4, "x", "d2"), ("b", 1, 9, "x", "d3")]
        found = Continuum.of(rows, bounds={"d1": (0, 5), "d2": (0, 6)})
        assert found.documents == ("d1", "d2", "d3")
        assert (found.begin.tolist(), found.end.tolist()) == ([0, 0, 1], [5, 6, 9])
        assert found.document.tolist() == [1, 2]

    def test_nothing_marked(self):
        empty = Continuum.of([])
        assert (len(empty), empty.coders, empty.documents, empty.overlaps) == (0, (), (), False)
        text = Continuum.of([], bounds=(0, 7), coders=["a", "b"])
        assert (len(text), text.coders, text.documents) == (0, ("a", "b"), (None,))
        assert (text.begin.tolist(), text.end.tolist(), text.looked.shape) == ([0], [7], (2, 1))

    def test_it_says_how_much_there_is(self):
        found = Continuum.of([("a", 0, 4, "x"), ("b", 0, 4, "y")])
        assert repr(found) == "<Continuum: 2 units, 2 coders, 1 documents>"


class TestRefused:
    @pytest.mark.parametrize(
        "unit",
        [
            5,
            (),
            ("a", 0, 4),
            ("a", 0, 4, "x", "d", 6),
            ("a", "first", 4, "x"),
            ("a", None, 4, "x"),
            ("a", 0, 4, ["x"]),
            (["a"], 0, 4, "x"),
            ("a", 0, 4, "x", ["d"]),
        ],
        ids=str,
    )
    def test_what_is_no_unit(self, unit):
        with pytest.raises(DataError, match="This is no unit") as raised:
            Continuum.of([("a", 0, 4, "x"), unit])
        assert str(unit) in str(raised.value)
        assert "(coder, start, stop, category)" in raised.value.hint

    @pytest.mark.parametrize(
        ("start", "stop"),
        [(4, 4), (5, 4), (0, math.inf), (-math.inf, 0), (math.inf, math.inf), (math.nan, 4), (0, math.nan)],
    )
    def test_a_unit_without_a_length(self, start, stop):
        with pytest.raises(DataError, match="stops where it starts, or before: Ola") as raised:
            Continuum.of([("Kari", 0, 4, "x"), ("Ola", start, stop, "x")])
        assert raised.value.hint == "Places are half-open: [start, stop)."

    @pytest.mark.parametrize("bounds", [(0, 9), (3, 20), {None: (0, 9)}, (12, 2)])
    def test_a_unit_that_reaches_out_of_its_text(self, bounds):
        with pytest.raises(DataError, match=r"reaches out of its text: Ola \[2, 10\)"):
            Continuum.of([("Ola", 2, 10, "x"), ("Kari", 4, 5, "x")], bounds=bounds)

    @pytest.mark.parametrize("bounds", [(9, 3), (0, math.inf), (math.nan, 4)])
    def test_bounds_that_are_none(self, bounds):
        with pytest.raises(DataError, match="The bounds are not those of a text") as raised:
            Continuum.of([("a", 0, 4, "x", "d1")], bounds={"d2": bounds})
        assert "(0, 1200)" in raised.value.hint

    def test_a_coder_with_braces_in_the_name(self):
        with pytest.raises(DataError, match=r"before: \{unit\} \[4, 4\)"):
            Continuum.of([("{unit}", 4, 4, "x")])


class TestParts:
    @given(units, st.lists(st.sampled_from(["x", "y", None, "z"]), max_size=3, unique=True))
    def test_some_categories_taken_for_one(self, given_, wanted):
        whole = Continuum.of(given_)
        if not set(wanted) & set(whole.categories):
            with pytest.raises(UnknownIdError, match="No unit has the category «"):
                whole.having(*wanted)
            return
        found = whole.having(*wanted)
        name = "+".join(map(str, wanted))
        assert sorted(shown(found), key=repr) == sorted(
            ((*unit[:3], name, unit[4]) for unit in shown(whole) if unit[3] in wanted), key=repr
        )
        assert (found.coders, found.documents, found.categories) == (whole.coders, whole.documents, (name,))
        assert (found.begin.tolist(), found.end.tolist()) == (whole.begin.tolist(), whole.end.tolist())

    def test_a_category_that_is_not_there(self):
        one = Continuum.of([("a", 0, 4, "trust"), ("b", 0, 4, "power")])
        with pytest.raises(UnknownIdError, match="«trsut»") as raised:
            one.having("trsut")
        assert raised.value.hint == "Possible are: trust, power"
        assert len(one.having("power", "trsut")) == 1

    @given(units)
    def test_other_names_for_categories(self, given_):
        found = Continuum.of(given_).mapped(lambda name: "none" if name is None else "some")
        expected = [(*unit[:3], "none" if unit[3] is None else "some", unit[4]) for unit in shown(Continuum.of(given_))]
        assert sorted(shown(found), key=repr) == sorted(expected, key=repr)
        assert len(set(found.categories)) == len(found.categories)

    def test_who_looked_at_what(self):
        looked = np.array([[True], [False]])
        found = Continuum.of([("a", 0, 4, "x")], coders=["a", "b"]).seen(looked)
        assert found.looked is looked
        assert shown(found) == [("a", 0, 4, "x", None)]

    @given(units)
    def test_whether_units_of_a_coder_share_a_place(self, given_):
        expected = any(
            one[0] == two[0] and one[4] == two[4] and one[1] < two[2] and two[1] < one[2]
            for place, one in enumerate(given_)
            for two in given_[:place]
        )
        assert Continuum.of(given_).overlaps == expected

    def test_units_that_touch_share_no_place(self):
        assert not Continuum.of([("a", 0, 4, "x"), ("a", 4, 6, "x"), ("b", 1, 5, "x")]).overlaps
        assert Continuum.of([("a", 0, 4, "x"), ("a", 3, 6, "y")]).overlaps


class TestOfCodings:
    CODINGS = CodingSet.of(
        [Coding("s", Span(2, 9), "M1", "a"), Coding("s", Span(3, 9), "M1", "b"), Coding("t", Span(0, 5), "F6", "a")],
        read=[("a", "s"), ("b", "s"), ("a", "t"), ("b", "t")],
    )

    def test_places_are_those_of_the_codings(self):
        found = Continuum.of_codings(self.CODINGS)
        assert (found.coders, found.documents) == (("a", "b"), ("s", "t"))
        assert found.start.tolist() == [2, 3, 0]
        assert found.stop.tolist() == [9, 9, 5]
        assert (found.begin.tolist(), found.end.tolist()) == ([0, 0], [9, 5])
        assert found.looked.all()

    def test_lengths_of_texts_can_be_given(self):
        assert Continuum.of_codings(self.CODINGS, bounds={"s": (0, 40)}).end.tolist() == [40, 5]
        with pytest.raises(DataError, match="reaches out of its text"):
            Continuum.of_codings(self.CODINGS, bounds={"s": (0, 8)})

    def test_who_has_not_read_a_text_has_not_looked(self):
        codings = CodingSet.of([Coding("s", Span(2, 9), "M1", "a"), Coding("t", Span(0, 5), "F6", "b")])
        assert Continuum.of_codings(codings).looked.tolist() == [[True, False], [False, True]]

    def test_nothing_at_all(self):
        assert len(Continuum.of_codings(CodingSet.of([]))) == 0
