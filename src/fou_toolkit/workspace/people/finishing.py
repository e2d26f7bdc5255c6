"""Withdrawals that were begun elsewhere: in a program that was killed, or in another copy of the project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fou_toolkit._i18n import Message
from fou_toolkit.store import EventStore, Ledger
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.people import erasing
from fou_toolkit.workspace.people.erasing import Step
from fou_toolkit.workspace.people.leaver import Leaver, Survey
from fou_toolkit.workspace.people.leaving_words import LeavingWords
from fou_toolkit.workspace.people.needles import Needle, needles_of
from fou_toolkit.workspace.people.outside import steps_outside
from fou_toolkit.workspace.people.redaction import done_before, erase_found, note_done
from fou_toolkit.workspace.people.survey import survey
from fou_toolkit.workspace.people.traces import Traces, find_traces

__all__ = [
    "NOTHING",
    "Withdrawal",
    "erase_leavers",
    "finish_steps",
    "finish_withdrawals",
    "leavers_of",
    "needles_for",
]

NOTHING: Final = Traces((), (), 0, 0, 0)
"""Nothing was looked for."""


def needles_for(found: Survey, *, keep_mentions: bool) -> tuple[Needle, ...]:
    """Choose what is looked for; what stays is known from before, not from what is left."""
    words = found.words
    only_names = LeavingWords(words.names, (), frozenset(), words.others)
    staying = [only_names.cleaned(text, "") for text in found.staying]
    names = () if keep_mentions else words.names
    return needles_of([*words.said, *found.words_gone], names, staying=staying, others=words.others)


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
    needles = needles_for(found, keep_mentions=False)
    return steps_outside(opened, found, find_traces(opened.folder, needles) if needles else NOTHING, ())


def erase_leavers(opened: Opened, known: Mapping[str, Withdrawal]) -> None:
    """Erase what came in by a merge and belongs to people who left; in the transaction of the merge.

    Args:
        opened: The project.
        known: What `leavers_of` gave before the merge.
    """
    if opened.placement is None:
        return
    done = done_before(opened)
    gone = [uid for uid, row in opened.store.entities("participant") if row["withdrawn"] == "all"]
    with opened.writing():
        for uid in gone:
            before = known.get(uid, Withdrawal())
            found = survey(opened, Leaver(person=uid, words=before.words))
            if uid in done and found.is_empty:
                continue
            steps = dict.fromkeys((*before.steps, *steps_outside(opened, found, NOTHING, ())))
            erase_found(opened, found)
            note_done(opened, [uid])
            erasing.add_steps(opened, steps)
            opened.forget()


def finish_withdrawals(opened: Opened) -> tuple[Message, ...]:
    """Do outside of the database what a merge said that has to be done; gives what could not be done now."""
    if opened.placement is None or not erasing.database_of(opened).todo():
        return ()
    problems = erasing.run_steps(opened)
    opened.forget()
    return problems
