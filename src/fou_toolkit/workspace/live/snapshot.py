"""From what is stored to what analyses take: a frozen `Project`, and what was left out of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from fou_toolkit._i18n import Message, t
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import (
    Codebook,
    CodingSet,
    Consent,
    Corpus,
    FileReceipt,
    Participant,
    Project,
    Receipt,
    Source,
    Span,
)
from fou_toolkit.text import DEFAULT_MARKS
from fou_toolkit.workspace.live.memos import memos_now
from fou_toolkit.workspace.live.moving import Standing, standing_codings
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import Present, StoredSource
from fou_toolkit.workspace.live.quotable import consent_left, silenced_by_mentions
from fou_toolkit.workspace.live.subjects import Subject, Subjects

__all__ = ["codings_now", "consent_missing", "is_left_out", "lacking_in", "missing_in", "snapshot_of"]


def consent_missing(opened: Opened, stored: StoredSource) -> tuple[str, ...]:
    """Give who of a text has no consent that covers analysis: pseudonyms, labels of speakers nobody knows, or the text.

    Interviewers need none. A text in which nobody is known to speak needs a consent of its own.
    """
    return missing_in(opened, opened.text_of(stored))


def is_left_out(opened: Opened, stored: StoredSource) -> bool:
    """Tell whether a text is in no snapshot for want of a consent."""
    return bool(lacking_in(opened, opened.text_of(stored)))


def missing_in(opened: Opened, source: Source, given: Collection[Subject] = ()) -> tuple[str, ...]:
    """Give who of a text has no consent; see `consent_missing`.

    Args:
        opened: The project.
        source: The text; it need not be stored yet.
        given: Whom and what there is a consent for that is not stored yet.
    """
    lacking = lacking_in(opened, source, given)
    if not lacking:
        return ()
    names = Subjects.of(opened.present, [source])
    return tuple(dict.fromkeys(label or names.name_of(one) for one, label in lacking))


def lacking_in(opened: Opened, source: Source, given: Collection[Subject] = ()) -> tuple[tuple[Subject, str], ...]:
    """Give whose consent is missing: participants, or the text, with the label of a speaker whom nobody knows.

    A consent for the text stands for those only whom nobody knows: who is known, agrees in person.
    """
    present = opened.present

    def covered(one: Subject) -> bool:
        uids = present.person_uids if one.what == "participant" else present.source_uids
        return one in given or _covers(present, uids.get(one.name, ""))

    whole = Subject("text", source.id)
    is_text_covered = covered(whole)
    turns = [turn for turn in source.turns if not turn.interviewer]
    if not any(turn.participant for turn in turns):
        return () if is_text_covered else ((whole, ""),)
    speaking = dict.fromkeys((turn.participant, "" if turn.participant else turn.speaker) for turn in turns)
    asked = [(Subject("participant", person) if person else whole, label) for person, label in speaking]
    return tuple((one, label) for one, label in asked if not covered(one))


def _covers(present: Present, subject: str) -> bool:
    consent = present.consents.get(subject)
    return consent is not None and "analysis" in consent.scopes


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts that are in, and an entry for each, in or out."""

    stored: tuple[StoredSource, ...]
    sources: tuple[Source, ...]
    entries: tuple[FileReceipt, ...]


def _texts(opened: Opened) -> _Texts:
    stored, sources, entries = [], [], []
    # A frozen project has one list for all that is given on: who is mentioned must have agreed to both ways.
    silenced: dict[str, list[Span]] = {}
    for scope in ("quotation", "reuse"):
        for name, spans in silenced_by_mentions(opened, scope).items():
            known = silenced.setdefault(name, [])
            known += [span for span in spans if span not in known]
    for one in opened.present.sources.values():
        source = opened.text_of(one)
        missing = missing_in(opened, source)
        name = one.facts["name"] or one.id
        if missing:
            reason = Message.of("no consent to analysis: {names}", names=", ".join(missing))
            entries.append(FileReceipt(name, skipped=reason))
        else:
            consent = opened.present.consents.get(one.uid)
            stored.append(one)
            sources.append(_with_consents(source, consent, tuple(silenced.get(source.id, ()))))
            entries.append(FileReceipt(name, one.id, turns=len(source.turns)))
    return _Texts(tuple(stored), tuple(sources), tuple(entries))


def _with_consents(source: Source, consent: Consent | None, silenced: tuple[Span, ...]) -> Source:
    """Give a text with what was agreed about it; the same one where nothing was."""
    if consent is None and not silenced:
        return source
    return replace(source, consent=consent, unquotable=silenced)


