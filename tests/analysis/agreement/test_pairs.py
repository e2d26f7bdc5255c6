"""The agreement of each pair of coders."""

import math
from itertools import combinations, groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coders import CODES, columns_of, projects, slow_figures, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import MEASURES, Bootstrap, ReliabilityData, agreement, continuum_of, pairwise
from fou_toolkit.analysis.agreement.unitizing import u_alpha
from fou_toolkit.errors import DataError, UnknownIdError
from ratings import quiet


def pairs(project, **options):
    return agreement(project, bootstrap=None, **options).pairwise()


def values(pair):
    return [one.value for one in pair.figures]


def approx(figures):
    return pytest.approx(figures, abs=1e-9, nan_ok=True)


@given(projects(), st.sampled_from(["sentence", "turn", "character"]), st.sampled_from(["code", "theme"]))
@settings(max_examples=50)
def test_every_pair_is_compared_on_what_both_have_read(project, unit, level):
    """All figures of slow loops, pooled and of each code; of characters, all but uα."""
    found = pairs(project, unit=unit, by=level)
    units = slow_units(project, unit)
    tables = {name: slow_table(project, units, codes) for name, codes in columns_of(level).items()}
    names = project.codings.coder_ids
    assert found.coders == names
    by_pair = [(coders, list(rows)) for coders, rows in groupby(found.pairs, key=lambda pair: pair.coders)]
    assert [coders for coders, _ in by_pair] == list(combinations(names, 2))
    compared = MEASURES[1:] if unit == "character" else MEASURES
    for (one, two), (_, rows) in zip(combinations(range(len(names)), 2), by_pair, strict=True):
        assert [row.id for row in rows] == ["", *tables]
        both = {
            name: [cells for cells in zip(table[one], table[two], strict=True) if None not in cells]
            for name, table in tables.items()
        }
        for row in rows:
            cells = both[row.id] if row.id else [pair for table in both.values() for pair in table]
            expected = dict(zip(MEASURES, slow_figures([[pair[who] for pair in cells] for who in (0, 1)]), strict=True))
            assert [row[name].value for name in compared] == approx([expected[name] for name in compared])
            assert row.units == len(cells)
            if cells:
                assert row.prevalence == pytest.approx(sum(map(sum, cells)) / (2 * len(cells)))


@given(projects(), st.sampled_from(["code", "theme"]), st.booleans())
@settings(max_examples=30)
def test_of_characters_it_is_the_u_alpha_of_the_two_coders_continuum(project, level, interviewer):
    found = pairs(project, unit="character", by=level, interviewer=interviewer)
    for pair in found.pairs:
        try:
            continuum = continuum_of(project, coders=pair.coders, interviewer=interviewer)
        except DataError:
            assert all(math.isnan(figure) for figure in values(pair))
            continue
        if pair.id:
            codes = set(columns_of(level)[pair.id]) & set(continuum.categories)
            expected = quiet(u_alpha, continuum.having(*codes)) if codes else math.nan
            assert pair["alpha"].value == approx(expected)
            assert found.matrix("alpha", pair.id)[place_of(found, pair)] == approx(expected)


def place_of(found, pair):
    return tuple(found.coders.index(name) for name in pair.coders)


def test_of_two_coders_the_pooled_u_alpha_is_that_of_the_result():
    project = small(("aM bM", "aM", "bF"), ("aF bF", ""))
    result = agreement(project, unit="character", bootstrap=None)
    for row, pair in zip(result, result.pairwise().pairs, strict=True):
        assert pair.id == row.id
        assert values(pair) == approx([one.value for one in row.figures])


