"""A database is brought to the version of the library step by step; each step is done whole or not at all."""

import contextlib
import subprocess
import sys

import pytest

from fou_toolkit.errors import DamageError, FouError, NewerVersionError
from fou_toolkit.store.connection import APPLICATION_ID, connect, writing
from fou_toolkit.store.schema_versions import migrate, schema_version

pytestmark = pytest.mark.usefixtures("english")


def create(connection):
    connection.execute("CREATE TABLE content (id INTEGER PRIMARY KEY, data TEXT)")


def add_column(connection):
    connection.execute("ALTER TABLE content ADD COLUMN salt BLOB")
    connection.execute("UPDATE content SET salt = x'00'")


def add_table(connection):
    connection.execute("CREATE TABLE memo (id INTEGER PRIMARY KEY, content INTEGER REFERENCES content (id))")


STEPS = {0: create, 1: add_column, 2: add_table}


@pytest.fixture
def connection(tmp_path):
    with contextlib.closing(connect(tmp_path / "project.fou")) as connection:
        yield connection


@pytest.fixture
def old(connection):
    migrate(connection, current=1, steps=STEPS, before=never)
    with writing(connection):
        connection.execute("INSERT INTO content (data) VALUES ('ein')")
    return connection


def never():
    pytest.fail("there is nothing to take a snapshot of")


def tables(connection):
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]


def everything(connection):
    return list(connection.iterdump()), schema_version(connection)


def test_an_empty_database_gets_its_schema_and_its_mark(connection):
    assert migrate(connection, current=3, steps=STEPS, before=never) == 0
    assert tables(connection) == ["content", "memo"]
    assert schema_version(connection) == 3
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_an_old_database_goes_through_all_steps_after_one_snapshot(old):
    seen = []
    assert migrate(old, current=3, steps=STEPS, before=lambda: seen.append(schema_version(old))) == 1
    assert seen == [1]
    assert old.execute("SELECT data, salt FROM content").fetchall() == [("ein", b"\0")]
    assert tables(old) == ["content", "memo"]


def test_a_database_that_is_up_to_date_is_left_alone(old):
    before = everything(old)
    assert migrate(old, current=1, steps=STEPS, before=never) == 1
    assert everything(old) == before


def test_a_newer_database_is_refused_and_left_alone(old):
    with writing(old):
        old.execute("PRAGMA user_version = 9")
    before = everything(old)
    with pytest.raises(NewerVersionError, match="newer version of this program: 9 instead of 3") as caught:
        migrate(old, current=3, steps=STEPS, before=never)
    assert "Install the newest version" in caught.value.hint
    assert everything(old) == before


def broken_by_sql(connection):
    add_table(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def broken_by_error(connection):
    add_table(connection)
    raise ValueError("no")


def broken_by_hand(connection):
    add_table(connection)
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("step", "error"), [(broken_by_sql, FouError), (broken_by_error, ValueError), (broken_by_hand, KeyboardInterrupt)]
)
def test_a_step_that_fails_leaves_the_version_before_it(old, step, error):
    with pytest.raises(error):
        migrate(old, current=3, steps={**STEPS, 2: step}, before=lambda: None)
    assert schema_version(old) == 2
    assert tables(old) == ["content"]
    assert old.execute("SELECT data, salt FROM content").fetchall() == [("ein", b"\0")]
    migrate(old, current=3, steps=STEPS, before=lambda: None)
    assert schema_version(old) == 3


def test_without_the_snapshot_nothing_is_changed(old):
    before = everything(old)

    def fail():
        raise FouError("no room")

    with pytest.raises(FouError, match="no room"):
        migrate(old, current=3, steps=STEPS, before=fail)
    assert everything(old) == before


def leave_a_reference_to_nothing(connection):
    add_table(connection)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("INSERT INTO memo (content) VALUES (77)")


def test_a_step_that_leaves_a_reference_to_nothing_is_taken_back(old):
    with pytest.raises(DamageError, match="refer to parts that are not there"):
        migrate(old, current=3, steps={**STEPS, 2: leave_a_reference_to_nothing}, before=lambda: None)
    assert schema_version(old) == 2
    assert tables(old) == ["content"]


def test_a_step_must_not_end_its_transaction(old):
    with pytest.raises(RuntimeError, match="step 1 has ended its transaction"):
        migrate(old, current=2, steps={1: lambda connection: connection.execute("COMMIT")}, before=lambda: None)
    assert schema_version(old) == 1


@pytest.mark.parametrize(("version", "steps"), [(-1, STEPS), (0, STEPS), (1, {0: create, 2: add_table})])
def test_a_version_that_never_was_is_refused(old, version, steps):
    with writing(old):
        old.execute(f"PRAGMA user_version = {version}")
    before = everything(old)
    with pytest.raises(DamageError, match="there never was"):
        migrate(old, current=3, steps=steps, before=never)
    assert everything(old) == before


def test_a_step_that_another_program_has_taken_meanwhile_is_not_taken_twice(old, tmp_path):
    def meanwhile():
        with contextlib.closing(connect(tmp_path / "project.fou")) as other:
            migrate(other, current=3, steps=STEPS, before=lambda: None)

    migrate(old, current=3, steps=STEPS, before=meanwhile)
    assert schema_version(old) == 3


_MIGRATING = """
import sys, os, signal
from pathlib import Path
from fou_toolkit.store.connection import connect
from fou_toolkit.store.schema_versions import migrate

def step(connection):
    connection.execute("ALTER TABLE content ADD COLUMN salt BLOB")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 1")
    for number in range(int(sys.argv[2])):
        connection.execute("INSERT INTO content (data) VALUES (?)", ("x" * 20000,))
    os.kill(os.getpid(), signal.SIGKILL)

migrate(connect(Path(sys.argv[1])), current=2, steps={1: step}, before=lambda: None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("rows", [0, 1, 50])
def test_a_program_killed_in_the_middle_of_a_step_leaves_the_old_version(old, tmp_path, rows):
    before = everything(old)
    path = tmp_path / "project.fou"
    done = subprocess.run([sys.executable, "-c", _MIGRATING, str(path), str(rows)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-9, b"")
    with contextlib.closing(connect(path)) as connection:
        assert everything(connection) == before
        migrate(connection, current=3, steps=STEPS, before=lambda: None)
        assert schema_version(connection) == 3
