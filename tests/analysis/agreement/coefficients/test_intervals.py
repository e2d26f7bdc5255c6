"""Figures of a table with their intervals, and of each pair of coders."""

import math
import random
from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit.analysis.agreement import (
    FIGURES,
    Bootstrap,
    ReliabilityData,
    ac2,
    alpha,
    bennett_s,
    cohen_kappa,
    fleiss_kappa,
    interval,
    masi,
    pairwise,
    percent_agreement,
    scott_pi,
)
from fou_toolkit.analysis.bootstrap import draws
from fou_toolkit.errors import DataError
from ratings import quiet, tables

WORK = {
    "alpha": alpha,
    "ac": ac2,
    "cohen_kappa": cohen_kappa,
    "fleiss_kappa": fleiss_kappa,
    "percent": percent_agreement,
    "s": bennett_s,
    "scott_pi": scott_pi,
}
OF_TWO = ("cohen_kappa", "scott_pi")
OF_ALL = [name for name in FIGURES if name not in OF_TWO]
LEVELS = ("nominal", "ordinal", "interval", "ratio")
WEIGHTS = ("identity", "linear", "quadratic", "ordinal")


def work(table, figure, level="nominal", weights="identity", values=None):
    """Give a figure by the function that is about it alone."""
    data = ReliabilityData.of(table, values=values)
    if not data.units:
        return math.nan
    if figure == "alpha":
        return quiet(alpha, data, level=level)
    return quiet(WORK[figure], data, weights=weights)


def quantiles(figures, confidence=0.95):
    kept = [figure for figure in figures if not math.isnan(figure)]
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2]) if kept else (math.nan, math.nan)
    return low, high, len(kept) / len(figures)


def parts_of(one):
    return one.low, one.high, one.defined


def approx(*figures):
    return pytest.approx(figures, abs=1e-9, nan_ok=True)


def test_there_is_a_function_for_every_figure():
    assert set(WORK) == set(FIGURES)


