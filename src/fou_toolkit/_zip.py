"""A look into a zip file before anybody unpacks it.

A document from a stranger can be a bomb: a megabyte that becomes a terabyte, or XML whose entities multiply. Sizes are
compared first, then every XML part is searched for a document type, which Office never writes.
"""

import io
import zipfile
import zlib
from typing import Final, NamedTuple

from fou_toolkit._i18n import t
from fou_toolkit.errors import ReadError

__all__ = ["EXCEL", "WORD", "Program", "check_zip"]

_MAX_ENTRIES = 5_000
_MAX_TOTAL = 512 * 1024 * 1024
_MAX_RATIO = 200
_SMALL = 1024 * 1024
"""Entries below this are harmless however well they are packed."""
_HEAD = 64
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""Byte order marks, zeros of UTF-16, blanks."""


class Program(NamedTuple):
    """Whose file it should be, for messages."""

    name: str
    ending: str


WORD: Final = Program("Word", ".docx")
EXCEL: Final = Program("Excel", ".xlsx")
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How old files begin, and those with a password."""


def check_zip(data: bytes, program: Program) -> None:
    """Refuse a file that is empty, old, broken, encrypted, absurdly packed, or has document types in its XML.

    Args:
        data: The whole file.
        program: Whose file it should be.

    Raises:
        ReadError: The file should not be unpacked.
    """
    named = program._asdict()
    if not data:
        raise ReadError(t("The file is empty."), hint=t("Check that it was saved, or that the copying was finished."))
    if data.startswith(_OLE):
        hint = t("Open it in {name}, take the password away if it has one, and save it as {ending}.", **named)
        raise ReadError(t("This is an old or a protected {name} file.", **named), hint=hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            for entry in entries:
                if _is_xml(archive, entry):
                    _check_xml(archive, entry, program)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, OSError) as error:
        hint = t(
            "Open it in {name} and save it again as {ending}; if {name} cannot open it, fetch a new copy.", **named
        )
        message = t("This is no {name} file ({ending}), or it is cut off or damaged.", **named)
        raise ReadError(message, hint=hint) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Compare what the entries say they become with what they are."""
    hint = t("Do not open it. Ask the sender to copy what is in it into a new file.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError(
            t("The file is protected with a password."), hint=t("Save it without a password, and try again.")
        )
    total = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL or bomb:
        raise ReadError(t("The file would become absurdly large when unpacked, as harmful files do."), hint=hint)


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Tell XML by its first sign, in whatever encoding, not by the name of the entry."""
    with archive.open(entry) as part:
        return part.read(_HEAD).lstrip(_BEFORE_XML).startswith(b"<")


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, program: Program) -> None:
    content = archive.read(entry).replace(b"\0", b"")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        named = program._asdict()
        hint = t("Open it in {name}, copy what is in it into a new file, and save that as {ending}.", **named)
        raise ReadError(
            t(
                "The part «{part}» of the file has a document type, which {name} never writes.",
                part=entry.filename,
                **named,
            ),
            hint=hint,
        )
