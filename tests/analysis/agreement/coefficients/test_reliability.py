"""Tables of what coders said: every form in which people have them."""

# ruff: noqa: PD011 - `values` are not those of a frame

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import ReliabilityData, alpha
from fou_toolkit.analysis.agreement.coefficients.tallies import contingency
from fou_toolkit.errors import DataError
from ratings import quiet, same, tables, triples

SETS = (frozenset(), frozenset("A"), frozenset("AB"))


def read_back(data):
    """Give the table that was read, in the values it was given with."""
    return [[None if number < 0 else data.values[number] for number in row] for row in data.table.tolist()]


class TestOf:
    @given(
        st.one_of(
            tables(),
            tables(values=(-3, 0, 2**40, 10**30)),
            tables(values=(0.5, 1.0, -2.25, 1e300, math.inf)),
            tables(values=("lav", "høy", "--", "å")),
            tables(values=SETS),
            tables(values=(True, False)),
            tables(values=(1, "b", frozenset("1"), 2.5)),
        )
    )
    def test_what_was_said_can_be_read_from_the_numbers(self, table):
        data = ReliabilityData.of(table)
        assert read_back(data) == table
        assert data.table.dtype == np.int64
        assert set(data.values) == {value for row in table for value in row if value is not None}
        assert len(data.values) == len(set(data.values))

    @given(tables())
    def test_all_forms_of_a_table_are_the_same(self, table):
        plain = ReliabilityData.of(table)
        nan = [[math.nan if value is None else value for value in row] for row in table]
        frame = pd.DataFrame(nan)
        forms = {
            "tuples": tuple(map(tuple, table)),
            "objects": np.array(table, object),
            "NaN in lists": nan,
            "floats": np.array(nan, float),
            "floats of 32 bits": np.array(nan, np.float32),
            "numpy's numbers in lists": [list(np.array(row, object)) for row in table],
            "frame": frame,
            "frame with NA": frame.astype("Int64"),
            "frame of objects": pd.DataFrame(table, dtype=object),
            "itself": plain,
        }
        for name, form in forms.items():
            data = ReliabilityData.of(form, rows="coders")
            assert data.values == plain.values, name
            assert data.table.tolist() == plain.table.tolist(), name
        turned = ReliabilityData.of(frame.T.astype("Int64"), rows="units")
        assert (turned.values, turned.table.tolist()) == (plain.values, plain.table.tolist())
        assert turned.table.flags.c_contiguous

    @given(tables(missing=False), st.sampled_from([np.int8, np.uint8, np.int16, np.uint64, np.float32, np.float64]))
    def test_arrays_of_any_numbers(self, table, kind):
        data = ReliabilityData.of(np.array(table, kind))
        assert read_back(data) == table
        assert all(type(value) in (int, float) for value in data.values)

    @pytest.mark.parametrize(
        "rows",
        [
            np.array([["b", "a"], ["a", "a"]]),
            [[np.str_("b"), "a"], ["a", "a"]],
            pd.DataFrame([["b", "a"], ["a", "a"]]),
            pd.DataFrame([["b", "a"], ["a", "a"]]).astype("category"),
            [iter("ba"), pd.Series(["a", "a"])],
        ],
        ids=["array", "numpy's words", "frame", "categories", "other rows"],
    )
    def test_words(self, rows):
        data = ReliabilityData.of(rows, rows="coders")
        assert (data.values, data.table.tolist()) == (("a", "b"), [[1, 0], [0, 0]])
        assert all(type(value) is str for value in data.values)

    def test_words_that_are_missing_in_a_frame(self):
        frame = pd.DataFrame({"Kari": ["a", None, "b"], "Ola": ["a", "b", pd.NA]})
        assert ReliabilityData.of(frame, rows="units").table.tolist() == [[0, -1, 1], [0, 1, -1]]
        dates = pd.DataFrame({"Kari": [pd.NaT, pd.Timestamp(2024, 1, 1)]}, dtype=object)
        assert ReliabilityData.of(dates, rows="coders").table.tolist() == [[-1], [0]]

    def test_sets_may_be_typed_as_sets_or_lists(self):
        data = ReliabilityData.of([[{"B", "A"}, set(), None], [["A", "B"], frozenset("B"), {"A"}]])
        assert set(data.values) == {frozenset("AB"), frozenset(), frozenset("A"), frozenset("B")}
        assert data.table[0, 0] == data.table[1, 0]

    def test_numbers_stand_in_order_before_everything_else(self):
        table = [["b", 10, 9.5, "a", Fraction(1, 2), frozenset("ba"), frozenset("c"), -1, True]]
        data = ReliabilityData.of(table)
        assert data.values == (-1, Fraction(1, 2), 1, 9.5, 10, frozenset("ba"), frozenset("c"), "a", "b")

    @pytest.mark.parametrize("big", [2**53, 2**62, 2**64 - 1])
    def test_large_whole_numbers_stay_apart(self, big):
        data = ReliabilityData.of(np.array([[big, big - 1], [big - 1, big]], np.uint64))
        assert (data.values, data.table.tolist()) == ((big - 1, big), [[1, 0], [0, 1]])

    def test_what_lies_between_numbers_takes_no_room(self):
        data = ReliabilityData.of([[0, 2**39], [2**39, 0]])
        assert (data.values, data.table.tolist()) == ((0, 2**39), [[0, 1], [1, 0]])

    def test_minus_zero_is_zero(self):
        assert ReliabilityData.of([[0.0, 1.5], [-0.0, 1.5]]).table.tolist() == [[0, 1], [0, 1]]

    def test_an_array_is_not_changed(self):
        given_ = np.array([[1.0, np.nan], [2.0, 1.0]])
        before = given_.copy()
        ReliabilityData.of(given_)
        np.testing.assert_array_equal(given_, before)

    def test_values_that_were_possible_in_their_order(self):
        data = ReliabilityData.of([["low", "high"], ["low", None]], values=["low", "middle", "high"])
        assert (data.values, data.table.tolist()) == (("low", "middle", "high"), [[0, 2], [0, -1]])
        sets = ReliabilityData.of([[["A"]]], values=[set(), {"A"}])
        assert (sets.values, sets.table.tolist()) == ((frozenset(), frozenset("A")), [[1]])
        assert ReliabilityData.of([[1.0, 2.0]], values=[2, 1]).table.tolist() == [[1, 0]]

    @pytest.mark.parametrize(
        ("missing", "left"),
        [
            ("?", ["x", 99, "y"]),
            (99, ["x", "?", "y"]),
            (["?", 99], ["x", "y"]),
            ({"x", "y"}, ["?", 99]),
            ((), ["x", "?", 99, "y"]),
        ],
    )
    def test_other_signs_for_has_not_looked(self, missing, left):
        row = ["x", "?", 99, "y", None]
        data = ReliabilityData.of([row], missing=missing)
        assert read_back(data) == [[value if value in left else None for value in row]]
        assert set(data.values) == set(left)

    def test_a_sign_for_missing_in_an_array(self):
        assert ReliabilityData.of(np.array([[1, 99], [99, 2]]), missing=99).table.tolist() == [[0, -1], [-1, 1]]
        assert ReliabilityData.of(np.array([["a", "*"]]), missing="*").table.tolist() == [[0, -1]]

    def test_a_set_can_be_a_sign_in_a_list(self):
        assert ReliabilityData.of([[{"?"}, {"A"}]], missing=[{"?"}]).table.tolist() == [[-1, 0]]

    @pytest.mark.parametrize("shape", [(0, 0), (0, 3), (2, 0)])
    def test_an_empty_array_has_no_values(self, shape):
        data = ReliabilityData.of(np.zeros(shape))
        assert (data.coders, data.units, data.values) == (*shape, ())
        assert data.size.tolist() == [0] * shape[1]

    def test_rows_without_units(self):
        assert ReliabilityData.of([[], []]).table.shape == (2, 0)
        assert ReliabilityData.of([[], []], rows="units").table.shape == (0, 2)

    def test_only_missing(self):
        data = ReliabilityData.of([[None, math.nan], [np.nan, None]])
        assert (data.values, data.table.tolist()) == ((), [[-1, -1], [-1, -1]])


