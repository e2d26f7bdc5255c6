"""A look into zip files before they are unpacked."""

import io
import zipfile

import pytest

from fou_toolkit import _zip
from fou_toolkit._zip import EXCEL, WORD, check_zip
from fou_toolkit.errors import ReadError


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def archive(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return stream.getvalue()


def test_ordinary_files_pass():
    check_zip(archive(a=b"<a/>", b=b"hei" * 1000), WORD)


def test_absurd_ratios_are_refused():
    with pytest.raises(ReadError, match="absurdly large"):
        check_zip(archive(a=b"\0" * 3_000_000), WORD)


def test_small_parts_may_be_packed_well():
    check_zip(archive(a=b"\0" * 900_000), WORD)


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_zip, "_MAX_ENTRIES", 2)

    with pytest.raises(ReadError, match="absurdly large"):
        check_zip(archive(a=b"", b=b"", c=b""), WORD)


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(_zip, "_MAX_TOTAL", 100)

    with pytest.raises(ReadError, match="absurdly large"):
        check_zip(archive(a=b"x" * 60, b=b"x" * 60), WORD)


def test_passwords_are_named():
    data = bytearray(archive(a=b"hei"))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(ReadError, match="password"):
        check_zip(bytes(data), WORD)


@pytest.mark.parametrize("name", ["a.xml", "a.bin", "a"])
def test_document_types_are_found_whatever_the_name(name: str):
    with pytest.raises(ReadError, match="document type"):
        check_zip(archive(**{name: b"\xef\xbb\xbf \n<?xml version='1.0'?><!DOCTYPE a><a/>"}), WORD)


def test_a_part_with_a_wrong_checksum_is_refused():
    data = archive(a=b"<a>hei</a>" * 100)

    with pytest.raises(ReadError):
        check_zip(data[:40] + b"\xff\xff" + data[42:], WORD)


@pytest.mark.parametrize("program", [WORD, EXCEL])
def test_the_program_is_named_in_what_is_said(program):
    for data in (b"PK\x03\x04 and nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", archive(a=b"<!DOCTYPE a><a/>")):
        with pytest.raises(ReadError) as raised:
            check_zip(data, program)
        assert program.name in raised.value.message
        assert program.ending in raised.value.hint


def test_an_empty_file_is_called_empty():
    with pytest.raises(ReadError, match="The file is empty"):
        check_zip(b"", EXCEL)
