"""Texts come in: shown first, stored whole or not at all, one act per text."""

from dataclasses import replace

import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.errors import MaterialError, StaleError, UnknownIdError
from fou_toolkit.model import Consent, Corpus
from fou_toolkit.sources import read_corpus
from fou_toolkit.store import Content
from fou_toolkit.text.spanmap import redacted
from fou_toolkit.workspace.live import take_in_plan
from fou_toolkit.workspace.live.records import text_record
from projects import ALL_SCOPES, make_project, open_project

PEOPLE = (
    "label,pseudonym,role,level,site,interviewer\nAnne,Anne,styrer,,,nei\nI,Kim,forsker,,,ja\nBo,Bo,assistent,,,nei\n"
)
TALK = "I: Hva med makt?\nAnne: De hadde makt. Ja.\nI: Hvorfor?\nAnne: Fordi de bestemte alt.\n"
ANALYSIS = Consent("skjema", "2024-04-17", frozenset({"analysis"}))


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


@pytest.fixture
def empty(tmp_path):
    """A project without texts."""
    folder = make_project(tmp_path / "tom", corpus=Corpus((), ()))
    (folder / "corpus" / "participants.csv").write_text(PEOPLE)
    with open_project(folder) as opened:
        yield opened


def write(ws, name, text):
    path = ws.folder / "corpus" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def kinds(ws, after=0):
    return [event.kind for event in ws.store.events()][after:]


def whats(plan):
    return {one.source.id: one.what for one in plan.texts}


def test_nothing_is_done_before_somebody_says_yes(empty):
    write(empty, "a.txt", TALK)
    before = empty.store.count_events()
    plan = empty.take_in()
    assert whats(plan) == {"a": "new"}
    assert empty.store.count_events() == before
    assert not empty.present.sources
    assert "Nothing has been done yet." in plan.notes


def test_a_new_text_is_one_act_and_each_participant_one(empty):
    write(empty, "a.txt", TALK)
    before = empty.store.count_events()
    assert empty.take_in().apply() == 1
    assert kinds(empty, before) == ["participant.described", "participant.described", "source.taken_in"]
    again = empty.take_in()
    assert whats(again) == {"a": "unchanged"}
    assert again.is_empty
    assert again.apply() == 0


def test_what_is_stored_is_what_is_read_from_the_folder(empty):
    texts = {
        "crlf.txt": TALK.replace("\n", "\r\n").encode(),
        "bom.txt": b"\xef\xbb\xbf" + TALK.replace("makt", "a\u030a").encode(),
        "emoji.txt": "Anne: 👩🏽‍🏫 sa ne\u0301i. 🇳🇴\nBo: e\u0308n gang til.\n".encode(),
        "sub/latin.txt": TALK.replace("makt", "på").encode("latin-1"),
    }
    for name, text in texts.items():
        write(empty, name, text)
    empty.take_in().apply()
    folder = read_corpus(empty.folder / "corpus")
    assert {one.id for one in folder} == {"crlf", "bom", "emoji", "latin"}
    for one in folder:
        assert empty.source(one.id) == one
        assert empty.source(one.id).turns == one.turns
    assert empty.take_in().is_empty
    assert empty.verify().ok


def test_metadata_that_changes_is_an_act_of_its_own_and_makes_no_version(empty):
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    write(empty, "metadata.csv", "id,phase\na,1\n")
    before = empty.store.count_events()
    plan = empty.take_in()
    assert whats(plan) == {"a": "other facts"}
    plan.apply()
    assert kinds(empty, before) == ["source.described"]
    assert empty.source("a").attributes["phase"] == "1"
    assert len(empty.present.sources[empty.source_uid("a")].versions) == 1


def test_a_new_version_is_one_act_that_is_taken_back_as_one(empty):
    write(empty, "metadata.csv", "id,phase\na,1\n")
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    old = empty.source("a")
    write(empty, "metadata.csv", "id,phase\na,2\n")
    write(empty, "a.txt", "Anne: Nytt.\n" + TALK)
    before = empty.store.count_events()
    assert whats(empty.take_in()) == {"a": "new version"}
    empty.take_in().apply()
    assert kinds(empty, before) == ["source.revised"]
    assert empty.source("a").attributes["phase"] == "2"
    empty.undo()
    assert empty.source("a") == old
    assert empty.source("a").digest == old.digest
    empty.redo()
    assert empty.source("a") != old
    assert empty.verify().ok


