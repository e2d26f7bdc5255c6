"""Words of what was chosen: its texts count, and interviewers as they were chosen; coders play no part."""

import pytest

from builders import make_codebook
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.words import collocations, concordance, dispersion, frequencies, keyness
from fou_toolkit.errors import DataError
from fou_toolkit.model import Coder, Coding, CodingSet, Project, Span

VERBS = [
    lambda material, **which: concordance(material, "makt", **which),
    lambda material, **which: collocations(material, "makt", least=1, small="show", **which),
    lambda material, **which: dispersion(material, "makt", small="show", **which),
    lambda material, **which: frequencies(material, small="show", **which),
    lambda material, **which: keyness(material, by="phase", a="1", least=1, small="show", bootstrap=None, **which),
]


@pytest.fixture
def project(corpus):
    coder = Coder("r", "human")
    codings = CodingSet.of(
        [Coding("s1", Span(25, 40), "M", "r"), Coding("s2", Span(6, 10), "M", "r")],
        coders=[coder],
    )
    return Project(corpus, make_codebook({"M": ["makt"]}), codings, smallest_group=3)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("interviewer", [False, True])
def test_the_texts_count_and_interviewers_as_chosen(project, verb, interviewer):
    found = verb(select(project, sources=["s1", "s2"], interviewer=interviewer))
    expected = verb(project, where={"source": ["s1", "s2"]}, interviewer=interviewer)
    # NaN is not equal to itself.
    assert repr(list(found.rows())) == repr(list(expected.rows()))
    assert found.counted.documents == 2
    assert found.counted.interviewer is interviewer
    assert found.counted.coders == ()


def test_the_threshold_is_that_of_the_project(project):
    assert frequencies(select(project)).small_cells.threshold == 3


@pytest.mark.parametrize("verb", VERBS)
def test_interviewers_that_were_left_out_cannot_be_asked_for(project, verb):
    with pytest.raises(DataError, match="chosen already"):
        verb(select(project), interviewer=True)


def test_places_of_interviewers_are_those_in_the_chosen_texts(project):
    assert concordance(select(project, sources=["s1"]), "makt").further == 1
    assert concordance(select(project, sources=["s2"]), "makt").further == 0
