"""The words by which somebody who leaves is known: names, and what only they said."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit.model import Span
from fou_toolkit.workspace.people.numbered import has_digit, numbered_pattern

__all__ = ["PLACEHOLDERS", "LeavingWords", "joined", "strings_in", "words_of"]

PLACEHOLDERS: Final = {"nb": "[slettet]", "nn": "[sletta]", "en": "[erased]", "": "[slettet]"}
"""What stands where something was cut, in the language of the text."""
_RUN: Final = 5
"""So many words in a row that only the person said are a quotation."""
_WORD: Final = re.compile(r"(?:\w[\u0300-\u036f]*)+")
"""Also of letters whose marks stand apart."""
_BLANKS: Final = re.compile(r"\s+")
_LONG_ENOUGH: Final = 12
"""Fewer letters can stand anywhere."""

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeavingWords:
    """How the person is found in what others wrote.

    Args:
        names: Pseudonyms, and labels that are names.
        said: What they said, turn by turn, in all versions.
        grams: Runs of five words that nobody else said, in small letters; and short turns as a whole.
        others: Names of others that hold one of the names.
    """

    names: tuple[str, ...] = ()
    said: tuple[str, ...] = field(default=(), repr=False)
    grams: frozenset[Gram] = field(default=frozenset(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)

    def named_in(self, text: str) -> list[Span]:
        """Give the places where a name stands as a word, also in the genitive; as it is written, or in capitals."""
        if not self.names:
            return []
        return [Span(*found.span()) for found in self._pattern().finditer(text) if found["name"] is not None]

    def is_name(self, text: str) -> bool:
        """Tell whether a text is one of the names, and nothing else."""
        return Span(0, len(text)) in self.named_in(text)

    def _pattern(self) -> re.Pattern[str]:
        def ways(names: Sequence[str]) -> str:
            found = {way for name in names for way in _ways(name)}
            return "|".join(sorted(found, key=lambda way: (-len(way), way))) or "(?!)"

        end = r"(?=(?:['’]?[sS])?(?![^\W_]|[\u0300-\u036f]))"
        return re.compile(rf"(?<![^\W_])(?:(?:{ways(self.others)})|(?P<name>{ways(self.names)})){end}")

    def quoted_in(self, text: str) -> list[Span]:
        """Give the places where five words or more stand in a row as the person said them, or a whole short turn."""
        if not self.grams:
            return []
        words = [(found.start(), found.end(), _composed(found.group())) for found in _WORD.finditer(text)]
        hits = [
            Span(words[number][0], words[number + size - 1][1])
            for size in {len(gram) for gram in self.grams}
            for number in range(len(words) - size + 1)
            if tuple(word for _, _, word in words[number : number + size]) in self.grams
        ]
        return joined(hits)

    def said_it(self, quote: str) -> bool:
        """Tell whether a quotation is of the person."""
        plain = _plain(quote)
        return bool(self.quoted_in(quote)) or (
            sum(map(str.isalpha, plain)) >= _LONG_ENOUGH and any(plain in _plain(one) for one in self.said)
        )

    def quotes(self, value: object) -> bool:
        """Tell whether a record has their words in it."""
        return any(self.quoted_in(text) for text in strings_in(value))

    def names_them(self, value: object) -> bool:
        """Tell whether a record names them."""
        return any(self.named_in(text) for text in strings_in(value))

    def cleaned(self, value: Any, placeholder: str) -> Any:  # noqa: ANN401 - plain data of any shape
        """Give a record without their names and words; keys stay."""
        if isinstance(value, str):
            parts, at = [], 0
            for span in joined([*self.named_in(value), *self.quoted_in(value)]):
                parts += [value[at : span.start], placeholder]
                at = span.end
            return "".join([*parts, value[at:]])
        if isinstance(value, dict):
            return {key: self.cleaned(one, placeholder) for key, one in value.items()}
        return [self.cleaned(one, placeholder) for one in value] if isinstance(value, list) else value


def words_of(
    names: Iterable[str], said: Iterable[str], *, staying: Iterable[str], others: Iterable[str] = ()
) -> LeavingWords:
    """Choose the words by which the person is known.

    Args:
        names: Pseudonyms, and labels that are names.
        said: What they said, turn by turn.
        staying: What others said.
        others: Names of others.
    """
    known = tuple(dict.fromkeys(name for name in names if name.strip()))
    turns = tuple(dict.fromkeys(text for text in said if text.strip()))
    grams = {gram for text in turns for gram in (*_grams(text), *_short_turn(text))}
    sizes = {len(gram) for gram in grams}
    for text in staying:
        for size in sizes:
            grams.difference_update(_grams(text, size))
    near = tuple(dict.fromkeys(other for other in others for name in known if other != name and name in other))
    return LeavingWords(known, turns, frozenset(grams), near)


def _ways(name: str) -> Iterator[str]:
    """Give expressions for a name: with marks in their letters or apart from them; in capitals, too."""
    for form in ("NFC", "NFD"):
        way = unicodedata.normalize(form, name)
        if has_digit(way):
            yield numbered_pattern(way)
        else:
            yield from (re.escape(way), re.escape(way.upper()))


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _words_in(text: str) -> list[str]:
    return [_composed(found.group()) for found in _WORD.finditer(text)]


def _grams(text: str, size: int = _RUN) -> Iterator[Gram]:
    words = _words_in(text)
    return (tuple(words[number : number + size]) for number in range(len(words) - size + 1))


def _short_turn(text: str) -> Iterator[Gram]:
    """Give a turn as a whole, if it has fewer words than a quotation, but letters enough to be known by."""
    words = _words_in(text)
    if len(words) < _RUN and sum(map(str.isalpha, "".join(words))) >= _LONG_ENOUGH:
        yield tuple(words)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" .,:;!?«»\"'…").casefold()


def strings_in(value: object) -> Iterator[str]:
    """Give all texts in plain data; keys are ours."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Join stretches that overlap; in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
