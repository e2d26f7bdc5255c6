"""The passages that coders see differently, with what each of them has there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fou_toolkit import _html
from fou_toolkit._i18n import t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.analysis.agreement.coefficients.alpha import alpha_of_sums
from fou_toolkit.analysis.agreement.compared import Compared
from fou_toolkit.analysis.agreement.talk import for_talk, heading
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Span
from fou_toolkit.text import index_of

__all__ = ["Disagreements", "Part", "Passage", "disagreements_of", "shown_codes"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_SHOWN = 10


Found = tuple[tuple[str, ...] | None, ...]
"""Codes of each coder, in the order of the coders; `None` for one who has not read the text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a passage.

    Args:
        span: Where, in code points.
        text: The words.
        codes: Codes of each coder there.
    """

    span: Span
    text: str
    codes: Found


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one turn in which coders have different codes.

    Args:
        source: Id of the text.
        span: Where, in code points.
        text: The words.
        codes: Codes of each coder anywhere in it.
        parts: Its units, one by one; in each of them coders differ.
        gain: How much higher α, pooled, would be if the coders had agreed here: on the codes that anybody has, or on
            those that all have, whichever changes more. For characters α is that of letters, not uα.
    """

    source: str
    span: Span
    text: str
    codes: Found
    parts: tuple[Part, ...]
    gain: float


