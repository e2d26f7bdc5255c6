"""Codings of any number of coders as a table: `.csv` and `.tsv` (one table), `.xlsx` (sheets).

One row is one coding:

    source,start,end,code,coder,round,quote,read,kind,codebook_version,note
    intervju_hanne,120,164,M1,kari,1,Det er jo de som bestemmer.,yes,person,1.1,
    logg_mona,,,,kari,,,yes,person,1.1,

`source`, `start`, `end` and `code` are needed, all other columns may be missing. Columns stand in any order, in any
case, and may have other names (`ALIASES`); where two fit, the name above is taken. Further columns are left alone.
Positions are code points of the text as `read_corpus` gives it, half-open. Without `start` or `end`, `quote` is needed,
and the only place in the text where it stands is taken. With the texts, `source` may also be the name of the file.

- `coder`: without this column, the name of the file without its ending; if several sheets have codings, and none has
  this column, the name of the sheet. Several blanks count as one. `round`: 1 where nothing stands.
- `quote`: compared with the text, if there is one; blanks around it and ways of writing blanks do not matter. A column
  `text` beside another one for the source is this one. A cell holds 32 767 signs; what is longer goes on in `quote_2`,
  `quote_3` and so on.
- `polarity`: `supports`, `hinders`, `ambivalent`, or in Norwegian. `coding_id`: the id in the database of a project.
  Both are written only if a coding has one.
- `kind`, `codebook_version`, `note`: about the coder; one for each coder, on as many rows as one likes.
- `read`: whether the coder read the source whole (yes, no, ja, nei). A row with an answer and without place and code
  says only that. Without the column, the sources with a coding count as read.

A table with the columns `coder` and `source` alone lists what was read whole: a further sheet, or a further file in the
folder. A sheet is complete for its workbook, a file for the coders that it names. A table with the columns `coder` and
`kind` says what is known about the coders. A sheet of something else is left alone, if another one has codings.

Every row is read, or the file is refused with the place of the mistake: a cell that is missing, no number (120.0 is
one, «120,0» is none), a formula, a date. Ids are stripped of blanks at their ends and composed (NFC). Delimiter and
encoding of `.csv` are found out; an encoding that is guessed wrongly shows in ids and quotations that do not fit.

What is lost: in `.xlsx` nothing of a `CodingSet`; in `.csv` coders who neither coded nor read anything, and the order
of the coders. A quotation is left out where it has signs that no cell keeps; such signs, and what is beyond one cell,
are left out of notes. Ids that would not come back are refused.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit._sheets import Row, read_workbook
from fou_toolkit.codings._part import Part, changed, check, checked_kind, folded, known_source
from fou_toolkit.codings._rows import (
    ALIASES,
    CODED,
    COLUMNS,
    FACTS,
    PLACES,
    Line,
    Table,
    as_table,
    clean,
    unfit,
)
from fou_toolkit.codings._table_out import render_csv, render_xlsx
from fou_toolkit.errors import ReadError
from fou_toolkit.model import Coding, Corpus, Span
from fou_toolkit.text.decode import decode
from fou_toolkit.text.normalise import Normalised, normalise
from fou_toolkit.text.tables import cut_table, fits_head

__all__ = ["ALIASES", "parse_csv", "parse_xlsx", "render_csv", "render_xlsx"]

_KINDS: Final = {"språkmodell": "language model", "regler": "rules", "reglar": "rules"}
_WEBANNO: Final = "#FORMAT=WebAnno TSV"
"""First line of what INCEpTION and WebAnno write: one word a line, not one coding."""


@dataclass(slots=True)
class _Draft:
    """What was found so far."""

    corpus: Corpus | None
    codings: list[Coding] = field(default_factory=list)
    coders: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], bool] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    sources: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Normalised] = field(default_factory=dict)

    def source(self, line: Line) -> str:
        """Give the id of the source of a row; with the texts, it is looked up."""
        written = line.text("source")
        if self.corpus is None:
            return written
        if written not in self.sources:
            self.sources[written] = known_source(written, self.corpus, where=line.where)
        return self.sources[written]

    def text(self, source: str, corpus: Corpus) -> Normalised:
        """Give a text in the way in which quotations are written, too."""
        if source not in self.texts:
            self.texts[source] = normalise(corpus[source].text)
        return self.texts[source]

    def add_facts(self, line: Line, coder: str) -> None:
        """Take what a row says about its coder; rows that say different things are a mistake."""
        facts = self.coders.setdefault(coder, {})
        for name in FACTS:
            value = line.text(name, needed=False) if name != "note" else line.raw(name)
            if name == "kind":
                value = checked_kind(_KINDS.get(value.casefold(), value.casefold()), where=line.where)
            if value and facts.setdefault(name, value) != value:
                message = t(
                    "{name} of «{coder}» is «{one}» and «{two}».",
                    name=line.name(name),
                    coder=coder,
                    one=facts[name],
                    two=value,
                )
                raise ReadError(message, where=line.where, hint=t("One coder has one; write it the same on every row."))

    def add_answer(self, line: Line, coder: str, source: str, *, whole: bool) -> None:
        """Take whether a source was read whole."""
        if self.answers.setdefault((coder, source), whole) != whole:
            message = t("{coder} has read «{source}» whole, and has not.", coder=coder, source=source)
            raise ReadError(message, where=line.where, hint=t("Write the same answer on every row of a text."))


def parse_csv(content: bytes, *, name: str, corpus: Corpus | None = None) -> Part:
    """Read a table of text.

    Args:
        content: The bytes of the file.
        name: Name of the file, for messages, and for the coder where no column says who coded.
        corpus: The texts; with them, places and quotations are compared.

    Raises:
        ReadError: Something in it is not what it should be; the message names the line.
    """
    try:
        text = decode(content).text
    except ReadError as error:
        raise ReadError(error.message, where=name, hint=error.hint) from error
    if text.startswith(_WEBANNO):
        hint = t("Put the annotations into a table (CSV) with the columns: {names}", names=", ".join(CODED))
        raise ReadError(t("WebAnno TSV cannot be read."), where=name, hint=hint)
    cut = cut_table(text, COLUMNS, strict=True)

    def where(line: int) -> str:
        return t("{file}, line {line}", file=name, line=line)

    if cut.broken:
        hint = t("Perhaps a quotation mark does not end, or stands within a cell.")
        raise ReadError(t("The table cannot be read from here on."), where=where(cut.broken), hint=hint)
    table = as_table(_stem(name), where, cut.rows)
    if not (table.is_codings or table.is_list or table.is_people):
        raise unfit(table, name)
    uneven = next((row for row in table.rows if not fits_head(row, len(table.columns))), None)
    if uneven:
        hint = t(
            'A value with a «{sign}» in it must stand in "quotes".',
            sign="⇥" if cut.delimiter == "\t" else cut.delimiter,
        )
        raise ReadError(
            t("The row has another number of cells than the first one."), where=where(uneven.number), hint=hint
        )
    return _part([table], name, corpus)


def parse_xlsx(content: bytes, *, name: str, corpus: Corpus | None = None) -> Part:
    """Read a workbook; see `parse_csv`. Messages name the sheet and the row."""
    try:
        sheets = read_workbook(content)
    except ReadError as error:
        raise ReadError(error.message, where=name, hint=error.hint) from error
    tables = [as_table(title, _place_in(name, title), _filled(rows)) for title, rows in sheets.items() if rows]
    if not any(table.is_codings or table.is_list or table.is_people for table in tables):
        raise unfit(tables[0] if tables else as_table("", _place_in(name, ""), ()), name)
    for table in tables:
        if table.is_meant and not (table.is_codings or table.is_list or table.is_people):
            raise unfit(table, table.where(table.rows[0].number))
    return _part(tables, name, corpus)


def _place_in(file: str, sheet: str) -> Callable[[int], str]:
    return lambda row: t("{file}, sheet «{sheet}», row {row}", file=file, sheet=sheet, row=row)


def _stem(name: str) -> str:
    return folded(clean(PurePath(name).stem))


def _filled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give rows of a sheet as many cells as the first one has; empty cells at the end are not in the file."""
    width = len(rows[0].cells)
    return tuple(replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in rows)


