"""The acts of an erasure: what goes, and what is left in its place; all in one transaction."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fou_toolkit.store import Content, new_id
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.people.leaver import Survey

__all__ = ["done_before", "erase_found", "note_done"]

_DONE: Final = "withdrawn"
"""Fact in the store: ids of those whose files were erased here, too."""


def erase_found(opened: Opened, found: Survey) -> None:
    """Erase what was found, and put what is left in its place; in a transaction."""
    for uid in found.whole:
        if opened.store.entity(uid) is not None:
            opened.act("source.erased", {"source": uid})
    items = [item for uid, version in _cut(opened, found).items() for item in _placed(found, uid, version)]
    if items or found.gone:
        opened.act("codings.redacted", {"items": items, "gone": sorted(found.gone)})
    for entity, (kind, value) in found.records.items():
        content = Content.of(value) if kind == "new" else None
        ref = value if content is None else content.ref
        opened.act("record.redacted", {"entity": entity, **ref}, [content] if content else [])
    if found.erased:
        opened.act("content.erased", {"contents": sorted(found.erased)})


def _cut(opened: Opened, found: Survey) -> Mapping[str, str]:
    """Store what is left of texts; gives the ids of the new versions."""
    versions = {}
    for uid, cut in found.cuts.items():
        row = opened.store.entity(uid)
        if row is None:
            continue
        before = next(one for one in row["versions"] if one["id"] == row["version"])
        versions[uid] = new_id()
        body = {"source": uid, "version": versions[uid], "from": row["version"]}
        if cut is None:
            stands = opened.store.content(before["content"])
            if stands is not None:
                ops = [[0, len(stands.value["text"]), 0]] if stands.value["text"] else []
                opened.act("source.redacted", {**body, "ops": ops, "doubts": [], **stands.ref})
        else:
            content = Content.of(cut.record)
            moves = {"ops": cut.steps.to_ops(), "doubts": []}
            opened.act("source.redacted", {**body, **moves, **content.ref}, [content])
    return versions


def _placed(found: Survey, uid: str, version: str) -> Iterator[dict[str, object]]:
    for coding, start, end in found.placed.get(uid, ()):
        yield {"coding": coding, "version": version, "start": start, "end": end}


def done_before(opened: Opened) -> set[str]:
    """Give the ids of those whose files were erased here, too."""
    return set(json.loads(opened.store.get(_DONE) or "[]"))


def note_done(opened: Opened, people: Sequence[str]) -> None:
    """Note that files of these people were erased here."""
    opened.store.put(_DONE, json.dumps(sorted(done_before(opened) | set(people))))
