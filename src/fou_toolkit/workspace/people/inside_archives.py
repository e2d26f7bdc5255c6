"""What archives hold, member by member: zip, tar, gzip, bz2, xz, objects of git."""

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from typing import Final

from fou_toolkit.workspace.people.unpacking import DAMAGED, LOCKED, PART, Budget, Inner

__all__ = ["from_bz2", "from_gzip", "from_tar", "from_xz", "from_zip", "from_zlib"]

_ENCRYPTED: Final = 1
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, lzma.LZMAError)


def from_zip(data: bytes, budget: Budget) -> Inner:
    """Unpack a zip, also that of Word, Excel and LibreOffice."""
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


def from_tar(data: bytes, budget: Budget) -> Inner:
    """Unpack a tar."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for entry in archive:
            budget.count()
            member = archive.extractfile(entry) if entry.isfile() else None
            yield f"{entry.name}: name", entry.name.encode("utf-8", "surrogateescape")
            if member:
                yield entry.name, budget.read(member)


def from_gzip(data: bytes, budget: Budget) -> Inner:
    """Unpack gzip by hand, so that a second part and a missing checksum do not matter."""
    rest, number = data, 0
    while rest.startswith(b"\x1f\x8b\x08"):
        budget.count()
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts = []
        while rest and not machine.eof:
            parts.append(budget.take(machine.decompress(rest, PART)))
            rest = machine.unconsumed_tail
        number += 1
        yield f"gzip {number}", b"".join(parts)
        rest = machine.unused_data
        if not machine.eof:
            budget.miss(DAMAGED)


def from_bz2(data: bytes, budget: Budget) -> Inner:
    """Unpack bz2."""
    with bz2.open(io.BytesIO(data)) as stream:
        yield "bz2", budget.read(stream)


def from_xz(data: bytes, budget: Budget) -> Inner:
    """Unpack xz."""
    with lzma.open(io.BytesIO(data)) as stream:
        yield "xz", budget.read(stream)


def from_zlib(data: bytes, budget: Budget) -> Inner:
    """Unpack an object of git, and whatever begins like one; what is not packed is no fault."""
    try:
        yield "zlib", budget.inflate(data)
    except zlib.error:
        return
