"""Run the notebooks of a project for its package."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from fou_toolkit.workspace.live.handle import Workspace
from fou_toolkit.workspace.live.quotable import Quotable
from fou_toolkit.workspace.notebooks import NotebookRun, published_notebooks

__all__ = ["run_for"]

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def run_for(
    folder: Path, opened: Workspace | None, *, progress: Progress | None = None
) -> tuple[NotebookRun, dict[str, bytes]]:
    """Run all notebooks of a project; give what came of it, and the files as they may be published, by name.

    Args:
        folder: The folder of the project.
        opened: The project, if it has a database: then mentions and withdrawals count, too.
        progress: Wraps the notebooks.
    """
    if opened is None:
        return published_notebooks(folder, progress=progress)
    corpus = opened.snapshot().corpus
    return published_notebooks(folder, may=Quotable(opened, corpus).passage, corpus=corpus, progress=progress)
