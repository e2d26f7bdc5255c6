"""Acts on a store: chained, whole or not at all, taken back by who did them, and cheap however many there are."""

import json

import pytest

from fou_toolkit.errors import DataError
from fou_toolkit.store import Content, Ledger, MemoryStore, open_store, verify
from fou_toolkit.store import ledger as module
from logs import Crowd, Desk, ident, state_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def kari(desk):
    return desk.coder("Kari")


@pytest.fixture
def on_disk(tmp_path):
    store = open_store(tmp_path / "project.fou")
    store.connection.execute("PRAGMA synchronous = OFF")
    yield Desk(store)
    store.close()


def test_a_project_begins_with_an_id_and_a_copy(desk):
    assert [event.kind for event in desk.store.events()] == ["project.begun"]
    assert desk.store.entity(desk.store.get("project")) == {"type": "project"}
    assert len(desk.store.get("replica")) == 20


def test_each_act_follows_the_one_before_it(desk, kari):
    desk.text(kari, "Vi har ansvar.")
    events = list(desk.store.events())
    assert [event.seq for event in events] == [1, 2, 3]
    assert [event.prev for event in events] == ["", events[0].id, events[1].id]
    assert all(event.is_intact and json.loads(event.body) for event in events)


def test_a_copy_begins_a_chain_that_says_what_it_knew(desk, kari):
    heads = desk.store.heads()
    before = desk.store.get("replica")
    desk.ledger.begin_replica(actor=kari)
    begun = list(desk.store.events())[-1]
    assert (begun.kind, begun.seq, begun.prev, json.loads(begun.body)) == (
        "replica.begun",
        1,
        "",
        {"from": list(heads)},
    )
    assert desk.store.get("replica") == begun.replica != before


def test_several_acts_are_done_whole_or_not_at_all(desk, kari):
    before = state_of(desk.store), list(desk.store.contents())

    def half():
        with desk.ledger.writing():
            desk.text(kari, "Vi har ansvar.")
            desk.act("rules.run", kari, found="to")

    with pytest.raises(DataError):
        half()
    assert (state_of(desk.store), list(desk.store.contents())) == before
    assert desk.ledger.latest() == list(desk.store.events())[-1].order[:2]


def test_what_a_content_held_is_nothing_after_it_was_erased(desk, kari):
    content = desk.content("hemmelig")
    desk.act("participant.described", kari, [content], participant=ident("p"), **content.ref)
    assert desk.ledger.value(content.id) == "hemmelig"
    desk.act("content.erased", kari, contents=[content.id])
    assert desk.ledger.value(content.id) is None
    desk.ledger.receive([], [content])
    assert desk.ledger.value(content.id) is None


def test_undo_takes_only_ones_own_acts_newest_first(desk, kari):
    bo = desk.coder("Bo")
    _, version = desk.text(kari, "Vi har ansvar.")
    code = desk.code(kari, "Ansvar")
    (mine,), (his,), (mine_too,) = (
        desk.add(kari, version, code),
        desk.add(bo, version, code),
        desk.add(kari, version, code),
    )
    states = lambda: [desk.store.coding(one).state for one in (mine, his, mine_too)]  # noqa: E731 - short and read at once
    desk.undo(kari)
    assert states() == [1, 1, 0]
    desk.undo(kari)
    assert states() == [0, 1, 0]
    desk.undo(bo)
    assert states() == [0, 0, 0]
    assert desk.undo(bo) is None
    desk.redo(kari)
    assert states() == [1, 0, 0]


def test_after_something_new_nothing_can_be_done_again(desk, kari):
    for name in ("Ansvar", "Plikt"):
        desk.code(kari, name)
    desk.undo(kari)
    assert desk.ledger.redoable(kari) is not None
    desk.code(kari, "Makt")
    assert desk.redo(kari) is None
    assert len(list(desk.ledger.all_undoable(kari))) == 2


def test_what_others_do_does_not_stop_doing_again(desk, kari):
    desk.code(kari, "Ansvar")
    desk.undo(kari)
    desk.code(desk.coder("Bo"), "Plikt")
    assert desk.redo(kari) is not None


def test_withdrawals_erasures_and_merges_cannot_be_taken_back(desk, kari):
    acts = [
        desk.act("participant.withdrawn", kari, participant=ident("p"), scope="all"),
        desk.act("content.erased", kari, contents=[ident("c")]),
        desk.act("source.erased", kari, source=ident("s")),
        desk.act("merge.joined", kari, heads=list(desk.store.heads())),
        desk.act("rules.run", kari, found=1),
    ]
    assert desk.ledger.undoable(kari) is None
    for act in acts:
        with pytest.raises(DataError, match="cannot be taken back"):
            desk.ledger.undo(act, actor=kari)


def test_nobody_takes_back_what_somebody_else_did(desk, kari):
    bo = desk.coder("Bo")
    desk.code(kari, "Ansvar")
    act = list(desk.store.events())[-1]
    with pytest.raises(DataError, match="Only the one who did"):
        desk.ledger.undo(act, actor=bo)
    desk.undo(kari)
    with pytest.raises(DataError, match="Only the one who did"):
        desk.ledger.redo(act, actor=bo)
    # Also not by writing the words oneself.
    desk.redo(kari)
    desk.act("act.undone", bo, act=act.id)
    assert desk.store.undone([act.id]) == frozenset()
    assert verify(desk.store).ok


def test_what_was_taken_back_is_not_taken_back_twice_nor_done_again_twice(desk, kari):
    desk.code(kari, "Ansvar")
    act = desk.ledger.undoable(kari)
    with pytest.raises(DataError, match="was not taken back"):
        desk.ledger.redo(act, actor=kari)
    desk.ledger.undo(act, actor=kari)
    with pytest.raises(DataError, match="already"):
        desk.ledger.undo(act, actor=kari)