class TestValue:
    @given(
        tables(values=(0, 1, 2, 5), coders=(2, 4)),
        st.sampled_from(FIGURES),
        st.sampled_from(LEVELS),
        st.sampled_from(WEIGHTS),
        st.booleans(),
    )
    def test_it_is_that_of_the_function(self, table, figure, level, weights, by_document):
        if figure in OF_TWO:
            table = table[:2]
        documents = [number // 2 for number in range(len(table[0]))] if by_document else None
        found = interval(
            table,
            figure,
            level=level,
            weights=weights,
            documents=documents,
            bootstrap=Bootstrap("documents" if by_document else "units", replicates=2),
        )
        values = ReliabilityData.of(table).values
        assert (found.value,) == approx(work(table, figure, level, weights, values))

    @given(tables(values=(frozenset("ab"), frozenset("b"), frozenset(), frozenset("bc")), coders=(2, 3)))
    def test_sets_and_distances_of_ones_own(self, table):
        for level in ("jaccard", "masi", masi):
            found = interval(
                table, level=level, documents=list(range(len(table[0]))), bootstrap=Bootstrap(replicates=2)
            )
            assert (found.value,) == approx(quiet(alpha, table, level=level))

    def test_values_that_nobody_used_count_where_they_count(self):
        data = ReliabilityData.of([[0, 1, 1], [0, 1, 0]], values=(0, 1, 2))
        assert interval(data, "s", bootstrap=Bootstrap("units", replicates=2)).value == pytest.approx(
            quiet(bennett_s, data)
        )
        assert quiet(bennett_s, data) > bennett_s([[0, 1, 1], [0, 1, 0]])


class TestDraws:
    @given(
        tables(values=(0, 1, 2), coders=(2, 4), units=(3, 9)),
        st.sampled_from(FIGURES),
        st.sampled_from(LEVELS),
        st.sampled_from(WEIGHTS),
    )
    @settings(max_examples=120)
    def test_documents_are_drawn_whole(self, table, figure, level, weights):
        """The columns of each draw are put together, and the figure is worked out anew."""
        if figure in OF_TWO:
            table = table[:2]
        documents = ["abc"[number % 3] for number in range(len(table[0]))]
        found = interval(
            table,
            figure,
            level=level,
            weights=weights,
            documents=documents,
            bootstrap=Bootstrap(replicates=25, seed=3, confidence=0.8),
        )
        values = ReliabilityData.of(table).values
        drawn = []
        for often in np.concatenate(list(draws(np.ones(3, np.int64), 25, 3))).astype(int).tolist():
            columns = [
                place
                for name, times in zip("abc", often, strict=True)
                for _ in range(times)
                for place, text in enumerate(documents)
                if text == name
            ]
            drawn.append(work([[row[place] for place in columns] for row in table], figure, level, weights, values))
        if math.isnan(found.value):
            assert math.isnan(found.low)
        else:
            assert parts_of(found) == approx(*quantiles(drawn, 0.8))

    @given(tables(values=(0, 1), coders=(2, 3), units=(3, 9)), st.sampled_from(FIGURES))
    def test_units_that_are_alike_are_drawn_together(self, table, figure):
        """Which kind comes first does not matter to what is drawn, only to which draw it is; so the kinds are those of the
        library: sorted by the last coder, then by the one before.
        """
        if figure in OF_TWO:
            table = [row[:] for row in table[:2]]
        data = ReliabilityData.of(table)
        columns = [column for column in data.table.T.tolist() if figure not in OF_TWO or -1 not in column]
        kinds = sorted(Counter(map(tuple, columns)).items(), key=lambda pair: pair[0][::-1])
        found = interval(table, figure, bootstrap=Bootstrap("units", replicates=25, seed=4))
        if math.isnan(found.value) or sum(times for _, times in kinds) < 2:
            assert math.isnan(found.low)
            return
        drawn = []
        for often in np.concatenate(list(draws(np.array([times for _, times in kinds]), 25, 4))).astype(int).tolist():
            chosen = [kind for (kind, _), times in zip(kinds, often, strict=True) for _ in range(times)]
            rows = [[None if cell < 0 else data.values[cell] for cell in row] for row in zip(*chosen, strict=True)]
            drawn.append(work(rows, figure, values=data.values))
        assert parts_of(found) == approx(*quantiles(drawn))

    @given(tables(values=(0, 1, 2), coders=(3, 4), units=(2, 7)), st.sampled_from(["alpha", "percent", "fleiss_kappa"]))
    def test_coders_are_drawn_and_no_one_is_compared_with_themselves(self, table, figure):
        found = interval(table, figure, bootstrap=Bootstrap("coders", replicates=25, seed=6))
        if math.isnan(found.value):
            return
        drawn = [
            by_coders(table, often)[figure]
            for often in np.concatenate(list(draws(np.ones(len(table), np.int64), 25, 6))).astype(int).tolist()
        ]
        assert parts_of(found) == approx(*quantiles(drawn))

    def test_units_are_drawn_as_often_as_chance_has_it(self):
        """The same with a generator of its own, unit by unit."""
        chance = random.Random(3)
        units = [(value, value if chance.random() < 0.8 else 1 - value) for value in chance.choices((0, 1), k=60)]
        found = interval(
            [[one for one, _ in units], [two for _, two in units]], bootstrap=Bootstrap("units", replicates=4000)
        )
        drawn = []
        for _ in range(4000):
            again = chance.choices(units, k=60)
            same = sum(one == two for one, two in again)
            ones = sum(one + two for one, two in again)
            drawn.append(1 - 119 * 2 * (60 - same) / (2 * ones * (120 - ones)))
        drawn.sort()
        assert (found.low, found.high) == pytest.approx((drawn[100], drawn[3900]), abs=0.03)

    def test_documents_are_drawn_unless_there_are_none(self):
        table = [[0, 1, 1, 0, 0, 1], [0, 1, 0, 0, 0, 1]]
        assert interval(table) == interval(table, bootstrap=Bootstrap("units"))
        documents = list("aabbcc")
        assert interval(table, documents=documents) == interval(table, documents=documents, bootstrap=Bootstrap())
        assert interval(table, documents=documents) != interval(table)

    def test_names_of_documents_need_no_order(self):
        table = [[0, 1, 1, 0, 0, 1], [0, 1, 0, 0, 0, 1]]
        one = interval(table, documents=[9, 9, ("x",), ("x",), "c", "c"])
        assert repr(one) == repr(interval(table, documents=list("aabbcc")))

    def test_many_values_are_worked_out_in_blocks(self):
        """3 000 values make tables of nine million cells, more than are made at a time."""
        values = list(range(3000))
        table = [values, [*values[:2990], *range(10)]]
        found = interval(
            table, "percent", documents=[number // 1000 for number in values], bootstrap=Bootstrap(replicates=3)
        )
        assert found.value == pytest.approx(2990 / 3000)
        assert found.low <= found.value <= found.high

    def test_units_that_one_of_two_left_out_keep_their_document(self):
        """κ of two coders, of whom each left out one unit; nothing is lost but these."""
        table = [[1, 0, None, 1, 0], [1, 0, 1, 0, None]]
        found = interval(table, "cohen_kappa", documents=list("aabbb"), bootstrap=Bootstrap(replicates=9))
        assert found.value == pytest.approx(cohen_kappa([[1, 0, 1], [1, 0, 0]]))
        assert found.defined > 0


def by_coders(table, often):
    """Give figures where each coder counts so often; a unit counts for the coders in it, shared out over their pairs."""
    n = apart = 0.0
    shares, totals, said = [], Counter(), Counter()
    seen = 0
    for unit in zip(*table, strict=True):
        told = [(number, value) for number, value in enumerate(unit) if value is not None and often[number]]
        size = sum(often[number] for number, _ in told)
        if size:
            seen += 1
            for number, value in told:
                said[value] += often[number] / size
        pairs = [(x, y, often[one] * often[two]) for (one, x), (two, y) in permutations(told, 2)]
        weight = sum(times for *_, times in pairs)
        if not weight:
            continue
        shares.append(sum(times for x, y, times in pairs if x == y) / weight)
        for x, y, times in pairs:
            n += times * size / weight
            totals[x] += times * size / weight
            apart += (x != y) * times * size / weight
    expected = n * n - sum(total**2 for total in totals.values())
    percent = sum(shares) / len(shares) if shares else math.nan
    chance = sum((share / seen) ** 2 for share in said.values()) if seen else 1
    return {
        "alpha": 1 - (n - 1) * apart / expected if expected > 1e-9 else math.nan,
        "percent": percent,
        "fleiss_kappa": (percent - chance) / (1 - chance) if chance < 1 - 1e-12 else math.nan,
    }


class TestNothing:
    @pytest.mark.parametrize("figure", FIGURES)
    @pytest.mark.parametrize("table", [[[], []], [[None, None], [1, 1]], [[1, None], [None, 1]]])
    @pytest.mark.parametrize("documents", [None, "own", "one"])
    def test_where_no_unit_is_shared_there_is_no_figure(self, figure, table, documents):
        names = {None: None, "own": list(range(len(table[0]))), "one": ["a"] * len(table[0])}[documents]
        one = interval(
            table, figure, documents=names, bootstrap=Bootstrap("units" if names is None else "documents", replicates=5)
        )
        assert all(math.isnan(value) for value in (one.value, one.low, one.high))

    @pytest.mark.parametrize("figure", ["alpha", "ac", "fleiss_kappa", "cohen_kappa", "scott_pi"])
    def test_one_value_is_no_agreement(self, figure):
        one = interval([[1, 1, 1], [1, 1, 1]], figure, documents=list("abc"), bootstrap=Bootstrap(replicates=5))
        assert math.isnan(one.value)


@pytest.mark.parametrize(("name", "figure"), [("ac1", "ac"), ("kappa", "cohen_kappa")])
def test_names_of_the_result_are_known(name, figure):
    table = [[0, 1, 1, 0, 2], [0, 1, 0, 0, 2]]
    for weights in ("identity", "linear"):
        settings_ = {"weights": weights, "bootstrap": Bootstrap("units", replicates=9)}
        assert interval(table, name, **settings_) == interval(table, figure, **settings_)
        both = [pairwise(table, one, weights=weights).tolist()[0][1] for one in (name, figure)]
        assert both[0] == both[1]
    with pytest.raises(DataError, match="Two coders cannot be drawn"):
        interval([*table, table[0]][:2], name, bootstrap=Bootstrap("coders"))


class TestRefused:
    @pytest.mark.parametrize("figure", [None, 5, ["alpha"]])
    def test_a_figure_that_is_no_name(self, figure):
        with pytest.raises(DataError, match="is not possible for figure"):
            interval([[1, 2], [1, 2]], figure)

    def test_a_figure_that_is_not_there(self):
        for call in (interval, pairwise):
            with pytest.raises(DataError, match="«phi» is not possible for figure") as raised:
                call([[1, 2], [1, 2]], "phi")
            assert "alpha, ac, cohen_kappa" in raised.value.hint

    @pytest.mark.parametrize("documents", [None, ["a"], ["a", "b", "c"]])
    def test_documents_that_are_needed(self, documents):
        with pytest.raises(DataError, match="document of each unit"):
            interval([[1, 2], [1, 2]], documents=documents, bootstrap=Bootstrap())

    @pytest.mark.parametrize("figure", OF_TWO)
    def test_figures_of_two_coders(self, figure):
        with pytest.raises(DataError, match="3 coders"):
            interval([[1, 2], [1, 2], [1, 2]], figure)
        assert pairwise([[1, 2], [1, 2], [1, 2]], figure)[0, 2] == 1

    @pytest.mark.parametrize("figure", FIGURES)
    def test_two_coders_cannot_be_drawn(self, figure):
        with pytest.raises(DataError, match="Two coders cannot be drawn"):
            interval([[1, 2], [1, 2]], figure, bootstrap=Bootstrap("coders"))

    def test_levels_and_weights_that_are_not_there(self):
        with pytest.raises(DataError, match="«big»"):
            interval([[1, 2], [1, 2]], level="big")
        with pytest.raises(DataError, match="«big»"):
            pairwise([[1, 2], [1, 2]], "percent", weights="big")


class TestPairwise:
    @given(
        tables(values=(0, 1, 2), coders=(2, 4)),
        st.sampled_from(FIGURES),
        st.sampled_from(LEVELS),
        st.sampled_from(WEIGHTS),
    )
    def test_each_pair_is_that_of_two_rows(self, table, figure, level, weights):
        found = pairwise(table, figure, level=level, weights=weights)
        values = ReliabilityData.of(table).values
        assert found.shape == (len(table), len(table))
        for one, row in enumerate(found.tolist()):
            for two, cell in enumerate(row):
                if one == two:
                    assert math.isnan(cell)
                    continue
                first, second = min(one, two), max(one, two)
                columns = [pair for pair in zip(table[first], table[second], strict=True) if None not in pair]
                expected = (
                    work([list(row) for row in zip(*columns, strict=True)], figure, level, weights, values)
                    if columns
                    else math.nan
                )
                assert (cell,) == approx(expected)

    def test_a_pair_that_shares_no_unit_has_no_figure(self):
        for figure in FIGURES:
            found = pairwise([[1, 2, None, 1], [None, None, 1, None], [1, 2, 2, 1]], figure)
            assert math.isnan(found[0, 1])
            assert found[0, 2] == pytest.approx(1)
