"""The rows of a table of codings: which columns there are, and what stands in a cell."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit._sheets import Row
from fou_toolkit.codings._part import LARGEST, checked_id, checked_polarity, no_number
from fou_toolkit.errors import ReadError
from fou_toolkit.text.tables import ANSWERS, Columns

__all__ = [
    "ALIASES",
    "CODED",
    "COLUMNS",
    "FACTS",
    "LIST",
    "LOST",
    "PLACES",
    "RARE",
    "Line",
    "Table",
    "as_table",
    "clean",
    "unfit",
]

_NEEDED: Final = ("source", "start", "end", "code")
PLACES: Final = ("start", "end")
LIST: Final = ("coder", "source")
FACTS: Final = ("kind", "codebook_version", "note")
CODED: Final = (*_NEEDED, "coder", "round", "quote")
RARE: Final = ("polarity", "coding_id")
_ALL: Final = (*CODED, *RARE, "read", *FACTS)
_OTHER_NAMES: Final = {
    "source": "document, dokument, file, fil, text, tekst, kilde, kjelde, filename, file name, filnavn, filnamn, "
    "file/case, document name, dokumentnavn, dokumentnamn",
    "start": "begin, from, fra, frå, pos0, start point, startposisjon, fra posisjon, frå posisjon",
    "end": "stop, slutt, to, til, pos1, end point, sluttposisjon, til posisjon",
    "code": "kode, label, tag, codename, code name, kodenavn, kodenamn, category, kategori",
    "coder": "koder, kodar, annotator, rater, owner, author, created by, kodet av, koda av",
    "round": "runde",
    "quote": "quotation, sitat, seltext, segment, content",
    "polarity": "polaritet",
    "coding_id": "coding id, kodings-id, id for kodingen, id for kodinga",
    "read": "lest, lese",
    "kind": "slag",
    "codebook_version": "kodebokversjon, codebook version",
    "note": "merknad",
}
ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {alias: name for name, aliases in _OTHER_NAMES.items() for alias in aliases.split(", ")}
)
"""English and Norwegian names of the columns, and those of other programs, in small letters.

