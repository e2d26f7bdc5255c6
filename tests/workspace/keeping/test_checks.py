"""Is all well? One answer per question, and looking changes nothing."""

import datetime as dt
import hashlib
import sqlite3

import pytest

from builders import make_source
from fou_toolkit.model import Participant, Span
from fou_toolkit.workspace.keeping import checks
from fou_toolkit.workspace.keeping.checks import LOOK, OK, WRONG, look_at
from projects import make_project, open_project, take_in_person, take_in_source

DAY = dt.date(2026, 11, 23)


def found_in(folder, what, today=DAY):
    [one] = [one for one in look_at(folder, today=today).checks if str(one.what) == what]
    return one.state, str(one.found), str(one.advice or "")


def bytes_of(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def calm(tmp_path):
    return make_project(tmp_path / "p", settings="retention = 2030-01-01")


def test_a_project_that_is_well_is_called_well(calm):
    found = look_at(calm, today=DAY)
    assert found.ok
    assert found.caption == "All is well."
    assert {one.state for one in found.checks} == {OK}
    assert all(len(row) == len(found.headings) for row in found.text_rows())


def test_looking_changes_nothing(calm):
    before = bytes_of(calm)
    look_at(calm)
    assert bytes_of(calm) == before


@pytest.mark.parametrize(
    ("settings", "state"),
    [("", LOOK), ("retention = 2027-01-01", LOOK), ("retention = 2026-11-23", WRONG), ("retention = 2030-01-01", OK)],
)
def test_the_retention_date(tmp_path, settings, state):
    assert found_in(make_project(tmp_path / "p", settings=settings), "retention date")[0] == state


def test_a_folder_without_a_project_is_said(tmp_path):
    found = look_at(tmp_path)
    assert not found.ok
    assert "fou new" in next(found.rows())[3]


def test_a_database_that_is_gone(calm):
    (calm / "project.fou").unlink()
    assert found_in(calm, "database")[0] == WRONG
    assert not look_at(calm).ok


def test_a_damaged_database(calm):
    live = calm / "project.fou"
    live.write_bytes(live.read_bytes()[:9000])
    state, found, advice = found_in(calm, "database")
    assert state == WRONG
    assert "damaged" in found
    assert "fou restore" in advice


def test_a_state_that_does_not_agree_with_the_log(calm):
    with open_project(calm) as ws:
        ws.code("samtale", Span(0, 5), "M1")
    with sqlite3.connect(calm / "project.fou") as link:
        link.execute("UPDATE coding SET start = 1")
    link.close()
    assert found_in(calm, "database")[0] == WRONG


def test_a_program_that_was_stopped_while_it_wrote(calm):
    (calm / "project.fou-journal").write_bytes(b"x" * 600)
    assert found_in(calm, "database")[0] == LOOK


def test_a_snapshot_that_is_not_sound(calm):
    with open_project(calm) as ws:
        ws.keep_snapshot("asked for")
    newest = max((calm / "snapshots").iterdir())
    newest.write_bytes(newest.read_bytes()[:5000])
    state, _, advice = found_in(calm, "snapshots")
    assert state == LOOK
    assert newest.name in advice


def test_no_snapshot_at_all(calm):
    for path in (calm / "snapshots").iterdir():
        path.unlink()
    assert found_in(calm, "snapshots") == (LOOK, "0, of which sound: 0", "Take a backup: fou backup FILE")


def test_conflicted_copies_are_named(calm):
    (calm / "project (Karis motstridende kopi).fou").write_bytes(b"")
    state, found, _ = found_in(calm, "conflicted copies")
    assert state == LOOK
    assert "motstridende" in found


def test_texts_without_consent_are_named(calm):
    with open_project(calm) as ws:
        take_in_person(ws, Participant("Ny"), None)
        take_in_source(ws, make_source("Ny: Hei.", id="uten"))
    assert found_in(calm, "consent")[:2] == (LOOK, "missing for: uten")


def test_files_that_are_new_or_changed_since_they_were_taken_in(calm):
    corpus = calm / "corpus"
    for name in ("gammel.txt", "endret.txt"):
        (corpus / name).write_text(f"Anne: Vi har makt {name}.\n", encoding="utf-8")
    with open_project(calm) as ws:
        ws.take_in(corpus).apply()
    assert found_in(calm, "files of texts")[0] == OK
    (corpus / "endret.txt").write_text("Anne: Vi har tillit.\n", encoding="utf-8")
    (corpus / "ny.txt").write_text("Anne: Nytt.\n", encoding="utf-8")
    (corpus / ".skjult.txt").write_text("Anne: Nytt.\n", encoding="utf-8")
    state, found, advice = found_in(calm, "files of texts")
    assert (state, found) == (LOOK, "new: ny.txt; changed: endret.txt")
    assert "take-in" in advice


def test_orphans_and_steps_that_are_open(calm):
    corpus = calm / "corpus"
    text = corpus / "en.txt"
    text.write_text("Anne: Vi har makt her.\n", encoding="utf-8")
    with open_project(calm) as ws:
        ws.take_in(text).apply()
        ws.code("en", "makt", "M1")
        text.write_text("Anne: Vi har tillit her.\n", encoding="utf-8")
        ws.take_in(text).apply()
        ws.database.add_todo("erase", "{}")
    assert found_in(calm, "codings without a place")[:2] == (LOOK, "1")
    assert found_in(calm, "steps of a withdrawal")[:2] == (WRONG, "open: 1")


def test_codings_of_a_retired_code_wait(calm):
    with open_project(calm) as ws:
        ws.code("samtale", Span(0, 5), "M1")
        ws.retire_code("M1").apply()
    assert found_in(calm, "codings that wait for another code")[:2] == (LOOK, "1")


def test_too_little_room_on_the_disk(calm, monkeypatch):
    monkeypatch.setattr(checks, "room_needed", lambda _: 10**18)
    state, _, advice = found_in(calm, "room on the disk")
    assert state == WRONG
    assert "Make room" in advice


@pytest.mark.parametrize(("bug", "word"), [(True, "rollback journal"), (False, "write-ahead log")])
def test_the_journal_that_this_sqlite_allows(calm, monkeypatch, bug, word):
    monkeypatch.setattr(checks, "has_wal_reset_bug", lambda _: bug)
    assert word in found_in(calm, "SQLite")[1]


def test_a_shared_folder_is_well_if_the_database_lies_elsewhere(tmp_path):
    folder = make_project(tmp_path / "OneDrive" / "p")
    state, _, advice = found_in(folder, "place of the database")
    assert state == OK
    assert "OneDrive" in advice
