"""Somebody whose label was changed in the file, and a project that was opened by a relative path, are erased as well."""

import shutil

import pytest

from fou_toolkit.model import Consent
from fou_toolkit.workspace import example_material, new_project, open_workspace

TEXT = (
    "Intervjuer: Hvordan gikk det?\nHanne: Det var bestemt lenge før vi kom inn i rommet, altså.\n"
    "Intervjuer: Og så?\nHanne: Så tok vi mer ansvar likevel, litt etter litt.\n"
)
TABLE = "source,label,pseudonym,role,interviewer\n,Hanne,Hanne,assistent,nei\n,Intervjuer,Eivind,forsker,ja\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    home = new_project(tmp_path / "uke")
    shutil.rmtree(home / "corpus")
    (home / "corpus").mkdir()
    (home / "corpus" / "samtale.txt").write_text(TEXT, encoding="utf-8")
    (home / "corpus" / "participants.csv").write_text(TABLE, encoding="utf-8")
    with open_workspace(home, coder="kari") as ws:
        ws.take_in_codebook(example_material().codebook).apply()
        ws.take_in().apply()
    return home


def test_words_that_stand_under_another_label_now_are_cut(folder):
    path = folder / "corpus" / "samtale.txt"
    path.write_text(TEXT.replace("Hanne:", "Hanna:"), encoding="utf-8")
    with open_workspace(folder, coder="kari") as ws:
        ws.take_in().apply()
        gone = ws.withdraw("Hanne").apply()
        left = ws.source("samtale").text if ws.present.sources else ""
    assert "bestemt lenge før" not in left
    assert "litt etter litt" not in left
    assert gone.clean
    assert "bestemt lenge før".encode() not in (folder / "project.fou").read_bytes()


def test_a_project_that_is_opened_by_a_relative_path_is_erased_from_its_folder(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    with open_workspace("uke", coder="kari") as ws:
        gone = ws.withdraw("Hanne").apply()
    assert gone.clean
    assert not (folder / "corpus" / "samtale.txt").exists()


def test_a_consent_that_was_narrowed_by_hand_is_not_widened_by_the_table(folder):
    (folder / "corpus" / "consent.csv").write_text(
        "who,basis,date,scope\nHanne,skjema,2024-01-01,analysis; quotation\n", encoding="utf-8"
    )
    with open_workspace(folder, coder="kari") as ws:
        ws.consent("Hanne", basis="skjema", date="2024-02-01", scope=("analysis",))
        plan = ws.take_in()
        assert plan.standing == ("Hanne",)
        assert any("Hanne" in warning for warning in plan.warnings)
        plan.apply()
        [stored] = [one for one in ws.present.people.values() if one.person.pseudonym == "Hanne"]
        assert stored.person.consent == Consent("skjema", "2024-02-01", frozenset({"analysis"}))


def test_a_newer_row_of_the_table_is_taken_over(folder):
    with open_workspace(folder, coder="kari") as ws:
        ws.consent("Hanne", basis="skjema", date="2024-02-01", scope=("analysis",))
    (folder / "corpus" / "consent.csv").write_text(
        "who,basis,date,scope\nHanne,skjema,2024-03-01,analysis; quotation\n", encoding="utf-8"
    )
    with open_workspace(folder, coder="kari") as ws:
        ws.take_in().apply()
        [stored] = [one for one in ws.present.people.values() if one.person.pseudonym == "Hanne"]
        assert stored.person.consent.scopes == {"analysis", "quotation"}
