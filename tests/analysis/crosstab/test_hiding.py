"""Nobody can work out a hidden number: attacks by linear algebra on what is published."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import ROWS, crowd, crowds, people_of_codings, slow_people
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.analysis.small_cells import SmallCells

COUNTS = st.sampled_from(["codings", "sentences", "words", "people"])


def equations(table):
    """Give what is published as sums of cells: rows of zeros and ones, a column a cell.

    Sums of columns are taken as sums, though rows may overlap; those of people are sizes of groups, and no sums.
    """
    height, width = table.values.shape
    cell = np.arange(height * width).reshape(height, width)
    parts = [[cell[place]] for place in np.argwhere(~np.isnan(table.values)).tolist() for place in [tuple(place)]]
    parts += [cell[row] for row in range(height) if not np.isnan(table.row_totals[row])]
    if table.count != "people":
        parts += [cell[:, column] for column in range(width) if not np.isnan(table.column_totals[column])]
        parts += [] if np.isnan(table.total) else [cell.ravel()]
    known = np.zeros((len(parts), cell.size))
    for number, part in enumerate(parts):
        known[number, part] = 1
    return known


def told(known, cells):
    """Tell whether some combination of what is known is made of these cells alone, and is not nothing."""
    mine = np.zeros(known.shape[1], bool)
    mine[cells] = True
    return np.linalg.matrix_rank(known) > np.linalg.matrix_rank(known[:, ~mine]) if len(known) else False


def who_said(project, rows, by, table):
    """Give who stands behind each cell, row by row, found the slow way."""
    find = people_of_codings if table.count == "codings" else slow_people
    people = find(project, ROWS[rows], by)
    return [people.get((row, group), set()) for row in table.lines.ids for group in table.groups.ids]


@settings(max_examples=100)
@given(crowds(), st.sampled_from(["code", "theme"]), st.sampled_from(["role", "phase"]), COUNTS)
def test_no_combination_of_published_numbers_has_few_people_behind_it(project, rows, by, count):
    table = crosstab(project, rows=rows, columns=by, count=count)
    behind = who_said(project, rows, by, table)
    known = equations(table)
    everybody = sorted(set().union(*behind)) if behind else []
    for group in combinations(everybody, min(project.smallest_group - 1, len(everybody))):
        cells = [place for place, who in enumerate(behind) if who and who <= set(group)]
        assert not told(known, cells), (group, table.to_frame())


@settings(max_examples=100)
@given(crowds(), st.sampled_from(["code", "theme"]), st.sampled_from(["role", "phase"]), COUNTS)
def test_no_published_number_rests_on_few_people(project, rows, by, count):
    table = crosstab(project, rows=rows, columns=by, count=count)
    least = project.smallest_group
    people = np.array(who_said(project, rows, by, table), object).reshape(table.values.shape)
    behind = np.frompyfunc(len, 1, 1)(people).astype(int)
    assert not (~np.isnan(table.values) & (behind > 0) & (behind < least)).any()
    assert not ((table.bases.people > 0) & (table.bases.people < least)).any()
    for row, total in zip(people, table.row_totals, strict=True):
        together = len(set().union(*row))
        assert np.isnan(total) or together == 0 or together >= least
    if count != "people":
        for column, total in zip(people.T, table.column_totals, strict=True):
            together = len(set().union(*column))
            assert np.isnan(total) or together == 0 or together >= least


@given(crowds(), COUNTS)
def test_of_small_groups_nothing_is_shown_but_what_nobody_at_all_said(project, count):
    table = crosstab(project, count=count)
    small = np.isnan(table.bases.people)
    open_ = crosstab(project, count=count, small="show")
    assert (np.isnan(table.bases.people) == (open_.bases.people < project.smallest_group)).all()
    said = open_.row_totals > 0
    assert np.isnan(table.values[np.ix_(said, small)]).all()
    assert (table.values[~said] == 0).all()
    assert np.isnan(table.column_totals[small]).all()
    assert np.isnan(table.bases.words[small]).all()


@given(crowds(), COUNTS)
def test_what_is_shown_is_true(project, count):
    table, open_ = (crosstab(project, count=count, small=how) for how in ("suppress", "show"))
    for one, other in ((table.values, open_.values), (table.row_totals, open_.row_totals)):
        published = ~np.isnan(one)
        assert (one[published] == other[published]).all()
    assert np.isnan(table.total) or table.total == open_.total


@given(crowds(threshold=3), COUNTS)
def test_sizes_of_small_groups_cannot_be_worked_out_either(project, count):
    table, open_ = (crosstab(project, count=count, small=how) for how in ("suppress", "show"))
    small = np.isnan(table.bases.people)
    if small.any() and not np.isnan(table.bases.all["words"]):
        assert open_.bases.people[small].sum() >= 3
    if np.isnan(table.bases.all["words"]):
        assert table.counted.people == 0
        assert "people" in table.counted.hidden
        assert "people" not in table.counted.notes[0]
        assert "person" not in table.counted.notes[0].split(";")[0]


@given(crowds(people=(8, 9)))
def test_where_no_number_is_small_nothing_is_hidden(project):
    table = crosstab(project, small=SmallCells(1))
    assert not np.isnan(table.values).any()
    assert not np.isnan(table.row_totals).any()
    assert not np.isnan(table.column_totals).any()


@settings(max_examples=60)
@given(crowds(coders=2), st.sampled_from(["role", "phase"]), st.sampled_from(["codings", "sentences"]))
def test_small_numbers_of_passages_cannot_be_worked_out(project, by, count):
    table, open_ = (crosstab(project, columns=by, count=count, small=how) for how in ("passages", "show"))
    few = (open_.values > 0) & (open_.values < project.smallest_group)
    assert (table.bands.cells == few).all()
    assert np.isnan(table.values[few]).all()
    known = equations(table)
    for place in np.flatnonzero(few.ravel()).tolist():
        assert not told(known, [place])
    assert np.isnan(table.bases.people).all()
    assert np.isnan(table.bases.all["people"])
    assert not any(cell in range(1, project.smallest_group) for row in table.rows() for cell in row[2:])


def eleven(codes):
    """Six assistants and five principals, each with one sentence; codes by number of the person."""
    roles = {f"P{n:02}": "assistent" if n < 6 else "styrer" for n in range(11)}
    return crowd(("1", [(name, codes(n)) for n, name in enumerate(roles)]), roles=roles)


def test_the_sum_of_a_row_goes_before_another_cell():
    """Two of the styrere have M, three F; less the assistants', the row's sum would give them away."""
    project = eleven(lambda n: "M" * (n < 8) + "F" * (n not in (6, 7)) + "L")
    table = crosstab(project)
    assert np.isnan(table["M", "styrer"])
    assert np.isnan(table["F", "styrer"])
    assert table["M", "assistent"] == 6
    assert table["L", "styrer"] == 5
    rows = dict(zip(table.lines.ids, table.row_totals, strict=True))
    assert np.isnan(rows["M"])
    assert np.isnan(rows["F"])
    assert rows["L"] == 11


def test_one_hidden_cell_alone_takes_another_with_it():
    project = eleven(lambda n: "M" * (n < 8) + "L")
    table = crosstab(project)
    assert np.isnan(table["M", "styrer"])
    assert np.isnan(table["L", "styrer"])
    assert table["M", "assistent"] == 6
    assert not np.isnan(table.column_totals).any()


def test_of_people_no_other_cell_is_hidden_since_columns_do_not_add_up():
    table = crosstab(eleven(lambda n: "M" * (n < 8) + "L"), count="people")
    assert np.isnan(table["M", "styrer"])
    assert table["L", "styrer"] == 5
    assert np.isnan(dict(zip(table.lines.ids, table.row_totals, strict=True))["M"])


def test_one_small_group_hides_sums_and_not_other_groups():
    roles = {f"P{n:02}": "assistent" if n < 6 else "student" if n < 11 else "eier" for n in range(12)}
    project = crowd(("1", [(name, "ML") for name in roles]), roles=roles)
    table = crosstab(project)
    assert table["M", "assistent"] == 6
    assert table["M", "student"] == 5
    assert np.isnan(table["M", "eier"])
    assert np.isnan(table.row_totals[:1]).all()
    assert np.isnan(table.total)
    assert "codings" in table.counted.hidden
    assert not any("24" in note for note in table.notes[:1])
    assert list(table.bases.people[1:]) == [6, 5] or list(table.bases.people[:1]) == [6]


def test_a_sum_over_phases_is_hidden_if_one_person_alone_is_beyond_a_cell():
    """Six people have M in phase 1, the same and one more in phase 2."""
    roles = {f"P{n}": "styrer" for n in range(7)}
    project = crowd(("1", [(f"P{n}", "M") for n in range(6)]), ("2", [(f"P{n}", "M") for n in range(7)]), roles=roles)
    people = crosstab(project, columns="phase", count="people")
    assert people["M", "1"] == 6
    assert people["M", "2"] == 7
    assert np.isnan(people.row_totals[0])
    assert crosstab(project, columns="phase").row_totals[0] == 13


def test_a_sum_of_codes_is_hidden_if_it_tells_who_has_another_code():
    """Ten sentences have M, ten L; all but one of one person's stand together."""
    roles = {f"P{n:02}": "styrer" for n in range(11)}
    talk = [(f"P{n:02}", "ML" if n < 9 else "M" if n == 9 else "L") for n in range(11)]
    project = crowd(("1", talk), roles=roles)
    table = crosstab(project, count="sentences", codes=["M", "L"])
    assert table["M", "styrer"] == table["L", "styrer"] == 10
    assert np.isnan(table.column_totals[0])
    assert crosstab(project, codes=["M", "L"]).column_totals[0] == 20


