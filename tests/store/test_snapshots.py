"""Snapshots are whole or not there at all, also while others write, are killed, or the disk is full."""

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from fou_toolkit.errors import DamageError, WriteError
from fou_toolkit.store import snapshots as module
from fou_toolkit.store.connection import APPLICATION_ID, connect, writing
from fou_toolkit.store.snapshots import Snapshot, erase_snapshots, is_sound, prune, snapshots_in, take_snapshot

pytestmark = pytest.mark.usefixtures("english")

NOW = datetime(2026, 11, 23, 17, 53, tzinfo=UTC)
REPLICA = "0A1B2C3D4E5F"


@pytest.fixture
def connection(tmp_path):
    with contextlib.closing(connect(tmp_path / "project.fou")) as connection:
        fill(connection, 40)
        yield connection


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "snapshots"


def fill(connection, rows, length=3000):
    with writing(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 7")
        connection.execute("CREATE TABLE content (id INTEGER PRIMARY KEY, data TEXT)")
        connection.executemany("INSERT INTO content (data) VALUES (?)", [("æ" * length,)] * rows)


def take(connection, folder, *, reason="before merge", replica=REPLICA, now=NOW):
    return take_snapshot(connection, folder, reason=reason, replica=replica, now=now)


def count(path):
    with contextlib.closing(connect(path, read_only=True)) as connection:
        return connection.execute("SELECT count(*) FROM content").fetchone()[0]


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def damage(path):
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def test_a_snapshot_has_what_the_database_has_and_needs_no_other_file(connection, folder):
    taken = take(connection, folder)
    assert names_in(folder) == ["20261123T175300000Z-0a1b2c3d-before-merge.fou"]
    assert taken == Snapshot(NOW, folder / names_in(folder)[0], "before-merge", "0a1b2c3d", taken.path.stat().st_size)
    assert count(taken.path) == 40
    with contextlib.closing(connect(taken.path, read_only=True)) as looking:
        assert looking.execute("PRAGMA user_version").fetchone() == (7,)
    assert is_sound(taken.path)


def test_a_snapshot_of_a_database_in_wal_mode_has_no_log_beside_it(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    with contextlib.closing(connect(tmp_path / "wal.fou")) as connection:
        fill(connection, 3)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        taken = take(connection, folder)
        assert count(taken.path) == 3
    assert names_in(folder) == [taken.path.name]
    assert taken.path.read_bytes()[18:20] == b"\x01\x01"


def test_what_was_deleted_is_not_in_a_snapshot(tmp_path, folder):
    with contextlib.closing(connect(tmp_path / "a.fou")) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        fill(connection, 3)
        with writing(connection):
            connection.execute("INSERT INTO content (data) VALUES ('Kanarifugl')")
            connection.execute("DELETE FROM content WHERE data = 'Kanarifugl'")
        assert b"Kanarifugl" in (tmp_path / "a.fou").read_bytes()
        assert b"Kanarifugl" not in take(connection, folder).path.read_bytes()


def test_names_sort_by_time_whatever_the_zone(connection, folder):
    later = NOW + timedelta(minutes=1)
    taken = [
        take(connection, folder, now=later),
        take(connection, folder, now=NOW.astimezone(timezone(timedelta(hours=9)))),
    ]
    assert snapshots_in(folder) == taken
    assert sorted(names_in(folder)) == [snapshot.path.name for snapshot in reversed(taken)]
    assert [snapshot.time for snapshot in taken] == [later, NOW]


def test_two_snapshots_of_the_same_moment_stay_two(connection, folder):
    taken = [take(connection, folder) for _ in range(3)]
    assert len({snapshot.path for snapshot in taken}) == 3
    assert set(snapshots_in(folder)) == set(taken)


@pytest.mark.parametrize("reason", ["", "før fletting: «æøå»", "../../x", "a" * 300, "C:\\x", "x\0y"])
@pytest.mark.parametrize("replica", ["", "../x", "ÆØÅ", "0123456789abcdef"])
def test_any_reason_gives_a_name_that_every_system_can_store(connection, folder, reason, replica):
    taken = take(connection, folder, reason=reason, replica=replica)
    assert taken.path.parent == folder
    assert taken.path.name.isascii()
    assert len(taken.path.name) < 80
    assert not set(taken.path.name) & set(':\\/?*"<>| ')
    assert snapshots_in(folder) == [taken]


def test_other_files_in_the_folder_are_passed_over(connection, folder):
    taken = take(connection, folder)
    name = taken.path.name
    for other in [
        "notes.txt",
        "project.fou",
        name + "-journal",
        name.replace(".fou", " (1).fou"),
        "20261399T175300000Z-a-b.fou",
    ]:
        (folder / other).write_text("x")
    (folder / name.replace("merge", "folder")).mkdir()
    assert snapshots_in(folder) == [taken]


def test_a_folder_that_is_not_there_has_no_snapshots(folder):
    assert snapshots_in(folder) == []
    assert prune(folder, 3) == []
    assert erase_snapshots(folder) == 0


# --- what goes wrong


def test_too_little_room_is_said_before_anything_is_written(connection, folder, monkeypatch):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 200_000})())
    with pytest.raises(WriteError, match="The disk is full") as caught:
        take(connection, folder)
    assert "about 1 MB" in caught.value.hint
    assert names_in(folder) == []


