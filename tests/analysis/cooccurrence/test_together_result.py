"""What a result of `cooccurrence` gives: tables, networks, passages, words."""

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings

from builders import make_corpus, make_source
from coders import coded, make_project, projects, small
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.cooccurrence import MEASURES
from fou_toolkit.analysis.cooccurrence import cooccurrence as hiding
from fou_toolkit.errors import DataError, UnknownIdError

cooccurrence = partial(hiding, small="show")
"""These projects have few people; what is hidden has tests of its own."""

PROJECT = small(("aMF", "aMFL", "aM"), ("aF", "aML"), coders="a")


@pytest.fixture
def result():
    return cooccurrence(PROJECT)


def test_rows_are_pairs_the_most_frequent_first(result):
    frame = result.to_frame()
    assert list(
        zip(frame.code_a, frame.code_b, frame["count"], frame.count_a, frame.count_b, frame.texts, strict=True)
    ) == [
        ("M", "F", 2, 4, 3, 1),
        ("M", "L", 2, 4, 2, 2),
        ("F", "L", 1, 3, 2, 1),
    ]
    assert frame.c.tolist() == pytest.approx([2 / 5, 2 / 4, 1 / 4])
    assert frame.lift.tolist() == pytest.approx([5 * 2 / 12, 5 * 2 / 8, 5 * 1 / 6])
    assert frame.pmi.tolist() == pytest.approx([math.log2(value) for value in frame.lift])
    assert frame.name_b.tolist() == ["Ansvar", "Lek", "Lek"]


def test_a_matrix_has_ids_on_both_sides(result):
    matrix = result.matrix("count")
    assert matrix.loc["M", "F"] == matrix.loc["F", "M"] == 2
    assert math.isnan(matrix.loc["M", "M"])
    assert list(matrix.index) == list(matrix.columns) == list(result.ids)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_matrix_and_the_pairs_say_the_same(result, measure):
    matrix = result.matrix(measure)
    for pair in result:
        assert matrix.loc[pair.a, pair.b] == pair[measure]


def test_overlaps_have_counts_and_c_only():
    result = cooccurrence(PROJECT, within="overlap")
    assert result.measures == ("count", "c")
    assert result.to_frame().pmi.isna().all()
    with pytest.raises(DataError, match="number of units"):
        result.matrix("lift")
    assert len(result.headings) == len(next(iter(result.text_rows()))) == 7


def test_pairs_of_a_code_begin_with_it(result):
    pairs = result.pairs_of("L")
    assert [(pair.a, pair.b, pair.counts) for pair in pairs] == [("L", "M", (2, 4)), ("L", "F", (2, 3))]
    assert [pair.names[0] for pair in pairs] == ["Lek", "Lek"]
    assert pairs.caption == "2 pairs of codes in the same sentence"
    with pytest.raises(UnknownIdError, match="X"):
        result.pairs_of("X")


def test_a_network_has_all_codes_and_the_pairs_that_are_strong_enough(result):
    graph = result.to_graph("c", least=0.4)
    assert set(graph) == set(result.ids)
    assert {frozenset(edge) for edge in graph.edges} == {frozenset("MF"), frozenset("ML")}
    assert graph.edges["M", "L"]["weight"] == graph.edges["M", "L"]["c"] == pytest.approx(0.5)
    assert (graph.edges["M", "L"]["count"], graph.edges["M", "L"]["texts"]) == (2, 2)
    assert graph.nodes["M"] == {"name": "Power", "count": 4}


def test_pairs_rarer_than_by_chance_are_no_ties_of_pmi(result):
    graph = result.to_graph("pmi")
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset((pair.a, pair.b)) for pair in result if pair["pmi"] >= 0
    }
    assert graph.number_of_edges() == 1
    with pytest.raises(DataError):
        result.to_graph("cosine")


def test_notes_say_whose_codings_and_what_to_beware_of(result):
    notes = " ".join(result.notes)
    assert "codings by a (person)" in notes
    assert "within=sentence, level=code" in notes
    assert "5 units" in notes
    assert "PMI (base 2)" in notes
    window = cooccurrence(PROJECT, within="window", window=2)
    assert any("slide by one" in note for note in window.notes)
    assert "window=Window(2, sentence, document)" in " ".join(window.notes)
    assert window.caption == "3 pairs of codes in a window of 2 sentences"


def test_only_codings_of_the_chosen_codes_are_counted():
    assert cooccurrence(PROJECT, codes=["M", "F"]).counted.codings == 7
    assert "7 codings" in cooccurrence(PROJECT, codes=["M", "F"]).notes[0]


