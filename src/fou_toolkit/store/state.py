"""The state of one entity as a pure function of the acts that touch it.

source        facts, versions ({id, from, content, ops, doubts, redacted}), version (the present one), erased
participant   content, withdrawn ("", "quotation", "all"), at (of the first act: clock)
…/consent     content
mention       content, version, start, end
coder         content, at
codebook      content (the head)
code          content, parent, place, retired, into (merged), split (into which)
coding        a `CodingRow`
…/queue       code: the coding stays with this code
decision      verdict, coding, version, start, end, code, suggested (its place, where it was moved)  (suggestion/coder)
reading       whole                                            (coder/source/round)
memo          content, kind, target, on, version, start, end, actor, ms
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fou_toolkit.model import POLARITIES
from fou_toolkit.store.event import Event
from fou_toolkit.store.kinds import KINDS
from fou_toolkit.store.protocol import GONE, STANDS, CodingRow

__all__ = ["Act", "as_seen_by", "derive", "is_coding", "made_and_gone"]

State = dict[str, Any]
Fold = Callable[["Act", str, State | None], State | None]


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its body read, and the items of its body by what they are about.

    Args:
        event: The event.
        body: Its body.
        items: Items of the body by the entity that they describe.
    """

    event: Event
    body: Mapping[str, Any]
    items: Mapping[str, Mapping[str, Any]]

    def removes(self, entity: str) -> bool:
        """Tell whether it takes an entity away."""
        kind = KINDS.get(self.event.kind)
        return kind is not None and (kind.removes or self._rejects(entity))

    def builds(self, entity: str) -> bool:
        """Tell whether somebody went on working on an entity; neither removing it nor erasing words is that."""
        kind = KINDS.get(self.event.kind)
        return kind is not None and not kind.erases and not self.removes(entity)

    def _rejects(self, entity: str) -> bool:
        """Tell whether a decision takes back the coding that an earlier one made."""
        return "/" not in entity and self.items.get(entity, {}).get("verdict") == "reject"


def derive(
    entity: str, acts: Sequence[Act], concurrent: Callable[[Event, Event], bool], find: Callable[[str], Act | None]
) -> State | None:
    """Give the state of an entity.

    Args:
        entity: Its id.
        acts: The acts that touch it and were not taken back, in total order.
        concurrent: Tells whether two events were done without knowing of each other.
        find: Gives an act by the id of its event, for conflicts that were settled.
    """
    state: State | None = None
    for act in acts:
        if act.removes(entity) and _contradicted(act, entity, acts, concurrent):
            continue
        if act.event.kind == "conflict.settled":
            state = _settled(act, entity, acts, state, concurrent, find)
        else:
            state = _fold(act, entity, state)
    return state


def as_seen_by(
    kept: Act,
    entity: str,
    acts: Sequence[Act],
    concurrent: Callable[[Event, Event], bool],
    find: Callable[[str], Act | None],
) -> State | None:
    """Give the state of an entity as it was in the copy in which an act was done, after that act.

    Args:
        kept: The act; it touches the entity, or takes back one that does.
        entity: The entity.
        acts: As in `derive`.
        concurrent: As in `derive`.
        find: As in `derive`.
    """
    gone = kept.body["act"] if _is_undoing(kept) else ""
    known = [
        one
        for one in acts
        if one.event.order <= kept.event.order and one.event.id != gone and not concurrent(one.event, kept.event)
    ]
    return derive(entity, known, concurrent, find)


def _is_undoing(act: Act) -> bool:
    return act.event.kind == "act.undone"


def _settled(
    act: Act,
    entity: str,
    acts: Sequence[Act],
    state: State | None,
    concurrent: Callable[[Event, Event], bool],
    find: Callable[[str], Act | None],
) -> State | None:
    """Make the entity what it was in the copy of the act that was chosen; nothing that others hang on is lost."""
    kept = find(act.body["keep"])
    # What was taken back later can be chosen no more.
    if kept is None or not (_is_undoing(kept) or any(one.event.id == kept.event.id for one in acts)):
        return state
    chosen = as_seen_by(kept, entity, acts, concurrent, find)
    if state is not None and state["type"] == "source":
        # Codings hang on the versions of a text, and what was erased stays so.
        if chosen is None:
            return state
        # A version that words were cut from stays: the one that was chosen has them no more.
        version = state["version"] if _is_redacted(state) else chosen["version"]
        return {**state, "facts": chosen["facts"], "version": version}
    if state is not None and state["type"] == "participant":
        return state if chosen is None else {**chosen, "withdrawn": state["withdrawn"]}
    if chosen is None and is_coding(state):
        return _removed(act, entity, state)
    return chosen


