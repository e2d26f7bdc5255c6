"""From the bytes of a file to text, in whatever encoding a colleague saved it.

Files say seldom which encoding they are in, so we climb down a ladder and stop at the first rung that holds:

1. a byte order mark at the beginning (UTF-8, UTF-16, UTF-32)
2. UTF-16 without a mark: a zero byte in every second place
3. UTF-8; if some bytes are broken but most of it holds, UTF-8 with `�` where a letter is lost
4. what Norwegian programs wrote before UTF-8: Windows (`cp1252`), old Mac (`mac_roman`), DOS (`cp865`), whichever
   gives the most probable letters in their places

The rungs 2 and 4 are guesses, and say so in a warning. Nothing is mended: letters that were destroyed before the file
came here (`Ã¥` for `å`) are reported and stay as they are.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import Message, mark, t
from fou_toolkit.errors import ReadError

__all__ = ["Decoded", "decode"]

_LOST: Final = "\ufffd"
_OTHER_PROGRAM: Final = mark("Open it in the program it came from and save it as .docx or .txt (UTF-8).")
_PICTURE: Final = mark("It is a picture. Write the text down in a file of its own, .docx or .txt.")
_RECORDING: Final = mark("It is a recording. Transcribe it first, and give the transcript.")
_BINARY: Final = (
    (b"PK\x03\x04", mark("It is a Word, Excel or zip file. Give it its right ending, or save it as .docx or .txt.")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", mark("It is an old Word file (.doc). Open it in Word and save it as .docx.")),
    (b"%PDF-", mark("It is a PDF. Ask for the document it was made from, or copy its text and save it as .docx.")),
    (b"{\\rtf", mark("It is a rich text file (.rtf). Open it in Word and save it as .docx.")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", _RECORDING),
    (b"ID3\x02", _RECORDING),
    (b"ID3\x03", _RECORDING),
    (b"ID3\x04", _RECORDING),
    (b"SQLite format 3\0", _OTHER_PROGRAM),
    (b"\x1f\x8b", _OTHER_PROGRAM),
    (b"7z\xbc\xaf\x27\x1c", _OTHER_PROGRAM),
)
_CONTROLS: Final = "".join(map(chr, (*range(9), *range(14, 26), 27, 28, 29, 127)))
"""Controls that text has no use for; not tabs, line and page breaks, the end mark of DOS, Word's hyphens."""
_MAX_CONTROLS: Final = 0.02
_NAMES: Final = {"cp1252": "Windows (cp1252)", "mac_roman": "Mac (mac_roman)", "cp865": "DOS (cp865)"}
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Args:
        text: As it stands in the file; only a byte order mark is gone.
        encoding: Python's name for it. Where no byte was broken, `data.decode(encoding)` gives the same text.
        warnings: What a person should look at: guesses, lost letters.
    """

    text: str
    encoding: str
    warnings: tuple[Message, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes as text.

    Args:
        data: The whole file.

    Raises:
        ReadError: The file is empty, or no text: a Word file, a PDF, a picture, a recording.

    >>> decode("Blåbær på tur".encode()).encoding
    'utf-8'
    >>> guessed = decode("Blåbær på tur".encode("mac_roman"))
    >>> guessed.text, guessed.encoding, len(guessed.warnings)
    ('Blåbær på tur', 'mac_roman', 1)
    """
    _refuse_binary(data)
    decoded = _marked(data) or _utf16(data) or _utf8(data) or _guessed(data)
    _refuse_no_text(decoded.text)
    return replace(decoded, warnings=decoded.warnings + _lost_before(decoded) + _garbled(decoded.text))


def _refuse_binary(data: bytes) -> None:
    for magic, hint in _BINARY:
        if data.startswith(magic):
            raise ReadError(t("This is not a text file."), hint=t(hint))


def _refuse_no_text(text: str) -> None:
    if not text:
        raise ReadError(t("The file is empty."), hint=t("Check that it was saved, or that the copying was finished."))
    controls = sum(map(text.count, _CONTROLS))
    if controls > _MAX_CONTROLS * len(text):
        raise ReadError(t("This is not a text file."), hint=t(_OTHER_PROGRAM))


def _marked(data: bytes) -> Decoded | None:
    """Read a file that begins with a byte order mark."""
    for signature, encoding in _MARKS:
        if data.startswith(signature):
            decoded = _tolerant(data, encoding)
            # What looks like UTF-32 can be UTF-16 that begins with a zero.
            if encoding != "utf-32" or not decoded.warnings:
                return decoded
    return None


