"""Norwegian compounds around a word: is `makt` a part of `definisjonsmakten`, of `statsmakt`, of `smakt`?

Every form that contains the string is split at it, and both remainders have to make sense: to the left a known word
with or without a linking -s or -e, to the right an inflection or a known word. Prefixes that turn the meaning round
(av-, van-, u-, mis-) and the suffix -løs/-laus are left out. This is a proposal: `preview_cues` shows every form
before anything is coded.
"""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit.match.cues import How
from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.text import Vocabulary, is_known, lemma_of

__all__ = ["compounds_with", "is_compound_of"]

_TURNING: Final = frozenset({"av", "van", "u", "mis"})
_WITHOUT: Final = ("løs", "laus", "laust", "lause")
_BOUND: Final = frozenset(
    {"hoved", "hovud", "sær", "med", "sam", "eks", "mini", "super", "fjern", "nær", "gjen", "fler"}
)
_TWO_LETTERS: Final = frozenset({"by", "is", "øl", "øy", "år", "ur", "te", "ti", "to", "en"})
_SHORTEST: Final = 3
_AFTER_CONSONANT: Final = frozenset(
    [
        "",
        "s",
        "en",
        "ens",
        "et",
        "ets",
        "a",
        "as",
        "er",
        "ers",
        "ene",
        "enes",
        "ar",
        "ars",
        "ane",
        "anes",
        "i",
        "e",
        "t",
        "te",
    ]
)
_AFTER_E: Final = frozenset(["", "s", "n", "ns", "t", "ts", "r", "rs", "ne", "nes", "de", "dde"])


def compounds_with(vocabulary: Vocabulary, stem: str, how: How, language: str) -> npt.NDArray[np.int32]:
    """Give the types that are the stem or a compound with it.

    Args:
        vocabulary: The types.
        stem: A word in small letters.
        how: `BEGINS`, `ENDS` or `INSIDE`: where in the compound it stands.
        language: Language of the cue.
    """
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
        return lemma_of(form, language) == lemma_of(stem, language) or lemma_of(form, language) == stem
    return right in _endings(stem)


def _is_left_part(left: str, language: str) -> bool:
    bare = left.rstrip("-")
    if bare in _TURNING or any(bare.endswith("-" + prefix) for prefix in _TURNING):
        return False
    return left.endswith("-") or bare in _BOUND or _either(bare, bare[:-1], bare[-1:], language)


def _is_right_part(right: str, language: str) -> bool:
    if right.startswith("-"):
        return True
    bare = right[1:] if right[:1] in ("s", "e") and right[1:].startswith(_WITHOUT) else right
    if bare.startswith(_WITHOUT):
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
    return is_known(part, language) or lemma_of(part, language) != part
