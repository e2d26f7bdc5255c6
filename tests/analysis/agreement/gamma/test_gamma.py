"""γ as a whole: figures of other programs, what has to hold, seeds, and where there is none."""

import math

import numpy as np
import pytest

from fou_toolkit.analysis.agreement.continuum import Continuum
from fou_toolkit.analysis.agreement.gamma import GammaResult, align, gamma, gamma_of_disorders, gamma_of_samples
from fou_toolkit.errors import DataError

UNITS = [
    ("a", 10, 20, "x"),
    ("a", 30, 36, "y"),
    ("a", 60, 70, "x"),
    ("b", 12, 20, "x"),
    ("b", 32, 40, "x"),
    ("b", 61, 66, "y"),
    ("b", 80, 92, "x"),
]


def marks(units=UNITS, shift=0, scale=1.0):
    rows = [(coder, start * scale + shift, stop * scale + shift, kind) for coder, start, stop, kind in units]
    return Continuum.of(rows, bounds=(shift, 100 * scale + shift))


def test_gamma_of_the_dkpro_fixtures(dkpro):
    """DKPro statistics, gamma fixtures, tier 3, from pygamma-agreement 0.5.9; tier 2 has 10 of the 30 samples."""
    found = gamma_of_samples(dkpro.continuum, dkpro.samples, **dkpro.parameters)
    assert found.samples == pytest.approx(dkpro.disorders, abs=1e-6)
    assert found.expected == pytest.approx(dkpro.disorders.mean(), abs=1e-6)
    assert found.gamma == pytest.approx(1 - dkpro.disorder / dkpro.disorders.mean(), abs=1e-6)
    assert gamma_of_disorders(found.observed, [dkpro.expected]) == pytest.approx(dkpro.gamma, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "sampler", "low", "high"),
    [("AlexPaulSuzan", "shuffle", 0.44, 0.47), ("annotation_dalton", "statistical", 0.55, 0.58)],
)
def test_ranges_of_pygamma_agreement(marked, name, sampler, low, high):
    """The range its tests allow; for the Daltons, 0.565 ± 0.015 around what 0.5.9 gives with 200 samples."""
    assert low < gamma(marked(name), alpha=3, sampler=sampler, samples=300).gamma < high


def test_the_parts_fit_together():
    found = gamma(marks(), samples=40)
    assert found.observed == align(marks()).disorder == found.alignment.disorder
    assert found.samples.shape == (40,)
    assert found.expected == pytest.approx(found.samples.mean())
    assert found.gamma == pytest.approx(1 - found.observed / found.expected)
    assert (found.sampler, found.seed, found.reason) == ("statistical", 1, "")
    assert list(found.gamma_k) == ["x", "y"]
    error = 1.959964 * found.samples.std(ddof=1) / 40**0.5
    low, high = found.interval
    assert low == pytest.approx(1 - found.observed / (found.expected - error))
    assert high == pytest.approx(1 - found.observed / (found.expected + error))
    assert low < found.gamma < high
    assert repr(found) == f"<GammaResult: γ {found.gamma:.3f} [{low:.3f}, {high:.3f}], 40 samples>"


def test_perfect_agreement_is_one():
    both = [(coder, *unit[1:]) for coder in "abc" for unit in UNITS[3:]]
    found = gamma(marks(both))
    assert found.gamma == found.gamma_cat == 1
    assert found.interval == (1, 1)
    assert dict(found.gamma_k) == {"x": 1, "y": 1}
    assert found.expected > 0


def test_chance_is_near_zero():
    """A sample measured against samples like it."""
    random = np.random.default_rng(4)
    units = []
    for coder in "ab":
        start = np.cumsum(random.integers(1, 40, 400))
        units += zip([coder] * 400, start, start + random.integers(5, 25, 400), random.integers(0, 3, 400), strict=True)
    found = gamma(Continuum.of(units, bounds=(0, max(unit[2] for unit in units))))
    assert abs(found.gamma) < 0.06
    assert abs(found.gamma_cat) < 0.1


def test_the_same_seed_gives_the_same_figure():
    assert gamma(marks()).samples.tolist() == gamma(marks()).samples.tolist()
    assert gamma(marks(), seed=2).samples.tolist() != gamma(marks()).samples.tolist()


def test_a_sample_depends_on_its_number_only(monkeypatch):
    few, many = gamma(marks(), samples=5), gamma(marks(), samples=20)
    assert many.samples[:5].tolist() == few.samples.tolist()
    monkeypatch.setitem(gamma.__globals__, "_UNITS_AT_ONCE", 30)
    assert gamma(marks(), samples=20).samples == pytest.approx(many.samples)


def test_more_samples_are_drawn_until_the_mean_is_exact():
    few = gamma(marks(), samples=30)
    wanted = math.ceil((1.959964 * few.samples.std(ddof=1) / few.expected / 0.03) ** 2)
    found = gamma(marks(), samples=30, precision=0.03)
    assert found.samples.size == wanted > 30
    assert found.samples[:30].tolist() == few.samples.tolist()
    assert gamma(marks(), samples=30, precision=0.9).samples.size == 30
    assert gamma(marks(), samples=1, precision=0.5).samples.size == 1


