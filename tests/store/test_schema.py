"""A database of any version that ever was can be opened; the first one is kept here as text.

`schema_1.sql` was written by `python tests/store/test_schema.py`; it is never written anew, only new versions are added.
"""

import contextlib
import sqlite3
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from fou_toolkit.errors import DamageError, NewerVersionError
from fou_toolkit.store import SqliteStore, open_store, opening, verify
from fou_toolkit.store.connection import APPLICATION_ID
from fou_toolkit.store.schema import CURRENT, OBJECTS, STEPS
from logs import Desk, ident, state_of

pytestmark = pytest.mark.usefixtures("english")

KEPT = sorted(Path(__file__).parent.glob("schema_*.sql"), key=lambda path: int(path.stem.split("_")[1]))


def version_of(path):
    return int(path.stem.split("_")[1])


def from_text(dump, path):
    """Make the database that a text describes."""
    with contextlib.closing(sqlite3.connect(path)) as plain:
        plain.executescript(dump.read_text("utf-8"))
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        plain.execute(f"PRAGMA user_version = {version_of(dump)}")
    return path


def worked_in(store):
    """Work a little: everything that the schema has a table for."""
    desk = Desk(store)
    kari, bo = desk.coder("Kari"), desk.coder("Bo")
    _, version = desk.text(kari, "Vi har ansvar for blåbæra. 🙂")
    code = desk.code(kari, "Ansvar")
    for coder in (kari, bo, kari):
        (coding,) = desk.add(coder, version, code)
    desk.act("coding.changed", kari, coding=coding, polarity="hinders")
    desk.said("memo.written", bo, "Et notat", memo=ident("memo"), kind="analytic", target="project")
    desk.act("content.erased", kari, contents=[store.entity(ident("memo"))["content"]])
    desk.undo(kari)
    desk.ledger.begin_replica(actor=bo)
    store.add_todo("erase", "snapshots")


def everything(path):
    with contextlib.closing(sqlite3.connect(path)) as plain:
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: plain.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_every_version_that_ever_was_is_kept_here():
    assert [version_of(path) for path in KEPT] == list(range(1, CURRENT + 1))


@pytest.mark.parametrize("dump", KEPT, ids=lambda path: path.stem)
def test_a_database_of_an_older_version_is_opened_with_all_that_is_in_it(dump, tmp_path):
    path = from_text(dump, tmp_path / "project.fou")
    before = everything(path)
    with contextlib.closing(open_store(path)) as store:
        assert verify(store).ok
        assert {store.content(row["content"]).value["id"] for _, row in store.entities("coder")} == {"Kari", "Bo"}
        assert store.content(next(store.entities("memo"))[1]["content"]) is None
        assert sorted((row.polarity, row.state) for _, row in store.codings()) == [(0, 1), (0, 1), (0, 1)]
        assert len(store.heads()) == 2
        assert [step for _, step, _ in store.todo()] == ["erase"]
        state = state_of(store)
        Desk(store, seed="later", begin=False).coder("Siri")
        assert state_of(store) != state
    after = everything(path)
    assert after["event"][: len(before["event"])] == before["event"]
    assert after["content"][: len(before["content"])] == before["content"]


def test_the_kept_text_of_this_version_has_the_schema_that_a_new_database_gets(tmp_path):
    def schema(path):
        with contextlib.closing(sqlite3.connect(path)) as plain:
            return plain.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name").fetchall()

    open_store(tmp_path / "new.fou").close()
    assert schema(from_text(KEPT[-1], tmp_path / "old.fou")) == schema(tmp_path / "new.fou")
    assert {name for name, _ in schema(tmp_path / "new.fou")} == set(OBJECTS)


def test_everything_in_the_schema_is_used_in_the_kept_text(tmp_path):
    assert all(everything(from_text(KEPT[0], tmp_path / "old.fou")).values())


# --- versions that are made up


def add_column(connection):
    connection.execute("ALTER TABLE todo ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")


def add_table(connection):
    connection.execute("CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO place (id) SELECT id FROM name")


@pytest.fixture
def newer(monkeypatch):
    """Pretend that two more versions have come out."""

    def pretend(*more):
        # What the tables should be is worked out once; it is another thing now.
        opening._right_layout.cache_clear()
        steps = {**STEPS, **dict(enumerate(more, start=CURRENT))}
        monkeypatch.setattr(opening, "STEPS", MappingProxyType(steps))
        monkeypatch.setattr(opening, "CURRENT", len(steps))
        monkeypatch.setattr(opening, "OBJECTS", OBJECTS | {"place"})

    opening._right_layout.cache_clear()
    yield pretend
    opening._right_layout.cache_clear()


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "project.fou"
    with contextlib.closing(open_store(path)) as store:
        store.connection.execute("PRAGMA synchronous = OFF")
        worked_in(store)
    return path


def test_a_database_is_brought_through_all_versions_and_keeps_what_was_in_it(old, newer):
    before = everything(old)
    newer(add_column, add_table)
    taken = []
    with contextlib.closing(
        open_store(old, before_migration=lambda store: taken.append((store.path, len(everything(old)))))
    ) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (CURRENT + 2,)
        assert verify(store).ok
    assert taken == [(old, len(before))]
    after = everything(old)
    assert [row[1] for row in after["place"]] == [row[1] for row in before["name"]]
    assert [row[:-1] for row in after["todo"]] == before["todo"]
    assert all(after[name] == rows for name, rows in before.items() if name != "todo")
    open_store(old, before_migration=lambda _: pytest.fail("there is nothing to do")).close()


def test_a_step_that_fails_leaves_what_the_steps_before_it_made(old, newer):
    def fails(connection):
        add_table(connection)
        message = "no room"
        raise RuntimeError(message)

    before = everything(old)
    newer(add_column, fails)
    with pytest.raises(RuntimeError, match="no room"):
        open_store(old)
    after = everything(old)
    assert "place" not in after
    assert after["event"] == before["event"]
    newer(add_column, add_table)
    with contextlib.closing(open_store(old)) as store:
        assert verify(store).ok


def test_a_snapshot_that_cannot_be_taken_stops_the_migration(old, newer):
    before = old.read_bytes()

    def full(_):
        message = "disk full"
        raise OSError(message)

    newer(add_column, add_table)
    with pytest.raises(OSError, match="disk full"):
        open_store(old, before_migration=full)
    assert old.read_bytes() == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_a_newer_version_is_refused_and_not_changed(old, read_only):
    with contextlib.closing(sqlite3.connect(old)) as plain:
        plain.execute(f"PRAGMA user_version = {CURRENT + 1}")
    before = old.read_bytes()
    with pytest.raises(NewerVersionError, match="newer version of this program"):
        open_store(old, read_only=read_only)
    assert old.read_bytes() == before


def test_a_table_that_does_not_belong_there_is_refused(old):
    with contextlib.closing(sqlite3.connect(old)) as plain:
        plain.execute("CREATE TABLE place (n INTEGER)")
    with pytest.raises(DamageError, match="place"):
        open_store(old)


def write():
    """Write the text of the present version; done once, when a version comes out."""
    path = Path(sys.argv[1]) / "project.fou"
    with contextlib.closing(open_store(path)) as store:
        worked_in(store)
    with contextlib.closing(SqliteStore(path)) as store:
        text = "\n".join(store.connection.iterdump())
    (Path(__file__).parent / f"schema_{CURRENT}.sql").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    write()
