"""uα, |uα, cuα and (k)uα: other implementations, a count place by place, and what has to hold for all data."""

import math
import warnings
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics import binary_distance
from nltk.metrics.agreement import AnnotationTask

from fou_toolkit.analysis.agreement import UndefinedWarning
from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.unitizing import (
    bar_u_alpha,
    cu_alpha,
    cu_coverage,
    ku_alpha,
    ku_coverage,
    tallies,
    tallies_by_category,
    u_alpha,
    unitizing_coincidences,
)

GAP = "gap"
# Many of the figures below are undefined on purpose; `TestReasons` is about what is said then.
pytestmark = pytest.mark.filterwarnings("ignore::fou_toolkit.analysis.agreement.UndefinedWarning")


def near(figure):
    return pytest.approx(figure, abs=1e-9, nan_ok=True)


# What coders did, drawn: for each document a length and, of those who looked, runs of (category or gap, length).


@st.composite
def runs(draw, length: int, *, gaps: bool):
    """Cut a document of one coder into units, and gaps if they are wanted."""
    found, at = [], 0
    while at < length:
        size = draw(st.integers(1, min(5, length - at)))
        found.append((draw(st.sampled_from(["x", "y", "z", GAP] if gaps else ["x", "y"])), at, at + size))
        at += size
    return found


@st.composite
def studies(draw, *, least: int = 1, gaps: bool = True, missing: bool = True):
    """One to three documents, each with its length and the runs of every coder, None for who has not looked."""
    coders = draw(st.integers(least, 4))
    study = []
    for _ in range(draw(st.integers(1, 3))):
        length = draw(st.integers(1, 12))
        looked = st.booleans() if missing else st.just(value=True)
        seen = [draw(runs(length, gaps=gaps)) if draw(looked) else None for _ in range(coders)]
        study.append((length, seen))
    return study


def continuum_of(study, *, begin: float = 0, scale: float = 1) -> Continuum:
    """Put a study into a continuum, all documents beginning at the same number."""
    units, bounds = [], {}
    for document, (length, seen) in enumerate(study):
        bounds[document] = (begin, begin + length * scale)
        for coder, parts in enumerate(seen):
            units += [
                (coder, begin + start * scale, begin + stop * scale, kind, document)
                for kind, start, stop in parts or ()
                if kind != GAP
            ]
    found = Continuum.of(units, bounds=bounds, coders=range(len(study[0][1])))
    looked = np.array([[seen[coder] is not None for _, seen in study] for coder in range(len(study[0][1]))])
    return replace(found, looked=looked)


# The same, place by place, in fractions.


def value_at(parts, place):
    return next(kind for kind, start, stop in parts if start <= place < stop)


def counted(study):
    """Count coincidences, pairs inside of units, and pairs inside of units where the other coder marked too."""
    together, inside, jointly = Counter(), Counter(), Counter()
    for length, everyone in study:
        seen = [parts for parts in everyone if parts is not None]
        if len(seen) < 2:
            continue
        weight = Fraction(1, len(seen) - 1)
        for one, two in permutations(seen, 2):
            for place in range(length):
                together[value_at(one, place), value_at(two, place)] += weight
            for kind, start, stop in one:
                if kind != GAP:
                    both = sum(value_at(two, place) != GAP for place in range(start, stop))
                    jointly[kind] += weight * both**2
        for parts in seen:
            for kind, start, stop in parts:
                inside[kind] += stop - start if kind == GAP else (stop - start) ** 2
    return together, inside, jointly


def expectations(together, inside):
    """Give ε and ℓ(c·) for the values that occur, or nothing where no pair of places is left."""
    kinds = sorted({kind for pair in together for kind in pair if together[pair]})
    total = {kind: sum(together[kind, other] for other in kinds) for kind in kinds}
    n = sum(total.values())
    free = n * n - sum(inside[kind] for kind in kinds)
    if not free > 0:
        return {}, total
    return {
        (one, two): n * (total[one] * total[two] - (inside[one] if one == two else 0)) / free
        for one, two in product(kinds, kinds)
    }, total


def share(observed, expected):
    return float(1 - Fraction(observed) / expected) if expected else math.nan


