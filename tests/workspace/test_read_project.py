"""A project folder as analyses take it."""

import pytest

from fou_toolkit.codings import write_codings
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Coding, CodingSet, Span
from fou_toolkit.workspace import ProjectFolder, new_project, read_project


@pytest.fixture
def folder(tmp_path):
    return new_project(tmp_path / "mitt prosjekt æøå")


def test_the_example_has_two_readings_and_the_rules():
    project = read_project()
    assert [(coder.id, coder.kind) for coder in project.codings.coders] == [
        *(("reader_a", "language model"), ("reader_b", "language model"), ("rules", "rules")),
    ]
    assert read_project(rules=False).codings.coder_ids == ("reader_a", "reader_b")


def test_a_new_project_has_what_rules_propose(folder):
    project = read_project(folder)
    assert project.codings.coder_ids == ("rules",)
    assert len(project.codings) > 0
    assert (project.orientation, project.smallest_group) == ("codebook", 5)


def test_without_rules_there_have_to_be_codings(folder):
    with pytest.raises(MaterialError, match="kodinger"):
        read_project(folder, rules=False)


def test_codings_beside_the_texts_come_first(folder):
    (folder / "corpus" / "codings").mkdir()
    corpus = ProjectFolder(folder).corpus()
    mine = CodingSet.of([Coding("eksempel", Span(0, 5), "M1", "anne")])
    write_codings(mine, folder / "corpus" / "codings" / "anne.jsonl", corpus=corpus)
    assert read_project(folder).codings.coder_ids == ("anne", "rules")


def test_settings_of_the_project_hold(folder):
    settings = folder / "fou.toml"
    text = settings.read_text(encoding="utf-8").replace('"codebook"', '"reflexive"', 1)
    settings.write_text(text + "smallest_group = 3\n", encoding="utf-8")
    project = read_project(folder)
    assert (project.orientation, project.smallest_group) == ("reflexive", 3)


def test_another_codebook_can_be_named(folder):
    book = (folder / "codebooks" / "partnerskap.yaml").rename(folder / "min.yaml")
    with pytest.raises((MaterialError, FileNotFoundError)):
        read_project(folder)
    assert len(read_project(folder, codebook=book).codebook) == 76


def test_progress_wraps_the_texts(folder):
    seen = []
    read_project(folder, progress=lambda items: [seen.append(1) or item for item in items])
    assert seen


def test_no_folder_is_an_error(tmp_path):
    with pytest.raises(MaterialError):
        read_project(tmp_path / "nope")
