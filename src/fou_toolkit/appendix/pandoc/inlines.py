"""Running text as pandoc knows it."""

import re
import unicodedata
from collections.abc import Container, Iterable
from typing import Final

from fou_toolkit.appendix.document import Blank, Inline, Link, Words
from fou_toolkit.appendix.fonts import printed
from fou_toolkit.appendix.pandoc.walk import Node, attributes, element

__all__ = ["CELL_WORD", "direction", "linked", "softened", "text_of", "words"]

CELL_WORD: Final = 24
"""Signs of a word in a table from which on it can be broken anywhere."""
_WORD: Final = 40
"""The same in running text."""
_JOINT: Final = re.compile(r"(?<=[_/.@=&|;,\-])(?=[^\W_])")
_BREAK: Final = "\u200b"
_LONG: Final = 14
_LOOKS: Final = {"strong": "Strong", "emphasis": "Emph"}


def softened(text: str, most: int = _WORD) -> str:
    """Let long words break: behind `_`, `/` and the like, and anywhere in what is longer than any word.

    Args:
        text: Any text.
        most: Signs that stand on one line.

    >>> softened("a" * 30, 24).split(_BREAK) == ["a" * 24, "a" * 6]
    True
    """
    return re.sub(r"\S{" + str(_LONG) + r",}", lambda found: _broken(found[0], most), text)


def _broken(word: str, most: int) -> str:
    parts = _JOINT.split(word)
    cut = (part[at : at + most] for part in parts for at in range(0, len(part), most))
    return _BREAK.join(cut)


def direction(text: str) -> str:
    """Give `rtl` for a text whose first letter belongs to a script that runs from the right; nothing for others.

    >>> direction("«שלום»"), direction("hei")
    ('rtl', '')
    """
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else ""


def words(text: str, *, most: int = _WORD) -> list[Node]:
    """Make elements of a plain text; ends of lines stay.

    Args:
        text: The text.
        most: Signs of a word from which on it can be broken.
    """
    made: list[Node] = []
    for number, line in enumerate(printed(text).split("\n")):
        if number:
            made.append(element("LineBreak"))
        shown = softened(" ".join(part for part in line.split(" ") if part), most)
        if shown:
            made.append(element("Str", shown))
    return made


def text_of(parts: Iterable[Inline], known: Container[str]) -> list[Node]:
    """Make elements of running text.

    Spaces at the borders of parts stay, so that «see » and a link do not grow together.

    Args:
        parts: The text.
        known: Ids that links can lead to; a link to somewhere else is text.
    """
    return [node for part in parts for node in _part(part, known)]


def _part(part: Inline, known: Container[str]) -> list[Node]:
    if isinstance(part, Blank):
        return [element("Span", attributes("", "fou-blank"), words(f"[{part.what}]"))]
    inner = words(part.text)
    if isinstance(part, Link):
        return [linked(inner, part.target, known)] if inner else []
    if not inner:
        return [element("Space")] if part.text else []
    if isinstance(part, Words):
        inner = _looking(part.look, inner)
    before = [element("Space")] if part.text[:1].isspace() else []
    after = [element("Space")] if part.text[-1:].isspace() else []
    return [*before, *inner, *after]


def _looking(look: str, inner: list[Node]) -> list[Node]:
    if look in _LOOKS:
        return [element(_LOOKS[look], inner)]
    return [element("Span", attributes("", "fou-code"), inner)] if look == "code" else inner


def linked(inner: list[Node], target: str, known: Container[str]) -> Node:
    """Make a link; one that leads nowhere is text.

    Args:
        inner: What one reads.
        target: As `Link.target`.
        known: Ids that links can lead to.
    """
    if target.startswith("#") and target.removeprefix("#") in known:
        return element("Link", attributes(), inner, [target, ""])
    if re.fullmatch(r"https://[!-~]+", target):
        return element("Link", attributes(), inner, [target, ""])
    return element("Span", attributes(), inner)
