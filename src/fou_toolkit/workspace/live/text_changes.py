"""What happens to a text that is taken in, and how it is stored: one act per text."""

from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit._i18n import mark
from fou_toolkit.model import Consent, Participant, Source
from fou_toolkit.store import Content
from fou_toolkit.text.spanmap import SpanMap
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import StoredSource
from fou_toolkit.workspace.live.records import consent_record, facts_record, participant_record, text_record
from fou_toolkit.workspace.live.subjects import Subjects

__all__ = [
    "DOUBLE",
    "FACTS",
    "HELD",
    "NEW",
    "REVISED",
    "SAME",
    "TextChange",
    "store_consent",
    "store_person",
    "store_text",
]

NEW: Final = mark("new")
REVISED: Final = mark("new version")
FACTS: Final = mark("other facts")
SAME: Final = mark("unchanged")
DOUBLE: Final = mark("there already")
HELD: Final = mark("held back")


@dataclass(frozen=True, slots=True)
class TextChange:
    """What would happen to one text.

    Args:
        source: The text as it was read.
        what: `NEW`, `REVISED`, `FACTS`, `SAME`, `DOUBLE` (the same file under another id) or `HELD` (words of somebody
            who has left were cut out of the text, and the file could bring them back).
        stored: The text that is there already.
        moves: How codings move to a new version.
        staying: Codings that would keep their passage.
        orphans: Codings whose passage does not stand any more.
        no_consent: Who has no consent that covers analysis.
    """

    source: Source
    what: str
    stored: StoredSource | None = None
    moves: SpanMap | None = field(default=None, repr=False)
    staying: int = 0
    orphans: int = 0
    no_consent: tuple[str, ...] = ()


def store_person(opened: Opened, person: Participant) -> None:
    """Note a participant, or what is new about them."""
    uid = opened.present.person_uids.get(person.pseudonym) or opened.ledger.new_id()
    content = Content.of(participant_record(person))
    opened.act("participant.described", {"participant": uid, **content.ref}, [content])


def store_text(opened: Opened, change: TextChange) -> None:
    """Store a text, a new version or new facts: one act, so that it is taken back as one."""
    source, stored = change.source, change.stored
    facts = Content.of(facts_record(source))
    if change.what == FACTS and stored is not None:
        opened.act("source.described", {"source": stored.uid, **facts.ref}, [facts])
        return
    text = Content.of(text_record(source, opened.present.person_uids))
    version = opened.ledger.new_id()
    if stored is None or change.moves is None:
        body = {"source": opened.ledger.new_id(), "version": version, "facts": facts.ref, **text.ref}
        opened.act("source.taken_in", body, [facts, text])
        return
    moves: dict[str, Any] = {"ops": change.moves.to_ops(), "doubts": change.moves.doubts()}
    body = {"source": stored.uid, "version": version, "from": stored.version, "facts": facts.ref, **moves, **text.ref}
    opened.act("source.revised", body, [facts, text])


def store_consent(opened: Opened, subject: str, consent: Consent) -> None:
    """Record a consent of a participant or for a text; see `Subjects` for what a name stands for."""
    found = Subjects.of(opened.present).find(subject)
    if found is not None and found.what == "participant":
        uid = opened.person_uid(found.name)
    else:
        uid = opened.source_uid(subject if found is None else found.name)
    content = Content.of(consent_record(consent))
    opened.act("consent.given", {"subject": uid, **content.ref}, [content])
