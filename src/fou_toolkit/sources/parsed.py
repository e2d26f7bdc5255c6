"""What a reader makes of a file, before anything from outside of the file is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from fou_toolkit._i18n import Message
from fou_toolkit.model import Mark, Turn

__all__ = ["Parsed", "Reader"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its turns, as far as the file tells.

    Args:
        text: The normalised text.
        turns: Turns; none where no speaker is found.
        marks: Labels and time stamps in front of speech.
        attributes: Front matter.
        encoding: Encoding that was used; the format where there is none to choose.
        changes: What normalisation did.
        warnings: What a person should look at.
    """

    text: str
    turns: tuple[Turn, ...] = ()
    marks: tuple[Mark, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    encoding: str = ""
    changes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()


Reader = Callable[[bytes], Parsed]
"""Reads one format: bytes in, text with turns out. Raises `ReadError` where the bytes are not of that format."""
