"""Dictionary forms of Norwegian and English words, through simplemma's dictionaries; nothing is downloaded.

The dictionaries take about a second to load and are loaded when the first lemma is asked for.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

__all__ = ["is_known", "is_word", "lemma_of", "lemmas_of"]

_ORDER: Final = {"nb": ("nb", "nn"), "nn": ("nn", "nb"), "en": ("en",)}
_NOUN_OR_VERB: Final = ("er", "a", "ar")
"""Endings that nouns and verbs share."""
_SHORTEST_HEAD = 4
_SHORTEST_MODIFIER = 3


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY  # noqa: PLC0415 - heavy

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)


def _looked_up(form: str, language: str) -> str | None:
    for code in _ORDER[language]:
        lemma = _dictionary(code).get(form)
        if lemma is not None:
            return lemma
    return None


def is_known(form: str, language: str) -> bool:
    """Tell whether a folded form stands in the dictionaries.

    Args:
        form: A word in small letters.
        language: `nb` or `nn` (each looks in both, its own first) or `en`.

    >>> is_known("stat", "nb"), is_known("mello", "nb")
    (True, False)
    """
    return _looked_up(form, language) is not None


def is_word(form: str, language: str) -> bool:
    """Tell whether a folded form is known, or a compound of known words.

    >>> is_word("praksislærer", "nb"), is_word("kli", "nb"), is_word("mello", "nb")
    (True, True, False)
    """
    return is_known(form, language) or _head_at(form, language) > 0


def lemma_of(form: str, language: str) -> str:
    """Give the dictionary form of a folded word; of an unknown compound, with its last part's dictionary form.

    Args:
        form: A word in small letters.
        language: `nb`, `nn` or `en`.

    >>> [lemma_of(form, "nb") for form in ("avtalen", "partnerskapsavtalene", "barnehagens", "fou-prosjektet")]
    ['avtale', 'partnerskapsavtale', 'barnehage', 'fou-prosjekt']
    """
    lemma = _looked_up(form, language)
    if lemma is not None:
        return lemma.lower()
    if language == "en":
        return form
    if form.endswith("s") and (owner := _looked_up(form[:-1], language)):
        return owner.lower()
    at = _head_at(form, language)
    return form[:at] + lemma_of(form[at:], language) if at > 0 else form


def _head_at(form: str, language: str) -> int:
    """Find where the last part of a compound begins, as early as possible; 0 where it is none."""
    if language == "en":
        return 0
    behind_hyphen = form.rfind("-") + 1
    if behind_hyphen > 1:
        return behind_hyphen if is_known(form[behind_hyphen:], language) else 0
    for at in range(_SHORTEST_MODIFIER, len(form) - _SHORTEST_HEAD + 1):
        if is_known(form[at:], language) and _is_modifier(form[:at], language):
            return at
    return 0


def _is_modifier(part: str, language: str) -> bool:
    """Tell whether a word can stand first in a compound, with a linking -s or -e or without."""
    if is_known(part, language):
        return True
    return len(part) > _SHORTEST_MODIFIER and part[-1] in "se" and is_known(part[:-1], language)


def lemmas_of(form: str, language: str) -> frozenset[str]:
    """Give every dictionary form this word may go by: a set, since one word can be a form of several.

    The form itself belongs to it. Where the language's own dictionary only repeats the form (`går`), the other
    Norwegian dictionary is asked too (`gå`). Where the dictionary chose a verb, the noun that looks the same counts as
    well (`makter`: `makte` and `makt`), and the other way round (`lytter`: `lytte`). A compound that is unknown as a
    whole has those of its last part (`fou-arbeidet`: `fou-arbeide` and `fou-arbeid`). On the UD test sets the right
    lemma is in the set for 98 % (bokmål), 94 % (nynorsk) and 89 % (spoken nynorsk dialect) of content words.

    >>> [sorted(lemmas_of(form, "nb")) for form in ("går", "makter", "samarbeidet", "maktet")]
    [['gå', 'går'], ['makt', 'makte', 'makter'], ['samarbeid', 'samarbeide', 'samarbeidet'], ['makte', 'maktet']]
    """
    found = {form, lemma_of(form, language)}
    if language == "en":
        return frozenset(found)
    if len(found) == 1:
        others = (_dictionary(code).get(form, form) for code in _ORDER[language])
        found.update(lemma.lower() for lemma in others)
        if form.endswith("er") and _is_base(form[:-1], language):
            found.add(form[:-1])
    found.update(_nouns_like(form, found, language))
    if not is_known(form, language) and (at := _head_at(form, language)):
        found.update(form[:at] + lemma for lemma in lemmas_of(form[at:], language))
    return frozenset(found)


def _nouns_like(form: str, verbs: AbstractSet[str], language: str) -> list[str]:
    """Give the nouns that a form of a verb may be a form of, too."""
    stems = [form.removesuffix(ending) for ending in _NOUN_OR_VERB if form.endswith(ending)]
    nouns = [stem for stem in stems if stem + "e" in verbs and _is_base(stem, language)]
    neuter = form.removesuffix("et")
    # `arbeidet`, but not `maktet`: a word that has -en has no -et.
    if neuter != form and neuter + "e" in verbs and _is_base(neuter, language):
        nouns += [] if _looked_up(neuter + "en", language) == neuter else [neuter]
    return nouns


def _is_base(form: str, language: str) -> bool:
    return len(form) >= _SHORTEST_MODIFIER and _looked_up(form, language) == form
