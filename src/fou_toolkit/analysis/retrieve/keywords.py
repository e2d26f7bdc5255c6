"""The words of the query language, in English, bokmål and nynorsk."""

import re
from typing import Final

from fou_toolkit.match import ATTRIBUTE_NAMES

__all__ = ["ATTRIBUTES", "CLOSING", "CODE", "CODER", "RELATIONS", "SCALES", "SPECIAL", "WITHIN", "WORDS", "is_bare"]

WORDS: Final = {
    **dict.fromkeys(("and", "og", "&"), "and"),
    **dict.fromkeys(("or", "eller", "|"), "or"),
    **dict.fromkeys(("not", "ikke", "ikkje"), "not"),
    **dict.fromkeys(("near", "nær"), "near"),
    **dict.fromkeys(("overlaps", "overlapper", "overlappar"), "overlaps"),
    **dict.fromkeys(("before", "før"), "before"),
    **dict.fromkeys(("after", "etter", "follows", "følger", "følgjer"), "after"),
    **dict.fromkeys(("inside", "inni", "innenfor", "innanfor"), "inside"),
    **dict.fromkeys(("contains", "inneholder", "inneheld"), "contains"),
    **dict.fromkeys(("within", "innen", "innan"), "within"),
}
"""What a word means; small and capital letters are alike."""

RELATIONS: Final = ("near", "overlaps", "before", "after", "inside", "contains")
"""How two passages can stand to each other."""

WITHIN: Final = ("near", "before", "after")
"""Relations that can be asked for within some sentences, turns or words."""

SCALES: Final = {
    **dict.fromkeys(("sentence", "sentences", "setning", "setninger", "setningar"), "sentence"),
    **dict.fromkeys(("turn", "turns", "replikk", "replikker", "replikkar"), "turn"),
    **dict.fromkeys(("word", "words", "ord"), "word"),
}

CODE: Final = "code"
"""`code:"..."` is a code whose id is no plain word."""
CODER: Final = "coder"

ATTRIBUTES: Final = {
    **ATTRIBUTE_NAMES,
    **dict.fromkeys(("tekst", "kilde", "kjelde", "text"), "source"),
    **dict.fromkeys(("dato",), "date"),
    **dict.fromkeys(("tilfelle", "kasus"), "case"),
    **dict.fromkeys(("kode",), CODE),
    **dict.fromkeys(("kodet_av", "koda_av"), CODER),
}
"""Attributes by their Norwegian names."""

CLOSING: Final = {'"': '"', "«": "»", "“": "”", "”": "”", "„": "“"}
"""Quotation marks, and what closes them."""

SPECIAL: Final = frozenset('()*,:=!<>&|/"«»“”„')
"""Signs that end a plain word."""

_BARE: Final = re.compile(rf"[^\s{re.escape(''.join(sorted(SPECIAL)))}]+")


def is_bare(text: str, *, alone: bool = False) -> bool:
    """Tell whether a text is one plain word, which needs no quotation marks.

    Args:
        text: An id, a name or a value.
        alone: Whether it stands alone, where a word such as `and` means something else.

    >>> is_bare("M2"), is_bare("pedagogisk leder"), is_bare("and", alone=True)
    (True, False, False)
    """
    return _BARE.fullmatch(text) is not None and not (alone and text.lower() in WORDS)
