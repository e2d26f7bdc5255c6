"""No text can get into the log: every field of every kind takes ids, numbers, digests and closed words only."""

import copy
import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.errors import DataError
from fou_toolkit.store import open_store
from fou_toolkit.store.kinds import (
    KINDS,
    MEMO_KINDS,
    SCOPES,
    TARGETS,
    VERDICTS,
    check_body,
    contents_in,
    is_act,
    touched,
)
from logs import Crowd, Desk, ident, place_of

pytestmark = pytest.mark.usefixtures("english")

HASH = "a1" * 32
REF = {"content": ident("content"), "digest": HASH}
PLACE = place_of(ident("version"), 3, 9)
CODE = {"code": ident("code"), "parent": "", "place": 0, **REF}
CODING = {"coding": ident("coding"), "code": ident("code"), "round": 1, "polarity": "hinders", **PLACE}
READING = {"coder": ident("coder"), "source": ident("source"), "round": 1, "whole": "yes"}
MAP = {"ops": [[0, 3], [1, 2]], "doubts": [[4, 9]]}
DECISION = {"suggestion": ident("s"), "verdict": "accept", "suggested": {"code": ident("code"), **PLACE}, **CODING}
FULL = {
    "project.begun": {"project": ident("p")},
    "replica.begun": {"from": [HASH]},
    "coder.named": {"coder": ident("coder"), **REF},
    "source.taken_in": {"source": ident("source"), "version": ident("version"), "facts": REF, **REF},
    "source.described": {"source": ident("source"), **REF},
    "source.revised": {
        "source": ident("source"),
        "version": ident("v2"),
        "from": ident("version"),
        "facts": REF,
        **MAP,
        **REF,
    },
    "source.redacted": {"source": ident("source"), "version": ident("v2"), "from": ident("version"), **MAP, **REF},
    "source.erased": {"source": ident("source")},
    "participant.described": {"participant": ident("person"), **REF},
    "participant.withdrawn": {"participant": ident("person"), "scope": "all"},
    "consent.given": {"subject": ident("person"), **REF},
    "mention.noted": {"mention": ident("mention"), **PLACE, **REF},
    "mention.removed": {"mention": ident("mention")},
    "record.redacted": {"entity": f"{ident('person')}/consent", **REF},
    "codings.redacted": {"items": [{"coding": ident("coding"), **PLACE}], "gone": [ident("gone")]},
    "codebook.redacted": {"items": [{"code": ident("code"), **REF}]},
    "coding.recoded": {"codings": [ident("coding")], "code": ident("code")},
    "content.erased": {"contents": [ident("content")]},
    "codebook.taken_in": {"items": [CODE], "retired": [ident("old")], **REF},
    "codebook.described": REF,
    "code.defined": CODE,
    "code.moved": {"code": ident("code"), "parent": ident("theme"), "place": 2},
    "code.retired": {"code": ident("code")},
    "code.merged": {"code": ident("code"), "into": ident("other"), **REF},
    "code.split": {"code": ident("code"), "items": [CODE]},
    "coding.added": {"coder": ident("coder"), "items": [CODING]},
    "codings.brought_in": {"items": [{**CODING, "coder": ident("coder")}], "read": [READING]},
    "coding.removed": {"codings": [ident("coding")]},
    "coding.changed": {"coding": ident("coding"), "code": ident("code"), "polarity": "", **PLACE},
    "coding.kept": {"codings": [ident("coding")], "code": ident("code")},
    "reading.done": READING,
    "rules.run": {"found": 3},
    "decision.made": {"coder": ident("coder"), "items": [DECISION]},
    "memo.written": {"memo": ident("memo"), "kind": "ethical", "target": "span", "on": ident("on"), **PLACE, **REF},
    "memo.removed": {"memo": ident("memo")},
    "act.undone": {"act": HASH},
    "act.redone": {"act": HASH},
    "merge.joined": {"heads": [HASH]},
    "conflict.settled": {"entity": f"{ident('s')}/{ident('coder')}", "keep": HASH},
}
"""A body of every kind with every field that it may have."""
CLOSED = {*MEMO_KINDS, *SCOPES, *TARGETS, *VERDICTS, "yes", "no", "", "supports", "hinders", "ambivalent", "codebook"}
OPTIONAL_ITEMS = {"coding", "suggested", "round", "polarity"}