def slow_figures(study):
    """Give uα, |uα, cuα and (k)uα by their equations."""
    together, inside, jointly = counted(study)
    expected, total = expectations(together, inside)

    def apart(cells, wanted):
        return sum(amount for pair, amount in cells.items() if wanted(*pair))

    whole = share(apart(together, lambda c, k: c != k), apart(expected, lambda c, k: c != k))
    bar = share(apart(together, lambda c, k: c == GAP != k), apart(expected, lambda c, k: c == GAP != k))
    marked = {pair: amount for pair, amount in together.items() if GAP not in pair}
    marked = Counter(marked)
    expected, total = expectations(marked, jointly)
    coding = share(apart(marked, lambda c, k: c != k), apart(expected, lambda c, k: c != k))
    each = {}
    for kind in "xyz":
        if not total.get(kind) or not expected:
            each[kind] = math.nan
            continue
        chance = sum(expected[kind, other] for other in total)
        seen = chance * (total[kind] - marked[kind, kind])
        each[kind] = share(seen, total[kind] * (chance - expected[kind, kind]))
    return whole, bar, coding, each


@given(studies())
def test_the_figures_are_those_of_the_equations_counted_place_by_place(study):
    continuum = continuum_of(study)
    whole, bar, coding, each = slow_figures(study)
    assert u_alpha(continuum) == near(whole)
    assert bar_u_alpha(continuum) == near(bar)
    assert cu_alpha(continuum) == near(coding)
    assert ku_alpha(continuum) == near({kind: each[kind] for kind in continuum.categories})


@given(studies())
def test_tallies_are_counts_place_by_place(study):
    continuum = continuum_of(study)
    together, inside, jointly = counted(study)
    kinds = [*continuum.categories, GAP]
    found = tallies(continuum).pooled()
    assert found.total.tolist() == near([float(sum(together[one, two] for two in kinds)) for one in kinds])
    assert found.same.tolist() == near([float(together[kind, kind]) for kind in kinds])
    assert found.own.tolist() == near([float(inside[kind]) for kind in kinds])
    joint = [float(sum(together[one, two] for two in kinds[:-1])) for one in kinds[:-1]]
    assert found.joint.tolist() == near(joint)
    assert found.joint_own.tolist() == near([float(jointly[kind]) for kind in kinds[:-1]])


@given(studies())
def test_coincidences_are_counts_place_by_place(study):
    continuum = continuum_of(study)
    kinds = [*continuum.categories, GAP]
    for number, document in enumerate(unitizing_coincidences(continuum)):
        together, _, _ = counted([study[number]])
        assert document.tolist() == [near([float(together[one, two]) for two in kinds]) for one in kinds]


class TestOtherImplementations:
    """Figures of krippendorff-unitized-alpha 0.1.0, given the same units with the gaps written out."""

    def test_two_coders(self):
        units = {
            "a": [(0, 7, "x"), (9, 20, "y"), (20, 31, "x"), (40, 52, "z")],
            "b": [(1, 7, "x"), (9, 25, "y"), (30, 33, "x"), (41, 52, "y"), (55, 60, "z")],
        }
        assert u_alpha(flat(units, 60)) == pytest.approx(0.357728225652754, abs=1e-12)

    def test_three_coders(self):
        units = {
            "a": [(2, 10, "x"), (15, 40, "y"), (60, 80, "z")],
            "b": [(2, 12, "x"), (12, 40, "y"), (62, 79, "z"), (90, 95, "x")],
            "c": [(5, 10, "y"), (18, 44, "y"), (60, 70, "z"), (70, 80, "x")],
        }
        assert u_alpha(flat(units, 100)) == pytest.approx(0.6456418642681929, abs=1e-12)

    def test_three_coders_and_one_category(self):
        """The example in the read-me of that package, which prints .56 for places counted from 0 to 55."""
        units = {
            "a": [(3, 15, "kp"), (22, 53, "kp")],
            "b": [(3, 10, "kp"), (22, 53, "kp")],
            "c": [(22, 46, "kp")],
        }
        assert u_alpha(flat(units, 56)) == pytest.approx(0.5645448655652737, abs=1e-12)
        assert u_alpha(flat(units, 56)) == pytest.approx(0.56, abs=0.01)

    @given(studies(least=2, gaps=False, missing=False))
    def test_units_of_length_one_without_gaps_give_nominal_alpha(self, study):
        """NLTK calls it perfect agreement where only one value was used; nothing is known there."""
        single = [
            (length, [[(value_at(parts, place), place, place + 1) for place in range(length)] for parts in seen])
            for length, seen in study
        ]
        continuum = continuum_of(single)
        assume(len(continuum.categories) > 1)
        data = [
            (str(coder), f"{number}.{place}", value_at(parts, place))
            for number, (length, seen) in enumerate(single)
            for coder, parts in enumerate(seen)
            for place in range(length)
        ]
        nominal = AnnotationTask(data, distance=binary_distance).alpha()
        assert u_alpha(continuum) == near(nominal)
        assert cu_alpha(continuum) == near(nominal)

    @given(studies(least=2, gaps=False))
    def test_that_holds_where_coders_have_not_looked_at_all_documents(self, study):
        """With the definition of α: mean disagreement inside of units over that between all values."""
        places = [
            [value_at(parts, place) for parts in seen if parts is not None]
            for length, seen in study
            for place in range(length)
        ]
        places = [values for values in places if len(values) > 1]
        values = [value for unit in places for value in unit]
        assume(len(set(values)) > 1)
        inside = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in places)
        between = sum(a != b for a, b in permutations(values, 2)) / (len(values) - 1)
        single = [
            (length, [parts and [(value_at(parts, at), at, at + 1) for at in range(length)] for parts in seen])
            for length, seen in study
        ]
        assert u_alpha(continuum_of(single)) == near(1 - inside / between)
        assert cu_alpha(continuum_of(single)) == near(1 - inside / between)


