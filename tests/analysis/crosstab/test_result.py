"""What a table shows, and that what is hidden stands nowhere in it."""

import copy
import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crowds import crowd, crowds
from fou_toolkit.analysis.crosstab import crosstab
from fou_toolkit.errors import DataError

SMALL, LARGE = 3, 6


def project_of(smallest=5):
    """Three styrere at one place, six assistants; everybody has M seven times, and all at once are 63."""
    roles = {f"S{n}": "styrer" for n in range(SMALL)} | {f"A{n}": "assistent" for n in range(LARGE)}
    sites = {name: f"Site {name[0]}{0 if name[0] == 'A' else name[1]}" for name in roles}
    talk = [(name, "M") for name in roles for _ in range(7)]
    return crowd(("1", talk), roles=roles, sites=sites, smallest_group=smallest)


def everything_in(value):
    """Give all numbers that can be reached by public names, in any depth."""
    if isinstance(value, np.ndarray):
        yield from (float(one) for one in value.ravel().tolist())
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from everything_in(one)
    elif isinstance(value, dict):
        yield from everything_in(list(value.values()))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if not field.name.startswith("_"):
                yield from everything_in(getattr(value, field.name))


def test_hidden_numbers_stand_in_no_public_attribute_row_frame_page_or_file():
    table = crosstab(project_of(), codes="M")
    assert np.isnan(table["M", "styrer"])
    hidden = {SMALL * 7, (SMALL + LARGE) * 7, SMALL, SMALL + LARGE}
    assert not hidden & set(everything_in(table))
    cells = [cell for row in (*table.rows(), *table.text_rows()) for cell in row]
    assert not {str(one) for one in hidden} & {str(cell) for cell in cells}
    assert not hidden & set(table.to_frame().drop(columns=["code", "name"]).to_numpy(float).ravel())
    pages = [one._repr_html_().split("</style>")[1].split("<p")[0] for one in (table, table.shares(), table.rates())]
    for text in (*table.headings, table.caption, table.notes[0], repr(table), repr(table.bases), *pages):
        assert not any(str(one) in text for one in hidden if one > SMALL), text


def test_a_stored_or_copied_table_has_nothing_that_is_not_shown():
    table = crosstab(project_of())
    stored = pickle.dumps(table)
    assert b"A5" not in stored
    assert b"Site S1" in stored
    assert pickle.loads(stored)._behind.opened() is None
    assert copy.deepcopy(table)._behind.opened() is None
    assert copy.copy(table._behind).opened() is None
    assert list(pickle.loads(stored).rows()) == list(table.rows())
    assert repr(table._behind) == "<Behind>"
    assert repr(table._behind.opened()) == "<Record>"


def test_arrays_cannot_be_changed():
    table = crosstab(project_of())
    for numbers in (table.values, table.row_totals, table.column_totals, table.bases.words, table.shares().values):
        with pytest.raises(ValueError, match="read-only"):
            numbers[0] = 1


def test_the_table_as_people_read_it():
    table = crosstab(project_of(), codes="M", small="show")
    assert table.caption == "Codings by code and role"
    assert table.columns == ("code", "name", "role: assistent", "role: styrer", "total")
    assert table.headings == ("code", "assistent (n = 6)", "styrer (n = 3)", "all (n = 9)")
    rows = list(table.text_rows())
    assert rows[0] == ("All", 42, 21, 63)
    assert rows[1][1:] == (42, 21, 63)
    assert next(iter(table.rows()))[0] == "M"
    assert repr(table) == "<Crosstab: Codings by code and role>"
    assert len(table) == 2


def test_hidden_cells_and_small_groups_are_marked():
    table = crosstab(project_of(), codes="M")
    assert table.headings[1:] == ("assistent (n = 6)", "styrer (n < 5)", "all")
    assert list(table.text_rows())[1][1:] == (42, "·", "·")
    assert next(table.rows())[2:] == (42, None, None)
    assert any("fewer than 5 people are not shown" in note for note in table.notes)
    assert any("could be worked out" in note for note in table.notes)


def test_passages_have_bands_and_no_people():
    talk = [("S0", "M"), *[("S1", "M")] * 6, *[("A0", "M")] * 9]
    roles = {"S0": "eier", "S1": "styrer", "A0": "assistent"}
    table = crosstab(crowd(("1", talk), roles=roles), codes="M", small="passages")
    row = next(iter(table.rows()))
    assert row[2:] == (9, "1–4", None, None) or row[2:] == (9, "1–4", 6, None)
    assert table.headings[1:-1] == ("assistent", "eier", "styrer")
    assert any("Passages are counted" in note for note in table.notes)


