"""Texts, codes and codings that belong together, or do not."""

import dataclasses

import pytest

from builders import make_codebook, make_corpus
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import ORIENTATIONS, Coder, Coding, CodingSet, Project, Span

CORPUS = make_corpus("Vi har makt 😀.", "Ja.")
BOOK = make_codebook({"M": ["makt"], "F": []})


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


def project(*codings, read=None, **options):
    return Project(CORPUS, BOOK, CodingSet.of(codings, [Coder("a")], read=read), **options)


def coding(source="s1", start=0, end=2, code="M"):
    return Coding(source, Span(start, end), code, "a")


def test_parts_stay_what_they_are():
    codings = CodingSet.of([coding()])
    made = Project(CORPUS, BOOK, codings)
    assert made.corpus is CORPUS
    assert made.codebook is BOOK
    assert made.codings is codings
    assert made.orientation == "codebook"


def test_a_project_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        project().orientation = "reflexive"


def test_it_says_how_much_there_is_and_nothing_of_the_texts():
    assert repr(project(coding(), coding("s2"), coding(end=4))) == "<Project: 2 sources, 2 codes, 3 codings>"


def test_nothing_coded_is_a_project():
    assert len(project(read=[("a", "s1")]).codings) == 0
    assert (
        repr(Project(make_corpus(), make_codebook({}), CodingSet.of([]))) == "<Project: 0 sources, 0 codes, 0 codings>"
    )


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_orientations(orientation):
    assert project(orientation=orientation).orientation == orientation


@pytest.mark.parametrize("orientation", ["", "Reflexive", "grounded"])
def test_another_orientation_is_answered_with_the_possible_ones(orientation):
    with pytest.raises(DataError, match=f"«{orientation}» is not possible for orientation") as raised:
        project(orientation=orientation)
    assert "reflexive, codebook, reliability" in raised.value.hint


def test_codes_that_are_not_in_the_codebook_are_named():
    with pytest.raises(UnknownIdError, match="no code «A, X»") as raised:
        project(coding(code="X"), coding(), coding(code="A"))
    assert "another codebook" in raised.value.hint


def test_a_text_that_is_not_there_is_named():
    with pytest.raises(UnknownIdError, match="no source «s9»"):
        project(coding("s9"))


def test_a_text_that_was_read_has_to_be_there_too():
    with pytest.raises(UnknownIdError, match="no source «s9»"):
        project(coding(), read=[("a", "s1"), ("a", "s9")])


def test_a_coding_may_reach_to_the_end_of_its_text():
    """The emoji is one place."""
    assert len(project(coding(end=14), coding("s2", end=3)).codings) == 2


@pytest.mark.parametrize(("source", "end"), [("s1", 15), ("s2", 4)])
def test_a_coding_that_reaches_out_of_its_text_is_refused(source, end):
    with pytest.raises(DataError, match=f"reaches out of its text: {source}\n") as raised:
        project(coding(), coding("s2"), coding(source, 1, end))
    assert "changed" in raised.value.hint


def test_all_texts_that_codings_reach_out_of_are_named():
    with pytest.raises(DataError, match="s1, s2"):
        project(coding(end=99), coding("s2", end=99))
