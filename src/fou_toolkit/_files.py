"""Write files so that nothing is ever half-written: to a temporary name beside them, synced, then replaced.

And read them, so that what the system says is said for people.
"""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from fou_toolkit._i18n import Message, mark, t
from fou_toolkit.errors import MaterialError, ReadError, WriteError

__all__ = ["read_bytes", "reason_of", "write_bytes", "write_text", "write_with"]

_REASONS = {
    errno.ENOENT: mark("it is not there"),
    errno.EACCES: mark("you have no right to it"),
    errno.EPERM: mark("you have no right to it"),
    errno.EEXIST: mark("there is something of that name already"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("a part of the path is no folder"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EROFS: mark("the disk cannot be written to"),
    errno.ENAMETOOLONG: mark("the name is too long"),
}


def reason_of(error: OSError) -> Message:
    """Say in the person's language why the system refused; in its own words where the reason is rare.

    >>> str(reason_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))) == t("it is not there")
    True
    """
    return Message(_REASONS.get(error.errno or 0) or error.strerror or str(error))


def read_bytes(path: str | Path) -> bytes:
    """Read a file.

    Args:
        path: The file.

    Raises:
        MaterialError: There is no such file.
        ReadError: It cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise MaterialError(t("There is no such file."), where=str(path)) from error
    except OSError as error:
        raise ReadError(t("Cannot read: {reason}.", reason=reason_of(error)), where=str(path)) from error


def write_with(path: str | Path, fill: Callable[[BinaryIO], None]) -> Path:
    """Write a file through a function that fills an open binary file.

    Args:
        path: Where to; an existing file is replaced, whole, at the end.
        fill: Gets the open file.

    Returns:
        The path.

    Raises:
        WriteError: The folder is not there or cannot be written to; an existing file is unchanged.
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _failed(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(temporary, target)
        temporary.replace(target)
    except OSError as error:
        raise _failed(target, error) from error
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _keep_mode(temporary: Path, target: Path) -> None:
    """Give the new file the rights of the old one, or those a new file would get."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    temporary.chmod(mode)


def _failed(target: Path, error: OSError) -> WriteError:
    hint = t("Check that the folder is there, that the file is not open elsewhere, and that you may write to it.")
    return WriteError(t("Cannot write: {reason}.", reason=reason_of(error)), where=str(target), hint=hint)


def write_bytes(path: str | Path, content: bytes) -> Path:
    """Write bytes; see `write_with`."""
    return write_with(path, lambda file: _fill(file, content))


def _fill(file: BinaryIO, content: bytes) -> None:
    file.write(content)


def write_text(path: str | Path, content: str) -> Path:
    """Write UTF-8 text with LF; see `write_with`."""
    return write_bytes(path, content.encode())
