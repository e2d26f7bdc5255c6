"""Snapshots of another machine that still hold what was erased here."""

import shutil

import pytest

from fou_toolkit.store.snapshots import snapshots_in
from projects import make_project, open_project

pytestmark = pytest.mark.usefixtures("english")
NAMED = "holds what was erased here"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """Two copies; the other one's snapshot comes into the folder of the one after a withdrawal."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = make_project(tmp_path / "p")
    shutil.copytree(folder, tmp_path / "q")
    return folder, tmp_path / "q"


def put(other, folder):
    taken = snapshots_in(other / "snapshots")[0].path
    return shutil.copy(taken, folder / "snapshots" / taken.name)


def test_one_with_nothing_new_is_deleted_on_opening(shared):
    folder, other = shared
    with open_project(other, "ola") as ws:
        ws.keep_snapshot("x")
    with open_project(folder) as ws:
        ws.withdraw("Anne").apply()
    path = put(other, folder)
    with open_project(folder) as ws:
        assert not path.exists()
        assert NAMED not in " ".join(map(str, ws.notices))
    assert snapshots_in(folder / "snapshots")


def test_one_with_acts_that_are_not_merged_is_named_and_goes_with_the_merge(shared):
    folder, other = shared
    with open_project(other, "ola") as ws:
        ws.memo("Hm.")
        ws.keep_snapshot("x")
    with open_project(folder) as ws:
        ws.withdraw("Anne").apply()
    path = put(other, folder)
    with open_project(folder) as ws:
        assert path.exists()
        assert NAMED in " ".join(map(str, ws.notices))
        plan = ws.merge()
        assert not plan.apply().problems
        assert not path.exists()
        assert len(ws.memos()) == 1


def test_one_without_what_was_erased_stays(shared):
    folder, other = shared
    with open_project(folder) as ws:
        ws.withdraw("Anne").apply()
    with open_project(other, "ola") as ws:
        ws.merge(folder).apply()
        ws.keep_snapshot("x")
    path = put(other, folder)
    with open_project(folder):
        assert path.exists()
