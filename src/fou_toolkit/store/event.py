"""One act, sealed: who did what when, in ids and numbers, chained to the act before it."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Content", "Event", "canonical", "new_id"]

_SALT = 16
"""Bytes of salt; with them gone, a short text cannot be found by trying."""


def new_id() -> str:
    """Give a random id of 80 bits, as 20 hex digits."""
    return secrets.token_hex(10)


def canonical(value: object) -> str:
    """Write JSON in the one way that is hashed.

    >>> canonical({"b": 1, "a": ["å"]})
    '{"a":["å"],"b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Event:
    """One act.

    Args:
        replica: The copy of the project in which it was done.
        seq: Its number in that copy's chain, from 1.
        ms: Hybrid logical clock: milliseconds since 1970 (UTC), never less than in any event seen before.
        count: Second part of the clock, for events of one millisecond.
        actor: Id of who did it.
        kind: One of `store.kinds.KINDS`, or a kind of a newer version.
        body: Canonical JSON; ids, numbers, digests and closed words only.
        prev: Id of the event before it in its chain; empty for the first.
        id: SHA-256 (hex) of all that.
    """

    replica: str
    seq: int
    ms: int
    count: int
    actor: str
    kind: str
    body: str
    prev: str
    id: str

    @classmethod
    def sealed(
        cls, replica: str, seq: int, clock: tuple[int, int], actor: str, kind: str, body: Mapping[str, Any], prev: str
    ) -> "Event":  # seven parts, one each
        """Make an event with its id."""
        written = canonical(body)
        ms, count = clock
        return cls(
            replica, seq, ms, count, actor, kind, written, prev, _hash(replica, seq, clock, actor, kind, written, prev)
        )

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Place in the total order of all events of all copies."""
        return (self.ms, self.count, self.replica, self.id)

    @property
    def is_intact(self) -> bool:
        """Whether the id is the hash of what stands in the event."""
        clock = (self.ms, self.count)
        return self.id == _hash(self.replica, self.seq, clock, self.actor, self.kind, self.body, self.prev)


def _hash(replica: str, seq: int, clock: tuple[int, int], actor: str, kind: str, body: str, prev: str) -> str:
    parts = (prev, replica, str(seq), str(clock[0]), str(clock[1]), actor, kind, body)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody wrote or said, as it is stored: erasable.

    Args:
        id: Random.
        salt: Random bytes; erased together with the data.
        data: UTF-8.
    """

    id: str
    salt: bytes
    data: bytes

    @classmethod
    def of(cls, value: object) -> "Content":
        """Make the content of a value that JSON can hold."""
        return cls(new_id(), secrets.token_bytes(_SALT), canonical(value).encode("utf-8", "surrogatepass"))

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of salt and data."""
        return hashlib.sha256(self.salt + self.data).hexdigest()

    @property
    def ref(self) -> dict[str, str]:
        """How an event's body refers to it."""
        return {"content": self.id, "digest": self.digest}

    @property
    def value(self) -> Any:  # noqa: ANN401 - what was stored; each reader knows its own shape
        """Give what was stored."""
        return json.loads(self.data)
