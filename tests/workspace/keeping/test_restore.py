"""Going back to a snapshot: shown first, nothing that is there is deleted, and what was erased stays erased."""

import sqlite3

import pytest

from fou_toolkit.errors import BusyError, DamageError, DataError, MaterialError, StaleError
from fou_toolkit.model import Span
from fou_toolkit.workspace.keeping.restore import restore
from projects import make_project, open_project


def damage(folder, at=20):
    """Wipe pages in the second half; what is before can be read."""
    live = folder / "project.fou"
    data = bytearray(live.read_bytes())
    data[at * 4096 : (at + 2) * 4096] = bytes(2 * 4096)
    live.write_bytes(data)


def page_of(folder, table):
    """Give the number of a page of an index, from 0: damage there leaves all rows readable."""
    with sqlite3.connect(folder / "project.fou") as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    return page - 1


def codings(folder):
    with open_project(folder) as ws:
        assert ws.verify().ok
        return {one for one, row in ws.store.codings() if row.state}


def all_bytes(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_sound_database_needs_nothing(folder):
    plan = restore(folder)
    assert plan.is_empty
    assert "sound" in plan.caption
    with pytest.raises(DataError):
        plan.apply()


def test_a_damaged_database_comes_back_with_the_acts_that_can_be_read(folder):
    with open_project(folder) as ws:
        made = {ws.code("samtale", Span(place, place + 5), "M1") for place in range(12)}
    damage(folder, page_of(folder, "event_actor"))
    with pytest.raises(DamageError, match="last good snapshot"):
        open_project(folder)
    plan = restore(folder)
    assert ("kept", "coding.added", "kari", 12) in list(plan.rows())
    before = (folder / "project.fou").read_bytes()
    done = plan.apply()
    assert done.kept == 12
    assert done.aside.read_bytes() == before
    assert codings(folder) == made
    with open_project(folder) as ws:
        replicas = {event.replica for event in ws.store.events()}
        assert len(replicas) == 2


def test_without_its_snapshots_newer_acts_are_kept_aside_if_one_wants_to_go_back(folder, tmp_path):
    with open_project(folder) as ws:
        first = ws.code("samtale", Span(0, 5), "M1")
        backup = ws.backup(tmp_path / "b.fou")
        second = ws.code("samtale", Span(6, 11), "M1")
    plan = restore(folder, backup)
    assert list(plan.rows()) == [("lost", "coding.added", "kari", 1)]
    assert "set aside" in str(plan)
    aside = plan.apply().aside
    assert codings(folder) == {first}
    with open_project(folder) as ws:
        ws.merge(aside).apply()
    assert codings(folder) == {first, second}


def test_newer_acts_come_along_when_asked_for(folder, tmp_path):
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
        made = ws.code("samtale", Span(6, 11), "M1")
    restore(folder, backup, keep_newer=True).apply()
    assert codings(folder) == {made}


def test_a_database_that_is_gone_comes_back_from_the_last_snapshot(folder):
    with open_project(folder) as ws:
        made = ws.code("samtale", Span(6, 11), "M1")
        ws.keep_snapshot("asked for")
    (folder / "project.fou").unlink()
    plan = restore(folder)
    assert plan.is_gone
    assert "is gone, unless another copy" in str(plan)
    assert plan.apply().aside is None
    assert codings(folder) == {made}


def test_a_snapshot_can_be_named_as_it_is_listed(folder):
    with open_project(folder) as ws:
        ws.code("samtale", Span(6, 11), "M1")
        oldest = ws.snapshots().kept[-1].snapshot.path
    assert restore(folder, oldest.name).snapshot == oldest


def test_a_backup_becomes_a_project_in_a_new_folder(folder, tmp_path):
    with open_project(folder) as ws:
        made = ws.code("samtale", Span(6, 11), "M1")
        backup = ws.backup(tmp_path / "b.fou")
    plan = restore(tmp_path / "ny", backup)
    assert not (tmp_path / "ny").exists()
    plan.apply()
    assert codings(tmp_path / "ny") == {made}
    with open_project(tmp_path / "ny") as ws, open_project(folder) as old:
        assert ws.store.get("replica") != old.store.get("replica")
        assert ws.merge(folder).is_empty


def test_who_has_left_does_not_come_back_with_an_old_backup(folder, tmp_path):
    words = "Og så måtte vi ha tillit til dem".encode()
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
        ws.withdraw("Bo").apply()
        later = ws.code("samtale", Span(0, 5), "M1")
    assert words in backup.read_bytes()
    plan = restore(folder, backup)
    assert plan.erasures
    assert "done again" in str(plan)
    plan.apply()
    with open_project(folder) as ws:
        assert "Bo" not in ws.present.person_uids
        assert ws.store.coding(later) is not None
        assert ws.database.todo() == ()
    assert words not in all_bytes(folder)


def test_who_has_left_comes_back_if_nobody_looks_for_it(folder, tmp_path, monkeypatch):
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
        ws.withdraw("Bo").apply()
    monkeypatch.setattr("fou_toolkit.workspace.keeping.putting_back.ERASING", ())
    restore(folder, backup).apply()
    with open_project(folder) as ws:
        assert "Bo" in ws.present.person_uids


def test_a_backup_of_another_project_is_refused(folder, tmp_path):
    with open_project(make_project(tmp_path / "annet")) as ws:
        backup = ws.backup(tmp_path / "b.fou")
    with pytest.raises(DataError, match="another project"):
        restore(folder, backup)


@pytest.mark.parametrize("content", [b"", b"tekst", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_backup_is_refused(folder, tmp_path, content):
    path = tmp_path / "b.fou"
    path.write_bytes(content)
    with pytest.raises(DamageError):
        restore(folder, path)
    with pytest.raises(MaterialError):
        restore(folder, tmp_path / "ingen.fou")
    with pytest.raises(MaterialError):
        restore(tmp_path / "nowhere")


def test_what_was_done_since_it_was_shown_stops_it(folder, tmp_path):
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
    plan = restore(folder, backup)
    with open_project(folder) as ws:
        made = ws.code("samtale", Span(6, 11), "M1")
    with pytest.raises(StaleError):
        plan.apply()
    assert codings(folder) == {made}


def test_while_somebody_writes_it_waits_and_says_so(folder, tmp_path, monkeypatch):
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
        monkeypatch.setattr("fou_toolkit.store.connection._BUSY_SECONDS", 0)
        with ws.ledger.writing(), pytest.raises(BusyError):
            restore(folder, backup)


def test_somebody_who_has_the_old_database_open_is_told(folder, tmp_path):
    with open_project(folder) as ws:
        backup = ws.backup(tmp_path / "b.fou")
        restore(folder, backup).apply()
        with pytest.raises(OSError, match="moved or deleted"):
            ws.code("samtale", Span(6, 11), "M1")
    assert codings(folder) == set()
