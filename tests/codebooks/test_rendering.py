import pytest

from fou_toolkit._i18n import set_language
from fou_toolkit.codebooks import read_codebook, render_codebook
from fou_toolkit.errors import UnknownIdError


@pytest.fixture
def book(save, text):
    return read_codebook(save(text))


def test_one_code_is_shown_with_all_its_parts(book):
    assert render_codebook(book, code="M1") == (
        "M1  Power structure\n"
        "  Faste ordninger.\n"
        "  Use when: Noen viser til rang.\n"
        "  Do not use when: Ordet i et møte (M5).\n"
        "  Examples:\n"
        "    «sånn har det alltid vært» (intervju-1)\n"
        "  It can sound like:\n"
        "    «Vi er jo bare assistenter.»\n"
        "  Cues:\n"
        "    nb  makt~\n"
        "    nb  sånn har det _{0,2} alltid vært\n"
        "    nn  ovanfrå og ned\n"
        "    en  power\n"
        "  Never counts:\n"
        "    nb  for all makt\n"
    )


def test_a_theme_is_shown_with_its_codes(book):
    shown = render_codebook(book, code="M")
    assert shown.startswith("M  Power and room\n")
    assert "\n\nM1  Power structure\n" in shown


def test_everything_is_shown_under_the_title(book):
    lines = render_codebook(book).split("\n")
    assert lines[:5] == [
        "Small codebook",
        "==============",
        "Version 1.10. Unit of coding: sentence.",
        "1 theme, 1 code",
        "licence: CC BY 4.0",
    ]


def test_spacy_patterns_are_named(save, text):
    pattern = '{spacy: [{LOWER: "makt"}]}'
    shown = render_codebook(read_codebook(save(text.replace('"makt~"', pattern))), code="M1")
    assert '    nb  [{"LOWER": "makt"}] (spaCy pattern)\n' in shown


def test_texts_of_the_codebook_follow_the_language(book):
    set_language("nn")
    assert "Nokon viser til rang." in render_codebook(book)


def test_no_line_is_wider_than_a_terminal(book):
    long = book.with_exceptions("M1", " ".join(["ord"] * 80))
    assert max(map(len, render_codebook(long).split("\n"))) <= 100


def test_an_unknown_code_is_told(book):
    with pytest.raises(UnknownIdError, match="X9"):
        render_codebook(book, code="X9")