@given(projects(coders=(2, 4)), st.sampled_from(["alpha", "percent", "fleiss_kappa", "kappa"]))
@settings(max_examples=30)
def test_they_are_those_of_the_low_level_function(project, measure):
    """Each code is one table; pooled, all codes one after the other make one."""
    units = slow_units(project, "sentence")
    if not units:
        return
    tables = {name: slow_table(project, units, codes) for name, codes in CODES.items()}
    joined = [[cell for table in tables.values() for cell in table[coder]] for coder in range(len(tables["M"]))]
    figure = {"kappa": "cohen_kappa"}.get(measure, measure)
    result = pairs(project)
    for name, rows in {"": joined, **tables}.items():
        expected = pairwise(ReliabilityData.of(rows, values=(0, 1)), figure)
        found = result.matrix(measure, name)
        known = ~np.isnan(found)
        assert found[known] == approx(expected[known])
        assert np.isnan(np.diag(found)).all()
        assert np.array_equal(found, found.T, equal_nan=True)


class TestIntervals:
    TEXTS = (*[("aM bM", "aM cM", "bF", "aF bF cF")] * 2, ("cM", "aM bM cM", "", "bF"), ("", "aM bM", "cF", ""))

    def test_by_default_there_are_none(self):
        result = agreement(small(*self.TEXTS, coders="abc"), bootstrap=Bootstrap(replicates=20))
        assert all(math.isnan(one.low) for pair in result.pairwise().pairs for one in pair.figures)

    @pytest.mark.parametrize("over", ["documents", "units"])
    def test_they_are_those_of_the_two_coders_by_themselves(self, over):
        project, bootstrap = small(*self.TEXTS, coders="abc"), Bootstrap(over, replicates=30, seed=3)
        found = agreement(project, bootstrap=None).pairwise(bootstrap=bootstrap)
        for coders, rows in groupby(found.pairs, key=lambda pair: pair.coders):
            alone = agreement(project, coders=coders, bootstrap=bootstrap)
            for row, pair in zip(alone, rows, strict=True):
                assert repr(pair.figures) == repr(row.figures)
        assert not math.isnan(found.pairs[0]["alpha"].low)

    def test_of_two_coders_none_can_be_drawn(self):
        result = agreement(small(*self.TEXTS, coders="abc"), bootstrap=None)
        with pytest.raises(DataError, match="Two coders cannot be drawn"):
            result.pairwise(bootstrap=Bootstrap("coders"))


@pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
@pytest.mark.parametrize("bootstrap", [None, Bootstrap(replicates=9)])
def test_a_text_that_one_of_the_two_has_not_read_changes_nothing(unit, bootstrap):
    """Also not what is expected by chance; and a pair that has no text in common has no figure, and is no error."""
    texts = [("aM bM cM", "aM bF cM", "", "cF"), ("aM bM", "aM", "bF aL", "bM aE")]
    read = [("a", "s1"), ("b", "s1"), ("c", "s1"), ("a", "s2"), ("b", "s2"), ("a", "s3"), ("d", "s3")]
    project = small(*texts, ("aM dM", ""), coders="abcd", read=read)
    found = agreement(project, unit=unit, bootstrap=None).pairwise(bootstrap=bootstrap)
    alone = agreement(project, unit=unit, coders=["a", "c"], sources=["s1"], bootstrap=bootstrap)
    rows = [pair for pair in found.pairs if pair.coders == ("a", "c")]
    assert [repr(pair.figures) for pair in rows] == [repr(row.figures) for row in alone]
    assert [(pair.units, pair.prevalence) for pair in rows] == [(row.units, row.prevalence) for row in alone]
    strangers = [pair for pair in found.pairs if pair.coders == ("b", "d")]
    assert [pair.id for pair in strangers] == ["", *CODES]
    for pair in strangers:
        assert pair.units == 0
        assert all(math.isnan(figure) for figure in (pair.prevalence, *values(pair)))


