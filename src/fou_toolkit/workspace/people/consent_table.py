"""Consents in a table beside the texts: `consent.csv`.

    who,basis,date,scope
    Ragna,skjema,17.4.2024,analyse; sitat
    logg_mona,allmenn interesse,2024-05-02,analysis

`who` is a pseudonym, or the id of a text in which nobody is known to speak. `scope` is what is covered, in any of our
languages, with `;` or `,` between. A row that cannot be understood refuses the whole table: a consent that is read
wrongly is worse than none.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from fou_toolkit._files import read_bytes
from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, FouError, ReadError
from fou_toolkit.model import CONSENT_SCOPES, Consent, Corpus
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import normalise
from fou_toolkit.text.tables import Columns, cut_table, fits_head
from fou_toolkit.workspace.live.refusals import Refusals

__all__ = ["CONSENT_FILE", "as_date", "as_scopes", "consents_beside", "read_consents", "with_consents"]

CONSENT_FILE: Final = "consent.csv"
_COLUMNS: Final = Columns(
    ("who", "basis", "date", "scope", "note"),
    {
        **dict.fromkeys(("pseudonym", "deltaker", "deltakar", "participant", "hvem", "kven", "source", "tekst"), "who"),
        **dict.fromkeys(("grunnlag", "rettsgrunnlag", "behandlingsgrunnlag"), "basis"),
        "dato": "date",
        **dict.fromkeys(("omfang", "scopes"), "scope"),
        **dict.fromkeys(("merknad", "notat"), "note"),
    },
)
_WORDS: Final = {
    "analysis": "analysis analyse analysar analyser",
    "quotation": "quotation quotations quote sitat sitater sitering siterast siteres",
    "reuse": "reuse re-use gjenbruk attbruk ombruk arkivering archiving",
    "co-researchers": "co-researchers co-researcher coresearchers medforskere medforskarar medforsker medforskar",
}
_SCOPES: Final = {word: scope for scope, words in _WORDS.items() for word in words.split()}
_ALL: Final = frozenset(("all", "alle", "alt"))
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NORWEGIAN: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


def as_date(written: str) -> str:
    """Give a date as ISO 8601; empty where nothing is written.

    >>> as_date("17.4.2024"), as_date("2024-04-17"), as_date("")
    ('2024-04-17', '2024-04-17', '')

    Raises:
        DataError: It is no date.
    """
    said = written.strip()
    if not said:
        return ""
    iso, norwegian = _ISO.fullmatch(said), _NORWEGIAN.fullmatch(said)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
        if norwegian:
            return date(int(norwegian[3]), int(norwegian[2]), int(norwegian[1])).isoformat()
    except ValueError:
        pass
    hint = t("Write it as 2024-04-17 or 17.4.2024.")
    raise DataError(t("«{value}» is no date.", value=said), hint=hint)


def as_scopes(words: str) -> frozenset[str]:
    """Give the scopes that are named, in any of our languages.

    >>> sorted(as_scopes("analyse; medforskere"))
    ['analysis', 'co-researchers']

    Raises:
        DataError: A word is none of them, or nothing is named.
    """
    named = [word.strip().casefold() for word in re.split(r"[;,/]", words) if word.strip()]
    wrong = [word for word in named if word not in _SCOPES and word not in _ALL]
    if wrong or not named:
        hint = t("Possible are: {names}", names="; ".join(CONSENT_SCOPES))
        raise DataError(t("«{value}» is not possible for {key}.", value=", ".join(wrong), key="scope"), hint=hint)
    if _ALL & set(named):
        return frozenset(CONSENT_SCOPES)
    return frozenset(_SCOPES[word] for word in named)


def read_consents(path: str | Path) -> list[tuple[str, Consent]]:
    """Read a table of consents.

    Args:
        path: A `.csv`: comma, semicolon or tab, in any encoding.

    Returns:
        Whom or what each is about, and the consent.

    Raises:
        MaterialError: There is no such file.
        ReadError: It is no table of consents.
        DataError: Rows cannot be understood; all of them are named, with their lines.
    """
    file = Path(path)
    data = read_bytes(file)
    try:
        text = normalise(decode(data).text).text
    except ReadError as error:
        raise ReadError(error.message, where=str(file), hint=error.hint) from error
    return _read(text, file)


def _read(text: str, file: Path) -> list[tuple[str, Consent]]:
    cut = cut_table(text, _COLUMNS)
    head = [_COLUMNS.find(cell) for cell in cut.rows[0].cells] if cut.rows else []
    missing = [name for name in ("who", "scope") if name not in head]
    if missing:
        hint = t("The first line names the columns: who,basis,date,scope")
        raise ReadError(t("The table has no column {names}.", names=", ".join(missing)), where=str(file), hint=hint)
    refusals = Refusals()
    found: dict[str, Consent] = {}
    if cut.broken:
        with refusals.gathering():
            raise _at(file, cut.broken, t("cannot be read from here on"))
    for row in cut.rows[1:]:
        with refusals.gathering():
            if not fits_head(row, len(head)):
                raise _at(file, row.number, t("this row has another number of columns than the first line"))
            cells = dict(zip(head, (cell.strip() for cell in row.cells), strict=False))
            who, consent = _row(cells, file, row.number)
            if found.setdefault(who, consent) != consent:
                raise _at(file, row.number, t("«{id}» stands there twice, with different consents", id=who))
    refusals.check()
    return list(found.items())


def _row(cells: dict[str, str], file: Path, line: int) -> tuple[str, Consent]:
    who = unicodedata.normalize("NFC", cells["who"])
    if not who:
        raise _at(file, line, t("nobody is named"))
    try:
        when, scopes = as_date(cells.get("date", "")), as_scopes(cells["scope"])
    except DataError as error:
        raise _at(file, line, error.message, error.hint) from None
    return who, Consent(cells.get("basis", ""), when, scopes, cells.get("note", ""))


def _at(file: Path, line: int, message: str, hint: str = "") -> FouError:
    return DataError(message, where=t("{file}, line {line}", file=file.name, line=line), hint=hint)


def consents_beside(path: Path) -> list[tuple[str, Consent]]:
    """Read the consents beside a text, or in a folder of texts and its sub-folders.

    Raises:
        ReadError: A table cannot be read.
        DataError: Rows of it cannot be understood.
    """
    if not path.is_dir():
        files = [path.with_name(CONSENT_FILE)]
    else:
        tables = (one for one in path.rglob("*.csv") if one.name.casefold() == CONSENT_FILE)
        files = sorted(one for one in tables if not any(p.startswith(".") for p in one.relative_to(path).parts))
    return [pair for file in files if file.is_file() for pair in read_consents(file)]


def with_consents(corpus: Corpus, consents: Iterable[tuple[str, Consent]]) -> Corpus:
    """Give the texts with the consents that a table names; a name that is nobody's is for the texts of that id.

    Args:
        corpus: The texts.
        consents: From `read_consents`.
    """
    given = dict(consents)
    known = {person.pseudonym for person in corpus.participants}
    people = tuple(replace(one, consent=given.get(one.pseudonym, one.consent)) for one in corpus.participants)
    texts = tuple(
        replace(one, consent=given[one.id]) if one.id in given and one.id not in known else one for one in corpus
    )
    return replace(corpus, sources=texts, participants=people)
