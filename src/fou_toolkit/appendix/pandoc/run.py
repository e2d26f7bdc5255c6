"""The way through pandoc, which comes with the extra `appendix`."""

import json
import subprocess
from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit._optional import require
from fou_toolkit.errors import MissingPackageError, WriteError

__all__ = ["converted", "program"]


def program() -> str:
    """Give the path of pandoc.

    Raises:
        MissingPackageError: Pandoc is not installed.
    """
    try:
        return str(require("pypandoc").get_pandoc_path())
    except OSError as error:
        hint = t("Install it with: {command}", command='pip install "fou-toolkit[appendix]"')
        raise MissingPackageError(t("The package «{name}» is not installed.", name="pandoc"), hint=hint) from error


def converted(tree: dict[str, Any], format: str) -> str:  # noqa: A002 - pandoc's word
    """Let pandoc write a tree.

    It runs in its sandbox: it reads no file and asks no network, whatever stands in the tree.

    Args:
        tree: The whole tree, as `build.tree` makes it.
        format: Pandoc's name of the format, such as `latex`.

    Raises:
        MissingPackageError: Pandoc is not installed.
        WriteError: Pandoc does not take the tree.
    """
    done = subprocess.run(  # noqa: S603 - the program that the package brings, no text in its arguments
        [program(), "--from=json", f"--to={format}", "--wrap=none", "--sandbox"],
        input=json.dumps(tree).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        # What pandoc says can hold texts of the project: only the number is passed on.
        hint = t("Tell those who make this library; nothing was written.")
        raise WriteError(t("Pandoc stopped with the number {n}.", n=done.returncode), hint=hint)
    return done.stdout.decode("utf-8").replace("\r\n", "\n")
