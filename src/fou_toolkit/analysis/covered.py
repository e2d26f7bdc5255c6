"""Whether those who speak in a passage have agreed: what stands behind every word that leaves a project."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from fou_toolkit.model import Coding, Consent, Corpus, Span, Turn

__all__ = ["Covered"]


class Covered:
    """Tells of a coding whether consents cover it.

    Everybody who speaks in the passage must have agreed; interviewers need not. A consent for the text counts for those
    only whom nobody knows, and for a passage in which nobody speaks.

    Args:
        corpus: The texts.
        scope: What it is about, of `CONSENT_SCOPES`.
        people: Consents by pseudonym; by default those of the corpus. Who is known agrees in person.
        texts: Consents for whole texts, by their ids; by default those of the corpus.
        silenced: Stretches that are not covered whoever speaks, by id of the text; by default what the corpus says may
            not be quoted.
    """

    def __init__(
        self,
        corpus: Corpus,
        scope: str = "quotation",
        *,
        people: Mapping[str, Consent | None] | None = None,
        texts: Mapping[str, Consent | None] | None = None,
        silenced: Mapping[str, Iterable[Span]] | None = None,
    ) -> None:
        self._corpus = corpus
        self._scope = scope
        self._people = {one.pseudonym: one.consent for one in corpus.participants} if people is None else people
        self._texts = {one.id: one.consent for one in corpus} if texts is None else texts
        spans = {one.id: one.unquotable for one in corpus} if silenced is None else silenced
        self._silenced = {name: tuple(some) for name, some in spans.items()}
        self._ends = {source.id: [turn.span.end for turn in source.turns] for source in corpus}

    def __call__(self, coding: Coding) -> bool:
        """Tell it of a coding."""
        return self.passage(coding.source, coding.span)

    def passage(self, source: str, span: Span) -> bool:
        """Tell it of a stretch of a text."""
        if any(one.overlaps(span) for one in self._silenced.get(source, ())):
            return False
        turns = self._turns(source, span)
        if not turns:
            return self._covers(self._texts.get(source))
        return all(turn.interviewer or self._agreed(source, turn.participant) for turn in turns)

    def _turns(self, source: str, span: Span) -> list[Turn]:
        """Give the turns that a passage touches."""
        found, turns = [], self._corpus[source].turns
        for turn in turns[bisect_left(self._ends[source], span.start + 1) :]:
            if turn.span.start >= span.end:
                break
            found.append(turn)
        return found

    def _agreed(self, source: str, person: str) -> bool:
        return self._covers(self._people[person] if person in self._people else self._texts.get(source))

    def _covers(self, consent: Consent | None) -> bool:
        return consent is not None and self._scope in consent.scopes
