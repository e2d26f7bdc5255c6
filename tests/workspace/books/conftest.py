"""A small project whose codebook has all parts that its file asks for, so that the file can follow its changes."""

import pytest

from fou_toolkit.codebooks import write_codebook
from fou_toolkit.model import Code, Codebook, Cue, Example, Localised
from projects import make_project, open_project


@pytest.fixture(autouse=True)
def own_place(tmp_path_factory, monkeypatch):
    """Keep what a machine keeps for programs in a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("FOU_CODER", raising=False)


def full_code(code_id, parent="", **parts):
    """A code with all parts that the format asks for."""
    text = Localised(f"{code_id} på bokmål", f"{code_id} på nynorsk", f"{code_id} in English")
    return Code(code_id, text, parent, **{"brief": text, "use_when": text, "do_not_use_when": text, **parts})


FULL_BOOK = Codebook(
    "full",
    (
        full_code("M"),
        full_code("M1", "M", cues=(Cue("makt"),), examples=(Example("logg", "makt over oss"),)),
        full_code(
            "M2", "M", cues=(Cue("ansvar"),), do_not_use_when=Localised("Heller M1.", "Heller M1.", "Rather M1.")
        ),
        full_code("M3", "M", cues=(Cue("tillit", "nn"),)),
        full_code("T"),
        full_code("T1", "T", cues=(Cue("tillit"),), examples=(Example("samtale", "Vi tok ansvar"),)),
    ),
    version="1.2",
    attributes={"licence": "CC BY 4.0"},
)


@pytest.fixture
def book():
    return FULL_BOOK


@pytest.fixture
def new_code():
    return full_code


@pytest.fixture
def file(tmp_path):
    """The codebook's file, in the folder of the project."""
    path = tmp_path / "prosjekt" / "codebooks" / "full.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_codebook(FULL_BOOK, path)
    return path


@pytest.fixture
def bare(file):
    """The project before its codebook is taken in, open."""
    with open_project(make_project(file.parents[1], book=None)) as opened:
        yield opened


@pytest.fixture
def ws(bare):
    """The project with its codebook."""
    bare.take_in_codebook().apply()
    return bare
