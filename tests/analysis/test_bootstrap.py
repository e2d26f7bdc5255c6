"""Intervals: how parts are drawn, and what is made of the draws."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.analysis import bootstrap as module
from fou_toolkit.analysis.agreement import METHODS, OVER, Bootstrap, ReliabilityData, alpha, estimate, interval
from fou_toolkit.analysis.agreement.coefficients.alpha import alpha_of
from fou_toolkit.analysis.agreement.coefficients.tallies import Tallies, tallies
from fou_toolkit.analysis.bootstrap import checked_bootstrap, draws
from fou_toolkit.errors import DataError
from ratings import quiet

counts = st.lists(st.integers(1, 40), min_size=1, max_size=6).map(lambda numbers: np.array(numbers, np.int64))
VALUES = np.random.default_rng(8).exponential(size=25)
"""Skewed, so that BCa intervals are not percentile ones."""


def mean_of(values):
    """Give a statistic: the mean of what was drawn."""
    return lambda weights: (weights @ values) / weights.sum(axis=1)


def one_each(values):
    return np.ones(len(values), np.int64)


@pytest.fixture(params=["every unit", "multinomial"])
def way(request, monkeypatch):
    """Draw in one of the two ways, whatever is quicker."""
    monkeypatch.setattr(module, "_FEW", 10**9 if request.param == "every unit" else 0)
    return request.param


class TestDraws:
    @given(counts, st.integers(1, 30), st.integers(0, 9), st.one_of(st.none(), st.integers(1, 60)))
    def test_as_many_as_wanted_are_drawn(self, parts, replicates, seed, size):
        found = np.concatenate(list(draws(parts, replicates, seed, size=size)))
        assert found.shape == (replicates, parts.size)
        assert found.dtype == np.float64
        assert (found >= 0).all()
        assert (found == np.floor(found)).all()
        assert (found.sum(axis=1) == (parts.sum() if size is None else size)).all()

    @given(counts, st.integers(0, 9))
    def test_the_seed_decides(self, parts, seed):
        first = np.concatenate(list(draws(parts, 40, seed)))
        assert np.array_equal(first, np.concatenate(list(draws(parts, 40, seed))))
        if parts.size > 1 and parts.sum() > 20:
            assert not np.array_equal(first, np.concatenate(list(draws(parts, 40, seed + 1))))

    def test_blocks_are_of_a_size_that_fits_into_memory(self, monkeypatch, way):
        monkeypatch.setattr(module, "_CELLS", 50)
        blocks = list(draws(np.array([3, 4, 1]), 33, 1))
        assert sum(len(block) for block in blocks) == 33
        assert len(blocks) > 1
        assert max(block.size for block in blocks) <= 50
        assert all((block.sum(axis=1) == 8).all() for block in blocks)
        assert len(np.unique(np.concatenate(blocks), axis=0)) > 5, way

    def test_a_block_holds_one_replicate_at_least(self, monkeypatch, way):
        monkeypatch.setattr(module, "_CELLS", 1)
        assert [block.shape for block in draws(np.array([3, 4]), 3, 1)] == [(1, 2)] * 3, way

    @pytest.mark.parametrize("parts", [[1, 1, 1, 1], [30, 1, 9], [5]])
    @pytest.mark.parametrize("size", [None, 7])
    def test_every_unit_is_as_likely_as_another(self, way, parts, size):
        """Mean and covariance of a multinomial: n p, n (diag p − p pᵀ); within five standard errors of 20 000 draws."""
        found = np.concatenate(list(draws(np.array(parts), 20_000, 3, size=size)))
        n = sum(parts) if size is None else size
        p = np.array(parts) / sum(parts)
        spread = n * (np.diag(p) - np.outer(p, p))
        assert np.abs(found.mean(axis=0) - n * p).max() <= 5 * math.sqrt(spread.max() / 20_000) + 1e-12, way
        if len(parts) > 1:
            assert np.cov(found.T) == pytest.approx(spread, abs=0.06 * spread.max())

    def test_with_few_alike_every_unit_is_drawn_and_with_many_alike_none(self, monkeypatch):
        """The limit is where the one becomes quicker than the other, and belongs to none of the two by accident."""
        seen = []
        real = np.random.default_rng

        class Watched:
            def __init__(self, seed):
                self.inner = real(seed)

            def integers(self, *args):
                seen.append("every unit")
                return self.inner.integers(*args)

            def multinomial(self, *args, **options):
                seen.append("multinomial")
                return self.inner.multinomial(*args, **options)

        monkeypatch.setattr(module.np.random, "default_rng", Watched)
        list(draws(np.array([13, 14]), 5, 1))
        list(draws(np.array([14, 14]), 5, 1))
        list(draws(np.array([14, 14]), 5, 1, size=3))
        assert seen == ["every unit", "multinomial", "every unit"]


class TestEstimate:
    def test_without_a_bootstrap_there_is_the_figure_alone(self):
        found = estimate(mean_of(VALUES), one_each(VALUES), None)
        assert found.shape == ()
        one = found.item()
        assert one.value == pytest.approx(VALUES.mean())
        assert math.isnan(one.low)
        assert math.isnan(one.high)
        assert math.isnan(one.defined)

    @pytest.mark.parametrize("parts", [[1], [], [0, 1]])
    def test_one_part_is_always_the_same_so_there_is_no_interval(self, parts):
        weights = np.array(parts, np.int64)
        found = estimate(lambda drawn: drawn.sum(axis=1), weights, Bootstrap()).item()
        assert found.value == sum(parts)
        assert math.isnan(found.low)

    @pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,)])
    def test_figures_may_have_any_shape(self, shape):
        values = np.arange(5.0)
        found = estimate(
            lambda weights: np.broadcast_to(
                mean_of(values)(weights).reshape(-1, *(1,) * len(shape)), (len(weights), *shape)
            ),
            one_each(values),
            Bootstrap(replicates=50),
        )
        assert found.shape == shape
        assert all(one.value == 2 and one.low < 2 < one.high for one in found.ravel())

    @pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95])
    def test_percentile_intervals_are_quantiles_of_the_draws(self, confidence):
        settings = Bootstrap(replicates=300, confidence=confidence, seed=4)
        found = estimate(mean_of(VALUES), one_each(VALUES), settings).item()
        drawn = mean_of(VALUES)(np.concatenate(list(draws(one_each(VALUES), 300, 4))))
        low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
        assert (found.low, found.high, found.defined) == (pytest.approx(low), pytest.approx(high), 1)

    def test_bca_intervals_as_the_formulas_say(self):
        """Efron & Tibshirani (1993), formulas 14.9, 14.10, 14.14 and 14.15, one by one."""
        settings = Bootstrap(replicates=400, seed=4, method="bca", confidence=0.9)
        found = estimate(mean_of(VALUES), one_each(VALUES), settings).item()
        drawn = mean_of(VALUES)(np.concatenate(list(draws(one_each(VALUES), 400, 4))))
        bias = scipy.stats.norm.ppf((drawn < VALUES.mean()).mean())
        without = [np.delete(VALUES, place).mean() for place in range(len(VALUES))]
        apart = np.mean(without) - np.array(without)
        skew = (apart**3).sum() / (6 * (apart**2).sum() ** 1.5)
        tails = []
        for tail in (0.05, 0.95):
            point = bias + scipy.stats.norm.ppf(tail)
            tails.append(scipy.stats.norm.cdf(bias + point / (1 - skew * point)))
        assert [found.low, found.high] == pytest.approx(np.quantile(drawn, tails).tolist())
        plain = estimate(mean_of(VALUES), one_each(VALUES), Bootstrap(replicates=400, seed=4, confidence=0.9)).item()
        assert found.low > plain.low
        assert found.high > plain.high

    @pytest.mark.parametrize("method", METHODS)
    def test_scipy(self, method):
        """`scipy.stats.bootstrap` with other draws: the same interval up to their chance."""
        found = estimate(mean_of(VALUES), one_each(VALUES), Bootstrap(method=method, replicates=40_000)).item()
        other = scipy.stats.bootstrap(
            (VALUES,),
            np.mean,
            n_resamples=40_000,
            method={"percentile": "percentile", "bca": "BCa"}[method],
            rng=np.random.default_rng(9),
        ).confidence_interval
        assert [found.low, found.high] == pytest.approx([other.low, other.high], abs=0.01)
        plain = estimate(mean_of(VALUES), one_each(VALUES), Bootstrap(replicates=40_000)).item()
        assert method == "percentile" or found.high > plain.high + 0.03

    def test_of_many_values_it_is_the_normal_interval(self):
        """Central limit theorem: mean ± 1.96 standard errors."""
        values = np.random.default_rng(2).normal(3, 2, 400)
        error = values.std() / math.sqrt(400)
        for method in METHODS:
            found = estimate(mean_of(values), one_each(values), Bootstrap(method=method, replicates=20_000)).item()
            expected = [values.mean() - 1.96 * error, values.mean() + 1.96 * error]
            assert [found.low, found.high] == pytest.approx(expected, abs=0.15 * error)

    def test_a_skewed_share_has_a_bca_interval_that_starts_above_the_percentile_one(self):
        yes = np.array([1.0] * 3 + [0.0] * 47)
        plain, better = (
            estimate(mean_of(yes), one_each(yes), Bootstrap(method=method, replicates=10_000)).item()
            for method in METHODS
        )
        assert better.low >= plain.low
        assert better.high > plain.high

    @pytest.mark.parametrize("method", METHODS)
    def test_parts_of_units_that_are_alike_are_the_units(self, method):
        """Three parts of 30, 5 and 15 alike units have the interval of the 50 units, up to the chance of the draws."""
        values, many = np.array([0.0, 1.0, 5.0]), np.array([30, 5, 15])
        settings = Bootstrap(method=method, replicates=20_000)
        packed = estimate(mean_of(values), many, settings).item()
        single = estimate(mean_of(np.repeat(values, many)), np.ones(50, np.int64), settings).item()
        assert packed.value == pytest.approx(single.value)
        assert [packed.low, packed.high] == pytest.approx([single.low, single.high], abs=0.061)

    def test_leaving_out_a_unit_of_many_alike_counts_for_all_of_them(self):
        """Of the same draws, parts and units have exactly the same tails."""
        values, many = np.array([0.0, 1.0, 5.0]), np.array([30, 5, 15])
        drawn = mean_of(values)(np.concatenate(list(draws(many, 500, 1))))
        single, ones = np.repeat(values, many), np.ones(50, np.int64)
        arguments = np.array([0.025, 0.975]), single.mean(), drawn
        packed = module._accelerated(*arguments, module._left_out(mean_of(values), many)[:, 0], many)
        apart = module._accelerated(*arguments, module._left_out(mean_of(single), ones)[:, 0], ones)
        assert packed.tolist() == pytest.approx(apart.tolist())
        assert packed[0] > 0.025

    def test_figures_without_one_unit_are_made_in_blocks(self, monkeypatch):
        whole = module._left_out(mean_of(VALUES), one_each(VALUES))
        monkeypatch.setattr(module, "_CELLS", 60)
        assert module._left_out(mean_of(VALUES), one_each(VALUES)) == pytest.approx(whole)
        assert whole.shape == (25, 1)

    @pytest.mark.parametrize("method", METHODS)
    def test_replicates_without_a_figure_are_left_out_and_counted(self, method):
        """Where the first part was not drawn there is no figure: (1 − 1/4)⁴ of the draws."""
        values = np.array([1.0, 2, 3, 4])

        def statistic(weights):
            return np.where(weights[:, 0] > 0, mean_of(values)(weights), np.nan)

        found = estimate(statistic, one_each(values), Bootstrap(method=method, replicates=4000, seed=2)).item()
        weights = np.concatenate(list(draws(one_each(values), 4000, 2)))
        kept = weights[:, 0] > 0
        assert found.defined == kept.mean() == pytest.approx(1 - 0.75**4, abs=0.03)
        assert 1 <= found.low < 2.5 < found.high <= 4
        if method == "percentile":
            drawn = mean_of(values)(weights)[kept]
            assert [found.low, found.high] == pytest.approx(np.quantile(drawn, [0.025, 0.975]).tolist())

    @pytest.mark.parametrize("method", METHODS)
    def test_a_figure_that_is_undefined_has_no_interval(self, method):
        settings = Bootstrap(method=method, replicates=100)
        never = estimate(lambda weights: np.full(len(weights), np.nan), np.ones(3, np.int64), settings).item()
        assert all(map(math.isnan, (never.value, never.low, never.high)))
        assert never.defined == 0

        def but_the_figure_itself(weights):
            return np.where((weights == 1).all(axis=1), np.nan, 1.0)

        found = estimate(but_the_figure_itself, np.ones(3, np.int64), settings).item()
        assert all(map(math.isnan, (found.value, found.low, found.high)))
        assert 0.5 < found.defined < 1

        def nothing_but_the_figure_itself(weights):
            return np.where((weights == 1).all(axis=1), 7.0, np.nan)

        found = estimate(nothing_but_the_figure_itself, np.full(9, 1), settings).item()
        assert found.value == 7
        assert found.defined < 0.05

    @pytest.mark.parametrize("method", METHODS)
    def test_one_undefined_figure_does_no_harm_to_the_others(self, method):
        def both(weights):
            return np.stack([mean_of(VALUES)(weights), np.full(len(weights), np.nan)], axis=1)

        settings = Bootstrap(method=method, replicates=200)
        found = estimate(both, one_each(VALUES), settings)
        assert found[0] == estimate(mean_of(VALUES), one_each(VALUES), settings).item()
        assert math.isnan(found[1].low)

    @pytest.mark.parametrize("method", METHODS)
    def test_a_figure_that_never_changes_has_an_interval_of_no_width(self, method):
        found = estimate(
            lambda weights: np.full(len(weights), 0.25), np.ones(4, np.int64), Bootstrap(method=method)
        ).item()
        assert (found.low, found.high, found.defined) == (0.25, 0.25, 1)

    @pytest.mark.parametrize(("value", "outside"), [(-1.0, "below"), (2.0, "above")])
    def test_a_figure_outside_of_all_replicates_has_a_bca_interval(self, value, outside):
        """The bias is taken for half a replicate, not for infinity."""

        def biased(weights):
            return np.where((weights == 1).all(axis=1), value, weights[:, 0] / weights.sum(axis=1))

        found = estimate(biased, np.ones(12, np.int64), Bootstrap(method="bca", replicates=500)).item()
        assert found.value == value, outside
        assert 0 <= found.low <= found.high <= 1

    def test_the_seed_decides(self):
        one, same, other = (
            estimate(mean_of(VALUES), one_each(VALUES), Bootstrap(seed=seed, replicates=100)).item()
            for seed in (1, 1, 2)
        )
        assert one == same
        assert one != other

    def test_progress_is_shown_by_blocks(self, monkeypatch):
        monkeypatch.setattr(module, "_CELLS", 1000)
        seen = []

        def progress(blocks):
            for block in blocks:
                seen.append(len(block))
                yield block

        settings = Bootstrap(replicates=100)
        found = estimate(mean_of(VALUES), one_each(VALUES), settings, progress).item()
        assert sum(seen) == 100
        assert len(seen) > 1
        assert found == estimate(mean_of(VALUES), one_each(VALUES), settings).item()


class TestOfAlpha:
    """Sums are drawn, not data: it has to be the same."""

    DOCUMENTS = tuple(np.random.default_rng(seed).integers(0, 3, (3, 6)) for seed in range(5))

    @pytest.fixture
    def stack(self):
        each = [tallies(ReliabilityData.of(table, values=range(3))) for table in self.DOCUMENTS]
        return Tallies(
            *(np.stack([getattr(one, name) for one in each]) for name in ("coincidences", "pairs", "shares"))
        )

    @pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
    def test_drawing_documents(self, stack, level):
        def statistic(weights):
            return alpha_of(stack.weighted(weights).coincidences, (0, 1, 2), level)

        found = estimate(statistic, np.ones(5, np.int64), Bootstrap(replicates=60, seed=3)).item()
        slow = [
            quiet(
                alpha,
                np.concatenate(
                    [np.tile(table, int(times)) for table, times in zip(self.DOCUMENTS, row, strict=True)], axis=1
                ),
                level=level,
            )
            for block in draws(np.ones(5, np.int64), 60, 3)
            for row in block
        ]
        assert found.value == pytest.approx(alpha(np.concatenate(self.DOCUMENTS, axis=1), level=level))
        assert [found.low, found.high] == pytest.approx(np.quantile(slow, [0.025, 0.975]).tolist())


class TestSettings:
    def test_what_is_usual(self):
        found = Bootstrap()
        assert (found.over, found.method, found.replicates, found.confidence) == ("documents", "percentile", 2000, 0.95)
        assert (OVER, METHODS) == (("documents", "units", "coders"), ("percentile", "bca"))

    @pytest.mark.parametrize(
        ("key", "value", "hint"),
        [
            ("over", "sentences", "Possible are: documents, units, coders"),
            ("over", None, "Possible are: documents, units, coders"),
            ("over", 1, "Possible are: documents, units, coders"),
            ("method", "BCa", "Possible are: percentile, bca"),
        ],
    )
    def test_a_setting_that_is_not_possible(self, key, value, hint):
        with pytest.raises(DataError, match=f"«{value}» is not possible for {key}") as raised:
            Bootstrap(**{key: value})
        assert raised.value.hint == hint

    @pytest.mark.parametrize(
        "options",
        [
            {"replicates": 0},
            {"replicates": -1},
            {"confidence": 0},
            {"confidence": 1},
            {"confidence": 95},
            {"confidence": math.nan},
            {"confidence": "0.95"},
            {"confidence": None},
            {"confidence": True},
            {"replicates": True},
            {"replicates": 100.0},
            {"replicates": "100"},
            {"replicates": None},
            {"seed": -1},
            {"seed": 1.5},
            {"seed": None},
            {"seed": True},
        ],
    )
    def test_no_replicates_or_no_confidence(self, options):
        with pytest.raises(DataError, match="between 0 and 1") as raised:
            Bootstrap(**options)
        assert "2000" in raised.value.hint

    def test_one_replicate_is_enough_for_a_point(self):
        found = estimate(mean_of(VALUES), one_each(VALUES), Bootstrap(replicates=1)).item()
        assert found.low == found.high


class TestChecked:
    def test_settings_and_none_are_given_back(self):
        one = Bootstrap(replicates=np.int64(5), seed=np.int64(0), confidence=np.float64(0.9))
        assert checked_bootstrap(one) is one
        assert checked_bootstrap(None) is None

    @pytest.mark.parametrize(
        ("value", "example"),
        [
            (100, "Bootstrap(replicates=100)"),
            (True, "Bootstrap()"),
            (False, "Bootstrap()"),
            ("bca", "Bootstrap()"),
            (Bootstrap, "Bootstrap()"),
        ],
    )
    def test_something_else(self, value, example):
        table = [[0, 1, 1], [0, 1, 0]]
        for call in (
            lambda: checked_bootstrap(value),
            lambda: interval(table, bootstrap=value),
            lambda: estimate(mean_of(VALUES), one_each(VALUES), value),
        ):
            with pytest.raises(DataError, match="is not possible for bootstrap") as raised:
                call()
            assert raised.value.hint.endswith(f"bootstrap={example}")
