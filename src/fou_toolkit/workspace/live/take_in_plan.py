"""What taking texts in would do: shown first, stored when somebody says yes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.model import Consent, Participant, Receipt
from fou_toolkit.workspace.live.plan import Plan
from fou_toolkit.workspace.live.text_changes import (
    DOUBLE,
    FACTS,
    HELD,
    NEW,
    REVISED,
    SAME,
    TextChange,
    store_consent,
    store_person,
    store_text,
)

__all__ = ["TakeIn", "erased_before"]

_ALL: Final = (NEW, REVISED, FACTS, SAME, DOUBLE, HELD)


def erased_before(new: Iterable[str]) -> str:
    """Warn that what is new may be what was erased.

    Args:
        new: Names of texts and people.
    """
    return t(
        "Somebody has left this project, or texts were erased. What that was is not known here any more: look "
        "whether it is among what is new: {names}",
        names=", ".join(new),
    )


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class TakeIn(Plan[int]):
    """Texts that would be taken in; `.apply()` stores them and gives how many changed.

    Args:
        receipt: What was read, skipped and guessed.
        texts: What would happen to each text.
        people: Participants that are new or described otherwise.
        consents: Consents by pseudonym or id of the text; `text:` stands before an id that is a pseudonym, too.
        consent_later: Whether it was said that consents will follow.
        unknown: Who stands in `consent.csv` and is in no text yet.
        erased_before: Whether people have left this project, or texts were erased: what that was is not known.
        standing: About whom `consent.csv` says something else than is recorded; what is recorded stays.
    """

    receipt: Receipt
    texts: tuple[TextChange, ...]
    people: tuple[Participant, ...] = ()
    consents: tuple[tuple[str, Consent], ...] = ()
    consent_later: bool = False
    unknown: tuple[str, ...] = ()
    erased_before: bool = False
    standing: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[TextChange, ...]:
        """Texts that would be stored."""
        return tuple(one for one in self.texts if one.what in (NEW, REVISED, FACTS))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not (self.changed or self.people or self.consents)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a text."""
        return ("source", "file", "what", "turns", "staying", "orphans", "no_consent")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (
            *(t("text"), t("file"), t("what"), t("turns"), t("codings that stay"), t("codings without a place")),
            t("no consent"),
        )

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per text."""
        for one in self.texts:
            source = one.source
            yield (
                *(source.id, source.name, one.what, len(source.turns), one.staying, one.orphans),
                ", ".join(one.no_consent),
            )

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for source, file, what, *rest in self.rows():
            yield (source, file, t(str(what)), *rest)

    @property
    def caption(self) -> str:
        """Say in one line what would happen."""
        counts = {what: sum(one.what == what for one in self.texts) for what in _ALL}
        return ", ".join(f"{t(what)}: {count}" for what, count in counts.items() if count) or t("no text")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before saying yes."""
        skipped = sum(not file.read for file in self.receipt.files)
        lost = sum(one.orphans for one in self.changed)
        waiting = sum(bool(one.no_consent) for one in self.texts if one.what not in (DOUBLE, HELD))
        found = []
        if skipped:
            found.append(tn("{n} file skipped; see the receipt", "{n} files skipped; see the receipt", skipped))
        if lost:
            found.append(
                tn(
                    "{n} coding would lose its passage, and wait for a person to place it.",
                    "{n} codings would lose their passage, and wait for a person to place them.",
                    lost,
                )
            )
        if waiting:
            found.append(self._waiting(waiting))
        if self.unknown:
            found.append(t("consent.csv: in no text yet: {names}", names=", ".join(self.unknown)))
        return (*found, *self._doubts())

    def _doubts(self) -> Iterator[str]:
        """Say what nobody but a person can know."""
        for one in self.texts:
            if (
                one.what == REVISED
                and one.stored is not None
                and _file(one.stored.facts["name"]) != _file(one.source.name)
            ):
                yield t(
                    "«{id}» came from {old}; {new} would be a new version of it. If it is another text, give it "
                    "another id in metadata.csv.",
                    id=one.source.id,
                    old=one.stored.facts["name"] or "–",
                    new=one.source.name,
                )
        held = [one.source.id for one in self.texts if one.what == HELD]
        if held:
            yield t(
                "Words of somebody who has left were cut out here, and a file could bring them back: {names}. It is "
                "not taken in. If you have looked through the file: checked=True (--checked).",
                names=", ".join(held),
            )
        if self.standing:
            yield t(
                "consent.csv says something else than is recorded about {names}. What is recorded stays; change it "
                "with fou consent.",
                names=", ".join(self.standing),
            )
        known = self.opened.present.person_uids
        new = [one.source.id for one in self.texts if one.what == NEW]
        new += [one.pseudonym for one in self.people if one.pseudonym not in known]
        if new and self.erased_before:
            yield erased_before(new)

    def _waiting(self, count: int) -> str:
        if self.consent_later:
            return tn(
                "WITHOUT CONSENT: {n} text is stored, but in no snapshot and no analysis until a consent is recorded.",
                "WITHOUT CONSENT: {n} texts are stored, but in no snapshot and no analysis until a consent is "
                "recorded.",
                count,
            )
        return tn(
            "{n} text has no consent: it is taken in, and left out of snapshots until it has one (fou consent).",
            "{n} texts have no consent: they are taken in, and left out of snapshots until they have one "
            "(fou consent).",
            count,
        )

    def _apply(self) -> int:
        opened = self.opened
        with opened.writing():
            for person in self.people:
                store_person(opened, person)
            for change in self.changed:
                store_text(opened, change)
            for subject, consent in self.consents:
                store_consent(opened, subject, consent)
        return len(self.changed)


def _file(name: str) -> str:
    return PurePosixPath(name).name