def _part(tables: Sequence[Table], name: str, corpus: Corpus | None) -> Part:
    """Read the tables of one file."""
    coded = [table for table in tables if table.is_codings]
    lists = [table for table in tables if table.is_list]
    draft = _Draft(corpus)
    # Coders come first, so that they keep their order.
    for table in (table for table in tables if table.is_people):
        for line in table.lines():
            draft.add_facts(line, folded(line.text("coder")))
    silent = [table for table in coded if "coder" not in table.places]
    if silent and len(silent) < len(coded):
        message = t("Several sheets have codings, and this one does not say who coded.")
        hint = t("Give it a column «{name}».", name="coder")
        raise ReadError(message, where=silent[0].where(silent[0].rows[0].number), hint=hint)
    for table in coded:
        _read_codings(table, draft, folded(clean(table.title)) if len(silent) > 1 else _stem(name))
    for table in lists:
        _read_list(table, draft)
    if coded and lists:
        # A sheet is complete for its workbook: of whom it says nothing, nothing was read whole.
        draft.told.update(draft.coders)
    return Part(
        name,
        draft.codings,
        draft.coders,
        read=frozenset(pair for pair, whole in draft.answers.items() if whole),
        told=frozenset(draft.told),
        listed=frozenset() if coded else frozenset(draft.told),
    )


