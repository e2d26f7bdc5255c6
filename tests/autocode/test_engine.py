"""What is proposed: one suggestion per unit and code, where the cues find something."""

import pytest

from builders import cues, make_codebook, make_corpus, make_source
from fou_toolkit.autocode import autocode
from fou_toolkit.autocode.engine import UNITS
from fou_toolkit.errors import CodebookError, CueError
from fou_toolkit.model import Code, Codebook, Corpus, Localised, Source


def units(corpus, codebook, **options):
    """Give the text of every coded unit with its code."""
    result = autocode(corpus, codebook, **options)
    return [(one.span.of(corpus[one.source].text), one.code) for one in result.suggestions()]


@pytest.fixture(scope="module")
def interview():
    """Two texts with an interviewer."""
    one = make_source(
        "I: Hvem har makta her?",
        "Anne: Makta er hos eieren. Vi tok ansvar. [latter] Makt er makt.",
        "Bo: Ansvaret var vårt.",
        id="s1",
    )
    return make_corpus(one, make_source("Ingenting her.", id="s2"), make_source("Makt og ansvar.", id="s3"))


BOOK = make_codebook({"M": ["makt"], "F": ["ansvar", "ta ansvar"]})


def test_a_sentence_is_the_usual_unit(interview):
    assert units(interview, BOOK) == [
        ("Makta er hos eieren.", "M"),
        ("Vi tok ansvar.", "F"),
        ("Makt er makt.", "M"),
        ("Ansvaret var vårt.", "F"),
        ("Makt og ansvar.", "M"),
        ("Makt og ansvar.", "F"),
    ]


def test_a_turn_can_be_the_unit(interview):
    assert units(interview, BOOK, unit="turn") == [
        ("Makta er hos eieren. Vi tok ansvar. [latter] Makt er makt.", "M"),
        ("Makta er hos eieren. Vi tok ansvar. [latter] Makt er makt.", "F"),
        ("Ansvaret var vårt.", "F"),
        ("Makt og ansvar.", "M"),
        ("Makt og ansvar.", "F"),
    ]


def test_a_whole_text_can_be_the_unit(interview):
    result = autocode(interview, BOOK, unit="source")
    assert [(one.source, one.code) for one in result.suggestions()] == [
        ("s1", "M"),
        ("s1", "F"),
        ("s3", "M"),
        ("s3", "F"),
    ]
    for one in result.suggestions():
        assert one.span.of(interview[one.source].text) == interview[one.source].text


@pytest.mark.parametrize("unit", UNITS)
def test_the_codebook_says_which_unit_unless_somebody_says_otherwise(interview, unit):
    book = make_codebook({"M": ["makt"]}, unit=unit)
    assert autocode(interview, book).unit == unit
    assert units(interview, book) == units(interview, make_codebook({"M": ["makt"]}), unit=unit)


@pytest.mark.parametrize("unit", ["word", "", "Sentence"])
def test_another_unit_is_refused_with_the_possible_ones(interview, unit):
    with pytest.raises(CodebookError) as raised:
        autocode(interview, BOOK, unit=unit)
    assert "sentence, turn, source" in raised.value.hint
    with pytest.raises(CodebookError):
        autocode(interview, make_codebook({"M": ["makt"]}, unit=unit or "x"))


@pytest.mark.parametrize("unit", UNITS)
def test_there_is_one_suggestion_per_unit_and_code_whatever_number_of_hits(unit):
    corpus = make_corpus("Makt er makt er makt.")
    result = autocode(corpus, make_codebook({"M": ["makt", "=makt", "makt~"]}), unit=unit)
    [suggestion] = result.suggestions()
    assert len(result) == 1
    assert len(suggestion.evidence) == 9


@pytest.mark.parametrize("unit", UNITS)
def test_interviewer_turns_are_coded_only_when_asked_for(interview, unit):
    asked = {text for text, _ in units(interview, BOOK, unit="turn", interviewer=True)}
    assert "Hvem har makta her?" in asked
    assert "Hvem har makta her?" not in {text for text, _ in units(interview, BOOK, unit="turn")}
    plain, whole = (autocode(interview, BOOK, unit=unit, interviewer=flag) for flag in (False, True))
    assert whole.hit_code.size == plain.hit_code.size + 1
    assert {one.id for one in plain.suggestions()} <= {one.id for one in whole.suggestions()}


def test_who_asks_is_decided_per_source():
    """A researcher can be a participant in another text."""
    one = make_source("Kim: Hvem har makt?", "Anne: Vi har makt.", id="a", interviewer="Kim")
    two = make_source("Kim: Jeg har makt.", id="b", interviewer="")
    assert units(make_corpus(one, two), BOOK) == [("Vi har makt.", "M"), ("Jeg har makt.", "M")]


def test_what_is_not_speech_is_not_coded():
    source = make_source("Makt: Vi snakket sammen. [makt] Det gikk fint.")
    assert units(make_corpus(source), BOOK) == []


def test_fillers_stand_in_no_ones_way():
    corpus = make_corpus("Vi tok, eh, ansvar.")
    assert units(corpus, make_codebook({"F": ["ta ansvar"]})) == [("Vi tok, eh, ansvar.", "F")]


