"""Somebody leaves: shown first, then erased in one transaction, finished outside of it, and proved by a search."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import Message, mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import DataError, UnknownIdError, WriteError
from fou_toolkit.model.project import similar
from fou_toolkit.store import Content, EventStore, Ledger, new_id
from fou_toolkit.store.kinds import SCOPES
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.plan import Plan
from fou_toolkit.workspace.people import erasing
from fou_toolkit.workspace.people.erasing import Step
from fou_toolkit.workspace.people.leaving_words import LeavingWords
from fou_toolkit.workspace.people.mentions import mention_of
from fou_toolkit.workspace.people.needles import Needle, needles_of
from fou_toolkit.workspace.people.outside import beyond_reach, left_over, steps_outside
from fou_toolkit.workspace.people.survey import Leaver, Survey, survey
from fou_toolkit.workspace.people.traces import Traces, find_traces

__all__ = [
    "Withdrawal",
    "WithdrawalPlan",
    "Withdrawn",
    "erase_leavers",
    "finish_steps",
    "finish_withdrawals",
    "leavers_of",
    "plan_mention",
    "plan_withdrawal",
]

_DONE: Final = "withdrawn"
"""Fact in the store: ids of those whose files were erased here, too."""
_NOTHING: Final = Traces((), (), 0, 0, 0)
_WHAT: Final = {
    "whole text": mark("text that goes as a whole"),
    "cut text": mark("text of several people; turns that are cut"),
    "mentioned": mark("text in which the name is cut"),
    "coding": mark("codings"),
    "part": mark("codings of which a part stays"),
    "memo": mark("memo"),
    "memo cut": mark("memo in which the name is cut"),
    "mention": mark("mention"),
    "consent": mark("consent"),
    "participant": mark("participant"),
    "code": mark("code whose definition or examples are cut"),
    "codebook": mark("head of the codebook"),
    "facts": mark("what is known about a text"),
    "record": mark("other record"),
    "file": mark("file"),
    "left": mark("file with traces that stays (also=[…] deletes it)"),
    "quotation": mark("may not be quoted any more"),
}


@dataclass(frozen=True, repr=False, eq=False)
class Withdrawn(Tabular):
    """What a withdrawal did.

    Args:
        counts: What was erased, and how many.
        traces: What the search of every byte found afterwards, one search per folder.
        problems: What is still to be done; tried again when the project is opened next.
        beyond: What is out of reach.
    """

    counts: tuple[tuple[str, int], ...]
    traces: tuple[Traces, ...] = ()
    problems: tuple[Message, ...] = ()
    beyond: tuple[Message, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything was done and no trace was found."""
        return not self.problems and all(one.clean for one in self.traces)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("what", "n")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("what"), t("n"))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give what was erased."""
        return iter(self.counts)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give what was erased, in the current language."""
        return ((t(_WHAT.get(what, what)), n) for what, n in self.counts)

    @property
    def caption(self) -> str:
        """Say whether it is done."""
        if self.problems:
            return t("Erased from the database; not everything outside of it could be erased yet.")
        if not self.traces:
            return t("Done.")
        if self.clean:
            return t("Erased. Every byte was searched: no trace was found.")
        return t("Erased. Traces were found in files that are not ours; look at them.")

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what was found, what is left to do, and what is out of reach."""
        found = [
            t("A trace in {file}", file=file)
            for traces in self.traces
            for file in dict.fromkeys(one.file for one in traces.found)
        ]
        searched = [note for traces in self.traces for note in traces.notes]
        return (
            *map(str, self.problems),
            *found,
            *searched,
            *(t("Out of reach: {what}", what=one) for one in self.beyond),
        )

    def __str__(self) -> str:
        """Print as lines of text."""
        lines = [self.caption, *(f"{what}: {n}" for what, n in self.text_rows())]
        return "\n".join([*lines, *(f"! {note}" for note in self.notes)])


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
            yield (t(_WHAT.get(what, what)), shown, n)

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
        return Withdrawn(counts, _searched(self.opened, needles), problems, self.beyond)


def _counted(plan: WithdrawalPlan) -> Iterator[tuple[str, int]]:
    counts = Counter[str]()
    for what, _, n in plan.rows():
        if what != "left":
            counts[what] += n
    yield from counts.items()


def plan_withdrawal(
    opened: Opened, who: str, *, scope: str = "all", keep_mentions: bool = False, also: Sequence[str | Path] = ()
) -> WithdrawalPlan:
    """Show what a withdrawal would do. See `Workspace.withdraw`."""
    if scope not in SCOPES:
        hint = t("Possible are: {names}", names=", ".join(SCOPES))
        raise DataError(t("«{value}» is not possible for {key}.", value=scope, key="scope"), hint=hint)
    leaver = _leaver(opened, who)
    if scope == "quotation":
        return _quotation(opened, who, leaver)
    return _plan(opened, who, leaver, keep_mentions=keep_mentions, also=also)


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
    needles = _needles(found, keep_mentions=keep_mentions)
    traces = find_traces(opened.folder, needles) if needles else _NOTHING
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
    for name in found.unclear:
        yield Message.of(
            "«{id}»: the name stands in it, and it is not known who speaks. Words of the person could stand in it.",
            id=name,
        )


def _needles(found: Survey, *, keep_mentions: bool) -> tuple[Needle, ...]:
    """Choose what is looked for; what stays is known from before, not from what is left."""
    words = found.words
    only_names = LeavingWords(words.names, (), frozenset(), words.others)
    staying = [only_names.cleaned(text, "") for text in found.staying]
    names = () if keep_mentions else words.names
    return needles_of([*words.said, *found.words_gone], names, staying=staying)


def _searched(opened: Opened, needles: Sequence[Needle]) -> tuple[Traces, ...]:
    """Search every byte of the folder, and of the place of the database where that is another one."""
    if not needles or opened.placement is None:
        return ()
    folders = [opened.folder]
    if opened.placement.is_moved:
        folders.append(opened.placement.live.parent)
    return tuple(find_traces(folder, needles) for folder in folders)


# --- the transaction


def _erase(plan: WithdrawalPlan) -> None:
    opened = plan.opened
    with opened.writing():
        # Looked at once more where nobody else can write.
        opened.check_fresh(plan.mark)
        if plan.leaver.person:
            opened.act("participant.withdrawn", {"participant": plan.leaver.person, "scope": "all"})
            _note_done(opened, [plan.leaver.person])
        erase_found(opened, plan.found)
        erasing.add_steps(opened, plan.steps)


def erase_found(opened: Opened, found: Survey) -> None:
    """Erase what was found, and put what is left in its place; in a transaction."""
    for uid in found.whole:
        if opened.store.entity(uid) is not None:
            opened.act("source.erased", {"source": uid})
    items = [item for uid, version in _cut(opened, found).items() for item in _placed(found, uid, version)]
    if items or found.gone:
        opened.act("codings.redacted", {"items": items, "gone": sorted(found.gone)})
    for entity, (kind, value) in found.records.items():
        content = Content.of(value) if kind == "new" else None
        ref = value if content is None else content.ref
        opened.act("record.redacted", {"entity": entity, **ref}, [content] if content else [])
    if found.erased:
        opened.act("content.erased", {"contents": sorted(found.erased)})


def _cut(opened: Opened, found: Survey) -> Mapping[str, str]:
    """Store what is left of texts; gives the ids of the new versions."""
    versions = {}
    for uid, cut in found.cuts.items():
        row = opened.store.entity(uid)
        if row is None:
            continue
        before = next(one for one in row["versions"] if one["id"] == row["version"])
        versions[uid] = new_id()
        body = {"source": uid, "version": versions[uid], "from": row["version"]}
        if cut is None:
            stands = opened.store.content(before["content"])
            if stands is not None:
                ops = [[0, len(stands.value["text"]), 0]] if stands.value["text"] else []
                opened.act("source.redacted", {**body, "ops": ops, "doubts": [], **stands.ref})
        else:
            content = Content.of(cut.record)
            moves = {"ops": cut.steps.to_ops(), "doubts": []}
            opened.act("source.redacted", {**body, **moves, **content.ref}, [content])
    return versions


def _placed(found: Survey, uid: str, version: str) -> Iterator[dict[str, object]]:
    for coding, start, end in found.placed.get(uid, ()):
        yield {"coding": coding, "version": version, "start": start, "end": end}


def _note_done(opened: Opened, people: Sequence[str]) -> None:
    known = json.loads(opened.store.get(_DONE) or "[]")
    opened.store.put(_DONE, json.dumps(sorted({*known, *people})))


# --- what was begun, here or in another copy


def finish_steps(opened: Opened) -> tuple[Message, ...]:
    """Do what a withdrawal that was interrupted left undone; gives what is to be said about that."""
    if not erasing.database_of(opened).todo():
        return ()
    problems = erasing.run_steps(opened)
    opened.forget()
    done = Message.of("A withdrawal that was interrupted was finished. Search the folder once more for names.")
    return problems or (done,)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was known about somebody before a merge took it away.

    Args:
        words: How they are found in what others wrote.
        steps: What is to be done in this folder.
    """

    words: LeavingWords = field(default_factory=LeavingWords)
    steps: tuple[Step, ...] = ()

    def with_words(self, words: LeavingWords) -> "Withdrawal":
        """Add what another copy knows."""
        old = self.words
        both = (
            (*old.names, *words.names),
            (*old.said, *words.said),
            old.grams | words.grams,
            (*old.others, *words.others),
        )
        names, said, grams, others = both
        return Withdrawal(LeavingWords(_once(names), _once(said), grams, _once(others)), self.steps)


