"""Copies of one project that go separate ways: random acts in each, random merges, and what every one ends up with."""

import random
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import count
from pathlib import Path

from fou_toolkit.store import GONE, STANDS, Content, Event, EventStore, Ledger, MemoryStore, SqliteStore, open_store
from fou_toolkit.store.memory import MemoryStore as _Memory
from fou_toolkit.workspace.joining.chains import join
from fou_toolkit.workspace.joining.differing import differences

TYPES = (
    *("project", "source", "participant", "consent", "mention", "coder", "codebook", "code", "queue", "decision"),
    *("reading", "memo"),
)
Step = tuple[int, int, int]
"""Which copy, what it does, and a number that chooses among what there is."""


def dump(store: EventStore) -> dict[str, object]:
    """Give everything that follows from the log, in an order of its own; and what is erased."""
    state: dict[str, object] = {kind: dict(store.entities(kind)) for kind in TYPES}
    state["codings"] = dict(store.codings())
    state["undone"] = store.undone([event.id for event in store.events()])
    state["contents"] = {one.id: one.digest for one in store.contents()}
    state["erased"] = store.erased()
    return state


def conflicts(ledger: Ledger) -> list[tuple[object, ...]]:
    """Give what is to be settled, by acts of the log."""
    return [(one.entity, tuple(act.event.id for act in one.acts)) for one in differences(ledger)]


class Copy:
    """One copy, and what was acknowledged in it.

    Args:
        ledger: Its acts.
        actor: Who works here.
    """

    def __init__(self, ledger: Ledger, actor: str) -> None:
        self.ledger = ledger
        self.actor = actor
        self.acknowledged: list[str] = []

    @property
    def store(self) -> EventStore:
        """Its store."""
        return self.ledger.store

    def do(self, kind: str, body: dict[str, object], *contents: Content, actor: str = "") -> Event:
        """Do something, and remember that it was acknowledged."""
        event = self.ledger.act(kind, body, actor=actor or self.actor, contents=contents)
        self.acknowledged.append(event.id)
        return event


