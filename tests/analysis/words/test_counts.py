"""Frequencies: against a slow count, with small cells, and by group."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words import frequencies
from fou_toolkit.errors import DataError, UnknownIdError

SHOW = SmallCells(how="show")


def many_people(*, said="Makt og rom.", people=6, phase="1"):
    """Make a text in which several people say the same."""
    return make_source(*(f"P{phase}{number}: {said}" for number in range(people)), id=f"t{phase}", phase=phase)


def table(result, *columns):
    places = [result.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in result.rows()]


def test_words_are_put_together_and_the_most_frequent_come_first(corpus):
    found = frequencies(corpus, small=SHOW)
    rows = {(row[0], row[1]): row[2:6] for row in found.rows()}
    assert rows["makt", "no"] == (4, pytest.approx(4000 / found.total), 2, 2)
    assert rows["makt", "en"][0] == 1
    counts = [row[2] for row in found.rows()]
    assert counts == sorted(counts, reverse=True)


def test_words_as_often_are_in_alphabetical_order():
    found = frequencies(make_corpus("ål øl æl al zl"), kind="form", small=SHOW)
    assert [word for word, _ in found.words] == ["al", "zl", "æl", "øl", "ål"]


def test_marks_fillers_and_interviewers_do_not_count(corpus):
    words = {word for word, _ in frequencies(corpus, small=SHOW).words}
    assert not words & {"eh", "latter", "hvem", "anne"}
    assert "hvem" in {word for word, _ in frequencies(corpus, interviewer=True, small=SHOW).words}


def test_people_are_shown_from_the_threshold_on():
    found = frequencies(make_corpus(many_people(), many_people(said="Makt.", people=2, phase="2")))
    assert found["makt"]["people"] == 8
    assert found["rom"]["people"] == 6
    few = frequencies(make_corpus(many_people(people=4)))
    assert (list(few.rows()), list(few.text_rows()), few.few_words) == ([], [], 3)
    assert "3 words are left out because fewer than 5 people use them." in few.notes
    with pytest.raises(UnknownIdError, match="fewer than 5 people use them"):
        few["rom"]
    assert frequencies(make_corpus(many_people()), small=SmallCells(how="passages"))["rom"]["people"] is None
    assert frequencies(make_corpus(many_people(people=4)), small=SHOW)["rom"]["people"] == 4


def test_numbers_of_groups_come_from_enough_people_or_are_hidden():
    corpus = make_corpus(
        many_people(), many_people(said="Makt.", phase="2"), many_people(said="Rom.", people=2, phase="3")
    )
    found = frequencies(corpus, by="phase")
    assert found["makt"]["phase=2"] == 6
    assert found["makt"]["phase=2 per thousand"] == pytest.approx(1000)
    # The two of phase 3 could be worked out of the sum: so one more group is hidden, with its zeros.
    assert (found["rom"]["phase=3"], found["rom"]["phase=1"], found["rom"]["phase=2"]) == (None, None, 0)
    assert (found["makt"]["phase=3"], found["makt"]["phase=1"]) == (None, None)
    assert frequencies(corpus, by="phase", small=SHOW)["rom"]["phase=3"] == 2


def test_no_number_of_a_small_group_is_in_the_result():
    corpus = make_corpus(many_people(), many_people(said="Rom.", people=2, phase="3"))
    found = frequencies(corpus, by="phase")
    # That the group never says «makt» says something about two people, too.
    assert {found[word]["phase=3"] for word in ("makt", "og", "rom")} == {None}
    assert found["rom"]["phase=3"] is None


def test_without_people_small_numbers_of_words_are_hidden():
    corpus = make_corpus(many_people(), many_people(said="Rom rom rom rom.", people=2, phase="2"))
    found = frequencies(corpus, by="phase", small="passages")
    assert (found["rom"]["phase=1"], found["rom"]["phase=2"], found["rom"]["people"]) == (6, 8, None)
    found = frequencies(corpus, by="phase", small=SmallCells(7, "passages"))
    assert (found["rom"]["phase=1"], found["rom"]["phase=2"]) == (None, None)
    assert "below 7 are not shown" in " ".join(found.notes)


def test_small_groups_can_be_put_together():
    corpus = make_corpus(
        many_people(), many_people(said="Rom.", people=3, phase="2"), many_people(said="Rom.", people=3, phase="3")
    )
    found = frequencies(corpus, by="phase", small=SmallCells(how="merge"))
    assert found.columns[-4::2] == ("phase=1", "phase=other")
    assert found["rom"]["phase=other"] == 6


def test_of_a_chosen_group_with_few_people_nothing_is_shown(corpus):
    found = frequencies(corpus, where={"role": "styrer"})
    assert (len(found), found.total, list(found.rows())) == (0, 0, [])
    assert "fewer than 5 people" in found.caption
    assert "1 person" not in " ".join(found.notes)
    assert len(frequencies(corpus, where={"role": "styrer"}, small=SHOW)) > 0


def test_function_words_can_be_left_out_and_rates_stay():
    corpus = make_corpus(many_people())
    found = frequencies(corpus, function_words=False)
    assert {word for word, _ in found.words} == {"makt", "rom"}
    assert found["makt"]["per_thousand"] == frequencies(corpus)["makt"]["per_thousand"]
    assert "1 function word is left out." in found.notes


def test_least_and_head(corpus):
    found = frequencies(corpus, least=2, small=SHOW)
    assert min(row[2] for row in found.rows()) == 2
    assert len(found.head(2)) == 2
    assert found.head(2).columns == found.columns


def test_nothing_frequent_enough_is_an_empty_result(corpus):
    found = frequencies(corpus, least=99)
    assert list(found.rows()) == []
    assert found.caption.startswith("0 different words")
    assert found.to_frame().empty


def test_a_row_that_is_not_there_is_named(corpus):
    with pytest.raises(UnknownIdError, match="makten"):
        frequencies(corpus, small=SHOW)["makten"]
    assert frequencies(corpus, kind="form", small=SHOW)["makten"]["count"] == 1


@pytest.mark.parametrize("options", [{"least": 0}, {"least": "x"}, {"kind": "stem"}, {"small": 5}, {"small": "hide"}])
def test_what_is_impossible_is_refused(corpus, options):
    with pytest.raises(DataError):
        frequencies(corpus, **options)


def test_an_attribute_that_nobody_has_is_refused(corpus):
    with pytest.raises(UnknownIdError, match="colour"):
        frequencies(corpus, by="colour")


def test_repr_shows_no_words(corpus):
    assert "makt" not in repr(frequencies(corpus))


words = st.lists(st.sampled_from("makt rom og ål barn ansvar".split()), min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=4))
def test_counts_are_those_of_a_slow_count(texts):
    sources = [
        make_source(*(f"A{n}: {said}" for n, said in enumerate(turns)), id=f"s{place}")
        for place, turns in enumerate(texts)
    ]
    roles = dict.fromkeys(["A0", "A1", "A2"], "styrer")
    found = frequencies(make_corpus(*sources, roles=roles), kind="form", small=SHOW)
    slow = Counter(word for turns in texts for said in turns for word in said.split())
    assert dict(table(found, "word", "count")) == slow
    assert found.total == slow.total()
    for word, texts_with, people in table(found, "word", "texts", "people"):
        assert texts_with == sum(any(word in said.split() for said in turns) for turns in texts)
        assert people == len({n for turns in texts for n, said in enumerate(turns) if word in said.split()})


def test_sums_over_groups_are_the_whole():
    corpus = make_corpus(many_people(), many_people(said="Makt.", phase="2"))
    found = frequencies(corpus, by="phase", small=SHOW)
    assert found.by_group.sum(axis=1).tolist() == found.count.tolist()
    assert int(found.sizes.sum()) == found.total
    assert not np.isnan(found.dp).any()


def test_where_people_are_not_counted_words_that_are_said_seldom_have_no_row():
    corpus = make_corpus(many_people(people=2), many_people(said="Makt.", people=2, phase="2"))
    found = frequencies(corpus, small=SmallCells(4, "passages"))
    assert table(found, "word", "count", "people") == [("makt", 4, None)]
    assert "2 words are left out because they are said fewer than 4 times." in found.notes


@given(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=4), st.integers(2, 4))
def test_rows_are_those_of_words_that_enough_people_say(texts, threshold):
    sources = [
        make_source(*(f"A{n}: {said}" for n, said in enumerate(turns)), id=f"s{place}")
        for place, turns in enumerate(texts)
    ]
    roles = dict.fromkeys(["A0", "A1", "A2"], "styrer")
    found = frequencies(make_corpus(*sources, roles=roles), kind="form", small=SmallCells(threshold))
    said_by = {}
    for turns in texts:
        for n, said in enumerate(turns):
            for word in said.split():
                said_by.setdefault(word, set()).add(n)
    enough = {word for word, people in said_by.items() if len(people) >= threshold}
    assert {word for word, _ in found.words} == enough
    assert found.few_words == len(said_by) - len(enough)
