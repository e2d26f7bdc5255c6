"""A small project in a folder, for tests of what keeps it from harm."""

import pytest

from projects import make_project


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    """Keep what a machine keeps for programs in a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("FOU_CODER", raising=False)


@pytest.fixture(autouse=True)
def in_english(english):
    """Address people in English."""


@pytest.fixture
def folder(tmp_path):
    """Folder of a small project."""
    return make_project(tmp_path / "prosjekt")
