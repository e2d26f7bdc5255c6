"""What groups talk about: shares that can be compared, and whether a group names a code at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crowds import ROWS, crowd, crowds, said_in, slow_cells, slow_people
from fou_toolkit.analysis.crosstab import profile
from fou_toolkit.errors import DataError

ROLES = {f"S{n}": "styrer" for n in range(5)} | {f"A{n}": "assistent" for n in range(10)} | {"E": "eier"}
TALK = [(name, ("M" if name[0] == "S" else "") + ("F" if name in {"A0", "A1", "E"} else "")) for name in ROLES]


@given(crowds(), st.sampled_from(["code", "theme"]))
def test_shares_are_of_all_sentences_of_the_group(project, level):
    result = profile(project, level=level, small="show")
    cells = slow_cells(project, ROWS[level], "role", "sentences")
    said = list(said_in(project))
    for row, _, group, number, _, rate, named in result.rows():
        whole = sum(one.role == group for one in said)
        assert number == cells.get((row, group), 0)
        assert rate == pytest.approx(number / whole)
        assert named == (number > 0)


@given(crowds(), st.sampled_from(["role", "phase"]))
def test_a_group_has_a_code_if_anybody_of_it_has_and_of_small_groups_nothing_is_said(project, by):
    coverage = profile(project, by=by, level="code").coverage
    people = slow_people(project, ROWS["code"], by)
    groups = coverage.table.groups.ids
    members = [{one.person for one in said_in(project) if getattr(one, by) == group} for group in groups]
    used = {row for row, _ in people}
    for row, cells in zip(coverage.table.lines.ids, coverage.has.tolist(), strict=True):
        for group, who, has in zip(groups, members, cells, strict=True):
            if len(who) < project.smallest_group and row in used:
                assert np.isnan(has)
            else:
                assert has == ((row, group) in people)


def test_groups_of_different_size_can_be_compared():
    result = profile(crowd(("1", TALK), roles=ROLES), level="code", codes=["M"])
    shares = {(row[0], row[2]): row[5] for row in result.rows()}
    assert shares["M", "styrer"] == 1
    assert shares["M", "assistent"] == 0
    assert shares["M", "eier"] is None


def test_coverage_says_yes_without_a_number_where_few_have_it():
    coverage = profile(crowd(("1", TALK), roles=ROLES), level="code", codes=["M", "F"]).coverage
    rows = {row[0].split()[0]: row[1:] for row in coverage.text_rows()}
    assert rows["F"] == ("yes", "·", "no", 1)
    assert rows["M"][2] == "yes (5)"
    assert coverage.shared("assistent", "styrer") == ()
    assert coverage.shared("styrer") == ("M",)
    assert coverage.shared() == ()
    assert coverage.columns[-1] == "groups"
    assert next(row[2:] for row in coverage.rows()) == (False, None, True, 1)
    assert any("not that nobody thinks so" in note for note in coverage.notes)


def test_passages_say_of_every_group_whether_it_names_a_code():
    coverage = profile(crowd(("1", TALK), roles=ROLES), level="code", codes=["M", "F"], small="passages").coverage
    assert coverage.shared("eier", "assistent") == ("F",)
    assert {row[0].split()[0]: row[2] for row in coverage.text_rows()}["F"] == "yes (1–4)"


def test_groups_of_which_nothing_is_said_cannot_be_asked_for():
    coverage = profile(crowd(("1", TALK), roles=ROLES), level="code").coverage
    with pytest.raises(DataError, match="too small"):
        coverage.shared("eier", "styrer")
    with pytest.raises(DataError, match="no group"):
        coverage.shared("rektor")


def test_other_counts_and_levels():
    project = crowd(("1", TALK), roles=ROLES)
    codings = profile(project, count="codings", level="code", codes="M")
    assert {row[2]: row[5] for row in codings.rows() if row[0] == "M"}["styrer"] == pytest.approx(1000 / 3)
    words = profile(project, count="words", by="phase")
    assert words.table.count == "words"
    assert "share of all" in words.caption
    assert next(words.text_rows())[1:] == ("50%",)
    assert words.headings[1] == "1 (n = 16)"
    assert words.counted.documents == 1
    assert words.notes == words.table.notes


@pytest.mark.parametrize("options", [{"level": "word"}, {"count": "people"}, {"by": "theme"}])
def test_what_is_not_possible_is_refused(options):
    with pytest.raises(DataError):
        profile(crowd(("1", TALK), roles=ROLES), **options)
