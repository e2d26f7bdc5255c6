"""What a coder found, one by one."""

import re
from dataclasses import dataclass, field

from fou_toolkit._i18n import mark
from fou_toolkit.model.span import Span

__all__ = ["ID_LENGTH", "KINDS", "POLARITIES", "Coder", "Coding", "is_coding_id"]

KINDS = (mark("person"), mark("language model"), mark("rules"))
"""What codes; a reading by a model is never called human coding."""
POLARITIES = ("", mark("supports"), mark("hinders"), mark("ambivalent"))
"""Whether a passage speaks for what the code names, against it, or both; empty where nobody said.

`CodingSet.polarity` counts these: 0 is nothing, 1 supports, 2 hinders, 3 is ambivalent.
"""
ID_LENGTH = 20
"""So many signs the id of a coding has at most."""
_ID = re.compile(rf"[0-9A-Za-z_-]{{1,{ID_LENGTH}}}")


def is_coding_id(text: str) -> bool:
    """Tell whether this can be the id of a coding: letters (a–z), digits, `-` and `_`, no more than `ID_LENGTH`.

    >>> is_coding_id("k3x9_a"), is_coding_id("åse"), is_coding_id("")
    (True, False, False)
    """
    return _ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Coder:
    """Who or what coded.

    Args:
        id: Short and stable, such as `reader_a`.
        kind: One of `KINDS`.
        codebook_version: Version of the codebook that was coded with; empty where nobody said.
        note: How it was done.
    """

    id: str
    kind: str = "person"
    codebook_version: str = ""
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one stretch of text.

    Args:
        source: Id of the source.
        span: Where, in code points.
        code: Id of the code.
        coder: Id of the coder.
        round: Round of coding, from 1.
        polarity: One of `POLARITIES`.
        id: Id in the database of a project; empty elsewhere. It makes no other coding: two that differ in nothing else
            are equal.
    """

    source: str
    span: Span
    code: str
    coder: str
    round: int = 1
    polarity: str = ""
    id: str = field(default="", compare=False, kw_only=True)