class TestRefused:
    @pytest.mark.parametrize(
        "data",
        [
            None,
            5,
            "abc",
            [],
            (),
            ["ab", "cd"],
            [b"ab", b"cd"],
            [0, 1, 1],
            {"a": [1, 2]},
            [{"A"}, {"B"}],
            [{"u1": 1}, {"u1": 2}],
            np.zeros(3),
            np.zeros((1, 2, 2)),
            np.array(1),
            iter([[1, 2]]),
        ],
        # Ids without places in memory: tests that run side by side have to be named alike.
        ids=lambda data: repr(data).partition(" at 0x")[0],
    )
    def test_what_is_no_table(self, data):
        with pytest.raises(DataError, match=r"This is no table of coders and units\.") as raised:
            ReliabilityData.of(data)
        assert "[[1, 2, None], [1, 3, 3]]" in raised.value.hint

    @pytest.mark.parametrize("data", [[[1, 2], [1]], [["a"], []], ([1], (1, 2), [1])])
    def test_rows_of_different_length(self, data):
        with pytest.raises(DataError, match="not of the same length") as raised:
            ReliabilityData.of(data)
        assert raised.value.hint == "Write None where a coder has not looked at a unit."

    @pytest.mark.parametrize(
        "data",
        [[[{"a": 1}]], [[[["a"]], [["b"]]]], np.array([[{"a": 1}, None]], object), [[np.zeros(2)]]],
        ids=["a dict", "a list in a list", "a dict in an array", "an array"],
    )
    def test_values_that_cannot_be_compared(self, data):
        with pytest.raises(DataError, match="cannot be compared") as raised:
            ReliabilityData.of(data)
        assert raised.value.hint == "A value is a number, a word, or a set of codes."

    @pytest.mark.parametrize("rows", ["", "coder", "Units", 0])
    def test_rows_of_something_else(self, rows):
        with pytest.raises(DataError, match=f"«{rows}» is not possible for rows") as raised:
            ReliabilityData.of([[1]], rows=rows)
        assert raised.value.hint == "Possible are: coders, units"

    def test_values_that_are_not_possible(self):
        with pytest.raises(DataError, match=r"Not among the possible values: 3, high") as raised:
            ReliabilityData.of([["low", "high", 3]], values=["low", "middle"])
        assert raised.value.hint == "Possible are: low, middle"

    def test_a_possible_value_that_stands_twice(self):
        with pytest.raises(DataError, match=r"A value stands twice\."):
            ReliabilityData.of([["a"]], values=["a", "b", "a"])


