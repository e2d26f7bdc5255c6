"""How far two values are apart, and how much of an agreement that is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import jaccard_distance, masi_distance

from fou_toolkit.analysis.agreement import (
    LEVELS,
    WEIGHTS,
    ReliabilityData,
    ac2,
    alpha,
    bennett_s,
    cohen_kappa,
    fleiss_kappa,
    interval,
    jaccard,
    masi,
    pairwise,
    percent_agreement,
    scott_pi,
)
from fou_toolkit.analysis.agreement.coefficients.distances import agreement_weights, disagreement
from fou_toolkit.errors import DataError

sets = st.frozensets(st.sampled_from("ABCDE"))
numbers = st.lists(st.integers(0, 50), min_size=2, max_size=6, unique=True).map(sorted)


class TestSets:
    @pytest.mark.parametrize(
        ("one", "two", "jaccards", "masis"),
        [
            ("", "", 0, 0),
            ("A", "A", 0, 0),
            ("AB", "BA", 0, 0),
            ("", "A", 1, 1),
            ("A", "B", 1, 1),
            ("A", "AB", 1 / 2, 2 / 3),
            ("AB", "ABCD", 1 / 2, 2 / 3),
            ("AB", "BC", 2 / 3, 8 / 9),
            ("ABC", "BCD", 1 / 2, 5 / 6),
        ],
    )
    def test_the_definition(self, one, two, jaccards, masis):
        """Passonneau, R. (2006). Measuring agreement on set-valued items (MASI). LREC, p. 832: 1, 2/3, 1/3 or 0 × J."""
        assert jaccard(set(one), frozenset(two)) == pytest.approx(jaccards)
        assert masi(set(one), frozenset(two)) == pytest.approx(masis)

    @given(sets, sets, sets)
    def test_they_are_distances(self, one, two, three):
        for distance in (jaccard, masi):
            assert distance(one, two) == distance(two, one)
            assert (distance(one, two) == 0) == (one == two)
            assert 0 <= distance(one, two) <= 1
            assert distance(one, three) <= distance(one, two) + distance(two, three) + 1e-12
        assert jaccard(one, two) <= masi(one, two) + 1e-12

    @given(sets, sets)
    def test_nltk(self, one, two):
        """NLTK divides by nothing where both sets are empty; before 3.10 its thirds were .67 and .33."""
        if one or two:
            assert jaccard(one, two) == pytest.approx(jaccard_distance(one, two))
            assert masi(one, two) == pytest.approx(masi_distance(one, two), abs=0.0034)

    @pytest.mark.parametrize("distance", [jaccard, masi])
    @pytest.mark.parametrize("value", ["AB", 1, None, ("A", "B")])
    def test_what_is_no_set(self, distance, value):
        with pytest.raises(DataError, match="is no set of codes") as raised:
            distance({"A"}, value)
        assert raised.value.hint == 'A unit\'s value is a set of codes, such as {"M1", "F6"}; an empty set for none.'
        with pytest.raises(DataError, match="is no set of codes"):
            distance(value, {"A"})


class TestDisagreement:
    """Krippendorff, K. (1980). Content analysis, p. 136–138, for the numbers, as the tests of DKPro have them."""

    def test_nominal(self):
        assert disagreement("abc", "nominal", np.ones(3)).tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]

    def test_ordinal(self):
        """Values 1, 2, 3, 4, 5 and 10, used 2, 2, 4, 8, 2 and 2 times."""
        expected = np.array(
            [
                [0, 2, 5, 11, 16, 18],
                [2, 0, 3, 9, 14, 16],
                [5, 3, 0, 6, 11, 13],
                [11, 9, 6, 0, 5, 7],
                [16, 14, 11, 5, 0, 2],
                [18, 16, 13, 7, 2, 0],
            ]
        )
        found = disagreement([1, 2, 3, 4, 5, 10], "ordinal", np.array([2.0, 2, 4, 8, 2, 2]))
        assert found.tolist() == (expected**2).tolist()

    @given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
    def test_ordinal_as_the_formula_has_it(self, totals):
        """Krippendorff (2011), section D: all that lie from c to k, less half of both, squared."""
        found = disagreement(range(len(totals)), "ordinal", np.array(totals, float))
        for one in range(len(totals)):
            for two in range(one + 1, len(totals)):
                expected = (sum(totals[one : two + 1]) - (totals[one] + totals[two]) / 2) ** 2
                assert found[one, two] == found[two, one] == expected

    def test_ordinal_for_many_samples_at_once(self):
        totals = np.array([[[1.0, 2, 3], [0, 4, 1]]])
        found = disagreement("abc", "ordinal", totals)
        assert found.shape == (1, 2, 3, 3)
        assert found[0, 1].tolist() == disagreement("abc", "ordinal", totals[0, 1]).tolist()

    def test_interval_and_ratio(self):
        interval = disagreement(range(8), "interval", np.ones(8))
        ratio = disagreement(range(8), "ratio", np.ones(8))
        for one in range(8):
            for two in range(8):
                assert interval[one, two] == (one - two) ** 2
                assert ratio[one, two] == pytest.approx(((one - two) / (one + two)) ** 2 if one + two else 0)

    def test_sets_and_functions(self):
        values = [frozenset(), frozenset("A"), frozenset("AB")]
        assert disagreement(values, "jaccard", np.ones(3))[2].tolist() == [1, 0.5, 0]
        assert disagreement(values, "masi", np.ones(3))[1] == pytest.approx([1, 0, 2 / 3])
        assert disagreement(values, lambda one, two: 5 + len(one | two), np.ones(3)).tolist() == [
            [0, 6, 7],
            [6, 0, 7],
            [7, 7, 0],
        ]

    @pytest.mark.parametrize(
        "distance",
        [
            lambda one, two: one - two,
            lambda one, two: float(one > two),
            lambda one, two: -abs(one - two),
            lambda _one, _two: math.inf,
            lambda _one, _two: math.nan,
            lambda _one, _two: None,
            lambda _one, _two: "far",
        ],
        ids=["signed", "one way", "negative", "infinite", "nan", "nothing", "a word"],
    )
    def test_functions_that_give_no_distances(self, distance):
        with pytest.raises(DataError, match=r"From «\d» to «\d» it is .*, back it is .*") as raised:
            disagreement([1, 2, 3], distance, np.ones(3))
        assert raised.value.hint == "A distance is a number from 0, the same in both directions."

    def test_rounding_is_no_direction(self):
        found = disagreement([1, 2], lambda one, two: 0.1 + 0.2 if one < two else 0.3, np.ones(2))
        assert found[0, 1] == pytest.approx(0.3)

    @pytest.mark.parametrize("level", [*LEVELS, lambda _, __: 1.0])
    def test_without_values(self, level):
        assert disagreement((), level, np.zeros(0)).shape == (0, 0)

    @pytest.mark.parametrize("level", ["", "Nominal", "circular", None, 1])
    def test_another_level(self, level):
        with pytest.raises(DataError, match=f"«{level}» is no level of measurement") as raised:
            disagreement([1, 2], level, np.ones(2))
        assert raised.value.hint == "Possible are: nominal, ordinal, interval, ratio, jaccard, masi"

    @pytest.mark.parametrize("level", ["interval", "ratio"])
    @pytest.mark.parametrize(
        "values",
        [["low", "high"], [1, "x"], [frozenset("A"), frozenset()], [1, math.inf], [10**400, 1], [1j, 2j]],
        ids=repr,
    )
    def test_values_that_are_no_numbers(self, level, values):
        with pytest.raises(DataError, match="The values are no numbers") as raised:
            disagreement(values, level, np.ones(2))
        assert 'level="ordinal"' in raised.value.hint

    def test_ratio_begins_at_zero(self):
        with pytest.raises(DataError, match="There are values below zero") as raised:
            disagreement([-1, 2], "ratio", np.ones(2))
        assert 'level="interval"' in raised.value.hint
        assert disagreement([-1, 2], "interval", np.ones(2))[0, 1] == 9

    @pytest.mark.parametrize("level", ["jaccard", "masi"])
    def test_levels_of_sets_need_sets(self, level):
        with pytest.raises(DataError, match="«A» is no set of codes"):
            disagreement(["A", "B"], level, np.ones(2))


class TestWeights:
    @pytest.mark.parametrize(
        ("weights", "expected"),
        [
            ("identity", [0, 0, 0, 1]),
            ("linear", [0, 1 / 3, 2 / 3, 1]),
            ("quadratic", [0, 5 / 9, 8 / 9, 1]),
            ("ordinal", [0, 1 / 2, 5 / 6, 1]),
        ],
    )
    def test_the_formulas(self, weights, expected):
        """Gwet (2014), chapter 3; the last row for four values. Ordinal: 1 − C(|k − l| + 1, 2) / C(q, 2)."""
        found = agreement_weights([1, 2, 3, 4], weights)
        assert found[3] == pytest.approx(expected)
        assert found[0] == pytest.approx(expected[::-1])

    def test_numbers_lie_where_they_lie(self):
        assert agreement_weights([0, 1, 10], "linear")[0] == pytest.approx([1, 0.9, 0])
        assert agreement_weights([0, 1, 10], "quadratic")[0] == pytest.approx([1, 0.99, 0])
        assert agreement_weights([0, 1, 10], "ordinal")[0] == pytest.approx([1, 2 / 3, 0])

    @pytest.mark.parametrize(
        "values", [("low", "middle", "high"), (frozenset(), frozenset("A"), frozenset("AB")), (1, 2, "x")]
    )
    def test_words_lie_evenly_in_their_order(self, values):
        for weights in WEIGHTS:
            assert agreement_weights(values, weights).tolist() == agreement_weights([1, 2, 3], weights).tolist()

    @given(numbers, st.sampled_from(WEIGHTS))
    def test_they_are_weights(self, values, weights):
        found = agreement_weights(values, weights)
        assert (np.diag(found) == 1).all()
        assert np.array_equal(found, found.T)
        assert ((found >= 0) & (found <= 1)).all()
        assert found.min() == 0
        assert agreement_weights(values, found).tolist() == found.tolist()

    @pytest.mark.parametrize("weights", WEIGHTS)
    def test_one_value_or_none(self, weights):
        assert agreement_weights([7], weights).tolist() == [[1]]
        assert agreement_weights([], weights).shape == (0, 0)

    def test_two_values_have_no_other_weights(self):
        for weights in WEIGHTS:
            assert agreement_weights([False, True], weights).tolist() == [[1, 0], [0, 1]]

    @pytest.mark.parametrize("weights", ["", "squared", "Linear"])
    def test_other_weights(self, weights):
        with pytest.raises(DataError, match=f"«{weights}» is not possible for weights") as raised:
            agreement_weights([1, 2], weights)
        assert raised.value.hint == "Possible are: identity, linear, quadratic, ordinal"

    @pytest.mark.parametrize(
        "table",
        [
            [[1, 0.5], [0.4, 1]],
            [[1, 1.5], [1.5, 1]],
            [[1, -0.1], [-0.1, 1]],
            [[0.9, 0], [0, 1]],
            [[1, math.nan], [math.nan, 1]],
            [[1]],
            [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            [1, 0],
            [[1, 0], [1]],
            [["a", "b"], ["b", "a"]],
            None,
            {},
        ],
        ids=repr,
    )
    def test_a_table_that_is_not_one_of_weights(self, table):
        with pytest.raises(DataError, match="no weights of agreement") as raised:
            agreement_weights([1, 2], table)
        assert "2 × 2 numbers from 0 to 1" in raised.value.hint

    def test_values_that_are_no_numbers(self):
        with pytest.raises(DataError, match="no numbers"):
            agreement_weights([1, math.inf], "linear")


WORDS = [["low", "high", "middle", "low"], ["low", "middle", "middle", "middle"]]
IN_ORDER = ("low", "middle", "high")
ORDINAL = {
    "alpha": lambda data: alpha(data, level="ordinal"),
    "interval": lambda data: interval(data, level="ordinal").value,
    "pairwise": lambda data: pairwise(data, level="ordinal")[0, 1],
    "ac2": ac2,
    "interval of ac": lambda data: interval(data, "ac", weights="quadratic").value,
    **{
        f"{weights} {figure.__name__}": lambda data, figure=figure, weights=weights: figure(data, weights=weights)
        for figure in (cohen_kappa, fleiss_kappa, scott_pi, bennett_s, percent_agreement)
        for weights in ("linear", "quadratic", "ordinal")
    },
}


@pytest.mark.parametrize("name", ORDINAL)
class TestOrder:
    def test_words_have_none_of_their_own(self, name):
        with pytest.raises(DataError, match=r"Which order do the values have\? high, low, middle") as raised:
            ORDINAL[name](WORDS)
        assert 'values=["low", "middle", "high"]' in raised.value.hint

    def test_they_have_the_one_that_is_given(self, name):
        numbers = [[IN_ORDER.index(word) for word in row] for row in WORDS]
        given_ = ReliabilityData.of(WORDS, values=IN_ORDER)
        assert ORDINAL[name](given_) == pytest.approx(ORDINAL[name](numbers))
        # In the order of the alphabet it would be another figure.
        other = ORDINAL[name](ReliabilityData.of(WORDS, values=sorted(IN_ORDER)))
        assert other != pytest.approx(ORDINAL[name](numbers))


def test_without_an_order_words_still_have_equal_and_different():
    assert cohen_kappa(WORDS, weights="identity") == cohen_kappa(WORDS, weights=np.eye(3))
    assert alpha(WORDS) == alpha(ReliabilityData.of(WORDS, values=IN_ORDER))
