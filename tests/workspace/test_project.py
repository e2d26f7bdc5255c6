"""What the doors do with a folder: texts, settings, codebook."""

from pathlib import Path

import pytest

from fou_toolkit.codebooks import write_codebook
from fou_toolkit.errors import MaterialError, ReadError, SettingsError
from fou_toolkit.model import Code, Codebook, Cue, Localised
from fou_toolkit.workspace import ProjectFolder

WORDS = Localised("ord", "ord", "words")
THEME = Code("M", Localised("Makt", "Makt", "Power"), brief=WORDS)
CODE = Code(
    *("M1", Localised("Stemme", "Røyst", "Voice"), "M"),
    **dict.fromkeys(("brief", "use_when", "do_not_use_when"), WORDS),
    cues=(Cue("stemme"),),
)


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "mitt prosjekt æøå"
    (home / "corpus").mkdir(parents=True)
    (home / "codebooks").mkdir()
    (home / "corpus" / "logg.txt").write_text("Vi har en stemme.\n", encoding="utf-8")
    return home


def put(home, name):
    path = home / "codebooks" / name
    write_codebook(Codebook(Path(name).stem, (THEME, CODE)), path)
    return path


def test_texts_are_in_the_sub_folder_corpus(folder):
    assert ProjectFolder(folder).texts == folder / "corpus"
    assert [source.id for source in ProjectFolder(folder).corpus()] == ["logg"]


def test_a_folder_without_a_sub_folder_is_texts_itself(folder):
    plain = ProjectFolder(folder / "corpus")
    assert plain.texts == folder / "corpus"
    assert [source.id for source in plain.corpus()] == ["logg"]


def test_the_only_codebook_is_taken(folder):
    path = put(folder, "bok.yaml")
    assert ProjectFolder(folder).codebook_path() == path
    assert ProjectFolder(folder).codebook().name == "bok"


def test_the_codebook_of_the_settings_goes_before_the_only_one(folder):
    put(folder, "a.yaml")
    other = put(folder, "b.yaml")
    (folder / "fou.toml").write_text('codebook = "codebooks/b.yaml"')
    assert ProjectFolder(folder).codebook_path() == other


def test_the_chosen_codebook_goes_before_everything(folder, tmp_path):
    put(folder, "a.yaml")
    (folder / "fou.toml").write_text('codebook = "codebooks/a.yaml"')
    chosen = tmp_path / "min.yaml"
    write_codebook(Codebook("min", (THEME, CODE)), chosen)
    assert ProjectFolder(folder).codebook(chosen).name == "min"


def test_two_codebooks_are_no_choice(folder):
    put(folder, "a.yaml")
    put(folder, "b.yml")
    with pytest.raises(MaterialError) as raised:
        ProjectFolder(folder).codebook()
    assert "--codebook" in raised.value.hint
    assert raised.value.where == str(folder)


def test_no_codebook_is_said(folder):
    with pytest.raises(MaterialError, match="--codebook"):
        ProjectFolder(folder).codebook()


def test_a_codebook_that_is_named_but_not_there_is_said(folder):
    (folder / "fou.toml").write_text('codebook = "codebooks/borte.yaml"')
    with pytest.raises((MaterialError, ReadError), match=r"borte\.yaml"):
        ProjectFolder(folder).codebook()


@pytest.mark.parametrize("act", [lambda p: p.corpus(), lambda p: p.codebook()], ids=["corpus", "codebook"])
def test_a_folder_that_is_not_there_is_said_and_nothing_else(tmp_path, act):
    with pytest.raises(MaterialError) as raised:
        act(ProjectFolder(tmp_path / "borte"))
    assert "borte" in str(raised.value)
    assert "--codebook" not in str(raised.value)


def test_a_folder_without_texts_is_said(folder):
    (folder / "corpus" / "logg.txt").unlink()
    with pytest.raises(MaterialError):
        ProjectFolder(folder).corpus()


def test_broken_settings_are_said_whatever_is_asked_for(folder):
    (folder / "fou.toml").write_text("codebook = ")
    for act in (ProjectFolder(folder).corpus, ProjectFolder(folder).codebook):
        with pytest.raises(SettingsError, match=r"fou\.toml"):
            act()


def test_progress_wraps_the_files(folder):
    seen = []

    def progress(paths):
        for path in paths:
            seen.append(path.name)
            yield path

    ProjectFolder(folder).corpus(progress=progress)
    assert seen == ["logg.txt"]
