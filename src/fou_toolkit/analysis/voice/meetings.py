"""Who speaks, conversation by conversation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fou_toolkit._i18n import number, t, tn
from fou_toolkit.analysis.small_cells import HIDDEN
from fou_toolkit.analysis.voice.facts import Facts
from fou_toolkit.analysis.voice.rows import MEASURES
from fou_toolkit.analysis.voice.scored import Scored
from fou_toolkit.analysis.voice.target import percent

__all__ = ["Meeting", "MeetingShare", "MeetingShares", "Meetings"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conversation.

    Args:
        source: Id of the text.
        genre: Its genre; empty where unknown.
        phase: Its phase.
        date: Its date.
        speakers: How many people take part; `None`, as all numbers are, where too few do to show it.
        turns: Turns with words.
        words: Words.
        questions: Questions.
        gini: Corrected Gini's coefficient of words between them.
        entropy: Normalised entropy of words.
        first: Group of who opens; empty where that is hidden.
        last: Group of who closes.
        hidden: Whether too few people take part to show numbers.
    """

    source: str
    genre: str
    phase: str
    date: str
    speakers: int | None = None
    turns: int | None = None
    words: int | None = None
    questions: int | None = None
    gini: float | None = None
    entropy: float | None = None
    first: str = ""
    last: str = ""
    hidden: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Meetings(Scored[Meeting]):
    """One row a conversation.

    Args:
        scores: The rows.
        facts: What has to be said with it.
    """

    scores: tuple[Meeting, ...]
    facts: Facts

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return (
            *("source", "genre", "phase", "date", "speakers", "turns", "words", "questions"),
            *("gini", "entropy", "first", "last", "hidden"),
        )

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row a conversation."""
        return (tuple(getattr(one, name) for name in self.columns) for one in self.scores)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (
            *(t("text"), t("genre"), t("phase"), t("people"), t("turns"), t("words"), t("questions")),
            *("Gini", t("entropy"), t("opens"), t("closes")),
        )

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows for people."""
        for one in self.scores:
            numbers = (one.speakers, one.turns, one.words, one.questions)
            size = [HIDDEN if figure is None else figure for figure in numbers]
            even = (_rounded(one.gini), _rounded(one.entropy))
            yield (one.source, one.genre, one.phase, *size, *even, one.first or HIDDEN, one.last or HIDDEN)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} conversation", "{n} conversations", len(self))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.facts.counted.notes, *self.facts.of_turns(), *self.facts.of_people())


@dataclass(frozen=True, slots=True)
class MeetingShare:
    """What one group says in one conversation.

    Args:
        source: Id of the text.
        group: The group.
        hidden: Whether too few people stand behind the numbers.
        people: How many of them take part; `None` where it is hidden.
        turns: Their turns.
        words: Their words.
        questions: Their questions.
        share: Their share of the conversation; NaN where nothing can be shared.
    """

    source: str
    group: str
    hidden: bool = False
    people: int | None = None
    turns: int | None = None
    words: int | None = None
    questions: int | None = None
    share: float | None = None


@dataclass(frozen=True, eq=False, repr=False)
class MeetingShares(Scored[MeetingShare]):
    """One row a conversation and group that takes part in it.

    Args:
        scores: The rows.
        facts: What has to be said with it.
    """

    scores: tuple[MeetingShare, ...]
    facts: Facts

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("source", "group", "people", "turns", "words", "questions", "share", "hidden")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row a conversation and group."""
        return (tuple(getattr(one, name) for name in self.columns) for one in self.scores)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        share = t("share of {what}", what=t(MEASURES[self.facts.measure]))
        return (t("text"), self.facts.name, t("turns"), t("words"), t("questions"), share)

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows for people."""
        for one in self.scores:
            shown: Sequence[object] = (one.turns, one.words, one.questions, percent(one.share or 0.0))
            yield (one.source, one.group or t("not known"), *((HIDDEN,) * 4 if one.hidden else shown))

    @property
    def caption(self) -> str:
        """Say what it is."""
        return t("Who speaks in which conversation, by {by}", by=self.facts.name)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was counted."""
        return (*self.facts.counted.notes, *self.facts.of_turns(), *self.facts.of_people())


def _rounded(figure: float | None) -> str:
    if figure is None:
        return HIDDEN
    return number(figure)
