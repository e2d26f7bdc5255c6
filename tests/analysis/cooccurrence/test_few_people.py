"""What few people say is not shown: neither a code, nor a pair of codes, nor what is made of their numbers."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import make_project
from fou_toolkit._i18n import LANGUAGES, set_language
from fou_toolkit.analysis.cooccurrence import WITHIN, Window, cooccurrence
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.errors import DataError
from fou_toolkit.model import Coding

IDS = ("M", "D", "F", "L", "E")


def talk(*texts):
    """Make texts of turns of one sentence: `(3, "MF")` is said by person 3 and coded with both."""
    sources, found = [], []
    for number, lines in enumerate(texts):
        source = make_source(*(f"P{who}: Sagt her og nå." for who, _ in lines), id=f"s{number}")
        sources.append(source)
        for (_, codes), turn in zip(lines, source.turns, strict=True):
            found += [Coding(source.id, turn.span, code, "a") for code in codes]
    return make_project(make_corpus(*sources, roles={f"P{who}": "x" for who in range(1, 8)}), found, "a")


TEXTS = st.lists(
    st.lists(st.tuples(st.integers(1, 7), st.sets(st.sampled_from("MFL")).map(sorted)), min_size=1, max_size=14),
    min_size=1,
    max_size=3,
)


def slow_people(texts, within, size):
    """Give who is behind each code, and each pair of codes, with loops."""
    people = {}
    for lines in texts:
        length = len(lines) if within == "document" else size
        for at in range(max(len(lines) - length, 0) + 1):
            unit = lines[at : at + length]
            here = {code for _, codes in unit for code in codes}
            for who, codes in unit:
                for code in codes:
                    people.setdefault((code,), set()).add(who)
                    for other in here - {code}:
                        people.setdefault(tuple(sorted((code, other))), set()).add(who)
    return people


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(WITHIN), st.integers(1, 3))
def test_no_number_that_is_shown_comes_from_one_to_four_people(texts, within, size):
    window = size if within == "window" else None
    size = size if window else 1
    options = {"within": within, "window": window}
    result, whole = (cooccurrence(talk(*texts), small=small, **options) for small in (None, "show"))
    people = slow_people(texts, within, size)
    for place, code in enumerate(IDS):
        few = 0 < len(people.get((code,), ())) < 5
        assert math.isnan(result.single[place]) == few
        assert few or result.single[place] == whole.single[place]
    for one, other in combinations(range(len(IDS)), 2):
        pair = tuple(sorted((IDS[one], IDS[other])))
        alone = any(0 < len(people.get((code,), ())) < 5 for code in pair)
        few = pair in people and (len(people[pair]) < 5 or alone)
        assert math.isnan(result.counts[one, other]) == few
        assert few or result.counts[one, other] == whole.counts[one, other]
        for measure in result.measures[1:]:
            if few or alone:
                assert math.isnan(result.values(measure)[one, other])
    for pair in result:
        hidden = math.isnan(result.counts[IDS.index(pair.a), IDS.index(pair.b)])
        assert (pair.count is None) == (pair.texts is None) == hidden
        assert not hidden or all(math.isnan(strength) for strength in pair.strengths)
    assert {frozenset((pair.a, pair.b)) for pair in result} == {frozenset((pair.a, pair.b)) for pair in whole}


@settings(max_examples=25)
@given(TEXTS)
def test_a_code_that_is_hidden_here_is_hidden_in_a_table_of_the_same_sentences(texts):
    project = talk(*texts)
    table = crosstab(project, rows="code", columns="source", count="sentences")
    sums = dict(zip(table.lines.ids, table.row_totals.tolist(), strict=True))
    shown = dict(zip(IDS, cooccurrence(project).single.tolist(), strict=True))
    for code, number in sums.items():
        if math.isnan(shown[code]):
            assert math.isnan(number)
        elif not math.isnan(number):
            assert number == shown[code]


FOUR = talk([(who, "MF") for who in range(1, 6)], [(who, "L") for who in range(1, 5)] + [(1, "ML")])
"""Five people say M and F together, four say L, one of them with M."""


def test_what_four_people_say_is_nowhere_in_the_result():
    result = cooccurrence(FOUR)
    assert dict(zip(result.ids, result.single.tolist(), strict=True))["M"] == 6
    assert math.isnan(result.single[result.ids.index("L")])
    assert [(pair.a, pair.b, pair.count) for pair in result] == [("M", "F", 5), ("M", "L", None)]
    assert list(result.rows())[1][4:12] == (None, 6, None, None, *[pytest.approx(math.nan, nan_ok=True)] * 4)
    assert list(result.text_rows())[1][2:] == ("·", 6, "·", "·", "·", "·", "·")
    assert np.isnan(result.matrix("count").loc["M", "L"])
    graph = result.to_graph()
    assert set(graph) == {"M", "D", "F", "E"}
    assert list(graph.edges) == [("M", "F")]
    assert "Numbers from fewer than 5 people are not shown (·)." in result.notes
    assert "small=suppress 5" in " ".join(result.notes)


def test_the_sum_of_all_codings_does_not_give_a_hidden_code_away():
    result = cooccurrence(FOUR, within="overlap")
    assert np.isnan(result.single).sum() == 1
    assert result.counted.codings == 0
    assert "coding," not in result.notes[0]
    assert "16" not in result.notes[0]
    everything = cooccurrence(FOUR, within="overlap", small="show")
    assert everything.counted.codings == 16


def test_people_who_have_both_codes_apart_do_not_hide_who_overlaps():
    # In one turn of person 5, both codes stand, but not on the same words.
    source = make_source(*(f"P{who}: Sagt her og nå." for who in range(1, 6)), id="s")
    spans = [turn.span for turn in source.turns]
    found = [Coding("s", span, code, "a") for span in spans[:4] for code in "MF"]
    last = spans[4]
    halves = [type(last)(last.start, last.start + 4), type(last)(last.start + 5, last.end)]
    found += [Coding("s", span, code, "a") for span, code in zip(halves, "MF", strict=True)]
    project = make_project(make_corpus(source), found, "a")
    (pair,) = cooccurrence(project, within="overlap")
    assert (pair.count, pair.counts) == (None, (5, 5))
    (pair,) = cooccurrence(project, within="turn")
    assert pair.count == 5


def test_listening_is_no_coding():
    # Windows have five people in them, but the codes are one person's.
    project = talk([(1, "M"), (2, ""), (3, ""), (4, ""), (5, ""), (1, "F")])
    for options in ({"within": "document"}, {"within": "window", "window": Window(6, "turn")}):
        (pair,) = cooccurrence(project, **options)
        assert (pair.count, pair.counts) == (None, (None, None))


def test_passages_are_counted_where_people_are_not():
    result = cooccurrence(FOUR, small="passages")
    assert [(pair.a, pair.b, pair.count, pair.banded) for pair in result] == [
        ("M", "F", 5, False),
        ("M", "L", None, True),
    ]
    assert list(result.rows())[1][4:8] == ("1–4", 6, 5, "1–4")
    assert list(result.text_rows())[1][2:6] == ("1–4", 6, 5, "1–4")
    assert any("Passages are counted, not people" in note for note in result.notes)


def test_everything_is_shown_inside_of_the_project_and_the_result_says_so():
    result = cooccurrence(FOUR, small="show")
    assert [pair.count for pair in result] == [5, 1]
    assert any("inside of the project only" in note for note in result.notes)
    assert [pair.count for pair in cooccurrence(FOUR, small=SmallCells(2))] == [5, None]


def test_of_codings_alone_nobody_knows_who_says_them():
    result = cooccurrence(FOUR.codings, within="overlap")
    assert [pair.count for pair in result] == [5, 1]
    assert result.notes[-1] == "Nothing is known about people here: for use inside of the project only."
    banded = cooccurrence(FOUR.codings, within="overlap", small="passages")
    assert [pair.count for pair in banded] == [5, None]


@pytest.mark.parametrize("small", ["merge", "hide", 5])
@pytest.mark.parametrize("material", [FOUR, FOUR.codings])
def test_what_cannot_be_done_with_few_people_is_refused(material, small):
    with pytest.raises(DataError, match="not possible for small") as error:
        cooccurrence(material, within="overlap", small=small)
    assert "suppress" in error.value.hint


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("small", ["suppress", "passages", "show"])
def test_hidden_numbers_are_read_in_all_languages(language, small):
    set_language(language)
    result = cooccurrence(FOUR, small=small)
    assert {len(row) for row in result.text_rows()} == {len(result.headings)}
    assert "nan" not in result._repr_html_().partition("</style>")[2]
