"""How much to code twice: drawn again with the sizes that the plan names."""

import math
from itertools import pairwise

import numpy as np
import pytest

from coders import CODES, slow_figures, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import MEASURES, Bootstrap, agreement, plan
from fou_toolkit.analysis.agreement.coefficients.bootstrap import draws
from fou_toolkit.errors import DataError

TEXTS = [("aM bM", "aM bM"[: 2 + 3 * (n % 2)], "bM"[: 2 * (n % 3)], "", "aF bF", "aF"[: n % 3]) for n in range(8)]
"""Eight texts; M and F now and then differ, other codes nobody used."""


def pilot(*texts, coders="ab", bootstrap=None, **options):
    return agreement(small(*texts, coders=coders), bootstrap=bootstrap, **options)


def need(found, name):
    [row] = [row for row in found.needs if name in (row.pilot.id, row.pilot.scope)]
    return row


def slow_width(project, codes, size, measure="alpha", *, replicates=120, seed=1, confidence=0.95):
    """Draw so many texts again and again, put their tables together, and see how far the figures lie apart."""
    texts = [source.id for source in project.corpus]
    units = slow_units(project, "sentence")
    tables = [
        [slow_table(project, [one for one in units if one.source == text], (code,)) for text in texts] for code in codes
    ]
    figures = []
    for often in (
        np.concatenate(list(draws(np.ones(len(texts), np.int64), replicates, seed, size=size))).astype(int).tolist()
    ):
        rows = [[], []]
        for table in tables:
            for part, times in zip(table, often, strict=True):
                for number, cells in enumerate(part):
                    rows[number] += cells * times
        figures.append(slow_figures(rows)[MEASURES.index(measure)])
    known = [figure for figure in figures if not math.isnan(figure)]
    if len(known) < 0.95 * len(figures):
        return math.nan
    low, high = np.quantile(known, [(1 - confidence) / 2, (1 + confidence) / 2])
    return high - low


class TestNeeds:
    @pytest.mark.parametrize("measure", ["alpha", "ac1", "percent"])
    @pytest.mark.parametrize("wanted", [0.5, 0.3, 0.2, 0.12])
    def test_with_so_many_texts_the_interval_is_as_narrow_as_wanted(self, wanted, measure):
        project = small(*TEXTS)
        found = plan(agreement(project, bootstrap=None), width=wanted, measure=measure, most=60, replicates=120)
        for name, codes in (("M", "M"), ("F", "F"), ("pooled codes", CODES)):
            row = need(found, name)
            assert row.width == pytest.approx(slow_width(project, codes, len(TEXTS), measure), nan_ok=True)
            if math.isnan(row.texts):
                assert row.reason == f"More than {SIZES[-1]} texts."
                assert slow_width(project, codes, SIZES[-1], measure) > wanted
                continue
            assert row.reason == ""
            assert slow_width(project, codes, int(row.texts), measure) <= wanted + 1e-12
            assert row.units == pytest.approx(row.texts * 48 / 8)
            sizes = [size for size in SIZES if size < row.texts]
            if sizes:
                before = slow_width(project, codes, sizes[-1], measure)
                assert math.isnan(before) or before > wanted

    def test_the_narrower_the_more(self):
        result = pilot(*TEXTS)
        needs = [
            [row.texts for row in plan(result, width=width, replicates=200).needs[:2]]
            for width in (0.6, 0.3, 0.15, 0.08)
        ]
        for one, two in pairwise(needs):
            assert all(few < many for few, many in zip(one, two, strict=True))

    def test_rows_are_those_of_the_pilot(self):
        assert [row.pilot.scope for row in plan(pilot(*TEXTS), replicates=9).needs] == ["pooled codes", *["code"] * 5]
        assert [row.pilot.id for row in plan(pilot(*TEXTS, by="theme"), replicates=9).needs] == ["", "T", "U"]
        pooled = plan(pilot(*TEXTS, by="pooled"), replicates=9).needs
        assert [row.pilot.scope for row in pooled] == ["pooled codes", "pooled themes"]
        assert pooled[0].texts == pytest.approx(plan(pilot(*TEXTS), replicates=9).needs[0].texts, nan_ok=True)
        assert pooled[1].texts == pytest.approx(
            plan(pilot(*TEXTS, by="theme"), replicates=9).needs[0].texts, nan_ok=True
        )

    def test_the_same_seed_gives_the_same_plan(self):
        result = pilot(*TEXTS)
        one, again, other = (
            repr([row.width for row in plan(result, replicates=50, seed=seed).needs]) for seed in (1, 1, 2)
        )
        assert one == again
        assert one != other

    def test_characters_can_be_planned(self):
        row = need(plan(pilot(*TEXTS, unit="character"), width=0.4, replicates=100), "pooled codes")
        assert row.texts > 2
        assert row.units > 17 * row.texts

    def test_the_confidence_is_that_of_the_pilot(self):
        wide, narrow = (
            plan(pilot(*TEXTS, bootstrap=Bootstrap(replicates=5, confidence=confidence)), replicates=200)
            for confidence in (0.95, 0.5)
        )
        assert (wide.confidence, narrow.confidence, plan(pilot(*TEXTS), replicates=9).confidence) == (0.95, 0.5, 0.95)
        assert need(narrow, "M").width < need(wide, "M").width
        assert need(narrow, "M").texts < need(wide, "M").texts


