"""Read pages of a PDF whose letters are numbers of a typeface, by the table (`ToUnicode`) that goes with it.

Which typeface a stretch is set in is not looked up: every table is tried on every page, so that nothing is passed over.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["letters_of", "spelled_out", "unescaped"]

_BLOCK: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])")
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_SHOWN: Final = re.compile(rb"<([0-9A-Fa-f\s]+)>|\(((?:\\.|[^\\()])*)\)|(T[jJ*dDm]|['\"])", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_ESCAPES: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MOST: Final = 0x10000

Letters = dict[bytes, str]
"""What each number stands for."""


def letters_of(stream: bytes) -> Letters:
    """Read a table of letters.

    Args:
        stream: The unpacked table.
    """
    found: Letters = {}
    for block in _BLOCK.finditer(stream):
        if block[1] == b"char":
            found.update((_bytes(pair[1]), _text(pair[2])) for pair in _PAIR.finditer(block[2]))
        else:
            for one in _RANGE.finditer(block[2]):
                found.update(_range(one))
    return found


def _range(found: re.Match[bytes]) -> Iterator[tuple[bytes, str]]:
    low, high = _bytes(found[1]), _bytes(found[2])
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    numbers = range(first, min(last, first + _MOST) + 1)
    if found[4] is not None:
        texts = [_text(one[1]) for one in _HEX.finditer(found[4])]
        yield from ((number.to_bytes(len(low), "big"), text) for number, text in zip(numbers, texts, strict=False))
        return
    begin = _text(found[3])
    for number in numbers if begin else ():
        code = ord(begin[-1]) + number - first
        if code <= 0x10FFFF:  # noqa: PLR2004 - the last sign of Unicode
            yield number.to_bytes(len(low), "big"), begin[:-1] + chr(code)


def _bytes(hexadecimal: bytes) -> bytes:
    plain = b"".join(hexadecimal.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())


def _text(hexadecimal: bytes) -> str:
    return _bytes(hexadecimal).decode("utf-16-be", "replace")


def spelled_out(stream: bytes, tables: Sequence[Letters]) -> Iterator[bytes]:
    """Give what a page shows, by each table: with blanks between stretches, and without.

    Args:
        stream: The unpacked page.
        tables: From `letters_of`.
    """
    strings = [_string(found) for found in _SHOWN.finditer(stream)]
    if not any(strings):
        return
    for table in tables:
        sizes = sorted({len(code) for code in table}, reverse=True)
        read = [None if string is None else _read(string, table, sizes) for string in strings]
        if any(read):
            yield "".join(" " if text is None else text for text in read).encode("utf-8", "replace")
            yield "".join(text or "" for text in read).encode("utf-8", "replace")


def _string(found: re.Match[bytes]) -> bytes | None:
    """Give the bytes of a string; nothing for an end of a stretch."""
    if found[3] is not None:
        return None
    return _bytes(found[1]) if found[1] is not None else unescaped(found[2])


def unescaped(string: bytes) -> bytes:
    r"""Give the bytes of a string between brackets, its signs behind `\` read.

    >>> unescaped(rb"a\051\9")
    b'a)9'
    """
    return _ESCAPE.sub(_sign, string)


def _sign(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    # Only digits below 8 make a number; in packed bytes anything can stand behind the sign.
    octal = sign[:1] in {b"0", b"1", b"2", b"3", b"4", b"5", b"6", b"7"}
    return bytes([int(sign, 8) & 255]) if octal else _ESCAPES.get(sign, sign.strip(b"\r\n"))


def _read(string: bytes, table: Letters, sizes: Sequence[int]) -> str:
    parts, place = [], 0
    while place < len(string):
        size = next((size for size in sizes if string[place : place + size] in table), 0)
        parts.append(table[string[place : place + size]] if size else "")
        place += size or (min(sizes) if sizes else 1)
    return "".join(parts)
