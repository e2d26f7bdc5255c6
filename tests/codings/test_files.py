"""Files and folders of codings."""

import json
from pathlib import Path

import pytest

from builders import make_corpus
from coded import everything
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.codings import read_codings, write_codings
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material, write_table


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


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "XLSX", "parquet", "json", "jsonld", "JSONLD"])
def test_a_table_holds_several_coders(tmp_path, corpus, ending):
    both = codings("a") + codings("b", "s2")
    path = write_codings(both, tmp_path / f"alle på øya.{ending}", corpus=corpus)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    again = read_codings(path, corpus=corpus)
    assert list(again) == list(both)
    assert again.coders == both.coders
    assert set(again.pairs_read()) == set(both.pairs_read())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_write_table_writes_is_read_again(tmp_path, corpus, ending):
    both = codings("a") + codings("b", "s2") + CodingSet.of([Coding("s1", Span(8, 14), "F4", "a", 3)])
    path = write_table(both, tmp_path / f"kodinger.{ending}")
    again = read_codings(path, corpus=corpus)
    assert list(again) == list(both)
    assert set(again.pairs_read()) == {("a", "s1"), ("b", "s2")}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_id_that_a_table_cannot_keep_leaves_the_old_file(tmp_path, corpus, ending):
    path = write_codings(codings(), tmp_path / f"a.{ending}", corpus=corpus)
    before = path.read_bytes()
    with pytest.raises(WriteError, match="cannot keep the id") as raised:
        write_codings(codings(code="M1 "), path, corpus=corpus)
    assert raised.value.where == str(path)
    assert path.read_bytes() == before


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


class TestFolders:
    """Files of all kinds beside one another."""

    def test_all_kinds_are_read(self, folder, corpus):
        write_codings(codings("c"), folder / "C.CSV", corpus=corpus)
        write_codings(codings("d"), folder / "d.xlsx", corpus=corpus)
        write_codings(codings("f"), folder / "f.parquet", corpus=corpus)
        write_codings(codings("g"), folder / "g.jsonld", corpus=corpus)
        (folder / "e.tsv").write_text("kilde\tfra\ttil\tkode\ns1\t0\t4\tM1\n")
        found = read_codings(folder, corpus=corpus)
        assert sorted(found.coder_ids) == ["a", "b", "c", "d", "e", "f", "g"]
        assert len(found) == 7

    def test_hidden_files_and_locks_of_excel_are_left_alone(self, folder):
        for name in ("~$d.xlsx", ".c.csv", "._b.jsonl"):
            (folder / name).write_text("noe annet")
        assert len(read_codings(folder)) == 2

    @pytest.mark.parametrize("name", ["read.csv", "Lest.CSV", "hvem leste hva.csv"])
    def test_a_list_says_what_was_read_whole(self, folder, name):
        (folder / "kari.csv").write_text("source,start,end,code\ns1,0,4,M1\ns3,0,4,M1\n")
        (folder / name).write_text("koder;kilde\nkari;s1\nkari;s2\nper;s1\n")
        read = set(read_codings(folder).pairs_read())
        assert read == {("kari", "s1"), ("kari", "s2"), ("per", "s1"), ("a", "s1"), ("b", "s2")}

    def test_a_file_that_tells_itself_is_not_undone_by_another_one(self, folder, corpus):
        """An empty reading that says what was read is no list for other files of the coder."""
        write_codings(
            CodingSet.of([], [Coder("a", "language model")], read=[("a", "s2")]), folder / "c.jsonl", corpus=corpus
        )
        (folder / "d.csv").write_text("source,start,end,code,coder\ns3,0,4,M1,a\n")
        assert set(read_codings(folder).pairs_read()) == {("a", "s1"), ("a", "s2"), ("a", "s3"), ("b", "s2")}

    def test_a_table_may_say_who_the_coders_are(self, folder):
        (folder / "kari.csv").write_text("source,start,end,code\ns1,0,4,M1\n")
        (folder / "kodere.csv").write_text("koder,slag\nkari,regler\n")
        assert read_codings(folder).by("kari").coders == (Coder("kari", "rules"),)

    def test_a_model_is_not_called_a_person_by_another_file(self, folder):
        (folder / "a.csv").write_text("source,start,end,code,kind\ns1,0,4,M1,person\n")
        with pytest.raises(ReadError, match="The coder «a» is person and language model") as raised:
            read_codings(folder)
        assert raised.value.where == "å leser.jsonl"

    def test_a_sub_folder_is_left_alone(self, folder):
        (folder / "comparison").mkdir()
        (folder / "comparison" / "tredje.csv").write_text("source,start,end,a,b,third\ns1,0,4,M1,,M1\n")
        assert len(read_codings(folder)) == 2

    @pytest.mark.parametrize("content", ["source,start,end,theme\ns1,0,4,M1\n", "Kodinger\n\nsource,start,end,code\n"])
    def test_a_table_that_is_not_understood_is_not_left_out(self, folder, content):
        (folder / "kari.csv").write_text(content)
        with pytest.raises(ReadError) as raised:
            read_codings(folder)
        assert raised.value.where.startswith("kari.csv")

    @pytest.mark.parametrize("name", ["kari.xls", "kari.ods"])
    def test_a_table_of_another_kind_is_not_left_out(self, folder, name):
        (folder / name).write_bytes(b"...")
        for path in (folder, folder / name):
            with pytest.raises(ReadError, match="files cannot be read") as raised:
                read_codings(path)
            assert (raised.value.where, raised.value.hint) == (name, "Save it as .xlsx or as CSV (UTF-8).")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a.jsonl.bak"])