def test_the_same_file_under_another_id_is_told_and_not_stored(empty):
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    write(empty, "kopi.txt", TALK)
    plan = empty.take_in(consents=[("Anne", ANALYSIS)])
    assert whats(plan) == {"a": "unchanged", "kopi": "there already"}
    assert plan.apply() == 0
    assert set(empty.present.source_uids) == {"a"}


def test_consents_of_a_file_that_is_there_already_do_no_harm(empty):
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    write(empty, "kopi.txt", TALK)
    plan = empty.take_in(consents=[("kopi", ANALYSIS)])
    plan.apply()
    assert not empty.present.consents


def test_two_files_of_one_id_the_second_is_skipped_and_said(empty):
    write(empty, "a.txt", TALK)
    write(empty, "sub/a.txt", TALK + "Anne: Mer.\n")
    plan = empty.take_in()
    assert len(plan.texts) == 1
    assert any("skipped" in one for one in plan.warnings)
    [skipped] = [file for file in plan.receipt.files if not file.read]
    assert skipped.name == "sub/a.txt"
    assert "«a»" in str(skipped.skipped)


def test_another_file_of_the_same_id_would_be_a_version_and_that_is_asked(empty, tmp_path):
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    other = tmp_path / "annet" / "a.md"
    other.parent.mkdir()
    other.write_text("Bo: Noe helt annet her.\n")
    plan = empty.take_in(other)
    assert whats(plan) == {"a": "new version"}
    assert any("«a» came from a.txt; a.md would be a new version of it." in one for one in plan.warnings)
    write(empty, "a.txt", TALK + "Anne: Mer.\n")
    assert not any("came from" in one for one in empty.take_in().warnings)


def test_a_file_that_cannot_be_read_is_skipped_and_the_others_come_in(empty):
    write(empty, "a.txt", TALK)
    write(empty, "b.docx", b"no zip at all")
    write(empty, "c.pdf", b"%PDF")
    plan = empty.take_in()
    assert whats(plan) == {"a": "new"}
    assert "2 files skipped; see the receipt" in plan.warnings
    assert plan.apply() == 1


@pytest.mark.parametrize("name", ["b.docx", "README.txt", "metadata.csv"])
def test_one_file_that_is_no_text_is_a_clear_error(empty, name):
    write(empty, "a.txt", TALK)
    path = write(empty, name, b"id\na\n")
    with pytest.raises(MaterialError) as caught:
        empty.take_in(path)
    assert str(path) == caught.value.where
    assert "empty" not in caught.value.hint


def test_a_path_that_is_not_there_is_a_clear_error(empty):
    write(empty, "a.txt", TALK)
    with pytest.raises(MaterialError, match="no such file"):
        empty.take_in(empty.folder / "corpus" / "nix.txt")


def test_a_single_file_is_read_with_the_tables_of_the_folder_and_keeps_its_path(empty):
    write(empty, "sub/b.txt", TALK)
    write(empty, "a.txt", TALK + "Bo: Ja.\n")
    write(empty, "metadata.csv", "id,phase\na,1\nb,2\n")
    plan = empty.take_in(empty.folder / "corpus" / "sub" / "b.txt")
    assert whats(plan) == {"b": "new"}
    assert not plan.receipt.warnings
    plan.apply()
    assert empty.source("b").name == "sub/b.txt"
    assert empty.source("b").attributes["phase"] == "2"
    assert set(empty.present.person_uids) == {"Anne", "Kim"}
    assert whats(empty.take_in()) == {"a": "new", "b": "unchanged"}


def test_a_sub_folder_is_read_alone(empty):
    write(empty, "sub/b.txt", TALK)
    write(empty, "sub2/c.txt", TALK + "Bo: Ja.\n")
    assert whats(empty.take_in(empty.folder / "corpus" / "sub")) == {"b": "new"}


