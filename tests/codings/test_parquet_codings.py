"""Codings as Parquet: nothing is lost, other programs can read and write it, and what is wrong is refused."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from builders import make_corpus
from coded import coded, everything
from fou_toolkit.codings import parquet
from fou_toolkit.codings._part import joined
from fou_toolkit.errors import ReadError, WriteError
from fou_toolkit.model import Coder, Coding, CodingSet, Corpus, Source, Span
from strategies import any_text

TEXT = "Makt og ansvar. 😀 Åse tok makta."
ROW = {"source": "s1", "start": 0, "end": 4, "code": "M1", "coder": "a"}
ABOUT = {"format": "fou-codings", "version": 1, "coders": [{"id": "a", "kind": "rules", "read": ["s2"]}]}


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(TEXT, "Nei.")


def parse(content, corpus=None, name="kari.parquet"):
    return joined([parquet.parse_part(content, name=name, corpus=corpus)])


def file(table, about=None):
    if about is not None:
        text = about if isinstance(about, bytes) else json.dumps(about)
        table = table.replace_schema_metadata({"fou_codings": text})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue().to_pybytes()


def rows(*found, about=None, **more):
    return file(pa.Table.from_pylist([{**one, **more} for one in found or (ROW,)]), about)


def refused(content, corpus=None):
    with pytest.raises(ReadError) as raised:
        parse(content, corpus)
    return raised.value


@given(coded(), any_text)
def test_what_is_written_is_read_again(drawn, codebook):
    corpus, codings = drawn
    content = parquet.render(codings, corpus, codebook=codebook)
    assert content == parquet.render(codings, corpus, codebook=codebook)
    for texts in (corpus, None):
        again = parse(content, texts)
        assert everything(again) == everything(codings)
        assert set(again.sources) <= set(codings.sources)


def test_long_quotations_formulas_and_line_breaks_stay():
    text = "=1+1\r\n\x00\x0b\u2028" + "å😀" * 20_000
    corpus = Corpus((Source("=s 1", text),))
    codings = CodingSet.of([Coding("=s 1", Span(0, len(text)), "=M\n1", " a ")], [Coder(" a ", note="=1\n2")])
    content = parquet.render(codings, corpus)
    assert everything(parse(content, corpus)) == everything(codings)
    assert pq.read_table(pa.BufferReader(content))["quote"].to_pylist() == [text]


def test_other_programs_read_columns_and_types(tmp_path, corpus):
    codings = CodingSet.of(
        [Coding("s1", Span(0, 4), "M1", "a", 2, "hinders", id="k3"), Coding("s1", Span(8, 14), "F4", "a")]
    )
    (tmp_path / "a.parquet").write_bytes(parquet.render(codings, corpus))
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert frame.astype(object).where(frame.notna(), None).to_dict("records") == [
        {**ROW, "round": 2, "polarity": "hinders", "coding_id": "k3", "quote": "Makt"},
        {
            **ROW,
            "start": 8,
            "end": 14,
            "code": "F4",
            "round": 1,
            "polarity": None,
            "coding_id": None,
            "quote": "ansvar",
        },
    ]
    assert [str(frame[name].dtype) for name in ("start", "end", "round")] == ["int64", "int64", "int32"]
    about = json.loads(pq.read_schema(tmp_path / "a.parquet").metadata[b"fou_codings"])
    assert (about["format"], about["version"], about["coders"][0]["read"]) == ("fou-codings", 1, ["s1"])


def test_a_file_of_pandas_is_read(corpus):
    frame = pd.DataFrame([{**ROW, "quote": "Makt", "colour": 3}, {**ROW, "start": 8, "end": 14, "round": 2}])
    frame = frame.astype({"code": "category", "round": "Int64"})
    made = parse(file(pa.Table.from_pandas(frame)), corpus)
    assert list(made) == [Coding("s1", Span(0, 4), "M1", "a"), Coding("s1", Span(8, 14), "M1", "a", 2)]
    assert made.pairs_read() == [("a", "s1")]


def test_without_a_column_the_name_of_the_file_says_who_coded(corpus):
    nameless = {name: value for name, value in ROW.items() if name != "coder"}
    assert parse(rows(nameless), corpus).coder_ids == ("kari",)


def test_what_the_file_says_about_coders_holds(corpus):
    made = parse(rows(about=ABOUT), corpus)
    assert made.coders == (Coder("a", "rules"),)
    assert made.pairs_read() == [("a", "s2")]


def test_rows_are_counted_over_more_than_one_batch():
    found = [{**ROW, "start": number, "end": number + 1} for number in range(10_001)]
    assert len(parse(rows(*found))) == 10_001
    assert refused(rows(*found, {**ROW, "end": 0})).where == "kari.parquet, row 10002"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": -1}, "«start» must be a whole number from 0, and is «-1»."),
        ({"start": 0.5}, "«start» must be a whole number from 0, and is «0.5»."),
        ({"start": b"0"}, "«start» must be a whole number from 0, and is «\"b'0'\"»."),
        ({"end": None}, "«end» is missing, or is no whole number."),
        ({"end": 0}, "The passage ends where it begins, or before."),
        ({"round": 0}, "«round» must be a whole number from 1, and is «0»."),
        ({"code": ""}, "«code» is missing, or is no text."),
        ({"code": None}, "«code» is missing, or is no text."),
        ({"code": ["M1"]}, "«code» is missing, or is no text."),
        ({"coder": None}, "«coder» is missing, or is no text."),
        ({"source": 3}, "«source» is missing, or is no text."),
        ({"polarity": "against"}, "«against» is not possible for polarity."),
        ({"coding_id": "æ"}, "«æ» is no id of a coding."),
        ({"quote": "Mukt"}, "The coded words do not stand at this place of s1."),
        ({"source": "s3"}, "There is no source «s3»."),
    ],
    ids=str,
)
def test_what_is_wrong_in_a_row_is_said_with_its_number(corpus, change, message):
    error = refused(rows(**change), corpus)
    assert (error.message, error.where) == (message, "kari.parquet, row 1")


@pytest.mark.parametrize("cut", [0, 4, 100, -1])
def test_what_is_no_parquet_is_refused(corpus, cut):
    whole = parquet.render(CodingSet.of([Coding("s1", Span(0, 4), "M1", "a")]), corpus)
    error = refused(whole[:cut])
    assert (error.message, error.where) == ("This is no Parquet file that can be read.", "kari.parquet")
    assert error.hint


def test_damaged_pages_are_refused_or_say_what_they_said(corpus):
    """Bits that tip over anywhere never give an error that no one expects."""
    codings = CodingSet.of([Coding("s1", Span(0, 4), "M1", "a")])
    whole = parquet.render(codings, corpus)
    refusals = 0
    for at in range(0, len(whole), 7):
        content = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        try:
            parse(content, corpus)
        except ReadError:
            refusals += 1
    assert refusals


@pytest.mark.parametrize("missing", ["source", "start", "end", "code"])
def test_columns_that_are_missing_are_named(missing):
    error = refused(rows({name: value for name, value in ROW.items() if name != missing}))
    assert error.message == f"Columns of codings are missing: {missing}"


def test_two_columns_of_one_name_are_refused():
    table = pa.Table.from_pylist([ROW]).append_column("code", pa.array(["F4"]))
    assert refused(file(table)).message == "Several columns can be «code»: code, code"


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (b"\xff", "This is no Parquet file"),
        (b"[" * 100_000, "This is no Parquet file"),
        (b"[]", "This is no Parquet file"),
        ({**ABOUT, "format": "x"}, "This is no Parquet file"),
        ({**ABOUT, "version": 2}, "The file has version 2"),
        ({**ABOUT, "version": "1"}, "«version» must be a whole number"),
        ({**ABOUT, "coders": None}, "«coders» is missing"),
        ({**ABOUT, "coders": ["a"]}, "«coders» is missing"),
        ({**ABOUT, "coders": [{}]}, "«id» is missing"),
        ({**ABOUT, "coders": [{"id": "a", "kind": "robot"}]}, "«robot» is not possible for kind"),
        ({**ABOUT, "coders": [{"id": "a", "note": 3}]}, "«note» is missing, or is no text"),
        ({**ABOUT, "coders": [{"id": "a", "read": "s1"}]}, "«read» is no list of texts"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_in_the_metadata_is_refused(about, message):
    error = refused(rows(about=about))
    assert error.message.startswith(message)
    assert error.where == "kari.parquet"


@pytest.mark.parametrize("name", ["", "\ud83d"])
def test_an_id_that_would_not_come_back_is_refused(corpus, name):
    with pytest.raises(WriteError, match="No file can keep the id"):
        parquet.render(CodingSet.of([Coding("s1", Span(0, 4), name, "a")]), corpus)


def test_coders_that_would_become_one_are_refused(corpus):
    both = CodingSet.of([Coding("s1", Span(0, 4), "M1", name) for name in ("a", "A")])
    with pytest.raises(WriteError, match="«a» and «A»"):
        parquet.render(both, corpus)
