"""The one place that turns acts into sentences for people: one for each kind of event."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fou_toolkit._i18n import t, tn
from fou_toolkit.store.state import Act
from fou_toolkit.workspace.live.naming import Names
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["SENTENCES", "Teller", "Told"]

_NAMED: Final = 4
"""So many codes or texts are named in one sentence."""
Items = Sequence[Mapping[str, Any]]


class Told(NamedTuple):
    """An act as people read it.

    Args:
        what: One sentence, or the beginning of one, without who did it.
        where: Id of the text; several, or none.
        quote: The words that it is about; empty where there are none, or too many.
    """

    what: str
    where: str = ""
    quote: str = ""


class Teller:
    """Tells acts.

    Args:
        opened: The project.
        about: Entities that the listener asked about; of an act about many things only those are told.
    """

    def __init__(self, opened: Opened, about: Collection[str] | None = None) -> None:
        self.opened = opened
        self.names = Names(opened)
        self.about = about

    def tell(self, act: Act) -> Told:
        """Tell one act; of a kind that this version does not know, the kind."""
        sentence = SENTENCES.get(act.event.kind)
        if sentence is None:
            return Told(t("Did something that a newer version knows ({kind}).", kind=act.event.kind))
        return sentence(self, act)

    def items(self, act: Act) -> Items:
        """Give the items of an act that are asked about; all where none is."""
        items: Items = act.body["items"]
        if self.about is None:
            return items
        coder = act.body.get("coder", "")
        asked = [
            one for one in items if one.get("coding") in self.about or f"{one.get('suggestion')}/{coder}" in self.about
        ]
        return asked or items

    def codes(self, items: Items) -> str:
        """Name the codes of some items."""
        return _named(self.names.code(uid) for uid in dict.fromkeys(one["code"] for one in items))

    def places(self, items: Items) -> str:
        """Name the texts of some items."""
        return _named(
            dict.fromkeys(self.names.place(version) for version in dict.fromkeys(one["version"] for one in items))
        )

    def placed(self, what: str, items: Items) -> Told:
        """Add where, and the words, if there is one place only."""
        return Told(what, self.places(items), self.names.quote(items[0]) if len(items) == 1 else "")


def _named(names: Iterable[str]) -> str:
    known = [name for name in names if name]
    rest = len(known) - _NAMED
    return ", ".join(known[:_NAMED]) + (f" … (+{rest})" if rest > 0 else "")


def _added(teller: Teller, act: Act) -> Told:
    items = teller.items(act)
    what = tn("Coded a passage with {codes}", "Coded {n} passages with {codes}", len(items), codes=teller.codes(items))
    return teller.placed(what, items)


def _brought_in(teller: Teller, act: Act) -> Told:
    items = teller.items(act)
    if not items:
        return Told(t("Brought in who has read which texts"))
    coders = _named(teller.names.coder(uid) for uid in dict.fromkeys(one["coder"] for one in items))
    what = tn(
        "Brought in a coding by {coders} with {codes}",
        "Brought in {n} codings by {coders} with {codes}",
        len(items),
        coders=coders,
        codes=teller.codes(items),
    )
    return teller.placed(what, items)


def _removed(teller: Teller, act: Act) -> Told:
    items = _rows_of(teller, act)
    if not items:
        return Told(t("Took codings away"))
    codes = teller.codes(items)
    what = tn("Took away a coding with {codes}", "Took away {n} codings with {codes}", len(items), codes=codes)
    return teller.placed(what, items)


def _changed(teller: Teller, act: Act) -> Told:
    body, parts = act.body, []
    if "code" in body:
        parts.append(t("code {code}", code=teller.names.code(body["code"])))
    if "polarity" in body:
        parts.append(t("polarity {polarity}", polarity=t(body["polarity"]) if body["polarity"] else "–"))
    if "start" in body:
        parts.append(t("another passage"))
    row = teller.opened.store.coding(body["coding"])
    place = body if "start" in body else row._asdict() if row is not None else None
    what = t("Changed a coding: {parts}", parts=", ".join(parts))
    return Told(what) if place is None else teller.placed(what, [place])


def _recoded(teller: Teller, act: Act) -> Told:
    items = _rows_of(teller, act)
    code = teller.names.code(act.body["code"])
    count = len(items) or len(act.body["codings"])
    if act.event.kind == "coding.kept":
        what = tn("Let a coding keep {code}", "Let {n} codings keep {code}", count, code=code)
    else:
        what = tn("Recoded a coding with {code}", "Recoded {n} codings with {code}", count, code=code)
    return teller.placed(what, items) if items else Told(what)


def _rows_of(teller: Teller, act: Act) -> Items:
    """Give the places of the codings of an act that are asked about, as far as they are known."""
    asked = [one for one in act.body["codings"] if teller.about is None or one in teller.about]
    rows = (teller.opened.store.coding(one) for one in asked or act.body["codings"])
    return [row._asdict() for row in rows if row is not None]


def _decided(teller: Teller, act: Act) -> Told:
    items = teller.items(act)
    if len(items) == 1:
        code = teller.codes(items)
        what = {
            "accept": t("Accepted the suggestion {code}", code=code),
            "reject": t("Rejected the suggestion {code}", code=code),
            "move": t("Moved a suggestion to {code}", code=code),
        }[items[0]["verdict"]]
        return teller.placed(what, items)
    count = Counter(one["verdict"] for one in items)
    what = t(
        "Decided about {n} suggestions: {accepted} accepted, {moved} moved, {rejected} rejected",
        n=len(items),
        accepted=count["accept"],
        moved=count["move"],
        rejected=count["reject"],
    )
    return teller.placed(what, items)


def _read(teller: Teller, act: Act) -> Told:
    place = teller.names.source(act.body["source"])
    if act.body["whole"] == "yes":
        return Told(t("Read a text whole (round {round})", round=act.body["round"]), place)
    return Told(t("Has not read a text whole (round {round})", round=act.body["round"]), place)


def _memo(teller: Teller, act: Act) -> Told:
    body = act.body
    first = next((one.event.id for one in teller.opened.ledger.acts_on(body["memo"])), act.event.id)
    kind = t(body["kind"])
    what = t("Wrote a memo ({kind})", kind=kind) if first == act.event.id else t("Changed a memo ({kind})", kind=kind)
    return Told(what, _memo_place(teller, body), teller.names.words(body["content"]))


def _memo_place(teller: Teller, body: Mapping[str, Any]) -> str:
    names, on = teller.names, body.get("on", "")
    if body["target"] == "span":
        return names.place(body["version"])
    if body["target"] == "source":
        return names.source(on)
    if body["target"] == "code":
        return names.code(on)
    row = teller.opened.store.coding(on) if on else None
    return names.place(row.version) if row is not None else ""


def _withdrawn(teller: Teller, act: Act) -> Told:
    name = teller.names.person(act.body["participant"])
    if act.body["scope"] == "quotation":
        return Told(t("{person} may no longer be quoted", person=name))
    return Told(t("{person} left the project", person=name))


def _book(_teller: Teller, act: Act) -> Told:
    return Told(tn("Took in a codebook with {n} code", "Took in a codebook with {n} codes", len(act.body["items"])))


def _defined(teller: Teller, act: Act) -> Told:
    code = act.body["code"]
    first = next((one.event.id for one in teller.opened.ledger.acts_on(code)), act.event.id)
    name = teller.names.code(code)
    if first == act.event.id:
        return Told(t("Made the code {code}", code=name))
    return Told(t("Changed the definition of the code {code}", code=name))


def _merged(teller: Teller, act: Act) -> Told:
    names = teller.names
    return Told(
        t("Merged the code {code} into {other}", code=names.code(act.body["code"]), other=names.code(act.body["into"]))
    )


def _split(teller: Teller, act: Act) -> Told:
    into = _named(teller.names.code(one["code"]) for one in act.body["items"])
    return Told(t("Split the code {code} into {codes}", code=teller.names.code(act.body["code"]), codes=into))


def _again(teller: Teller, act: Act) -> Told:
    event = teller.opened.store.event(act.body["act"])
    told = Told("?") if event is None else teller.tell(teller.opened.ledger.read(event))
    if act.event.kind == "act.undone":
        return told._replace(what=t("Took back: {what}", what=told.what))
    return told._replace(what=t("Did again: {what}", what=told.what))


def _source(message: Callable[[], str]) -> "Sentence":
    return lambda teller, act: Told(message(), teller.names.source(act.body["source"]))


def _plain(message: Callable[[], str]) -> "Sentence":
    return lambda _teller, _act: Told(message())


Sentence = Callable[[Teller, Act], Told]
SENTENCES: Final[Mapping[str, Sentence]] = {
    "project.begun": _plain(lambda: t("The project was begun")),
    "replica.begun": _plain(lambda: t("A copy of the project began a log of its own")),
    "coder.named": lambda teller, act: Told(
        t("{coder} is known from now on", coder=teller.names.coder(act.body["coder"]))
    ),
    "source.taken_in": _source(lambda: t("Took in a text")),
    "source.described": _source(lambda: t("Changed what is known about a text")),
    "source.revised": _source(lambda: t("Took in a new version of a text")),
    "source.redacted": _source(lambda: t("Cut out what somebody said who has left")),
    "source.erased": _source(lambda: t("Erased a text")),
    "participant.described": lambda teller, act: Told(
        t("Noted what is known about {person}", person=teller.names.person(act.body["participant"]))
    ),
    "participant.withdrawn": _withdrawn,
    "consent.given": lambda teller, act: Told(
        t("Recorded the consent for {name}", name=teller.names.subject(act.body["subject"]))
    ),
    "mention.noted": lambda teller, act: teller.placed(t("Noted that somebody is mentioned"), [act.body]),
    "mention.removed": _plain(lambda: t("Took away the note that somebody is mentioned")),
    "content.erased": lambda _, act: Told(tn("Erased {n} content", "Erased {n} contents", len(act.body["contents"]))),
    "codebook.taken_in": _book,
    "codebook.redacted": lambda _, act: Told(
        tn("Took examples out of {n} code", "Took examples out of {n} codes", len(act.body["items"]))
    ),
    "record.redacted": _plain(lambda: t("Cut out of a note what somebody said who has left")),
    "codings.redacted": _plain(lambda: t("Cut codings to what is left of their text")),
    "codebook.described": _plain(lambda: t("Changed the head of the codebook")),
    "code.defined": _defined,
    "code.moved": lambda teller, act: Told(t("Moved the code {code}", code=teller.names.code(act.body["code"]))),
    "code.retired": lambda teller, act: Told(t("Retired the code {code}", code=teller.names.code(act.body["code"]))),
    "code.merged": _merged,
    "code.split": _split,
    "coding.added": _added,
    "codings.brought_in": _brought_in,
    "coding.removed": _removed,
    "coding.changed": _changed,
    "coding.recoded": _recoded,
    "coding.kept": _recoded,
    "reading.done": _read,
    "rules.run": lambda _, act: Told(
        tn("The rules proposed {n} coding", "The rules proposed {n} codings", act.body["found"])
    ),
    "decision.made": _decided,
    "memo.written": _memo,
    "memo.removed": _plain(lambda: t("Took a memo away")),
    "act.undone": _again,
    "act.redone": _again,
    "merge.joined": _plain(lambda: t("Brought in what was done in another copy")),
    "conflict.settled": _plain(lambda: t("Settled a conflict")),
}
"""By kind of event."""