def _tolerant(data: bytes, encoding: str) -> Decoded:
    """Read bytes in an encoding that is known; broken ones give `�` and a warning."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_broken(text.count(_LOST)),))


def _broken(count: int) -> Message:
    return Message.of(
        "The file is damaged or cut off: {n} letters could not be read and show as �. Compare with the original.",
        n=count,
    )


def _utf16(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: nearly every character has a zero byte, always on the same side."""
    units = len(data) // 2
    if not units or 0 not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < units * 0.6 or min(even, odd) > units * 0.1:
        return None
    decoded = _tolerant(data, "utf-16-le" if odd > even else "utf-16-be")
    if decoded.text.count(_LOST) > 1:
        return None
    return replace(decoded, warnings=(_guess_warning("UTF-16"), *decoded.warnings))


def _utf8(data: bytes) -> Decoded | None:
    """Read UTF-8, also when some of it is broken."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    decoded = _tolerant(data, "utf-8")
    lost = decoded.text.count(_LOST)
    intact = len(decoded.text) - (len(data) - len(_high(data))) - lost
    # In the other encodings, two or three bytes in a row that make one letter in UTF-8 are rare accidents.
    if intact > lost or (_cut_off(broken) and (intact or data[broken.start] in b"\xc2\xc3\xe2\xf0")):
        return decoded
    return None


def _cut_off(error: UnicodeDecodeError) -> bool:
    """Tell whether the only thing wrong is that the file ends within a letter."""
    return error.reason == "unexpected end of data"


def _high(data: bytes) -> bytes:
    return data.translate(None, bytes(range(128)))


def _guess_warning(name: str) -> Message:
    return Message.of(
        "The file does not say how its letters are stored. It was read as {encoding}; check that æ, ø and å are right.",
        encoding=name,
    )


# What Norwegian programs wrote before UTF-8

_BLANK, _LOWER, _UPPER, _SIGN, _HIGH = range(5)
"""What stands beside a byte that the encodings read differently."""
_NEIGHBOURS: Final = 5
_LETTERS: Final = frozenset({_LOWER, _UPPER})
_BLOCK: Final = 1 << 20
_USUAL: Final = (
    dict.fromkeys("æøåÆØÅ", 10)
    | dict.fromkeys("éèêòôó", 5)
    | dict.fromkeys("äöüÉÈÀÄÖÜÒ", 4)
    | dict.fromkeys("à", 3)
    | dict.fromkeys("áâçëíîïñúûÁÇÑÓÔ", 1)
)
_ALONE: Final = frozenset("åÅøæà")
"""Letters that are words: «å være», «æ veit», «à la»."""
_UNDEFINED: Final = -30
_IMPROBABLE: Final = -6
_MISPLACED: Final = -14


def _guessed(data: bytes) -> Decoded:
    """Read what is not UTF-8 in the encoding that gives the most probable letters."""
    contexts = _contexts(data)
    scores = {encoding: _score(contexts, encoding) for encoding in _NAMES}
    encoding = max(scores, key=scores.__getitem__)
    decoded = _tolerant(data, encoding)
    warnings = [_guess_warning(_NAMES[encoding])]
    # Letters that are stored differently stand seldom three in a row, unless the alphabet is another one.
    crowded = contexts[:, _HIGH, _HIGH].sum() > contexts.sum() / 4
    if scores[encoding] < 0 or crowded:
        warnings.append(
            Message.of(
                "Most of its special letters look wrong in every encoding we know. "
                "Open it in the program it came from and save it as UTF-8."
            )
        )
    return replace(decoded, warnings=(*warnings, *decoded.warnings))


@cache
def _neighbour_classes() -> npt.NDArray[np.int64]:
    table = np.full(256, _SIGN, np.int64)
    table[128:] = _HIGH
    table[list(b" \t\n\v\f\r")] = _BLANK
    table[ord("a") : ord("z") + 1] = _LOWER
    table[ord("A") : ord("Z") + 1] = _UPPER
    return table


def _contexts(data: bytes) -> npt.NDArray[np.int64]:
    """Count the bytes from 128 by what stands before and behind; shape `(128, 5, 5)`."""
    codes = np.frombuffer(data, np.uint8)
    classes = _neighbour_classes()
    counts = np.zeros(128 * _NEIGHBOURS**2, np.int64)
    for begin in range(0, codes.size, _BLOCK):
        block = codes[begin : begin + _BLOCK]
        at = np.flatnonzero(block >= 128) + begin  # noqa: PLR2004 - the first byte that is not ASCII
        before = np.where(at > 0, classes[codes[at - 1]], _BLANK)
        after = np.where(at < codes.size - 1, classes[codes[np.minimum(at + 1, codes.size - 1)]], _BLANK)
        key = ((codes[at].astype(np.int64) - 128) * _NEIGHBOURS + before) * _NEIGHBOURS + after
        counts += np.bincount(key, minlength=counts.size)
    return counts.reshape(128, _NEIGHBOURS, _NEIGHBOURS)


def _score(contexts: npt.NDArray[np.int64], encoding: str) -> int:
    characters = bytes(range(128, 256)).decode(encoding, "replace")
    return sum(
        count * _fit(characters[byte], before, after)
        for byte, before, after, count in zip(*np.nonzero(contexts), contexts[contexts > 0].tolist(), strict=True)
    )


def _fit(character: str, before: int, after: int) -> int:
    """Tell how probable a character is between its neighbours in Norwegian."""
    if character == _LOST:
        return _UNDEFINED
    if character.isalpha() and character < "ƀ":
        return _fit_letter(character, before, after)
    if character in "«»“”„‘’‹›":
        return _fit_quote(character, before, after)
    if character in "–—":
        return 4 - 2 * ((before in _LETTERS) + (after in _LETTERS))
    if character == "…":
        return 4 if before != _BLANK or after == _BLANK else 1
    return 0 if character in "\xa0·•§°´½¼²³£€©®™" else _IMPROBABLE


def _fit_letter(character: str, before: int, after: int) -> int:
    value = _USUAL.get(character, -2)
    if character.isupper() and before == _BLANK and after == _UPPER:
        value //= 3
    if before == after == _BLANK and character not in _ALONE:
        value += _MISPLACED
    if character.isupper() and (before == _LOWER or (before, after) in {(_UPPER, _LOWER), (_SIGN, _BLANK)}):
        value += _MISPLACED
    if character.islower() and after == _UPPER:
        value += _MISPLACED
    return value


def _fit_quote(character: str, before: int, after: int) -> int:
    if before in _LETTERS and after in _LETTERS:
        return 4 if character == "’" else -4
    if before == after == _BLANK:
        return -4
    opens, closes = before in {_BLANK, _SIGN} and after != _BLANK, before != _BLANK and after not in _LETTERS
    return 6 if (opens and character in "«“„‘‹") or (closes and character in "»”’›") else 1


# Letters that were destroyed before the file came here


def _lost_before(decoded: Decoded) -> tuple[Message, ...]:
    """Report `�` that stand in the file itself."""
    if decoded.warnings or not decoded.encoding.startswith("utf"):
        return ()
    count = decoded.text.count(_LOST)
    if not count:
        return ()
    return (
        Message.of(
            "The file holds {n} signs «�» where another program lost a letter. "
            "Nothing was changed; look for the original file.",
            n=count,
        ),
    )


def _garble(text: str, encoding: str) -> str:
    """Save text as UTF-8 and open it in a wrong encoding.

    >>> _garble("å", "cp1252")
    'Ã¥'
    """
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or bytes([byte]).decode("latin-1") for byte in text.encode()
    )


@cache
def _garbled_letters() -> dict[str, str]:
    """Give each usual letter and sign as it looks after it was opened in a wrong encoding."""
    found: dict[str, str] = {}
    for letter in "æøåÆØÅéèêòôóäöü«»–—…“”‘’":
        for encoding in ("cp1252", "latin-1", "mac_roman", "cp865"):
            once = _garble(letter, encoding)
            found[once] = letter
            found[_garble(once, encoding)] = letter
    return found


def _garbled(text: str) -> tuple[Message, ...]:
    letters = _garbled_letters()
    if text.isascii() or not any(first in text for first in {wrong[0] for wrong in letters}):
        return ()
    pattern = re.compile("|".join(map(re.escape, sorted(letters, key=lambda wrong: (-len(wrong), wrong)))))
    first = pattern.search(text)
    if first is None:
        return ()
    return (
        Message.of(
            "In {n} places the file holds «{wrong}» for «{letter}» and the like: another program saved it in a wrong "
            "encoding. Nothing was changed; look for the original file.",
            n=sum(1 for _ in pattern.finditer(text, first.start())),
            wrong=first.group(),
            letter=letters[first.group()],
        ),
    )
