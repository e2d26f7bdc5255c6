"""Everybody takes back their own acts, to any depth, and does them again."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from builders import make_source
from fou_toolkit.errors import DataError
from fou_toolkit.model import Span
from projects import make_project, open_project, revise, take_in_source

pytestmark = pytest.mark.usefixtures("english")


def codes(ws):
    return [one.code for one in ws.codings()]


def test_undo_says_what_was_taken_back_newest_first(ws):
    ws.code("logg", "makt", "M1")
    ws.memo("Hm.")
    done = ws.undo(2)
    assert [what for _, what in done.rows()] == ["Wrote a memo (analytic)", "Coded a passage with M1 Power"]
    assert done.caption == "2 acts were taken back"
    assert (codes(ws), len(ws.memos())) == ([], 0)
    assert [what for _, what in ws.redo(2).rows()] == ["Coded a passage with M1 Power", "Wrote a memo (analytic)"]
    assert (codes(ws), len(ws.memos())) == (["M1"], 1)


def test_only_ones_own_acts_are_taken_back(ws, other):
    mine = ws.code("logg", "makt", "M1")
    theirs = other.code("logg", "tillit", "T1")
    ws.undo()
    assert ws.codings(everyone=True).ids == (theirs,)
    other.undo()
    with pytest.raises(DataError, match="nothing of «ola»"):
        other.undo()
    ws.redo()
    assert ws.codings(everyone=True).ids == (mine,)


def test_redo_ends_with_something_new(ws):
    ws.code("logg", "makt", "M1")
    ws.undo()
    ws.code("logg", "tillit", "T1")
    with pytest.raises(DataError, match="nothing of «kari» to do again") as error:
        ws.redo()
    assert error.value.hint
    assert codes(ws) == ["T1"]


def test_who_has_done_nothing_is_told_so_and_is_not_noted(other):
    before = other.mark_of()
    for verb in (other.undo, other.redo):
        with pytest.raises(DataError, match="nothing of «ola»"):
            verb()
    assert other.mark_of() == before


@pytest.mark.parametrize("steps", [0, -1, True, 1.0, "1"])
def test_a_number_of_steps_that_is_none_is_refused(ws, steps):
    ws.code("logg", "makt", "M1")
    for verb in (ws.undo, ws.redo):
        with pytest.raises(DataError):
            verb(steps)
    assert codes(ws) == ["M1"]


def test_more_steps_than_there_are_take_back_all(ws):
    ws.code("logg", "makt", "M1")
    everything = len(ws.undo(10_000))
    assert len(ws.present.sources) == 0
    assert len(ws.redo(10_000)) == everything
    assert (codes(ws), len(ws.present.sources)) == (["M1"], 3)
    assert ws.verify().ok


def test_undoing_ends_at_a_version_that_others_have_coded(ws, other):
    ws.code("tegn", "tillit", "M1")
    revise(ws, make_source("Anne: I dag er det noko nytt.", id="logg", language="nn"))
    other.code("logg", "noko nytt", "M1")
    ws.code("samtale", 2, "M2")
    done = ws.undo(3)
    assert len(done) == 1
    assert "Others have built on this act" in done.notes[0]
    assert "logg" in done.notes[0]
    with pytest.raises(DataError, match=r"Others have built on this act.*logg") as error:
        ws.undo()
    assert error.value.hint
    assert ws.source("logg").text.endswith("noko nytt.")
    assert codes(ws) == ["M1"]
    other.undo()
    assert not ws.undo().notes
    assert "tillit" in ws.source("logg").text
    assert codes(ws) == ["M1"]


def test_a_version_that_a_newer_one_comes_from_stays(ws, other):
    revise(ws, make_source("Anne: I dag er det noko nytt.", id="logg", language="nn"))
    revise(other, make_source("Anne: I dag er det noko heilt nytt.", id="logg", language="nn"))
    with pytest.raises(DataError, match="Others have built"):
        ws.undo()
    assert ws.source("logg").text.endswith("heilt nytt.")
    other.undo()
    assert not ws.undo().notes
    assert "tillit" in ws.source("logg").text


NEW = "Anne: I dag er det noko nytt."


@pytest.mark.parametrize(
    "remark",
    [
        lambda one: one.memo("Hm.", on=("logg", "noko nytt")),
        lambda one: one.mention("logg", "noko nytt", label="barn"),
    ],
    ids=["memo", "mention"],
)
@pytest.mark.parametrize("mine", [True, False])
def test_a_version_that_others_remark_on_stays(ws, other, remark, mine):
    revise(ws, make_source(NEW, id="logg", language="nn"))
    remark(ws if mine else other)
    if mine:
        assert len(ws.undo(2)) == 2
        assert "tillit" in ws.source("logg").text
    else:
        with pytest.raises(DataError, match="Others have built"):
            ws.undo()
        other.undo()
        assert len(ws.undo()) == 1


def test_a_text_that_others_have_read_stays(ws, other):
    take_in_source(ws, make_source(NEW, id="ny", language="nn"))
    other.read_whole("ny")
    with pytest.raises(DataError, match="Others have built"):
        ws.undo()
    assert "ny" in ws.present.source_uids


def test_both_versions_of_ones_own_are_taken_back_in_one_go(ws):
    revise(ws, make_source("Anne: I dag er det noko nytt.", id="logg", language="nn"))
    revise(ws, make_source("Anne: I dag er det noko heilt nytt.", id="logg", language="nn"))
    assert not ws.undo(2).notes
    assert "tillit" in ws.source("logg").text


class TwoCoders(RuleBasedStateMachine):
    """Two coders against a list of acts and one of acts taken back for each."""

    @initialize()
    def begin(self):
        folder = make_project(self.folder())
        self.handles = {name: open_project(folder, name) for name in ("kari", "ola")}
        self.handles["kari"].code("tegn", Span(0, 1), "M1")
        self.done = {"kari": [Span(0, 1)], "ola": []}
        self.back = {"kari": [], "ola": []}
        self.next = 1

    coder = st.sampled_from(["kari", "ola"])

    @rule(coder=coder)
    def code(self, coder):
        span = Span(self.next, self.next + 1)
        self.next += 1
        self.handles[coder].code("tegn", span, "M1")
        self.done[coder].append(span)
        self.back[coder].clear()

    @rule(coder=coder, steps=st.integers(1, 3))
    @precondition(lambda self: any(self.done.values()))
    def undo(self, coder, steps):
        steps = min(steps, len(self.done[coder]))
        if steps:
            self.handles[coder].undo(steps)
            self.back[coder] += [self.done[coder].pop() for _ in range(steps)]

    @rule(coder=coder, steps=st.integers(1, 3))
    def redo(self, coder, steps):
        if not self.back[coder]:
            with pytest.raises(DataError):
                self.handles[coder].redo(steps)
            return
        self.handles[coder].redo(steps)
        self.done[coder] += [self.back[coder].pop() for _ in range(min(steps, len(self.back[coder])))]

    def teardown(self):
        if not hasattr(self, "handles"):
            return
        for name, ws in self.handles.items():
            assert [one.span for one in ws.codings()] == sorted(self.done[name])
        assert self.handles["ola"].verify().ok
        for ws in self.handles.values():
            ws.close()


def test_any_order_of_acts_undoing_and_redoing_gives_what_two_lists_give(tmp_path_factory):
    class Machine(TwoCoders):
        def folder(self):
            return tmp_path_factory.mktemp("p")

    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Machine, settings=settings(max_examples=8, stateful_step_count=12, deadline=None))
