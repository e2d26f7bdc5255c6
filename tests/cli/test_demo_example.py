"""`fou demo --example en`: the same road on the small English corpus."""

import re

import pytest

from fou_toolkit._i18n import LANGUAGES, t, tn
from fou_toolkit.autocode import autocode
from fou_toolkit.codebooks import check_codebook, read_codebook
from fou_toolkit.sources import read_corpus
from fou_toolkit.workspace import example_material


@pytest.fixture(scope="module")
def result():
    material = example_material("en")
    return autocode(read_corpus(material.corpus), read_codebook(material.codebook))


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_parts_are_printed_about_the_english_texts(fou, result, language):
    run = fou("demo", "--example", "en", "--lang", language)
    assert (run.code, run.err) == (0, "")
    assert re.findall(r"^([1-9])\. ", run.out, re.MULTILINE) == ["1", "2", "3", "4"]
    for source in result.corpus:
        assert source.name in run.out
    assert "example_en.yaml" in run.out
    assert "partnerskap" not in run.out


def test_the_numbers_are_those_of_the_result(fou, result):
    run = fou("demo", "--example", "en", "--lang", "en")
    assert tn("{n} text read", "{n} texts read", len(result.corpus)) in run.out
    for count in result.summary(by="phase").top(10).counts:
        assert re.search(rf"^{count.code} {re.escape(count.name)} +{count.total}\b", run.out, re.MULTILINE), count.code


def test_quotations_stand_in_the_texts(fou, result):
    out = fou("demo", "--example", "en").out
    texts = [" ".join(source.text.split()) for source in result.corpus]
    quotations = re.findall(r"^  «(.+)»", out, re.MULTILINE)
    assert quotations
    assert all(any(quotation in text for text in texts) for quotation in quotations)


def test_without_a_word_it_is_the_norwegian_one(fou):
    assert fou("demo", "--example", "no").out == fou("demo").out


@pytest.mark.parametrize("example", ["de", "", "EN", "../en"])
def test_another_example_is_refused_with_the_possible_ones(fou, example):
    run = fou("demo", "--example", example, "--lang", "nb")
    assert (run.code, run.out) == (1, "")
    assert t("There is no example «{name}».", name=example) in run.said
    assert "no, en" in run.err


def test_the_english_texts_are_english_and_all_of_them_are_read(result):
    assert {turn.language for source in result.corpus for turn in source.turns} == {"en"}
    assert any(turn.interviewer for source in result.corpus for turn in source.turns)
    assert all(file.read for file in result.corpus.receipt.files)


def test_the_english_codebook_is_right_for_its_texts_and_every_code_is_found(result):
    material = example_material("en")
    assert check_codebook(material.codebook, result.corpus).ok
    codes = {code.id for code in result.codebook if code.parent}
    assert {one.code for one in result.suggestions()} == codes
