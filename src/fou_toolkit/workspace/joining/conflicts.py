"""What copies of a project disagree about, as people read it: what it is about, who did what, what stands now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from fou_toolkit._i18n import Message, mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.store import Event
from fou_toolkit.store.state import is_coding
from fou_toolkit.workspace.joining.differing import Difference, State, differences
from fou_toolkit.workspace.joining.doubles import Double, doubles, overtaken
from fou_toolkit.workspace.joining.readable import Fields, fields_of, person_who, told
from fou_toolkit.workspace.live.opened import Opened, time_of

__all__ = ["Conflict", "Conflicts", "Side", "conflicts_of"]

_KINDS: Final = {
    "coding": mark("coding"),
    "memo": mark("memo"),
    "code": mark("code"),
    "codebook": mark("codebook"),
    "source": mark("text"),
    "participant": mark("participant"),
    "consent": mark("consent"),
    "mention": mark("mention"),
    "decision": mark("decision"),
    "reading": mark("read whole"),
    "queue": mark("recode queue"),
    "coder": mark("coder"),
    "double": mark("made twice"),
    "withdrawal": mark("withdrawal"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one copy did.

    Args:
        who: Id of the coder.
        time: When, UTC.
        did: What it says about the thing, field by field; only the fields in which the sides differ.
        act: Id of the event in the log.
        entity: Id in the log of the thing; the sides of something that was made twice have one each.
    """

    who: str
    time: str
    did: Mapping[str, object]
    act: str = field(repr=False)
    entity: str = field(repr=False)

    def __str__(self) -> str:
        """Print on one line."""
        return told(self.did)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that copies disagree about.

    Args:
        number: Its number in the list, from 1.
        kind: `coding`, `memo`, `code`, `source` …; `double` for what was made twice; `withdrawal`, which is there to be
            known and needs no answer.
        about: What it is about.
        sides: What was done; `keep=1` in `settle` is the first.
        now: What stands until somebody settles it.
        entity: Id in the log.
    """

    number: int
    kind: str
    about: Message
    sides: tuple[Side, ...]
    now: Message
    entity: str = field(repr=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from others, also after it got another number."""
        return (self.kind, self.entity, *(side.act for side in self.sides))

    def __str__(self) -> str:
        """Print as lines of text."""
        head = f"{self.number} {t(_KINDS[self.kind])}: {self.about}"
        lines = [
            f"  {number}. {side.who} {side.time}: {side}".rstrip() for number, side in enumerate(self.sides, start=1)
        ]
        return "\n".join([head, *lines, f"  {t('stands now')}: {self.now}"])


@dataclass(frozen=True, repr=False, eq=False)
class Conflicts(Tabular):
    """What copies disagree about and nobody has settled.

    Args:
        found: The conflicts.
    """

    found: tuple[Conflict, ...]

    def __len__(self) -> int:
        """Count them."""
        return len(self.found)

    def __iter__(self) -> Iterator[Conflict]:
        """Go through them."""
        return iter(self.found)

    def __getitem__(self, number: int) -> Conflict:
        """Give the conflict of a number, from 1.

        Raises:
            UnknownIdError: There is none of that number.
        """
        if not 1 <= number <= len(self.found):
            hint = t("Look at the list: fou conflicts")
            raise UnknownIdError(t("There is no conflict number {n}.", n=number), hint=hint)
        return self.found[number - 1]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row per side."""
        return ("number", "kind", "about", "side", "who", "time", "did", "now")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per side of each conflict."""
        for one in self.found:
            for number, side in enumerate(one.sides, start=1):
                yield (one.number, one.kind, str(one.about), number, side.who, side.time, str(side), str(one.now))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in the current language."""
        return (t("no."), t("what"), t("about"), t("side"), t("who"), t("time"), t("did"), t("stands now"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows with the kinds in the current language."""
        return ((number, t(_KINDS[str(kind)]), *rest) for number, kind, *rest in self.rows())

    @property
    def caption(self) -> str:
        """Say how many there are."""
        if not self.found:
            return t("No conflicts.")
        return tn("{n} conflict", "{n} conflicts", len(self.found))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how they are settled."""
        return (t("Until it is settled, what loses nothing stands. Settle: fou settle NUMBER SIDE"),)

    def __str__(self) -> str:
        """Print as lines of text."""
        return "\n".join([self.caption, *map(str, self.found), *(self.notes if self.found else ())])


def conflicts_of(opened: Opened) -> Conflicts:
    """List what copies disagree about; see `Workspace.conflicts`."""
    found = [
        *(_of_difference(opened, one) for one in differences(opened.ledger)),
        *(_of_double(one) for one in doubles(opened)),
        *(_of_overtaken(opened, one) for one in overtaken(opened)),
    ]
    order = list(_KINDS)
    found.sort(key=lambda one: (order.index(one.kind), str(one.sides[0].time), one.entity))
    return Conflicts(tuple(replace(one, number=number) for number, one in enumerate(found, start=1)))


def _of_difference(opened: Opened, difference: Difference) -> Conflict:
    views = [fields_of(opened, view) for view in difference.views]
    now = fields_of(opened, difference.now)
    named = next(one for one in (difference.now, *difference.views) if one is not None or one is difference.views[-1])
    differing = [
        name for name in dict.fromkeys(name for view in views for name in view) if _differ(name, [*views, now])
    ]
    sides = tuple(
        Side(
            person_who(opened, act.event.actor),
            time_of(act.event.ms),
            _only(view, differing),
            act.event.id,
            difference.entity,
        )
        for act, view in zip(difference.acts, views, strict=True)
    )
    kind = "coding" if is_coding(named) else str(named["type"]) if named else _kind_of(opened, difference)
    return Conflict(
        0, kind, _about(opened, difference.entity, kind, named), sides, _line(_only(now, differing)), difference.entity
    )


def _kind_of(opened: Opened, difference: Difference) -> str:
    """Give what an entity was before everybody took it away."""
    for act in opened.ledger.acts_on(difference.entity):
        first = act.event.kind.partition(".")[0]
        if first in _KINDS:
            return first
    return "coding"


def _differ(name: str, views: list[Fields]) -> bool:
    return len({repr(view.get(name)) for view in views}) > 1


def _only(view: Fields, names: list[str]) -> Fields:
    kept = {name: view[name] for name in names if name in view}
    return kept or view


def _line(fields: Fields) -> Message:
    """Keep what can be translated until it is shown."""
    return Message.of("{fields}", fields=_Told(fields))


class _Told:
    """Fields that are written in the language of the moment."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def __str__(self) -> str:
        return told(self._fields)


