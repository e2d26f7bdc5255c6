"""Turns by the value of an attribute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus, make_source
from fou_toolkit.analysis.groups import LEVEL_ORDER, groups_of, in_natural_order
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Corpus, Participant

CORPUS = Corpus(
    (
        make_source("Anne: Ja.", "Bo: Nei.", "I: Hm?", id="a", phase="2", site="Nord", date="2024-02-01"),
        make_source("Anne: Jo.", "Ukjent: Nei.", id="b", phase="10"),
    ),
    (Participant("Anne", "styrer", "barnehage", "Sør"), Participant("Bo", "assistent", "avdeling")),
)


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def found(attribute, corpus=CORPUS, **options):
    groups = groups_of(corpus, attribute, **options)
    return [groups.values[number] for number in groups.number.tolist()]


def test_every_turn_has_its_value():
    assert found("role") == ["styrer", "assistent", "", "styrer", ""]
    assert found("phase") == ["2", "2", "2", "10", "10"]
    assert found("source") == ["a", "a", "a", "b", "b"]


def test_numbers_stand_by_size_and_the_unknown_last():
    assert groups_of(CORPUS, "phase").values == ("2", "10")
    assert groups_of(CORPUS, "role").values == ("assistent", "styrer", "")
    assert groups_of(CORPUS, "role").labels == ("assistent", "styrer", "not known")


def test_levels_stand_from_near_to_far():
    assert groups_of(CORPUS, "level").values == ("avdeling", "barnehage", "")
    assert in_natural_order(set(LEVEL_ORDER), "level") == LEVEL_ORDER


def test_a_case_is_the_site_unless_there_is_a_column_of_that_name():
    assert found("case") == ["Sør", "Nord", "Nord", "Sør", ""]
    named = make_corpus(make_source("Anne: Ja.", id="a", case="Første", site="Nord"), make_source("Bo: Ja.", id="b"))
    assert found("case", named) == ["Første", ""]


def test_norwegian_names_will_do():
    assert groups_of(CORPUS, "fase").values == groups_of(CORPUS, "phase").values
    assert groups_of(CORPUS, "rolle").name == "role"


def test_what_has_another_name_is_one_group():
    merged = {"styrer": "ansatt", "assistent": "ansatt"}
    assert found("role", merged=merged) == ["ansatt", "ansatt", "", "ansatt", ""]


def test_another_name_for_what_is_not_there_is_an_error():
    with pytest.raises(UnknownIdError, match="asistent") as raised:
        groups_of(CORPUS, "role", merged={"asistent": "ansatt"})
    assert "assistent" in raised.value.hint


@pytest.mark.parametrize("merged", ["x", ["styrer"], 5, {"styrer": 3}])
def test_other_names_have_to_be_names_by_name(merged):
    with pytest.raises(DataError, match="merged"):
        groups_of(CORPUS, "role", merged=merged)


@pytest.mark.parametrize("attribute", [["role"], {}, None, 5])
def test_an_attribute_is_a_name(attribute):
    with pytest.raises(UnknownIdError):
        groups_of(CORPUS, attribute)


def test_an_attribute_that_nobody_knows_of_is_an_error():
    with pytest.raises(UnknownIdError, match="farge"):
        groups_of(CORPUS, "farge")


def test_a_corpus_without_texts_has_no_groups():
    groups = groups_of(make_corpus(), "role")
    assert groups.values == ()
    assert groups.number.tolist() == []


@given(st.lists(st.text(alphabet="a1 2Åb0٣²", max_size=5), max_size=8))
def test_any_values_have_one_order(values):
    ordered = in_natural_order(set(values))
    assert sorted(ordered) == sorted(set(values))
    assert ordered == in_natural_order(list(reversed(ordered)))
    assert "" not in ordered[:-1]