def leaves(body, path=()):
    """Give the paths to all values of a body."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield from leaves(value, (*path, name))
    elif isinstance(body, list):
        for number, value in enumerate(body):
            yield from leaves(value, (*path, number))
    else:
        yield path


def put(body, path, value):
    changed = copy.deepcopy(body)
    at = changed
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    return changed


def places(body, path=()):
    """Give the paths to all mappings of a body, itself too."""
    if isinstance(body, dict):
        yield path
    for name, value in body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ():
        yield from places(value, (*path, name))


WHERE = [(kind, path) for kind, body in FULL.items() for path in leaves(body)]
TEXT = st.text(max_size=30) | st.sampled_from(
    ["Kari", "P07", ident("x") + "\n", " " + ident("x"), HASH.upper(), "١٢٣٤"]
)


def is_closed(text):
    plain = set(text) <= set("0123456789abcdef/")
    return text in CLOSED or (plain and all(len(one) in {20, 64} or one.isdigit() for one in text.split("/")))


def test_there_is_a_full_body_of_every_kind():
    assert set(FULL) == set(KINDS)
    assert {kind: sorted(body) for kind, body in FULL.items()} == {kind: sorted(KINDS[kind].fields) for kind in FULL}


@pytest.mark.parametrize("kind", sorted(FULL))
def test_a_full_body_is_written_and_touches_what_it_names(kind):
    check_body(kind, FULL[kind], actor=ident("kari"))
    entities = touched(kind, FULL[kind])
    assert len(entities) == len(set(entities))
    assert all(
        part == "codebook" or is_closed(part) or part in {"consent", "queue"}
        for one in entities
        for part in one.split("/")
    )


@given(st.sampled_from(WHERE), TEXT)
@settings(max_examples=600)
def test_no_text_gets_into_any_field_of_any_kind(where, text):
    kind, path = where
    body = put(FULL[kind], path, text)
    if is_closed(text):
        return
    assert not is_act(kind, body, "")
    with pytest.raises(DataError, match="cannot be written"):
        check_body(kind, body)


@given(
    st.sampled_from(WHERE),
    TEXT | st.none() | st.floats() | st.booleans() | st.lists(TEXT) | st.dictionaries(TEXT, TEXT),
)
@settings(max_examples=400)
def test_what_is_no_id_number_or_word_is_refused_everywhere(where, value):
    kind, path = where
    if isinstance(value, str) and is_closed(value):
        return
    assert not is_act(kind, put(FULL[kind], path, value), "")


@pytest.mark.parametrize("number", [-1, 1.0, True, 2**53 + 1, "1"])
def test_a_number_is_whole_and_of_a_size_that_every_program_can_read(number):
    assert not is_act("rules.run", {"found": number}, "")


@pytest.mark.parametrize("kind", sorted(FULL))
def test_no_field_can_be_added_to_any_part_of_a_body(kind):
    for path in places(FULL[kind]):
        assert not is_act(kind, put(FULL[kind], (*path, "note"), ident("x")), ""), path


@pytest.mark.parametrize("kind", sorted(FULL))
def test_no_needed_field_can_be_missing_from_any_part_of_a_body(kind):
    for path in places(FULL[kind]):
        inner = FULL[kind]
        for part in path:
            inner = inner[part]
        for name in inner:
            optional = KINDS[kind].optional if not path else OPTIONAL_ITEMS if kind == "decision.made" else set()
            shorter = {key: value for key, value in inner.items() if key != name}
            body = put(FULL[kind], path, shorter) if path else shorter
            # What makes a coding says round and polarity as well.
            if name in optional and not (path and name in {"round", "polarity"}):
                assert is_act(kind, body, ""), (path, name)
            else:
                assert not is_act(kind, body, ""), (path, name)


def test_a_decision_against_a_suggestion_needs_no_round():
    item = {key: value for key, value in DECISION.items() if key not in {"round", "polarity"}}
    assert is_act("decision.made", {"coder": ident("coder"), "items": [{**item, "verdict": "reject"}]}, "")
    assert not is_act("decision.made", {"coder": ident("coder"), "items": [item]}, "")


def test_a_kind_that_is_not_known_is_not_written():
    with pytest.raises(DataError, match="source\\.sung"):
        check_body("source.sung", {})


@pytest.mark.parametrize("actor", ["Kari", "kari@example.org", ident("x") + "\n", HASH])
def test_who_acts_is_an_id_and_no_name(actor):
    desk = Desk()
    before = desk.store.count_events()
    with pytest.raises(DataError, match="actor"):
        desk.act("rules.run", actor, found=0)
    assert desk.store.count_events() == before


def test_an_act_that_is_refused_leaves_nothing_of_its_contents():
    desk = Desk()
    content = desk.content("hemmelig")
    with pytest.raises(DataError):
        desk.act("coder.named", "", [content], coder="Kari", **content.ref)
    assert list(desk.store.contents()) == []


@pytest.mark.parametrize("kind", sorted(FULL))
def test_contents_are_found_wherever_a_body_names_them(kind):
    expected = {path[:-1] for path in leaves(FULL[kind]) if path[-1] == "content"}
    assert len(list(contents_in(FULL[kind]))) == len(expected)


def test_after_a_long_session_no_word_that_anybody_wrote_stands_outside_of_the_contents(tmp_path):
    store = open_store(tmp_path / "project.fou")
    store.connection.execute("PRAGMA synchronous = OFF")
    words = iter(f"kanarifugl{n}æ" for n in range(10**6))
    crowd = Crowd(store, words=lambda: next(words))
    chance = random.Random(6)
    for _ in range(600):
        crowd.step(*(chance.randrange(100) for _ in range(4)))
    assert {event.kind for event in store.events()} >= {"memo.written", "code.split", "decision.made", "act.redone"}
    store.close()
    with sqlite3.connect(tmp_path / "project.fou") as plain:
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        with_birds = {
            name
            for name in tables
            if any("kanarifugl" in _letters(row) for row in plain.execute(f"SELECT * FROM {name}"))
        }
    plain.close()
    assert {"event", "entity", "coding", "touch", "name", "fact", "head"} <= set(tables)
    assert with_birds == {"content"}


def _letters(row):
    return " ".join(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row)