def _read_codings(table: Table, draft: _Draft, stem: str) -> None:
    if "coder" not in table.places:
        draft.coders.setdefault(stem, {})
    for line in table.lines():
        coder, source = folded(line.text("coder", stem)), draft.source(line)
        draft.add_facts(line, coder)
        if "read" in table.places:
            draft.told.add(coder)
        whole = line.answer()
        if whole is not None:
            draft.add_answer(line, coder, source, whole=whole)
        if whole is None or not line.is_bare:
            draft.codings.append(_coding(line, source, coder, draft))


def _coding(line: Line, source: str, coder: str, draft: _Draft) -> Coding:
    span = _place(line, source, draft)
    number = line.number("round", "1", least=1)
    return Coding(source, span, line.text("code"), coder, number, line.polarity(), id=line.coding_id())


def _read_list(table: Table, draft: _Draft) -> None:
    for line in table.lines():
        coder, source = folded(line.text("coder")), draft.source(line)
        draft.add_facts(line, coder)
        draft.told.add(coder)
        draft.add_answer(line, coder, source, whole="read" not in table.places or bool(line.answer()))


def _place(line: Line, source: str, draft: _Draft) -> Span:
    """Give the place that a row names, and compare its words; without one, look for the words."""
    if not line.table.has_places:
        return _found(line, source, draft)
    start, end = line.number("start"), line.number("end")
    if start >= end:
        raise ReadError(t("The passage ends where it begins, or before."), where=line.where)
    span = Span(start, end)
    if draft.corpus is not None:
        quote = line.quote()
        check(source, span, quote if quote.strip() else "", draft.corpus, where=line.where, same=_same)
    return span


def _found(line: Line, source: str, draft: _Draft) -> Span:
    """Find the only place where the words of a row stand; runs of blanks and line ends count as one."""
    names = ", ".join(line.table.missing(*PLACES))
    if draft.corpus is None:
        hint = t("Give the texts, too (`corpus`), or add the columns: {names}", names=names)
        raise ReadError(t("Without places, quotations can only be found in the texts."), where=line.where, hint=hint)
    line.text("quote")
    words = normalise(line.quote()).text.split()
    text = draft.text(source, draft.corpus)
    places = _standing(words, text.text)
    if len(places) != 1:
        message = t("The quotation stands at {n} places in {id}, and not at one.", n=len(places), id=source)
        hint = t("Add the columns: {names}", names=names) if places else changed()
        raise ReadError(message, where=line.where, hint=hint)
    return Span(*map(text.offsets.to_original, places[0]))


def _standing(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Give the places of some words; places may overlap: «ja ja» stands twice in «ja ja ja»."""
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    places: list[tuple[int, int]] = []
    found = pattern.search(text) if words else None
    while found:
        places.append(found.span())
        found = pattern.search(text, found.start() + 1)
    return places


def _same(one: str, two: str) -> bool:
    """Tell the same words; programs for tables drop blanks at the ends and write line ends in their own way."""
    return one == two or normalise(one).text.strip() == normalise(two).text.strip()
