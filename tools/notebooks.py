"""Run the notebooks and keep what they print, so that nbval has something to compare with.

Run by `make notebooks-update` after a change that shows in them; look at the difference before it goes in.
"""

import json
import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]


def run(path: Path) -> None:
    """Run one notebook in a clean kernel and store it without times and counters that differ from run to run."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(path.relative_to(ROOT))


def main(names: list[str]) -> None:
    """Run the named notebooks, or all; in bokmål, as the tests do."""
    os.environ["FOU_LANG"] = "nb"
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        if not names or path.stem in names:
            run(path)


if __name__ == "__main__":
    main(sys.argv[1:])
