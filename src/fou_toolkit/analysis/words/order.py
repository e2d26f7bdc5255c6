"""Norwegian alphabetical order: æ, ø, å last; other letters with marks stand with the plain ones."""

import unicodedata
from typing import Final

__all__ = ["alphabetical"]

_LAST: Final = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "đ": "d", "ð": "d", "þ": "th", "œ": "|"}
"""In ASCII, `{`, `|` and `}` come behind `z`. `ä` stands with `æ`, `ö` with `ø` and `ü` with `y`; `aa` with `a`, since
most words that have it are compounds (`dataanalyse`)."""
_KEYS: Final = str.maketrans(_LAST)


def alphabetical(form: str) -> tuple[str, str]:
    """Give the key by which a folded word is put in order.

    >>> sorted(["år", "ære", "zoo", "øve", "idé", "ide", "är"], key=alphabetical)
    ['ide', 'idé', 'zoo', 'är', 'ære', 'øve', 'år']
    """
    if form.isascii():
        return form, form
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", form).translate(_KEYS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), form
