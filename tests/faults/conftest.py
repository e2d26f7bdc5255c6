"""Projects for tests of what happens when something goes wrong."""

import pytest

from projects import make_project


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    """Keep what a machine keeps for programs in a folder of the test; people are addressed in English."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("FOU_LANG", "en")
    monkeypatch.delenv("FOU_CODER", raising=False)


@pytest.fixture(autouse=True)
def in_english(english):
    """Address people in English, in this process too."""


@pytest.fixture
def folder(tmp_path):
    """Folder of a small project."""
    return make_project(tmp_path / "prosjekt")
