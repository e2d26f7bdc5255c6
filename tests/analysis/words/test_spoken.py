"""Whose words count."""

import numpy as np
import pytest

from builders import make_codebook, make_corpus, make_source
from fou_toolkit.analysis.words.spoken import spoken
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import CodingSet, Project


def said(among):
    return [among.index.form(word) for word in np.flatnonzero(among.words).tolist()]


def test_interviewers_are_left_out_unless_asked_for(corpus):
    assert "hvem" not in said(spoken(corpus))
    assert "hvem" in said(spoken(corpus, interviewer=True))
    assert spoken(corpus, interviewer=True).everything
    assert not spoken(corpus).everything


def test_where_takes_values_in_capital_or_small_letters_and_several(corpus):
    assert set(said(spoken(corpus, where={"role": "Assistent"}))) == {
        "jeg",
        "tar",
        "ansvar",
        "og",
        "vi",
        "ingen",
        "makt",
    }
    both = spoken(corpus, where={"role": ["styrer", "assistent"], "phase": "2"})
    assert said(both) == ["makt", "og", "ansvar", "vi", "tok", "ansvaret", "ingen", "makt"]
    assert both.where == "role=styrer|assistent; phase=2"
    assert ("where", both.where) in both.counted.parameters


def test_what_is_written_exactly_so_goes_first():
    corpus = make_corpus(make_source("A: En.", id="a", site="Vest"), make_source("B: To.", id="b", site="vest"))
    assert said(spoken(corpus, where={"site": "vest"})) == ["to"]
    assert said(spoken(corpus, where={"site": "VEST"})) == ["en", "to"]


def test_documents_and_people_are_those_who_say_something(corpus):
    among = spoken(corpus, where={"phase": "2"})
    assert among.documents.tolist() == [1, 2]
    assert among.people.size == 3
    assert (among.counted.documents, among.counted.people) == (2, 3)


def test_a_project_brings_its_threshold(corpus):
    project = Project(corpus, make_codebook({"M": ["makt"]}), CodingSet.of([]), smallest_group=3)
    assert spoken(project).threshold == 3
    assert spoken(corpus).threshold == 5


@pytest.mark.parametrize("where", [{"role": "rektor"}, {"colour": "red"}, {"role": ["styrer", "rektor"]}])
def test_what_nobody_is_is_refused(corpus, where):
    with pytest.raises(UnknownIdError):
        spoken(corpus, where=where)


def test_what_is_impossible_is_refused(corpus):
    with pytest.raises(DataError, match="no texts"):
        spoken("makt")
    with pytest.raises(DataError, match="where"):
        spoken(corpus, where="assistent")
    with pytest.raises(DataError, match="Nobody says anything"):
        spoken(corpus, where={"role": "styrer", "source": "s3"})
    with pytest.raises(DataError, match="no words"):
        spoken(make_corpus())
    with pytest.raises(DataError, match="no words"):
        spoken(make_corpus(make_source("A: ...")))
    with pytest.raises(DataError, match="Nobody says anything"):
        spoken(make_corpus(make_source("I: Hvem har makt?")))
