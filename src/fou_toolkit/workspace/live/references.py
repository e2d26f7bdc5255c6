"""What people mean by a name: a coding, a text, a code, a participant."""

from typing import Final, NamedTuple

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["Reference", "the_one_called", "things_called"]

_KINDS: Final = ("coding", "source", "code", "participant", "memo")


class Reference(NamedTuple):
    """A thing in the log: what it is, and its id there."""

    kind: str
    uid: str


def things_called(opened: Opened, name: str) -> tuple[Reference, ...]:
    """Give everything that has a name; `code:M1` means the code only.

    Raises:
        UnknownIdError: There is nothing of that name.
    """
    found = _called(opened, name, _KINDS)
    kind, _, rest = name.partition(":")
    if not found and kind in _KINDS:
        found = _called(opened, rest, (kind,))
    if not found:
        hint = t("Give the id of a coding, a text, a code, a participant or a memo.")
        raise UnknownIdError(t("There is nothing called «{id}».", id=name), hint=hint)
    return found


def the_one_called(opened: Opened, name: str, *kinds: str) -> Reference:
    """Give the one thing of some kinds that has a name.

    Raises:
        UnknownIdError: There is nothing of that name.
        DataError: There are several.
    """
    found = [one for one in things_called(opened, name) if one.kind in kinds]
    if not found:
        raise UnknownIdError(
            t("There is nothing called «{id}».", id=name), hint=t("Possible are: {names}", names=", ".join(kinds))
        )
    if len(found) > 1:
        names = ", ".join(f"{one.kind}:{name}" for one in found)
        hint = t("Say which one: {names}", names=names)
        raise DataError(t("There are several things called «{id}».", id=name), hint=hint)
    return found[0]


def _called(opened: Opened, name: str, kinds: tuple[str, ...]) -> tuple[Reference, ...]:
    present, store = opened.present, opened.store
    memo = store.entity(name) if name else None
    there = {
        "coding": name if name and store.coding(name) is not None else "",
        "source": present.source_uids.get(name, ""),
        "code": present.code_uids.get(name, ""),
        "participant": present.person_uids.get(name, ""),
        "memo": name if memo is not None and memo["type"] == "memo" else "",
    }
    return tuple(Reference(kind, there[kind]) for kind in kinds if there[kind])
