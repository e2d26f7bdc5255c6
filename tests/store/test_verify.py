"""`verify` sees whatever was changed behind the back of the program, and nothing where nothing was."""

import contextlib
import sqlite3
from importlib import import_module

import pytest

from fou_toolkit.errors import DamageError, DataError
from fou_toolkit.store import Event, Ledger, MemoryStore, SqliteStore, check_log, open_store, replayed, verify
from logs import Desk, ident, state_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def path(tmp_path):
    """Give a database in which two people have worked, and something was taken back."""
    store = open_store(tmp_path / "project.fou")
    desk = Desk(store)
    kari, bo = desk.coder("Kari"), desk.coder("Bo")
    _, version = desk.text(kari, "Vi har ansvar.")
    code = desk.code(kari, "Ansvar")
    for coder in (kari, bo, kari):
        (coding,) = desk.add(coder, version, code)
    desk.act("coding.changed", kari, coding=coding, polarity="hinders")
    desk.said("memo.written", bo, "Et notat", memo=ident("memo"), kind="analytic", target="project")
    desk.undo(kari)
    store.close()
    return tmp_path / "project.fou"


def edited(path, *statements):
    """Change the database with another program, and look at it."""
    with contextlib.closing(sqlite3.connect(path)) as plain:
        changed = 0
        for statement in statements:
            changed += plain.execute(statement).rowcount
        plain.commit()
    assert changed
    with contextlib.closing(SqliteStore(path)) as store:
        return verify(store)


def faults(found):
    return [str(fault) for fault in found.faults]


def test_all_is_well_where_nothing_was_changed(path):
    with contextlib.closing(SqliteStore(path)) as store:
        found = verify(store)
        assert found.ok
        assert (found.events, found.chains, found.contents, found.erased, found.unknown) == (11, 1, 6, 0, 0)
        assert found.caption.startswith("All is well")
        assert list(found.rows()) == []
        assert "11 acts in 1 chains, 6 contents; 0 erased" in str(found)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE event SET body = replace(body, 'hinders', 'supports') WHERE kind = 'coding.changed'", "was changed"),
        ("UPDATE event SET actor = (SELECT actor FROM event WHERE n = 3) WHERE n = 6", "was changed"),
        ("UPDATE event SET ms = ms + 1 WHERE n = 5", "was changed"),
        ("UPDATE event SET replica = '0123456789abcdef0123' WHERE n = 5", "was changed"),
        ("UPDATE event SET kind = 'code.retired' WHERE kind = 'code.defined'", "was changed"),
        ("UPDATE event SET id = replace(id, substr(id, 1, 8), '00000000') WHERE n = 5", "was changed"),
        ("DELETE FROM event WHERE n = 5", "does not follow"),
        ("DELETE FROM event WHERE n = 1", "does not follow"),
        ("DELETE FROM event WHERE n = (SELECT max(n) FROM event)", "The ends of the chains"),
        ("UPDATE head SET event = (SELECT id FROM event WHERE n = 5)", "The ends of the chains"),
        ("DELETE FROM head", "The ends of the chains"),
        ("UPDATE event SET n = 100 WHERE n = 3", "The ends of the chains"),
        ("UPDATE content SET data = CAST(replace(data, 'Kari', 'Mari') AS BLOB) WHERE n = 1", "was changed"),
        ("UPDATE content SET salt = x'00112233445566778899aabbccddeeff' WHERE n = 2", "was changed"),
        ("DELETE FROM content WHERE n = 3", "is missing, and no act erased it"),
        ("INSERT INTO content (id, salt, data) VALUES ('0123456789abcdef0123', x'00', x'22')", "belongs to no act"),
        ("UPDATE coding SET start = start + 1 WHERE n = 2", "(coding) is not what the acts lead to"),
        ("UPDATE coding SET state = 1 - state WHERE n = 1", "(coding) is not what the acts lead to"),
        ("UPDATE coding SET polarity = 2 WHERE n = 3", "(coding) is not what the acts lead to"),
        ("UPDATE coding SET coder = (SELECT coder FROM coding WHERE n = 2) WHERE n = 1", "(coding) is not"),
        ("DELETE FROM coding WHERE n = 3", "(coding) is not what the acts lead to"),
        ("UPDATE name SET id = '0123456789abcdef0123' WHERE n = 1", "(coding) is not what the acts lead to"),
        (
            "UPDATE entity SET row = replace(row, 'false', 'true') WHERE type = 'code'",
            "(code) is not what the acts lead to",
        ),
        ("DELETE FROM entity WHERE type = 'memo'", "(memo) is not what the acts lead to"),
        ("INSERT INTO entity VALUES ('ny', 'rykte', '{\"type\":\"rykte\"}')", "(rykte) is not what the acts lead to"),
        ("UPDATE entity SET row = 'ikke noe' WHERE type = 'memo'", "cannot be read"),
        ("UPDATE event SET undone = 1 WHERE n = 6", "What was taken back"),
        ("UPDATE event SET undone = 0 WHERE undone", "What was taken back"),
        ("DELETE FROM touch WHERE event = 9", "Which acts are about what"),
        ("INSERT INTO touch VALUES ('0123456789abcdef0123', 9)", "Which acts are about what"),
    ],
)
def test_a_change_by_another_program_is_found(path, statement, message):
    found = edited(path, statement)
    assert not found.ok
    assert any(message in fault for fault in faults(found)), faults(found)
    assert f"✗ {found.faults[0]}" in str(found)


