"""What a rule proposes, and why. Never data: people decide."""

from dataclasses import dataclass

from fou_toolkit.model.span import Span

__all__ = ["Evidence", "Suggestion"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which words made a cue propose a code.

    Args:
        cue: The cue as it stands in the codebook.
        form: The words in the text, from the first to the last.
        span: Where they are.
        negated: A negator stands in the same clause.
    """

    cue: str
    form: str
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal to code one unit of one source.

    Args:
        id: The same input gives the same id.
        source: Id of the source.
        span: The unit of coding.
        code: Id of the code.
        evidence: At least one.
    """

    id: str
    source: str
    span: Span
    code: str
    evidence: tuple[Evidence, ...]
