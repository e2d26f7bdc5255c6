"""Codings and memos as tables for people: with quotations, names, and the ids that they are changed by."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.model import POLARITIES, Coding, Memo, Span
from fou_toolkit.workspace.live.memos import memos_now
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.references import things_called
from fou_toolkit.workspace.live.snapshot import codings_now, is_left_out
from fou_toolkit.workspace.live.suggestions import coder_known

__all__ = ["CodingTable", "MemoTable", "codings_of", "memos_of"]


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One coding.

    Args:
        coding: The coding, at its present place.
        name: Name of the code.
        quote: The words; empty where the text lacks a consent to analysis.
        is_hidden: Whether they are left out for that.
    """

    coding: Coding
    name: str
    quote: str
    is_hidden: bool = False


@dataclass(frozen=True, repr=False, eq=False)
class CodingTable(Tabular):
    """Codings with their ids, in text order.

    Args:
        lines: The codings that have a place.
        orphans: How many others have none.
    """

    lines: tuple[CodingLine, ...]
    orphans: int

    def __len__(self) -> int:
        """Give the number of codings."""
        return len(self.lines)

    def __iter__(self) -> Iterator[Coding]:
        """Go through the codings."""
        return (one.coding for one in self.lines)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the codings."""
        return tuple(one.coding.id for one in self.lines)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a coding."""
        return ("id", "source", "start", "end", "code", "name", "coder", "round", "polarity", "quote")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per coding."""
        for one in self.lines:
            own = one.coding
            place = (own.id, own.source, own.span.start, own.span.end)
            yield (*place, own.code, one.name, own.coder, own.round, own.polarity, one.quote)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("coding"), t("text"), t("code"), t("coded by"), t("words"))

    def text_rows(self) -> Iterator[tuple[str, ...]]:
        """Give the rows as people read them."""
        for one in self.lines:
            polarity = f" ({t(one.coding.polarity)})" if one.coding.polarity else ""
            code = f"{one.coding.code} {one.name}{polarity}"
            quote = t("no consent") if one.is_hidden else one.quote
            yield (one.coding.id, one.coding.source, code, one.coding.coder, quote)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} coding", "{n} codings", len(self.lines))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how many have no place."""
        if not self.orphans:
            return ()
        return (t("Codings without a place in the new text, left out: {n}. See fou orphans.", n=self.orphans),)


def codings_of(
    opened: Opened,
    *,
    coder: str | None = None,
    everyone: bool = False,
    source: str | None = None,
    code: str | None = None,
) -> CodingTable:
    """Give codings with their ids; see `Workspace.codings`."""
    present, standing = opened.present, codings_now(opened)
    if not everyone:
        known = present.coder_uids.get(opened.coder, "") if coder is None else coder_known(opened, coder)
        standing = standing.where(_is(standing.coders, {known})[standing.coder])
    if source is not None:
        standing = standing.where(_is(standing.sources, {opened.source_uid(source)})[standing.source])
    if code is not None:
        standing = standing.where(_is(standing.codes, {opened.code_uid(code)})[standing.code])
    orphans = int((~standing.placed).sum())
    placed = standing.where(standing.placed)
    texts = [opened.text_of(one) for one in present.sources.values()]
    hidden = [is_left_out(opened, one) for one in present.sources.values()]
    ids = [present.codes[uid].id if uid in present.codes else "" for uid in standing.codes]
    book = present.codebook
    names = [str(book[name].name) if book is not None and name in book else "" for name in ids]
    columns = (placed.ids, placed.source, placed.start, placed.end, placed.code, placed.coder, placed.round)
    lines = []
    for own, text, start, end, number, who, turn, polarity in zip(
        *(column.tolist() for column in (*columns, placed.polarity)), strict=True
    ):
        person, span = present.coders[placed.coders[who]].id, Span(start, end)
        one = Coding(texts[text].id, span, ids[number], person, turn, POLARITIES[polarity], id=own.decode())
        quote = "" if hidden[text] else span.of(texts[text].text)
        lines.append(CodingLine(one, names[number], quote, hidden[text]))
    order = {text.id: number for number, text in enumerate(texts)}
    lines.sort(
        key=lambda one: (order[one.coding.source], one.coding.span, one.coding.code, one.coding.coder, one.coding.id)
    )
    return CodingTable(tuple(lines), orphans)


def _is(names: tuple[str, ...], wanted: set[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.array([name in wanted for name in names], np.bool_)


@dataclass(frozen=True, repr=False, eq=False)
class MemoTable(Tabular):
    """Memos with their ids, in the order in which they were begun.

    Args:
        memos: The memos.
        quotes: The words that each is about; empty where it is about no passage.
    """

    memos: tuple[Memo, ...]
    quotes: tuple[str, ...]

    def __len__(self) -> int:
        """Give the number of memos."""
        return len(self.memos)

    def __iter__(self) -> Iterator[Memo]:
        """Go through the memos."""
        return iter(self.memos)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a memo."""
        return ("id", "kind", "coder", "time", "source", "start", "end", "code", "coding", "quote", "text")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per memo."""
        for one, quote in zip(self.memos, self.quotes, strict=True):
            start, end = (one.span.start, one.span.end) if one.span else (None, None)
            place = (one.source, start, end, one.code, one.coding)
            yield (one.id, one.kind, one.coder, one.time, *place, quote, one.text)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (t("memo"), t("kind"), t("who"), t("about"), t("words"), t("text"))

    def text_rows(self) -> Iterator[tuple[str, ...]]:
        """Give the rows as people read them."""
        for one, quote in zip(self.memos, self.quotes, strict=True):
            about = " · ".join(part for part in (one.source, one.code) if part) or t("the project")
            yield (one.id, t(one.kind), one.coder, about, quote, one.text)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} memo", "{n} memos", len(self.memos))


def memos_of(opened: Opened, *, kind: str | None = None, coder: str | None = None, on: str | None = None) -> MemoTable:
    """Give memos with their ids; see `Workspace.memos`."""
    wanted = None if on is None else {one.uid for one in things_called(opened, on)}
    if coder is not None:
        coder_known(opened, coder)
    rows = dict(opened.store.entities("memo"))
    chosen = [
        memo
        for memo in memos_now(opened, codings_now(opened))
        if (kind is None or memo.kind == kind)
        and (coder is None or memo.coder == coder)
        and (wanted is None or _is_about(opened, memo, rows[memo.id].get("on", ""), wanted))
    ]
    stored = {
        name: opened.present.sources[opened.source_uid(name)] for name in {one.source for one in chosen if one.span}
    }
    # Of texts without a consent to analysis, no words are shown.
    texts = {name: "" if is_left_out(opened, one) else opened.text_of(one).text for name, one in stored.items()}
    return MemoTable(tuple(chosen), tuple(memo.span.of(texts[memo.source]) if memo.span else "" for memo in chosen))


def _is_about(opened: Opened, memo: Memo, on: str, wanted: set[str]) -> bool:
    """Tell whether a memo is about one of some things; on a text are those on its passages and codings, too."""
    source = opened.present.source_uids.get(memo.source, "")
    return bool(wanted & {on, source, memo.id})
