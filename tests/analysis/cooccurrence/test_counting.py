"""The verb: units against loops, whose codings, what is refused."""

from functools import partial
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import BOOK, CODES, THEMES, make_project, projects, sentences, small
from fou_toolkit.analysis.cooccurrence import WITHIN, Window
from fou_toolkit.analysis.cooccurrence import cooccurrence as hiding
from fou_toolkit.analysis.counted import select
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Span

cooccurrence = partial(hiding, small="show")
"""These projects have few people; what is hidden has tests of its own."""


def slow_units(project, within, window):
    """Give the units in which codes can stand, as lists of stretches."""
    read = {source for _, source in project.codings.pairs_read()}
    said = [one for one, asks in sentences(project.corpus) if not asks and one.source in read]
    texts = [[one for one in said if one.source == source.id] for source in project.corpus if source.id in read]
    if within == "sentence":
        return [[one] for one in said]
    if within == "document":
        return [[(source.id, 0, len(source.text))] for source in project.corpus if source.id in read]
    turns = {}
    for one in said:
        turns.setdefault((one.source, one.turn), []).append(one)
    if within == "turn":
        return [[(source, *_edges(project.corpus[source].turns[turn].span))] for source, turn in turns]
    groups = list(turns.values()) if window.inside == "turn" else texts
    if window.of == "turn":
        groups = [
            [(name, *_edges(project.corpus[name].turns[turn].span)) for name, turn in turns if name == source.id]
            for source in project.corpus
        ]
    return [
        group[at : at + window.size] for group in groups if group for at in range(max(len(group) - window.size, 0) + 1)
    ]


def _edges(span):
    return span.start, span.end


def slow_counts(project, units, ids, combine):
    """Count units with two loops over codings; coders are combined for each sentence or turn before windows are."""
    pairs = set(project.codings.pairs_read())
    people = project.codings.coder_ids
    found = list(project.codings)

    def stands(part, names):
        source, start, end = (part.source, part.start, part.end) if hasattr(part, "source") else part
        votes = []
        for person in people:
            if (person, source) not in pairs and combine == "all":
                continue
            votes.append(
                any(
                    one.coder == person
                    and one.source == source
                    and one.code in names
                    and one.span.start < end
                    and start < one.span.end
                    for one in found
                )
            )
        return any(votes) if combine == "any" else all(votes)

    single, both = dict.fromkeys(ids, 0), {}
    for unit in units:
        here = [name for name in ids if any(stands(part, ids[name]) for part in unit)]
        for name in here:
            single[name] += 1
        for pair in combinations(here, 2):
            both[pair] = both.get(pair, 0) + 1
    return single, both


def told(result):
    """Give the counts of a result as `slow_counts` does."""
    single = dict(zip(result.ids, result.single.tolist(), strict=True))
    return single, {(pair.a, pair.b): pair.count for pair in result}


WINDOWS = st.builds(Window, st.integers(1, 4), st.just("sentence"), st.sampled_from(["document", "turn"])) | st.builds(
    Window, st.integers(1, 3), st.just("turn")
)


@given(
    projects(coders=(1, 3), everything=True),
    st.sampled_from(["sentence", "turn", "document"]),
    st.sampled_from(["code", "theme"]),
    st.sampled_from(["any", "all"]),
)
def test_units_are_those_of_loops(project, within, level, combine):
    result = cooccurrence(project, within=within, level=level, combine=combine)
    units = slow_units(project, within, None)
    # What touches nothing that anybody but an interviewer says was left out before whole texts are looked at.
    kept = project.with_codings(select(project, combine=combine).codings)
    ids = CODES if level == "code" else {**THEMES, "E": ("E",)}
    assert result.units == len(units)
    assert told(result) == slow_counts(kept, units, ids, combine)


@given(projects(coders=(1, 2), everything=True), WINDOWS)
def test_windows_are_those_of_loops(project, window):
    result = cooccurrence(project, within="window", window=window)
    units = slow_units(project, "window", window)
    assert result.units == len(units)
    assert told(result) == slow_counts(project, units, CODES, "any")


@given(projects(coders=(1, 2), everything=True))
def test_a_window_of_one_is_a_sentence(project):
    window, sentence = (
        cooccurrence(project, within=one, window=size) for one, size in (("window", 1), ("sentence", None))
    )
    assert told(window) == told(sentence)
    assert [pair.texts for pair in window] == [pair.texts for pair in sentence]