def flat(units, length) -> Continuum:
    return Continuum.of([(coder, *unit) for coder, parts in units.items() for unit in parts], bounds=(0, length))


def figures(continuum) -> list[float]:
    each = ku_alpha(continuum)
    return [
        u_alpha(continuum),
        bar_u_alpha(continuum),
        cu_alpha(continuum),
        cu_coverage(continuum),
        *(each.get(kind, math.nan) for kind in "xyz"),
    ]


class TestAlways:
    @given(studies(), st.randoms(use_true_random=False))
    def test_the_order_of_coders_and_documents_changes_nothing(self, study, chance):
        before = figures(continuum_of(study))
        order = list(range(len(study[0][1])))
        chance.shuffle(order)
        mixed = [(length, [seen[coder] for coder in order]) for length, seen in study]
        chance.shuffle(mixed)
        assert figures(continuum_of(mixed)) == near(before)

    @given(studies(), st.permutations("xyz"))
    def test_other_names_for_the_categories_change_nothing(self, study, names):
        new = dict(zip("xyz", names, strict=True)) | {GAP: GAP}
        renamed = [
            (length, [parts and [(new[kind], start, stop) for kind, start, stop in parts] for parts in seen])
            for length, seen in study
        ]
        before, after = figures(continuum_of(study)), figures(continuum_of(renamed))
        assert after[:4] == near(before[:4])
        each = ku_alpha(continuum_of(study))
        assert ku_alpha(continuum_of(renamed)) == near({new[kind]: figure for kind, figure in each.items()})

    @given(studies(), st.integers(-50, 50))
    def test_where_places_are_counted_from_changes_nothing(self, study, begin):
        assert figures(continuum_of(study, begin=begin)) == near(figures(continuum_of(study)))

    @given(studies(), st.sampled_from([0.01, 3, 1000]))
    def test_figures_on_coding_do_not_depend_on_the_unit_of_length(self, study, scale):
        one, two = continuum_of(study), continuum_of(study, scale=scale)
        assert cu_alpha(two) == near(cu_alpha(one))
        assert ku_alpha(two) == near(ku_alpha(one))
        assert cu_coverage(two) == near(cu_coverage(one))

    @given(studies(gaps=False), st.sampled_from([0.5, 3, 1000]))
    def test_without_gaps_no_figure_depends_on_the_unit_of_length(self, study, scale):
        assert figures(continuum_of(study, scale=scale)) == near(figures(continuum_of(study)))

    def test_gaps_make_the_unit_of_length_matter(self):
        units = [("a", 0, 4, "x"), ("b", 1, 4, "x")]
        fine = [(coder, start * 1000, stop * 1000, kind) for coder, start, stop, kind in units]
        one, two = Continuum.of(units, bounds=(0, 10)), Continuum.of(fine, bounds=(0, 10_000))
        # By hand: n = 20, ℓ = 7 and 13, 2 apart, Σ L² = 25: 1 − 2 · (400 − 25 − 13) / (20 · 2 · 7 · 13).
        assert u_alpha(one) == pytest.approx(1 - 2 * 362 / 3640)
        assert u_alpha(two) == pytest.approx(1 - 2 * (400 - 25 - 0.013) / 3640)
        assert bar_u_alpha(two) == pytest.approx(u_alpha(two))

    @given(studies(least=2, missing=False))
    def test_it_is_one_where_all_marked_the_same(self, study):
        alike = [(length, [seen[0]] * len(seen)) for length, seen in study]
        for figure in figures(continuum_of(alike))[:3]:
            assert math.isnan(figure) or figure == near(1)
        assert all(math.isnan(one) or one == near(1) for one in ku_alpha(continuum_of(alike)).values())
        assert all(one == near(1) for one in ku_coverage(continuum_of(alike)).values())

    @given(studies())
    def test_no_figure_is_above_one(self, study):
        assert not any(figure > 1 for figure in figures(continuum_of(study)))

    def test_rounding_lifts_no_figure_above_one(self):
        """Four coders who all marked the same, at places and with weights that binary numbers do not hold exactly."""
        parts = [(0.3, 0.6, "z"), (0.6, 0.8, "x"), (0.8, 0.9, "y")]
        found = figures(Continuum.of([(coder, *part) for coder in "abcd" for part in parts], bounds=(0, 1)))
        assert found[:3] + found[4:] == near([1] * 6)
        assert max(found) <= 1

    @given(studies())
    def test_a_coder_who_looked_at_nothing_does_not_matter(self, study):
        more = [(length, [*seen, None]) for length, seen in study]
        assert figures(continuum_of(more)) == near(figures(continuum_of(study)))

    @given(studies(least=2), st.integers(1, 9))
    def test_a_document_that_one_coder_looked_at_does_not_matter(self, study, length):
        alone = (length, [[("x", 0, length)], *[None] * (len(study[0][1]) - 1)])
        found = continuum_of([*study, alone])
        assert figures(found) == near(figures(continuum_of(study)))
        assert tallies(found).total[-1].tolist() == [0] * (len(found.categories) + 1)

    @given(studies(least=2, missing=False))
    def test_marking_the_same_and_all_looking_is_told_from_not_looking(self, study):
        """Who looked and marked nothing disagrees with who marked something."""
        idle = [(length, [seen[0], [(GAP, 0, length)]]) for length, seen in study]
        absent = [(length, [seen[0], None]) for length, seen in study]
        marked = any(kind != GAP for _, seen in study for kind, _, _ in seen[0])
        assert tallies(continuum_of(idle)).total.sum() == 2 * sum(length for length, _ in study)
        assert (u_alpha(continuum_of(idle)) < 1) is marked
        assert math.isnan(u_alpha(continuum_of(absent)))


