"""Turning points: where they are, and what is said before and after them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import BOOK
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.trajectory import ALL, trajectory
from fou_toolkit.analysis.trajectory.turning import points_of
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Code, Codebook, Localised
from fou_toolkit.workspace import read_project
from streams import slow_cells, slow_sentences_of, studies, told

DECK = Codebook("deck", (*BOOK.codes, Code("E4", Localised("Vendepunkt"), parent="U")))


@pytest.fixture
def told_in_the_middle():
    """Two logs and a talk at one site; in the talk, Bo tells that something turned."""
    return told(
        (
            {"site": "Nord", "phase": "2", "date": "2024-09-01"},
            ["Anne: Ja. | aM", "Bo: Så snudde det. | aL", "Anne: Nei. Ja. | aF"],
        ),
        ({"site": "Nord", "phase": "1", "date": "2024-01-01"}, ["Anne: Hvem? | aM", "I: Du?"]),
        ({"site": "Nord", "phase": "3", "date": "2025-01-01"}, ["Bo: Der. | aF"]),
        small=1,
    )


def sides(result, case, number=1, **options):
    found = result.before_after(case, number, **options)
    return [(side.sentences, side.texts, side.people) for side in found.sides]


def test_a_turning_point_has_its_place_in_time(told_in_the_middle):
    (point,) = trajectory(told_in_the_middle, turning_points="L").turning_points
    assert (point.case, point.number, point.period, point.date) == ("Nord", 1, "2", "2024-09-01")
    assert point.passage.text == "Så snudde det."
    assert point.passage.codes == ("L",)


def test_before_is_what_was_said_earlier_and_after_what_was_said_later(told_in_the_middle):
    result = trajectory(told_in_the_middle, level="code", turning_points="L")
    change = result.before_after("Nord")
    at = {code: place for place, code in enumerate(change.codes)}
    # Before: «Hvem?» of the earlier text and «Ja.»; after: «Nei.», «Ja.» and «Der.»
    assert sides(result, "Nord") == [(2, 2, 1), (3, 2, 2)]
    assert change.counts[:, at["M"]].tolist() == [2, 0]
    assert change.counts[:, at["F"]].tolist() == [0, 3]
    assert change.difference[at["M"]] == -1
    assert change.difference[at["F"]] == 1
    assert [row[0].split()[0] for row in change.text_rows()] == ["M", "F"]
    assert "Before: 2 sentences, 2 texts, 1 person. After: 3 sentences, 2 texts, 2 people." in change.notes


def test_what_belongs_to_the_turning_point_can_be_its_sentence_or_its_text(told_in_the_middle):
    result = trajectory(told_in_the_middle, turning_points="L")
    assert sides(result, "Nord", around="sentence") == sides(result, "Nord", around="turn")
    assert sides(result, "Nord", around="text") == [(1, 1, 1), (1, 1, 1)]
    with pytest.raises(DataError, match="around"):
        result.before_after("Nord", around="day")


def test_in_a_log_of_one_turn_the_sentence_parts_before_and_after():
    project = told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. Nei. Jo."]), small=1)
    start = project.corpus["s1"].text.index("Nei.")
    from fou_toolkit.model import Coder, Coding, CodingSet, Span

    codings = CodingSet.of([Coding("s1", Span(start, start + 4), "L", "a")], [Coder("a")])
    result = trajectory(project.with_codings(codings), turning_points="L")
    assert sides(result, "Nord", around="sentence") == [(1, 1, 1), (1, 1, 1)]
    change = result.before_after("Nord")
    assert [side.empty for side in change.sides] == [True, True]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Anne: Ja. | aL", "Bo: Nei."], "at the very beginning: there is no before"),
        (["Anne: Ja.", "Bo: Nei. | aL"], "at the very end: there is no after"),
    ],
)
def test_at_the_border_one_side_is_missing_and_that_is_said(lines, words):
    project = told(({"site": "Nord", "phase": "1"}, lines), small=1)
    change = trajectory(project, turning_points="L").before_after("Nord")
    assert words in " ".join(change.borders)
    assert any(words in note for note in change.notes)
    assert np.isnan(change.difference).all()
    assert change.sides[0].empty != change.sides[1].empty
    assert all("–" in row for row in change.text_rows())


def test_several_turning_points_are_numbered_in_the_order_of_time():
    project = told(
        ({"site": "Nord", "phase": "2"}, ["Anne: Ja. | aL"]),
        ({"site": "Sør", "phase": "1"}, ["Cecilie: Ja. | aL"]),
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja.", "Bo: Nei. | aL"]),
        small=1,
    )
    points = trajectory(project, turning_points=["L"]).turning_points
    assert [(one.case, one.number, one.period) for one in points] == [
        ("Nord", 1, "1"),
        ("Nord", 2, "2"),
        ("Sør", 1, "1"),
    ]
    assert points.caption == "3 turning points (L)"
    assert len(points.quotations) == 3
    assert [row[3] for row in points.text_rows()] == ["s3", "s1", "s2"]
    assert "Names single people" in " ".join(points.notes)


def test_within_a_phase_texts_stand_by_date_and_those_without_one_come_last():
    dates = ["2024-05-02", "", "2024-05", "2024-05-01"]
    said = ["Ja. | aF", "Nei. | aM", "Jo.", "Der. | aL"]
    texts = [
        ({"site": "Nord", "phase": "1"} | ({"date": day} if day else {}), [f"Anne: {words}"])
        for day, words in zip(dates, said, strict=True)
    ]
    result = trajectory(told(*texts, small=1), level="code", turning_points="L")
    change = result.before_after("Nord")
    # Only the month is known of the third text: it stands before the days of that month.
    assert sides(result, "Nord") == [(1, 1, 1), (2, 2, 1)]
    assert change.counts[1, [change.codes.index("F"), change.codes.index("M")]].tolist() == [1, 1]


def test_of_several_coders_one_passage_is_one_turning_point_and_all_have_to_see_it_if_that_is_asked_for():
    texts = [({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aL bL", "Bo: Nei. | aL", "Anne: Jo."])]
    project = told(*texts, coders="ab", small=1)
    assert len(trajectory(project, turning_points="L").turning_points) == 2
    (point,) = trajectory(project, turning_points="L", combine="all").turning_points
    assert point.passage.coders == ("a", "b")
    assert len(trajectory(project, turning_points="L", coders="b").turning_points) == 1


def test_the_code_of_the_deck_is_taken_where_there_is_one():
    texts = [({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aE4", "Bo: Nei."])]
    assert len(trajectory(told(*texts, codebook=DECK)).turning_points) == 1
    without = trajectory(told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aL"])))
    assert len(without.turning_points) == 0
    assert without.turning_points.caption == "No turning points (–)."
    assert list(without.turning_points.rows()) == []


def test_a_case_without_turning_points_is_told_which_cases_have_some(told_in_the_middle):
    result = trajectory(told_in_the_middle, turning_points="L")
    with pytest.raises(DataError, match=r"«Nord» has no turning point 2") as raised:
        result.before_after("Nord", 2)
    assert "Nord" in raised.value.hint
    with pytest.raises(UnknownIdError, match="no case «Vest»"):
        result.before_after("Vest")


def test_both_sides_are_kept_back_if_one_is_too_small():
    lines = ["Anne: Ja. | aM", "Anne: Jo.", "Bo: Nei. | aL", "Anne: Ja. | aM", "Bo: Nei."]
    project = told(({"site": "Nord", "phase": "1"}, lines), small=2)
    change = trajectory(project, turning_points="L").before_after("Nord")
    assert [side.hidden for side in change.sides] == [True, True]
    assert [side.sentences for side in change.sides] == [None, None]
    assert np.isnan(change.counts).all()
    assert {cell for row in change.text_rows() for cell in row[1:3]} == {"·"}
    banded = trajectory(project, turning_points="L", level="code", small="passages").before_after("Nord")
    assert banded.bands[0][banded.codes.index("M")] == "1"
    assert next(iter(banded.text_rows()))[1:] == ("1", "1", "–")


def test_a_code_that_few_people_say_on_one_side_is_kept_back_on_both():
    before = ["Anne: Ja. | aM aF", "Bo: Ja. | aM aF"]
    after = ["Anne: Ja. | aM", "Bo: Ja. | aM aF"]
    project = told(({"site": "Nord", "phase": "1"}, [*before, "Eli: Snu. | aL", *after]), small=2)
    result = trajectory(project, case="phase", level="code", codes=["M", "F", "D"], turning_points="L")
    change = result.before_after("1")
    at = {code: place for place, code in enumerate(change.codes)}
    assert change.counts[:, at["M"]].tolist() == [2, 2]
    assert np.isnan(change.counts[:, at["F"]]).all()
    assert change.counts[:, at["D"]].tolist() == [0, 0]
    assert [row[:3] for row in change.text_rows()][-1] == ("F Ansvar", "·", "·")
    assert "fewer than 2 people" in " ".join(change.notes)
    assert "Names single people" in " ".join(change.notes)


def test_how_many_turning_points_few_people_tell_of_is_not_said():
    one = ["Anne: Ja. | aL", "Bo: Nei.", "Anne: Jo. | aL"]
    two = ["Anne: Ja. | aL", "Bo: Nei. | aL"]
    texts = [({"site": "Nord", "phase": phase}, lines) for phase, lines in (("1", one), ("2", two))]
    marks = {
        how: trajectory(told(*texts, small=2), turning_points="L", small=how).turning_marks("Nord")
        for how in ("suppress", "passages", "show")
    }
    assert marks["suppress"] == {0: "", 1: "2"}
    assert marks["show"] == {0: "2", 1: "2"}
    assert marks["passages"] == {0: "2", 1: "2"}
    closed = trajectory(told(*texts, small=3), turning_points="L").turning_marks("Nord")
    assert closed == {}


def test_together_all_turning_points_are_of_one_case(told_in_the_middle):
    whole = trajectory(told_in_the_middle, turning_points="L").together()
    assert [one.case for one in whole.turning_points] == [ALL]
    assert sides(whole, ALL) == [(2, 2, 1), (3, 2, 2)]


@given(studies(), st.sampled_from(["any", "all"]))
def test_both_sides_and_the_point_itself_are_all_that_a_case_says(project, combine):
    try:
        selection = select(project, combine=combine)
    except DataError:
        return
    result = trajectory(selection, level="code", turning_points=["M", "D"], small="show")
    cells = slow_cells(
        project,
        slow_sentences_of(project),
        lambda known: known.get("site", "") if known.get("phase") else None,
        {},
        combine=combine,
    )
    for point in result.turning_points:
        change = result.before_after(point.case, point.number, around="sentence")
        grid = result._grid
        of_case = grid.cell // max(len(result.periods), 1) == result.cases.values.index(point.case)
        assert of_case[point.first]
        assert of_case[point.last]
        said = sum(side.sentences or 0 for side in change.sides) + of_case[point.first : point.last + 1].sum()
        assert said == cells[point.case].sentences
    for around in ("turn", "text"):
        for point in result.turning_points:
            wide = result.before_after(point.case, point.number, around=around)
            near = result.before_after(point.case, point.number, around="sentence")
            assert all(
                (one.sentences or 0) <= (two.sentences or 0) for one, two in zip(wide.sides, near.sides, strict=True)
            )


def test_the_turning_points_of_the_example_are_its_codings():
    project = read_project()
    points = trajectory(project, small="show").turning_points
    marked = sorted((row[0], row[1], row[2]) for row in project.codings.rows() if row[3] == "E4" and row[4] != "rules")
    merged = []
    for source, start, end in marked:
        if merged and merged[-1][0] == source and start < merged[-1][2]:
            merged[-1] = (source, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((source, start, end))
    assert sorted((one.passage.source, one.passage.span.start, one.passage.span.end) for one in points) == merged


@pytest.mark.parametrize(
    ("difference", "words"), [(-0.051, "−5 points"), (0.001, "0 points"), (0.01, "+1 points"), (np.nan, "–")]
)
def test_differences_are_in_points(difference, words):
    assert points_of(difference) == words
