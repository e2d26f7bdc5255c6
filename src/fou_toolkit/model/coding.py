"""What a coder found, one by one."""

from dataclasses import dataclass, field

from fou_toolkit._i18n import mark
from fou_toolkit.model.span import Span

__all__ = ["KINDS", "Coder", "Coding"]

KINDS = (mark("person"), mark("language model"), mark("rules"))
"""What codes; a reading by a model is never called human coding."""


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
    """

    source: str
    span: Span
    code: str
    coder: str
    round: int = 1
