"""Children, colleagues and other third persons who are spoken of: noted one by one, each with a consent of its own.

Somebody who is only spoken of has not agreed to anything, and what is known from work is often under a duty of
confidentiality that no consent to research lifts. A mention says that there is such a person, where, and of what kind;
it should not say who.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Consent, Span
from fou_toolkit.store import Content
from fou_toolkit.workspace.live.moving import way
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import Passage, passage_of

__all__ = ["MENTION_KINDS", "Mention", "Mentions", "mention_of", "mentions_now", "note_mention", "remove_mention"]

MENTION_KINDS: Final = (mark("child"), mark("third person"), mark("colleague"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage in which somebody is spoken of.

    Args:
        id: Its id.
        source: Id of the text.
        span: Where it stands now; nothing where the passage does not stand in the present version.
        who: One of `MENTION_KINDS`.
        label: What the mention is called; no name.
        note: What else there is to say.
        consent: What was agreed to by the person, or by those who decide for a child.
        version: Id in the log of the present version of the text.
    """

    id: str
    source: str
    span: Span | None
    who: str
    label: str
    note: str
    consent: Consent | None
    version: str


@dataclass(frozen=True, repr=False, eq=False)
class Mentions(Tabular):
    """All mentions, in the order of the texts."""

    mentions: tuple[Mention, ...]

    def __len__(self) -> int:
        """Give their number."""
        return len(self.mentions)

    def __iter__(self) -> Iterator[Mention]:
        """Go through them."""
        return iter(self.mentions)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a mention."""
        return ("mention", "source", "start", "end", "who", "label", "note", "scopes")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per mention."""
        for one in self.mentions:
            place = (one.span.start, one.span.end) if one.span else (None, None)
            scopes = "; ".join(sorted(one.consent.scopes)) if one.consent else ""
            yield (one.id, one.source, *place, one.who, one.label, one.note, scopes)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("mention"), t("text"), t("place"), t("who"), t("label"), t("consent"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for one in self.mentions:
            place = f"{one.span.start}–{one.span.end}" if one.span else "–"
            scopes = "; ".join(t(scope) for scope in sorted(one.consent.scopes)) if one.consent else t("none")
            yield (one.id, one.source, place, t(one.who), one.label, scopes)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} mention of somebody else", "{n} mentions of somebody else", len(self.mentions))

    @property
    def notes(self) -> tuple[str, ...]:
        """Remind of duties that a consent does not lift."""
        if not self.mentions:
            return ()
        return (
            t("What is known from work can be under a duty of confidentiality, also with a consent."),
            t("If a child may be in danger, the duty to tell the child welfare service goes before all this."),
        )


def note_mention(
    opened: Opened, source: str, passage: Passage, *, who: str = "third person", label: str = "", note: str = ""
) -> str:
    """Note that somebody is spoken of; gives the id. See `Workspace.mention`."""
    if who not in MENTION_KINDS:
        hint = t("Possible are: {names}", names=", ".join(MENTION_KINDS))
        raise DataError(t("«{value}» is not possible for {key}.", value=who, key="who"), hint=hint)
    stored = opened.present.sources[opened.source_uid(source)]
    span = passage_of(opened.text_of(stored), passage)
    uid = opened.ledger.new_id()
    content = Content.of({"who": who, "label": label.strip(), "note": note.strip()})
    body = {"mention": uid, "version": stored.version, "start": span.start, "end": span.end, **content.ref}
    opened.act("mention.noted", body, [content])
    return uid


def mentions_now(opened: Opened) -> Mentions:
    """Give all mentions at their present places. See `Workspace.mentions`."""
    found = []
    for uid, row in opened.store.entities("mention"):
        value = opened.present.value(row["content"])
        stored = opened.present.version_owners.get(row["version"])
        if value is None or stored is None:
            continue
        span = _place_now(row, stored.versions, stored.version)
        consent = opened.present.consents.get(uid)
        note = (value["who"], value["label"], value["note"])
        found.append(Mention(uid, stored.id, span, *note, consent, stored.version))
    return Mentions(tuple(sorted(found, key=lambda one: (one.source, one.span or Span(0, 1), one.id))))


def _place_now(row: Any, versions: Any, version: str) -> Span | None:  # noqa: ANN401 - rows of the store
    start, end = np.array([row["start"]]), np.array([row["end"]])
    for step in way(versions, row["version"], version):
        start, end, certain = step.move_many(start, end)
        if not certain[0]:
            return None
    return Span(int(start[0]), int(end[0]))


def mention_of(opened: Opened, mention: str) -> Mention:
    """Give one mention.

    Raises:
        UnknownIdError: There is none of that id.
    """
    found = next((one for one in mentions_now(opened) if one.id == mention), None)
    if found is None:
        hint = t("fou mention lists them with their ids.")
        raise UnknownIdError(t("There is no mention «{id}».", id=mention), hint=hint)
    return found


def remove_mention(opened: Opened, mention: str) -> None:
    """Take a note of a mention away; the text stays as it is. See `Workspace.remove_mention`."""
    opened.act("mention.removed", {"mention": mention_of(opened, mention).id})
