"""Codes, their names in three languages, exceptions, the fingerprint."""

from dataclasses import replace

import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Code, Codebook, Cue, Localised


@pytest.fixture
def codebook():
    theme = Code("M", Localised("Makt", "Makt", "Power"))
    one = Code("M1", Localised("Definisjonsmakt"), "M", cues=(Cue("definisjonsmakt~"),))
    two = Code("M2", Localised("Stemme"), "M", exceptions=(Cue("stemme på"),))
    return Codebook("b", (theme, one, two, Code("T", Localised("Tid"))))


@pytest.fixture
def spoken():
    yield set_language
    set_language(None)


@pytest.mark.parametrize(("language", "shown"), [("nb", "kjærlighet"), ("nn", "kjærleik"), ("en", "love")])
def test_a_name_is_shown_in_the_language_of_the_person(spoken, language, shown):
    spoken(language)
    assert str(Localised("kjærlighet", "kjærleik", "love")) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [(Localised(nb="a", en="c"), "a"), (Localised(nn="b", en="c"), "b"), (Localised(en="c"), "c"), (Localised(), "")],
)
def test_a_name_that_is_not_translated_is_shown_in_the_first_language_that_has_it(spoken, text, shown):
    spoken("nn" if not text.nn else "nb")
    assert str(text) == shown


def test_a_text_in_any_language_is_a_text():
    assert Localised(en="c")
    assert not Localised()


def test_a_codebook_is_a_collection_of_codes_in_order(codebook):
    assert len(codebook) == 4
    assert [code.id for code in codebook] == ["M", "M1", "M2", "T"]
    assert codebook["M2"].name.nb == "Stemme"
    assert "M1" in codebook
    assert "X" not in codebook
    assert codebook._ipython_key_completions_() == ["M", "M1", "M2", "T"]


def test_themes_have_no_parent_and_children_do(codebook):
    assert [code.id for code in codebook.themes] == ["M", "T"]
    assert [code.id for code in codebook.children("M")] == ["M1", "M2"]
    assert codebook.children("T") == ()


@pytest.mark.parametrize(
    "act", [lambda b: b["X"], lambda b: b.with_code(Code("X", Localised())), lambda b: b.with_exceptions("X", "a")]
)
def test_an_unknown_code_is_a_key_error_that_names_the_known_ones(codebook, act):
    with pytest.raises(UnknownIdError) as raised:
        act(codebook)
    assert "«X»" in str(raised.value)
    assert "M, M1, M2, T" in raised.value.hint


def test_a_code_is_replaced_in_its_place(codebook):
    new = codebook.with_code(replace(codebook["M1"], brief=Localised("kort")))
    assert [code.id for code in new] == [code.id for code in codebook]
    assert new["M1"].brief.nb == "kort"
    assert not codebook["M1"].brief


def test_exceptions_are_added_once_in_order(codebook):
    new = codebook.with_exceptions("M2", "=avmakt", "stemme på", "i praksis", "=avmakt")
    assert [cue.text for cue in new["M2"].exceptions] == ["stemme på", "=avmakt", "i praksis"]
    assert [cue.text for cue in codebook["M2"].exceptions] == ["stemme på"]
    assert new["M1"] == codebook["M1"]


def test_an_exception_has_the_language_it_looks_at(codebook):
    new = codebook.with_exceptions("M2", "stemme på", language="en")
    assert [(cue.text, cue.language) for cue in new["M2"].exceptions] == [("stemme på", "nb"), ("stemme på", "en")]


def test_where_a_cue_stands_in_a_file_makes_no_difference(codebook):
    assert Cue("makt", line=3, column=4) == Cue("makt", line=99)
    moved = replace(codebook["M1"], cues=(Cue("definisjonsmakt~", line=7, column=2),))
    assert codebook.with_code(moved) == codebook


@pytest.mark.parametrize(
    "change",
    [
        lambda b: replace(b, name="c"),
        lambda b: replace(b, version="2"),
        lambda b: replace(b, unit="turn"),
        lambda b: replace(b, codes=b.codes[::-1]),
        lambda b: b.with_exceptions("M1", "=x"),
        lambda b: b.with_code(replace(b["M1"], cues=(Cue("definisjonsmakt~", "nn"),))),
        lambda b: b.with_code(replace(b["M1"], definition=Localised("ny"))),
    ],
    ids=["name", "version", "unit", "order", "exception", "language of a cue", "definition"],
)
def test_whatever_changes_the_meaning_changes_the_fingerprint(codebook, change):
    assert change(codebook).fingerprint != codebook.fingerprint


def test_equal_codebooks_have_equal_fingerprints(codebook):
    assert replace(codebook).fingerprint == codebook.fingerprint
    assert len(codebook.fingerprint) == 64
