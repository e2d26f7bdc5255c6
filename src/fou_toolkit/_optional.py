"""Packages that not everybody needs: imported where they are used, with a remedy where they are missing."""

from importlib import import_module
from types import ModuleType

from fou_toolkit._i18n import t
from fou_toolkit.errors import MissingPackageError

__all__ = ["require"]


def require(module: str, *, extra: str = "appendix") -> ModuleType:
    """Import an optional package, or say how one gets it.

    Args:
        module: Name under which it is imported, such as `typst`.
        extra: The extra of this library that brings it along.

    Raises:
        MissingPackageError: The package is not installed, or it cannot be loaded on this machine.

    >>> require("json").__name__
    'json'
    """
    hint = t("Install it with: {command}", command=f'pip install "fou-toolkit[{extra}]"')
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = error.name or module
        raise MissingPackageError(t("The package «{name}» is not installed.", name=missing), hint=hint) from error
    except (ImportError, OSError) as error:
        # Libraries for another system, or a file of the package is gone.
        raise MissingPackageError(t("The package «{name}» cannot be loaded.", name=module), hint=hint) from error
