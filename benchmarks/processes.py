"""Start what is measured in processes of its own, and give the folder that they share."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

__all__ = ["HERE", "Runner", "folder"]

_NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"
HERE: Final = Path(__file__).resolve().parent


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    """Give a folder that is gone afterwards, or one that is kept."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="fou-bench-") as name:
        yield Path(name)


class Runner:
    """Starts scripts that print figures.

    Args:
        folder: Where the material is.
        script: The script; what it runs and the folder are its first arguments.
        python: The interpreter; by default this one.
    """

    def __init__(self, folder: Path, script: str, python: Path | None = None) -> None:
        self._folder, self._script, self._python = folder, script, python or Path(sys.executable)
        if python is None:
            # Compiled modules are kept for the time of the run, whatever the environment says, as at a user's.
            set_anew, unset = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "FOU_LANG": "en"}, {_NO_BYTECODE}
        else:
            # Packages of this environment are none of the other's.
            set_anew, unset = {}, {_NO_BYTECODE, "PYTHONPATH"}
        self._environment = {name: value for name, value in os.environ.items() if name not in unset} | set_anew

    def run(self, name: str, *words: object) -> dict[str, Any]:
        """Run one function of the script.

        Raises:
            SystemExit: It failed.
        """
        done = self._done(name, words, quiet=False)
        if done.returncode:
            raise SystemExit(f"{name} failed; the message is above.")
        return _figures(done)

    def tried(self, name: str) -> dict[str, Any]:
        """Run a function of the script if that is possible; otherwise give nothing."""
        try:
            done = self._done(name, (), quiet=True)
        except OSError:
            return {}
        return {} if done.returncode else _figures(done)

    def _done(self, name: str, words: tuple[object, ...], *, quiet: bool) -> subprocess.CompletedProcess[str]:
        command = [self._python, HERE / self._script, name, self._folder, *words]
        return subprocess.run(
            list(map(str, command)),
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            check=False,
            text=True,
        )


def _figures(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read the last line that was printed."""
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