SIZES = [2, 3, 4, 5, 6, 8, 10, 12, 15, 19, 24, 30, 37, 47, 58]
"""2, then a quarter more each time, at least one; the eight of the pilot are among them anyhow."""


class TestReasons:
    def test_nobody_used_it(self):
        row = need(plan(pilot(*TEXTS), replicates=9), "L")
        assert (math.isnan(row.texts), math.isnan(row.units), row.reason) == (True, True, "Nobody used it.")

    def test_no_disagreement_was_seen(self):
        row = need(plan(pilot(("aM bM", ""), ("aM bM",)), replicates=9), "M")
        assert math.isnan(row.texts)
        assert row.reason.startswith("The pilot has no disagreement")

    def test_no_agreement_was_seen(self):
        row = need(plan(pilot(("aM", "bM"), ("aM", "bM", "")), replicates=9), "M")
        assert math.isnan(row.texts)
        assert row.reason.startswith("Nobody agreed in the pilot")

    def test_more_than_can_be_tried(self):
        row = need(plan(pilot(*TEXTS), width=0.01, most=10, replicates=50), "M")
        assert math.isnan(row.texts)
        assert row.reason == "More than 10 texts."

    def test_a_pilot_larger_than_the_most_is_tried_all_the_same(self):
        row = need(plan(pilot(*TEXTS), width=0.9, most=2, replicates=50), "M")
        assert row.texts in (2, 8)
        assert need(plan(pilot(*TEXTS), width=0.01, most=2, replicates=50), "M").reason == "More than 8 texts."

    @pytest.mark.parametrize(("often", "said"), [(4, True), (5, False)])
    def test_rare_in_the_pilot(self, often, said):
        texts = [("aM bM" if n < often - 1 else "", "bM" if n == 9 else "", "") for n in range(10)]
        row = need(plan(pilot(*texts), width=0.9, replicates=50), "M")
        assert row.pilot.found == (often - 1, often)
        assert ("Rare" in row.reason) == said

    def test_a_code_that_is_often_missing_in_small_draws_needs_more_texts(self):
        """It stands in one text of eight: drawn twice, it is mostly not there, and there is no figure."""
        texts = [("aM bM", "aM bM", "aM", "aM bM", "bM", "aM bM", ""), *[("", "")] * 7]
        found = plan(pilot(*texts), width=0.99, replicates=100)
        assert math.isnan(need(found, "M").width)
        assert need(found, "M").texts > 8


class TestRefused:
    @pytest.mark.parametrize("width", [0, 1, -0.1, 1.5, math.nan, math.inf])
    def test_a_width_that_is_none(self, width):
        with pytest.raises(DataError, match="between 0 and 1"):
            plan(pilot(*TEXTS), width=width)

    def test_a_measure_that_is_not_there(self):
        with pytest.raises(DataError, match="«phi» is not possible for measure") as raised:
            plan(pilot(*TEXTS), measure="phi")
        assert "alpha, ac1, kappa" in raised.value.hint

    def test_one_text_tells_nothing(self):
        with pytest.raises(DataError, match="One text"):
            plan(pilot(("aM bM", "aM")))


class TestShown:
    def test_frame_and_caption(self):
        found = plan(pilot(*TEXTS), width=0.3, measure="ac1", replicates=60, seed=4)
        frame = found.to_frame()
        assert list(frame.columns) == ["scope", "id", "name", "ac1", "width", "texts", "units", "reason"]
        assert len(frame) == 6
        assert frame["texts"].dtype == float
        assert frame.set_index("id").loc["M", "ac1"] == pilot(*TEXTS)["M"]["ac1"].value
        assert found.caption == (
            "For a 95% interval at most 0.3 wide, judged from a pilot of 8 texts; 60 draws, seed 4"
        )

    def test_a_notebook_shows_all_rows_and_a_warning(self):
        shown = plan(pilot(*TEXTS), replicates=20)._repr_html_()
        assert shown.count("<tr>") == 7
        assert "<td>L Lek</td><td>–</td><td>–</td><td>–</td><td>–</td><td>Nobody used it.</td>" in shown
        assert "They never quite are." in shown
