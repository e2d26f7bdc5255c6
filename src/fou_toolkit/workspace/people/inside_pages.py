"""The text in pictures (PNG) and in PDFs, which is packed, and torn into pieces."""

import re
import zlib
from typing import Final

from fou_toolkit.workspace.people.page_letters import letters_of, spelled_out, unescaped
from fou_toolkit.workspace.people.unpacking import GLYPHS, LOCKED, Budget, Inner

__all__ = ["LETTERS", "from_pdf", "from_png"]

LETTERS: Final = "letters"
"""How the place of a page ends that was read by every typeface of the file, also by wrong ones."""

_STREAM: Final = re.compile(rb"stream\r?\n")
_SHOWN: Final = re.compile(rb"\((?:\\.|[^\\()])*\)|T[jJ*]|['\"]", re.DOTALL)
_GLYPHS: Final = re.compile(rb"<[0-9A-Fa-f\s]+>[^<>()]{0,20}\]?\s*T[jJ]")
_WIDE_TEXT: Final = re.compile(rb"<(FEFF(?:[0-9A-F]{2})*)>", re.IGNORECASE)


def from_png(data: bytes, budget: Budget) -> Inner:
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


def from_pdf(data: bytes, budget: Budget) -> Inner:
    """Give the streams of a PDF, and the strings in it put together as they stand on the page."""
    if b"/Encrypt" in data:
        budget.miss(LOCKED)
        return
    yield "PDF", _shown(data)
    glyphs = False
    streams: list[tuple[int, bytes]] = []
    for number, begin in enumerate(_STREAM.finditer(data), 1):
        budget.count()
        try:
            stream = budget.inflate(data[begin.end() : max(data.find(b"endstream", begin.end()), begin.end())])
        except zlib.error:
            continue
        glyphs = glyphs or bool(_GLYPHS.search(stream))
        streams.append((number, stream))
        yield f"stream {number}", stream
        yield f"stream {number}: shown", _shown(stream)
    letters = [found for _, stream in streams if b"begincmap" in stream and (found := letters_of(stream))]
    for number, stream in streams:
        yield from ((f"stream {number}: {LETTERS}", text) for text in spelled_out(stream, letters))
    if glyphs and not letters:
        budget.miss(GLYPHS)


def _shown(stream: bytes) -> bytes:
    pieces = []
    for found in _SHOWN.finditer(stream):
        string = found.group()
        pieces.append(unescaped(string[1:-1]) if string.startswith(b"(") else b" ")
    pieces.extend(b"\n" + bytes.fromhex(wide[1].decode()) for wide in _WIDE_TEXT.finditer(stream))
    return b"".join(pieces)
