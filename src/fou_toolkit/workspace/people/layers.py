"""Look into files that hold others, or hide their text: zip, gzip, PNG, PDF, parquet, SQLite, objects of git.

Nothing is written to disk. How much is unpacked from one file is bounded, and what is not looked into is said, never
passed over: the budget collects the reasons.
"""

import bz2
import io
import lzma
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import IO, Final

import numpy as np

from fou_toolkit._i18n import mark

__all__ = ["MOST_BYTES", "TOO_DEEP", "TOO_LARGE", "Budget", "has_inside", "inside", "is_packed"]

MOST_BYTES: Final = 200_000_000
MOST_MEMBERS: Final = 5_000
_PART: Final = 1 << 20
_LEAST: Final = 32
"""Shorter values of a database hold no files; random ids can begin like one."""
_JOINED: Final = 4_000_000

TOO_LARGE: Final = mark("there is more in it than is unpacked")
TOO_DEEP: Final = mark("files in files in files, too deep")
DAMAGED: Final = mark("it is damaged")
LOCKED: Final = mark("it is encrypted")
PACKED: Final = mark("it is packed in a way that cannot be opened here")
GLYPHS: Final = mark("its letters are numbers of a typeface")

_ENCRYPTED: Final = 1
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, lzma.LZMAError)

Inner = Iterator[tuple[str, bytes]]


