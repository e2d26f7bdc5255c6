"""spaCy token patterns, run over spaCy's own tokens around the hits of an anchor.

Running hundreds of patterns over all text would take a quarter of an hour for five million words; the sentences with an
anchor are few. Attributes that need a trained pipeline (`LEMMA`, `POS`, `DEP` ...) are refused, since a blank one has
none.
"""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from fou_toolkit._i18n import t
from fou_toolkit.errors import CueError
from fou_toolkit.match.hits import Hits, union
from fou_toolkit.model import TEXT_LANGUAGES, Cue
from fou_toolkit.text import fold, is_one_word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher

    from fou_toolkit.text import Index

__all__ = ["anchor_of", "check_pattern", "find_spacy"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ALLOWED: Final = _names(
    "ORTH TEXT LOWER LENGTH SHAPE NORM IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP "
    "LIKE_NUM LIKE_URL LIKE_EMAIL IS_QUOTE IS_BRACKET IS_LEFT_PUNCT IS_RIGHT_PUNCT OP"
)


def check_pattern(pattern: object) -> list[dict[str, Any]]:
    """Check that a pattern is a list of tokens with attributes that a blank pipeline has.

    Raises:
        CueError: It is not.

    >>> check_pattern([{"LOWER": "ta"}, {"LOWER": "ansvar"}])[1]
    {'LOWER': 'ansvar'}
    """
    if not isinstance(pattern, list) or not pattern or not all(isinstance(token, dict) for token in pattern):
        hint = t("Write a list of tokens: {example}", example='[{"LOWER": "ta"}, {"LOWER": "ansvar"}]')
        raise CueError(t("This is no spaCy pattern."), hint=hint)
    for token in pattern:
        for attribute in token:
            if str(attribute).upper() not in _ALLOWED:
                hint = t("Possible are: {names}", names=", ".join(sorted(_ALLOWED)))
                raise CueError(t("The attribute «{name}» needs a trained model.", name=attribute), hint=hint)
    return pattern


def anchor_of(pattern: list[dict[str, Any]]) -> str:
    """Give a cue for the longest word that every match of the pattern contains; empty where there is none.

    >>> anchor_of([{"LOWER": "ta"}, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": "ansvar"}])
    '=ansvar'
    """
    written = [
        token.get("LOWER") or token.get("TEXT") or token.get("ORTH")
        for token in pattern
        if token.get("OP", "1") in ("1", "+")
    ]
    # What spaCy takes for one token need not be a word of ours: `f.eks.`, `!`.
    words = [word for word in written if isinstance(word, str) and is_one_word(fold(word))]
    return "=" + max(words, key=len) if words else ""


def find_spacy(cue: Cue, index: "Index", anchors: Hits) -> Hits:
    """Find a spaCy pattern in the sentences that an anchor stands in.

    Args:
        cue: Its text is the pattern as JSON.
        index: The index; it has to know its texts (`index.texts`).
        anchors: Hits of the anchor.
    """
    found: list[tuple[int, int]] = []
    for sentence in np.unique(index.sentence[anchors.first]).tolist():
        found.extend(_in_sentence(cue, index, sentence))
    pairs = np.array(sorted(set(found)), np.int32).reshape(-1, 2)
    return union([Hits(pairs[:, 0].copy(), pairs[:, 1].copy())])


def _in_sentence(cue: Cue, index: "Index", sentence: int) -> list[tuple[int, int]]:
    begin, end = int(index.sentence_start[sentence]), int(index.sentence_end[sentence])
    words = slice(int(index.sentence_word[sentence]), int(index.sentence_word[sentence + 1]))
    language = TEXT_LANGUAGES[int(index.turn_language[index.turn_of(np.array([words.start], np.int32))[0]])]
    doc = _pipeline(language).make_doc(index.text(begin, end))
    result = []
    for _, first, last in _matcher(cue.text, language)(doc):
        span = doc[first:last]
        # Words of ours that share a code point with the match.
        low = words.start + int(np.searchsorted(index.end[words], begin + span.start_char, side="right"))
        high = words.start + int(np.searchsorted(index.start[words], begin + span.end_char)) - 1
        if low <= high:
            result.append((low, high))
    return result


@cache
def _pipeline(language: str) -> "Language":
    import spacy  # noqa: PLC0415 - heavy, imported where used

    return spacy.blank(language)


@cache
def _matcher(pattern: str, language: str) -> "Matcher":
    from spacy.matcher import Matcher  # noqa: PLC0415 - heavy, imported where used

    matcher = Matcher(_pipeline(language).vocab)
    matcher.add("cue", [json.loads(pattern)])
    return matcher
