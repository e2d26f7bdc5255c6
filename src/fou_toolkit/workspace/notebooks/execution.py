"""Run a notebook in a clean kernel, and run it again to see whether it gives the same.

Both happen in processes of their own: nothing of this one is changed, and nothing that is said on the way is shown, for
it can hold words of participants.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from fou_toolkit._i18n import current_language, t
from fou_toolkit._optional import require
from fou_toolkit.errors import DataError, ReadError

__all__ = ["Kernels", "read_notebook"]

_OURS: Final = frozenset({"injected-parameters", "papermill-error-cell-tag"})
"""Tags of cells that papermill puts in."""
_FORMAT: Final = 4
_STARTUP: Final = "import os\nos.chdir(os.environ['FOU_NOTEBOOK_FOLDER'])\n"
_SANITISE: Final = "[addresses]\nregex: 0x[0-9A-Fa-f]{6,}\nreplace: ADDRESS\n"


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook.

    Raises:
        ReadError: It cannot be read, or is no notebook of this decade.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(t("This is no notebook, or it is damaged."), where=path.name, hint=_advice()) from error
    sound = isinstance(found, dict) and found.get("nbformat") == _FORMAT and isinstance(found.get("cells"), list)
    if not sound or not all(isinstance(cell, dict) for cell in found["cells"]):
        raise ReadError(t("This is no notebook, or it is damaged."), where=path.name, hint=_advice())
    return dict(found)


def _advice() -> str:
    return t("Open the notebook, run it from the top, put right what stops, and save it.")


@dataclass(frozen=True, slots=True)
class Kernels:
    """Runs notebooks.

    Args:
        folder: Where the notebooks are; they run there.
        scratch: An empty folder for what lies on the way.
    """

    folder: Path
    scratch: Path

    def prepare(self) -> None:
        """Make sure that everything is there.

        Raises:
            MissingPackageError: Papermill, nbval or the kernel is not installed.
        """
        for name in ("papermill", "nbval", "ipykernel"):
            require(name)
        startup = self.scratch / "ipython" / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "00-folder.py").write_text(_STARTUP, encoding="utf-8")
        (self.scratch / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        (self.scratch / "sanitise.cfg").write_text(_SANITISE, encoding="utf-8")

    def run(self, path: Path, parameters: Mapping[str, object]) -> dict[str, Any]:
        """Run a notebook with parameters, and give it with its outputs.

        Raises:
            DataError: A cell stops, or the kernel does not start.
        """
        made, given = self.scratch / path.name, self.scratch / "parameters.json"
        given.write_text(json.dumps(dict(parameters)), encoding="utf-8")
        options = ["--cwd", str(self.folder.resolve()), "--no-progress-bar", "-k", "python3", "-l", "python"]
        done = self._python("papermill", str(path.resolve()), str(made), "-f", str(given), *options)
        notebook = read_notebook(made) if made.exists() else {}
        if done:
            raise _stopped(path.name, notebook)
        return notebook

    def again(self, name: str) -> tuple[int, ...]:
        """Run a notebook again that has been run, and give the numbers of the cells that gave something else.

        Raises:
            DataError: It could not be run again.
        """
        made, report = self.scratch / name, self.scratch / "report.xml"
        report.unlink(missing_ok=True)
        options = ["-p", "nbval.plugin", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", "--tb=no", "-q"]
        options += ["--nbval-sanitize-with", str(self.scratch / "sanitise.cfg"), "--nbval-cell-timeout=3600"]
        options += ["-c", str(self.scratch / "pytest.ini"), "--rootdir", str(self.scratch)]
        self._python("pytest", *options, f"--junitxml={report}", str(made))
        try:
            cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - made by the line above
        except (OSError, ET.ParseError) as error:
            raise DataError(t("The notebook could not be run again."), where=name, hint=_advice()) from error
        failed = {int(one.get("name", "").rpartition(" ")[2]) for one in cases if one.find("failure") is not None}
        return _numbers(read_notebook(made)["cells"], failed)

    def _python(self, module: str, *arguments: str) -> int:
        """Run a module of Python; give 0 if it went well."""
        taken = ("PYTEST_ADDOPTS", "PYTHONSTARTUP", "PAPERMILL_OUTPUT_PATH")
        environment = {key: value for key, value in os.environ.items() if key not in taken}
        environment |= {
            "FOU_LANG": current_language(),
            "FOU_NOTEBOOK_FOLDER": str(self.folder.resolve()),
            # No settings and no history of whoever runs it.
            "IPYTHONDIR": str(self.scratch / "ipython"),
            "PYTHONHASHSEED": "0",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "JUPYTER_PLATFORM_DIRS": "1",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        done = subprocess.run(  # noqa: S603 - our own Python, without a shell
            [sys.executable, "-m", module, *arguments],
            env=environment,
            cwd=self.scratch,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return done.returncode


def _own(cells: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Give the cells with their numbers in the notebook as people see it; those that were put in have 0."""
    made, number = [], 0
    for cell in cells:
        ours = not _OURS.isdisjoint(cell.get("metadata", {}).get("tags", ()))
        number += not ours
        made.append((0 if ours else number, cell))
    return made


def _numbers(cells: Sequence[dict[str, Any]], failed: set[int]) -> tuple[int, ...]:
    """Give the numbers of cells that nbval counts from 0, those with code alone."""
    code = [number for number, cell in _own(cells) if cell["cell_type"] == "code"]
    return tuple(sorted({code[place] for place in failed if place < len(code)}))


def _stopped(name: str, notebook: dict[str, Any]) -> DataError:
    """Say where a notebook stopped; what the error says can hold words of participants, and is not repeated."""
    for number, cell in _own(notebook.get("cells", ())):
        if "raises-exception" in cell.get("metadata", {}).get("tags", ()):
            continue
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                kind = str(output.get("ename", ""))
                kind = kind if kind.isidentifier() else "Exception"
                message = t("The notebook stops in cell {n} ({kind}).", n=number, kind=kind)
                return DataError(message, where=name, hint=_advice())
    return DataError(t("The notebook could not be run."), where=name, hint=_advice())
