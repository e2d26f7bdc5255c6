"""What copies disagree about is listed, stands so that nothing is lost, and is decided by a person."""

import pytest

import fou_toolkit as fou
from apart import dump
from fou_toolkit.errors import DataError, StaleError, UnknownIdError
from fou_toolkit.store import GONE, STANDS, Content, verify
from fou_toolkit.text.spanmap import span_map
from fou_toolkit.workspace.joining.conflicts import Conflicts
from fou_toolkit.workspace.live.handle import Workspace
from fou_toolkit.workspace.live.records import facts_record, text_record

Pair = tuple[Workspace, Workspace]


def merge(a: Workspace, b: Workspace) -> Conflicts:
    """Merge both ways, and look whether both say the same."""
    a.merge(b.folder).apply()
    b.merge(a.folder).apply()
    assert dump(a.store) == dump(b.store)
    assert [str(one) for one in a.conflicts()] == [str(one) for one in b.conflicts()]
    assert verify(a.store).ok
    assert verify(b.store).ok
    return a.conflicts()


def the_coding(ws: Workspace) -> str:
    return str(next(iter(ws.store.codings()))[0])


def state(ws: Workspace, coding: str) -> tuple[int, int]:
    row = ws.store.coding(coding)
    assert row is not None
    return row.state, row.polarity


def change(ws: Workspace, coding: str, **what: object) -> None:
    ws.act("coding.changed", {"coding": coding, **what})


def write(ws: Workspace, text: str, memo: str = "") -> str:
    content = Content.of({"text": text})
    memo = memo or ws.ledger.new_id()
    ws.act("memo.written", {"memo": memo, "kind": "analytic", "target": "project", **content.ref}, [content])
    return memo


def define(ws: Workspace, uid: str, **data: object) -> None:
    code = ws.present.codes.get(uid) or next(iter(ws.present.codes.values()))
    content = Content.of({**code.data, **data})
    body = {"code": uid, "parent": code.row["parent"], "place": code.row["place"]}
    ws.act("code.defined", {**body, **content.ref}, [content])


def revise(ws: Workspace, put: str, kind: str = "source.revised") -> None:
    stored = ws.present.sources[ws.source_uid("eksempel")]
    record = ws.ledger.value(stored.text)
    steps = span_map(record["text"], record["text"] + put)
    content = Content.of({**record, "text": record["text"] + put})
    body = {"source": stored.uid, "version": ws.ledger.new_id(), "from": stored.version}
    ws.act(kind, {**body, "ops": steps.to_ops(), "doubts": steps.doubts(), **content.ref}, [content])


# --- codings


def test_a_coding_changed_in_two_ways_is_listed_and_the_later_stands(pair: Pair):
    a, b = pair
    coding = the_coding(a)
    change(a, coding, polarity="hinders")
    change(b, coding, polarity="supports")
    [one] = merge(a, b)
    assert (one.kind, str(one.about)) == ("coding", f"{coding} by kari in eksempel")
    assert [(side.who, str(side)) for side in one.sides] == [
        ("kari", "polarity: hinders"),
        ("ola", "polarity: supports"),
    ]
    assert str(one.now) == "polarity: supports"
    assert state(a, coding) == (STANDS, fou.model.POLARITIES.index("supports"))


def test_a_coding_changed_in_the_same_way_is_no_conflict(pair: Pair):
    a, b = pair
    for ws in pair:
        change(ws, the_coding(ws), polarity="hinders")
    assert not merge(a, b)


@pytest.mark.parametrize("first", [0, 1])
def test_a_coding_that_one_removed_and_another_changed_stands_until_it_is_settled(pair: Pair, first: int):
    a, b = pair
    coding = the_coding(a)
    verbs = [
        lambda: a.act("coding.removed", {"codings": [coding]}),
        lambda: change(b, coding, polarity="hinders"),
    ]
    verbs[first]()
    verbs[1 - first]()
    [one] = merge(a, b)
    assert state(a, coding)[0] == STANDS
    removal = next(number for number, side in enumerate(one.sides, start=1) if "removed" in str(side))
    b.settle(one.number, keep=removal)
    assert not merge(a, b)
    assert state(a, coding)[0] == GONE


def test_two_who_removed_the_same_coding_agree(pair: Pair):
    a, b = pair
    coding = the_coding(a)
    for ws in pair:
        ws.act("coding.removed", {"codings": [coding]})
    assert not merge(a, b)
    assert state(a, coding)[0] == GONE