class Apart:
    """Three copies of one project.

    Args:
        seed: Of clocks and ids.
        folder: Where the files lie; without one, everything is in memory.
        unnoticed: Whether the third copy goes on in the chain of the first, because nobody noticed that it is a copy.
    """

    def __init__(self, seed: int = 0, folder: Path | None = None, *, unnoticed: bool = False) -> None:
        self.random = random.Random(seed)
        numbers = count(1)
        self.ids: Callable[[], str] = lambda: f"{next(numbers):020x}"
        self.added: set[str] = set()
        self.removed: set[str] = set()
        self.folder = folder
        first: EventStore = MemoryStore() if folder is None else open_store(folder / "a.fou")
        self.copies = [Copy(self._ledger(first), "")]
        self._begin(self.copies[0])
        for number in (1, 2):
            ledger = self._ledger(self._copied(first, number))
            if number == 1 or not unnoticed:
                ledger.begin_replica(actor=self.people[0])
            self.copies.append(Copy(ledger, self.people[number]))
        self.copies[0].actor = self.people[0]

    def _ledger(self, store: EventStore) -> Ledger:
        wrong = self.random.choice([0, 0, -50, 70])
        ticks = count(1000 + wrong)
        step = self.random.choice([1, 3])
        return Ledger(store, wall=lambda: next(ticks) // step, ids=self.ids)

    def _copied(self, store: EventStore, number: int) -> EventStore:
        if isinstance(store, _Memory):
            return deepcopy(store)
        assert isinstance(store, SqliteStore)
        assert self.folder is not None
        path = self.folder / f"{number}.fou"
        store.connection.execute("VACUUM INTO ?", (str(path),))
        return open_store(path)

    def _begin(self, copy: Copy) -> None:
        copy.ledger.begin()
        self.people = [self.ids() for _ in range(3)]
        for who in self.people:
            content = Content.of({"id": who})
            copy.do("coder.named", {"coder": who, **content.ref}, content, actor=who)
        copy.actor = self.people[0]
        self.person, self.source = self.ids(), self.ids()
        name = Content.of({"pseudonym": "P01"})
        copy.do("participant.described", {"participant": self.person, **name.ref}, name)
        facts, text = Content.of({"id": "a"}), Content.of({"text": "ord " * 50})
        self.version = self.ids()
        body = {"source": self.source, "version": self.version, "facts": facts.ref, **text.ref}
        copy.do("source.taken_in", body, facts, text)
        for _ in range(3):
            self._define(copy, self.ids())
        for number in range(4):
            self._add(copy, number)

    # --- acts

    def _choose(self, found: Sequence[str], number: int) -> str | None:
        return found[number % len(found)] if found else None

    def _codings(self, copy: Copy, state: int) -> list[str]:
        return sorted(coding for coding, row in copy.store.codings() if row.state == state)

    def _codes(self, copy: Copy) -> list[str]:
        return [uid for uid, _ in copy.store.entities("code")]

    def _add(self, copy: Copy, number: int) -> None:
        items = []
        for _ in range(1 + number % 2):
            coding = self.ids()
            self.added.add(coding)
            place = {"version": self.version, "start": number, "end": number + 5}
            code = self._choose(self._codes(copy), number) or self.ids()
            items.append({"coding": coding, "code": code, "round": 1, "polarity": "", **place})
        copy.do("coding.added", {"coder": copy.actor, "items": items})

    def _change(self, copy: Copy, number: int) -> None:
        coding = self._choose(self._codings(copy, STANDS), number)
        if coding:
            change = [
                {"polarity": "hinders"},
                {"polarity": "supports"},
                {"version": self.version, "start": 1, "end": 3},
            ]
            copy.do("coding.changed", {"coding": coding, **change[number % 3]})

    def _remove(self, copy: Copy, number: int) -> None:
        coding = self._choose(self._codings(copy, STANDS), number)
        if coding:
            self.removed.add(coding)
            copy.do("coding.removed", {"codings": [coding]})

    def _undo(self, copy: Copy, number: int) -> None:
        # The same person works on two machines now and then.
        actor = self.people[number % 3]
        event = copy.ledger.undoable(actor)
        if event is not None:
            items = copy.ledger.read(event).items
            self.removed.update(one for one in items if one in self.added)
            copy.acknowledged.append(copy.ledger.undo(event, actor=actor).id)

    def _redo(self, copy: Copy, number: int) -> None:
        actor = self.people[number % 3]
        event = copy.ledger.redoable(actor)
        if event is not None:
            if event.kind == "coding.removed":
                self.removed.update(copy.ledger.read(event).body["codings"])
            copy.acknowledged.append(copy.ledger.redo(event, actor=actor).id)

    def _memo(self, copy: Copy, number: int) -> None:
        memos = [uid for uid, _ in copy.store.entities("memo")]
        uid = self._choose(memos, number) if number % 3 else None
        content = Content.of({"text": f"tanke {number}"})
        body = {"memo": uid or self.ids(), "kind": "analytic", "target": "project"}
        copy.do("memo.written", {**body, **content.ref}, content)

    def _forget_memo(self, copy: Copy, number: int) -> None:
        uid = self._choose([uid for uid, _ in copy.store.entities("memo")], number)
        if uid:
            copy.do("memo.removed", {"memo": uid})

    def _define(self, copy: Copy, uid: str) -> None:
        content = Content.of({"id": uid, "n": self.random.random()})
        copy.do("code.defined", {"code": uid, "parent": "", "place": 0, **content.ref}, content)

    def _code(self, copy: Copy, number: int) -> None:
        uid = self._choose(self._codes(copy), number)
        if number % 5 == 0 or uid is None:
            self._define(copy, self.ids())
        elif number % 5 == 1:
            self._define(copy, uid)
        elif number % 5 == 2:
            copy.do("code.moved", {"code": uid, "parent": "", "place": number % 9})
        elif number % 5 == 3:
            copy.do("code.retired", {"code": uid})
        else:
            into = self._choose([one for one in self._codes(copy) if one != uid], number // 5)
            if into:
                content = Content.of({"id": into, "n": number})
                copy.do("code.merged", {"code": uid, "into": into, **content.ref}, content)

    def _revise(self, copy: Copy, number: int) -> None:
        row = copy.store.entity(self.source)
        if row is not None:
            content = Content.of({"text": f"ord {number}"})
            body = {"source": self.source, "version": self.ids(), "from": row["version"], "ops": [], "doubts": []}
            copy.do("source.revised", {**body, **content.ref}, content)

    def _erase(self, copy: Copy, number: int) -> None:
        uid = self._choose([uid for uid, _ in copy.store.entities("memo")], number)
        row = copy.store.entity(uid) if uid else None
        if row is not None:
            copy.do("content.erased", {"contents": [row["content"]]})

    def _person(self, copy: Copy, number: int) -> None:
        content = Content.of({"pseudonym": f"P{number}", "basis": "b", "scopes": []})
        if number % 4 == 0:
            copy.do(
                "participant.withdrawn", {"participant": self.person, "scope": ("all", "quotation")[number % 8 // 4]}
            )
        elif number % 4 == 1:
            copy.do("participant.described", {"participant": self.person, **content.ref}, content)
        else:
            copy.do("consent.given", {"subject": self.person, **content.ref}, content)

    def _decide(self, copy: Copy, number: int) -> None:
        place = {
            "version": self.version,
            "start": 2,
            "end": 9,
            "code": self._choose(self._codes(copy), 0) or self.ids(),
        }
        item = {"suggestion": f"{number % 3:020x}", "round": 1, "polarity": "", **place}
        if number % 2:
            coding = self.ids()
            self.added.add(coding)
            item |= {"verdict": "accept", "coding": coding}
        else:
            item |= {"verdict": "reject"}
        copy.do("decision.made", {"coder": self.people[number % 2], "items": [item]})

    def _settle(self, copy: Copy, number: int) -> None:
        found = list(differences(copy.ledger))
        if found:
            one = found[number % len(found)]
            act = one.acts[number % len(one.acts)]
            before = copy.store.coding(one.entity)
            copy.do("conflict.settled", {"entity": one.entity, "keep": act.event.id})
            after = copy.store.coding(one.entity)
            if before and after and after.state == GONE:
                self.removed.add(one.entity)

    # --- going on

    def step(self, step: Step) -> None:
        """Do one thing in one copy."""
        which, what, number = step
        copy = self.copies[which % 3]
        verbs = (
            *(self._add, self._change, self._remove, self._undo, self._redo, self._memo, self._forget_memo, self._code),
            *(self._revise, self._erase, self._person, self._decide, self._settle),
        )
        if what >= len(verbs):
            self.merge(which % 3, (which + 1 + number % 2) % 3)
        else:
            verbs[what](copy, number)

    def merge(self, here: int, other: int) -> int:
        """Take into one copy what another has; gives how many acts were new."""
        copy = self.copies[here]
        return len(join(copy.ledger, [self.copies[other].store], actor=lambda: copy.actor))

    def merge_all(self) -> int:
        """Merge all with all until nothing is new; gives how many rounds that took."""
        pairs = [(here, other) for here in range(3) for other in range(3) if here != other]
        for rounds in range(1, 9):
            self.random.shuffle(pairs)
            if not sum(self.merge(*pair) for pair in pairs):
                return rounds
        message = "the copies never come together"
        raise AssertionError(message)

    def close(self) -> None:
        """Let go of the files."""
        for copy in self.copies:
            copy.store.close()
