"""`fou backup`, `snapshots`, `restore`, `export`, and `fou doctor FOLDER`."""

import json

import pytest

from fou_toolkit.workspace import open_workspace


@pytest.mark.usefixtures("stored")
def test_a_backup_is_written_and_says_what_it_holds(fou, as_json, tmp_path):
    done = fou("backup", tmp_path / "sikker kopi.fou")
    assert done.code == 0
    assert "confidential" in done.out
    assert (tmp_path / "sikker kopi.fou").stat().st_size > 1000
    assert as_json("backup", tmp_path / "b.fou")["file"].endswith("b.fou")


@pytest.mark.usefixtures("stored")
def test_a_backup_does_not_write_over_other_files(fou):
    done = fou("backup", "fou.toml")
    assert (done.code, done.out) == (1, "")


@pytest.mark.usefixtures("stored")
def test_snapshots_are_listed(fou, as_json):
    assert fou("snapshots").out.startswith("Snapshots: ")
    assert all(row["sound"] for row in as_json("snapshots")["rows"])


@pytest.mark.usefixtures("stored")
def test_a_sound_database_has_nothing_to_restore(fou):
    done = fou("restore")
    assert (done.code, "nothing to restore" in done.out) == (0, True)


def test_a_damaged_database_is_restored_after_it_was_shown(fou, stored):
    with (stored / "project.fou").open("r+b") as file:
        file.write(b"x" * 200)
    assert fou("doctor", ".").code == 1
    shown = fou("restore")
    assert shown.code == 1
    assert "damaged" in shown.out
    assert fou("history").code == 1
    done = fou("restore", "--yes")
    assert done.code == 0
    assert "is kept" in done.out
    assert fou("verify").code == 0


def test_going_back_to_a_backup(fou, as_json, stored, tmp_path):
    assert fou("backup", tmp_path / "b.fou").code == 0
    with open_workspace(stored, coder="kari") as opened:
        opened.memo("Senere")
    plan = as_json("restore", tmp_path / "b.fou")
    assert plan["done"] is False
    done = as_json("restore", tmp_path / "b.fou", "--yes")
    assert done["done"] is True
    assert as_json("memos")["rows"] == []


@pytest.mark.parametrize("name", ["ut.csv", "ut.tsv", "ut.xlsx", "ut.parquet", "ut.jsonl", "ut.jsonld", "ut mappe"])
@pytest.mark.usefixtures("coding")
def test_codings_are_exported_in_every_form(as_json, stored, name):
    done = as_json("export", name)
    assert sum(row["codings"] for row in done["rows"]) == 1
    assert (stored / name).exists()


@pytest.mark.usefixtures("coding")
def test_an_export_without_words_has_none(fou, stored):
    assert fou("export", "ut.jsonld", "--no-quotes").code == 0
    assert "tilliten" not in (stored / "ut.jsonld").read_text(encoding="utf-8")
    json.loads((stored / "ut.jsonld").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments",
    [("export", "ut.docx"), ("export", "ingen/ut.csv"), ("restore", "ingen.fou"), ("backup", "ingen/b.fou")],
)
@pytest.mark.usefixtures("stored")
def test_bad_input_is_refused(fou, arguments):
    done = fou(*arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: ")


@pytest.mark.usefixtures("stored")
def test_doctor_looks_at_a_project(fou, as_json):
    assert fou("doctor", ".").code == 0
    found = as_json("doctor", ".")
    assert found["ok"] is True
    assert found["rows"]


@pytest.mark.usefixtures("stored")
def test_doctor_of_the_machine_as_json(as_json):
    assert {row["what"] for row in as_json("doctor")["rows"]} >= {"Python", "numpy"}
