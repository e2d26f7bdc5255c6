"""Counts per code, people, documents and groups; every number can be added up."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings

from builders import make_codebook, make_corpus, make_source
from fou_toolkit._i18n import set_language
from fou_toolkit.autocode import autocode
from fou_toolkit.autocode.summary import CodeCount
from fou_toolkit.errors import UnknownIdError
from strategies import codebooks, corpora

ATTRIBUTES = ("role", "phase", "genre", "language", "speaker", "participant", "source")


@pytest.fixture(scope="module")
def result():
    one = make_source(
        "I: Hvem har makt?",
        "Anne: Vi har makt. Makt er makt. Vi tok ikke ansvar.",
        "Bo: Ikke makt.",
        "Carl: Makt.",
        id="s1",
        phase="1",
        genre="gruppe",
    )
    two = make_source("Anne: Makta. Ansvar.", id="s2", phase="2")
    corpus = make_corpus(one, two, roles={"Anne": "styrer", "Bo": "assistent"})
    return autocode(corpus, make_codebook({"Z": ["ingenting"], "F": ["ansvar"], "M": ["makt"]}))


def test_a_code_is_counted_with_documents_people_and_negation(result):
    makt, ansvar = result.summary(by=()).counts
    assert makt == CodeCount("M", "M", total=5, documents=2, people=3, negated=1, groups=())
    assert ansvar == CodeCount("F", "F", total=2, documents=2, people=1, negated=1, groups=())


def test_codes_that_were_never_proposed_are_left_out(result):
    assert "Z" not in {count.code for count in result.summary().counts}


def test_the_most_frequent_code_stands_first_and_ties_stand_as_in_the_codebook():
    book = make_codebook({"B": ["ansvar"], "A": ["makt"], "C": ["leke"]})
    counts = autocode(make_corpus("Makt. Ansvar. Leke. Leke."), book).summary().counts
    assert [(count.code, count.total) for count in counts] == [("C", 2), ("B", 1), ("A", 1)]


def test_groups_are_counted_by_role_and_phase_if_nothing_is_said(result):
    summary = result.summary()
    assert set(summary.groups) == {
        ("role", "assistent"),
        ("role", "styrer"),
        ("role", ""),
        ("phase", "1"),
        ("phase", "2"),
    }
    makt = dict(zip(summary.groups, summary.counts[0].groups, strict=True))
    assert makt == {
        ("role", "assistent"): 1,
        ("role", "styrer"): 3,
        ("role", ""): 1,
        ("phase", "1"): 4,
        ("phase", "2"): 1,
    }


def test_one_attribute_may_be_given_as_text(result):
    assert result.summary(by="phase") == result.summary(by=("phase",)) == result.summary(by=["phase"])


def test_groups_stand_in_the_order_of_the_attributes_and_their_values(result):
    groups = result.summary(by=("phase", "role")).groups
    assert [name for name, _ in groups] == ["phase"] * 2 + ["role"] * 3
    assert [value for _, value in groups] == ["1", "2", "assistent", "styrer", ""]


@given(corpora(), codebooks())
@settings(max_examples=30)
def test_the_groups_of_an_attribute_add_up_to_the_total(corpus, codebook):
    # Where nobody says anything there is no speaker to ask for.
    assume(any(source.turns for source in corpus))
    result = autocode(corpus, codebook)
    summary = result.summary(by=ATTRIBUTES)
    assert sum(count.total for count in summary.counts) == len(result)
    for count in summary.counts:
        numbers = list(zip(summary.groups, count.groups, strict=True))
        for attribute in ATTRIBUTES:
            assert sum(number for (name, _), number in numbers if name == attribute) == count.total


@given(corpora(), codebooks())
@settings(max_examples=30)
def test_every_number_is_what_counting_the_suggestions_gives(corpus, codebook):
    result = autocode(corpus, codebook)
    listed = [dict(zip(result.columns, row, strict=True)) for row in result.rows()]
    summary = result.summary(by=("role", "genre"))
    assert {count.code for count in summary.counts} == {row["code"] for row in listed}
    for count in summary.counts:
        rows = [row for row in listed if row["code"] == count.code]
        assert count.total == len(rows)
        assert count.documents == len({row["source"] for row in rows})
        assert count.negated == sum(row["negated"] for row in rows)
        for (name, value), number in zip(summary.groups, count.groups, strict=True):
            assert number == sum(row[name] == value for row in rows)


def test_people_are_participants_or_else_labels():
    """An `Anne` whom nobody was named for is another person in another text."""
    one = make_source("Anne: Makt.", "Anne: Makt.", "Ukjent: Makt.", id="s1", interviewer="")
    two = make_source("Anne: Makt.", id="s2")
    [count] = autocode(make_corpus(one, two), make_codebook({"M": ["makt"]})).summary().counts
    assert (count.total, count.people, count.documents) == (4, 3, 2)


def test_the_turn_of_the_first_hit_decides_who_says_a_whole_text():
    source = make_source("Anne: Ja.", "Bo: Makt.", "Anne: Makt.")
    corpus = make_corpus(source, roles={"Anne": "styrer", "Bo": "assistent"})
    summary = autocode(corpus, make_codebook({"M": ["makt"]}), unit="source").summary(by="role")
    assert summary.groups == (("role", "assistent"),)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_names_of_columns_say_attribute_and_value_in_every_language(result, language):
    """Columns are identifiers: a script that reads them works whatever language the person reads."""
    try:
        set_language(language)
        assert result.summary(by="role").columns == (
            *("code", "name", "total", "documents", "people", "negated"),
            *("role: assistent", "role: styrer", "role: unknown"),
        )
    finally:
        set_language(None)


def test_a_frame_has_numbers_where_there_are_numbers(result):
    frame = result.summary().to_frame()
    assert list(frame["code"]) == ["M", "F"]
    for name in frame.columns[2:]:
        assert pd.api.types.is_integer_dtype(frame[name]), name


def test_the_first_codes_can_be_taken(result):
    summary = result.summary()
    assert [count.code for count in summary.top(1).counts] == ["M"]
    assert summary.top(1).groups == summary.groups
    assert summary.top(100) == summary
    assert summary.top(0).counts == ()


def test_the_caption_is_that_of_the_result(result):
    assert result.summary().caption == result.caption
    assert result.summary().top(1).caption == result.caption


def test_numbers_are_pythons_own(result):
    for row in result.summary().rows():
        assert {type(value) for value in row} == {str, int}


def test_an_attribute_has_its_norwegian_name_too(result):
    assert result.summary(by="rolle").groups == result.summary(by="role").groups


def test_an_attribute_that_nobody_has_is_refused_with_the_possible_ones(result):
    with pytest.raises(UnknownIdError) as raised:
        result.summary(by="rolla")
    assert "role" in raised.value.hint
