"""The one door to packages that are heavy or may be missing."""

from importlib import import_module
from typing import Any

from fou_toolkit.errors import MissingPackageError

__all__ = ["require"]


def require(name: str, *, feature: str) -> Any:  # noqa: ANN401 - modules have no common type
    """Import a module where it is used, or say which feature needs it.

    Args:
        name: Import name of the module.
        feature: What the person wanted to do.

    Raises:
        MissingPackageError: The module is not installed.

    >>> require("json", feature="a test").__name__
    'json'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        if error.name != package:
            raise
        raise MissingPackageError(f"{feature}: «{name}» ← pip install {package}") from error
