"""A log that people work in, for tests of the store: coders, texts, codes and codings, by hand or at random.

    desk = Desk(MemoryStore())
    kari = desk.coder("Kari")
    source, version = desk.text(kari, "Vi har ansvar.")
    coding = desk.add(kari, version, desk.code(kari, "Ansvar"))[0]

Clock and ids are made up and the same in each run. `Crowd` lets several coders do whatever they like, chosen by numbers.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, Final

from fou_toolkit.store import Content, Event, EventStore, Ledger, MemoryStore

__all__ = ["Crowd", "Desk", "Wall", "causal_order", "ident", "ids", "place_of", "state_of"]

START: Final = 1_700_000_000_000


def ident(*parts: object) -> str:
    """Give an id that belongs to these words."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def ids(seed: object) -> Callable[[], str]:
    """Give ids one after the other, the same in each run."""
    numbers = count()
    return lambda: ident(seed, next(numbers))


class Wall:
    """A wall clock that goes on by itself, or stands, or is set back."""

    def __init__(self, ms: int = START, step: int = 1) -> None:
        self.ms, self.step = ms, step

    def __call__(self) -> int:
        self.ms += self.step
        return self.ms


def place_of(version: str, start: int = 0, end: int = 5) -> dict[str, Any]:
    """Give a place as it stands in a body."""
    return {"version": version, "start": start, "end": end}


def state_of(store: EventStore) -> tuple[object, ...]:
    """Give all that is derived, comparable."""
    undone = store.undone([event.id for event in store.events()])
    touches = sorted((entity, *sorted(one for _, one in group)) for entity, group in _grouped(store.touches()))
    return dict(store.entities()), dict(store.codings()), undone, touches


