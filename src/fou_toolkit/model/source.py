"""A text as it was taken in: who says what where, and what is not speech."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fou_toolkit.model.attributes import Attributes
from fou_toolkit.model.consent import Consent
from fou_toolkit.model.span import Span

__all__ = ["TEXT_LANGUAGES", "Mark", "Participant", "Source", "Turn"]

TEXT_LANGUAGES = ("nb", "nn", "en")
"""Languages a turn can be in; their order is their number in the index."""

_EMPTY: Mapping[str, str] = Attributes()


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's speech until somebody else speaks; in a log, the whole text.

    Args:
        span: Where the speech is in the source's text, without the label in front.
        speaker: The label as it stands in the text; empty where the text has none.
        participant: Pseudonym of who speaks; empty where nobody said who the label is.
        language: `nb`, `nn` or `en`; empty until it is found out.
        interviewer: Interviewer turns are not coded by default.
        start_ms: Begin in the recording, milliseconds; `None` where unknown.
        end_ms: End in the recording.
    """

    span: Span
    speaker: str = ""
    participant: str = ""
    language: str = ""
    interviewer: bool = False
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is not speech: `[latter]`, `(...)`, a time stamp, a speaker label.

    Args:
        span: Where it is.
        kind: `laughter`, `unclear`, `pause`, `overlap`, `time`, `label`, `comment` ...
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the material, under pseudonym.

    Args:
        pseudonym: The only name used.
        role: Styrer, assistent, student ...; empty where unknown.
        level: Individ, avdeling, barnehage, eier, universitet ...
        site: Kindergarten or institution.
        attributes: Further columns of `participants.csv`, as they are.
        consent: What they have agreed to; `None` where nothing is recorded.
    """

    pseudonym: str
    role: str = ""
    level: str = ""
    site: str = ""
    attributes: Mapping[str, str] = _EMPTY
    # No figure depends on it, so it is no part of the fingerprint, which is made of this view.
    consent: Consent | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the attributes from changing."""
        object.__setattr__(self, "attributes", Attributes(self.attributes))


@dataclass(frozen=True, slots=True)
class Source:
    """One immutable text.

    Args:
        id: Short name, unique in the corpus.
        text: The normalised text (NFC, LF); all positions refer to it.
        turns: In order, not overlapping.
        marks: What is not speech, in order; may overlap turns.
        attributes: Genre, date, phase, site ...; values are text, unknown ones are absent.
        digest: SHA-256 (hex) of the bytes it came from.
        name: File name it came from.
        consent: For those in it whom nobody knows, and for what nobody says; `None` where nothing is recorded.
        unquotable: Stretches that nobody may quote: somebody is mentioned there who has not agreed to it.
    """

    id: str
    text: str = field(repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    attributes: Mapping[str, str] = _EMPTY
    digest: str = ""
    name: str = ""
    # As for participants: no figure depends on it.
    consent: Consent | None = field(default=None, repr=False, compare=False)
    unquotable: tuple[Span, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse turns that overlap or lie outside of the text; keep the attributes from changing."""
        object.__setattr__(self, "attributes", Attributes(self.attributes))
        at = 0
        for turn in self.turns:
            if turn.span.start < at or turn.span.end > len(self.text):
                raise ValueError(f"{self.id}: turn {turn.span} overlaps another or lies outside of the text")
            at = turn.span.end

    @property
    def language(self) -> str:
        """The language most of the text is in (`nb`, `nn`, `en`), or empty."""
        weight: dict[str, int] = {}
        for turn in self.turns:
            weight[turn.language] = weight.get(turn.language, 0) + len(turn.span)
        return max(weight, key=lambda language: (weight[language], language)) if weight else ""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Labels in the order of their first turn."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))

    def with_language(self, language: str, *, speaker: str | None = None) -> "Source":
        """Set the language of all turns, or of one speaker's turns, by hand."""
        if language not in TEXT_LANGUAGES:
            raise ValueError(f"{language!r}: {', '.join(TEXT_LANGUAGES)}")
        turns = tuple(
            replace(turn, language=language) if speaker is None or turn.speaker == speaker else turn
            for turn in self.turns
        )
        return replace(self, turns=turns)

    def with_interviewer(self, *speakers: str) -> "Source":
        """Say which labels are interviewers; the others are not."""
        turns = tuple(replace(turn, interviewer=turn.speaker in speakers) for turn in self.turns)
        return replace(self, turns=turns)
