"""What the same takes at least, without us: plain rows in SQLite, arrays in a file, a few bytes synced to the disk.

One function a process (`python project_floor.py NAME FOLDER ...`).
"""

import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

import project_data as data
from measuring import Clock, peak

Figures = dict[str, Any]

_BYTES: Final = 600
"""About what one coding takes in the log."""


def rows(folder: Path) -> Figures:
    """Store all codings as plain rows and read them back into arrays."""
    path = folder / "rows.db"
    path.unlink(missing_ok=True)
    columns = data.load(folder)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE coding (id TEXT PRIMARY KEY, text INT, start INT, stop INT, code INT)")
    clock = Clock()
    connection.execute("BEGIN IMMEDIATE")
    lists = [column.tolist() for column in columns]
    named = ((os.urandom(10).hex(), *row) for row in zip(*lists, strict=True))
    connection.executemany("INSERT INTO coding VALUES (?, ?, ?, ?, ?)", named)
    connection.execute("COMMIT")
    stored = clock.lap()
    np.array(connection.execute("SELECT text, start, stop, code FROM coding").fetchall(), np.int64)
    read = clock.lap()
    connection.close()
    return {"stored": stored, "read": read, "size": path.stat().st_size, "peak": peak()}


def texts(folder: Path) -> Figures:
    """Read all texts from their files."""
    clock = Clock()
    letters = sum(len(path.read_text(encoding="utf-8")) for path in sorted((folder / "texts").glob("*.txt")))
    return {"seconds": clock.lap(), "letters": letters}


def synced(folder: Path, count: str) -> Figures:
    """Add a few bytes to a file and wait for the disk; then one row to a table, in a transaction of its own."""
    path = folder / "synced"
    with path.open("ab", buffering=0) as file:

        def add() -> None:
            file.write(b"x" * _BYTES)
            os.fsync(file.fileno())

        plain = _median(int(count), add)
    table = folder / "synced.db"
    connection = sqlite3.connect(table, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS act (body TEXT)")
    row = _median(int(count), lambda: connection.execute("INSERT INTO act VALUES (?)", ("x" * _BYTES,)))
    connection.close()
    for one in (path, table):
        one.unlink()
    return {"fsync": plain, "row": row}


def _median(count: int, do: Callable[[], object]) -> float:
    clocks = []
    for _ in range(count):
        begin = time.perf_counter()
        do()
        clocks.append(time.perf_counter() - begin)
    return statistics.median(clocks)


MEASURED: Final[dict[str, Callable[..., Figures]]] = {function.__name__: function for function in (rows, texts, synced)}


if __name__ == "__main__":
    print(json.dumps(MEASURED[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