def _about(opened: Opened, entity: str, kind: str, state: State) -> Message:
    about = _ABOUT.get(kind)
    # What everybody has taken away has no name any more.
    return Message.of("{name}", name="–") if about is None or state is None else about(opened, entity, state)


def _about_coding(opened: Opened, entity: str, state: Mapping[str, Any]) -> Message:
    row, sources = state["row"], opened.present.sources.values()
    place = next((one.id for one in sources if any(v["id"] == row.version for v in one.versions)), "–")
    return Message.of("{id} by {coder} in {source}", id=entity, coder=person_who(opened, row.coder), source=place)


def _about_code(opened: Opened, entity: str, _state: Mapping[str, Any]) -> Message:
    return Message.of("{name}", name=opened.present.codes[entity].id if entity in opened.present.codes else "–")


def _about_subject(opened: Opened, entity: str, _state: Mapping[str, Any]) -> Message:
    return Message.of("{name}", name=_subject(opened, entity.partition("/")[0]))


def _about_memo(opened: Opened, _entity: str, state: Mapping[str, Any]) -> Message:
    return Message.of("by {coder}, {time}", coder=person_who(opened, state["actor"]), time=time_of(state["ms"]))


def _about_reading(opened: Opened, _entity: str, state: Mapping[str, Any]) -> Message:
    name = _subject(opened, state["source"])
    return Message.of("{source} by {coder}", source=name, coder=person_who(opened, state["coder"]))


def _about_decision(opened: Opened, entity: str, _state: Mapping[str, Any]) -> Message:
    return Message.of("suggestion, by {coder}", coder=person_who(opened, entity.partition("/")[2]))


def _subject(opened: Opened, uid: str) -> object:
    """Give the name of somebody or of a text that a consent is about."""
    people, sources = opened.present.people, opened.present.sources
    if uid in people:
        return people[uid].person.pseudonym
    return sources[uid].id if uid in sources else Message.of("erased")


def _of_double(double: Double) -> Conflict:
    sides = tuple(
        Side(one.who, time_of(one.ms), {"name": one.shown, **one.fields}, one.act, one.entity) for one in double.made
    )
    names = ", ".join(sorted(one.shown for one in double.made))
    now = Message.of("all of them stand: {names}", names=names)
    return Conflict(0, "double", double.about, sides, now, double.made[0].entity)


def _of_overtaken(opened: Opened, one: tuple[str, str, tuple[tuple[Event, Message], ...]]) -> Conflict:
    entity, name, acts = one
    sides = tuple(
        Side(person_who(opened, event.actor), time_of(event.ms), {"stands": said}, event.id, entity)
        for event, said in acts
    )
    now = Message.of("what was erased stays erased")
    return Conflict(0, "withdrawal", Message.of("{name}", name=name), sides, now, entity)


_ABOUT: Final[Mapping[str, Callable[[Opened, str, Mapping[str, Any]], Message]]] = {
    "coding": _about_coding,
    "code": _about_code,
    "source": _about_subject,
    "participant": _about_subject,
    "consent": _about_subject,
    "memo": _about_memo,
    "reading": _about_reading,
    "decision": _about_decision,
}