def test_nothing_crosses_a_sentence():
    corpus = make_corpus("Det er noe vi tok. Ansvar er fint.")
    assert units(corpus, make_codebook({"F": ["ta ansvar", "ta _{0,3} ansvar", "{ta} .. {ansvar}"]})) == []


@pytest.mark.parametrize(
    ("listed", "exceptions", "expected"),
    [
        (["praksis"], [], ["Praksis er fint.", "I praksis er det vi som gjør det."]),
        (["praksis"], ["i praksis"], ["Praksis er fint."]),
        (["praksis -i praksis"], [], ["Praksis er fint."]),
        (["praksis", "gjøre"], ["i praksis"], ["Praksis er fint.", "I praksis er det vi som gjør det."]),
        (["praksis -i praksis", "=praksis"], [], ["Praksis er fint.", "I praksis er det vi som gjør det."]),
        (["praksis"], ["=praksis"], []),
        (["praksis"], ["ansvar"], ["Praksis er fint.", "I praksis er det vi som gjør det."]),
    ],
    ids=["none", "of the code", "of the cue", "another cue stays", "of one cue only", "everything", "elsewhere"],
)
def test_exceptions_take_hits_away(listed, exceptions, expected):
    corpus = make_corpus("Praksis er fint. I praksis er det vi som gjør det.")
    book = make_codebook({"P": listed}, exceptions={"P": exceptions})
    assert [text for text, _ in units(corpus, book)] == expected


def test_an_exception_is_for_its_code_only():
    corpus = make_corpus("I praksis er det vi.")
    book = make_codebook({"P": ["praksis"], "Q": ["praksis"]}, exceptions={"P": ["i praksis"]})
    assert [code for _, code in units(corpus, book)] == ["Q"]


def test_a_cue_looks_at_turns_in_its_language():
    source = make_source("Power is here.").with_language("en")
    both = make_corpus(source, make_source("Power er makt.", id="s2"))
    for language, found in (("en", ["Power is here."]), ("nb", ["Power er makt."]), ("nn", ["Power er makt."])):
        assert [text for text, _ in units(both, make_codebook({"M": ["=power"]}, language=language))] == found


def test_limits_use_what_is_known_about_the_speaker():
    source = make_source("Anne: Vi har makt.", "Bo: De har makt.")
    corpus = make_corpus(source, roles={"Anne": "Styrer", "Bo": "assistent"})
    assert units(corpus, make_codebook({"M": ["makt [rolle=styrer]"]})) == [("Vi har makt.", "M")]
    assert units(corpus, make_codebook({"M": ["makt [rolle!=styrer]"]})) == [("De har makt.", "M")]


def test_suggestions_come_in_text_order_and_codes_in_the_order_of_the_codebook():
    corpus = make_corpus("Ansvar og makt.", "Makt og ansvar.")
    expected = [("s1", "M"), ("s1", "F"), ("s2", "M"), ("s2", "F")]
    assert [(one.source, one.code) for one in autocode(corpus, BOOK).suggestions()] == expected
    turned = Codebook("b", BOOK.codes[::-1])
    assert [one.code for one in autocode(corpus, turned).suggestions()] == ["F", "M", "F", "M"]


def test_themes_without_cues_propose_nothing(interview):
    book = Codebook("b", (Code("T", Localised("Tema")), Code("M", Localised("Makt"), "T", cues=cues("makt"))))
    assert {code for _, code in units(interview, book)} == {"M"}


def test_progress_wraps_the_codes(interview):
    seen = []

    def progress(codes):
        for code in codes:
            seen.append(code.id)
            yield code

    result = autocode(interview, BOOK, progress=progress)
    assert seen == ["M", "F"]
    assert len(result) == 6


def test_a_wrong_cue_is_reported_with_its_text(interview):
    with pytest.raises(CueError) as raised:
        autocode(interview, make_codebook({"M": ["makt", "ta _{3,1} ansvar"]}))
    assert "ta _{3,1} ansvar" in str(raised.value)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("corpus", "codebook"),
    [
        (Corpus(), BOOK),
        (Corpus(), Codebook("empty", ())),
        (make_corpus("Makt."), Codebook("empty", ())),
        (make_corpus("Makt."), make_codebook({"X": []})),
        (make_corpus("Ingenting."), BOOK),
        (Corpus((Source("a", ""),)), BOOK),
        (Corpus((Source("a", "Makt uten tur."),)), BOOK),
        (make_corpus(make_source("")), BOOK),
        (make_corpus(make_source("I: Makt?")), BOOK),
    ],
    ids=[
        "no texts",
        "nothing",
        "no codes",
        "no cues",
        "no hits",
        "empty text",
        "no turns",
        "empty turn",
        "only questions",
    ],
)
def test_nothing_to_find_is_no_problem_anywhere(corpus, codebook, unit):
    result = autocode(corpus, codebook, unit=unit)
    assert len(result) == 0
    assert list(result.suggestions()) == []
    assert list(result.rows()) == []
    assert list(result.to_frame().columns) == list(result.columns)
    summary = result.summary()
    assert summary.counts == ()
    assert summary.to_frame().empty
    assert summary.top(3).counts == ()
    for shown in (result, summary):
        assert shown._repr_html_()
        assert repr(shown)


def test_space_around_is_no_part_of_a_unit():
    corpus = make_corpus(make_source("Anne:   Vi har makt.   Ja.  "))
    assert units(corpus, BOOK) == [("Vi har makt.", "M")]
