"""A backup is one finished file with everything in it; what else lies at its place is left alone."""

import os

import pytest

from fou_toolkit.errors import MaterialError, WriteError
from fou_toolkit.model import Span
from fou_toolkit.store import open_store, verify
from projects import make_project, open_project


def test_a_backup_holds_everything_and_needs_no_other_file(folder, tmp_path):
    with open_project(folder) as ws:
        coding = ws.code("samtale", Span(0, 5), "M1")
        written = ws.backup(tmp_path / "stikke.fou")
        count = ws.store.count_events()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["prosjekt", "stikke.fou"]
    store = open_store(written, read_only=True)
    assert store.coding(coding) is not None
    assert store.count_events() == count
    assert verify(store).ok
    store.close()


def test_a_backup_into_a_folder_has_the_name_of_the_database(folder, tmp_path):
    with open_project(folder) as ws:
        assert ws.backup(tmp_path) == tmp_path / "project.fou"


def test_an_older_backup_of_the_project_is_replaced(folder, tmp_path):
    with open_project(folder) as ws:
        ws.backup(tmp_path / "b.fou")
        coding = ws.code("samtale", Span(0, 5), "M1")
        ws.backup(tmp_path / "b.fou")
    store = open_store(tmp_path / "b.fou", read_only=True)
    assert store.coding(coding) is not None
    store.close()


@pytest.mark.parametrize("content", [b"", b"noe helt annet", b"SQLite format 3\0" + bytes(200)])
def test_another_file_is_never_written_over(folder, tmp_path, content):
    target = tmp_path / "viktig.txt"
    target.write_bytes(content)
    with open_project(folder) as ws, pytest.raises(WriteError, match="another file"):
        ws.backup(target)
    assert target.read_bytes() == content


def test_a_backup_of_another_project_is_never_written_over(folder, tmp_path):
    other = make_project(tmp_path / "annet")
    with open_project(other) as ws:
        backup = ws.backup(tmp_path / "b.fou")
    before = backup.read_bytes()
    with open_project(folder) as ws, pytest.raises(WriteError, match="another file"):
        ws.backup(backup)
    assert backup.read_bytes() == before


@pytest.mark.parametrize("linked", [False, True])
def test_the_live_database_is_never_written_over(folder, tmp_path, linked):
    target = folder / "project.fou"
    if linked:
        os.link(target, tmp_path / "lenke.fou")
        target = tmp_path / "lenke.fou"
    with open_project(folder) as ws, pytest.raises(WriteError, match="project itself"):
        ws.backup(target)


def test_a_folder_that_is_not_there_is_said(folder, tmp_path):
    with open_project(folder) as ws, pytest.raises(MaterialError, match="no such folder"):
        ws.backup(tmp_path / "ingen" / "b.fou")


def test_snapshots_are_listed_with_what_is_wrong_with_them(folder):
    with open_project(folder) as ws:
        ws.code("samtale", Span(0, 5), "M1")
        ws.keep_snapshot("before-merge")
        newest = max((folder / "snapshots").iterdir())
        newest.write_bytes(newest.read_bytes()[:5000])
        found = ws.snapshots()
    assert found.kept[0].snapshot.path == newest
    assert found.to_frame()["sound"].tolist() == [False] + [True] * (len(found.kept) - 1)
    assert found.caption == f"Snapshots: {len(found.kept)}, sound: {len(found.kept) - 1}"
    shown = list(found.text_rows())
    assert "damaged" in shown[0][-1]
    assert len(shown[0]) == len(found.headings)
    assert found.to_frame()["reason"].tolist()[0] == "before-merge"
