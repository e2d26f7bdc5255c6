"""The project on disk: an append-only log of acts, erasable contents, and the state that follows from them."""

from fou_toolkit.store.event import Content, Event, new_id
from fou_toolkit.store.ledger import Ledger
from fou_toolkit.store.memory import MemoryStore
from fou_toolkit.store.opening import open_store
from fou_toolkit.store.protocol import GONE, STANDS, CodingColumns, CodingRow, EventStore
from fou_toolkit.store.sqlite import SqliteStore
from fou_toolkit.store.verify import Progress, Verification, check_log, replayed, verify

__all__ = [
    "GONE",
    "STANDS",
    "CodingColumns",
    "CodingRow",
    "Content",
    "Event",
    "EventStore",
    "Ledger",
    "MemoryStore",
    "Progress",
    "SqliteStore",
    "Verification",
    "check_log",
    "new_id",
    "open_store",
    "replayed",
    "verify",
]
