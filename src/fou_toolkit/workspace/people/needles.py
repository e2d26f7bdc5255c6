"""What is looked for after somebody left: stretches that only the person said, and the person's names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.people.byte_search import ByteSearch
from fou_toolkit.workspace.people.folding import folded, letters, words
from fou_toolkit.workspace.people.numbered import has_digit, spaced
from fou_toolkit.workspace.people.spellings import transliterated

__all__ = ["Needle", "as_needles", "needles_of"]

FEWEST_LETTERS: Final = 12
"""A stretch with fewer is looked for as whole words, like a name."""
SURE_LETTERS: Final = 5
"""A name with fewer is not taken out of numbers and digests such as `a3ada7`."""
_CASE_MATTERS: Final = 3
"""A name with fewer letters is looked for in its own letter case only."""
_WORDS: Final = 8
_STEP: Final = 40
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Needle:
    """Something that must not be found.

    Args:
        label: What it is called in reports; without text.
        text: What is looked for; not shown.
        whole: Only between borders of words, as for names. Stretches of fewer than 12 letters always are.
        exactly: Only in this letter case. What has fewer than 3 letters and no digit always is.
        others: Names of others that hold this one; inside of them, it is not meant.

    Raises:
        DataError: There is neither letter nor digit in the text.
    """

    label: str
    text: str = field(repr=False)
    whole: bool = False
    exactly: bool = False
    others: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be looked for; what is short is looked for more strictly."""
        plain = letters(self.text).decode()
        if not words(self.text).strip():
            hint = t("Leave it out, or give what was said or the name of a person.")
            raise DataError(t("Nothing can be looked for without letters and digits."), where=self.label, hint=hint)
        object.__setattr__(self, "whole", self.whole or len(plain) < FEWEST_LETTERS)
        short = len(plain) < _CASE_MATTERS and not has_digit(self.text)
        object.__setattr__(self, "exactly", self.exactly or short)

    @property
    def ways(self) -> tuple[str, ...]:
        """The text; how it is written without letters beyond ASCII if it can be known from that; numbers apart."""
        composed = unicodedata.normalize("NFC", self.text)
        known = len(letters(composed).decode()) >= _CASE_MATTERS
        return (composed, *(transliterated(composed) if known else ()), *(spaced(composed) if self.whole else ()))

    @property
    def pattern(self) -> re.Pattern[str]:
        """An expression that finds it in its own letter case; borders of words are not looked at."""
        return re.compile("|".join(r"\s+".join(map(re.escape, way.split())) for way in self.ways))

    @property
    def folded_words(self) -> tuple[bytes, ...]:
        """What stands for it in a stream of `words`; what is short begins with the blank before it."""
        strict = len(letters(self.text).decode()) < SURE_LETTERS
        found = dict.fromkeys(words(way).rstrip() if strict else words(way).strip() for way in self.ways)
        return tuple(found)

    def spans_of_others(self, text: str) -> list[tuple[int, int]]:
        """Give the places in a text where a longer name of somebody else stands."""
        pattern = re.compile("|".join(r"\s+".join(map(re.escape, one.split())) for one in self.others), re.IGNORECASE)
        return [found.span() for found in pattern.finditer(text)] if self.others else []

    @property
    def folded_others(self) -> tuple[bytes, ...]:
        """What stands for names of others in a stream of `words`; in the genitive, too."""
        return tuple(dict.fromkeys(words(way) for other in self.others for way in (other, f"{other}s")))

    @property
    def folded_letters(self) -> tuple[bytes, ...]:
        """What stands for it in a stream of `letters`."""
        return tuple(dict.fromkeys(letters(way) for way in self.ways))


def as_needles(needles: Sequence[str | Needle]) -> tuple[Needle, ...]:
    """Number what was given as text.

    Raises:
        DataError: Nothing is looked for, or it is one text instead of several.
    """
    if isinstance(needles, str) or not needles:
        hint = t("Give a list of texts and names, for instance from `needles_of`.")
        raise DataError(t("It is not said what should be looked for."), hint=hint)
    return tuple(
        needle if isinstance(needle, Needle) else Needle(str(number), needle)
        for number, needle in enumerate(needles, 1)
    )


def needles_of(
    texts: Iterable[str],
    names: Iterable[str],
    *,
    staying: Iterable[str] = (),
    others: Iterable[str] = (),
    most: int = 200,
) -> tuple[Needle, ...]:
    """Choose what is looked for after somebody left.

    From each text (best given turn by turn) stretches of eight words are taken: the first, the last and some between.
    What the texts that stay hold too, such as «ja, det er riktig», is left out. A name that is an ordinary word in
    them («Liv», «Stein») is looked for in its own letter case only.

    Args:
        texts: What was erased.
        names: Names and pseudonyms of the person.
        staying: Texts that stay.
        others: Names of others who stay: «Anne» is not looked for inside of «Anne-Marie».
        most: Stretches at most, spread evenly over the texts; names come on top.

    Returns:
        Needles whose labels hold no text. A text of fewer than 12 letters gives none.
    """
    kept = list(staying)
    chosen = list(dict.fromkeys(stretch for text in texts for stretch in _stretches(text)))
    own = _not_in(chosen, b"\n".join(map(letters, kept)))
    spread = [own[number * len(own) // most] for number in range(most)] if len(own) > most else own
    numbered = (Needle(f"text {number}", stretch) for number, stretch in enumerate(spread, 1))
    return (*numbered, *_named(names, kept, tuple(others)))


def _stretches(text: str) -> Iterator[str]:
    """Cut stretches of eight words out of a text; of fewer, if the text has no more."""
    found = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    last = max(len(found) - _WORDS, 0)
    for begin in sorted({*range(0, last, _STEP), last // 2, last}) if found else ():
        stretch = text[found[begin][0] : found[min(begin + _WORDS, len(found)) - 1][1]]
        if len(letters(stretch).decode()) >= FEWEST_LETTERS:
            yield stretch


def _not_in(stretches: list[str], staying: bytes) -> list[str]:
    search = ByteSearch([letters(stretch) for stretch in stretches])
    stock = {number for _, number in search.find(staying)}
    return [stretch for number, stretch in enumerate(stretches) if number not in stock]


def _named(names: Iterable[str], staying: list[str], others: tuple[str, ...]) -> Iterator[Needle]:
    wanted = dict.fromkeys(name.strip() for name in names if words(name).strip())
    near = {
        name: tuple(one for one in others if words(name) in words(one) and words(one) != words(name)) for name in wanted
    }
    needles = [Needle(f"name {number}", name, whole=True, others=near[name]) for number, name in enumerate(wanted, 1)]
    kept = [folded(text) for text in staying]
    for other in {folded(one) for some in near.values() for one in some}:
        kept = [text.replace(other, " ") for text in kept]
    ordinary = partial(_is_ordinary, staying=kept)
    yield from (replace(needle, exactly=needle.exactly or ordinary(needle)) for needle in needles)


def _is_ordinary(needle: Needle, *, staying: list[str]) -> bool:
    """Tell whether a name stands in the texts that stay, in any letter case."""
    ways = "|".join(r"\s+".join(map(re.escape, folded(way).split())) for way in needle.ways)
    pattern = re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])")
    return any(pattern.search(text) for text in staying)
