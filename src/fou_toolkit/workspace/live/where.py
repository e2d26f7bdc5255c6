"""Which database on this machine belongs to which folder, where databases do not lie in the folders themselves.

A folder that is copied inside of a synchronised one has the id of the project in it, too: each of the two gets a
database of its own. The path of the folder stands in a small file beside the database, not in it: a snapshot goes to
others, and need not tell them how a person calls their folders.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from fou_toolkit._files import write_bytes
from fou_toolkit.errors import FouError
from fou_toolkit.store.placement import DATABASE, Placement, place, places_on_machine
from fou_toolkit.workspace.settings import SETTINGS_FILE, read_settings

__all__ = ["databases_elsewhere", "note_folder", "placed"]

_NOTE: Final = "folder"
_DIGITS: Final = 8


def placed(folder: Path, project: str) -> Placement:
    """Choose where a project lies; see `store.placement.place`.

    A place that belongs to a folder that is gone, renamed or another project's by now is taken over.

    Args:
        folder: The folder of the project.
        project: Its id.
    """
    first = place(folder, project)
    if not first.is_moved:
        return first
    places = [one for one in places_on_machine(project) if (one / DATABASE).exists()]
    own = next((one for one in places if _is_same(_noted(one), folder)), None)
    free = next((one for one in places if not _is_of_another(one, folder, project)), None)
    found = own or free or (_beside(first.live.parent, folder) if places else first.live.parent)
    return replace(first, live=found / DATABASE)


def _beside(first: Path, folder: Path) -> Path:
    path = os.fsencode(folder.resolve())
    return first.with_name(f"{first.name}-{hashlib.sha256(path).hexdigest()[:_DIGITS]}")


def note_folder(placement: Placement, folder: Path) -> None:
    """Note beside the database, where that lies elsewhere, which folder it belongs to."""
    note, path = placement.live.parent / _NOTE, os.fsencode(folder.resolve())
    if placement.is_moved and not (note.is_file() and note.read_bytes() == path):
        write_bytes(note, path)


def databases_elsewhere(folder: Path, placement: Placement, project: str) -> list[Path]:
    """Give databases of the project that were left on this machine when its folder went to another place.

    Those that belong to another folder that is there are none of these.

    Args:
        folder: The folder of the project.
        placement: Where its database lies.
        project: Its id.
    """
    return [path for path in _others(placement, project) if not _is_of_another(path.parent, folder, project)]


def _others(placement: Placement, project: str) -> Iterator[Path]:
    for one in places_on_machine(project):
        path = one / DATABASE
        if path.is_file() and not _is_same(path, placement.live):
            yield path


def _noted(place_here: Path) -> Path | None:
    with contextlib.suppress(OSError):
        return Path(os.fsdecode((place_here / _NOTE).read_bytes()))
    return None


def _is_same(one: Path | None, other: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return one is not None and one.samefile(other)
    return False


def _is_of_another(place_here: Path, folder: Path, project: str) -> bool:
    """Tell whether a place belongs to another folder, which is there and holds this project."""
    noted = _noted(place_here)
    if noted is None or _is_same(noted, folder):
        return False
    try:
        return (noted / SETTINGS_FILE).is_file() and read_settings(noted).project == project
    except (FouError, OSError, ValueError):
        # What cannot be read now may be theirs all the same.
        return True
