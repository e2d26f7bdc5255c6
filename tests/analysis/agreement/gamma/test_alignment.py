"""The best alignment: figures of pygamma-agreement, the true optimum on small continua, and what has to hold."""

import math
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma import align, matching, neighbours, packing
from fou_toolkit.analysis.agreement.gamma.blocks import Blocks
from fou_toolkit.analysis.agreement.gamma.dissimilarity import Dissimilarity
from fou_toolkit.errors import DataError

FIGURES = [
    ("AlexPaulSuzan", 0.9606, 6),
    ("annotation_dalton", 0.7825, 3),
    ("example_figure10", 1.511, 3),
    ("example_figure19", 1.632, 4),
]


@pytest.mark.parametrize(("name", "figure", "count"), FIGURES)
def test_figures_of_pygamma_agreement(marked, name, figure, count):
    """Files and figures of pygamma-agreement 0.5.9 with alpha = 3, beta = 1; two are figures 10 and 19 of the paper."""
    found = align(marked(name), alpha=3)
    assert found.disorder == pytest.approx(figure, abs=0.0005)
    assert len(found.units) == count


def test_disorders_of_the_dkpro_fixtures(dkpro):
    """DKPro statistics, gamma fixtures, tiers 1 and 2: what pygamma-agreement 0.5.9 found, in single precision."""
    assert align(dkpro.continuum, **dkpro.parameters).disorder == pytest.approx(dkpro.disorder, abs=1e-6)
    found = [align(sample, **dkpro.parameters).disorder for sample in dkpro.samples]
    assert found == pytest.approx(dkpro.disorders, abs=1e-6)


def test_an_alignment_of_three_coders(marked):
    """Alex, Paul and Suzan, as pygamma-agreement 0.5.9 aligns them; the last two cost as much apart, and are joined."""
    one = marked("AlexPaulSuzan")
    found = align(one, alpha=3)
    kinds = [[one.categories[one.category[unit]] if unit >= 0 else "" for unit in row] for row in found.units]
    assert kinds == [["1"] * 3, ["2", "3", "4"], ["5"] * 3, ["6", "", "6"], ["6"] * 3, ["7", "", "6"]]
    assert found.disorders == pytest.approx([0, 1, 1.05556, 0.66667, 0.40111, 2], abs=1e-5)
    assert found.disorder == pytest.approx(found.disorders.sum() / (16 / 3))


def dissimilarity(one, other, alpha, beta, table):
    place = (abs(one[1] - other[1]) + abs(one[2] - other[2])) / (one[2] - one[1] + other[2] - other[1])
    kind = float(one[3] != other[3]) if table is None else table[one[3]][other[3]]
    return alpha * place**2 + beta * kind


def every_alignment(units):
    """Give all ways to align units, a list of lists of units with at most one of each coder."""
    if not units:
        yield []
        return
    first, rest = units[0], units[1:]
    for size in range(len(rest) + 1):
        for others in combinations(range(len(rest)), size):
            cluster = [first, *(rest[other] for other in others)]
            if len({unit[0] for unit in cluster}) == len(cluster):
                left = [unit for number, unit in enumerate(rest) if number not in others]
                yield from ([cluster, *more] for more in every_alignment(left))


def least_disorder(units, coders, alpha, beta, table=None):
    def cost(cluster):
        pairs = coders * (coders - 1) / 2
        real = [dissimilarity(*pair, alpha, beta, table) for pair in combinations(cluster, 2)]
        return (sum(real) + pairs - len(real)) / pairs

    return min(sum(map(cost, every)) for every in every_alignment(units)) / (len(units) / coders)


@st.composite
def small(draw, coders=(2, 3, 4)):
    count = draw(st.sampled_from(coders))
    most = {2: 7, 3: 7, 4: 7}[count]
    unit = st.tuples(st.integers(0, count - 1), st.integers(0, 25), st.integers(1, 12), st.integers(0, 2))
    rows = draw(st.lists(unit, min_size=1, max_size=most))
    return count, [(coder, start, start + length, kind) for coder, start, length, kind in rows]


def continuum(units, coders):
    return Continuum.of(units, coders=range(coders))


weights = st.tuples(st.sampled_from([0.3, 1.0, 3.0]), st.sampled_from([0.0, 1.0, 2.0]))


