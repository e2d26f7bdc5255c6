"""What is known about the texts from outside of them: `metadata.csv`.

    file;id;genre;date;phase;site;language;title;author
    logg_mona.txt;logg_mona;refleksjonslogg;2023-11-30;1;Bringebærhaugen;nb;Monas logg;Mona

One row per file. `file` is the path from the folder of the table, or the file name; without `file`, `id` is the file
name without its ending. Further columns are kept under their own names. Empty values are unknown, never invented.
Where front matter says otherwise, the table is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from fou_toolkit._i18n import Message
from fou_toolkit.model import TEXT_LANGUAGES
from fou_toolkit.sources._csv import Row, Table, read_table
from fou_toolkit.sources._lookup import texts_meant

__all__ = ["COLUMNS", "EXPECTED", "Facts", "Metadata", "match_metadata", "parse"]

COLUMNS = ("file", "id", "genre", "date", "phase", "site", "language", "title", "author")
EXPECTED = ("genre", "date", "phase", "site")
"""What analyses ask for; the receipt says where one is unknown."""
_NAMING = frozenset(["file", "id"])


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one text.

    Args:
        id: Id that was given; empty where none was.
        attributes: Known attributes.
        warnings: Contradictions, gaps.
    """

    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """The tables of a folder, brought together with its files.

    Args:
        rows: Row by file name.
        tables: Whether there is a table at all.
        warnings: Rows without a file, broken rows.
    """

    rows: Mapping[str, Row]
    tables: bool
    warnings: tuple[Message, ...]

    def facts(self, name: str, front: Mapping[str, str]) -> Facts:
        """Bring front matter and row of one text together.

        Args:
            name: File name.
            front: Front matter.
        """
        own = {_folded(key): value for key, value in front.items()}
        row = self.rows.get(name)
        told = dict(row.values) if row else {}
        known = {**own, **told}
        warnings = list(_contradictions(own, told))
        if known.get("language", "nb") not in TEXT_LANGUAGES:
            warnings.append(
                Message.of("The language «{language}» is unknown; write nb, nn or en.", language=known["language"])
            )
        missing = [column for column in EXPECTED if column not in known]
        if self.tables and row is None:
            warnings.append(Message.of("There is no row for this file in metadata.csv."))
        if missing and (own or row):
            warnings.append(Message.of("Unknown: {columns}.", columns=", ".join(missing)))
        attributes = {key: value for key, value in known.items() if key not in _NAMING}
        return Facts(known.get("id", ""), MappingProxyType(attributes), tuple(warnings))


def parse(data: bytes, *, name: str = "metadata.csv") -> Table:
    """Read a table.

    Args:
        data: Content of the file.
        name: Its name, for messages.
    """
    return read_table(data, name=name, columns=COLUMNS)


def match_metadata(tables: Mapping[str, Table], names: Mapping[str, str], *, others: Sequence[str] = ()) -> Metadata:
    """Find out which row belongs to which file.

    Args:
        tables: Table by its own path.
        names: Id in the front matter (or nothing) by file name.
        others: Files that were not read; rows about them are no mistake.
    """
    rows: dict[str, Row] = {}
    warnings: list[Message] = []
    everything = {**dict.fromkeys(others, ""), **names}
    for path, table in tables.items():
        warnings.extend(table.warnings)
        folder = path.rpartition("/")[0]
        for row in table.rows:
            key = row.values.get("file") or row.values.get("id", "")
            meant = texts_meant(key, everything, folder=folder)
            problem = _problem(key, meant, rows)
            if problem is None:
                rows[meant[0]] = row
            else:
                warnings.append(Message.of("{file}, line {line}: {problem}", file=path, line=row.line, problem=problem))
    return Metadata(MappingProxyType(rows), bool(tables), tuple(warnings))


def _problem(key: str, meant: Sequence[str], rows: Mapping[str, Row]) -> Message | None:
    if not key:
        return Message.of("The row says not which file it is about.")
    if not meant:
        return Message.of("There is no file «{name}».", name=key)
    if len(meant) > 1:
        return Message.of("«{name}» can be {files}; write the whole path.", name=key, files=", ".join(meant))
    if meant[0] in rows:
        return Message.of("There is an earlier row for «{name}», which was used.", name=meant[0])
    return None


def _folded(key: str) -> str:
    return key.casefold() if key.casefold() in COLUMNS else key


def _contradictions(own: Mapping[str, str], told: Mapping[str, str]) -> list[Message]:
    differences = [
        f"{key} («{own[key]}» / «{told[key]}»)"
        for key in own
        if key in told and told[key] != own[key] and key != "file"
    ]
    if not differences:
        return []
    return [
        Message.of(
            "Front matter and metadata.csv differ, metadata.csv was used: {differences}.",
            differences=", ".join(differences),
        )
    ]
