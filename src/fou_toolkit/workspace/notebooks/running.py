"""Run all notebooks of a project, see whether they can be rebuilt, and give them as they may be published."""

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import t
from fou_toolkit.errors import MaterialError, UnknownIdError, WriteError
from fou_toolkit.model import Corpus
from fou_toolkit.analysis.covered import Covered
from fou_toolkit.workspace.notebooks.execution import Kernels, read_notebook
from fou_toolkit.workspace.notebooks.forbidden import Forbidden, May
from fou_toolkit.workspace.notebooks.outcome import NotebookOutcome, NotebookRun
from fou_toolkit.workspace.notebooks.parameters import parameters_for, taken_by
from fou_toolkit.workspace.notebooks.stripping import as_bytes, places_of, strip
from fou_toolkit.workspace.project import ProjectFolder

__all__ = ["published_notebooks", "run_notebooks"]

_FOLDER: Final = "notebooks"
_NONE: Final[Mapping[str, object]] = MappingProxyType({})

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def run_notebooks(
    folder: Path,
    out: Path,
    *,
    parameters: Mapping[str, object] = _NONE,
    names: Sequence[str] = (),
    may: May | None = None,
    corpus: Corpus | None = None,
    progress: Progress | None = None,
) -> NotebookRun:
    """Run the notebooks of a project and write them without words of participants; see `published_notebooks`.

    Nothing is written unless all of them run.

    Args:
        folder: The project; its notebooks lie in `notebooks`.
        out: Where they go; not the folder in which they lie.
        parameters: As for `published_notebooks`.
        names: Same.
        may: Same.
        corpus: Same.
        progress: Same.

    Raises:
        MaterialError: There are no notebooks.
        UnknownIdError: A notebook or a parameter is not there.
        DataError: A notebook stops.
        ReadError: A file is no notebook.
        MissingPackageError: Papermill or nbval is not installed.
        WriteError: The notebooks cannot be written.
    """
    _check_out(folder / _FOLDER, out)
    made, files = published_notebooks(
        folder, parameters=parameters, names=names, may=may, corpus=corpus, progress=progress
    )
    _write(out, files)
    return made


def published_notebooks(
    folder: Path,
    *,
    parameters: Mapping[str, object] = _NONE,
    names: Sequence[str] = (),
    may: May | None = None,
    corpus: Corpus | None = None,
    progress: Progress | None = None,
) -> tuple[NotebookRun, dict[str, bytes]]:
    """Run the notebooks of a project, each in a clean kernel, twice; the notebooks themselves stay as they are.

    Args:
        folder: The project; its notebooks lie in `notebooks`, and run there.
        parameters: Values for cells tagged `parameters`; a notebook gets those that it takes.
        names: Names of notebooks, with or without their ending; by default all.
        may: Tells whether a stretch of a text may be quoted; by default what consents of people and texts say.
        corpus: The texts; by default those of the project.
        progress: Wraps the notebooks that are run.

    Returns:
        What came of it, and the files as they may be published, by name.

    Raises:
        MaterialError: There are no notebooks.
        UnknownIdError: A notebook or a parameter is not there.
        DataError: A notebook stops; which cell, but not what it says.
        ReadError: A file is no notebook.
        MissingPackageError: Papermill or nbval is not installed.
    """
    found = _notebooks(folder, names)
    shared = parameters_for(parameters, {path.name: taken_by(read_notebook(path)) for path in found})
    texts = ProjectFolder(folder).corpus() if corpus is None else corpus
    forbidden = Forbidden(texts, Covered(texts).passage if may is None else may)
    files: dict[str, bytes] = {}
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="fou-") as name:
        kernels = Kernels(folder / _FOLDER, Path(name))
        kernels.prepare()
        places = places_of(folder, Path(name))
        for path in found if progress is None else progress(found):
            begun = time.perf_counter()
            made = kernels.run(path, shared[path.name])
            seconds = time.perf_counter() - begun
            differs = kernels.again(path.name)
            clean = strip(made, forbidden, places)
            files[path.name] = as_bytes(clean.notebook)
            cells = sum(cell["cell_type"] == "code" for cell in clean.notebook["cells"])
            outcomes.append(NotebookOutcome(path.name, cells, seconds, differs, clean.removed))
    return NotebookRun(tuple(outcomes)), files


def _notebooks(folder: Path, names: Sequence[str]) -> list[Path]:
    """Give the notebooks that are wanted, in the order of their names."""
    lies = folder / _FOLDER
    if not lies.is_dir():
        hint = t("Put notebooks into the folder «{folder}» of the project.", folder=_FOLDER)
        raise MaterialError(t("The project has no notebooks."), where=str(folder), hint=hint)
    found = {path.name: path for path in sorted(lies.glob("*.ipynb")) if not path.name.startswith(".")}
    if not names:
        return list(found.values())
    wanted = [name if name in found else f"{name}.ipynb" for name in names]
    missing = next((given for given, name in zip(names, wanted, strict=True) if name not in found), None)
    if missing is not None:
        hint = t("Possible are: {names}", names=", ".join(found))
        raise UnknownIdError(t("There is no notebook «{name}».", name=missing), hint=hint)
    return [path for name, path in found.items() if name in wanted]


def _check_out(lies: Path, out: Path) -> None:
    if out.resolve() == lies.resolve():
        hint = t("Choose another folder: the notebooks of the project stay as they are.")
        raise WriteError(t("The notebooks lie in this folder themselves."), where=str(out), hint=hint)


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = t("Choose another folder.")
        raise WriteError(t("Cannot write: {reason}.", reason=reason_of(error)), where=str(out), hint=hint) from error
    for name, content in files.items():
        write_bytes(out / name, content)
