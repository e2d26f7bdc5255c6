"""A database is opened whole, or a clear error says what is wrong with it."""

import contextlib
import sqlite3

import pytest

from fou_toolkit.errors import DamageError, DataError, MaterialError
from fou_toolkit.store import open_store, verify
from fou_toolkit.store.connection import connect
from logs import Desk, state_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "project.fou"
    with contextlib.closing(open_store(path)) as store:
        store.connection.execute("PRAGMA synchronous = OFF")
        desk = Desk(store)
        kari = desk.coder("Kari")
        _, version = desk.text(kari, "Vi har ansvar.")
        desk.add(kari, version, desk.code(kari, "Ansvar"))
    return path


def change(path, statement):
    with contextlib.closing(sqlite3.connect(path)) as plain:
        plain.execute(statement)
        plain.commit()


def test_a_new_database_is_empty_and_well(tmp_path):
    with contextlib.closing(open_store(tmp_path / "project.fou")) as store:
        assert verify(store).ok
        assert store.count_events() == 0


def test_what_was_done_is_there_when_it_is_opened_again(path):
    with contextlib.closing(open_store(path)) as store:
        before = state_of(store)
        assert store.count_events() == 5
    with contextlib.closing(open_store(path, read_only=True)) as store:
        assert state_of(store) == before
        with pytest.raises(OSError, match="right"):
            store.put("replica", "x")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE event SET ms = ms + 1 WHERE n = 3", "was changed"),
        ("UPDATE content SET salt = x'00' WHERE n = 1", "was changed"),
        ("DELETE FROM content WHERE n = 1", "is missing"),
        ("DELETE FROM event WHERE n = 5", "The ends of the chains"),
        ("CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM content; END", "does not belong"),
    ],
)
def test_what_was_changed_is_found_on_opening_and_the_file_stays_as_it_is(path, statement, message):
    change(path, statement)
    before = path.read_bytes()
    with pytest.raises(DamageError, match=message) as caught:
        open_store(path)
    assert "fou restore" in caught.value.hint
    assert path.read_bytes() == before
    # Nothing is held: the file can be put away.
    path.rename(path.with_suffix(".bad"))


def test_a_file_that_is_not_there_is_not_made_to_be_looked_at(tmp_path):
    with pytest.raises(MaterialError):
        open_store(tmp_path / "project.fou", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_no_project_to_look_at(tmp_path):
    connect(tmp_path / "project.fou").close()
    with contextlib.closing(sqlite3.connect(tmp_path / "project.fou")) as plain:
        plain.execute("VACUUM")
    with pytest.raises((DataError, DamageError)):
        open_store(tmp_path / "project.fou", read_only=True)


def test_a_database_that_was_being_made_is_made_now(tmp_path):
    connect(tmp_path / "project.fou").close()
    with contextlib.closing(open_store(tmp_path / "project.fou")) as store:
        assert Desk(store).store.count_events() == 1
