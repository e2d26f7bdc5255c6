r"""The ways in which a stretch of text can stand in the bytes of a file.

A text that was erased may live on in UTF-16, in JSON escapes, in an address with percent signs, in a picture's base64,
or as the mojibake of a program that read UTF-8 as something else. `spellings` gives the bytes of all of them, and
`read_back` the way back, for checking what stands around a find. Each is given as it was written and in other letter
case, for files can be in capitals.

>>> spellings("Åse")["json"][0], spellings("Åse")["mojibake"][0].decode()
(b'\\u00c5se', 'Ã…se')
"""

import base64
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.entities import codepoint2name
from typing import Final
from urllib.parse import quote, quote_plus, unquote_to_bytes

__all__ = [
    "ASCII",
    "BASE64",
    "LETTER_CASE",
    "SPELLINGS",
    "cases",
    "read_back",
    "spellings",
    "transliterated",
    "unbased",
    "unjsoned",
]

UTF8: Final = "utf-8"
LETTER_CASE: Final = "letter case"
BASE64: Final = "base64"
ASCII: Final = "ascii"

_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_HEX_ESCAPE: Final = re.compile(r"(?<=\\u)[0-9a-f]{4}")
_PERCENT: Final = re.compile(r"%[0-9A-F]{2}")
_JSON_ESCAPE: Final = re.compile(
    r'\\(?:u([0-9a-fA-F]{4})|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf"\\/\']))'
)
_SHORT_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_WINDOWS: Final = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""What Windows shows for each byte; five bytes that mean nothing stay control characters, as browsers do it."""
_TO_WINDOWS: Final = {byte: sign for byte, sign in enumerate(_WINDOWS) if ord(sign) != byte}
_FROM_WINDOWS: Final = {ord(sign): byte for byte, sign in _TO_WINDOWS.items()}

_TO_BASE64: Final = bytes.maketrans(b"-_", b"+/")

_ASCII_WAYS: Final = (
    {"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe"},
    {"å": "a", "æ": "ae", "ø": "o", "ä": "a", "ö": "o"},
    {"å": "a", "æ": "a", "ø": "o", "ä": "a", "ö": "o"},
)
"""How Norwegian letters are written where they are not to be had: Aase, Ase; Loedemel, Lodemel."""


def transliterated(text: str) -> tuple[str, ...]:
    """Write a text without letters beyond ASCII, in each of the ways in use; empty if there are none to write.

    >>> transliterated("Åse Sæther"), transliterated("Kari")
    (('Aase Saether', 'Ase Saether', 'Ase Sather'), ())
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return ()
    return tuple(dict.fromkeys(_plain("".join(_letters(composed, way))) for way in _ASCII_WAYS))


def _letters(text: str, way: dict[str, str]) -> Iterator[str]:
    for sign in text:
        letter = way.get(sign.lower(), sign)
        yield letter if letter == sign or sign.islower() else letter.capitalize()


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def cases(text: str) -> tuple[str, ...]:
    """Give a text as it is, and in small letters, capitals, folded and with capitals at the beginnings of words."""
    return tuple(dict.fromkeys((text, text.lower(), text.upper(), text.casefold(), text.title())))


def _composed(text: str) -> Iterator[bytes]:
    yield text.encode()


def _decomposed(text: str) -> Iterator[bytes]:
    yield unicodedata.normalize("NFD", text).encode()


def _other_case(text: str) -> Iterator[bytes]:
    yield from (other.encode() for other in cases(text)[1:])


def _coded(codec: str) -> Callable[[str], Iterator[bytes]]:
    def coded(text: str) -> Iterator[bytes]:
        encoded = text.encode(codec, "ignore")
        if encoded.decode(codec) == text:
            yield encoded

    return coded


def _mojibake(text: str) -> Iterator[bytes]:
    for form in ("NFC", "NFD"):
        wrong = unicodedata.normalize(form, text).encode().decode("latin-1")
        yield wrong.translate(_TO_WINDOWS).encode()
        yield wrong.encode()


def _entities(write: Callable[[int], str]) -> Callable[[str], Iterator[bytes]]:
    def written(text: str) -> Iterator[bytes]:
        for quotes in (True, False):
            escaped = html.escape(text, quote=quotes)
            yield _BEYOND_ASCII.sub(lambda sign: write(ord(sign.group())), escaped).encode()

    return written


def _named(code: int) -> str:
    name = codepoint2name.get(code)
    return f"&{name};" if name else f"&#{code};"


def _hexadecimal(text: str) -> Iterator[bytes]:
    yield from _entities(lambda code: f"&#x{code:x};")(text)
    yield from _entities(lambda code: f"&#x{code:X};")(text)


def _xml(text: str) -> Iterator[bytes]:
    for quotes in (True, False):
        yield html.escape(text, quote=quotes).replace("&#x27;", "&apos;").encode()


