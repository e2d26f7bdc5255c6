"""Somebody leaves: every place is searched for what they said."""

import shutil
import subprocess
from pathlib import Path

import pytest

from fou_toolkit.errors import DataError, StaleError, UnknownIdError
from fou_toolkit.store import sqlite
from fou_toolkit.workspace.people import erasing, withdrawal
from fou_toolkit.workspace.people.traces import find_traces
from leavers import make_canaries
from projects import make_project, open_project


def traces(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    found = find_traces(folder, words)
    assert not [gap for gap in found.not_searched if "conflict" in gap.file]
    return sorted({(words[int(trace.needle) - 1], trace.file) for trace in found.found})


def grep(folder: Path, words: list[str]) -> str:
    """Search by another tool."""
    pattern = folder.with_name("words.txt")
    pattern.write_text("\n".join(words) + "\n", encoding="utf-8")
    ran = subprocess.run(
        ["grep", "-r", "-a", "-l", "-i", "-F", "-f", str(pattern), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    pattern.unlink()
    return ran.stdout


def withdrawn(folder: Path, person: str, **options):
    with open_project(folder, "ola") as ws:
        result = ws.withdraw(person, **options).apply()
        assert ws.verify().ok
        return result


@pytest.mark.parametrize("seed", range(20))
def test_no_byte_is_left_of_who_has_left(tmp_path, seed):
    project = make_canaries(tmp_path / "prosjekt", seed)
    # The search finds every one of them before.
    assert {word for word, _ in traces(project.folder, project.gone)} == set(project.gone)
    assert grep(project.folder, project.gone)
    result = withdrawn(project.folder, project.person)
    assert traces(project.folder, project.gone) == []
    assert grep(project.folder, project.gone) == ""
    assert result.clean, str(result)
    with open_project(project.folder) as ws:
        codings = ws.snapshot().codings
        quotes = {one.id: ws.source(one.source).text[one.span.start : one.span.end] for one in codings}
        assert quotes == project.quotes
        text = "\n".join(source.text for source in ws.snapshot().corpus)
        assert all(words in text for words in project.stay)
        assert sorted(ws.memos().to_frame()["text"]) == ["Denne blir stående.", "Som [slettet] sa, er makt skjult."]
    assert [path.name for path in (project.folder / "snapshots").iterdir()]


@pytest.mark.full
@pytest.mark.parametrize("seed", range(20, 200))
def test_no_byte_is_left_of_any_of_two_hundred(tmp_path, seed):
    test_no_byte_is_left_of_who_has_left(tmp_path, seed)


def test_without_overwriting_pages_something_is_left(tmp_path, monkeypatch):
    project = make_canaries(tmp_path / "prosjekt")
    monkeypatch.setattr(erasing, "rewrite", lambda _: None)
    with open_project(project.folder, "ola") as ws:
        ws.database.connection.execute("PRAGMA secure_delete = OFF")
        result = ws.withdraw(project.person).apply()
    assert "project.fou" in {file for _, file in traces(project.folder, project.gone)}
    assert not result.clean


def test_without_erasing_contents_something_is_left(tmp_path, monkeypatch):
    project = make_canaries(tmp_path / "prosjekt")
    monkeypatch.setattr(sqlite.SqliteStore, "erase_contents", lambda *_: None)
    with open_project(project.folder, "ola") as ws:
        result = ws.withdraw(project.person).apply()
    assert "project.fou" in {file for _, file in traces(project.folder, project.gone)}
    assert not result.clean


@pytest.mark.parametrize(
    "what", [erasing.DELETE, erasing.LINES, erasing.NOTEBOOK, erasing.BOOK, erasing.SNAPSHOTS, erasing.CACHE]
)
def test_without_one_of_the_steps_something_is_left(tmp_path, monkeypatch, what):
    project = make_canaries(tmp_path / "prosjekt")
    do = erasing._do
    monkeypatch.setattr(erasing, "_do", lambda *a: None if a[2].what == what else do(*a))
    withdrawn(project.folder, project.person)
    assert traces(project.folder, project.gone)


class Killed(BaseException):
    """What kill -9 would be."""


@pytest.mark.parametrize("after", range(21))
def test_a_withdrawal_that_was_killed_is_finished_on_opening(tmp_path, monkeypatch, after):
    project = make_canaries(tmp_path / "prosjekt")
    do, done = erasing._do, []

    def dying(*arguments):
        if len(done) == after:
            raise Killed
        done.append(1)
        do(*arguments)

    monkeypatch.setattr(erasing, "_do", dying)
    ws = open_project(project.folder, "ola")
    with pytest.raises(Killed):
        ws.withdraw(project.person).apply()
    ws.store.close()
    monkeypatch.undo()
    with open_project(project.folder) as again:
        assert any("interrupted" in str(one) or "avbrutt" in str(one) for one in again.notices)
        assert again.database.todo() == ()
        assert again.verify().ok
    assert traces(project.folder, project.gone) == []


def test_killed_in_the_transaction_nothing_has_happened(tmp_path, monkeypatch):
    project = make_canaries(tmp_path / "prosjekt")
    ws = open_project(project.folder, "ola")
    before = ws.mark_of()

    def dying(*_):
        raise Killed

    monkeypatch.setattr(erasing, "add_steps", dying)
    with pytest.raises(Killed):
        ws.withdraw(project.person).apply()
    ws.store.close()
    monkeypatch.undo()
    with open_project(project.folder, "ola") as again:
        assert again.mark_of() == before
        assert project.person in again.present.person_uids
        assert again.withdraw(project.person).apply().clean


def test_on_a_full_disk_what_has_to_go_makes_room_first(tmp_path, monkeypatch):
    from fou_toolkit.store.trouble import disk_full

    project = make_canaries(tmp_path / "prosjekt")
    erase, tried = withdrawal._erase, []

    def full_once(plan):
        tried.append(len(list((project.folder / "snapshots").iterdir())))
        if len(tried) == 1:
            raise disk_full(project.folder)
        erase(plan)

    monkeypatch.setattr(withdrawal, "_erase", full_once)
    assert withdrawn(project.folder, project.person).clean
    assert tried[0] > 0
    assert tried[1] == 0


def test_where_the_pages_cannot_be_written_anew_it_is_done_later(tmp_path, monkeypatch):
    from fou_toolkit.store.trouble import disk_full

    project = make_canaries(tmp_path / "prosjekt")

    def full(_):
        raise disk_full(project.folder)

    monkeypatch.setattr(erasing, "rewrite", full)
    with open_project(project.folder, "ola") as ws:
        result = ws.withdraw(project.person).apply()
        assert not result.clean
        assert "MB" in str(result)
        assert len(ws.database.todo()) == 2
    monkeypatch.undo()
    with open_project(project.folder) as ws:
        assert ws.database.todo() == ()
    assert traces(project.folder, project.gone) == []


@pytest.mark.usefixtures("english")
def test_the_plan_lists_everything_and_does_nothing(tmp_path):
    project = make_canaries(tmp_path / "prosjekt")
    with open_project(project.folder, "ola") as ws:
        before = ws.mark_of()
        plan = ws.withdraw(project.person)
        shown = str(plan)
        assert ws.mark_of() == before
        rows = plan.to_frame()
        assert set(rows["what"]) >= {
            "participant",
            "whole text",
            "cut text",
            "mentioned",
            "memo",
            "memo cut",
            "mention",
            "consent",
            "code",
            "coding",
            "file",
        }
        for name in ("rapport.docx", "01.ipynb", "consent.csv", "kari.csv", "queries.toml", "liten.yaml", "gruppe.txt"):
            assert name in shown
        assert "Out of reach" in shown
        assert "conflicted copies" in shown
        ws.memo("Nytt.")
        with pytest.raises(StaleError):
            plan.apply()


def test_files_of_others_stay_unless_they_are_named(tmp_path):
    project = make_canaries(tmp_path / "prosjekt")
    own = project.folder / "mitt notat.txt"
    own.write_text(f"Ring {project.person} i dag.", encoding="utf-8")
    with open_project(project.folder, "ola") as ws:
        plan = ws.withdraw(project.person)
        assert plan.left == ("mitt notat.txt",)
        with pytest.raises(DataError):
            ws.withdraw(project.person, also=[tmp_path / "fremmed.txt"])
        with pytest.raises(DataError):
            ws.withdraw(project.person, also=["finnes ikke.txt"])
        result = ws.withdraw(project.person, also=["mitt notat.txt"]).apply()
    assert result.clean
    assert not own.exists()


def test_what_stays_is_said_afterwards(tmp_path):
    project = make_canaries(tmp_path / "prosjekt")
    (project.folder / "mitt notat.txt").write_text(f"Ring {project.person}.", encoding="utf-8")
    result = withdrawn(project.folder, project.person)
    assert not result.clean
    assert "mitt notat.txt" in str(result)


@pytest.mark.usefixtures("english")
def test_an_unknown_name_says_which_one_is_near(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws, pytest.raises(UnknownIdError, match="Did you mean «Anne»"):
        ws.withdraw("Ane")


@pytest.mark.usefixtures("english")
def test_who_has_left_has_no_name_any_more(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws:
        ws.withdraw("Anne").apply()
        with pytest.raises(UnknownIdError, match="1 person has left already"):
            ws.withdraw("Anne")
        [row] = [row for _, row in ws.store.entities("participant") if row["withdrawn"]]
        assert row["withdrawn"] == "all"
        assert ws.ledger.value(row["content"]) is None


def test_a_wrong_scope_is_refused(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws, pytest.raises(DataError):
        ws.withdraw("Anne", scope="half")


@pytest.mark.usefixtures("english")
def test_withdrawing_quotation_only_changes_the_scope(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws:
        text = ws.source("samtale").text
        ws.withdraw("Anne", scope="quotation").apply()
        person = ws.present.people[ws.person_uid("Anne")]
        assert "quotation" not in person.person.consent.scopes
        assert "analysis" in person.person.consent.scopes
        assert ws.source("samtale").text == text
        with pytest.raises(DataError, match="already"):
            ws.withdraw("Anne", scope="quotation")
        with pytest.raises(DataError, match="not want to be quoted"):
            ws.consent("Anne", basis="skjema", scope="quotation")
        ws.withdraw("Anne").apply()
        assert "Anne" not in ws.present.person_uids


def test_it_cannot_be_undone(tmp_path):
    with open_project(make_project(tmp_path / "p"), "ola") as ws:
        ws.withdraw("Anne").apply()
        with pytest.raises(DataError):
            ws.undo()


def test_undoing_older_acts_brings_nothing_back_and_loses_nothing(tmp_path):
    project = make_canaries(tmp_path / "prosjekt")
    with open_project(project.folder, "kari") as ws:
        first = ws.memo("Alt er bra.")
        ws.edit_memo(first, f"Nå om {project.person}.")
        ws.withdraw(project.person).apply()
        ws.undo()
        assert "Nå om [slettet]." in set(ws.memos().to_frame()["text"])
        assert ws.verify().ok
        assert traces(project.folder, project.gone) == []


def test_a_name_can_be_kept_where_others_speak_of_the_person(tmp_path):
    project = make_canaries(tmp_path / "prosjekt")
    with open_project(project.folder, "ola") as ws:
        ws.withdraw(project.person, keep_mentions=True).apply()
        assert project.person in ws.source("annet").text
        assert project.person not in ws.source("gruppe").text
        assert ws.verify().ok


def test_history_and_the_past_do_not_tell_of_it(tmp_path):
    from datetime import UTC, datetime

    project = make_canaries(tmp_path / "prosjekt")
    with open_project(project.folder, "ola") as ws:
        time = datetime.now(UTC)
        ws.withdraw(project.person).apply()
        past = ws.at(time)
        assert project.person not in {one.pseudonym for one in past.corpus.participants}
        words = " ".join(str(cell) for row in ws.history().text_rows() for cell in row)
        assert not any(one in words for one in project.gone)


@pytest.mark.parametrize("here", ["withdrawn", "coded"])
def test_withdrawn_in_one_copy_and_coded_in_the_other(tmp_path, here):
    project = make_canaries(tmp_path / "prosjekt")
    other = tmp_path / "annen"
    shutil.copytree(project.folder, other)
    for folder in (project.folder, other):
        for path in folder.glob("project (konflikt)*"):
            path.unlink()
    with open_project(project.folder, "kari") as ws:
        said = ws.source("gruppe").turns[1].span
    assert withdrawn(other, project.person).clean
    with open_project(project.folder, "kari") as ws:
        text = ws.source("gruppe").text[said.start : said.end]
        ws.code("gruppe", said, "M1")
        ws.memo(f"Uvitende: «{text}»")
        ws.memo(f"Om {project.person} igjen.", on=("gruppe", said))
        ws.memo(f"Jeg snakket med {project.person}.")
    first, second = (other, project.folder) if here == "withdrawn" else (project.folder, other)
    for one, two in ((first, second), (second, first)):
        with open_project(one, "ola") as ws:
            ws.merge(two).apply()
            assert ws.database.todo() == ()
            assert ws.verify().ok
    for folder in (first, second):
        assert traces(folder, [*project.gone, "Uvitende"]) == []
        with open_project(folder) as ws:
            assert set(project.quotes) <= {one.id for one in ws.snapshot().codings}
            assert "Jeg snakket med [slettet]." in set(ws.memos().to_frame()["text"])


def test_a_text_of_an_unknown_person_goes_as_a_whole(tmp_path):
    from builders import make_corpus, make_source

    corpus = make_corpus(
        make_source("Kvælosk trimfald om alt mulig rart her.", id="ukjent"), make_source("Noe annet.", id="to")
    )
    folder = make_project(tmp_path / "p", corpus=corpus, consents={})
    with open_project(folder) as ws:
        assert ws.withdraw("ukjent").apply().clean
        assert list(ws.present.source_uids) == ["to"]
    assert traces(folder, ["Kvælosk trimfald"]) == []


def test_a_text_whose_speakers_are_known_is_no_person(tmp_path):
    with open_project(make_project(tmp_path / "p")) as ws, pytest.raises(DataError):
        ws.withdraw("samtale")