def test_a_file_from_elsewhere_leaves_what_lies_below_it_alone(empty, tmp_path):
    path = tmp_path / "sted" / "x.txt"
    (path.parent / "dypt").mkdir(parents=True)
    path.write_text(TALK)
    (path.parent / "participants.csv").write_text(PEOPLE)
    (path.parent / "dypt" / "participants.csv").write_text(PEOPLE.replace("Anne,Anne", "Anne,Feil"))
    plan = empty.take_in(path)
    assert [person.pseudonym for person in plan.people] == ["Anne", "Kim"]
    plan.apply()
    assert empty.source("x").turns[1].participant == "Anne"


def test_somebody_who_only_stands_in_the_table_is_not_stored(empty):
    write(empty, "a.txt", TALK)
    plan = empty.take_in()
    assert {one.pseudonym for one in plan.people} == {"Anne", "Kim"}
    plan.apply()
    assert "Bo" not in empty.present.person_uids


def test_people_can_be_described_anew(empty):
    write(empty, "a.txt", TALK)
    empty.take_in().apply()
    uid = empty.person_uid("Anne")
    write(empty, "participants.csv", PEOPLE.replace("Anne,styrer", "Anne,eier"))
    plan = empty.take_in()
    assert whats(plan) == {"a": "unchanged"}
    assert [one.pseudonym for one in plan.people] == ["Anne"]
    plan.apply()
    assert empty.present.people[uid].person.role == "eier"
    assert len(empty.present.people) == 2


def test_consents_come_along(empty):
    write(empty, "a.txt", TALK)
    write(empty, "referat.txt", "Vi møttes og snakket lenge om hvem som bestemmer.\n")
    plan = empty.take_in(consents=[("Anne", ANALYSIS), ("referat", ANALYSIS)])
    assert {one.source.id: one.no_consent for one in plan.texts} == {"a": (), "referat": ()}
    plan.apply()
    assert len(empty.snapshot().corpus) == 2
    assert empty.take_in(consents=[("Anne", ANALYSIS), ("referat", ANALYSIS)]).is_empty


def test_consents_in_a_table_come_along_and_unknown_names_are_told(empty):
    write(empty, "a.txt", TALK)
    write(empty, "consent.csv", "who,basis,date,scope\nAnne,skjema,17.4.2024,analyse\nUkjent,skjema,,analyse\n")
    plan = empty.take_in()
    assert plan.unknown == ("Ukjent",)
    plan.apply()
    assert empty.present.consents[empty.person_uid("Anne")] == ANALYSIS
    assert len(empty.snapshot().corpus) == 1


def test_a_consent_for_nobody_is_refused_before_anything_is_done(empty):
    write(empty, "a.txt", TALK)
    before = empty.store.count_events()
    with pytest.raises(UnknownIdError, match="Ane, Bå"):
        empty.take_in(consents=[("Ane", ANALYSIS), ("Bå", ANALYSIS), ("Anne", ANALYSIS)])
    assert empty.store.count_events() == before


def test_a_text_without_consent_is_loud_and_out_of_snapshots(empty):
    write(empty, "a.txt", TALK)
    [said] = [one for one in empty.take_in().warnings if "consent" in one]
    [loud] = [one for one in empty.take_in(consent_later=True).warnings if "CONSENT" in one]
    assert said != loud
    assert loud.startswith("WITHOUT CONSENT: 1 text")
    empty.take_in(consent_later=True).apply()
    assert len(empty.snapshot().corpus) == 0
    [left_out] = [file for file in empty.snapshot().corpus.receipt.files if not file.read]
    assert "Anne" in str(left_out.skipped)
    assert "Kim" not in str(left_out.skipped)


def test_a_consent_without_analysis_is_none(empty):
    write(empty, "a.txt", TALK)
    empty.take_in(consents=[("Anne", Consent("skjema", scopes=frozenset({"reuse"})))]).apply()
    assert len(empty.snapshot().corpus) == 0


