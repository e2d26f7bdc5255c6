import json

import pytest

from builders import make_index, make_source
from fou_toolkit.errors import CueError
from fou_toolkit.match import anchor_of, check_pattern, find_cue, own_negators_in, parse_cue
from fou_toolkit.model import Cue

TA_ANSVAR = [{"LOWER": {"IN": ["tok", "tar"]}}, {"IS_ALPHA": True, "OP": "*"}, {"LOWER": "ansvar"}]


def spacy_cue(pattern: list, *, anchor: str | None = None, language: str = "nb") -> Cue:
    return Cue(json.dumps(pattern), language, spacy=True, anchor=anchor_of(pattern) if anchor is None else anchor)


def found(cue: Cue, *sources) -> list[str]:
    index = make_index(*sources)
    return [" ".join(map(index.form, range(first, last + 1))) for first, last in find_cue(cue, index).pairs()]


def test_a_pattern_is_found_around_its_anchor():
    assert found(spacy_cue(TA_ANSVAR), "Vi tok jo ansvar. De tok makt. Ansvar tar vi.") == ["tok jo ansvar"]


def test_a_pattern_does_not_cross_a_sentence():
    assert found(spacy_cue(TA_ANSVAR), "Vi tok. Ansvar var det ikke.") == []


def test_without_the_anchor_nothing_is_looked_at():
    assert found(spacy_cue(TA_ANSVAR, anchor="makt"), "Vi tok ansvar.") == []
    assert found(spacy_cue(TA_ANSVAR, anchor="makt|vi"), "Vi tok ansvar.") == ["tok ansvar"]


def test_hits_are_words_of_ours_that_share_a_letter_with_the_match():
    """spaCy divides at other places; signs and marks alone are no hit."""
    sentence = "Vi, eh, tok 👩‍👩‍👧 ansvar [latter]!"
    assert found(spacy_cue([{"LOWER": "ansvar"}, {"TEXT": "["}]), sentence) == ["ansvar"]
    assert found(spacy_cue([{"TEXT": "!"}], anchor="ansvar"), sentence) == []
    assert found(spacy_cue([{"TEXT": "!"}], anchor="makt"), "Vi tok makt!") == []
    assert found(spacy_cue([{"LOWER": "eh"}], anchor="ansvar"), sentence) == []


def test_a_cue_looks_at_its_own_language():
    texts = make_source("Vi tok ansvar", id="a"), make_source("Me tok ansvar", id="b", language="nn")
    assert found(spacy_cue(TA_ANSVAR, language="nn"), *texts) == ["tok ansvar", "tok ansvar"]
    assert found(spacy_cue(TA_ANSVAR, language="en"), *texts) == []
    english = make_source("They take responsibility", language="en")
    assert found(spacy_cue([{"LOWER": "take"}, {"LOWER": "responsibility"}], language="en"), english) == [
        "take responsibility"
    ]


def test_a_pattern_names_no_negator_of_its_own():
    index, cue = make_index("Vi tok ikke ansvar."), spacy_cue([{"LOWER": "ikke"}, {"LOWER": "ansvar"}])
    assert own_negators_in(cue, index, find_cue(cue, index)).tolist() == [0]


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWER": "ta"}],
        [{"lower": "ta"}, {"OP": "?"}],
        [{"TEXT": {"REGEX": "^a"}}, {"IS_PUNCT": True, "OP": "!"}],
        [{}],
    ],
)
def test_patterns_that_a_blank_pipeline_can_match_are_taken(pattern):
    assert check_pattern(pattern) == pattern


@pytest.mark.parametrize("pattern", [[], {}, "ta", None, ["ta"], [{"LOWER": "ta"}, "ansvar"], 3])
def test_what_is_no_list_of_tokens_is_refused(pattern):
    with pytest.raises(CueError) as caught:
        check_pattern(pattern)
    assert caught.value.hint


@pytest.mark.parametrize("attribute", ["LEMMA", "POS", "DEP", "TAG", "ENT_TYPE", "MORPH", "_", "lemma"])
def test_attributes_that_need_a_model_are_refused_by_name(attribute):
    with pytest.raises(CueError, match=attribute):
        check_pattern([{"LOWER": "ta"}, {attribute: "x"}])


@pytest.mark.parametrize(
    ("pattern", "anchor"),
    [
        (TA_ANSVAR, "=ansvar"),
        ([{"LOWER": "ta"}, {"LOWER": "ansvar", "OP": "?"}], "=ta"),
        ([{"LOWER": "ta"}, {"TEXT": "Ansvar", "OP": "+"}], "=Ansvar"),
        ([{"ORTH": "makt"}], "=makt"),
        ([{"LOWER": "ta", "OP": "!"}], ""),
        ([{"LOWER": "ta", "OP": "*"}], ""),
        ([{"IS_ALPHA": True}], ""),
        ([{"LOWER": {"IN": ["a", "b"]}}], ""),
    ],
)
def test_the_anchor_is_the_longest_word_in_every_match(pattern, anchor):
    assert anchor_of(pattern) == anchor


@pytest.mark.parametrize("text", ["f.eks.", "...", "og/eller", "tok ansvar"])
def test_an_anchor_is_always_a_cue(text):
    """What is no word of ours cannot be looked for."""
    anchor = anchor_of([{"LOWER": "ta"}, {"LOWER": text}])
    assert anchor == "=ta"
    assert parse_cue(anchor)
    assert anchor_of([{"LOWER": text}]) == ""