def test_what_is_shown_for_use_inside_is_flagged():
    assert any("inside of the project only" in note for note in crosstab(project_of(), small="show").notes)


def test_small_groups_alone_are_said_to_be_so_with_a_way_out():
    project = crowd(("1", [("S0", "M")]), roles={"S0": "styrer"})
    assert any("merged=" in note for note in crosstab(project).notes)


def test_merged_groups_are_named():
    roles = {f"P{n}": f"role {n}" for n in range(6)}
    table = crosstab(crowd(("1", [(name, "M") for name in roles]), roles=roles), small="merge")
    assert table.groups.merged == tuple(f"role {n}" for n in range(6))
    assert any("role 0, role 1" in note for note in table.notes)
    assert any("One group is left" in note for note in table.notes)


def test_the_sole_holder_of_a_role_at_a_site_is_named_whatever_the_count():
    for small in ("suppress", "show"):
        table = crosstab(project_of(), small=small)
        assert [(one.role, one.site) for one in table.sole_holders] == [
            ("styrer", "Site S0"),
            ("styrer", "Site S1"),
            ("styrer", "Site S2"),
        ]
        assert any("one holder" in note for note in table.notes)
    # The names stay out of what goes along into an article.
    assert not any("Site S1" in note for note in table.notes)


@given(crowds(coders=2), st.sampled_from(["codings", "sentences", "words", "people"]))
def test_shares_are_what_is_shown_divided_by_what_is_shown(project, count):
    table = crosstab(project, count=count)
    for of, whole in (("row", table.row_totals[:, None]), ("column", table.column_totals[None, :])):
        shares = table.shares(of).values
        for (row, column), share in np.ndenumerate(shares):
            cell = table.values[row, column]
            base = np.broadcast_to(whole, table.values.shape)[row, column]
            if np.isnan(cell) or np.isnan(base) or base == 0:
                assert np.isnan(share)
            else:
                assert share == pytest.approx(cell / base)
                assert 0 <= share <= 1
    assert table.shares("total").values == pytest.approx(table.values / (table.total or np.nan), nan_ok=True)


@given(crowds())
def test_rates_are_held_against_all_that_the_group_says(project):
    for count, base, times in (("codings", "words", 1000), ("sentences", "sentences", 1), ("people", "people", 1)):
        table = crosstab(project, count=count, small="show")
        rates = table.rates()
        whole = getattr(table.bases, base)
        for (row, column), rate in np.ndenumerate(rates.values):
            expected = times * table.values[row, column] / whole[column] if whole[column] else np.nan
            assert rate == pytest.approx(expected, nan_ok=True)
    assert crosstab(project, count="codings").rates().of == "1000 words"


def test_shares_as_people_read_them():
    talk = [("A", "M")] * 1 + [("A", "F")] * 499
    table = crosstab(crowd(("1", talk), roles={"A": "styrer"}), codes=["M", "F", "L"], small="show")
    rows = [row[1:] for row in table.shares().text_rows()]
    assert rows == [("<1%",), ("0%",), ("100%",), ("0%",)]
    assert table.shares().caption.endswith("share of the column")
    assert table.shares().columns == ("code", "name", "role: styrer")
    assert next(table.shares().rows())[2] == pytest.approx(1 / 500)
    assert next(row[1] for row in table.rates().text_rows()) == "0.7"
    assert table.shares().notes == table.notes


@pytest.mark.parametrize("of", ["rows", "", None])
def test_unknown_shares_are_refused(of):
    with pytest.raises(DataError, match="of"):
        crosstab(project_of()).shares(of)


def test_unknown_cells_are_refused():
    table = crosstab(project_of())
    with pytest.raises(DataError, match="«X»"):
        table["X", "styrer"]
    with pytest.raises(DataError, match="«eier»"):
        table["M", "eier"]


def test_several_coders_are_said_to_count_twice():
    from coders import small

    assert any("counts twice" in note for note in crosstab(small(("aM bM",))).notes)
    assert not any("counts twice" in note for note in crosstab(small(("aM bM",)), count="sentences").notes)