class TestNothingIsKnown:
    def test_with_one_value_only(self):
        everything = Continuum.of([("a", 0, 9, "x"), ("b", 0, 5, "x"), ("b", 5, 9, "x")])
        assert math.isnan(u_alpha(everything))
        assert math.isnan(bar_u_alpha(everything))
        assert math.isnan(cu_alpha(everything))
        assert ku_alpha(everything) == near({"x": math.nan})
        assert cu_coverage(everything) == 1

    def test_where_nothing_was_marked(self):
        nothing = Continuum.of([], bounds=(0, 9), coders="ab")
        assert tallies(nothing).total.tolist() == [[18]]
        assert math.isnan(u_alpha(nothing))
        assert math.isnan(bar_u_alpha(nothing))
        assert math.isnan(cu_alpha(nothing))
        assert ku_alpha(nothing) == {}
        assert cu_coverage(nothing) == 0

    def test_without_documents(self):
        assert math.isnan(u_alpha(Continuum.of([], coders="ab")))
        assert ku_alpha(Continuum.of([], coders="ab")) == {}

    @pytest.mark.parametrize("units", [[], [("a", 0, 4, "x"), ("a", 5, 9, "y")]])
    def test_with_no_or_one_coder(self, units):
        alone = Continuum.of(units)
        assert math.isnan(u_alpha(alone))
        assert math.isnan(bar_u_alpha(alone))
        assert math.isnan(cu_alpha(alone))
        assert math.isnan(cu_coverage(alone))
        assert all(math.isnan(figure) for figure in ku_coverage(alone).values())

    def test_of_coding_where_units_never_meet(self):
        apart = Continuum.of([("a", 0, 4, "x"), ("b", 4, 9, "y")])
        assert math.isnan(cu_alpha(apart))
        assert ku_alpha(apart) == near({"x": math.nan, "y": math.nan})
        assert ku_coverage(apart) == {"x": 0, "y": 0}
        assert u_alpha(apart) < 0

    def test_of_coding_where_all_pairs_lie_inside_of_units(self):
        """Two of three coders mark the same stretch: n = 5 and Σ L² = 25, so that nothing is left to expect."""
        few = Continuum.of([("a", 0, 5, "x"), ("b", 0, 5, "y")], bounds=(0, 20), coders="abc")
        assert math.isnan(cu_alpha(few))
        assert ku_alpha(few) == near({"x": math.nan, "y": math.nan})

    def test_of_coding_where_that_holds_but_for_rounding(self):
        """Three of seven coders, a weight of a sixth for each pair: n = 5 and Σ L² = 25 again."""
        few = Continuum.of([("a", 0, 5, "x"), ("b", 0, 5, "y"), ("c", 0, 5, "z")], bounds=(0, 20), coders="abcdefg")
        found = tallies(few).pooled()
        assert 0 < found.joint.sum() ** 2 - found.joint_own.sum() < 1e-12
        assert math.isnan(cu_alpha(few))
        assert all(math.isnan(figure) for figure in ku_alpha(few).values())

    def test_of_one_document_but_of_all(self):
        units = [("a", 0, 4, "x", 1), ("b", 0, 4, "x", 1), ("a", 0, 4, "x", 2), ("b", 0, 4, "y", 2)]
        found = tallies(Continuum.of(units))
        assert u_alpha(found).tolist() == near([math.nan, 0])
        # n = 16, ℓ = 12 and 4, Σ L² = 64: 1 − 8 · (256 − 64) / (16 · 2 · 12 · 4).
        assert u_alpha(found.pooled()) == near(1 - 8 * 192 / 1536)