class TestFromTriples:
    @given(tables(values=("a", "b", frozenset("ab"))), st.randoms(use_true_random=False))
    def test_the_order_does_not_matter(self, table, chance):
        rows = list(triples(table))
        chance.shuffle(rows)
        if not rows:
            return
        data = ReliabilityData.from_triples(rows)
        coders = list(dict.fromkeys(row[0] for row in rows))
        units = list(dict.fromkeys(row[1] for row in rows))
        assert read_back(data) == [[table[int(coder[1:])][int(unit[1:])] for unit in units] for coder in coders]

    def test_options_are_those_of_a_table(self):
        data = ReliabilityData.from_triples([("A", 1, "x"), ("B", 1, "*")], values=["y", "x"], missing="*")
        assert (data.values, data.table.tolist()) == (("y", "x"), [[1], [-1]])

    def test_sets_need_not_be_frozen(self):
        data = ReliabilityData.from_triples([("A", 1, {"M", "F"}), ("B", 1, {"F", "M"})])
        assert data.values == (frozenset("MF"),)

    def test_the_same_thing_said_twice_is_said_once(self):
        assert ReliabilityData.from_triples([("A", 1, "x"), ("A", 1, "x")]).table.tolist() == [[0]]

    def test_two_things_said_of_a_unit(self):
        with pytest.raises(DataError, match="Kari says two things of s1") as raised:
            ReliabilityData.from_triples([("Kari", "s1", "x"), ("Ola", "s1", "x"), ("Kari", "s1", "y")])
        assert "a set of codes" in raised.value.hint

    @pytest.mark.parametrize("rows", [[("A", 1)], [("A", 1, 2, 3)], [5], ["ab"]])
    def test_what_are_no_triples(self, rows):
        with pytest.raises(DataError, match="no triples"):
            ReliabilityData.from_triples(rows)

    def test_no_triples_at_all_are_no_table(self):
        with pytest.raises(DataError, match="no table"):
            ReliabilityData.from_triples([])


squares = st.integers(0, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=width, max_size=width)
)


