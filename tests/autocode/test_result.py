"""Suggestions: ids that last, evidence that cuts the text, tables."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import cues, make_codebook, make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.autocode import AutocodeResult, autocode
from fou_toolkit.model import Code, Codebook, Cue, Evidence, Localised
from strategies import codebooks, corpora

TEXT = "Vi har makt 😀. Vi tok ikke ansvar."
BOOK = make_codebook({"M": ["makt"], "F": ["ta _{0,2} ansvar", "ansvar"]})


@pytest.fixture(scope="module")
def corpus():
    one = make_source(TEXT, id="s1", genre="logg", phase="1")
    two = make_source("Anne: Vi har makta. Makt!", "Bo: Ja, makt.", id="s2", genre="intervju", site="Lia")
    return make_corpus(one, two, roles={"Anne": "styrer"})


@pytest.fixture(scope="module")
def result(corpus):
    return autocode(corpus, BOOK)


def ids(corpus, book, **options):
    """Give the id of every source, span and code."""
    return {(one.source, one.span, one.code): one.id for one in autocode(corpus, book, **options).suggestions()}


def test_the_same_input_gives_the_same_ids(corpus):
    assert ids(corpus, BOOK) == ids(make_corpus(*corpus.sources, roles={"Anne": "styrer"}), BOOK)


def test_an_id_is_what_it_was_in_the_first_release():
    """Decisions are kept under these ids: they must not change with a new version."""
    [suggestion] = autocode(make_corpus("Vi har makt."), BOOK).suggestions()
    assert suggestion.id == "eafeb30ffddc29da87d1"


def test_an_id_does_not_change_when_the_cue_of_another_code_changes(corpus):
    before, after = ids(corpus, BOOK), ids(corpus, make_codebook({"M": ["makt"], "F": ["tok"]}))
    kept = {key: name for key, name in before.items() if key[2] == "M"}
    assert kept
    assert kept == {key: name for key, name in after.items() if key[2] == "M"}


def test_an_id_does_not_change_when_a_cue_of_the_same_code_changes(corpus):
    before, after = (
        ids(corpus, BOOK),
        ids(corpus, make_codebook({"M": ["=makt", "=makta", "vi _ makt~"], "F": ["ansvar"]})),
    )
    assert before == after


def test_an_id_does_not_change_when_people_or_other_texts_come_to_the_corpus(corpus):
    more = make_corpus(make_source("Makt først.", id="s0"), *corpus.sources)
    before, after = ids(corpus, BOOK), ids(more, BOOK)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_an_id_does_not_change_when_a_code_is_renamed_or_moved(corpus):
    renamed = tuple(replace(code, name=Localised("Ny")) for code in BOOK.codes[::-1])
    assert ids(corpus, Codebook("other", renamed, "2")) == ids(corpus, BOOK)


def test_ids_differ_between_codes_spans_sources_and_texts():
    twice = "Makt og ansvar. Makt og ansvar."
    found = ids(make_corpus(twice, twice, twice + " Ja."), BOOK)
    assert len(found) == 12
    assert len(set(found.values())) == 12


def test_ids_change_with_the_text_even_if_the_unit_does_not():
    one, two = (ids(make_corpus(f"Makt. {rest}"), BOOK) for rest in ("Ja.", "Nei."))
    assert one.keys() == two.keys()
    assert set(one.values()).isdisjoint(two.values())


@given(corpora(), codebooks())
def test_evidence_cuts_the_words_out_of_the_text(corpus, codebook):
    result = autocode(corpus, codebook)
    found = list(result.suggestions())
    assert len(found) == len(result)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        text = corpus[one.source].text
        assert one.evidence
        for evidence in one.evidence:
            assert evidence.form == evidence.span.of(text)
            assert one.span.contains(evidence.span)
            assert evidence.form == evidence.form.strip() != ""
            assert evidence.cue in {cue.text for cue in codebook[one.code].cues}


@given(corpora(), codebooks(), st.booleans())
@settings(max_examples=30)
def test_coding_twice_gives_the_same(corpus, codebook, interviewer):
    first, second = (autocode(corpus, codebook, interviewer=interviewer) for _ in range(2))
    assert list(first.suggestions()) == list(second.suggestions())
    assert list(first.rows()) == list(second.rows())


def test_evidence_names_the_cue_the_words_and_where_they_are(result):
    *_, one = [suggestion for suggestion in result.suggestions() if suggestion.source == "s1"]
    first, second = one.evidence
    assert first == Evidence("ta _{0,2} ansvar", "tok ikke ansvar", first.span, negated=True)
    assert second == Evidence("ansvar", "ansvar", second.span, negated=True)
    assert first.span.of(TEXT) == "tok ikke ansvar"
    assert TEXT.index("😀") < first.span.start == TEXT.index("tok")


def test_evidence_stands_in_text_order():
    [one] = autocode(make_corpus("Ansvar og makt og ansvar."), make_codebook({"X": ["ansvar", "makt"]})).suggestions()
    assert [evidence.form for evidence in one.evidence] == ["Ansvar", "makt", "ansvar"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [("Vi tok ansvar.", False), ("Vi tok ikke ansvar.", True), ("Vi tok ansvar, men ikke alltid.", False)],
)
def test_negation_is_told_and_excludes_nothing(text, negated):
    [one] = autocode(make_corpus(text), make_codebook({"F": ["ansvar"]})).suggestions()
    assert [evidence.negated for evidence in one.evidence] == [negated]


def test_a_negator_that_the_cue_names_itself_does_not_count():
    [one] = autocode(make_corpus("Det teller ikke."), make_codebook({"S": ["telle ikke"]})).suggestions()
    assert not one.evidence[0].negated


def test_combining_marks_and_emoji_do_not_shift_positions():
    text = "👩\u200d👩\u200d👧 e\u0301n 😀 Vi har makt 😀😀. 🇳🇴 Makt!"
    for one in autocode(make_corpus(text), BOOK).suggestions():
        for evidence in one.evidence:
            assert evidence.span.of(text).lower() == "makt"


def test_a_frame_has_one_row_a_suggestion_with_stable_columns(result):
    frame = result.to_frame()
    assert list(frame.columns) == [
        *("id", "source", "start", "end", "code", "name"),
        *("participant", "role", "level", "site", "genre", "phase", "language"),
        *("cues", "forms", "negated", "text"),
    ]
    assert len(frame) == len(result) == 5
    assert [list(frame[name]) for name in ("id", "source", "code")] == [
        [one.id for one in result.suggestions()],
        ["s1", "s1", "s2", "s2", "s2"],
        ["M", "F", "M", "M", "M"],
    ]


def test_a_frame_has_numbers_truth_values_and_text(result):
    frame = result.to_frame()
    for name in frame.columns:
        if name in ("start", "end"):
            assert pd.api.types.is_integer_dtype(frame[name]), name
        elif name == "negated":
            assert pd.api.types.is_bool_dtype(frame[name]), name
        else:
            assert pd.api.types.is_string_dtype(frame[name]), name
            assert frame[name].notna().all(), name


def test_a_frame_knows_who_says_it_and_where(result):
    rows = result.to_frame().to_dict("records")
    wanted = ("participant", "role", "site", "genre", "phase", "language")
    assert [tuple(row[name] for name in wanted) for row in rows] == [
        ("", "", "", "logg", "1", "nb"),
        ("", "", "", "logg", "1", "nb"),
        ("Anne", "styrer", "Lia", "intervju", "", "nb"),
        ("Anne", "styrer", "Lia", "intervju", "", "nb"),
        ("", "", "Lia", "intervju", "", "nb"),
    ]


def test_positions_in_a_frame_cut_the_text(result, corpus):
    for row in result.to_frame().to_dict("records"):
        assert corpus[row["source"]].text[row["start"] : row["end"]] == row["text"]


def test_a_frame_tells_cues_and_forms_once_and_negation_only_if_all_is_negated(corpus):
    book = make_codebook({"F": ["ta _{0,2} ansvar", "ansvar"], "M": ["makt", "vi"]})
    rows = autocode(corpus, book).to_frame().to_dict("records")
    assert (rows[1]["cues"], rows[1]["forms"], rows[1]["negated"]) == (
        "ta _{0,2} ansvar; ansvar",
        "tok ikke ansvar; ansvar",
        True,
    )
    text = "Makt er makt. Ikke makt, men makt."
    [one, two] = autocode(make_corpus(text), make_codebook({"M": ["makt"]})).to_frame().to_dict("records")
    assert (one["forms"], one["negated"]) == ("Makt; makt", False)
    assert (two["forms"], two["negated"]) == ("makt", False)


def test_names_are_in_the_language_of_the_person(corpus):
    code = Code("M", Localised("Kjærlighet", "Kjærleik", "Love"), cues=cues("makt"))
    try:
        for language, name in (("nb", "Kjærlighet"), ("nn", "Kjærleik"), ("en", "Love")):
            set_language(language)
            assert set(autocode(corpus, Codebook("b", (code,))).to_frame()["name"]) == {name}
    finally:
        set_language(None)


def test_records_can_be_written_as_json(result):
    records = [dict(zip(result.columns, row, strict=True)) for row in result.rows()]
    assert json.loads(json.dumps(records)) == records


@pytest.mark.parametrize("unit", ["sentence", "turn", "source"])
@pytest.mark.parametrize("interviewer", [True, False])
def test_the_caption_says_what_was_counted(corpus, unit, interviewer):
    try:
        set_language("en")
        caption = autocode(corpus, BOOK, unit=unit, interviewer=interviewer).caption
    finally:
        set_language(None)
    assert f"one per {'text' if unit == 'source' else unit} and code" in caption
    assert ("included" in caption) == interviewer
    assert ("left out" in caption) != interviewer


def test_a_notebook_shows_the_evidence_in_its_sentence(result):
    shown = result._repr_html_()
    assert 'Vi <mark title="ta _{0,2} ansvar; ansvar">tok ikke ansvar</mark>.' in shown
    words = re.sub(r"<[^>]*>", "", shown)
    assert re.search(r"Vi tok ikke ansvar\.\s*F F\s*\(?s1\)?", words)


def test_a_notebook_shows_a_dozen_and_says_how_many_more():
    result = autocode(make_corpus("Makt. " * 20), BOOK)
    shown = result._repr_html_()
    assert len(result) == 20
    assert shown.count("<mark ") == 12
    assert "8" in shown.rpartition('<p class="quiet">')[2]


def test_the_repr_shows_no_text(corpus):
    result = autocode(corpus, BOOK)
    for shown in (result, result.summary(), result.summary(by="site").top(1)):
        assert repr(shown).startswith(f"<{type(shown).__name__}: ")
        for word in ("makt", "ansvar", "Anne", "tok", "Lia"):
            assert word.lower() not in repr(shown).lower()


def test_a_result_cannot_be_changed(result):
    assert AutocodeResult.__dataclass_params__.frozen
    with pytest.raises(AttributeError):
        result.unit = "turn"


def test_a_spacy_pattern_is_evidence_with_its_text(corpus):
    pattern = json.dumps([{"LOWER": "tok"}, {"OP": "?"}, {"LOWER": "ansvar"}])
    code = Code("F", Localised("Ansvar"), cues=(Cue(pattern, spacy=True, anchor="=ansvar"),))
    [one] = autocode(corpus, Codebook("b", (code,))).suggestions()
    assert (one.evidence[0].form, one.evidence[0].cue) == ("tok ikke ansvar", pattern)
