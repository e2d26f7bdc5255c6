"""What a coder thought, beside the codings."""

from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import mark
from fou_toolkit.model.span import Span

__all__ = ["MEMO_KINDS", "Memo"]

MEMO_KINDS: Final = (mark("analytic"), mark("reflexive"), mark("ethical"), mark("codebook"))
"""Thoughts about the material, about oneself in it, about what is right, and decisions about the codebook."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo on a coding, a stretch of text, a code, a text, or the whole project.

    Args:
        id: Id in the database of the project.
        kind: One of `MEMO_KINDS`.
        text: What was written.
        coder: Id of who wrote it.
        time: When it was begun (UTC, ISO 8601).
        source: Id of the text, where it is about a coding, a stretch or a text.
        span: The stretch, where it is about a coding or a stretch.
        code: Id of the code, where it is about a code or a coding.
        coding: Id of the coding, where it is about one.
    """

    id: str
    kind: str
    text: str
    coder: str
    time: str = ""
    source: str = ""
    span: Span | None = None
    code: str = ""
    coding: str = ""
