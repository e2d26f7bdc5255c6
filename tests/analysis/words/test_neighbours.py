"""Collocations: windows against slow counts and NLTK's finder, measures against published figures."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from builders import make_corpus, make_source
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words import collocations
from fou_toolkit.analysis.words.neighbours import MEASURES, near_words
from fou_toolkit.analysis.words.search import find
from fou_toolkit.analysis.words.spoken import spoken
from fou_toolkit.errors import CueError, DataError


def test_measures_give_what_is_published():
    """Manning & Schütze (1999), chapter 5: new companies (t), most powerful (Dunning), Ayatollah Ruhollah (PMI)."""
    assert BigramAssocMeasures.student_t(8, (15828, 4675), 14307668) == pytest.approx(0.999932, abs=1e-5)
    assert BigramAssocMeasures.likelihood_ratio(150, (12593, 932), 14307668) == pytest.approx(1291.42, abs=0.5)
    assert BigramAssocMeasures.pmi(20, (42, 20), 14307668) == pytest.approx(18.38, abs=0.01)


SHOW = SmallCells(how="show")


def near(corpus, query, window, **which):
    """Give the forms that are near, with counts, and those that are in a hit."""
    among = spoken(corpus, **which)
    flags, inside = near_words(find(query, among), among, window)
    forms = among.index.form
    return (
        Counter(forms(word) for word in np.flatnonzero(flags).tolist()),
        [forms(word) for word in np.flatnonzero(inside).tolist()],
    )


def test_windows_end_with_the_sentence_and_the_hit_is_outside():
    corpus = make_corpus("en to makt tre fire fem. seks makt. sju")
    assert near(corpus, "makt", (1, 2)) == (Counter(["to", "tre", "fire", "seks"]), ["makt", "makt"])
    assert near(corpus, "makt", (0, 1))[0] == Counter(["tre"])
    assert near(corpus, "to makt", (1, 1)) == (Counter(["en", "tre"]), ["to", "makt"])


def test_what_is_near_two_hits_counts_once():
    assert near(make_corpus("makt og makt"), "makt", (2, 2))[0] == Counter(["og"])


def test_words_of_others_are_near_nothing():
    corpus = make_corpus(make_source("I: stor makt liten", "A: sterk makt svak"))
    assert near(corpus, "makt", (5, 5))[0] == Counter(["sterk", "svak"])


def test_signs_have_a_window_too():
    assert near(make_corpus("en to tre? Fire fem"), "/[?]/", (1, 1))[0] == Counter(["tre"])


def test_a_match_over_two_sentences_has_the_window_of_both():
    assert near(make_corpus("en to tre. fire fem seks"), "/tre. fire/", (1, 1))[0] == Counter(["to", "fem"])


word = st.sampled_from("m a b c".split())
sentences = st.lists(st.lists(word, min_size=1, max_size=9), min_size=1, max_size=5)


@given(sentences, st.integers(0, 3), st.integers(0, 3))
def test_windows_are_those_of_a_slow_count(said, left, right):
    corpus = make_corpus(" ".join(" ".join(words) + "." for words in said).replace("m", "M"))
    index = spoken(corpus).index
    expected = Counter()
    for begin, stop in zip(index.sentence_word[:-1].tolist(), index.sentence_word[1:].tolist(), strict=True):
        words = [index.form(place) for place in range(begin, stop)]
        for place, one in enumerate(words):
            behind, ahead = words[max(place - right, 0) : place], words[place + 1 : place + 1 + left]
            if one != "m" and ("m" in behind or "m" in ahead):
                expected[one] += 1
    assert near(corpus, "=m", (left, right))[0] == expected


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4)),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 4),
)
def test_windows_to_the_right_are_those_of_nltk(parts, width):
    """Where a word stands once in each sentence, nothing is near two of them."""
    said = [[*before, "makt", *behind] for before, behind in parts]
    turns = [f"A: {' '.join(words)}." for words in said]
    found = near(make_corpus(make_source(*turns)), "=makt", (0, width))[0]
    finder = BigramCollocationFinder.from_documents([])
    for words in said:
        part = BigramCollocationFinder.from_words(words, window_size=width + 1)
        finder.ngram_fd.update(part.ngram_fd)
    assert found == Counter({two: count for (one, two), count in finder.ngram_fd.items() if one == "makt"})


@pytest.fixture
def talk():
    said = [
        "stor makt",
        "stor makt i rommet",
        "makt er stor",
        "liten plass",
        "rommet er stort",
        "makt og ansvar",
        "liten tid",
    ]
    return make_corpus(*(make_source(f"A{n}: {text}", id=f"s{n}") for n, text in enumerate(said)))


def test_scores_are_nltks_of_the_four_cells(talk):
    found = collocations(talk, "makt", window=3, measure=MEASURES, kind="form", least=1, small=SHOW)
    frame = found.to_frame().set_index("word")
    close, total = found.places
    for one in frame.itertuples():
        for name in MEASURES:
            expected = getattr(BigramAssocMeasures, name)(one.near, (close, one.everywhere), total)
            assert getattr(one, name) == expected
        assert one.expected == pytest.approx(one.everywhere * close / total)
        assert one.near > one.expected
    assert frame.near["stor"] == 3
    assert frame.everywhere["stor"] == 3
    assert frame.texts["stor"] == 3


def test_cells_add_up(talk):
    found = collocations(talk, "makt", window=3, small=SHOW)
    words = len(spoken(talk).index)
    assert found.places[1] == words - found.hits == words - 4


@pytest.mark.parametrize("measure", MEASURES)
def test_the_first_measure_decides_about_the_order(talk, measure):
    scores = collocations(talk, "makt", measure=(measure, "pmi"), least=1, small=SHOW).scores[:, 0].tolist()
    assert scores == sorted(scores, reverse=measure != "fisher")


def test_forms_are_put_together_and_function_words_left_out(talk):
    assert ("stor", "no") in collocations(talk, "makt", window=3, least=1, small=SHOW).words
    assert ("være", "no") in collocations(talk, "stor", window=3, least=1, small=SHOW).words
    words = {word for word, _ in collocations(talk, "makt", window=3, least=1, function_words=False, small=SHOW).words}
    assert "stor" in words
    assert not words & {"er", "i", "og", "være"}


def test_nothing_near_is_an_empty_result(talk):
    for query in ("skog", "plass"):
        found = collocations(talk, query, small=SHOW)
        assert list(found.rows()) == []
        assert found.to_frame().empty
    assert collocations(talk, "skog").caption == "Near «skog» (0 places): 0 different words"


def test_of_a_chosen_group_with_few_people_nothing_is_shown(talk):
    chosen = {"source": ["s1", "s3"]}
    found = collocations(talk, "makt", where=chosen, least=1)
    assert list(found.rows()) == []
    assert "fewer than 5" in found.caption
    assert len(collocations(talk, "makt", where=chosen, least=1, small=SmallCells(how="show"))) > 0


def test_head_and_repr(talk):
    found = collocations(talk, "makt", least=1, small=SHOW)
    assert len(found.head(2)) == 2
    assert found.head(2).scores.shape == (2, 2)
    assert "stor" not in repr(found)
    assert {len(row) for row in found.text_rows()} == {len(found.headings)}


@pytest.mark.parametrize("window", [0, -1, (0, 0), (1, 2, 3), 1.5, True, "5", 99, (-1, 3), None])
def test_a_window_that_is_none_is_refused(talk, window):
    with pytest.raises(DataError, match="window"):
        collocations(talk, "makt", window=window)


@pytest.mark.parametrize("measure", ["log", "", (), ["pmi", "log"], 7])
def test_a_measure_that_is_none_is_refused(talk, measure):
    with pytest.raises(DataError, match="measure"):
        collocations(talk, "makt", measure=measure)


def test_a_query_that_is_none_is_refused(talk):
    with pytest.raises(CueError):
        collocations(talk, "makt*")
    with pytest.raises(DataError):
        collocations(talk, "makt", least=0)


def test_words_that_few_people_say_near_it_have_no_row():
    said = ["stor makt"] * 5 + ["liten makt liten makt"] * 4 + ["liten plass og tid"] * 3
    corpus = make_corpus(*(make_source(f"A{n}: {text}", id=f"s{n}") for n, text in enumerate(said)))
    found = collocations(corpus, "makt", least=1)
    assert [word for word, _ in found.words] == ["stor"]
    assert found.few_words == 1
    assert "1 word is left out because fewer than 5 people use it." in found.notes
    shown = collocations(corpus, "makt", least=1, small=SHOW)
    assert {word for word, _ in shown.words} == {"stor", "liten"}
    assert "For use inside of the project only" in " ".join(shown.notes)


def test_of_a_query_that_few_people_say_nothing_is_shown(talk):
    found = collocations(talk, "ansvar", least=1)
    assert (len(found), found.hits, found.places) == (0, 0, (0, 0))
    assert "fewer than 5 people" in found.caption
    assert "fewer than 5 people or places" in collocations(talk, "ansvar", small="passages").caption


def test_headings_are_for_people_and_columns_stay(talk):
    found = collocations(talk, "makt", measure=MEASURES, small=SHOW)
    assert found.headings[4:6] == ("Likelihood ratio", "PMI")
    assert found.columns[6:] == MEASURES
    assert all(heading not in MEASURES for heading in found.headings)
