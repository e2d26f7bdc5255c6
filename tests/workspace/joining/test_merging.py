"""Two folders of one project that were coded apart come together."""

import shutil
from pathlib import Path

import pytest

import fou_toolkit as fou
from apart import dump
from fou_toolkit._i18n import Message
from fou_toolkit.errors import DamageError, DataError, MaterialError, NewerVersionError, StaleError
from fou_toolkit.store import Content
from fou_toolkit.store.schema import CURRENT
from fou_toolkit.workspace import new_project
from fou_toolkit.workspace.joining import copies, merging
from fou_toolkit.workspace.live.handle import Workspace
from fou_toolkit.workspace.people.withdrawal import plan_withdrawal

Pair = tuple[Workspace, Workspace]


def coded(ws: Workspace) -> list[tuple[object, ...]]:
    project = ws.snapshot()
    return sorted(tuple(row) for row in project.codings.rows())


def both_ways(a: Workspace, b: Workspace) -> None:
    a.merge(b.folder).apply()
    b.merge(a.folder).apply()


def logs(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*.fou"))}


def test_two_folders_coded_apart_have_all_codings_after_merging_both_ways(pair: Pair):
    a, b = pair
    for start in range(0, 40, 10):
        a.code("eksempel", fou.Span(start, start + 5), "M1", polarity="hinders")
        b.code("eksempel", fou.Span(start + 2, start + 9), "M2")
    both_ways(a, b)
    assert len(coded(a)) == 9
    assert coded(a) == coded(b)
    assert a.snapshot().corpus.fingerprint == b.snapshot().corpus.fingerprint
    assert a.snapshot().codebook == b.snapshot().codebook
    assert dump(a.store) == dump(b.store)
    assert a.verify().ok
    assert b.verify().ok
    assert not a.conflicts()


def test_the_plan_says_what_comes_in_and_nothing_has_happened_yet(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.code("eksempel", fou.Span(0, 7), "M1")
    before = dump(a.store), a.store.count_events()
    plan = a.merge(b.folder)
    assert [row for row in plan.rows() if row.what == "coding.added"] == [("act", "coding.added", "", "ola", 2)]
    assert plan.caption == "3 acts come in"
    assert "codings added · ola · 2" in str(plan)
    assert (dump(a.store), a.store.count_events()) == before
    assert len(coded(a)) == 1
    assert plan.apply().acts == 3
    assert len(coded(a)) == 3


def test_the_plan_names_new_texts_codes_participants_and_conflicts(pair: Pair):
    a, b = pair
    coding = coded(a)[0][-1]
    a.act("coding.changed", {"coding": coding, "polarity": "hinders"})
    b.act("coding.removed", {"codings": [coding]})
    person = Content.of({"pseudonym": "P99", "role": "", "level": "", "site": "", "attributes": {}})
    b.act("participant.described", {"participant": b.ledger.new_id(), **person.ref}, [person])
    code = Content.of({**next(iter(b.present.codes.values())).data, "id": "NY"})
    b.act("code.defined", {"code": b.ledger.new_id(), "parent": "", "place": 99, **code.ref}, [code])
    plan = a.merge(b.folder)
    assert [row[:3] for row in plan.rows() if row.group == "new"] == [
        ("new", "participant", "P99"),
        ("new", "code", "NY"),
    ]
    [conflict] = [row for row in plan.rows() if row.group == "conflict"]
    assert conflict.name == f"{coding} by kari in eksempel"
    assert len(plan.conflicts) == 1
    assert "P99" in str(plan)
    assert not a.conflicts()


def test_merging_what_was_merged_changes_nothing(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    both_ways(a, b)
    for one, other in ((a, b), (b, a)):
        count = one.store.count_events()
        plan = one.merge(other.folder)
        assert plan.is_empty
        assert plan.caption == "There is nothing new to merge."
        assert plan.apply().acts == 0
        assert one.store.count_events() == count


def test_a_merge_names_the_heads_that_it_joins(pair: Pair):
    a, b = pair
    added = b.act("rules.run", {"found": 1})
    a.merge(b.folder).apply()
    last = a.store.chain_end(a.store.get("replica"))
    assert last is not None
    assert last.kind == "merge.joined"
    assert added.id in last.body
    assert last.id not in last.body
    assert a.store.heads() == tuple(sorted({last.id, added.id}))


def test_a_snapshot_is_taken_before_anything_changes(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    a.merge(b.folder).apply()
    assert [one for one in (a.folder / "snapshots").iterdir() if "before-merge" in one.name]


def test_the_other_copy_is_not_changed(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.close()
    before = logs(b.folder)
    names = sorted(one.name for one in b.folder.iterdir())
    a.merge(b.folder).apply()
    assert logs(b.folder) == before
    assert sorted(one.name for one in b.folder.iterdir()) == names


@pytest.mark.parametrize("which", ["folder", "database", "snapshot"])
def test_a_folder_a_database_and_a_snapshot_can_be_merged(pair: Pair, which: str):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.keep_snapshot("now")
    snapshot = max((b.folder / "snapshots").glob("*-now.fou"))
    a.merge({"folder": b.folder, "database": b.folder / "project.fou", "snapshot": snapshot}[which]).apply()
    assert len(coded(a)) == 2


def test_what_other_machines_put_into_the_folder_is_found(pair: Pair):
    a, b = pair
    assert a.merge().caption == "No other copy was found."
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.keep_snapshot("closed")
    shutil.copy(max((b.folder / "snapshots").glob("*-closed.fou")), a.folder / "snapshots")
    assert a.merge().apply().acts == 2
    b.code("eksempel", fou.Span(0, 7), "M1")
    shutil.copy(b.folder / "project.fou", a.folder / "project (kari sin konflikt 2026).fou")
    assert a.merge().apply().acts == 1
    assert len(coded(a)) == 3


def test_a_damaged_snapshot_is_named_and_the_one_before_it_taken(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.keep_snapshot("first")
    b.code("eksempel", fou.Span(0, 7), "M1")
    b.keep_snapshot("second")
    for reason in ("first", "second"):
        shutil.copy(max((b.folder / "snapshots").glob(f"*-{reason}.fou")), a.folder / "snapshots")
    newest = max((a.folder / "snapshots").glob("*-second.fou"))
    newest.write_bytes(newest.read_bytes()[:5000])
    plan = a.merge()
    assert newest.name in plan.warnings[0]
    plan.apply()
    assert len(coded(a)) == 2


def test_another_project_is_refused(pair: Pair, tmp_path: Path):
    other = new_project(tmp_path / "another")
    with pytest.raises(DataError, match="another project"):
        pair[0].merge(other)


def test_the_project_itself_is_refused(pair: Pair):
    with pytest.raises(DataError, match="the project itself"):
        pair[0].merge(pair[0].folder)
    with pytest.raises(DataError, match="the project itself"):
        pair[0].merge(pair[0].folder / "project.fou")


def test_a_damaged_copy_is_refused_and_nothing_is_changed(pair: Pair):
    a, b = pair
    b.close()
    path = b.folder / "project.fou"
    path.write_bytes(path.read_bytes()[:9000])
    before = dump(a.store)
    with pytest.raises(DamageError):
        a.merge(b.folder)
    assert dump(a.store) == before


def test_a_changed_act_in_the_other_copy_is_refused(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    b.database.connection.execute("UPDATE event SET ms = ms + 1 WHERE kind = 'coding.added'")
    with pytest.raises(DamageError, match="was changed"):
        a.merge(b.folder)


def test_a_copy_of_a_newer_version_is_refused(pair: Pair):
    a, b = pair
    b.database.connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
    with pytest.raises(NewerVersionError):
        a.merge(b.folder)
    b.database.connection.execute(f"PRAGMA user_version = {CURRENT}")


def test_a_copy_of_an_older_version_is_brought_up_to_date_in_a_copy_of_its_own(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    # There is no older version yet: the one there is counts as older.
    monkeypatch.setattr(copies, "CURRENT", CURRENT + 1)
    before = (b.folder / "project.fou").read_bytes()
    a.merge(b.folder).apply()
    assert len(coded(a)) == 2
    assert (b.folder / "project.fou").read_bytes() == before
    assert not [one for one in a.folder.iterdir() if one.name.startswith(".fou-part-")]


def test_what_is_no_project_is_refused(pair: Pair, tmp_path: Path):
    a, _ = pair
    with pytest.raises(MaterialError, match="no such file"):
        a.merge(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MaterialError, match="no project"):
        a.merge(tmp_path / "empty")
    (tmp_path / "text.fou").write_text("This is no database, but it is long enough to be one. " * 9)
    with pytest.raises(DamageError):
        a.merge(tmp_path / "text.fou")
    (tmp_path / "nil.fou").write_bytes(b"")
    with pytest.raises(DamageError, match="empty"):
        a.merge(tmp_path / "nil.fou")


def test_a_plan_that_is_not_true_any_more_is_refused(pair: Pair):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    plan = a.merge(b.folder)
    a.code("eksempel", fou.Span(0, 9), "M1")
    with pytest.raises(StaleError, match="The project has changed"):
        plan.apply()
    plan = a.merge(b.folder)
    b.code("eksempel", fou.Span(0, 9), "M1")
    with pytest.raises(StaleError, match="The other copy has changed"):
        plan.apply()
    assert len(coded(a)) == 2


def test_a_merge_that_fails_in_the_middle_leaves_nothing(pair: Pair, monkeypatch: pytest.MonkeyPatch):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    plan = a.merge(b.folder)
    before = dump(a.store), a.store.count_events()

    def failing(*_: object, **__: object) -> None:
        raise OSError(5, "constructed")

    with monkeypatch.context() as patched:
        patched.setattr(type(a.ledger), "act", failing)
        with pytest.raises(Exception, match=r"constructed|cannot be used"):
            plan.apply()
    assert (dump(a.store), a.store.count_events()) == before
    assert a.merge(b.folder).apply().acts == 2


def test_what_the_other_has_erased_is_erased_here(pair: Pair):
    a, b = pair
    person = b.present.person_uids["Ronja"]
    row = b.store.entity(person)
    assert row is not None
    b.act("participant.withdrawn", {"participant": person, "scope": "all"})
    b.act("content.erased", {"contents": [row["content"]]})
    plan = a.merge(b.folder)
    assert ("withdrawal", "participant", "Ronja", "", 1) in list(plan.rows())
    assert "cannot be undone" in str(plan)
    assert "Ronja" in a.present.person_uids
    plan.apply()
    assert a.store.content(row["content"]) is None
    assert "Ronja" not in a.present.person_uids
    assert a.verify().ok
    # Nor does it come back when the copy that still had it is merged the other way round.
    b.merge(a.folder).apply()
    assert b.store.content(row["content"]) is None


def test_withdrawals_are_finished_after_a_merge(pair: Pair, monkeypatch: pytest.MonkeyPatch):
    a, b = pair
    b.code("eksempel", fou.Span(0, 5), "M1")
    problem = Message.of("constructed")
    monkeypatch.setattr(merging, "finish_withdrawals", lambda opened: (problem,) if opened is a else ())
    assert a.merge(b.folder).apply().problems == (problem,)


def test_what_one_copy_wrote_about_somebody_who_left_in_the_other_is_erased_in_both(pair: Pair):
    a, b = pair
    words = "Men vi har tatt mer ansvar etter hvert"
    assert words in a.source("eksempel").text
    memo = Content.of({"text": f"Hun sier: {words}."})
    a.act("memo.written", {"memo": a.ledger.new_id(), "kind": "analytic", "target": "project", **memo.ref}, [memo])
    a.code("eksempel", words, "M1")
    plan_withdrawal(b, "Ronja").apply()
    both_ways(a, b)
    both_ways(a, b)
    assert dump(a.store) == dump(b.store)
    for ws in pair:
        assert not [one.id for one in ws.store.contents() if words.encode() in one.data]
        assert ws.store.content(memo.id) is None
        assert words.encode() not in ws.database.path.read_bytes()
        assert not [one for one in (ws.folder / "snapshots").iterdir() if words.encode() in one.read_bytes()]
        assert ws.verify().ok
    assert words.encode() in memo.data


def test_a_coder_whom_the_other_copy_knows_is_not_named_twice(origin: Path, pair: Pair, opener):
    a, b = pair
    a.code("eksempel", fou.Span(0, 5), "M1")
    b.code("eksempel", fou.Span(0, 5), "M1")
    third = origin.with_name("third")
    shutil.copytree(a.folder, third)
    ola_elsewhere = opener(third, "ola")
    ola_elsewhere.merge(b.folder).apply()
    ola_elsewhere.code("eksempel", fou.Span(0, 8), "M1")
    assert sorted(ola_elsewhere.present.coder_uids) == ["kari", "ola"]
    assert not ola_elsewhere.conflicts()
