"""The codebook as it was: its history, any state of it, and the differences of two."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fou_toolkit.errors import MaterialError, UnknownIdError
from fou_toolkit.model import Localised, Span
from fou_toolkit.store import Ledger, replayed
from fou_toolkit.workspace.books.taking_in import plan_book
from fou_toolkit.workspace.live.opened import Opened
from projects import open_project


def test_every_act_is_there_with_who_and_what_and_the_codebook_then(ws, book, new_code):
    states = [book, ws.rename_code("M1", "Makten").apply()]
    with open_project(ws.folder, "ola") as other:
        states.append(other.merge_codes("M2", "M3").apply())
        states.append(other.split_code("M1", [new_code("A"), new_code("B")]).apply())
    ws.code("logg", Span(0, 4), "A")
    ws.undo(2)
    states.append(ws.codebook)
    history = ws.codebook_history()

    assert [one.coder for one in history] == ["kari", "kari", "ola", "ola", "kari"]
    assert [one.after for one in history] == states
    assert [ws.codebook_at(number) for number in range(1, 6)] == states
    assert [row[4] for row in history.rows()] == ["1.2", "1.2+1", "1.2+2", "1.2+3", "1.2+2"]
    assert history.states[-1].differences.codes() == ()


@pytest.mark.usefixtures("english")
def test_it_reads_as_words(ws):
    ws.rename_code("M1", "Makten").apply()
    ws.undo()
    text = str(ws.codebook_history())

    assert text.startswith("3 acts changed the codebook")
    assert "1 code renamed" in text
    assert "Took back" in text
    assert "Makten" not in repr(ws.codebook_history())


def test_a_state_is_the_one_that_replaying_up_to_then_gives(ws, book, new_code):
    for change in (
        lambda: ws.add_code(new_code("N", "T")),
        lambda: ws.move_code("M2", "T"),
        lambda: ws.merge_codes("N", "M3"),
        lambda: plan_book(ws, replace(book.with_code(replace(book["T1"], seed_lines="9")), version="2")),
    ):
        change().apply()
        ws.undo()
        ws.redo()
    states = list(ws.codebook_history())
    assert len(states) == 13
    for state in states:
        until = [one for one in states if one.ms <= state.ms][-1]
        past = Ledger(replayed(ws.store, until=state.ms))
        assert Opened(ws.folder, past, ws.settings, None, "").present.codebook == until.after
        assert ws.codebook_at(datetime.fromtimestamp(state.ms / 1000, UTC)) == until.after
    assert states[-1].after == ws.codebook


def test_two_states_are_compared(ws, book):
    ws.define_code("M1", brief={"nb": "Ny."}).apply()
    ws.rename_code("M2", "Plikt").apply()

    assert ws.codebook_diff(1).codes() == ("M1", "M2")
    assert ws.codebook_diff(1, 2).codes() == ("M1",)
    assert ws.codebook_diff(2, 1).new == book
    assert not ws.codebook_diff(3)


@pytest.mark.parametrize("when", [0, -1, 99, True])
def test_a_state_that_is_not_there_is_refused(ws, when):
    with pytest.raises(UnknownIdError):
        ws.codebook_at(when)


def test_before_the_first_codebook_there_was_none(ws):
    with pytest.raises(MaterialError):
        ws.codebook_at(datetime(2001, 1, 1, tzinfo=UTC))


def test_a_codebook_that_was_taken_back_is_none(ws):
    ws.undo()

    assert ws.present.codebook is None
    assert ws.codebook_history().states[-1].after is None
    assert "" in [row[4] for row in ws.codebook_history().rows()]


def test_without_a_codebook_the_history_is_empty(bare):
    assert not len(bare.codebook_history())


def test_a_code_that_was_added_and_taken_back_is_in_the_history(ws, new_code):
    ws.add_code(new_code("N", "M")).apply()
    ws.undo()
    states = ws.codebook_history().states

    assert [("N" in one.after) for one in states] == [False, True, False]


def test_an_empty_text_in_some_language_stays_empty(ws):
    ws.define_code("M1", definition=Localised("", "", "Only English 🇳🇴")).apply()

    assert ws.codebook_at(2)["M1"].definition == Localised("", "", "Only English 🇳🇴")