def _is_redacted(source: State) -> bool:
    """Tell whether the present version of a text is one that words were cut from."""
    return any(one["id"] == source["version"] and one.get("redacted", False) for one in source["versions"])


def made_and_gone(entity: str, acts: Sequence[Act]) -> State | None:
    """Give the state of a coding whose making was taken back: as it was made, and gone; nothing for other entities."""
    for act in acts:
        fold = _MAKES_CODINGS.get(act.event.kind)
        made = fold(act, entity, None) if fold is not None and "/" not in entity and entity in act.items else None
        # A decision against a coding names it, but does not make it.
        if made is not None:
            return _removed(act, entity, made)
    return None


def _contradicted(removal: Act, entity: str, acts: Sequence[Act], concurrent: Callable[[Event, Event], bool]) -> bool:
    """Tell whether somebody who did not know of a removal went on working on what it removed: then it stays."""
    return any(act.builds(entity) and concurrent(act.event, removal.event) for act in acts)


def _fold(act: Act, entity: str, state: State | None) -> State | None:
    fold = _FOLDS.get(act.event.kind)
    return state if fold is None else fold(act, entity, state)


def is_coding(state: Mapping[str, Any] | None) -> bool:
    """Tell the state of a coding."""
    return state is not None and state["type"] == "coding"


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


def _codings_redacted(act: Act, entity: str, state: State | None) -> State | None:
    """Give a coding the place of what is left of its passage; where nothing is left, it is gone."""
    if state is None or entity not in act.items:
        return _removed(act, entity, state)
    place = {name: act.items[entity][name] for name in ("version", "start", "end")}
    return {**state, "row": state["row"]._replace(**place)}


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


def _coding_row(item: Mapping[str, Any], coder: str) -> State:
    polarity = POLARITIES.index(item["polarity"])
    row = CodingRow(item["version"], item["start"], item["end"], item["code"], coder, item["round"], polarity, STANDS)
    return {"type": "coding", "row": row}


def _added(act: Act, entity: str, _state: State | None) -> State:
    return _coding_row(act.items[entity], act.body["coder"])


def _removed(_act: Act, _entity: str, state: State | None) -> State | None:
    return None if state is None else {**state, "row": state["row"]._replace(state=GONE)}


def _changed(act: Act, _entity: str, state: State | None) -> State | None:
    if state is None:
        return None
    new = {name: act.body[name] for name in ("version", "start", "end", "code") if name in act.body}
    if "polarity" in act.body:
        new["polarity"] = POLARITIES.index(act.body["polarity"])
    return {**state, "row": state["row"]._replace(**new)}


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
        return _removed(act, entity, state) if item["verdict"] == "reject" else _coding_row(item, act.body["coder"])
    names = ("verdict", "version", "start", "end", "code")
    own = {**{name: item[name] for name in names}, "coding": item.get("coding", "")}
    return {"type": "decision", **own, "suggested": item.get("suggested", {})}


def _reading(act: Act, _entity: str, _state: State | None) -> State:
    return _read(act.body)


def _read(item: Mapping[str, Any]) -> State:
    names = ("coder", "source", "round")
    return {"type": "reading", **{name: item[name] for name in names}, "whole": item["whole"] == "yes"}


def _memo(act: Act, _entity: str, state: State | None) -> State:
    first = {"actor": act.event.actor, "ms": act.event.ms} if state is None else {}
    names = ("content", "kind", "target", "on", "version", "start", "end")
    return {"type": "memo", **(state or {}), **first, **{name: act.body[name] for name in names if name in act.body}}


_MAKES_CODINGS: Final[Mapping[str, Fold]] = {
    "coding.added": _added,
    "codings.brought_in": _brought_in,
    "decision.made": _decided,
}
_FOLDS: Final[Mapping[str, Fold]] = {
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
    "codings.redacted": _codings_redacted,
    "codebook.taken_in": _book,
    "codebook.redacted": _book_redacted,
    "codebook.described": _head,
    "code.defined": _defined,
    "code.moved": _moved,
    "code.retired": _retired,
    "code.merged": _merged,
    "code.split": _split,
    "coding.added": _added,
    "codings.brought_in": _brought_in,
    "coding.removed": _removed,
    "coding.changed": _changed,
    "coding.recoded": _recoded,
    "coding.kept": _kept,
    "reading.done": _reading,
    "decision.made": _decided,
    "memo.written": _memo,
    "memo.removed": _gone,
}
