"""Merge another copy of the project: what would come in is shown first, then taken in whole or not at all."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

from fou_toolkit._i18n import Message, mark, t, tn
from fou_toolkit.errors import StaleError
from fou_toolkit.store import Event, Ledger
from fou_toolkit.store.kinds import KINDS
from fou_toolkit.workspace.books.file import follow
from fou_toolkit.workspace.joining.chains import ABOUT_COPIES, fresh_events, join
from fou_toolkit.workspace.joining.conflicts import Conflicts, conflicts_of
from fou_toolkit.workspace.joining.copies import Candidate, Copies, opened_copies, other_copies
from fou_toolkit.workspace.joining.readable import person_who
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.plan import Plan
from fou_toolkit.workspace.live.take_in_plan import erased_before
from fou_toolkit.workspace.live.taking_in import has_erased
from fou_toolkit.workspace.people.foreign_snapshots import let_go_of_foreign
from fou_toolkit.workspace.people.withdrawal import erase_leavers, finish_withdrawals, leavers_of

__all__ = ["ACTS", "OTHER_ACTS", "Incoming", "MergePlan", "Merged", "plan_merge"]

ACTS: Final = {
    "coding.added": mark("codings added"),
    "coding.removed": mark("codings removed"),
    "coding.changed": mark("codings changed"),
    "coding.recoded": mark("codings recoded"),
    "coding.kept": mark("codings kept with their code"),
    "decision.made": mark("decisions on suggestions"),
    "reading.done": mark("texts read"),
    "rules.run": mark("runs of rules"),
    "memo.written": mark("memos written"),
    "memo.removed": mark("memos removed"),
    "source.taken_in": mark("texts taken in"),
    "source.described": mark("texts described"),
    "source.revised": mark("new versions of texts"),
    "source.redacted": mark("texts cut because somebody has withdrawn"),
    "source.erased": mark("texts erased"),
    "participant.described": mark("participants described"),
    "participant.withdrawn": mark("withdrawals"),
    "consent.given": mark("consents recorded"),
    "mention.noted": mark("mentions noted"),
    "mention.removed": mark("mentions removed"),
    "content.erased": mark("contents erased"),
    "codebook.taken_in": mark("codebooks taken in"),
    "codebook.redacted": mark("examples taken out of codes"),
    "codebook.described": mark("codebooks described"),
    "code.defined": mark("codes defined"),
    "code.moved": mark("codes moved"),
    "code.retired": mark("codes retired"),
    "code.merged": mark("codes merged"),
    "code.split": mark("codes split"),
    "coder.named": mark("coders named"),
    "act.undone": mark("acts undone"),
    "act.redone": mark("acts redone"),
    "conflict.settled": mark("conflicts settled"),
}
OTHER_ACTS: Final = mark("acts of a newer version")
_COUNTED: Final = {
    "coding.added": "items",
    "coding.removed": "codings",
    "coding.recoded": "codings",
    "coding.kept": "codings",
    "decision.made": "items",
    "content.erased": "contents",
}
_NEW: Final = {"source": mark("text"), "participant": mark("participant"), "code": mark("code")}


class Incoming(NamedTuple):
    """One line of what a merge brings.

    Args:
        group: `act`, `new`, `withdrawal` or `conflict`.
        what: The kind of act; `source`, `participant`, `code`; the kind of the conflict.
        name: What it is called, in the copy that merges, after the merge.
        coder: Who did it; empty where that is not one person.
        n: How many.
    """

    group: str
    what: str
    name: str
    coder: str
    n: int


class Merged(NamedTuple):
    """What a merge did.

    Args:
        acts: So many acts of other copies were new.
        conflicts: What is to be settled now.
        problems: What is still to be done for somebody who has withdrawn.
    """

    acts: int
    conflicts: Conflicts
    problems: tuple[Message, ...] = ()


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class MergePlan(Plan[Merged]):
    """What another copy would bring.

    Args:
        incoming: What comes in.
        conflicts: What would have to be settled after the merge, the old ones among them.
        acts: How many acts are new here.
        remarks: Files of other copies that could not be read.
        candidates: Where the other copies lie.
        seen: State of the other copies when this was shown.
        before: Called before anything is changed; takes a snapshot.
    """

    incoming: tuple[Incoming, ...]
    conflicts: Conflicts
    acts: int
    remarks: tuple[Message, ...] = ()
    candidates: tuple[Candidate, ...] = field(default=(), repr=False)
    seen: tuple[tuple[tuple[str, ...], int], ...] = field(default=(), repr=False)
    before: Callable[[], None] = field(default=lambda: None, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether the other copies have nothing that is not here."""
        return self.acts == 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return Incoming._fields

    def rows(self) -> Iterator[Incoming]:
        """Give what comes in."""
        return iter(self.incoming)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in the current language."""
        return (t("what"), t("name"), t("coder"), t("n"))

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give what comes in, in the current language."""
        for row in self.incoming:
            if row.group == "act":
                yield t(ACTS.get(row.what, OTHER_ACTS)), "", row.coder, row.n
            elif row.group == "new":
                yield t("new: {what}", what=t(_NEW[row.what])), row.name, "", ""
            elif row.group == "withdrawal":
                yield t("will be erased here: {what}", what=t("participant")), row.name, "", ""
            else:
                yield t("conflict"), row.name, "", ""

    @property
    def caption(self) -> str:
        """Say how much comes in."""
        if not self.candidates:
            return t("No other copy was found.")
        if self.is_empty:
            return t("There is nothing new to merge.")
        return tn("{n} act comes in", "{n} acts come in", self.acts)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be read, and what cannot be taken back."""
        gone = any(row.group == "withdrawal" for row in self.incoming)
        erased = (t("What others have erased is erased here, too; that cannot be undone."),) if gone else ()
        return (*map(str, self.remarks), *erased, *self._doubts())

    def _doubts(self) -> Iterator[str]:
        """Say what nobody but a person can know."""
        new = [row.name for row in self.incoming if row.group == "new" and row.what != "code"]
        if new and has_erased(self.opened):
            yield erased_before(new)

    def _apply(self) -> Merged:
        if self.is_empty:
            return Merged(0, conflicts_of(self.opened), let_go_of_foreign(self.opened))
        self.before()
        opened, book = self.opened, self.opened.present.codebook
        with opened_copies(opened, self.candidates) as copies:
            if copies.mark != self.seen:
                hint = t("Look again at what would happen, and confirm it then. Nothing was changed.")
                raise StaleError(t("The other copy has changed since this was shown."), hint=hint)
            with opened.writing():
                # Looked at once more where nobody else can write.
                opened.check_fresh(self.mark)
                # What they said is known before the merge only; afterwards it has to go wherever others wrote it.
                known = leavers_of(opened, copies.stores)
                fresh = join(opened.ledger, copies.stores, actor=lambda: _who_merges(opened))
                if any(event.kind in _ERASING for event in fresh):
                    opened.forget()
                erase_leavers(opened, known)
        problems = (*finish_withdrawals(opened), *let_go_of_foreign(opened))
        follow(opened, book)
        return Merged(_news(fresh), conflicts_of(opened), problems)


def _who_merges(opened: Opened) -> str:
    """Give who merges, if they have done something before; a merge brings in nothing of its own, not even a name."""
    return opened.present.coder_uids.get(opened.coder, "")


_ERASING: Final = ("content.erased", "participant.withdrawn", "source.erased", "source.redacted")


def plan_merge(opened: Opened, other: Path | None, *, before: Callable[[], None]) -> MergePlan:
    """Show what a merge would bring; see `Workspace.merge`."""
    candidates = tuple(other_copies(opened, other))
    state = opened.mark_of()
    with opened_copies(opened, candidates) as copies:
        tried = _tried(opened, copies)
        return MergePlan(
            opened=opened,
            mark=state,
            incoming=tried.incoming,
            conflicts=tried.conflicts,
            acts=tried.acts,
            remarks=copies.remarks,
            candidates=candidates,
            seen=copies.mark,
            before=before,
        )


class _Tried(NamedTuple):
    """What a merge would come to."""

    incoming: tuple[Incoming, ...]
    conflicts: Conflicts
    acts: int


class _NotYet(Exception):  # noqa: N818 - it ends a trial, it is no error
    """Takes back what was only tried, and carries what was seen."""

    def __init__(self, tried: _Tried) -> None:
        super().__init__()
        self.tried = tried


def _tried(opened: Opened, copies: Copies) -> _Tried:
    """Merge, look, and take it back: so that what is shown is what would happen."""
    trial = _apart(opened)
    if not fresh_events(opened.store, copies.stores):
        return _Tried((), conflicts_of(trial), 0)
    try:
        with trial.ledger.writing():
            _take_back(_looked(trial, copies))
    except _NotYet as over:
        return over.tried


def _take_back(tried: _Tried) -> NoReturn:
    raise _NotYet(tried)


def _looked(trial: Opened, copies: Copies) -> _Tried:
    before, known = conflicts_of(trial), _names(trial)
    fresh = join(trial.ledger, copies.stores, actor=lambda: "")
    # What was read before the merge is not to be used after it.
    after = _apart(trial)
    found = conflicts_of(after)
    old = {one.key for one in before}
    rows = (
        *_acts(after, fresh),
        *_new(after, known),
        *_leaving(fresh, known["participant"]),
        *(Incoming("conflict", one.kind, str(one.about), "", 1) for one in found if one.key not in old),
    )
    return _Tried(rows, found, _news(fresh))


def _news(fresh: Iterable[Event]) -> int:
    """Count the acts that are about more than copies."""
    return sum(event.kind not in ABOUT_COPIES for event in fresh)


def _apart(opened: Opened) -> Opened:
    """Give the project without anything that was read before, so that a trial leaves nothing behind."""
    return Opened(opened.folder, Ledger(opened.store), opened.settings, None, opened.coder)


def _names(opened: Opened) -> dict[str, dict[str, str]]:
    present = opened.present
    return {
        "source": {uid: one.id for uid, one in present.sources.items()},
        "participant": {uid: one.person.pseudonym for uid, one in present.people.items()},
        "code": {uid: one.id for uid, one in present.codes.items() if not one.row["retired"]},
    }


def _acts(after: Opened, fresh: Iterable[Event]) -> Iterator[Incoming]:
    counts: Counter[tuple[str, str]] = Counter()
    for event in fresh:
        if event.kind not in ABOUT_COPIES:
            counts[event.kind, person_who(after, event.actor)] += _size(event, json.loads(event.body))
    place = {kind: number for number, kind in enumerate(KINDS)}
    for kind, coder in sorted(counts, key=lambda one: (place.get(one[0], len(place)), one)):
        yield Incoming("act", kind, "", coder, counts[kind, coder])


def _new(after: Opened, known: Mapping[str, Mapping[str, str]]) -> Iterator[Incoming]:
    for kind, names in _names(after).items():
        yield from (Incoming("new", kind, name, "", 1) for uid, name in names.items() if uid not in known[kind])


def _leaving(fresh: Iterable[Event], people: Mapping[str, str]) -> Iterator[Incoming]:
    """Give the people known here who have withdrawn in another copy, each once."""
    gone = (json.loads(event.body)["participant"] for event in fresh if event.kind == "participant.withdrawn")
    for name in sorted({people[uid] for uid in gone if uid in people}):
        yield Incoming("withdrawal", "participant", name, "", 1)


def _size(event: Event, body: dict[str, Any]) -> int:
    """Give how many things an act is about."""
    name = _COUNTED.get(event.kind)
    return len(body[name]) if name is not None else 1
