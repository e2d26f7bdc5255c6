"""All files of the package, and the package as one file."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from fou_toolkit.appendix.document import Document
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.package.about import About
from fou_toolkit.appendix.package.blocks import Withheld, figure_entries, table_entries
from fou_toolkit.appendix.package.book import book_entries
from fou_toolkit.appendix.package.citation import citation_entry
from fou_toolkit.appendix.package.crate import crate_files
from fou_toolkit.appendix.package.entry import Entry, media_type, sha256
from fou_toolkit.appendix.package.environment import environment_entries
from fou_toolkit.appendix.package.names import Names, check_names
from fou_toolkit.appendix.package.passages import coding_entries
from fou_toolkit.appendix.package.readme import readme_entry
from fou_toolkit.tables.archive import timeless

__all__ = ["CHECKSUMS", "as_zip", "package_files"]

CHECKSUMS: Final = "checksums.sha256"
_NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})


def package_files(
    edition: Edition,
    document: Document,
    *,
    appendix: Mapping[str, bytes] = _NOTHING,
    notebooks: Mapping[str, bytes] = _NOTHING,
    metadata_only: bool = False,
) -> dict[str, bytes]:
    """Make the package: the same bytes from the same material, settings and versions.

    Args:
        edition: The material and the settings.
        document: The appendix, with numbers (`assemble`).
        appendix: The appendix as people read it, by names of files; left out where the texts may not leave, since it
            holds quotations.
        notebooks: Notebooks, run and stripped of words of participants, by names of files; left out, too.
        metadata_only: Whether the texts may not leave: then no words and no passages are in it.

    Returns:
        Bytes by names with `/`, in alphabetical order.

    Raises:
        MissingPackageError: The library `rocrate` is not installed.
    """
    about = About.of(edition, document, metadata_only=metadata_only)
    entries = book_entries(edition, examples=not metadata_only)
    entries += table_entries(document, Withheld(edition) if metadata_only else None)
    entries += figure_entries(document)
    if not metadata_only:
        entries += coding_entries(edition)
        entries += _given("appendix", appendix, "The appendix as people read it.")
        entries += _given("notebooks", notebooks, "An analysis as a notebook, run and stripped of words.")
    entries += environment_entries()
    entries.append(citation_entry(about))
    listed = _checksums(())
    entries.append(readme_entry(about, [*entries, listed]))
    entries.append(_checksums(entries))
    entries.sort(key=lambda one: one.name)
    files = {entry.name: entry.data for entry in entries} | crate_files(about, entries)
    check_names(files)
    return dict(sorted(files.items()))


def _given(folder: str, files: Mapping[str, bytes], description: str) -> list[Entry]:
    """Take files of others in, under names that fit."""
    names = Names()
    return [
        Entry(names.of(name, folder=folder), data, name.rpartition("/")[2], f"{description} {media_type(name)}.")
        for name, data in sorted(files.items())
    ]


def _checksums(entries: Iterable[Entry]) -> Entry:
    lines = sorted(f"{sha256(entry.data)}  {entry.name}\n" for entry in entries)
    about = "SHA-256 of every other file but the two of RO-Crate, as sha256sum writes and reads it."
    return Entry(CHECKSUMS, "".join(lines).encode(), "Checksums", about)


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Give a package as one file, the same in every run.

    Args:
        files: Bytes by names with `/`.

    Raises:
        DataError: A name does not fit (`check_names`).
    """
    check_names(files)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data)
    return timeless(stream.getvalue())
