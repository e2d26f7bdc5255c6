"""The codebook as it was: after each act that changed it, and what was different then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.codebooks import CodebookDifferences, compare_codebooks
from fou_toolkit.errors import MaterialError, UnknownIdError
from fou_toolkit.model import Codebook
from fou_toolkit.store import Event
from fou_toolkit.store.kinds import touched
from fou_toolkit.store.state import Act, derive
from fou_toolkit.workspace.books.stored import stored_book
from fou_toolkit.workspace.live.opened import Opened, time_of
from fou_toolkit.workspace.live.present import Present
from fou_toolkit.workspace.live.telling import Teller

__all__ = ["BookHistory", "BookLog", "BookState", "When", "book_at", "book_diff", "book_history", "content_given"]

Order = tuple[int, int, str, str]
When = datetime | int
_HEAD = "codebook"


class BookLog:
    """All acts on the codebook and its codes, those that were taken back too; read once.

    Args:
        opened: The project.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        ledger, store = opened.ledger, opened.store
        self.acts: dict[str, Act] = {}
        waiting = {*store.touching(_HEAD), *(event.id for event in store.events(kind="code.defined"))}
        self.on: dict[str, list[Act]] = {_HEAD: []}
        while waiting:
            act = ledger.find(waiting.pop())
            if act is None or act.event.id in self.acts:
                continue
            self.acts[act.event.id] = act
            # An act on one code can name others: those that a code was split into.
            for entity in touched(act.event.kind, act.body):
                self.on.setdefault(entity, []).append(act)
                waiting |= set(store.touching(entity)) - self.acts.keys()
        for acts in self.on.values():
            acts.sort(key=lambda act: act.event.order)
        self.words = {act: self._words(act) for act in self.acts}

    def _words(self, act: str) -> list[Event]:
        """Give the events that take an act back or do it again, in order."""
        store = self.opened.store
        found = (store.event(one) for one in store.touching(f"act/{act}"))
        return sorted((one for one in found if one is not None), key=lambda one: one.order)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events that changed the codebook, in total order."""
        words = (word for found in self.words.values() for word in found)
        return tuple(sorted((*(act.event for act in self.acts.values()), *words), key=lambda one: one.order))

    def standing(self, entity: str, limit: Order) -> list[Act]:
        """Give the acts on something up to a time that had not been taken back then."""
        acts = [act for act in self.on.get(entity, ()) if act.event.order <= limit]
        undone = {act.event.id for act in acts if self._is_undone(act, limit)}
        kept = [act for act in acts if act.event.id not in undone]
        ledger = self.opened.ledger
        return [act for act in acts if act.event.id not in undone or ledger.contradicting(entity, act, kept)]

    def _is_undone(self, act: Act, limit: Order) -> bool:
        words = [word for word in self.words[act.event.id] if word.order <= limit]
        return bool(words) and words[-1].kind == "act.undone"

    def at(self, limit: Order) -> Codebook | None:
        """Give the codebook as it was after all that was done up to a time."""
        return _Past(self, limit).codebook


class _Past(Present):
    """The codebook as it was; nothing else of that time is here."""

    def __init__(self, log: BookLog, limit: Order) -> None:
        super().__init__(log.opened.ledger, {})
        self._log = log
        self._limit = limit

    def value(self, content: str) -> Any:  # noqa: ANN401 - each kind of content has its own shape
        """Give what a content holds; contents never change."""
        return self._log.opened.present.value(content)

    def standing(self, entity: str) -> list[Act]:
        """Give the acts on something that stood then."""
        return self._log.standing(entity, self._limit)

    def _rows(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for entity in sorted(self._log.on):
            if (entity == _HEAD) == (kind == "codebook") and kind in ("codebook", "code"):
                ledger = self._log.opened.ledger
                state = derive(entity, self.standing(entity), ledger.is_concurrent, ledger.find)
                if state is not None:
                    yield entity, {**state, "content": self._readable(entity, state["content"])}

    def _readable(self, entity: str, content: str) -> str:
        """Give the content that took the place of one that was erased."""
        if content not in self._log.opened.store.erased():
            return content
        later = (content_given(act, entity) for act in self._log.on[entity])
        there = (one for one in later if one and one not in self._log.opened.store.erased())
        return next(there, content)


def content_given(act: Act, entity: str) -> str:
    """Give the content that an act gave to a code, or to the head; empty where it gave none."""
    if entity in act.items:
        return str(act.items[entity].get("content", ""))
    # The content of a merge is that of the code that stays.
    about = act.body.get("into", act.body.get("code", act.body.get("entity")))
    given = entity in (_HEAD, about)
    return str(act.body.get("content", "")) if given else ""


@dataclass(frozen=True, slots=True)
class BookState:
    """The codebook after one act.

    Args:
        number: Number of the act among those that changed the codebook, from 1.
        ms: When: milliseconds since 1970 (UTC).
        coder: Who did it.
        what: What was done, in words.
        before: The codebook before; nothing where there was none.
        after: The codebook then.
    """

    number: int
    ms: int
    coder: str
    what: str
    before: Codebook | None
    after: Codebook | None

    @property
    def differences(self) -> CodebookDifferences | None:
        """What was different; nothing where there was no codebook then."""
        if self.after is None:
            return None
        return compare_codebooks(replace(self.after, codes=()) if self.before is None else self.before, self.after)


@dataclass(frozen=True, repr=False, eq=False)
class BookHistory(Tabular):
    """What was done to the codebook, oldest first; the number of a row can be given to `codebook_at`.

    Args:
        states: The codebook after each act.
    """

    states: tuple[BookState, ...] = field(repr=False)

    def __len__(self) -> int:
        """Give the number of acts."""
        return len(self.states)

    def __iter__(self) -> Iterator[BookState]:
        """Go through the acts."""
        return iter(self.states)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row an act."""
        return ("number", "time", "coder", "what", "version", "changes")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("number"), t("time"), t("coder"), t("what"), t("version"), t("changes"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per act."""
        for one in self.states:
            found = one.differences
            version = one.after.version if one.after is not None else ""
            changes = found.summary if found is not None else t("There is no codebook.")
            yield (one.number, time_of(one.ms), one.coder, one.what, version, changes)

    @property
    def caption(self) -> str:
        """Say how many acts there are."""
        return tn("{n} act changed the codebook", "{n} acts changed the codebook", len(self.states))

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *(" · ".join(map(str, row)) for row in self.rows())])


def book_history(opened: Opened) -> BookHistory:
    """Give what was done to the codebook; see `Workspace.codebook_history`."""
    log, teller = BookLog(opened), Teller(opened)
    states: list[BookState] = []
    before: Codebook | None = None
    for number, event in enumerate(log.events, 1):
        after = log.at(event.order)
        coder = opened.present.coders.get(event.actor)
        what = teller.tell(opened.ledger.read(event)).what
        states.append(BookState(number, event.ms, coder.id if coder else "", what, before, after))
        before = after
    return BookHistory(tuple(states))


def book_at(opened: Opened, when: When) -> Codebook:
    """Give the codebook as it was; see `Workspace.codebook_at`."""
    log = BookLog(opened)
    book = log.at(_limit(log, when))
    if book is None:
        raise MaterialError(t("There was no codebook then."), hint=t("codebook_history() lists its states."))
    return book


def book_diff(opened: Opened, first: When, second: When | None = None) -> CodebookDifferences:
    """Say what is different in two states of the codebook; see `Workspace.codebook_diff`."""
    old = book_at(opened, first)
    return compare_codebooks(old, stored_book(opened) if second is None else book_at(opened, second))


def _limit(log: BookLog, when: When) -> Order:
    """Give the last place in the total order that still counts."""
    if isinstance(when, datetime):
        # Nothing sorts behind these in one millisecond.
        return int(when.timestamp() * 1000), 2**62, "", ""
    if isinstance(when, bool) or not 1 <= when <= len(log.events):
        hint = t("There are {n}; codebook_history() lists them.", n=len(log.events))
        raise UnknownIdError(t("There is no state {n} of the codebook.", n=when), hint=hint)
    return log.events[when - 1].order
