"""Every printed figure of agreement that we know of, paper by paper."""

import json

import pytest

from fou_toolkit.analysis.agreement import (
    ReliabilityData,
    ac1,
    ac2,
    alpha,
    bennett_s,
    coincidences,
    fleiss_kappa,
    percent_agreement,
)
from fou_toolkit.analysis.agreement.coefficients.distances import agreement_weights
from fou_toolkit.analysis.agreement.coefficients.tallies import tallies
from literature import CASES, FIVE_OBSERVERS, FOUR_RATERS, IRRCAC, cases_of, read

MINE = ("kalpha", "hayes", "krippendorff", "cohen", "gwet", "artstein", "wiki", "fleiss", "pct_agreement")
"""How the identifiers of golden cases begin that are about agreement on units."""


def printed(paper):
    """Run a test for every figure of a paper."""
    found = cases_of(paper)
    return pytest.mark.parametrize("case", found, ids=[case.id for case in found])


class TestKrippendorff2011:
    """Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Sections A (two values), B (five values), C (four observers, missing data) and D (other levels of measurement).
    """

    @printed("krippendorff2011")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)

    def test_the_matrix_of_two_values(self):
        """Section A, step 2: o_00 = 10, o_01 = o_10 = 4, o_11 = 2."""
        assert coincidences(CASES["kalpha_A_binary"].data).tolist() == [[10, 4], [4, 2]]

    def test_the_matrix_with_missing_data(self):
        """Section C, step 2: n = 40, and the sums of the five values."""
        matrix = coincidences(FOUR_RATERS)
        assert matrix.sum() == pytest.approx(40)
        assert matrix.sum(axis=0) == pytest.approx([9, 13, 10, 5, 3])
        assert matrix[0] == pytest.approx([7, 4 / 3, 1 / 3, 1 / 3, 0])


class TestHayesAndKrippendorff2007:
    """Hayes, A. & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data.

    Communication Methods and Measures 1(1), p. 84: 40 units, five observers, values from 0 to 3, data missing.
    """

    @printed("hayes2007")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestKrippendorff1980:
    """Krippendorff, K. (1980). Content analysis: an introduction to its methodology. Sage.

    P. 133 for two values, p. 139 for nine units and three coders. A value's own α takes all others for one.
    """

    @printed("krippendorff1980")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestCohen1960:
    """Cohen, J. (1960). A coefficient of agreement for nominal scales.

    Educational and Psychological Measurement 20, p. 45: two judges, 200 cases, three values.
    """

    @printed("cohen1960")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestGwet2008:
    """Gwet, K. (2008). Computing inter-rater reliability and its variance in the presence of high agreement.

    British Journal of Mathematical and Statistical Psychology 61, 29–48; the table of 118, 5, 2 and 0 is of Gwet, K.
    (2002). Kappa statistic is not satisfactory for assessing the extent of agreement between raters.
    """

    @printed("gwet2008")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestGwet2014:
    """Gwet, K. (2014). Handbook of inter-rater reliability, 4th ed.; figures as the R package irrCAC 1.4 prints them.

    Tables of Cohen (1960), p. 37 and 45, a skewed table, and four raters of twelve subjects.
    """

    @printed("gwet2014")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)

    @pytest.mark.parametrize("weights", ["identity", "linear", "quadratic", "ordinal"])
    @pytest.mark.parametrize(("name", "data"), [("four raters", FOUR_RATERS), ("five observers", FIVE_OBSERVERS)])
    def test_missing_data_and_weights_as_in_irrcac(self, name, data, weights):
        """Computed once with irrCAC 0.4.4 for Python, to ten digits."""
        ac, fleiss, bp, weighted_alpha = IRRCAC[name][weights]
        assert ac2(data, weights=weights) == pytest.approx(ac, abs=1e-9)
        assert fleiss_kappa(data, weights=weights) == pytest.approx(fleiss, abs=1e-9)
        assert bennett_s(data, weights=weights) == pytest.approx(bp, abs=1e-9)
        table = agreement_weights(data.values, weights)
        place = {value: number for number, value in enumerate(data.values)}
        distance = lambda one, two: 1 - table[place[one], place[two]]  # noqa: E731 - fits in a line
        assert alpha(data, level=distance) == pytest.approx(weighted_alpha, abs=1e-9)


