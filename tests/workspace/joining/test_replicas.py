"""Three copies of a project: whatever is done in them and in whatever order they are merged, all end up with the same."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apart import Apart, Step, conflicts, dump
from fou_toolkit.store import STANDS, Event, Ledger, state, verify
from fou_toolkit.store.state import Act
from fou_toolkit.workspace.joining.chains import ABOUT_COPIES

STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 15), st.integers(0, 40)), max_size=40)


def check(apart: Apart, steps: list[Step]) -> None:
    """Do everything, merge all with all, and look whether all have the same and nothing was lost."""
    for step in steps:
        apart.step(step)
    apart.merge_all()
    first, *rest = apart.copies
    expected, listed = dump(first.store), conflicts(first.ledger)
    for copy in rest:
        assert dump(copy.store) == expected
        assert conflicts(copy.ledger) == listed
    for copy in apart.copies:
        found = verify(copy.store)
        assert found.ok, str(found)
        assert all(copy.store.event(one) is not None for other in apart.copies for one in other.acknowledged)
        standing = {coding for coding, row in copy.store.codings() if row.state == STANDS}
        assert apart.added - apart.removed <= standing
        before = dump(copy.store)
        Ledger(copy.store).rebuild()
        assert dump(copy.store) == before


@settings(max_examples=200)
@given(STEPS, st.integers(0, 1000), st.booleans())
def test_three_copies_end_up_with_the_same_and_lose_nothing(steps: list[Step], seed: int, unnoticed: bool):
    check(Apart(seed, unnoticed=unnoticed), steps)


@pytest.mark.full
@settings(max_examples=3000)
@given(STEPS, st.integers(0, 1000), st.booleans())
def test_three_copies_end_up_with_the_same_thousands_of_times(steps: list[Step], seed: int, unnoticed: bool):
    check(Apart(seed, unnoticed=unnoticed), steps)


@settings(max_examples=15)
@given(STEPS, st.integers(0, 1000), st.booleans())
def test_three_copies_in_files_end_up_with_the_same(steps: list[Step], seed: int, unnoticed: bool):
    with tempfile.TemporaryDirectory() as folder:
        apart = Apart(seed, Path(folder), unnoticed=unnoticed)
        try:
            check(apart, steps)
        finally:
            apart.close()


SAME_CODE = [(0, 7, 1), (1, 7, 16)]
"""One code is defined anew in two copies, in different ways; the second copy's clock may be behind."""


def test_without_the_total_order_copies_end_up_with_different_states(monkeypatch: pytest.MonkeyPatch):
    def as_they_came(ledger: Ledger, entity: str) -> list[Act]:
        found = (ledger.find(one) for one in ledger.store.touching(entity))
        return [act for act in found if act is not None]

    for seed in range(20):
        check(Apart(seed), SAME_CODE)
    monkeypatch.setattr(Ledger, "acts_on", as_they_came)
    for seed in range(20):
        with pytest.raises(AssertionError):
            check(Apart(seed), SAME_CODE)


def test_without_the_rule_for_removals_a_change_is_lost(monkeypatch: pytest.MonkeyPatch):
    def stands(steps: list[Step]) -> bool:
        apart = Apart(0)
        [coding, *_] = sorted(apart.added)
        for step in steps:
            apart.step(step)
        apart.merge_all()
        row = apart.copies[2].store.coding(coding)
        return row is not None and row.state == STANDS

    changed, removed = (0, 1, 0), (1, 2, 0)
    assert stands([changed, removed])
    assert stands([removed, changed])
    monkeypatch.setattr(state, "_contradicted", lambda *_: False)
    assert not stands([changed, removed])


def test_copies_under_one_id_that_nobody_noticed_are_told_apart_at_the_first_merge():
    apart = Apart(unnoticed=True)
    first, _, third = apart.copies
    assert first.store.get("replica") == third.store.get("replica")
    apart.step((0, 0, 1))
    apart.step((2, 0, 2))
    apart.merge_all()
    assert first.store.get("replica") != third.store.get("replica")
    assert dump(first.store) == dump(third.store)
    [one, two] = [first.acknowledged[-1], third.acknowledged[-1]]
    events = [first.store.event(one), first.store.event(two)]
    assert events[0] is not None
    assert events[1] is not None
    assert (events[0].replica, events[0].seq) == (events[1].replica, events[1].seq)
    assert first.ledger.causality.concurrent(events[0], events[1])
    for _ in range(3):
        apart.step((0, 1, 0))
        apart.step((2, 1, 1))
    check(apart, [])


def test_what_a_copy_does_after_a_merge_is_done_knowing_of_what_came_in():
    apart = Apart()
    apart.step((1, 0, 1))
    other = apart.copies[1].store.event(apart.copies[1].acknowledged[-1])
    apart.merge(0, 1)
    apart.step((0, 0, 1))
    own = apart.copies[0].store.event(apart.copies[0].acknowledged[-1])
    assert own is not None
    assert other is not None
    assert apart.copies[0].ledger.causality.saw(own, other)
    assert not apart.copies[0].ledger.causality.saw(other, own)


@settings(max_examples=60)
@given(STEPS, st.integers(0, 1000), st.booleans())
def test_one_act_was_done_knowing_of_another_exactly_if_it_was_there(steps: list[Step], seed: int, unnoticed: bool):
    """Against what was really in the copy when the act was done, written down act by act."""
    apart = Apart(seed, unnoticed=unnoticed)
    known: dict[str, set[str]] = {}
    for step in steps:
        before = [{event.id for event in copy.store.events()} for copy in apart.copies]
        apart.step(step)
        for seen, copy in zip(before, apart.copies, strict=True):
            for event in copy.store.events():
                if event.id not in seen and event.kind not in ABOUT_COPIES:
                    known.setdefault(event.id, seen)
    apart.merge_all()
    ledger = apart.copies[0].ledger
    acts = [event for event in ledger.store.events() if event.id in known]
    for later in acts:
        for earlier in acts:
            assert ledger.causality.saw(later, earlier) == (earlier.id in known[later.id])


def test_of_what_one_person_undid_and_redid_on_two_machines_the_last_word_counts(monkeypatch: pytest.MonkeyPatch):
    undo, redo, merge = 3, 4, 13
    steps = [(0, undo, 0), (1, merge, 1), (0, redo, 0), (1, redo, 0), (1, undo, 0)]
    check(Apart(), steps)

    def as_it_came(ledger: Ledger, act_id: str) -> Event | None:
        words = ledger.store.touching(f"act/{act_id}")
        return ledger.store.event(words[-1]) if words else None

    monkeypatch.setattr(Ledger, "last_word", as_it_came)
    with pytest.raises(AssertionError):
        check(Apart(), steps)
