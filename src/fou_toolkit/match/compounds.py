"""Norwegian compounds around a word: is `makt` a part of `definisjonsmakten`, of `statsmakt`, of `smakt`?

Every form that contains the string is split at it, and both remainders have to make sense: to the left a known word
with or without a linking -s or -e, to the right an inflection or a known word. Prefixes that turn the meaning round
(av-, van-, u-, mis-) and the suffix -løs/-laus are left out. This is a proposal: `preview_cues` shows every form
before anything is coded.
"""

import re
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.cues import How
from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.text import Vocabulary, is_known, is_word, lemma_of, lemmas_of

__all__ = ["compounds_with", "is_compound_of"]

_TURNING: Final = frozenset({"av", "van", "u", "mis"})
_TURNING_BEHIND_HYPHEN: Final = tuple("-" + prefix for prefix in sorted(_TURNING))
_WITHOUT: Final = re.compile(r"e?s?(?:løs|laus)(?:t|e|ere|are|est|ast|het|heten|heit|heita)?")
"""`makteslaus`, `ansvarsløshet`; but `problemløsning` is a compound."""
_BOUND: Final = frozenset(
    {"hoved", "hovud", "sær", "med", "sam", "eks", "mini", "super", "fjern", "nær", "gjen", "fler"}
)
_TWO_LETTERS: Final = frozenset({"by", "is", "øl", "øy", "år", "ur", "te", "ti", "to", "en"})
_SHORTEST: Final = 3
_LONGEST_ENDING: Final = 4
_AFTER_CONSONANT: Final = frozenset(
    (
        *("", "s", "en", "ens", "et", "ets", "a", "as", "er", "ers", "ene", "enes"),
        *("ar", "ars", "ane", "anes", "i", "e", "t", "te"),
    )
)
_AFTER_E: Final = frozenset(["", "s", "n", "ns", "t", "ts", "r", "rs", "ne", "nes", "de", "dde"])


Ids = npt.NDArray[np.int32]

_kept: WeakKeyDictionary[Vocabulary, dict[tuple[str, How, str], Ids]] = WeakKeyDictionary()
"""What was found in each vocabulary; goes with it."""


def compounds_with(vocabulary: Vocabulary, stem: str, how: How, language: str) -> Ids:
    """Give the types that are the stem or a compound with it; the second time they are there already.

    Args:
        vocabulary: The types.
        stem: A word in small letters.
        how: `BEGINS`, `ENDS` or `INSIDE`: where in the compound it stands.
        language: Language of the cue.
    """
    known = _kept.setdefault(vocabulary, {})
    if (stem, how, language) not in known:
        known[stem, how, language] = _found(vocabulary, stem, how, language)
    return known[stem, how, language]


def _found(vocabulary: Vocabulary, stem: str, how: How, language: str) -> Ids:
    candidates = vocabulary.containing(stem, language)
    kept = [
        number
        for number in candidates.tolist()
        if is_compound_of(vocabulary.forms[number], stem, how, TEXT_LANGUAGES[vocabulary.language[number]])
    ]
    return np.array(kept, np.int32)


def is_compound_of(form: str, stem: str, how: How, language: str) -> bool:
    """Tell whether a form is the stem, inflected or not, or a compound with it.

    >>> forms = ["maktstruktur", "statsmakt", "definisjonsmakten", "avmakt", "smakt", "makteslaus", "klimakteriet"]
    >>> [is_compound_of(form, "makt", How.INSIDE, "nb") for form in forms]
    [True, True, True, False, False, False, False]
    """
    if form == stem:
        return True
    # `lekser` is judged as `lekse`: its ending would pass for a word. What is longer than an ending is one:
    # `barnevernsloven`, of whose dictionary form the lexicon knows too little.
    lemmas = [lemma for lemma in lemmas_of(form, language) if stem in lemma and lemma != form]
    if any(_is_compound(lemma, stem, how, language) for lemma in lemmas):
        return True
    behind = len(form) - len(stem) - form.rfind(stem)
    return (not lemmas or behind > _LONGEST_ENDING) and _is_compound(form, stem, how, language)


def _is_compound(form: str, stem: str, how: How, language: str) -> bool:
    at = form.find(stem)
    while at >= 0:
        if _fits(form[:at], stem, form[at + len(stem) :], how, language):
            return True
        at = form.find(stem, at + 1)
    return False


def _fits(left: str, stem: str, right: str, how: How, language: str) -> bool:
    if not left and _is_inflected(stem, right, language):
        return True
    if left and (how is How.BEGINS or not _is_left_part(left, language)):
        return False
    if right in _endings(stem):
        return bool(left)
    return how is not How.ENDS and _is_right_part(right, language)


def _endings(stem: str) -> frozenset[str]:
    return _AFTER_E if stem.endswith("e") else _AFTER_CONSONANT


def _is_inflected(stem: str, right: str, language: str) -> bool:
    """Tell whether stem and ending are a form of the stem, not of another word (`makte`)."""
    if not right:
        return True
    form = stem + right
    if is_known(form, language):
        return stem in lemmas_of(form, language) or lemma_of(form, language) == lemma_of(stem, language)
    return right in _endings(stem)


def _is_left_part(left: str, language: str) -> bool:
    bare = left.rstrip("-")
    if bare in _TURNING or bare.endswith(_TURNING_BEHIND_HYPHEN):
        return False
    return left.endswith("-") or bare in _BOUND or _either(bare, bare[:-1], bare[-1:], language)


def _is_right_part(right: str, language: str) -> bool:
    if right.startswith("-"):
        return True
    if _WITHOUT.fullmatch(right):
        return False
    return _either(right, right[1:], right[:1], language)


def _either(whole: str, without: str, linking: str, language: str) -> bool:
    """Tell whether a part is a word, with a linking letter or without."""
    return _is_word(whole, language) or (
        linking in ("s", "e") and len(without) >= _SHORTEST and _is_word(without, language)
    )


@cache
def _is_word(part: str, language: str) -> bool:
    """Tell whether a string is a known word or made of known words."""
    if len(part) < _SHORTEST:
        return part in _TWO_LETTERS
    return is_word(part, language) or lemma_of(part, language) != part
