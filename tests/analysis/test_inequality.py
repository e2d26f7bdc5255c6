"""How unevenly something is shared, against published figures, a slow definition, and scipy."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fou_toolkit.analysis.inequality import entropy, gini
from fou_toolkit.errors import DataError

amounts = st.lists(st.integers(0, 400), min_size=1, max_size=12)


def slow_gini(values, weights=None):
    """Half of the mean difference of all pairs, each with itself, too, divided by the mean."""
    often = [1] * len(values) if weights is None else weights
    everybody = sum(often)
    mean = sum(x * w for x, w in zip(values, often, strict=True)) / everybody
    apart = sum(
        one * other * abs(x - y)
        for x, one in zip(values, often, strict=True)
        for y, other in zip(values, often, strict=True)
    )
    return apart / (2 * everybody**2 * mean)


@pytest.fixture(scope="module")
def golden(shared):
    cases = json.loads(shared("golden/golden_cases.json").read_text(encoding="utf-8"))
    cases = cases["cases"] if isinstance(cases, dict) else cases
    return {case["id"]: case for case in cases}


def test_ten_incomes_have_the_plain_coefficient_of_the_r_packages(golden):
    """ineq and DescTools, `unbiased = FALSE`; the corrected one of the same incomes is .5134."""
    case = golden["gini_desctools"]
    assert gini(case["input"]) == pytest.approx(case["expected"], abs=case["tol"])
    assert gini(case["input"], corrected=True) == pytest.approx(0.5134346, abs=1e-6)


def test_incomes_of_districts_weigh_as_many_as_live_there(golden):
    """CRAN's Gini: total incomes and people of sixteen districts; incomes a head, weighted by heads."""
    case = golden["gini_weighted_cran"]
    income, people = (np.array(column) for column in case["input"])
    assert gini(income / people, people) == pytest.approx(case["expected"], abs=1e-6)


@given(amounts)
def test_gini_is_half_of_the_relative_mean_difference(values):
    if sum(values) == 0:
        assert math.isnan(gini(values))
    else:
        assert gini(values) == pytest.approx(slow_gini(values), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=8))
def test_a_weight_is_so_many_alike(pairs):
    values, weights = zip(*pairs, strict=True)
    repeated = [value for value, weight in pairs for _ in range(weight)]
    if sum(values):
        assert gini(values, weights) == pytest.approx(gini(repeated), abs=1e-12)
        assert gini(values, weights) == pytest.approx(slow_gini(values, weights), abs=1e-12)


@given(st.integers(2, 30), st.integers(1, 1000))
def test_one_who_has_everything_is_one_less_one_nth_and_corrected_one(people, amount):
    alone = [0] * (people - 1) + [amount]
    assert gini(alone) == pytest.approx(1 - 1 / people)
    assert gini(alone, corrected=True) == pytest.approx(1)
    assert gini([amount] * people) == gini([amount] * people, corrected=True) == 0


@given(amounts, st.integers(2, 9))
def test_neither_order_nor_size_matters(values, times):
    if sum(values):
        assert gini(values[::-1]) == pytest.approx(gini(values), abs=1e-12)
        assert gini([value * times for value in values]) == pytest.approx(gini(values), abs=1e-12)
        assert entropy([value * times for value in values]) == pytest.approx(entropy(values), abs=1e-12, nan_ok=True)


@given(amounts)
def test_entropy_is_that_of_scipy(values):
    if sum(values) == 0:
        assert math.isnan(entropy(values))
        return
    assert entropy(values, normalised=False) == pytest.approx(stats.entropy(values), abs=1e-12)
    if len(values) > 1:
        assert entropy(values) == pytest.approx(stats.entropy(values, base=len(values)), abs=1e-12)
        assert 0 <= entropy(values) <= 1


def test_one_person_alone_is_neither_even_nor_uneven():
    assert gini([7]) == 0
    assert math.isnan(gini([7], corrected=True))
    assert math.isnan(entropy([7]))
    assert entropy([7], normalised=False) == 0


def test_those_who_have_nothing_count():
    assert entropy([5, 5, 0]) == pytest.approx(math.log(2) / math.log(3))
    assert gini([5, 5]) == 0
    assert gini([5, 5, 0]) == pytest.approx(1 / 3)


@pytest.mark.parametrize("values", [[], [-1, 2], [math.nan, 1], [math.inf], ["mye"], [[1, 2], [3, 4]], None, 3])
@pytest.mark.parametrize("figure", [gini, entropy])
def test_what_is_no_amount_is_refused(figure, values):
    with pytest.raises(DataError, match=r"numbers|number") as caught:
        figure(values)
    assert caught.value.hint


def test_weights_have_to_fit():
    with pytest.raises(DataError, match="2 values and 1 weights"):
        gini([1, 2], [1])
    with pytest.raises(DataError, match="corrected"):
        gini([1, 2], [1, 1], corrected=True)
