"""`fou codebook show --html`: a page to print."""

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.codebooks import codebook_page, read_codebook
from fou_toolkit.workspace import example_material


@pytest.fixture
def book(project):
    return project / "codebooks" / "partnerskap.yaml"


def test_the_page_lies_beside_the_codebook(fou, book):
    run = fou("codebook", "show", book, "--html")
    target = book.with_suffix(".html")
    assert (run.code, run.err) == (0, "")
    assert run.said == t("Written: {path}", path=target)
    assert target.read_text(encoding="utf-8") == codebook_page(read_codebook(book))


def test_it_can_lie_elsewhere(fou, book, tmp_path):
    target = tmp_path / "til ny koder æøå.html"
    run = fou("codebook", "show", book, "--html", "-o", target)
    assert run.code == 0
    assert str(target) in run.said
    assert target.read_text(encoding="utf-8") == codebook_page(read_codebook(book))
    assert not book.with_suffix(".html").exists()


def test_the_cues_can_be_left_out(fou, book):
    target = book.with_suffix(".html")
    fou("codebook", "show", book, "--html")
    assert "tillit~" in target.read_text(encoding="utf-8")
    run = fou("codebook", "show", book, "--html", "--no-cues")
    assert run.code == 0
    assert target.read_text(encoding="utf-8") == codebook_page(read_codebook(book), cues=False)
    assert "tillit~" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_person(fou, book, language):
    assert fou("codebook", "show", book, "--html", "--lang", language).code == 0
    set_language(language)
    assert book.with_suffix(".html").read_text(encoding="utf-8") == codebook_page(read_codebook(book))
    assert f'<html lang="{language}">' in book.with_suffix(".html").read_text(encoding="utf-8")


def test_without_the_word_nothing_is_written(fou, book):
    before = sorted(book.parent.iterdir())
    assert fou("codebook", "show", book).code == 0
    assert sorted(book.parent.iterdir()) == before


def test_a_wrong_codebook_gives_no_page(fou, book):
    book.write_text(book.read_text(encoding="utf-8").replace('parent: "T"', 'parent: "X"'), encoding="utf-8")
    run = fou("codebook", "show", book, "--html")
    assert (run.code, run.out) == (1, "")
    assert not book.with_suffix(".html").exists()


def test_a_folder_that_is_not_there_is_said(fou, book, tmp_path):
    run = fou("codebook", "show", book, "--html", "-o", tmp_path / "borte" / "a.html")
    assert (run.code, run.out) == (1, "")
    assert str(tmp_path / "borte" / "a.html") in run.err


@pytest.mark.parametrize("example", ["no", "en"])
def test_the_shipped_codebooks_make_pages(fou, tmp_path, example):
    target = tmp_path / "side.html"
    assert fou("codebook", "show", example_material(example).codebook, "--html", "-o", target).code == 0
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
