r"""Queries saved by name: `queries.toml` in a project folder.

# My own remark stays.
"makt hos assistenter" = 'M2 and role:assistent and not phase:1'
"ta ansvar" = '"ta _{0,3} ansvar"'

One line is one query: its name, `=`, the query. What people write into the file, remarks too, stays as it is: a query
that is saved goes onto a line of its own, and no other line is touched. Single quotation marks keep everything between
them as it is; a query with a single quotation mark in it stands in double ones, with `\"` for `"`.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fou_toolkit._files import reason_of, write_bytes
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.retrieve import parse_query
from fou_toolkit.errors import DataError, SettingsError, UnknownIdError, WriteError
from fou_toolkit.model.project import similar

__all__ = ["QUERIES_FILE", "SavedQueries", "save_query", "saved_queries"]

QUERIES_FILE: Final = "queries.toml"

_LONGEST_NAME: Final = 80
_LINE_END: Final = re.compile(rb"\r?\n")


@dataclass(frozen=True, repr=False)
class SavedQueries(Tabular, Mapping[str, str]):
    """Queries by name, in the order of the file.

    Args:
        queries: The queries.
        path: The file; it need not be there.
    """

    queries: Mapping[str, str]
    path: Path

    def __getitem__(self, name: str) -> str:
        """Give a query.

        Raises:
            UnknownIdError: There is none of that name.
        """
        found = self.queries.get(unicodedata.normalize("NFC", name))
        if found is not None:
            return found
        near = similar(name, self.queries)
        there = t("There are: {ids}", ids=", ".join(f"«{one}»" for one in self.queries) or "–")
        hint = f"{t('Did you mean «{text}»?', text=near)} {there}" if near else there
        raise UnknownIdError(t("There is no query called «{name}».", name=name), where=str(self.path), hint=hint)

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self.queries)

    def __len__(self) -> int:
        """Give the number of queries."""
        return len(self.queries)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.queries)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a query. `fault` says what is wrong with one that cannot be read."""
        return ("name", "query", "fault")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per query."""
        for name, query in self.queries.items():
            yield (name, query, _fault(query))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("name"), t("query"), t("fault"))

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} saved query", "{n} saved queries", len(self))


def _fault(query: str) -> str:
    try:
        parse_query(query)
    except DataError as error:
        return str(error)
    return ""


def saved_queries(folder: str | Path) -> SavedQueries:
    """Read the queries that were saved in a project folder; without a file, there are none.

    Args:
        folder: The project folder.

    Raises:
        SettingsError: The file is no TOML, or holds something else than names and queries.
    """
    path = Path(folder) / QUERIES_FILE
    return SavedQueries(_read(_bytes(path), path), path)


def save_query(folder: str | Path, name: str, query: str, *, replace: bool = False) -> Path:
    """Save a query by name. All else in the file stays as it is, remarks too.

    Args:
        folder: The project folder.
        name: Any name of one line.
        query: The query; it has to follow the language, but its codes need not be there.
        replace: Whether a query of that name may be replaced.

    Returns:
        The file.

    Raises:
        DataError: The name is not possible, or taken; or the query does not follow the language.
        SettingsError: The file cannot be read, or its line cannot be changed without touching others.
        WriteError: The file cannot be written.
    """
    home = Path(folder)
    wanted = _checked(name)
    parse_query(query)
    query = unicodedata.normalize("NFC", query)
    if not home.is_dir():
        raise WriteError(t("There is no such folder."), where=str(home))
    path = home / QUERIES_FILE
    content = _bytes(path)
    known = _read(content, path)
    if wanted in known and not replace:
        hint = t("Choose another name, or say replace=True.")
        raise DataError(t("There is a query called «{name}» already.", name=wanted), where=str(path), hint=hint)
    line = f"{_key(wanted)} = {_value(query)}".encode()
    new = _replaced(content, wanted, line, path) if wanted in known else _added(content, line)
    try:
        right = _read(new, path) == {**known, wanted: query}
    except SettingsError:
        right = False
    if not right:
        raise _by_hand(wanted, line, path)
    return write_bytes(path, new)


def _checked(name: object) -> str:
    """Give a name in the one way of writing.

    Raises:
        DataError: It is none.
    """
    plain = unicodedata.normalize("NFC", name).strip() if isinstance(name, str) else ""
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        hint = t("Give a name of one line, of {n} signs at most.", n=_LONGEST_NAME)
        raise DataError(t("«{value}» is not possible for {key}.", value=name, key="name"), hint=hint)
    return plain


def _bytes(path: Path) -> bytes:
    """Give what stands in the file; nothing where there is none.

    Raises:
        SettingsError: It cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        message = t("The file cannot be opened: {reason}.", reason=reason_of(error))
        raise SettingsError(message, where=str(path)) from error


def _read(content: bytes, path: Path) -> dict[str, str]:
    """Read names and queries.

    Raises:
        SettingsError: It is no TOML, or something else stands there.
    """
    try:
        found = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = t("A query stands in single quotation marks: {example}", example="\"makt\" = 'M2 and role:assistent'")
        raise SettingsError(t("This is no TOML: {reason}", reason=error), where=str(path), hint=hint) from error
    odd = [name for name, query in found.items() if not isinstance(query, str)]
    if odd:
        hint = t("A query stands in single quotation marks: {example}", example="\"makt\" = 'M2 and role:assistent'")
        raise SettingsError(t("«{name}» is no query.", name=odd[0]), where=str(path), hint=hint)
    return {unicodedata.normalize("NFC", name): unicodedata.normalize("NFC", query) for name, query in found.items()}


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _value(query: str) -> str:
    """Write a query as TOML: as it is where that is possible."""
    if "'" not in query and query.isprintable():
        return f"'{query}'"
    # TOML knows the escapes of JSON; of DEL, JSON makes none.
    return json.dumps(query, ensure_ascii=False).replace("\x7f", "\\u007f")


def _added(content: bytes, line: bytes) -> bytes:
    """Put a line behind the last one, in the line ends of the file."""
    found = _LINE_END.search(content)
    end = found[0] if found else b"\n"
    gap = end if content and not content.endswith(b"\n") else b""
    return content + gap + line + end


def _replaced(content: bytes, name: str, line: bytes, path: Path) -> bytes:
    """Put a line in the place of the one that has a name; a remark behind the query stays.

    Raises:
        SettingsError: The query does not stand on one line.
    """
    lines = content.splitlines(keepends=True)
    for number, old in enumerate(lines):
        bare = old.removeprefix(b"\xef\xbb\xbf") if number == 0 else old
        try:
            held = tomllib.loads(bare.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        if [unicodedata.normalize("NFC", one) for one in held] == [name]:
            front, back = old[: len(old) - len(bare)], old[len(old.rstrip(b"\r\n")) :]
            return b"".join((*lines[:number], front + line + _remark(bare) + back, *lines[number + 1 :]))
    raise _by_hand(name, line, path)


def _remark(line: bytes) -> bytes:
    """Give the remark behind a query: what can be cut off at a «#» so that the same query is left."""
    whole = tomllib.loads(line.decode())
    for found in re.finditer(rb"[ \t]*#", line):
        try:
            if tomllib.loads(line[: found.start()].decode()) == whole:
                return line[found.start() :].rstrip(b"\r\n")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
    return b""


def _by_hand(name: str, line: bytes, path: Path) -> SettingsError:
    hint = t("Write it yourself: {line}", line=line.decode())
    message = t("«{name}» cannot be saved without touching other lines; nothing was changed.", name=name)
    return SettingsError(message, where=str(path), hint=hint)
