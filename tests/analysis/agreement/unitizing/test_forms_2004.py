"""The forms of 2004 and 1995: published figures, and a plain double loop."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing import unitizing_alpha_1995, unitizing_alpha_2004
from fou_toolkit.errors import DataError


def study(units, bounds, stretch=1) -> Continuum:
    """Put units of form coder: category: [(begin, length)] into a continuum."""
    return Continuum.of(
        [
            (coder, begin * stretch, (begin + length) * stretch, kind)
            for coder, kinds in units.items()
            for kind, places in kinds.items()
            for begin, length in places
        ],
        bounds=bounds,
    )


PAGE_254 = {
    "i": {"c": [(225, 70), (370, 30)], "k": [(180, 60), (300, 50)]},
    "j": {"c": [(220, 80), (355, 20), (400, 20)], "k": [(180, 60), (300, 50)]},
}

PAGE_57 = {
    "one": {
        "A": [(2, 8), (14, 6)],
        "B": [(0, 18)],
        "C": [(2, 6), (10, 2), (14, 4), (20, 2)],
        "D": [(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
    },
    "two": {
        "A": [(4, 4), (15, 2)],
        "B": [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)],
        "C": [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)],
        "D": [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
    },
}


class TestOf2004:
    """Krippendorff, K. (2004). Content analysis, 2nd ed., p. 254, as DKPro Agreement has it."""

    def test_figures(self):
        found = unitizing_alpha_2004(study(PAGE_254, (150, 450)))
        assert found.categories == ("c", "k")
        assert found.observed.tolist() == pytest.approx([0.0144, 0], abs=0.0001)
        assert found.expected.tolist() == pytest.approx([0.0532, 0.0490], abs=0.0001)
        assert found.by_category == pytest.approx({"c": 0.7286, "k": 1}, abs=0.0001)
        assert found.by_category["k"] == 1
        assert found.alpha == pytest.approx(0.8591, abs=0.0005)

    def test_distances(self):
        """The squared distances of p. 254: 50, 850 and, of a unit in a gap, 400."""
        found = unitizing_alpha_2004(study(PAGE_254, (150, 450)))
        assert found.observed[0] * 300**2 == pytest.approx(50 + 850 + 400)

    @pytest.mark.parametrize(
        ("one", "two", "distance"),
        [
            ((5, 6), (5, 6), 0),
            ((5, 6), (6, 4), 2),
            ((5, 6), (7, 2), 8),
            ((5, 6), (6, 2), 10),
            ((5, 6), (5, 2), 16),
            ((5, 6), (4, 2), 26),
            ((5, 6), (2, 2), 40),
            ((5, 6), (3, 2), 40),
        ],
    )
    def test_distances_of_two_units(self, one, two, distance):
        """DKPro Agreement, tests of Krippendorff (2004); the last two lie in each other's gaps, at 36 and 4."""
        found = unitizing_alpha_2004(study({"i": {"x": [one]}, "j": {"x": [two]}}, (0, 20)))
        assert found.observed[0] * 20**2 == pytest.approx(distance)


class TestOf1995:
    """Krippendorff, K. (1995). On the reliability of unitizing continuous data, p. 57, as DKPro Agreement has it."""

    @pytest.mark.parametrize("form", [unitizing_alpha_1995, unitizing_alpha_2004])
    def test_observed_disagreements(self, form):
        found = form(study(PAGE_57, (0, 24)))
        assert found.observed.tolist() == pytest.approx([0.03125, 2.26736, 0.02777, 0.38715], abs=0.00001)

    def test_limits(self):
        """Printed are .553, -.926, .679 and .066; B and C do not follow exactly from the form of 2004."""
        found = unitizing_alpha_1995(study(PAGE_57, (0, 24)))
        limits = {"A": 0.553, "B": -0.926, "C": 0.679, "D": 0.066}
        assert found.by_category == pytest.approx(limits, abs=0.02)
        for name in "AD":
            assert found.by_category[name] == pytest.approx(limits[name], abs=0.0005)
        assert found.expected.tolist() == pytest.approx([0.06990, 1.17731, 0.08642, 0.41445], abs=0.005)
        assert found.expected[[0, 3]].tolist() == pytest.approx([0.06990, 0.41445], abs=0.00001)

    @pytest.mark.parametrize("stretch", [0.25, 7])
    def test_the_limit_does_not_depend_on_the_unit_of_length(self, stretch):
        one = unitizing_alpha_1995(study(PAGE_57, (0, 24)))
        two = unitizing_alpha_1995(study(PAGE_57, (0, 24 * stretch), stretch))
        assert two.expected.tolist() == pytest.approx(one.expected.tolist())
        assert two.alpha == pytest.approx(one.alpha)

    def test_the_form_of_2004_comes_close_to_the_limit_in_long_continua(self):
        found = unitizing_alpha_2004(study(PAGE_57, (0, 24 * 10**6), 10**6))
        limit = unitizing_alpha_1995(study(PAGE_57, (0, 24)))
        assert found.expected.tolist() == pytest.approx(limit.expected.tolist(), rel=1e-5)

    def test_a_short_continuum(self):
        """Example C at length 12: D_e is .05494, α .494."""
        found = unitizing_alpha_2004(
            study({coder: {"C": kinds["C"]} for coder, kinds in PAGE_57.items()}, (0, 12), 0.5)
        )
        assert found.observed.tolist() == pytest.approx([0.02777], abs=0.00001)
        assert found.expected.tolist() == pytest.approx([0.05494], abs=0.00001)
        assert found.by_category["C"] == pytest.approx(0.494, abs=0.0005)


