"""What a machine keeps for programs lies in a folder of the test."""

import pytest


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("FOU_CODER", raising=False)