def test_an_act_that_was_taken_back_while_another_went_on_with_it_stands_and_is_listed(pair: Pair):
    a, b = pair
    coding = the_coding(a)
    event = next(a.store.events(kind="coding.added"))
    a.ledger.undo(event, actor=event.actor)
    change(b, coding, polarity="hinders")
    assert state(a, coding)[0] == GONE
    [one] = merge(a, b)
    assert state(a, coding)[0] == STANDS
    assert {str(side) for side in one.sides} == {"stands: removed", "code: M1; passage: 60–90; polarity: hinders"}
    undoing = next(number for number, side in enumerate(one.sides, start=1) if "removed" in str(side))
    a.settle(one, keep=undoing)
    assert not merge(a, b)
    assert state(b, coding)[0] == GONE


def test_a_later_act_that_knew_of_both_settles_a_conflict_too(pair: Pair):
    a, b = pair
    coding = the_coding(a)
    change(a, coding, polarity="hinders")
    change(b, coding, polarity="supports")
    assert len(merge(a, b)) == 1
    change(b, coding, polarity="ambivalent")
    assert not merge(a, b)


# --- settling


@pytest.mark.parametrize(("keep", "polarity"), [(1, "hinders"), (2, "supports")])
def test_a_settled_conflict_is_gone_also_after_further_merges(pair: Pair, keep: int, polarity: str):
    a, b = pair
    coding = the_coding(a)
    change(a, coding, polarity="hinders")
    change(b, coding, polarity="supports")
    [one] = merge(a, b)
    assert a.settle(one, keep=keep).kind == "conflict.settled"
    assert not a.conflicts()
    assert not merge(a, b)
    assert state(b, coding)[1] == fou.model.POLARITIES.index(polarity)
    b.code("eksempel", fou.Span(0, 4), "M1")
    assert not merge(a, b)


def test_settling_differently_on_both_sides_is_a_conflict_again(pair: Pair):
    a, b = pair
    coding = the_coding(a)
    change(a, coding, polarity="hinders")
    change(b, coding, polarity="supports")
    merge(a, b)
    a.settle(1, keep=1)
    b.settle(1, keep=2)
    [one] = merge(a, b)
    assert {str(side) for side in one.sides} == {"polarity: hinders", "polarity: supports"}
    a.settle(one, keep=1)
    assert not merge(a, b)


def test_settling_alike_on_both_sides_is_settled(pair: Pair):
    a, b = pair
    change(a, the_coding(a), polarity="hinders")
    change(b, the_coding(b), polarity="supports")
    merge(a, b)
    a.settle(1, keep=1)
    b.settle(1, keep=1)
    assert not merge(a, b)


def test_only_what_is_open_can_be_settled(pair: Pair):
    a, b = pair
    change(a, the_coding(a), polarity="hinders")
    change(b, the_coding(b), polarity="supports")
    [one] = merge(a, b)
    with pytest.raises(UnknownIdError, match="no side «3»"):
        a.settle(one, keep=3)
    with pytest.raises(UnknownIdError, match="no side «both»"):
        a.settle(one, keep="both")
    with pytest.raises(UnknownIdError, match="number 2"):
        a.settle(2, keep=1)
    a.settle(one, keep=1)
    with pytest.raises(StaleError):
        a.settle(one, keep=2)


# --- memos, codes, texts, consents


def test_a_memo_edited_twice_is_listed_with_both_wordings(pair: Pair):
    a, b = pair
    memo = write(a, "en tanke")
    merge(a, b)
    write(a, "min tanke", memo)
    write(b, "din tanke", memo)
    [one] = merge(a, b)
    assert one.kind == "memo"
    assert [str(side) for side in one.sides] == ["text: min tanke", "text: din tanke"]
    assert "tanke" not in repr(one.sides[0].act) + repr(a.conflicts())
    a.settle(one, keep=1)
    assert not merge(a, b)
    row = b.store.entity(memo)
    assert row is not None
    assert b.ledger.value(row["content"]) == {"text": "min tanke"}


def test_a_code_defined_differently_is_listed_by_what_differs(pair: Pair):
    a, b = pair
    uid = a.code_uid("M1")
    define(a, uid, name={"nb": "Tillit"})
    define(b, uid, name={"nb": "Makt"})
    [one] = merge(a, b)
    assert (one.kind, str(one.about)) == ("code", "M1")
    assert [str(side) for side in one.sides] == ["name: nb: Tillit", "name: nb: Makt"]
    b.settle(one.number, keep=1)
    assert not merge(a, b)
    assert a.snapshot().codebook["M1"].name.nb == "Tillit"


