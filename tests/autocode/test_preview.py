"""What cues catch, and how a wrong form is unticked."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import cues, make_codebook, make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.autocode import autocode, preview_cues
from fou_toolkit.errors import CueError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Corpus, Localised
from strategies import codebooks, corpora


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(
        make_source("I: Hva med makt?", "Anne: Makta er hos dem. Makta teller. Makt og\t ansvar. Makt!", id="s1"),
        make_source("Vi tok ikke ansvar for statsmakten. Makta, ja.", id="s2"),
    )


BOOK = Codebook(
    "b",
    (
        Code("T", Localised("Tema")),
        Code("M", Localised("Makt"), "T", cues=cues("makt~", "~makt", "avmakt")),
        Code("F", Localised("Ansvar"), "T", cues=cues("ansvar", "ta _{0,2} ansvar")),
        Code("Z", Localised("Alene"), cues=cues("vi")),
    ),
)


def caught(preview, code=None):
    return [(form.cue, form.form, form.count, form.documents) for form in preview.forms if code in (None, form.code)]


def test_every_form_of_a_cue_is_shown_with_counts_and_documents(corpus):
    assert caught(preview_cues(corpus, BOOK, "M")) == [
        ("makt~", "makta", 3, 2),
        ("makt~", "makt", 2, 1),
        ("~makt", "makta", 3, 2),
        ("~makt", "makt", 2, 1),
        ("~makt", "statsmakten", 1, 1),
    ]


def test_forms_of_a_phrase_are_the_words_from_the_first_to_the_last(corpus):
    assert caught(preview_cues(corpus, BOOK, "F")) == [
        ("ansvar", "ansvar", 2, 2),
        ("ta _{0,2} ansvar", "tok ikke ansvar", 1, 1),
    ]


def test_forms_are_equal_whatever_their_case_and_what_stands_between():
    corpus = make_corpus("Tok ansvar. tok, eh, ANSVAR. tok «ansvar»!")
    assert caught(preview_cues(corpus, make_codebook({"F": ["ta ansvar"]}))) == [("ta ansvar", "tok ansvar", 3, 1)]


def test_a_form_in_bokmaal_and_nynorsk_is_one_form():
    corpus = make_corpus(make_source("Makt er makt.", id="a"), make_source("Makt.", id="b", language="nn"))
    assert caught(preview_cues(corpus, make_codebook({"M": ["makt"]}))) == [("makt", "makt", 3, 2)]


def test_examples_are_the_first_two_sentences_on_one_line(corpus):
    rows = {(form.cue, form.form): form.examples for form in preview_cues(corpus, BOOK, "M").forms}
    assert rows["makt~", "makta"] == ("Makta er hos dem.", "Makta teller.")
    assert rows["makt~", "makt"] == ("Makt og ansvar.", "Makt!")
    assert rows["~makt", "statsmakten"] == ("Vi tok ikke ansvar for statsmakten.",)


def test_a_sentence_with_two_hits_is_one_example():
    [form] = preview_cues(make_corpus("Makt er makt er makt."), make_codebook({"M": ["makt"]})).forms
    assert (form.count, form.documents, form.examples) == (3, 1, ("Makt er makt er makt.",))


def test_cues_that_catch_nothing_are_named(corpus):
    assert preview_cues(corpus, BOOK).silent == (("M", "avmakt"),)


def test_a_theme_shows_all_its_codes(corpus):
    theme = preview_cues(corpus, BOOK, "T")
    assert {form.code for form in theme.forms} == {"M", "F"}
    assert theme.silent == (("M", "avmakt"),)
    assert caught(theme) == caught(preview_cues(corpus, BOOK, "M")) + caught(preview_cues(corpus, BOOK, "F"))


def test_without_a_code_everything_is_shown(corpus):
    assert list(dict.fromkeys(form.code for form in preview_cues(corpus, BOOK).forms)) == ["M", "F", "Z"]


def test_an_unknown_code_is_named(corpus):
    with pytest.raises(UnknownIdError, match="«X»"):
        preview_cues(corpus, BOOK, "X")


def test_the_interviewer_is_left_out_unless_asked_for(corpus):
    whole = {(cue, form): count for cue, form, count, _ in caught(preview_cues(corpus, BOOK, "M", interviewer=True))}
    assert whole["makt~", "makt"] == 3


def test_a_wrong_cue_is_reported(corpus):
    with pytest.raises(CueError):
        preview_cues(corpus, make_codebook({"X": ["=~makt"]}))


def test_an_unticked_form_is_gone_after_coding_again_and_the_others_stay(corpus):
    preview = preview_cues(corpus, BOOK)
    book = preview.untick("makta")
    after = preview_cues(corpus, book)
    assert [form for form in caught(preview) if form[1] != "makta"] == caught(after)
    forms = [evidence.form for one in autocode(corpus, book).suggestions() for evidence in one.evidence]
    assert "Makta" not in forms
    assert "Makt" in forms
    assert "statsmakten" in forms


def test_unticking_changes_neither_the_preview_nor_the_codebook(corpus):
    preview = preview_cues(corpus, BOOK)
    before = BOOK.fingerprint
    preview.untick("makta")
    assert preview.codebook is BOOK
    assert BOOK.fingerprint == before
    assert not BOOK["M"].exceptions


def test_several_forms_are_unticked_at_once(corpus):
    after = preview_cues(corpus, preview_cues(corpus, BOOK).untick("makta", "makt"), "M")
    assert caught(after) == [("~makt", "statsmakten", 1, 1)]
    assert after.silent == (("M", "makt~"), ("M", "avmakt"))


def test_an_unticked_phrase_takes_what_lies_in_it_along(corpus):
    """An exception is for all cues of a code, so the word in the phrase does not count there either."""
    after = preview_cues(corpus, preview_cues(corpus, BOOK).untick("tok ikke ansvar"), "F")
    assert caught(after) == [("ansvar", "ansvar", 1, 1)]


def test_unticking_is_for_every_code_that_catches_the_form_or_for_one():
    corpus, book = make_corpus("Makta er her."), make_codebook({"A": ["makt"], "B": ["=makta"], "C": ["her"]})
    preview = preview_cues(corpus, book)
    everywhere, one = preview.untick("makta"), preview.untick("makta", code="B")
    assert [code.id for code in everywhere if code.exceptions] == ["A", "B"]
    assert [code.id for code in one if code.exceptions] == ["B"]
    assert [form.code for form in preview_cues(corpus, one).forms] == ["A", "C"]


def test_unticking_is_written_into_the_codebook_as_an_exact_exception():
    corpus, book = make_corpus("Vi tok ikke ansvar."), make_codebook({"F": ["ta _ ansvar"]})
    [exception] = preview_cues(corpus, book).untick("tok ikke ansvar")["F"].exceptions
    assert exception.text == "=tok =ikke =ansvar"


def test_one_exception_is_enough_for_cues_in_both_written_languages():
    code = Code("M", Localised("Makt"), cues=(*cues("makt"), *cues("makt~", language="nn")))
    corpus = make_corpus(make_source("Makta.", id="a"), make_source("Makta.", id="b", language="nn"))
    book = preview_cues(corpus, Codebook("b", (code,))).untick("makta")
    assert [cue.text for cue in book["M"].exceptions] == ["=makta"]
    assert preview_cues(corpus, book).forms == ()


def test_an_english_form_can_be_unticked():
    corpus = make_corpus(make_source("Power is power. Powers too.", language="en"))
    book = make_codebook({"M": ["=power", "=powers"]}, language="en")
    after = preview_cues(corpus, preview_cues(corpus, book).untick("power"))
    assert caught(after) == [("=powers", "powers", 1, 1)]


@pytest.mark.parametrize("form", ["makten", "Makta", "", "makt~"])
def test_a_form_that_no_cue_catches_cannot_be_unticked(corpus, form):
    with pytest.raises(UnknownIdError) as raised:
        preview_cues(corpus, BOOK).untick("makta", form)
    assert f"«{form}»" in str(raised.value)
    assert raised.value.hint


def test_a_form_of_another_code_cannot_be_unticked_there(corpus):
    with pytest.raises(UnknownIdError):
        preview_cues(corpus, BOOK).untick("makta", code="F")


def test_unticking_nothing_changes_nothing(corpus):
    assert preview_cues(corpus, BOOK).untick() is BOOK


@given(corpora(), codebooks(), st.data())
def test_any_caught_form_can_be_unticked(corpus, codebook, data):
    preview = preview_cues(corpus, codebook)
    if not preview.forms:
        return
    form = data.draw(st.sampled_from(preview.forms))
    after = preview_cues(corpus, preview.untick(form.form))
    assert form.form not in {row.form for row in after.forms}
    kept = {(row.code, row.cue, row.form): row.count for row in after.forms}
    before = {(row.code, row.cue, row.form): row.count for row in preview.forms}
    assert all(count <= before[key] for key, count in kept.items())
    # Codes that did not catch the form are as they were.
    touched = {row.code for row in preview.forms if row.form == form.form}
    assert {key: n for key, n in before.items() if key[0] not in touched} == {
        key: n for key, n in kept.items() if key[0] not in touched
    }


@given(corpora(), codebooks())
@settings(max_examples=30)
def test_counts_are_those_of_coding(corpus, codebook):
    """What the preview counts is what coding gives as evidence."""
    result = autocode(corpus, codebook, unit="source")
    assert sum(row.count for row in preview_cues(corpus, codebook).forms) == result.hit_code.size
    for row in preview_cues(corpus, codebook).forms:
        assert 1 <= row.documents <= min(row.count, len(corpus))
        assert 1 <= len(row.examples) <= min(row.count, 2)


def test_a_frame_has_one_row_a_form(corpus):
    frame = preview_cues(corpus, BOOK, "F").to_frame()
    assert list(frame.columns) == ["code", "cue", "form", "count", "documents", "example 1", "example 2"]
    assert list(frame["form"]) == ["ansvar", "tok ikke ansvar"]
    assert list(frame["example 2"]) == ["Vi tok ikke ansvar for statsmakten.", ""]
    assert all(pd.api.types.is_integer_dtype(frame[name]) for name in ("count", "documents"))


def test_a_result_can_be_saved_as_json_numbers(corpus):
    assert {type(value) for row in preview_cues(corpus, BOOK).rows() for value in row} == {int, str}


def test_the_caption_counts_forms_and_silent_cues(corpus):
    try:
        set_language("en")
        assert preview_cues(corpus, BOOK, "M").caption == "5 forms caught, 1 cue catches nothing"
    finally:
        set_language(None)


def test_the_repr_shows_no_text(corpus):
    shown = repr(preview_cues(corpus, BOOK)).lower()
    assert shown.startswith("<preview: ")
    assert not re.search("makt|ansvar|teller", shown)


@pytest.mark.parametrize(
    ("corpus", "codebook"),
    [
        (Corpus(), BOOK),
        (make_corpus("Makt."), Codebook("empty", ())),
        (make_corpus("Ingenting."), make_codebook({"M": ["makt"]})),
        (make_corpus(""), BOOK),
    ],
    ids=["no texts", "no codes", "no hits", "empty text"],
)
def test_nothing_to_show_is_no_problem(corpus, codebook):
    preview = preview_cues(corpus, codebook)
    assert preview.forms == ()
    assert preview.to_frame().empty
    assert preview._repr_html_()
    assert preview.untick() == codebook
