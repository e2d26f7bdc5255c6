"""Codes over time are what a slow count of exported codings gives; gaps are no zeros, and small cells are hidden."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coders import CODES, THEMES
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.small_cells import SmallCells
from fou_toolkit.analysis.trajectory import ALL, OTHER, trajectory
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.workspace import read_project
from streams import slow_cells, slow_sentences_of, studies, told, two_sites


@pytest.fixture
def nord():
    return two_sites()


def half_year(text):
    if len(text) != 10 or not text[:4].isdecimal():
        return None
    return f"{text[:4]}-H{1 if int(text[5:7]) <= 6 else 2}"


PERIODS = {
    "phase": lambda known: known.get("phase") or None,
    "half-year": lambda known: half_year(known.get("date", "")),
}


def place_by(over):
    def place(known):
        period = PERIODS[over](known)
        return None if period is None else (known.get("site", ""), period)

    return place


def assert_as_slow(result, cells):
    """Compare every cell, with nothing hidden."""
    for row, case in enumerate(result.cases.values):
        for column, period in enumerate(result.periods.values):
            cell = cells.get((case, period))
            assert bool(result.heard[row, column]) == (cell is not None)
            if cell is None:
                assert np.isnan(result.counts[row, column]).all()
                continue
            assert result.sentences[row, column] == cell.sentences
            assert result.texts[row, column] == len(cell.texts)
            assert result.people[row, column] == len(cell.people)
            assert result.counts[row, column].tolist() == [cell.counts.get(code, 0) for code in result.codes]
    assert {case for case, _ in cells} <= set(result.cases.values)


@given(studies(), st.sampled_from(["code", "theme"]), st.sampled_from(["any", "all"]), st.sampled_from(sorted(PERIODS)))
def test_every_cell_is_as_a_slow_count_has_it(project, level, combine, over):
    everybody = len(project.codings.coder_ids)
    read = [sum(one == source.id for _, one in project.codings.pairs_read()) for source in project.corpus]
    assume(max(read) >= (everybody if combine == "all" else 1))
    families = CODES if level == "code" else {**THEMES, "E": ("E",)}
    result = trajectory(project, over=over, level=level, small="show", combine=combine)
    assert set(result.codes) == set(families)
    assert_as_slow(result, slow_cells(project, slow_sentences_of(project), place_by(over), families, combine=combine))


def test_the_example_is_as_a_slow_count_of_its_codings_has_it(slow_sentences):
    project = read_project()
    book = project.codebook
    families = {theme.id: (theme.id, *(code.id for code in book.children(theme.id))) for theme in book.themes}
    cells = slow_cells(
        project, slow_sentences(project.corpus), place_by("phase"), families, coders=("reader_a", "reader_b")
    )
    result = trajectory(project, small="show")
    assert_as_slow(result, cells)
    assert ("Steinrøysa barnehage", "1") not in cells


@given(studies())
def test_what_comes_from_few_people_is_nowhere_in_the_result(project):
    result = trajectory(project, level="code")
    few = project.smallest_group
    cells = slow_cells(project, slow_sentences_of(project), place_by("phase"), CODES)
    for values in result.rows():
        row = dict(zip(result.columns, values, strict=True))
        cell = cells.get((row["case"], row["period"]))
        assert (row["state"] == "not heard") == (cell is None)
        open_ = cell is not None and len(cell.people) >= few
        says = open_ and not 0 < len(cell.who.get(row["code"], ())) < few
        assert (row["state"] == "shown") == says
        known = [row[name] is not None for name in ("sentences", "people", "texts", "count", "share")]
        assert known == [open_] * 3 + [says] * 2


@given(studies(), st.sampled_from(["suppress", "merge"]))
def test_no_number_that_is_shown_comes_from_few_people_nor_does_what_is_left_of_a_sum(project, small):
    few = project.smallest_group
    result = trajectory(project, level="code", small=small)
    whole = result.together()
    slow = slow_cells(project, slow_sentences_of(project), place_by("phase"), CODES)
    cells = {}
    for (case, period), cell in slow.items():
        # With `merge`, a case that is not there by its own name is in the one that others were put into, the last.
        name = case if case in result.cases.values else result.cases.values[-1]
        cells.setdefault((name, period), []).append(cell)
    for column, period in enumerate(result.periods.values):
        for place, code in enumerate(result.codes):
            left, every = set(), set()
            for row, case in enumerate(result.cases.values):
                who = set().union(*(cell.who.get(code, set()) for cell in cells.get((case, period), [])))
                every |= who
                number = result.counts[row, column, place]
                if number > 0:
                    assert len(who) >= few
                elif np.isnan(number):
                    left |= who
            if result.cases.values and whole.counts[0, column, place] > 0:
                assert len(every) >= few
                assert len(left) == 0 or len(left) >= few
    np.testing.assert_array_equal(whole.together().counts, whole.counts)


def five_and_one(**options):
    """Five people are heard at Nord, all of them say F, one says L."""
    names = ("Anne", "Bo", "Cecilie", "Dag", "Eli")
    lines = [f"{name}: Ja. | aF{' aL' if name == 'Bo' else ''}" for name in names]
    return told(({"site": "Nord", "phase": "1"}, lines), **options)


def test_a_code_that_one_of_five_says_is_kept_back_and_one_that_nobody_says_is_a_zero():
    project = five_and_one()
    result = trajectory(project, case="phase", over="phase", level="code", codes=["F", "L", "M"])
    rows = {row[2]: dict(zip(result.columns, row, strict=True)) for row in result.rows()}
    assert {code: (row["count"], row["state"]) for code, row in rows.items()} == {
        "M": (0, "shown"),
        "D": (0, "shown"),
        "F": (5, "shown"),
        "L": (None, "hidden"),
    }
    assert [cells[1:] for cells in result.text_rows()] == [("F Ansvar", "100\xa0%"), ("L Lek", "·")]
    assert "Numbers from fewer than 5 people are not shown (·)." in result.notes
    assert "codings" not in result.notes[0].split(";")[0]
    banded = trajectory(project, case="phase", level="code", codes=["F", "L"], small="passages")
    assert [cells[2] for cells in banded.text_rows()] == ["100\xa0%", "1–4"]


def test_results_do_not_give_out_the_sentences_they_are_made_of():
    result = trajectory(five_and_one(), case="phase")
    assert not [name for name in dir(result) if "grid" in name and not name.startswith("_")]
    assert "_grid" not in repr(result)


def test_what_is_left_of_a_sum_is_kept_back_code_by_code():
    lines = [f"{name}: Ja. | aF" for name in ("Anne", "Bo", "Cecilie", "Eli")]
    # Anne and Bo are of Nord and say F; of Sør, Cecilie says L as well, and so does Anne.
    lines[0] += " aL"
    lines[2] += " aL"
    whole = trajectory(told(({"phase": "1"}, lines), small=2), level="code", codes=["F", "L"])
    assert [one[1:] for one in whole.text_rows()] == [
        ("F Ansvar", "100\xa0%"),
        ("L Lek", "·"),
        ("F Ansvar", "100\xa0%"),
        ("L Lek", "·"),
    ]
    # Two people say L between them, so the sum is no single person's.
    assert whole.together().counts[0, 0].tolist() == [4, 2]
    more = [*lines, "Bo: Nei. | aL"]
    result = trajectory(told(({"phase": "1"}, more), small=2), level="code", codes=["F", "L"])
    assert result.counts[0, 0].tolist()[1] == 2
    # Now those of Nord are shown, and the sum would give Cecilie away.
    assert np.isnan(result.together().counts[0, 0, 1])


@given(studies())
def test_all_cases_together_give_nothing_away(project):
    result = trajectory(project, level="code")
    whole = result.together()
    cells = slow_cells(project, slow_sentences_of(project), place_by("phase"), CODES)
    for column, period in enumerate(result.periods.values):
        here = {case: cell for (case, one), cell in cells.items() if one == period}
        people = set().union(*(cell.people for cell in here.values())) if here else set()
        shown = {case for case, cell in here.items() if len(cell.people) >= project.smallest_group}
        left = set().union(*(cell.people for case, cell in here.items() if case not in shown)) if here else set()
        closed = 0 < len(people) < project.smallest_group or 0 < len(left) < project.smallest_group
        if whole.heard.shape[0]:
            assert bool(whole.hidden[0, column]) == closed
            if here and not closed:
                assert whole.sentences[0, column] == sum(cell.sentences for cell in here.values())
                assert whole.people[0, column] == len(people)


def test_a_silent_phase_is_a_gap_and_a_phase_without_the_code_is_a_zero(nord):
    result = trajectory(nord, codes="M", level="code", small="show")
    assert result.cases.values == ("Nord", "Sør")
    assert result.periods.values == ("1", "2", "3")
    nord_, sor = result.counts[:, :, 0].tolist()
    assert nord_[0] == 1
    assert np.isnan(nord_[1])
    assert nord_[2] == 1
    assert sor[1] == 0
    assert np.isnan([sor[0], sor[2]]).all()
    assert "– nobody was heard: a gap, not a zero." in result.notes
    assert [cells[2:] for cells in result.text_rows()][1] == ("–", "0\xa0%", "–")


def test_codes_of_the_interviewer_count_if_that_is_asked_for(nord):
    result = trajectory(nord, codes="M", level="code", small="show", interviewer=True)
    # The interviewer has no site of their own; the text has one.
    assert result.counts[1, 1, 0] == 1


def test_one_phase_alone_is_a_trajectory_of_one_period():
    project = told(({"site": "Nord", "phase": "1"}, ["Anne: Ja. | aM"]), small=1)
    result = trajectory(project)
    assert result.counts.shape[:2] == (1, 1)
    assert result.persistence().stood.sum() == 0
    assert "no code stands in two periods" in result.persistence().caption


def test_without_any_phase_there_are_no_rows_and_the_caption_says_so():
    project = told(({"site": "Nord"}, ["Anne: Ja. | aM"]), small=1)
    result = trajectory(project)
    assert list(result.rows()) == []
    assert list(result.text_rows()) == []
    assert result.caption == "Nothing is known about phase in these texts."
    assert any("1 text is left out" in note for note in result.notes)
    assert len(result.turning_points) == 0
    assert list(result.persistence().rows())
    assert not list(result.together().rows())


def test_texts_without_a_date_are_left_out_and_told_about():
    texts = [
        ({"site": "Nord", "date": day} if day else {"site": "Nord"}, ["Anne: Ja. | aM"])
        for day in ("2024-05-01", "", "x")
    ]
    result = trajectory(told(*texts, small=1), over="year")
    assert result.sentences.tolist() == [[1]]
    assert "2 texts are left out: year is not known." in result.notes


def test_texts_of_a_phase_without_a_date_are_told_about(nord):
    notes = trajectory(nord).notes
    assert "3 texts have no date: within a period they stand in the order of the corpus." in notes


def test_nobody_but_an_interviewer_gives_no_case():
    project = told(({"site": "Nord", "phase": "1"}, ["I: Ja. | aM"]), small=1)
    result = trajectory(project)
    assert list(result.rows()) == []
    assert result.together().heard.sum() == 0


def test_cases_can_have_other_names(nord):
    result = trajectory(nord, merged={"Nord": "Landet", "Sør": "Landet"}, small="show")
    assert result.cases.values == ("Landet",)
    assert result.heard.tolist() == [[True, True, True]]


def test_small_cases_are_put_together_and_one_alone_takes_the_smallest_other():
    big = ({"phase": "1"}, ["Anne: Ja. | aM", "Bo: Ja.", "Cecilie: Ja.", "Eli: Ja.", "Dag: Ja."])
    project = told(big, small=2)
    result = trajectory(project, case="participant", small=SmallCells(2, "merge"))
    assert result.cases.values == (ALL,)
    result = trajectory(project, case="site", small=SmallCells(2, "merge"))
    # Dag has no site and is alone; Nord and Sør have two each, and the first of them joins.
    assert result.cases.values == ("Sør", OTHER)
    assert result.people.tolist() == [[2], [3]]
    assert not result.hidden.any()


def test_passages_stand_for_shares_in_small_cells(nord):
    result = trajectory(nord, codes=["F"], level="code", small=SmallCells(5, "passages"))
    assert np.isnan(result.counts).all()
    frame = result.to_frame()
    assert frame.loc[frame.state == "hidden", "band"].tolist() == ["0", "1–4", "1–4"]
    assert next(iter(result.text_rows()))[2:] == ("0", "–", "1–4")


def test_where_cases_are_people_the_notes_say_whom_it_is_for(nord):
    inside = "Names single people: for use inside of the project, not for publication."
    assert inside in trajectory(nord, case="participant").notes
    assert inside not in trajectory(nord).notes


def test_a_selection_goes_in_place_of_a_project(nord):
    chosen = trajectory(select(nord, sources=["s1"]), small="show")
    assert chosen.cases.values == ("Nord",)
    assert chosen.counted.documents == 1
    with pytest.raises(DataError, match="chosen already"):
        trajectory(select(nord), coders="a")


def test_the_result_says_what_was_counted_and_never_shows_text(nord):
    result = trajectory(nord, small="show")
    assert result.counted.codings == 4
    assert ("case", "site") in result.counted.parameters
    assert "codings by a (person)" in result.notes[0]
    assert "For use inside of the project only" in " ".join(result.notes)
    assert "makt" not in repr(result)
    assert repr(result) == "<TrajectoryResult: Share of the sentences with a code: 2 cases, 3 periods>"


def test_how_many_codings_there_are_is_kept_back_where_a_cell_is(nord):
    # Nor how many people there are: all of them are in cells that are kept back, and they are few.
    assert "3 texts; " in trajectory(nord).notes[0]
    assert "4 codings;" in trajectory(nord, small="show").notes[0]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"codes": "nope"}, UnknownIdError, "no code «nope»"),
        ({"level": "sentence"}, DataError, "level"),
        ({"case": "nope"}, UnknownIdError, "no attribute «nope»"),
        ({"over": "nope"}, UnknownIdError, "no attribute «nope»"),
        ({"small": 5}, DataError, "small"),
        ({"small": "hide"}, DataError, "how"),
        ({"turning_points": "nope"}, UnknownIdError, "no code «nope»"),
        ({"coders": "nope"}, UnknownIdError, "Nobody called «nope»"),
        ({"combine": "some"}, DataError, "combine"),
    ],
)
def test_what_is_not_possible_is_a_clear_error(nord, options, error, words):
    with pytest.raises(error, match=words):
        trajectory(nord, **options)


def test_what_is_no_project_is_refused(nord):
    with pytest.raises(DataError, match="no project"):
        trajectory(nord.corpus)
