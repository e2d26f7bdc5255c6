"""What the numbers and files were made with: versions, never addresses or paths."""

import platform
from importlib.metadata import PackageNotFoundError, version

from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.package.entry import Entry
from fou_toolkit.appendix.sections.software import PACKAGES

__all__ = ["environment_entries", "python_version", "versions"]


def versions() -> tuple[tuple[str, str], ...]:
    """Give the packages that numbers and files depend on and that are installed, with their versions; ours first."""
    found = [("fou-toolkit", toolkit_version())]
    for name in sorted(PACKAGES):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def python_version() -> str:
    """Give the version of Python."""
    return platform.python_version()


def environment_entries() -> list[Entry]:
    """Give the versions as a file that installs them, and the rest as a text."""
    pinned = "".join(f"{name}=={number}\n" for name, number in versions())
    machine = f"Python: {python_version()}\nSystem: {platform.system()}\n"
    return [
        Entry(
            "constraints.txt",
            pinned.encode(),
            "Versions of the software",
            "Packages and versions that the package was made with, one a line, for «pip install -c constraints.txt».",
        ),
        Entry(
            "environment.txt",
            machine.encode(),
            "Python and system",
            "Version of Python and family of the system that the package was made on.",
        ),
    ]
