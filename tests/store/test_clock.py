"""The clock never goes back, whatever the wall clock does, and puts all events in one order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.store.clock import now_ms, tick
from logs import Desk, Wall

TIMES = st.tuples(st.integers(0, 2**41), st.integers(0, 1000))


@pytest.mark.parametrize(
    ("latest", "wall", "expected"),
    [
        ((5, 2), 9, (9, 0)),
        ((5, 2), 5, (5, 3)),
        ((5, 2), 3, (5, 3)),
        ((0, 0), 0, (0, 1)),
        ((0, 0), 1, (1, 0)),
    ],
)
def test_the_clock_follows_the_wall_or_counts(latest, wall, expected):
    assert tick(latest, wall) == expected


@given(TIMES, st.integers(-(2**41), 2**41))
def test_the_clock_always_goes_on_and_never_runs_ahead_by_itself(latest, wall):
    new = tick(latest, wall)
    assert new > latest
    assert new[0] == max(latest[0], wall)


def test_the_wall_clock_is_in_milliseconds_of_this_century():
    assert 1_700_000_000_000 < now_ms() < 4_102_444_800_000


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_acts_stay_in_the_order_in_which_they_were_done_when_the_clock_is_set_back(walls):
    times = iter([*walls, *[0] * 2])
    desk = Desk(wall=lambda: next(times))
    for _ in walls:
        desk.act("rules.run", "", found=0)
    events = list(desk.store.events())
    assert events == sorted(events, key=lambda one: one.order)
    assert len({one.order for one in events}) == len(events)


def test_events_of_one_millisecond_in_two_copies_have_one_order_everywhere():
    first = Desk(wall=Wall(step=0))
    second = first.copy("second")
    for desk in (first, second):
        for _ in range(5):
            desk.act("rules.run", "", found=0)
    first.merge(second)
    second.merge(first)
    shared = [list(desk.store.events(kind="rules.run")) for desk in (first, second)]
    assert len(shared[0]) == 10
    orders = [sorted(random.Random(n).sample(events, 10), key=lambda one: one.order) for n, events in enumerate(shared)]
    assert orders[0] == orders[1]
    assert len({one.order for one in orders[0]}) == 10


def test_what_is_done_after_a_merge_comes_after_all_that_the_other_copy_did():
    first = Desk(wall=Wall(1000))
    ahead = first.copy("ahead", wall=Wall(9_000_000))
    last = ahead.act("rules.run", "", found=1)
    first.merge(ahead)
    assert first.act("rules.run", "", found=2).order > last.order
    assert first.ledger.latest() > (9_000_000, 0)
