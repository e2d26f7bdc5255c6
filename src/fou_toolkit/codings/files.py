"""Files and folders of codings."""

from functools import reduce
from operator import add
from os import PathLike
from pathlib import Path

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import t
from fou_toolkit.codings import jsonl
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import CodingSet, Corpus

__all__ = ["read_codings", "write_codings"]


def read_codings(path: str | PathLike[str], *, corpus: Corpus | None = None) -> CodingSet:
    """Read the codings of one file, or of all files (`*.jsonl`) of a folder.

    Args:
        path: A file or folder; `fou_toolkit.codings.jsonl` describes the format.
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        MaterialError: There is no such file, or no codings in the folder.
        ReadError: A file is not what it should be, or a text has changed since it was coded.
    """
    place = Path(path)
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        hint = t("Codings have the ending .jsonl.")
        raise MaterialError(t("There are no codings in this folder."), where=str(place), hint=hint)
    return reduce(add, [jsonl.parse(_bytes(file), name=file.name, corpus=corpus) for file in files])


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        hint = t("Is the path right? You are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such file."), where=str(file), hint=hint) from None
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise ReadError(message, where=str(file)) from error


def write_codings(codings: CodingSet, path: str | PathLike[str], *, corpus: Corpus, codebook: str = "") -> Path:
    """Write the codings of one coder; what is read again holds the same codings.

    Args:
        codings: Codings of one coder; see `CodingSet.by`.
        path: The file (`.jsonl`); it is replaced at once.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.

    Raises:
        ValueError: There are codings of several coders.
        WriteError: The file cannot be written.
    """
    return write_bytes(Path(path), jsonl.render(codings, corpus, codebook=codebook))