def snapshot_of(opened: Opened) -> Project:
    """Give the project as it is now, frozen; see `Workspace.snapshot`."""
    # All of one moment, whatever others write; it is faster, too, than many small looks.
    with opened.store.reading():
        return _snapshot(opened)


def _snapshot(opened: Opened) -> Project:
    present = opened.present
    codebook = present.codebook
    if codebook is None:
        hint = t("Take one in: fou take-in FILE.yaml")
        raise MaterialError(t("The project has no codebook yet."), where=str(opened.folder), hint=hint)
    texts = _texts(opened)
    standing = codings_now(opened)
    codings, warnings = _coding_set(opened, standing, texts, codebook)
    people = _people_in(present, texts.sources)
    fillers = opened.settings.marks.fillers
    corpus = Corpus(
        texts.sources,
        people,
        fillers if fillers != DEFAULT_MARKS.fillers else None,
        Receipt(texts.entries, warnings),
    )
    settings = opened.settings
    memos = tuple(one for one in memos_now(opened, standing) if not one.source or one.source in corpus)
    return Project(corpus, codebook, codings, settings.orientation, settings.smallest_group, memos)


def codings_now(opened: Opened) -> Standing:
    """Give all codings that stand, at their present places; orphans and those of retired codes among them."""
    return standing_codings(opened.coding_columns(), opened.present)


def _people_in(present: Present, sources: Iterable[Source]) -> tuple[Participant, ...]:
    """Give the participants of the texts that are in, in the order in which they came."""
    speaking = {turn.participant for source in sources for turn in source.turns}
    return tuple(
        replace(one.person, consent=consent_left(one)) if one.withdrawn else one.person
        for one in present.people.values()
        if one.person.pseudonym in speaking
    )


def _coding_set(
    opened: Opened, standing: Standing, texts: _Texts, codebook: Codebook
) -> tuple[CodingSet, tuple[Message, ...]]:
    present = opened.present
    place = {one.uid: number for number, one in enumerate(texts.stored)}
    source = np.array([place.get(uid, -1) for uid in standing.sources], np.int64)[standing.source]
    names = [present.codes[uid].id if uid in present.codes else "" for uid in standing.codes]
    usable = np.array([name in codebook for name in names], np.bool_)[standing.code]
    kept = (source >= 0) & usable & standing.placed
    chosen = standing.where(kept)
    used = np.unique(standing.coder[source >= 0]).tolist()
    readers = _readings(opened, place)
    known = {*(standing.coders[number] for number in used), *(uid for uid, _ in readers)}
    uids = [uid for uid in present.coders if uid in known]
    coder = np.full(len(standing.coders), -1, np.int64)
    for number in used:
        coder[number] = uids.index(standing.coders[number])
    read = np.zeros((len(uids), len(texts.stored)), np.bool_)
    # Also who has coded a passage that is gone, or with a code that is gone, has read the text.
    read[coder[standing.coder[source >= 0]], source[source >= 0]] = True
    for (uid, number), whole in readers.items():
        read[uids.index(uid), number] = whole
    codings = CodingSet.from_columns(
        tuple(one.id for one in texts.sources),
        tuple(names[number] for number in sorted({*np.unique(chosen.code).tolist()})),
        tuple(present.coders[uid] for uid in uids),
        read=read,
        source=source[kept],
        start=chosen.start,
        end=chosen.end,
        code=_renumbered(chosen.code),
        coder=coder[chosen.coder],
        round=chosen.round,
        polarity=chosen.polarity,
        ids=chosen.ids,
    )
    return codings, tuple(_warnings(standing, usable))


def _renumbered(
    numbers: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Number what occurs from 0, in order."""
    return np.unique(numbers, return_inverse=True)[1].reshape(-1)


def _readings(opened: Opened, place: dict[str, int]) -> dict[tuple[str, int], bool]:
    """Give what coders said about having read a text whole: coder, number of the text; the latest round counts."""
    found: dict[tuple[str, int], bool] = {}
    rows = sorted((row for _, row in opened.store.entities("reading")), key=lambda row: row["round"])
    for row in rows:
        if row["source"] in place and row["coder"] in opened.present.coders:
            found[row["coder"], place[row["source"]]] = row["whole"]
    return found


def _warnings(standing: Standing, usable: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Iterator[Message]:
    orphans = int((~standing.placed).sum())
    if orphans:
        yield Message.of("Codings without a place in the new text, left out: {n}. See fou orphans.", n=orphans)
    waiting = int((~usable).sum())
    if waiting:
        yield Message.of("Codings with codes that were retired or split, left out: {n}. See fou recode.", n=waiting)
