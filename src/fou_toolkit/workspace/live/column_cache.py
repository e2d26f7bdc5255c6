"""Codings as columns, kept in memory and in a file: only what has changed since is read from the database.

The file is a cache: it holds ids and numbers, no text, and can be thrown away.
"""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from fou_toolkit._files import write_with
from fou_toolkit._i18n import t
from fou_toolkit.errors import DamageError, WriteError
from fou_toolkit.store import CodingColumns, EventStore, SqliteStore

__all__ = ["ColumnCache"]

_FILE: Final = "codings.npz"
_WORTH_WRITING: Final = 20_000
"""So many codings have to be read again before the file is written anew."""
_NUMBERS: Final = tuple(field.name for field in fields(CodingColumns) if field.name not in ("names", "ids"))
_TYPES: Final = {"start": np.int64, "end": np.int64, "polarity": np.int8, "state": np.int8}
"""Types of columns; the others count names and codings."""


class ColumnCache:
    """The columns of one store.

    Args:
        store: The store.
        folder: Where the file lies; nothing for none.
    """

    def __init__(self, store: EventStore, folder: Path | None) -> None:
        self._store = store
        self._path = folder / _FILE if folder is not None and isinstance(store, SqliteStore) else None
        self._known: CodingColumns | None = None
        self._at = 0
        self._epoch = ""
        self._unwritten = 0

    def columns(self) -> CodingColumns:
        """Give the columns as they are now."""
        if not isinstance(self._store, SqliteStore):
            return self._store.coding_columns()
        epoch, now = self._store.get("replica") + self._store.get("epoch"), self._store.state_number("coding")
        if self._known is None or epoch != self._epoch:
            self._known, self._at, self._epoch = None, 0, epoch
            self._read(now)
        if self._known is None or self._at != now:
            new = _packed(self._store.coding_columns(changed_after=self._at))
            self._known = new if self._known is None else _patched(self._known, new)
            self._unwritten += new.ids.size
            self._at = now
            self._write()
        return self._known

    def forget(self) -> None:
        """Read everything again the next time; after a transaction that was taken back."""
        self._known, self._at, self._epoch = None, 0, ""

    def _read(self, now: int) -> None:
        """Take what the file says, if it is about this database and not newer."""
        if self._path is None or not self._path.is_file():
            return
        try:
            epoch, at, columns = _stored(self._path)
        except DamageError:
            # It is a cache: whatever is wrong with it, it is made again.
            return
        if epoch == self._epoch and at <= now:
            self._known, self._at = columns, at

    def _write(self) -> None:
        if self._path is None or self._known is None or self._unwritten < _WORTH_WRITING:
            return
        arrays: dict[str, Any] = {name: getattr(self._known, name) for name in _NUMBERS}
        arrays["ids"] = self._known.ids
        arrays["names"] = np.frombuffer("\n".join(self._known.names).encode(), np.uint8)
        arrays["key"] = np.frombuffer(f"{self._epoch} {self._at}".encode(), np.uint8)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_with(self._path, lambda file: np.savez(file, **arrays))
        except (OSError, WriteError):
            return
        self._unwritten = 0


def _stored(path: Path) -> tuple[str, int, CodingColumns]:
    """Read a file: which database it is about, up to which state, and the columns.

    Raises:
        DamageError: It is not what was written.
    """
    try:
        with path.open("rb") as handle, np.load(handle, allow_pickle=False) as file:
            arrays: dict[str, Any] = {name: file[name] for name in file.files}
        epoch, at = bytes(arrays["key"]).decode().split()
        names = tuple(bytes(arrays["names"]).decode().split("\n"))
        columns = CodingColumns(names, arrays["ids"], *(arrays[name] for name in _NUMBERS))
        sizes = {arrays[name].shape for name in ("ids", *_NUMBERS)}
        state = int(at)
    except Exception as error:  # a damaged file makes numpy raise nearly anything
        raise DamageError(t("The file is damaged."), where=str(path)) from error
    if len(sizes) != 1:
        raise DamageError(t("The file is damaged."), where=str(path))
    return epoch, state, columns


def _packed(columns: CodingColumns) -> CodingColumns:
    """Keep each column by itself, in the type of a `CodingSet`: a million codings take 60 MB in place of 90."""
    packed: dict[str, Any] = {
        name: np.ascontiguousarray(getattr(columns, name), _TYPES.get(name, np.int32)) for name in _NUMBERS
    }
    return replace(columns, **packed)


def _patched(known: CodingColumns, new: CodingColumns) -> CodingColumns:
    """Put changed and new codings into the columns."""
    size = max(known.ids.size, int(new.number.max(initial=-1)) + 1)
    changed: dict[str, Any] = {}
    for name in ("ids", *_NUMBERS):
        column = getattr(known, name)
        rest = np.zeros(size - column.size, column.dtype)
        grown = np.concatenate([column, rest]) if rest.size else column.copy()
        grown[new.number] = getattr(new, name)
        changed[name] = grown
    return replace(new, **changed)
