"""A snapshot is what analyses take: the same as reading the folder, frozen, and only what people agreed to."""

import numpy as np
import pytest

import fou_toolkit as fou
from fou_toolkit._i18n import set_language
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Coder, Consent, Corpus
from fou_toolkit.store import Content
from fou_toolkit.workspace import ProjectFolder
from fou_toolkit.workspace.live.taking_in import plan_take_in
from projects import ALL_SCOPES, SMALL_CORPUS, make_project, open_project, take_in_codebook


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


def known(codings):
    """Give the codings without ids, and who read what."""
    return sorted(codings, key=lambda one: (one.source, one.span, one.code, one.coder, one.round))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example material, taken in with its codings."""
    material = fou.example_material()
    folder = make_project(tmp_path_factory.mktemp("e") / "p", corpus=Corpus((), ()), book=None)
    original = ProjectFolder(material.corpus).project(material.codebook)
    with open_project(folder) as ws:
        take_in_codebook(ws, original.codebook)
        plan_take_in(ws, material.corpus).apply()
        ws.add_codings(original.codings)
        yield ws, original


def test_the_example_is_the_same_as_when_it_is_read_from_its_folder(example):
    ws, original = example
    snapshot = ws.snapshot()
    assert snapshot.corpus.fingerprint == original.corpus.fingerprint
    assert tuple(snapshot.corpus) == tuple(original.corpus)
    assert snapshot.corpus.participants == original.corpus.participants
    assert len(snapshot.codings) == len(original.codings) > 2000
    assert known(snapshot.codings) == known(original.codings)
    assert set(snapshot.codings.pairs_read()) == set(original.codings.pairs_read())
    assert set(snapshot.codings.coders) == set(original.codings.coders)
    assert [code.id for code in snapshot.codebook] == [code.id for code in original.codebook]
    assert all(file.read for file in snapshot.corpus.receipt.files)
    assert all(one.id for one in snapshot.codings)


def test_taking_it_in_again_finds_nothing_new(example):
    ws, original = example
    assert plan_take_in(ws, fou.example_material().corpus).is_empty
    assert ws.add_codings(original.codings) == 0


def test_analyses_give_the_same_on_both(example):
    ws, original = example
    one, two = (fou.cooccurrence(project, coders=["reader_a"]) for project in (ws.snapshot(), original))
    assert repr(list(one.rows())) == repr(list(two.rows()))


def test_without_a_codebook_it_says_what_to_do(tmp_path):
    with open_project(make_project(tmp_path / "p", book=None)) as ws:
        with pytest.raises(MaterialError, match="no codebook yet") as caught:
            ws.snapshot()
        assert "fou take-in" in caught.value.hint


def test_texts_without_consent_are_out_with_their_codings_and_named(tmp_path):
    consents = {"Anne": ALL_SCOPES, "Siri": ALL_SCOPES, "Emil": ALL_SCOPES}
    with open_project(make_project(tmp_path / "p", consents=consents)) as ws:
        ws.code("samtale", "Ingen tok ansvar", "M2")
        ws.code("logg", "makt", "M1")
        memo = ws.memo("Hemmelig")
        snapshot = ws.snapshot()
        assert [one.id for one in snapshot.corpus] == ["logg", "tegn"]
        assert [one.source for one in snapshot.codings] == ["logg"]
        [left_out] = [file for file in snapshot.corpus.receipt.files if not file.read]
        assert (left_out.name, "Bo" in str(left_out.skipped)) == ("samtale", True)
        assert "Anne" not in str(left_out.skipped)
        assert [one.pseudonym for one in snapshot.corpus.participants] == ["Anne", "Emil"]
        assert [one.id for one in snapshot.memos] == [memo]
        ws.consent("Bo", basis="skjema")
        assert [one.id for one in ws.snapshot().corpus] == ["logg", "samtale", "tegn"]
        assert len(ws.snapshot().codings) == 2


def test_a_memo_on_a_removed_coding_stays_out_with_its_text(tmp_path):
    with open_project(make_project(tmp_path / "p", consents={"Emil": ALL_SCOPES})) as ws:
        coding = ws.code("logg", "makt", "M1")
        ws.memo("Anne er redd for sjefen", on=coding)
        assert not ws.snapshot().memos
        ws.remove(coding)
        assert not ws.snapshot().memos
        ws.consent("Anne", basis="skjema")
        assert len(ws.snapshot().memos) == 1


def test_a_consent_for_the_text_covers_those_whom_nobody_knows(tmp_path):
    agreed = {"logg": Consent("avtale", scopes=frozenset({"analysis"}))}
    with open_project(make_project(tmp_path / "p", corpus=Corpus(SMALL_CORPUS.sources, ()), consents=agreed)) as ws:
        assert [one.id for one in ws.snapshot().corpus] == ["logg"]


def test_a_consent_for_the_text_covers_nobody_who_is_known(tmp_path):
    agreed = {name: Consent("avtale", scopes=frozenset({"analysis"})) for name in ("logg", "samtale", "Anne", "Bo")}
    with open_project(make_project(tmp_path / "p", consents=agreed)) as ws:
        assert dict(ws.consents().left_out)["samtale"] == ("Siri",)
        assert [one.id for one in ws.snapshot().corpus] == ["logg"]


def test_in_a_text_of_known_and_unknown_speakers_both_kinds_of_consent_count(tmp_path):
    known = tuple(one for one in SMALL_CORPUS.participants if one.pseudonym != "Bo")
    with open_project(make_project(tmp_path / "p", corpus=Corpus(SMALL_CORPUS.sources, known))) as ws:
        assert ws.consents().left_out == (("samtale", ("Bo",)),)
        ws.consent("samtale", basis="avtale")
        assert ws.consents().left_out == ()
        ws.consent("Siri", basis="nei", scope="reuse")
        assert ws.consents().left_out == (("samtale", ("Siri",)),)


TWO_OF_ONE_NAME = "P07: Eg seier ja til dette.\nP08: Eg har aldri sagt ja.\nP07: Nei vel.\nP08: Nei.\n"


@pytest.mark.parametrize("way", ["table", "argument", "by hand"])
def test_a_consent_of_a_person_is_none_for_the_text_of_the_same_name(tmp_path, way):
    folder = make_project(tmp_path / "p", corpus=Corpus((), ()))
    (folder / "corpus/P07.txt").write_text(TWO_OF_ONE_NAME, encoding="utf-8")
    (folder / "corpus/participants.csv").write_text("pseudonym,role\nP07,a\nP08,b\n", encoding="utf-8")
    if way == "table":
        (folder / "corpus/consent.csv").write_text("who,basis,scope\nP07,skjema,alle\n", encoding="utf-8")
    with open_project(folder) as ws:
        plan = ws.take_in(consents=[("P07", ALL_SCOPES)] if way == "argument" else ())
        assert plan.texts[0].no_consent == (("P07", "P08") if way == "by hand" else ("P08",))
        plan.apply()
        if way == "by hand":
            ws.consent("P07", basis="skjema")
        assert not ws.snapshot().corpus.sources
        assert ws.consents().left_out == (("P07", ("P08",)),)
        assert set(ws.present.consents) == {ws.person_uid("P07")}
        assert ws.take_in().is_empty


def test_a_text_that_is_called_like_a_person_is_named_by_its_file_or_with_text_in_front(tmp_path):
    folder = make_project(tmp_path / "p", corpus=Corpus((), ()))
    (folder / "corpus/P07.txt").write_text("Eit notat utan nokon som talar.\n", encoding="utf-8")
    (folder / "corpus/a.txt").write_text(TWO_OF_ONE_NAME, encoding="utf-8")
    (folder / "corpus/participants.csv").write_text("pseudonym,role\nP07,a\nP08,b\n", encoding="utf-8")
    with open_project(folder) as ws:
        ws.take_in(consents=[("P07", ALL_SCOPES), ("P08", ALL_SCOPES)]).apply()
        assert ws.consents().left_out == (("P07", ("text:P07",)),)
        assert {row.who: row.missing for row in ws.consents().entries if row.what == "participant"} == {
            "P07": False,
            "P08": False,
        }
        for name in ("text:P07", "P07.txt"):
            ws.consent(name, basis="avtale")
            assert ws.consents().left_out == ()
            ws.undo()
        (folder / "corpus/consent.csv").write_text("who,basis,scope\ntext:P07,avtale,analyse\n", encoding="utf-8")
        plan = ws.take_in()
        assert [one.no_consent for one in plan.texts] == [(), ()]
        plan.apply()
        assert {one.id for one in ws.snapshot().corpus} == {"P07", "a"}


def test_who_coded_has_read_and_who_said_so_without_coding_too(ws, other):
    ws.code("logg", "makt", "M1")
    ws.code("samtale", "Ingen tok ansvar", "M2")
    ws.read_whole("samtale", whole=False)
    other.read_whole("tegn")
    codings = ws.snapshot().codings
    assert set(codings.pairs_read()) == {("kari", "logg"), ("ola", "tegn")}
    assert {one.coder for one in codings} == {"kari"}
    assert codings.coder_ids == ("kari", "ola")
    ws.read_whole("samtale", round=2)
    assert ("kari", "samtale") in ws.snapshot().codings.pairs_read()


def test_who_coded_a_passage_that_is_gone_has_read_the_text(ws):
    ws.code("logg", "makt", "M1")
    stored = ws.present.sources[ws.source_uid("logg")]
    body = {"source": stored.uid, "version": ws.ledger.new_id(), "from": stored.version, "ops": [], "doubts": []}
    content = Content.of({"text": "Nytt.", "speakers": [], "people": [], "kinds": [], "turns": [], "marks": []})
    ws.act("source.revised", {**body, **content.ref}, [content])
    ws.consent("logg", basis="avtale")
    snapshot = ws.snapshot()
    assert len(snapshot.codings) == 0
    assert snapshot.codings.pairs_read() == [("kari", "logg")]
    assert any("without a place" in str(one) for one in snapshot.corpus.receipt.warnings)


def test_a_text_that_all_have_read_without_coding_anything(ws, other):
    for handle in (ws, other):
        handle.read_whole("logg")
    codings = ws.snapshot().codings
    assert len(codings) == 0
    assert codings.read[:, codings.sources.index("logg")].all()
    assert codings.codes == ()


def test_polarity_and_rounds_and_ids_are_kept(ws):
    first = ws.code("logg", "makt", "M1", polarity="hinders")
    second = ws.code("logg", "makt", "M1", round=2)
    found = {one.id: one for one in ws.snapshot().codings}
    assert (found[first].polarity, found[first].round) == ("hinders", 1)
    assert (found[second].polarity, found[second].round) == ("", 2)


def test_coders_are_known_by_their_facts(ws):
    facts = Coder("modell", "language model", "1.1", "lest to ganger")
    with open_project(ws.folder, "modell") as handle:
        handle.coder_uid("modell", facts=facts)
        handle.code("logg", "makt", "M1")
    [coder] = ws.snapshot().codings.coders
    assert (coder, coder.note) == (facts, facts.note)


def test_codings_of_a_merged_code_go_along_and_of_a_retired_one_wait(ws):
    uids = {code.id: uid for uid, code in ws.present.codes.items()}
    ws.code("logg", "makt", "M1")
    ws.code("logg", "tillit", "T1")
    into = ws.store.entity(uids["M2"])["content"]
    merged = Content.of(ws.ledger.value(into))
    ws.act("code.merged", {"code": uids["M1"], "into": uids["M2"], **merged.ref}, [merged])
    assert {one.code for one in ws.snapshot().codings} == {"M2", "T1"}
    ws.act("code.retired", {"code": uids["T1"]})
    snapshot = ws.snapshot()
    assert {one.code for one in snapshot.codings} == {"M2"}
    assert "T1" not in snapshot.codebook
    assert any("retired" in str(one) for one in snapshot.corpus.receipt.warnings)
    ws.undo()
    ws.undo()
    assert {one.code for one in ws.snapshot().codings} == {"M1", "T1"}


def test_a_snapshot_does_not_change_when_the_project_does(ws, other):
    coding = ws.code("logg", "makt", "M1")
    snapshot = ws.snapshot()
    before = (list(snapshot.codings), snapshot.corpus.fingerprint, snapshot.codings.read.copy())
    other.code("samtale", "Ingen tok ansvar", "M2")
    ws.change(coding, code="T1", polarity="supports")
    ws.remove(coding)
    ws.consent("Emil", basis="nei", scope=["reuse"])
    assert len(ws.snapshot().corpus) == len(snapshot.corpus) - 1
    assert (list(snapshot.codings), snapshot.corpus.fingerprint) == before[:2]
    assert np.array_equal(snapshot.codings.read, before[2])
    with pytest.raises((AttributeError, TypeError)):
        snapshot.codings = ()


def test_an_empty_project_gives_an_empty_snapshot(tmp_path):
    with open_project(make_project(tmp_path / "p", corpus=Corpus((), ()))) as ws:
        snapshot = ws.snapshot()
        assert (len(snapshot.corpus), len(snapshot.codings)) == (0, 0)
    assert len(SMALL_CORPUS) == 3


def test_no_words_of_a_text_without_consent_are_shown(ws):
    ws.code("logg", "makt", "M1")
    ws.code("samtale", "Ingen tok ansvar", "M2")
    ws.memo("Sjå her", on=ws.codings(source="logg").ids[0])
    assert {row[-1] for row in ws.codings(everyone=True).rows()} == {"makt", "Ingen tok ansvar"}
    ws.consent("Anne", basis="nei", scope="reuse")
    for table in (ws.codings(), ws.codings(everyone=True)):
        assert [row[-1] for row in table.rows()] == ["", ""]
        assert [row[-1] for row in table.text_rows()] == ["no consent", "no consent"]
        assert [one.span.start < one.span.end for one in table] == [True, True]
    assert ws.memos().quotes == ("",)
    stored = ws.present.sources[ws.source_uid("logg")]
    body = {"source": stored.uid, "version": ws.ledger.new_id(), "from": stored.version, "ops": [], "doubts": []}
    content = Content.of({"text": "Nytt.", "speakers": [], "people": [], "kinds": [], "turns": [], "marks": []})
    ws.act("source.revised", {**body, **content.ref}, [content])
    [orphan] = ws.orphans()
    assert (orphan.quote, orphan.before, orphan.after, orphan.is_hidden) == ("", "", "", True)
    assert "no consent" in next(iter(ws.orphans().text_rows()))
    ws.consent("logg", basis="avtale")
    assert [one.quote for one in ws.orphans()] == ["makt"]