def test_a_code_defined_here_and_moved_there_is_listed(pair: Pair):
    a, b = pair
    uid = a.code_uid("M1")
    b.act("code.moved", {"code": uid, "parent": "", "place": 55})
    define(a, uid, name={"nb": "Tillit"})
    [one] = merge(a, b)
    assert {side.who for side in one.sides} == {"kari", "ola"}


def test_a_code_described_here_and_retired_there_stays(pair: Pair):
    a, b = pair
    uid = a.code_uid("M1")
    b.act("code.retired", {"code": uid})
    define(a, uid, name={"nb": "Tillit"})
    [one] = merge(a, b)
    assert "M1" in a.snapshot().codebook
    assert any("retired" in str(side) for side in one.sides)


def test_a_text_revised_twice_keeps_both_versions_and_all_codings(pair: Pair):
    a, b = pair
    revise(a, "\nStyrer: Takk.")
    revise(b, "\nStyrer: Ha det.")
    a.code("eksempel", "Takk.", "M1")
    b.code("eksempel", "Ha det.", "M1")
    [one] = merge(a, b)
    assert one.kind == "source"
    assert len(one.sides) == 2
    assert [side.who for side in one.sides] == ["kari", "ola"]
    a.settle(one, keep=1)
    assert not merge(a, b)
    for ws in pair:
        assert ws.source("eksempel").text.endswith("Takk.")
        # The other one's words have no place in this version; they are not lost.
        assert [one.quote for one in ws.orphans()] == ["Ha det."]


def test_a_consent_recorded_differently_is_listed(pair: Pair):
    a, b = pair
    for ws, basis in zip(pair, ("muntlig", "skriftlig"), strict=True):
        content = Content.of({"basis": basis, "date": "", "scopes": ["analysis"], "note": ""})
        ws.act("consent.given", {"subject": ws.person_uid("Ronja"), **content.ref}, [content])
    [one] = merge(a, b)
    assert (one.kind, str(one.about)) == ("consent", "Ronja")
    assert [str(side) for side in one.sides] == ["basis: muntlig", "basis: skriftlig"]


def test_two_coders_who_decide_differently_are_no_conflict_but_one_coder_is(pair: Pair):
    a, b = pair
    place = {"version": a.present.sources[a.source_uid("eksempel")].version, "start": 3, "end": 9}
    item = {"suggestion": "0" * 20, "code": a.code_uid("M1"), "round": 1, "polarity": "", **place}
    reject = {**item, "verdict": "reject"}
    a.act("decision.made", {"coder": a.actor, "items": [{**item, "verdict": "accept", "coding": "1" * 20}]})
    b.act("decision.made", {"coder": b.actor, "items": [reject]})
    assert not merge(a, b)
    other = {**item, "suggestion": "2" * 20}
    kari = a.actor
    a.act("decision.made", {"coder": kari, "items": [{**other, "verdict": "accept", "coding": "3" * 20}]})
    b.act("decision.made", {"coder": kari, "items": [{**other, "verdict": "reject"}]})
    [one] = merge(a, b)
    assert one.kind == "decision"
    assert [side.did["verdict"] for side in one.sides] == ["accept", "reject"]


