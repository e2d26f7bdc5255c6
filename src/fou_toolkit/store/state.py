"""The state of one entity as a pure function of the acts that touch it; what each act does stands in `_folds_of_…`.

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
from typing import Any, Final

from fou_toolkit.store import _folds_of_codes, _folds_of_codings, _folds_of_texts
from fou_toolkit.store._act import Act, Fold, State
from fou_toolkit.store._folds_of_codings import MAKES_CODINGS, removed
from fou_toolkit.store.event import Event

__all__ = ["Act", "as_seen_by", "derive", "is_coding", "made_and_gone"]


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
        return removed(act, entity, state)
    return chosen


def _is_redacted(source: State) -> bool:
    """Tell whether the present version of a text is one that words were cut from."""
    return any(one["id"] == source["version"] and one.get("redacted", False) for one in source["versions"])


def made_and_gone(entity: str, acts: Sequence[Act]) -> State | None:
    """Give the state of a coding whose making was taken back: as it was made, and gone; nothing for other entities."""
    for act in acts:
        fold = MAKES_CODINGS.get(act.event.kind)
        made = fold(act, entity, None) if fold is not None and "/" not in entity and entity in act.items else None
        # A decision against a coding names it, but does not make it.
        if made is not None:
            return removed(act, entity, made)
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


_FOLDS: Final[Mapping[str, Fold]] = {**_folds_of_texts.FOLDS, **_folds_of_codes.FOLDS, **_folds_of_codings.FOLDS}
