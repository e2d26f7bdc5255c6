"""Every store does what `fou_toolkit.store.protocol` says."""

import contextlib

import pytest

from fou_toolkit.store import MemoryStore, SqliteStore, open_store
from fou_toolkit.store.protocol import EventStore
from logs import ident
from store.contract import EventStoreContract, fill, row_of


class TestMemoryStore(EventStoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()


class TestSqliteStore(EventStoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        with contextlib.closing(open_store(tmp_path / "project.fou")) as store:
            store.connection.execute("PRAGMA synchronous = OFF")
            yield store

    def test_everything_is_there_when_the_file_is_opened_again(self, store):
        fill(store, "a")
        again = SqliteStore(store.path)
        assert list(again.events()) == list(store.events())
        assert list(again.contents()) == list(store.contents())
        assert dict(again.entities()) == dict(store.entities())
        assert list(again.codings()) == list(store.codings())
        again.close()

    def test_two_handles_on_one_file_number_names_alike_after_one_has_forgotten_the_state(self, store):
        other = SqliteStore(store.path)
        store.put_codings([(ident(1), row_of(code="a")), (ident(2), row_of(code="b"))])
        other.clear_state()
        other.put_codings([(ident(1), row_of(code="b")), (ident(2), row_of(code="a"))])
        store.put_codings([(ident(3), row_of(code="a"))])
        assert store.coding(ident(3)).code == ident("a")
        other.close()

    def test_columns_are_of_one_state_while_another_writes(self, store):
        other = SqliteStore(store.path)
        store.put_codings([(ident(1), row_of(code="a"))])
        with other.reading():
            assert len(list(other.codings())) == 1
            store.connection.execute("PRAGMA busy_timeout = 0")
            with contextlib.suppress(TimeoutError):
                store.put_codings([(ident(2), row_of(code="b"))])
            assert other.coding_columns().ids.size == 1
        other.close()


def test_both_stores_have_all_methods_of_the_protocol():
    wanted = {name for name in vars(EventStore) if not name.startswith("_")}
    assert len(wanted) > 20
    for store in (MemoryStore, SqliteStore):
        assert wanted <= set(dir(store))
