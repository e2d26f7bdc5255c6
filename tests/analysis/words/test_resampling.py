"""Intervals by drawing texts: against a slow bootstrap on the same draws."""

import numpy as np
import pytest

from builders import make_corpus, make_source
from fou_toolkit.analysis.bootstrap import Bootstrap
from fou_toolkit.analysis.words.keyness_measures import log_ratio
from fou_toolkit.analysis.words.resampling import checked_for_texts, intervals, weights_of_texts
from fou_toolkit.analysis.words.sides import sides_of
from fou_toolkit.analysis.words.tally import Tally
from fou_toolkit.errors import DataError


def counted(rows, sizes):
    table = np.array(rows, np.int64)
    item, part = np.nonzero(table)
    return Tally(item, part, table[item, part], len(table), np.array(sizes, np.int64))


@pytest.fixture
def two_sides():
    one = counted([[3, 0, 2], [1, 1, 1], [0, 0, 0]], [50, 60, 70])
    two = counted([[0, 1], [2, 2], [5, 0]], [80, 40])
    rng = np.random.default_rng(3)
    weights = rng.multinomial(3, [1 / 3] * 3, 400).astype(float), rng.multinomial(2, [0.5] * 2, 400).astype(float)
    return one, two, weights


def test_borders_are_percentiles_over_the_draws(two_sides):
    one, two, weights = two_sides
    tables = [side.table(np.arange(3)) for side in (one, two)]
    drawn = [
        [
            float(log_ratio(w1 @ tables[0][word], w2 @ tables[1][word], w1 @ one.sizes, w2 @ two.sizes))
            for word in range(3)
        ]
        for w1, w2 in zip(*weights, strict=True)
    ]
    low, high = intervals(one, two, np.arange(3), weights, 0.9)
    assert low == pytest.approx(np.quantile(drawn, 0.05, axis=0))
    assert high == pytest.approx(np.quantile(drawn, 0.95, axis=0))


def test_blocks_do_not_change_anything(two_sides, monkeypatch):
    from fou_toolkit.analysis.words import resampling

    one, two, weights = two_sides
    whole = intervals(one, two, np.array([0, 2]), weights, 0.95)
    monkeypatch.setattr(resampling, "_CELLS", 1)
    parts = intervals(one, two, np.array([0, 2]), weights, 0.95)
    assert np.array_equal(whole, parts)


def test_one_text_has_no_interval(two_sides):
    one, _, weights = two_sides
    alone = counted([[1], [1], [1]], [9])
    low, high = intervals(one, alone, np.arange(3), (weights[0], np.ones((400, 1))), 0.95)
    assert np.isnan([*low, *high]).all()


def corpus_of(*, mixed):
    sources = [
        make_source("A: Makt.", "B: Rom." if mixed else "A: Rom.", id=f"s{n}", phase=str(n % 2)) for n in range(4)
    ]
    return make_corpus(*sources, roles={"A": "styrer", "B": "assistent"})


def test_texts_with_words_of_both_are_drawn_for_both():
    sides = sides_of(corpus_of(mixed=True), None, "role", ("styrer", "assistent"), where=None, interviewer=False)
    one, two = weights_of_texts(*sides, Bootstrap(replicates=50))
    assert np.array_equal(one, two)
    assert (one.sum(axis=1) == 4).all()


def test_a_text_of_both_sides_is_drawn_as_often_for_one_as_for_the_other():
    sources = [
        make_source("A: Makt.", id="s0"),
        make_source("A: Makt.", "B: Rom.", id="s1"),
        make_source("B: Rom.", id="s2"),
    ]
    corpus = make_corpus(*sources, roles={"A": "styrer", "B": "assistent"})
    one, two = weights_of_texts(
        *sides_of(corpus, None, "role", ("styrer", "assistent"), where=None, interviewer=False),
        Bootstrap(replicates=50),
    )
    assert np.array_equal(one[:, 1], two[:, 0])
    assert (one.sum(axis=1) + two[:, 1] == 3).all()


def test_texts_of_one_side_each_are_drawn_by_themselves():
    sides = sides_of(corpus_of(mixed=False), None, "phase", ("0", "1"), where=None, interviewer=False)
    one, two = weights_of_texts(*sides, Bootstrap(replicates=50))
    assert not np.array_equal(one, two)
    assert (one.sum(axis=1) == 2).all()
    assert (two.sum(axis=1) == 2).all()


def test_draws_in_which_a_side_says_nothing_do_not_count():
    one, two = counted([[1, 1]], [10, 10]), counted([[1, 1]], [10, 10])
    full, part = np.array([[1.0, 1], [1, 1], [1, 1]]), np.array([[2.0, 0], [0, 2], [0, 0]])
    for weights in ((full, part), (part, full)):
        low, high = intervals(one, two, np.arange(1), weights, 0.95)
        assert (low[0], high[0]) == (0, 0)


@pytest.mark.parametrize("bootstrap", [Bootstrap(over="units"), Bootstrap(over="coders"), Bootstrap(method="bca")])
def test_what_cannot_be_drawn_is_refused(bootstrap):
    with pytest.raises(DataError, match="drawn with their texts"):
        checked_for_texts(bootstrap)