class TestManyAtOnce:
    @given(studies(), st.data())
    def test_weights_stand_for_documents_that_come_more_than_once(self, study, data):
        times = data.draw(st.lists(st.integers(0, 3), min_size=len(study), max_size=len(study)))
        assume(any(times))
        repeated = [document for document, count in zip(study, times, strict=True) for _ in range(count)]
        found = tallies(continuum_of(study)).weighted(times)
        other = continuum_of(repeated)
        assert float(u_alpha(found)) == near(u_alpha(other))
        assert float(bar_u_alpha(found)) == near(bar_u_alpha(other))
        assert float(cu_alpha(found)) == near(cu_alpha(other))
        each = dict(zip(found.categories, ku_alpha(found).tolist(), strict=True))
        assert {kind: each[kind] for kind in other.categories} == near(ku_alpha(other))

    @given(studies())
    def test_sets_of_weights_give_what_each_gives_alone(self, study):
        found = tallies(continuum_of(study))
        weights = np.array([[1] * len(study), [2] + [0] * (len(study) - 1), [0] * len(study)])
        drawn = found.weighted(weights)
        for figure in (u_alpha, bar_u_alpha, cu_alpha, ku_alpha, cu_coverage, ku_coverage):
            assert figure(drawn).shape[0] == 3
            for number, one in enumerate(weights):
                assert figure(drawn)[number].tolist() == near(figure(found.weighted(one)).tolist())

    @given(studies())
    def test_documents_add_up(self, study):
        found = tallies(continuum_of(study))
        for number, document in enumerate(study):
            alone = tallies(continuum_of([document]))
            kinds = [found.categories.index(kind) for kind in alone.categories]
            assert found.own[number, [*kinds, -1]].tolist() == near(alone.own[0].tolist())
            assert found.joint_own[number, kinds].tolist() == near(alone.joint_own[0].tolist())
        assert found.pooled().total.tolist() == near(found.total.sum(axis=0).tolist())

    @given(studies())
    def test_categories_by_themselves_are_what_having_gives(self, study):
        continuum = continuum_of(study)
        found = tallies_by_category(continuum)
        assert found.total.shape == (len(continuum.categories), len(study), 2)
        for kind, figure in zip(continuum.categories, u_alpha(found.pooled()), strict=True):
            assert figure == near(u_alpha(continuum.having(kind)))
            assert figure == near(bar_u_alpha(continuum.having(kind)))
        weights = np.arange(2 * len(study)).reshape(2, -1)
        drawn = u_alpha(found.weighted(weights))
        for number, kind in enumerate(continuum.categories):
            alone = u_alpha(tallies(continuum.having(kind)).weighted(weights))
            assert drawn[number].tolist() == near(alone.tolist())


