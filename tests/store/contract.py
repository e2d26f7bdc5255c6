"""What every store has to do, whatever keeps it: `tests/store/test_contract.py` asks each kind of store."""

from contextlib import contextmanager, suppress

import numpy as np
import pytest

from fou_toolkit.store import GONE, STANDS, CodingRow, Content, Event
from logs import ident

HASHES = [character * 64 for character in "abcdef"]


def event_of(replica, seq, *, ms=1, count=0, actor="", kind="rules.run", body=None, prev=""):
    return Event.sealed(ident(replica), seq, (ms, count), actor, kind, body or {"found": 0}, prev)


def chain(store, replica, length, touches=(), **more):
    """Add a chain of events, one after the other."""
    made, prev = [], ""
    for seq in range(1, length + 1):
        made.append(event_of(replica, seq, ms=seq, prev=prev, **more))
        store.add_event(made[-1], touches)
        prev = made[-1].id
    return made


def row_of(number=0, *, state=STANDS, code="code"):
    return CodingRow(ident("version"), number, number + 3, ident(code), ident("coder"), 1, 2, state)


def as_rows(columns):
    """Read columns the slow way."""
    found = {}
    for n in range(columns.ids.size):
        names = (columns.names[column[n]] for column in (columns.version, columns.code, columns.coder))
        version, code, coder = names
        numbers = [
            int(column[n]) for column in (columns.start, columns.end, columns.round, columns.polarity, columns.state)
        ]
        start, end, number, polarity, state = numbers
        found[columns.ids[n].decode()] = CodingRow(version, start, end, code, coder, number, polarity, state)
    return found


class OopsError(Exception):
    """Something went wrong in between."""


@contextmanager
def interrupted(inside):
    """Do something inside, and have something go wrong at its end."""
    with suppress(OopsError), inside:
        yield
        raise OopsError


def everything(store):
    ids = [event.id for event in store.events()]
    facts = [store.get(key) for key in ("replica", "project", "clock")]
    state = dict(store.entities()), list(store.codings()), as_rows(store.coding_columns()), store.undone(ids)
    return ids, store.heads(), list(store.touches()), list(store.contents()), store.erased(), facts, state


def fill(store, name):
    """Write something of every sort."""
    store.put("clock", name)
    made = chain(store, name, 2, [ident(name, "entity")])
    store.set_undone(made[0].id, undone=True)
    gone, kept = Content.of(f"{name} borte"), Content.of(f"{name} her")
    store.add_contents([gone, kept])
    store.erase_contents([gone.id])
    store.put_entity(ident(name), {"type": "memo", "content": kept.id})
    store.put_codings([(ident(name, "coding"), row_of(code=name))])


