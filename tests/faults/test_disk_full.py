"""The disk is full, at every write: that is said in plain words, nothing that was stored is lost, and it goes on later."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SOURCES = TESTS.parent / "src"


def own_disks():
    """Give the command by which a program gets disks of its own; nothing where that is not allowed."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return None
    ways = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])
    return next(
        (way for way in ways if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0), None
    )


UNSHARE = own_disks()
pytestmark = pytest.mark.skipif(UNSHARE is None, reason="small disks cannot be made here")


def fill_up(folder, tmp_path, act, step, guard="on"):
    """Do an act with more and more room on the disk, until it succeeds."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = [*UNSHARE, sys.executable, "-m", "faults.full_disk", str(disk), str(folder), act, str(step), guard]
    paths = os.pathsep.join([str(TESTS), str(SOURCES), os.environ.get("PYTHONPATH", "")])
    # Where the program keeps its things is on the small disk, too.
    env = {**os.environ, "PYTHONPATH": paths, "SQLITE_TMPDIR": str(disk), "TMPDIR": str(disk)}
    run = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def check(trials):
    assert trials[-1]["went well"]
    for one in trials:
        assert one["lost"] == 0, one
        assert one["faults"] == [], one
        if not one["went well"]:
            assert one["error"] == "WriteError", one
            assert "The disk is full" in one["message"], one
            assert "Make room for about" in one["hint"], one


@pytest.mark.parametrize("act", ["code", "take in"])
def test_a_full_disk_is_said_and_nothing_is_lost(folder, tmp_path, act):
    trials = fill_up(folder, tmp_path, act, 3)
    check(trials)
    assert len(trials) > 3


@pytest.mark.full
@pytest.mark.parametrize("act", ["code", "take in", "withdraw"])
def test_a_disk_that_is_full_at_any_page_is_said_and_nothing_is_lost(folder, tmp_path, act):
    check(fill_up(folder, tmp_path, act, 1))


def test_who_wants_to_leave_can_also_where_the_disk_is_full_or_is_told_what_is_needed(folder, tmp_path):
    trials = fill_up(folder, tmp_path, "withdraw", 12)
    check(trials)
    assert any(one["open"] for one in trials)
    for one in trials:
        # What cannot be erased outside of the database for want of room is said, and done as soon as there is room.
        if one["went well"] and one["open"]:
            assert "Make room for about" in one["said"], one
        assert one.get("later", True), one
        assert one["todo"] == 0, one


def test_an_error_that_hides_the_true_one_is_noticed(folder, tmp_path):
    with pytest.raises(AssertionError):
        check(fill_up(folder, tmp_path, "code", 10, guard="off"))
