"""Bring a text to the bone before it is searched: no escapes, no tags, no case, no blanks.

What a program did to a text on its way into a file is taken back as far as it goes, in several readings, since an
angle bracket can be a tag or a sign. Then two streams are made: `letters` (nothing but letters, so that line breaks,
tags and time codes inside of a sentence do not hide it) and `words` (single blanks between, so that borders count).
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from fou_toolkit.workspace.people.spellings import read_back, unjsoned

__all__ = ["composed", "folded", "letters", "readings", "shortened", "streams", "words"]

_ROUNDS: Final = 3
_TAG: Final = re.compile(r"<[^<>]*>")
_ESCAPED_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_LEADS: Final = bytes(range(0xC2, 0xF5)).decode("cp1252", "ignore")
_REST: Final = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x80-\x9f"
_MOJIBAKE: Final = re.compile(f"(?:[{_LEADS}][{_REST}]{{1,3}})+")
_MOST_MARKS: Final = 30
"""More in a row no language writes; composing is quadratic in them."""

_TABLE: Final = 0x20000
"""Signs beyond are letters of East Asian scripts."""
_OTHER, _LETTER, _DIGIT, _NOTHING = range(4)
_BLANK: Final = 32
_NOT_ALONE: Final = 0xFFFF_FFFF
_HANGUL_PARTS: Final = slice(0x1100, 0x1200)

Codes = npt.NDArray[np.uint32]


class _Signs(NamedTuple):
    """What is known of every sign."""

    kinds: npt.NDArray[np.uint8]
    folded: npt.NDArray[np.uint32]
    """What a sign folds to; `_NOT_ALONE` where that takes more than one sign, or what stands beside it."""


@cache
def _signs() -> _Signs:
    """Work out once what every sign is: letter, digit, nothing (marks, invisible signs) or other."""
    kinds = np.full(_TABLE + 1, _OTHER, np.uint8)
    fold = np.arange(_TABLE + 1, dtype=np.uint32)
    for code in range(_TABLE):
        sign = chr(code)
        kinds[code] = _kind(sign)
        alone = folded(sign)
        if kinds[code] == _OTHER and all(_kind(one) == _OTHER for one in alone):
            fold[code] = _BLANK
        elif unicodedata.combining(sign) or len(alone) != 1:
            fold[code] = _NOT_ALONE
        else:
            fold[code] = ord(alone)
    kinds[_TABLE] = _LETTER
    fold[_TABLE] = _NOT_ALONE
    fold[_HANGUL_PARTS] = _NOT_ALONE
    return _Signs(kinds, fold)


def _kind(sign: str) -> int:
    if sign.isalpha():
        return _LETTER
    if sign.isalnum():
        return _DIGIT
    return _NOTHING if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"} else _OTHER


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def shortened(text: str) -> str:
    """Take away what no language writes: dozens of marks on one letter, which would take hours to compose."""
    if text.isascii():
        return text
    codes = _codes(text)
    marks = _signs().kinds[np.minimum(codes, _TABLE)] == _NOTHING
    if np.count_nonzero(marks) <= _MOST_MARKS:
        return text
    places = np.arange(len(codes))
    since_letter = places - np.maximum.accumulate(np.where(marks, 0, places))
    return codes[since_letter <= _MOST_MARKS].tobytes().decode("utf-32-le", "surrogatepass")


def composed(text: str) -> str:
    """Compose letters and their marks; most texts have none that stand apart, which is seen at once."""
    apart = _signs().folded[np.minimum(_codes(text), _TABLE)] == _NOT_ALONE
    return unicodedata.normalize("NFC", text) if apart.any() or "\N{ANGSTROM SIGN}" in text else text


def folded(text: str) -> str:
    """Compose a text and take its letter case away."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _folded_codes(text: str) -> Codes:
    """Fold sign by sign with a table; where that does not do, the stretch from blank to blank.

    Args:
        text: Begins and ends with a blank.
    """
    codes = _signs().folded[np.minimum(_codes(text), _TABLE)]
    odd = np.flatnonzero(codes == _NOT_ALONE)
    if not len(odd):
        return codes
    blanks = np.flatnonzero(codes == _BLANK)
    after = np.unique(np.searchsorted(blanks, odd))
    parts, done = [], 0
    for begin, end in zip(blanks[after - 1].tolist(), blanks[after].tolist(), strict=True):
        parts += [codes[done:begin], _codes(folded(text[begin:end]))]
        done = end
    return np.concatenate([*parts, codes[done:]])


def streams(text: str) -> tuple[bytes, bytes]:
    r"""Give a text folded, in UTF-8: only its letters; and letters and digits with single blanks between and around.

    >>> streams("Vi <b>tok</b> an-\n\xadsvar, P07_x")
    (b'vibtokbansvarpx', b' vi b tok b an svar p07 x ')
    """
    codes = _folded_codes(f" {text} ")
    kinds = _signs().kinds[np.minimum(codes, _TABLE)]
    only_letters = codes[kinds == _LETTER]
    kept = kinds != _NOTHING
    codes, kinds = codes[kept], kinds[kept]
    blank = kinds == _OTHER
    spaced = np.where(blank, np.uint32(_BLANK), codes)
    blank[1:] &= blank[:-1]
    blank[0] = False
    return _bytes(only_letters), _bytes(spaced[~blank])


def letters(text: str) -> bytes:
    """Give only the letters of a text; see `streams`."""
    return streams(text)[0]


def words(text: str) -> bytes:
    """Give the words of a text; see `streams`."""
    return streams(text)[1]


def _bytes(codes: Codes) -> bytes:
    return codes.tobytes().decode("utf-32-le").encode()


def _mended(mess: re.Match[str]) -> str:
    return read_back("mojibake", mess.group().encode()) or mess.group()


def _once(text: str) -> str:
    """Take one layer of escapes away."""
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = unjsoned(text)
    if "%" in text and _ESCAPED_PERCENT.search(text):
        text = unquote(text, errors="replace")
    return text if text.isascii() else _MOJIBAKE.sub(_mended, text)


def readings(text: str) -> Iterator[str]:
    """Give a text as it is, without its escapes, layer by layer, and each without tags (joined, and apart)."""
    for _ in range(_ROUNDS + 1):
        text = shortened(text)
        yield text
        if "<" in text:
            yield shortened(_once(_TAG.sub("", text)))
            yield shortened(_once(_TAG.sub(" ", text)))
        plain = _once(text)
        if plain == text:
            return
        text = plain
