"""The codebook's file beside the database: it follows what is changed in the project, if it was equal before."""

from functools import lru_cache
from pathlib import Path

from fou_toolkit._i18n import t
from fou_toolkit.codebooks import read_codebook, write_codebook
from fou_toolkit.errors import CodebookError, FouError, WriteError
from fou_toolkit.model import Codebook
from fou_toolkit.workspace.books.stored import in_tree_order, stored_book
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["codebook_file", "file_is", "follow", "write_stored"]


def codebook_file(opened: Opened) -> Path | None:
    """Give the file of the codebook: that of the settings, or the only one in `codebooks`; nothing if there is none."""
    if opened.settings.codebook:
        return opened.folder / opened.settings.codebook
    found = sorted((opened.folder / "codebooks").glob("*.y*ml"))
    return found[0] if len(found) == 1 else None


def file_is(file: Path, book: Codebook) -> bool:
    """Tell whether a file says what a codebook says."""
    try:
        return _said(file, file.read_bytes()) == book
    except (FouError, OSError):
        return False


@lru_cache(maxsize=2)
def _said(file: Path, _data: bytes) -> Codebook:
    """Read a codebook once for each state of its file: it is asked for when a change is shown, and when it is done."""
    return in_tree_order(read_codebook(file))


def write_stored(opened: Opened, path: Path | None = None) -> Path:
    """Write the stored codebook to a file; see `Workspace.write_codebook`."""
    book = stored_book(opened)
    file = path or codebook_file(opened) or opened.folder / "codebooks" / f"{book.name}.yaml"
    return write_codebook(book, file)


def follow(opened: Opened, before: Codebook | None) -> Path | None:
    """Write the stored codebook to its file, if the file said what was stored before; gives the file that was written.

    Args:
        opened: The project, after a change of its codebook; also after undoing one.
        before: The codebook before the change.

    Raises:
        WriteError: The file cannot be written. The change is stored.
    """
    file, book = codebook_file(opened), opened.present.codebook
    if file is None or before is None or book is None or before == book or not file_is(file, before):
        return None
    try:
        return write_codebook(book, file)
    except CodebookError:
        # A codebook with errors cannot be written; its file stays as it is.
        return None
    except FouError as error:
        hint = t("Write it later: write_codebook() of the project. Cause: {reason}", reason=error.message)
        raise WriteError(
            t("The change is stored, but the codebook's file was not written."), where=str(file), hint=hint
        ) from error
