"""Figures of pairs: published examples, and NLTK beside ours."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from fou_toolkit.analysis.cooccurrence import c_coefficient, jaccard, lift, pmi
from fou_toolkit.analysis.cooccurrence.measures import measured, out_of_range, unequal
from fou_toolkit.errors import DataError

TABLE = st.integers(1, 50).flatmap(
    lambda both: st.tuples(st.just(both), st.integers(both, 80), st.integers(both, 80), st.integers(160, 400))
)


@pytest.fixture
def golden(shared):
    cases = json.loads(shared("golden/golden_cases.json").read_text(encoding="utf-8"))
    return {case["id"]: case for case in cases}


def test_atlas_tis_example(golden):
    """ATLAS.ti manual, code co-occurrence table: 100 and 10 quotations, 5 of both."""
    case = golden["c_coefficient_atlasti"]
    one, other, both = case["input"]
    assert c_coefficient(both, one, other) == pytest.approx(case["expected"], abs=case["tol"])


def test_the_example_without_the_file():
    assert round(float(c_coefficient(5, 100, 10)), 3) == 0.048


def test_ayatollah_ruhollah(golden):
    """Manning & Schütze (1999), table 5.14: both 20 times, 42 and 20 times alone, in 14,307,668 words."""
    case = golden["pmi_ayatollah"]
    both, one, other, units = case["input"][2], case["input"][1], case["input"][0], case["input"][3]
    assert pmi(both, one, other, units) == pytest.approx(case["expected"], abs=case["tol"])


@given(TABLE)
def test_pmi_and_jaccard_are_nltks(table):
    both, one, other, units = table
    margins = (both, (one, other), units)
    assert float(pmi(both, one, other, units)) == pytest.approx(BigramAssocMeasures.pmi(*margins), abs=1e-9)
    assert float(jaccard(both, one, other)) == pytest.approx(BigramAssocMeasures.jaccard(*margins))


@given(TABLE)
def test_lift_is_one_where_codes_are_independent_and_pmi_is_its_logarithm(table):
    both, one, other, units = table
    assert float(lift(one * other, one * units, other * units, units * units)) == pytest.approx(1)
    assert 2 ** float(pmi(both, one, other, units)) == pytest.approx(float(lift(both, one, other, units)))


def test_what_never_stands_together_has_no_c_and_pmi_without_end():
    assert c_coefficient(0, 3, 4) == 0
    assert pmi(0, 3, 4, 10) == -math.inf
    assert lift(0, 3, 4, 10) == 0


def test_what_never_stands_anywhere_is_not_known():
    assert math.isnan(c_coefficient(0, 0, 0))
    assert math.isnan(pmi(0, 0, 4, 10))


def table(both, one, other):
    return np.array([[0, both], [both, 0]], float), np.array([one, other], float)


@pytest.mark.parametrize(
    ("both", "one", "other", "wrong"),
    [(2, 2, 2, False), (3, 3, 2, True), (4, 2, 2, True), (9, 2, 2, True), (0, 0, 0, False), (1, 5, 5, False)],
)
def test_c_is_out_of_range_above_one_and_where_nothing_is_left(both, one, other, wrong):
    assert out_of_range(*table(both, one, other)).tolist() == [[False, wrong], [wrong, False]]


@pytest.mark.parametrize(("one", "other", "warned"), [(5, 1, False), (6, 1, True), (1, 6, True), (0, 0, False)])
def test_unequal_is_more_than_five_times(one, other, warned):
    assert unequal(np.array([one, other], float))[0, 1] == warned


def test_a_code_has_no_figure_with_itself():
    found = measured("c", *table(2, 3, 4), 10)
    assert np.isnan(np.diagonal(found)).all()
    assert found[0, 1] == found[1, 0] == pytest.approx(0.4)


def test_unknown_measures_and_those_without_units_are_refused():
    with pytest.raises(DataError, match="measure"):
        measured("chi2", *table(2, 3, 4), 10)
    with pytest.raises(DataError, match="number of units") as error:
        measured("pmi", *table(2, 3, 4), None)
    assert "within" in str(error.value)