_LIMITED = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from fou_toolkit.errors import WriteError
from fou_toolkit.store.connection import connect
from fou_toolkit.store.snapshots import take_snapshot
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
connection = connect(Path(sys.argv[1]), read_only=True)
try:
    take_snapshot(connection, Path(sys.argv[2]), reason="x", replica="a", now=datetime.now(UTC))
except WriteError as error:
    print("said")
connection.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_snapshot_that_cannot_be_finished_leaves_nothing(connection, folder, tmp_path):
    older = take(connection, folder)
    command = [sys.executable, "-c", _LIMITED, str(tmp_path / "project.fou"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "said\n")
    assert names_in(folder) == [older.path.name]
    assert is_sound(older.path)


def test_a_full_disk_in_the_middle_names_the_folder_of_the_snapshots(tmp_path, connection):
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10**9})())
            with pytest.raises(WriteError, match="The disk is full") as caught:
                take(connection, disk)
        assert caught.value.where == str(disk)
        assert names_in(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_damaged_database_is_said_and_leaves_no_snapshot(tmp_path, folder):
    path = tmp_path / "a.fou"
    with contextlib.closing(connect(path)) as connection:
        fill(connection, 40)
    data = bytearray(path.read_bytes())
    data[4096 : 8 * 4096] = b"\xff" * (7 * 4096)
    path.write_bytes(data)
    with contextlib.closing(connect(path)) as connection, pytest.raises(DamageError):
        take(connection, folder)
    assert names_in(folder) == []


def test_a_folder_that_is_a_file_is_said(connection, folder):
    folder.write_text("x")
    with pytest.raises(WriteError):
        take(connection, folder)


def test_what_is_no_sound_project_is_known(connection, folder, tmp_path):
    path = take(connection, folder).path
    damage(path)
    before = path.read_bytes()
    assert not is_sound(path)
    assert not is_sound(path, quick=True)
    assert path.read_bytes() == before
    assert not is_sound(tmp_path / "not there.fou")
    (tmp_path / "empty.fou").touch()
    assert not is_sound(tmp_path / "empty.fou")
    assert not is_sound(tmp_path)
    assert names_in(folder) == [path.name]


# --- keeping a few


def days(connection, folder, replica=REPLICA, number=5):
    """Take a snapshot a day, newest first."""
    taken = [take(connection, folder, replica=replica, now=NOW + timedelta(days=day)) for day in range(number)]
    return [snapshot.path for snapshot in reversed(taken)]


def test_the_newest_of_every_copy_of_the_project_are_kept(connection, folder):
    ours, others = days(connection, folder), days(connection, folder, "ffff", 2)
    assert set(prune(folder, 2)) == set(ours[2:])
    assert {snapshot.path for snapshot in snapshots_in(folder)} == {*ours[:2], *others}
    assert prune(folder, 2) == []


def test_of_those_taken_on_opening_within_an_hour_the_older_ones_go_first(connection, folder):
    def at(minutes, reason="opened"):
        return take(connection, folder, reason=reason, now=NOW + timedelta(minutes=minutes)).path

    long_ago, earlier, merged = at(0), at(90), at(170, "before-merge")
    crowd = [at(minutes) for minutes in (171, 172, 173, 174)]
    assert set(prune(folder, 4)) == set(crowd[:3])
    assert {one.path for one in snapshots_in(folder)} == {crowd[3], merged, earlier, long_ago}


def test_the_last_sound_snapshot_stays_even_if_it_is_old(connection, folder):
    paths = days(connection, folder)
    for path in [*paths[:3], paths[4]]:
        damage(path)
    assert set(prune(folder, 2)) == {paths[2], paths[4]}
    assert [snapshot.path for snapshot in snapshots_in(folder)] == [*paths[:2], paths[3]]


def test_if_none_is_sound_all_stay(connection, folder):
    paths = days(connection, folder)
    for path in paths:
        damage(path)
    assert prune(folder, 1) == []
    assert len(snapshots_in(folder)) == 5


@pytest.mark.parametrize("keep", [0, -1])
def test_keeping_none_still_keeps_a_sound_one(connection, folder, keep):
    paths = days(connection, folder)
    assert set(prune(folder, keep)) == set(paths[1:])


def test_unfinished_snapshots_are_swept_away_when_nobody_can_be_writing_them(folder):
    for name, age in (("old", timedelta(days=2)), ("new", timedelta())):
        part = folder / f".fou-part-{name}"
        part.mkdir(parents=True)
        (part / "part.fou").write_text("x")
        then = (datetime.now(UTC) - age).timestamp()
        os.utime(part, (then, then))
    prune(folder, 3)
    assert names_in(folder) == [".fou-part-new"]


# --- erasing


def test_all_snapshots_are_erased_and_nothing_else(connection, folder):
    paths = days(connection, folder)
    conflict = paths[0].with_name(paths[0].stem + " (Karis motstridende kopi 2026-01-02).fou")
    for path in [conflict, paths[0].with_name(paths[0].name + "-journal"), folder / "notes.txt"]:
        path.write_text("x")
    (folder / ".fou-part-abc").mkdir()
    (folder / ".fou-part-abc" / "part.fou").write_text("x")
    assert erase_snapshots(folder) == 8
    assert names_in(folder) == ["notes.txt"]
    assert erase_snapshots(folder) == 0


def test_a_snapshot_that_is_being_taken_while_all_are_erased_is_not_finished(connection, folder, monkeypatch):
    monkeypatch.setattr(module, "_free_name", lambda *_: erase_snapshots(folder) and folder / "x.fou")
    with pytest.raises(WriteError):
        take(connection, folder)
    assert names_in(folder) == []


def test_a_snapshot_that_cannot_be_deleted_is_named_and_the_others_are_gone(connection, folder, monkeypatch):
    paths = days(connection, folder)
    unlink = type(paths[0]).unlink

    def refuse(path, missing_ok=False):
        if path == paths[2]:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(type(paths[0]), "unlink", refuse)
        with pytest.raises(WriteError, match=paths[2].name):
            erase_snapshots(folder)
    assert names_in(folder) == [paths[2].name]
    assert erase_snapshots(folder) == 1


# --- others write, others are killed

_BUSY = """
import sys
from pathlib import Path
from fou_toolkit.store.connection import connect, writing
connection = connect(Path(sys.argv[1]))
connection.execute("PRAGMA synchronous = OFF")
number = 0
while True:
    with writing(connection):
        for _ in range(20):
            number += 1
            connection.execute("INSERT INTO content (data) VALUES (?)", (str(number) * 300,))
        connection.execute("DELETE FROM content WHERE id < (SELECT max(id) FROM content) - 400")
    print(number, flush=True)
"""

_TAKING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from fou_toolkit.store.connection import connect
from fou_toolkit.store.snapshots import take_snapshot
connection = connect(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    take_snapshot(connection, Path(sys.argv[2]), reason="test", replica="a", now=datetime.now(UTC))
    print("taken", flush=True)
"""


@contextlib.contextmanager
def running(script, *arguments):
    """Run a program that never ends, from its first word on, and kill it."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("times", [20, pytest.param(200, marks=pytest.mark.full)])
def test_snapshots_taken_while_somebody_writes_all_the_time_are_sound(connection, folder, tmp_path, times):
    with running(_BUSY, tmp_path / "project.fou"):
        for _ in range(times):
            take(connection, folder)
    found = snapshots_in(folder)
    assert len(found) == times
    assert all(is_sound(snapshot.path) for snapshot in found)
    # Whole transactions only: rows come by twenty, and at most 401 stay.
    assert {count(snapshot.path) % 20 for snapshot in found} <= {0, 1}


@pytest.mark.usefixtures("connection")
def test_copies_of_the_live_file_would_not_be(tmp_path):
    """The guard switched off: what a synchronising program does to a database that is in use."""
    copy = tmp_path / "copy.fou"
    with running(_BUSY, tmp_path / "project.fou"):
        for _ in range(3000):
            shutil.copyfile(tmp_path / "project.fou", copy)
            if not is_sound(copy):
                return
    pytest.fail("no copy was broken")


@pytest.mark.parametrize("times", [10, pytest.param(200, marks=pytest.mark.full)])
def test_a_program_killed_while_it_takes_a_snapshot_leaves_no_half_one(connection, folder, tmp_path, times):
    chance = random.Random(20261123)
    with writing(connection):
        connection.executemany("INSERT INTO content (data) VALUES (?)", [("x" * 50_000,)] * 150)
    for _ in range(times):
        with running(_TAKING, tmp_path / "project.fou", folder):
            time.sleep(chance.uniform(0, 0.12))
    found = snapshots_in(folder)
    assert found
    assert all(is_sound(snapshot.path) and count(snapshot.path) == 190 for snapshot in found)
    leftovers = [path for path in folder.iterdir() if path.name.startswith(".fou-part-")]
    assert leftovers
    # One of them at least would have been half a snapshot, had it been written under its own name.
    assert not all(is_sound(path) for part in leftovers for path in part.iterdir())
    assert erase_snapshots(folder) == len(found) + len(leftovers)
    assert names_in(folder) == []
