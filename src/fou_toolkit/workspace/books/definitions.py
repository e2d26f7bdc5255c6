"""What codes meant when codings were made, and what they mean now."""

from collections.abc import Iterator
from typing import Final

from fou_toolkit.store import Event
from fou_toolkit.workspace.books.past import content_given
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["Definitions"]

Order = tuple[int, int, str, str]
_MEANING: Final = ("brief", "definition", "use_when", "do_not_use_when")


class Definitions:
    """What codes meant when they were given, and what they mean now.

    Args:
        opened: The project.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._known: dict[str, list[tuple[Order, object]]] = {}

    def changed(self, uid: str) -> bool:
        """Tell whether a code ever had another definition than now."""
        meanings = self._meanings(uid)
        return any(meaning != meanings[-1][1] for _, meaning in meanings)

    def changed_since(self, coding: str, uid: str) -> bool:
        """Tell whether a coding was made, or last looked at, when its code had another definition."""
        meanings = self._meanings(uid)
        order = max(self._given(coding, uid))
        then = [meaning for at, meaning in meanings if at <= order]
        return bool(then) and then[-1] != meanings[-1][1]

    def _meanings(self, uid: str) -> list[tuple[Order, object]]:
        """Give what a code meant, from when on; what was erased is passed over."""
        if uid not in self._known:
            present = self._opened.present
            found: list[tuple[Order, object]] = []
            for act in present.standing(uid):
                value = present.value(content) if (content := content_given(act, uid)) else None
                if value is not None:
                    found.append((act.event.order, tuple(value.get(part) for part in _MEANING)))
            self._known[uid] = found or [((0, 0, "", ""), None)]
        return self._known[uid]

    def _given(self, coding: str, uid: str) -> Iterator[Order]:
        """Give when a coding got its code: when it was made or recoded, kept, or its code was merged into another."""
        yield (0, 0, "", "")
        present = self._opened.present
        for act in present.standing(coding):
            # Another passage or polarity is no new thought about the code.
            if act.event.kind != "coding.changed" or "code" in act.body:
                yield act.event.order
        for act in present.standing(f"{coding}/queue"):
            if act.body.get("code") == uid:
                yield act.event.order
        row = self._opened.store.coding(coding)
        if row is not None and row.code != uid:
            yield from (event.order for event in self._merges(row.code))

    def _merges(self, uid: str) -> Iterator[Event]:
        present, seen = self._opened.present, set[str]()
        while uid not in seen and uid in present.codes:
            seen.add(uid)
            merges = [
                one for one in present.standing(uid) if one.event.kind == "code.merged" and one.body["code"] == uid
            ]
            yield from (one.event for one in merges)
            uid = present.codes[uid].row["into"]
