"""The words of a quotation: cut visibly, at a word, a sentence end if one is near."""

import re
import unicodedata
from typing import Final

from fou_toolkit._sheets import printable

__all__ = ["CUT", "words_of"]

CUT: Final = "[…]"
"""Stands where something is left out."""
_LETTERS: Final = 12
"""Letters of a word in the mean; a text without blanks is cut by these."""
_END: Final = re.compile(r"[.!?…][\"'»”’)\]]*$")
_JOINERS: Final = "\u200c\u200d"


def words_of(text: str, longest: int, *, before: bool = False, behind: bool = False) -> str:
    r"""Give the words of a passage on one line.

    Args:
        text: What is said, within one turn.
        longest: Words at most.
        before: Whether something in front of it is left out.
        behind: Whether something after it is left out.

    >>> words_of("One two. Three four five", 4), words_of("One\ntwo", 4, before=True)
    ('One two. […]', '[…] One two')
    """
    words = printable(text).split()
    most = max(longest, 1)
    kept = words[: _whole_sentences(words, most)] if len(words) > most else words
    shown = " ".join(kept)
    short = shown if len(shown) <= most * _LETTERS * 2 else _grapheme_cut(shown, most * _LETTERS * 2)
    left_out = behind or len(kept) < len(words) or short != shown
    return " ".join(part for part in (CUT if before else "", short, CUT if left_out else "") if part)


def _whole_sentences(words: list[str], most: int) -> int:
    """Give where to cut: behind the last sentence that ends in the second half, else behind the last word."""
    ends = [place for place in range((most + 1) // 2, most + 1) if _END.search(words[place - 1])]
    return ends[-1] if ends else most


def _grapheme_cut(text: str, most: int) -> str:
    """Cut a text without blanks so that no sign is torn apart from what belongs to it."""
    at = most
    while at > 1 and (_belongs(text[at]) or text[at - 1] in _JOINERS):
        at -= 1
    return text[:at].rstrip()


def _belongs(sign: str) -> bool:
    """Tell whether a sign belongs to the one in front of it: accents, joiners, shades and flags."""
    point = ord(sign)
    return (
        unicodedata.category(sign) in ("Mn", "Me", "Mc")
        or sign in _JOINERS
        or 0x1F3FB <= point <= 0x1F3FF  # noqa: PLR2004 - shades of skin
        or 0x1F1E6 <= point <= 0x1F1FF  # noqa: PLR2004 - letters that make flags
        or 0xE0020 <= point <= 0xE007F  # noqa: PLR2004 - tags behind flags
    )