def test_nobody_is_no_small_group():
    table = crosstab(eleven(lambda n: "M" * (n < 6)))
    assert table["M", "styrer"] == 0
    assert table["M", "assistent"] == 6


def test_if_all_are_few_everything_is_hidden():
    roles = {f"P{n}": "styrer" for n in range(4)}
    table = crosstab(crowd(("1", [(name, "M") for name in roles]), roles=roles))
    assert np.isnan(table.values[0]).all()
    assert np.isnan(table.total)
    assert table.counted.people == table.counted.codings == 0


def test_small_rows_of_groups_are_hidden_as_well():
    roles = {f"P{n:02}": "eier" if n == 10 else "styrer" for n in range(11)}
    corpus = crowd(("1", [(name, "M") for name in roles]), ("2", [(name, "M") for name in roles]), roles=roles).corpus
    table = crosstab(corpus, rows="role", columns="phase", count="sentences")
    assert np.isnan([table["eier", "1"], table["eier", "2"]]).all()


@pytest.mark.parametrize("count", ["codings", "sentences", "words"])
def test_merged_groups_are_large_enough(count):
    roles = {f"P{n:02}": ("styrer" if n < 5 else f"role {n}") for n in range(11)}
    project = crowd(("1", [(name, "M") for name in roles]), roles=roles)
    table = crosstab(project, count=count, small="merge")
    assert table.groups.ids == ("styrer", "other")
    assert table.groups.names == ("styrer", "others")
    assert list(table.bases.people) == [5, 6]
    assert not table.hidden.any()