def _json(text: str) -> Iterator[bytes]:
    small = json.dumps(text)[1:-1]
    yield small.encode()
    yield _HEX_ESCAPE.sub(lambda escape: escape.group().upper(), small).encode()
    yield json.dumps(text, ensure_ascii=False)[1:-1].encode()
    yield ascii(text)[1:-1].encode()


def _percent(text: str) -> Iterator[bytes]:
    ways = [quote(text, safe=""), quote(text), quote_plus(text), quote(text, safe=" /,.?!:;'\"()")]
    latin = text.encode("latin-1", "ignore")
    if latin.decode("latin-1") == text:
        ways.append(quote(latin, safe=""))
    for way in ways:
        yield way.encode()
        yield _PERCENT.sub(lambda escape: escape.group().lower(), way).encode()


def _base64(text: str) -> Iterator[bytes]:
    """Give the part that stays the same whatever stands before and after, at each of the three places in a group."""
    data = text.encode()
    for before in range(3):
        bits_before, bits = 8 * before, 8 * (before + len(data))
        encoded = base64.b64encode(b"\0" * before + data + b"\0\0")
        stable = encoded[-(-bits_before // 6) : bits // 6]
        yield stable
        yield stable.translate(bytes.maketrans(b"+/", b"-_"))


def _ascii(text: str) -> Iterator[bytes]:
    for plain in transliterated(text):
        yield from (other.encode("ascii", "ignore") for other in cases(plain))


SPELLINGS: Final[dict[str, Callable[[str], Iterator[bytes]]]] = {
    UTF8: _composed,
    LETTER_CASE: _other_case,
    ASCII: _ascii,
    "utf-8 decomposed": _decomposed,
    "utf-16-le": _coded("utf-16-le"),
    "utf-16-be": _coded("utf-16-be"),
    "utf-32-le": _coded("utf-32-le"),
    "cp1252": _coded("cp1252"),
    "mojibake": _mojibake,
    "html": _entities(_named),
    "html decimal": _entities(lambda code: f"&#{code};"),
    "html hex": _hexadecimal,
    "xml": _xml,
    "json": _json,
    "percent": _percent,
    BASE64: _base64,
}
"""Names of the spellings, and what writes a text in each."""
_WITHOUT_CASES: Final = frozenset({UTF8, LETTER_CASE, ASCII})


def spellings(text: str, *, exactly: bool = False) -> dict[str, list[bytes]]:
    """Write a text in all the ways in which it can stand in bytes.

    Args:
        text: What is looked for.
        exactly: Only in the letter case that is given.

    Returns:
        For each name of `SPELLINGS` its bytes, none twice within a spelling; none where it cannot be written so.
    """
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    return {name: _written(name, composed, exactly=exactly) for name in SPELLINGS}


def _written(name: str, text: str, *, exactly: bool) -> list[bytes]:
    if exactly and name == LETTER_CASE:
        return []
    forms = (text,) if exactly or name in _WITHOUT_CASES else cases(text)
    return [data for data in dict.fromkeys(data for form in forms for data in SPELLINGS[name](form)) if data]


def read_back(name: str, data: bytes) -> str:
    """Read bytes of one spelling as text; what cannot be read becomes `�`. Transliteration cannot be taken back."""
    if name in _CODECS:
        return data.decode(name, "replace")
    if name == "percent":
        return _unquoted(data)
    if name == BASE64:
        return unbased(data).decode("utf-8", "replace")
    text = data.decode("utf-8", "replace")
    back = _BACK.get(name)
    return back(text) if back else text


def unbased(data: bytes) -> bytes:
    """Read base64 of either alphabet, without the signs that fill it up; one sign too many is left out.

    >>> unbased(b"w4VzZQ").decode()
    'Åse'
    """
    plain = data.translate(_TO_BASE64)
    whole = plain[:-1] if len(plain) % 4 == 1 else plain
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _unquoted(data: bytes) -> str:
    unquoted = unquote_to_bytes(data.replace(b"+", b" "))
    try:
        return unquoted.decode()
    except UnicodeDecodeError:
        return unquoted.decode("latin-1")


def _demojibaked(text: str) -> str:
    return text.translate(_FROM_WINDOWS).encode("latin-1", "replace").decode("utf-8", "replace")


def unjsoned(text: str) -> str:
    r"""Take the escapes of JSON, JavaScript and Python out of a text.

    >>> unjsoned(r"\u00c5se sa \"hei\" \ud83d\ude00")
    'Åse sa "hei" 😀'
    """
    plain = _JSON_ESCAPE.sub(_unescaped, text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else _SHORT_ESCAPES.get(escape[4], escape[4])


_CODECS: Final = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "cp1252"})
_BACK: Final[dict[str, Callable[[str], str]]] = {
    "mojibake": _demojibaked,
    "html": html.unescape,
    "html decimal": html.unescape,
    "html hex": html.unescape,
    "xml": html.unescape,
    "json": unjsoned,
}
"""How the text is read back, for spellings that are text themselves."""
