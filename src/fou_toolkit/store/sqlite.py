"""The store in one SQLite file. The rules of the file (locking, journal, damage) are in `store.connection`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError
from fou_toolkit.store.connection import connect, explaining, writing
from fou_toolkit.store.event import Content, Event, canonical, new_id
from fou_toolkit.store.protocol import CodingColumns, CodingRow, Row, refuse_half

__all__ = ["SqliteStore"]

_EVENT: Final = "id, replica, seq, ms, count, actor, kind, body, prev"
_CODING: Final = 'version, start, "end", code, coder, round, polarity, state'
_AT_ONCE: Final = 500
"""Parameters in one statement; SQLite's smallest limit is 999."""
_ROWS_AT_ONCE: Final = 20_000


class SqliteStore:
    """Events, contents and state in one file; see `store.protocol.EventStore`.

    Args:
        path: The file; its schema is up to date (`store.open_store`).
        read_only: Whether nothing is to be written.

    Attributes:
        mended: Whether the state had to be derived anew on opening, because it did not agree with the log.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.connection = connect(path, read_only=read_only)
        self.mended = False
        self._depth = 0
        self._failed = False
        self._names: dict[str, int] = {}
        self._epoch = ""

    # --- transactions

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is done whole or not at all."""
        if self._depth:
            try:
                yield
            except BaseException:
                self._failed = True
                raise
            return
        self._depth, self._failed = 1, False
        try:
            with explaining(self.path), writing(self.connection):
                self._check_names()
                yield
                refuse_half(failed=self._failed)
        except BaseException:
            # Names that were numbered in what was taken back have no number.
            self._names.clear()
            raise
        finally:
            self._depth = 0

    def _check_names(self) -> None:
        """Forget the numbers of names if another program has numbered them anew."""
        epoch = self.get("epoch")
        if epoch != self._epoch:
            self._names.clear()
            self._epoch = epoch

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything that is read inside is of one state; nothing can be written inside."""
        with explaining(self.path):
            is_inside = self.connection.in_transaction
        if is_inside:
            yield
            return
        with explaining(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("COMMIT")

    def _all(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        with explaining(self.path):
            return self.connection.execute(statement, values).fetchall()

    def _one(self, statement: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a row has any shape
        rows = self._all(statement, values)
        return rows[0] if rows else None

    def _each(self, statement: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Go through many rows without holding them all; others may write meanwhile."""
        with explaining(self.path):
            yield from self.connection.execute(statement, values)

    def _write(self, statement: str, values: Sequence[object] = ()) -> int:
        with self.writing():
            return int(self.connection.execute(statement, values).lastrowid or 0)

    def _write_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        with self.writing():
            self.connection.executemany(statement, rows)

    # --- facts about the store

    def get(self, key: str) -> str:
        """Give a fact about the store itself."""
        row = self._one("SELECT value FROM fact WHERE key = ?", (key,))
        return "" if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Set such a fact."""
        self._write(
            "INSERT INTO fact VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )

    # --- events

    def add_event(self, event: Event, touches: Sequence[str]) -> None:
        """Add an event; it becomes a head in place of the one before it."""
        with self.writing():
            number = self._write(
                f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own words
                (
                    *(event.id, event.replica, event.seq, event.ms, event.count),
                    *(event.actor, event.kind, event.body, event.prev),
                ),
            )
            self.connection.execute("DELETE FROM head WHERE event = ?", (event.prev,))
            self.connection.execute("INSERT INTO head VALUES (?)", (event.id,))
            self._touch(number, touches)

    def _touch(self, number: int, touches: Sequence[str]) -> None:
        self._write_many("INSERT INTO touch VALUES (?, ?)", [(one, number) for one in touches])

    def event(self, event_id: str) -> Event | None:
        """Give an event."""
        row = self._one(f"SELECT {_EVENT} FROM event WHERE id = ?", (event_id,))  # noqa: S608 - our own words
        return None if row is None else _event(row)

    def events(self, *, actor: str = "", kind: str = "") -> Iterator[Event]:
        """Give events in the order of their arrival: all, of one actor, of one kind."""
        wanted = {name: value for name, value in (("actor", actor), ("kind", kind)) if value}
        where = " AND ".join(f"{name} = ?" for name in wanted) or "1"
        statement = f"SELECT {_EVENT} FROM event WHERE {where} ORDER BY n"  # noqa: S608 - our own words
        return map(_event, self._each(statement, tuple(wanted.values())))

    def newest(self, actor: str) -> Iterator[Event]:
        """Give the events of an actor, newest first by the clock."""
        statement = (
            f"SELECT {_EVENT} FROM event WHERE actor = ? "  # noqa: S608 - our own words
            "ORDER BY ms DESC, count DESC, replica DESC, id DESC"
        )
        return map(_event, self._each(statement, (actor,)))

    def chain_end(self, replica: str) -> Event | None:
        """Give the last event of a chain."""
        statement = f"SELECT {_EVENT} FROM event WHERE replica = ? ORDER BY seq DESC, n DESC LIMIT 1"  # noqa: S608
        row = self._one(statement, (replica,))
        return None if row is None else _event(row)

    def heads(self) -> tuple[str, ...]:
        """Give the ids of the ends of all chains, sorted."""
        return tuple(row[0] for row in self._all("SELECT event FROM head ORDER BY event"))

    def count_events(self) -> int:
        """Give the number of events."""
        return int(self._one("SELECT count(*) FROM event")[0])

    def add_touches(self, event_id: str, touches: Sequence[str]) -> None:
        """Say that an event touches these entities."""
        if touches:
            self._touch(self._one("SELECT n FROM event WHERE id = ?", (event_id,))[0], touches)

    def touches(self) -> Iterator[tuple[str, str]]:
        """Give all entities with the ids of the events that touch them: sorted by entity, then by arrival."""
        statement = "SELECT entity, id FROM touch JOIN event ON event.n = touch.event ORDER BY entity, touch.event"
        return self._each(statement)

    def touching(self, entity: str) -> tuple[str, ...]:
        """Give the ids of all events that touch an entity, in the order of their arrival."""
        statement = "SELECT event.id FROM touch JOIN event ON event.n = touch.event WHERE entity = ? ORDER BY event.n"
        return tuple(row[0] for row in self._all(statement, (entity,)))

    def shared_entities(self) -> tuple[str, ...]:
        """Give the entities that events of several copies touch."""
        statement = (
            "SELECT entity FROM touch JOIN event ON event.n = touch.event "
            "GROUP BY entity HAVING count(DISTINCT replica) > 1 ORDER BY entity"
        )
        return tuple(row[0] for row in self._all(statement))

    def set_undone(self, event_id: str, *, undone: bool) -> None:
        """Say whether an act was taken back."""
        self._write("UPDATE event SET undone = ? WHERE id = ?", (int(undone), event_id))

    def undone(self, event_ids: Iterable[str]) -> frozenset[str]:
        """Give those of some events that were taken back."""
        found: set[str] = set()
        for part in _parts(event_ids):
            marks = ", ".join("?" * len(part))
            statement = f"SELECT id FROM event WHERE undone AND id IN ({marks})"  # noqa: S608 - question marks only
            found.update(row[0] for row in self._all(statement, part))
        return frozenset(found)

    # --- contents

    def add_contents(self, contents: Iterable[Content]) -> None:
        """Add contents; those that are there already, or were erased, stay as they are."""
        rows = ((one.id, one.salt, one.data, one.id) for one in contents)
        self._write_many(
            "INSERT INTO content (id, salt, data) SELECT ?, ?, ? WHERE ? NOT IN (SELECT id FROM erased) "
            "ON CONFLICT (id) DO NOTHING",
            rows,
        )

    def content(self, content_id: str) -> Content | None:
        """Give a content; nothing where it was erased."""
        row = self._one("SELECT id, salt, data FROM content WHERE id = ?", (content_id,))
        return None if row is None else Content(*row)

    def contents(self) -> Iterator[Content]:
        """Give all contents."""
        return (Content(*row) for row in self._each("SELECT id, salt, data FROM content ORDER BY n"))

    def erase_contents(self, ids: Iterable[str]) -> None:
        """Erase contents for good; they cannot be added again."""
        gone = [(one,) for one in ids]
        with self.writing():
            self._write_many("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", gone)
            self._write_many("DELETE FROM content WHERE id = ?", gone)

    def erased(self) -> frozenset[str]:
        """Give the ids of all contents that were erased."""
        return frozenset(row[0] for row in self._all("SELECT id FROM erased"))

    # --- state

    def put_entity(self, entity: str, row: Row | None) -> None:
        """Set the state of an entity; `None` takes it away."""
        if row is None:
            known = self._one("SELECT type FROM entity WHERE id = ?", (entity,))
            if known is None:
                return
            self._write("DELETE FROM entity WHERE id = ?", (entity,))
            self._changed(known[0])
        else:
            self._write(
                "INSERT INTO entity VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET type = excluded.type, row = excluded.row",
                (entity, row["type"], canonical(row)),
            )
            self._changed(row["type"])

    def entity(self, entity: str) -> Row | None:
        """Give the state of an entity."""
        row = self._one("SELECT row FROM entity WHERE id = ?", (entity,))
        return None if row is None else self._read(row[0])

    def entities(self, kind: str = "") -> Iterator[tuple[str, Row]]:
        """Give all entities, or those of one type, sorted by id."""
        where, values = ("WHERE type = ?", (kind,)) if kind else ("", ())
        for entity, row in self._all(f"SELECT id, row FROM entity {where} ORDER BY id", values):  # noqa: S608 - our own words
            yield entity, self._read(row)

    def _read(self, row: str) -> Row:
        try:
            read = json.loads(row)
        except ValueError:
            read = None
        if isinstance(read, dict):
            return read
        hint = t("Keep the file as it is, and fetch the last good snapshot: fou restore.")
        raise DamageError(t("A row of the database cannot be read."), where=str(self.path), hint=hint)

    def put_codings(self, rows: Iterable[tuple[str, CodingRow]]) -> None:
        """Set the state of codings."""
        with self.writing():
            changed = 0
            numbered = []
            for coding, row in rows:
                changed = changed or self._changed("coding")
                names = (self._number(row.version), row.start, row.end, self._number(row.code), self._number(row.coder))
                numbered.append((coding, *names, row.round, row.polarity, row.state, changed))
            updates = ", ".join(f"{name} = excluded.{name}" for name in (*_CODING.split(", "), "changed"))
            self._write_many(
                f"INSERT INTO coding (id, {_CODING}, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
                f"ON CONFLICT (id) DO UPDATE SET {updates}",
                numbered,
            )

    def _number(self, name: str) -> int:
        """Give the number of an id; a new one gets the next."""
        if name not in self._names:
            row = self._one("SELECT n FROM name WHERE id = ?", (name,))
            self._names[name] = row[0] if row else self._write("INSERT INTO name (id) VALUES (?)", (name,))
        return self._names[name]

    def coding(self, coding: str) -> CodingRow | None:
        """Give the state of a coding."""
        rows = list(self._codings("WHERE coding.id = ?", (coding,)))
        return rows[0][1] if rows else None

    def codings(self) -> Iterator[tuple[str, CodingRow]]:
        """Give id and state of all codings, in the order in which they came."""
        return self._codings("ORDER BY coding.n", ())

    def _codings(self, rest: str, values: Sequence[object]) -> Iterator[tuple[str, CodingRow]]:
        statement = (
            'SELECT coding.id, version.id, start, "end", code.id, coder.id, round, polarity, state FROM coding '  # noqa: S608
            "JOIN name AS version ON version.n = coding.version JOIN name AS code ON code.n = coding.code "
            f"JOIN name AS coder ON coder.n = coding.coder {rest}"
        )
        for coding, *row in self._each(statement, values):
            yield coding, CodingRow(*row)

    def coding_columns(self, *, changed_after: int = 0) -> CodingColumns:
        """Give the state of codings as columns."""
        numbers, ids = [np.empty((0, 9), np.int64)], [np.empty(0, "S20")]
        with self.reading():
            names = ["", *(row[0] for row in self._all("SELECT id FROM name ORDER BY n"))]
            # Left to itself, SQLite reads the whole table to find one row that changed.
            index = "INDEXED BY coding_changed" if changed_after else ""
            statement = f"SELECT id, n, {_CODING} FROM coding {index} WHERE changed > ? ORDER BY n"  # noqa: S608 - our own words
            cursor = self.connection.execute(statement, (changed_after,))
            # As tuples, a million codings would take some 400 MB.
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                ids.append(np.array([row[0] for row in rows], "S20"))
                numbers.append(np.array([row[1:] for row in rows], np.int64))
        columns = np.concatenate(numbers).T
        return CodingColumns(tuple(names), np.concatenate(ids), columns[0] - 1, *columns[1:])

    def _changed(self, kind: str) -> int:
        number = self.state_number() + 1
        self.put("state", str(number))
        self.put(f"state {kind}", str(number))
        return number

    def state_number(self, kind: str = "") -> int:
        """Give a number that grows with every change of the state, or of the entities of one type."""
        return int(self.get(f"state {kind}".strip()) or 0)

    def clear_state(self) -> None:
        """Forget all that is derived."""
        with self.writing():
            for table in ("entity", "coding", "name", "touch"):
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
            self.connection.execute("UPDATE event SET undone = 0")
            self._names.clear()
            self.put("epoch", new_id())
            number = self._changed("coding")
            self.connection.execute("UPDATE fact SET value = ? WHERE key LIKE 'state %'", (str(number),))

    # --- what is still to be done after a withdrawal

    def add_todo(self, step: str, detail: str) -> int:
        """Note a step that has to be done outside of the database."""
        return self._write("INSERT INTO todo (step, detail) VALUES (?, ?)", (step, detail))

    def todo(self) -> tuple[tuple[int, str, str], ...]:
        """Give what is still to be done: number, step, detail."""
        return tuple(self._all("SELECT n, step, detail FROM todo ORDER BY n"))

    def done(self, number: int) -> None:
        """Say that a step was done."""
        self._write("DELETE FROM todo WHERE n = ?", (number,))

    def close(self) -> None:
        """Let go of the file."""
        with explaining(self.path):
            self.connection.close()


def _event(row: Sequence[Any]) -> Event:
    event_id, replica, seq, ms, count, actor, kind, body, prev = row
    return Event(replica, seq, ms, count, actor, kind, body, prev, event_id)


def _parts(items: Iterable[str]) -> Iterator[list[str]]:
    """Cut into parts that fit into one statement."""
    known = list(items)
    for at in range(0, len(known), _AT_ONCE):
        yield known[at : at + _AT_ONCE]
