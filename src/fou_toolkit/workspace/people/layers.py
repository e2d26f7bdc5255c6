"""Look into files that hold others, or hide their text: zip, gzip, PNG, PDF, parquet, SQLite, objects of git.

Nothing is written to disk. How much is unpacked from one file is bounded, and what is not looked into is said, never
passed over: the budget collects the reasons.
"""

from collections.abc import Callable
from typing import Final

from fou_toolkit.workspace.people.inside_archives import from_bz2, from_gzip, from_tar, from_xz, from_zip, from_zlib
from fou_toolkit.workspace.people.inside_pages import from_pdf, from_png
from fou_toolkit.workspace.people.inside_tables import from_arrow, from_numpy, from_parquet, from_sqlite
from fou_toolkit.workspace.people.unpacking import DAMAGED, LOCKED, PACKED, TOO_LARGE, Budget, Inner, SpentError

__all__ = ["has_inside", "inside", "is_packed"]


def _from_sqlite(data: bytes, budget: Budget) -> Inner:
    return from_sqlite(data, budget, is_file=lambda value: _opener(value) is not None)


_OPENERS: Final[tuple[tuple[bytes, Callable[[bytes, Budget], Inner]], ...]] = (
    (b"PK\x03\x04", from_zip),
    (b"PK\x05\x06", from_zip),
    (b"\x1f\x8b\x08", from_gzip),
    *((b"BZh%d1AY&SY" % level, from_bz2) for level in range(1, 10)),
    (b"\xfd7zXZ", from_xz),
    (b"\x78\x01", from_zlib),
    (b"\x78\x5e", from_zlib),
    (b"\x78\x9c", from_zlib),
    (b"\x78\xda", from_zlib),
    (b"\x89PNG\r\n\x1a\n", from_png),
    (b"%PDF", from_pdf),
    (b"PAR1", from_parquet),
    (b"ARROW1", from_arrow),
    (b"\x93NUMPY", from_numpy),
    (b"SQLite format 3\0", _from_sqlite),
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
        return from_tar
    return next((opener for begin, opener in _OPENERS if data.startswith(begin)), None)


def is_packed(data: bytes) -> bool:
    """Tell by its beginning whether the bytes of a file are no text: read as such, they would be noise."""
    opener = _opener(data)
    return data.startswith((*_PICTURES, *_CLOSED)) or (
        opener not in {None, _from_sqlite, from_tar, from_pdf, from_zlib}
    )


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
    except (SpentError, MemoryError, RecursionError):
        budget.miss(TOO_LARGE)
    except Exception:  # noqa: BLE001 - a dozen libraries, each with errors of its own; the reason is the same
        budget.miss(DAMAGED)
