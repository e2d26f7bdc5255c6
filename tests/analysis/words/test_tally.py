"""Words counted in parts, against a slow count."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.words.spoken import spoken
from fou_toolkit.analysis.words.tally import distinct, documents_of, items_of, tally
from fou_toolkit.errors import DataError
from fou_toolkit.text import index_of

pairs = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=40)


def arrays(rows):
    return np.array([item for item, _ in rows], np.int64), np.array([part for _, part in rows], np.int64)


@given(pairs)
def test_counts_are_those_of_a_counter(rows):
    found = tally(*arrays(rows), 7, 5)
    slow = Counter(rows)
    assert list(zip(found.item.tolist(), found.part.tolist(), strict=True)) == sorted(slow)
    assert found.count.tolist() == [slow[row] for row in sorted(slow)]
    assert found.total.tolist() == [sum(count for (item, _), count in slow.items() if item == one) for one in range(7)]
    assert found.range.tolist() == [len({part for item, part in slow if item == one}) for one in range(7)]
    assert found.sizes.tolist() == [sum(part == one for _, part in rows) for one in range(5)]


@given(pairs, st.sets(st.integers(0, 6)))
def test_a_table_has_the_rows_that_were_chosen(rows, chosen):
    found, slow = tally(*arrays(rows), 7, 5), Counter(rows)
    table = found.table(np.array(sorted(chosen), np.int64))
    assert table.tolist() == [[slow[item, part] for part in range(5)] for item in sorted(chosen)]


@given(pairs)
def test_distinct_counts_people_once(rows):
    assert distinct(*arrays(rows), 7).tolist() == [len({who for item, who in rows if item == one}) for one in range(7)]


def test_forms_of_one_word_are_put_together():
    vocabulary = index_of(make_corpus("Makten, makta, makt! Barna.")).vocabulary
    lemmas, forms = items_of(vocabulary, "lemma"), items_of(vocabulary, "form")
    assert lemmas.words == (("barn", "no"), ("makt", "no"))
    assert [word for word, _ in forms.words] == ["barna", "makt", "makta", "makten"]
    assert items_of(vocabulary, "lemma") is lemmas


def test_bokmaal_and_nynorsk_are_one_english_another():
    corpus = make_corpus(
        make_source("A: for makt", id="a"),
        make_source("B: for makt", id="b", language="nn"),
        make_source("C: for power", id="c", language="en"),
    )
    words = items_of(index_of(corpus).vocabulary, "form").words
    assert words == (("for", "en"), ("for", "no"), ("makt", "no"), ("power", "en"))


def test_function_words_are_marked_also_by_their_dictionary_form():
    items = items_of(index_of(make_corpus("Han fikk makt og får den, ja.")).vocabulary, "lemma")
    marked = {word for (word, _), is_one in zip(items.words, items.function.tolist(), strict=True) if is_one}
    assert {"han", "få", "og", "den", "ja"} <= marked
    assert "makt" not in marked


def test_function_words_are_no_forms_of_words_with_content():
    corpus = make_corpus(make_source("A: Eg vil ha vilje.", language="nn"))
    assert {"vil", "vilje"} <= {word for word, _ in items_of(index_of(corpus).vocabulary, "lemma").words}


def test_another_kind_is_refused():
    with pytest.raises(DataError, match="kind"):
        items_of(index_of(make_corpus("Makt.")).vocabulary, "stem")


def test_texts_without_a_word_that_counts_have_no_place(corpus):
    among = spoken(corpus, where={"phase": "2"})
    assert sorted(set(documents_of(among).tolist())) == [0, 1]