def sealed(path, kind, body, *, actor="", seq=None, prev=None):
    """Write an event with a right hash past the program, at the end of the chain or elsewhere."""
    with contextlib.closing(SqliteStore(path)) as store:
        last = store.chain_end(store.get("replica"))
        event = Event.sealed(
            last.replica, seq or last.seq + 1, (last.ms + 1, 0), actor, kind, body, last.id if prev is None else prev
        )
        store.add_event(event, ())
        return verify(store)


def test_an_act_that_was_added_past_the_program_is_found_by_the_state(path):
    with contextlib.closing(SqliteStore(path)) as store:
        coding = next(store.codings())[0]
    found = sealed(path, "coding.removed", {"codings": [coding]})
    assert any("(coding) is not what the acts lead to" in fault for fault in faults(found))


def test_a_chain_whose_beginning_is_missing_is_found(path):
    found = sealed(path, "rules.run", {"found": 1}, seq=12, prev="")
    assert faults(found)[0].endswith("does not follow the one before it.")


def test_an_act_that_was_put_in_between_is_found(path):
    with contextlib.closing(SqliteStore(path)) as store:
        middle = list(store.events())[4]
    found = sealed(path, "rules.run", {"found": 1}, seq=3, prev=middle.id)
    assert any("does not follow" in fault for fault in faults(found))


@pytest.mark.parametrize(
    ("kind", "body", "actor"),
    [
        ("rules.run", {"found": 1, "note": "Kari sa at"}, ""),
        ("rules.run", {"found": 1}, "Kari"),
        ("coding.removed", {"codings": ["Kari"]}, ""),
        ("conflict.settled", {"entity": ident("x")}, ""),
        ("decision.made", {"coder": ident("x"), "items": [{}]}, ""),
    ],
)
def test_an_act_that_holds_what_no_act_can_hold_is_found_even_with_a_right_hash(path, kind, body, actor):
    found = sealed(path, kind, body, actor=actor)
    assert any("is not what an act of its kind can be" in fault for fault in faults(found))
    with pytest.raises(DamageError, match="is not what an act"):
        open_store(path)


def test_a_body_that_is_no_json_is_found(path):
    found = edited(path, "UPDATE event SET body = 'ikke noe' WHERE n = 4")
    assert len(found.faults) >= 2


def test_what_was_erased_by_an_act_is_no_fault_and_is_counted(path):
    with contextlib.closing(SqliteStore(path)) as store:
        kept = {content.id: content for content in store.contents()}
        gone = sorted(kept)[:4]
        Ledger(store).act("content.erased", {"contents": gone}, actor="")
        found = verify(store)
        assert found.ok
        assert (found.contents, found.erased) == (2, 4)
        # Somebody fetches it back from an old copy.
        store.connection.execute("DELETE FROM erased")
        store.add_contents([kept[gone[0]]])
        assert f"Content {gone[0]} was erased and is there." in faults(verify(store))


def test_copies_that_came_together_and_one_that_split_unnoticed_are_well(path):
    with contextlib.closing(SqliteStore(path)) as store:
        desk = Desk(store, seed="more", begin=False)
        twin = Desk(MemoryStore(), seed="twin", begin=False, wall=desk.wall)
        twin.store.put("replica", store.get("replica"))
        twin.ledger.receive(store.events(), store.contents())
        for number, one in enumerate((desk, twin)):
            one.act("rules.run", "", found=number)
        desk.merge(twin)
        found = verify(store)
        assert found.ok
        assert found.chains == 3


def test_acts_of_a_newer_version_are_kept_counted_and_touch_nothing(path):
    with contextlib.closing(SqliteStore(path)) as store:
        before = state_of(store)
        last = store.chain_end(store.get("replica"))
        new = [
            Event.sealed(
                ident("new"), 1, (last.ms + 5, 0), ident("kari"), "source.sung", {"melody": [1, {"items": 3}]}, ""
            )
        ]
        new.append(
            Event.sealed(
                ident("new"), 2, (last.ms + 6, 0), ident("kari"), "source.danced", {"act": 1, "items": [2]}, new[0].id
            )
        )
        ledger = Ledger(store)
        assert ledger.receive(new, ()) == 2
        assert state_of(store) == before
        found = verify(store)
        assert found.ok
        assert found.unknown == 2
        assert "2 acts are of a kind that this version does not know." in found.notes
        assert store.event(new[0].id) == new[0]
        ledger.rebuild()
        assert state_of(store) == before
        assert ledger.undoable(ident("kari")) is None
        assert ledger.receive(new, ()) == 0
    open_store(path).close()


