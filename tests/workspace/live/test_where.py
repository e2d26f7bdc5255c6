"""Folders that are moved into a synchronised one, out of it, and copied inside of it."""

import shutil

import pytest

from fou_toolkit.errors import DamageError, DataError, StaleError
from fou_toolkit.workspace.live.where import databases_elsewhere
from projects import open_project

pytestmark = pytest.mark.usefixtures("english")


def said(ws):
    return " ".join(map(str, ws.notices))


@pytest.fixture
def cloud(tmp_path):
    made = tmp_path / "OneDrive - Uni"
    made.mkdir()
    return made


@pytest.fixture
def inside(folder, cloud):
    """The project, moved into a synchronised folder; its snapshots lack the last coding."""
    with open_project(folder) as ws:
        ws.code("logg", "makt", "M1")
    return shutil.move(folder, cloud / "p")


def test_a_project_that_is_moved_into_a_synchronised_folder_keeps_its_last_act(inside):
    with open_project(inside) as ws:
        assert [one.code for one in ws.codings()] == ["M1"]
        assert "was moved to" in said(ws)
        assert ws.verify().ok
    assert not (inside / "project.fou").exists()
    with open_project(inside) as ws:
        assert "was moved to" not in said(ws)


def test_a_damaged_database_is_not_passed_over_for_an_older_snapshot(inside):
    file = inside / "project.fou"
    content = bytearray(file.read_bytes())
    content[4096:20_000] = b"\xff" * (20_000 - 4096)
    file.write_bytes(content)
    with pytest.raises(DamageError, match="damaged") as error:
        open_project(inside)
    assert "fou restore" in error.value.hint
    assert file.read_bytes() == content


@pytest.mark.parametrize("newer", [True, False])
def test_a_database_that_comes_into_the_folder_later_is_named(inside, tmp_path, newer):
    shutil.copytree(inside, tmp_path / "other")
    if newer:
        with open_project(tmp_path / "other", "ola") as ws:
            ws.code("logg", "tillit", "T1")
    open_project(inside).close()
    shutil.copy(tmp_path / "other" / "project.fou", inside / "project.fou")
    with open_project(inside) as ws:
        assert ("acts that are not here" in said(ws)) == newer
        assert ("nothing that is not here" in said(ws)) != newer
        ws.merge().apply()
        assert len(ws.codings(everyone=True)) == 1 + newer


def test_a_copy_inside_of_the_synchronised_folder_has_a_database_of_its_own(inside, cloud):
    open_project(inside).close()
    shutil.copytree(inside, cloud / "p - kopi")
    with open_project(cloud / "p - kopi") as copied, open_project(inside) as first:
        assert copied.placement.live != first.placement.live
        copied.code("logg", "tillit", "T1")
        assert (len(copied.codings()), len(first.codings())) == (2, 1)
        assert copied.store.get("replica") != first.store.get("replica")
        own = copied.placement.live
    with open_project(cloud / "p - kopi") as again:
        assert again.placement.live == own


def test_a_folder_that_is_renamed_keeps_its_database(inside, cloud):
    with open_project(inside) as ws:
        ws.code("logg", "tillit", "T1")
        own = ws.placement.live
    shutil.move(inside, cloud / "q")
    with open_project(cloud / "q") as ws:
        assert ws.placement.live == own
        assert len(ws.codings()) == 2
    shutil.copytree(cloud / "q", inside)
    with open_project(inside) as ws:
        assert ws.placement.live != own


def test_a_database_that_was_left_on_the_machine_is_named_merged_and_erased(inside, cloud, tmp_path):
    with open_project(inside) as ws:
        left = ws.placement.live
    shutil.copytree(inside, cloud / "other")
    with open_project(cloud / "other") as ws:
        others = ws.placement.live
    out = tmp_path / "out"
    shutil.copytree(left.parent, tmp_path / "kept")
    shutil.move(inside, out)
    shutil.copy(left, out / "project.fou")
    with open_project(out) as ws:
        assert databases_elsewhere(out, ws.placement, ws.settings.project) == [left]
        assert str(left) in said(ws)
        assert ws.merge().candidates
        plan = ws.withdraw("Anne")
        assert str(left) in [step.path for step in plan.steps]
        assert plan.apply().clean
        assert not left.parent.exists()
        assert others.exists()
    with open_project(out) as ws:
        assert str(left) not in said(ws)


def test_names_of_coders_are_composed_and_without_blanks(folder):
    with open_project(folder, "  a\u030asa ") as ws:
        ws.code("logg", "makt", "M1")
    with open_project(folder, "åsa") as ws:
        assert len(ws.codings()) == 1
    with pytest.raises(DataError, match="cannot be seen"):
        open_project(folder, "ka\nri")


def test_a_project_that_is_closed_says_so(folder):
    ws = open_project(folder)
    ws.close()
    ws.close()
    for verb in (ws.undo, ws.snapshot, ws.verify, lambda: ws.memo("Hm."), lambda: ws.store.put("a", "b")):
        with pytest.raises(StaleError, match="closed") as error:
            verb()
        assert error.value.hint


def test_a_clock_that_is_far_ahead_is_said(folder):
    with open_project(folder) as ws:
        assert "clock" not in said(ws)
        now = ws.ledger._wall()
        ws.ledger._wall = lambda: now + 3 * 86_400_000
        ws.memo("Hm.")
    with open_project(folder) as ws:
        assert "a clock was wrong" in said(ws)


@pytest.mark.parametrize("wrong", ["{", "[1]", '{"a": 1}', "[[1, 2, 3]]"])
def test_notes_in_the_database_that_cannot_be_read_are_damage(ws, wrong):
    ws.store.put("outputs", wrong)
    with pytest.raises(DamageError):
        ws.withdraw("Anne")