ONE_VALUE = "All coders gave the same value everywhere, so nothing is known of agreement beyond chance."
UNSEEN = "No two coders looked at the same text."
NOTHING = "Nothing is marked."
UNMET = "No two coders marked the same place."
CASES = {
    "nothing": Continuum.of([], bounds=(0, 9), coders="ab"),
    "no text": Continuum.of([], coders="ab"),
    "one coder": Continuum.of([("a", 0, 4, "x"), ("a", 5, 9, "y")]),
    "alone": Continuum.of([("a", 0, 4, "x")], coders="ab").seen(np.array([[True], [False]])),
    "everything alike": Continuum.of([("a", 0, 9, "x"), ("b", 0, 5, "x"), ("b", 5, 9, "x")]),
    "everything": Continuum.of([("a", 0, 9, "x"), ("b", 0, 5, "x"), ("b", 5, 9, "y")]),
    "apart": Continuum.of([("a", 0, 4, "x"), ("b", 4, 9, "y")], bounds=(0, 20)),
    "same category": Continuum.of([("a", 0, 4, "x"), ("b", 1, 5, "x")], bounds=(0, 20)),
    "inside": Continuum.of([("a", 0, 5, "x"), ("b", 0, 5, "y")], bounds=(0, 20), coders="abc"),
    "some": Continuum.of(
        [(*unit, "d") for unit in [("a", 0, 4, "x"), ("b", 0, 4, "y"), ("b", 4, 6, "x"), ("a", 4, 6, "x")]]
        + [("a", 0, 3, "z", "e"), ("a", 7, 9, "w", "d")],
        coders="ab",
    ).seen(np.array([[True, True], [True, False]])),
}


class TestReasons:
    @pytest.mark.parametrize(
        ("figure", "case", "reason"),
        [
            *((figure, "nothing", NOTHING) for figure in (u_alpha, bar_u_alpha, cu_alpha)),
            *((figure, "no text", UNSEEN) for figure in (u_alpha, bar_u_alpha, cu_alpha, cu_coverage)),
            *(
                (figure, case, UNSEEN)
                for figure in (u_alpha, bar_u_alpha, cu_alpha, ku_alpha, cu_coverage, ku_coverage)
                for case in ("one coder", "alone")
            ),
            (u_alpha, "everything alike", ONE_VALUE),
            (bar_u_alpha, "everything", "Everything is marked, so nothing is known of what coders would leave out."),
            (cu_alpha, "apart", UNMET),
            (ku_alpha, "apart", UNMET),
            (cu_alpha, "same category", "Where two coders marked something, all gave the same category."),
            (ku_alpha, "same category", "Where two coders marked something, all gave the same category."),
            (cu_alpha, "inside", "Chance alone would agree always."),
            (ku_alpha, "some", "There is nothing to compare for: z, w"),
            (ku_coverage, "some", "There is nothing to compare for: z"),
        ],
    )
    def test_what_is_undefined_is_explained(self, figure, case, reason):
        with pytest.warns(UndefinedWarning) as raised:
            found = figure(CASES[case])
        assert any(map(math.isnan, found.values() if isinstance(found, dict) else [found]))
        assert [str(one.message) for one in raised] == [reason]
        assert raised[0].filename == __file__

    @pytest.mark.parametrize("case", CASES)
    def test_nothing_is_said_of_tallies_or_where_there_is_a_figure(self, case):
        found = tallies(CASES[case])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for figure in (u_alpha, bar_u_alpha, cu_alpha, ku_alpha, cu_coverage, ku_coverage):
                figure(found)
                if not np.isnan(figure(found.pooled())).any():
                    figure(CASES[case])