def test_a_withdrawal_while_others_went_on_coding_is_told_and_can_be_taken_note_of(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    revise(a, "", kind="source.redacted")
    [one] = merge(a, b)
    assert one.kind == "withdrawal"
    assert "went on coding, 1 acts" in str(one)
    b.settle(one.number, keep=1)
    assert not merge(a, b)
    assert len(a.snapshot().codings) == 2


# --- made twice


def test_a_code_made_twice_under_one_name_stays_two_until_one_goes_into_the_other(pair: Pair):
    a, b = pair
    for ws in pair:
        define(ws, ws.ledger.new_id(), id="NY")
    [one] = merge(a, b)
    assert (one.kind, str(one.about)) == ("double", "code «NY»")
    assert str(one.now) == "all of them stand: NY, NY~2"
    a.code("eksempel", fou.Span(0, 5), "NY")
    a.code("eksempel", fou.Span(0, 6), "NY~2")
    assert a.settle(next(iter(a.conflicts())), keep=1).kind == "code.merged"
    assert not merge(a, b)
    assert sum(row[3] == "NY" for row in b.snapshot().codings.rows()) == 2


def test_what_was_made_twice_can_stay_two(pair: Pair):
    a, b = pair
    for ws in pair:
        define(ws, ws.ledger.new_id(), id="NY")
    [one] = merge(a, b)
    b.settle(one.number, keep="both")
    assert not merge(a, b)
    assert {"NY", "NY~2"} <= {code.id for code in a.snapshot().codebook}


def second_text(ws: Workspace, put: str = "") -> str:
    source = ws.source("eksempel")
    uid, people = ws.ledger.new_id(), {one.person.pseudonym: uid for uid, one in ws.present.people.items()}
    record = text_record(source, people)
    facts, text = Content.of({**facts_record(source), "id": "ny"}), Content.of({**record, "text": put + record["text"]})
    body = {"source": uid, "version": ws.ledger.new_id(), "facts": facts.ref, **text.ref}
    ws.act("source.taken_in", body, [facts, text])
    return uid


def test_a_text_taken_in_twice_becomes_one_with_the_codings_of_both(pair: Pair):
    a, b = pair
    from_one = second_text(a)
    second_text(b)
    for ws in pair:
        # It has the bytes of the example, too.
        found = {str(one.about) for one in ws.conflicts()}
        assert found == {"texts from the same bytes: eksempel, ny"}
        ws.settle(1, keep="both")
    a.code("ny", fou.Span(3, 9), "M1")
    b.code("ny", fou.Span(12, 20), "M1")
    both = merge(a, b)
    [one] = [one for one in both if str(one.about) == "text «ny»"]
    keep = next(number for number, side in enumerate(one.sides, start=1) if side.entity == from_one)
    a.settle(one, keep=keep)
    merge(a, b)
    rows = [row for row in b.snapshot().codings.rows() if row[0] == "ny"]
    assert sorted((row[1], row[2]) for row in rows) == [(3, 9), (12, 20)]
    assert "ny~2" not in b.present.source_uids


def test_two_texts_do_not_become_one_where_a_coding_would_lose_its_place(pair: Pair):
    a, b = pair
    second_text(a)
    second_text(b, put="Helt andre ord. ")
    b.code("ny", "Helt andre ord.", "M1")
    merge(a, b)
    [one] = [one for one in a.conflicts() if str(one.about) == "text «ny»"]
    keep = next(number for number, side in enumerate(one.sides, start=1) if side.who == "kari")
    before = dump(a.store)
    with pytest.raises(DataError, match="1 passage would lose its place"):
        a.settle(one, keep=keep)
    assert dump(a.store) == before
    # Nothing of the attempt is remembered: what is done next is seen.
    a.code("eksempel", fou.Span(0, 3), "M1")
    assert ("eksempel", 0, 3) in {tuple(row[:3]) for row in a.snapshot().codings.rows()}


def test_a_participant_made_twice_becomes_one_with_all_turns(pair: Pair):
    a, b = pair
    uids = []
    for ws in pair:
        uids.append(ws.ledger.new_id())
        content = Content.of({"pseudonym": "P01", "role": "", "level": "", "site": "", "attributes": {}})
        ws.act("participant.described", {"participant": uids[-1], **content.ref}, [content])
    stored = b.present.sources[b.source_uid("eksempel")]
    record = b.ledger.value(stored.text)
    text = Content.of({**record, "people": [uids[1] if one else one for one in record["people"]]})
    body = {"source": stored.uid, "version": b.ledger.new_id(), "from": stored.version, "doubts": []}
    b.act("source.revised", {**body, "ops": [[0, len(record["text"]), 0]], **text.ref}, [text])
    [one] = merge(a, b)
    assert str(one.about) == "participant «P01»"
    keep = next(number for number, side in enumerate(one.sides, start=1) if side.entity == uids[0])
    a.settle(one, keep=keep)
    assert not merge(a, b)
    assert "P01~2" not in b.present.person_uids
    assert {turn.participant for turn in b.source("eksempel").turns} == {"P01"}
    assert not b.orphans()


def test_a_coder_named_twice_can_only_stay_two(pair: Pair):
    a, b = pair
    for ws in pair:
        ws.coder_uid("per")
    [one] = merge(a, b)
    assert str(one.about) == "coder «per»"
    with pytest.raises(DataError, match="who did what"):
        a.settle(one, keep=1)
    a.settle(one, keep="both")
    assert not merge(a, b)


# --- the list


def test_the_list_is_a_table_with_one_row_per_side(pair: Pair):
    a, b = pair
    change(a, the_coding(a), polarity="hinders")
    change(b, the_coding(b), polarity="supports")
    found = merge(a, b)
    assert found.caption == "1 conflict"
    assert list(found.to_frame().columns) == list(found.columns)
    assert [row[3:5] for row in found.rows()] == [(1, "kari"), (2, "ola")]
    assert "stands now: polarity: supports" in str(found)
    assert found[1].number == 1
    assert len(found.headings) == len(next(iter(found.text_rows())))
