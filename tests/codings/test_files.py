"""Files and folders of codings."""

import json
from pathlib import Path

import pytest

from builders import make_corpus
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.codings import read_codings, write_codings
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material


@pytest.fixture
def corpus():
    return make_corpus("Makt og ansvar.", "Nei.")


def codings(coder="a", source="s1", code="M1"):
    return CodingSet.of([Coding(source, Span(0, 3), code, coder)], [Coder(coder, "language model", "1.0", "note")])


@pytest.fixture
def folder(tmp_path, corpus):
    home = tmp_path / "kodinger på Øya"
    home.mkdir()
    write_codings(codings("b", "s2"), home / "b.jsonl", corpus=corpus)
    write_codings(codings("a"), home / "å leser.jsonl", corpus=corpus)
    return home


def test_a_written_file_is_read_again(tmp_path, corpus):
    path = write_codings(codings(), str(tmp_path / "åse.jsonl"), corpus=corpus, codebook="bok")
    assert path == tmp_path / "åse.jsonl"
    assert json.loads(path.read_text(encoding="utf-8").split("\n")[0])["codebook"] == "bok"
    again = read_codings(str(path), corpus=corpus)
    assert list(again) == list(codings())
    assert again.coders == codings().coders


def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path, corpus):
    path = tmp_path / "a.jsonl"
    path.write_text("mye gammelt\n" * 500)
    write_codings(codings(), path, corpus=corpus)
    assert len(read_codings(path)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["a.jsonl"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path, corpus):
    path = write_codings(codings(), tmp_path / "a.jsonl", corpus=corpus)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="one coder"):
        write_codings(codings("a") + codings("b"), path, corpus=corpus)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path, corpus):
    with pytest.raises(WriteError) as raised:
        write_codings(codings(), tmp_path / "borte" / "a.jsonl", corpus=corpus)
    assert raised.value.where == str(tmp_path / "borte" / "a.jsonl")
    assert not (tmp_path / "borte").exists()


def test_a_folder_gives_the_codings_of_all_its_files(folder, corpus):
    found = read_codings(folder, corpus=corpus)
    assert found.coder_ids == ("b", "a")
    assert set(found) == {*codings("b", "s2"), *codings("a")}
    assert set(found.pairs_read()) == {("b", "s2"), ("a", "s1")}


def test_one_coder_may_have_several_files(folder, corpus):
    write_codings(codings("a", code="F4"), folder / "c.jsonl", corpus=corpus)
    found = read_codings(folder, corpus=corpus)
    assert found.coder_ids == ("b", "a")
    assert sorted(one.code for one in found.by("a")) == ["F4", "M1"]


def test_other_files_and_sub_folders_are_left_alone(folder, corpus):
    (folder / "les meg.txt").write_text("ikke JSON")
    (folder / "b.jsonl.bak").write_text("ikke JSON")
    (folder / "gamle").mkdir()
    write_codings(codings("c"), folder / "gamle" / "c.jsonl", corpus=corpus)
    assert read_codings(folder).coder_ids == ("b", "a")


@pytest.mark.parametrize("other", [(), ("a.json", "les meg.txt", "a.jsonl.bak")], ids=["empty", "others"])
def test_a_folder_without_codings_is_said(tmp_path, other):
    for name in other:
        (tmp_path / name).write_text("{}")
    with pytest.raises(MaterialError) as raised:
        read_codings(tmp_path)
    assert raised.value.message == "There are no codings in this folder."
    assert raised.value.where == str(tmp_path)
    assert ".jsonl" in raised.value.hint


def test_a_file_that_is_not_there_is_said_with_the_folder_one_is_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MaterialError) as raised:
        read_codings("borte.jsonl")
    assert raised.value.message == "There is no such file."
    assert raised.value.where == "borte.jsonl"
    assert str(Path.cwd()) in raised.value.hint


def test_a_folder_in_the_place_of_a_file_is_said(folder):
    (folder / "z.jsonl").mkdir()
    with pytest.raises(ReadError, match="cannot be opened") as raised:
        read_codings(folder)
    assert raised.value.where == str(folder / "z.jsonl")


def test_the_file_with_the_error_is_named_among_many(folder, corpus):
    with (folder / "b.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"source": "s2"}\n')
    with pytest.raises(ReadError) as raised:
        read_codings(folder, corpus=corpus)
    assert raised.value.where == "b.jsonl, line 3"


def test_the_same_codings_do_not_fit_another_text(folder):
    assert len(read_codings(folder)) == 2
    with pytest.raises(ReadError, match="do not stand at this place of s2"):
        read_codings(folder, corpus=make_corpus("Makt og ansvar.", "Jo."))


@pytest.fixture(scope="module")
def material():
    return example_material()


@pytest.fixture(scope="module")
def readings(material):
    return read_codings(material.corpus / "codings", corpus=read_corpus(material.corpus))


def test_every_shipped_quotation_stands_where_it_is_said_to(material):
    corpus = read_corpus(material.corpus)
    for file in sorted((material.corpus / "codings").glob("*.jsonl")):
        _, *rows = map(json.loads, file.read_text(encoding="utf-8").strip().split("\n"))
        assert rows
        assert all(corpus[row["source"]].text[row["start"] : row["end"]] == row["quote"] != "" for row in rows)


def test_no_shipped_reading_by_a_model_is_called_human(readings):
    assert [(coder.kind, "not human coding" in coder.note) for coder in readings.coders] == [
        ("language model", True)
    ] * 2


def test_all_shipped_codings_have_codes_of_the_codebook(readings, material):
    assert set(readings.codes) <= {code.id for code in read_codebook(material.codebook)}


def test_both_shipped_readers_have_read_every_text(readings, material):
    names = {source.id for source in read_corpus(material.corpus)}
    assert set(readings.sources) == names
    assert readings.read.all()
