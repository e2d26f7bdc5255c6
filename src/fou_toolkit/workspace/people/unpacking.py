"""How much is unpacked from one file, and what is not looked into: bounded, and said, never passed over."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from fou_toolkit._i18n import mark

__all__ = [
    "DAMAGED",
    "GLYPHS",
    "LOCKED",
    "MOST_BYTES",
    "PACKED",
    "PART",
    "TOO_DEEP",
    "TOO_LARGE",
    "Budget",
    "Inner",
    "SpentError",
]

MOST_BYTES: Final = 200_000_000
MOST_MEMBERS: Final = 5_000
PART: Final = 1 << 20
"""So many bytes are unpacked at a time."""

TOO_LARGE: Final = mark("there is more in it than is unpacked")
TOO_DEEP: Final = mark("files in files in files, too deep")
DAMAGED: Final = mark("it is damaged")
LOCKED: Final = mark("it is encrypted")
PACKED: Final = mark("it is packed in a way that cannot be opened here")
GLYPHS: Final = mark("its letters are numbers of a typeface")

Inner = Iterator[tuple[str, bytes]]
"""Names and bytes of what a file holds."""


class SpentError(Exception):
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
        while part := stream.read(min(PART, self.bytes_left + 1)):
            self.take(part)
            parts.append(part)
        return b"".join(parts)

    def take(self, data: bytes) -> bytes:
        """Count what was unpacked."""
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            self.bytes_left = 0
            raise SpentError
        return data

    def count(self) -> None:
        """Count a member."""
        self.members_left -= 1
        if self.members_left < 0:
            raise SpentError

    def inflate(self, data: bytes) -> bytes:
        """Unpack what zlib packed, to its end."""
        machine = zlib.decompressobj()
        parts, rest = [], data
        while rest and not machine.eof:
            part = machine.decompress(rest, PART)
            parts.append(self.take(part))
            if not part and machine.unconsumed_tail == rest:
                break
            rest = machine.unconsumed_tail
        parts.append(self.take(b"" if machine.eof else machine.flush()))
        return b"".join(parts)
