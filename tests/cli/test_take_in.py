"""`fou take-in`: shown first, asked once, stored."""

import shutil
from pathlib import Path

import pytest

from fou_toolkit.workspace import open_workspace


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("FOU_LANG", "en")
    monkeypatch.setenv("FOU_CODER", "kari")


def acts(folder):
    with open_workspace(folder, coder="kari") as opened:
        return opened.store.count_events()


def test_codebook_and_texts_are_shown_and_stored_together_after_one_yes(fou, project):
    before = acts(project)
    shown = fou("take-in", "-p", project)
    assert shown.code == 1
    assert "3 codes added" in shown.out
    assert "eksempel.txt" in shown.out
    assert "say --yes" in shown.err
    assert acts(project) == before
    done = fou("take-in", "-p", project, "--yes")
    assert done.code == 0
    assert "1 text stored." in done.out
    assert "Nothing has been done yet" not in done.said
    with open_workspace(project) as opened:
        assert [*opened.present.source_uids] == ["eksempel"]
        assert len(opened.codebook.codes) == 3


@pytest.mark.parametrize("word", ["ja", "J", "yes", " y "])
def test_a_yes_at_the_terminal_stores(fou, project, says, word):
    says(word)
    assert "1 text stored." in fou("take-in", "-p", project).out


@pytest.mark.parametrize("word", ["nei", "", "jo da", EOFError, KeyboardInterrupt])
def test_anything_else_is_no(fou, project, says, word):
    before = acts(project)
    says(word)
    done = fou("take-in", "-p", project)
    assert (done.code, acts(project)) == (0, before)
    assert done.out.endswith("Nothing was done.\n")


def test_the_question_is_in_the_language_of_the_person(fou, project, says):
    says("nei")
    assert "yes/no" in fou("take-in", "-p", project, "--lang", "en").out


def test_json_is_one_object_and_does_nothing_without_yes(as_json, project):
    before = acts(project)
    plan = as_json("take-in", "-p", project)
    assert plan["done"] is plan["codebook"]["done"] is False
    assert [row["source"] for row in plan["rows"]] == ["eksempel"]
    assert acts(project) == before
    done = as_json("take-in", "-p", project, "--yes")
    assert done["done"] is True
    assert done["result"] == 1
    assert "Nothing has been done yet." not in done["notes"]


def test_it_can_be_repeated(fou, stored):
    before = acts(stored)
    again = fou("take-in")
    assert (again.code, acts(stored)) == (0, before)
    assert "There is nothing to do." in again.out
    assert again.err == ""


@pytest.mark.usefixtures("stored")
def test_one_text_by_its_path(fou, tmp_path):
    path = tmp_path / "ny tekst på øya.txt"
    path.write_text("Intervjuer: Hei?\nRonja: Vi hadde ansvar.\n", encoding="utf-8")
    done = fou("take-in", path, "--yes")
    assert (done.code, "1 text stored." in done.out) == (0, True)


@pytest.mark.usefixtures("stored")
def test_texts_that_are_as_they_were_are_counted_and_not_listed(fou):
    shutil.copy("corpus/eksempel.txt", "corpus/nytt.txt")
    with Path("corpus/nytt.txt").open("a", encoding="utf-8") as file:
        file.write("Ronja: Og mer.\n")
    shown = fou("take-in").out
    assert "unchanged: 1" in shown
    assert [line.split()[0] for line in shown.splitlines() if " new" in line and "text" not in line] == ["nytt"]


def test_many_rows_are_a_summary_unless_all_are_asked_for(fou, project):
    for number in range(25):
        (project / "corpus" / f"t{number:02}.txt").write_text(f"Ronja: Tekst {number}.\n", encoding="utf-8")
    shown = fou("take-in", "-p", project).out
    assert "26 rows; show them with --all" in shown
    assert "t07.txt" not in shown
    assert "t07.txt" in fou("take-in", "-p", project, "--all").out


@pytest.mark.usefixtures("stored")
def test_codings_come_in_once(fou, as_json, coding):
    assert fou("export", "ut.xlsx").code == 0
    assert fou("remove", coding, "--yes").code == 0
    back = as_json("take-in", "ut.xlsx")
    again = as_json("take-in", "ut.xlsx")
    assert (back["added"], again["added"]) == (0, 0)


def test_codings_of_somebody_else_are_counted(fou, stored):
    rows = "source,start,end,code,coder\neksempel,12,20,T1,liv\n"
    (stored / "liv.csv").write_text(rows, encoding="utf-8")
    said = fou("take-in", "liv.csv")
    assert (said.code, "1 coding taken in." in said.out) == (0, True), said.said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("take-in", "finnes ikke.txt"), "There is no such file or folder."),
        (("take-in", "-p", "ingen"), "There is no such folder."),
        (("take-in", "-p", "corpus"), "There is no project"),
        (("take-in", "fou.toml"), "no text that can be read"),
    ],
)
def test_bad_input_is_refused_with_one_message(fou, stored, arguments, message):
    before = acts(stored)
    done = fou(*arguments)
    assert (done.code, done.out) == (1, "")
    assert message in done.said
    assert acts(stored) == before


def test_the_project_may_be_named_in_front_of_the_command(fou, stored, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for arguments in (("-p", stored, "history"), ("history", "-p", stored), (f"--project={stored}", "history")):
        done = fou(*arguments)
        assert (done.code, "Took in a text" in done.out) == (0, True)
