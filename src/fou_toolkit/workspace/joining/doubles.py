"""What both copies made under one name, and what somebody coded while another copy erased it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fou_toolkit._i18n import Message
from fou_toolkit.store import Event
from fou_toolkit.workspace.joining.readable import person_who
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.present import Present

__all__ = ["Double", "Made", "doubles", "overtaken"]


@dataclass(frozen=True, slots=True)
class Made:
    """One of the things that have one name.

    Args:
        entity: Id in the log.
        shown: The name it is known by now, which nothing else has.
        who: Who made it.
        ms: When.
        act: Id of the event that made it.
        fields: What tells it from the other.
    """

    entity: str
    shown: str
    who: str
    ms: int
    act: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Double:
    """Things of one name.

    Args:
        kind: `code`, `participant`, `source` or `coder`.
        about: What they have in common.
        made: The things, the oldest first.
    """

    kind: str
    about: Message
    made: tuple[Made, ...]


def doubles(opened: Opened) -> Iterator[Double]:
    """Give what was made more than once under one name, or of the same bytes, and that nobody has settled."""
    for kind, about, shown in _groups(opened):
        if len(shown) > 1 and not _is_settled(opened, list(shown)):
            made = [_made(opened, entity, name) for entity, name in shown.items()]
            yield Double(kind, about, tuple(sorted(made, key=lambda one: (one.ms, one.act))))


def _groups(opened: Opened) -> Iterator[tuple[str, Message, dict[str, str]]]:
    """Give things that have something in common: kind, what, and the name each is known by."""
    present = opened.present
    codes = {uid: (code.data["id"], code.id) for uid, code in present.codes.items() if not code.row["retired"]}
    for name, shown in _by(codes):
        yield "code", Message.of("code «{name}»", name=name), shown
    people = {uid: one.person.pseudonym for uid, one in present.people.items()}
    for name, shown in _by(_named(opened, "participant", "pseudonym", people)):
        yield "participant", Message.of("participant «{name}»", name=name), shown
    coders = {uid: one.id for uid, one in present.coders.items()}
    for name, shown in _by(_named(opened, "coder", "id", coders)):
        yield "coder", Message.of("coder «{name}»", name=name), shown
    yield from _text_groups(present)


def _text_groups(present: Present) -> Iterator[tuple[str, Message, dict[str, str]]]:
    named = _by({uid: (one.facts["id"], one.id) for uid, one in present.sources.items()})
    for name, shown in named:
        yield "source", Message.of("text «{name}»", name=name), shown
    for _, shown in _by({uid: (one.facts["digest"], one.id) for uid, one in present.sources.items()}):
        if not any(shown.keys() <= other.keys() for _, other in named):
            yield (
                "source",
                Message.of("texts from the same bytes: {names}", names=", ".join(sorted(shown.values()))),
                shown,
            )


def _named(opened: Opened, kind: str, field: str, shown: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Give the name that was written for something, and the one it is known by."""
    found = {}
    for uid, row in opened.store.entities(kind):
        record = opened.present.value(row["content"])
        if record is not None and uid in shown:
            found[uid] = (record[field], shown[uid])
    return found


def _by(things: Mapping[str, tuple[str, str]]) -> list[tuple[str, dict[str, str]]]:
    """Put together what has one name, with more than one thing."""
    found: dict[str, dict[str, str]] = {}
    for uid in sorted(things):
        name, shown = things[uid]
        if name:
            found.setdefault(name, {})[uid] = shown
    return [(name, shown) for name, shown in sorted(found.items()) if len(shown) > 1]


def _made(opened: Opened, entity: str, shown: str) -> Made:
    first = opened.ledger.acts_on(entity)[0].event
    fields: dict[str, object] = {}
    if entity in opened.present.sources:
        fields = {"n": len(opened.text_of(opened.present.sources[entity]).text)}
    return Made(entity, shown, person_who(opened, first.actor), first.ms, first.id, fields)


def _is_settled(opened: Opened, entities: list[str]) -> bool:
    """Tell whether somebody who knew of all of them has said that they are to stay."""
    ledger = opened.ledger
    acts = {entity: ledger.acts_on(entity) for entity in entities}
    settled = [act.event for several in acts.values() for act in several if act.event.kind == "conflict.settled"]
    made = [several[0].event for several in acts.values()]
    return any(all(ledger.causality.saw(one, first) for first in made) for one in settled)


def overtaken(opened: Opened) -> Iterator[tuple[str, str, tuple[tuple[Event, Message], ...]]]:
    """Give texts that were erased or cut for somebody who left, while another copy went on coding them."""
    ledger = opened.ledger
    cuts, text_of = _cuts(opened)
    later: dict[str, dict[str, Event]] = {}
    for coding, place in opened.store.codings() if cuts else ():
        entity = text_of.get(place.version, "")
        for act in ledger.acts_on(coding) if entity else ():
            if any(ledger.is_concurrent(act.event, cut) for cut in cuts[entity]):
                later.setdefault(entity, {})[act.event.id] = act.event
    for entity in sorted(later):
        last = [*later[entity].values(), *cuts[entity]]
        if not any(
            act.event.kind == "conflict.settled" and all(ledger.causality.saw(act.event, one) for one in last)
            for act in ledger.acts_on(entity)
        ):
            yield entity, _name(opened, entity), tuple(_sides(cuts[entity], list(later[entity].values())))


def _cuts(opened: Opened) -> tuple[dict[str, list[Event]], dict[str, str]]:
    """Give the acts that erased or cut texts, by text, and the texts of these by version."""
    cuts: dict[str, list[Event]] = {}
    text_of: dict[str, str] = {}
    for entity, row in opened.store.entities("source"):
        if row["erased"] or any(one.get("redacted") for one in row["versions"]):
            acts = opened.ledger.acts_on(entity)
            cuts[entity] = [act.event for act in acts if act.event.kind in ("source.redacted", "source.erased")]
            text_of.update((one["id"], entity) for one in row["versions"])
    return cuts, text_of


def _name(opened: Opened, entity: str) -> str:
    stored = opened.present.sources.get(entity)
    return "–" if stored is None else stored.id


def _sides(cuts: list[Event], later: list[Event]) -> Iterator[tuple[Event, Message]]:
    newest = max(later, key=lambda one: one.order)
    yield max(cuts, key=lambda one: one.order), Message.of("erased, because somebody has withdrawn")
    yield newest, Message.of("went on coding, {n} acts", n=len(later))
