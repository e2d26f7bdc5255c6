"""Whatever is done to a codebook: no coding is lost, it stands in order, and undoing everything brings it back."""

import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.codebooks import changes
from fou_toolkit.errors import CodebookError
from fou_toolkit.model import Code, Localised, Span
from fou_toolkit.store import STANDS
from fou_toolkit.workspace.books import queue
from fou_toolkit.workspace.books.taking_in import plan_book
from projects import SMALL_BOOK, make_project, open_project

STEPS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=25)


def full_code(code_id, parent=""):
    text = Localised(f"{code_id} nb", f"{code_id} nn", f"{code_id} en")
    return Code(code_id, text, parent, text, text, text, text)


class Work:
    """Random work of two people on one project."""

    def __init__(self, folder):
        make_project(folder)
        self.people = [open_project(folder), open_project(folder, "ola")]
        self.first = self.people[0].codebook
        self.begun = [self.undoable(ws) for ws in self.people]
        self.made = 0
        self.done = []
        self.verbs = [
            *(self.code, self.rename, self.define, self.move, self.add, self.split),
            *(self.merge, self.retire, self.take_in, self.recode, self.undo, self.remove),
        ]

    def close(self):
        for ws in self.people:
            ws.close()

    @staticmethod
    def undoable(ws):
        return len(list(ws.ledger.all_undoable(ws.present.coder_uids.get(ws.coder, "?"))))

    def new(self, parent=""):
        self.made += 1
        return full_code(f"N{self.made}", parent)

    @staticmethod
    def pick(ws, number):
        return ws.codebook.codes[number % len(ws.codebook)].id

    def step(self, verb, one, two):
        ws = self.people[two % 2]
        before = self.standing()
        try:
            self.verbs[verb](ws, one, two)
            self.done.append(self.verbs[verb].__name__)
        except CodebookError:
            # A change that the format does not allow: nothing was done.
            assert self.standing() == before
        assert before <= self.standing() or self.verbs[verb] in (self.undo, self.remove)

    def standing(self):
        return {coding for coding, row in self.people[0].store.codings() if row.state == STANDS}

    @staticmethod
    def applied(plan, pure):
        """Do what was planned; the outcome is that of the pure function."""
        assert replace(plan.after, version=pure.version) == pure
        assert plan.apply() == plan.after

    def code(self, ws, one, _):
        self.made += 1
        start = self.made * 2
        ws.code("samtale", Span(start, start + 2), self.pick(ws, one))

    def rename(self, ws, one, two):
        code = self.pick(ws, one)
        self.applied(ws.rename_code(code, f"Navn {two}"), changes.renamed(ws.codebook, code, f"Navn {two}"))

    def define(self, ws, one, two):
        ws.define_code(self.pick(ws, one), brief={"nb": f"Kort {two}."}).apply()

    def move(self, ws, one, two):
        code, parent = self.pick(ws, one), ["", self.pick(ws, two)][two % 3 > 0]
        self.applied(ws.move_code(code, parent), changes.moved(ws.codebook, code, parent))

    def add(self, ws, one, _):
        code = self.new(self.pick(ws, one) if one % 4 else "")
        self.applied(ws.add_code(code), changes.with_new_code(ws.codebook, code))

    def split(self, ws, one, two):
        code, new = self.pick(ws, one), [self.new() for _ in range(2 + two % 2)]
        self.applied(ws.split_code(code, new), changes.split(ws.codebook, code, new))

    def merge(self, ws, one, two):
        code, into = self.pick(ws, one), self.pick(ws, two)
        self.applied(ws.merge_codes(code, into), changes.merged(ws.codebook, code, into))

    def retire(self, ws, one, _):
        code = self.pick(ws, one)
        self.applied(ws.retire_code(code), changes.without_code(ws.codebook, code))

    def take_in(self, ws, one, two):
        """Take in a file in which some codes are gone, others new, and all in another order."""
        old = ws.codebook
        left = [code for number, code in enumerate(old) if (number * 7 + one) % 5]
        ids = {code.id for code in left}
        left = [replace(code, parent=code.parent if code.parent in ids else "") for code in left] or [self.new()]
        at = two % len(left)
        book = replace(old, codes=(*left[at:], self.new(left[0].id), *left[:at]), version=f"{self.made}.{two}")
        plan = plan_book(ws, book)
        assert plan.apply() == plan.after
        assert plan_book(ws, book).is_empty

    def recode(self, ws, one, two):
        waiting = [row.coding for row in ws.recode_queue()]
        if waiting:
            ws.recode(waiting[: 1 + one % 3], self.pick(ws, two), anyone=True)

    def undo(self, _ws, _one, _two):
        self.undo_last()

    def undo_last(self):
        """Take back the very last act that can be taken back, of whoever did it; tells whether there was one."""
        found = []
        for ws, begun in zip(self.people, self.begun, strict=True):
            uid = ws.present.coder_uids.get(ws.coder, "?")
            own = list(ws.ledger.all_undoable(uid))
            if len(own) > begun:
                found.append((own[0].order, ws))
        if not found:
            return False
        max(found, key=lambda one: one[0])[1].undo()
        return True

    def remove(self, ws, one, _):
        rows = [coding for coding, row in ws.store.codings() if row.state == STANDS]
        if rows:
            ws.remove(rows[one % len(rows)], anyone=True)

    def check(self):
        ws = self.people[0]
        standing = self.standing()
        counted = {coding.id for coding in ws.snapshot().codings}
        waiting = {row.coding for row in ws.recode_queue()}
        assert standing == counted | waiting
        assert not counted & waiting
        seen = {""}
        for code in ws.codebook:
            assert code.parent in seen
            seen.add(code.id)
        assert len(seen) == len(ws.codebook) + 1


def work_through(steps, *, whole):
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Path(folder) / "p")
        try:
            for step in steps:
                work.step(*step)
                work.check()
            assert [one.after for one in work.people[0].codebook_history()][-1] == work.people[0].codebook
            assert work.people[0].verify().ok
            while whole and work.undo_last():
                work.check()
            assert not whole or work.people[0].codebook == work.first
            assert work.people[0].verify().ok
        finally:
            work.close()


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_no_coding_is_lost_and_undoing_everything_brings_the_codebook_back(steps):
    work_through(steps, whole=True)


@pytest.mark.full
@settings(max_examples=400, deadline=None)
@given(STEPS)
def test_no_coding_is_lost_in_many_more_projects(steps):
    work_through(steps, whole=True)


def test_the_check_sees_codings_that_are_lost():
    """Negative control: with a queue that passes over retired codes, codings are nowhere."""
    steps = [(0, 1, 0), (7, 1, 0)]
    work_through(steps, whole=True)
    with patch.object(queue, "_why_gone", lambda _opened, _uid: ""), pytest.raises(AssertionError):
        work_through(steps, whole=False)


def test_every_kind_of_change_is_done_in_such_projects(tmp_path):
    changes_of_codes = [
        (1, 1, 0),
        (2, 1, 1),
        (5, 2, 0),
        (6, 2, 3),
        (7, 4, 0),
        (9, 1, 1),
        (4, 0, 0),
        (3, 1, 5),
        (8, 1, 1),
    ]
    work = Work(tmp_path / "p")
    for step in [(0, 1, 0), (0, 2, 1), *changes_of_codes, (10, 0, 0), (11, 0, 1)]:
        work.step(*step)
        work.check()
    work.close()

    assert {*work.done} == {verb.__name__ for verb in work.verbs}


def test_the_small_book_is_the_one_that_was_taken_in(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws:
        assert ws.codebook == SMALL_BOOK
