"""The values in tables that are packed or hide their text: parquet, Arrow, arrays of numpy, SQLite."""

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Final

import numpy as np

from fou_toolkit.workspace.people.unpacking import Budget, Inner

__all__ = ["from_arrow", "from_numpy", "from_parquet", "from_sqlite"]

_LEAST: Final = 32
"""Shorter values of a database hold no files; random ids can begin like one."""
_JOINED: Final = 4_000_000


def from_parquet(data: bytes, budget: Budget) -> Inner:
    """Give a parquet file column by column."""
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, imported where used

    with pq.ParquetFile(io.BytesIO(data)) as file:
        for batch in file.iter_batches(batch_size=10_000):
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                yield name, budget.take(_joined(column.to_pylist()))


def from_arrow(data: bytes, budget: Budget) -> Inner:
    """Give an Arrow file column by column."""
    from pyarrow import feather  # noqa: PLC0415 - heavy, imported where used

    table = feather.read_table(io.BytesIO(data))
    for name, column in zip(table.column_names, table.columns, strict=True):
        yield name, budget.take(_joined(column.to_pylist()))


def _joined(values: list[object]) -> bytes:
    return b"\n".join(
        value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        for value in values
        if value is not None
    )


def from_numpy(data: bytes, budget: Budget) -> Inner:
    """Give an array of texts; numpy keeps them in UTF-32."""
    array = np.load(io.BytesIO(data), allow_pickle=False)
    if array.dtype.kind == "U":
        yield "array", budget.take("\n".join(array.ravel().tolist()).encode("utf-8", "replace"))


def from_sqlite(data: bytes, budget: Budget, *, is_file: Callable[[bytes], bool]) -> Inner:
    """Give the values of a database one by one: on its pages they stand without a border between them.

    Args:
        data: The whole file.
        budget: How much may be unpacked.
        is_file: Tells of a value whether it is a file of its own, to be looked into.
    """
    with closing(sqlite3.connect(":memory:")) as memory:
        # The two bytes say «write-ahead log», which a database in memory cannot have.
        memory.deserialize(data[:18] + b"\1\1" + data[20:])
        memory.execute("PRAGMA trusted_schema = OFF")
        memory.text_factory = bytes
        names = memory.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        for (table,) in names.fetchall():
            yield from _values(memory, table.decode("utf-8", "replace"), budget, is_file)


def _values(memory: sqlite3.Connection, table: str, budget: Budget, is_file: Callable[[bytes], bool]) -> Inner:
    joined: list[bytes] = []
    size = 0
    quoted = table.replace('"', '""')
    for row in memory.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name out of the database, quoted
        for value in row:
            if isinstance(value, bytes) and value:
                budget.take(value)
                if len(value) >= _LEAST and is_file(value):
                    yield table, value
                joined.append(value)
                size += len(value)
        if size > _JOINED:
            yield table, b"\n".join(joined)
            joined, size = [], 0
    yield table, b"\n".join(joined)