def _grouped(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for entity, event in pairs:
        groups.setdefault(entity, []).append((entity, event))
    return groups.items()


def causal_order(events: Sequence[Event], joins: dict[str, Sequence[str]], seed: int) -> list[Event]:
    """Shuffle events so that each stays behind the one before it, and behind what it joins."""
    chance, waiting, done, order = random.Random(seed), list(events), set(), []
    while waiting:
        ready = [one for one in waiting if one.prev in {"", *done} and done.issuperset(joins.get(one.id, ()))]
        chosen = chance.choice(ready)
        waiting.remove(chosen)
        done.add(chosen.id)
        order.append(chosen)
    return order


class Desk:
    """One copy of a project, with short names for what one does in it.

    Args:
        store: Where to.
        seed: Of the ids; two copies need two.
        wall: The wall clock.
        begin: Whether to begin a project; not in a store that has one.
    """

    def __init__(
        self,
        store: EventStore | None = None,
        *,
        seed: object = 0,
        wall: Callable[[], int] | None = None,
        begin: bool = True,
    ) -> None:
        self.store = MemoryStore() if store is None else store
        self.wall = wall or Wall()
        self.new = ids(seed)
        self.ledger = Ledger(self.store, wall=self.wall, ids=self.new)
        self._salts = count()
        self._seed = seed
        if begin:
            self.ledger.begin()

    def content(self, value: object) -> Content:
        """Make a content with a salt that is the same in each run."""
        made = Content.of(value)
        return Content(
            self.new(), hashlib.sha256(repr((self._seed, next(self._salts))).encode()).digest()[:16], made.data
        )

    def act(self, kind: str, actor: str, contents: Sequence[Content] = (), /, **body: object) -> Event:
        """Do one act; `from_` stands for `from`."""
        named = {name.rstrip("_"): value for name, value in body.items()}
        return self.ledger.act(kind, named, actor=actor, contents=contents)

    def said(self, kind: str, actor: str, value: object, /, **body: object) -> Event:
        """Do one act with something that was written."""
        content = self.content(value)
        return self.act(kind, actor, [content], **body, **content.ref)

    def coder(self, name: str) -> str:
        """Name a coder."""
        uid = self.new()
        self.said("coder.named", uid, {"id": name}, coder=uid)
        return uid

    def text(self, actor: str, words: str) -> tuple[str, str]:
        """Take in a text; gives source and version."""
        source, version, facts, content = self.new(), self.new(), self.content({"id": words[:5]}), self.content(words)
        body = {"source": source, "version": version, "facts": facts.ref, **content.ref}
        self.act("source.taken_in", actor, [facts, content], **body)
        return source, version

    def code(self, actor: str, name: str, parent: str = "") -> str:
        """Define a code."""
        uid = self.new()
        self.said("code.defined", actor, {"id": name}, code=uid, parent=parent, place=0)
        return uid

    def item(self, version: str, code: str, *, start: int = 0, end: int = 5) -> dict[str, Any]:
        """Give a coding as it stands in a body."""
        return {"coding": self.new(), "code": code, "round": 1, "polarity": "", **place_of(version, start, end)}

    def add(self, actor: str, version: str, code: str, *, number: int = 1, start: int = 0) -> list[str]:
        """Put a code on passages, in one act; gives the ids of the codings."""
        items = [self.item(version, code, start=start + n, end=start + n + 5) for n in range(number)]
        self.act("coding.added", actor, coder=actor, items=items)
        return [item["coding"] for item in items]

    def undo(self, actor: str) -> Event | None:
        """Take back the last act, if there is one."""
        last = self.ledger.undoable(actor)
        return None if last is None else self.ledger.undo(last, actor=actor)

    def redo(self, actor: str) -> Event | None:
        """Do again what was taken back last, if there is something."""
        last = self.ledger.redoable(actor)
        return None if last is None else self.ledger.redo(last, actor=actor)

    def merge(self, other: "Desk", actor: str = "") -> None:
        """Take in all that another copy has, and join the heads."""
        gone = self.store.erased() | other.store.erased()
        replica, own = self.store.get("replica"), self.store.chain_end(self.store.get("replica"))
        fresh = [one for one in other.store.events() if self.store.event(one.id) is None]
        self.ledger.receive(fresh, (one for one in other.store.contents() if one.id not in gone))
        if any(one.replica == replica for one in fresh):
            # A twin: from here on each has an id of its own.
            self.ledger.begin_replica(actor=actor)
        elif fresh:
            self.act("merge.joined", actor, heads=[one for one in self.store.heads() if own is None or one != own.id])

    def copy(self, seed: object, *, wall: Callable[[], int] | None = None) -> "Desk":
        """Give a copy of the project that goes its own way."""
        other = Desk(MemoryStore(), seed=seed, wall=wall or self.wall, begin=False)
        for fact in ("project", "replica"):
            other.store.put(fact, self.store.get(fact))
        other.store.erase_contents(self.store.erased())
        other.ledger.receive(self.store.events(), self.store.contents())
        other.ledger.begin_replica()
        return other


class Crowd(Desk):
    """Several coders who do whatever they like; what, and with what, is chosen by numbers.

    Args:
        store: Where to.
        seed: Of the ids.
        words: Gives what they write; each call something new.
        coders: How many.
        wall: The wall clock.
    """

    def __init__(
        self,
        store: EventStore | None = None,
        *,
        seed: object = 0,
        words: Callable[[], str] = lambda: "ord",
        coders: int = 3,
        wall: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(store, seed=seed, wall=wall)
        self.words = words
        self.coders = [self.coder(words()) for _ in range(coders)]
        first = self.coders[0]
        self.sources: list[tuple[str, str]] = [self.text(first, words()) for _ in range(2)]
        self.codes = [self.code(first, words()) for _ in range(3)]
        self.codings: list[str] = []
        self.memos: list[str] = []
        self.people: list[str] = []
        self.mentions: list[str] = []
        self.suggestions = [ident("suggestion", n) for n in range(3)]

    def beside(self, other: "Crowd") -> "Crowd":
        """Know of the same things as another copy."""
        for name in ("coders", "sources", "codes", "codings", "memos", "people", "mentions"):
            mine = getattr(self, name)
            mine.extend(one for one in getattr(other, name) if one not in mine)
        return self

    def away(self, seed: object) -> "Crowd":
        """Give a copy that goes its own way, with the same people."""
        plain = self.copy(seed)
        made = object.__new__(Crowd)
        made.__dict__.update(plain.__dict__)
        made.words, made.suggestions = self.words, self.suggestions
        for name in ("coders", "sources", "codes", "codings", "memos", "people", "mentions"):
            setattr(made, name, list(getattr(self, name)))
        return made

    def step(self, what: int, who: int, one: int = 0, two: int = 0) -> None:
        """Do something.

        Args:
            what: Which of `_STEPS`.
            who: Which coder.
            one: With what.
            two: And with what else.
        """
        _STEPS[what % len(_STEPS)](self, self.coders[who % len(self.coders)], one, two)

    def _put(self, actor: str, one: int, two: int) -> None:
        _, version = _pick(self.sources, one)
        self.codings += self.add(actor, version, _pick(self.codes, two), number=1 + one % 3, start=two)

    def _bring(self, actor: str, one: int, two: int) -> None:
        source, version = _pick(self.sources, one)
        items = [{**self.item(version, _pick(self.codes, two + n)), "coder": _pick(self.coders, n)} for n in range(2)]
        read = [{"coder": actor, "source": source, "round": 1 + two % 2, "whole": "yes"}]
        self.act("codings.brought_in", actor, items=items, read=read)
        self.codings += [item["coding"] for item in items]

    def _remove(self, actor: str, one: int, two: int) -> None:
        if self.codings:
            self.act("coding.removed", actor, codings=sorted({_pick(self.codings, one), _pick(self.codings, two)}))

    def _change(self, actor: str, one: int, two: int) -> None:
        if self.codings:
            new = [
                {"polarity": "hinders"},
                {"code": _pick(self.codes, one)},
                place_of(_pick(self.sources, one)[1], two, two + 3),
            ]
            self.act("coding.changed", actor, coding=_pick(self.codings, one), **_pick(new, two))

    def _keep(self, actor: str, one: int, two: int) -> None:
        if self.codings:
            self.act("coding.kept", actor, codings=[_pick(self.codings, one)], code=_pick(self.codes, two))

    def _recode(self, actor: str, one: int, two: int) -> None:
        if self.codings:
            self.act("coding.recoded", actor, codings=[_pick(self.codings, one)], code=_pick(self.codes, two))

    def _redact(self, actor: str, one: int, two: int) -> None:
        if self.codings:
            changed, gone = _pick(self.codings, one), _pick(self.codings, two)
            items = [{"coding": changed, **place_of(_pick(self.sources, one)[1], 0, 1)}] if changed != gone else []
            self.act("codings.redacted", actor, items=items, gone=[gone])
            content = self.content(self.words())
            self.act("codebook.redacted", actor, [content], items=[{"code": _pick(self.codes, two), **content.ref}])
            self.said("record.redacted", actor, self.words(), entity=_pick(self.sources, two)[0])

    def _decide(self, actor: str, one: int, two: int) -> None:
        verdict = _pick(["accept", "reject", "move"], one)
        item = {"suggestion": _pick(self.suggestions, two), "verdict": verdict, "code": _pick(self.codes, one)}
        item.update(place_of(_pick(self.sources, two)[1], one, one + 4))
        if verdict != "reject":
            item.update(coding=self.new(), round=1, polarity="supports")
            self.codings.append(item["coding"])
        elif self.codings and two % 2:
            item.update(coding=_pick(self.codings, one))
        self.act("decision.made", actor, coder=actor, items=[item])

    def _read(self, actor: str, one: int, two: int) -> None:
        source, _ = _pick(self.sources, one)
        self.act("reading.done", actor, coder=actor, source=source, round=1, whole=_pick(["yes", "no"], two))

    def _note(self, actor: str, one: int, two: int) -> None:
        memo = _pick(self.memos, one) if self.memos and two % 2 else self.new()
        on = [
            ("project", {}),
            ("code", {"on": _pick(self.codes, one)}),
            ("span", place_of(_pick(self.sources, one)[1])),
        ]
        target, where = _pick(on, two)
        kind = _pick(["analytic", "reflexive", "ethical", "codebook"], one)
        self.said("memo.written", actor, self.words(), memo=memo, kind=kind, target=target, **where)
        self.memos.append(memo)

    def _unnote(self, actor: str, one: int, _two: int) -> None:
        if self.memos:
            self.act("memo.removed", actor, memo=_pick(self.memos, one))

    def _define(self, actor: str, one: int, two: int) -> None:
        code = _pick(self.codes, one) if two % 2 else self.new()
        self.said("code.defined", actor, self.words(), code=code, parent="", place=two)
        self.codes.append(code)

    def _move(self, actor: str, one: int, two: int) -> None:
        self.act("code.moved", actor, code=_pick(self.codes, one), parent=_pick([*self.codes, ""], two), place=one)

    def _retire(self, actor: str, one: int, _two: int) -> None:
        self.act("code.retired", actor, code=_pick(self.codes, one))

    def _merge_codes(self, actor: str, one: int, two: int) -> None:
        code, into = _pick(self.codes, one), _pick(self.codes, two)
        if code != into:
            self.said("code.merged", actor, self.words(), code=code, into=into)

    def _split(self, actor: str, one: int, _two: int) -> None:
        contents = [self.content(self.words()) for _ in range(2)]
        items = [{"code": self.new(), "parent": "", "place": n, **one.ref} for n, one in enumerate(contents)]
        self.act("code.split", actor, contents, code=_pick(self.codes, one), items=items)
        self.codes += [item["code"] for item in items]

    def _book(self, actor: str, one: int, two: int) -> None:
        head, content = self.content(self.words()), self.content(self.words())
        items = [{"code": _pick(self.codes, one), "parent": "", "place": two, **content.ref}]
        retired = [code for code in [_pick(self.codes, two)] if code != items[0]["code"]]
        self.act("codebook.taken_in", actor, [head, content], items=items, retired=retired, **head.ref)

    def _revise(self, actor: str, one: int, two: int) -> None:
        at = one % len(self.sources)
        source, version = self.sources[at]
        new = self.new()
        self.said(
            "source.revised", actor, self.words(), source=source, version=new, from_=version, ops=[[0, two]], doubts=[]
        )
        self.sources[at] = (source, new)

    def _describe(self, actor: str, one: int, _two: int) -> None:
        self.said("source.described", actor, self.words(), source=_pick(self.sources, one)[0])

    def _person(self, actor: str, one: int, two: int) -> None:
        person = _pick(self.people, one) if self.people and two % 2 else self.new()
        self.said("participant.described", actor, self.words(), participant=person)
        self.said("consent.given", actor, self.words(), subject=person)
        self.people.append(person)

    def _withdraw(self, actor: str, one: int, two: int) -> None:
        if self.people:
            self.act(
                "participant.withdrawn",
                actor,
                participant=_pick(self.people, one),
                scope=_pick(["quotation", "all"], two),
            )

    def _mention(self, actor: str, one: int, two: int) -> None:
        if self.mentions and two % 2:
            self.act("mention.removed", actor, mention=_pick(self.mentions, one))
            return
        mention = self.new()
        self.said("mention.noted", actor, self.words(), mention=mention, **place_of(_pick(self.sources, one)[1]))
        self.mentions.append(mention)

    def _erase(self, actor: str, one: int, _two: int) -> None:
        there = sorted(content.id for content in self.store.contents())
        if there:
            self.act("content.erased", actor, contents=[_pick(there, one)])

    def _undo(self, actor: str, _one: int, _two: int) -> None:
        self.undo(actor)

    def _redo(self, actor: str, _one: int, _two: int) -> None:
        self.redo(actor)


def _pick(several: Sequence[Any], number: int) -> Any:
    return several[number % len(several)]


_STEPS: Final = (
    *(Crowd._put, Crowd._bring, Crowd._remove, Crowd._change, Crowd._keep, Crowd._decide, Crowd._read, Crowd._note),
    *(Crowd._unnote, Crowd._define, Crowd._move, Crowd._retire, Crowd._merge_codes, Crowd._split, Crowd._book),
    *(Crowd._revise, Crowd._describe, Crowd._person, Crowd._withdraw, Crowd._mention, Crowd._erase),
    *(Crowd._recode, Crowd._redact),
    # So often that they come in rows.
    *(Crowd._undo, Crowd._undo, Crowd._redo, Crowd._redo),
)
