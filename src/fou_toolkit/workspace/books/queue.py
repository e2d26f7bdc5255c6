"""Codings that a change of the codebook left behind, for people to recode: many in one act."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError
from fou_toolkit.workspace.books.definitions import Definitions
from fou_toolkit.workspace.books.stored import names_of, standing_codes
from fou_toolkit.workspace.live.coding import own_coding
from fou_toolkit.workspace.live.moving import Standing
from fou_toolkit.workspace.live.naming import Names
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.refusals import Refusals
from fou_toolkit.workspace.live.snapshot import codings_now

__all__ = ["CHANGED", "RETIRED", "SPLIT", "UNDONE", "RecodeQueue", "Waiting", "keep", "recode", "recode_queue"]

RETIRED: Final = mark("the code was retired")
SPLIT: Final = mark("the code was split")
UNDONE: Final = mark("the code was taken back")
CHANGED: Final = mark("the code has another definition")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A coding that waits to be recoded.

    Args:
        coding: Its id.
        source: Id of the text.
        coder: Who coded.
        code: Id of the code that it has.
        why: `RETIRED`, `SPLIT`, `UNDONE`, or `CHANGED`.
        quote: The words that were coded.
        possible: Codes that it could get: those that the code was split into, or its neighbours.
    """

    coding: str
    source: str
    coder: str
    code: str
    why: str
    quote: str
    possible: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class RecodeQueue(Tabular):
    """Codings that wait to be recoded, by text and place.

    Args:
        waiting: The codings.
        changed_since: Whether these are codings whose code has another definition now; else their code is gone.
    """

    waiting: tuple[Waiting, ...]
    changed_since: bool = False

    def __len__(self) -> int:
        """Give their number."""
        return len(self.waiting)

    def __iter__(self) -> Iterator[Waiting]:
        """Go through them."""
        return iter(self.waiting)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a coding."""
        return ("coding", "source", "coder", "code", "why", "quote", "possible")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("coding"), t("text"), t("coded by"), t("code"), t("why"), t("words"), t("possible codes"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per coding."""
        for one in self.waiting:
            yield (one.coding, one.source, one.coder, one.code, one.why, one.quote, ", ".join(one.possible))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for coding, source, coder, code, why, *rest in self.rows():
            yield (coding, source, coder, code, t(str(why)), *rest)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        if self.changed_since:
            return tn(
                "{n} coding was made with another definition",
                "{n} codings were made with another definition",
                len(self.waiting),
            )
        return tn("{n} coding waits to be recoded", "{n} codings wait to be recoded", len(self.waiting))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what to do with them."""
        if not self.waiting:
            return ()
        if self.changed_since:
            return (t("They count as they are. Read each again: recode it, or say that it stays (keep)."),)
        return (t("They are in no snapshot until a person recodes them (recode) or takes them away."),)


def recode_queue(opened: Opened, coder: str | None = None, *, changed_since: bool = False) -> RecodeQueue:
    """Give the codings that wait to be recoded; see `Workspace.recode_queue`."""
    wanted = None if coder is None else opened.present.coder_uids.get(coder, "")
    standing = codings_now(opened)
    definitions = Definitions(opened) if changed_since else None
    states = [_why_gone(opened, uid) for uid in standing.codes]
    telling = _Telling(opened, standing)
    found = []
    for number in np.flatnonzero(_candidates(standing, states, definitions)).tolist():
        code = int(standing.code[number])
        if wanted is not None and standing.coders[standing.coder[number]] != wanted:
            continue
        why = states[code]
        if definitions is not None:
            coding = standing.ids[number].decode()
            why = CHANGED if definitions.changed_since(coding, standing.codes[code]) else ""
        if why:
            found.append(telling.of(number, why))
    ordered = sorted(found, key=lambda one: (one[1].source, one[0], one[1].coding))
    return RecodeQueue(tuple(one for _, one in ordered), changed_since)


def _candidates(
    standing: Standing, states: Sequence[str], definitions: Definitions | None
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Say of each coding whether it can be in the queue, by its code."""
    per_code = [
        not state and definitions.changed(uid) if definitions else bool(state)
        for uid, state in zip(standing.codes, states, strict=True)
    ]
    return np.array(per_code, np.bool_)[standing.code]


def _why_gone(opened: Opened, uid: str) -> str:
    """Say why a code is not in the codebook; empty if it is."""
    stored = opened.present.codes.get(uid)
    if stored is None:
        return UNDONE
    if not stored.row["retired"]:
        return ""
    return SPLIT if stored.row["split"] else RETIRED


