"""Files and folders of codings."""

import unicodedata
from collections.abc import Callable
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import t
from fou_toolkit.codings import jsonl, parquet, tables, web_annotation
from fou_toolkit.codings._part import Part, joined
from fou_toolkit.codings._quoting import Quoted, every_one
from fou_toolkit.errors import MaterialError, ReadError, WriteError
from fou_toolkit.model import CodingSet, Corpus

__all__ = ["read_codings", "write_codings"]

_LINES: Final = ("", ".ndjson")
"""Other endings of JSON lines, in a file that is asked for by its name."""
_PARSERS: Final[dict[str, Callable[..., Part]]] = {
    ".jsonl": jsonl.parse_part,
    ".csv": tables.parse_csv,
    ".tsv": tables.parse_csv,
    ".xlsx": tables.parse_xlsx,
    ".parquet": parquet.parse_part,
    ".jsonld": web_annotation.parse_part,
}
_RENDERERS: Final[dict[str, Callable[..., bytes]]] = {
    **dict.fromkeys([".jsonl", *_LINES], jsonl.render),
    ".csv": tables.render_csv,
    ".tsv": partial(tables.render_csv, delimiter="\t"),
    ".xlsx": tables.render_xlsx,
    ".parquet": parquet.render,
    **dict.fromkeys([".jsonld", ".json"], web_annotation.render),
}
_OTHER_TABLES: Final = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")
"""Tables that hold codings, perhaps; nobody would notice if they were left out."""
_HIDDEN: Final = (".", "~$")


def read_codings(path: str | PathLike[str], *, corpus: Corpus | None = None) -> CodingSet:
    """Read the codings of one file, or of all files of a folder.

    Read are `.jsonl`, `.csv`, `.tsv`, `.xlsx`, `.parquet` and `.jsonld`.

    Nothing is left out silently: what is wrong in a file is an error with its place. Other files, hidden files and
    sub-folders are left alone.

    Args:
        path: A file or folder; the modules `jsonl`, `tables`, `parquet` and `web_annotation` of `fou_toolkit.codings`
            describe the formats. A file that is asked for by its name may also end with `.json` (JSON lines or Web
            Annotations) or `.ndjson`, or have no ending (JSON lines).
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        MaterialError: There is no such file, or no codings in the folder.
        ReadError: A file is not what it should be, or a text has changed since it was coded.
    """
    place = Path(path)
    files = [place]
    if place.is_dir():
        known = (*_PARSERS, *_OTHER_TABLES)
        files = sorted(file for file in place.iterdir() if _ending(file) in known and not file.name.startswith(_HIDDEN))
    if not files:
        hint = t("Codings have the endings {endings}.", endings=", ".join(_PARSERS))
        raise MaterialError(t("There are no codings in this folder."), where=str(place), hint=hint)
    return joined([_part(file, corpus) for file in files])


def _ending(file: Path) -> str:
    return file.suffix.casefold()


def _part(file: Path, corpus: Corpus | None) -> Part:
    content = _bytes(file)
    name = unicodedata.normalize("NFC", file.name)
    parser = _parser(_ending(file), content)
    if parser is None:
        endings = ", ".join(_PARSERS)
        is_table = _ending(file) in _OTHER_TABLES
        hint = (
            t("Save it as .xlsx or as CSV (UTF-8).")
            if is_table
            else t("Codings have the endings {endings}.", endings=endings)
        )
        raise ReadError(t("«{ending}» files cannot be read.", ending=file.suffix), where=name, hint=hint)
    return parser(content, name=name, corpus=corpus)


def _parser(ending: str, content: bytes) -> Callable[..., Part] | None:
    """Give what reads a file; `.json` was the ending of JSON lines once, so its content decides."""
    if ending in _LINES or (ending == ".json" and not web_annotation.is_web_annotation(content)):
        return jsonl.parse_part
    return _PARSERS.get(".jsonld" if ending == ".json" else ending)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        hint = t("Is the path right? You are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such file."), where=str(file), hint=hint) from None
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise ReadError(message, where=str(file)) from error


def write_codings(
    codings: CodingSet,
    path: str | PathLike[str],
    *,
    corpus: Corpus,
    codebook: str = "",
    quoted: Quoted = every_one,
) -> Path:
    """Write codings; what is read again holds the same codings.

    `.jsonl` (`.ndjson`, no ending) holds one coder; `.xlsx`, `.csv`, `.tsv`, `.parquet` and W3C Web Annotations
    (`.jsonld`, `.json`) hold any number. A table in text loses coders who neither coded nor read anything; the others
    lose nothing.

    Args:
        codings: Codings; of one coder for `.jsonl`, see `CodingSet.by`.
        path: The file; it is replaced at once.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.
        quoted: Tells of a coding whether its words are written; without them it has its place only. It is also asked
            for what stands around the words, as a coding of that stretch.

    Raises:
        ValueError: There are codings of several coders for `.jsonl`.
        WriteError: The file cannot be written, or could not be read again.
    """
    target = Path(path)
    render = _RENDERERS.get(_ending(target))
    if render is None:
        hint = t("Codings have the endings {endings}.", endings=", ".join(_PARSERS))
        raise WriteError(t("«{ending}» files cannot be written.", ending=target.suffix), where=str(target), hint=hint)
    try:
        content = render(codings, corpus, codebook=codebook, quoted=quoted)
    except WriteError as error:
        raise WriteError(error.message, where=str(target), hint=error.hint) from error
    return write_bytes(target, content)
