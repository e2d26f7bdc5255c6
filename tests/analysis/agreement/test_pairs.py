"""The agreement of each pair of coders."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import columns_of, projects, slow_figures, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import MEASURES, ReliabilityData, agreement, pairwise


def pairs(project, **options):
    return agreement(project, bootstrap=None, **options).pairwise()


@given(projects(), st.sampled_from(["sentence", "turn"]), st.sampled_from(["code", "theme"]))
def test_every_pair_is_compared_on_what_both_have_read(project, unit, level):
    found = pairs(project, unit=unit, by=level)
    units = slow_units(project, unit)
    tables = [slow_table(project, units, codes) for codes in columns_of(level).values()]
    names = project.codings.coder_ids
    assert found.coders == names
    assert list(found.pairs) == list(combinations(range(len(names)), 2))
    for (one, two), size, figures in zip(found.pairs, found.units, found.figures, strict=True):
        both = [
            [
                (table[one][place], table[two][place])
                for place in range(len(units))
                if None not in (table[one][place], table[two][place])
            ]
            for table in tables
        ]
        rows = [[pair[who] for table in both for pair in table] for who in (0, 1)]
        assert size == len(both[0])
        assert figures == pytest.approx(slow_figures(rows), abs=1e-9, nan_ok=True)


@given(projects())
def test_of_characters_each_counts_once(project):
    found = pairs(project, unit="character")
    units = slow_units(project, "character")
    read = set(project.codings.pairs_read())
    for (one, two), size in zip(found.pairs, found.units, strict=True):
        names = project.codings.coder_ids[one], project.codings.coder_ids[two]
        assert size == sum(all((name, unit.source) in read for name in names) for unit in units)


@given(projects(coders=(2, 4)), st.sampled_from(["alpha", "percent", "fleiss_kappa", "kappa"]))
def test_they_are_those_of_the_low_level_function(project, measure):
    """All codes one after the other make one table."""
    units = slow_units(project, "sentence")
    if not units:
        return
    tables = [slow_table(project, units, codes) for codes in columns_of("code").values()]
    rows = [[cell for table in tables for cell in table[coder]] for coder in range(len(tables[0]))]
    figure = {"kappa": "cohen_kappa"}.get(measure, measure)
    expected = pairwise(ReliabilityData.of(rows, values=(0, 1)), figure)
    found = pairs(project).matrix(measure)
    known = ~np.isnan(found)
    assert found[known] == pytest.approx(expected[known])
    assert np.isnan(np.diag(found)).all()
    assert np.array_equal(found, found.T, equal_nan=True)


class TestShown:
    def project(self):
        return small(
            ("aM bM cM", "aM bM", "cF"),
            ("aF", "bF cF"),
            coders="abc",
            read=[*((w, "s1") for w in "abc"), ("a", "s2"), ("b", "s2")],
        )

    def test_two_coders_are_one_pair_with_the_pooled_figures(self):
        result = agreement(small(("aM bM", "aM", "bF")), bootstrap=None)
        [figures] = result.pairwise().figures
        assert figures == pytest.approx([one.value for one in result["pooled codes"].figures])

    def test_rows_and_matrix(self):
        found = pairs(self.project())
        frame = found.to_frame()
        assert list(frame.columns) == ["coder", "other", "units", *MEASURES]
        assert frame[["coder", "other", "units"]].values.tolist() == [["a", "b", 5], ["a", "c", 3], ["b", "c", 3]]
        matrix = found.matrix()
        assert matrix.shape == (3, 3)
        assert matrix[0, 1] == matrix[1, 0] == frame["alpha"][0]
        assert found.matrix("percent")[1, 2] == frame["percent"][2]

    def test_a_measure_that_is_not_there(self):
        with pytest.raises(ValueError, match="tuple"):
            pairs(self.project()).matrix("phi")

    def test_a_pair_that_shares_no_text_has_no_figure(self):
        project = small(
            ("aM bM", ""), ("bM cM", ""), coders="abc", read=[("a", "s1"), ("b", "s1"), ("b", "s2"), ("c", "s2")]
        )
        found = pairs(project)
        assert found.units == (2, 0, 2)
        assert [math.isnan(figures[0]) for figures in found.figures] == [False, True, False]
        assert "<td>a</td><td>c</td><td>0</td><td>–</td>" in found._repr_html_()

    def test_a_notebook_shows_two_digits(self):
        shown = pairs(self.project())._repr_html_()
        assert "Each pair of coders, pooled over unit × code" in shown
        assert shown.count("<tr>") == 4
        alpha = pairs(self.project()).matrix()[0, 1]
        assert f"<td>a</td><td>b</td><td>5</td><td>{alpha:.2f}</td>" in shown

    def test_names_cannot_leave_their_cells(self):
        evil = "<script>"
        project = small(("",), coders=[evil, "b"])
        shown = pairs(project)._repr_html_()
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
