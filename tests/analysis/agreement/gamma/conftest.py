"""Continua that several tests of γ read."""

import csv
import json

import numpy as np
import pytest

from fou_toolkit.analysis.agreement.continuum import Continuum

FIXTURES = (
    "fixture_01_two_annotators_simple",
    "fixture_02_unequal_counts",
    "fixture_03_identical_perfect",
    "fixture_04_three_annotators",
    "fixture_05_larger_two_annotators",
    "fixture_06_weighted_alpha3_beta2",
)


@pytest.fixture
def marked(shared):
    """Read a continuum that comes with pygamma-agreement; it begins at 0, as there."""

    def read(name: str) -> Continuum:
        with shared(f"data/agreement/gamma_csv/{name}.csv").open(newline="") as lines:
            rows = [(coder, float(start), float(stop), kind) for coder, kind, start, stop in csv.reader(lines)]
        return Continuum.of(sorted(rows), bounds=(0, max(row[2] for row in rows)))

    return read


class Fixture:
    """One of the DKPro files: a continuum, what pygamma-agreement 0.5.9 found in it, and samples that it drew."""

    def __init__(self, content):
        given = content["params"]
        self.parameters = {"alpha": given["alpha"], "beta": given["beta"], "empty": given["deltaEmpty"]}
        self.rows = content["continuum"]
        self.continuum = self.read(self.rows, bounds=(0, max(row["end"] for row in self.rows)))
        self.pairs = content["tier1"]["pairDissimilarities"]
        self.disorder = content["tier1"]["bestAlignmentDisorder"]
        samples = content["tier2"]["sampledContinua"]
        self.samples = [self.read(sample["units"]) for sample in samples]
        self.disorders = np.array([sample["bestAlignmentDisorder"] for sample in samples])
        self.expected = content["tier3"]["expectedDisorder"]
        self.gamma = content["tier3"]["gamma"]

    def read(self, units, bounds=None):
        people = sorted({row["annotator"] for row in self.rows})
        rows = [(unit["annotator"], unit["start"], unit["end"], unit["category"]) for unit in units]
        return Continuum.of(rows, coders=people, bounds=bounds)


@pytest.fixture(params=FIXTURES)
def dkpro(shared, request):
    """Give the fixtures of DKPro statistics one after the other."""
    return Fixture(json.loads(shared(f"data/agreement/gamma_fixtures/{request.param}.json").read_text("utf-8")))