class TestShown:
    def project(self, **options):
        return small(
            ("aM bM cM", "aM bM", "cF"),
            ("aF", "bF cF"),
            coders="abc",
            read=[*((w, "s1") for w in "abc"), ("a", "s2"), ("b", "s2")],
            **options,
        )

    def test_two_coders_are_one_pair_with_the_figures_of_the_result(self):
        result = agreement(small(("aM bM", "aM", "bF")), bootstrap=None)
        for row, pair in zip(result, result.pairwise().pairs, strict=True):
            assert (pair.coders, pair.id, pair.units, pair.prevalence) == (
                ("a", "b"),
                row.id,
                row.units,
                row.prevalence,
            )
            assert values(pair) == approx([one.value for one in row.figures])

    def test_rows_and_matrix(self):
        found = pairs(self.project())
        frame = found.to_frame()
        parts = [f"{name}{part}" for name in MEASURES for part in ("", "_low", "_high")]
        assert list(frame.columns) == ["coder", "other", "id", "n", "prevalence", *parts]
        assert len(frame) == 3 * 6
        pooled = frame[frame["id"] == ""]
        assert pooled[["coder", "other", "n"]].values.tolist() == [["a", "b", 25], ["a", "c", 15], ["b", "c", 15]]
        assert frame[frame["id"] == "M"]["n"].tolist() == [5, 3, 3]
        matrix = found.matrix()
        assert matrix.shape == (3, 3)
        assert matrix[0, 1] == matrix[1, 0] == pooled["alpha"].iloc[0]
        assert found.matrix("percent")[1, 2] == pooled["percent"].iloc[2]
        assert found.matrix("percent", "F")[0, 1] == pytest.approx(3 / 5)

    def test_themes_are_compared_where_the_result_is_about_themes(self):
        found = pairs(self.project(), by="theme")
        assert [pair.id for pair in found.pairs[:3]] == ["", "T", "U"]
        assert found.pairs[1].units == 5

    def test_pooled_is_about_codes(self):
        assert repr(pairs(self.project(), by="pooled").pairs) == repr(pairs(self.project()).pairs)

    def test_a_measure_that_is_not_there(self):
        found = pairs(self.project())
        for asked in (lambda: found.matrix("phi"), lambda: found.pairs[0]["phi"]):
            with pytest.raises(UnknownIdError, match="«phi» is not possible for measure") as raised:
                asked()
            assert "alpha, ac1, kappa" in raised.value.hint

    @pytest.mark.parametrize("name", ["X", "T", "m"])
    def test_a_code_that_is_not_there(self, name):
        with pytest.raises(UnknownIdError, match=f"«{name}»"):
            pairs(self.project()).matrix("alpha", name)

    def test_a_pair_that_shares_no_text_has_no_figure(self):
        project = small(
            ("aM bM", ""), ("bM cM", ""), coders="abc", read=[("a", "s1"), ("b", "s1"), ("b", "s2"), ("c", "s2")]
        )
        found = pairs(project)
        pooled = [pair for pair in found.pairs if not pair.id]
        assert [pair.units for pair in pooled] == [10, 0, 10]
        assert [math.isnan(pair["alpha"].value) for pair in pooled] == [False, True, False]
        shown = found._repr_html_()
        assert "<td>a</td><td>c</td><td>0</td><td>–</td><td>–</td>" in shown
        assert "nan" not in shown

    def test_a_notebook_shows_what_is_pooled_with_two_digits(self):
        found = pairs(self.project())
        shown = found._repr_html_()
        assert "Each pair of coders, pooled over unit × code" in shown
        assert shown.count("<tr>") == 4
        first = found.pairs[0]
        start = f"<td>a</td><td>b</td><td>25</td><td>{first.prevalence:.1%}</td><td>{found.matrix()[0, 1]:.2f}</td>"
        assert start in shown

    def test_under_a_reflexive_orientation_they_are_for_talk(self):
        found = pairs(self.project(orientation="reflexive"), for_talk=True)
        assert found.for_talk
        assert found.caption == "For talk, not for proof. Each pair of coders, pooled over unit × code"
        assert "<h3>For talk</h3>" in found._repr_html_()
        assert "For talk" not in pairs(self.project())._repr_html_()

    def test_names_cannot_leave_their_cells(self):
        evil = "<script>"
        project = small(("",), coders=[evil, "b"])
        shown = pairs(project)._repr_html_()
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
