"""What acts on the project, its people, texts and memos make of them."""

from collections.abc import Mapping
from typing import Final

from fou_toolkit.store._act import Act, Fold, State

__all__ = ["FOLDS"]


def _begun(_act: Act, _entity: str, _state: State | None) -> State:
    return {"type": "project"}


def _coder(act: Act, _entity: str, state: State | None) -> State:
    return {"type": "coder", "at": _begin(act), **(state or {}), "content": act.body["content"]}


def _begin(act: Act) -> list[int]:
    """Give the time of the first act on something; people stand in this order."""
    return [act.event.ms, act.event.count]


def _taken_in(act: Act, _entity: str, _state: State | None) -> State:
    version = {"id": act.body["version"], "from": "", "content": act.body["content"], "ms": act.event.ms}
    return {
        "type": "source",
        "facts": act.body["facts"]["content"],
        "versions": [version],
        "version": act.body["version"],
        "erased": False,
    }


def _source_described(act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "facts": act.body["content"]}


def _revised(act: Act, _entity: str, state: State | None) -> State | None:
    if state is None:
        return None
    body = act.body
    version = {
        "id": body["version"],
        "from": body["from"],
        "content": body["content"],
        "ops": body["ops"],
        "doubts": body["doubts"],
        "redacted": act.event.kind == "source.redacted",
        "ms": act.event.ms,
    }
    facts = body["facts"]["content"] if "facts" in body else state["facts"]
    return {**state, "facts": facts, "versions": [*state["versions"], version], "version": body["version"]}


def _source_erased(_act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "erased": True}


def _participant(act: Act, _entity: str, state: State | None) -> State:
    begun = {"type": "participant", "at": _begin(act), "withdrawn": ""}
    return {**begun, **(state or {}), "content": act.body["content"]}


def _withdrawn(act: Act, _entity: str, state: State | None) -> State:
    scope = "all" if state is not None and state["withdrawn"] == "all" else act.body["scope"]
    return {"type": "participant", "at": _begin(act), "content": "", **(state or {}), "withdrawn": scope}


def _consent(act: Act, _entity: str, _state: State | None) -> State:
    return {"type": "consent", "subject": act.body["subject"], "content": act.body["content"], "ms": act.event.ms}


def _mention(act: Act, _entity: str, _state: State | None) -> State:
    return {"type": "mention", **{name: act.body[name] for name in ("content", "version", "start", "end")}}


def _gone(_act: Act, _entity: str, _state: State | None) -> None:
    return None


def _record_redacted(act: Act, _entity: str, state: State | None) -> State | None:
    """Put what is left of a record in its place, whatever it was before; undoing older acts brings nothing back."""
    if state is None:
        return None
    return {**state, "facts" if state["type"] == "source" else "content": act.body["content"]}


def _memo(act: Act, _entity: str, state: State | None) -> State:
    first = {"actor": act.event.actor, "ms": act.event.ms} if state is None else {}
    names = ("content", "kind", "target", "on", "version", "start", "end")
    return {"type": "memo", **(state or {}), **first, **{name: act.body[name] for name in names if name in act.body}}


FOLDS: Final[Mapping[str, Fold]] = {
    "project.begun": _begun,
    "coder.named": _coder,
    "source.taken_in": _taken_in,
    "source.described": _source_described,
    "source.revised": _revised,
    "source.redacted": _revised,
    "source.erased": _source_erased,
    "participant.described": _participant,
    "participant.withdrawn": _withdrawn,
    "consent.given": _consent,
    "mention.noted": _mention,
    "mention.removed": _gone,
    "record.redacted": _record_redacted,
    "memo.written": _memo,
    "memo.removed": _gone,
}