class TestFromConfusion:
    @given(squares.filter(len))
    def test_the_table_can_be_counted_again(self, table):
        data = ReliabilityData.from_confusion(table)
        assert contingency(data, 0, 1).tolist() == table
        assert data.values == tuple(range(1, len(table) + 1))
        assert (data.coders, data.units) == (2, np.sum(table))

    @pytest.mark.parametrize("form", [np.array, pd.DataFrame, lambda rows: np.array(rows, float)])
    def test_other_forms(self, form):
        data = ReliabilityData.from_confusion(form([[2, 1], [0, 1]]), values="ab")
        assert (data.values, data.table.tolist()) == (("a", "b"), [[0, 0, 0, 1], [0, 0, 1, 1]])

    def test_labels_of_a_crosstab_are_the_values(self):
        anne, bo = pd.Series(["no", "yes", "yes", "no"], name="anne"), pd.Series(["no", "yes", "no", "no"], name="bo")
        data = ReliabilityData.from_confusion(pd.crosstab(anne, bo))
        assert (data.values, data.table.tolist()) == (("no", "yes"), [[0, 0, 1, 1], [0, 0, 0, 1]])
        assert not data.ordered
        named = ReliabilityData.from_confusion(pd.crosstab(anne, bo), values=["never", "ever"])
        assert (named.values, named.ordered) == (("never", "ever"), True)

    def test_labels_that_are_numbers_are_in_order(self):
        """A crosstab of text has 10 before 2."""
        anne, bo = pd.Series(["1", "2", "10", "2"]), pd.Series(["1", "10", "10", "2"])
        data = ReliabilityData.from_confusion(pd.crosstab(anne, bo))
        assert (data.values, data.ordered) == ((1, 2, 10), True)
        assert sorted(zip(*read_back(data), strict=True)) == [(1, 1), (2, 2), (2, 10), (10, 10)]

    def test_labels_that_are_ordered_categories_keep_their_order(self):
        kind = pd.CategoricalDtype(["low", "middle", "high"], ordered=True)
        anne, bo = (pd.Series(words, dtype=kind) for words in (["low", "high"], ["middle", "high"]))
        data = ReliabilityData.from_confusion(pd.crosstab(anne, bo, dropna=False))
        assert (data.values, data.ordered) == (("low", "middle", "high"), True)

    @pytest.mark.parametrize("columns", [["b", "c"], ["b", "a"], ["a", "b", "c"]])
    def test_labels_that_differ(self, columns):
        table = pd.DataFrame(np.ones((2, len(columns)), int), index=["a", "b"], columns=columns)
        with pytest.raises(DataError, match="different labels") as raised:
            ReliabilityData.from_confusion(table)
        assert "reindex" in raised.value.hint

    @pytest.mark.parametrize("table", [[[1, 2]], [[1], [2]], np.zeros((2, 3), int)])
    def test_a_table_that_is_not_square(self, table):
        with pytest.raises(DataError, match="not square"):
            ReliabilityData.from_confusion(table)


class TestFromCounts:
    @given(
        st.integers(1, 4).flatmap(
            lambda width: st.lists(st.lists(st.integers(0, 3), min_size=width, max_size=width), min_size=1)
        )
    )
    def test_the_table_can_be_counted_again(self, table):
        data = ReliabilityData.from_counts(table)
        width = len(table[0])
        assert [[int((unit == value).sum()) for value in range(width)] for unit in data.table.T] == table
        assert data.coders == max(map(sum, table))
        assert data.values == tuple(range(1, width + 1))

    def test_names_of_the_values(self):
        assert ReliabilityData.from_counts([[2, 0]], values=["a", "b"]).values == ("a", "b")
        assert ReliabilityData.from_counts([[2, 0]], values=["a", "b"]).ordered


@pytest.mark.parametrize("read", [ReliabilityData.from_confusion, ReliabilityData.from_counts])
class TestNoCounts:
    @pytest.mark.parametrize(
        "table",
        [
            [[0.5, 1], [1, 1]],
            [[-1, 1], [1, 1]],
            [[math.nan, 1], [1, 1]],
            [[math.inf, 1], [1, 1]],
            [[1e20, 1], [1, 1]],
            [["1", "2"], ["1", "2"]],
            [[None, 1], [1, 1]],
            [[1, 2], [3]],
            [1, 2],
            [],
            5,
            [[True, False], [False, True]],
        ],
        ids=repr,
    )
    def test_what_is_no_table_of_counts(self, read, table):
        with pytest.raises(DataError, match="This is no table of counts") as raised:
            read(table)
        assert raised.value.hint == "Counts are whole numbers from 0."

    @pytest.mark.parametrize("values", [["a"], ["a", "b", "c"], ["a", "a"], []])
    def test_names_that_do_not_fit(self, read, values):
        with pytest.raises(DataError, match="do not fit") as raised:
            read([[1, 2], [3, 4]], values=values)
        assert "2 columns" in raised.value.hint

    def test_nothing_but_zeros_is_a_table_without_units_that_somebody_looked_at(self, read):
        data = read(np.zeros((2, 2), int))
        assert data.size.sum() == 0
        assert len(data.values) == 2


