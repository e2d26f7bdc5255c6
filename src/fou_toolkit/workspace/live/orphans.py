"""Codings whose passage does not stand in the new version of a text: a person places them, or lets them go."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Span
from fou_toolkit.workspace.live.opened import Opened
from fou_toolkit.workspace.live.passages import passage_in
from fou_toolkit.workspace.live.snapshot import codings_now, is_left_out

__all__ = ["Orphan", "Orphans", "orphans_now", "place"]

_AROUND = 60
"""Signs of context on each side."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A coding without a place.

    Args:
        coding: Its id.
        source: Id of the text.
        coder: Who coded.
        code: Id of the code.
        quote: The words that were coded, as they stood.
        before: What stood in front of them.
        after: What stood behind them.
        times: How often the same words stand in the present version.
        is_hidden: Whether words and context are left out, as the text lacks a consent to analysis.
    """

    coding: str
    source: str
    coder: str
    code: str
    quote: str
    before: str
    after: str
    times: int
    is_hidden: bool = False


@dataclass(frozen=True, repr=False)
class Orphans(Tabular):
    """All codings without a place."""

    orphans: tuple[Orphan, ...]

    def __len__(self) -> int:
        """Give their number."""
        return len(self.orphans)

    def __iter__(self) -> Iterator[Orphan]:
        """Go through them."""
        return iter(self.orphans)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; one row a coding."""
        return ("coding", "source", "coder", "code", "before", "quote", "after", "times")

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings for people."""
        return (
            *(t("coding"), t("text"), t("coded by"), t("code"), t("in front"), t("words"), t("behind")),
            t("stands now"),
        )

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per coding."""
        for one in self.orphans:
            yield (one.coding, one.source, one.coder, one.code, one.before, one.quote, one.after, one.times)

    def text_rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows in the current language."""
        for one in self.orphans:
            quote = t("no consent") if one.is_hidden else one.quote
            yield (one.coding, one.source, one.coder, one.code, one.before, quote, one.after, one.times)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        return tn("{n} coding without a place", "{n} codings without a place", len(self.orphans))

    @property
    def notes(self) -> tuple[str, ...]:
        """Say what to do with them."""
        if not self.orphans:
            return ()
        return (t("Their words do not stand in the new version as they did. Place each by hand, or let it go."),)


def orphans_now(opened: Opened) -> Orphans:
    """Give the codings whose passage does not stand in the present version of their text."""
    present, standing = opened.present, codings_now(opened)
    left_out = {uid for uid, stored in present.sources.items() if is_left_out(opened, stored)}
    found = []
    for number in np.flatnonzero(~standing.placed).tolist():
        stored = present.sources[standing.sources[standing.source[number]]]
        version = standing.versions[standing.version[number]]
        content = next(one["content"] for one in present.versions_of(stored) if one["id"] == version)
        value = opened.ledger.value(content)
        is_hidden = stored.uid in left_out
        text = value["text"] if value and not is_hidden else ""
        start, end = int(standing.start[number]), int(standing.end[number])
        code, coder = standing.codes[standing.code[number]], standing.coders[standing.coder[number]]
        quote = text[start:end]
        found.append(
            Orphan(
                standing.ids[number].decode(),
                stored.id,
                present.coders[coder].id if coder in present.coders else "",
                present.codes[code].id if code in present.codes else "",
                quote,
                text[max(0, start - _AROUND) : start],
                text[end : end + _AROUND],
                opened.text_of(stored).text.count(quote) if quote else 0,
                is_hidden,
            )
        )
    return Orphans(tuple(sorted(found, key=lambda one: (one.source, one.coding))))


def place(opened: Opened, coding: str, passage: Span | str) -> None:
    """Put a coding without a place where it belongs; see `Workspace.place`."""
    orphan = next((one for one in orphans_now(opened) if one.coding == coding), None)
    if orphan is None:
        hint = t("fou orphans lists them.")
        raise UnknownIdError(t("There is no coding «{id}» without a place.", id=coding), hint=hint)
    stored = opened.present.sources[opened.source_uid(orphan.source)]
    span = passage_in(opened.text_of(stored).text, passage, orphan.source)
    body = {"coding": coding, "version": stored.version, "start": span.start, "end": span.end}
    opened.act("coding.changed", body)
