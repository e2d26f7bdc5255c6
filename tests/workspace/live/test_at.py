"""A project as it was at a time: the snapshot that was taken then, without what was erased since."""

from datetime import UTC, datetime

import pytest

from fou_toolkit.model import Code, Consent, Localised
from fou_toolkit.store import Content
from fou_toolkit.workspace.live.past import Past
from fou_toolkit.workspace.live.records import consent_record
from fou_toolkit.workspace.live.snapshot import snapshot_of
from projects import make_project, open_project


@pytest.fixture
def clocked(tmp_path, monkeypatch):
    """A project whose wall clock is set by hand."""
    folder = make_project(tmp_path / "p")
    with open_project(folder) as ws:
        start = ws.ledger.latest()[0] + 1000
        hands = [start]
        monkeypatch.setattr(ws.ledger, "_wall", lambda: hands[0])
        yield ws, hands


def then(ms):
    return datetime.fromtimestamp(ms / 1000, UTC)


def everything(project):
    codings = project.codings
    return (
        project.corpus.fingerprint,
        [(one, one.id) for one in codings],
        codings.coders,
        sorted(codings.pairs_read()),
        [code.id for code in project.codebook],
        [(one.id, one.text, one.source, one.span) for one in project.memos],
        [(file.name, str(file.skipped)) for file in project.corpus.receipt.files],
    )


def test_at_every_time_it_is_what_the_snapshot_was(clocked):
    ws, hands = clocked
    taken = {}

    def step(act):
        hands[0] += 1000
        done = act()
        taken[hands[0]] = everything(ws.snapshot())
        return done

    coding = step(lambda: ws.code("logg", "makt", "M1"))
    step(lambda: ws.code("samtale", "Ingen tok ansvar", "M2", polarity="hinders"))
    step(lambda: ws.memo("Sjå her", on=coding))
    step(lambda: ws.change(coding, code="T1"))
    step(lambda: ws.read_whole("tegn"))
    step(lambda: ws.consent("Emil", basis="trukket", scope=["reuse"]))
    step(ws.undo)
    step(lambda: ws.remove(coding))
    assert len(taken) == 8
    assert len({repr(one) for one in taken.values()}) == 8 - 1  # taking the consent back is what was before
    for ms, snapshot in taken.items():
        assert everything(ws.at(then(ms))) == snapshot
        assert everything(ws.at(then(ms + 999))) == snapshot


def test_the_present_is_what_is_at_the_last_act(clocked):
    ws, hands = clocked
    hands[0] += 1000
    ws.code("logg", "makt", "M1")
    assert everything(ws.at(then(hands[0]))) == everything(snapshot_of(ws))


def test_what_was_erased_since_is_missing_then_too(clocked):
    ws, hands = clocked
    hands[0] += 1000
    ws.code("logg", "makt", "M1")
    before = hands[0]
    assert [one.id for one in ws.at(then(before)).corpus] == ["logg", "samtale", "tegn"]
    hands[0] += 1000
    uid = ws.source_uid("logg")
    row = ws.store.entity(uid)
    ws.act("source.erased", {"source": uid})
    ws.act("content.erased", {"contents": [row["facts"], row["versions"][0]["content"]]})
    ws.forget()
    for project in (ws.snapshot(), ws.at(then(before))):
        assert [one.id for one in project.corpus] == ["samtale", "tegn"]
        assert len(project.codings) == 0


def test_looking_back_changes_nothing(clocked):
    ws, hands = clocked
    hands[0] += 1000
    ws.code("logg", "makt", "M1")
    acts, files = ws.store.count_events(), sorted(ws.folder.rglob("*"))
    ws.at(then(hands[0] - 500))
    assert (ws.store.count_events(), sorted(ws.folder.rglob("*"))) == (acts, files)


@pytest.mark.parametrize("later", [("reuse",), ("quotation", "reuse")])
def test_a_consent_that_was_narrowed_later_binds_the_past_too(clocked, later):
    ws, hands = clocked
    hands[0] += 1000
    ws.consent("Anne", basis="skjema", scope="alle")
    before = hands[0]
    assert "logg" in ws.at(then(before)).corpus
    hands[0] += 1000
    ws.consent("Anne", basis="skjema", scope=later)
    assert [one.id for one in ws.at(then(before)).corpus] == ["tegn"]


def test_quotation_that_was_withdrawn_later_is_no_scope_of_the_past(clocked):
    ws, hands = clocked
    before = hands[0]
    hands[0] += 1000
    ws.withdraw("Anne", scope="quotation").apply()
    [scopes] = [one.consent.scopes for one in ws.at(then(before)).corpus.participants if one.pseudonym == "Anne"]
    assert "analysis" in scopes
    assert "quotation" not in scopes


def test_a_consent_that_came_later_does_not_count_then(clocked):
    ws, hands = clocked
    ws.consent("Anne", basis="skjema", scope="reuse")
    before = hands[0]
    hands[0] += 1000
    ws.consent("Anne", basis="skjema", scope="alle")
    assert "logg" in ws.snapshot().corpus
    assert "logg" not in ws.at(then(before)).corpus


def test_a_consent_that_was_taken_back_by_undo_is_none_then(clocked):
    ws, hands = clocked
    hands[0] += 1000
    agreed = Content.of(consent_record(Consent("avtale", scopes=frozenset({"analysis"}))))
    ws.act("consent.given", {"subject": ws.source_uid("tegn"), **agreed.ref}, [agreed])
    before = hands[0]
    assert ws.source_uid("tegn") in Past(ws, then(before)).present.consents
    hands[0] += 1000
    ws.undo()
    assert ws.source_uid("tegn") not in Past(ws, then(before)).present.consents


def test_codes_that_words_were_cut_from_keep_their_ids_in_the_past(clocked):
    ws, hands = clocked
    said = Localised("Ny", "Ny", "New")
    use = Localised("som Anne sier det", "som Anne seier det", "as Anne says")
    hands[0] += 1000
    ws.add_code(Code("N1", said, parent="M", brief=said, use_when=use, do_not_use_when=said)).apply()
    before = hands[0]
    hands[0] += 1000
    ws.withdraw("Anne").apply()
    book = ws.at(then(before)).codebook
    assert [one.id for one in book] == [one.id for one in ws.codebook]
    assert "Anne" not in book["N1"].use_when.nb
    assert [one.id for one in ws.codebook_at(then(before))] == [one.id for one in book]
