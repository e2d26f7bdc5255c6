"""Two texts or two participants that both copies made of one become one again."""

from typing import Any

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit.errors import DataError
from fou_toolkit.store import Content, Event
from fou_toolkit.text.spanmap import SpanMap, span_map
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.snapshot import codings_now

__all__ = ["unite_people", "unite_texts"]


def unite_texts(opened: Opened, goes: str, stays: str) -> Event:
    """Move what hangs on one text over to another where the same words stand, and erase the first.

    Raises:
        DataError: Something hangs on words that do not stand in the other text for certain; nothing is changed.
    """
    present = opened.present
    old, new = present.sources[goes], present.sources[stays]
    steps = span_map(opened.text_of(old).text, opened.text_of(new).text)
    lost = _move_codings(opened, goes, new.version, steps) + _move_notes(opened, goes, stays, new.version, steps)
    if lost:
        raise DataError(
            tn("{n} passage would lose its place.", "{n} passages would lose their place.", lost),
            where=old.id,
            hint=t("Let both stand (keep='both'), or move these passages first."),
        )
    _move_consent(opened, goes, stays)
    contents = [one["content"] for one in old.versions]
    row = opened.store.entity(goes) or {}
    opened.act("content.erased", {"contents": sorted({*contents, row["facts"]})})
    event = opened.act("source.erased", {"source": goes})
    opened.forget()
    return event


def _move_codings(opened: Opened, goes: str, version: str, steps: SpanMap) -> int:
    """Give the codings of a text their place in another one; gives how many have none."""
    standing = codings_now(opened)
    here = standing.source == standing.sources.index(goes)
    mine = standing.where(here)
    starts, ends, certain = steps.move_many(mine.start, mine.end)
    certain &= mine.placed
    if not certain.all():
        return int((~certain).sum())
    for coding, start, end in zip(mine.ids, np.asarray(starts).tolist(), np.asarray(ends).tolist(), strict=True):
        place = {"version": version, "start": start, "end": end}
        opened.act("coding.changed", {"coding": coding.decode(), **place})
    return 0


def _move_notes(opened: Opened, goes: str, stays: str, version: str, steps: SpanMap) -> int:
    """Move memos and mentions; gives how many have no place."""
    versions = {one["id"] for one in opened.present.sources[goes].versions}
    now = opened.present.sources[goes].version
    lost = 0
    for kind, event in (("memo", "memo.written"), ("mention", "mention.noted")):
        for entity, row in list(opened.store.entities(kind)):
            names = [name for name in ("kind", "target", "on", "version", "start", "end") if name in row]
            body: dict[str, Any] = {kind: entity, **{name: row[name] for name in names}}
            if row.get("on") == goes:
                body["on"] = stays
            elif row.get("version") not in versions:
                continue
            if "start" in row and row.get("version") in versions:
                span = steps.move(row["start"], row["end"]) if row["version"] == now else None
                if span is None:
                    lost += 1
                    continue
                body.update(version=version, start=span.start, end=span.end)
            content = opened.store.content(row["content"])
            if content is not None:
                opened.act(event, {**body, **content.ref})
    return lost


def _move_consent(opened: Opened, goes: str, stays: str) -> None:
    """Take a consent over, where there is none yet."""
    row, there = (opened.store.entity(f"{one}/consent") for one in (goes, stays))
    value = opened.ledger.value(row["content"]) if row is not None and there is None else None
    if value is not None:
        content = Content.of(value)
        opened.act("consent.given", {"subject": stays, **content.ref}, [content])


def unite_people(opened: Opened, goes: str, stays: str) -> Event:
    """Give the turns of one participant to another, and erase what was known about the first.

    Every text with such turns gets a version of its own, in which only that has changed.
    """
    for uid, stored in opened.present.sources.items():
        record = opened.ledger.value(stored.text)
        if record is not None and goes in record["people"]:
            people = [stays if one == goes else one for one in record["people"]]
            content = Content.of({**record, "people": people})
            same = SpanMap.from_ops([[0, len(record["text"]), 0]] if record["text"] else [])
            body = {
                "source": uid,
                "version": opened.ledger.new_id(),
                "from": stored.version,
                "ops": same.to_ops(),
                "doubts": same.doubts(),
            }
            opened.act("source.revised", {**body, **content.ref}, [content])
    _move_consent(opened, goes, stays)
    event = opened.act("content.erased", {"contents": sorted(_known_about(opened, goes))})
    opened.forget()
    return event


def _known_about(opened: Opened, person: str) -> set[str]:
    """Give the ids of all contents that were ever written about a participant, consents among them."""
    written = (("participant.described", "participant"), ("consent.given", "subject"))
    bodies = ((opened.ledger.read(event).body, of) for kind, of in written for event in opened.store.events(kind=kind))
    found = {body["content"] for body, of in bodies if body[of] == person}
    redacted = (opened.ledger.read(event).body for event in opened.store.events(kind="record.redacted"))
    return found | {body["content"] for body in redacted if body["entity"] in (person, f"{person}/consent")}
