"""The sample appendix that the README links to says what the library says now."""

import re
from pathlib import Path

import pytest

import fou_toolkit as fou

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "docs" / "sample"
PROGRAMS = {"software"}
"""Parts that name versions of programs: they differ where other versions are installed."""


@pytest.fixture(scope="module")
def checked():
    return fou.check_appendix(None, SAMPLE)


def test_the_sample_is_rebuilt_with_the_same_content(checked):
    assert not checked.inputs, f"{checked}\n\nmake sample"
    parts = set(checked.parts) - (PROGRAMS if checked.programs else set())
    assert not parts, f"{checked}\n\nmake sample"


def test_nobody_changed_the_sample_by_hand(checked):
    wrong = [one.name for one in checked.files if one.found not in ("identical, byte by byte", "different")]
    assert not wrong


def test_the_sample_needs_nothing_from_the_network():
    for page in SAMPLE.glob("*.html"):
        text = re.sub(r"data:[\w/+-]+;base64,[\w+/=]+", "", page.read_text(encoding="utf-8"))
        assert not re.findall(r"(?:src|href)=[\"']?(?!#|data:)[^\"'> ]+", text)


def test_the_readme_leads_to_it():
    linked = re.findall(r"\]\((docs/sample/[^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(linked) >= 2
    assert all((ROOT / name).is_file() for name in linked)
