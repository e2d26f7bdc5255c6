"""Names of files as archives want them: short, ASCII, without blanks."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

__all__ = ["LONGEST", "Names", "ascii_name", "check_names"]

LONGEST: Final = 25
"""Signs that a file or folder has in its name at most, as DataverseNO asks for."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss", "đ": "d", "ð": "d", "þ": "th"}
)
_OTHER: Final = re.compile(r"[^A-Za-z0-9_.-]+")
_FIT: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RESERVED: Final = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names that Windows keeps for itself."""


def ascii_name(text: str) -> str:
    """Give a name in ASCII, without blanks: `æ` is `ae`, `ø` is `oe`, `å` is `aa`.

    Args:
        text: Any name; a part of a path, not a path.

    >>> ascii_name("Tabell på nynorsk.csv"), ascii_name("…")
    ('Tabell_paa_nynorsk.csv', 'file')
    """
    letters = unicodedata.normalize("NFC", text).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    clean = _OTHER.sub("_", plain).strip("_.-") or "file"
    return f"_{clean}" if _RESERVED.match(clean) else clean


class Names:
    """Give names to files, each one once; capital letters make no difference."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with names that are taken."""
        self._taken = {name.casefold() for name in taken}

    def of(self, name: str, *, folder: str = "") -> str:
        """Give the path under which a file goes into the package.

        Args:
            name: How it would be called; shortened before the ending, and counted where that is taken.
            folder: Folder in the package, with names that fit.
        """
        path = PurePosixPath(name.replace("\\", "/"))
        clean = PurePosixPath(ascii_name(path.name))
        ending = "".join(clean.suffixes[-1:])[: LONGEST // 2]
        stem = clean.name.removesuffix(clean.suffix) or "file"
        number = 1
        while True:
            count = f"_{number}" if number > 1 else ""
            made = stem[: LONGEST - len(ending) - len(count)] + count + ending
            full = f"{folder}/{made}" if folder else made
            if full.casefold() not in self._taken:
                self._taken.add(full.casefold())
                return full
            number += 1


def check_names(files: Iterable[str]) -> None:
    """Refuse names that archives refuse: long, not ASCII, with blanks, the same but for capitals, or out of the folder.

    Args:
        files: Paths with `/`.

    Raises:
        DataError: A name does not fit.
    """
    seen: set[str] = set()
    for path in files:
        for part in path.split("/"):
            if len(part) > LONGEST or _FIT.fullmatch(part) is None or _RESERVED.match(part) or part.endswith("."):
                hint = t("Use at most {n} signs: the letters a to z, digits, «_», «-» and «.».", n=LONGEST)
                raise DataError(t("«{name}» is no name for a file in an archive.", name=path), hint=hint)
        if path.casefold() in seen:
            hint = t("Capital letters make no difference. Choose another name.")
            raise DataError(t("There are two files with the name «{name}».", name=path), hint=hint)
        seen.add(path.casefold())
