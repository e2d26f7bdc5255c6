"""Who or what leaves a project, and what is stored about them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from fou_toolkit.model import Span
from fou_toolkit.workspace.people.leaving_words import LeavingWords
from fou_toolkit.workspace.people.redacting import Cut

__all__ = ["Leaver", "Survey"]


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who or what goes.

    Args:
        person: Id in the log of a participant; empty for a text or a passage.
        source: Id in the log of a text that goes as a whole, or out of which a passage is cut.
        span: That passage, in the present version.
        mention: Id of the mention whose passage it is.
        words: Words that were known before, where the texts are gone already.
    """

    person: str = ""
    source: str = ""
    span: Span | None = None
    mention: str = ""
    words: LeavingWords = field(default_factory=LeavingWords)


@dataclass(slots=True)
class Survey:
    """What is stored about the one who leaves, and what is left of what others made.

    Args:
        words: How they are found in what others wrote.
        whole: Texts that go as a whole; ids in the log.
        cuts: What is left of other texts; nothing where only older versions have to go.
        erased: Ids of contents that go.
        records: What takes the place of a record: by entity, its kind and the new value, or the ref that stays.
        gone: Ids of codings that go.
        placed: New places of codings of which a part is left.
        coders: How many codings go, by coder.
        lists: What a person is shown: what, name, number.
        origins: Names of the files that the texts came from; and ids of the texts.
        words_gone: Further texts that go: memos, notes.
        staying: What stays, for telling what is ordinary.
        unclear: Texts that name the person, and in which it is not known who speaks.
    """

    words: LeavingWords = field(default_factory=LeavingWords)
    whole: tuple[str, ...] = ()
    cuts: dict[str, Cut | None] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    records: dict[str, tuple[str, Any]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    placed: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)
    coders: Counter[str] = field(default_factory=Counter)
    lists: list[tuple[str, str, int]] = field(default_factory=list)
    origins: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    words_gone: list[str] = field(default_factory=list)
    staying: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.whole or self.cuts or self.erased or self.records or self.gone or self.placed)
