"""From queries to places, in the cue language and by regular expressions."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.words import concordance
from fou_toolkit.analysis.words.search import find, query_text
from fou_toolkit.analysis.words.spoken import spoken
from fou_toolkit.errors import CueError, DataError
from fou_toolkit.model import Cue


def texts(corpus, query, language=None, **which):
    among = spoken(corpus, **{"interviewer": True, **which})
    found = find(query, among, language)
    pairs = zip(found.start.tolist(), found.end.tolist(), strict=True)
    return [among.index.text(start, end) for start, end in pairs]


def test_lemmas_forms_compounds_phrases(corpus):
    assert texts(corpus, "makt") == ["makt", "makt", "Makten", "Makt", "makt", "makt"]
    assert texts(corpus, "=makten") == ["Makten"]
    assert texts(corpus, "ta ansvar") == ["tar ansvar", "tar ansvar", "tok ansvaret"]
    assert texts(corpus, "ansvar -ta ansvar") == ["ansvar"]


def test_limits_in_brackets_hold(corpus):
    assert texts(corpus, "makt [rolle=assistent]") == ["makt"]
    assert texts(corpus, "makt [ikke etter nektelse] [fase=2]") == ["Makt"]


def test_norwegian_cues_look_at_norwegian_turns_and_english_ones_at_english(corpus):
    assert len(texts(corpus, "=makt")) == 5
    assert len(texts(corpus, "=makt", "nb")) == len(texts(corpus, "=makt", "nn")) == 4
    assert len(texts(corpus, "=makt", "en")) == 1
    assert texts(corpus, "=power") == ["Power"]
    assert texts(corpus, "=power", "nb") == []
    assert texts(corpus, "/power/", "nb") == []
    assert texts(corpus, "/power/", "en") == ["Power"]


def test_regular_expressions_look_at_the_text_itself(corpus):
    assert texts(corpus, r"/\bmakt\w*/") == ["makt", "makt", "Makten", "Makt", "makt", "makt"]
    assert texts(corpus, "/(?-i:Makt)/") == ["Makt", "Makt"]
    assert texts(corpus, "/[?!]/") == ["?", "!"]
    assert texts(corpus, r"/^\w+/") == ["Hvem", "Eh", "Jeg", "Makt", "Ingen", "Power"]
    assert texts(corpus, r"/vi\star/") == ["vi\ntar"]


def test_fillers_are_found_by_regular_expressions_only(corpus):
    assert texts(corpus, "/\\beh\\b/") == ["Eh"]
    assert texts(corpus, "=eh") == []


def test_marks_are_no_speech_but_may_stand_inside(corpus):
    assert texts(corpus, "/latter/") == []
    assert texts(corpus, r"/makt\. .lat/") == []
    assert texts(corpus, "/er. makten/") == []
    assert texts(corpus, "/makt.{1,14}makten/") == ["makt. [latter] Makten"]


def test_marks_that_overlap_reach_as_far_as_the_longest():
    corpus = make_corpus(make_source("Makt (makt makt makt) makt.", marks=[(5, 21), (6, 10)]))
    assert [line.start for line in concordance(corpus, "/makt/", sort="text")] == [0, 22]


def test_empty_matches_are_none(corpus):
    assert texts(corpus, "/x*/") == []


def test_labels_are_no_part_of_the_text(corpus):
    assert texts(corpus, "/anne/") == []


def test_words_beside_a_match(corpus):
    among = spoken(corpus, interviewer=True)
    index = among.index
    found = find("/!/", among)
    assert index.form(int(found.before[0])) == "delt"
    assert index.form(int(found.behind[0])) == "jeg"
    part = find("/akte/", among)
    assert index.form(int(part.before[0])) == "makt"
    assert index.form(int(part.behind[0])) == "er"
    assert int(part.behind[0]) - int(part.before[0]) == 2


def test_letters_put_together_from_two_are_found():
    corpus = make_corpus("Barna på Øya går.")
    for query in ("på", "/på/", "=går"):
        assert texts(corpus, unicodedata.normalize("NFD", query)) == texts(corpus, query) != []


def test_emoji_before_a_hit_do_not_move_it():
    assert texts(make_corpus("😀😀 Makt 👩‍👩‍👧 og makt."), "makt") == ["Makt", "makt"]
    assert texts(make_corpus("😀😀 Makt 👩‍👩‍👧 og makt."), "/makt/") == ["Makt", "makt"]


def test_a_cue_of_a_codebook_has_its_own_language(corpus):
    assert len(texts(corpus, Cue("makt", "nb"))) == 5
    assert texts(corpus, Cue("=makt", "en")) == ["makt"]
    assert query_text(Cue("makt", "nb")) == query_text("makt") == "makt"


@pytest.mark.parametrize("query", ["", "  ", "makt*", "/(/", "{makt} ansvar", "-makt"])
def test_what_is_no_query_is_refused(corpus, query):
    with pytest.raises(CueError):
        texts(corpus, query)


def test_the_place_of_a_mistake_in_a_regular_expression_is_named(corpus):
    with pytest.raises(CueError, match="character 4") as error:
        texts(corpus, "/ab(/")
    assert error.value.position == 3


def test_other_things_are_refused(corpus):
    with pytest.raises(DataError, match="query"):
        texts(corpus, 7)
    with pytest.raises(DataError, match="language"):
        texts(corpus, "makt", "sv")


@given(
    st.lists(st.text("ab .", min_size=1, max_size=12), min_size=1, max_size=4),
    st.sampled_from(["a", "ab+", r"\bb", "a.b", r"\w+"]),
)
def test_matches_are_those_of_each_turn_by_itself(turns, pattern):
    turns = [f"x {turn}" for turn in turns]
    corpus = make_corpus(make_source(*turns))
    expected = [found[0] for turn in turns for found in re.finditer(pattern, turn)]
    assert texts(corpus, f"/{pattern}/") == expected