class _SpentError(Exception):
    """More was to be unpacked than is allowed."""


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one file, and what was not looked into.

    Args:
        bytes_left: Bytes.
        members_left: Members.
        where: What is being looked into now.
        gaps: What was not looked into: the member (empty for the whole), and the reason, an English id for `t`.
    """

    bytes_left: int = MOST_BYTES
    members_left: int = MOST_MEMBERS
    where: str = ""
    gaps: list[tuple[str, str]] = field(default_factory=list)

    def miss(self, reason: str, member: str = "") -> None:
        """Remember what is not looked into."""
        self.gaps.append((" > ".join(filter(None, (self.where, member))), reason))

    def read(self, stream: IO[bytes]) -> bytes:
        """Read a stream to its end, or give up."""
        parts = []
        while part := stream.read(min(_PART, self.bytes_left + 1)):
            self.take(part)
            parts.append(part)
        return b"".join(parts)

    def take(self, data: bytes) -> bytes:
        """Count what was unpacked."""
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            self.bytes_left = 0
            raise _SpentError
        return data

    def count(self) -> None:
        """Count a member."""
        self.members_left -= 1
        if self.members_left < 0:
            raise _SpentError

    def inflate(self, data: bytes) -> bytes:
        """Unpack what zlib packed, to its end."""
        machine = zlib.decompressobj()
        parts, rest = [], data
        while rest and not machine.eof:
            part = machine.decompress(rest, _PART)
            parts.append(self.take(part))
            if not part and machine.unconsumed_tail == rest:
                break
            rest = machine.unconsumed_tail
        parts.append(self.take(b"" if machine.eof else machine.flush()))
        return b"".join(parts)


def _zip(data: bytes, budget: Budget) -> Inner:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "comment", archive.comment
        for entry in archive.infolist():
            budget.count()
            yield f"{entry.filename}: name", entry.filename.encode("utf-8", "surrogateescape") + b"\n" + entry.comment
            if entry.flag_bits & _ENCRYPTED:
                budget.miss(LOCKED, entry.filename)
            else:
                yield from _member(archive, entry, budget)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Inner:
    """Give a member; a damaged one does not hide the others."""
    try:
        with archive.open(entry) as member:
            data = budget.read(member)
    except _DAMAGE:
        budget.miss(DAMAGED, entry.filename)
    else:
        yield entry.filename, data


def _tar(data: bytes, budget: Budget) -> Inner:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for entry in archive:
            budget.count()
            member = archive.extractfile(entry) if entry.isfile() else None
            yield f"{entry.name}: name", entry.name.encode("utf-8", "surrogateescape")
            if member:
                yield entry.name, budget.read(member)


def _gzip(data: bytes, budget: Budget) -> Inner:
    """Unpack gzip by hand, so that a second part and a missing checksum do not matter."""
    rest, number = data, 0
    while rest.startswith(b"\x1f\x8b\x08"):
        budget.count()
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts = []
        while rest and not machine.eof:
            parts.append(budget.take(machine.decompress(rest, _PART)))
            rest = machine.unconsumed_tail
        number += 1
        yield f"gzip {number}", b"".join(parts)
        rest = machine.unused_data
        if not machine.eof:
            budget.miss(DAMAGED)


def _bz2(data: bytes, budget: Budget) -> Inner:
    with bz2.open(io.BytesIO(data)) as stream:
        yield "bz2", budget.read(stream)


def _xz(data: bytes, budget: Budget) -> Inner:
    with lzma.open(io.BytesIO(data)) as stream:
        yield "xz", budget.read(stream)


def _zlib(data: bytes, budget: Budget) -> Inner:
    """Unpack an object of git, and whatever begins like one; what is not packed is no fault."""
    try:
        yield "zlib", budget.inflate(data)
    except zlib.error:
        return


def _png(data: bytes, budget: Budget) -> Inner:
    """Give the chunks with text; what is drawn cannot be read."""
    place = 8
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        place += size + 12
        if kind in {b"tEXt", b"eXIf"}:
            yield "picture's text", body
        elif kind == b"zTXt":
            key, _, packed = body.partition(b"\0")
            yield "picture's text", key + b"\n" + budget.inflate(packed[1:])
        elif kind == b"iTXt":
            yield "picture's text", _international(body, budget)


def _international(body: bytes, budget: Budget) -> bytes:
    key, _, rest = body.partition(b"\0")
    language, _, tail = rest[2:].partition(b"\0")
    translated, _, text = tail.partition(b"\0")
    return b"\n".join((key, language, translated, budget.inflate(text) if rest[:1] == b"\1" else text))


_STREAM: Final = re.compile(rb"stream\r?\n")
_SHOWN: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|T[jJ*]|['\"]", re.DOTALL)
_OCTAL: Final = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_GLYPHS: Final = re.compile(rb"<[0-9A-Fa-f\s]+>[^<>()]{0,20}\]?\s*T[jJ]")
_WIDE_TEXT: Final = re.compile(rb"<(FEFF(?:[0-9A-F]{2})*)>", re.IGNORECASE)
_PDF_ESCAPES: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def _pdf(data: bytes, budget: Budget) -> Inner:
    """Give the streams of a PDF, and the strings in it put together as they stand on the page."""
    if b"/Encrypt" in data:
        budget.miss(LOCKED)
        return
    yield "PDF", _shown(data)
    glyphs = False
    for number, begin in enumerate(_STREAM.finditer(data), 1):
        budget.count()
        try:
            stream = budget.inflate(data[begin.end() : max(data.find(b"endstream", begin.end()), begin.end())])
        except zlib.error:
            continue
        glyphs = glyphs or bool(_GLYPHS.search(stream))
        yield f"stream {number}", stream
        yield f"stream {number}: shown", _shown(stream)
    if glyphs:
        budget.miss(GLYPHS)


def _shown(stream: bytes) -> bytes:
    pieces = []
    for found in _SHOWN.finditer(stream):
        string = found.group()
        pieces.append(_OCTAL.sub(_pdf_sign, string[1:-1]) if string.startswith(b"(") else b" ")
    pieces.extend(b"\n" + bytes.fromhex(wide[1].decode()) for wide in _WIDE_TEXT.finditer(stream))
    return b"".join(pieces)


def _pdf_sign(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _PDF_ESCAPES.get(sign, sign.strip(b"\r\n"))


def _parquet(data: bytes, budget: Budget) -> Inner:
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, imported where used

    with pq.ParquetFile(io.BytesIO(data)) as file:
        for batch in file.iter_batches(batch_size=10_000):
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                yield name, budget.take(_joined(column.to_pylist()))


def _arrow(data: bytes, budget: Budget) -> Inner:
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


def _numpy(data: bytes, budget: Budget) -> Inner:
    """Give an array of texts; numpy keeps them in UTF-32."""
    array = np.load(io.BytesIO(data), allow_pickle=False)
    if array.dtype.kind == "U":
        yield "array", budget.take("\n".join(array.ravel().tolist()).encode("utf-8", "replace"))


def _sqlite(data: bytes, budget: Budget) -> Inner:
    """Give the values of a database one by one: on its pages they stand without a border between them."""
    with closing(sqlite3.connect(":memory:")) as memory:
        # The two bytes say «write-ahead log», which a database in memory cannot have.
        memory.deserialize(data[:18] + b"\1\1" + data[20:])
        memory.execute("PRAGMA trusted_schema = OFF")
        memory.text_factory = bytes
        names = memory.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        for (table,) in names.fetchall():
            yield from _values(memory, table.decode("utf-8", "replace"), budget)


def _values(memory: sqlite3.Connection, table: str, budget: Budget) -> Inner:
    joined: list[bytes] = []
    size = 0
    quoted = table.replace('"', '""')
    for row in memory.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name out of the database, quoted
        for value in row:
            if isinstance(value, bytes) and value:
                budget.take(value)
                if len(value) >= _LEAST and _opener(value) is not None:
                    yield table, value
                joined.append(value)
                size += len(value)
        if size > _JOINED:
            yield table, b"\n".join(joined)
            joined, size = [], 0
    yield table, b"\n".join(joined)


_OPENERS: Final[tuple[tuple[bytes, Callable[[bytes, Budget], Inner]], ...]] = (
    (b"PK\x03\x04", _zip),
    (b"PK\x05\x06", _zip),
    (b"\x1f\x8b\x08", _gzip),
    *((b"BZh%d1AY&SY" % level, _bz2) for level in range(1, 10)),
    (b"\xfd7zXZ", _xz),
    (b"\x78\x01", _zlib),
    (b"\x78\x5e", _zlib),
    (b"\x78\x9c", _zlib),
    (b"\x78\xda", _zlib),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"%PDF", _pdf),
    (b"PAR1", _parquet),
    (b"ARROW1", _arrow),
    (b"\x93NUMPY", _numpy),
    (b"SQLite format 3\0", _sqlite),
)
_CLOSED: Final = {
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"Rar!": PACKED,
    b"\x28\xb5\x2f\xfd": PACKED,
    b"\x04\x22\x4d\x18": PACKED,
    b"PACK\0\0\0": PACKED,
    b"age-encryption.org/": LOCKED,
}
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOFF", b"wOF2", b"ID3", b"OggS")
_TAR_MARK: Final = slice(257, 262)


def _opener(data: bytes) -> Callable[[bytes, Budget], Inner] | None:
    if data[_TAR_MARK] == b"ustar":
        return _tar
    return next((opener for begin, opener in _OPENERS if data.startswith(begin)), None)


def is_packed(data: bytes) -> bool:
    """Tell by its beginning whether the bytes of a file are no text: read as such, they would be noise."""
    opener = _opener(data)
    return data.startswith((*_PICTURES, *_CLOSED)) or (opener not in {None, _sqlite, _tar, _pdf, _zlib})


def has_inside(data: bytes) -> bool:
    """Tell by its beginning whether a file holds others or hides its text."""
    return _opener(data) is not None or data.startswith(tuple(_CLOSED))


def inside(data: bytes, budget: Budget) -> Inner:
    """Give what a file holds, member by member, as far as it can be unpacked.

    Args:
        data: The whole file.
        budget: How much may be unpacked; collects what was not looked into.
    """
    for begin, reason in _CLOSED.items():
        if data.startswith(begin):
            budget.miss(reason)
    opener = _opener(data)
    if opener is None:
        return
    try:
        yield from opener(data, budget)
    except (_SpentError, MemoryError, RecursionError):
        budget.miss(TOO_LARGE)
    except Exception:  # noqa: BLE001 - a dozen libraries, each with errors of its own; the reason is the same
        budget.miss(DAMAGED)