def test_a_plan_that_is_old_is_refused(empty):
    write(empty, "a.txt", TALK)
    plan = empty.take_in()
    with open_project(empty.folder, "ola") as other:
        other.take_in().apply()
    before = empty.store.count_events()
    with pytest.raises(StaleError):
        plan.apply()
    assert empty.store.count_events() == before


def test_a_failure_in_the_middle_leaves_nothing(empty, monkeypatch):
    for name in ("a", "b", "c"):
        write(empty, f"{name}.txt", TALK + f"Anne: {name}.\n")
    stored = []

    def failing(opened, change):
        if len(stored) == 2:
            raise RuntimeError("gone")
        stored.append(change)
        return true(opened, change)

    true = take_in_plan.store_text
    monkeypatch.setattr(take_in_plan, "store_text", failing)
    before, plan = empty.store.count_events(), empty.take_in()
    with pytest.raises(RuntimeError, match="gone"):
        plan.apply()
    assert empty.store.count_events() == before
    assert not empty.present.sources
    assert not empty.present.people
    assert empty.verify().ok
    monkeypatch.undo()
    assert empty.take_in().apply() == 3
    assert empty.verify().ok


def withdraw(ws, who):
    """Do what a withdrawal does, as far as the log goes: the person leaves, and their record is erased."""
    uid = ws.person_uid(who)
    content = ws.store.entity(uid)["content"]
    ws.act("participant.withdrawn", {"participant": uid, "scope": "all"})
    ws.act("content.erased", {"contents": [content]})
    ws.forget()


def test_what_was_erased_does_not_come_back_silently(empty):
    write(empty, "a.txt", TALK)
    empty.take_in(consents=[("Anne", ALL_SCOPES)]).apply()
    uid = empty.source_uid("a")
    row = empty.store.entity(uid)
    withdraw(empty, "Anne")
    empty.act("source.erased", {"source": uid})
    empty.act("content.erased", {"contents": [row["facts"], row["versions"][0]["content"]]})
    empty.forget()
    plan = empty.take_in()
    assert whats(plan) == {"a": "new"}
    assert plan.texts[0].no_consent == ("Anne",)
    [asked] = [one for one in plan.warnings if "Somebody has left" in one]
    assert "a, Anne" in asked
    plan.apply()
    assert len(empty.snapshot().corpus) == 0


def test_words_that_were_cut_out_of_a_text_are_held_back(ws):
    source = ws.source("samtale")
    stored = ws.present.sources[ws.source_uid("samtale")]
    bo = next(turn for turn in source.turns if turn.speaker == "Bo")
    text, moves = redacted(source.text, [(bo.span, "[…]")])
    turns = [replace(turn, span=moves.move(turn.span.start, turn.span.end)) for turn in source.turns if turn != bo]
    content = Content.of(text_record(replace(source, text=text, turns=tuple(turns), marks=()), ws.present.person_uids))
    body = {"source": stored.uid, "version": ws.ledger.new_id(), "from": stored.version}
    ws.act("source.redacted", {**body, "ops": moves.to_ops(), "doubts": [], **content.ref}, [content])
    write(ws, "samtale.txt", source.text)
    plan = ws.take_in()
    assert whats(plan) == {"samtale": "held back"}
    assert any("samtale" in one and "checked=True" in one for one in plan.warnings)
    assert plan.apply() == 0
    assert "Og så måtte vi" not in ws.source("samtale").text
    assert whats(ws.take_in(checked=True)) == {"samtale": "new version"}


def test_the_plan_is_a_table_that_people_read(ws):
    write(ws, "logg.txt", "Anne: I dag hadde dei ikkje makt over oss. Eg kjende tillit likevel.\n")
    ws.code("logg", "tillit", "T1")
    ws.code("logg", "hadde dei makt", "M1")
    plan = ws.take_in()
    [row] = plan.rows()
    assert row[:2] == ("logg", "logg.txt")
    assert row[4:6] == (1, 1)
    assert "1 coding would lose its passage, and wait for a person to place it." in plan.warnings
    assert plan.caption == "new version: 1"
    assert len(plan.headings) == len(row)
    assert "ikkje makt" not in repr(plan)
