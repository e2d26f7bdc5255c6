"""Write memos, change them, take them away."""

from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import MEMO_KINDS
from fou_toolkit.store import Content
from fou_toolkit.store.protocol import Row
from fou_toolkit.workspace.live.coding import Finder
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import Passage
from fou_toolkit.workspace.live.references import the_one_called

__all__ = ["MemoTarget", "edit_memo", "remove_memo", "write_memo"]

MemoTarget = str | tuple[str, Passage]
"""Id of a coding, a text or a code; or a text and a passage in it."""


def write_memo(opened: Opened, text: str, *, kind: str = "analytic", on: MemoTarget | None = None) -> str:
    """Write a memo; gives its id. See `Workspace.memo`."""
    _check_kind(kind)
    target, content, memo = _target(opened, on), _content(text), opened.ledger.new_id()
    opened.act("memo.written", {"memo": memo, "kind": kind, **target, **content.ref}, [content])
    return memo


def edit_memo(
    opened: Opened, memo: str, text: str | None = None, *, kind: str | None = None, anyone: bool = False
) -> None:
    """Change the words or the kind of a memo. See `Workspace.edit_memo`."""
    row = _own(opened, memo, anyone=anyone)
    known = opened.present.value(row["content"])
    words, sort = known["text"] if text is None else text, row["kind"] if kind is None else kind
    _check_kind(sort)
    if words == known["text"] and sort == row["kind"]:
        return
    content = _content(words)
    place: dict[str, Any] = {name: row[name] for name in ("target", "on", "version", "start", "end") if name in row}
    opened.act("memo.written", {"memo": memo, "kind": sort, **place, **content.ref}, [content])


def remove_memo(opened: Opened, memo: str, *, anyone: bool = False) -> None:
    """Take a memo away. See `Workspace.remove_memo`."""
    _own(opened, memo, anyone=anyone)
    opened.act("memo.removed", {"memo": memo})


def _own(opened: Opened, memo: str, *, anyone: bool) -> Row:
    row = opened.store.entity(memo)
    if row is None or row["type"] != "memo" or opened.present.value(row["content"]) is None:
        raise UnknownIdError(t("There is no memo «{id}».", id=memo), hint=t("fou memos lists them with their ids."))
    if not anyone and row["actor"] != opened.present.coder_uids.get(opened.coder):
        coder = opened.present.coders.get(row["actor"])
        message = t("The memo «{id}» was written by «{coder}».", id=memo, coder=coder.id if coder else "?")
        raise DataError(message, hint=t("Whoever leads the project can say anyone=True (--anyone)."))
    return row


def _check_kind(kind: str) -> None:
    if kind not in MEMO_KINDS:
        hint = t("Possible are: {names}", names=", ".join(MEMO_KINDS))
        raise DataError(t("«{value}» is not possible for {key}.", value=kind, key="kind"), hint=hint)


def _content(text: str) -> Content:
    if not text.strip():
        raise DataError(t("The memo has no words."), hint=t("To take it away: remove_memo."))
    return Content.of({"text": text})


def _target(opened: Opened, on: MemoTarget | None) -> dict[str, Any]:
    if on is None:
        return {"target": "project"}
    if isinstance(on, tuple):
        return {"target": "span", **Finder(opened).place(*on)}
    found = the_one_called(opened, on, "coding", "source", "code")
    return {"target": found.kind, "on": found.uid}
