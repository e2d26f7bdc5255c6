"""Suggestions are worked out, decisions are kept: each of one coder, the last counts."""

import shutil

import numpy as np
import pandas as pd
import pytest

from builders import make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Span
from fou_toolkit.store import Content
from fou_toolkit.workspace.live.verdicts import verdict_of
from projects import make_project, open_project, revise

pytestmark = pytest.mark.usefixtures("english")


def facts(ws, **which):
    return {(one.source, one.span, one.code, one.coder, one.polarity) for one in ws.codings(**which)}


def kinds(ws):
    return [event.kind for event in ws.store.events()]


def test_suggestions_are_what_the_rules_find_in_the_snapshot(ws):
    project = ws.snapshot()
    expected = [
        (one.source, one.span, one.code, one.evidence)
        for one in autocode(project.corpus, project.codebook).suggestions()
    ]
    assert [(one.source, one.span, one.code, one.evidence) for one in ws.suggestions()] == expected
    assert len(expected) > 5
    assert ws.suggestions().to_frame()["text"].tolist() == [one.text for one in ws.suggestions()]


def test_suggestions_have_the_same_ids_for_everybody_and_after_opening_again(ws, other, folder):
    ids = ws.suggestions().ids
    assert other.suggestions().ids == ids
    with open_project(folder) as again:
        assert again.suggestions().ids == ids
    assert len(set(ids)) == len(ids)


def test_looking_at_suggestions_writes_nothing(ws):
    before = ws.mark_of()
    ws.suggestions()
    ws.decision_report()
    assert ws.mark_of() == before


def test_suggestions_can_be_narrowed_to_codes_and_texts(ws):
    chosen = ws.suggestions(codes=["T1"], sources=["logg", "tegn"])
    assert {(one.source, one.code) for one in chosen} == {("logg", "T1"), ("tegn", "T1")}
    with pytest.raises(UnknownIdError):
        ws.suggestions(codes=["T9"])
    with pytest.raises(UnknownIdError):
        ws.suggestions(sources=["borte"])
    with pytest.raises(UnknownIdError):
        ws.suggestions(coder="nils")


def test_texts_without_consent_get_no_suggestions(tmp_path):
    with open_project(make_project(tmp_path / "p", consents={})) as ws:
        assert len(ws.suggestions()) == 0


def test_what_is_accepted_becomes_a_coding_in_the_same_act(ws):
    one = ws.suggestions().proposals[0]
    before = kinds(ws)
    done = ws.decide(one.id, polarity="hinders", round=2)
    assert kinds(ws)[len(before) :] == ["rules.run", "decision.made"]
    assert facts(ws) == {(one.source, one.span, one.code, "kari", "hinders")}
    assert (done.codings, [c.round for c in ws.codings()]) == (ws.codings().ids, [2])
    assert one.id not in ws.suggestions().ids
    [again] = [other for other in ws.suggestions(undecided=False) if other.id == one.id]
    assert (again.decision, again.coding) == ("accept", done.codings[0])


def test_the_run_of_the_rules_is_noted_once(ws):
    first, second, *_ = ws.suggestions().ids
    ws.decide(first)
    ws.decide(second)
    assert kinds(ws).count("rules.run") == 1


def test_many_are_decided_in_one_act_and_taken_back_as_one(ws):
    table = ws.suggestions()
    ws.decide(table)
    assert kinds(ws).count("decision.made") == 1
    assert facts(ws) == {(one.source, one.span, one.code, "kari", "") for one in table}
    assert len(ws.suggestions()) == 0
    ws.undo()
    assert (len(ws.codings()), ws.suggestions().ids) == (0, table.ids)


def test_the_last_decision_counts_and_a_rejected_coding_goes_in_the_same_act(ws):
    name = ws.suggestions().ids[0]
    [coding] = ws.decide(name).codings
    before = ws.store.count_events()
    ws.decide(name, "reject")
    assert (len(ws.codings()), ws.store.count_events()) == (0, before + 1)
    ws.decide(name, "nei")
    assert ws.store.count_events() == before + 1
    assert ws.decide(name).codings == (coding,)
    ws.undo(2)
    assert ws.codings().ids == (coding,)
    ws.redo()
    assert ws.codings().ids == ()
    assert ws.verify().ok


def test_deciding_the_same_again_is_no_act(ws):
    name = ws.suggestions().ids[0]
    ws.decide(name, polarity="hinders")
    before = ws.mark_of()
    done = ws.decide([name, name])
    assert (len(done), done.unchanged, ws.mark_of()) == (0, 1, before)
    assert len(ws.decide(name, polarity="supports")) == 1