def test_a_file_of_another_kind_is_refused_by_its_ending(tmp_path, corpus, name):
    (tmp_path / name).write_bytes(b"...")
    ending = Path(name).suffix
    with pytest.raises(ReadError, match=f"«{ending}» files cannot be read") as raised:
        read_codings(tmp_path / name)
    assert (raised.value.where, raised.value.hint) == (
        name,
        "Codings have the endings .jsonl, .csv, .tsv, .xlsx, .parquet, .jsonld.",
    )
    with pytest.raises(WriteError, match=f"«{ending}» files cannot be written"):
        write_codings(codings(), tmp_path / name, corpus=corpus)
    assert (tmp_path / name).read_bytes() == b"..."


@pytest.mark.parametrize("name", ["a", "a.ndjson", "a.JSONL"])
def test_json_lines_have_several_endings(tmp_path, corpus, name):
    path = write_codings(codings(), tmp_path / name, corpus=corpus)
    assert path.read_bytes().count(b"\n") == 2
    assert list(read_codings(path, corpus=corpus)) == list(codings())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n \n"])
@pytest.mark.parametrize("several", [False, True], ids=["head alone", "codings"])
def test_json_lines_that_are_called_json_are_read_as_before(tmp_path, corpus, mark, several):
    """An older version wrote JSON lines there."""
    made = codings() if several else CodingSet.of([], codings().coders, read=[("a", "s1")])
    lines = write_codings(made, tmp_path / "a.jsonl", corpus=corpus).read_bytes()
    path = tmp_path / "old.json"
    path.write_bytes(mark + lines)
    assert list(read_codings(path, corpus=corpus)) == list(made)
    assert read_codings(path).coders == made.coders


def test_web_annotations_are_told_by_their_context(tmp_path, corpus):
    path = write_codings(codings(), tmp_path / "a.json", corpus=corpus)
    path.write_bytes(json.dumps(json.loads(path.read_bytes())).encode())
    assert list(read_codings(path, corpus=corpus)) == list(codings())
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ReadError, match="no JSON"):
        read_codings(path)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "parquet", "json", "jsonld"])
def test_polarity_round_and_id_stay_in_every_format(tmp_path, corpus, ending):
    made = CodingSet.of(
        [
            Coding("s1", Span(0, 4), "=1+1", "a", 2, "ambivalent", id="k3x9"),
            Coding("s1", Span(0, 4), "=1+1", "a", 2, "hinders"),
            Coding("s2", Span(0, 3), "æ", "b"),
        ],
        [Coder("a", "rules", "1.1", "linje\nto"), Coder("b", "language model")],
        read=[("a", "s2"), ("b", "s1")],
    )
    path = write_codings(made, tmp_path / f"alle.{ending}", corpus=corpus)
    assert everything(read_codings(path, corpus=corpus)) == everything(made)


def test_a_coder_written_in_two_ways_in_two_files_is_asked_about(folder, corpus):
    write_codings(codings("A"), folder / "z.csv", corpus=corpus)
    with pytest.raises(ReadError, match="«A» and «a»: is this one coder") as raised:
        read_codings(folder)
    assert raised.value.where == "å leser.jsonl"


@pytest.mark.parametrize("other", [(), ("a.json", "les meg.txt", "a.jsonl.bak")], ids=["empty", "others"])
def test_a_folder_without_codings_is_said(tmp_path, other):
    for name in other:
        (tmp_path / name).write_text("{}")
    with pytest.raises(MaterialError) as raised:
        read_codings(tmp_path)
    assert raised.value.message == "There are no codings in this folder."
    assert raised.value.where == str(tmp_path)
    assert all(ending in raised.value.hint for ending in (".jsonl", ".csv", ".tsv", ".xlsx"))


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
