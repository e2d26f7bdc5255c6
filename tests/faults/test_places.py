"""Projects at places that are out of the ordinary: odd names, shared folders, other machines, no rights."""

import json
import os
import shutil

import pytest

from fou_toolkit.errors import FouError, MaterialError, WriteError
from fou_toolkit.model import Span
from fou_toolkit.workspace.keeping.checks import look_at
from projects import make_project, open_project

NAMES = (
    *("Prøve æøå", "pro\u0308ve nfd å", "med blank  og\ttab", "100% #1 ?x=1&y", "👩🏽‍🏫 emoji", "'apostrof' \"sitat\""),
    *(";DROP TABLE event", "[klamme]*", "a" * 200),
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_folder_will_do(tmp_path, name):
    folder = make_project(tmp_path / name)
    with open_project(folder) as ws:
        coding = ws.code("samtale", Span(0, 5), "M1")
        backup = ws.backup(tmp_path / "kopi.fou")
        assert all(ws.snapshots().to_frame()["sound"])
    with open_project(folder) as ws:
        assert ws.store.coding(coding) is not None
        assert ws.verify().ok
    assert look_at(folder).ok
    assert backup.is_file()


SHARED = ("OneDrive", "OneDrive - OsloMet", "Dropbox (Universitetet)", "Min disk", "Nextcloud")


@pytest.fixture
def machine(tmp_path_factory, monkeypatch):
    """Let the following happen on a machine of its own."""

    def become(name):
        home = tmp_path_factory.mktemp(name)
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("USERPROFILE", str(home))
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
        return home

    return become


@pytest.mark.parametrize("name", SHARED)
def test_in_a_shared_folder_lie_finished_snapshots_only(tmp_path, machine, monkeypatch, name):
    home = machine("one")
    folder = make_project(tmp_path / name / "prosjekt")
    with open_project(folder) as ws:
        assert ws.placement.live.is_relative_to(home)
        assert any(str(ws.placement.live.parent) in str(notice) for notice in ws.notices)
        first = ws.code("samtale", Span(0, 5), "M1")
        assert not list(folder.glob("*.fou*"))
    assert {path.suffix for path in (folder / "snapshots").iterdir()} == {".fou"}
    machine("two")
    with open_project(folder, "ola") as ws:
        # The other machine begins with the newest snapshot, and has a log of its own.
        assert ws.store.coding(first) is not None
        second = ws.code("samtale", Span(6, 11), "M1")
        replicas = {event.replica for event in ws.store.events()}
        assert ws.store.get("replica") in replicas
        assert len(replicas) == 2
    assert look_at(folder).ok
    # Back on the first machine, what the second one put into the folder is merged.
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("HOME", str(home))
    with open_project(folder) as ws:
        assert ws.store.coding(second) is None
        ws.merge().apply()
        assert ws.store.coding(second) is not None
        assert ws.verify().ok


def test_a_damaged_snapshot_is_passed_over_on_the_second_machine(tmp_path, machine):
    machine("one")
    folder = make_project(tmp_path / "OneDrive" / "prosjekt")
    with open_project(folder) as ws:
        coding = ws.code("samtale", Span(0, 5), "M1")
    with open_project(folder) as ws:
        ws.code("samtale", Span(6, 11), "M1")
    newest = max((folder / "snapshots").iterdir())
    newest.write_bytes(newest.read_bytes()[:9000])
    machine("two")
    with open_project(folder) as ws:
        assert ws.store.coding(coding) is not None


def test_a_folder_that_may_only_be_read_can_be_looked_at(folder):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    with open_project(folder) as ws:
        before = ws.store.count_events()
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with open_project(folder) as ws:
            assert len(ws.snapshot().corpus) == 3
            with pytest.raises(WriteError):
                ws.code("samtale", Span(0, 5), "M1")
            assert ws.store.count_events() == before
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_folder_without_rights_is_said(folder):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    folder.chmod(0)
    try:
        with pytest.raises(FouError):
            open_project(folder)
    finally:
        folder.chmod(0o755)


def test_a_database_that_is_gone_is_no_new_project(folder):
    with open_project(folder) as ws:
        ws.code("samtale", Span(0, 5), "M1")
    (folder / "project.fou").unlink()
    with pytest.raises(MaterialError, match="gone") as caught:
        open_project(folder)
    assert "fou restore" in caught.value.hint
    assert not look_at(folder).ok


def test_a_copied_folder_goes_on_as_a_copy(folder, tmp_path):
    other = shutil.copytree(folder, tmp_path / "kopi")
    with open_project(other) as ws:
        assert any("copy of the project" in str(notice) for notice in ws.notices)
        assert json.loads(list(ws.store.events(kind="replica.begun"))[-1].body)["from"]