@given(small(), weights)
def test_no_alignment_has_less_disorder(marks, weight):
    coders, units = marks
    found = align(continuum(units, coders), alpha=weight[0], beta=weight[1])
    assert found.disorder == pytest.approx(least_disorder(units, coders, *weight), abs=1e-6)


@given(small())
def test_no_alignment_has_less_disorder_with_dissimilarities_between_categories(marks):
    coders, units = marks
    one = continuum(units, coders)
    table = [[0, 0.2, 0.9], [0.2, 0, 0.5], [0.9, 0.5, 0]]
    shown = np.array(table)[np.ix_(one.categories, one.categories)]
    found = align(one, categorical=shown)
    assert found.disorder == pytest.approx(least_disorder(units, coders, 1, 1, table), abs=1e-6)


@given(small(coders=(3, 4)), st.integers(1, 40))
def test_the_optimum_is_found_in_steps_too(marks, columns):
    """Few clusters are priced first; then those are added that gain more than they cost."""
    coders, units = marks
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "_DIRECTLY", 0)
        patch.setattr(packing, "_most", lambda values, _: np.argsort(values)[-columns:])
        found = align(continuum(units, coders))
    assert found.disorder == pytest.approx(least_disorder(units, coders, 1, 1), abs=1e-6)


def worth_having(one, coders, weight):
    """Find the clusters that no cut makes cheaper, by looking at all."""
    rows = list(zip(one.coder.tolist(), one.start, one.stop, [one.categories[at] for at in one.category], strict=True))
    pairs = coders * (coders - 1) / 2
    found = set()
    for size in range(2, coders + 1):
        for cluster in combinations(range(len(one)), size):
            if len({rows[unit][0] for unit in cluster}) == size and uncut(rows, cluster, weight, pairs):
                found.add(cluster)
    return found


def uncut(rows, cluster, weight, pairs):
    def over(one, other):
        return sum(dissimilarity(rows[a], rows[b], *weight, None) - 1 for a in one for b in other)

    for size in range(1, len(cluster)):
        for side in combinations(cluster, size):
            if over(side, [unit for unit in cluster if unit not in side]) > pairs + 1e-9:
                return False
    return over(cluster, cluster) / 2 + len(cluster) / 2 <= pairs * (len(cluster) - 1) + 1e-9


@given(small(coders=(3, 4)), weights)
def test_all_clusters_worth_having_are_looked_at(marks, weight):
    coders, units = marks
    one = continuum(units, coders)
    measure = Dissimilarity(alpha=weight[0], beta=weight[1])
    found = packing._worth_having(Blocks.of(one), np.arange(len(one)), coders, measure)
    members = [tuple(sorted(cluster)) for clusters in found for cluster in clusters.members.tolist()]
    assert len(members) == len(set(members))
    assert set(members) == worth_having(one, coders, weight)


def test_a_long_unit_brings_units_together_that_are_too_far_apart_by_themselves():
    """Apart, the short units cost less than aligned (4.41 > 4); with the long one that holds both they cost least."""
    units = [(0, 0, 10, 0), (1, 21, 31, 0), (2, 0, 31, 0)]
    found = align(continuum(units, 3))
    assert found.units.tolist() == [[0, 1, 2]]
    assert found.disorder == pytest.approx((2.1**2 + 2 * (21 / 41) ** 2) / 3)
    assert found.disorder == pytest.approx(least_disorder(units, 3, 1, 1))


@pytest.mark.parametrize("columns", [5, 40])
def test_the_steps_find_what_the_integer_program_finds(monkeypatch, columns):
    one = many(4, 25)
    monkeypatch.setattr(packing, "_DIRECTLY", math.inf)
    expected = align(one)
    monkeypatch.setattr(packing, "_DIRECTLY", 0)
    monkeypatch.setattr(packing, "_most", lambda values, _: np.argsort(values)[-columns:])
    assert align(one).disorder == pytest.approx(expected.disorder, abs=1e-7)