def _once(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def leavers_of(opened: Opened, stores: Sequence[EventStore]) -> dict[str, Withdrawal]:
    """Look, before a merge, at those who have left in one of the copies and are still known in another.

    What they said is needed to find it in memos that others wrote unknowingly; after the merge it is gone.

    Args:
        opened: The project.
        stores: Other copies, open for reading.
    """
    copies = [
        Opened(opened.folder, Ledger(store), opened.settings, None, opened.coder) for store in (opened.store, *stores)
    ]
    gone = {uid for copy in copies for uid, row in copy.store.entities("participant") if row["withdrawn"] == "all"}
    known: dict[str, Withdrawal] = {}
    for uid in sorted(gone):
        for copy in copies:
            row = copy.store.entity(uid)
            if row is None or row["withdrawn"] == "all":
                continue
            found = survey(copy, Leaver(person=uid))
            known[uid] = known.get(uid, Withdrawal()).with_words(found.words)
            if copy is copies[0]:
                known[uid] = replace(known[uid], steps=_steps_here(opened, found))
    return known


def _steps_here(opened: Opened, found: Survey) -> tuple[Step, ...]:
    if opened.placement is None:
        return ()
    needles = _needles(found, keep_mentions=False)
    return steps_outside(opened, found, find_traces(opened.folder, needles) if needles else _NOTHING, ())


def erase_leavers(opened: Opened, known: Mapping[str, Withdrawal]) -> None:
    """Erase what came in by a merge and belongs to people who left; in the transaction of the merge.

    Args:
        opened: The project.
        known: What `leavers_of` gave before the merge.
    """
    if opened.placement is None:
        return
    done = set(json.loads(opened.store.get(_DONE) or "[]"))
    gone = [uid for uid, row in opened.store.entities("participant") if row["withdrawn"] == "all"]
    with opened.writing():
        for uid in gone:
            before = known.get(uid, Withdrawal())
            found = survey(opened, Leaver(person=uid, words=before.words))
            if uid in done and found.is_empty:
                continue
            steps = dict.fromkeys((*before.steps, *steps_outside(opened, found, _NOTHING, ())))
            erase_found(opened, found)
            _note_done(opened, [uid])
            erasing.add_steps(opened, steps)
            opened.forget()


def finish_withdrawals(opened: Opened) -> tuple[Message, ...]:
    """Do outside of the database what a merge said that has to be done; gives what could not be done now."""
    if opened.placement is None or not erasing.database_of(opened).todo():
        return ()
    problems = erasing.run_steps(opened)
    opened.forget()
    return problems
