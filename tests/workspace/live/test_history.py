"""What was done, as people read it; nothing that was erased comes back in it."""

import pytest

from builders import make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coding, CodingSet, Span
from fou_toolkit.store.kinds import KINDS
from fou_toolkit.workspace.live.telling import SENTENCES
from projects import revise

pytestmark = pytest.mark.usefixtures("english")


def said(history):
    return [one.what for one in history]


def test_every_kind_of_event_has_a_sentence():
    assert KINDS.keys() == SENTENCES.keys()


def test_the_history_of_a_coding_tells_its_life(ws, other):
    coding = ws.code("samtale", "De hadde makt", "M1")
    ws.code("logg", "tillit", "T1")
    ws.change(coding, code="M2", polarity="hinders")
    other.memo("Er det makt?", on=coding)
    ws.change(coding, passage="tillit var det lite av")
    ws.undo()
    ws.remove(coding)
    found = ws.history(coding)
    assert [(one.coder, one.what, one.quote, one.undone) for one in found] == [
        ("kari", "Coded a passage with M1 Power", "De hadde makt", False),
        ("kari", "Changed a coding: code M2 Responsibility, polarity hinders", "De hadde makt", False),
        ("ola", "Wrote a memo (analytic)", "Er det makt?", False),
        ("kari", "Changed a coding: another passage", "tillit var det lite av", True),
        ("kari", "Took back: Changed a coding: another passage", "tillit var det lite av", False),
        ("kari", "Took away a coding with M2 Responsibility", "De hadde makt", False),
    ]
    assert {one.where for one in found} == {"samtale"}
    assert [one.time for one in found] == sorted(one.time for one in found)
    assert "(taken back)" in str(found)
    assert "makt" not in repr(found)


def test_of_an_act_about_many_things_only_what_was_asked_for_is_told(ws):
    first, _ = ws.code_many([("samtale", 2, "M2"), ("logg", "makt", "M1")])
    [one] = ws.history(first)
    assert (one.what, one.where) == ("Coded a passage with M2 Responsibility", "samtale")
    assert said(ws.history())[-1] == "Coded 2 passages with M2 Responsibility, M1 Power"
    assert ws.history().lines[-1].quote == ""


def test_a_text_has_its_versions_codings_readings_decisions_and_memos(ws):
    ws.code("logg", "makt", "M1")
    ws.code("samtale", 2, "M2")
    ws.read_whole("logg")
    ws.decide(ws.suggestions(sources=["logg"], codes=["T1"]).ids, "reject")
    ws.memo("Kort.", on="logg")
    ws.memo("Et annet sted.", on="samtale")
    revise(ws, make_source("Anne: I dag er det nytt.", id="logg"))
    assert said(ws.history("logg")) == [
        "Took in a text",
        "Coded a passage with M1 Power",
        "Read a text whole (round 1)",
        "Rejected the suggestion T1 Trust",
        "Wrote a memo (analytic)",
        "Took in a new version of a text",
    ]
    assert ws.history("logg").lines[1].quote == "makt"


def test_a_code_and_a_participant_have_histories(ws):
    ws.code("logg", "makt", "M1")
    ws.decide(ws.suggestions(codes=["M1"]).ids[0], "reject")
    assert said(ws.history("M1")) == [
        "Took in a codebook with 5 codes",
        "Coded a passage with M1 Power",
        "Rejected the suggestion M1 Power",
    ]
    assert said(ws.history("Anne")) == ["Noted what is known about Anne", "Recorded the consent for Anne"]


def test_a_memo_has_a_history(ws):
    memo = ws.memo("Først.")
    ws.edit_memo(memo, "Så.", kind="ethical")
    assert [(one.what, one.quote) for one in ws.history(memo)] == [
        ("Wrote a memo (analytic)", "Først."),
        ("Changed a memo (ethical)", "Så."),
    ]


def test_the_history_of_one_coder_has_only_their_acts(ws, other):
    ws.code("logg", "makt", "M1")
    other.code("logg", "tillit", "T1")
    assert said(ws.history(coder="ola")) == ["ola is known from now on", "Coded a passage with T1 Trust"]
    assert said(ws.history("logg", coder="ola")) == ["Coded a passage with T1 Trust"]
    assert {one.coder for one in ws.history()} == {"", "kari", "ola"}


