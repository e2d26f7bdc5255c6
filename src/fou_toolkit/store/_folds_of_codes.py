"""What acts on the codebook make of it and of its codes."""

from collections.abc import Mapping
from typing import Any, Final

from fou_toolkit.store._act import Act, Fold, State

__all__ = ["FOLDS"]


def _book(act: Act, entity: str, state: State | None) -> State | None:
    if entity == "codebook":
        return {"type": "codebook", "content": act.body["content"]}
    if entity in act.items:
        return _code(act.items[entity], state)
    return None if state is None else {**state, "retired": True}


def _head(act: Act, _entity: str, _state: State | None) -> State:
    return {"type": "codebook", "content": act.body["content"]}


def _code(item: Mapping[str, Any], state: State | None) -> State:
    fresh = {"type": "code", "retired": False, "into": "", "split": []}
    kept = {"into": state["into"], "split": state["split"]} if state is not None else {}
    return {**fresh, **kept, **{name: item[name] for name in ("content", "parent", "place")}, "retired": False}


def _book_redacted(act: Act, entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "content": act.items[entity]["content"]}


def _defined(act: Act, _entity: str, state: State | None) -> State:
    return _code(act.body, state)


def _moved(act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "parent": act.body["parent"], "place": act.body["place"]}


def _retired(_act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "retired": True}


def _merged(act: Act, entity: str, state: State | None) -> State | None:
    if state is None:
        return None
    if entity == act.body["into"]:
        return {**state, "content": act.body["content"]}
    return {**state, "retired": True, "into": act.body["into"]}


def _split(act: Act, entity: str, state: State | None) -> State | None:
    if entity in act.items:
        return _code(act.items[entity], state)
    return None if state is None else {**state, "retired": True, "split": [one["code"] for one in act.body["items"]]}


FOLDS: Final[Mapping[str, Fold]] = {
    "codebook.taken_in": _book,
    "codebook.redacted": _book_redacted,
    "codebook.described": _head,
    "code.defined": _defined,
    "code.moved": _moved,
    "code.retired": _retired,
    "code.merged": _merged,
    "code.split": _split,
}
