"""`fou undo`, `redo`, `history`, `verify`."""

import sqlite3
from datetime import datetime

import pytest

from fou_toolkit._i18n import Message
from fou_toolkit.store import Verification
from fou_toolkit.workspace import Workspace, open_workspace


def codings(folder):
    with open_workspace(folder, coder="kari") as opened:
        return opened.codings(everyone=True).ids


def test_undo_and_redo_say_what_they_did(fou, stored, coding):
    undone = fou("undo")
    assert "1 act was taken back" in undone.out
    assert "T1" in undone.out
    assert codings(stored) == ()
    assert "1 act was done again" in fou("redo").out
    assert codings(stored) == (coding,)


@pytest.mark.usefixtures("stored", "coding")
def test_undo_as_json(as_json):
    assert [row["what"] for row in as_json("undo")["rows"]] == [as_json("redo")["rows"][0]["what"]]


@pytest.mark.parametrize("arguments", [("undo", "-n", "0"), ("redo",), ("undo", "--coder", "liv")])
def test_what_cannot_be_taken_back_is_told(fou, stored, coding, arguments):
    done = fou(*arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert codings(stored) == (coding,)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.usefixtures("stored")
def test_a_number_that_is_none_is_told_in_the_language_of_the_person(fou, language):
    done = fou("undo", "-n", "tre", "--lang", language)
    assert done.code == 2
    assert "valid" not in done.err


@pytest.mark.usefixtures("stored")
def test_history_has_local_times_and_json_has_utc(fou, as_json, coding):
    said = fou("history", coding).out
    row = as_json("history", coding)["rows"][0]
    assert row["time"].endswith("Z")
    assert datetime.fromisoformat(row["time"]).astimezone().strftime("%Y-%m-%d %H:%M") in said
    assert row["time"] not in said


@pytest.mark.usefixtures("stored", "coding")
def test_history_of_one_coder_and_of_so_many_acts(fou, as_json):
    assert len(as_json("history", "-n", "2")["rows"]) == 2
    short = fou("history", "--most", "1")
    assert "--most" in short.out.splitlines()[-1]
    assert {row["coder"] for row in as_json("history", "--coder", "kari")["rows"]} == {"kari"}


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
@pytest.mark.usefixtures("stored")
def test_ids_stay_whole_in_a_window_of_any_width(fou, coding, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("codings", "memos", "orphans", "history", "snapshots", "recode", "mention", "consent"):
        done = fou(command)
        assert done.code == 0
        assert (coding in done.out) == (command == "codings")


@pytest.mark.usefixtures("stored", "coding")
def test_captions_are_lines_of_their_own(fou, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    assert fou("codings").out.splitlines()[0] == "1 coding"


@pytest.mark.usefixtures("stored")
def test_verify_proves_and_says_what_it_looked_at(fou, as_json):
    done = fou("verify")
    assert (done.code, "All is well" in done.out) == (0, True)
    assert as_json("verify")["ok"] is True


def test_what_verify_finds_is_told_and_gives_exit_code_1(fou, stored, monkeypatch):
    fault = Verification(1, 1, 1, 0, 0, (Message.of("yes"),))
    monkeypatch.setattr(Workspace, "verify", lambda *_, **__: fault)
    done = fou("verify", "-p", stored)
    assert (done.code, "1 fault" in done.out) == (1, True)


@pytest.mark.usefixtures("coding")
def test_a_state_that_was_changed_behind_the_log_is_mended_on_opening_and_said(fou, stored):
    with sqlite3.connect(stored / "project.fou") as database:
        database.execute("UPDATE coding SET start = start + 1")
    assert "derived anew" in fou("codings").err
    assert "tilliten har vokst" in fou("codings").out


@pytest.mark.parametrize("command", ["history", "undo", "verify", "codings", "conflicts", "consent", "export ut.csv"])
def test_a_damaged_database_is_told_with_what_to_do(fou, stored, command):
    with (stored / "project.fou").open("r+b") as file:
        file.write(b"x" * 200)
    done = fou(*command.split())
    assert (done.code, done.out) == (1, "")
    assert "fou restore" in done.err


@pytest.mark.usefixtures("stored")
def test_an_error_leaves_standard_output_empty_also_with_json(fou):
    done = fou("history", "ingenting", "--json")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")
