"""What recurs from period to period, when something is first heard of, and how two sides balance."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import CODES
from fou_toolkit.analysis.trajectory import trajectory
from fou_toolkit.analysis.trajectory.recurrence import first_seen, persistence
from fou_toolkit.errors import DataError, UnknownIdError
from streams import slow_cells, slow_sentences_of, studies, told


def in_phases(*phases, site="Nord", **options):
    """Give one text a phase: `("1", "aM")`; an empty string for codes is a text without any."""
    texts = [({"site": site, "phase": phase}, [f"Anne: Ja. | {codes}"]) for phase, codes in phases]
    return told(*texts, small=options.pop("small", 1), **options)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=7), st.booleans())
def test_persistence_counts_neighbours_one_by_one(steps, gaps):
    heard = np.array([[one for one, _, _ in steps]])
    shown = np.array([[[one and two] for one, two, _ in steps]])
    stands = np.array([[[one and three] for one, _, three in steps]])
    present, stood, recurred = persistence(stands, heard, shown, gaps=gaps)
    with_code, pairs, again, last = 0, 0, 0, None
    for place, (is_heard, is_shown, has) in enumerate(steps):
        if not is_heard:
            continue
        with_code += is_shown and has
        if last is not None and (place - last == 1 or not gaps) and steps[last][1] and is_shown and steps[last][2]:
            pairs += 1
            again += has
        last = place
    assert (present[0, 0], stood[0, 0], recurred[0, 0]) == (with_code, pairs, again)


def test_a_code_that_comes_back_after_a_silent_phase_is_not_said_to_last():
    result = trajectory(in_phases(("1", "aM"), ("3", "aM")), level="code", codes=["D", "F"])
    assert result.persistence().stood.sum() == 0
    # Phase 2 is known from another case.
    project = told(
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aF"]),
        ({"site": "Sør", "phase": "2"}, ["Cecilie: Ja. | aF"]),
        ({"site": "Nord", "phase": "3"}, ["Anne: Ja. | aF"]),
        small=1,
    )
    found = trajectory(project, level="code", codes="F").persistence()
    assert found.present.tolist() == [[2], [1]]
    assert found.stood.tolist() == [[0], [0]]
    assert np.isnan(found.share).all()


def test_between_days_there_is_no_gap():
    texts = [({"site": "Nord", "date": day}, ["Anne: Ja. | aF"]) for day in ("2024-01-01", "2024-09-09")]
    other = ({"site": "Sør", "date": "2024-03-03"}, ["Cecilie: Ja."])
    found = trajectory(told(*texts, other, small=1), over="date", codes="F", level="code").persistence()
    assert found.stood.tolist() == [[1], [0]]
    assert found.share[0, 0] == 1


def test_persistence_is_a_share_of_the_pairs_with_the_code_in_the_first():
    project = in_phases(("1", "aF"), ("2", "aF aL"), ("3", "aL"), ("4", "aF"))
    found = trajectory(project, level="code", codes=["F", "L"]).persistence()
    rows = {row[1]: row[2:] for row in found.rows()}
    assert rows["F"][1:] == (4, 0, 3, 2, 1, 0.5)
    assert rows["L"][1:] == (4, 0, 2, 2, 1, 0.5)
    assert list(found.text_rows()) == [("Nord", "F Ansvar", "3 of 4", "1 of 2"), ("Nord", "L Lek", "2 of 4", "1 of 2")]


@given(studies())
def test_persistence_and_first_sight_of_projects_are_as_a_slow_count_has_them(project):
    result = trajectory(project, level="code", small="show")
    cells = slow_cells(
        project,
        slow_sentences_of(project),
        lambda one: (one.get("site", ""), one["phase"]) if one.get("phase") else None,
        CODES,
    )
    phases = result.periods.values
    found = result.persistence()
    for row, case in enumerate(result.cases.values):
        for column, code in enumerate(result.codes):
            has = [cells[case, phase].counts.get(code, 0) > 0 if (case, phase) in cells else None for phase in phases]
            pairs = [two for one, two in pairwise(has) if one and two is not None]
            assert found.stood[row, column] == len(pairs)
            assert found.recurred[row, column] == sum(pairs)
    first = result.first_seen("F")
    for row in first.rows():
        seen = [phase for phase in phases if (row[0], phase) in cells and cells[row[0], phase].counts.get("F")]
        assert row[1] == (seen[0] if seen else "")
        assert row[2].split() == seen
        assert row[5] == ("seen" if seen else "not seen")


def test_when_something_is_first_heard_of_is_not_told_past_a_hidden_phase():
    stands, shown, hidden = np.array([[True, True]]), np.array([[False, True]]), np.array([[True, False]])
    assert first_seen(stands, shown, hidden).tolist() == [-1]
    assert first_seen(stands, ~hidden, np.zeros((1, 2), bool)).tolist() == [1]
    assert first_seen(np.zeros((1, 0), bool), np.zeros((1, 0), bool), np.zeros((1, 0), bool)).tolist() == [-1]


def test_a_hidden_case_says_neither_that_nor_when():
    project = in_phases(("1", "aF"), ("2", "aF"), small=3)
    found = trajectory(project, level="code").first_seen("F")
    assert [row[1:3] + row[5:] for row in found.rows()] == [("", "", "hidden")]
    assert list(found.text_rows()) == [("Nord", "·", "", "phase 1, phase 2")]


def test_a_theme_is_first_seen_with_any_of_its_codes():
    found = trajectory(in_phases(("1", ""), ("2", "aD"), ("3", "aM"))).first_seen("T")
    assert [row[:3] for row in found.rows()] == [("Nord", "2", "2 3")]
    assert found.caption == "T Theme: when it is first heard of"
    with pytest.raises(UnknownIdError):
        trajectory(in_phases(("1", ""))).first_seen("nope")


def test_balance_is_the_share_of_one_side_and_says_nothing_where_neither_stands():
    project = told(
        ({"site": "Nord", "phase": "1"}, ["Anne: Ja. Nei. Jo. | aF", "Bo: Ja. | aL"]),
        ({"site": "Nord", "phase": "2"}, ["Anne: Ja."]),
        ({"site": "Nord", "phase": "3"}, ["Anne: Ja. | aF aL"]),
        small=1,
    )
    found = trajectory(project).balance("F", "L")
    assert found.counts[0].tolist() == [[3, 1], [0, 0], [1, 1]]
    assert found.share[0, [0, 2]].tolist() == [0.75, 0.5]
    assert np.isnan(found.share[0, 1])
    assert list(found.text_rows()) == [("Nord", "75\xa0% (3 : 1)", "0 : 0", "50\xa0% (1 : 1)")]
    assert found.columns == tuple(found.to_frame().columns)


def test_balance_takes_sets_and_themes_but_no_code_on_both_sides():
    result = trajectory(in_phases(("1", "aM aD aL")))
    assert result.balance("T", ["U", "E"]).counts[0, 0].tolist() == [1, 1]
    with pytest.raises(DataError, match="both sides: M, D"):
        result.balance("T", "M")
    with pytest.raises(DataError, match="No codes"):
        result.balance("T", [])


def test_balance_keeps_both_sides_back_if_few_people_say_one():
    lines = ["Anne: Ja. | aF", "Bo: Ja. | aF", "Bo: Nei. | aL"]
    result = trajectory(told(({"site": "Nord", "phase": "1"}, lines), small=2), level="code", codes="F")
    found = result.balance("F", "L")
    assert np.isnan(found.counts).all()
    assert np.isnan(found.share).all()
    assert list(found.text_rows()) == [("Nord", "·")]
    assert result.balance("F", "M").counts[0, 0].tolist() == [2, 0]
    # The table of F alone keeps nothing back; that of both does, and says so.
    assert "fewer than 2 people" not in " ".join(result.notes)
    assert "fewer than 2 people" in " ".join(found.notes)
    assert "codings;" not in found.notes[0]


def test_what_few_people_say_neither_lasts_nor_is_seen():
    texts = [({"site": "Nord", "phase": phase}, ["Anne: Ja. | aF", "Bo: Ja."]) for phase in "12"]
    result = trajectory(told(*texts, small=2), level="code", codes=["F", "M"])
    found = result.persistence()
    hidden = dict(zip(found.codes, found.hidden[0].tolist(), strict=True))
    assert hidden == {"F": 2, "M": 0, "D": 0}
    assert not found.present.any()
    assert found.stood.sum() == 0
    assert result.first_seen("F").state(0) == "hidden"
    assert result.first_seen("M").state(0) == "not seen"


def test_balance_hides_what_comes_from_few():
    found = trajectory(in_phases(("1", "aF"), small=2)).balance("F", "L")
    assert np.isnan(found.counts).all()
    assert list(found.text_rows()) == [("Nord", "·")]
    assert [row[2:] for row in found.rows()] == [(None, None, None, "hidden")]
