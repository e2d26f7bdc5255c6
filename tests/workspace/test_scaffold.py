"""A new project folder runs at once, and nothing that is there is touched."""

import json
import tomllib

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.autocode import autocode
from fou_toolkit.errors import MaterialError, WriteError
from fou_toolkit.workspace import ProjectFolder, example_material, new_project, read_settings

FILES = {
    ".gitignore",
    "codebooks/partnerskap.schema.json",
    "codebooks/partnerskap.yaml",
    "corpus/consent.csv",
    "corpus/eksempel.txt",
    "corpus/metadata.csv",
    "corpus/participants.csv",
    "fou.toml",
    "notebooks/01_start.ipynb",
    "project.fou",
}


def files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path):
    return new_project(tmp_path / "mitt prosjekt på Øya")


def test_a_new_folder_has_texts_codebook_settings_and_a_notebook(home):
    assert files_in(home) == FILES


def test_a_folder_in_a_folder_that_is_not_there_is_made(tmp_path):
    assert files_in(new_project(tmp_path / "a" / "b" / "c")) == FILES


def test_an_empty_folder_may_be_there(tmp_path):
    (tmp_path / "tom").mkdir()
    assert files_in(new_project(str(tmp_path / "tom"))) == FILES


@pytest.mark.parametrize("name", ["notat.txt", ".DS_Store", "corpus"])
def test_a_folder_with_something_in_it_is_refused_and_not_changed(tmp_path, name):
    (tmp_path / name).mkdir() if name == "corpus" else (tmp_path / name).write_text("mitt")
    with pytest.raises(WriteError) as raised:
        new_project(tmp_path)
    assert raised.value.where == str(tmp_path)
    assert raised.value.hint
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_of_that_name_is_refused_and_not_changed(tmp_path):
    (tmp_path / "fil").write_text("min")
    with pytest.raises(WriteError):
        new_project(tmp_path / "fil")
    assert (tmp_path / "fil").read_text() == "min"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "fil").write_text("min")
    with pytest.raises(WriteError) as raised:
        new_project(tmp_path / "fil" / "prosjekt")
    assert "fil" in raised.value.where


def test_without_the_example_material_no_folder_is_made(tmp_path, monkeypatch):
    def missing():
        raise MaterialError("not there")

    monkeypatch.setattr("fou_toolkit.workspace.scaffold.example_material", missing)
    with pytest.raises(MaterialError):
        new_project(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_the_example_is_read_without_a_warning_and_with_its_speakers(home):
    corpus = ProjectFolder(home).corpus()
    assert [source.id for source in corpus] == ["eksempel"]
    [file] = corpus.receipt.files
    assert (file.warnings, corpus.receipt.warnings) == ((), ())
    assert file.interviewers == ("Intervjuer",)
    assert dict(file.speakers) == {"Intervjuer": 2, "Styrer": 2}
    styrer = next(turn for turn in corpus["eksempel"].turns if turn.speaker == "Styrer")
    assert corpus.participant(styrer).role == "styrer"
    assert {turn.language for turn in corpus["eksempel"].turns} == {"nb"}


def test_the_example_is_coded_at_once(home):
    project = ProjectFolder(home)
    corpus, codebook = project.corpus(), project.codebook()
    found = list(autocode(corpus, codebook).suggestions())
    assert len({one.code for one in found}) >= 3
    asked = {turn.span for turn in corpus["eksempel"].turns if turn.interviewer}
    assert not any(span.overlaps(one.span) for span in asked for one in found)


def test_the_codebook_is_the_shipped_one(home):
    assert (home / "codebooks" / "partnerskap.yaml").read_bytes() == example_material().codebook.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_remember_the_language(tmp_path, language):
    set_language(language)
    assert read_settings(new_project(tmp_path / "a")).language == language


def test_the_title_is_the_name_of_the_folder_or_what_is_given(tmp_path, home):
    assert read_settings(home).title == "mitt prosjekt på Øya"
    title = 'Vi «og» "dei" \\ på Øya\n# ikke en kommentar'
    assert read_settings(new_project(tmp_path / "a", title=title)).title == title


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_are_toml_in_every_language(tmp_path, language):
    set_language(language)
    content = (new_project(tmp_path / "a") / "fou.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(content)) == {"project", "title", "orientation", "language", "codebook"}


def test_the_notebook_is_valid_and_its_cells_compile(home):
    notebook = json.loads((home / "notebooks" / "01_start.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code", "code"]


def test_the_notebook_runs_where_it_stands(home, monkeypatch, capsys):
    monkeypatch.chdir(home / "notebooks")
    notebook = json.loads((home / "notebooks" / "01_start.ipynb").read_text(encoding="utf-8"))
    names = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(cell["source"], cell["id"], "exec"), names)
    assert "eksempel.txt" in capsys.readouterr().out
    assert len(names["fou"].autocode(names["corpus"], names["codebook"])) > 0


def test_confidential_folders_stay_out_of_version_control(home):
    lines = (home / ".gitignore").read_text().splitlines()
    assert {"corpus/", "out/", "project.fou*", "snapshots/", "cache/"} <= set(lines)
