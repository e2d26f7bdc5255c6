"""Files that the library wrote into a project, so that a withdrawal can take them away.

A register is a list of records: where, what it was when it was written, and when. It holds no text. Notebooks are a
person's own work and are not deleted: their outputs are taken out and the cells stay.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from fou_toolkit._files import reason_of, write_text
from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, ReadError, WriteError

__all__ = ["Output", "Outputs", "clean_notebook", "delete_inside", "inside_folder", "notebooks_in", "output_of"]

_PART: Final = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Output:
    """One file that was written.

    Args:
        path: From the folder of the project on, with `/`.
        sha256: Digest of its bytes when it was written.
        time: When, in UTC.
    """

    path: str
    sha256: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Outputs:
    """The register of the files that were written; the last record of a path counts.

    Args:
        records: One record per path, in the order of paths.
    """

    records: tuple[Output, ...] = ()

    @classmethod
    def of(cls, records: Iterable[Output]) -> "Outputs":
        """Keep the last record of every path."""
        last = {record.path: record for record in sorted(records, key=lambda record: record.time)}
        return cls(tuple(last[path] for path in sorted(last)))

    def with_output(self, record: Output) -> "Outputs":
        """Add a record; an older one of the same path goes."""
        return Outputs(tuple(sorted((*self.without([record.path]).records, record))))

    def without(self, paths: Iterable[str]) -> "Outputs":
        """Leave records out, for files that are gone."""
        gone = set(paths)
        return Outputs(tuple(record for record in self.records if record.path not in gone))

    def present(self, folder: str | Path) -> Iterator[Output]:
        """Give the records whose files are there still."""
        return (record for record in self.records if (Path(folder) / record.path).is_file())

    def changed(self, folder: str | Path) -> Iterator[Output]:
        """Give the records whose files somebody changed after they were written."""
        return (record for record in self.present(folder) if _digest(Path(folder) / record.path) != record.sha256)


def output_of(folder: str | Path, path: str | Path, *, time: datetime | None = None) -> Output:
    """Make the record of a file that was written.

    Args:
        folder: The folder of the project.
        path: The file.
        time: When; now by default.

    Raises:
        DataError: The file lies outside of the folder.
        ReadError: It cannot be read.
    """
    found = inside_folder(folder, path)
    relative = PurePosixPath(found.relative_to(Path(folder).resolve()).as_posix())
    return Output(str(relative), _digest(found), time or datetime.now(UTC))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                digest.update(part)
    except OSError as error:
        raise _unreadable(path, error) from error
    return digest.hexdigest()


def inside_folder(folder: str | Path, path: str | Path) -> Path:
    """Say where a path leads, if it stays in the folder.

    A link as the last part is not followed: what is deleted is the link, never what it points to.

    Args:
        folder: The folder.
        path: From the folder on, or absolute.

    Raises:
        DataError: It leads out of the folder, also by way of a link, or is the folder itself.
    """
    root = Path(folder).resolve()
    wanted = root / path
    found = wanted.parent.resolve() / wanted.name
    if wanted.name in {"", "..", "."} or not found.is_relative_to(root) or found == root:
        hint = t("Only files in the folder of the project are touched; look at it yourself.")
        raise DataError(t("The path leads out of the folder."), where=str(path), hint=hint)
    return found


def delete_inside(folder: str | Path, path: str | Path) -> bool:
    """Delete a file of the folder. What it held can stay readable on the disk until it is written over.

    Args:
        folder: The folder of the project.
        path: The file, or a link.

    Returns:
        Whether it was there.

    Raises:
        DataError: The path leads out of the folder.
        WriteError: It cannot be deleted, or is a folder.
    """
    found = inside_folder(folder, path)
    try:
        found.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        hint = t("Close it in other programs, and check that you may delete it.")
        raise WriteError(t("Cannot delete: {reason}.", reason=reason_of(error)), where=str(path), hint=hint) from error
    return True


def notebooks_in(folder: str | Path) -> tuple[Path, ...]:
    """Give all notebooks in a folder, in order, those in hidden folders and checkpoints too; links are not followed."""
    found = [
        Path(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".ipynb") and not Path(parent, name).is_symlink()
    ]
    return tuple(sorted(found))


def clean_notebook(path: str | Path) -> bool:
    """Take outputs, states of widgets and attachments out of a notebook; what a person wrote in its cells stays.

    Args:
        path: The notebook.

    Returns:
        Whether there was something to take out; if not, the file is not touched.

    Raises:
        ReadError: It is no notebook; it is unchanged.
        WriteError: It cannot be written; it is unchanged.
    """
    file = Path(path)
    notebook = _notebook(file)
    before = json.dumps(notebook)
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict):
        metadata.pop("widgets", None)
    for cell in _cells(notebook):
        _clean(cell)
    if json.dumps(notebook) == before:
        return False
    write_text(file, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return True


def _notebook(file: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise _unreadable(file, error) from error
    except (ValueError, RecursionError) as error:
        raise _no_notebook(file) from error
    if not isinstance(notebook, dict) or not ({"cells", "worksheets"} & notebook.keys()):
        raise _no_notebook(file)
    return notebook


def _cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the cells; notebooks of before 2015 have them in worksheets."""
    for part in (notebook, *_records(notebook.get("worksheets"))):
        yield from _records(part.get("cells"))


def _records(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _clean(cell: dict[str, Any]) -> None:
    cell.pop("attachments", None)
    if cell.get("outputs"):
        cell["outputs"] = []
    if cell.get("execution_count") is not None:
        cell["execution_count"] = None


def _unreadable(file: Path, error: OSError) -> ReadError:
    hint = t("Check that it is there and that you may read it.")
    return ReadError(t("Cannot read: {reason}.", reason=reason_of(error)), where=str(file), hint=hint)


def _no_notebook(file: Path) -> ReadError:
    hint = t("Open it in JupyterLab; if that does not work, delete it or fetch an older copy.")
    return ReadError(t("This is no notebook, or it is damaged."), where=str(file), hint=hint)