`beginning` is none of them: in MAXQDA's tables it counts paragraphs. Nor is `id`: in Taguette's it counts highlights.
"""
COLUMNS: Final = Columns(_ALL, ALIASES)
_PASSAGES: Final = Columns(("text",), {"tekst": "text"})
_CATEGORIES: Final = Columns(("category",), {"kategori": "category"})
_CODE_LIKE: Final = re.compile(r"(?!codebook|kodebok).*(code|kode)", re.IGNORECASE)
"""Columns we do not know that hold the code, perhaps."""
_MORE: Final = re.compile(r"quote_([2-9]|[1-9][0-9]{1,3})")
"""Columns with what goes on where `quote` is full."""
_POLARITIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        alias: name
        for name, aliases in {
            "supports": "støtter, støttar",
            "hinders": "hindrer, hindrar",
            "ambivalent": "både og, tvetydig, tvitydig",
        }.items()
        for alias in aliases.split(", ")
    }
)
_LIST_NAMES: Final = ("read", "lest", "lese")
"""Names of sheets and files that list what was read."""
_NUMBER: Final = re.compile(r"([0-9]+)(?:\.0+)?")
LOST: Final = "\ufffd"
_SEARCHED: Final = 30
"""Rows among which the names of the columns are looked for when they are not in the first one."""
_NAMED: Final = 2
"""A sheet with so many of the needed columns is meant as a table of codings."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known.

    Args:
        title: Name of the sheet, or of the file without its ending.
        where: Says where a row is.
        rows: Rows with a value, from the one that names the columns.
        columns: Names of the columns, as they stand.
        places: Place of each column we know.
        doubt: Why it is not sure which column is which.
        more: Places of the columns in which quotations go on, in order.
    """

    title: str
    where: Callable[[int], str]
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    places: Mapping[str, int]
    doubt: ReadError | None = None
    more: tuple[int, ...] = ()

    @property
    def is_codings(self) -> bool:
        """Whether it has codings."""
        return not self.missing("source", "code") and (self.has_places or not self.missing("quote"))

    @property
    def has_places(self) -> bool:
        """Whether it says where the passages stand; otherwise their words say so."""
        return not self.missing(*PLACES)

    @property
    def is_list(self) -> bool:
        """Whether it lists what was read."""
        alone = len([name for name in self.columns if name]) == len(LIST) == len(self.places)
        return not self.is_codings and not self.missing(*LIST) and (self.is_called_list or alone)

    @property
    def is_called_list(self) -> bool:
        """Whether its name says that it lists what was read."""
        return self.title.casefold() in _LIST_NAMES

    @property
    def is_meant(self) -> bool:
        """Whether it looks as if it should say something about codings."""
        named = len(_NEEDED) - len(self.missing(*_NEEDED)) >= _NAMED
        return named or self.is_called_list or any(map(_names_columns, self.rows[1:_SEARCHED]))

    @property
    def is_people(self) -> bool:
        """Whether it says what is known about the coders."""
        return not self.missing("coder", "kind") and self.missing(*_NEEDED) == list(_NEEDED)

    def missing(self, *names: str) -> list[str]:
        """Give the columns of these that are not there."""
        return [name for name in names if name not in self.places]

    def lines(self) -> "Iterator[Line]":
        """Give the rows below the head.

        Raises:
            ReadError: Several columns can be meant by one name.
        """
        if self.doubt is not None:
            raise self.doubt
        for row in self.rows[1:]:
            yield Line(self.where(row.number), row, self)


@dataclass(frozen=True, slots=True)
class Line:
    """One row, with its place for messages."""

    where: str
    row: Row
    table: Table

    def raw(self, name: str) -> str:
        """Give a cell as it stands; empty where there is none.

        Raises:
            ReadError: It is neither text nor number.
        """
        at = self.table.places.get(name)
        return "" if at is None else self._cell(at)

    def quote(self) -> str:
        """Give the quotation, with all that stands in further columns."""
        return self.raw("quote") + "".join(map(self._cell, self.table.more))

    def _cell(self, at: int) -> str:
        if at in self.row.odd:
            message = t(
                "«{name}» is {what}, and should be text or a number.",
                name=self.table.columns[at],
                what=t(self.row.odd[at]),
            )
            hint = t("In Excel, copy the column and insert it as values, formatted as text or as numbers.")
            raise ReadError(message, where=self.where, hint=hint)
        return self.row.cells[at]

    def polarity(self) -> str:
        """Give the polarity, written in any of the three languages."""
        value = self.text("polarity", needed=False).casefold()
        return checked_polarity(_POLARITIES.get(value, value), name=self.name("polarity"), where=self.where)

    def coding_id(self) -> str:
        """Give the id of the coding in a project; empty where there is none."""
        return checked_id(self.text("coding_id", needed=False), where=self.where)

    def name(self, name: str) -> str:
        """Give the name of a column as it stands in the table."""
        return self.table.columns[self.table.places[name]] if name in self.table.places else name

    def text(self, name: str, default: str = "", *, needed: bool = True) -> str:
        """Give a cell that is a text."""
        value = clean(self.raw(name)) if name in self.table.places else default
        if needed and not value:
            raise ReadError(t("«{name}» is missing, or is no text.", name=self.name(name)), where=self.where)
        if LOST in value:
            hint = t("Save the table again as CSV (UTF-8), from the program it was made in.")
            raise ReadError(
                t("Letters are lost in «{name}»: {value}", name=self.name(name), value=value),
                where=self.where,
                hint=hint,
            )
        return value

    def number(self, name: str, default: str = "", *, least: int = 0) -> int:
        """Give a cell that is a whole number."""
        written = self.raw(name).strip() or default
        found = _NUMBER.fullmatch(written)
        # A number that is longer than this is none of ours, and Python refuses to read endless ones.
        value = int(found[1]) if found and len(found[1]) <= len(str(LARGEST)) else -1
        if not least <= value <= LARGEST:
            raise no_number(self.name(name), written, least, where=self.where)
        return value

    def answer(self) -> bool | None:
        """Tell whether the source was read whole; nothing where the row does not say."""
        at = self.table.places.get("read")
        if at is None:
            return None
        # True and false are cells of their own kind in Excel, and an answer all the same.
        value = (
            clean(self.row.cells[at]) if self.row.cells[at].casefold() in ANSWERS else self.text("read", needed=False)
        )
        if value and value.casefold() not in ANSWERS:
            message = t("«{value}» is not possible for {key}.", value=value, key=self.name("read"))
            raise ReadError(message, where=self.where, hint=t("Possible are: {names}", names="yes, no, ja, nei"))
        return ANSWERS[value.casefold()] if value else None

    @property
    def is_bare(self) -> bool:
        """Whether there is neither a passage nor a code."""
        passage = PLACES if self.table.has_places else ("quote",)
        return not any(self.raw(name).strip() for name in (*passage, "code"))


def clean(text: str) -> str:
    """Write an id in one way: composed, without blanks at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def as_table(title: str, where: Callable[[int], str], rows: tuple[Row, ...]) -> Table:
    """Find out which columns there are."""
    columns = tuple(cell.strip() for cell in rows[0].cells) if rows else ()
    possible = _possible(columns)
    # Of «source» and «file», the first is ours, and the other one something else.
    found = {name: [at for at in ats if columns[at].casefold() == name] or ats for name, ats in possible.items()}
    doubt = next((_doubt(name, [columns[at] for at in ats]) for name, ats in found.items() if len(ats) > 1), None)
    if doubt is not None:
        doubt.where = where(rows[0].number)
    goes_on = [(int(more[1]), at) for at, column in enumerate(columns) if (more := _MORE.fullmatch(column.casefold()))]
    return Table(
        title,
        where,
        rows,
        columns,
        {name: ats[0] for name, ats in found.items()},
        doubt,
        tuple(at for _, at in sorted(goes_on)) if "quote" in found else (),
    )


