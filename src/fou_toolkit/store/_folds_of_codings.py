"""What acts on codings make of them: adding, changing, deciding, and what was read."""

from collections.abc import Mapping
from typing import Any, Final

from fou_toolkit.model import POLARITIES
from fou_toolkit.store._act import Act, Fold, State
from fou_toolkit.store.protocol import GONE, STANDS, CodingRow

__all__ = ["FOLDS", "MAKES_CODINGS", "removed"]


def _coding_row(item: Mapping[str, Any], coder: str) -> State:
    polarity = POLARITIES.index(item["polarity"])
    row = CodingRow(item["version"], item["start"], item["end"], item["code"], coder, item["round"], polarity, STANDS)
    return {"type": "coding", "row": row}


def _added(act: Act, entity: str, _state: State | None) -> State:
    return _coding_row(act.items[entity], act.body["coder"])


def removed(_act: Act, _entity: str, state: State | None) -> State | None:
    """Give a coding that was taken away; it is kept, and gone."""
    return None if state is None else {**state, "row": state["row"]._replace(state=GONE)}


def _changed(act: Act, _entity: str, state: State | None) -> State | None:
    if state is None:
        return None
    new = {name: act.body[name] for name in ("version", "start", "end", "code") if name in act.body}
    if "polarity" in act.body:
        new["polarity"] = POLARITIES.index(act.body["polarity"])
    return {**state, "row": state["row"]._replace(**new)}


def _codings_redacted(act: Act, entity: str, state: State | None) -> State | None:
    """Give a coding the place of what is left of its passage; where nothing is left, it is gone."""
    if state is None or entity not in act.items:
        return removed(act, entity, state)
    place = {name: act.items[entity][name] for name in ("version", "start", "end")}
    return {**state, "row": state["row"]._replace(**place)}


def _recoded(act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "row": state["row"]._replace(code=act.body["code"])}


def _kept(act: Act, _entity: str, _state: State | None) -> State:
    return {"type": "queue", "code": act.body["code"]}


def _brought_in(act: Act, entity: str, _state: State | None) -> State:
    item = act.items[entity]
    return _read(item) if "/" in entity else _coding_row(item, item["coder"])


def _decided(act: Act, entity: str, state: State | None) -> State | None:
    item = act.items[entity]
    if "/" not in entity:
        return removed(act, entity, state) if item["verdict"] == "reject" else _coding_row(item, act.body["coder"])
    names = ("verdict", "version", "start", "end", "code")
    own = {**{name: item[name] for name in names}, "coding": item.get("coding", "")}
    return {"type": "decision", **own, "suggested": item.get("suggested", {})}


def _reading(act: Act, _entity: str, _state: State | None) -> State:
    return _read(act.body)


def _read(item: Mapping[str, Any]) -> State:
    names = ("coder", "source", "round")
    return {"type": "reading", **{name: item[name] for name in names}, "whole": item["whole"] == "yes"}


FOLDS: Final[Mapping[str, Fold]] = {
    "codings.redacted": _codings_redacted,
    "coding.added": _added,
    "codings.brought_in": _brought_in,
    "coding.removed": removed,
    "coding.changed": _changed,
    "coding.recoded": _recoded,
    "coding.kept": _kept,
    "reading.done": _reading,
    "decision.made": _decided,
}
MAKES_CODINGS: Final[Mapping[str, Fold]] = {
    "coding.added": _added,
    "codings.brought_in": _brought_in,
    "decision.made": _decided,
}
"""Those that can make one."""
