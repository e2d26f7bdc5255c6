"""Base, run and threshold: what the paper says, by hand, and slowly."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.saturation import new_codes, quotients, run_totals, saturated_after
from fou_toolkit.analysis.saturation.runs import NEVER, cumulative, drawn_orders

PAPER = np.array([9, 9, 9, 10, 3, 1, 1, 0, 1, 0])
"""New codes of ten interviews that agree with all figures of Guest, Namey & Chen (2020) which we could read: 37 codes in the
first four, 4 new ones in a first run (11 %) and 1 in the last (3 %); saturation at 6+2 and, for runs of three, at 7+3."""


def flags(interviews, codes="abcdefgh"):
    return np.array([[code in found for code in codes] for found in interviews], bool).reshape(-1, len(codes))


def test_the_quotients_of_the_paper(shared):
    golden = {case["id"]: case for case in json.loads(shared("golden/golden_cases.json").read_text("utf-8"))}
    found = [round(100 * share) for share in quotients(PAPER, 4, 2)[:3].tolist()]
    assert (found[0], found[-1]) == (golden["guest_run_first"]["expected"], golden["guest_run_last"]["expected"])
    for name, totals in (
        ("guest_run_first", run_totals(PAPER, 4, 2)[0]),
        ("guest_run_last", run_totals(PAPER, 4, 2)[2]),
    ):
        assert [int(totals), int(PAPER[:4].sum())] == golden[name]["input"]


def test_the_forms_of_the_paper():
    """«6+2» for runs of two and «7+3» for runs of three, both at 5 %."""
    assert int(saturated_after(PAPER, 4, 2, 0.05)) == 6
    assert int(saturated_after(PAPER, 4, 3, 0.05)) == 7


def test_by_hand():
    """Four interviews, base of two.

    a b | c | - : the base has ab and b, two codes; then c is new, then nothing. Runs of one: 1/2, 0/2.
    """
    new = new_codes(flags(["ab", "b", "bc", "ac"]))
    assert new.tolist() == [2, 0, 1, 0]
    assert cumulative(new).tolist() == [2, 2, 3, 3]
    assert run_totals(new, 2, 1).tolist() == [1, 0]
    assert quotients(new, 2, 1).tolist() == [0.5, 0.0]
    assert [int(saturated_after(new, 2, 1, limit)) for limit in (0, 0.49, 0.5)] == [3, 3, 2]
    assert [int(saturated_after(new, 2, 2, limit)) for limit in (0, 0.5)] == [NEVER, 2]


def test_two_of_forty_are_five_per_cent():
    new = np.array([40, 1, 1])
    assert int(saturated_after(new, 1, 2, 0.05)) == 1
    for base in range(1, 400):
        assert int(saturated_after(np.array([100 * base, 7 * base]), 1, 1, 0.07)) == 1


def test_a_base_without_codes_is_never_saturated():
    new = np.array([0, 0, 3, 0])
    assert np.isnan(quotients(new, 2, 1)).all()
    assert int(saturated_after(new, 2, 1, 0.5)) == NEVER


INTERVIEWS = st.lists(st.sets(st.sampled_from("abcdef")), min_size=2, max_size=9)


@given(INTERVIEWS, st.integers(1, 4), st.integers(1, 3), st.sampled_from([0, 0.05, 0.2, 0.5]))
def test_everything_is_that_of_a_slow_walk(interviews, base, run, threshold):
    if len(interviews) < base + run:
        return
    new = new_codes(flags(interviews))
    known, slow = set(), []
    for found in interviews:
        slow.append(len(found - known))
        known |= found
    assert new.tolist() == slow
    start = set().union(*interviews[:base])
    after = NEVER
    for begin in range(base, len(interviews) - run + 1):
        before = set().union(*interviews[:begin])
        fresh = set().union(*interviews[begin : begin + run]) - before
        share = len(fresh) / len(start) if start else math.nan
        assert quotients(new, base, run)[begin - base] == pytest.approx(share, nan_ok=True)
        if after == NEVER and share <= threshold:
            after = begin
    assert int(saturated_after(new, base, run, threshold)) == after


@given(INTERVIEWS, st.booleans())
def test_drawn_orders_are_the_same_each_time_and_possible(interviews, replacement):
    present = flags(interviews)
    drawn = [np.concatenate(list(drawn_orders(present, 30, 4, replacement=replacement))) for _ in range(2)]
    assert (drawn[0] == drawn[1]).all()
    assert drawn[0].shape == (30, len(interviews))
    total = present.any(axis=0).sum()
    assert (drawn[0].sum(axis=1) <= total).all()
    if not replacement:
        assert (drawn[0].sum(axis=1) == total).all()
        assert set(drawn[0][:, 0].tolist()) <= set(present.sum(axis=1).tolist())


def test_random_orders_find_all_orders_of_three():
    """Of a (2 codes), b and c (1 each, the same): the first brings 2 in a third of the orders."""
    present = flags(["ab", "c", "c"])
    drawn = np.concatenate(list(drawn_orders(present, 6000, 1, replacement=False)))
    assert (drawn[:, 0] == 2).mean() == pytest.approx(1 / 3, abs=0.02)
    again = np.concatenate(list(drawn_orders(present, 6000, 1, replacement=True)))
    # Without the first in any of three draws, its codes are never found: (2/3)³.
    assert (again.sum(axis=1) < 3).mean() == pytest.approx((2 / 3) ** 3 + (1 / 3) ** 3, abs=0.02)
