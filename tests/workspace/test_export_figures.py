"""Figures that are undefined, written for other tools."""

import csv
import json
import math

import openpyxl
import pandas as pd
import pytest

from builders import make_codebook, make_corpus
from fou_toolkit.analysis import evaluate
from fou_toolkit.autocode import autocode
from fou_toolkit.model import Coder, CodingSet
from fou_toolkit.workspace import write_table


@pytest.fixture
def result():
    """One reader who found nothing: there is no recall, and there are no intervals."""
    guess = autocode(make_corpus("Makt."), make_codebook({"M": ["makt"]}))
    made = evaluate(guess, CodingSet.of([], [Coder("a")], read=[("a", "s1")]), replicates=0)
    assert math.isnan(made.scores[0].recall.value)
    assert made.scores[0].precision.value == 0
    return made


def test_a_workbook_has_an_empty_cell(result, tmp_path):
    sheet = openpyxl.load_workbook(write_table(result, tmp_path / "tall.xlsx")).active
    head, first, *_ = sheet.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["precision"], row["recall"], row["recall_low"]) == (0, None, None)


def test_parquet_has_a_missing_value(result, tmp_path):
    frame = pd.read_parquet(write_table(result, tmp_path / "tall.parquet"))
    assert frame["recall"].isna().all()
    assert frame["precision"].iloc[0] == 0


def test_json_has_a_null(result, tmp_path):
    odd = []
    path = write_table(result, tmp_path / "tall.json")
    first, *_ = json.loads(path.read_text(encoding="utf-8"), parse_constant=odd.append)
    assert odd == []
    assert (first["precision"], first["recall"]) == (0, None)


def test_csv_has_an_empty_cell(result, tmp_path):
    path = write_table(result, tmp_path / "tall.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, *_ = csv.DictReader(file)
    assert (first["precision"], first["recall"]) == ("0.0", "")
