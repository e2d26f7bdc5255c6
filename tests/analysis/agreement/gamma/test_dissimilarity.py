"""Dissimilarity of two units: published figures, and what has to hold for all units."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma import align, positional
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.errors import DataError

units = st.tuples(st.integers(-50, 50), st.integers(1, 40)).map(lambda unit: (unit[0], unit[0] + unit[1]))


@pytest.mark.parametrize(
    ("one", "other", "figure"),
    [
        ((4, 14), (40, 44), 22.2),
        ((4, 14), (20, 25), 3.2),
        ((4, 14), (14, 24), 1.0),
        ((20, 30), (20, 25), 0.11),
        ((20, 25), (14, 24), 0.22),
    ],
)
def test_published_figures(one, other, figure):
    """Mathet et al. (2015), figure 10, p. 453, as the tests of pygamma-agreement have them."""
    assert positional(*one, *other) == pytest.approx(figure, abs=0.05)


def test_figures_recomputed_from_the_formula(shared):
    cases = json.loads(shared("golden/golden_cases.json").read_text("utf-8"))
    cases = {case["id"]: case for case in (cases if isinstance(cases, list) else cases["cases"])}
    found = {name: case for name, case in cases.items() if name.startswith("gamma_dpos_(")}
    assert len(found) == 5
    for name, case in found.items():
        one, other = name.removeprefix("gamma_dpos_").strip("()").split(")(")
        places = [int(place) for place in f"{one},{other}".split(",")]
        assert positional(*places) == pytest.approx(case["expected"], abs=case["tol"])
    scale = cases["gamma_dpos_scale"]
    difference = positional(4, 14, 20, 25) - positional(40, 140, 200, 250)
    assert difference == pytest.approx(scale["expected"], abs=scale["tol"])


def test_arrays_broadcast_and_empty_is_the_unit():
    starts = np.array([0, 10])
    found = positional(starts[:, None], starts[:, None] + 10, starts, starts + 10, empty=3.0)
    assert found.tolist() == [[0, 3], [3, 0]]


@given(units, units)
def test_below_one_inside_each_other_and_above_one_apart(one, other):
    found = float(positional(*one, *other))
    assert found == float(positional(*other, *one))
    assert (found == 0) == (one == other)
    if one[0] <= other[0] and other[1] <= one[1]:
        assert found < 1
    if one[1] <= other[0]:
        assert found >= 1


@given(units, units, st.integers(-1000, 1000), st.sampled_from([0.25, 3, 100]))
def test_neither_place_nor_scale_matter(one, other, shift, scale):
    moved = [place * scale + shift for place in (*one, *other)]
    assert positional(*moved) == pytest.approx(positional(*one, *other), rel=1e-9)


def test_all_pairs_of_the_dkpro_fixtures(dkpro):
    """DKPro statistics, gamma fixtures, tier 1: positional, categorical and combined, from pygamma-agreement 0.5.9."""
    blocks = Blocks.of(dkpro.continuum)
    measure = Dissimilarity(**dkpro.parameters)
    numbers = {name: number for number, name in enumerate(dkpro.continuum.coders)}
    first_of = np.searchsorted(blocks.coder, np.arange(len(numbers)))
    one = np.array([first_of[numbers[pair["annotatorA"]]] + pair["unitIndexA"] for pair in dkpro.pairs])
    other = np.array([first_of[numbers[pair["annotatorB"]]] + pair["unitIndexB"] for pair in dkpro.pairs])
    place = positional(blocks.start[one], blocks.stop[one], blocks.start[other], blocks.stop[other], measure.empty)
    kind = measure.of_categories(blocks.category[one], blocks.category[other]) * measure.empty
    both = blocks.dissimilarity(one, other, measure) * measure.empty
    assert place == pytest.approx([pair["positional"] for pair in dkpro.pairs], rel=1e-6)
    assert kind == pytest.approx([pair["categorical"] for pair in dkpro.pairs])
    assert both == pytest.approx([pair["combined"] for pair in dkpro.pairs], rel=1e-6)


@pytest.mark.parametrize(
    "parameters",
    [
        {"alpha": 0},
        {"alpha": -1},
        {"alpha": float("nan")},
        {"beta": -0.1},
        {"beta": float("inf")},
        {"empty": 0},
        {"categorical": [[0, 1]]},
        {"categorical": [0, 1]},
        {"categorical": [[0, 1], [0.5, 0]]},
        {"categorical": [[0.1, 1], [1, 0]]},
        {"categorical": [[0, 1.5], [1.5, 0]]},
        {"categorical": [[0, -1], [-1, 0]]},
        {"categorical": [[0, float("nan")], [float("nan"), 0]]},
        {"categorical": [[0]]},
    ],
)
def test_what_has_no_meaning_is_refused(parameters):
    two = Continuum.of([("a", 0, 1, "x"), ("b", 0, 1, "y")])
    with pytest.raises(DataError):
        align(two, **parameters)
