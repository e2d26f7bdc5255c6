"""Dispersion of queries over texts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.words import dispersion, frequencies
from fou_toolkit.errors import CueError, DataError, UnknownIdError

SHOW = SmallCells(how="show")
LETTERS = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]
"""The parts of Gries (2008, p. 404), as texts."""


def test_a_published_example_from_text_to_figures():
    found = dispersion(make_corpus(*LETTERS), ["=a", "=x"], small=SHOW)
    a, x = found
    assert (a.count, a.texts, a.of_texts) == (15, 5, 5)
    assert a.dp == pytest.approx(0.18)
    assert a.dp_norm == pytest.approx(0.18 / (1 - 9 / 50))
    assert a.juilland_d == pytest.approx(0.785, abs=5e-4)
    assert (x.count, x.texts) == (1, 1)
    assert x.dp == pytest.approx(1 - 11 / 50)


def test_one_query_or_several(corpus):
    assert dispersion(corpus, "makt", small=SHOW)["makt"] == dispersion(corpus, ["ansvar", "makt"], small=SHOW)[1]
    assert len(dispersion(corpus, ["ansvar", "makt", "/!/"])) == 3


def test_people_are_hidden_below_the_threshold(corpus):
    few = dispersion(corpus, "makt")
    assert list(few.rows()) == [("makt", None, None, None, 3, None, None, None, None)]
    assert list(few.text_rows()) == [("makt", "·", "·", "·", "·", "·")]
    assert dispersion(corpus, "makt", small=SmallCells(2))["makt"].people == 3
    assert dispersion(corpus, "makt", small=SHOW)["makt"].people == 3
    assert dispersion(corpus, "makt", small=SmallCells(how="passages"))["makt"].people is None


def test_of_a_chosen_group_with_few_people_nothing_is_shown(corpus):
    found = dispersion(corpus, "makt", where={"role": "styrer"})
    assert (len(found), list(found.rows()), list(found.by_text().rows())) == (0, [], [])
    assert "fewer than 5" in found.caption


def test_what_is_nowhere_has_no_figures(corpus):
    one = dispersion(corpus, "ingensteds")["ingensteds"]
    assert (one.count, one.texts) == (0, 0)
    assert all(map(math.isnan, (one.dp, one.dp_norm, one.juilland_d)))
    assert next(iter(dispersion(corpus, "ingensteds").text_rows()))[-1] == "–"


def test_by_text_sums_up_and_warns(corpus):
    found = dispersion(corpus, ["makt", "ansvar"], small=SHOW)
    rows = list(found.by_text().rows())
    assert [row[0] for row in rows[::2]] == ["s1", "s2", "s3"]
    assert sum(row[3] for row in rows if row[2] == "makt") == found["makt"].count
    assert sum(row[1] for row in rows[::2]) == frequencies(corpus, small=SHOW).total
    assert "Names single people" in " ".join(found.by_text().notes)


def test_texts_that_do_not_count_have_no_row(corpus):
    found = dispersion(corpus, "makt", where={"source": ["s1", "s3"]}, small=SHOW)
    assert [(row[0], row[3]) for row in found.by_text().rows()] == [("s1", 2), ("s3", 1)]
    assert found["makt"].of_texts == 2


def test_what_is_no_query_is_refused(corpus):
    with pytest.raises(DataError, match="Nothing"):
        dispersion(corpus, [])
    with pytest.raises(CueError):
        dispersion(corpus, ["makt", "makt*"])
    with pytest.raises(DataError, match="query"):
        dispersion(corpus, 3)
    with pytest.raises(UnknownIdError, match="rom"):
        dispersion(corpus, "makt")["rom"]


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5))
def test_figures_agree_with_those_of_frequencies(texts):
    corpus = make_corpus(*(make_source(f"A: {text}", id=f"s{place}") for place, text in enumerate(texts)))
    counted = frequencies(corpus, kind="form", small=SHOW)
    for word, _ in counted.words:
        one = dispersion(corpus, f"={word}", small=SHOW)[0]
        row = counted[word]
        assert (one.count, one.texts, one.per_thousand) == (
            row["count"],
            row["texts"],
            pytest.approx(row["per_thousand"]),
        )
        assert one.dp == pytest.approx(row["dp"])
