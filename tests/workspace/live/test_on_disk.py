"""Files that are not what was taken in are noticed."""

import os

import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.model import Corpus
from projects import make_project, open_project

TALK = "Anne: De hadde makt. Ja.\nBo: Hvorfor?\nAnne: Fordi de bestemte alt.\n"


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language(None)


@pytest.fixture
def taken(tmp_path):
    """A project with two texts from files."""
    folder = make_project(tmp_path / "p", corpus=Corpus((), ()))
    for name in ("a", "b"):
        (folder / "corpus" / f"{name}.txt").write_text(TALK + f"Bo: {name}\n")
    with open_project(folder) as ws:
        ws.take_in().apply()
        yield ws


def found(ws):
    return [tuple(row) for row in ws.on_disk().rows()]


def notices(ws):
    with open_project(ws.folder, "ola") as again:
        return [str(one) for one in again.notices if "take-in" in str(one)]


def test_nothing_is_told_where_all_is_as_it_was(taken):
    assert found(taken) == []
    assert not taken.on_disk()
    assert taken.on_disk().caption == "No file is new or has changed."
    assert notices(taken) == []


def test_new_and_changed_and_gone_files_are_told(taken):
    corpus = taken.folder / "corpus"
    (corpus / "a.txt").write_text(TALK)
    (corpus / "b.txt").unlink()
    (corpus / "sub").mkdir()
    (corpus / "sub" / "ny.md").write_text(TALK * 2)
    assert found(taken) == [("a.txt", "changed", "a"), ("sub/ny.md", "new", ""), ("b.txt", "no file any more", "b")]
    assert len(taken.on_disk()) == 2
    assert taken.on_disk().notes[-1] == "A text whose file is gone stays in the project."
    assert notices(taken) == ["2 files are new or have changed since they were taken in: fou take-in"]
    taken.take_in().apply()
    assert found(taken) == [("b.txt", "no file any more", "b")]
    assert notices(taken) == []


def test_a_file_that_was_renamed_or_touched_is_nothing_new(taken):
    corpus = taken.folder / "corpus"
    (corpus / "a.txt").rename(corpus / "annet.txt")
    os.utime(corpus / "b.txt", (0, 0))
    assert found(taken) == []


def test_a_change_that_keeps_size_and_time_is_noticed(taken):
    path = taken.folder / "corpus" / "a.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("makt", "takt"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert found(taken) == [("a.txt", "changed", "a")]


def test_what_is_no_text_is_left_alone(taken):
    corpus = taken.folder / "corpus"
    for name in ("README.md", "metadata.csv", ".skjult.txt", "bilde.png", "~$a.docx", "unseen.txt"):
        (corpus / name).write_text("x")
    (corpus / "codings").mkdir()
    (corpus / "codings" / "kari.txt").write_text("x")
    assert found(taken) == []


def test_a_file_that_cannot_be_opened_is_told_and_stops_nothing(taken, monkeypatch):
    def failing(_):
        raise PermissionError(13, "no")

    monkeypatch.setattr("pathlib.Path.read_bytes", failing)
    assert found(taken) == [("a.txt", "cannot be opened", "a"), ("b.txt", "cannot be opened", "b")]
    assert not taken.on_disk()


def test_a_folder_without_texts_is_nothing(tmp_path):
    folder = make_project(tmp_path / "p", corpus=Corpus((), ()))
    with open_project(folder) as ws:
        assert found(ws) == []


def test_it_is_told_in_peoples_words(taken):
    (taken.folder / "corpus" / "ny.txt").write_text(TALK)
    table = taken.on_disk()
    assert table.caption == "1 file is new or has changed since it was taken in"
    assert list(table.text_rows()) == [("ny.txt", "new", "")]
    assert len(table.headings) == len(table.columns)
