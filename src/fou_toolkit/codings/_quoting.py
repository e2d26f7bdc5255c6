"""Which codings are written with the words they stand on; the others keep their places only."""

from collections.abc import Callable

from fou_toolkit.model import Coding, Corpus

__all__ = ["Quoted", "every_one", "words_of"]

Quoted = Callable[[Coding], bool]
"""Tells whether the words at the place of a coding may be written."""


def every_one(_: Coding) -> bool:
    """Write all words."""
    return True


def words_of(one: Coding, corpus: Corpus, quoted: Quoted) -> str:
    """Give the words of a coding; nothing where they may not be written."""
    return one.span.of(corpus[one.source].text) if quoted(one) else ""
