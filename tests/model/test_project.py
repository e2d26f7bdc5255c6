"""Texts, codes and codings that belong together, or do not."""

import dataclasses

import pytest

from builders import make_codebook, make_corpus
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import ORIENTATIONS, Code, Codebook, Coder, Coding, CodingSet, Localised, Project, Span
from fou_toolkit.model.project import similar

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


def test_the_smallest_group_is_five_people_unless_somebody_says_otherwise():
    assert project().smallest_group == 5
    assert project(smallest_group=8).smallest_group == 8


@pytest.mark.parametrize("number", [0, -1, 2.5, True, "5", None])
def test_a_smallest_group_that_is_no_number_from_1_is_refused(number):
    with pytest.raises(DataError, match="smallest_group") as raised:
        project(smallest_group=number)
    assert raised.value.hint == "Give a whole number from 1."


def test_other_codings_leave_the_rest_as_it_is():
    one = project(coding(), orientation="reflexive", smallest_group=7)
    other = one.with_codings(CodingSet.of([]))
    assert len(other.codings) == 0
    assert (other.corpus, other.codebook, other.orientation, other.smallest_group) == (CORPUS, BOOK, "reflexive", 7)


def test_other_codings_are_checked_too():
    with pytest.raises(UnknownIdError):
        project().with_codings(CodingSet.of([coding(code="X")]))


@pytest.mark.parametrize("orientation", ["", "Reflexive", "grounded"])
def test_another_orientation_is_answered_with_the_possible_ones(orientation):
    with pytest.raises(DataError, match=f"«{orientation}» is not possible for orientation") as raised:
        project(orientation=orientation)
    assert "reflexive, codebook, reliability" in raised.value.hint


def test_codes_that_are_not_in_the_codebook_are_named():
    with pytest.raises(UnknownIdError, match=r"no code «A» \(1 coding\), «X» \(2 codings\)\.") as raised:
        project(coding(code="X"), coding("s2", code="X"), coding(), coding(code="A"))
    assert raised.value.hint == "Were they made with another codebook, or another version of it?"


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("tidspress", "«tidspress» is the name of TID: use the id."),
        ("Time pressure", "«Time pressure» is the name of TID: use the id."),
        ("Tidspress på nynorsk ", "«Tidspress på nynorsk » is the name of TID: use the id."),
        ("TID; ROM", "«TID; ROM» is several codes: write one row per code."),
        ("ROM,TID,", "«ROM,TID,» is several codes: write one row per code."),
        ("tid", "«tid»: is it «TID»?"),
        ("TID, X", "Were they made with another codebook, or another version of it?"),
        (",", "Were they made with another codebook, or another version of it?"),
    ],
)
def test_what_a_code_may_mean_is_said(code, hint):
    name = Localised("Tidspress", "Tidspress på nynorsk", "Time pressure")
    book = Codebook("bok", (Code("TID", name), Code("ROM", Localised("Rom"))))
    with pytest.raises(UnknownIdError) as raised:
        Project(CORPUS, book, CodingSet.of([coding(code=code), coding(code="TID")]))
    assert raised.value.hint == hint


def test_many_codes_are_not_all_named():
    with pytest.raises(UnknownIdError) as raised:
        project(*(coding(code=f"M{n:02}") for n in range(25)))
    assert "«M09» (1 coding) … (+15)." in raised.value.message
    assert "«M10»" not in str(raised.value)


def test_a_text_that_is_not_there_is_named():
    with pytest.raises(UnknownIdError, match=r"no source «borte» \(2 codings\), «S1» \(1 coding\)\.") as raised:
        project(coding("borte"), coding("S1"), coding("borte", end=5))
    assert raised.value.hint == "«S1»: is it «s1»? The corpus has: s1, s2"


def test_a_text_that_was_read_has_to_be_there_too():
    with pytest.raises(UnknownIdError, match=r"no source «s9» \(0 codings\)"):
        project(coding(), read=[("a", "s1"), ("a", "s9")])


def test_a_coding_may_reach_to_the_end_of_its_text():
    """The emoji is one place."""
    assert len(project(coding(end=14), coding("s2", end=3)).codings) == 2


@pytest.mark.parametrize(("source", "end", "length"), [("s1", 15, 14), ("s2", 4, 3)])
def test_a_coding_that_reaches_out_of_its_text_is_refused(source, end, length):
    with pytest.raises(DataError) as raised:
        project(coding(), coding("s2"), coding(source, 1, end))
    assert raised.value.message == (
        f"A coding reaches out of its text: the coding by «a» in «{source}» ends at {end}, "
        f"and the text has {length} signs."
    )
    assert "changed" in raised.value.hint


def test_all_texts_that_codings_reach_out_of_are_named_with_the_one_that_reaches_farthest():
    far = Coding("s2", Span(0, 99), "M", "b")
    with pytest.raises(DataError, match=r"«a» in «s1» ends at 98.*; the coding by «b» in «s2» ends at 99"):
        project(coding(end=98), coding("s2", end=50), far)


def test_the_name_that_is_most_like_another_one():
    assert similar("ANNA", ["Anne", "anna"]) == "anna"
    assert similar("x", ["anna"]) == ""
    assert similar("x", []) == ""
