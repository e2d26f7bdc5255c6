"""Where things lie in a folder."""

from pathlib import Path

__all__ = ["texts_in"]


def texts_in(folder: Path) -> Path:
    """Give the folder of texts: the sub-folder `corpus`, if there is one."""
    return folder / "corpus" if (folder / "corpus").is_dir() else folder
