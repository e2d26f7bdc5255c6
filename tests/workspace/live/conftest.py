"""A small project, open, for tests of what lives."""

import pytest

from projects import make_project, open_project


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    """Keep what a machine keeps for programs in a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("FOU_CODER", raising=False)


@pytest.fixture
def folder(tmp_path):
    """Folder of a small project (see `projects`)."""
    return make_project(tmp_path / "prosjekt")


@pytest.fixture
def ws(folder):
    """The small project, opened by kari."""
    with open_project(folder) as opened:
        yield opened


@pytest.fixture
def other(folder):
    """The same project, opened by ola, with a handle of his own."""
    with open_project(folder, "ola") as opened:
        yield opened