def test_a_suggestion_is_moved_to_another_code_or_passage(ws):
    first, second = [one for one in ws.suggestions() if one.code == "M2"][:2]
    ws.decide(first.id, code="M1")
    ws.decide(second.id, passage="Og så måtte vi", code="T1")
    start = ws.source("samtale").text.index("Og så måtte vi")
    assert facts(ws) == {
        (first.source, first.span, "M1", "kari", ""),
        ("samtale", Span(start, start + 14), "T1", "kari", ""),
    }
    assert {one.decision for one in ws.suggestions(undecided=False) if one.id in (first.id, second.id)} == {"move"}
    before = ws.mark_of()
    ws.decide(first.id, "move")
    assert ws.mark_of() == before
    ws.decide(first.id)
    assert (first.source, first.span, "M2", "kari", "") in facts(ws)
    assert len(ws.codings()) == 2


@pytest.mark.parametrize(
    "given",
    [
        {"verdict": "kanskje"},
        {"verdict": ""},
        {"verdict": "move"},
        {"verdict": "reject", "code": "M1"},
        {"verdict": "reject", "passage": 1},
        {"code": "M9"},
        {"passage": "finnes ikke"},
        {"polarity": "for"},
        {"round": 0},
    ],
)
def test_a_decision_that_is_not_possible_is_refused_and_nothing_is_noted(other, given):
    name, before = other.suggestions().ids[0], other.mark_of()
    with pytest.raises((DataError, UnknownIdError)):
        other.decide(name, **given)
    assert other.mark_of() == before


def test_unknown_suggestions_are_all_named_and_nothing_is_decided(ws):
    names = [ws.suggestions().ids[0], "borte", "vekk"]
    before = ws.mark_of()
    with pytest.raises(UnknownIdError) as error:
        ws.decide(names)
    assert "«borte»" in str(error.value)
    assert "«vekk»" in str(error.value)
    assert ws.mark_of() == before


def test_a_passage_is_for_one_suggestion(ws):
    with pytest.raises(DataError, match="one suggestion"):
        ws.decide(ws.suggestions().ids[:2], passage=1)


def test_two_coders_decide_for_themselves_and_see_their_own_decisions(ws, other):
    name = ws.suggestions().ids[0]
    ws.decide(name)
    assert name in other.suggestions().ids
    other.decide(name, "reject")
    assert (len(ws.codings()), len(other.codings())) == (1, 0)
    [seen] = [one for one in other.suggestions(undecided=False, coder="kari") if one.id == name]
    assert seen.decision == "accept"
    assert other.decision_report(["kari", "ola"]).to_frame()[["accepted", "rejected"]].sum().tolist() == [1, 1]
    other.decide(name)
    assert {one.coder for one in ws.snapshot().codings} == {"kari", "ola"}


def test_what_one_has_coded_by_hand_is_not_made_twice(ws):
    one = ws.suggestions().proposals[0]
    own = ws.code(one.source, one.span, one.code)
    assert ws.decide(one.id).codings == (own,)
    assert ws.codings().ids == (own,)
    ws.undo()
    assert ws.codings().ids == (own,)


def test_an_accepted_coding_that_was_removed_comes_back_when_it_is_accepted_again(ws):
    name = ws.suggestions().ids[0]
    [coding] = ws.decide(name).codings
    ws.remove(coding)
    [seen] = [one for one in ws.suggestions(undecided=False) if one.id == name]
    assert (seen.decision, seen.coding) == ("accept", "")
    assert ws.decide(name).codings == (coding,)


# --- tables that people fill in


def test_a_frame_that_somebody_filled_in_is_decided_row_by_row(ws):
    frame = ws.suggestions().to_frame()
    frame["decision"] = frame["decision"].astype(object)
    frame["new_code"], frame["polarity"] = "", None
    frame.loc[0, "decision"], frame.loc[1, "decision"], frame.loc[2, "decision"] = "Ja", " NEI ", np.nan
    frame.loc[3, ["decision", "new_code", "polarity"]] = ["accept", "T1", "hinders"]
    done = ws.decide(frame)
    ids = frame["id"].tolist()
    assert [(name, verdict) for name, verdict, _ in done.made] == [
        (ids[0], "accept"),
        (ids[1], "reject"),
        (ids[3], "move"),
    ]
    assert {(one.code, one.polarity) for one in ws.codings()} == {(frame["code"][0], ""), ("T1", "hinders")}
    assert len(ws.decide(frame)) == 0
    assert len(ws.decide(ws.suggestions(undecided=False).to_frame())) == 0


def test_a_frame_without_the_columns_is_refused(ws):
    with pytest.raises(DataError, match="decision"):
        ws.decide(pd.DataFrame({"id": ["x"]}))


def test_a_frame_with_words_that_mean_nothing_is_refused_with_the_rows(ws):
    frame = ws.suggestions().to_frame()
    frame["decision"] = ["ja", "tja", "hm", *[""] * (len(frame) - 3)]
    with pytest.raises(DataError) as error:
        ws.decide(frame)
    assert "row 2" in str(error.value)
    assert "row 3" in str(error.value)
    assert not ws.codings()


