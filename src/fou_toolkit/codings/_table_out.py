"""Codings written as a table; `fou_toolkit.codings.tables` describes it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit._sheets import workbook
from fou_toolkit.codings._part import folded, refuse_two_ways
from fou_toolkit.codings._quoting import Quoted, every_one, words_of
from fou_toolkit.codings._rows import CODED, FACTS, LIST, LOST, RARE, clean
from fou_toolkit.errors import WriteError
from fou_toolkit.model import Coding, CodingSet, Corpus

__all__ = ["render_csv", "render_xlsx"]

_BREAK: Final = re.compile(r"[\t\n\r]")
_UNKEPT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that tables cannot hold, or that make them look like no text."""
_LONGEST: Final = 32_767
"""So many signs a cell holds; Excel counts an emoji twice."""
_LAST_ROW: Final = 1_048_576
_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


def render_csv(
    codings: CodingSet, corpus: Corpus, *, codebook: str = "", delimiter: str = ",", quoted: Quoted = every_one
) -> bytes:
    """Give the table of all codings, UTF-8 with a byte order mark, so that Excel shows æ, ø and å.

    Args:
        codings: Codings of any number of coders.
        corpus: The texts, for the quotations.
        codebook: Name of the codebook.
        delimiter: What stands between the cells.
        quoted: Tells of a coding whether its words are written.

    Raises:
        WriteError: An id cannot be kept in a table.
    """
    _refuse_unkept(codings)
    read = dict.fromkeys(codings.pairs_read())
    coded = {(one.coder, one.source) for one in codings}
    names, rows = _sheet(codings, corpus, quoted)
    silent = [
        (source, "", "", "", coder, *[""] * (len(names) - len(CODED[:5])))
        for coder, source in read
        if (coder, source) not in coded
    ]
    notes = {coder.id: _plain(coder.note) for coder in codings.coders}
    coders = {coder.id: coder for coder in codings.coders}
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow((*names, "read", *FACTS, "codebook"))
    for row in (*rows, *silent):
        source, name = row[0], str(row[4])
        coder = coders[name]
        answer = "yes" if (name, source) in read else "no"
        # A note is long; it stands once.
        writer.writerow((*row, answer, coder.kind, coder.codebook_version, notes.pop(name, ""), _plain(codebook)))
    return stream.getvalue().encode("utf-8-sig")


def render_xlsx(codings: CodingSet, corpus: Corpus, *, codebook: str = "", quoted: Quoted = every_one) -> bytes:
    """Give a workbook with the sheets `codings`, `read` and `coders`; see `render_csv`.

    Raises:
        WriteError: An id cannot be kept in a table, or there are more rows than a sheet can have.
    """
    _refuse_unkept(codings)
    read = codings.pairs_read()
    if max(len(codings), len(read)) >= _LAST_ROW:
        hint = t("Write a file with the ending {ending}, which has room for all.", ending=".parquet")
        raise WriteError(t("A sheet has room for {n} rows, and there are more.", n=_LAST_ROW), hint=hint)
    names, rows = _sheet(codings, corpus, quoted)
    coders = [(one.id, one.kind, one.codebook_version, _plain(one.note), codebook) for one in codings.coders]
    return workbook(
        {
            "codings": [names, *rows],
            "read": [LIST, *read],
            "coders": [("coder", *FACTS, "codebook"), *coders],
        }
    )


def _sheet(codings: CodingSet, corpus: Corpus, quoted: Quoted) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Give names of columns and rows; what no coding has gets no column."""
    rare = [name for name in RARE if name in codings.columns]
    quotes = [_pieces(words_of(one, corpus, quoted)) for one in codings]
    further = max(map(len, quotes), default=1) - 1
    # A long quotation goes on at the end, so that the other columns stand where they always do.
    ends = zip_longest(*(quote[1:] for quote in quotes), fillvalue="")
    more = list(zip(*ends, strict=True)) or [()] * len(quotes)
    names = (*CODED, *rare, *(f"quote_{number + 2}" for number in range(further)))
    return names, [
        (*_facts(one), quote[0], *_rare(one, rare), *rest)
        for one, quote, rest in zip(codings, quotes, more, strict=True)
    ]


def _facts(one: Coding) -> tuple[object, ...]:
    return (one.source, one.span.start, one.span.end, one.code, one.coder, one.round)


def _rare(one: Coding, names: Sequence[str]) -> Iterator[str]:
    return (one.polarity if name == "polarity" else one.id for name in names)


def _pieces(words: str) -> list[str]:
    """Cut a quotation into what a cell holds; empty where a sign fits into no cell."""
    if _UNKEPT.search(words):
        return [""]
    most = _LONGEST // 2 if _WIDE.search(words) else _LONGEST
    return [words[at : at + most] for at in range(0, len(words), most)] or [""]


def _plain(note: str) -> str:
    return _UNKEPT.sub("", note)[:_LONGEST]


def _refuse_unkept(codings: CodingSet) -> None:
    """Refuse ids that would not come back as they are."""
    refuse_two_ways(codings.coder_ids, WriteError)
    spaced = next((name for name in codings.coder_ids if folded(name) != name), "")
    versions = [coder.codebook_version for coder in codings.coders if coder.codebook_version]
    for name in (*codings.sources, *codings.codes, *codings.coder_ids, *versions):
        strange = not name or clean(name) != name or LOST in name or len(name) > _LONGEST or name == spaced
        if strange or _BREAK.search(name) or _UNKEPT.search(name):
            hint = t("Write a file with the ending {ending}, which keeps every id.", ending=".jsonl")
            raise WriteError(t("A table cannot keep the id «{id}».", id=name), hint=hint)
