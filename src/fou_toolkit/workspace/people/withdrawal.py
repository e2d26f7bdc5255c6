"""Somebody leaves: shown first, then erased in one transaction, finished outside of it, and proved by a search."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import Message, t, tn
from fou_toolkit.errors import DataError, UnknownIdError, WriteError
from fou_toolkit.model.project import similar
from fou_toolkit.store.kinds import SCOPES
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.plan import Plan
from fou_toolkit.workspace.people import erasing
from fou_toolkit.workspace.people.erasing import Step
from fou_toolkit.workspace.people.finishing import (
    NOTHING,
    erase_leavers,
    finish_steps,
    finish_withdrawals,
    leavers_of,
    needles_for,
)
from fou_toolkit.workspace.people.leaver import Leaver, Survey
from fou_toolkit.workspace.people.leaving_words import LeavingWords
from fou_toolkit.workspace.people.mentions import mention_of
from fou_toolkit.workspace.people.needles import Needle
from fou_toolkit.workspace.people.outside import beyond_reach, is_ours, left_over, steps_outside
from fou_toolkit.workspace.people.redaction import erase_found, note_done
from fou_toolkit.workspace.people.survey import survey
from fou_toolkit.workspace.people.traces import Traces, find_traces
from fou_toolkit.workspace.people.withdrawn import WHAT, Withdrawn

__all__ = [
    "WithdrawalPlan",
    "Withdrawn",
    "erase_leavers",
    "finish_steps",
    "finish_withdrawals",
    "leavers_of",
    "plan_cut",
    "plan_mention",
    "plan_withdrawal",
]

_FEWEST: Final = 2


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class WithdrawalPlan(Plan[Withdrawn]):
    """What would be erased; `.apply()` does it, and it cannot be undone.

    Args:
        who: Who or what goes.
        leaver: The same, by ids in the log.
        scope: `all` or `quotation`.
        found: What is stored about them.
        steps: What is done outside of the database.
        traces: Where traces were found in the folder.
        left: Files with traces that stay, since this program did not make them.
        beyond: What is out of reach.
        needles: What is looked for afterwards.
        notices: What should be looked at first.
    """

    who: str
    leaver: Leaver = field(repr=False)
    scope: str = "all"
    found: Survey = field(default_factory=Survey, repr=False)
    steps: tuple[Step, ...] = ()
    left: tuple[str, ...] = ()
    beyond: tuple[Message, ...] = ()
    needles: tuple[Needle, ...] = field(default=(), repr=False)
    notices: tuple[Message, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("what", "name", "n")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("what"), t("name"), t("n"))

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Give everything that goes, and the files with traces that stay."""
        if self.scope == "quotation":
            yield "quotation", self.who, 1
            return
        if self.leaver.person:
            yield "participant", self.who, 1
        counts = Counter[tuple[str, str]]()
        for what, name, n in self.found.lists:
            counts[what, name] += n
        yield from ((what, name, n) for (what, name), n in counts.items())
        yield from (("coding", coder, n) for coder, n in sorted(self.found.coders.items()))
        parts = sum(map(len, self.found.placed.values()))
        if parts:
            yield "part", "", parts
        for step in self.steps:
            yield (step.what if not step.path else "file"), step.path, 1
        yield from (("left", file, 1) for file in self.left)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        by_path = {step.path: step.what for step in self.steps if step.path}
        for what, name, n in self.rows():
            shown = f"{name} ({t(by_path[name])})" if what == "file" else name
            yield (t(WHAT.get(what, what)), shown, n)

    @property
    def caption(self) -> str:
        """Say what would happen."""
        if self.scope == "quotation":
            return t("«{id}» will not be quoted any more; the texts stay.", id=self.who)
        texts, codings = len(self.found.whole) + len(self.found.cuts), len(self.found.gone)
        first = tn("{n} text", "{n} texts", texts)
        return t(
            "«{id}» will be erased: {texts}, {codings}.",
            id=self.who,
            texts=first,
            codings=tn("{n} coding", "{n} codings", codings),
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before saying yes."""
        if self.scope == "quotation":
            return (t("This cannot be undone."),)
        return (
            t("This cannot be undone."),
            *map(str, self.notices),
            *(t("Out of reach: {what}", what=one) for one in self.beyond),
        )

    def _apply(self) -> Withdrawn:
        if self.scope == "quotation":
            self.opened.act("participant.withdrawn", {"participant": self.leaver.person, "scope": self.scope})
            return Withdrawn((("quotation", 1),))
        counts = tuple(_counted(self))
        try:
            _erase(self)
        except WriteError:
            # On a full disk, what has to go anyway makes room.
            self.opened.forget()
            erasing.free_room(self.opened)
            _erase(self)
        finally:
            self.opened.forget()
        needles = self.needles
        # What is gone should not be kept by what said that it would go.
        object.__setattr__(self, "found", Survey())
        object.__setattr__(self, "needles", ())
        problems = erasing.run_steps(self.opened)
        self.opened.forget()
        return _result(self, counts, needles, problems)


def _result(
    plan: WithdrawalPlan, counts: tuple[tuple[str, int], ...], needles: Sequence[Needle], problems: tuple[Message, ...]
) -> Withdrawn:
    searched = _searched(plan.opened, needles)
    files = {folder / one.file: one.file for folder, traces in searched for one in traces.found}
    own = tuple(file for path, file in files.items() if is_ours(plan.opened, path))
    return Withdrawn(counts, tuple(traces for _, traces in searched), problems, plan.beyond, own)


def _counted(plan: WithdrawalPlan) -> Iterator[tuple[str, int]]:
    counts = Counter[str]()
    for what, _, n in plan.rows():
        if what != "left":
            counts[what] += n
    yield from counts.items()


def plan_withdrawal(
    opened: Opened,
    who: str,
    *,
    scope: str = "all",
    keep_mentions: bool = False,
    also: Sequence[str | Path] = (),
    names: Sequence[str] = (),
) -> WithdrawalPlan:
    """Show what a withdrawal would do. See `Workspace.withdraw`."""
    if scope not in SCOPES:
        hint = t("Possible are: {names}", names=", ".join(SCOPES))
        raise DataError(t("«{value}» is not possible for {key}.", value=scope, key="scope"), hint=hint)
    leaver = _leaver(opened, who)
    if scope == "quotation":
        return _quotation(opened, who, leaver)
    if names:
        leaver = replace(leaver, words=LeavingWords(_sayable(names)))
    return _plan(opened, who, leaver, keep_mentions=keep_mentions, also=also)


def plan_cut(opened: Opened, words: Sequence[str], *, also: Sequence[str | Path] = ()) -> WithdrawalPlan:
    """Show what cutting words out of everything would do. See `Workspace.cut`."""
    wanted = _sayable(words)
    return _plan(opened, ", ".join(wanted), Leaver(words=LeavingWords(wanted, wanted)), also=also)


def _sayable(words: Sequence[str]) -> tuple[str, ...]:
    """Check words that a person gives.

    Raises:
        DataError: There are none, or there is one that would stand everywhere.
    """
    wanted = tuple(dict.fromkeys(" ".join(word.split()) for word in ((words,) if isinstance(words, str) else words)))
    if not wanted or any(sum(map(str.isalnum, word)) < _FEWEST for word in wanted):
        hint = t("Give names or words of at least two letters or digits.")
        raise DataError(t("It is not said what should be cut out."), hint=hint)
    return wanted


def _quotation(opened: Opened, who: str, leaver: Leaver) -> WithdrawalPlan:
    if not leaver.person:
        hint = t("Record another consent for the text.")
        raise DataError(t("Only people can withdraw quotation."), hint=hint)
    if opened.present.people[leaver.person].withdrawn:
        raise DataError(t("«{id}» has withdrawn quotation already.", id=who), hint=t("There is nothing to do."))
    return WithdrawalPlan(opened=opened, mark=opened.mark_of(), who=who, leaver=leaver, scope="quotation")


def _leaver(opened: Opened, who: str) -> Leaver:
    present = opened.present
    if who in present.person_uids:
        return Leaver(person=present.person_uids[who])
    if who in present.source_uids:
        source = opened.source(who)
        names = dict.fromkeys(turn.participant for turn in source.turns if turn.participant)
        if names:
            hint = t("Withdraw people: {names}", names=", ".join(names))
            raise DataError(t("It is known who speaks in «{id}».", id=who), hint=hint)
        return Leaver(source=present.source_uids[who])
    near = similar(who, present.person_uids)
    there = ", ".join(present.person_uids) or "–"
    hint = t("Did you mean «{text}»?", text=near) if near else t("There are: {ids}", ids=there)
    gone = sum(row["withdrawn"] == "all" for _, row in opened.store.entities("participant"))
    left = tn(
        "{n} person has left already; nothing of them is here any more, not even the name.",
        "{n} people have left already; nothing of them is here any more, not even the names.",
        gone,
    )
    raise UnknownIdError(t("There is no participant «{id}».", id=who), hint=f"{left} {hint}" if gone else hint)


def plan_mention(opened: Opened, mention: str) -> WithdrawalPlan:
    """Show what erasing the passage of a mention would do. See `Workspace.erase_mention`."""
    found = mention_of(opened, mention)
    if found.span is None:
        hint = t("Note the mention anew where it stands now, and erase that one.")
        raise DataError(t("The passage of the mention does not stand in the present version."), hint=hint)
    leaver = Leaver(source=opened.source_uid(found.source), span=found.span, mention=mention)
    return _plan(opened, found.label or mention, leaver)


def _plan(
    opened: Opened, who: str, leaver: Leaver, *, keep_mentions: bool = False, also: Sequence[str | Path] = ()
) -> WithdrawalPlan:
    mark = opened.mark_of()
    found = survey(opened, leaver, keep_mentions=keep_mentions)
    needles = needles_for(found, keep_mentions=keep_mentions)
    traces = find_traces(opened.folder, needles) if needles else NOTHING
    steps = steps_outside(opened, found, traces, also)
    return WithdrawalPlan(
        opened=opened,
        mark=mark,
        who=who,
        leaver=leaver,
        found=found,
        steps=steps,
        left=left_over(opened, traces, steps),
        beyond=beyond_reach(opened),
        needles=needles,
        notices=tuple(_notices(opened, found)),
    )


def _notices(opened: Opened, found: Survey) -> Iterator[Message]:
    if any(True for _ in erasing.doubles_of_database(opened)):
        yield Message.of("There are conflicted copies of the database: they are deleted. Merge them first: fou merge.")
    for name in sorted(coder.id for coder in opened.present.coders.values() if found.words.names_them(coder.id)):
        yield Message.of(
            "The coder «{id}» has that name, and stays. If that is the same person, give the coder another name.",
            id=name,
        )
    for name in found.unclear:
        yield Message.of(
            "«{id}»: the name stands in it, and it is not known who speaks. Words of the person could stand in it.",
            id=name,
        )


def _searched(opened: Opened, needles: Sequence[Needle]) -> tuple[tuple[Path, Traces], ...]:
    """Search every byte of the folder, and of the place of the database where that is another one."""
    if not needles or opened.placement is None:
        return ()
    folders = [opened.folder]
    if opened.placement.is_moved:
        folders.append(opened.placement.live.parent)
    return tuple((folder, find_traces(folder, needles)) for folder in folders)


# --- the transaction


def _erase(plan: WithdrawalPlan) -> None:
    opened = plan.opened
    with opened.writing():
        # Looked at once more where nobody else can write.
        opened.check_fresh(plan.mark)
        if plan.leaver.person:
            opened.act("participant.withdrawn", {"participant": plan.leaver.person, "scope": "all"})
            note_done(opened, [plan.leaver.person])
        erase_found(opened, plan.found)
        erasing.add_steps(opened, plan.steps)
