"""The two readings of the shipped texts."""

import csv

import numpy as np
import pytest

from fou_toolkit.analysis.agreement import PresenceCounts, alpha_of
from fou_toolkit.analysis.units import presence, sentence_units
from fou_toolkit.codebooks import read_codebook
from fou_toolkit.codings import read_codings
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material

MATERIAL = example_material()
FOLDER = MATERIAL.corpus / "codings"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(MATERIAL.corpus)


@pytest.fixture(scope="module")
def readings(corpus):
    """Reading them with the corpus compares every place and quotation."""
    return read_codings(FOLDER, corpus=corpus)


@pytest.fixture(scope="module")
def flags(corpus, readings):
    """Whether each reader has each code in each sentence, shape (2, sentences, codes)."""
    import numpy as np

    codes = [code.id for code in read_codebook(MATERIAL.codebook)]
    units = sentence_units(corpus, interviewer=True)
    return np.stack([presence(readings.by(name), units, codes) for name in readings.coder_ids])


def test_two_readers_read_everything(corpus, readings):
    assert readings.coder_ids == ("reader_a", "reader_b")
    assert readings.read.all()
    assert set(readings.sources) == {source.id for source in corpus}


def test_nobody_calls_them_human(readings):
    assert {coder.kind for coder in readings.coders} == {"language model"}
    assert all("not human coding" in coder.note for coder in readings.coders)
    assert "language models" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_only_codes_of_the_codebook_are_used(readings):
    assert set(readings.codes) <= {code.id for code in read_codebook(MATERIAL.codebook) if code.parent}


def test_a_coding_is_one_sentence(corpus, readings):
    units = sentence_units(corpus, interviewer=True)
    base = dict(zip(units.source_ids, units.bases.tolist(), strict=False))
    sentences = set(zip(units.start.tolist(), units.end.tolist(), strict=True))
    places = {(base[one.source] + one.span.start, base[one.source] + one.span.end) for one in readings}
    assert places <= sentences


def test_at_most_three_codes_a_sentence_and_most_have_none(flags):
    assert flags.sum(axis=2).max() <= 3
    assert all(0.3 < share < 0.5 for share in flags.any(axis=2).mean(axis=1))


def test_the_readings_are_independent_and_yet_alike(flags):
    """Neither the same reading twice nor two that have nothing to do with each other."""
    counts = PresenceCounts.of(flags, np.ones((2, 1), bool), np.zeros(flags.shape[1], int))
    alpha = float(alpha_of(counts.tallies().total(axis=(0, 1)).coincidences))
    assert 0.6 < alpha < 0.95


def test_the_third_reading_settles_differences_of_the_two(corpus, readings):
    with (FOLDER / "comparison" / "third_reading.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codings = {}
    for one in readings:
        codings.setdefault((one.coder, one.source, one.span.start, one.span.end), set()).add(one.code)
    assert len(rows) == 180
    for row in rows:
        place = row["source"], int(row["start"]), int(row["end"])
        one, two = (codings.get((f"reader_{name}", *place), set()) for name in "ab")
        assert one != two
        assert (set(row["reader_a"].split()), set(row["reader_b"].split())) == (one, two)
        assert row["reason"]
        assert row["quote"] == corpus[place[0]].text[place[1] : place[2]]