class TestArtsteinAndPoesio2008:
    """Artstein, R. & Poesio, M. (2008). Inter-coder agreement for computational linguistics.

    Computational Linguistics 34(4), p. 558 for two values, p. 568 for three, there also with weights.
    """

    @printed("artstein2008")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestFleiss1971:
    """Fleiss, J. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5), 378–382.

    P. 379: 30 patients, six psychiatrists, five diagnoses; p. 381 for each diagnosis, of sums that were rounded.
    """

    @printed("fleiss1971")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestWikipedia:
    """Wikipedia, «Cohen's kappa» and «Fleiss' kappa», worked examples."""

    @printed("wikipedia")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)


class TestAtlasTi:
    """ATLAS.ti 9 for Mac, manual, «Methods for testing inter-coder agreement»: two coders, ten segments."""

    @printed("atlasti")
    def test_the_figure_as_printed(self, case):
        assert case.computed() == pytest.approx(case.expected, abs=case.tolerance)

    def test_agreement_by_chance_as_printed(self):
        """56 %: (9.6 + 1.6) / 20, which is drawing without replacement as α does it."""
        matrix = coincidences(CASES["pct_agreement_atlasti"].data)
        sums = matrix.sum(axis=0)
        assert (sums * (sums - 1)).sum() / (20 * 19) == pytest.approx(0.558, abs=0.0005)


def test_every_paper_is_tested():
    """A case whose paper has no class above would be tested by nobody."""
    tested = {
        mark.args[1][0].paper
        for group in (value for value in globals().values() if isinstance(value, type))
        for mark in getattr(getattr(group, "test_the_figure_as_printed", None), "pytestmark", ())
    }
    assert {case.paper for case in CASES.values()} == tested


class TestGoldenCases:
    """What lies beside the repository says the same."""

    @pytest.fixture
    def golden(self, shared):
        cases = json.loads(shared("golden/golden_cases.json").read_text("utf-8"))
        return [case for case in cases if case["id"].startswith(MINE)]

    def test_each_is_in_our_table_with_the_same_figure(self, golden):
        assert len(golden) > 25
        assert [case["id"] for case in golden if case["id"] not in CASES] == []
        for case in golden:
            ours = CASES[case["id"]]
            assert (ours.expected, ours.tolerance) == (case["expected"], case["tol"]), case["id"]

    def test_their_own_data_give_the_figure(self, golden):
        checked = 0
        for case in golden:
            if case["input"] is not None:
                found = CASES[case["id"]].computed(given_as(case["id"], case["input"]))
                assert found == pytest.approx(case["expected"], abs=case["tol"]), case["id"]
                checked += 1
        assert checked > 25

    def test_fixtures_of_gwet(self, shared):
        """Gwet, K. (2014): AC1 and AC2 with quadratic weights, with observed and expected agreement, by irrCAC 1.4."""
        files = sorted(shared("data/agreement/gwet_fixtures").glob("*.json"))
        assert len(files) == 5
        for file in files:
            fixture = json.loads(file.read_text("utf-8"))
            data = ReliabilityData.from_confusion(fixture["table"], values=fixture["categories"])
            assert data.units == fixture["n"]
            for case in fixture["cases"]:
                weights = {"unweighted": "identity"}.get(case["weights"], case["weights"])
                found = ac1(data) if case["measure"] == "AC1" else ac2(data, weights=weights)
                assert found == pytest.approx(case["coefficient"], abs=1e-5), (file.name, case)
                assert percent_agreement(data, weights=weights) == pytest.approx(case["pa"], abs=1e-12)
                table, shares = agreement_weights(data.values, weights), tallies(data).prevalence
                q = len(data.values)
                expected = table.sum() / (q * (q - 1)) * (shares * (1 - shares)).sum()
                assert expected == pytest.approx(case["pe"], abs=1e-12)


def given_as(name, data):
    """Read the data of a golden case in the forms they come in."""
    if isinstance(data, str) and "/" in data:
        # One of the letters of the first row is Cyrillic.
        return read(data.replace("\u0430", "a"))
    if isinstance(data, str):
        return ReliabilityData.of([[int(sign) for sign in unit] for unit in data.split()], rows="units")
    if isinstance(data[0], str):
        return read(data)
    if name == "fleiss_wikipedia":
        return ReliabilityData.from_counts(data)
    if name.startswith("krippendorff_1980"):
        return ReliabilityData.of(data, rows="units")
    return ReliabilityData.from_confusion(data)