def test_two_copies_that_take_back_the_same_act_do_it_again_once(desk, kari):
    code = desk.code(kari, "Ansvar")
    other = desk.copy("other")
    for one in (desk, other):
        one.undo(kari)
    desk.merge(other)
    assert desk.store.entity(code) is None
    assert desk.redo(kari) is not None
    assert desk.store.entity(code) is not None
    assert desk.redo(kari) is None


def test_events_that_are_here_already_are_left_alone(desk, kari):
    desk.code(kari, "Ansvar")
    before = state_of(desk.store), desk.store.state_number()
    assert desk.ledger.receive(desk.store.events(), desk.store.contents()) == 0
    assert (state_of(desk.store), desk.store.state_number()) == before


def test_a_long_session_does_not_fill_the_memory(desk, kari, monkeypatch):
    monkeypatch.setattr(module, "_REMEMBERED", 20_000)
    _, version = desk.text(kari, "Vi har ansvar.")
    code = desk.code(kari, "Ansvar")
    for _ in range(300):
        desk.add(kari, version, code)
    other = Ledger(MemoryStore())
    other.receive(desk.store.events(), ())
    for ledger in (desk.ledger, other):
        assert sum(len(act.event.body) for act in ledger._acts.values()) == ledger._letters <= 20_000
    assert state_of(other.store) == state_of(desk.store)


def test_an_act_that_is_larger_than_all_that_is_remembered_is_read_once(desk, kari, monkeypatch):
    monkeypatch.setattr(module, "_REMEMBERED", 10)
    reads = []
    body_of = module._body
    monkeypatch.setattr(module, "_body", lambda event: reads.append(event.id) or body_of(event))
    _, version = desk.text(kari, "Vi har ansvar.")
    code = desk.code(kari, "Ansvar")
    reads.clear()
    codings = desk.add(kari, version, code, number=500)
    assert len(codings) == 500
    assert len(reads) <= 2


def test_many_codings_in_one_act_are_written_in_parts(desk, kari, monkeypatch):
    monkeypatch.setattr(module, "_TOGETHER", 7)
    _, version = desk.text(kari, "Vi har ansvar.")
    code, parts = desk.code(kari, "Ansvar"), []
    put = desk.store.put_codings
    monkeypatch.setattr(desk.store, "put_codings", lambda rows: parts.append(len(rows)) or put(list(rows)))
    codings = desk.add(kari, version, code, number=30)
    assert [part for part in parts if part] == [7, 7, 7, 7, 2]
    assert [coding for coding, _ in desk.store.codings()] == codings


# --- cost, counted in statements


def statements(store, do):
    """Count what the database is asked while something is done."""
    asked = []
    store.connection.set_trace_callback(asked.append)
    do()
    store.connection.set_trace_callback(None)
    return len(asked)


def test_the_thousandth_coding_asks_no_more_of_the_database_than_the_tenth(on_disk):
    kari = on_disk.coder("Kari")
    _, version = on_disk.text(kari, "Vi har ansvar.")
    code = on_disk.code(kari, "Ansvar")
    costs = [statements(on_disk.store, lambda: on_disk.add(kari, version, code)) for _ in range(1000)]
    assert costs[999] <= costs[9] <= 40
    assert max(costs[10:]) <= costs[9]


@pytest.mark.parametrize("what", ["undo", "redo", "change", "memo", "columns"])
def test_other_acts_cost_the_same_in_a_large_project_too(on_disk, what):
    kari = on_disk.coder("Kari")
    _, version = on_disk.text(kari, "Vi har ansvar.")
    code = on_disk.code(kari, "Ansvar")

    def cost():
        (coding,) = on_disk.add(kari, version, code)
        mark = on_disk.store.state_number("coding") - 1
        doing = {
            "undo": lambda: on_disk.undo(kari),
            "redo": lambda: on_disk.redo(kari),
            "change": lambda: on_disk.act("coding.changed", kari, coding=coding, polarity="hinders"),
            "memo": lambda: on_disk.said(
                "memo.written", kari, "n", memo=on_disk.new(), kind="ethical", target="project"
            ),
            "columns": lambda: on_disk.store.coding_columns(changed_after=mark),
        }
        if what == "redo":
            on_disk.undo(kari)
        return statements(on_disk.store, doing[what])

    first = [cost() for _ in range(3)][-1]
    for _ in range(200):
        on_disk.add(kari, version, code)
    assert cost() <= first


def test_removing_in_a_project_of_several_copies_costs_the_same_however_long_they_are(on_disk):
    kari = on_disk.coder("Kari")
    _, version = on_disk.text(kari, "Vi har ansvar.")
    code = on_disk.code(kari, "Ansvar")
    codings = on_disk.add(kari, version, code, number=3)
    on_disk.ledger.begin_replica(actor=kari)
    remove = lambda n: statements(on_disk.store, lambda: on_disk.act("coding.removed", kari, codings=[codings[n]]))  # noqa: E731
    remove(0)
    first = remove(1)
    for _ in range(200):
        on_disk.add(kari, version, code)
    assert remove(2) <= first


def test_a_random_session_on_disk_is_well(on_disk):
    crowd = Crowd(MemoryStore(), seed="crowd")
    for n in range(200):
        crowd.step(n * 7, n, n * 3, n * 5)
    on_disk.merge(crowd)
    assert verify(on_disk.store).ok
    assert isinstance(next(on_disk.store.contents()), Content)
