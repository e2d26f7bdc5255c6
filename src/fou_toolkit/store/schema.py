"""The tables of a project's database. `event` and `content` are true; all others are derived from them."""

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["CURRENT", "OBJECTS", "STEPS"]

_FIRST: Final = """
CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    replica TEXT NOT NULL,
    seq INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX event_chain ON event (replica, seq);
CREATE INDEX event_actor ON event (actor, ms, count);
CREATE TABLE head (event TEXT PRIMARY KEY REFERENCES event (id)) STRICT, WITHOUT ROWID;
CREATE TABLE touch (
    entity TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (n),
    PRIMARY KEY (entity, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE content (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE erased (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_type ON entity (type, id);
CREATE TABLE name (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE coding (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL REFERENCES name (n),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    code INTEGER NOT NULL REFERENCES name (n),
    coder INTEGER NOT NULL REFERENCES name (n),
    round INTEGER NOT NULL,
    polarity INTEGER NOT NULL,
    state INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX coding_changed ON coding (changed);
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE todo (n INTEGER PRIMARY KEY, step TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
"""


def _create(connection: sqlite3.Connection) -> None:
    for statement in _FIRST.split(";"):
        if statement.strip():
            connection.execute(statement)


STEPS: Final[Mapping[int, Callable[[sqlite3.Connection], None]]] = MappingProxyType({0: _create})
"""From version n to n + 1."""
CURRENT: Final = len(STEPS)
OBJECTS: Final = frozenset(
    (
        *("event", "event_chain", "event_actor", "head", "touch", "content", "erased", "entity", "entity_type"),
        *("name", "coding", "coding_changed", "fact", "todo"),
    )
)
"""Everything that may stand in the schema; a trigger or view that somebody added is refused."""
