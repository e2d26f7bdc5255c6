"""What is known of a file of the package beside its bytes."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from fou_toolkit.tables import Table

__all__ = ["Entry", "media_type", "sha256"]

_TYPES: Final = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".sha256": "text/plain",
    ".svg": "image/svg+xml",
    ".tex": "application/x-tex",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package.

    Args:
        name: Its path, with `/`.
        data: Its bytes.
        title: What it is, in a few words; English, or a title of the edition.
        description: What stands in it, in English.
        table: The rows, if it is a table that somebody computes with.
        variables: What stands in the columns, by their names.
    """

    name: str
    data: bytes = field(repr=False)
    title: str
    description: str
    table: Table | None = field(default=None, repr=False)
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def folder(self) -> str:
        """The folder it is in; empty for none."""
        return self.name.rpartition("/")[0]


def media_type(name: str) -> str:
    """Give the kind of a file by its ending.

    >>> media_type("a/b.csv"), media_type("a")
    ('text/csv', 'application/octet-stream')
    """
    return _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def sha256(data: bytes) -> str:
    """Give the digest of bytes (hex)."""
    return hashlib.sha256(data).hexdigest()
