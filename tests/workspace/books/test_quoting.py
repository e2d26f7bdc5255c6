"""Definitions that quote a text: the examples go when somebody who speaks in it leaves, for good."""

import pytest

from fou_toolkit.model import Example
from fou_toolkit.store import verify
from fou_toolkit.workspace.books.quoting import codes_quoting, contents_quoting, without_examples_of

SECRET = "berre i kodeboka 👩🏽‍🏫"


def erase(ws, source):
    """What a withdrawal does with the codebook."""
    old = contents_quoting(ws, source)
    without_examples_of(ws, source)
    ws.act("content.erased", {"contents": list(old)})
    ws.forget()


def stored(ws):
    return b"".join(content.data for content in ws.store.contents()).decode()


def test_codes_are_named_that_quote_a_text_now(ws):
    assert codes_quoting(ws, "logg") == ("M1",)
    assert codes_quoting(ws, "samtale") == ("T1",)
    assert codes_quoting(ws, "tegn") == ()


def test_contents_of_all_times_are_named(ws):
    ws.rename_code("M1", "Makten").apply()
    ws.merge_codes("M1", "M2").apply()
    ws.define_code("M2", examples=()).apply()
    ws.undo()

    assert codes_quoting(ws, "logg") == ("M2", "M1")
    assert len(contents_quoting(ws, "logg")) == 3
    assert contents_quoting(ws, "tegn") == ()


def test_the_examples_are_gone_and_all_else_stays(ws, book):
    ws.define_code("M1", examples=(Example("logg", SECRET), Example("samtale", "Vi tok ansvar"))).apply()
    coding = ws.code("logg", "tillit", "M1")
    assert SECRET in stored(ws)
    erase(ws, "logg")

    assert SECRET not in stored(ws)
    assert ws.codebook["M1"].examples == (Example("samtale", "Vi tok ansvar"),)
    assert ws.codebook["M1"].brief == book["M1"].brief
    assert ws.codebook["T1"] == book["T1"]
    assert [one.id for one in ws.snapshot().codings] == [coding]
    assert contents_quoting(ws, "logg") == ()
    assert verify(ws.store).ok


def test_nothing_brings_them_back(ws):
    ws.define_code("M1", examples=(Example("logg", SECRET),)).apply()
    ws.rename_code("M1", "Makten").apply()
    ws.retire_code("M3").apply()
    erase(ws, "logg")
    ws.undo(3)
    assert SECRET not in repr(ws.codebook.codes)
    assert ws.codebook["M1"].examples == ()
    ws.redo(3)

    assert ws.codebook["M1"].examples == ()
    assert str(ws.codebook["M1"].name) == "Makten"
    assert ws.verify().ok


def test_a_codebook_that_was_taken_back_comes_again_without_them(ws, book):
    ws.undo()
    erase(ws, "logg")
    ws.redo()

    assert [code.id for code in ws.codebook] == [code.id for code in book]
    assert ws.codebook["M1"].examples == ()


def test_the_history_shows_what_took_the_place_of_what_was_erased(ws, book):
    ws.rename_code("M1", "Makten").apply()
    erase(ws, "logg")
    states = ws.codebook_history().states

    assert all(state.after["M1"].examples == () for state in states)
    assert all(state.after["M1"].brief == book["M1"].brief for state in states)


def test_a_text_that_nobody_quotes_needs_no_act(ws):
    acts = ws.store.count_events()

    assert without_examples_of(ws, "tegn") is None
    assert ws.store.count_events() == acts


@pytest.mark.parametrize("verb", ["retire_code", "rename_code"])
def test_retired_and_renamed_codes_are_cleaned_too(ws, verb):
    (ws.retire_code("M1") if verb == "retire_code" else ws.rename_code("M1", "Ny")).apply()
    erase(ws, "logg")

    assert codes_quoting(ws, "logg") == ()
    assert ws.present.codes[ws.present.code_uids["M1"]].data["id"] == "M1"