def _possible(columns: Sequence[str]) -> dict[str, list[int]]:
    """Give the columns that each name can mean, by their places."""
    possible: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        possible.setdefault(COLUMNS.find(column), []).append(at)
    unknown = possible.pop("", [])
    # Beside the document, «text» is the words of the passage.
    passages, documents = _parted(possible.get("source", []), columns, _PASSAGES)
    if passages and documents:
        possible["source"] = documents
        possible["quote"] = [*possible.get("quote", []), *passages]
    # Beside the code, «category» is what the code belongs to; alone, it is the code.
    categories, codes = _parted(possible.get("code", []), columns, _CATEGORIES)
    if categories:
        possible["code"] = codes or [*categories, *(at for at in unknown if _CODE_LIKE.match(columns[at]))]
    return possible


def _parted(places: Sequence[int], columns: Sequence[str], kind: Columns) -> tuple[list[int], list[int]]:
    """Part the columns that are called so from the others."""
    called = [at for at in places if kind.find(columns[at])]
    return called, [at for at in places if at not in called]


def _doubt(name: str, columns: Iterable[str]) -> ReadError:
    message = t("Several columns can be «{name}»: {names}", name=name, names=_listed(columns))
    return ReadError(message, hint=t("Call the right one «{name}».", name=name))


def unfit(table: Table, where: str) -> ReadError:
    """Say why this is no table of codings."""
    later = next((row.number for row in table.rows[1:_SEARCHED] if _names_columns(row)), 0)
    if later:
        message = t("The names of the columns do not stand in the first row.")
        return ReadError(message, where=table.where(later), hint=t("Take away what stands above them."))
    names = {name: [name, *(alias for alias, other in ALIASES.items() if other == name)] for name in _ALL}
    missing = table.missing(*(LIST if table.is_called_list else _NEEDED))
    hint = t(
        "There are: {columns}. Possible names: {names}. What is no table of codings belongs into a folder of its own.",
        columns=_listed(column for column in table.columns if column) or "–",
        names="; ".join(" = ".join(names[name]) for name in missing),
    )
    return ReadError(t("Columns of codings are missing: {names}", names=_listed(missing)), where=where, hint=hint)


def _names_columns(row: Row) -> bool:
    return len({COLUMNS.find(cell) for cell in row.cells} & {*_NEEDED, "quote"}) > _NAMED


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
