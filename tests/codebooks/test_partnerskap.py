"""The shipped codebook."""

import re
from pathlib import Path

import pytest

from fou_toolkit.codebooks import check_codebook, read_codebook

FOLDER = Path(__file__).parents[2] / "codebooks"
CODES = {"F": 6, "M": 7, "K": 6, "E": 5, "L": 6, "N": 4, "S": 6, "O": 4, "R": 8, "D": 5, "T": 8}


@pytest.fixture(scope="module")
def book():
    return read_codebook(FOLDER / "partnerskap.yaml")


def test_it_has_no_errors_and_no_warnings():
    result = check_codebook(FOLDER / "partnerskap.yaml")
    assert str(result).count("\n") == 0, str(result)


def test_it_has_all_themes_and_codes_in_order(book):
    assert {theme.id: len(book.children(theme.id)) for theme in book.themes} == CODES
    assert [theme.id for theme in book.themes] == list(CODES)
    expected = [one for theme, count in CODES.items() for one in (theme, *(f"{theme}{n}" for n in range(1, count + 1)))]
    assert [code.id for code in book] == expected


def test_every_code_has_cues_in_both_languages_and_seed_lines(book):
    for code in book:
        assert code.seed_lines
        if code.parent:
            languages = {cue.language for cue in code.cues}
            assert languages == {"nb", "nn"}, code.id
            assert len(code.cues) >= 5


def test_neighbour_codes_that_are_named_exist_and_are_the_same_in_both_languages(book):
    for code in book:
        if code.parent:
            nb, nn = (
                set(re.findall(r"\b[A-Z]\d+\b", text)) for text in (code.do_not_use_when.nb, code.do_not_use_when.nn)
            )
            assert nb == nn, code.id
            assert nb <= {other.id for other in book} - {code.id}, code.id


def test_every_code_names_a_neighbour_or_says_why_there_is_none(book):
    silent = [code.id for code in book if code.parent and not re.search(r"\b[A-Z]\d+\b", code.do_not_use_when.nb)]
    assert silent == []


def test_its_licence_and_version_stand_where_people_look(book):
    assert book.attributes["licence"] == "CC BY 4.0"
    assert "CC BY 4.0" in (FOLDER / "LICENSE.md").read_text(encoding="utf-8")
    assert f"## [{book.version}]" in (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (FOLDER / "partnerskap.yaml").read_text(encoding="utf-8").startswith("# ")


def test_the_changelog_counts_the_cues_of_the_last_version(book):
    changes = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = changes.partition(f"## [{book.version}]")[2].partition("## [")[0]
    assert f"{sum(len(code.cues) for code in book):,} cues" in latest
