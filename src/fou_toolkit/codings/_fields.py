"""What stands in a file as named values: codings in lines of JSON, rows of Parquet or annotations, and their coders."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.codings._part import (
    LARGEST,
    check,
    checked_id,
    checked_kind,
    checked_polarity,
    known_source,
    no_number,
    refuse_two_ways,
)
from fou_toolkit.errors import ReadError, WriteError
from fou_toolkit.model import Coding, CodingSet, Corpus, Span

__all__ = ["Fields", "People", "check_version", "coding_of", "people_of", "people_said", "refuse_unfit"]

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Halves of signs, which JSON can hold and no text."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Named values, with their place for messages."""

    where: str
    values: Mapping[str, Any]

    def text(self, name: str, *, needed: bool = True) -> str:
        """Give a value that is a text."""
        value = self.values.get(name, "")
        if not isinstance(value, str) or (needed and not value) or _HALF.search(value):
            raise ReadError(t("«{name}» is missing, or is no text.", name=name), where=self.where)
        return value

    def number(self, name: str, default: int | None = None, *, least: int = 0) -> int:
        """Give a value that is a whole number."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
            shown = "" if value is None else json.dumps(value, ensure_ascii=False, default=str)
            raise no_number(name, shown, least, where=self.where)
        return value

    def texts(self, name: str) -> list[str]:
        """Give a value that is a list of texts; empty where there is none."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and not _HALF.search(one) for one in value):
            raise ReadError(t("«{name}» is no list of texts.", name=name), where=self.where)
        return value


@dataclass(frozen=True, slots=True)
class People:
    """What a file says about its coders.

    Args:
        facts: Fields of `Coder`, by id.
        read: Ids of coder and source, for each source that was read whole.
    """

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    read: set[tuple[str, str]] = field(default_factory=set)


def people_said(codings: CodingSet) -> list[dict[str, Any]]:
    """Give what is known about each coder, as named values."""
    read: dict[str, list[str]] = {name: [] for name in codings.coder_ids}
    for name, source in codings.pairs_read():
        read[name].append(source)
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "codebook_version": one.codebook_version,
            "note": one.note,
            "read": read[one.id],
        }
        for one in codings.coders
    ]


def people_of(said: object, *, where: str) -> People:
    """Read what `people_said` has written.

    Raises:
        ReadError: It is something else.
    """
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise ReadError(t("«{name}» is missing, or is no list of coders.", name="coders"), where=where)
    people = People()
    for values in said:
        one = Fields(where, values)
        name = one.text("id")
        people.facts[name] = {
            "kind": checked_kind(one.text("kind", needed=False), where=where),
            "codebook_version": one.text("codebook_version", needed=False),
            "note": one.text("note", needed=False),
        }
        people.read.update((name, source) for source in one.texts("read"))
    return people


def check_version(version: int, known: int, *, where: str) -> None:
    """Refuse a file of a version that is not known.

    Raises:
        ReadError: The version is another one.
    """
    if version != known:
        raise ReadError(
            t("The file has version {version}; this library reads version 1.", version=version),
            where=where,
            hint=t("Install a newer version of fou_toolkit."),
        )


def refuse_unfit(codings: CodingSet) -> None:
    """Refuse ids that would not come back as they are.

    Raises:
        WriteError: An id is empty, holds half a sign, or is the one of another coder written in another way.
    """
    refuse_two_ways(codings.coder_ids, WriteError)
    for name in (*codings.sources, *codings.codes, *codings.coder_ids):
        if not name or _HALF.search(name):
            hint = t("Give it another id, of letters and digits.")
            raise WriteError(t("No file can keep the id «{id}».", id=_HALF.sub("?", name)), hint=hint)


def coding_of(line: Fields, coder: str, default_round: int, corpus: Corpus | None) -> Coding:
    """Give the coding that these values make.

    Args:
        line: Values by the names of `CodingSet.columns`, and `quote`.
        coder: Id of the coder.
        default_round: Round where none stands.
        corpus: The texts; with them, place and quotation are compared.

    Raises:
        ReadError: A value is not what it should be, or the words do not stand in the text.
    """
    start, end = line.number("start"), line.number("end")
    number = line.number("round", default_round, least=1)
    if start >= end:
        raise ReadError(t("The passage ends where it begins, or before."), where=line.where)
    source = line.text("source")
    if corpus is not None:
        source = known_source(source, corpus, where=line.where)
    span = Span(start, end)
    if corpus is not None:
        check(source, span, line.text("quote", needed=False), corpus, where=line.where, same=_same)
    polarity = checked_polarity(line.text("polarity", needed=False), where=line.where)
    own = checked_id(line.text("coding_id", needed=False), where=line.where)
    return Coding(source, span, line.text("code"), coder, number, polarity, id=own)


def _same(one: str, two: str) -> bool:
    """Tell the same words, also where one of them was stored with its accents apart."""
    return one == two or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", two)
