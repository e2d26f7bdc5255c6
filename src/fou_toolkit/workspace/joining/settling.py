"""A person decides a conflict; the decision is an act like others, and goes with every later merge."""

from typing import Final, Literal

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, StaleError, UnknownIdError
from fou_toolkit.store import Content, Event
from fou_toolkit.workspace.joining.conflicts import Conflict, conflicts_of
from fou_toolkit.workspace.joining.differing import last_acts
from fou_toolkit.workspace.joining.uniting import unite_people, unite_texts
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["settle"]

_BOTH: Final = "both"


def settle(opened: Opened, conflict: Conflict | int, *, keep: int | Literal["both"]) -> Event:
    """Decide a conflict; see `Workspace.settle`."""
    present = conflicts_of(opened)
    one = present[conflict] if isinstance(conflict, int) else conflict
    mark = opened.mark_of()
    if all(one.key != other.key for other in present):
        hint = t("Look at the conflicts again. Nothing was changed.")
        raise StaleError(t("This conflict is settled already, or has changed since it was shown."), hint=hint)
    possible = (*range(1, len(one.sides) + 1), *((_BOTH,) if one.kind == "double" else ()))
    if keep not in possible:
        hint = t("Possible are: {names}", names=", ".join(map(str, possible)))
        raise UnknownIdError(t("The conflict has no side «{side}».", side=keep), hint=hint)
    with opened.writing():
        opened.check_fresh(mark)
        if one.kind == "withdrawal":
            # It only takes note: what was erased stays erased.
            return _stays(opened, one.entity)
        if keep == "both":
            return _stays(opened, one.sides[0].entity)
        if one.kind == "double":
            return _double(opened, one, one.sides[keep - 1].entity)
        return opened.act("conflict.settled", {"entity": one.entity, "keep": one.sides[keep - 1].act})


def _stays(opened: Opened, entity: str) -> Event:
    """Say that something stays as it is: what was done last is chosen."""
    last = last_acts(opened.ledger, entity)[-1]
    return opened.act("conflict.settled", {"entity": entity, "keep": last.event.id})


def _double(opened: Opened, conflict: Conflict, stays: str) -> Event:
    rest = [side.entity for side in conflict.sides if side.entity != stays]
    present = opened.present
    if stays in present.codes:
        return [_merge_code(opened, one, stays) for one in rest][-1]
    if stays in present.sources:
        return [unite_texts(opened, one, stays) for one in rest][-1]
    if stays in present.people:
        return [unite_people(opened, one, stays) for one in rest][-1]
    hint = t("Let both stand, and go on under one of the names.")
    raise DataError(t("Two coders cannot become one: it would no longer show who did what."), hint=hint)


def _merge_code(opened: Opened, code: str, into: str) -> Event:
    content = Content.of(opened.present.codes[into].data)
    return opened.act("code.merged", {"code": code, "into": into, **content.ref}, [content])
