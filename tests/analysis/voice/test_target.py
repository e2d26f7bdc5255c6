"""Targets are declared, in numbers that mean something."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.estimate import Estimate
from fou_toolkit.analysis.voice.target import Band, Target, percent, percent_of
from fou_toolkit.errors import DataError

shares = st.floats(0, 1)


def test_a_target_is_a_share_or_a_span():
    target = Target.of({"forsker": (0.2, 0.4), "assistent": 0.3})
    assert target.band("forsker") == Band(0.2, 0.4)
    assert target.band("assistent") == Band(0.3, 0.3)
    assert target.band("styrer") is None
    assert target.groups == ("forsker", "assistent")


def test_a_target_can_change_from_phase_to_phase():
    target = Target.of({"forsker": {"1": (0.4, 0.6), "3": 0.2}, "assistent": 0.3})
    assert target.band("forsker", "3") == Band(0.2, 0.2)
    assert target.band("forsker", "2") is None
    assert target.band("forsker") is None
    assert target.band("assistent", "2") == Band(0.3, 0.3)
    assert target.occasions == ("1", "3")


def test_it_is_said_in_words_who_agreed():
    target = Target.of({"forsker": {"1": (0.4, 0.6)}, "assistent": 0.3}, why="seminar 1")
    assert target.words.replace("\xa0", " ") == "forsker (1: 40–60 %); assistent 30 %"
    assert target.why == "seminar 1"
    assert Target.of(target) is target


@given(shares, shares, shares)
def test_inside_of_the_band_is_no_difference(one, other, share):
    band = Band(min(one, other), max(one, other))
    beside = band.beside(share)
    assert (beside == 0) == (band.low <= share <= band.high)
    assert beside == pytest.approx(share - min(max(share, band.low), band.high), abs=1e-12)


def test_the_interval_of_the_difference_is_that_of_the_share():
    found = Band(0.2, 0.4).difference(Estimate(0.1, 0.05, 0.5))
    assert (found.value, found.low, found.high) == pytest.approx((-0.1, -0.15, 0.1))
    assert math.isnan(Band(0.2, 0.4).difference(Estimate(math.nan)).value)


@pytest.mark.parametrize(
    "given_",
    [
        30,
        {"a": 30},
        {"a": -0.1},
        {"a": (0.4, 0.2)},
        {"a": (0.1, 0.2, 0.3)},
        {"a": "mye"},
        {"a": True},
        {},
        None,
        "a",
        {"a": math.nan},
        {"a": (0.1, None)},
        {"a": {"1": 2}},
    ],
)
def test_what_is_no_share_is_refused(given_):
    with pytest.raises(DataError, match="target") as caught:
        Target.of(given_)
    assert "0.3" in caught.value.hint


def test_targets_together_cannot_be_more_than_everything():
    with pytest.raises(DataError, match="110"):
        Target.of({"a": 0.6, "b": (0.5, 0.7)})
    Target.of({"a": 0.6, "b": (0.4, 0.7)})
    Target.of({"a": {"1": 0.9, "2": 0.1}, "b": {"1": 0.1, "2": 0.9}})


def test_per_cent_has_no_minus_zero():
    assert percent(-0.001, sign=False) == "0"
    assert percent(-0.05, sign=False) == "−5"
    assert percent(math.nan) == "–"
    assert percent(0.125, sign=False, digits=1) == "12.5"
    assert percent_of(Estimate(0.5, 0.25, 0.75)).replace("\xa0", " ") == "50 % [25, 75]"
