"""The state follows from the acts alone, whatever is done, taken back and done again, and in whatever order it arrives."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fou_toolkit.store import GONE, STANDS, Event, Ledger, MemoryStore, open_store, replayed, verify
from fou_toolkit.store.kinds import KINDS
from fou_toolkit.store.state import _FOLDS
from logs import Crowd, Desk, Wall, causal_order, ident, place_of, state_of

NUMBERS = st.integers(0, 11)
ACTS = st.lists(st.tuples(st.integers(0, 26), st.integers(0, 2), NUMBERS, NUMBERS), min_size=4, max_size=60)


def rebuilt(store):
    """Give the state as it is when everything is derived anew."""
    copy = MemoryStore()
    copy.erase_contents(store.erased())
    for event in store.events():
        copy.add_event(event, ())
    Ledger(copy).rebuild()
    return state_of(copy)


class Acting(RuleBasedStateMachine):
    """Three coders do what they like; a slow list says what each can take back."""

    def __init__(self):
        super().__init__()
        self.crowd = Crowd()
        self.done = {coder: [event.id for event in self.own(coder)] for coder in self.crowd.coders}
        self.back = {coder: [] for coder in self.crowd.coders}

    def own(self, coder):
        return [event for event in self.crowd.store.events(actor=coder) if KINDS[event.kind].undoable]

    @rule(what=st.integers(0, 22), who=st.integers(0, 2), one=NUMBERS, two=NUMBERS)
    def act(self, what, who, one, two):
        before = self.crowd.store.count_events()
        self.crowd.step(what, who, one, two)
        for event in list(self.crowd.store.events())[before:]:
            if KINDS[event.kind].undoable:
                self.done[event.actor].append(event.id)
                self.back[event.actor].clear()

    @rule(who=st.integers(0, 2))
    def undo(self, who):
        coder = self.crowd.coders[who]
        word = self.crowd.undo(coder)
        if self.done[coder]:
            self.back[coder].append(self.done[coder].pop())
            assert json.loads(word.body) == {"act": self.back[coder][-1]}
        else:
            assert word is None

    @rule(who=st.integers(0, 2))
    def redo(self, who):
        coder = self.crowd.coders[who]
        word = self.crowd.redo(coder)
        if self.back[coder]:
            self.done[coder].append(self.back[coder].pop())
            assert json.loads(word.body) == {"act": self.done[coder][-1]}
        else:
            assert word is None

    @invariant()
    def what_can_be_taken_back_and_done_again_is_what_the_list_says(self):
        for coder in self.crowd.coders:
            assert [one.id for one in self.crowd.ledger.all_undoable(coder)] == self.done[coder][::-1]
            assert [one.id for one in self.crowd.ledger.all_redoable(coder)] == self.back[coder][::-1]
        taken_back = {one for acts in self.back.values() for one in acts}
        assert self.crowd.store.undone([one.id for one in self.crowd.store.events()]) >= taken_back

    def teardown(self):
        state = state_of(self.crowd.store)
        assert state_of(replayed(self.crowd.store)) == state
        assert rebuilt(self.crowd.store) == state
        assert verify(self.crowd.store).ok
        self.crowd.ledger.rebuild()
        assert state_of(self.crowd.store) == state


TestActing = Acting.TestCase
TestActing.settings = settings(max_examples=80, stateful_step_count=50, deadline=None)


@given(ACTS)
@settings(max_examples=25)
def test_a_file_and_memory_lead_to_the_same_state(tmp_path_factory, acts):
    store = open_store(tmp_path_factory.mktemp("p") / "project.fou")
    store.connection.execute("PRAGMA synchronous = OFF")
    on_disk, in_memory = Crowd(store), Crowd()
    for act in acts:
        on_disk.step(*act)
        in_memory.step(*act)
    assert state_of(store)[:2] == state_of(in_memory.store)[:2]
    assert verify(store).ok
    before = state_of(store)
    on_disk.ledger.rebuild()
    assert state_of(store) == before
    store.close()


@given(ACTS, st.integers(1, 30))
def test_taking_back_n_times_and_doing_again_n_times_changes_nothing(acts, times):
    crowd = Crowd()
    for act in acts:
        crowd.step(*act)
    coder = crowd.coders[0]
    before = state_of(crowd.store)[:3]
    taken = sum(crowd.undo(coder) is not None for _ in range(times))
    again = sum(crowd.redo(coder) is not None for _ in range(taken))
    assert taken == again
    assert state_of(crowd.store)[:3] == before


@given(ACTS)
def test_taking_everything_back_leaves_nothing_of_what_one_did(acts):
    crowd = Crowd(coders=1)
    for act in acts:
        crowd.step(*act)
    while crowd.undo(crowd.coders[0]):
        pass
    kinds = {row["type"] for _, row in crowd.store.entities()}
    # Withdrawals stay.
    assert kinds <= {"project", "coder", "participant"}
    assert {row.state for _, row in crowd.store.codings()} <= {GONE}


# --- several copies


def apart(acts, others):
    """Let two copies go separate ways, meet, and go on; gives the copies."""
    first = Crowd(wall=Wall())
    second = first.away("second")
    copies = [first, second]
    for number, act in enumerate(acts):
        copies[number % 2].step(*act)
    for one, two in ((first, second), (second, first)):
        one.merge(two)
        one.beside(two)
    for number, act in enumerate(others):
        copies[number % 2].step(*act)
    third = first.away("third")
    third.step(0, 0, 1, 1)
    for one, two in ((first, second), (second, third), (third, first), (first, second), (second, first)):
        one.merge(two)
    return first, second, third


@given(ACTS, ACTS, st.integers(0, 10**6))
@settings(max_examples=60)
def test_events_lead_to_one_state_in_whatever_order_they_arrive(acts, others, seed):
    first, second, _ = apart(acts, others)
    assert {one.id for one in first.store.events()} >= {one.id for one in second.store.events()} - set(
        second.store.heads()
    )
    events = list(first.store.events())
    joins = {
        one.id: json.loads(one.body)[name]
        for one in events
        for kind, name in (("merge.joined", "heads"), ("replica.begun", "from"))
        if one.kind == kind
    }
    at_once, bit_by_bit = Ledger(MemoryStore()), Ledger(MemoryStore())
    order = causal_order(events, joins, seed)
    assert at_once.receive(order, ()) == len(events)
    for at in range(0, len(order), 1 + seed % 5):
        bit_by_bit.receive(order[at : at + 1 + seed % 5], ())
    assert bit_by_bit.receive(order, ()) == 0
    expected = state_of(first.store)
    assert state_of(at_once.store) == expected
    assert state_of(bit_by_bit.store) == expected
    assert verify(first.store).ok


def test_two_copies_that_wrote_under_one_id_come_together():
    first = Desk()
    kari = first.coder("Kari")
    _, version = first.text(kari, "Vi har ansvar.")
    code = first.code(kari, "Ansvar")
    (coding,) = first.add(kari, version, code)
    # A copy that nobody noticed: it goes on with the same id.
    second = Desk(MemoryStore(), seed="twin", wall=first.wall, begin=False)
    second.store.put("replica", first.store.get("replica"))
    second.ledger.receive(first.store.events(), first.store.contents())
    first.act("coding.removed", kari, codings=[coding])
    second.add(kari, version, code, start=20)
    second.act("coding.changed", kari, coding=coding, polarity="hinders")
    assert len({*first.store.heads(), *second.store.heads()}) == 2
    first.merge(second)
    second.merge(first)
    assert state_of(first.store)[:2] == state_of(second.store)[:2]
    # Neither knew of the other: what stands goes before what was removed.
    assert first.store.coding(coding).state == STANDS
    assert verify(first.store).ok
    assert verify(second.store).ok
    # Now it is known: a removal counts.
    first.act("coding.removed", kari, codings=[coding])
    assert first.store.coding(coding).state == GONE


def test_taking_back_can_arrive_before_what_it_takes_back():
    first = Desk()
    kari = first.coder("Kari")
    _, version = first.text(kari, "Vi har ansvar.")
    (coding,) = first.add(kari, version, first.code(kari, "Ansvar"))
    added = next(first.store.events(kind="coding.added"))
    other = MemoryStore()
    ledger = Ledger(other)
    rest = [one for one in first.store.events() if one.id != added.id]
    assert ledger.receive(rest, ()) == len(rest)
    word = Event.sealed(ident("else"), 1, (first.wall.ms + 9, 0), kari, "act.undone", {"act": added.id}, "")
    assert ledger.receive([word], ()) == 1
    assert ledger.state_of(coding) is None
    ledger.receive([added], ())
    assert other.coding(coding).state == GONE
    assert other.undone([added.id]) == {added.id}


# --- what acts mean


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def kari(desk):
    return desk.coder("Kari")


def test_every_kind_that_touches_something_has_a_rule():
    log_only = {
        "replica.begun",
        "content.erased",
        "rules.run",
        "act.undone",
        "act.redone",
        "merge.joined",
        "conflict.settled",
    }
    assert set(_FOLDS) == set(KINDS) - log_only


def test_a_coding_keeps_who_made_it_where_and_how(desk, kari):
    _, version = desk.text(kari, "Vi har ansvar.")
    code = desk.code(kari, "Ansvar")
    (coding,) = desk.add(kari, version, code, start=3)
    assert desk.store.coding(coding) == (version, 3, 8, code, kari, 1, 0, STANDS)
    desk.act("coding.changed", kari, coding=coding, polarity="ambivalent", **place_of(version, 1, 2))
    assert desk.store.coding(coding) == (version, 1, 2, code, kari, 1, 3, STANDS)
    desk.act("coding.removed", kari, codings=[coding])
    assert desk.store.coding(coding).state == GONE


def test_undoing_a_removal_brings_the_coding_back_with_its_last_change(desk, kari):
    _, version = desk.text(kari, "Vi har ansvar.")
    (coding,) = desk.add(kari, version, desk.code(kari, "Ansvar"))
    desk.act("coding.changed", kari, coding=coding, polarity="hinders")
    before = desk.store.coding(coding)
    desk.act("coding.removed", kari, codings=[coding])
    desk.undo(kari)
    assert desk.store.coding(coding) == before


def test_a_merged_code_points_to_the_one_it_went_into_and_undoing_brings_it_back(desk, kari):
    one, two = desk.code(kari, "Ansvar"), desk.code(kari, "Plikt")
    before = desk.store.entity(one), desk.store.entity(two)
    desk.said("code.merged", kari, {"id": "Plikt"}, code=one, into=two)
    assert (desk.store.entity(one)["retired"], desk.store.entity(one)["into"]) == (True, two)
    assert desk.store.entity(two)["content"] != before[1]["content"]
    desk.undo(kari)
    assert (desk.store.entity(one), desk.store.entity(two)) == before


def test_a_revision_that_is_taken_back_leaves_the_text_as_it_was(desk, kari):
    source, version = desk.text(kari, "Vi har ansvar.")
    desk.said("source.revised", kari, "Nytt", source=source, version=ident("v2"), from_=version, ops=[], doubts=[])
    assert desk.store.entity(source)["version"] == ident("v2")
    desk.undo(kari)
    assert desk.store.entity(source)["version"] == version
    assert len(desk.store.entity(source)["versions"]) == 1


@pytest.mark.parametrize("later", ["quotation", "all"])
def test_who_has_left_altogether_stays_away_whatever_is_done_later(desk, kari, later):
    person = desk.new()
    desk.said("participant.described", kari, {"pseudonym": "P07"}, participant=person)
    desk.act("participant.withdrawn", kari, participant=person, scope="all")
    desk.act("participant.withdrawn", kari, participant=person, scope=later)
    desk.said("participant.described", kari, {"pseudonym": "P07"}, participant=person)
    desk.undo(kari)
    assert desk.store.entity(person)["withdrawn"] == "all"


def test_a_memo_tells_who_wrote_it_first_and_when(desk, kari):
    bo, memo = desk.coder("Bo"), desk.new()
    desk.said("memo.written", kari, "Først", memo=memo, kind="analytic", target="project")
    first = desk.store.entity(memo)
    desk.said("memo.written", bo, "Så", memo=memo, kind="ethical", target="project")
    assert desk.store.entity(memo) == {**first, "kind": "ethical", "content": desk.store.entity(memo)["content"]}
    assert first["actor"] == kari


def test_a_decision_against_a_suggestion_takes_back_the_coding_of_an_earlier_one(desk, kari):
    _, version = desk.text(kari, "Vi har ansvar.")
    item = {"suggestion": ident("s"), "code": desk.code(kari, "Ansvar"), "coding": desk.new(), **place_of(version)}
    desk.act("decision.made", kari, coder=kari, items=[{**item, "verdict": "accept", "round": 1, "polarity": ""}])
    assert desk.store.coding(item["coding"]).state == STANDS
    desk.act("decision.made", kari, coder=kari, items=[{**item, "verdict": "reject"}])
    assert desk.store.coding(item["coding"]).state == GONE
    assert desk.store.entity(f"{ident('s')}/{kari}")["verdict"] == "reject"
