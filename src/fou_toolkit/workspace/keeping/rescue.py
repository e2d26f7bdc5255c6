"""What can still be read in a database, however damaged: acts whose hash is right, with texts whose hash is right."""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from fou_toolkit.store import Content, Event, EventStore
from fou_toolkit.store.kinds import KINDS, contents_in, is_act

__all__ = ["ERASING", "Found", "acceptable", "readable"]

ERASING: Final = ("content.erased", "participant.withdrawn", "source.erased", "source.redacted")
"""Kinds of acts by which something disappears for good."""
_EVENT: Final = ("SELECT replica, seq, ms, count, actor, kind, body, prev, id", "event")
_CONTENT: Final = ("SELECT id, salt, data", "content")
_AT_ONCE: Final = 200
_SMALLEST: Final = 40
"""Bytes; no row is smaller, so that a file has no more rows than this says."""


class Found:
    """What could be read.

    Args:
        events: Intact acts, in the order of their arrival.
        contents: Contents by id; whether they are intact is seen from the acts that brought them in.
    """

    def __init__(self, events: Iterable[Event], contents: Iterable[Content]) -> None:
        self.events = tuple(events)
        self.contents = {one.id: one for one in contents}


def readable(path: Path) -> Found:
    """Read what can be read.

    Args:
        path: A database that nobody writes to; a journal beside it is played back, so give a copy.
    """
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection,
    ):
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        most = path.stat().st_size // _SMALLEST
        events = [event for row in _rows(connection, *_EVENT, most) if (event := _event(row)) is not None]
        contents = [Content(*row) for row in _rows(connection, *_CONTENT, most) if _is_content(row)]
        return Found(events, contents)
    return Found((), ())


def _rows(connection: sqlite3.Connection, columns: str, table: str, most: int) -> Iterator[tuple[Any, ...]]:
    """Read a table piece by piece; where a piece cannot be read, row by row."""
    with contextlib.suppress(sqlite3.Error):
        (last,) = connection.execute(f"SELECT max(n) FROM {table} NOT INDEXED").fetchone()  # noqa: S608 - our own words
        most = min(most, last or 0)
    statement = f"{columns} FROM {table} NOT INDEXED WHERE n BETWEEN ? AND ? ORDER BY n"
    for first in range(1, most + 1, _AT_ONCE):
        try:
            yield from connection.execute(statement, (first, first + _AT_ONCE - 1)).fetchall()
        except sqlite3.Error:
            for number in range(first, min(first + _AT_ONCE, most + 1)):
                with contextlib.suppress(sqlite3.Error):
                    yield from connection.execute(statement, (number, number)).fetchall()


def _event(row: tuple[Any, ...]) -> Event | None:
    numbers, words = row[1:4], (row[0], *row[4:])
    if not all(isinstance(one, int) for one in numbers) or not all(isinstance(one, str) for one in words):
        return None
    event = Event(*row)
    if not event.is_intact:
        return None
    body = _body(event)
    return event if body is not None and (event.kind not in KINDS or is_act(event.kind, body, event.actor)) else None


def _body(event: Event) -> Mapping[str, Any] | None:
    try:
        body = json.loads(event.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _is_content(row: tuple[Any, ...]) -> bool:
    return isinstance(row[0], str) and isinstance(row[1], bytes) and isinstance(row[2], bytes)


def acceptable(store: EventStore, found: Found) -> tuple[list[Event], list[Content]]:
    """Choose what a store can take in: acts that follow on those it has, with all that they brought in.

    What comes after a hole in a chain cannot: nobody could say any more what it was done on.

    Returns:
        The acts that are new, and their contents.
    """
    fresh = _following(store, [event for event in found.events if store.event(event.id) is None])
    while True:
        gone = store.erased() | _erased_by(fresh)
        whole = _following(store, [event for event in fresh if _has_all(store, found, gone, event)])
        if len(whole) == len(fresh):
            break
        fresh = whole
    wanted = {one for event in fresh for one, _ in contents_in(_body(event))} - gone
    return fresh, [found.contents[one] for one in sorted(wanted) if one in found.contents]


def _following(store: EventStore, events: Iterable[Event]) -> list[Event]:
    """Leave out acts before which something is missing."""
    known: dict[str, Event] = {}
    for event in events:
        before = (known.get(event.prev) or store.event(event.prev)) if event.prev else None
        at = (event.replica, event.seq - 1)
        if (before is None and not event.prev and event.seq == 1) or (before and (before.replica, before.seq) == at):
            known[event.id] = event
    return list(known.values())


def _erased_by(events: Iterable[Event]) -> set[str]:
    bodies = (_body(event) for event in events if event.kind == "content.erased")
    return {one for body in bodies if body is not None for one in body["contents"]}


def _has_all(store: EventStore, found: Found, gone: set[str] | frozenset[str], event: Event) -> bool:
    """Tell whether everything that an act brought in is there, or was erased."""
    return all(one in gone or _is_there(store, found, one, digest) for one, digest in contents_in(_body(event)))


def _is_there(store: EventStore, found: Found, content: str, digest: str) -> bool:
    known = found.contents.get(content)
    if known is not None and known.digest == digest:
        return True
    own = store.content(content)
    return own is not None and own.digest == digest
