import os
import unicodedata
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fou_toolkit.codebooks import read_codebook, write_codebook
from fou_toolkit.codebooks.check import check_text
from fou_toolkit.codebooks.writing import format_codebook
from fou_toolkit.errors import CodebookError, WriteError
from fou_toolkit.model import Code, Codebook, Cue, Example, Localised, Utterance

# Whatever can be said, in composed form, as the library keeps texts; blanks only are no text.
WORDS = st.text(min_size=1).map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: text.strip())
LONG = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ANY = st.one_of(WORDS, LONG)
IDS = st.from_regex(r"[A-Za-z0-9ÆØÅæøå][A-Za-z0-9ÆØÅæøå._-]{0,5}", fullmatch=True)
CUES = st.sampled_from(["makt", "=makten", "~makt~", "ta _{0,3} ansvar", "{bestemt} .. {vi kom}", "praksis -i praksis"])
PATTERNS = st.sampled_from(['[{"LOWER": "ansvar"}]', '[{"LOWER": "ta"}, {"IS_ALPHA": true, "LENGTH": {">=": 3}}]'])
SPACY = st.builds(Cue, PATTERNS, st.just("en"), spacy=st.just(True), anchor=CUES)


def three(texts):
    return st.builds(Localised, texts, texts, texts)


def cues(language):
    return st.lists(st.builds(Cue, CUES, st.just(language)), max_size=3)


CUE_LISTS = st.tuples(cues("nn"), cues("nb"), st.lists(SPACY, max_size=2)).map(
    lambda parts: tuple(chain.from_iterable(parts))
)
DETAILS = {
    "brief": three(ANY),
    "definition": st.builds(Localised, st.just(""), ANY, st.just("")),
    "use_when": three(ANY),
    "do_not_use_when": three(ANY),
    "seed_lines": st.one_of(st.just(""), WORDS),
    "examples": st.lists(st.builds(Example, WORDS, ANY), max_size=2).map(tuple),
    "utterances": st.lists(st.builds(Utterance, ANY, st.sampled_from(["nb", "nn", "en"])), max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda one: one.language))
    ),
    "cues": CUE_LISTS,
    "exceptions": st.one_of(CUE_LISTS, cues("nb").map(tuple)),
}


@st.composite
def codebooks(draw):
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique_by=str.casefold))
    codes = []
    for number, one in enumerate(ids):
        parent = draw(st.sampled_from(["", *ids[:number]]))
        name = Localised(f"n {number}", f"o {number}", f"p {number}")
        codes.append(draw(st.builds(Code, st.just(one), st.just(name), parent=st.just(parent), **DETAILS)))
    keys = st.from_regex(r"[A-Za-zÆØÅæøå_][A-Za-z0-9_ .-]{0,9}", fullmatch=True)
    known = ("codebook", "version", "title", "unit", "note", "codes")
    attributes = draw(
        st.dictionaries(keys.filter(lambda key: key not in known), st.one_of(st.just(""), ANY), max_size=3)
    )
    title = draw(st.one_of(st.just(Localised()), three(ANY)))
    unit = draw(st.sampled_from(["sentence", "turn", "source"]))
    note = draw(st.one_of(st.just(Localised()), three(ANY)))
    return Codebook(
        draw(WORDS), tuple(codes), version=draw(WORDS), title=title, unit=unit, note=note, attributes=attributes
    )


@given(codebooks())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_again_as_it_was(book):
    again, result = check_text(format_codebook(book), "x.yaml")
    assert result.errors == ()
    assert again == book


def test_a_written_file_is_read_as_the_same_codebook(save, text, tmp_path):
    book = read_codebook(save(text))
    path = write_codebook(book, tmp_path / "ny.yaml")
    assert path == tmp_path / "ny.yaml"
    assert read_codebook(path) == book


def test_writing_twice_changes_nothing(save, text):
    path = save(text)
    write_codebook(read_codebook(path), path)
    once = path.read_bytes()
    write_codebook(read_codebook(path), path)
    assert path.read_bytes() == once


def test_no_line_is_long_but_those_of_cues(save, text, tmp_path):
    book = read_codebook(save(text))
    long = replace(book["M1"], definition=Localised(nb="et langt ord " * 60), cues=(Cue("a " * 90 + "b"),))
    lines = write_codebook(book.with_code(long), tmp_path / "ny.yaml").read_text().split("\n")
    assert [line.lstrip()[:5] for line in lines if len(line) > 120] == ['- "a ']


def test_comments_stay_at_the_top_and_with_their_code(save, text):
    changed = text.replace('  - id: "M1"\n', '  # Talk about M1.\n  - id: "M1"\n').replace(
        '"ovanfrå og ned"]', '"ovanfrå og ned"] # too wide?'
    )
    path = save(changed + "# The end.\n")
    write_codebook(read_codebook(path), path)
    lines = path.read_text().split("\n")
    assert lines[0] == "# Made for tests."
    at = lines.index('  - id: "M1"')
    assert lines[at - 2 : at] == ["  # Talk about M1.", "  # too wide?"]
    assert lines[-2] == "# The end."


def test_a_number_sign_inside_of_a_text_is_no_comment(save, text):
    path = save(text.replace("Faste ordninger.", "Faste # ordninger."))
    write_codebook(read_codebook(path), path)
    assert path.read_text().count("#") == 2


def test_comments_of_a_code_that_is_gone_are_kept_at_the_end(save, text):
    path = save(text.replace('  - id: "M1"\n', '  # Why M1?\n  - id: "M1"\n'))
    book = read_codebook(path)
    write_codebook(replace(book, codes=book.codes[:1]), path)
    assert path.read_text().endswith("\n\n# Why M1?\n")


def test_a_codebook_with_errors_is_not_written(save, text, tmp_path):
    book = read_codebook(save(text))
    with pytest.raises(CodebookError, match="There is no code «N»"):
        write_codebook(book.with_code(replace(book["M1"], parent="N")), tmp_path / "ny.yaml")
    assert not (tmp_path / "ny.yaml").exists()


@pytest.mark.parametrize("content", [b"\x00\x01", b"codebook: 'x", b"- a\n", "tekst æ".encode("cp1252")])
def test_a_file_that_is_no_codebook_is_not_overwritten(save, text, content):
    book = read_codebook(save(text))
    path = save(content)
    with pytest.raises(WriteError, match="no codebook"):
        write_codebook(book, path)
    assert path.read_bytes() == content


def test_when_writing_fails_the_old_file_stays_and_nothing_is_left_over(save, text, monkeypatch):
    path = save(text)
    book = read_codebook(path)

    def fail(_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match="Cannot write"):
        write_codebook(book, path)
    assert path.read_text() == text
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(save, text, tmp_path):
    with pytest.raises(WriteError) as caught:
        write_codebook(read_codebook(save(text)), tmp_path / "borte" / "ny.yaml")
    assert "borte" in caught.value.where
