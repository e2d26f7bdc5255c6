"""Every content that ever came in, with what it belongs to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit.store import Ledger

__all__ = ["Kept", "kept_in", "texts_in"]

_OWNER: Final = {
    "source.taken_in": "source",
    "source.described": "source",
    "source.revised": "source",
    "source.redacted": "source",
    "participant.described": "participant",
    "mention.noted": "mention",
    "coder.named": "coder",
    "code.defined": "code",
    "code.merged": "into",
    "code.split": "code",
    "memo.written": "memo",
    "record.redacted": "entity",
}
_WITH_CONTENT: Final = (*_OWNER, "consent.given", "codebook.taken_in", "codebook.redacted", "codebook.described")


@dataclass(frozen=True, slots=True)
class Kept:
    """A content, and what it belongs to.

    Args:
        entity: Id of what it belongs to.
        kind: `source`, `facts`, `participant`, `consent`, `mention`, `coder`, `codebook`, `code` or `memo`.
        ref: `content` and `digest`.
        body: The body of the event that brought it in.
    """

    entity: str
    kind: str
    ref: Mapping[str, str]
    body: Mapping[str, Any] = field(repr=False)

    @property
    def content(self) -> str:
        """Id of the content."""
        return self.ref["content"]


def kept_in(ledger: Ledger) -> Iterator[Kept]:
    """Give all contents that ever came in, with what they belong to."""
    for kind in _WITH_CONTENT:
        for event in ledger.store.events(kind=kind):
            body = ledger.read(event).body
            if kind == "consent.given":
                yield Kept(f"{body['subject']}/consent", "consent", body, body)
            elif kind.startswith("codebook.") and "content" in body:
                yield Kept("codebook", "codebook", body, body)
            elif "content" in body:
                yield Kept(body[_OWNER[kind]], _kind(kind), body, body)
            if "facts" in body:
                yield Kept(body["source"], "facts", body["facts"], body)
            for item in body.get("items", ()):
                yield Kept(item["code"], "code", item, body)


def _kind(kind: str) -> str:
    if kind == "source.described":
        return "facts"
    if kind == "record.redacted":
        return "record"
    return "code" if kind == "code.merged" else _OWNER[kind]


def texts_in(ledger: Ledger, history: Iterable[Kept]) -> Iterator[tuple[Kept, Any]]:
    """Give the versions of a text that are not erased, with their records."""
    for one in history:
        if one.kind == "source":
            value = ledger.value(one.content)
            if value is not None:
                yield one, value