@st.composite
def coded(draw):
    """Two to four coders, one to three documents, units of two categories that may overlap each other."""
    coders, lengths = draw(st.integers(2, 4)), draw(st.lists(st.integers(1, 14), min_size=1, max_size=3))
    rows = []
    for coder in range(coders):
        for kind in "xy":
            for text, length in enumerate(lengths):
                at = 0
                while at < length:
                    size = draw(st.integers(1, min(6, length - at)))
                    if draw(st.booleans()):
                        rows.append((coder, at, at + size, kind, text))
                    at += size
    return coders, lengths, rows


def slow(coders, lengths, rows, kind, step):
    """Work out both disagreements of a category with one loop inside the other."""
    whole = sum(lengths)
    texts = range(len(lengths))
    units = {
        (coder, text): sorted((row[1], row[2]) for row in rows if (row[0], row[3], row[4]) == (coder, kind, text))
        for coder in range(coders)
        for text in texts
    }
    observed = 0
    for one, two in combinations(range(coders), 2):
        for text in texts:
            for mine, others in ((units[one, text], units[two, text]), (units[two, text], units[one, text])):
                for start, stop in mine:
                    met = [(a, b) for a, b in others if a < stop and start < b]
                    # Each pair of units turns up twice here, from either side.
                    observed += sum(((a - start) ** 2 + (b - stop) ** 2) / 2 for a, b in met)
                    observed += (stop - start) ** 2 * (not met)
    gaps = []
    for (_, text), parts in units.items():
        at = 0
        for start, stop in [*parts, (lengths[text], None)]:
            gaps.append(start - at)
            at = stop
    sizes = [stop - start for parts in units.values() for start, stop in parts]
    above = 0
    for size in sizes:
        above += (len(sizes) - 1) / 3 * (2 * size**3 - 3 * step * size**2 + step**2 * size)
        above += size**2 * sum(gap - size + step for gap in gaps if gap >= size)
    below = coders * whole * (coders * whole - step) - sum(size * (size - step) for size in sizes)
    return 2 * observed / (coders * (coders - 1) * whole**2), 2 / whole * above / below


@pytest.mark.parametrize(("form", "step"), [(unitizing_alpha_2004, 1), (unitizing_alpha_1995, 0)])
@given(drawn=coded())
def test_both_forms_are_what_one_loop_inside_the_other_gives(form, step, drawn):
    coders, lengths, rows = drawn
    bounds = {text: (0, length) for text, length in enumerate(lengths)}
    found = form(Continuum.of(rows, bounds=bounds, coders=range(coders)))
    for number, kind in enumerate(found.categories):
        observed, expected = slow(coders, lengths, rows, kind, step)
        assert found.observed[number] == pytest.approx(observed)
        assert found.expected[number] == pytest.approx(expected)
        if expected:
            assert found.by_category[kind] == pytest.approx(1 - observed / expected)


class TestNothingIsKnown:
    @pytest.mark.parametrize("form", [unitizing_alpha_1995, unitizing_alpha_2004])
    @pytest.mark.parametrize("units", [[], [("a", 0, 4, "x")]])
    def test_with_no_or_one_coder(self, form, units):
        found = form(Continuum.of(units))
        assert math.isnan(found.alpha)
        assert all(math.isnan(one) for one in found.by_category.values())

    def test_where_nothing_was_marked(self):
        found = unitizing_alpha_2004(Continuum.of([], bounds=(0, 9), coders="ab"))
        assert found.by_category == {}
        assert math.isnan(found.alpha)

    @pytest.mark.parametrize("form", [unitizing_alpha_1995, unitizing_alpha_2004])
    def test_without_documents(self, form):
        found = form(replace(Continuum.of([], coders="ab"), categories=("x",)))
        assert math.isnan(found.expected[0])
        assert math.isnan(found.by_category["x"])

    def test_of_a_category_that_was_not_used(self):
        one = Continuum.of([("a", 0, 4, "x"), ("b", 1, 4, "x")], bounds=(0, 9))
        found = unitizing_alpha_2004(replace(one, categories=("x", "y")))
        assert found.by_category["x"] == pytest.approx(found.alpha)
        assert math.isnan(found.by_category["y"])


def test_coders_who_have_not_looked_at_all_texts_have_no_place_here():
    found = Continuum.of([("a", 0, 4, "x", 1), ("b", 0, 4, "x", 1), ("b", 0, 4, "x", 2)])
    with pytest.raises(DataError, match="looked at all texts") as caught:
        unitizing_alpha_2004(replace(found, looked=np.array([[True, False], [True, True]])))
    assert "u_alpha" in caught.value.hint


def test_units_shorter_than_a_place_have_no_place_in_the_form_of_2004():
    short = Continuum.of([("a", 0, 0.1, "x"), ("b", 0, 2, "x")], bounds=(0, 3))
    with pytest.raises(DataError, match="shorter than one") as caught:
        unitizing_alpha_2004(short)
    assert "unitizing_alpha_1995" in caught.value.hint
    assert unitizing_alpha_1995(short).alpha < 1
    assert unitizing_alpha_2004(Continuum.of([("a", 0, 1, "x"), ("b", 0, 1, "x")], bounds=(0, 3))).alpha == 1
