"""Take rows out of tables beside the texts, and clean cells; every other line stays as it is, byte by byte.

What is to be done is told by the digests of lines, so that it can be written down, and done again after a program was
killed, without keeping a word of what goes.
"""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from fou_toolkit._files import read_bytes, write_bytes
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.text.decode import decode
from fou_toolkit.workspace.people.leaving_words import LeavingWords

__all__ = ["apply_edits", "edits_of"]

_TABLES: Final = ("participants.csv", "consent.csv", "metadata.csv")
_ABOUT_TEXTS: Final = "metadata.csv"
_CSV: Final = (".csv", ".tsv")
_DELIMITERS: Final = ",;\t"
_INSTEAD: Final = "slettet"


def edits_of(path: Path, words: LeavingWords, texts: Collection[str]) -> dict[str, str]:
    """Say what has to be done with the lines of a file.

    Args:
        path: A table beside the texts, a file of codings (`.csv`, `.tsv`, `.jsonl`) or of queries (`.toml`).
        words: How the person is found.
        texts: Ids and file names of texts that go as a whole.

    Returns:
        By the digest of a line (in a table, of a row): what takes its place; empty where it goes.
    """
    try:
        text = decode(path.read_bytes()).text
    except (OSError, ReadError):
        return {}
    known = {_plain(one) for one in texts}
    name, edits = path.name.casefold(), {}
    for number, line in enumerate(_records(text, path)):
        new = (
            _new_row(line, name, words, known)
            if path.suffix.lower() in _CSV and number
            else _new_line(line, words, known)
        )
        if new != line and (number or path.suffix.lower() not in _CSV):
            edits[_digest(line)] = new
    return edits


def _new_line(line: str, words: LeavingWords, texts: Collection[str]) -> str:
    """A line of codings or queries goes as a whole."""
    of_text = any(f'"{one}"' in line.casefold() for one in texts)
    return "" if of_text or words.named_in(line) or words.quoted_in(line) else line


def _new_row(line: str, name: str, words: LeavingWords, texts: Collection[str]) -> str:
    delimiter = max(_DELIMITERS, key=line.count)
    cells = next(iter(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter)), [])
    plain = {_plain(cell) for cell in cells} - {""}
    names = {_plain(one) for one in words.names}
    if plain & set(texts) or (name != _ABOUT_TEXTS and plain & names):
        return ""
    if name not in _TABLES:
        return "" if any(words.named_in(cell) or words.said_it(cell) for cell in cells) else line
    left = ["" if _plain(cell) in names else words.cleaned(cell, _INSTEAD) for cell in cells]
    return line if left == cells else _written(left, delimiter, line)


def _written(cells: Sequence[str], delimiter: str, line: str) -> str:
    file = io.StringIO(newline="")
    ending = line[len(line.rstrip("\r\n")) :]
    csv.writer(file, delimiter=delimiter, lineterminator=ending).writerow(cells)
    return file.getvalue()


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip().casefold()


def _records(text: str, path: Path) -> Iterator[str]:
    """Give the lines of a file with their ends; a row of a table can go over several."""
    lines = (
        text.splitlines(keepends=True) if path.suffix.lower() not in _CSV else io.StringIO(text, newline="").readlines()
    )
    held = ""
    for line in lines:
        held += line
        # A quotation mark that is open goes on in the next line.
        if path.suffix.lower() not in _CSV or held.count('"') % 2 == 0:
            yield held
            held = ""
    if held:
        yield held


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def apply_edits(path: Path, edits: Mapping[str, str]) -> bool:
    """Do what `edits_of` said; a second time nothing is left to do.

    Returns:
        Whether the file was changed.

    Raises:
        ReadError: The file cannot be read.
        WriteError: It cannot be written; it is unchanged.
    """
    try:
        data = read_bytes(path)
    except MaterialError:
        return False
    found = decode(data)
    lines = list(_records(found.text, path))
    left = [edits.get(_digest(line), line) for line in lines]
    if left == lines:
        return False
    text = "".join(left)
    try:
        new = text.encode(found.encoding)
    except UnicodeEncodeError:
        new = text.encode()
    write_bytes(path, new)
    return True