class TestParts:
    @given(tables(coders=(0, 4)).filter(len))
    def test_who_looked_where(self, table):
        data = ReliabilityData.of(table)
        assert data.given.tolist() == [[value is not None for value in row] for row in table]
        assert data.size.tolist() == [sum(value is not None for value in unit) for unit in zip(*table, strict=True)]
        assert (data.coders, data.units) == (len(table), len(table[0]))

    def test_some_coders(self):
        data = ReliabilityData.of([[1, 2], [3, None], [1, 1]])
        assert read_back(data.of_coders(2, 0)) == [[1, 1], [1, 2]]
        assert data.of_coders(2, 0).values == (1, 2, 3)

    @given(tables(values=("a", "b", "c")))
    def test_one_value_against_all_others(self, table):
        data = ReliabilityData.of(table, values="abc")
        expected = [[None if value is None else value == "b" for value in row] for row in table]
        found = data.binary("b")
        assert (found.values, read_back(found)) == ((False, True), expected)

    def test_a_value_that_is_not_there(self):
        with pytest.raises(DataError, match="Not among the possible values: d") as raised:
            ReliabilityData.of([["a", "b"]]).binary("d")
        assert raised.value.hint == "Possible are: a, b"

    @given(tables())
    def test_other_names_and_values_that_become_one(self, table):
        found = ReliabilityData.of(table).mapped(lambda value: "few" if value < 2 else "many")
        assert read_back(found) == [
            [None if value is None else "few" if value < 2 else "many" for value in row] for row in table
        ]
        assert len(set(found.values)) == len(found.values)

    def test_new_names_stand_in_the_order_of_the_old_ones(self):
        found = ReliabilityData.of([[1, 2, 3, 4]]).mapped({1: "low", 2: "middle", 3: "high", 4: "middle"}.get)
        assert (found.values, found.table.tolist()) == (("low", "middle", "high"), [[0, 1, 2, 1]])

    def test_whether_there_is_an_order(self):
        words = ReliabilityData.of([["a", "b", "c"]], values="abc")
        assert words.ordered
        assert words.of_coders(0).ordered
        assert words.binary("b").ordered
        assert words.mapped({"a": "few", "b": "few", "c": "many"}.get).ordered
        assert not words.mapped({"a": "odd", "b": "even", "c": "odd"}.get).ordered
        assert not ReliabilityData.of([["a", "b"]]).ordered
        assert not ReliabilityData.of([["a", "b"]]).mapped(str.upper).ordered
        assert not ReliabilityData.of([["a", 1]]).ordered
        assert ReliabilityData.of([[2.5, 1]]).ordered
        assert ReliabilityData.of([[]]).ordered

    def test_a_set_of_possible_values_has_no_order(self):
        data = ReliabilityData.of([["b", "a"]], values={"c", "b", "a"})
        assert (data.values, data.ordered) == (("a", "b", "c"), False)

    def test_words_that_become_numbers_are_in_order(self):
        data = ReliabilityData.of([["apple", "banana", "cherry"]]).mapped({"apple": 3, "banana": 1, "cherry": 2}.get)
        assert (data.values, data.table.tolist(), data.ordered) == ((1, 2, 3), [[2, 0, 1]], True)

    def test_it_says_how_much_there_is(self):
        assert repr(ReliabilityData.of([[1, 2, 2], [1, None, 2]])) == "<ReliabilityData: 2 coders, 3 units, 2 values>"

    def test_a_million_cells_are_read(self):
        table = np.random.default_rng(3).integers(0, 5, (4, 250_000))
        data = ReliabilityData.of(table)
        assert np.array_equal(data.table, table)
        assert alpha(data) == pytest.approx(0, abs=0.01)


