"""The notebooks run on any project folder: one cell is changed, by papermill as people would by hand."""

import re
from pathlib import Path

import nbformat
import papermill
import pytest
from second_project import make_second_project

from fou_toolkit.workspace import new_project

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("[123][0-9]_*.ipynb"))
IDS = [path.stem for path in NOTEBOOKS]

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def parameters_of(path):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]


def run(path, folder, out):
    papermill.execute_notebook(
        path, out, parameters={"folder": str(folder)}, kernel_name="python3", cwd=path.parent, progress_bar=False
    )
    return nbformat.read(out, as_version=4)


def printed(notebook):
    """Give everything that a notebook shows as text."""
    parts = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            parts.append(output.get("text", ""))
            parts += [value for key, value in output.get("data", {}).items() if key.startswith("text/")]
    return "\n".join(parts)


def test_there_is_a_notebook_for_every_question_one_for_searching_and_one_for_publishing():
    assert len(NOTEBOOKS) == 12


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_one_cell_holds_what_is_to_be_changed(path):
    [cell] = parameters_of(path)
    assert re.search(r"^folder = None\b", cell.source, re.MULTILINE)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_it_runs_on_a_project_unlike_the_example(path, tmp_path):
    folder = make_second_project(tmp_path / "prosjekt æøå")
    shown = printed(run(path, folder, tmp_path / "out.ipynb"))
    assert "logg_mona" not in shown
    assert "Lykteveien" not in shown


@pytest.mark.full
@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_it_runs_on_a_project_that_has_only_just_begun(path, tmp_path):
    folder = new_project(tmp_path / "nytt")
    assert printed(run(path, folder, tmp_path / "out.ipynb"))
