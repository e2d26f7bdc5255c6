"""Processes that work in a project until they are killed; each says what it was told is stored, when it was told so.

The parent starts them by `start`, kills them at any moment, and looks at what is left (`test_kill.py`).
"""

import json
import multiprocessing
import os
import signal
from contextlib import contextmanager, nullcontext
from pathlib import Path

from builders import make_source
from fou_toolkit.model import Corpus, Participant, Span
from fou_toolkit.store import Ledger, SqliteStore, sqlite
from fou_toolkit.store.connection import explaining, path_of
from fou_toolkit.workspace.joining.merging import MergePlan
from fou_toolkit.workspace.live.taking_in import plan_texts
from fou_toolkit.workspace.people import erasing
from projects import open_project

__all__ = ["ACTS", "SIZE", "canary", "leaving_corpus", "start"]

SIZE = 3
"""Texts that are taken in together, and codings that come in by one merge."""
_PROCESSES = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
if hasattr(os, "fork"):
    _PROCESSES.set_forkserver_preload(["faults.worker", "fou_toolkit.workspace.live.handle"])


def start(act, folder, said, off="", **given):
    """Start a process.

    Args:
        act: One of `ACTS`.
        folder: The project.
        said: File into which it writes what it was told is stored, a line each.
        off: The guard that is switched off.
        given: For the act.
    """
    process = _PROCESSES.Process(target=_work, args=(act, str(folder), str(said), off, given), daemon=True)
    process.start()
    return process


def _work(act, folder, said, off, given):
    _GUARDS[off]()
    with Path(said).open("ab", buffering=0) as file:

        def say(what):
            # One call of the system: a line is there whole, or not at all.
            file.write(json.dumps(what).encode() + b"\n")

        with open_project(folder, given.pop("coder", "kari")) as ws:
            ACTS[act](ws, say, **given)


def _code(ws, say, times=10**9, together=1):
    for number in range(times):
        # With the guard off, several are one transaction, and each is called stored before it is.
        with ws.ledger.writing() if together > 1 else nullcontext():
            for place in range(together):
                say(ws.code("samtale", Span((number * 7 + place) % 150, (number * 7 + place) % 150 + 9), "M1"))


def _take_in(ws, say, begin=0):
    for number in range(begin, 10**9):
        names = [f"ny-{number}-{part}" for part in range(SIZE)]
        plan_texts(ws, Corpus(tuple(make_source(f"Anne: Ansvar {name}.", id=name) for name in names))).apply()
        say(names)


def _merge(ws, say, others=()):
    for other in others:
        ws.merge(other["file"]).apply()
        say(other["codings"])


def canary(name):
    """Give words that only one person says."""
    return f"Hemmeligheten til {name} er {name * 2}-kanari."


def leaving_corpus(people):
    """Make texts in which people say what has to be gone when they leave: one together, and one each."""
    together = make_source(*(f"{name}: {canary(name)}" for name in people), id="alle")
    alone = [make_source(f"{name}: {canary(name)} Alene.", id=f"alene-{name}") for name in people]
    return Corpus((together, *alone), tuple(Participant(name, "assistent", "barnehage", "Lia") for name in people))


def _withdraw(ws, say, people=()):
    for name in people:
        plan = ws.withdraw(name)
        say(["begun", name])
        plan.apply()
        say(["done", name])


ACTS = {"code": _code, "take in": _take_in, "merge": _merge, "withdraw": _withdraw}


# --- guards that are switched off, to see that the tests would notice


@contextmanager
def _deferred(connection):
    """Write in a transaction that takes its lock only when it writes for the first time."""
    with explaining(path_of(connection)):
        connection.execute("BEGIN DEFERRED")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _no_immediate():
    sqlite.writing = _deferred


def _no_merge_whole():
    """Store the acts of another copy one by one."""
    apply, receive = MergePlan._apply, Ledger.receive

    def one_by_one(ledger, events, contents):
        if not isinstance(ledger.store, SqliteStore):
            # Deriving the state once more, in memory.
            return receive(ledger, events, contents)
        contents = list(contents)
        for event in events:
            receive(ledger, [event], contents)
            ledger.store.connection.execute("COMMIT")
            ledger.store.connection.execute("BEGIN IMMEDIATE")
        return 0

    def broken(plan):
        # What a merge would do is tried before it is shown: that stays whole.
        Ledger.receive = one_by_one
        try:
            return apply(plan)
        finally:
            Ledger.receive = receive

    MergePlan._apply = broken


def _no_acts_together():
    """Store each act by itself, also where several belong together."""
    Ledger.writing = lambda _ledger: nullcontext()


def _killed_before_steps():
    """Stop after the transaction of a withdrawal, before anything outside of the database is erased."""
    erasing.run_steps = lambda _opened: os.kill(os.getpid(), signal.SIGKILL)


_GUARDS = {
    "": lambda: None,
    "immediate": _no_immediate,
    "together": _no_acts_together,
    "merge": _no_merge_whole,
    "steps": _killed_before_steps,
}