class TestText:
    @pytest.mark.parametrize("form", [list, np.array, lambda rows: np.array(rows, object)])
    def test_numbers_written_as_text_are_numbers(self, form):
        data = ReliabilityData.of(form([["1", "10", "2.5"], ["2", "-3", "1.0"]]))
        assert data.values == (-3, 1, 2, 2.5, 10)
        assert read_back(data) == [[1, 10, 2.5], [2, -3, 1]]
        assert data.ordered

    @given(tables(values=(0, 1, 2, 10, -1)))
    def test_a_table_read_as_text_is_the_same(self, table):
        text = [[None if value is None else str(value) for value in row] for row in table]
        one, two = ReliabilityData.of(table), ReliabilityData.of(text)
        assert (one.values, one.table.tolist()) == (two.values, two.table.tolist())
        assert same(quiet(alpha, table, level="ordinal"), quiet(alpha, text, level="ordinal"))

    def test_large_numbers_stay_exact(self):
        assert ReliabilityData.of([["9007199254740993", "9007199254740992"]]).values == (2**53, 2**53 + 1)

    def test_possible_values_may_be_numbers_or_text(self):
        for values in ([1, 2, 10], ["1", "2", "10"]):
            for row in (["10", "1"], [10, 1]):
                data = ReliabilityData.of([row], values=values)
                assert (data.values, data.table.tolist()) == ((1, 2, 10), [[2, 0]])

    @pytest.mark.parametrize("values", [("1", "x"), ("1_000", "1"), ("inf", "1"), ("1,5", "1"), ("1e3", "1")])
    def test_if_one_is_no_number_all_are_words(self, values):
        data = ReliabilityData.of([values])
        assert read_back(data) == [list(values)]
        assert not data.ordered

    def test_possible_words_make_all_of_them_words(self):
        assert ReliabilityData.of([["1", "2"]], values=["1", "2", "other"]).values == ("1", "2", "other")

    def test_nan_among_words_is_missing(self):
        table = np.array([["a", "b", np.nan], ["a", np.nan, "b"]])
        assert table.dtype.kind == "U"
        assert ReliabilityData.of(table).table.tolist() == [[0, 1, -1], [0, -1, 1]]
        assert ReliabilityData.of(table, values=["a", "b", "nan"]).table.tolist() == [[0, 1, 2], [0, 2, 1]]

    @pytest.mark.parametrize("word", ["", " ", "NA", "N/A", "nan", "NaN", "*", ".", "-", "- "])
    def test_a_word_that_may_mean_nobody_looked(self, word):
        rows = [["a", word], ["a", "b"]]
        with pytest.raises(DataError, match="has nobody looked, or is it a value") as raised:
            ReliabilityData.of(rows)
        assert raised.value.message.startswith(f"«{word}»")
        assert f'missing="{word}"' in raised.value.hint
        assert "values=[...]" in raised.value.hint
        assert ReliabilityData.of(rows, missing=word).table.tolist() == [[0, -1], [0, 1]]
        assert ReliabilityData.of(rows, values=["a", "b", word]).table.tolist() == [[0, 2], [0, 1]]

    @pytest.mark.parametrize(
        ("one", "two"),
        [("Yes", "yes "), (1, "1"), (1.0, " 1"), (2.5, "2.50"), ("Å", "å"), ({"M1"}, {"m1", "F6"}), ({"M1"}, {"M1 "})],
    )
    def test_values_that_look_like_one(self, one, two):
        with pytest.raises(DataError, match=r"Are .* and .* the same value\?") as raised:
            ReliabilityData.of([[one, two], [one, one]])
        for value in (one, two):
            word = max(value) if isinstance(value, set) else value
            assert repr(word) in raised.value.message

    def test_a_value_that_looks_like_a_possible_one(self):
        with pytest.raises(DataError, match="Are 'yes' and 'Yes' the same value"):
            ReliabilityData.of([["yes", "Yes"]], values=["yes", "no"])
        assert ReliabilityData.of([["yes", "Yes"]], values=["yes", "Yes"]).table.tolist() == [[0, 1]]

    def test_texts_of_several_codes(self):
        data = ReliabilityData.of([["M1, F6", "", "M1,,"], ["F6,M1", None, " "]], split=",")
        assert read_back(data) == [
            [frozenset({"M1", "F6"}), frozenset(), frozenset({"M1"})],
            [frozenset({"M1", "F6"}), None, frozenset()],
        ]
        assert ReliabilityData.of([["M1;F6", ""]], split=";", missing="").given.tolist() == [[True, False]]

    def test_a_single_code_may_have_been_read_as_a_number(self):
        data = ReliabilityData.of([[1.0, "1,2"], [math.nan, "2"]], split=",")
        assert read_back(data) == [[frozenset("1"), frozenset("12")], [None, frozenset("2")]]

    def test_sets_and_possible_sets_may_stand_beside_texts(self):
        data = ReliabilityData.of([[{"A"}, "A,B"]], split=",", values=["", "A", {"A", "B"}])
        assert data.values == (frozenset(), frozenset("A"), frozenset("AB"))

    def test_signs_are_asked_about_before_they_become_codes(self):
        with pytest.raises(DataError, match="«NA»: has nobody looked"):
            ReliabilityData.of([["A,B", "NA"]], split=",")
        assert ReliabilityData.of([["A", "NA"]], split=",", values=["A", "NA"]).table.tolist() == [[0, 1]]

    @pytest.mark.parametrize("split", ["", 5, [","]])
    def test_what_codes_cannot_be_split_by(self, split):
        with pytest.raises(DataError, match="is not possible for split"):
            ReliabilityData.of([["A"]], split=split)


