"""The audit trail of a project: its log, counted by the six classes of Halpern (1983)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit._i18n import mark
from fou_toolkit.appendix.material import HALPERN, Audit, AuditLine
from fou_toolkit.store import Event
from fou_toolkit.store.kinds import touched
from fou_toolkit.workspace.joining.conflicts import conflicts_of
from fou_toolkit.workspace.joining.merging import ACTS, OTHER_ACTS
from fou_toolkit.workspace.live.opened import Opened, time_of

__all__ = ["COPIES", "audit_of", "day_of"]

COPIES: Final = frozenset({"replica.begun", "merge.joined"})
"""Kinds of acts that tell of copies of the project, not of work on it: opening a copy writes one."""
_CLASSES: Final = {
    "raw": (
        *("source.taken_in", "source.described", "source.revised", "source.redacted", "source.erased"),
        *("participant.described", "participant.withdrawn", "consent.given", "mention.noted", "mention.removed"),
        *("content.erased", "record.redacted", "codings.redacted"),
    ),
    "reduction": (
        *("coding.added", "codings.brought_in", "coding.removed", "coding.changed", "coding.recoded", "coding.kept"),
        *("reading.done", "rules.run", "decision.made"),
    ),
    "synthesis": ("code.merged", "code.split", "memo.analytic"),
    "process": ("conflict.settled", "act.undone", "act.redone", "memo.ethical", "memo.removed"),
    "intentions": ("project.begun", "coder.named", "memo.reflexive"),
    "instrument": (
        *("codebook.taken_in", "codebook.described", "codebook.redacted", "code.defined", "code.moved"),
        *("code.retired", "memo.codebook"),
    ),
}
"""Kinds of acts by class, in the order in which they are listed."""
_CLASS_OF: Final = {kind: group for group, kinds in _CLASSES.items() for kind in kinds}
_ORDER: Final = {kind: place for place, kind in enumerate(_CLASS_OF)}
_WORDS: Final = ACTS | {
    "codings.brought_in": mark("codings brought in"),
    "codings.redacted": mark("codings moved after words were cut"),
    "record.redacted": mark("records cleaned of names"),
    "project.begun": mark("the project begun"),
    "memo.analytic": mark("analytic memos"),
    "memo.ethical": mark("ethical memos"),
    "memo.reflexive": mark("reflexive memos"),
    "memo.codebook": mark("memos on the codebook"),
}
"""What the kinds are in words; messages to translate."""


@dataclass(slots=True)
class _Tally:
    acts: int = 0
    things: int = 0
    people: set[str] = field(default_factory=set)
    first: int = 0
    last: int = 0

    def add(self, event: Event, things: int) -> None:
        self.acts += 1
        self.things += things
        self.people.add(event.actor)
        self.first = event.ms if self.acts == 1 else min(self.first, event.ms)
        self.last = max(self.last, event.ms)


def audit_of(opened: Opened) -> Audit:
    """Count the log of a project."""
    tallies: dict[str, _Tally] = {}
    ids: list[str] = []
    replicas: set[str] = set()
    verdicts: list[str] = []
    merges = 0
    for event in opened.store.events():
        if event.kind in COPIES:
            merges += event.kind == "merge.joined"
            continue
        ids.append(event.id)
        replicas.add(event.replica)
        body = opened.ledger.read(event).body
        verdicts.extend(_verdicts(event, body))
        tallies.setdefault(_kind(event, body), _Tally()).add(event, len(touched(event.kind, body)))
    return Audit(
        lines=tuple(_lines(tallies)),
        acts=len(ids),
        undone=len(opened.store.undone(ids)),
        replicas=len(replicas),
        digest=hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest(),
        merges=merges,
        conflicts=len(conflicts_of(opened)),
        suggested=len(verdicts),
        accepted=sum(verdict != "reject" for verdict in verdicts),
    )


def day_of(opened: Opened) -> str:
    """Give the day of the last act on a project (UTC, ISO 8601); empty where there is none."""
    last = max((event.ms for event in opened.store.events() if event.kind not in COPIES), default=0)
    return time_of(last)[:10] if last else ""


def _kind(event: Event, body: Mapping[str, Any]) -> str:
    return f"memo.{body['kind']}" if event.kind == "memo.written" else event.kind


def _verdicts(event: Event, body: Mapping[str, Any]) -> Iterator[str]:
    if event.kind == "decision.made":
        yield from (item["verdict"] for item in body["items"])


def _lines(tallies: Mapping[str, _Tally]) -> Iterator[AuditLine]:
    """Give the lines class by class; what a newer version wrote stands with the process, at the end."""
    groups = list(HALPERN)

    def rank(kind: str) -> tuple[int, int]:
        return groups.index(_CLASS_OF.get(kind, "process")), _ORDER.get(kind, len(_ORDER))

    for kind in sorted(tallies, key=rank):
        one = tallies[kind]
        yield AuditLine(
            group=_CLASS_OF.get(kind, "process"),
            kind=_WORDS.get(kind, OTHER_ACTS),
            acts=one.acts,
            things=one.things,
            people=len(one.people - {""}),
            first=time_of(one.first)[:10],
            last=time_of(one.last)[:10],
        )