class _Telling:
    """Says what a coding in the queue is about."""

    def __init__(self, opened: Opened, standing: Standing) -> None:
        self._opened = opened
        self._standing = standing
        self._names = Names(opened)
        self._possible: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _contents(self) -> dict[str, str]:
        sources = self._opened.present.sources.values()
        return {one["id"]: one["content"] for source in sources for one in source.versions}

    def of(self, number: int, why: str) -> tuple[int, Waiting]:
        """Give where a coding stands, and what is said of it."""
        standing, present = self._standing, self._opened.present
        code, coder = standing.codes[standing.code[number]], standing.coders[standing.coder[number]]
        stored = present.sources[standing.sources[standing.source[number]]]
        known = present.codes.get(code)
        if code not in self._possible:
            self._possible[code] = _possible(self._opened, code)
        waiting = Waiting(
            standing.ids[number].decode(),
            stored.id,
            present.coders[coder].id if coder in present.coders else "",
            known.id if known is not None else self._names.code(code),
            why,
            self._quote(number),
            self._possible[code],
        )
        return int(standing.start[number]), waiting

    def _quote(self, number: int) -> str:
        """Give the words; of a coding without a place, those of the version that was coded."""
        standing = self._standing
        start, end = int(standing.start[number]), int(standing.end[number])
        if standing.placed[number]:
            stored = self._opened.present.sources[standing.sources[standing.source[number]]]
            return self._opened.text_of(stored).text[start:end]
        value = self._opened.present.value(self._contents[standing.versions[standing.version[number]]])
        return value["text"][start:end] if value else ""


def _possible(opened: Opened, uid: str) -> tuple[str, ...]:
    stored = opened.present.codes.get(uid)
    if stored is None:
        return ()
    if stored.row["split"]:
        return names_of(opened, tuple(_into(opened, stored.row["split"])))
    standing = standing_codes(opened).values()
    same = [code.id for code in standing if code.data["id"] == stored.data["id"]]
    near = [code.id for code in standing if code.row["parent"] == stored.row["parent"] and code.row["parent"]]
    return tuple(dict.fromkeys((*same, *(code for code in near if code != stored.id))))


def _into(opened: Opened, split: Sequence[str]) -> Iterator[str]:
    """Follow codes that were split again."""
    codes, seen, waiting = opened.present.codes, set[str](), list(split)
    while waiting:
        uid = waiting.pop(0)
        if uid in seen:
            continue
        seen.add(uid)
        stored = codes.get(uid)
        if stored is not None and stored.row["split"] and stored.row["retired"]:
            waiting = [*stored.row["split"], *waiting]
        else:
            yield uid


def recode(opened: Opened, codings: str | Iterable[str], code: str, *, anyone: bool = False) -> int:
    """Give codings another code; see `Workspace.recode`."""
    uid = opened.code_uid(code)
    chosen = _chosen(opened, codings, anyone=anyone)
    opened.act("coding.recoded", {"codings": chosen, "code": uid})
    return len(chosen)


def keep(opened: Opened, codings: str | Iterable[str], *, anyone: bool = False) -> int:
    """Say that codings stay with their code; see `Workspace.keep`."""
    chosen = _chosen(opened, codings, anyone=anyone)
    by_code: dict[str, list[str]] = {}
    present = opened.present
    for coding in chosen:
        row = opened.store.coding(coding)
        made_with = row.code if row is not None else ""
        uid = present.code_now(made_with) if made_with in present.codes else made_with
        if _why_gone(opened, uid):
            hint = t("Give it another code (recode), or take it away.")
            message = t("The coding «{id}» cannot keep its code: {why}.", id=coding, why=t(_why_gone(opened, uid)))
            raise DataError(message, hint=hint)
        by_code.setdefault(uid, []).append(coding)
    with opened.writing():
        for uid, kept in by_code.items():
            opened.act("coding.kept", {"codings": kept, "code": uid})
    return len(chosen)


def _chosen(opened: Opened, codings: str | Iterable[str], *, anyone: bool) -> list[str]:
    """Give the ids of codings that stand, each once.

    Raises:
        UnknownIdError: One of them is none; nothing is done.
        DataError: One is somebody else's, or there is none.
    """
    chosen = list(dict.fromkeys([codings] if isinstance(codings, str) else codings))
    if not chosen:
        raise DataError(t("No coding was named."), hint=t("recode_queue() lists those that wait, with their ids."))
    refusals = Refusals()
    for coding in chosen:
        with refusals.gathering():
            own_coding(opened, coding, anyone=anyone)
    refusals.check()
    return chosen