class TestOtherForms:
    def test_of_a_frame_one_has_to_say_which_way_round_it_is(self):
        frame = pd.DataFrame({"anne": [1, 2, 3], "bo": [1, 2, 2]})
        for read in (ReliabilityData.of, alpha):
            with pytest.raises(DataError, match="which way round") as raised:
                read(frame)
            assert 'ReliabilityData.of(table, rows="units")' in raised.value.hint
            assert 'rows="coders"' in raised.value.hint
        assert ReliabilityData.of(frame, rows="units").table.tolist() == [[0, 1, 2], [0, 1, 1]]
        assert ReliabilityData.of(frame, rows="coders").coders == 3

    def test_one_column_is_no_table(self):
        for rows in (None, "units", "coders"):
            with pytest.raises(DataError, match="one column, not a table") as raised:
                ReliabilityData.of(pd.Series([1, 2]), rows=rows)
            assert 'table[["anne", "bo"]]' in raised.value.hint

    def test_columns_in_a_list_are_coders(self):
        assert ReliabilityData.of([pd.Series([1, 2]), pd.Series([1, None])]).table.tolist() == [[0, 1], [0, -1]]

    def test_ordered_categories_are_the_possible_values(self):
        kind = pd.CategoricalDtype(["low", "middle", "high"], ordered=True)
        anne, bo = pd.Series(["low", "high", None], dtype=kind), pd.Series(["low", "low", "high"], dtype=kind)
        for data in (
            ReliabilityData.of(pd.DataFrame({"anne": anne, "bo": bo}), rows="units"),
            ReliabilityData.of(pd.DataFrame({"anne": anne, "bo": bo.astype(str)}), rows="units"),
            ReliabilityData.of([anne, bo]),
        ):
            assert (data.values, data.ordered) == (("low", "middle", "high"), True)
            assert data.table.tolist() == [[0, 2, -1], [0, 0, 2]]
        turned = ReliabilityData.of([anne, bo], values=["high", "middle", "low"])
        assert turned.values == ("high", "middle", "low")

    def test_categories_without_an_order_are_words(self):
        frame = pd.DataFrame({"anne": ["low", "high"], "bo": ["low", "low"]}).astype("category")
        assert not ReliabilityData.of(frame, rows="units").ordered

    def test_ordered_categories_that_differ(self):
        orders = (["low", "high"], ["high", "low"])
        columns = [pd.Categorical(["low", "high"], categories=order, ordered=True) for order in orders]
        with pytest.raises(DataError, match="not in the same order") as raised:
            ReliabilityData.of(pd.DataFrame(dict(zip("ab", columns, strict=True))), rows="units")
        assert "values=" in raised.value.hint

    @pytest.mark.parametrize("kind", [int, float, object, str])
    def test_what_is_masked_is_missing(self, kind):
        table = np.ma.array(np.array([[1, 2], [9, 1]], kind), mask=[[False, False], [True, False]])
        for form in (table, list(table)):
            data = ReliabilityData.of(form)
            assert (data.values, data.table.tolist()) == ((1, 2), [[0, 1], [-1, 0]])
        assert table.data.tolist()[1][0] in {9, "9"}
        assert ReliabilityData.of(np.ma.array([[1, 2]])).table.tolist() == [[0, 1]]

    def test_tuples_are_sets(self):
        data = ReliabilityData.of([[("A", "B"), ()], [["B", "A"], {"A"}]])
        assert read_back(data) == [[frozenset("AB"), frozenset()], [frozenset("AB"), frozenset("A")]]