class EventStoreContract:
    """Tests of a fixture `store`, an empty store."""

    # --- writing

    def test_what_is_written_together_is_there_afterwards(self, store):
        with store.writing():
            fill(store, "a")
        assert store.count_events() == 2
        assert store.get("clock") == "a"

    def test_an_error_takes_back_everything_of_every_sort(self, store):
        fill(store, "før")
        before = everything(store)
        with interrupted(store.writing()):
            fill(store, "a")
            store.erase_contents([next(store.contents()).id])
            store.clear_state()
        assert everything(store) == before

    def test_an_error_in_an_inner_part_takes_back_the_outer_one_too(self, store):
        before = everything(store)
        with suppress(OopsError), store.writing():
            fill(store, "a")
            with store.writing():
                fill(store, "b")
                raise OopsError
        assert everything(store) == before

    def test_an_error_after_an_inner_part_takes_back_that_part(self, store):
        before = everything(store)
        with interrupted(store.writing()), store.writing():
            fill(store, "a")
        assert everything(store) == before

    def test_an_error_in_an_inner_part_that_somebody_catches_leaves_no_half(self, store):
        before = everything(store)

        def write():
            with store.writing():
                fill(store, "a")
                with interrupted(store.writing()):
                    fill(store, "b")

        with pytest.raises(RuntimeError, match="taken back"):
            write()
        assert everything(store) == before

    def test_after_an_error_one_can_write_again(self, store):
        with interrupted(store.writing()):
            fill(store, "a")
        fill(store, "a")
        with store.writing(), store.writing():
            fill(store, "b")
        assert store.count_events() == 4
        assert as_rows(store.coding_columns()) == dict(store.codings())

    def test_reading_from_one_state_gives_what_is_there(self, store):
        fill(store, "a")
        with store.reading():
            inside = everything(store)
        assert inside == everything(store)

    def test_one_can_write_after_reading_failed(self, store):
        with pytest.raises(OopsError), store.reading():
            raise OopsError
        fill(store, "a")
        assert store.count_events() == 2

    # --- facts

    def test_a_fact_is_empty_until_it_is_set_and_the_last_value_counts(self, store):
        assert store.get("replica") == ""
        store.put("replica", "én")
        store.put("replica", "to 🙂")
        assert store.get("replica") == "to 🙂"

    # --- events

    def test_events_come_in_the_order_of_their_arrival_whatever_their_clock(self, store):
        late, early = (
            event_of("a", 1, ms=9, actor=ident("kari")),
            event_of("b", 1, ms=2, kind="act.undone", body={"act": HASHES[0]}),
        )
        for one in (late, early):
            store.add_event(one, ())
        assert list(store.events()) == [late, early]
        assert list(store.events(actor=ident("kari"))) == [late]
        assert list(store.events(kind="act.undone")) == [early]
        assert list(store.events(actor=ident("kari"), kind="act.undone")) == []

    def test_an_event_is_found_by_its_id_exactly_as_it_was_added(self, store):
        one = event_of("a", 1, ms=2**52, count=3, actor=ident("kari"))
        store.add_event(one, ())
        assert store.event(one.id) == one
        assert store.event(one.id).is_intact
        assert store.event(HASHES[0]) is None

    def test_the_newest_event_of_an_actor_is_the_last_by_the_clock_then_by_copy_and_id(self, store):
        kari, bo = ident("kari"), ident("bo")
        mine = [
            event_of(name, 1, ms=ms, count=n, actor=kari)
            for name, ms, n in (("a", 5, 0), ("b", 5, 1), ("c", 9, 0), ("d", 5, 0))
        ]
        for one in (*mine, event_of("e", 1, ms=99, actor=bo)):
            store.add_event(one, ())
        assert list(store.newest(kari)) == sorted(mine, key=lambda one: one.order, reverse=True)
        assert list(store.newest(ident("nobody"))) == []

    def test_the_end_of_a_chain_is_its_highest_number(self, store):
        assert store.chain_end(ident("a")) is None
        made = chain(store, "a", 3)
        chain(store, "b", 5)
        assert store.chain_end(ident("a")) == made[-1]

    def test_of_two_branches_of_equal_length_the_end_is_what_came_last(self, store):
        first = chain(store, "a", 2)
        other = event_of("a", 2, ms=77, prev=first[0].id)
        store.add_event(other, ())
        assert store.chain_end(ident("a")) == other
        assert store.heads() == tuple(sorted((first[1].id, other.id)))

    def test_heads_are_the_ends_of_all_chains(self, store):
        assert store.heads() == ()
        made = [chain(store, name, length)[-1].id for name, length in (("a", 1), ("b", 3))]
        assert store.heads() == tuple(sorted(made))

    def test_what_touches_an_entity_comes_in_the_order_of_arrival(self, store):
        one, two = ident("one"), ident("two")
        made = chain(store, "a", 2, [one, two])
        alone = chain(store, "b", 1, [two])
        assert store.touching(one) == tuple(event.id for event in made)
        assert store.touching(two) == tuple(event.id for event in (*made, *alone))
        assert store.touching(ident("three")) == ()
        by_entity = [(entity, event) for entity in sorted((one, two)) for event in store.touching(entity)]
        assert list(store.touches()) == by_entity

    def test_entities_that_several_copies_touch_are_known(self, store):
        chain(store, "a", 2, [ident("mine"), ident("ours")])
        chain(store, "b", 1, [ident("ours")])
        assert store.shared_entities() == (ident("ours"),)

    def test_touches_can_be_added_later(self, store):
        (made,) = chain(store, "a", 1)
        store.add_touches(made.id, ())
        store.add_touches(made.id, [ident("one"), ident("two")])
        assert store.touching(ident("two")) == (made.id,)

    def test_what_was_taken_back_is_known_for_many_at_once(self, store):
        made = [event.id for event in chain(store, "a", 1203)]
        assert store.undone(made) == frozenset()
        for one in (made[0], made[600], made[-1]):
            store.set_undone(one, undone=True)
        store.set_undone(made[600], undone=False)
        assert store.undone(iter(made)) == {made[0], made[-1]}
        assert store.undone([made[1]]) == frozenset()

    # --- contents

    def test_a_content_comes_back_letter_by_letter(self, store):
        values = ["Blåbær", "bla\u030ab", "🙂‍↔️", "a\r\nb\0c", {"liste": [1, None, 2.5]}, "\ud800"]
        made = [Content.of(value) for value in values]
        store.add_contents(made)
        assert [store.content(one.id).value for one in made] == values
        assert list(store.contents()) == made
        assert [store.content(one.id).digest for one in made] == [one.digest for one in made]

    def test_a_content_that_is_there_stays_as_it_is(self, store):
        one = Content.of("først")
        store.add_contents([one])
        store.add_contents([Content(one.id, b"x" * 16, b'"annet"')])
        assert store.content(one.id) == one

    def test_erased_contents_are_gone_and_cannot_come_back(self, store):
        gone, kept = Content.of("borte"), Content.of("her")
        store.add_contents([gone, kept])
        store.erase_contents([gone.id])
        store.add_contents([gone])
        store.erase_contents([gone.id])
        assert store.content(gone.id) is None
        assert list(store.contents()) == [kept]
        assert store.erased() == {gone.id}

    def test_a_content_that_was_erased_before_it_came_never_comes(self, store):
        one = Content.of("aldri")
        store.erase_contents([one.id])
        store.add_contents([one])
        assert store.content(one.id) is None

    # --- state

    def test_an_entity_is_set_replaced_and_taken_away(self, store):
        row = {"type": "memo", "content": ident("content"), "liste": [1, 2]}
        store.put_entity(ident("a"), row)
        assert store.entity(ident("a")) == row
        store.put_entity(ident("a"), {"type": "code"})
        assert dict(store.entities("memo")) == {}
        assert dict(store.entities("code")) == {ident("a"): {"type": "code"}}
        store.put_entity(ident("a"), None)
        store.put_entity(ident("a"), None)
        assert store.entity(ident("a")) is None

    def test_entities_come_sorted_all_or_of_one_type(self, store):
        for n in range(6):
            store.put_entity(ident(n), {"type": "memo" if n % 2 else "code", "n": n})
        assert [entity for entity, _ in store.entities()] == sorted(ident(n) for n in range(6))
        assert [row["n"] for _, row in store.entities("memo")] == [n for n in sorted(range(6), key=ident) if n % 2]

    def test_a_row_that_somebody_got_can_be_changed_without_changing_the_store(self, store):
        store.put_entity(ident("a"), {"type": "memo", "liste": [1]})
        store.entity(ident("a"))["liste"].append(2)
        assert store.entity(ident("a")) == {"type": "memo", "liste": [1]}

    def test_codings_come_in_the_order_in_which_they_came_first(self, store):
        store.put_codings([(ident(n), row_of(n)) for n in range(3)])
        store.put_codings([(ident(0), row_of(9, state=GONE))])
        assert list(store.codings()) == [
            (ident(0), row_of(9, state=GONE)),
            (ident(1), row_of(1)),
            (ident(2), row_of(2)),
        ]
        assert store.coding(ident(2)) == row_of(2)
        assert store.coding(ident(7)) is None

    def test_columns_say_the_same_as_rows(self, store):
        rows = [(ident(n), row_of(n, code=f"code {n % 3}", state=n % 2)) for n in range(7)]
        store.put_codings(rows)
        columns = store.coding_columns()
        assert as_rows(columns) == dict(rows)
        assert columns.number.tolist() == list(range(7))
        assert columns.ids.dtype == "S20"

    def test_columns_of_an_empty_store_are_empty(self, store):
        columns = store.coding_columns()
        assert columns.ids.size == columns.start.size == columns.state.size == 0
        assert columns.ids.dtype == "S20"

    def test_columns_of_what_changed_patch_what_was_known(self, store):
        store.put_codings([(ident(n), row_of(n)) for n in range(4)])
        known, mark = store.coding_columns(), store.state_number("coding")
        store.put_codings([(ident(1), row_of(8, state=GONE)), (ident(9), row_of(9, code="ny"))])
        patch = store.coding_columns(changed_after=mark)
        assert set(as_rows(patch)) == {ident(1), ident(9)}
        assert {**as_rows(known), **as_rows(patch)} == dict(store.codings())
        assert patch.number.tolist() == [1, 4]
        assert store.coding_columns(changed_after=store.state_number("coding")).ids.size == 0
        assert np.array_equal(store.coding_columns().number, np.arange(5))

    def test_the_number_of_the_state_grows_for_what_changed_and_only_there(self, store):
        def numbers():
            return [store.state_number(kind) for kind in ("", "memo", "code", "coding")]

        def grown(before):
            return [new > old for new, old in zip(numbers(), before, strict=True)]

        before = numbers()
        assert before == [0, 0, 0, 0]
        store.put_entity(ident("a"), {"type": "memo"})
        assert grown(before) == [True, True, False, False]
        before = numbers()
        store.put_codings([(ident("c"), row_of())])
        assert grown(before) == [True, False, False, True]
        before = numbers()
        store.put_codings([])
        store.put_entity(ident("nobody"), None)
        assert numbers() == before
        store.put_entity(ident("a"), None)
        assert grown(before) == [True, True, False, False]

    def test_forgetting_the_state_keeps_events_and_contents(self, store):
        fill(store, "a")
        events, contents, heads, erased = list(store.events()), list(store.contents()), store.heads(), store.erased()
        before = [store.state_number(kind) for kind in ("memo", "coding")]
        store.clear_state()
        assert (list(store.events()), list(store.contents()), store.heads(), store.erased()) == (
            events,
            contents,
            heads,
            erased,
        )
        assert list(store.entities()) == list(store.codings()) == list(store.touches()) == []
        assert store.undone([one.id for one in events]) == frozenset()
        assert all(store.state_number(kind) > number for kind, number in zip(("memo", "coding"), before, strict=True))

    def test_codings_can_be_set_after_the_state_was_forgotten(self, store):
        fill(store, "a")
        store.clear_state()
        store.put_codings([(ident(n), row_of(n, code=f"ny {n}")) for n in range(3)])
        assert as_rows(store.coding_columns()) == dict(store.codings())
        assert store.coding_columns().number.tolist() == [0, 1, 2]
