"""Whose words may be quoted: what stands behind every quotation that leaves a project."""

from bisect import bisect_left

from fou_toolkit.model import Coding, Consent, Corpus, Span, Turn
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.people.mentions import mentions_now

__all__ = ["Quotable"]


class Quotable:
    """Tells of a coding whether its words may be quoted.

    Everybody who speaks in the passage must have a consent that covers quotation; interviewers need none. A consent for
    the text counts for those only whom nobody knows, and for a passage in which nobody speaks. A passage with a mention
    of a child or somebody else also needs the consent of that mention.

    Args:
        opened: The project.
        corpus: The texts that are in its snapshot.
    """

    def __init__(self, opened: Opened, corpus: Corpus) -> None:
        present = opened.present
        self._corpus = corpus
        self._people = {one.person.pseudonym: one.person.consent for one in present.people.values()}
        self._withdrawn = {one.person.pseudonym for one in present.people.values() if one.withdrawn}
        self._texts = {name: present.consents.get(uid) for name, uid in present.source_uids.items()}
        self._ends = {source.id: [turn.span.end for turn in source.turns] for source in corpus}
        self._silenced: dict[str, list[Span]] = {}
        for one in mentions_now(opened):
            if one.span is not None and not _covers(one.consent):
                self._silenced.setdefault(one.source, []).append(one.span)

    def __call__(self, coding: Coding) -> bool:
        """Tell it of a coding."""
        if any(span.overlaps(coding.span) for span in self._silenced.get(coding.source, ())):
            return False
        turns = self._turns(coding.source, coding.span)
        if not turns:
            return _covers(self._texts.get(coding.source))
        return all(turn.interviewer or self._agreed(coding.source, turn.participant) for turn in turns)

    def _turns(self, source: str, span: Span) -> list[Turn]:
        """Give the turns that a passage touches."""
        found, turns = [], self._corpus[source].turns
        for turn in turns[bisect_left(self._ends[source], span.start + 1) :]:
            if turn.span.start >= span.end:
                break
            found.append(turn)
        return found

    def _agreed(self, source: str, person: str) -> bool:
        if person in self._withdrawn:
            return False
        # Who is known agrees in person: a consent for the text is not theirs.
        return _covers(self._people[person] if person in self._people else self._texts.get(source))


def _covers(consent: Consent | None) -> bool:
    return consent is not None and "quotation" in consent.scopes
