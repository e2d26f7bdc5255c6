"""Counts that are published together: none gives away what another hides, and what is hidden opens nothing."""

from dataclasses import replace

import numpy as np
import pytest

from coded_editions import edition_of, project_of
from fou_toolkit.analysis.crosstab import check_export, crosstab
from fou_toolkit.appendix.sections.code_tables import opened_by
from fou_toolkit.appendix.sections.counts import counts_of
from fou_toolkit.appendix.sections.standing import Standing
from fou_toolkit.workspace import read_project

pytestmark = pytest.mark.usefixtures("english")


def test_what_the_tables_give_away_together_is_left_out_of_the_results():
    edition = edition_of(read_project(), groups=("phase",))
    alone = [crosstab(edition.selection, columns="phase", count=count) for count in ("people", "codings")]
    languages = dict.fromkeys(("nb", "nn"), "*")
    all_ = [
        crosstab(edition.selection, columns="language", merged=languages, count=one) for one in ("people", "codings")
    ]
    told = check_export(*all_, *alone).left_out
    cells = [one for one in told if one.table == 3 and one.column != "all"]
    published = counts_of(edition).groups["phase"]["people"]
    assert cells
    for one in cells:
        row, column = alone[0].lines.labels.index(one.row), alone[0].groups.names.index(one.column)
        assert np.isfinite(alone[0].values[row, column])
        assert np.isnan(published.values[row, column])


def test_a_hidden_cell_opens_nothing_however_many_people_stand_behind_it():
    edition = edition_of(project_of([(number, 0.03, 8, "A", "k") for number in range(6)]))
    table = crosstab(edition.selection, columns="role", count="codings")
    standing = Standing.of_codes(edition, table.lines.ids)
    assert (
        len(opened_by(edition, table, standing, dict(zip(table.groups.ids, range(9), strict=False))).at(0, 0).rows) == 3
    )
    hidden = replace(table, values=np.full(table.values.shape, np.nan))
    opened = opened_by(edition, hidden, standing, dict(zip(table.groups.ids, range(9), strict=False)))
    assert opened.at(0, 0) is None
    assert opened.by_key(("A", "styrer")) is None


def test_counts_are_made_once_for_an_edition():
    edition = edition_of(project_of([(0, 0.03, 8, "A", "k")]))
    assert counts_of(edition) is counts_of(edition)