@given(projects(coders=(1, 2), everything=True), st.sampled_from(WITHIN))
def test_counts_are_symmetric_and_fit_together(project, within):
    result = cooccurrence(project, within=within)
    assert (result.counts == result.counts.T).all()
    assert not np.diagonal(result.counts).any()
    for pair in result:
        assert 1 <= pair.texts <= min(pair.count, len(project.corpus))
        if result.units is not None:
            assert pair.count <= min(pair.counts)
            assert 0 < pair["c"] <= 1
            assert pair["c"] == pair["jaccard"]


def test_texts_count_where_a_pair_stands():
    project = small(("aMF", "aMF", ""), ("aMF",), ("aM", "aF"), coders="a")
    pair = next(iter(cooccurrence(project)))
    assert (pair.a, pair.b, pair.count, pair.texts, pair.counts) == ("M", "F", 3, 2, (4, 4))
    assert cooccurrence(project).units == 6
    assert cooccurrence(project, within="document").pairs[0].count == 3


def test_codes_of_two_coders_stand_together_in_units_and_not_in_overlaps():
    project = small(("aM bF",))
    assert len(cooccurrence(project)) == 1
    assert len(cooccurrence(project, within="overlap")) == 0
    assert len(cooccurrence(project, combine="all")) == 0
    assert len(cooccurrence(project, coders="a")) == 0


def test_overlaps_of_several_coders_are_added():
    project = small(("aMF bMF", "aMF bM"))
    assert [pair.count for pair in cooccurrence(project, within="overlap")] == [3]
    assert [pair.count for pair in cooccurrence(project, within="overlap", coders="b")] == [1]


def test_what_interviewers_say_is_left_out():
    project = small(("I: aMF", "aM"), coders="a")
    assert len(cooccurrence(project)) == 0
    assert len(cooccurrence(project, interviewer=True)) == 1


def test_a_window_looks_past_questions():
    project = small(("aM", "I: ", "aF"), coders="a")
    assert [pair.count for pair in cooccurrence(project, within="window", window=2)] == [1]
    assert len(cooccurrence(project, within="window", window=Window(2, "turn"), interviewer=True)) == 0


def test_a_theme_stands_where_any_of_its_codes_does_and_once_only():
    project = small(("aMFL",), coders="a")
    (pair,) = cooccurrence(project, level="theme", within="overlap")
    assert (pair.a, pair.b, pair.count, pair.counts) == ("T", "U", 1, (1, 1))
    (pair,) = cooccurrence(project, level="theme")
    assert (pair.count, pair.counts) == (1, (1, 1))


def test_codings_that_nest_in_one_code_put_c_out_of_range():
    corpus = make_corpus(make_source("Anne: Vi har makt og ansvar her.", id="s"))
    spans = [("M", 0, 10), ("M", 2, 8), ("F", 0, 10), ("F", 3, 9)]
    codings = [Coding("s", Span(6 + low, 6 + high), code, "a") for code, low, high in spans]
    result = cooccurrence(make_project(corpus, codings, "a"), within="overlap")
    (pair,) = result
    assert (pair.count, pair.out_of_range, pair.signs) == (4, True, "‡")
    assert np.isnan(pair["c"])
    assert any("out of range (1 pair)" in note for note in result.notes)


def test_one_nested_code_is_warned_about_before_c_leaves_its_range():
    corpus = make_corpus(make_source("Anne: Vi har makt og ansvar her.", id="s"))
    spans = [("M", 0, 10), ("M", 2, 8), ("F", 9, 12), ("L", 14, 18)]
    codings = [Coding("s", Span(6 + low, 6 + high), code, "a") for code, low, high in spans]
    result = cooccurrence(make_project(corpus, codings, "a"), within="overlap")
    assert [pair.out_of_range for pair in result] == [False]
    assert any("may come out too high" in note for note in result.notes)


def test_unequal_codes_have_a_sign():
    project = small(("aMF", *["aM"] * 5), coders="a")
    result = cooccurrence(project)
    assert [(pair.unequal, pair.signs) for pair in result] == [(True, "†")]
    assert any("more than 5 times" in note for note in result.notes)


