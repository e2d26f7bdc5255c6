"""Which text a row of a table means."""

from collections.abc import Mapping
from pathlib import PurePosixPath

__all__ = ["texts_meant"]


def texts_meant(key: str, names: Mapping[str, str], *, folder: str = "") -> list[str]:
    """Give the names of the files that a table calls so.

    A path goes before an id, an id before a file name, and that before a file name without its ending.

    Args:
        key: What stands in the table.
        names: Id by file name, as a path with `/` from the top folder; ids may be empty.
        folder: Where the table lies; it speaks of the texts in and below this folder.

    >>> texts_meant("logg", {"a/logg.md": "", "b.txt": "x"}), texts_meant("x", {"a/logg.md": "", "b.txt": "x"})
    (['a/logg.md'], ['b.txt'])
    """
    key = key.replace("\\", "/").removeprefix("./")
    paths = {name: PurePosixPath(name) for name in names if not folder or name.startswith(f"{folder}/")}
    top = PurePosixPath(folder)
    found_by = (
        [name for name, path in paths.items() if path == top / key],
        [name for name in paths if names[name] == key],
        [name for name, path in paths.items() if path.name == key],
        [name for name, path in paths.items() if path.stem == key],
    )
    return next((found for found in found_by if found), [])
