"""Taking texts in: what is new, what has changed, whom it is about; shown first, stored in one act per text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError, UnknownIdError
from fou_toolkit.model import Consent, Corpus, Participant, Source
from fou_toolkit.sources import read_corpus
from fou_toolkit.text.spanmap import span_map
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.records import facts_record
from fou_toolkit.workspace.live.snapshot import codings_now, missing_in
from fou_toolkit.workspace.live.subjects import Subject, Subjects
from fou_toolkit.workspace.live.take_in_plan import TakeIn
from fou_toolkit.workspace.live.text_changes import (
    DOUBLE,
    FACTS,
    HELD,
    NEW,
    REVISED,
    SAME,
    TextChange,
)
from fou_toolkit.workspace.people.consent_table import consents_beside
from fou_toolkit.workspace.places import texts_in

__all__ = ["TakeIn", "has_erased", "plan_take_in", "plan_texts"]

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def plan_take_in(
    opened: Opened,
    path: Path,
    *,
    consents: Sequence[tuple[str, Consent]] = (),
    consent_later: bool = False,
    checked: bool = False,
    progress: Progress | None = None,
) -> TakeIn:
    """Read a file, or a folder of texts, and say what taking it in would do; see `Workspace.take_in`."""
    top, only = _place(opened, path)
    inside = path.is_dir() or top != path.parent
    corpus = read_corpus(top, marks=opened.settings.marks, progress=progress, only=only, below=inside)
    beside, waiting, standing = _beside(opened, corpus, top if inside else path)
    plan = plan_texts(opened, corpus, consents=(*beside, *consents), consent_later=consent_later, checked=checked)
    return replace(plan, unknown=() if only else waiting, standing=standing)


def _place(opened: Opened, path: Path) -> tuple[Path, str]:
    """Give the folder with the tables that say more about texts, and what in it is to be read; nothing for all."""
    if not path.exists():
        hint = t("Is the path right? You are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such file."), where=str(path), hint=hint)
    texts, wanted = texts_in(opened.folder).resolve(), path.resolve()
    if wanted.is_relative_to(texts):
        return texts, "" if wanted == texts else wanted.relative_to(texts).as_posix()
    return (path, "") if path.is_dir() else (path.parent, path.name)


def _beside(
    opened: Opened, corpus: Corpus, path: Path
) -> tuple[list[tuple[str, Consent]], tuple[str, ...], tuple[str, ...]]:
    """Read the consents beside the texts.

    Returns:
        Those that can be recorded; who is in no text yet; about whom another consent is recorded, which stays.
    """
    subjects = Subjects.of(opened.present, corpus)
    found = [(who, subjects.find(who), consent) for who, consent in consents_beside(path)]
    gone = {Subject("participant", one.person.pseudonym): one.withdrawn for one in opened.present.people.values()}
    usable: list[tuple[str, Consent]] = []
    standing: list[tuple[str, Consent]] = []
    for who, subject, consent in found:
        if subject is None:
            continue
        offered = replace(consent, scopes=consent.scopes - {gone.get(subject, "")})
        (usable if _is_newer(offered, _recorded(opened, subject)) else standing).append((who, offered))
    unknown = tuple(who for who, subject, _ in found if subject is None)
    return usable, unknown, tuple(who for who, _ in standing)


def _recorded(opened: Opened, subject: Subject) -> Consent | None:
    """Give the consent that is recorded about somebody or something."""
    present = opened.present
    uids = present.person_uids if subject.what == "participant" else present.source_uids
    return present.consents.get(uids.get(subject.name, ""))


def _is_newer(offered: Consent, recorded: Consent | None) -> bool:
    """Tell whether a consent in a table goes before the one that is recorded: what was narrowed by hand stays so."""
    return recorded is None or offered == recorded or bool(offered.date > recorded.date > "")


def plan_texts(
    opened: Opened,
    corpus: Corpus,
    *,
    consents: Sequence[tuple[str, Consent]] = (),
    consent_later: bool = False,
    checked: bool = False,
) -> TakeIn:
    """Say what taking in texts that were read would do; see `Workspace.take_in`.

    Raises:
        UnknownIdError: A consent is about nobody and nothing that is known.
    """
    subjects = Subjects.of(opened.present, corpus)
    about = [(subjects.find(name), consent) for name, consent in consents]
    unknown = [name for (name, _), (subject, _) in zip(consents, about, strict=True) if subject is None]
    if unknown:
        hint = t("A consent is about a participant, by pseudonym, or about a text, by its id.")
        raise UnknownIdError(t("Nobody and no text is called: {names}", names=", ".join(unknown)), hint=hint)
    agreed = [(subject, consent) for subject, consent in about if subject is not None]
    given = {subject for subject, consent in agreed if "analysis" in consent.scopes}
    found = [_change(opened, source, given) for source in corpus]
    texts = tuple(_counted(opened, [one if checked else _held(one) for one in found]))
    coming = [one.source for one in texts if one.what not in (DOUBLE, HELD)]
    people = tuple(_new_people(opened, corpus.participants, coming))
    there = {Subject("text", name) for name in (*opened.present.source_uids, *(source.id for source in coming))}
    there |= {Subject("participant", name) for name in opened.present.person_uids}
    there |= {Subject("participant", person.pseudonym) for person in people}
    usable = [(subject, consent) for subject, consent in agreed if subject in there]
    return TakeIn(
        opened=opened,
        mark=opened.mark_of(),
        receipt=corpus.receipt,
        texts=texts,
        people=people,
        consents=tuple((subjects.name_of(one), consent) for one, consent in _new_consents(opened, usable)),
        consent_later=consent_later,
        erased_before=has_erased(opened),
    )


def has_erased(opened: Opened) -> bool:
    """Tell whether people have left, or texts were erased: what was theirs cannot be recognised."""
    left = (row["withdrawn"] == "all" for _, row in opened.store.entities("participant"))
    return any(left) or any(row["erased"] for _, row in opened.store.entities("source"))


def _held(change: TextChange) -> TextChange:
    """Hold a new version back, if words of somebody who has left were cut out of the text."""
    if change.what != REVISED or change.stored is None:
        return change
    cut = any(one.get("redacted") for one in change.stored.versions)
    return replace(change, what=HELD, moves=None) if cut else change


def _new_people(opened: Opened, described: Iterable[Participant], coming: Iterable[Source]) -> Iterator[Participant]:
    """Give participants who are not there, or described otherwise, as far as they speak in texts that come in."""
    known = {one.person.pseudonym: one.person for one in opened.present.people.values()}
    speaking = {turn.participant for source in coming for turn in source.turns}
    for person in described:
        if person.pseudonym in speaking and known.get(person.pseudonym) != person:
            yield person


def _new_consents(opened: Opened, consents: Sequence[tuple[Subject, Consent]]) -> Iterator[tuple[Subject, Consent]]:
    for subject, consent in consents:
        if _recorded(opened, subject) != consent:
            yield subject, consent


def _change(opened: Opened, source: Source, given: set[Subject]) -> TextChange:
    present = opened.present
    uid = present.source_uids.get(source.id)
    missing = missing_in(opened, source, given)
    if uid is None:
        same = [one for one in present.sources.values() if source.digest and one.facts["digest"] == source.digest]
        return TextChange(source, DOUBLE if same else NEW, same[0] if same else None, no_consent=missing)
    stored = present.sources[uid]
    before = opened.text_of(stored)
    facts_differ = facts_record(before) != facts_record(source)
    if (before.text, before.turns, before.marks) == (source.text, source.turns, source.marks):
        return TextChange(source, FACTS if facts_differ else SAME, stored, no_consent=missing)
    return TextChange(source, REVISED, stored, span_map(before.text, source.text), no_consent=missing)


def _counted(opened: Opened, changes: list[TextChange]) -> Iterator[TextChange]:
    """Say of each new version how many codings keep their passage."""
    if not any(change.moves for change in changes):
        yield from changes
        return
    standing = codings_now(opened)
    for change in changes:
        if change.moves is None or change.stored is None:
            yield change
            continue
        here = (standing.source == standing.sources.index(change.stored.uid)) & standing.placed
        _, _, certain = change.moves.move_many(standing.start[here], standing.end[here])
        yield replace(change, staying=int(certain.sum()), orphans=int((~certain).sum()))
