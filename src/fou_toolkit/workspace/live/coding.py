"""Coding by people: put codes on passages, change them, take them away, say what was read."""

from collections.abc import Iterable, Sequence
from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import POLARITIES, Source
from fou_toolkit.store import STANDS, CodingRow
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import Passage, passage_of
from fou_toolkit.workspace.live.present import StoredSource
from fou_toolkit.workspace.live.refusals import Refusals, check_whole

__all__ = [
    "Finder",
    "change",
    "check_polarity",
    "own_coding",
    "put_code",
    "put_many",
    "read_whole",
    "remove",
]


def check_polarity(polarity: object) -> None:
    """Refuse a polarity that is none.

    Raises:
        DataError: It is none of `POLARITIES`.
    """
    if polarity not in POLARITIES:
        hint = t("Possible are: {names}", names=", ".join(POLARITIES[1:]))
        raise DataError(t("«{value}» is not possible for {key}.", value=polarity, key="polarity"), hint=hint)


class Finder:
    """Finds texts, passages and codes by the names that people use, each name once.

    Args:
        opened: The project.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._texts: dict[str, tuple[StoredSource, Source]] = {}
        self._codes: dict[str, str] = {}

    def source(self, name: str) -> tuple[StoredSource, Source]:
        """Give a text."""
        if name not in self._texts:
            stored = self._opened.present.sources[self._opened.source_uid(name)]
            self._texts[name] = stored, self._opened.text_of(stored)
        return self._texts[name]

    def place(self, source: str, passage: Passage) -> dict[str, Any]:
        """Give where a passage is, as it stands in the body of an event."""
        stored, text = self.source(source)
        span = passage_of(text, passage)
        return {"version": stored.version, "start": span.start, "end": span.end}

    def code(self, name: str) -> str:
        """Give the id in the log of a code that stands."""
        if name not in self._codes:
            self._codes[name] = self._opened.code_uid(name)
        return self._codes[name]


def put_code(opened: Opened, source: str, passage: Passage, code: str, *, polarity: str = "", number: int = 1) -> str:
    """Put a code on a passage; gives the id of the coding. See `Workspace.code`."""
    [coding] = put_many(opened, [(source, passage, code)], polarity=polarity, number=number)
    return coding


def put_many(
    opened: Opened, passages: Iterable[tuple[str, Passage, str]], *, polarity: str = "", number: int = 1
) -> tuple[str, ...]:
    """Put codes on passages in one act; gives the ids of the codings. See `Workspace.code_many`."""
    check_polarity(polarity)
    check_whole(number, "round")
    refusals, find, items = Refusals(), Finder(opened), []
    for source, passage, code in passages:
        with refusals.gathering():
            place = find.place(source, passage)
            own = {"coding": opened.ledger.new_id(), "code": find.code(code)}
            items.append({**own, **place, "round": number, "polarity": polarity})
    refusals.check()
    if items:
        opened.act("coding.added", {"coder": opened.actor, "items": items})
    return tuple(item["coding"] for item in items)


def own_coding(opened: Opened, coding: str, *, anyone: bool) -> CodingRow:
    """Give a coding that stands and that the one who works may touch.

    Raises:
        UnknownIdError: There is no such coding, or it was removed.
        DataError: It is somebody else's, and `anyone` was not said.
    """
    row = opened.store.coding(coding)
    if row is None or row.state != STANDS:
        hint = t("fou codings lists them with their ids.")
        raise UnknownIdError(t("There is no coding «{id}».", id=coding), hint=hint)
    if not anyone and row.coder != opened.present.coder_uids.get(opened.coder):
        coder = opened.present.coders.get(row.coder)
        message = t("The coding «{id}» was made by «{coder}».", id=coding, coder=coder.id if coder else row.coder)
        raise DataError(message, hint=t("Whoever leads the project can say anyone=True (--anyone)."))
    return row


def remove(opened: Opened, codings: Sequence[str], *, anyone: bool = False) -> None:
    """Take codings away in one act. See `Workspace.remove`."""
    refusals = Refusals()
    for coding in codings:
        with refusals.gathering():
            own_coding(opened, coding, anyone=anyone)
    refusals.check()
    if codings:
        opened.act("coding.removed", {"codings": list(dict.fromkeys(codings))})


def change(
    opened: Opened,
    coding: str,
    *,
    passage: Passage | None = None,
    code: str | None = None,
    polarity: str | None = None,
    anyone: bool = False,
) -> None:
    """Change parts of a coding. See `Workspace.change`."""
    row = own_coding(opened, coding, anyone=anyone)
    new: dict[str, Any] = {}
    if passage is not None:
        stored = opened.present.version_owners.get(row.version)
        if stored is None:
            raise DataError(t("The text of the coding «{id}» is gone.", id=coding))
        new |= Finder(opened).place(stored.id, passage)
        if all(getattr(row, name) == value for name, value in new.items()):
            new = {}
    if code is not None and (uid := opened.code_uid(code)) != row.code:
        new["code"] = uid
    if polarity is not None:
        check_polarity(polarity)
        if polarity != POLARITIES[row.polarity]:
            new["polarity"] = polarity
    if new:
        opened.act("coding.changed", {"coding": coding, **new})


def read_whole(opened: Opened, source: str, *, number: int = 1, whole: bool = True) -> None:
    """Say whether a text was read whole. See `Workspace.read_whole`."""
    check_whole(number, "round")
    uid, answer = opened.source_uid(source), "yes" if whole else "no"
    known = opened.store.entity(f"{opened.actor}/{uid}/{number}")
    if known is None or known["whole"] != whole:
        opened.act("reading.done", {"coder": opened.actor, "source": uid, "round": number, "whole": answer})
