"""A cue as a small typed tree."""

from dataclasses import dataclass
from enum import Enum

__all__ = ["Choice", "CueTree", "How", "Limit", "Near", "Phrase", "SentenceKind", "SentenceLimit", "Word"]


class How(Enum):
    """How a written word is compared."""

    LEMMA = "lemma"
    FORM = "form"
    BEGINS = "begins"
    ENDS = "ends"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Word:
    """One written word: `makt`, `=makten`, `makt~`, `~makt`, `~makt~`."""

    text: str
    how: How = How.LEMMA


@dataclass(frozen=True, slots=True)
class Choice:
    """One place in a phrase: `ta|få|ha`.

    Args:
        words: What may stand there.
        before: Fewest and most words between this place and the one in front.
    """

    words: tuple[Word, ...]
    before: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words after each other: `ta _{0,3} ansvar`."""

    places: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases in one sentence, in any order: `{bestemt} .. {vi kom}`.

    Args:
        one: A phrase.
        two: Another.
        distance: Most words between.
    """

    one: Phrase
    two: Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a cue counts: `[rolle=assistent|student]`, `[rolle!=forsker]`.

    Args:
        attribute: `role`, `genre`, `phase`, `site`, `level`, `language`, or a column of the metadata.
        values: In small letters.
        excluded: Whether these values are the ones that do not count.
    """

    attribute: str
    values: tuple[str, ...]
    excluded: bool = False


class SentenceKind(Enum):
    """What a sentence can be asked for."""

    QUESTION = "question"
    FIRST_PERSON = "first person"


@dataclass(frozen=True, slots=True)
class SentenceLimit:
    """In which sentences a cue counts: `[spørsmål]`, `[ikke første person]`.

    Args:
        kind: A question, or a sentence in which somebody speaks of themselves.
        excluded: Whether these sentences are the ones that do not count.
    """

    kind: SentenceKind
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class CueTree:
    """A whole cue.

    Args:
        body: What is looked for.
        exceptions: Where it does not count.
        limits: All of them have to hold.
        sentence_limits: All of these have to hold, too.
        not_negated: Whether a hit in a negated clause does not count.
    """

    body: Phrase | Near
    exceptions: tuple[Phrase | Near, ...] = ()
    limits: tuple[Limit, ...] = ()
    sentence_limits: tuple[SentenceLimit, ...] = ()
    not_negated: bool = False