@pytest.mark.parametrize("within", WITHIN)
def test_nothing_together_is_a_result_that_says_so(within):
    result = cooccurrence(small(("aM",), ("aF",), coders="a"), within=within)
    assert len(result) == 0
    assert list(result.rows()) == []
    assert result.caption.startswith("No codes stand together")
    assert result.to_frame().columns.tolist() == list(result.columns)


# Codings alone


def test_codings_without_texts_overlap_as_those_of_a_project():
    project = small(("aMF bML", "aFL bL"), ("aMFL",))
    alone, whole = cooccurrence(project.codings, within="overlap"), cooccurrence(project, within="overlap")
    assert {frozenset((pair.a, pair.b)): pair.count for pair in alone} == {
        frozenset((pair.a, pair.b)): pair.count for pair in whole
    }
    assert alone.notes[0] == "Counted: 10 codings, 2 texts; codings by a (person), b (person)"


def test_rules_count_only_where_there_is_nothing_else_or_where_asked_for():
    found = [Coding("s", Span(0, 5), code, coder) for code in "MF" for coder in ("anne", "regler")]
    codings = CodingSet.of(found, [Coder("anne"), Coder("regler", "rules")])
    assert [pair.count for pair in cooccurrence(codings, within="overlap")] == [1]
    assert [pair.count for pair in cooccurrence(codings, within="overlap", coders="regler")] == [1]
    assert [pair.count for pair in cooccurrence(codings, within="overlap", coders=["anne", "regler"])] == [2]
    only = CodingSet.of(found[1::2], [Coder("regler", "rules")])
    assert [pair.count for pair in cooccurrence(only, within="overlap")] == [1]


def test_what_stands_now_is_counted():
    found = [Coding("s", Span(0, 5), "M", "a", number) for number in (1, 2)] + [Coding("s", Span(0, 5), "F", "a", 2)]
    (pair,) = cooccurrence(CodingSet.of(found), within="overlap")
    assert (pair.count, pair.counts) == (1, (1, 1))


def test_some_codes_of_codings_alone():
    codings = small(("aMFL",), coders="a").codings
    assert [(pair.a, pair.b) for pair in cooccurrence(codings, within="overlap", codes=["M", "L"])] == [("L", "M")]
    with pytest.raises(UnknownIdError, match="X"):
        cooccurrence(codings, within="overlap", codes="X")
    with pytest.raises(UnknownIdError, match="bo"):
        cooccurrence(codings, within="overlap", coders="bo")


def test_no_codings_are_no_error():
    result = cooccurrence(CodingSet.of([]), within="overlap")
    assert len(result) == 0
    assert result.caption == "No codes stand together in passages that overlap."


# What is refused


@pytest.mark.parametrize(
    "options", [{"within": "word"}, {"window": 3}, {"within": "window", "window": 0}, {"level": "x"}]
)
def test_settings_that_are_not_possible(options):
    with pytest.raises(DataError) as error:
        cooccurrence(small(("aMF",)), **options)
    assert error.value.hint


def test_codings_alone_have_no_sentences_themes_or_interviewers():
    codings = small(("aMF",)).codings
    for options in (
        {},
        {"within": "turn"},
        {"within": "overlap", "level": "theme"},
        {"within": "overlap", "interviewer": True},
    ):
        with pytest.raises(DataError, match="Codings alone") as error:
            cooccurrence(codings, **options)
        assert "Project" in error.value.hint


def test_overlaps_cannot_be_what_all_coders_have():
    with pytest.raises(DataError, match="one coder"):
        cooccurrence(small(("aMF bM",)), within="overlap", combine="all")


def test_no_project_is_refused():
    for wrong in (None, "s1", [1, 2]):
        with pytest.raises(DataError, match="no project"):
            cooccurrence(wrong)


def test_unknown_codes_and_coders_are_named():
    with pytest.raises(UnknownIdError):
        cooccurrence(small(("aMF",)), codes="X")
    with pytest.raises(UnknownIdError):
        cooccurrence(small(("aMF",)), coders="ingen")


def test_a_selection_is_taken_as_it_is():
    selection = select(small(("aMF bM",)), coders="b")
    assert len(cooccurrence(selection)) == 0
    with pytest.raises(DataError, match="chosen already"):
        cooccurrence(selection, coders="a")


def test_book_order_is_the_order_of_the_result():
    result = cooccurrence(small(("aMF",)))
    assert result.ids == tuple(code.id for code in BOOK if code.id in CODES)
    assert list(nx.Graph(result.to_graph()).nodes) == list(result.ids)
