"""Who has agreed to what: recorded by hand or from a table, listed with what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Consent
from fou_toolkit.model.project import similar
from fou_toolkit.store import Content
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.records import consent_record
from fou_toolkit.workspace.live.snapshot import consent_missing, lacking_in
from fou_toolkit.workspace.live.subjects import Subject, Subjects
from fou_toolkit.workspace.people.consent_table import as_date, as_scopes
from fou_toolkit.workspace.people.mentions import mentions_now

__all__ = ["ConsentRow", "Consents", "consents_now", "give_consent", "refuse_withdrawn"]

PARTICIPANT: Final = mark("participant")
TEXT: Final = mark("text")
MENTION: Final = mark("mention")


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """What is recorded about one participant, text or mention.

    Args:
        what: `participant`, `text` or `mention`.
        who: Pseudonym, id of the text, or id of the mention.
        consent: What was recorded, as far as it stands; nothing where nothing was.
        withdrawn: `quotation` where that was withdrawn.
        missing: Whether a text is left out of snapshots for want of it.
    """

    what: str
    who: str
    consent: Consent | None
    withdrawn: str = ""
    missing: bool = False


@dataclass(frozen=True, repr=False, eq=False)
class Consents(Tabular):
    """All consents, and what is missing.

    Args:
        entries: Participants, texts with a consent of their own or that need one, mentions.
        left_out: Texts that are in no snapshot, with those who lack a consent to analysis.
        gone: How many people have left the project.
    """

    entries: tuple[ConsentRow, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    gone: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a participant, text or mention."""
        return ("what", "who", "basis", "date", "scopes", "withdrawn", "missing", "note")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("what"), t("who"), t("basis"), t("date"), t("scope"), t("remark"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per participant, text or mention."""
        for one in self.entries:
            said = one.consent or Consent("")
            scopes = "; ".join(sorted(said.scopes))
            yield (one.what, one.who, said.basis, said.date, scopes, one.withdrawn, one.missing, said.note)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for one in self.entries:
            said = one.consent or Consent("")
            scopes = "; ".join(t(scope) for scope in sorted(said.scopes))
            yield (t(one.what), one.who, said.basis, said.date, scopes, _remark(one))

    @property
    def caption(self) -> str:
        """Say how many there are, and how many are missing."""
        there = sum(one.consent is not None for one in self.entries)
        missing = sum(one.missing for one in self.entries)
        lack = tn("{n} is missing", "{n} are missing", missing) if missing else t("none is missing")
        return f"{tn('{n} consent is recorded', '{n} consents are recorded', there)}, {lack}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say which texts are left out, and who has left."""
        found = [
            t("«{id}» is in no snapshot: no consent to analysis from {names}.", id=source, names=", ".join(names))
            for source, names in self.left_out
        ]
        if self.gone:
            found.append(tn("{n} person has left the project.", "{n} people have left the project.", self.gone))
        return tuple(found)


def _remark(row: ConsentRow) -> str:
    if row.withdrawn:
        return t("quotation was withdrawn")
    return t("missing") if row.missing else ""


def give_consent(
    opened: Opened, who: str, *, basis: str, date: str = "", scope: str | Iterable[str] = ("analysis",), note: str = ""
) -> None:
    """Record a consent. See `Workspace.consent`."""
    uid = _subject(opened, who)
    words = scope if isinstance(scope, str) else ";".join(scope)
    consent = Consent(basis.strip(), as_date(date), as_scopes(words), note.strip())
    if not consent.basis:
        hint = t("For instance: signed form, recorded, public interest.")
        raise DataError(t("It is not said what the consent rests on."), hint=hint)
    refuse_withdrawn(opened, uid, who, consent)
    content = Content.of(consent_record(consent))
    opened.act("consent.given", {"subject": uid, **content.ref}, [content])


def refuse_withdrawn(opened: Opened, uid: str, who: str, consent: Consent) -> None:
    """Refuse a consent to what somebody has withdrawn.

    Raises:
        DataError: They have.
    """
    person = opened.present.people.get(uid)
    if person is not None and person.withdrawn in consent.scopes:
        hint = t("Leave quotation out of the scope. What was withdrawn stays withdrawn.")
        raise DataError(t("«{id}» does not want to be quoted any more.", id=who), hint=hint)


def _subject(opened: Opened, who: str) -> str:
    """Find whom or what a consent is about."""
    present = opened.present
    subjects = Subjects.of(present)
    found = subjects.find(who)
    if found is not None:
        return present.person_uids[found.name] if found.what == "participant" else _text(opened, found.name)
    mentions = [one.id for one in mentions_now(opened)]
    if who in mentions:
        return who
    known = subjects.names
    near = similar(who, known)
    hint = t("Did you mean «{text}»?", text=near) if near else t("There are: {ids}", ids=", ".join(known) or "–")
    raise UnknownIdError(t("There is no participant, text or mention «{id}».", id=who), hint=hint)


def _text(opened: Opened, who: str) -> str:
    """Give a text; where it is known of all who speaks in it, each of them has a consent of their own."""
    source = opened.source(who)
    people = [turn.participant for turn in source.turns if not turn.interviewer]
    names = dict.fromkeys(people)
    if names and all(people):
        hint = t("Record it for each of them: {names}", names=", ".join(names))
        raise DataError(t("It is known who speaks in «{id}»: a consent is given by people.", id=who), hint=hint)
    return opened.source_uid(who)


def consents_now(opened: Opened) -> Consents:
    """List all consents, and what is missing. See `Workspace.consents`."""
    present = opened.present
    left_out = []
    lacking: set[Subject] = set()
    for stored in present.sources.values():
        missing = consent_missing(opened, stored)
        if missing:
            left_out.append((stored.id, missing))
            lacking |= {subject for subject, _ in lacking_in(opened, opened.text_of(stored))}
    entries = [*_people(opened, lacking), *_texts(opened, lacking), *_mentions(opened)]
    gone = sum(row["withdrawn"] == "all" for _, row in opened.store.entities("participant"))
    return Consents(tuple(entries), tuple(left_out), gone)


def _people(opened: Opened, lacking: set[Subject]) -> Iterator[ConsentRow]:
    for one in opened.present.people.values():
        name = one.person.pseudonym
        yield ConsentRow(PARTICIPANT, name, one.person.consent, one.withdrawn, Subject("participant", name) in lacking)


def _texts(opened: Opened, lacking: set[Subject]) -> Iterator[ConsentRow]:
    for uid, stored in opened.present.sources.items():
        consent = opened.present.consents.get(uid)
        is_missing = Subject("text", stored.id) in lacking
        if consent is not None or is_missing:
            yield ConsentRow(TEXT, stored.id, consent, missing=is_missing)


def _mentions(opened: Opened) -> Iterator[ConsentRow]:
    for one in mentions_now(opened):
        yield ConsentRow(MENTION, one.id, one.consent)
