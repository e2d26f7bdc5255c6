"""The example in `docs/howto/case-matrix.md` runs as it stands there."""

import re
from pathlib import Path

import pytest

from fou_toolkit.analysis.cases import case_matrix
from fou_toolkit.figures.codeline import plot_codeline
from fou_toolkit.figures.portrait import plot_portrait
from fou_toolkit.workspace import read_project
from fou_toolkit.workspace.case_sheets import read_case_matrix, write_case_matrix

PAGE = (Path(__file__).parents[3] / "docs" / "howto" / "case-matrix.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_what_the_page_does_can_be_done(english, tmp_path):  # noqa: ARG001 - compares nothing, but is read in English
    project = read_project(rules=False)
    matrix = case_matrix(project)
    call = re.search(r'with_summary\("(.+?)", "(.+?)", "(.+?)"\)', BLOCKS[0])
    matrix = matrix.with_summary(*call.groups())
    read = read_case_matrix(write_case_matrix(matrix, tmp_path / "matrix.xlsx"), case_matrix(project))
    assert read.matrix.summaries == {(call[1], call[2]): call[3]}
    assert read.warnings == ()


@pytest.mark.parametrize("call", re.findall(r"fou\.figures\.(plot_\w+\(.*?\))  ?", BLOCKS[2] + " "))
def test_pictures_of_the_page_are_of_texts_that_are_there(call):
    source = re.search(r'"(\w+)"', call)[1]
    assert source in read_project(rules=False).corpus
    assert call.split("(")[0] in (plot_codeline.__name__, plot_portrait.__name__)


def test_the_options_of_the_page_exist():
    options = re.findall(r"^\| `(\w+)=", PAGE, re.MULTILINE)
    assert options == ["cases", "level", "most", "coders"]
