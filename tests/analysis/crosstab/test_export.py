"""Tables published together: what one less another gives away is found, and leaving it out helps."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import crowd, crowds, first_turn
from fou_toolkit.analysis.counted import select
from fou_toolkit.analysis.crosstab import check_export, crosstab, profile
from fou_toolkit.errors import DataError

CODE = "E"
"""A theme of its own, without codes."""


def codings_of(project):
    """Give role, phase and person of each coding with one code, counted where it begins."""
    found = []
    for coding in project.codings:
        turn = first_turn(project, coding)
        if turn is not None and coding.code == CODE:
            known = project.corpus.attributes(project.corpus[coding.source], turn)
            found.append({"role": known.get("role", ""), "phase": known["phase"], "person": turn.participant})
    return found


def published(tables, left_out):
    """Give what tables show of one code: by which attribute and value; the empty name stands for all."""
    gone = {(one.table, one.column) for one in left_out if one.row.startswith(CODE)}
    known = []
    for number, table in enumerate(tables, 1):
        for place, value in enumerate(table.groups.ids):
            if not np.isnan(table.values[0, place]) and (number, table.groups.names[place]) not in gone:
                known.append((table.groups.kind, value))
        if not np.isnan(table.row_totals[0]) and (number, "all") not in gone:
            known.append(("", ""))
    return known


def attacked(codings, known, threshold):
    """Tell whether sums and differences of what is known come from few people, over all groups of few people."""
    cells = sorted({(one["role"], one["phase"]) for one in codings})
    behind = [{one["person"] for one in codings if (one["role"], one["phase"]) == cell} for cell in cells]
    rows = [
        [not name or value == {"role": role, "phase": phase}[name] for role, phase in cells] for name, value in known
    ]
    matrix = np.array(rows, float).reshape(len(known), len(cells))
    whole = np.linalg.matrix_rank(matrix) if matrix.size else 0
    everybody = sorted(set().union(*behind)) if behind else []
    for group in combinations(everybody, min(threshold - 1, len(everybody))):
        others = np.array([not who <= set(group) for who in behind], bool)
        left = matrix[:, others]
        if matrix.size and (np.linalg.matrix_rank(left) if left.size else 0) < whole:
            return True
    return False


@settings(max_examples=120)
@given(crowds())
def test_two_tables_are_safe_if_and_only_if_no_attack_succeeds(project):
    tables = [crosstab(project, columns=by, codes=CODE) for by in ("role", "phase")]
    codings = codings_of(project)
    check = check_export(*tables)
    found = [one for one in check.left_out if one.row.startswith(CODE)]
    assert bool(found) == attacked(codings, published(tables, []), project.smallest_group)
    assert not attacked(codings, published(tables, check.left_out), project.smallest_group)


@given(crowds(coders=2), st.sampled_from(["codings", "words"]), st.sampled_from(["role", "phase"]))
def test_one_table_of_codings_or_words_of_one_theme_is_always_safe(project, count, by):
    assert check_export(crosstab(project, columns=by, count=count, codes="E")).safe


@given(crowds(), st.sampled_from(["codings", "sentences", "people"]))
def test_the_same_table_twice_gives_nothing_away(project, count):
    table = crosstab(project, columns="role", count=count)
    alone = [one for one in check_export(table).left_out if one.row != "size of the group"]
    twice = [one for one in check_export(table, table).left_out if one.row != "size of the group"]
    assert bool(alone) == bool(twice)


def seven(codes):
    """Seven styrere in three phases; only one of them speaks in the third."""
    roles = {f"P{n}": "styrer" for n in range(7)}
    said = [(f"P{n}", codes) for n in range(7)]
    return crowd(("1", said), ("2", said), ("3", [("P6", codes)]), roles=roles)


@pytest.mark.parametrize("count", ["codings", "sentences", "words"])
def test_all_phases_less_the_first_two_are_one_person_in_the_third(count):
    project = seven("M")
    everything = crosstab(project, count=count, codes="M")
    before = crosstab(select(project, sources=["s0", "s1"]), count=count, codes="M")
    assert everything["M", "styrer"] > before["M", "styrer"]
    assert check_export(everything).safe
    assert check_export(before).safe
    check = check_export(everything, before)
    assert not check.safe
    assert {one.table for one in check.left_out} == {2}
    assert ("M Power", "styrer") in {(one.row, one.column) for one in check.left_out}
    assert all(one.because == (1, 2) for one in check.left_out)
    with pytest.raises(DataError, match="leave out") as error:
        check.demand()
    assert "Table 2" in error.value.hint


def test_people_of_all_phases_less_those_of_some_are_few():
    roles = {f"P{n}": "styrer" for n in range(7)}
    project = crowd(("1", [(f"P{n}", "E") for n in range(6)]), ("2", [(f"P{n}", "E") for n in range(7)]), roles=roles)
    everything = crosstab(project, count="people", codes="E")
    before = crosstab(select(project, sources=["s0"]), count="people", codes="E")
    found = [one for one in check_export(everything, before).left_out if one.row.startswith("E")]
    assert {(one.table, one.because) for one in found} == {(2, (1, 2))}


def test_a_theme_less_its_codes_gives_the_hidden_code_away():
    """All styrere have M and F, one of them D as well; the theme is the sum of the three, L is hidden with D."""
    roles = {f"P{n}": "styrer" for n in range(6)} | {f"Q{n}": "assistent" for n in range(6)}
    turns = [(name, "MF" + ("D" if name == "P0" else "L")) for name in roles]
    project = crowd(("1", turns), roles=roles)
    codes, themes = crosstab(project, codes=["D", "M", "F", "L"]), crosstab(project, rows="theme", codes=["T", "L"])
    assert np.isnan(codes["D", "styrer"])
    assert themes["T", "styrer"] == 13
    assert check_export(codes).safe
    assert check_export(themes).safe
    check = check_export(codes, themes)
    assert not check.safe
    assert all(one.row.split()[0] in {"T", "M", "F"} for one in check.left_out)


def test_tables_that_show_all_are_not_for_others():
    project = crowd(("1", [("Anne", "M"), ("Bo", "M")]), roles={"Anne": "styrer", "Bo": "assistent"})
    check = check_export(crosstab(project, small="show"))
    assert {(one.row.split()[0], one.column) for one in check.left_out} >= {("M", "styrer"), ("M", "assistent")}


def test_passages_beside_hidden_numbers_are_refused():
    project = seven("M")
    check = check_export(crosstab(project), crosstab(project, small="passages"))
    assert check.mixed == (2,)
    assert not check.safe
    assert any("passages" in note for note in check.notes)


@given(crowds())
def test_one_table_of_passages_is_safe(project):
    assert check_export(crosstab(project, codes="E", small="passages")).safe


def test_a_profile_is_its_tables():
    project = seven("ME")
    result = profile(project, level="code")
    assert len(result.tables) == 2
    assert check_export(result).number == 2
    assert check_export(result).safe


def test_of_no_tables_nothing_is_given_away():
    check = check_export()
    assert check.safe
    check.demand()
    assert list(check.rows()) == []


def test_what_is_no_table_or_a_copy_is_refused():
    import copy
    import pickle

    table = crosstab(seven("M"))
    with pytest.raises(DataError, match="no table"):
        check_export([table])
    for other in (pickle.loads(pickle.dumps(table)), copy.deepcopy(table)):
        with pytest.raises(DataError, match="copy"):
            check_export(other)


def test_tables_of_other_texts_are_not_held_against_each_other():
    one = crosstab(seven("M"), codes="M")
    other = crosstab(seven("MF"), codes="M")
    assert check_export(one, other).safe


def test_the_check_is_a_table_in_words():
    project = seven("M")
    before = crosstab(select(project, sources=["s0", "s1"]), codes="M")
    check = check_export(crosstab(project, codes="M"), before)
    assert check.to_frame()["table"].tolist() == [2] * len(check.left_out)
    assert "leave out" in check.caption
    assert "fewer than 5 people" in " ".join(check.notes)
    assert "leave it out" in check.sentences[0]
    assert "<td>" in check._repr_html_()
