"""Signs that can be printed, and what stands for those that cannot."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.appendix import fonts
from fou_toolkit.appendix.fonts import EMBEDDED, font_folder, known_signs, printed


@pytest.fixture
def without_dejavu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "font_folder", lambda: "")
    known_signs.cache_clear()
    yield
    known_signs.cache_clear()


def test_norwegian_arabic_hebrew_greek_and_signs_of_mathematics_are_known() -> None:
    assert {*map(ord, "æøåÆØÅéàč«»–—…€ مرحبا שלום αβγ жщ ≥≤≠∞→−√")} <= known_signs()


@pytest.mark.usefixtures("without_dejavu")
def test_what_the_letters_of_typst_have_is_kept_without_dejavu() -> None:
    assert known_signs() == EMBEDDED
    assert printed("Møte – «ærlig» … ≥ 5 €") == "Møte – «ærlig» … ≥ 5 €"
    assert printed("مر") == "[U+0645][U+0631]"


def test_a_damaged_font_file_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"no font")
    monkeypatch.setattr(fonts, "font_folder", lambda: str(tmp_path))
    known_signs.cache_clear()
    assert known_signs() == EMBEDDED
    known_signs.cache_clear()


def test_a_folder_without_dejavu_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    monkeypatch.setattr(mpl, "get_data_path", lambda: str(tmp_path))
    font_folder.cache_clear()
    assert not font_folder()
    font_folder.cache_clear()
    monkeypatch.undo()
    assert font_folder()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u030a", "å"),
        ("\U0001f973", "[face with party horn and party hat]"),
        ("漢", "[U+6F22]"),
        ("\ue000", "[U+E000]"),
        ("\uef00", "[U+EF00]"),  # DejaVu Sans has one, PDF/A forbids it
        ("a\x00b\x1b\ufeffc\u202ed\u2066", "abcd"),
        ("❤\ufe0f", "❤"),
        ("a\tb\u2028c\r\nd\re", "a b\nc\nd\ne"),
        ("\ud800x", "x"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("", ""),
    ],
)
def test_signs_are_kept_named_or_left_out(text: str, shown: str) -> None:
    assert printed(text) == shown


@given(st.text())
def test_everything_that_is_printed_has_a_letter_and_printing_twice_changes_nothing(text: str) -> None:
    shown = printed(text)
    assert all(ord(sign) in known_signs() or sign in "\n\u200b\u200c\u200d\u00ad" for sign in shown)
    assert not any(unicodedata.category(sign) in {"Cs", "Co"} for sign in shown)
    assert printed(shown) == shown
