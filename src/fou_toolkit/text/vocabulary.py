"""The different words of a corpus: types, keyed by folded form and language.

Whatever looks for words looks here, among tens of thousands of types, and not in the text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.text.lexicon import lemmas_of

__all__ = ["LANGUAGE_GROUPS", "Vocabulary", "fold", "fold_all", "sorted_unique"]

LANGUAGE_GROUPS: Final = {"nb": (0, 1), "nn": (0, 1), "en": (2,)}
"""In which types a cue of a language looks: bokmål and nynorsk mix, in people and in texts."""

_FOLDED: Final = (("’", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"), ("\u200c", ""), ("\u200d", ""))

Ids = npt.NDArray[np.int32]


def fold(word: str) -> str:
    """Give the form under which a word is looked up: small letters, one kind of hyphen and apostrophe.

    >>> fold("FoU‑Arbeid")
    'fou-arbeid'
    """
    for written, folded in _FOLDED:
        word = word.replace(written, folded)
    return word.lower()


def fold_all(words: Sequence[str]) -> list[str]:
    """Fold many words at once; none of them holds a line break.

    >>> fold_all(["Makt", "FoU"])
    ['makt', 'fou']
    """
    return fold("\n".join(words)).split("\n") if words else []


_Number = TypeVar("_Number", bound=np.generic)


def sorted_unique(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """Give the different values, sorted; for large arrays much faster than `np.unique`, which hashes.

    >>> sorted_unique(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    keep = np.ones(ordered.size, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Types in the order of form and language; a type's id is its place.

    Args:
        forms: Folded form of each type, sorted.
        language: Index into `TEXT_LANGUAGES`, shape `(v,)`.
        counts: How often it is said, shape `(v,)`.
        surfaces: Words as they are written, each once.
        surface_type: Type of each written word and language, shape `(s, 3)`; -1 where it does not occur.
    """

    forms: tuple[str, ...]
    language: npt.NDArray[np.uint8]
    counts: npt.NDArray[np.int64]
    surfaces: tuple[str, ...]
    surface_type: npt.NDArray[np.int32]

    def __len__(self) -> int:
        """Give the number of types."""
        return len(self.forms)

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = {}
        for number, (form, language) in enumerate(zip(self.forms, self.language.tolist(), strict=True)):
            for lemma in lemmas_of(form, TEXT_LANGUAGES[language]):
                table.setdefault(lemma, []).append(number)
        return table

    @cached_property
    def _joined(self) -> tuple[bytes, npt.NDArray[np.int64]]:
        """All forms in UTF-8, which is searched fastest, each between two line breaks, and where these are."""
        text = ("\n" + "\n".join(self.forms) + "\n").encode()
        return text, np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))

    def _in(self, numbers: Iterable[int], language: str) -> Ids:
        allowed = LANGUAGE_GROUPS[language]
        return np.array([number for number in numbers if self.language[number] in allowed], np.int32)

    def ids_of(self, form: str) -> list[int]:
        """Give the types of a folded form in all languages."""
        begin = end = bisect_left(self.forms, form)
        while end < len(self.forms) and self.forms[end] == form:
            end += 1
        return list(range(begin, end))

    def with_form(self, form: str, language: str) -> Ids:
        """Give the types of a folded form, in the languages a cue of this language looks in."""
        return self._in(self.ids_of(form), language)

    def with_lemma(self, lemma: str, language: str) -> Ids:
        """Give the types whose lemmas include this one; the form itself always counts."""
        return self._in(self._by_lemma.get(lemma, ()), language)

    def containing(self, part: str, language: str) -> Ids:
        """Give the types in which a string occurs, in order."""
        text, breaks = self._joined
        wanted = part.encode()
        found, at = [], text.find(wanted)
        while at >= 0:
            found.append(at)
            at = text.find(wanted, at + 1)
        places = np.searchsorted(breaks, np.array(found, np.int64)) - 1
        return self._in(np.unique(places).tolist(), language)

    def written(self, type_id: int) -> tuple[str, ...]:
        """Give the ways in which a type is written in the texts."""
        rows = np.flatnonzero((self.surface_type == type_id).any(axis=1))
        return tuple(self.surfaces[row] for row in rows)

    def lemmas(self, type_id: int) -> frozenset[str]:
        """Give the lemma set of a type."""
        return lemmas_of(self.forms[type_id], TEXT_LANGUAGES[self.language[type_id]])