@dataclass(frozen=True, repr=False)
class Disagreements(Tabular):
    """Passages that coders see differently, first those that would change the agreement most.

    Args:
        coders: Ids of the coders.
        passages: The passages.
        total: How many there are, whatever the number that is kept.
        about: The code or theme that they are about; empty for all.
        for_talk: Whether they are shown under a reflexive orientation.
    """

    coders: tuple[str, ...]
    passages: tuple[Passage, ...]
    total: int
    about: str = ""
    for_talk: bool = False

    def __len__(self) -> int:
        """Give the number of passages."""
        return len(self.passages)

    def __getitem__(self, place: int) -> Passage:
        """Give a passage."""
        return self.passages[place]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("source", "start", "end", *(f"codes: {name}" for name in self.coders), "gain", "text")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give one row per passage."""
        for one in self.passages:
            codes = (None if found is None else " ".join(found) for found in one.codes)
            yield (one.source, one.span.start, one.span.end, *codes, one.gain, one.text)

    @property
    def caption(self) -> str:
        """Say how many there are."""
        count = tn("{n} passage that coders see differently", "{n} passages that coders see differently", self.total)
        if len(self) < self.total:
            count = t("{passages}; the first {n}", passages=count, n=len(self))
        return for_talk(f"{count} ({self.about})" if self.about else count, self.for_talk)

    def head(self, count: int = _SHOWN) -> "Disagreements":
        """Keep the first."""
        return replace(self, passages=self.passages[:count])

    def _repr_html_(self) -> str:
        """Show the first passages, unit by unit, with what each coder has there."""
        parts: list[str] = [*heading(self.for_talk), _html.tag("p", _html.tag("b", self.caption))]
        headings = ("", *self.coders)
        for one in self.passages[:_SHOWN]:
            title = f"{one.source}, {one.span.start}–{one.span.end}"
            # Without this passage nothing may be left that coders differ on, and then there is no α.
            if not np.isnan(one.gain):
                title = t("{place} · α would rise by {gain:.4f}", place=title, gain=one.gain)
            rows = [(part.text, *(shown_codes(codes) for codes in part.codes)) for part in one.parts]
            parts.append(_html.Html(_html.table(headings, rows, caption=title)))
        if len(self) > _SHOWN:
            left = len(self) - _SHOWN
            more = tn("… and {n} more: to_frame()", "… and {n} more: to_frame()", left)
            parts.append(_html.tag("p", more, class_="quiet"))
        return _html.page(*parts)


def shown_codes(codes: tuple[str, ...] | None) -> str:
    """Show the codes of one coder; a coder who has not read the text has a dash."""
    return "–" if codes is None else ", ".join(codes) or t("no code")


def disagreements_of(compared: Compared, level: str, code: str | None = None, *, talk: bool = False) -> Disagreements:
    """Find the passages, and how much α would gain.

    A passage is a stretch of one turn whose units are next to each other and all seen differently.

    Args:
        compared: What is compared.
        level: `code` or `theme`.
        code: Only what concerns this code or theme; α is then that of the code.
        talk: Whether they are shown under a reflexive orientation.

    Raises:
        UnknownIdError: There is no such code.
    """
    columns = [one.id for one in compared.columns.of_level(level)]
    found = compared.at(level)
    if code is not None:
        if code not in columns:
            hint = t("There are: {ids}", ids=", ".join(columns))
            raise UnknownIdError(t("There is no code «{id}».", id=code), hint=hint)
        found = found[..., [columns.index(code)]]
    has = found.sum(axis=0)
    apart = (has > 0) & (has < compared.size[:, None])
    passage, units = _passages(compared, np.flatnonzero(apart.any(axis=1)))
    if not units.size:
        return Disagreements(compared.coders, (), 0, code or "", talk)
    gain = _gains(compared, has, apart, passage, units)
    order = np.argsort(-np.round(gain, 12), kind="stable")
    everything = compared.at(level)
    firsts, lasts = np.searchsorted(passage, order, side="left"), np.searchsorted(passage, order, side="right") - 1
    passages = [
        _passage(compared, columns, everything, int(units[first]), int(units[last]), float(gain[number]))
        for number, first, last in zip(order.tolist(), firsts.tolist(), lasts.tolist(), strict=True)
    ]
    return Disagreements(compared.coders, tuple(passages), len(passages), code or "", talk)


def _passages(compared: Compared, units: Ints) -> tuple[Ints, Ints]:
    """Number the passages: units that follow each other in one turn."""
    index = index_of(compared.project.corpus)
    turn = np.searchsorted(index.turn_start, compared.units.start[units], side="right")
    new = np.append(True, (np.diff(units) > 1) | (np.diff(turn) > 0)) if units.size else np.zeros(0, np.bool_)
    return np.cumsum(new) - 1, units


def _gains(compared: Compared, has: Ints, apart: Bools, passage: Ints, units: Ints) -> Floats:
    """Give how much higher pooled α would be for each passage; shape `(passages,)`."""
    size = compared.size.astype(np.float64)[:, None]
    weight = np.ones(len(size)) if compared.weight is None else compared.weight
    counted = (size > 1) * weight[:, None]
    share = counted / np.maximum(size - 1, 1)
    n = float((size * counted).sum() * has.shape[1])
    yes = float((has * counted).sum())
    split = 2 * float((has * (size - has) * share).sum())

    def summed(cells: Floats) -> Floats:
        """Add up what the units of each passage disagree on."""
        return np.bincount(passage, weights=(cells[units] * apart[units]).sum(axis=1)).astype(np.float64)

    def alpha(split: Floats, yes: Floats) -> Floats:
        return alpha_of_sums(split, np.stack((n - yes, yes), axis=-1))

    settled = summed(2 * has * (size - has) * share)
    everybody = alpha(split - settled, yes + summed((size - has) * counted))
    nobody = alpha(split - settled, yes - summed(has * counted))
    gain: Floats = np.fmax(everybody, nobody) - alpha(np.asarray(split), np.asarray(yes))
    return gain


def _passage(compared: Compared, columns: list[str], found: Bools, first: int, last: int, gain: float) -> Passage:
    """Give a passage with everything that each coder has in it."""
    units = compared.units
    source = int(units.source[first])
    base = int(units.bases[source])
    name = units.source_ids[source]
    text = compared.project.corpus[name].text
    looked = compared.looked[:, compared.group[first]].tolist()

    def part(one: int, two: int) -> Part:
        """Give the stretch from one unit to another."""
        span = Span(int(units.start[one]) - base, int(units.end[two]) - base)
        there = np.any(found[:, one : two + 1], axis=1).tolist()
        codes = tuple(
            tuple(code for code, has in zip(columns, flags, strict=True) if has) if seen else None
            for flags, seen in zip(there, looked, strict=True)
        )
        return Part(span, span.of(text), codes)

    whole = part(first, last)
    parts = tuple(part(unit, unit) for unit in range(first, last + 1))
    return Passage(name, whole.span, whole.text, whole.codes, parts, gain)