def example(owners="eier", principals="styrer"):
    """The worked example of the page about counting: sentences about M, F and L, by numbers of people."""
    roles = {f"A{n}": "assistent" for n in range(6)} | {f"S{n}": principals for n in range(5)}
    roles |= {f"O{n}": owners for n in range(2)}
    said = {"M": [("A", 6, 31), ("S", 5, 12), ("O", 2, 9)], "F": [("A", 6, 20), ("S", 2, 4), ("O", 2, 6)]}
    said["L"] = [("A", 5, 14), ("S", 5, 11)]
    talk = [
        (f"{group}{number % people}", code)
        for code, cells in said.items()
        for group, people, sentences in cells
        for number in range(sentences)
    ]
    return crowd(("1", talk), roles=roles)


def test_the_worked_example_of_the_page_about_counting():
    table = crosstab(example(), codes=["M", "F", "L"], count="sentences")
    rows = {row[0]: row[2:] for row in table.rows()}
    assert rows["M"] == (31, None, 12, None)
    assert rows["F"] == (20, None, None, None)
    assert rows["L"] == (14, None, None, None)
    assert next(table.text_rows()) == ("All", 65, "·", 27, "·")
    merged = crosstab(example(), codes=["M", "F", "L"], count="sentences", merged={"eier": "leder", "styrer": "leder"})
    assert {row[0]: row[2:] for row in merged.rows()}["M"] == (31, 21, 52)
