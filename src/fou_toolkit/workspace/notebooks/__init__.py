"""Notebooks of a project: run in a clean kernel, run again to see whether they give the same, and stripped."""

from fou_toolkit.workspace.notebooks.outcome import NotebookOutcome, NotebookRun
from fou_toolkit.workspace.notebooks.running import published_notebooks, run_notebooks

__all__ = ["NotebookOutcome", "NotebookRun", "published_notebooks", "run_notebooks"]