def test_a_suggestion_that_is_decided_twice_in_a_frame_is_refused(ws):
    name = ws.suggestions().ids[0]
    with pytest.raises(DataError, match="twice"):
        ws.decide(pd.DataFrame({"id": [name, name], "decision": ["ja", "nei"]}))
    assert len(ws.decide(pd.DataFrame({"id": [name, name], "decision": ["ja", "yes"]}))) == 1


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("JA", "accept"), ("godteke", "accept"), (True, "accept"), ("avvist", "reject"), (False, "reject"), (None, "")],
)
def test_decisions_are_read_in_all_our_languages(word, verdict):
    assert verdict_of(word) == verdict


# --- new versions, other codes


def test_a_decision_stays_with_its_passage_in_a_new_version_of_the_text(ws):
    name = next(one.id for one in ws.suggestions(sources=["logg"]) if one.code == "M1")
    [coding] = ws.decide(name).codings
    old = ws.source("logg").text
    new = make_source("Anne: Først dette. " + old.removeprefix("Anne: "), id="logg", language="nn")
    revise(ws, new)
    assert name not in ws.suggestions(undecided=False).ids
    [now] = [one for one in ws.suggestions(undecided=False, sources=["logg"]) if one.code == "M1"]
    assert (now.decision, now.coding, now.text) == ("accept", coding, "I dag hadde dei makt over oss.")
    ws.decide(now.id, "reject")
    assert not ws.codings()


def test_a_decision_stays_with_a_code_that_gets_another_id(ws):
    name = ws.suggestions(codes=["M1"]).ids[0]
    ws.decide(name)
    stored = next(code for code in ws.present.codes.values() if code.id == "M1")
    content = Content.of({**stored.data, "id": "MAKT"})
    body = {"code": stored.uid, "parent": stored.row["parent"], "place": stored.row["place"], **content.ref}
    ws.act("code.defined", body, [content])
    [now] = [one for one in ws.suggestions(undecided=False) if one.id == name]
    assert (now.code, now.decision) == ("MAKT", "accept")


def test_a_decision_about_what_is_no_longer_proposed_can_still_be_changed(ws):
    name = ws.suggestions(codes=["M1"]).ids[0]
    ws.decide(name)
    stored = next(code for code in ws.present.codes.values() if code.id == "M1")
    content = Content.of({key: value for key, value in stored.data.items() if key != "cues"})
    body = {"code": stored.uid, "parent": stored.row["parent"], "place": stored.row["place"], **content.ref}
    ws.act("code.defined", body, [content])
    assert name not in ws.suggestions(undecided=False).ids
    assert ws.decision_report().lost == 1
    ws.decide(name, "reject")
    assert not ws.codings()


# --- per cue


def test_the_report_counts_decisions_per_cue(ws):
    proposals = [one for one in ws.suggestions() if one.code == "M1"]
    ws.decide([one.id for one in proposals[:2]])
    ws.decide(proposals[2].id, "reject")
    ws.decide(proposals[3].id, code="M2")
    report = {(one.code, one.cue): one for one in ws.decision_report()}
    own = report["M1", "makt"]
    assert (own.suggested, own.decided, own.accepted, own.moved, own.rejected) == (len(proposals), 4, 2, 1, 1)
    assert own.rate == 0.5
    assert np.isnan(report["T1", "tillit"].rate)
    assert [row[0] for row in ws.decision_report().rows()] == ["M1", "M2", "T1"]


def test_nothing_that_people_see_of_a_table_by_its_name_tells_what_was_said(ws):
    ws.decide(ws.suggestions().ids[0])
    for table in (ws.suggestions(), ws.decision_report(), ws.codings()):
        assert "makt" not in repr(table)


# --- copies


def test_the_same_suggestion_accepted_in_two_copies_is_one_coding_when_they_are_merged(ws, folder, tmp_path):
    name = ws.suggestions().ids[0]
    copy = shutil.copytree(folder, tmp_path / "kopi")
    with open_project(copy) as apart:
        assert apart.suggestions().ids == ws.suggestions().ids
        [there] = apart.decide(name).codings
    [here] = ws.decide(name).codings
    ws.merge(copy).apply()
    assert there == here
    assert ws.codings().ids == (here,)
    ws.decide(name, "reject")
    assert ws.codings().ids == ()
    assert ws.verify().ok


def test_a_coding_that_was_rejected_here_and_worked_on_in_a_copy_stands_after_merging(ws, folder, tmp_path):
    name = ws.suggestions().ids[0]
    [coding] = ws.decide(name).codings
    copy = shutil.copytree(folder, tmp_path / "kopi")
    with open_project(copy) as apart:
        apart.change(coding, polarity="hinders")
    ws.decide(name, "reject")
    ws.merge(copy).apply()
    assert ws.codings().ids == (coding,)
    assert ws.verify().ok