def test_where_shares_are_cheaper_than_clusters_others_come_in():
    """Half of each pair gains 1.5 and makes all three together look poor; of whole clusters these gain most."""
    table = csr_array([[1, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
    gains = np.array([1, 1, 1, 1.4])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "_DIRECTLY", 0)
        patch.setattr(packing, "_most", lambda values, _: np.argsort(values[:3])[-3:])
        assert packing._solved(table, gains).tolist() == [3]


@given(small(), weights)
def test_every_unit_is_aligned_once_and_disorders_add_up(marks, weight):
    coders, units = marks
    one = continuum(units, coders)
    found = align(one, alpha=weight[0], beta=weight[1])
    assert sorted(found.units[found.units >= 0].tolist()) == list(range(len(units)))
    for coder in range(coders):
        column = found.units[:, coder]
        assert (one.coder[column[column >= 0]] == coder).all()
    assert found.disorder == pytest.approx(found.disorders.sum() / (len(units) / coders))
    pairs = list(combinations(range(coders), 2))
    rows = [
        (one.coder[at], one.start[at], one.stop[at], int(one.categories[one.category[at]])) for at in range(len(one))
    ]
    for row, disorder in zip(found.units.tolist(), found.disorders, strict=True):
        unlike = [
            dissimilarity(rows[row[a]], rows[row[b]], *weight, None) if row[a] >= 0 and row[b] >= 0 else 1
            for a, b in pairs
        ]
        assert disorder == pytest.approx(sum(unlike) / len(pairs))


@given(small(), st.randoms(use_true_random=False))
def test_names_and_order_of_coders_and_categories_do_not_matter(marks, random):
    coders, units = marks
    people, kinds = random.sample(range(coders), coders), random.sample("xyz", 3)
    renamed = [
        (people[coder], start, stop, kinds[kind]) for coder, start, stop, kind in random.sample(units, len(units))
    ]
    expected = align(continuum(units, coders)).disorder
    assert align(continuum(renamed, coders)).disorder == pytest.approx(expected, abs=1e-7)


@given(small(), st.integers(-10_000, 10_000), st.sampled_from([0.01, 7, 1e6]))
def test_place_and_scale_do_not_matter(marks, shift, scale):
    coders, units = marks
    moved = [(coder, start * scale + shift, stop * scale + shift, kind) for coder, start, stop, kind in units]
    expected = align(continuum(units, coders)).disorder
    assert align(continuum(moved, coders)).disorder == pytest.approx(expected, abs=1e-6)


@given(small(), st.sampled_from([0.5, 4.0]))
def test_disorder_grows_with_the_dissimilarity_to_no_unit(marks, empty):
    coders, units = marks
    one, other = align(continuum(units, coders)), align(continuum(units, coders), empty=empty)
    assert other.disorder == pytest.approx(one.disorder * empty)
    assert (other.units == one.units).all()


@given(small())
def test_perfect_agreement_has_no_disorder(marks):
    coders, units = marks
    assume(len({unit[1:] for unit in units}) == len(units))
    found = align(continuum([(coder, *unit[1:]) for coder in range(coders) for unit in units], coders))
    assert found.disorder == pytest.approx(0, abs=1e-12)


@given(small(), small())
def test_what_lies_far_apart_adds_up(one, other):
    coders = one[0]
    assume(other[0] == coders)
    far = [(coder, start + 1000, stop + 1000, kind) for coder, start, stop, kind in other[1]]
    parts = [align(continuum(units, coders)).disorder * len(units) for _, units in (one, other)]
    together = align(continuum(one[1] + far, coders))
    assert together.disorder * (len(one[1]) + len(far)) == pytest.approx(sum(parts), abs=1e-5)


@given(small(), small())
def test_documents_are_aligned_by_themselves(one, other):
    coders = one[0]
    assume(other[0] == coders)
    units = [(*unit, name) for name, (_, part) in (("one", one), ("other", other)) for unit in part]
    together = align(continuum(units, coders))
    parts = [align(continuum(part, coders)).disorder * len(part) for _, part in (one, other)]
    assert together.disorder * len(units) == pytest.approx(sum(parts), abs=1e-5)


def looked(units, *unseen):
    """Make a continuum in which some coders have not looked at some documents."""
    one = Continuum.of(units)
    seen = one.looked.copy()
    for coder, document in unseen:
        seen[one.coders.index(coder), one.documents.index(document)] = False
    return replace(one, looked=seen)


def test_only_coders_who_looked_count():
    first = [("a", 0, 10, "x", 1), ("b", 2, 10, "x", 1), ("c", 0, 5, "x", 1)]
    second = [("a", 0, 10, "x", 2), ("b", 0, 5, "x", 2), ("b", 20, 25, "x", 2)]
    found = align(looked(first + second, ("c", 2)))
    one, other = align(Continuum.of(first)), align(Continuum.of(second))
    assert other.disorders.tolist() == pytest.approx([1 / 9, 1])
    assert found.disorders == pytest.approx([*one.disorders, *other.disorders])
    assert found.disorder == pytest.approx((one.disorders.sum() + 10 / 9) / (3 / 3 + 3 / 2))


def test_documents_of_one_coder_are_left_out():
    units = [("a", 0, 10, "x", 1), ("b", 0, 10, "x", 1), ("a", 0, 10, "x", 2)]
    found = align(looked(units, ("b", 2)))
    assert found.units.tolist() == [[0, 1]]
    assert found.disorder == 0


def test_marks_where_nobody_looked_are_refused():
    with pytest.raises(DataError, match="has not looked at"):
        align(looked([("a", 0, 10, "x", 1), ("b", 0, 10, "x", 1)], ("b", 1)))


def test_units_of_a_coder_may_overlap():
    units = [("a", 0, 10, "x"), ("a", 0, 10, "y"), ("b", 0, 10, "y"), ("b", 1, 10, "x")]
    found = align(Continuum.of(units))
    assert found.units.tolist() == [[0, 3], [1, 2]]


def test_nothing_marked_has_no_disorder():
    found = align(Continuum.of([], bounds=(0, 10), coders="ab"))
    assert math.isnan(found.disorder)
    assert found.units.shape == (0, 2)


def test_one_coder_has_no_disorder():
    found = align(Continuum.of([("a", 0, 10, "x")]))
    assert math.isnan(found.disorder)
    assert found.units.shape == (0, 1)


def many(coders, count, seed=1):
    random = np.random.default_rng(seed)
    units = []
    for coder in range(coders):
        start = random.integers(0, 30 * count, count)
        length = np.ceil(np.exp(random.normal(2, 1.5, count)))
        units += zip([coder] * count, start, start + length, random.integers(0, 4, count), strict=True)
    return Continuum.of(units)


@pytest.mark.parametrize(("coders", "count"), [(2, 300), (3, 60)])
def test_large_continua_are_solved_in_portions(monkeypatch, coders, count):
    """Whether components, blocks and pairs are handled together or in portions makes no difference."""
    one = many(coders, count)
    expected = align(one)
    for module, name in (
        (matching, "_ROWS_AT_ONCE"),
        (packing, "_COLUMNS_AT_ONCE"),
        (packing, "_UNITS_AT_ONCE"),
        (neighbours, "_AT_ONCE"),
    ):
        monkeypatch.setattr(module, name, 7)
    found = align(one)
    assert found.disorder == pytest.approx(expected.disorder, abs=1e-7)


def test_near_units_are_all_found():
    """Units of very different lengths, against all pairs."""
    one = many(3, 80)
    blocks, measure = Blocks.of(one), Dissimilarity(alpha=2.0)
    first, second, unlike = neighbours.near(blocks, np.arange(len(one)), 5, measure)
    pairs = np.array([pair for pair in product(range(len(one)), repeat=2) if one.coder[pair[0]] < one.coder[pair[1]]])
    every = blocks.dissimilarity(pairs[:, 0], pairs[:, 1], measure)
    expected = {tuple(pair) for pair in pairs[every <= 5].tolist()}
    assert len(expected) > 300
    assert len(first) == len(expected)
    assert set(zip(first.tolist(), second.tolist(), strict=True)) == expected
    assert unlike == pytest.approx(blocks.dissimilarity(first, second, measure))


def test_too_many_coders_in_one_place_are_refused(monkeypatch):
    monkeypatch.setattr(packing, "_MOST_CUTS", 1 << 16)
    units = [(coder, 0, 100 + coder + 10 * number, "x") for coder in range(8) for number in range(8)]
    with pytest.raises(DataError, match="So many coders"):
        align(Continuum.of(units))


def test_too_many_pairs_are_refused(monkeypatch):
    monkeypatch.setattr(neighbours, "_MOST_PAIRS", 10)
    with pytest.raises(DataError, match="Too many units"):
        align(Continuum.of([(coder, number, 100, "x") for coder in "ab" for number in range(8)]))
