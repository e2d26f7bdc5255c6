"""How much to code twice: drawn again with the sizes that the plan names."""

import math
from itertools import pairwise

import numpy as np
import pytest

from coders import CODES, slow_figures, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import MEASURES, Bootstrap, agreement, plan
from fou_toolkit.analysis.bootstrap import draws
from fou_toolkit.errors import DataError

TEXTS = [("aM bM", "aM bM"[: 2 + 3 * (n % 2)], "bM"[: 2 * (n % 3)], "", "aF bF", "aF"[: n % 3]) for n in range(8)]
"""Eight texts; M and F now and then differ, other codes nobody used."""


def pilot(*texts, coders="ab", bootstrap=None, **options):
    return agreement(small(*texts, coders=coders), bootstrap=bootstrap, **options)


def need(found, name):
    [row] = [row for row in found.needs if name in (row.pilot.id, row.pilot.scope)]
    return row


def slow_width(project, codes, size, measure="alpha", *, replicates=60, seed=1, confidence=0.95):
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
    @pytest.mark.parametrize(("wanted", "measure"), [(0.5, "alpha"), (0.3, "ac1"), (0.2, "alpha"), (0.12, "percent")])
    def test_with_so_many_texts_the_interval_is_as_narrow_as_wanted(self, wanted, measure):
        project = small(*TEXTS)
        found = plan(agreement(project, bootstrap=None), width=wanted, measure=measure, most=60, replicates=60)
        for name, codes in (("M", "M"), ("F", "F"), ("pooled codes", CODES)):
            row = need(found, name)
            assert row.width == pytest.approx(slow_width(project, codes, len(TEXTS), measure), nan_ok=True)
            if math.isnan(row.texts):
                assert row.reason == f"More than {SIZES[-1]} texts."
                assert slow_width(project, codes, SIZES[-1], measure) > wanted
                continue
            assert row.reason == FEW
            assert row.texts in SIZES
            assert slow_width(project, codes, int(row.texts), measure) <= wanted + 1e-12
            assert row.units == pytest.approx(row.texts * 48 / 8)
            sizes = [size for size in SIZES if size < row.texts]
            if sizes:
                before = slow_width(project, codes, sizes[-1], measure)
                assert math.isnan(before) or before > wanted

    def test_the_narrower_the_more(self):
        result = pilot(*TEXTS)
        needs = [
            [row.texts for row in plan(result, width=width, replicates=200).needs[:2]] for width in (0.25, 0.15, 0.1)
        ]
        for one, two in pairwise(needs):
            assert all(few < many for few, many in zip(one, two, strict=True))

    def test_it_is_never_fewer_than_ten_texts(self):
        """Also where fewer would do, and where the pilot itself is smaller or larger."""
        for texts in (TEXTS[:4], TEXTS, TEXTS * 2):
            found = plan(pilot(*texts), width=0.99, replicates=30)
            row = need(found, "pooled codes")
            assert row.width < 0.99
            assert row.texts == 10
            assert row.units == pytest.approx(60)

    def test_rows_are_those_of_the_pilot(self):
        assert [row.pilot.scope for row in plan(pilot(*TEXTS), replicates=10).needs] == ["pooled codes", *["code"] * 5]
        assert [row.pilot.id for row in plan(pilot(*TEXTS, by="theme"), replicates=10).needs] == ["", "T", "U"]
        pooled = plan(pilot(*TEXTS, by="pooled"), replicates=10).needs
        assert [row.pilot.scope for row in pooled] == ["pooled codes", "pooled themes"]
        assert pooled[0].texts == pytest.approx(plan(pilot(*TEXTS), replicates=10).needs[0].texts, nan_ok=True)
        assert pooled[1].texts == pytest.approx(
            plan(pilot(*TEXTS, by="theme"), replicates=10).needs[0].texts, nan_ok=True
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
        assert (wide.confidence, narrow.confidence, plan(pilot(*TEXTS), replicates=10).confidence) == (0.95, 0.5, 0.95)
        assert need(narrow, "M").width < need(wide, "M").width
        assert need(narrow, "M").texts < need(wide, "M").texts


SIZES = [10, 12, 16, 20, 24, 31, 38, 48, 60]
"""Ten, then a quarter more each time."""
FEW = "In fewer than 10 texts of the pilot, so the number is unsure."


class TestReasons:
    def test_nobody_used_it(self):
        row = need(plan(pilot(*TEXTS), replicates=10), "L")
        assert (math.isnan(row.texts), math.isnan(row.units), row.reason) == (True, True, "Nobody used it.")

    def test_no_disagreement_was_seen(self):
        row = need(plan(pilot(("aM bM", ""), ("aM bM",)), replicates=10), "M")
        assert math.isnan(row.texts)
        assert row.reason.startswith("The pilot has no disagreement")

    def test_no_agreement_was_seen(self):
        row = need(plan(pilot(("aM", "bM"), ("aM", "bM", "")), replicates=10), "M")
        assert math.isnan(row.texts)
        assert row.reason.startswith("Nobody agreed in the pilot")

    def test_more_than_can_be_tried(self):
        row = need(plan(pilot(*TEXTS), width=0.01, most=10, replicates=50), "M")
        assert math.isnan(row.texts)
        assert row.reason == "More than 10 texts."

    def test_a_pilot_larger_than_the_most_is_tried_all_the_same(self):
        result = pilot(*TEXTS * 2)
        assert need(plan(result, width=0.9, most=10, replicates=50), "M").texts == 10
        assert need(plan(result, width=0.01, most=10, replicates=50), "M").reason == "More than 16 texts."

    @pytest.mark.parametrize(("often", "said"), [(9, FEW), (10, "")])
    def test_in_few_texts_of_the_pilot(self, often, said):
        """It is texts that count, and not how often the code stands in them."""
        texts = [
            ("aM bM" if n < often else "", "aM bM" if n < often else "", "bM" if n == 0 else "") for n in range(12)
        ]
        row = need(plan(pilot(*texts), width=0.9, replicates=50), "M")
        assert (row.pilot.texts, row.pilot.found) == (often, (2 * often, 2 * often + 1))
        assert row.texts == 10
        assert row.reason == said

    def test_a_code_that_is_often_missing_in_small_draws_needs_more_texts(self):
        """It stands in one text of eight: drawn eight times, it is often not there, and there is no figure."""
        texts = [("aM bM", "aM bM", "aM", "aM bM", "bM", "aM bM", ""), *[("", "")] * 7]
        found = plan(pilot(*texts), width=0.99, replicates=100)
        assert math.isnan(need(found, "M").width)
        assert need(found, "M").texts > 8


class TestRefused:
    @pytest.mark.parametrize("width", [0, 1, -0.1, 1.5, math.nan, math.inf])
    def test_a_width_that_is_none(self, width):
        with pytest.raises(DataError, match="between 0 and 1"):
            plan(pilot(*TEXTS), width=width)

    @pytest.mark.parametrize("width", ["0.2", None, (0.2,), True])
    def test_a_width_that_is_no_number(self, width):
        with pytest.raises(DataError, match="between 0 and 1"):
            plan(pilot(*TEXTS), width=width)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"most": 9},
            {"most": 20.5},
            {"most": "500"},
            {"replicates": 9},
            {"replicates": None},
            {"seed": -1},
            {"seed": 1.5},
        ],
    )
    def test_numbers_that_are_not_possible(self, wrong):
        with pytest.raises(DataError, match="whole numbers from 10") as raised:
            plan(pilot(*TEXTS), **wrong)
        assert "1000 draws" in raised.value.hint

    @pytest.mark.parametrize("wrong", [None, "pilot", 3])
    def test_what_is_no_comparison(self, wrong):
        with pytest.raises(DataError, match="no comparison of coders") as raised:
            plan(wrong)
        assert "agreement(project)" in raised.value.hint

    def test_a_project_is_no_comparison(self):
        with pytest.raises(DataError, match="no comparison of coders"):
            plan(small(*TEXTS))

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
        assert list(frame.columns) == ["scope", "id", "name", "prevalence", "ac1", "width", "texts", "units", "reason"]
        assert len(frame) == 6
        assert frame["texts"].dtype == float
        row = pilot(*TEXTS)["M"]
        assert frame.set_index("id").loc["M", ["prevalence", "ac1"]].tolist() == [row.prevalence, row["ac1"].value]
        assert found.caption == (
            "For a 95% interval at most 0.3 wide, judged from a pilot of 8 texts; 60 draws, seed 4"
        )

    def test_a_notebook_shows_all_rows_and_a_warning(self):
        shown = plan(pilot(*TEXTS), replicates=20)._repr_html_()
        assert shown.count("<tr>") == 7
        assert "<td>L Lek</td><td>–</td><td>–</td><td>–</td><td>–</td><td>Nobody used it.</td>" in shown
        assert "They never quite are." in shown

    def test_under_a_reflexive_orientation_it_is_for_talk(self):
        result = agreement(small(*TEXTS, orientation="reflexive"), bootstrap=None, for_talk=True)
        found = plan(result, replicates=10)
        assert found.for_talk
        assert found.caption.startswith("For talk, not for proof. For a 95% interval")
        assert "<h3>For talk</h3>" in found._repr_html_()
        assert "For talk" not in plan(pilot(*TEXTS), replicates=10)._repr_html_()