def test_acts_that_a_newer_version_wrote_count_as_soon_as_this_one_knows_their_kind(path, monkeypatch):
    kinds, ledger, opening, act, state, checking = (
        import_module(f"fou_toolkit.store.{name}") for name in ("kinds", "ledger", "opening", "_act", "state", "verify")
    )
    with contextlib.closing(SqliteStore(path)) as store:
        last = store.chain_end(store.get("replica"))
        body = {"memo": ident("memo")}
        new = Event.sealed(last.replica, last.seq + 1, (last.ms + 5, 0), last.actor, "memo.silenced", body, last.id)
        Ledger(store).receive([new], ())
        assert store.entity(ident("memo")) is not None
    known = {**kinds.KINDS, "memo.silenced": kinds.KINDS["memo.removed"]}
    for module in (kinds, ledger, act, checking):
        monkeypatch.setattr(module, "KINDS", known)
    monkeypatch.setattr(state, "_FOLDS", {**state._FOLDS, "memo.silenced": state._FOLDS["memo.removed"]})
    with contextlib.closing(opening.open_store(path)) as store:
        assert store.entity(ident("memo")) is None
        assert verify(store).ok
        epoch = store.get("epoch")
    with contextlib.closing(opening.open_store(path)) as store:
        # It was derived anew once, not at each opening.
        assert store.get("epoch") == epoch


def test_the_state_at_a_time_is_what_had_been_done_by_then(path):
    with contextlib.closing(SqliteStore(path)) as store:
        events = list(store.events())
        for number, event in enumerate(events):
            past = replayed(store, until=event.ms)
            assert [one.id for one in past.events()] == [one.id for one in events[: number + 1]]
        assert state_of(past) == state_of(store)
        assert dict(replayed(store, until=events[7].ms).entities("memo")) == {}
        assert replayed(store, until=0).count_events() == 0


def test_replaying_shows_its_progress(path):
    seen = []

    def progress(events):
        for event in events:
            seen.append(event.id)
            yield event

    with contextlib.closing(SqliteStore(path)) as store:
        ids = [event.id for event in store.events()]
        check_log(store, progress=progress)
        assert seen == ids
        replayed(store, progress=progress)
        assert seen == ids * 2


def test_others_can_write_while_the_log_is_checked_and_nothing_wrong_is_seen(path):
    with contextlib.closing(SqliteStore(path)) as store, contextlib.closing(SqliteStore(path)) as other:
        other.connection.execute("PRAGMA busy_timeout = 0")

        def progress(events):
            yield from events
            with contextlib.suppress(TimeoutError):
                Ledger(other).act("rules.run", {"found": 1}, actor="")

        assert check_log(store, progress=progress).ok
        assert verify(store, progress=progress).ok


@pytest.mark.parametrize(
    "spoil",
    [
        lambda event: Event.sealed(
            event.replica, event.seq, (event.ms, 7), event.actor, "rules.run", {"found": "æ"}, event.prev
        ),
        lambda event: Event.sealed(event.replica, 9, (event.ms, 7), event.actor, "rules.run", {"found": 1}, "f" * 64),
        lambda event: Event.sealed(
            event.replica, 9, (event.ms, 7), event.actor, "merge.joined", {"heads": ["f" * 64]}, event.id
        ),
        lambda event: Event(*(getattr(event, name) for name in event.__slots__[:-1]), "f" * 64),
    ],
)
def test_a_damaged_event_of_another_copy_is_refused_and_nothing_is_half_taken_in(path, spoil):
    with contextlib.closing(SqliteStore(path)) as store:
        events, before = list(store.events()), state_of(store)
        last = events[-1]
        good = Event.sealed(ident("other"), 1, (last.ms, 9), "", "memo.removed", {"memo": ident("memo")}, "")
        with pytest.raises(DataError, match="is damaged, or the one before it is missing"):
            Ledger(store).receive([good, spoil(last)], ())
        assert list(store.events()) == events
        assert state_of(store) == before


def test_settling_a_conflict_with_an_act_about_something_else_changes_nothing(path):
    with contextlib.closing(SqliteStore(path)) as store:
        before, events = state_of(store)[:2], list(store.events())
        memo = next(store.entities("memo"))[0]
        ledger = Ledger(store)
        for keep in (events[1].id, "f" * 64):
            ledger.act("conflict.settled", {"entity": memo, "keep": keep}, actor="")
        assert state_of(store)[:2] == before
        assert verify(store).ok