@pytest.mark.parametrize("sampler", ["statistical", "shuffle"])
def test_place_scale_and_names_do_not_matter(sampler):
    found = gamma(marks(), sampler=sampler)
    moved = gamma(marks(shift=500, scale=2.0), sampler=sampler)
    assert moved.observed == pytest.approx(found.observed)
    renamed = [({"a": "q", "b": "p"}[coder], start, stop, kind + "!") for coder, start, stop, kind in UNITS]
    if sampler == "statistical":
        assert moved.samples == pytest.approx(found.samples, abs=1e-6)
    assert gamma(marks(renamed), sampler=sampler).gamma == pytest.approx(found.gamma)


def test_gamma_does_not_depend_on_the_dissimilarity_to_no_unit():
    one, other = gamma(marks()), gamma(marks(), empty=5)
    assert other.expected == pytest.approx(5 * one.expected)
    assert other.gamma == pytest.approx(one.gamma)


def test_one_document_is_the_plain_case():
    named = Continuum.of([(*unit, "only") for unit in UNITS], bounds={"only": (0, 100)})
    assert gamma(named).samples.tolist() == gamma(marks()).samples.tolist()


def test_the_same_marks_in_two_documents_agree_as_much():
    twice = [(*unit, document) for document in (1, 2) for unit in UNITS]
    found = gamma(Continuum.of(twice, bounds=(0, 100)), samples=400)
    one = gamma(marks(), samples=400)
    assert found.observed == pytest.approx(one.observed)
    assert found.gamma == pytest.approx(one.gamma, abs=0.06)


def test_dissimilarities_between_categories_count():
    mild = gamma(marks(), categorical=[[0, 0.1], [0.1, 0]])
    assert mild.observed < gamma(marks()).observed
    assert mild.gamma_cat != gamma(marks()).gamma_cat


def test_progress_wraps_the_portions():
    seen = []

    def watch(portions):
        for portion in portions:
            seen.extend(portion)
            yield portion

    gamma(marks(), samples=12, progress=watch)
    assert seen == list(range(12))


def undefined(found: GammaResult, reason: str) -> bool:
    figures = [found.gamma, found.gamma_cat, *found.interval, *found.gamma_k.values()]
    return all(math.isnan(figure) for figure in figures) and found.reason == reason


def test_nothing_marked_has_no_gamma():
    assert undefined(gamma(Continuum.of([], coders="ab", bounds=(0, 9))), "Nothing is marked.")


def test_one_coder_has_no_gamma():
    assert undefined(gamma(Continuum.of([("a", 0, 9, "x")])), "Nothing is marked that two coders looked at.")
    assert undefined(gamma(Continuum.of([("a", 0, 9, "x")], coders="ab")), "Only one coder has marked something.")


def test_samples_without_disorder_have_no_gamma():
    same = Continuum.of([("a", 0, 9, "x"), ("b", 0, 9, "x")])
    assert undefined(gamma_of_samples(same, [same, same]), "The samples have no disorder.")
    assert undefined(gamma_of_samples(same, []), "There are no samples.")
    assert repr(gamma_of_samples(same, [])) == "<GammaResult: no γ: There are no samples.>"
    # Coders who mark everything as one category are not in agreement beyond chance.
    assert undefined(gamma(Continuum.of([("a", 0, 9, "x"), ("b", 0, 9, "x")])), "The samples have no disorder.")


def test_one_sample_has_no_interval():
    found = gamma(marks(), samples=1)
    assert math.isnan(found.interval[0])
    assert not math.isnan(found.gamma)
    assert found.reason == ""
    assert repr(found) == f"<GammaResult: γ {found.gamma:.3f}, 1 samples>"


def test_given_samples_need_the_categories_of_the_continuum():
    with pytest.raises(DataError, match="a category that is not in the continuum: z"):
        gamma_of_samples(marks(), [Continuum.of([("a", 0, 9, "z"), ("b", 0, 9, "x")])])


def test_categories_of_given_samples_are_known_by_name():
    table = [[0, 0.2], [0.2, 0]]
    sample = Continuum.of([("p", 0, 9, "y"), ("q", 0, 9, "x"), ("p", 20, 29, "y"), ("q", 20, 29, "y")])
    found = gamma_of_samples(marks(), [sample], categorical=table)
    assert sample.categories == ("y", "x")
    assert found.expected == pytest.approx(0.2 / 2)
    assert found.gamma_k["x"] == pytest.approx(1 - gamma_cat_of_x() / 0.2)


def gamma_cat_of_x() -> float:
    """Work out by hand the disorder of pairs with x: [10, 20) and [12, 20) x/x, y/x, x/y, and one alone."""
    near = [1 - (2 / 18) ** 2, 1 - (6 / 14) ** 2, 1 - (5 / 15) ** 2]
    return (0.2 * (near[1] + near[2]) + 1) / (sum(near) + 1)


@pytest.mark.parametrize("parameters", [{"samples": 0}, {"precision": 0}, {"precision": 1.0}, {"alpha": 0}])
def test_bad_parameters_are_refused(parameters):
    with pytest.raises(DataError):
        gamma(marks(), **parameters)


def test_an_expected_disorder_that_is_not_known_gives_nan():
    assert math.isnan(gamma_of_disorders(0, [0, 0]))
    assert math.isnan(gamma_of_disorders(0.3, [math.nan]))
    assert gamma_of_disorders(0.3, [math.nan, 0.6]) == 0.5