def test_the_whole_history_holds_every_act_in_order(ws, other):
    other.code("logg", "makt", "M1")
    ws.memo("Hm.")
    events = [event.id for event in ws.store.events()]
    assert [one.act for one in ws.history(most=10_000)] == events
    assert not ws.history(most=len(events)).older


def test_of_a_long_history_the_newest_acts_are_shown(ws):
    ws.memo("En.")
    ws.memo("To.")
    found = ws.history(most=2)
    assert [one.quote for one in found] == ["En.", "To."]
    assert found.older
    assert found.notes
    for most in (0, -1, True, 2.5):
        with pytest.raises(DataError):
            ws.history(most=most)


def test_what_was_erased_is_told_without_words(ws):
    coding = ws.code("logg", "makt", "M1")
    memo = ws.memo("Om makt.", on=coding)
    stored = ws.present.sources[ws.source_uid("logg")]
    contents = [stored.text, ws.store.entity(memo)["content"]]
    ws.act("content.erased", {"contents": contents})
    ws.forget()
    found = ws.history(coding)
    assert [one.quote for one in found] == ["erased", "erased"]
    assert said(ws.history())[-1] == "Erased 2 contents"
    assert not any("makt" in one.quote for one in ws.history())


def test_names_that_were_erased_are_told_as_erased(ws):
    uid = ws.person_uid("Bo")
    contents = [ws.store.entity(uid)["content"], ws.store.entity(f"{uid}/consent")["content"]]
    ws.act("participant.withdrawn", {"participant": uid, "scope": "all"})
    ws.act("content.erased", {"contents": contents})
    ws.forget()
    assert "erased left the project" in said(ws.history())
    assert not any("Bo" in one.what for one in ws.history())


def test_what_was_taken_back_keeps_its_name(ws):
    ws.undo(100)
    told = said(ws.history())
    assert "Took back: Took in a text" in told
    assert {one.where for one in ws.history() if one.kind == "source.taken_in"} == {"samtale", "logg", "tegn"}


def test_codings_brought_in_name_who_made_them(ws):
    ws.add_codings(CodingSet.of([Coding("logg", Span(6, 11), "M1", "berit")]))
    line = ws.history().lines[-1]
    assert (line.coder, line.what) == ("kari", "Brought in a coding by berit with M1 Power")


def test_two_things_of_one_name_are_both_told_unless_one_says_which(tmp_path):
    from fou_toolkit.model import Corpus, Participant
    from projects import make_project, open_project

    corpus = Corpus((make_source("Anne: Vi har makt.", id="M1"),), (Participant("Anne"),))
    with open_project(make_project(tmp_path / "p", corpus=corpus)) as ws:
        assert said(ws.history("M1")) == ["Took in a text", "Took in a codebook with 5 codes"]
        assert said(ws.history("code:M1")) == ["Took in a codebook with 5 codes"]


@pytest.mark.parametrize("name", ["finnes ikke", "", "code:logg", "coding:x"])
def test_what_is_not_there_has_no_history(ws, name):
    with pytest.raises(UnknownIdError):
        ws.history(name)


def test_a_kind_of_a_newer_version_is_told_by_its_name(ws):
    from fou_toolkit.store import Event

    last = ws.store.chain_end(ws.store.get("replica"))
    clock = (last.ms + 1, 0)
    event = Event.sealed(last.replica, last.seq + 1, clock, ws.actor, "dream.dreamt", {"x": 1}, last.id)
    ws.ledger.receive([event], [])
    assert said(ws.history())[-1] == "Did something that a newer version knows (dream.dreamt)."


def test_every_sentence_can_be_told_in_norwegian(ws):
    ws.code("logg", "makt", "M1")
    ws.decide(ws.suggestions().ids[:3])
    ws.undo()
    for language in ("nb", "nn"):
        set_language(language)
        assert all(one.what for one in ws.history())
        assert ws.history().headings
