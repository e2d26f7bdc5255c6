from dataclasses import replace

import pytest

from builders import make_codebook
from fou_toolkit.codebooks import check_codebook, read_codebook
from fou_toolkit.model import Corpus, Cue, Source, Span, Turn

SAID = "Det er maktstrukturen. Sånn har det alltid vært."
CORPUS = Corpus((Source("intervju-1", SAID, (Turn(Span(0, len(SAID)), language="nb"),)),))
SECOND = """\
  - id: "M2"
    parent: "M"
    name: {nb: "Definisjonsmakt", nn: "Definisjonsmakt", en: "Power of definition"}
    brief: {nb: "Språket.", nn: "Språket."}
    use_when: {nb: "Fagspråk.", nn: "Fagspråk."}
    do_not_use_when: {nb: "Ros.", nn: "Ros."}
    cues: {nn: [" Sånn  har det _{0,2} alltid VÆRT"]}
"""


@pytest.mark.parametrize(
    ("cue", "column"),
    [
        ("'ta _{3,0} ansvar'", 16),
        ('"ta _{3,0} ansvar"', 16),
        (r'"\u0074a _{3,0} ansvar"', 21),
        ('"ta ansvar [rolle]"', 24),
        ("'it''s _{3,0} x'", 19),
    ],
)
def test_a_fault_in_a_cue_is_shown_at_its_very_character(save, text, cue, column):
    (finding,) = check_codebook(save(text.replace('"makt~", ', f"{cue}, "))).errors
    assert (finding.line, finding.column, finding.code) == (22, column, "M1")


def test_a_fault_in_a_folded_cue_is_shown_in_its_line(save, text):
    (finding,) = check_codebook(save(text.replace('"makt~", ', '"ta\n         _{3,0} ansvar", '))).errors
    assert (finding.line, finding.column) == (23, 10)


def test_exceptions_are_checked_like_cues(save, text):
    (finding,) = check_codebook(save(text.replace('"for all makt"', '"{makt"'))).errors
    assert (finding.line, finding.code) == (25, "M1")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ('{spacy: [{LEMMA: "ta"}], anchor: "ta"}', "The attribute «LEMMA» needs a trained model."),
        ('{spacy: [{LOWER: "ta", OP: "x"}], anchor: "ta"}', "spaCy does not accept"),
        ('{spacy: [{LOWER: {REGEX: "("}}], anchor: "ta"}', "spaCy does not accept"),
        ('{spacy: [{SHAPE: "ddd"}]}', "It cannot be told where to look"),
        ('{spacy: [{LOWER: "ta"}], anchor: "ta _"}', "«_» stands between two words."),
        ('{spacy: [], anchor: "ta"}', "The list «cues.nb[1].spacy» is empty."),
        ('{spacy: "ta", anchor: "ta"}', "«cues.nb[1].spacy» has to be a list, not a text."),
    ],
)
def test_a_bad_spacy_pattern_is_an_error(save, text, pattern, message):
    result = check_codebook(save(text.replace('"makt~"', pattern)))
    assert any(message in str(finding.message) for finding in result.errors)
    assert {finding.line for finding in result.errors} == {22}


def test_a_good_spacy_pattern_passes(save, text):
    pattern = '{spacy: [{LOWER: {IN: ["ta", "tar"]}}, {OP: "?"}, {LOWER: "ansvar"}]}'
    assert check_codebook(save(text.replace('"makt~"', pattern))).ok


def test_a_cue_that_two_codes_share_is_a_warning_whatever_its_language_and_case(save, text):
    (finding,) = check_codebook(save(text + SECOND)).warnings
    assert (finding.code, finding.line, finding.column) == ("M2", 32, 17)
    assert str(finding.message).endswith("also stands in M1.")


def test_a_cue_that_stands_twice_in_one_code_is_a_warning(save, text):
    result = check_codebook(save(text.replace('"ovanfrå og ned"', '"MAKT~"')))
    assert result.ok
    assert [str(finding.message) for finding in result.warnings] == ["The cue «MAKT~» stands here for the second time."]


def test_cues_that_never_match_are_warnings_when_there_is_a_corpus(save, text):
    path = save(text.replace("sånn har det alltid vært", "Sånn har det alltid vært"))
    silent = [str(finding.message) for finding in check_codebook(path, CORPUS).warnings]
    assert silent == [
        "The cue «ovanfrå og ned» never matches in this corpus.",
        "The cue «power» never matches in this corpus.",
    ]
    assert check_codebook(path).warnings == ()


def test_a_cue_that_cannot_be_read_is_no_second_finding_with_a_corpus(save, text):
    path = save(text.replace('"makt~"', '"ta _"').replace("sånn har det alltid vært", "Sånn har det alltid vært"))
    found = [finding for finding in check_codebook(path, CORPUS).findings if "«ta _»" in str(finding.message)]
    assert [finding.severity for finding in found] == ["error"]


def test_each_word_of_a_choice_counts_as_a_cue_of_its_own(save, text):
    shared = SECOND.replace('" Sånn  har det _{0,2} alltid VÆRT"', '"nettverk|Makt~|nettverk"')
    found = [str(finding.message) for finding in check_codebook(save(text + shared)).warnings]
    assert found == [
        "The cue «Makt~» also stands in M1.",
        "The cue «nettverk» stands here for the second time.",
    ]


def test_words_of_a_phrase_are_no_cues_of_their_own(save, text):
    shared = SECOND.replace('" Sånn  har det _{0,2} alltid VÆRT"', '"ta|makt~ ansvar"')
    assert check_codebook(save(text + shared)).warnings == ()


def test_a_pattern_that_is_no_json_is_an_error_in_a_codebook_made_in_python(save, text):
    book = read_codebook(save(text))
    wrong = book.with_code(replace(book["M1"], cues=(Cue("ta ansvar", spacy=True, anchor="ansvar"),)))
    found = [str(finding.message) for finding in check_codebook(wrong).errors]
    assert "spaCy does not accept the pattern ta ansvar." in found


@pytest.mark.parametrize(("silent", "named"), [(3, 3), (4, 1), (9, 1)])
def test_many_silent_cues_of_a_code_are_told_once(silent, named):
    words = [SAID.split(maxsplit=1)[0].strip(".,"), *(f"taushet{number}" for number in range(silent))]
    found = check_codebook(make_codebook({"M": words}), CORPUS).warnings
    messages = [str(finding.message) for finding in found if "match" in str(finding.message)]
    assert len(messages) == named
    assert "«taushet0»" in messages[0]
    assert (f"{silent} of {silent + 1} cues" in messages[0]) == (named == 1)