def test_repr_shows_no_text(result):
    assert repr(result) == "<Cooccurrence: 3 pairs of codes in the same sentence>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_it_in_their_language(result, language):
    set_language(language)
    assert len(result.headings) == len(next(iter(result.text_rows())))
    assert "{" not in result._repr_html_().partition("</style>")[2]


# Passages

SAID = make_corpus(
    make_source(
        "Anne: Vi har makt. Ansvar har vi også. Og lek.",
        "I: Hva med makt?",
        "Bo: Makt og ansvar 😀 er to ting.",
        id="a",
    ),
    make_source("Anne: Makt alene.", "Bo: Ansvar alene.", id="b"),
)


def told(**options):
    return cooccurrence(
        make_project(
            SAID,
            [
                coded(SAID, "a", "Vi har makt.", "M", "a"),
                coded(SAID, "a", "Ansvar har vi", "F", "a"),
                coded(SAID, "a", "Makt og ansvar", "M", "a"),
                coded(SAID, "a", "ansvar 😀 er", "F", "b"),
                coded(SAID, "a", "ansvar 😀", "F", "a"),
                coded(SAID, "b", "Makt alene", "M", "a"),
                coded(SAID, "b", "Ansvar alene", "F", "a"),
            ],
        ),
        **options,
    )


def quoted(result, **options):
    return [(one.text, set(one.codes), set(one.coders)) for one in result.quotations("M", "F", **options)]


def test_sentences_with_both_codes_are_quoted_with_those_who_coded_them():
    assert quoted(told()) == [("Makt og ansvar 😀 er to ting.", {"M", "F"}, {"a", "b"})]


def test_overlaps_are_quoted_from_the_first_border_to_the_last_and_of_one_coder():
    assert quoted(told(within="overlap")) == [("Makt og ansvar 😀", {"M", "F"}, {"a"})]


def test_windows_are_quoted_from_code_to_code():
    found = quoted(told(within="window", window=2))
    assert ("Vi har makt. Ansvar har vi også.", {"M", "F"}, {"a"}) in found
    assert ("Makt og ansvar 😀 er to ting.", {"M", "F"}, {"a", "b"}) in found
    assert [text for text, _, _ in found if "alene" in text] == ["Makt alene.\nBo: Ansvar alene."]


@pytest.mark.parametrize(
    ("size", "stretches"),
    [(1, ["7"]), (3, ["01", "12", "7"]), (4, ["01", "12", "2345", "7"])],
)
def test_windows_quote_from_each_code_to_the_next_of_the_other_and_nothing_behind_it(size, stretches):
    project = small(("aM", "aF", "aM", "", "", "aF", "", "aMF", ""), coders="a")
    found = cooccurrence(project, within="window", window=size).quotations("M", "F")
    assert ["".join(sign for sign in one.text if sign.isdigit()) for one in found] == stretches


def test_whole_texts_are_quoted_by_what_was_coded_in_them():
    texts = {text for text, _, _ in quoted(told(within="document"))}
    assert "Vi har makt." in texts
    assert "Ansvar alene" in texts
    assert all(len(text) < 30 for text in texts)


def test_most_keeps_some_and_says_how_many_there_are():
    found = told(within="window", window=2).quotations("F", "M", most=1)
    assert len(found) == 1
    assert found.total == 3
    assert found.caption.startswith("F and M: 3 passages; ")


def test_codes_that_never_meet_have_no_passages():
    assert len(told().quotations("M", "L")) == 0


def test_unknown_codes_and_codings_without_texts_have_none():
    with pytest.raises(UnknownIdError, match="X"):
        told().quotations("M", "X")
    alone = cooccurrence(PROJECT.codings, within="overlap")
    with pytest.raises(DataError, match="Codings alone"):
        alone.quotations("M", "F")


@settings(max_examples=15)
@given(projects(coders=(1, 2), everything=True))
def test_there_is_a_passage_where_there_is_a_count(project):
    for within in ("sentence", "turn", "overlap", "window", "document"):
        result = cooccurrence(project, within=within)
        counts = np.array(result.counts)
        for a, one in enumerate(result.ids):
            for b, other in enumerate(result.ids[:a]):
                passages = result.quotations(one, other)
                assert bool(len(passages)) == bool(counts[a, b])
                if within != "document":
                    assert all({one, other} <= set(passage.codes) for passage in passages)
