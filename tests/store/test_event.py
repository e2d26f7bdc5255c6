"""An event is sealed by its hash; a content by a salted one."""

import hashlib
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.store import Content, Event, new_id
from fou_toolkit.store.event import canonical
from logs import ident

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def event():
    return Event.sealed(ident("copy"), 3, (1_700_000_000_000, 2), ident("kari"), "rules.run", {"found": 7}, "a" * 64)


def test_the_id_is_the_hash_of_everything_in_the_event(event):
    written = ["a" * 64, ident("copy"), "3", "1700000000000", "2", ident("kari"), "rules.run", '{"found":7}']
    assert event.id == hashlib.sha256("\n".join(written).encode()).hexdigest()
    assert event.is_intact


@pytest.mark.parametrize("name", [field.name for field in fields(Event)])
def test_no_part_can_be_changed_without_being_seen(event, name):
    old = getattr(event, name)
    assert not replace(event, **{name: old + 1 if isinstance(old, int) else old[:-1] + "0 "}).is_intact


def test_what_makes_the_order_is_the_clock_then_the_copy_then_the_id(event):
    assert event.order == (1_700_000_000_000, 2, ident("copy"), event.id)


@given(JSON)
def test_json_is_written_in_one_way(value):
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


def test_the_order_of_keys_does_not_count():
    assert canonical({"b": 1, "a": {"d": 1, "c": 2}}) == canonical({"a": {"c": 2, "d": 1}, "b": 1})


def test_letters_stand_as_they_are_so_that_other_tools_find_them():
    assert Content.of({"navn": "Blåbær 🙂"}).data == '{"navn":"Blåbær 🙂"}'.encode()


@given(JSON)
def test_a_content_gives_back_what_was_stored(value):
    assert Content.of(value).value == value


@given(st.text(st.characters(min_codepoint=0xD700, max_codepoint=0xE001), max_size=5))
def test_also_letters_that_no_file_can_hold_come_back(text):
    assert Content.of(text).value == text


def test_equal_contents_cannot_be_told_from_their_hashes():
    made = [Content.of("ja") for _ in range(20)]
    assert len({one.digest for one in made}) == len({one.id for one in made}) == len({one.salt for one in made}) == 20
    assert all(len(one.salt) == 16 for one in made)
    one = made[0]
    assert one.digest == hashlib.sha256(one.salt + b'"ja"').hexdigest()
    assert one.ref == {"content": one.id, "digest": one.digest}


def test_ids_are_random_and_of_twenty_hex_digits():
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == 20 and set(one) <= set("0123456789abcdef") for one in made)
